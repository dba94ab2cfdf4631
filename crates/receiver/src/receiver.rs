use std::net::SocketAddr;
use std::path::PathBuf;

use crate::accounts::Accounts;
use crate::store::Store;

/// All that the answers to requests are made from.
pub(crate) struct Receiver {
    pub(crate) accounts: Accounts,
    pub(crate) store: Store,
    /// The folder of the built app.
    pub(crate) app: Option<PathBuf>,
    /// The port it really listens on.
    pub(crate) port: u16,
    /// Opens `/debugger/` to programs.
    pub(crate) token: String,
}

/// Who sent a request.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);
