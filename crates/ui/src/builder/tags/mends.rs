use segflow_core::mend::{Flaw, Mend, MendKind};
use yew::prelude::{AttrValue, Html, MouseEvent, html};

use super::desk::Desk;
use crate::icons::Icon;
use crate::parts::Button;
use crate::text::{TagText, Words};

/// So many mends are offered at once.
const OFFERED: usize = 3;

/// What mends the text: a button for each.
pub(super) fn mends(words: &Words, desk: &Desk, flaws: &[Flaw]) -> Html {
    let offered = flaws.iter().filter_map(|flaw| flaw.mend.as_ref());
    let offered: Vec<Html> = offered
        .take(OFFERED)
        .map(|mend| {
            let (desk, mend) = (desk.clone(), mend.clone());
            Button::new(label(words, &mend))
                .icon(Icon::Check)
                .small()
                .on_press((move |_: MouseEvent| desk.mend(&mend)).into())
                .view()
        })
        .collect();
    if offered.is_empty() {
        return Html::default();
    }
    html! { <div class="tag-mends cluster">{ for offered }</div> }
}

fn label(words: &Words, mend: &Mend) -> AttrValue {
    words.say(match mend.kind {
        MendKind::Use => TagText::Use { what: &mend.with },
        MendKind::Close => TagText::CloseTag,
        MendKind::Quote => TagText::PutInQuotes,
        MendKind::Remove => TagText::TakeOut,
    })
}
