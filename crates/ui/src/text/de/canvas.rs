//! What is said where tasks are copied, moved and put in, in German.

use yew::AttrValue;

use crate::text::CanvasText;

pub(in crate::text) fn say(text: CanvasText<'_>) -> AttrValue {
    let words = match text {
        CanvasText::Duplicate => "Duplizieren",
        CanvasText::MoveUp => "Nach oben",
        CanvasText::MoveDown => "Nach unten",
        CanvasText::PutBeside { title } => return format!("Neben „{title}“ stellen").into(),
        CanvasText::PutApart => "Auf eine eigene Ebene stellen",
        CanvasText::Above { title } => return format!("Über „{title}“").into(),
        CanvasText::Beside { title } => return format!("Neben „{title}“").into(),
        CanvasText::Below { title } => return format!("Unter „{title}“").into(),
        CanvasText::RowTo { place, of } => return format!("Zeile {place} von {of}").into(),
        CanvasText::Stays => "Alles bleibt, wo es war.",
        CanvasText::Parted => {
            "Dieser Workflow wurde gleichzeitig in einem anderen Tab geändert. Wählen Sie, welche Fassung bleibt; mit „Rückgängig“ kommt die andere zurück."
        }
        CanvasText::KeepOwn => "Fassung dieses Tabs behalten",
        CanvasText::TakeOther => "Fassung des anderen Tabs übernehmen",
        CanvasText::HintField => {
            "Tippen Sie { in einen Wert, um eine Antwort Ihres Formulars einzusetzen."
        }
        CanvasText::HintPreview => {
            "Das ist genau die Anfrage, die diese Aufgabe senden würde. Vor dem Ausführen wird nichts gesendet."
        }
        CanvasText::HintRun => {
            "„Ausführen“ stellt die Fragen Ihres Formulars und sendet das Ergebnis. Ein Probelauf sendet nichts."
        }
        CanvasText::GotIt => "Verstanden",
        CanvasText::NoMoreHints => "Keine Hinweise mehr",
    };
    AttrValue::Static(words)
}
