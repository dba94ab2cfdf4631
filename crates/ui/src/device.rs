//! What the builder keeps on this device: documents, and accounts with their
//! keys.

use std::rc::Rc;

use segflow_web::accounts::{AccountStore, Accounts, LoadedAccounts, UnreadableAccount};
use segflow_web::receiver::{self, Receiver};
use segflow_web::runs::Runs;
use segflow_web::storage::Storage;

/// The storage of this device and the accounts that can be used here.
#[derive(Debug, Clone, PartialEq)]
pub struct Device {
    /// Where documents are kept.
    pub storage: Storage,
    /// The runs, performed and kept.
    pub runs: Runs,
    /// Where accounts are kept.
    pub store: AccountStore,
    /// The accounts, that of the receiver among them.
    pub accounts: Accounts,
    /// Accounts that are kept and cannot be used.
    pub unreadable: Rc<[UnreadableAccount]>,
    /// Whether the receiver of this page, if there is one, shows what it receives.
    pub debugger: bool,
    /// Why the kept accounts could not be had at all, and what to do.
    pub refused: Option<segflow_web::Error>,
}

impl Device {
    /// Opens what there is. Where the browser refuses, work goes on in memory.
    pub async fn open() -> Device {
        let storage = Storage::open().await;
        let store = AccountStore::open(&storage).await;
        let (loaded, refused) = match store.load().await {
            Ok(loaded) => (loaded, None),
            Err(error) => (LoadedAccounts::default(), Some(error)),
        };
        let device = Device {
            runs: Runs::new(storage.clone()),
            storage,
            store,
            accounts: loaded.accounts,
            unreadable: loaded.unreadable.into(),
            debugger: false,
            refused,
        };
        let device = match receiver::find().await {
            Some(receiver) => device.with_receiver(receiver),
            None => device,
        };
        device.runs.set_accounts(device.accounts.clone());
        device.runs.resume();
        device
    }

    /// What a page that keeps everything itself gives: its accounts, and memory.
    pub fn of_host(accounts: Accounts) -> Device {
        let storage = Storage::of_host();
        let device = Device {
            runs: Runs::new(storage.clone()),
            storage,
            store: AccountStore::of_host(),
            accounts,
            unreadable: Rc::from([]),
            debugger: false,
            refused: None,
        };
        device.runs.set_accounts(device.accounts.clone());
        device
    }

    /// The device beside a receiver.
    #[must_use]
    pub fn with_receiver(&self, receiver: Receiver) -> Device {
        let accounts = match receiver.account {
            Some(account) => self.accounts.with(account),
            None => self.accounts.clone(),
        };
        Device {
            debugger: receiver.debugger,
            ..self.with_accounts(accounts)
        }
    }

    /// The device with other accounts.
    #[must_use]
    pub fn with_accounts(&self, accounts: Accounts) -> Device {
        self.runs.set_accounts(accounts.clone());
        Device {
            accounts,
            ..self.clone()
        }
    }
}
