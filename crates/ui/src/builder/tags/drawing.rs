//! The box in the page: what stands in it, and where the selection is. Places
//! are bytes of the text; the page counts UTF-16 units within its nodes.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, Selection};

/// Where a tag has no text beside it the caret needs a place to stand.
const EDGE: &str = "\u{200b}";
const EDGE_CLASS: &str = "tag-edge";
/// A tag's own text, on its chip.
const TAG: &str = "data-tag";

/// A piece of the text as it stands in the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drawn {
    /// Text as it is.
    Text(String),
    /// Text that is marked.
    Marked { class: String, text: String },
    /// A tag as a chip.
    Chip {
        class: String,
        label: String,
        tag: String,
    },
    /// A place for the caret, and what has been typed there.
    Edge(String),
}

impl Drawn {
    /// What the piece is in the text.
    fn text(&self) -> &str {
        match self {
            Drawn::Text(text) | Drawn::Marked { text, .. } | Drawn::Edge(text) => text,
            Drawn::Chip { tag, .. } => tag,
        }
    }

    /// What a child of the box is.
    fn of(node: &Node) -> Drawn {
        let content = || node.text_content().unwrap_or_default();
        let Some(element) = node.dyn_ref::<Element>() else {
            return Drawn::Text(content());
        };
        match element.get_attribute(TAG) {
            Some(tag) => Drawn::Chip {
                class: element.class_name(),
                label: content(),
                tag,
            },
            None if element.class_name() == EDGE_CLASS => {
                Drawn::Edge(content().replacen(EDGE, "", 1))
            }
            None => Drawn::Marked {
                class: element.class_name(),
                text: content(),
            },
        }
    }
}

/// The text of the box.
pub(super) fn text(root: &Element) -> String {
    children(root)
        .map(|node| Drawn::of(&node).text().to_owned())
        .collect()
}

/// Draws the box anew, unless it is so already. Whether it was not.
pub(super) fn draw(root: &Element, drawn: Vec<Drawn>) -> bool {
    let drawn = edged(drawn);
    if children(root)
        .map(|node| Drawn::of(&node))
        .eq(drawn.iter().cloned())
    {
        return false;
    }
    root.set_text_content(None);
    if let Some(document) = root.owner_document() {
        for piece in drawn {
            if let Some(node) = made(&document, piece) {
                let _ = root.append_child(&node);
            }
        }
    }
    true
}

/// Puts an edge wherever a chip has no text beside it.
fn edged(drawn: Vec<Drawn>) -> Vec<Drawn> {
    let mut edged: Vec<Drawn> = Vec::new();
    for piece in drawn {
        let is_chip = |piece: Option<&Drawn>| !matches!(piece, Some(Drawn::Text(_)));
        if matches!(piece, Drawn::Chip { .. }) && is_chip(edged.last()) {
            edged.push(Drawn::Edge(String::new()));
        }
        if matches!(piece, Drawn::Marked { .. }) && matches!(edged.last(), Some(Drawn::Chip { .. }))
        {
            edged.push(Drawn::Edge(String::new()));
        }
        edged.push(piece);
    }
    if matches!(edged.last(), Some(Drawn::Chip { .. })) {
        edged.push(Drawn::Edge(String::new()));
    }
    edged
}

fn made(document: &Document, piece: Drawn) -> Option<Node> {
    let (class, label) = match &piece {
        Drawn::Text(text) => return Some(document.create_text_node(text).into()),
        Drawn::Marked { class, text } => (class.as_str(), text.as_str()),
        Drawn::Chip { class, label, .. } => (class.as_str(), label.as_str()),
        Drawn::Edge(_) => (EDGE_CLASS, EDGE),
    };
    let element = document.create_element("span").ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(label));
    if let Drawn::Chip { tag, .. } = &piece {
        for (name, value) in [
            (TAG, tag.as_str()),
            ("title", tag),
            ("contenteditable", "false"),
        ] {
            let _ = element.set_attribute(name, value);
        }
    }
    Some(element.into())
}

/// The place in the text where the chip begins that an element belongs to.
pub(super) fn chip_at(root: &Element, element: &Element) -> Option<usize> {
    let chip: Node = element.closest(&format!("[{TAG}]")).ok()??.into();
    let mut place = 0;
    for node in children(root) {
        if node.is_same_node(Some(&chip)) {
            return Some(place);
        }
        place += Drawn::of(&node).text().len();
    }
    None
}

/// Where the selection was begun and where it ends, if it is in the box.
pub(super) fn selection(root: &Element) -> Option<(usize, usize)> {
    let selection = the_selection(root)?;
    let anchor = place_of(root, &selection.anchor_node()?, selection.anchor_offset())?;
    let caret = place_of(root, &selection.focus_node()?, selection.focus_offset())?;
    Some((anchor, caret))
}

/// Whether all that is selected is one stretch of text as it is.
pub(super) fn is_in_text(root: &Element) -> bool {
    let is_text = |node: &Node| node.node_type() == Node::TEXT_NODE;
    let mut pieces = children(root);
    if pieces.next().is_some_and(|only| is_text(&only)) && pieces.next().is_none() {
        return true;
    }
    let ends = the_selection(root)
        .and_then(|selection| Some((selection.anchor_node()?, selection.focus_node()?)));
    ends.is_some_and(|(anchor, caret)| {
        let around = anchor.parent_node();
        is_text(&anchor)
            && anchor.is_same_node(Some(&caret))
            && around.is_some_and(|around| root.is_same_node(Some(&around)))
    })
}

/// Selects a part of the text.
pub(super) fn select(root: &Element, anchor: usize, caret: usize) {
    let (anchor, anchor_unit) = node_at(root, anchor);
    let (caret, caret_unit) = node_at(root, caret);
    if let Some(selection) = the_selection(root) {
        let _ = selection.set_base_and_extent(&anchor, anchor_unit, &caret, caret_unit);
    }
}

/// Within an element's shadow the page's own selection ends at its edge; where
/// the browser tells of one within, that is it.
fn the_selection(root: &Element) -> Option<Selection> {
    let around = root.get_root_node();
    let own = js_sys::Reflect::get(&around, &"getSelection".into()).ok();
    let own = own.and_then(|own| own.dyn_into::<js_sys::Function>().ok());
    match own {
        Some(own) => own.call0(&around).ok()?.dyn_into().ok(),
        None => web_sys::window()?.get_selection().ok().flatten(),
    }
}

fn children(root: &Element) -> impl Iterator<Item = Node> {
    std::iter::successors(root.first_child(), Node::next_sibling)
}

/// The place in the text of a place in the page.
fn place_of(root: &Element, node: &Node, unit: u32) -> Option<usize> {
    if root.is_same_node(Some(node)) {
        let before = children(root).take(unit as usize);
        return Some(before.map(|node| Drawn::of(&node).text().len()).sum());
    }
    let mut place = 0;
    for child in children(root) {
        let drawn = Drawn::of(&child);
        if !child.contains(Some(node)) {
            place += drawn.text().len();
            continue;
        }
        let is_text = node.node_type() == Node::TEXT_NODE;
        let within = match drawn {
            // Before it or behind it: there is nothing between.
            Drawn::Chip { ref tag, .. } if unit > 0 => tag.len(),
            Drawn::Chip { .. } => 0,
            _ if is_text => {
                let content = node.text_content().unwrap_or_default();
                let before = content.get(..byte_of(&content, unit)).unwrap_or(&content);
                match drawn {
                    Drawn::Edge(_) => before.replacen(EDGE, "", 1).len(),
                    _ => before.len(),
                }
            }
            _ if unit > 0 => drawn.text().len(),
            _ => 0,
        };
        return Some(place + within);
    }
    None
}

/// The place in the page of a place in the text.
fn node_at(root: &Element, place: usize) -> (Node, u32) {
    let mut before = 0;
    for child in children(root) {
        let drawn = Drawn::of(&child);
        let end = before + drawn.text().len();
        let is_chip = matches!(drawn, Drawn::Chip { .. });
        if place <= end && !is_chip {
            let inner = if child.node_type() == Node::TEXT_NODE {
                Some(child)
            } else {
                child.first_child()
            };
            let within = drawn.text().get(..place - before).unwrap_or("");
            let units =
                within.encode_utf16().count() + usize::from(matches!(drawn, Drawn::Edge(_)));
            if let Some(inner) = inner {
                return (inner, u32::try_from(units).unwrap_or(u32::MAX));
            }
        }
        before = end;
    }
    (root.clone().into(), root.child_nodes().length())
}

/// The byte of a text at which a UTF-16 unit begins.
fn byte_of(text: &str, unit: u32) -> usize {
    let mut left = unit as usize;
    for (at, char) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(char.len_utf16());
    }
    text.len()
}
