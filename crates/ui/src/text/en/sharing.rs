//! What is said where a workflow is handed over, in English.

use yew::AttrValue;

use super::grouped;
use crate::text::SharingText;

pub(in crate::text) fn say(text: SharingText<'_>) -> AttrValue {
    let words = match text {
        SharingText::RenameTitle => "Rename workflow",
        SharingText::Name => "Name",
        SharingText::NameNeeded => "Give it a name.",

        SharingText::ExportTitle { workflow } => return format!("Export “{workflow}”").into(),
        SharingText::ExportHint => {
            "The file holds all tasks. No write key is in it: whoever imports it chooses the accounts."
        }
        SharingText::Download { file } => return format!("Download {file}").into(),

        SharingText::ShareTitle { workflow } => return format!("Share “{workflow}”").into(),
        SharingText::ShareHint => {
            "The link holds the whole workflow as it is now, without accounts and keys. Whoever opens it sees first what it sends; nothing runs by itself."
        }
        SharingText::Link => "Link",
        SharingText::CopyLink => "Copy link",
        SharingText::Size { count } => return characters(count).into(),
        SharingText::SizeLong { count } => {
            return format!(
                "{}. Some chat programs cut links as long as this; if it does not open, send the file.",
                characters(count)
            )
            .into();
        }
        SharingText::TooLong { count } => {
            return format!(
                "This workflow is too long for a link: it would have {}. Send it as a file.",
                characters(count)
            )
            .into();
        }
        SharingText::NoLinks => {
            "This browser cannot make links. Update it, or export the workflow as a file."
        }

        SharingText::GoAlong => "What goes along",
        SharingText::Samples { count: 1 } => "1 sample",
        SharingText::Samples { count } => return format!("{count} samples").into(),
        SharingText::Expected => "The payloads that samples should give",
        SharingText::SamplesHint => {
            "Samples may hold names and addresses of people. Answers to password questions are never in them."
        }
    };
    AttrValue::Static(words)
}

fn characters(count: usize) -> String {
    format!("{} characters", grouped(count as u64))
}
