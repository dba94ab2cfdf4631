//! A double click is one wish: its second click does nothing to what has come
//! under the pointer by the first, such as the page under a menu that closed, or
//! the row below one that is gone.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};
use yew::prelude::{hook, use_effect_with};

/// What is pressed as a whole.
const CONTROLS: &str = "a, button, label, summary, [role=option], [contenteditable], .input";

/// Lets a second click go nowhere if it falls on something else than the first.
#[hook]
pub(crate) fn use_one_click() {
    use_effect_with((), |()| {
        let page = web_sys::window().and_then(|window| window.document());
        let listener = page.map(|page| {
            let options = EventListenerOptions {
                phase: EventListenerPhase::Capture,
                passive: false,
            };
            let first = RefCell::new(None::<Element>);
            EventListener::new_with_options(&page, "click", options, move |event| {
                let clicked = pressed(event);
                // Fingers tap one thing after the other.
                let is_second = event
                    .dyn_ref::<PointerEvent>()
                    .is_some_and(|click| click.detail() > 1 && click.pointer_type() == "mouse");
                if !is_second {
                    *first.borrow_mut() = clicked;
                } else if *first.borrow() != clicked {
                    event.prevent_default();
                    event.stop_immediate_propagation();
                }
            })
        });
        move || drop(listener)
    });
}

/// The control that a click falls on, or else the very element.
fn pressed(event: &Event) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let control = target.closest(CONTROLS).ok().flatten();
    Some(control.unwrap_or(target))
}
