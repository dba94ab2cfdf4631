//! Which message is looked at, and how one gets from one to the next.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::{Callback, NodeRef, hook, use_effect_with, use_mut_ref};

use super::Entry;
use super::model::{Entries, Model};

/// The message that the page's address names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Target {
    /// None: the list is looked at.
    #[default]
    List,
    /// The one of that number.
    Seq(u64),
    /// The first one with that messageId.
    MessageId(String),
}

impl Target {
    /// The message, if it is there.
    pub(super) fn find<'m>(&self, model: &'m Model) -> Option<&'m Rc<Entry>> {
        match self {
            Target::List => None,
            Target::Seq(seq) => model.entry(*seq),
            Target::MessageId(id) => model.entry_with_id(id),
        }
    }
}

/// The numbers before and after a message in the list, which shows the newest
/// first. A message that is not in the list has its place there all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Neighbours {
    pub(super) newer: Option<u64>,
    pub(super) older: Option<u64>,
}

impl Neighbours {
    pub(super) fn of(seq: u64, list: &Entries) -> Neighbours {
        let newer_ones = list.partition_point(|entry| entry.seq() > seq);
        let seq_at = |at: Option<usize>| Some(list.get(at?)?.seq());
        let older = list.iter().skip(newer_ones).find(|entry| entry.seq() < seq);
        Neighbours {
            newer: seq_at(newer_ones.checked_sub(1)),
            older: older.map(|entry| entry.seq()),
        }
    }
}

/// Goes to the newer message by Alt and the up key, to the older one by Alt and
/// the down key, and to the list by Escape, while a message is looked at.
#[hook]
pub(super) fn use_keys(looked_at: bool, neighbours: Neighbours, on_choose: &Callback<Option<u64>>) {
    use_effect_with(
        (looked_at, neighbours, on_choose.clone()),
        |(looked_at, neighbours, on_choose)| {
            let (neighbours, on_choose) = (*neighbours, on_choose.clone());
            let document = web_sys::window().and_then(|window| window.document());
            let listener = document.filter(|_| *looked_at).map(|document| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&document, "keydown", options, move |event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                        return;
                    };
                    let to = match (event.key().as_str(), event.alt_key()) {
                        ("ArrowUp", true) => neighbours.newer.map(Some),
                        ("ArrowDown", true) => neighbours.older.map(Some),
                        ("Escape", false) => Some(None),
                        _ => None,
                    };
                    if let Some(to) = to.filter(|_| !is_a_controls(event)) {
                        event.prevent_default();
                        on_choose.emit(to);
                    }
                })
            });
            move || drop(listener)
        },
    );
}

/// Whether the key means something to the control that has the focus.
fn is_a_controls(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| {
            target
                .matches("input, select, textarea, dialog *, [role=menu] *")
                .unwrap_or(false)
        })
}

/// Where list and message take turns, the focus goes along: to the heading of
/// the message, and back to its row.
#[hook]
pub(super) fn use_focus_along(root: &NodeRef, chosen: Option<u64>) {
    let before = use_mut_ref(|| chosen);
    use_effect_with(chosen, {
        let root = root.clone();
        move |&chosen| {
            let before = before.replace(chosen);
            let Some(root) = root.cast::<Element>().filter(|_| before != chosen) else {
                return;
            };
            let find = |selector: &str| {
                let found = root.query_selector(selector).ok().flatten();
                found.and_then(|found| found.dyn_into::<HtmlElement>().ok())
            };
            let list_is_hidden =
                find(".messages-pane").is_some_and(|list| list.offset_width() == 0);
            let to = match (chosen, before) {
                (Some(_), _) if list_is_hidden => find("#message-title"),
                (None, Some(before)) => find(&format!("[data-seq=\"{before}\"]")),
                _ => None,
            };
            if let Some(to) = to {
                let _ = to.focus();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use segflow_core::json::Value;
    use segflow_web::debugger::{Heard, Message, Outcome, Verdict};

    use super::{Neighbours, Target};
    use crate::debugger::model::{Action, Model};

    fn model(seqs: &[u64]) -> Model {
        let message = |&seq: &u64| Message {
            seq,
            received_at: String::new(),
            path: String::new(),
            account: String::new(),
            kind: None,
            message_id: Some(format!("m-{}", seq % 2)),
            body: Some(Value::Null),
            raw: None,
            problem: None,
            bytes: 0,
            status: 200,
            batch: None,
            verdict: Verdict {
                outcome: Outcome::Accepted,
                ..Verdict::default()
            },
        };
        let all = seqs.iter().map(message).collect();
        Model::default().after(Action::Heard(Heard::All(all)))
    }

    #[test]
    fn each_message_has_its_neighbours() {
        let list = model(&[2, 4, 6]).matching();
        for (seq, newer, older) in [
            (6, None, Some(4)),
            (4, Some(6), Some(2)),
            (2, Some(4), None),
            // Not in the list.
            (7, None, Some(6)),
            (5, Some(6), Some(4)),
            (1, Some(2), None),
        ] {
            assert_eq!(
                Neighbours::of(seq, &list),
                Neighbours { newer, older },
                "{seq}"
            );
        }
        let none = model(&[]).matching();
        assert_eq!(Neighbours::of(1, &none), Neighbours::default());
    }

    #[test]
    fn an_address_names_one_message() {
        let model = model(&[1, 2, 3]);
        for (target, seq) in [
            (Target::List, None),
            (Target::Seq(2), Some(2)),
            (Target::Seq(9), None),
            (Target::MessageId("m-1".to_owned()), Some(1)),
            (Target::MessageId("m-9".to_owned()), None),
        ] {
            let found = target.find(&model).map(|entry| entry.seq());
            assert_eq!(found, seq, "{target:?}");
        }
    }
}
