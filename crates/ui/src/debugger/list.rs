use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, TargetCast, html};

use super::model::Entries;
use super::row::Row;
use crate::parts::Button;
use crate::text::{DebuggerText, Words};

/// Messages under each other. One of them takes part in the Tab order; the keys
/// go on from there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct List {
    /// Those that match, the newest first.
    pub(super) entries: Entries,
    /// How many rows are drawn at most.
    pub(super) rows: usize,
    pub(super) chosen: Option<u64>,
    pub(super) href: Callback<u64, AttrValue>,
    pub(super) on_choose: Callback<Option<u64>>,
    pub(super) on_more: Callback<MouseEvent>,
}

impl List {
    /// The list as it is drawn.
    pub(super) fn view(&self, words: &Words) -> Html {
        let calendar = Rc::new(words.calendar());
        let drawn = || self.entries.iter().take(self.rows);
        let stop = self
            .chosen
            .filter(|chosen| drawn().any(|entry| entry.seq() == *chosen))
            .or_else(|| drawn().next().map(|entry| entry.seq()));
        let more = self.entries.len().saturating_sub(self.rows);
        let on_choose = self.on_choose.reform(Some);
        let onkeydown = {
            let on_choose = self.on_choose.clone();
            Callback::from(move |event: KeyboardEvent| {
                if let Some(to) = step(&event) {
                    event.prevent_default();
                    let _ = to.focus();
                    // Where the message stands beside the list it follows the focus.
                    if is_beside(&to) {
                        let seq = to.get_attribute("data-seq");
                        let seq = seq.and_then(|seq| seq.parse().ok());
                        on_choose.emit(seq);
                    }
                }
            })
        };
        html! {
            <>
                <ol class="message-list" role="list" aria-label={words.say(DebuggerText::Messages)}
                    {onkeydown}>
                    { for drawn().map(|entry| {
                        let seq = entry.seq();
                        html! {
                            <Row key={seq} entry={entry.clone()} calendar={calendar.clone()}
                                href={self.href.emit(seq)}
                                chosen={self.chosen == Some(seq)} in_tab_order={stop == Some(seq)}
                                on_choose={on_choose.clone()} />
                        }
                    }) }
                </ol>
                if more > 0 {
                    <p class="message-more">
                        {
                            Button::new(words.say(DebuggerText::MoreMessages {
                                count: more.min(self.rows),
                            }))
                            .on_press(self.on_more.clone())
                            .view()
                        }
                    </p>
                }
            </>
        }
    }
}

/// The row that a key leads to from the one that has the focus.
fn step(event: &KeyboardEvent) -> Option<HtmlElement> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    let row = event.target_dyn_into::<Element>()?.closest("li").ok()??;
    let list = row.parent_element()?;
    let to = match event.key().as_str() {
        "ArrowDown" => row.next_element_sibling(),
        "ArrowUp" => row.previous_element_sibling(),
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        _ => None,
    }?;
    to.query_selector("a").ok()??.dyn_into().ok()
}

/// Whether there is room beside the list.
fn is_beside(row: &HtmlElement) -> bool {
    let width = |selector: &str| {
        let found = row.closest(selector).ok().flatten();
        found.map_or(0, |found| found.client_width())
    };
    width(".messages-pane") * 10 < width(".debugger") * 9
}
