//! The tree that an element stands in: the page, or the shadow root of an
//! element of somebody's page. Who asks the page itself for its active element,
//! or hears its keys, gets those of the element as a whole.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, ShadowRoot};

/// The page or the shadow root that an element stands in.
pub(crate) fn ground_of(node: &Node) -> Node {
    node.get_root_node()
}

/// The element that has the focus, in the tree that a node stands in.
pub(crate) fn focused_beside(node: &Node) -> Option<HtmlElement> {
    let ground = ground_of(node);
    let active: Option<Element> = match ground.dyn_ref::<ShadowRoot>() {
        Some(root) => root.active_element(),
        None => ground.dyn_ref::<Document>()?.active_element(),
    };
    active?.dyn_into().ok()
}
