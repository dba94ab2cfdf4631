//! Keys that work wherever the focus is, but for boxes that have an undo of
//! their own.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::{Callback, NodeRef, hook, use_effect_with};

use crate::ground::ground_of;
use crate::model::Action;

/// Undo by Ctrl or Cmd and Z, redo by the same with Shift, or by Ctrl and Y:
/// anywhere in the page, or in the element that `root` is the builder of.
#[hook]
pub(super) fn use_shortcuts(root: &NodeRef, act: &Callback<Action>) {
    let root = root.clone();
    use_effect_with(act.clone(), move |act| {
        let act = act.clone();
        let listener = root.get().map(|root| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&ground_of(&root), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if let Some(action) = action(event).filter(|_| !is_elsewhere(event)) {
                    event.prevent_default();
                    act.emit(action);
                }
            })
        });
        move || drop(listener)
    });
}

fn action(event: &KeyboardEvent) -> Option<Action> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Action::Undone),
        ("z", true) | ("y", false) => Some(Action::Redone),
        _ => None,
    }
}

/// Whether the key belongs to a text box or to a dialog over the builder.
fn is_elsewhere(event: &KeyboardEvent) -> bool {
    const OWN_UNDO: &str = "textarea, input:not([type=checkbox]):not([type=radio]), dialog *";
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target.matches(OWN_UNDO).unwrap_or(false))
}
