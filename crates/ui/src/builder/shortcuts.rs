//! Keys that work wherever the focus is, but for boxes that have an undo of
//! their own.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::{Callback, NodeRef, hook, use_effect_with};

use crate::ground::ground_of;
use crate::model::Action;
use crate::palette::{Asked, asked};

/// Undo by Ctrl or Cmd and Z, redo by the same with Shift, or by Ctrl and Y:
/// anywhere in the page, or in the element that `root` is the builder of. Where
/// no app is around the builder, it finds things by their names itself.
#[hook]
pub(super) fn use_shortcuts(
    root: &NodeRef,
    act: &Callback<Action>,
    on_asked: Option<Callback<Asked>>,
) {
    let root = root.clone();
    use_effect_with((act.clone(), on_asked), move |(act, on_asked)| {
        let (act, on_asked) = (act.clone(), on_asked.clone());
        let listener = root.get().map(|root| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&ground_of(&root), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                // The page around an element may have the same keys for something.
                let is_ours = || {
                    event.prevent_default();
                    event.stop_propagation();
                };
                if let (Some(on_asked), Some(asked)) = (&on_asked, asked(event)) {
                    is_ours();
                    if !is_within(event, "dialog, dialog *") {
                        on_asked.emit(asked);
                    }
                    return;
                }
                if let Some(action) = action(event).filter(|_| !is_elsewhere(event)) {
                    is_ours();
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
    is_within(event, OWN_UNDO)
}

fn is_within(event: &KeyboardEvent, selector: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target.matches(selector).unwrap_or(false))
}
