//! What the Debugger says, in English.

use yew::AttrValue;

use crate::text::{Advice, DebuggerText};

pub(in crate::text) fn say(text: DebuggerText<'_>) -> AttrValue {
    let words = match text {
        DebuggerText::Messages => "Messages",
        DebuggerText::Count { shown, of } => return counted(shown, of),
        DebuggerText::MoreMessages { count } => return format!("Show {count} older").into(),
        DebuggerText::Live => "Live",
        DebuggerText::Paused => "Paused",
        DebuggerText::Away => "Away",
        DebuggerText::AwayTitle => "The receiver does not answer",
        DebuggerText::AwayHint => {
            "What is shown is what came before. Start it again with “cargo xtask run”; this page goes on by itself as soon as it is back."
        }
        DebuggerText::Pause => "Pause",
        DebuggerText::Resume => "Resume",
        DebuggerText::NewOnes { count } => return format!("{count} new").into(),
        DebuggerText::NewMessages { count: 1 } => "1 new message",
        DebuggerText::NewMessages { count } => return format!("{count} new messages").into(),

        DebuggerText::Search => "Search",
        DebuggerText::SearchHint => "Event, user, id or value",
        DebuggerText::Filters => "Filters",
        DebuggerText::FilterType => "Type",
        DebuggerText::FilterEvent => "Event",
        DebuggerText::FilterUser => "User",
        DebuggerText::FilterVerdict => "Verdict",
        DebuggerText::AnyType => "Any type",
        DebuggerText::AnyEvent => "Any event",
        DebuggerText::AnyUser => "Any user",
        DebuggerText::AnyVerdict => "Any verdict",
        DebuggerText::OtherType => "Other",
        DebuggerText::ClearFilters => "Clear search and filters",

        DebuggerText::Nothing => "Nothing has arrived yet",
        DebuggerText::NothingHint => {
            "Run a workflow whose tasks send to the Local test source: its messages appear here at once, each with what Segment would make of it."
        }
        DebuggerText::NothingEndpoint { endpoint } => {
            return format!("Other programs can send here too, in Segment's own way: {endpoint}")
                .into();
        }
        DebuggerText::NothingFound => "No message matches",
        DebuggerText::NothingFoundHint => "Nothing that is kept here has all you ask for.",
        DebuggerText::NoReceiver => "There is no receiver here",
        DebuggerText::NoReceiverHint => {
            "The Debugger shows what a receiver on this computer takes in Segment's place. To start one together with this app, run this in the project's folder and open the address it prints:"
        }
        DebuggerText::NoReceiverCommand => "cargo xtask run",
        DebuggerText::LookAgain => "Look again",
        DebuggerText::NothingChosen => "Choose a message to see all of it.",
        DebuggerText::NotHere => "This message is not here",
        DebuggerText::NotHereHint => {
            "It has not arrived yet, or it came so long ago that it is no longer kept. If it arrives, it is shown here."
        }

        DebuggerText::NoUser => "no user",
        DebuggerText::Unreadable => "Not a message",
        DebuggerText::Bytes { bytes } => return size(bytes),
        DebuggerText::Newer => "Newer message",
        DebuggerText::Older => "Older message",
        DebuggerText::BackToList => "All messages",
        DebuggerText::BackToWorkflow { name } => return format!("Back to “{name}”").into(),
        DebuggerText::Verdict => "Verdict",
        DebuggerText::Accepted => "Accepted",
        DebuggerText::Discarded => "Discarded",
        DebuggerText::Duplicate => "Duplicate",
        DebuggerText::Refused => "Refused",
        DebuggerText::Unjudged => "Not judged",
        DebuggerText::AcceptedHint => "Segment would take this message.",
        DebuggerText::DiscardedHint => {
            "Segment would answer 200 and drop it afterwards, without a word to its sender."
        }
        DebuggerText::DuplicateHint => {
            "Nothing need be done: a message that is sent again with the same messageId counts once."
        }
        DebuggerText::RefusedHint => "Its sender was told by the status of the answer.",
        DebuggerText::UnjudgedHint => "This receiver does not say what Segment would make of it.",
        DebuggerText::Code { code } => return format!("Code: {code}").into(),
        DebuggerText::FirstOne => "Show the first one",
        DebuggerText::Advice(advice) => return AttrValue::Static(to_do(advice)),
        DebuggerText::Details => "How it came",
        DebuggerText::ReceivedAt => "Received",
        DebuggerText::Account => "Account",
        DebuggerText::Path => "Path",
        DebuggerText::Answered => "Answered",
        DebuggerText::Size => "Size",
        DebuggerText::MessageId => "messageId",
        DebuggerText::User => "User",
        DebuggerText::Place => "Batch",
        DebuggerText::PlaceInBatch { item, of } => return format!("{item} of {of}").into(),
        DebuggerText::Body => "Message",
        DebuggerText::BodyAsText => "Body, as text",
        DebuggerText::BodyNotKept => "Its body was too long to be kept.",
        DebuggerText::CopyJson => "Copy JSON",
    };
    AttrValue::Static(words)
}

fn counted(shown: usize, of: usize) -> AttrValue {
    let plural = if of == 1 { "" } else { "s" };
    if shown == of {
        format!("{of} message{plural}").into()
    } else {
        format!("{shown} of {of} message{plural}").into()
    }
}

/// Whole bytes as far as one reads them at a glance.
fn size(bytes: u64) -> AttrValue {
    if bytes < 1_000 {
        format!("{bytes} B").into()
    } else {
        format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100).into()
    }
}

fn to_do(advice: Advice) -> &'static str {
    match advice {
        Advice::NoUser => {
            "Give it a user ID or an anonymous ID. In a workflow: see that the answer the user ID is made of is required."
        }
        Advice::IdNotString => {
            "Make the ID a text that is not empty, or leave it out and give the other one."
        }
        Advice::EventNotDefined => "Give the event a name.",
        Advice::EventNotString => "Make the event's name a text.",
        Advice::PropertiesNotObject => "Make the properties an object: names with values.",
        Advice::TraitsNotObject => "Make the traits an object: names with values.",
        Advice::NameNotString => "Make the name a text that is not empty, or leave it out.",
        Advice::CategoryNotString => "Make the category a text that is not empty, or leave it out.",
        Advice::EmptyBatch => "Put at least one message into the batch.",
        Advice::UnknownSource => {
            "Send it with the write key of a source that exists; in a workflow, choose another account for the task."
        }
    }
}
