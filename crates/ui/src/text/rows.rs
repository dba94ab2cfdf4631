//! What the rows of traits, properties and the like say.

use segflow_core::edit::RowType;

use crate::model::MissingChoice;

/// One thing that rows say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/rows.rs say more than a comment could"
)]
pub enum RowsText<'a> {
    // The columns
    TypeColumn,
    Type(RowType),

    // A row's controls, by the path of its names
    NameIn {
        number: usize,
        around: &'a str,
    },
    ValueIn {
        number: usize,
        around: &'a str,
    },
    TypeOf {
        name: &'a str,
    },
    TypeOfNew {
        number: usize,
    },
    RemoveIn {
        number: usize,
        around: &'a str,
    },
    Within {
        around: &'a str,
        name: &'a str,
    },
    AddRow,
    AddNamed {
        name: &'a str,
    },
    AskedFor,
    AddRowTo {
        name: &'a str,
    },
    AddItemTo {
        name: &'a str,
    },
    Items {
        count: usize,
    },
    Members {
        count: usize,
    },
    NameFirst,
    More {
        count: usize,
    },

    // Order
    Moved {
        name: &'a str,
        place: usize,
        of: usize,
    },
    PasteMany,

    // Where a tag has no value
    IfMissing,
    IfMissingOf {
        name: &'a str,
    },
    Rule(MissingChoice),
    RuleInList,
    RuleAs {
        rule: &'a str,
        around: &'a str,
    },
    Everywhere,
    WhatHappened,
    DefaultOf {
        name: &'a str,
    },

    // Values that are none yet
    ChooseYesOrNo,
    NotANumber,
    NotADate,
    NotATag,
    SentAsNull,
    TimeOf {
        name: &'a str,
    },
    NotSet,
    FromField,

    // JSON
    EditAsJson,
    HideJson,
    AsJson {
        field: &'a str,
    },
    JsonHint,
    JsonWrong {
        reason: &'a str,
    },
    GoToPlace,

    // Context, integrations and the timestamp
    TimestampIs {
        when: &'a str,
    },
    TimestampOfField,
    DateOfTimestamp,
    AllDestinations,
    OnOrOff,
    DestinationOptions,
    AddDestination,
    FieldRows {
        field: &'a str,
        count: usize,
    },
    ContextHint,
    IntegrationsHint,
}
