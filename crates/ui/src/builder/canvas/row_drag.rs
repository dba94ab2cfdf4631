use web_sys::Element;
use yew::prelude::{
    AttrValue, Callback, Html, NodeRef, Properties, function_component, html, use_state_eq,
};

use super::grabbed::{Grabbed, Over};
use super::sorting::{Places, use_sorting};
use crate::model::Edge;
use crate::text::{CanvasText, use_words};

/// Properties of [`RowDrag`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct RowDragProps {
    /// The row.
    pub(in crate::builder) row: NodeRef,
    /// Its place, counted from 0.
    pub(in crate::builder) place: usize,
    /// How many rows there are beside it, itself counted.
    pub(in crate::builder) count: usize,
    /// What took it, if it is dragged.
    pub(in crate::builder) grabbed: Option<Grabbed>,
    /// It was let go: it comes to that place, or stays.
    pub(in crate::builder) on_end: Callback<Option<usize>>,
}

/// Where a row would come is marked on the row that is there.
const DROP: &str = "data-drop";

/// Follows a row that is dragged among those beside it, and says where it would
/// come.
#[function_component]
pub(super) fn RowDrag(props: &RowDragProps) -> Html {
    let words = use_words();
    let said = use_state_eq(AttrValue::default);
    let RowDragProps { place, count, .. } = *props;

    let on_over = {
        let (said, row) = (said.clone(), props.row.clone());
        Callback::from(move |over: Option<Over>| {
            mark(&row, over.as_ref());
            said.set(match over.and_then(|over| destination(place, &over)) {
                Some(to) => words.say(CanvasText::RowTo {
                    place: to + 1,
                    of: count,
                }),
                None => AttrValue::default(),
            });
        })
    };
    let on_end = {
        let (said, row) = (said.clone(), props.row.clone());
        props.on_end.reform(move |over: Option<Over>| {
            mark(&row, None);
            let to = over.and_then(|over| destination(place, &over));
            let to = to.filter(|to| *to != place);
            // The rows tell of one that has moved.
            said.set(match to {
                Some(_) => AttrValue::default(),
                None => words.say(CanvasText::Stays),
            });
            to
        })
    };
    let row = props.row.clone();
    use_sorting(
        move || list_of(&row),
        props.grabbed.as_ref(),
        Places::Between,
        on_over,
        on_end,
    );
    html! { <span class="visually-hidden" role="status">{ (*said).clone() }</span> }
}

/// The place a row comes to, counted without itself.
fn destination(from: usize, (over, edge): &Over) -> Option<usize> {
    let over: usize = over.parse().ok()?;
    let over = over - usize::from(from < over);
    Some(match edge {
        Edge::Before => over,
        Edge::Beside | Edge::After => over + 1,
    })
}

fn list_of(row: &NodeRef) -> Option<Element> {
    let row: Element = row.cast()?;
    row.parent_element()?.closest("[data-sorted]").ok()?
}

/// Marks the row where it would come, and no other.
fn mark(row: &NodeRef, over: Option<&Over>) {
    let Some(list) = list_of(row) else { return };
    if let Ok(Some(marked)) = list.query_selector("[data-drop]") {
        let _ = marked.remove_attribute(DROP);
    }
    let Some((place, edge)) = over else { return };
    let rows = list.children();
    for at in 0..rows.length() {
        let row = rows.item(at);
        let row =
            row.filter(|row| row.get_attribute(super::grabbed::ITEM).as_deref() == Some(place));
        if let Some(row) = row {
            let _ = row.set_attribute(
                DROP,
                match edge {
                    Edge::Before => "before",
                    Edge::Beside | Edge::After => "after",
                },
            );
        }
    }
}
