//! What rows say, in English.

use segflow_core::edit::RowType;
use yew::AttrValue;

use crate::model::MissingChoice;
use crate::text::RowsText;

pub(in crate::text) fn say(text: RowsText<'_>) -> AttrValue {
    let words = match text {
        RowsText::TypeColumn => "Type",
        RowsText::Type(RowType::Text) => "text",
        RowsText::Type(RowType::Number) => "number",
        RowsText::Type(RowType::YesNo) => "yes or no",
        RowsText::Type(RowType::Date) => "date",
        RowsText::Type(RowType::Tag) => "from a field",
        RowsText::Type(RowType::List) => "list",
        RowsText::Type(RowType::Object) => "object",
        RowsText::Type(RowType::Null) => "null",

        RowsText::NameIn { number, around } => {
            return format!("Name {number} in {around}").into();
        }
        RowsText::ValueIn { number, around } => {
            return format!("Value {number} in {around}").into();
        }
        RowsText::TypeOf { name } => return format!("Type of {name}").into(),
        RowsText::TypeOfNew { number } => return format!("Type of row {number}").into(),
        RowsText::RemoveIn { number, around } => {
            return format!("Remove row {number} in {around}").into();
        }
        RowsText::Within { around, name } => return format!("{around} › {name}").into(),
        RowsText::AddRow => "Add row",
        RowsText::AddNamed { name } => return format!("Add {name}").into(),
        RowsText::AskedFor => "What the tracking plan asks for as well",
        RowsText::AddRowTo { name } => return format!("Add row to {name}").into(),
        RowsText::AddItemTo { name } => return format!("Add item to {name}").into(),
        RowsText::Items { count: 0 } => "an empty list",
        RowsText::Items { count: 1 } => "1 item",
        RowsText::Items { count } => return format!("{count} items").into(),
        RowsText::Members { count: 0 } => "an empty object",
        RowsText::Members { count: 1 } => "1 row",
        RowsText::Members { count } => return format!("{count} rows").into(),
        RowsText::NameFirst => "Give it a name first; then it can hold rows.",
        RowsText::More { count } => return format!("Show {count} more").into(),

        RowsText::Moved { name, place, of } => {
            return format!("{name} is now row {place} of {of}.").into();
        }
        RowsText::PasteMany => "Paste many",

        RowsText::IfMissing => "If missing",
        RowsText::IfMissingOf { name } => return format!("If {name} has no value").into(),
        RowsText::Rule(MissingChoice::Inherited | MissingChoice::Omit) => "leave out",
        RowsText::Rule(MissingChoice::Empty) => "empty text",
        RowsText::Rule(MissingChoice::Null) => "null",
        RowsText::Rule(MissingChoice::Default) => "default value",
        RowsText::Rule(MissingChoice::Stop) => "stop the task",
        RowsText::RuleInList => "null in its place",
        RowsText::RuleAs { rule, around } => return format!("{rule}, as for {around}").into(),
        RowsText::Everywhere => "the whole task",
        RowsText::WhatHappened => "what happened",
        RowsText::DefaultOf { name } => return format!("Default of {name}").into(),

        RowsText::ChooseYesOrNo => {
            "Choose yes or no. Until then the value stays what it was, of its old type."
        }
        RowsText::NotANumber => {
            "This is not a number yet, such as 12.50. Until it is, the value stays what it was."
        }
        RowsText::NotADate => {
            "Choose a day. Until then the value stays what it was, of its old type."
        }
        RowsText::NotATag => "Type { and choose one field. Until then the value stays what it was.",
        RowsText::SentAsNull => "Sent as null.",
        RowsText::TimeOf { name } => return format!("Time of {name} (UTC)").into(),
        RowsText::NotSet => "not set",
        RowsText::FromField => "from a field",

        RowsText::EditAsJson => "Edit as JSON",
        RowsText::HideJson => "Hide JSON",
        RowsText::AsJson { field } => return format!("{field} as JSON").into(),
        RowsText::JsonHint => "The rows and this text follow each other. Tags stand inside quotes.",
        RowsText::JsonWrong { reason } => {
            return format!(
                "Not JSON yet: {reason}. Until it is mended the rows stay as they are."
            )
            .into();
        }
        RowsText::GoToPlace => "Go to the place",

        RowsText::FieldRows { field, count } => return format!("{field} ({count})").into(),
        RowsText::TimestampIs { when } => return format!("Timestamp: {when}").into(),
        RowsText::TimestampOfField => "from a field",
        RowsText::DateOfTimestamp => "Date",
        RowsText::AllDestinations => "All others",
        RowsText::OnOrOff => "on or off",
        RowsText::DestinationOptions => "with options",
        RowsText::AddDestination => "Add destination",
        RowsText::ContextHint => {
            "What is known beside the event, such as ip, userAgent, locale or campaign."
        }
        RowsText::IntegrationsHint => {
            "Which of Segment's destinations get it, by name. All stands for every other one."
        }
    };
    AttrValue::Static(words)
}
