use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::History;
use yew::prelude::{UseStateSetter, hook, use_effect_with, use_state_eq};

use super::Address;

/// Goes to other addresses.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Navigator {
    show: UseStateSetter<Address>,
}

impl Navigator {
    /// Goes there; going back leads here again.
    pub(crate) fn push(&self, address: Address) {
        self.go(address, |history, href| {
            history.push_state_with_url(&JsValue::NULL, "", Some(href))
        });
    }

    /// Goes there instead of here: going back leads to what was before.
    pub(crate) fn replace(&self, address: Address) {
        self.go(address, |history, href| {
            history.replace_state_with_url(&JsValue::NULL, "", Some(href))
        });
    }

    /// Where the browser keeps no history the page changes all the same.
    fn go(&self, address: Address, note: fn(&History, &str) -> Result<(), JsValue>) {
        let history = web_sys::window().and_then(|window| window.history().ok());
        if let Some(history) = history {
            let _ = note(&history, &address.href());
        }
        self.show.set(address);
    }
}

/// The present address, which follows the browser's back and forward, and the
/// way to others.
#[hook]
pub(crate) fn use_address() -> (Address, Navigator) {
    let address = use_state_eq(Address::present);
    let show = address.setter();
    use_effect_with((), {
        let show = show.clone();
        move |()| {
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "popstate", move |_| show.set(Address::present()))
            });
            move || drop(listener)
        }
    });
    ((*address).clone(), Navigator { show })
}
