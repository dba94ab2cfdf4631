//! What is said about levels, forms asked again, and workflows within, in
//! English.

use yew::AttrValue;

use crate::text::FlowText;

pub(in crate::text) fn say(text: FlowText<'_>) -> AttrValue {
    let words = match text {
        FlowText::SideBySide => "Side by side",
        FlowText::CompleteForm => {
            "Without a condition it is complete once it is answered. With one it is asked again until that holds."
        }
        FlowText::CompleteTask => {
            "Without a condition it is complete once it is done. With one it fails if that does not hold then."
        }
        FlowText::AddFirstComplete => "Add the first 'Complete' condition",
        FlowText::SeveralForms { count } => return format!("{count} forms to answer").into(),
        FlowText::AskedAgain { why } => return format!("Asked again. {why}").into(),
        FlowText::NotComplete { why } => return format!("Not complete. {why}").into(),
        FlowText::NotAnswered { question } => {
            return format!("“{question}” was not answered, and the task cannot be sent without it. Tick ‘An answer is required’ at that question.").into();
        }
        FlowText::GoOn => "Go on where it stopped",
        FlowText::AnswerAgainOf { form } => return format!("Answer {form} again").into(),
        FlowText::AnswerAgainHint => {
            "What has been sent stays as it is. A task whose condition comes to hold by the new answers does its work once more."
        }
        FlowText::Time { number } => return format!("time {number}").into(),
        FlowText::Answered => "Forms that were answered",
        FlowText::StateRunning => "under way",
        FlowText::StateRan => "completed",
        FlowText::TasksOf { task } => return format!("Tasks of {task}").into(),
    };
    AttrValue::Static(words)
}
