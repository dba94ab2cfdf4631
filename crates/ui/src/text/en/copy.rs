//! What is said about a task in other formats, in English.

use segflow_interchange::export::Target;
use yew::AttrValue;

use crate::text::CopyText;

pub(in crate::text) fn say(text: CopyText<'_>) -> AttrValue {
    let words = match text {
        CopyText::CopyAs => "Copy as…",
        CopyText::CopyTaskAs { format } => return format!("Copy as {format}").into(),

        CopyText::Format(Target::Curl) => "curl",
        CopyText::Format(Target::PowerShell) => "PowerShell",
        CopyText::Format(Target::AnalyticsJs) => "analytics.js",
        CopyText::Format(Target::AnalyticsNode) => "analytics-node",
        CopyText::Format(Target::MappingKit) => "mapping-kit mapping",

        CopyText::Where(Target::Curl) => "A command for macOS and Linux",
        CopyText::Where(Target::PowerShell) => "A command for Windows",
        CopyText::Where(Target::AnalyticsJs) => "A line for a web page",
        CopyText::Where(Target::AnalyticsNode) => "A program for Node",
        CopyText::Where(Target::MappingKit) => "The task itself, for a destination",

        CopyText::HowToUse(Target::Curl) => {
            "Paste it into a terminal. No write key is in it: set SEGMENT_WRITE_KEY to yours first."
        }
        CopyText::HowToUse(Target::PowerShell) => {
            "Paste it into PowerShell. No write key is in it: set $env:SEGMENT_WRITE_KEY to yours first."
        }
        CopyText::HowToUse(Target::AnalyticsJs) => {
            "For a page that has Segment’s snippet: that knows the write key and where to send."
        }
        CopyText::HowToUse(Target::AnalyticsNode) => {
            "Run it with Node. No write key is in it: set SEGMENT_WRITE_KEY to yours first."
        }
        CopyText::HowToUse(Target::MappingKit) => {
            "The task with its tags as paths and its condition as a trigger, as Segment’s destinations have them. No answers of the sample are in it."
        }
        CopyText::SameMessage => {
            "This is the message of the chosen sample, with its message id. Sent twice within a day, Segment counts it once."
        }
        CopyText::WouldBeSkipped => {
            "A run skips this task for the chosen sample, so it sends no such message."
        }
        CopyText::CannotBeSent => {
            "A run does not send this message: mend what was found in the task first."
        }
        CopyText::Download { file } => return format!("Download {file}").into(),
    };
    words.into()
}
