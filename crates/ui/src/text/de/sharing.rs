//! What is said where a workflow is handed over, in German.

use yew::AttrValue;

use super::{counted, grouped};
use crate::text::SharingText;

pub(in crate::text) fn say(text: SharingText<'_>) -> AttrValue {
    let words = match text {
        SharingText::RenameTitle => "Workflow umbenennen",
        SharingText::Name => "Name",
        SharingText::NameNeeded => "Geben Sie ihm einen Namen.",

        SharingText::ExportTitle { workflow } => {
            return format!("„{workflow}“ exportieren").into();
        }
        SharingText::ExportHint => {
            "Die Datei enthält alle Aufgaben. Kein Schreibschlüssel ist darin: Wer sie importiert, wählt die Konten."
        }
        SharingText::Download { file } => return format!("{file} herunterladen").into(),

        SharingText::ShareTitle { workflow } => return format!("„{workflow}“ teilen").into(),
        SharingText::ShareHint => {
            "Der Link enthält den ganzen Workflow, wie er jetzt ist, ohne Konten und Schlüssel. Wer ihn öffnet, sieht zuerst, was er sendet; nichts läuft von selbst."
        }
        SharingText::Link => "Link",
        SharingText::CopyLink => "Link kopieren",
        SharingText::Size { count } => return characters(count).into(),
        SharingText::SizeLong { count } => {
            return format!(
                "{}. Manche Chatprogramme schneiden so lange Links ab; lässt er sich nicht öffnen, senden Sie die Datei.",
                characters(count)
            )
            .into();
        }
        SharingText::TooLong { count } => {
            return format!(
                "Dieser Workflow ist für einen Link zu lang: Er hätte {}. Senden Sie ihn als Datei.",
                characters(count)
            )
            .into();
        }
        SharingText::NoLinks => {
            "Dieser Browser kann keine Links bilden. Aktualisieren Sie ihn, oder exportieren Sie den Workflow als Datei."
        }

        SharingText::GoAlong => "Was mitgeht",
        SharingText::Samples { count } => {
            return counted(count as u64, "Beispiel", "Beispiele").into();
        }
        SharingText::Expected => "Die Inhalte, die Beispiele ergeben sollen",
        SharingText::SamplesHint => {
            "Beispiele können Namen und Adressen von Menschen enthalten. Antworten auf Passwortfragen sind nie darin."
        }
    };
    AttrValue::Static(words)
}

fn characters(count: usize) -> String {
    format!("{} Zeichen", grouped(count as u64))
}
