//! What is said about levels, forms asked again, and workflows within, in
//! German.

use yew::AttrValue;

use crate::text::FlowText;

pub(in crate::text) fn say(text: FlowText<'_>) -> AttrValue {
    let words = match text {
        FlowText::SideBySide => "Nebeneinander",
        FlowText::CompleteForm => {
            "Ohne Bedingung ist es abgeschlossen, sobald es beantwortet ist. Mit einer wird erneut gefragt, bis sie erfüllt ist."
        }
        FlowText::CompleteTask => {
            "Ohne Bedingung ist die Aufgabe abgeschlossen, sobald sie erledigt ist. Mit einer schlägt sie fehl, wenn die dann nicht erfüllt ist."
        }
        FlowText::AddFirstComplete => "Erste Bedingung für das Abschließen hinzufügen",
        FlowText::Answered => "Beantwortete Formulare",
        FlowText::SeveralForms { count } => {
            return format!("{count} Formulare zu beantworten").into();
        }
        FlowText::AskedAgain { why } => return format!("Erneut gefragt. {why}").into(),
        FlowText::NotComplete { why } => return format!("Nicht abgeschlossen. {why}").into(),
        FlowText::NotAnswered { question } => {
            return format!("„{question}“ wurde nicht beantwortet, und ohne Antwort lässt sich die Aufgabe nicht senden. Setzen Sie bei dieser Frage das Häkchen „Eine Antwort ist nötig“.").into();
        }
        FlowText::GoOn => "Dort weitermachen",
        FlowText::AnswerAgainOf { form } => return format!("{form} erneut beantworten").into(),
        FlowText::AnswerAgainHint => {
            "Was gesendet wurde, bleibt, wie es ist. Eine Aufgabe, deren Bedingung durch die neuen Antworten gilt, tut ihre Arbeit noch einmal."
        }
        FlowText::Time { number } => return format!("{number}. Mal").into(),
        FlowText::StateRunning => "unterwegs",
        FlowText::StateRan => "abgeschlossen",
        FlowText::TasksOf { task } => return format!("Aufgaben von {task}").into(),
    };
    AttrValue::Static(words)
}
