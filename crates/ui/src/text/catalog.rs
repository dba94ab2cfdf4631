//! What suggestions and pasted rows say.

use segflow_catalog::{Category, Kind, Source};

/// One thing that suggestions and pasted rows say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/catalog.rs say more than a comment could"
)]
pub enum CatalogText<'a> {
    // Suggestions
    Suggestions,
    Planned,
    OfWorkflow,
    Usual,
    Of(Category),
    From(Source),
    Holds(Kind),

    // What is usual
    AddUsualProperties,
    AddUsualTraits,
    UsualPropertiesOf { event: &'a str },
    UsualTraits,
    UsualProperties,
    HoldsRows { count: usize },
    FromField { field: &'a str },
    ChooseAll,
    ChooseNone,
    AddRows { count: usize },
    NothingChosen,

    // Pasted rows
    PasteTitle,
    PasteLabel,
    PasteHint,
    PasteListHint,
    MakesRows { count: usize, names: &'a str },
    MakesItems { count: usize },
    SameThere { names: &'a str },
    OtherThere { count: usize, names: &'a str },
    ReplaceThem { count: usize },
    NotRead { count: usize },
    LineIs { line: usize, text: &'a str },
    NoJson { reason: &'a str },
    NoNames,
    NoValue,
    NoName,
    TooMany,
    Twice,
    Added { count: usize },
    AddedAllThere,
    LeftHere,
}
