//! What the settings say, in English.

use yew::AttrValue;

use super::bulk::size;
use crate::text::SettingsText;

pub(in crate::text) fn say(text: SettingsText<'_>) -> AttrValue {
    let words = match text {
        SettingsText::Looks => "Language and colours",
        SettingsText::Language => "Language",
        SettingsText::LanguageOfSystem => "Same as system",

        SettingsText::User => "You",
        SettingsText::UserHint => {
            "Tags and conditions can use who runs a workflow: your email address and your role."
        }
        SettingsText::Email => "Your email address",
        SettingsText::Role => "Your role",

        SettingsText::Runs => "Runs",
        SettingsText::KeepRuns => "Keep runs for",
        SettingsText::KeepRunsHint => "Older runs are deleted from this device by themselves.",
        SettingsText::Days { count: 1 } => "1 day",
        SettingsText::Days { count } => return format!("{count} days").into(),
        SettingsText::AllRuns => "All runs",

        SettingsText::Kept => "What this device keeps",
        SettingsText::Used { bytes, most } => {
            return format!("{} of {} are in use.", size(bytes), size(most)).into();
        }
        SettingsText::KeptHint => {
            "Workflows, runs and accounts are in this browser only. Nobody else has them, and nobody can bring them back."
        }
        SettingsText::Export => "Download everything",
        SettingsText::ExportHint => {
            "A download holds all workflows and runs in one file, without write keys."
        }
        SettingsText::Delete => "Delete everything on this device",
        SettingsText::DeleteTitle => "Delete everything on this device?",
        SettingsText::DeleteHint => {
            "All workflows, runs, accounts and settings go, and do not come back. What was sent stays with Segment."
        }
        SettingsText::DeleteConfirm => "Delete everything",
        SettingsText::Refused { reason } => return format!("That was not done: {reason}.").into(),
    };
    AttrValue::Static(words)
}
