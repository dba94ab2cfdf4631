//! What is said about samples, in English.

use yew::AttrValue;

use crate::text::SampleText;

pub(in crate::text) fn say(text: SampleText<'_>) -> AttrValue {
    let words = match text {
        SampleText::Samples => "Samples",
        SampleText::New => "New sample",
        SampleText::CopyOf { name } => return format!("Copy of {name}").into(),
        SampleText::Rename { name } => return format!("Rename {name}").into(),
        SampleText::EditAnswers { name } => return format!("Edit answers of {name}").into(),
        SampleText::PinPayloads { name } => return format!("Pin payloads of {name}").into(),
        SampleText::DeleteThat { name } => return format!("Delete {name}").into(),

        SampleText::NewTitle => "New sample",
        SampleText::RenameTitle => "Rename sample",
        SampleText::KeepTitle => "Keep these answers as a sample",
        SampleText::Name => "Name of the sample",
        SampleText::NameEmpty => "Give the sample a name, so that you know it again.",
        SampleText::NameTaken { name } => {
            return format!("There is another sample named “{name}”. Choose a name that is free.")
                .into();
        }
        SampleText::BaseName => "Sample",

        SampleText::AnswersTitle { name } => return format!("Answers of {name}").into(),
        SampleText::NoForms => "This workflow has no form, so there is nothing to answer.",
        SampleText::Record => "Answers",

        SampleText::KeepAnswers => "Keep these answers as a sample",
        SampleText::AnswersAre { name } => {
            return format!("These answers are the sample “{name}”.").into();
        }

        SampleText::UseAsSample { workflow } => {
            return format!("Use as a sample of {workflow}").into();
        }
        SampleText::FromMessage => "From a message",
        SampleText::FoundAnswers => "Answers found in this message",
        SampleText::NotFound => "This message does not tell:",
        SampleText::NothingFound => {
            "This message tells no answer of this workflow: no task sends such messages from them."
        }
        SampleText::Differs { count: 1 } => {
            "One value of the message is not what the workflow would send now."
        }
        SampleText::Differs { count } => {
            return format!(
                "{count} values of the message are not what the workflow would send now."
            )
            .into();
        }
        SampleText::Kept { name } => {
            return format!("Kept as the sample “{name}”; previews follow it from now on.").into();
        }
        SampleText::NotKept { reason } => {
            return format!("The sample was not kept: {reason}.").into();
        }
    };
    AttrValue::Static(words)
}
