//! What is said about a task that runs another workflow, in English.

use yew::AttrValue;

use crate::text::SubText;

pub(in crate::text) fn say(text: SubText<'_>) -> AttrValue {
    let words = match text {
        SubText::Workflow => "Workflow to run",
        SubText::Choose => "Choose a workflow",
        SubText::ChooseHint => {
            "One of the workflows on this device. Those that run this one are left out: that would never end."
        }
        SubText::NoOther => {
            "There is no other workflow on this device that could run here. Make one under Workflows first."
        }
        SubText::Open { name } => return format!("Open {name}").into(),
        SubText::InputHint => {
            "Answers for the forms of that workflow. Type { to use an answer of this one. What is left empty is asked, if it has to be answered."
        }
        SubText::NoForms => "That workflow has no forms, so there is nothing to hand over.",
        SubText::NoSuchField { path } => {
            return format!("{path} is handed over, and that workflow has no such field.").into();
        }
        SubText::RemoveInput { path } => return format!("Do not hand over {path}").into(),
    };
    AttrValue::Static(words)
}
