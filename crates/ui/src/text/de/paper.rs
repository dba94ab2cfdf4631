//! What a printed workflow says, in German.

use yew::AttrValue;

use crate::text::{PaperText, point};

pub(in crate::text) fn say(text: PaperText<'_>) -> AttrValue {
    let words = match text {
        PaperText::ForSample { name } => {
            return format!("Was gesendet wird, ist für das Beispiel „{name}“ gezeigt.").into();
        }
        PaperText::OnlyWhen { condition } => {
            return format!("Nur wenn gilt: {condition}{}", point(condition)).into();
        }
        PaperText::Question => "Frage",
        PaperText::Kind => "Art",
        PaperText::Answer => "Antwort",
        PaperText::Required => "nötig",
        PaperText::MayBeEmpty => "freiwillig",
        PaperText::SentTo { account } => return format!("Gesendet an {account}:").into(),
        PaperText::SendsNothing => "Sendet nichts.",
    };
    AttrValue::Static(words)
}
