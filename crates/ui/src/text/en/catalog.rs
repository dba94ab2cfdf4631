//! What suggestions and pasted rows say, in English.

use segflow_catalog::{Category, Kind, Source};
use yew::AttrValue;

use crate::text::CatalogText;

pub(in crate::text) fn say(text: CatalogText<'_>) -> AttrValue {
    let words = match text {
        CatalogText::Suggestions => "Suggestions",
        CatalogText::Planned => "Tracking plan",
        CatalogText::OfWorkflow => "In this workflow",
        CatalogText::Usual => "Usual names",
        CatalogText::Of(Category::Ecommerce) => "E-commerce",
        CatalogText::Of(Category::Business) => "Accounts and trials",
        CatalogText::Of(Category::Email) => "Email",
        CatalogText::Of(Category::Chat) => "Live chat",
        CatalogText::Of(Category::Mobile) => "Mobile apps",
        CatalogText::Of(Category::Experiments) => "A/B tests",
        CatalogText::Of(Category::Video) => "Video",
        CatalogText::Of(Category::Consent) => "Consent",
        CatalogText::From(Source::OfEvent) => "Usual for this event",
        CatalogText::From(Source::Reserved) => "Known to Segment",
        CatalogText::From(Source::OfOthers) => "Of other events",
        CatalogText::Holds(Kind::Text) => "text",
        CatalogText::Holds(Kind::Number) => "number",
        CatalogText::Holds(Kind::YesNo) => "yes or no",
        CatalogText::Holds(Kind::Date) => "date",
        CatalogText::Holds(Kind::List) => "list",
        CatalogText::Holds(Kind::Object) => "object",

        CatalogText::AddUsualProperties => "Add usual properties",
        CatalogText::AddUsualTraits => "Add usual traits",
        CatalogText::UsualPropertiesOf { event } => {
            return format!("Usual properties of {event}").into();
        }
        CatalogText::UsualTraits => "Traits that Segment knows",
        CatalogText::UsualProperties => "Properties that Segment knows",
        CatalogText::HoldsRows { count: 0 } => "",
        CatalogText::HoldsRows { count } => return format!("with {count} rows").into(),
        CatalogText::FromField { field } => return format!("from {field}").into(),
        CatalogText::ChooseAll => "Choose all",
        CatalogText::ChooseNone => "Choose none",
        CatalogText::AddRows { count: 1 } => "Add 1 row",
        CatalogText::AddRows { count } => return format!("Add {count} rows").into(),
        CatalogText::NothingChosen => "Add rows",

        CatalogText::PasteTitle => "Paste many",
        CatalogText::PasteLabel => "Rows to add",
        CatalogText::PasteHint => {
            "A JSON object, two columns copied from a spreadsheet or a CSV file, or lines such as “plan: pro”."
        }
        CatalogText::PasteListHint => {
            "A JSON list, a table copied from a spreadsheet with names in its first row, or one item a line."
        }
        CatalogText::MakesRows { count: 0, .. } => "No new row yet.",
        CatalogText::MakesRows { count: 1, names } => return format!("1 new row: {names}.").into(),
        CatalogText::MakesRows { count, names } => {
            return format!("{count} new rows: {names}.").into();
        }
        CatalogText::MakesItems { count: 0 } => "No new item yet.",
        CatalogText::MakesItems { count: 1 } => "1 new item.",
        CatalogText::MakesItems { count } => return format!("{count} new items.").into(),
        CatalogText::SameThere { names } => return format!("As it is already: {names}.").into(),
        CatalogText::OtherThere { count: 1, names } => {
            return format!("There already, with another value: {names}.").into();
        }
        CatalogText::OtherThere { names, .. } => {
            return format!("There already, with other values: {names}.").into();
        }
        CatalogText::ReplaceThem { count: 1 } => "Replace its value",
        CatalogText::ReplaceThem { .. } => "Replace their values",
        CatalogText::NotRead { count: 1 } => "1 line could not be read:",
        CatalogText::NotRead { count } => {
            return format!("{count} lines could not be read:").into();
        }
        CatalogText::LineIs { line, text } => return format!("Line {line}, “{text}”: ").into(),
        CatalogText::NoJson { reason } => return format!("not JSON yet: {reason}.").into(),
        CatalogText::NoNames => "these values have no names; rows need an object.",
        CatalogText::NoValue => "nothing divides a name from a value.",
        CatalogText::NoName => "it has no name.",
        CatalogText::TooMany => "it has more than a name and a value.",
        CatalogText::Twice => "its name stood in a line before.",
        CatalogText::Added { count: 1 } => "1 row added.",
        CatalogText::Added { count } => return format!("{count} rows added.").into(),
        CatalogText::AddedAllThere => "All of it was there already.",
        CatalogText::LeftHere => "What is left here was not added.",
    };
    AttrValue::Static(words)
}
