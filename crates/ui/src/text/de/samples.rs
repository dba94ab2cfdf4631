//! What is said about samples, in German.

use yew::AttrValue;

use crate::text::SampleText;

pub(in crate::text) fn say(text: SampleText<'_>) -> AttrValue {
    let words = match text {
        SampleText::Samples => "Beispiele",
        SampleText::New => "Neues Beispiel",
        SampleText::CopyOf { name } => return format!("Kopie von {name}").into(),
        SampleText::Rename { name } => return format!("{name} umbenennen").into(),
        SampleText::EditAnswers { name } => {
            return format!("Antworten von {name} bearbeiten").into();
        }
        SampleText::PinPayloads { name } => return format!("Inhalte von {name} festhalten").into(),
        SampleText::DeleteThat { name } => return format!("{name} löschen").into(),

        SampleText::NewTitle => "Neues Beispiel",
        SampleText::RenameTitle => "Beispiel umbenennen",
        SampleText::KeepTitle => "Diese Antworten als Beispiel aufbewahren",
        SampleText::Name => "Name des Beispiels",
        SampleText::NameEmpty => "Geben Sie dem Beispiel einen Namen, damit Sie es wiedererkennen.",
        SampleText::NameTaken { name } => {
            return format!(
                "Es gibt schon ein Beispiel mit dem Namen „{name}“. Wählen Sie einen freien Namen."
            )
            .into();
        }
        SampleText::BaseName => "Beispiel",

        SampleText::AnswersTitle { name } => return format!("Antworten von {name}").into(),
        SampleText::NoForms => {
            "Dieser Workflow hat kein Formular; es gibt also nichts zu beantworten."
        }
        SampleText::Record => "Antworten",

        SampleText::KeepAnswers => "Diese Antworten als Beispiel aufbewahren",
        SampleText::AnswersAre { name } => {
            return format!("Diese Antworten sind das Beispiel „{name}“.").into();
        }

        SampleText::UseAsSample { workflow } => {
            return format!("Als Beispiel von {workflow} verwenden").into();
        }
        SampleText::FromMessage => "Aus einer Nachricht",
        SampleText::FoundAnswers => "In dieser Nachricht gefundene Antworten",
        SampleText::NotFound => "Das sagt diese Nachricht nicht:",
        SampleText::NothingFound => {
            "Diese Nachricht verrät keine Antwort dieses Workflows: Keine Aufgabe sendet daraus solche Nachrichten."
        }
        SampleText::Differs { count: 1 } => {
            "Ein Wert der Nachricht ist nicht das, was der Workflow jetzt senden würde."
        }
        SampleText::Differs { count } => {
            return format!(
                "{count} Werte der Nachricht sind nicht das, was der Workflow jetzt senden würde."
            )
            .into();
        }
        SampleText::Kept { name } => {
            return format!(
                "Als Beispiel „{name}“ aufbewahrt; Vorschauen richten sich ab jetzt danach."
            )
            .into();
        }
        SampleText::NotKept { reason } => {
            return format!("Das Beispiel wurde nicht aufbewahrt: {reason}.").into();
        }
    };
    AttrValue::Static(words)
}
