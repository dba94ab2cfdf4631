use segflow_core::document::Call;
use segflow_web::debugger::Outcome;

use super::Entry;

/// What the list is narrowed to. Nothing given lets everything through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filter {
    /// Words that must all be found.
    pub(super) text: String,
    /// The type of message.
    pub(super) kind: Option<Kind>,
    /// The name of the event, page or screen.
    pub(super) name: Option<String>,
    /// The user.
    pub(super) user: Option<String>,
    /// What becomes of it.
    pub(super) outcome: Option<Outcome>,
}

/// A type of message, as far as the filter tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of Segment's calls.
    Call(Call),
    /// Anything else that was sent.
    Other,
}

impl Filter {
    /// Whether it lets everything through.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.chosen() == 0
    }

    /// How many of its choices are made, the search apart.
    pub(super) fn chosen(&self) -> usize {
        [
            self.kind.is_some(),
            self.name.is_some(),
            self.user.is_some(),
            self.outcome.is_some(),
        ]
        .into_iter()
        .filter(|&made| made)
        .count()
    }

    /// Decides about messages one after the other.
    pub(super) fn judge(&self) -> impl Fn(&Entry) -> bool + '_ {
        let text = self.text.to_lowercase();
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        move |entry| {
            let kind = entry.call.map_or(Kind::Other, Kind::Call);
            self.kind.is_none_or(|wanted| wanted == kind)
                && self.outcome.is_none_or(|wanted| wanted == entry.outcome())
                && (self.name.is_none() || self.name == entry.name)
                && (self.user.is_none() || self.user == entry.user)
                && entry.has_all(&words)
        }
    }
}
