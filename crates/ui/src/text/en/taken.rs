//! What is said of what another format cannot say, in English.

use yew::AttrValue;

use crate::text::TakenText;

pub(in crate::text) fn say(text: TakenText<'_>) -> AttrValue {
    let words = match text {
        TakenText::NotTaken { count: 1 } => "One thing is not the same there",
        TakenText::NotTaken { count } => {
            return format!("{count} things are not the same there").into();
        }
        TakenText::LeftOut => "left out",
        TakenText::Changed => "changed",
        TakenText::Why(why) => return super::because(&why.to_string()),
    };
    words.into()
}
