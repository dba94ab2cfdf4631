//! IndexedDB, as far as it is needed.
//!
//! Requests become promises by having a promise's own `resolve` and `reject`
//! as their handlers. So no closure of ours can be called after it is gone,
//! whenever a future is dropped.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode, IdbVersionChangeEvent,
};

use crate::Error;
use crate::error::{describe, name_of};

const NAME: &str = "segflow";
const VERSION: u32 = 4;

/// A part of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    /// Workflow documents by id.
    Documents,
    /// Encrypted accounts by id.
    Accounts,
    /// The key that encrypts them.
    Keys,
    /// Settings of the device by name.
    Settings,
    /// Saved runs by id.
    Runs,
    /// What lists and searches are to know of them, by the same id.
    RunSummaries,
    /// Runs of files by id.
    BulkRuns,
    /// The versions of each workflow by its id.
    Versions,
    /// What can be undone in a workflow, by its id.
    Histories,
}

impl Store {
    const ALL: [Store; 9] = [
        Store::Documents,
        Store::Accounts,
        Store::Keys,
        Store::Settings,
        Store::Runs,
        Store::RunSummaries,
        Store::BulkRuns,
        Store::Versions,
        Store::Histories,
    ];

    fn name(self) -> &'static str {
        match self {
            Store::Documents => "documents",
            Store::Accounts => "accounts",
            Store::Keys => "keys",
            Store::Settings => "settings",
            Store::Runs => "runs",
            Store::RunSummaries => "runSummaries",
            Store::BulkRuns => "bulkRuns",
            Store::Versions => "versions",
            Store::Histories => "histories",
        }
    }
}

/// Makes another value of the one that is there, or none where it stays.
type Make<'m> = Box<dyn FnOnce(&JsValue) -> Option<JsValue> + 'm>;

/// The open database.
pub(crate) struct Database {
    /// Browsers close connections on their own account, and ours is closed for
    /// a newer version's sake; it is then opened again.
    connection: RefCell<IdbDatabase>,
}

impl Database {
    pub(crate) async fn open() -> Result<Database, Error> {
        Ok(Database {
            connection: RefCell::new(connect().await?),
        })
    }

    /// The value under a key.
    pub(crate) async fn get(&self, store: Store, key: &str) -> Result<Option<JsValue>, Error> {
        let (_, objects) = self.begin(store, IdbTransactionMode::Readonly).await?;
        let request = objects.get(&key.into()).map_err(failed)?;
        let value = settled(&request).await?;
        Ok(Some(value).filter(|value| !value.is_undefined()))
    }

    /// Every key with its value, in the order of the keys.
    pub(crate) async fn all(&self, store: Store) -> Result<Vec<(String, JsValue)>, Error> {
        let (_, objects) = self.begin(store, IdbTransactionMode::Readonly).await?;
        // Both are asked for before either is waited for: they see one state.
        let keys = settled(&objects.get_all_keys().map_err(failed)?);
        let values = settled(&objects.get_all().map_err(failed)?);
        let keys: Array = keys.await?.unchecked_into();
        let values: Array = values.await?.unchecked_into();
        Ok(keys
            .iter()
            .zip(values.iter())
            .map(|(key, value)| (key.as_string().unwrap_or_default(), value))
            .collect())
    }

    /// Puts a value under a key; done when it is kept.
    pub(crate) async fn put(&self, store: Store, key: &str, value: &JsValue) -> Result<(), Error> {
        let (transaction, objects) = self.begin(store, IdbTransactionMode::Readwrite).await?;
        objects.put_with_key(value, &key.into()).map_err(failed)?;
        committed(&transaction).await
    }

    /// Puts a value under a key; done when it is kept. Gives what was there.
    pub(crate) async fn replace(
        &self,
        store: Store,
        key: &str,
        value: &JsValue,
    ) -> Result<Option<JsValue>, Error> {
        let (transaction, objects) = self.begin(store, IdbTransactionMode::Readwrite).await?;
        // Both are asked for at once: the page may be left before an answer.
        let before = settled(&objects.get(&key.into()).map_err(failed)?);
        objects.put_with_key(value, &key.into()).map_err(failed)?;
        committed(&transaction).await?;
        Ok(Some(before.await?).filter(|value| !value.is_undefined()))
    }

    /// Puts under a key what is made of what is there, if anything is made of it.
    /// Gives what was there, as the good case where it was replaced. Between
    /// looking and putting no other tab can do anything.
    pub(crate) async fn change(
        &self,
        store: Store,
        key: &str,
        make: Make<'_>,
    ) -> Result<Result<JsValue, JsValue>, Error> {
        let (transaction, objects) = self.begin(store, IdbTransactionMode::Readwrite).await?;
        let present = settled(&objects.get(&key.into()).map_err(failed)?).await?;
        let Some(value) = make(&present) else {
            return Ok(Err(present));
        };
        objects.put_with_key(&value, &key.into()).map_err(failed)?;
        committed(&transaction).await?;
        Ok(Ok(present))
    }

    /// Puts values into several stores under one key, all or none; done when
    /// they are on the disk, whatever happens to the computer next.
    pub(crate) async fn put_surely(
        &self,
        key: &str,
        values: &[(Store, &JsValue)],
    ) -> Result<(), Error> {
        let stores: Vec<Store> = values.iter().map(|(store, _)| *store).collect();
        let transaction = self
            .transaction(&stores, IdbTransactionMode::Readwrite)
            .await?;
        for (store, value) in values {
            let objects = transaction.object_store(store.name()).map_err(failed)?;
            objects.put_with_key(value, &key.into()).map_err(failed)?;
        }
        committed(&transaction).await
    }

    /// Removes what is under a key, if anything is.
    pub(crate) async fn remove(&self, store: Store, key: &str) -> Result<(), Error> {
        self.remove_all(&[store], [key]).await
    }

    /// Removes what is under the keys in all of the stores, all or nothing.
    pub(crate) async fn remove_all<'k>(
        &self,
        stores: &[Store],
        keys: impl IntoIterator<Item = &'k str>,
    ) -> Result<(), Error> {
        let transaction = self
            .transaction(stores, IdbTransactionMode::Readwrite)
            .await?;
        for key in keys {
            for store in stores {
                let objects = transaction.object_store(store.name()).map_err(failed)?;
                objects.delete(&key.into()).map_err(failed)?;
            }
        }
        committed(&transaction).await
    }

    /// Empties every store, all or none.
    pub(crate) async fn clear(&self) -> Result<(), Error> {
        let transaction = self
            .transaction(&Store::ALL, IdbTransactionMode::Readwrite)
            .await?;
        for store in Store::ALL {
            let objects = transaction.object_store(store.name()).map_err(failed)?;
            objects.clear().map_err(failed)?;
        }
        committed(&transaction).await
    }

    async fn begin(
        &self,
        store: Store,
        mode: IdbTransactionMode,
    ) -> Result<(IdbTransaction, IdbObjectStore), Error> {
        let transaction = self.transaction(&[store], mode).await?;
        let objects = transaction.object_store(store.name()).map_err(failed)?;
        Ok((transaction, objects))
    }

    async fn transaction(
        &self,
        stores: &[Store],
        mode: IdbTransactionMode,
    ) -> Result<IdbTransaction, Error> {
        let connection = self.connection.borrow().clone();
        match begin(&connection, stores, mode) {
            Err(error) if name_of(&error).as_deref() == Some("InvalidStateError") => {
                let connection = connect().await?;
                self.connection.replace(connection.clone());
                begin(&connection, stores, mode)
            }
            begun => begun,
        }
        .map_err(failed)
    }
}

/// Begins a transaction whose changes are on the disk when it is complete;
/// web-sys does not know that option yet.
fn begin(
    connection: &IdbDatabase,
    stores: &[Store],
    mode: IdbTransactionMode,
) -> Result<IdbTransaction, JsValue> {
    let names: Array = stores
        .iter()
        .map(|store| JsValue::from(store.name()))
        .collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(connection, &"transaction".into())?.dyn_into()?;
    begin
        .call3(connection, &names, &mode.into(), &options)?
        .dyn_into()
}

async fn connect() -> Result<IdbDatabase, Error> {
    let factory = web_sys::window()
        .ok_or_else(|| refused(&JsValue::UNDEFINED))?
        .indexed_db()
        .map_err(|error| refused(&error))?
        .ok_or_else(|| refused(&JsValue::UNDEFINED))?;
    let request = factory
        .open_with_u32(NAME, VERSION)
        .map_err(|error| refused(&error))?;
    // The closures belong to the browser's garbage collector, as their events
    // may come long after whoever asked has gone.
    let on_upgrade = Closure::<dyn FnMut(IdbVersionChangeEvent)>::new(upgrade).into_js_value();
    request.set_onupgradeneeded(Some(on_upgrade.unchecked_ref()));
    let opened = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    }));
    if let Err(event) = opened.await {
        let is_blocked = event
            .dyn_ref::<Event>()
            .is_some_and(|event| event.type_() == "blocked");
        if is_blocked {
            // The upgrade still comes when the other tabs are closed.
            let on_late = Closure::<dyn FnMut(Event)>::new(close_late).into_js_value();
            request.set_onsuccess(Some(on_late.unchecked_ref()));
            return Err(Error::StorageHeld);
        }
        return Err(error_of(&request));
    }
    let connection: IdbDatabase = request.result().map_err(failed)?.unchecked_into();
    let on_version_change = Closure::<dyn FnMut(Event)>::new(give_way).into_js_value();
    connection.set_onversionchange(Some(on_version_change.unchecked_ref()));
    Ok(connection)
}

/// Brings the database from any older version to this one. What is there stays.
fn upgrade(event: IdbVersionChangeEvent) {
    let Some(request) = event
        .target()
        .and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok())
    else {
        return;
    };
    let upgraded = request.result().and_then(|connection| {
        let connection: IdbDatabase = connection.unchecked_into();
        let present = connection.object_store_names();
        for store in Store::ALL {
            if !present.contains(store.name()) {
                connection.create_object_store(store.name())?;
            }
        }
        Ok(())
    });
    // Half an upgrade is worse than none: opening then fails, and says so.
    if let (Err(_), Some(transaction)) = (upgraded, request.transaction()) {
        let _ = transaction.abort();
    }
}

/// Closes a connection that nobody waits for any more, lest it be the one that
/// holds up the next upgrade.
fn close_late(event: Event) {
    let connection = event
        .target()
        .and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok())
        .and_then(|request| request.result().ok());
    if let Some(connection) = connection {
        connection.unchecked_into::<IdbDatabase>().close();
    }
}

/// Closes this connection, so that another tab's newer version can upgrade.
fn give_way(event: Event) {
    let connection = event
        .target()
        .and_then(|target| target.dyn_into::<IdbDatabase>().ok());
    if let Some(connection) = connection {
        connection.close();
    }
}

/// The result of a request. The handlers are set at once, not when polled.
fn settled(request: &IdbRequest) -> impl Future<Output = Result<JsValue, Error>> + use<> {
    let settled = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }));
    let request = request.clone();
    async move {
        match settled.await {
            Ok(_) => request.result().map_err(failed),
            Err(_) => Err(error_of(&request)),
        }
    }
}

fn error_of(request: &IdbRequest) -> Error {
    let error = request.error().ok().flatten();
    Error::of_storage(&error.map(JsValue::from).unwrap_or_default())
}

/// Waits until all that the transaction changed is kept.
#[expect(
    deprecated,
    reason = "web-sys goes by version 2 of the standard; version 3 has it again"
)]
async fn committed(transaction: &IdbTransaction) -> Result<(), Error> {
    // Says that nothing more comes, so that it is kept even if the page is left
    // now. Where it cannot be said, the browser finds out a little later.
    let _ = transaction.commit();
    let ended = JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    }));
    match ended.await {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::of_storage(
            &transaction.error().map(JsValue::from).unwrap_or_default(),
        )),
    }
}

fn failed(value: JsValue) -> Error {
    Error::of_storage(&value)
}

fn refused(value: &JsValue) -> Error {
    Error::StorageRefused(describe(value))
}
