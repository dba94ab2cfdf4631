//! What is said of what another format cannot say, in German.

use yew::AttrValue;

use super::importing;
use crate::text::{ImportText, TakenText};

pub(in crate::text) fn say(text: TakenText<'_>) -> AttrValue {
    let words = match text {
        TakenText::NotTaken { count: 1 } => "Eine Sache ist dort nicht dieselbe",
        TakenText::NotTaken { count } => {
            return format!("{count} Dinge sind dort nicht dieselben").into();
        }
        TakenText::LeftOut => "weggelassen",
        TakenText::Changed => "geändert",
        TakenText::Why(why) => return importing::say(ImportText::Why(why)),
    };
    AttrValue::Static(words)
}
