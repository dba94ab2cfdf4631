use yew::prelude::{Html, classes, html};

use super::Tone;
use crate::icons::{Icon, sign};

/// A word or two about the thing beside it, after a sign if there is one. A
/// number alone says nothing to those who only hear it.
pub fn badge(tone: Tone, icon: Option<Icon>, content: Html) -> Html {
    html! {
        <span class={classes!("badge", tone.class())}>
            { for icon.map(sign) }
            { content }
        </span>
    }
}
