//! What the Debugger holds and how it changes, without a browser.

use std::collections::BTreeSet;
use std::rc::Rc;

use segflow_web::debugger::{Heard, MOST_MESSAGES, MOST_WEIGHT, Message};

use super::Entry;
use super::filter::Filter;

/// How many rows are drawn at first, and how many more at a time.
const ROWS: usize = 200;
/// How many names a filter offers.
const MOST_NAMES: usize = 200;

/// Messages, shared by all that show them.
pub(super) type Entries = Rc<[Rc<Entry>]>;

/// How it stands with the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connection {
    /// It has not answered yet.
    Opening,
    /// What comes is shown at once.
    Live,
    /// It does not answer.
    Away,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// The receiver told something, or does not answer.
    Heard(Heard),
    /// What is shown is to stay as it is.
    Paused,
    /// What came meanwhile is to be shown.
    Resumed,
    /// The list is to be narrowed to this.
    Narrowed(Filter),
    /// More rows are to be drawn.
    RowsAdded,
}

/// What the Debugger holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    /// Everything known, the oldest first.
    entries: Entries,
    connection: Connection,
    /// While paused, the last message that is shown.
    paused_at: Option<u64>,
    filter: Filter,
    rows: usize,
    /// How many came since the page was opened.
    arrived: usize,
}

impl Default for Model {
    fn default() -> Model {
        Model {
            entries: Rc::new([]),
            connection: Connection::Opening,
            paused_at: None,
            filter: Filter::default(),
            rows: ROWS,
            arrived: 0,
        }
    }
}

impl Model {
    pub(super) fn entries(&self) -> &Entries {
        &self.entries
    }

    pub(super) fn connection(&self) -> Connection {
        self.connection
    }

    pub(super) fn filter(&self) -> &Filter {
        &self.filter
    }

    pub(super) fn is_paused(&self) -> bool {
        self.paused_at.is_some()
    }

    /// How many rows of those that match are drawn.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// How many came since the page was opened.
    pub(super) fn arrived(&self) -> usize {
        self.arrived
    }

    /// How many came while paused.
    pub(super) fn held_back(&self) -> usize {
        self.entries.len() - self.unheld()
    }

    /// Those that match, the newest first.
    pub(super) fn matching(&self) -> Entries {
        let matches = self.filter.judge();
        self.entries
            .iter()
            .take(self.unheld())
            .rev()
            .filter(|entry| matches(entry))
            .cloned()
            .collect()
    }

    /// The message of that number.
    pub(super) fn entry(&self, seq: u64) -> Option<&Rc<Entry>> {
        let at = self.entries.binary_search_by_key(&seq, |entry| entry.seq());
        self.entries.get(at.ok()?)
    }

    /// The first message with that messageId: others are duplicates of it.
    pub(super) fn entry_with_id(&self, message_id: &str) -> Option<&Rc<Entry>> {
        self.entries
            .iter()
            .find(|entry| entry.message.message_id.as_deref() == Some(message_id))
    }

    /// The names of the latest events, in the order of the alphabet.
    pub(super) fn names(&self) -> Vec<String> {
        latest(&self.entries, &self.filter.name, |entry| {
            entry.name.as_deref()
        })
    }

    /// The latest users, in the order of the alphabet.
    pub(super) fn users(&self) -> Vec<String> {
        latest(&self.entries, &self.filter.user, |entry| {
            entry.user.as_deref()
        })
    }

    /// The model after something happened.
    pub(super) fn after(&self, action: Action) -> Model {
        let mut next = self.clone();
        match action {
            Action::Heard(Heard::Away) => next.connection = Connection::Away,
            Action::Heard(Heard::All(messages)) => {
                let is_first = self.connection == Connection::Opening;
                next.connection = Connection::Live;
                next.paused_at = None;
                next.arrived += if is_first { 0 } else { messages.len() };
                next.entries = with(&[], messages);
            }
            Action::Heard(Heard::More(messages)) => {
                next.connection = Connection::Live;
                let last = self.entries.last().map_or(0, |entry| entry.seq());
                next.arrived += messages.iter().filter(|one| one.seq > last).count();
                next.entries = with(&self.entries, messages);
            }
            Action::Paused => {
                next.paused_at = Some(self.entries.last().map_or(0, |entry| entry.seq()));
            }
            Action::Resumed => next.paused_at = None,
            Action::Narrowed(filter) => {
                next.filter = filter;
                next.rows = ROWS;
            }
            Action::RowsAdded => next.rows += ROWS,
        }
        next
    }

    /// How many of the messages may be shown.
    fn unheld(&self) -> usize {
        match self.paused_at {
            Some(last) => self.entries.partition_point(|entry| entry.seq() <= last),
            None => self.entries.len(),
        }
    }
}

/// The messages known with those that came, each once and in order, and not
/// more of them than are kept.
fn with(known: &[Rc<Entry>], came: Vec<Message>) -> Entries {
    let mut all = known.to_vec();
    for message in came {
        match all.binary_search_by_key(&message.seq, |entry| entry.seq()) {
            Ok(_) => {}
            Err(at) => all.insert(at, Rc::new(Entry::new(message))),
        }
    }
    let mut weight = 0;
    let kept = all
        .iter()
        .rev()
        .take(MOST_MESSAGES)
        .take_while(|entry| {
            weight += entry.message.weight();
            weight <= MOST_WEIGHT
        })
        .count();
    all.split_off(all.len() - kept).into()
}

/// The names that came last and the chosen one, each once.
fn latest<'m>(
    entries: &'m Entries,
    chosen: &'m Option<String>,
    name: impl Fn(&'m Entry) -> Option<&'m str>,
) -> Vec<String> {
    let mut names: BTreeSet<&str> = chosen.as_deref().into_iter().collect();
    for found in entries.iter().rev().filter_map(|entry| name(entry)) {
        if names.len() >= MOST_NAMES {
            break;
        }
        names.insert(found);
    }
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use segflow_core::document::Call;
    use segflow_core::json::Value;
    use segflow_web::debugger::{Heard, MOST_MESSAGES, Message, Outcome, Verdict};

    use super::{Action, Connection, Filter, Model};
    use crate::debugger::filter::Kind;

    fn message(seq: u64, outcome: Outcome, body: &str) -> Message {
        let body = Value::read(body, 64).ok();
        let text = |key: &str| {
            let value = body.as_ref()?.get(key)?;
            value.as_text().map(str::to_owned)
        };
        Message {
            seq,
            received_at: String::new(),
            path: "/v1/track".to_owned(),
            account: "Local test source".to_owned(),
            kind: text("type"),
            message_id: text("messageId"),
            raw: None,
            problem: None,
            bytes: 10,
            status: 200,
            batch: None,
            verdict: Verdict {
                outcome,
                ..Verdict::default()
            },
            body,
        }
    }

    fn plain(seq: u64) -> Message {
        message(seq, Outcome::Accepted, "{}")
    }

    fn after(actions: impl IntoIterator<Item = Action>) -> Model {
        let begun = Model::default();
        actions
            .into_iter()
            .fold(begun, |model, action| model.after(action))
    }

    fn shown(model: &Model) -> Vec<u64> {
        model.matching().iter().map(|entry| entry.seq()).collect()
    }

    #[test]
    fn messages_stand_in_order_and_once() {
        let model = after([
            Action::Heard(Heard::All(vec![plain(1), plain(2)])),
            Action::Heard(Heard::More(vec![plain(5)])),
            Action::Heard(Heard::More(vec![plain(2), plain(3), plain(4), plain(5)])),
        ]);
        assert_eq!(shown(&model), [5, 4, 3, 2, 1]);
        assert_eq!(model.connection(), Connection::Live);
    }

    #[test]
    fn another_receiver_begins_anew() {
        let model = after([
            Action::Heard(Heard::All(vec![plain(1), plain(2)])),
            Action::Heard(Heard::Away),
        ]);
        assert_eq!(model.connection(), Connection::Away);
        assert_eq!(shown(&model), [2, 1]);
        let model = model.after(Action::Heard(Heard::All(vec![plain(1)])));
        assert_eq!(
            (shown(&model), model.connection()),
            (vec![1], Connection::Live)
        );
    }

    #[test]
    fn a_pause_holds_back_what_comes() {
        let model = after([
            Action::Heard(Heard::All(vec![plain(1)])),
            Action::Paused,
            Action::Heard(Heard::More(vec![plain(2), plain(3)])),
        ]);
        assert_eq!((shown(&model), model.held_back()), (vec![1], 2));
        // It can still be looked at by its address.
        assert!(model.entry(3).is_some());
        let model = model.after(Action::Resumed);
        assert_eq!((shown(&model), model.held_back()), (vec![3, 2, 1], 0));
    }

    #[test]
    fn a_pause_before_the_first_message_holds_all_back() {
        let model = after([
            Action::Heard(Heard::All(Vec::new())),
            Action::Paused,
            Action::Heard(Heard::More(vec![plain(1)])),
        ]);
        assert_eq!((shown(&model), model.held_back()), (vec![], 1));
    }

    #[test]
    fn only_the_latest_are_kept() {
        let many = (1..=MOST_MESSAGES as u64 + 10).map(plain).collect();
        let model = after([Action::Heard(Heard::All(many))]);
        assert_eq!(model.entries().len(), MOST_MESSAGES);
        assert_eq!(model.entries().first().map(|entry| entry.seq()), Some(11));

        let mut heavy: Vec<Message> = (1..=3).map(plain).collect();
        for message in &mut heavy {
            message.bytes = 7 * 1024 * 1024;
        }
        let model = after([Action::Heard(Heard::All(heavy))]);
        assert_eq!(shown(&model), [3, 2]);
    }

    #[test]
    fn the_list_is_narrowed() {
        let model = after([Action::Heard(Heard::All(vec![
            message(
                1,
                Outcome::Accepted,
                r#"{"type":"identify","messageId":"m-1","userId":"Zoë@example.com","traits":{"address":{"City":"Łódź"}}}"#,
            ),
            message(
                2,
                Outcome::Discarded,
                r#"{"type":"track","messageId":"m-2","event":"Form Completed","properties":{"revenue":49.90,"list":["a \"b\""]}}"#,
            ),
            message(
                3,
                Outcome::Duplicate,
                r#"{"type":"page","name":"Pricing","anonymousId":"anon-7","context":{"library":{"name":"segflow"}}}"#,
            ),
            message(4, Outcome::Accepted, r#"{"type":"nonsense","userId":12}"#),
        ]))]);
        let text = |text: &str| Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        let any = Filter::default;
        let cases: [(Filter, &[u64]); 17] = [
            (any(), &[4, 3, 2, 1]),
            (text("  "), &[4, 3, 2, 1]),
            (text("zoë@EXAMPLE"), &[1]),
            (text("łódź city"), &[1]),
            (text("city nowhere"), &[]),
            (text("49.90"), &[2]),
            (text("a \"b\""), &[2]),
            (text("m-2"), &[2]),
            (text("pricing"), &[3]),
            (text("anon-7"), &[3]),
            (text("12"), &[4]),
            // What every message says says nothing.
            (text("segflow"), &[]),
            (
                Filter {
                    kind: Some(Kind::Call(Call::Track)),
                    ..any()
                },
                &[2],
            ),
            (
                Filter {
                    kind: Some(Kind::Other),
                    ..any()
                },
                &[4],
            ),
            (
                Filter {
                    name: Some("Pricing".to_owned()),
                    ..any()
                },
                &[3],
            ),
            (
                Filter {
                    user: Some("12".to_owned()),
                    ..any()
                },
                &[4],
            ),
            (
                Filter {
                    outcome: Some(Outcome::Accepted),
                    ..text("example")
                },
                &[1],
            ),
        ];
        for (filter, expected) in cases {
            let narrowed = model.after(Action::Narrowed(filter.clone()));
            assert_eq!(shown(&narrowed), expected, "{filter:?}");
        }
        assert_eq!(model.names(), ["Form Completed", "Pricing"]);
        assert_eq!(model.users(), ["12", "Zoë@example.com", "anon-7"]);
    }

    #[test]
    fn a_message_is_found_by_its_id_the_first_one_first() {
        let body = r#"{"messageId":"m"}"#;
        let model = after([Action::Heard(Heard::All(vec![
            plain(1),
            message(2, Outcome::Accepted, body),
            message(3, Outcome::Duplicate, body),
        ]))]);
        assert_eq!(model.entry_with_id("m").map(|entry| entry.seq()), Some(2));
        assert_eq!(model.entry_with_id("n"), None);
        assert_eq!(model.entry(3).map(|entry| entry.seq()), Some(3));
        assert_eq!(model.entry(4), None);
    }

    #[test]
    fn arrivals_are_those_after_the_page_was_opened() {
        let model = after([
            Action::Heard(Heard::All(vec![plain(1), plain(2)])),
            Action::Heard(Heard::More(vec![plain(2)])),
            Action::Heard(Heard::More(vec![plain(3), plain(4)])),
        ]);
        assert_eq!(model.arrived(), 2);
    }
}
