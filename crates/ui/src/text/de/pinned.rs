//! What is said about pinned payloads, in German.

use yew::AttrValue;

use crate::text::PinnedText;

pub(in crate::text) fn say(text: PinnedText<'_>) -> AttrValue {
    let words = match text {
        PinnedText::Title { name } => return format!("Die Inhalte von {name} festhalten").into(),
        PinnedText::Explained => {
            "Der Workflow merkt sich, was dieses Beispiel jetzt ergibt. Ändert eine Bearbeitung das, wird der Unterschied gezeigt, bis Sie ihn annehmen oder die Bearbeitung zurücknehmen."
        }
        PinnedText::PayloadCount { count: 1 } => "1 Inhalt würde festgehalten.",
        PinnedText::PayloadCount { count } => {
            return format!("{count} Inhalte würden festgehalten.").into();
        }
        PinnedText::NothingToPin => {
            "Mit diesem Beispiel würde nichts gesendet; es gibt also noch nichts festzuhalten."
        }
        PinnedText::Pin => "Festhalten",
        PinnedText::AsPinned { count: 1 } => "1 Inhalt ist so, wie er festgehalten wurde.",
        PinnedText::AsPinned { count } => {
            return format!("{count} Inhalte sind so, wie sie festgehalten wurden.").into();
        }
        PinnedText::Unpin => "Nicht mehr festhalten",
        PinnedText::Changed { count: 1 } => "1 festgehaltener Inhalt hat sich geändert",
        PinnedText::Changed { count } => {
            return format!("{count} festgehaltene Inhalte haben sich geändert").into();
        }
        PinnedText::ChangedHint { name } => {
            return format!(
                "{name} ergibt nicht mehr, was festgehalten wurde. Nehmen Sie die Änderung an, wenn sie gewollt ist."
            )
            .into();
        }
        PinnedText::ChangesOf { task } => return format!("Was sich in {task} geändert hat").into(),
        PinnedText::NoLongerSent => "Es wird nicht mehr gesendet.",
        PinnedText::Accept => "Änderung annehmen",
    };
    AttrValue::Static(words)
}
