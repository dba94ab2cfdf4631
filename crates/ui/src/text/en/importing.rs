//! What is said where workflows come in from elsewhere, in English.

use segflow_interchange::{Format, ImportError, Why};
use yew::AttrValue;

use crate::text::ImportText;

pub(in crate::text) fn say(text: ImportText<'_>) -> AttrValue {
    let words = match text {
        ImportText::Title => "Import workflows",
        ImportText::Explained => {
            "From segflow’s own files, Segment’s mappings, Kotive’s tasks and n8n’s Segment nodes. You see what becomes of each before anything is kept."
        }
        ImportText::Files => "Files",
        ImportText::DropHere => "Drop files here, several at once if you like",
        ImportText::ChooseFiles => "Choose files",
        ImportText::StaysHere => "They are read in this browser and go nowhere else.",
        ImportText::Paste => "Or paste what you copied",
        ImportText::PasteHint => "JSON, as it is in such a file.",
        ImportText::UsePasted => "Read it",
        ImportText::Pasted => "Pasted text",
        ImportText::NotRead => "The browser did not give the file. Choose it again.",
        ImportText::Refused(error) => return refused(error),

        ImportText::FoundTitle => "What was found",
        ImportText::Found { count, refused: 0 } => return found(count).into(),
        ImportText::Found { count, refused } => {
            return format!("{}, and {refused} that cannot be imported.", found(count)).into();
        }
        ImportText::LeaveOut { name } => return format!("Leave out {name}").into(),
        ImportText::FormatWorkflow => "segflow workflow",
        ImportText::FormatKotive => "Kotive task",
        ImportText::FormatMapping => "Segment mapping",
        ImportText::FormatN8n => "n8n workflow",
        ImportText::NotTakenOver { count: 1 } => "1 thing is not as it was",
        ImportText::NotTakenOver { count } => {
            return format!("{count} things are not as they were").into();
        }
        ImportText::LeftOut => "left out",
        ImportText::Changed => "changed",
        ImportText::Why(why) => return reason(why),
        ImportText::Unconfirmed => {
            "Nothing runs by itself. You choose the accounts, and see what goes where before the first run."
        }
        ImportText::Add { count: 1 } => "Add to my workflows",
        ImportText::Add { count } => return format!("Add {count} to my workflows").into(),

        ImportText::LinkExplained => {
            "Somebody shared this workflow with you. It is only in the link so far: look at what it does, then decide."
        }
        ImportText::Holds { tasks, samples } => {
            let tasks = counted(tasks, "task");
            return match samples {
                0 => format!("{tasks}, no account chosen").into(),
                samples => {
                    format!("{tasks}, {}, no account chosen", counted(samples, "sample")).into()
                }
            };
        }
        ImportText::NotNow => "Not now",
        ImportText::LinkBroken => "This link cannot be opened",
        ImportText::LinkNewer => {
            "It was made by a newer segflow. Update this one, then open the link again."
        }
        ImportText::LinkNotWhole => {
            "A part of it is missing: some programs cut long links. Ask for it again, or for the workflow’s file."
        }
        ImportText::LinkTooLarge => {
            "It holds more than the 2 MiB that a workflow may have. Ask for a file with fewer samples."
        }
        ImportText::LinkNoWorkflow { reason } => {
            return format!("What it holds is no workflow. {reason}").into();
        }
        ImportText::LinkNotHere => {
            "This browser cannot read such links. Update it, or ask for the workflow’s file."
        }
    };
    AttrValue::Static(words)
}

fn counted(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    }
}

fn found(count: usize) -> String {
    format!("{} found", counted(count, "workflow"))
}

fn refused(error: &ImportError) -> AttrValue {
    AttrValue::Static(match error {
        ImportError::NotJson(error) => return format!("This is not JSON: {error}.").into(),
        ImportError::TooLarge => "This is larger than 2 MiB. Take over a part of it.",
        ImportError::Unrecognised => {
            "There is no workflow in this. Give a workflow of segflow or n8n, a Segment mapping, or a task of Kotive’s."
        }
        ImportError::IsPlan => "This is a tracking plan. Give it to a workflow as its plan.",
        ImportError::Broken(error) => return format!("This workflow is broken: {error}.").into(),
        ImportError::NothingToSend(Format::N8n) => {
            "Nothing in this n8n workflow is sent to Segment. Give one that has a Segment node."
        }
        ImportError::NothingToSend(_) => {
            "Nothing in this is sent to Segment. Give one that has a call of Segment’s."
        }
    })
}

fn reason(why: &Why) -> AttrValue {
    AttrValue::Static(match why {
        Why::NoCounterpart => "There is nothing here that does this.",
        Why::Malformed => "It is not written as its format wants it.",
        Why::NeedsLoop => "Every entry of a list would be rewritten, and there are no loops.",
        Why::UnknownMembers => {
            "Objects are merged whose members are not known before the data is there."
        }
        Why::OfMadeText => "It would change text that is put together of several parts.",
        Why::WholeEvent => "A whole event or record cannot be one value.",
        Why::BadName => "No field can have this name.",
        Why::TooManyCases => "Its conditions would need more than eight tasks.",
        Why::NoSuchField => "The call has no such field.",
        Why::Code => "It is code, which is not run.",
        Why::NotSegment => "It sends nothing to Segment.",
        Why::Account => "Keys are never taken over. Choose the account in the task.",
        Why::UnknownReference => "What it refers to is not here.",
        Why::TooLong => "It is longer than it may be.",
        Why::MissingRule => "There is no such rule for missing values.",
        Why::Condition => "The condition cannot be read. Nothing is sent until it is mended.",
        Why::EmptyIsMissing => "An empty text or list now counts as missing, too.",
        Why::EmptyIsThere => "An empty text or list no longer counts as missing.",
        Why::ZeroIsMissing => "The number 0 now counts as missing, too.",
        Why::NullStays => "A value of null is not left out.",
        Why::BecomesText => "The value becomes text.",
        Why::Rounded => "JavaScript rounds this number.",
        Why::AmongRows => {
            "The call has no field of this name, so it stands among its traits or properties."
        }
        Why::Mended { now } => return format!("This was a mistake; now it is {now}").into(),
        Why::RandomId => {
            "A random anonymous id was made for every message. Give a User ID or an Anonymous ID."
        }
        Why::NotOfEvents => "Only conditions on the event itself can be written as a trigger.",
    })
}
