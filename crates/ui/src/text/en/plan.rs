//! What is said about tracking plans, in English.

use yew::AttrValue;

use crate::text::PlanText;

pub(in crate::text) fn say(text: PlanText<'_>) -> AttrValue {
    let words = match text {
        PlanText::Explained => {
            "A tracking plan says which events your team sends, and which properties they have. With one, every message is checked while you build it, and names are suggested from it."
        }

        PlanText::DropHere => "Drop a tracking plan here, or",
        PlanText::ChooseFile => "Choose a file",
        PlanText::Formats => {
            "A plan.json of Typewriter, or what Segment’s API gives for a plan or its rules."
        }
        PlanText::Paste => "Paste a plan instead",
        PlanText::PasteLabel => "Tracking plan",
        PlanText::PasteHint => "The whole JSON text.",
        PlanText::UsePasted => "Use this plan",
        PlanText::TooLarge => "This is larger than a plan may be (1.5 MB).",
        PlanText::NotRead => "The file could not be read. Choose it again, or paste its text.",
        PlanText::NoJson { reason } => return format!("This is no JSON: {reason}.").into(),
        PlanText::NoRules => {
            "This holds no rules of a tracking plan. Give what Segment’s API answers for its rules, or the plan.json of Typewriter."
        }
        PlanText::Imported => "The plan is in use. Undo takes it back.",
        PlanText::Partial => {
            "The plan is in use, but this is one page of its rules: Segment’s API has more. Ask it for up to 200 rules at once, or use the plan.json of Typewriter."
        }

        PlanText::Events { count: 0 } => "No events by name",
        PlanText::Events { count: 1 } => "1 event",
        PlanText::Events { count } => return format!("{count} events").into(),
        PlanText::OfPage => {
            "The page around this builder gives the plan; it cannot be changed here."
        }
        PlanText::Planned => "What the plan says",
        PlanText::EveryMessage => "Every message",
        PlanText::Version { title, version } => {
            return format!("{title}, version {version}").into();
        }
        PlanText::NoMembers => "No properties are named.",
        PlanText::Required => "required",
        PlanText::OneOf { choices } => return format!("one of: {choices}").into(),
        PlanText::Type("string") => "text",
        PlanText::Type("number") => "number",
        PlanText::Type("integer") => "whole number",
        PlanText::Type("boolean") => "yes or no",
        PlanText::Type("array") => "list",
        PlanText::Type("object") => "object",
        PlanText::Type("null") => "nothing",
        PlanText::Type(other) => return other.to_owned().into(),
        PlanText::AnyType => "anything",
        PlanText::Moment => "date and time",
        PlanText::Or => " or ",
        PlanText::Ignored { count: 1 } => "1 rule is not checked",
        PlanText::Ignored { count } => return format!("{count} rules are not checked").into(),
        PlanText::IgnoredHint => {
            "These parts of the plan go beyond what is checked here. They stay in the plan."
        }

        PlanText::Strict => "Strict",
        PlanText::StrictHint => {
            "What differs from the plan is not sent. Otherwise it is sent, with a warning here."
        }
        PlanText::Replace => "Replace",
        PlanText::Download { file } => return format!("Download {file}").into(),
        PlanText::NotInFile => "What is not in the file",
        PlanText::Remove => "Remove",
        PlanText::Removed => {
            "The tracking plan was removed. Messages are no longer checked against it."
        }
    };
    words.into()
}
