//! What a printed workflow says, in English.

use yew::AttrValue;

use crate::text::{PaperText, point};

pub(in crate::text) fn say(text: PaperText<'_>) -> AttrValue {
    let words = match text {
        PaperText::ForSample { name } => {
            return format!("What is sent is shown for the sample “{name}”.").into();
        }
        PaperText::OnlyWhen { condition } => {
            return format!("Only when {condition}{}", point(condition)).into();
        }
        PaperText::Question => "Question",
        PaperText::Kind => "Type",
        PaperText::Answer => "Answer",
        PaperText::Required => "required",
        PaperText::MayBeEmpty => "optional",
        PaperText::SentTo { account } => return format!("Sent to {account}:").into(),
        PaperText::SendsNothing => "Sends nothing.",
    };
    AttrValue::Static(words)
}
