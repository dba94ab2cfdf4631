use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::http::HeaderValue;
use tokio::sync::Semaphore;

use crate::accounts::Accounts;
use crate::faults::Script;
use crate::forward::Region;
use crate::stop::Stop;
use crate::store::Store;

/// All that the answers to requests are made from.
pub(crate) struct Receiver {
    pub(crate) accounts: Accounts,
    pub(crate) store: Arc<Store>,
    /// The folder of the built app.
    pub(crate) app: Option<PathBuf>,
    /// The port it really listens on.
    pub(crate) port: u16,
    /// Opens `/debugger/` to programs.
    pub(crate) token: String,
    /// Names it answers to beside this machine's own.
    pub(crate) hosts: Vec<String>,
    /// The origins whose pages may send events; all, if none is named.
    pub(crate) origins: Vec<HeaderValue>,
    /// Where messages are passed on to.
    pub(crate) forward: Option<Region>,
    /// Only with `--faults`.
    pub(crate) faults: Option<Script>,
    /// A place for each page that follows the events.
    pub(crate) streams: Arc<Semaphore>,
    pub(crate) stop: Stop,
}

impl Receiver {
    /// Reads the store on a thread that may wait for the disk. Nothing comes back
    /// only if the reading itself has a bug.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Option<T> {
        let store = Arc::clone(&self.store);
        tokio::task::spawn_blocking(move || query(&store))
            .await
            .ok()
    }
}

/// Who sent a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

impl Peer {
    pub(crate) fn is_this_machine(self) -> bool {
        self.0.ip().to_canonical().is_loopback()
    }
}
