//! What the editor of tags says.

use segflow_core::filter::{Filter, Takes};

/// One thing that is said about tags, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/tags.rs say more than a comment could"
)]
pub enum TagText<'a> {
    // Choosing
    Fields,
    NoFieldMatches,
    InsertField,
    MoreFields {
        count: usize,
    },
    MissingIn {
        samples: &'a str,
    },
    Filters,
    NoFilterMatches,
    For(Takes),
    Filter(Filter),
    FilterHelp(Filter),
    /// A value of a filter, counted from 0.
    ValueHelp(Filter, usize),

    // A tag that is open
    ValueNow,
    NoValueNow,
    ChangeValue,
    OtherField,
    OneFieldAlone,
    Chip {
        field: &'a str,
        change: &'a str,
    },

    // Mends
    Use {
        what: &'a str,
    },
    CloseTag,
    PutInQuotes,
    TakeOut,
}
