use std::fmt;

use segflow_core::json::{Pointer, Value};

/// Something of a source that is not here, or not as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct NotTakenOver {
    /// The place in the source.
    pub place: Pointer,
    /// What stands there, short enough to be shown.
    pub what: String,
    /// Why, and what became of it.
    pub why: Why,
}

/// What became of something that could not be taken over as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// It is not there.
    LeftOut,
    /// It is there, and means something slightly else.
    Changed,
}

/// Why something was not taken over as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is nothing here, or there, that does this.
    NoCounterpart,
    /// It is not written as its format wants it.
    Malformed,
    /// The entries of a list are rewritten one by one.
    NeedsLoop,
    /// Objects are merged whose members only the data knows.
    UnknownMembers,
    /// A filter would have to work on text that is put together first.
    OfMadeText,
    /// A whole event or record is one value.
    WholeEvent,
    /// No field can have this name.
    BadName,
    /// Conditions within values would need too many tasks.
    TooManyCases,
    /// The call has no such field.
    NoSuchField,
    /// It is code of a programming language.
    Code,
    /// It is a step that sends nothing to Segment.
    NotSegment,
    /// Keys and accounts are never taken over.
    Account,
    /// A tag refers to something that is not in the source.
    UnknownReference,
    /// There is an upper limit to lengths, and this is longer.
    TooLong,
    /// What happens where a value is missing.
    MissingRule,
    /// A condition could not be read: the task is not sent until it is mended.
    Condition,
    /// An empty text or list counts as missing, too.
    EmptyIsMissing,
    /// An empty text or list no longer counts as missing.
    EmptyIsThere,
    /// The number 0 counts as missing, too.
    ZeroIsMissing,
    /// A value of null stays null.
    NullStays,
    /// The value becomes text.
    BecomesText,
    /// A number that JavaScript rounds.
    Rounded,
    /// The call has no field of this name: it is among its traits or
    /// properties.
    AmongRows,
    /// The source has a mistake here, which is mended.
    Mended {
        /// What stands here now.
        now: String,
    },
    /// A random anonymous id was made up for every message.
    RandomId,
    /// A condition asks for a thing of the event that only the record knows.
    NotOfEvents,
}

impl Why {
    /// What became of it.
    pub fn extent(&self) -> Extent {
        match self {
            Why::NoCounterpart
            | Why::Malformed
            | Why::NeedsLoop
            | Why::UnknownMembers
            | Why::OfMadeText
            | Why::WholeEvent
            | Why::BadName
            | Why::TooManyCases
            | Why::NoSuchField
            | Why::Code
            | Why::NotSegment
            | Why::Account
            | Why::UnknownReference
            | Why::TooLong
            | Why::MissingRule
            | Why::Condition
            | Why::RandomId
            | Why::NotOfEvents => Extent::LeftOut,
            Why::EmptyIsMissing
            | Why::EmptyIsThere
            | Why::ZeroIsMissing
            | Why::NullStays
            | Why::BecomesText
            | Why::Rounded
            | Why::AmongRows
            | Why::Mended { .. } => Extent::Changed,
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::NoCounterpart => "there is nothing that does this",
            Why::Malformed => "it is not written as its format wants it",
            Why::NeedsLoop => {
                "every entry of a list would be rewritten, and there are no loops"
            }
            Why::UnknownMembers => {
                "objects are merged whose members are not known before the data is there"
            }
            Why::OfMadeText => "it would change text that is put together of several parts",
            Why::WholeEvent => "a whole event or record cannot be one value",
            Why::BadName => "no field can have this name",
            Why::TooManyCases => "its conditions would need more than eight tasks",
            Why::NoSuchField => "the call has no such field",
            Why::Code => "it is code, which is not run",
            Why::NotSegment => "it sends nothing to Segment",
            Why::Account => "keys are never taken over; choose the account in the task",
            Why::UnknownReference => "what it refers to is not here",
            Why::TooLong => "it is longer than that is allowed to be",
            Why::MissingRule => "there is no such rule for missing values",
            Why::Condition => {
                "the condition cannot be read; nothing is sent until it is mended"
            }
            Why::EmptyIsMissing => "an empty text or list now counts as missing, too",
            Why::EmptyIsThere => "an empty text or list no longer counts as missing",
            Why::ZeroIsMissing => "the number 0 now counts as missing, too",
            Why::NullStays => "a value of null is not left out",
            Why::BecomesText => "the value becomes text",
            Why::Rounded => "JavaScript rounds this number",
            Why::AmongRows => {
                "the call has no field of this name, so it stands among its traits or properties"
            }
            Why::Mended { now } => {
                return write!(f, "this was a mistake; now it is {now}");
            }
            Why::RandomId => {
                "a random anonymous id was made for every message; give a User ID or an Anonymous ID"
            }
            Why::NotOfEvents => {
                "only conditions on the event itself can be written as a trigger"
            }
        })
    }
}

/// So much of a value is shown.
const MOST_CHARS: usize = 80;

impl NotTakenOver {
    /// Something at a place, as it is written there.
    pub(crate) fn new(place: Pointer, what: impl fmt::Display, why: Why) -> NotTakenOver {
        let what = what.to_string();
        let mut shown: String = what.chars().take(MOST_CHARS).collect();
        if shown.len() < what.len() {
            shown.push('…');
        }
        NotTakenOver {
            place,
            what: shown,
            why,
        }
    }

    /// The entry as other programs are given it.
    pub fn to_value(&self) -> Value {
        let extent = match self.why.extent() {
            Extent::LeftOut => "leftOut",
            Extent::Changed => "changed",
        };
        let members = [
            ("place", self.place.as_str().to_owned()),
            ("what", self.what.clone()),
            ("why", self.why.to_string()),
            ("extent", extent.to_owned()),
        ];
        segflow_core::json::Object::from_iter(members).into()
    }
}

impl fmt::Display for NotTakenOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.why.extent() {
            Extent::LeftOut => "left out",
            Extent::Changed => "changed",
        };
        let NotTakenOver { place, what, why } = self;
        write!(f, "{word}: {place} {what}: {why}")
    }
}

/// What is listed while a source is read; each thing once.
#[derive(Debug, Default)]
pub(crate) struct Listed(Vec<NotTakenOver>);

impl Listed {
    pub(crate) fn add(&mut self, place: &Pointer, what: impl fmt::Display, why: Why) {
        let found = NotTakenOver::new(place.clone(), what, why);
        if !self.0.contains(&found) {
            self.0.push(found);
        }
    }

    /// Everything of another list.
    pub(crate) fn take(&mut self, other: Listed) {
        for found in other.0 {
            if !self.0.contains(&found) {
                self.0.push(found);
            }
        }
    }

    pub(crate) fn into_vec(self) -> Vec<NotTakenOver> {
        self.0
    }
}
