//! Finding things by their name, on every page.

use gloo_events::{EventListener, EventListenerOptions};
use segflow_ui::palette::{Asked, asked};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::{UseStateHandle, hook, use_effect_with, use_state_eq};

/// What is open of it; keys open it wherever the focus is, but in a dialog.
#[hook]
pub(crate) fn use_finding() -> UseStateHandle<Option<Asked>> {
    let open = use_state_eq(|| None::<Asked>);
    use_effect_with((), {
        let open = open.setter();
        move |()| {
            let page = web_sys::window().and_then(|window| window.document());
            let listener = page.map(|page| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&page, "keydown", options, move |event| {
                    let Some(asked) = event.dyn_ref::<KeyboardEvent>().and_then(asked) else {
                        return;
                    };
                    event.prevent_default();
                    let target = event.target();
                    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
                    let is_within =
                        |target: &Element| target.closest("dialog").ok().flatten().is_some();
                    if !target.as_ref().is_some_and(is_within) {
                        open.set(Some(asked));
                    }
                })
            });
            move || drop(listener)
        }
    });
    open
}
