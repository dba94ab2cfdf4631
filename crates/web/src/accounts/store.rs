use std::rc::Rc;

use js_sys::{Object, Reflect, Uint8Array};
use segflow_core::document::AccountId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::vault::{Sealed, Vault};
use super::{Accounts, ConnectedAccount, RECEIVER_ACCOUNT_ID};
use crate::Error;
use crate::storage::{Database, Storage, Store};

/// Keeps accounts on this device, encrypted. Copies are the same store.
///
/// Where the browser cannot keep them, saving succeeds and does nothing: the
/// caller's [`Accounts`] last until the page is closed, and
/// [`AccountStore::session_only`] tells why.
#[derive(Clone)]
pub struct AccountStore {
    storage: Storage,
    vault: Rc<Result<Vault, Error>>,
}

/// What was found when accounts were loaded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LoadedAccounts {
    /// The accounts that can be used.
    pub accounts: Accounts,
    /// Those that are there and cannot; they are left as they are.
    pub unreadable: Vec<UnreadableAccount>,
}

/// A kept account that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct UnreadableAccount {
    /// The id that tasks refer to.
    pub id: String,
    /// Why, and what to do.
    pub reason: Error,
}

/// Where the key is kept.
const VAULT_KEY: &str = "accounts";
const IV: &str = "iv";
const DATA: &str = "data";

impl PartialEq for AccountStore {
    fn eq(&self, other: &AccountStore) -> bool {
        Rc::ptr_eq(&self.vault, &other.vault)
    }
}

impl std::fmt::Debug for AccountStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("AccountStore")
            .field(&self.session_only())
            .finish()
    }
}

impl AccountStore {
    /// Finds the key that encrypts accounts, or makes it the first time.
    pub async fn open(storage: &Storage) -> AccountStore {
        AccountStore {
            storage: storage.clone(),
            vault: Rc::new(open_vault(storage).await),
        }
    }

    /// The store of a page that hands out its own accounts: it keeps none.
    pub fn of_host() -> AccountStore {
        AccountStore {
            storage: Storage::of_host(),
            vault: Rc::new(Err(Error::HostKeeps)),
        }
    }

    /// Whether whoever holds the page has the accounts, so that none can be
    /// connected here.
    pub fn is_hosts(&self) -> bool {
        matches!(&*self.vault, Err(Error::HostKeeps))
    }

    /// Why accounts are gone when the page is closed; `None` where they are kept.
    pub fn session_only(&self) -> Option<&Error> {
        self.vault.as_ref().as_ref().err()
    }

    /// Every kept account.
    pub async fn load(&self) -> Result<LoadedAccounts, Error> {
        let Ok((database, vault)) = self.parts() else {
            return Ok(LoadedAccounts::default());
        };
        let mut accounts = Vec::new();
        let mut unreadable = Vec::new();
        for (id, entry) in database.all(Store::Accounts).await? {
            match read(vault, &id, &entry).await {
                Ok(account) => accounts.push(account),
                Err(reason) => unreadable.push(UnreadableAccount { id, reason }),
            }
        }
        Ok(LoadedAccounts {
            accounts: accounts.into_iter().collect(),
            unreadable,
        })
    }

    /// Keeps an account in place of the one of its id; done when it is kept.
    pub async fn save(&self, account: &ConnectedAccount) -> Result<(), Error> {
        if account.is_receivers() {
            return Err(Error::ReceiverAccount);
        }
        let Ok((database, vault)) = self.parts() else {
            return Ok(());
        };
        let id = account.id().as_str();
        let sealed = vault.seal(id, &account.to_json()).await?;
        let entry = Object::new();
        // Setting a key of a plain, new object cannot fail.
        let _ = Reflect::set(&entry, &IV.into(), &sealed.iv);
        let _ = Reflect::set(&entry, &DATA.into(), &sealed.data);
        database.put(Store::Accounts, id, &entry).await
    }

    /// Forgets an account, if it is kept.
    pub async fn remove(&self, id: &AccountId) -> Result<(), Error> {
        if id.as_str() == RECEIVER_ACCOUNT_ID {
            return Err(Error::ReceiverAccount);
        }
        let Ok((database, _)) = self.parts() else {
            return Ok(());
        };
        database.remove(Store::Accounts, id.as_str()).await
    }

    fn parts(&self) -> Result<(&Database, &Vault), Error> {
        let vault = self.vault.as_ref().as_ref().map_err(Error::clone)?;
        Ok((self.storage.database()?, vault))
    }
}

async fn open_vault(storage: &Storage) -> Result<Vault, Error> {
    let database = storage.database()?;
    let subtle = Vault::subtle()?;
    let key = match database.get(Store::Keys, VAULT_KEY).await? {
        Some(key) => key,
        None => {
            let key: JsValue = Vault::new_key(&subtle).await?.into();
            // Tabs that do this at the same time get the same.
            let first = |there: &JsValue| there.is_undefined().then(|| key.clone());
            let changed = database.change(Store::Keys, VAULT_KEY, Box::new(first));
            changed.await?.err().unwrap_or(key)
        }
    };
    let key: CryptoKey = key
        .dyn_into()
        .map_err(|_| Error::CannotEncrypt("its key is not where it was put".to_owned()))?;
    Ok(Vault::new(subtle, key))
}

async fn read(vault: &Vault, id: &str, entry: &JsValue) -> Result<ConnectedAccount, Error> {
    let bytes = |key: &str| {
        Reflect::get(entry, &key.into())
            .ok()
            .and_then(|value| value.dyn_into::<Uint8Array>().ok())
            .ok_or(Error::Unreadable)
    };
    let sealed = Sealed {
        iv: bytes(IV)?,
        data: bytes(DATA)?,
    };
    let text = vault.open(id, &sealed).await?;
    ConnectedAccount::from_json(&text).ok_or(Error::Unreadable)
}
