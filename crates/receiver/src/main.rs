//! `segflow-receiver`: an endpoint that speaks Segment's protocol on this
//! machine, shows what it received, and serves the segflow app.
//!
//! One request passes [`server`] (connections, limits), [`host`] (which names it
//! answers to) and [`routes`], and ends in one of [`ingest`], [`settings`],
//! [`discovery`], [`debugger`] and [`app`].

mod accounts;
mod answers;
mod app;
mod batch;
mod body;
mod cors;
mod debugger;
mod discovery;
mod encoding;
mod error;
mod event;
mod faults;
mod forward;
mod host;
mod ingest;
mod instant;
mod mask;
mod members;
mod message;
mod options;
mod places;
mod policy;
mod random;
mod receipt;
mod receiver;
mod routes;
mod server;
mod settings;
mod state_folder;
mod stop;
mod store;
mod tokens;
mod verdict;
mod wire;
mod write_key;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::accounts::Accounts;
use crate::error::Error;
use crate::faults::Script;
use crate::forward::{Region, Upstream};
use crate::options::{Faults, Options, Request};
use crate::receiver::Receiver;
use crate::state_folder::{Notice, StateFolder};
use crate::store::{Durability, Limits, Store};

/// Names the loopback address and port that tests forward to.
const STAND_IN: &str = "SEGFLOW_TEST_UPSTREAM";

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
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    let result = runtime.block_on(serve(options));
    // A request to Segment may still be under way; its event is passed on again
    // after the next start.
    runtime.shutdown_background();
    result
}

async fn serve(options: Options) -> Result<(), Error> {
    let folder = StateFolder::open(&options.state)?;
    let key = folder.local_key()?;
    let token = random::alphanumeric(32)?;

    // Listening for signals begins before anyone is told of the port, so that
    // whoever knows of this process can also end it in good order.
    let stop = stop::signal(options.stdin).map_err(Error::Runtime)?;
    let address = SocketAddr::from((options.bind, options.port));
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
    let upstream = options.forward.map(upstream).transpose()?;
    let durability = match options.forward {
        Some(_) => Durability::Power,
        None => Durability::Process,
    };
    let (store, writing) =
        Store::open(folder.path(), Limits::DISK, durability).map_err(Error::Runtime)?;
    let posted = folder.post(&notice)?;
    say(&format!(
        "listening on http://{}\ndebugger token {token}",
        SocketAddr::from((reachable(options.bind), port))
    ));
    if options.forward.is_some() && options.keys.is_empty() {
        say("nothing is passed on to Segment yet: name its write key by --key LABEL=KEY");
    }

    let receiver = Arc::new(Receiver {
        accounts: Accounts::new(key, options.keys),
        store: Arc::new(store),
        app: options.app,
        port,
        token,
        hosts: options.hosts,
        origins: options.origins,
        forward: options.forward,
        faults: (options.faults == Faults::OnDemand).then(Script::default),
        streams: Arc::new(Semaphore::new(debugger::MOST_STREAMS)),
        stop: stop.clone(),
    });
    if let Some(upstream) = upstream {
        tokio::spawn(forward::run(Arc::clone(&receiver), upstream));
    }
    let router = routes::router(Arc::clone(&receiver));
    server::run(listener, router, stop, || posted.remove()).await;
    receiver.store.stop();
    // Only a bug ends that thread early, and it has then been told of.
    let _ = tokio::task::spawn_blocking(|| writing.join()).await;
    Ok(())
}

/// Segment, or what takes its place in tests. That may only be a program on this
/// machine, so that no setting can send events anywhere else.
fn upstream(region: Region) -> Result<Upstream, Error> {
    let Some(stand_in) = std::env::var_os(STAND_IN) else {
        return Ok(Upstream::segment(region));
    };
    let address = stand_in.to_str().and_then(|text| text.parse().ok());
    address
        .and_then(Upstream::stand_in)
        .ok_or_else(|| Error::Usage(format!("{STAND_IN} must be a loopback address and a port")))
}

/// An address at which a listener on `bind` answers.
fn reachable(bind: IpAddr) -> IpAddr {
    match bind {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        other => other,
    }
}

/// Prints to standard output. A closed pipe is no reason to stop serving.
fn say(text: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
