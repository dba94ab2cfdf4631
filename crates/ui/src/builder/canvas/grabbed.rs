use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};
use yew::prelude::AttrValue;

use crate::model::Edge;

/// The attribute that names an item that can be put elsewhere, in a list that
/// has `data-sorted`.
pub(super) const ITEM: &str = "data-sort";
/// What an item is taken by.
const GRIP: &str = ".grip";

/// An item that a pointer took by its grip.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Grabbed {
    /// What the item is called in its list.
    pub(in crate::builder) item: AttrValue,
    pub(super) pointer: i32,
    pub(super) x: i32,
    pub(super) y: i32,
}

/// Where a dragged item would come: at the item of that name.
pub(in crate::builder) type Over = (AttrValue, Edge);

impl Grabbed {
    /// What a press of the pointer has taken, if that was a grip.
    pub(in crate::builder) fn by(event: &PointerEvent) -> Option<Grabbed> {
        let target: Element = event.target()?.dyn_into().ok()?;
        target.closest(GRIP).ok()??;
        let item = item_of(&target)?;
        if event.button() != 0 {
            return None;
        }
        // Text is not selected, and the focus stays where it is. A list around
        // this one has taken nothing.
        event.prevent_default();
        event.stop_propagation();
        Some(Grabbed {
            item: item.into(),
            pointer: event.pointer_id(),
            x: event.client_x(),
            y: event.client_y(),
        })
    }
}

/// The name of the item that an element is part of.
pub(in crate::builder) fn item_of(element: &Element) -> Option<String> {
    let item = element.closest("[data-sort]").ok()??;
    item.get_attribute(ITEM)
}
