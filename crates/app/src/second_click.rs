//! A double click is one wish: where its first click closed what it was made in,
//! a menu or a dialog, the second does not fall on what lay below.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};
use yew::prelude::{hook, use_effect_with};

/// What closes by a click within it.
const OVER_THE_PAGE: &str = "dialog, [role=menu], [role=listbox]";

/// Lets a second click go nowhere if the first has closed what it was made in.
#[hook]
pub(crate) fn use_one_click() {
    use_effect_with((), |()| {
        let page = web_sys::window().and_then(|window| window.document());
        let listener = page.map(|page| {
            let options = EventListenerOptions {
                phase: EventListenerPhase::Capture,
                passive: false,
            };
            let clicked = RefCell::new(None::<Element>);
            EventListener::new_with_options(&page, "click", options, move |event| {
                let is_second = event
                    .dyn_ref::<MouseEvent>()
                    .is_some_and(|click| click.detail() > 1);
                if is_second {
                    let closed = clicked.borrow().as_ref().map(|over| !over.is_connected());
                    if closed == Some(true) {
                        event.prevent_default();
                        event.stop_immediate_propagation();
                    }
                    return;
                }
                let target = event.target();
                let target = target.and_then(|target| target.dyn_into::<Element>().ok());
                *clicked.borrow_mut() =
                    target.and_then(|target| target.closest(OVER_THE_PAGE).ok().flatten());
            })
        });
        move || drop(listener)
    });
}
