//! How a program is asked to end: Ctrl-C, or a request to terminate.

use std::io;

/// Calls back when the program is asked to end, the first time. The second time
/// it ends at once.
pub(crate) fn when_asked(tell: impl FnOnce() + Send + 'static) {
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
        else {
            // Without it the program ends the way every other does.
            return;
        };
        runtime.block_on(async {
            if asked().await.is_ok() {
                tell();
            }
            if asked().await.is_ok() {
                std::process::exit(130);
            }
        });
    });
}

/// Returns when the program is asked to end.
#[cfg(unix)]
pub(crate) async fn asked() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// Returns when the program is asked to end.
#[cfg(not(unix))]
pub(crate) async fn asked() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
