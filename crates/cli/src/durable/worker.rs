//! `segflow worker`: the service that runs workflows for the engine.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use restate_sdk::http_server::HttpServer;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::engine::Engine;
use super::log::Log;
use super::metrics;
use super::perform::Performer;
use super::rate::Rate;
use super::service;
use crate::accounts::Accounts;
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::run::targets;
use crate::send::Sender;
use crate::stop;

pub(crate) const TAKES: Takes = Takes {
    files: &[],
    values: &[
        "accounts", "listen", "metrics", "rate", "tries", "admin", "url",
    ],
    flags: &["allow-private"],
};

/// Where the engine finds a worker of this machine.
pub(super) const ADDRESS: &str = "127.0.0.1:9080";

/// A run whose account is not connected is tried so often, at most every thirty
/// seconds: that is eight hours.
const TRIES: u64 = 1000;

/// Requests under way have so long to be answered once it is to stop.
const FAREWELL: Duration = Duration::from_secs(35);

/// What was answered takes so long at most to reach the engine.
const LAST_WORDS: Duration = Duration::from_secs(1);

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let what = "an address and a port, like 127.0.0.1:9080";
    let listen = given.parsed("listen", what)?;
    let metrics = given.parsed("metrics", what)?;
    let performer = performer(given, Log::new(std::io::stderr()))?;
    let engine = match given.text("admin")? {
        Some(_) => Some(Engine::of(given)?),
        None => None,
    };
    let url = given.text("url")?.map(str::to_owned);
    runtime()?.block_on(async {
        let address = match listen {
            Some(address) => address,
            None => default_address()?,
        };
        let stop = stop_signal();
        let worker = Worker::bind(performer, address, metrics).await?;
        if let Some(engine) = engine {
            let url = url.unwrap_or_else(|| format!("http://{address}"));
            tokio::spawn(tell(engine, url, Arc::clone(&worker.performer)));
        }
        worker.serve(stop).await;
        Ok(Outcome::Fine)
    })
}

/// Tells the engine where the worker is, as soon as it hears it.
async fn tell(engine: Engine, url: String, performer: Arc<Performer>) {
    let mut wait = Duration::from_millis(250);
    loop {
        let (told, at) = (engine.clone(), url.clone());
        let result = tokio::task::spawn_blocking(move || told.register(&at)).await;
        if let Ok(Ok(())) = result {
            performer.log.worker("registered", &url);
            return;
        }
        performer.log.worker("not_registered", &url);
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(10));
    }
}

fn default_address() -> Result<SocketAddr, Error> {
    ADDRESS
        .parse()
        .map_err(|_| Error::Cannot(format!("{ADDRESS} is no address")))
}

/// What performs a worker's runs, as the command line has it.
pub(super) fn performer(given: &Given, log: Log) -> Result<Arc<Performer>, Error> {
    let accounts = Arc::new(Accounts::find(given.path("accounts").as_deref())?);
    let targets = targets(given);
    accounts.demand(targets)?;
    let rate = Rate::new(given.parsed("rate", "messages a second")?);
    let sender = Sender::new(Arc::clone(&accounts), targets);
    let tries = given.parsed("tries", "a number of tries")?.unwrap_or(TRIES);
    Ok(Arc::new(Performer::new(accounts, sender, rate, log, tries)))
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(256)
        .build()
        .map_err(|error| Error::Cannot(format!("no threads can be had: {error}")))
}

/// A worker that holds its ports.
pub(super) struct Worker {
    performer: Arc<Performer>,
    listener: TcpListener,
    metrics: Option<TcpListener>,
}

impl Worker {
    pub(super) async fn bind(
        performer: Arc<Performer>,
        address: SocketAddr,
        metrics: Option<SocketAddr>,
    ) -> Result<Worker, Error> {
        let listener = listener(address)?;
        let metrics = match metrics {
            None => None,
            Some(address) => Some(listener_of_one(address).await?),
        };
        Ok(Worker {
            performer,
            listener,
            metrics,
        })
    }

    /// Serves until it is to stop; then nothing new is taken, and what is under
    /// way is finished.
    pub(super) async fn serve(self, stop: watch::Receiver<bool>) {
        let counted = Arc::clone(&self.performer.metrics);
        if let Some(listener) = self.metrics {
            tokio::spawn(metrics::serve(listener, Arc::clone(&counted)));
        }
        let log = Arc::clone(&self.performer.log);
        let address = self
            .listener
            .local_addr()
            .map_or_else(|_| String::new(), |address| format!("http://{address}"));
        log.worker("listens", &address);
        let server = HttpServer::new(service::endpoint(self.performer));
        let (drains, asked) = (Arc::clone(&counted), stop.clone());
        let (draining, from) = (Arc::clone(&log), address.clone());
        let stopped = async move {
            until_asked(asked).await;
            drains.drains.store(true, Ordering::Relaxed);
            draining.worker("drains", &from);
        };
        let drained = async {
            until_asked(stop).await;
            let last = Instant::now() + FAREWELL;
            while counted.under_way.load(Ordering::Relaxed) > 0 && Instant::now() < last {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            // The engine has to hear of the last answers; runs that wait for
            // something else go on with another worker.
            tokio::time::sleep(LAST_WORDS).await;
        };
        tokio::select! {
            () = server.serve_with_cancel(self.listener, stopped) => {}
            () = drained => {}
        }
        log.worker("ended", &address);
    }
}

async fn until_asked(mut stop: watch::Receiver<bool>) {
    // The sender goes away only with the program.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Several workers may share one address of a machine; the system spreads the
/// engine's connections among them.
fn listener(address: SocketAddr) -> Result<TcpListener, Error> {
    let taken = |error| Error::Cannot(format!("{address} cannot be listened on: {error}"));
    let socket = match address {
        SocketAddr::V4(_) => tokio::net::TcpSocket::new_v4(),
        SocketAddr::V6(_) => tokio::net::TcpSocket::new_v6(),
    }
    .map_err(taken)?;
    socket.set_reuseaddr(true).map_err(taken)?;
    #[cfg(unix)]
    socket.set_reuseport(true).map_err(taken)?;
    socket.bind(address).map_err(taken)?;
    socket.listen(1024).map_err(taken)
}

async fn listener_of_one(address: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Error::Cannot(format!("{address} cannot be listened on: {error}")))
}

/// Becomes true when the program is asked to end.
pub(super) fn stop_signal() -> watch::Receiver<bool> {
    let (send, stop) = watch::channel(false);
    tokio::spawn(async move {
        // Where signals cannot be heard, they end the program at once.
        if stop::asked().await.is_ok() {
            send.send_replace(true);
        }
    });
    stop
}
