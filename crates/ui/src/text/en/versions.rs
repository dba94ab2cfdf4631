//! What is said of how a workflow was before, in English.

use yew::AttrValue;

use crate::text::VersionText;

pub(in crate::text) fn say(text: VersionText<'_>) -> AttrValue {
    let words = match text {
        VersionText::Explained => {
            "A version is kept when the workflow is opened, every ten minutes while it is edited, and before another is restored: 50 at most, on this device."
        }
        VersionText::Now => "As it is now",
        VersionText::First => "The first that is kept",
        VersionText::Changes { count: 0 } => "No difference",
        VersionText::Changes { count: 1 } => "1 change",
        VersionText::Changes { count } => return format!("{count} changes").into(),
        VersionText::BeforeRestoring => "kept before another was restored",
        VersionText::Unreadable => "Cannot be read",
        VersionText::UnreadableHint => {
            "This version of segflow cannot read it. It is left as it is."
        }
        VersionText::Since => "Changed since the version before",
        VersionText::NothingBefore => "No version before it is kept.",
        VersionText::Same => "No difference.",
        VersionText::Restoring => "What restoring it changes",
        VersionText::Restore => "Restore this version",
        VersionText::Restored => "The version was restored.",

        VersionText::Before => "before",
        VersionText::After => "after",
        VersionText::Renamed { from, to } => {
            return format!("Workflow renamed from “{from}” to “{to}”").into();
        }
        VersionText::Added { task } => return format!("Task “{task}” added").into(),
        VersionText::Removed { task } => return format!("Task “{task}” removed").into(),
        VersionText::Moved { task, from, to } => {
            return format!("Task “{task}” moved from place {from} to {to}").into();
        }
        VersionText::InTask { task } => return format!("Task “{task}”").into(),
        VersionText::SampleAdded { sample } => return format!("Sample “{sample}” added").into(),
        VersionText::SampleRemoved { sample } => {
            return format!("Sample “{sample}” removed").into();
        }
        VersionText::SampleChanged { sample } => {
            return format!("Sample “{sample}” changed").into();
        }
        VersionText::Plan => "Tracking plan changed",
        VersionText::Rest => "Something changed that this version of segflow does not know",

        VersionText::Label => "Label",
        VersionText::Id => "Name in tags",
        VersionText::Account => "Account",
        VersionText::ActivateWhen => "Activated when",
        VersionText::CompleteWhen => "Complete when",
        VersionText::GoesOn => "Tasks after it go on if it fails",
        VersionText::Beside => "Stands beside the task before it",
        VersionText::Row { field, path } => return format!("{field} › {path}").into(),
        VersionText::Missing { at } => return format!("Without a value for {at}").into(),
        VersionText::MissingEverywhere => "Without a value anywhere",
        VersionText::Question => "Question",
        VersionText::QuestionLabel { question } => return format!("“{question}”: wording").into(),
        VersionText::QuestionHint { question } => return format!("“{question}”: hint").into(),
        VersionText::QuestionType { question } => return format!("“{question}”: type").into(),
        VersionText::QuestionRequired { question } => {
            return format!("“{question}”: an answer is required").into();
        }
        VersionText::QuestionChoices { question } => {
            return format!("“{question}”: choices").into();
        }
        VersionText::QuestionDefault { question } => {
            return format!("“{question}”: what it begins with").into();
        }
        VersionText::QuestionOrder => "Questions in another order",
        VersionText::Workflow => "Workflow that it runs",
        VersionText::Input { at } => return format!("Given to it: {at}").into(),

        VersionText::Yes => "yes",
        VersionText::No => "no",
        VersionText::RuleOmit => "left out",
        VersionText::RuleEmpty => "empty text",
        VersionText::RuleNull => "null",
        VersionText::RuleStop => "the task stops",
    };
    AttrValue::Static(words)
}
