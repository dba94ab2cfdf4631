use std::io::{self, Read};

use tokio::sync::watch;

/// What the end of standard input means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stdin {
    Ignored,
    StopsWhenClosed,
}

/// Becomes true once, when the receiver is to stop.
pub(crate) type Stop = watch::Receiver<bool>;

/// Waits for what ends the receiver: an interrupt, a request to terminate, or
/// the end of standard input where that was asked for.
pub(crate) fn signal(stdin: Stdin) -> io::Result<Stop> {
    let (send, stop) = watch::channel(false);
    let asked = asked_to_stop()?;
    let send_on_signal = send.clone();
    tokio::spawn(async move {
        asked.await;
        send_on_signal.send_replace(true);
    });
    match stdin {
        Stdin::Ignored => {}
        Stdin::StopsWhenClosed => {
            // A thread of its own: the read cannot be interrupted, and must not
            // keep the runtime from ending.
            std::thread::spawn(move || {
                let mut input = io::stdin();
                let mut ignored = [0; 1024];
                while matches!(input.read(&mut ignored), Ok(1..)) {}
                send.send_replace(true);
            });
        }
    }
    Ok(stop)
}

#[cfg(unix)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a signal only the end of standard input stops it.
            std::future::pending::<()>().await;
        }
    })
}

/// Returns when the receiver is to stop.
pub(crate) async fn requested(stop: &mut Stop) {
    // The sender may only go away after it has sent, or if it never will.
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}
