//! What is said about a task that runs another workflow, in German.

use yew::AttrValue;

use crate::text::SubText;

pub(in crate::text) fn say(text: SubText<'_>) -> AttrValue {
    let words = match text {
        SubText::Workflow => "Auszuführender Workflow",
        SubText::Choose => "Workflow auswählen",
        SubText::ChooseHint => {
            "Einer der Workflows auf diesem Gerät. Solche, die diesen hier ausführen, fehlen in der Liste: Das nähme kein Ende."
        }
        SubText::NoOther => {
            "Auf diesem Gerät gibt es keinen anderen Workflow, der hier ausgeführt werden könnte. Legen Sie zuerst unter Workflows einen an."
        }
        SubText::Open { name } => return format!("{name} öffnen").into(),
        SubText::InputHint => {
            "Antworten für die Formulare jenes Workflows. Tippen Sie {, um eine Antwort von hier zu verwenden. Was leer bleibt, wird gefragt, wenn eine Antwort nötig ist."
        }
        SubText::NoForms => "Jener Workflow hat keine Formulare, also gibt es nichts zu übergeben.",
        SubText::NoSuchField { path } => {
            return format!("{path} wird übergeben, doch jener Workflow hat kein solches Feld.")
                .into();
        }
        SubText::RemoveInput { path } => return format!("{path} nicht übergeben").into(),
    };
    AttrValue::Static(words)
}
