//! Moving through a row or a column of items with the keyboard, as tabs and
//! menus do: one of them takes part in the Tab order, keys go on from there.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// How the items stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Side by side.
    Row,
    /// Under each other.
    Column,
}

/// Which way a language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    LeftToRight,
    RightToLeft,
}

/// Moves the focus from the item that has it to the one its key leads to, among
/// the children of the same element, and says which that is.
pub(crate) fn step(axis: Axis, event: &KeyboardEvent) -> Option<usize> {
    let item: Element = event.target()?.dyn_into().ok()?;
    let items = item.parent_element()?.children();
    let at = (0..items.length()).find(|&at| items.item(at).as_ref() == Some(&item))?;
    // A browser that does not know the selector reads from left to right.
    let reading = match item.matches(":dir(rtl)") {
        Ok(true) => Reading::RightToLeft,
        Ok(false) | Err(_) => Reading::LeftToRight,
    };
    let to = target(
        axis,
        reading,
        &event.key(),
        at as usize,
        items.length() as usize,
    )?;
    event.prevent_default();
    let next: HtmlElement = items.item(u32::try_from(to).ok()?)?.dyn_into().ok()?;
    let _ = next.focus();
    Some(to)
}

/// The item to go to from item `at` of `count` when `key` is pressed; none for
/// a key that means nothing here.
fn target(axis: Axis, reading: Reading, key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let forward = if at >= last { 0 } else { at + 1 };
    let back = if at == 0 { last } else { at - 1 };
    match (axis, reading, key) {
        (_, _, "Home") => Some(0),
        (_, _, "End") => Some(last),
        (Axis::Row, Reading::LeftToRight, "ArrowRight")
        | (Axis::Row, Reading::RightToLeft, "ArrowLeft")
        | (Axis::Column, _, "ArrowDown") => Some(forward),
        (Axis::Row, Reading::LeftToRight, "ArrowLeft")
        | (Axis::Row, Reading::RightToLeft, "ArrowRight")
        | (Axis::Column, _, "ArrowUp") => Some(back),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Axis::{Column, Row};
    use super::Reading::{LeftToRight, RightToLeft};
    use super::target;

    #[test]
    fn keys_lead_to_items() {
        for (axis, reading, key, at, count, expected) in [
            (Row, LeftToRight, "ArrowRight", 0, 3, Some(1)),
            (Row, LeftToRight, "ArrowRight", 2, 3, Some(0)),
            (Row, LeftToRight, "ArrowLeft", 0, 3, Some(2)),
            (Row, LeftToRight, "ArrowDown", 0, 3, None),
            (Row, RightToLeft, "ArrowLeft", 0, 3, Some(1)),
            (Row, RightToLeft, "ArrowRight", 0, 3, Some(2)),
            (Column, RightToLeft, "ArrowDown", 1, 3, Some(2)),
            (Column, LeftToRight, "ArrowUp", 1, 3, Some(0)),
            (Column, LeftToRight, "ArrowLeft", 1, 3, None),
            (Column, LeftToRight, "Home", 2, 3, Some(0)),
            (Column, LeftToRight, "End", 0, 3, Some(2)),
            (Column, LeftToRight, "a", 0, 3, None),
            (Column, LeftToRight, "End", 0, 0, None),
        ] {
            assert_eq!(
                target(axis, reading, key, at, count),
                expected,
                "{axis:?} {reading:?} {key} at {at} of {count}"
            );
        }
    }
}
