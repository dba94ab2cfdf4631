//! What is said about pinned payloads, in English.

use yew::AttrValue;

use crate::text::PinnedText;

pub(in crate::text) fn say(text: PinnedText<'_>) -> AttrValue {
    let words = match text {
        PinnedText::Title { name } => return format!("Pin the payloads of {name}").into(),
        PinnedText::Explained => {
            "The workflow remembers what this sample gives now. When an edit changes it, the difference is shown until you accept it or take the edit back."
        }
        PinnedText::PayloadCount { count: 1 } => "1 payload would be pinned.",
        PinnedText::PayloadCount { count } => {
            return format!("{count} payloads would be pinned.").into();
        }
        PinnedText::NothingToPin => {
            "With this sample nothing would be sent, so there is nothing to pin yet."
        }
        PinnedText::Pin => "Pin",
        PinnedText::AsPinned { count: 1 } => "1 payload is as it was pinned.",
        PinnedText::AsPinned { count } => {
            return format!("{count} payloads are as they were pinned.").into();
        }
        PinnedText::Unpin => "Stop pinning",
        PinnedText::Changed { count: 1 } => "1 pinned payload has changed",
        PinnedText::Changed { count } => {
            return format!("{count} pinned payloads have changed").into();
        }
        PinnedText::ChangedHint { name } => {
            return format!("{name} no longer gives what was pinned. Accept it if it is meant.")
                .into();
        }
        PinnedText::ChangesOf { task } => return format!("What has changed in {task}").into(),
        PinnedText::NoLongerSent => "It is no longer sent.",
        PinnedText::Accept => "Accept the change",
    };
    AttrValue::Static(words)
}
