use std::rc::Rc;

use js_sys::{Array, Function, JSON, Object, Reflect};
use segflow_core::json::Value;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Event, MessageEvent, Worker};

use super::Source;
use crate::Error;
use crate::accounts::ConnectedAccount;

/// The only script that is ever started as a worker.
const SCRIPT: &str = "/bulk-worker.js";
/// The name that the page's policy has for who may say what is started.
const POLICY: &str = "segflow";
/// What the worker says is nested no deeper.
const MAX_DEPTH: usize = 64;

/// What is heard of the worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// It said this, perhaps with a file.
    Said(Value, Option<Blob>),
    /// It did not come, or broke.
    Lost,
}

/// The worker, until this is dropped.
pub struct BulkWorker {
    worker: Worker,
    _said: Closure<dyn FnMut(MessageEvent)>,
    _lost: Closure<dyn FnMut(Event)>,
}

impl BulkWorker {
    /// Starts it.
    pub fn start(on_told: impl Fn(Told) + 'static) -> Result<BulkWorker, Error> {
        let worker = construct().map_err(|_| Error::NotLoaded)?;
        let on_told = Rc::new(on_told);
        let said = {
            let on_told = Rc::clone(&on_told);
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let part = |name: &str| Reflect::get(&event.data(), &name.into()).ok();
                let text = part("text").and_then(|text| text.as_string());
                let blob = part("blob").and_then(|blob| blob.dyn_into().ok());
                if let Some(Ok(value)) = text.map(|text| Value::read(&text, MAX_DEPTH)) {
                    on_told(Told::Said(value, blob));
                }
            })
        };
        let lost = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            on_told(Told::Lost);
        });
        worker.set_onmessage(Some(said.as_ref().unchecked_ref()));
        worker.set_onerror(Some(lost.as_ref().unchecked_ref()));
        Ok(BulkWorker {
            worker,
            _said: said,
            _lost: lost,
        })
    }

    /// Tells it something, with the file it is about and the accounts to be
    /// used. Their keys go with them: it fills them in as it sends.
    pub fn post<'a>(
        &self,
        value: &Value,
        source: Option<&Source>,
        accounts: impl IntoIterator<Item = &'a ConnectedAccount>,
    ) {
        let accounts: Array = accounts
            .into_iter()
            .filter_map(|account| JSON::parse(&account.to_json()).ok())
            .collect();
        let message = Object::new();
        let set = |name: &str, value: &JsValue| {
            // Setting a key of a plain, new object cannot fail.
            let _ = Reflect::set(&message, &name.into(), value);
        };
        set("text", &value.to_string().into());
        set("accounts", &accounts);
        if let Some(source) = source {
            set("file", source.file());
        }
        // Everything in it can be copied.
        let _ = self.worker.post_message(&message);
    }
}

impl Drop for BulkWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A worker of our script, by the constructor itself: where the page's policy
/// has to say what may be started, its address is no text any more.
fn construct() -> Result<Worker, JsValue> {
    let global = js_sys::global();
    let constructor: Function = Reflect::get(&global, &"Worker".into())?.dyn_into()?;
    Reflect::construct(&constructor, &Array::of1(&address()?))?.dyn_into()
}

thread_local! {
    /// A policy can be made once a page.
    static ADDRESS: Result<JsValue, JsValue> = trusted();
}

fn address() -> Result<JsValue, JsValue> {
    ADDRESS.with(Clone::clone)
}

fn trusted() -> Result<JsValue, JsValue> {
    let kinds = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    if !kinds.is_object() {
        return Ok(SCRIPT.into());
    }
    // It gives our script's address, whatever it is asked for.
    let rule = Closure::<dyn Fn() -> JsValue>::new(|| SCRIPT.into()).into_js_value();
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), &rule)?;
    let create: Function = Reflect::get(&kinds, &"createPolicy".into())?.dyn_into()?;
    let policy = create.call2(&kinds, &POLICY.into(), &rules)?;
    let make: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
    make.call1(&policy, &SCRIPT.into())
}
