//! English.

mod builder;
mod debugger;
mod rows;
mod samples;

use yew::AttrValue;

use super::{Ago, Text};

pub(super) fn say(text: Text<'_>) -> AttrValue {
    let words = match text {
        Text::Builder(text) => return builder::say(text),
        Text::Debugger(text) => return debugger::say(text),
        Text::Rows(text) => return rows::say(text),
        Text::Samples(text) => return samples::say(text),

        Text::Add => "Add",
        Text::Cancel => "Cancel",
        Text::Close => "Close",
        Text::Copied => "Copied",
        Text::Copy => "Copy",
        Text::CopyRefused => {
            "The browser did not allow copying. Select the text and copy it by hand."
        }
        Text::Delete => "Delete",
        Text::Optional => "optional",
        Text::PartComing => "Loading…",
        Text::PartMissing => {
            "This part of segflow did not load. Check that the program that serves this page is running."
        }
        Text::PartOutdated => {
            "segflow was updated after this page was opened. Reload it to go on; your work is saved."
        }
        Text::Reload => "Reload",
        Text::Save => "Save",
        Text::TryAgain => "Try again",
        Text::Undo => "Undo",

        Text::SkipToContent => "Skip to content",
        Text::ProductHome => "segflow, all workflows",
        Text::Pages => "Pages",
        Text::Saved => "Saved",
        Text::Saving => "Saving…",
        Text::NotSaved => "Not saved",
        Text::Theme => "Theme",
        Text::ThemeSystem => "Same as system",
        Text::ThemeLight => "Light",
        Text::ThemeDark => "Dark",

        Text::Workflows => "Workflows",
        Text::NewWorkflow => "New workflow",
        Text::NoWorkflows => "No workflows yet",
        Text::NoWorkflowsHint => {
            "A workflow asks a form's questions, then identifies the user and tracks an event with Segment."
        }
        Text::NoTasks => "No tasks yet",
        Text::TasksOf { workflow } => return format!("Tasks of {workflow}").into(),
        Text::MoreTasks { count } => return format!("{count} more").into(),
        Text::ChangedAgo(ago) => return changed(ago),

        Text::KindForm => "Form",
        Text::KindIdentify => "Identify a user",
        Text::KindTrack => "Track an event",
        Text::KindPage => "Track a page view",
        Text::KindScreen => "Track a screen view",
        Text::KindGroup => "Group a user",
        Text::KindAlias => "Merge two identities",
        Text::KindWorkflow => "Run a workflow",

        Text::PageNotFound => "There is nothing at this address",
        Text::PageNotFoundHint => {
            "The link may be mistyped, or made for another version of segflow."
        }
        Text::GoToWorkflows => "Go to your workflows",
    };
    AttrValue::Static(words)
}

fn changed(ago: Ago) -> AttrValue {
    let (count, unit) = match ago {
        Ago::JustNow => return AttrValue::Static("Changed just now"),
        Ago::Minutes(count) => (count, "minute"),
        Ago::Hours(count) => (count, "hour"),
        Ago::Days(count) => (count, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("Changed {count} {unit}{plural} ago").into()
}
