//! `segflow-receiver`: an endpoint that speaks Segment's protocol on this
//! machine, shows what it received, and serves the segflow app.
//!
//! One request passes [`server`] (connections, limits), [`host`] (which names it
//! answers to) and [`routes`], and ends in one of [`ingest`], [`settings`],
//! [`discovery`], [`debugger`] and [`app`].

mod accounts;
mod answers;
mod app;
mod body;
mod cors;
mod debugger;
mod discovery;
mod error;
mod host;
mod ingest;
mod instant;
mod mask;
mod message;
mod options;
mod policy;
mod random;
mod receiver;
mod routes;
mod server;
mod settings;
mod state_folder;
mod stop;
mod store;
mod tokens;
mod write_key;

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::accounts::Accounts;
use crate::error::Error;
use crate::options::{Options, Request};
use crate::receiver::Receiver;
use crate::state_folder::{Notice, StateFolder};
use crate::store::Store;

fn main() -> ExitCode {
    let result = match options::parse(std::env::args_os().skip(1)) {
        Ok(Request::Help) => {
            say(options::HELP);
            Ok(())
        }
        Ok(Request::Version) => {
            say(concat!("segflow-receiver ", env!("CARGO_PKG_VERSION")));
            Ok(())
        }
        Ok(Request::Serve(options)) => start(options),
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to be done if standard error is closed.
            let _ = writeln!(std::io::stderr(), "segflow-receiver: {error}");
            error.exit_code()
        }
    }
}

fn start(options: Options) -> Result<(), Error> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Error::Runtime)?
        .block_on(serve(options))
}

async fn serve(options: Options) -> Result<(), Error> {
    let folder = StateFolder::open(&options.state)?;
    let key = folder.local_key()?;
    let token = random::alphanumeric(32)?;

    // Listening for signals begins before anyone is told of the port, so that
    // whoever knows of this process can also end it in good order.
    let stop = stop::signal(options.stdin).map_err(Error::Runtime)?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| Error::listening(options.port, source))?;
    let port = listener.local_addr().map_err(Error::Runtime)?.port();

    let notice = Notice {
        pid: std::process::id(),
        port,
        build: options.build,
        token: token.clone(),
    };
    let posted = folder.post(&notice)?;
    say(&format!(
        "listening on http://127.0.0.1:{port}\ndebugger token {token}"
    ));

    let receiver = Arc::new(Receiver {
        accounts: Accounts::with_local(key),
        store: Store::default(),
        app: options.app,
        port,
        token,
    });
    server::run(listener, routes::router(receiver), stop, || posted.remove()).await;
    Ok(())
}

/// Prints to standard output. A closed pipe is no reason to stop serving.
fn say(text: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
