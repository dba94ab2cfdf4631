use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::grabbed::ITEM;

/// A likeness of an item that is dragged, which goes with the pointer. It is
/// there for as long as this is kept.
pub(super) struct Ghost {
    likeness: HtmlElement,
    /// From the pointer to where it would stand by itself.
    x: f64,
    y: f64,
    /// Where the pointer may be at most, so that it keeps to the list's sides.
    sides: (f64, f64),
}

impl Ghost {
    /// Of the item of that name in a list, which was taken at a point.
    pub(super) fn of(list: &Element, item: &str, x: f64, y: f64) -> Option<Ghost> {
        let item =
            own_items(list).find(|other| other.get_attribute(ITEM).as_deref() == Some(item))?;
        let likeness: HtmlElement = item.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        // What is a picture has no name, and is no place to put something.
        for name in ["id", "data-sort", "data-drop"] {
            let _ = likeness.remove_attribute(name);
        }
        let named = likeness.query_selector_all("[id]").ok()?;
        for place in 0..named.length() {
            if let Some(part) = named
                .item(place)
                .and_then(|part| part.dyn_into::<Element>().ok())
            {
                let _ = part.remove_attribute("id");
            }
        }
        let _ = likeness.set_attribute("aria-hidden", "true");
        let _ = likeness.set_attribute("inert", "");
        likeness.set_class_name(&format!("{} ghost", item.class_name()));
        let at = item.get_bounding_client_rect();
        let _ = likeness
            .style()
            .set_property("inline-size", &format!("{}px", at.width()));
        item.parent_element()?.append_child(&likeness).ok()?;
        // Whatever it is placed by: from there it is moved.
        let stands = likeness.get_bounding_client_rect();
        let around = list.get_bounding_client_rect();
        Some(Ghost {
            sides: (
                (x + around.left() - at.left()).min(x),
                (x + around.right() - at.right()).max(x),
            ),
            x: at.left() - x - stands.left(),
            y: at.top() - y - stands.top(),
            likeness,
        })
    }

    /// The pointer is there.
    pub(super) fn go(&self, x: f64, y: f64) {
        let (first, last) = self.sides;
        let place = format!("{}px {}px", self.x + x.clamp(first, last), self.y + y);
        let _ = self.likeness.style().set_property("translate", &place);
    }
}

impl Drop for Ghost {
    fn drop(&mut self) {
        self.likeness.remove();
    }
}

/// The items of a list; not those of lists that items hold.
pub(super) fn own_items(list: &Element) -> impl Iterator<Item = Element> {
    let list = list.clone();
    let items = list.query_selector_all("[data-sort]").ok();
    let count = items.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |place| {
        let item: Element = items.as_ref()?.item(place)?.dyn_into().ok()?;
        let around = item.parent_element()?.closest("[data-sorted]").ok()??;
        (around == list).then_some(item)
    })
}
