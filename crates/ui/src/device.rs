//! What the builder keeps on this device: documents, and accounts with their
//! keys.

use std::rc::Rc;

use segflow_core::scope::User;
use segflow_web::accounts::{AccountStore, Accounts, LoadedAccounts, UnreadableAccount};
use segflow_web::receiver::{self, Receiver};
use segflow_web::runs::Runs;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;

use crate::text::{Text, Words};

/// The settings that say who works here.
const USER_EMAIL: &str = "user.email";
const USER_ROLE: &str = "user.role";

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
    /// Who works here, as tags have it.
    pub user: User,
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
        let user = user_of(&storage).await;
        let device = Device {
            runs: Runs::new(storage.clone()),
            storage,
            store,
            accounts: loaded.accounts,
            unreadable: loaded.unreadable.into(),
            debugger: false,
            user,
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
            user: User::default(),
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

    /// The device whose receiver's account is called as people say it here. It is
    /// kept nowhere, so its name may change with the language.
    #[must_use]
    pub fn told_in(&self, words: &Words) -> Device {
        let mut accounts = self.accounts.iter();
        match accounts.find(|account| account.is_receivers()) {
            Some(local) => {
                let local = local.clone().called(&*words.say(Text::LocalSource));
                self.with_accounts(self.accounts.with(local))
            }
            None => self.clone(),
        }
    }

    /// The device where somebody else works, which is kept.
    #[must_use]
    pub fn with_user(&self, user: User) -> Device {
        let (storage, kept) = (self.storage.clone(), user.clone());
        spawn_local(async move {
            for (name, value) in [(USER_EMAIL, kept.email), (USER_ROLE, kept.role)] {
                // Without storage it lasts as long as the page.
                let _ = storage.save_setting(name, &value.unwrap_or_default()).await;
            }
        });
        Device {
            user,
            ..self.clone()
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

async fn user_of(storage: &Storage) -> User {
    let kept = async |name| {
        let kept = storage.setting(name).await.ok().flatten();
        kept.filter(|text: &String| !text.is_empty())
    };
    User {
        email: kept(USER_EMAIL).await,
        role: kept(USER_ROLE).await,
    }
}
