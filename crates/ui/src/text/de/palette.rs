//! What the palette and the list of keys say, in German.

use yew::AttrValue;

use crate::text::PaletteText;

pub(in crate::text) fn say(text: PaletteText<'_>) -> AttrValue {
    let words = match text {
        PaletteText::Find | PaletteText::FindAnything => "Befehl, Aufgabe oder Workflow suchen",
        PaletteText::FindHint => "Namen eingeben",
        PaletteText::NothingFound => "Nichts heißt so.",
        PaletteText::Run => "Diesen Workflow ausführen",
        PaletteText::Add { kind } => return format!("Aufgabe hinzufügen: {kind}").into(),
        PaletteText::Duplicate { title } => return format!("{title} duplizieren").into(),
        PaletteText::Delete { title } => return format!("{title} löschen").into(),
        PaletteText::CopyPayload { title } => {
            return format!("Inhalt der Anfrage von {title} kopieren").into();
        }
        PaletteText::Task => "Aufgabe",
        PaletteText::Workflow => "Workflow",

        PaletteText::Shortcuts => "Tastenkürzel",
        PaletteText::ThisList => "Diese Liste zeigen",
        PaletteText::UndoStep => "Rückgängig machen",
        PaletteText::RedoStep => "Wiederholen",
        PaletteText::MoveUp => "Aufgabe oder Zeile nach oben verschieben",
        PaletteText::MoveDown => "Aufgabe oder Zeile nach unten verschieben",
        PaletteText::PutField => "Feld einsetzen, wo ein Wert getippt wird",
        PaletteText::CloseOrCancel => "Schließen, oder Ziehen abbrechen",
        PaletteText::Control => "Strg",
        PaletteText::Shift => "Umschalt",
    };
    AttrValue::Static(words)
}
