//! English.

pub(super) mod accounts;
pub(super) mod asking;
pub(super) mod builder;
pub(super) mod bulk;
pub(super) mod canvas;
pub(super) mod catalog;
pub(super) mod check;
pub(super) mod context;
pub(super) mod copy;
pub(super) mod debugger;
pub(super) mod flow;
pub(super) mod history;
pub(super) mod importing;
pub(super) mod naming;
pub(super) mod palette;
pub(super) mod paper;
pub(super) mod pinned;
pub(super) mod plan;
pub(super) mod rows;
pub(super) mod samples;
pub(super) mod server;
pub(super) mod settings;
pub(super) mod sharing;
pub(super) mod sub;
pub(super) mod tags;
pub(super) mod taken;
pub(super) mod templates;
pub(super) mod triggers;
pub(super) mod versions;

use std::fmt::Display;

use segflow_core::document::{Call, SegmentField};
use segflow_web::accounts::RECEIVER_LABEL;
use yew::AttrValue;

use super::{Ago, FieldName, ReadyMade, Text, Told};

pub(super) fn say(text: Text<'_>) -> AttrValue {
    let words = match text {
        Text::Add => "Add",
        Text::Because { reason } => return because(reason),
        Text::Cancel => "Cancel",
        Text::Close => "Close",
        Text::Copied => "Copied",
        Text::Copy => "Copy",
        Text::CopyRefused => {
            "The browser did not allow copying. Select the text and copy it by hand."
        }
        Text::CopyMessageId => "Copy messageId",
        Text::Delete => "Delete",
        Text::ExactBytes => "Exact bytes",
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
        Text::SetOut => "Easy to read",
        Text::StillToFillIn => "Still to fill in",
        Text::TryAgain => "Try again",
        Text::Undo => "Undo",

        Text::Commands => "Commands",
        Text::SkipToContent => "Skip to content",
        Text::ProductHome => "segflow, all workflows",
        Text::Accounts => "Accounts",
        Text::LocalSource => RECEIVER_LABEL,
        Text::Debugger => "Debugger",
        Text::Pages => "Pages",
        Text::Saved => "Saved",
        Text::Saving => "Saving…",
        Text::NotSaved => "Not saved",
        Text::Theme => "Theme",
        Text::ThemeSystem => "Same as system",
        Text::ThemeLight => "Light",
        Text::ThemeDark => "Dark",
        Text::Settings => "Settings",

        Text::Workflows => "Workflows",
        Text::NewWorkflow => "New workflow",
        Text::NoWorkflows => "No workflows yet",
        Text::NoWorkflowsHint => {
            "A workflow asks a form's questions, then identifies the user and tracks an event with Segment."
        }
        Text::OneWorkflowHint => {
            "A workflow asks a form's questions, then identifies the user and tracks an event with Segment. Open this one and press Run, or begin one of your own."
        }
        Text::NoTasks => "No tasks yet",
        Text::TasksOf { workflow } => return format!("Tasks of {workflow}").into(),
        Text::MoreTasks { count } => return format!("{count} more").into(),
        Text::ChangedAgo(ago) => return changed(ago),
        Text::SearchWorkflows => "Search workflows",
        Text::SearchWorkflowsHint => "Name or task",
        Text::CountWorkflows { shown, of } if shown == of => return workflows(of).into(),
        Text::CountWorkflows { shown, of } => {
            return format!("{shown} of {}", workflows(of)).into();
        }
        Text::NoWorkflowFound => "No workflow matches",
        Text::NoWorkflowFoundHint => "Neither a name nor a task has all these words.",
        Text::ClearSearch => "Clear search",
        Text::OrderBy => "Sort by",
        Text::OrderChanged => "Last changed",
        Text::OrderName => "Name",
        Text::Import => "Import",
        Text::DropToImport => "Drop to import",
        Text::LinkedWorkflow => "A workflow from a link",

        Text::MoreFor { workflow } => return format!("More for {workflow}").into(),
        Text::Rename => "Rename…",
        Text::Duplicate => "Duplicate",
        Text::ExportFile => "Export as a file…",
        Text::ShareLink => "Share a link…",
        Text::Versions => "Version history",
        Text::CopyOf { workflow } => return format!("Copy of {workflow}").into(),
        Text::Duplicated { workflow } => return format!("“{workflow}” was made.").into(),
        Text::Deleted { workflow } => return format!("“{workflow}” was deleted.").into(),
        Text::NotDone { reason } => return format!("That was not done. {reason}").into(),

        Text::KindForm => "Form",
        Text::KindIdentify => const { Call::Identify.title() },
        Text::KindTrack => const { Call::Track.title() },
        Text::KindPage => const { Call::Page.title() },
        Text::KindScreen => const { Call::Screen.title() },
        Text::KindGroup => const { Call::Group.title() },
        Text::KindAlias => const { Call::Alias.title() },
        Text::KindWorkflow => "Run a workflow",

        Text::UnnamedWorkflow => "Unnamed workflow",
        Text::NewWorkflowName => "New workflow",
        Text::ListRefused { reason } => {
            return format!("The workflows on this device cannot be read. {reason}").into();
        }
        Text::SessionOnly { reason } => {
            return format!("Work is kept until this page is closed, and no longer. {reason}")
                .into();
        }
        Text::UnknownWorkflow => "There is no such workflow here",
        Text::UnknownWorkflowHint => {
            "It may be on another device, in another browser, or deleted: workflows are kept in the browser in which they were made."
        }
        Text::UnreadableWorkflow => "This workflow cannot be opened",
        Text::StoredAsItIs => {
            "What is stored stays as it is. You can download it, mend it, or send it to someone who can."
        }
        Text::DownloadStored => "Download what is stored",
        Text::ShowStored => "Show what is stored",

        Text::Runs => "Runs",
        Text::DryRun => "Dry run",
        Text::InRuns => "All about this run",
        Text::RunFile => "Run a file",
        Text::FileNotEnded {
            file,
            workflow,
            done,
        } => {
            let done = bulk::rows(done);
            return format!("{file} has not been run to its end in “{workflow}”: {done} done.")
                .into();
        }
        Text::FileGoOn => "Go on with it",

        Text::PageNotFound => "There is nothing at this address",
        Text::PageNotFoundHint => {
            "The link may be mistyped, or made for another version of segflow."
        }
        Text::GoToWorkflows => "Go to your workflows",
    };
    AttrValue::Static(words)
}

/// What says itself in English: findings and errors.
pub(super) fn shown(told: &impl Display) -> AttrValue {
    told.to_string().into()
}

/// What a field of Segment's messages is called.
pub(super) fn field(field: SegmentField) -> AttrValue {
    AttrValue::Static(field.title())
}

/// What a field of a run is called.
pub(super) fn field_name(name: FieldName<'_>) -> AttrValue {
    name.label.to_owned().into()
}

/// What another program tells.
pub(super) fn told(told: Told<'_>) -> AttrValue {
    told.message.to_owned().into()
}

/// A document to begin with, which is written in English.
pub(super) fn ready_made(document: ReadyMade) -> AttrValue {
    AttrValue::Static(document.0)
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

fn workflows(count: usize) -> String {
    if count == 1 {
        "1 workflow".to_owned()
    } else {
        format!("{count} workflows")
    }
}

/// A reason as a sentence.
fn because(reason: &str) -> AttrValue {
    let mut chars = reason.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let point = if reason.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{}{}{point}", first.collect::<String>(), chars.as_str()).into()
}

/// A number with commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
