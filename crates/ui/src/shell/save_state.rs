use yew::prelude::{Html, classes, html};

use crate::icons::{Icon, sign};
use crate::text::{Text, Words};

/// Whether what is on the screen is also in storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// It is.
    Saved,
    /// It soon will be.
    Saving,
    /// Storage refused it; the page says why elsewhere.
    NotSaved,
}

/// A quiet word about saving.
pub fn save_state(words: &Words, state: SaveState) -> Html {
    let (text, icon) = match state {
        SaveState::Saved => (Text::Saved, Some(Icon::Check)),
        SaveState::Saving => (Text::Saving, None),
        SaveState::NotSaved => (Text::NotSaved, Some(Icon::Alert)),
    };
    let bad = (state == SaveState::NotSaved).then_some("bad");
    let text = words.say(text);
    // Where all is well a sign will do: words are for when it is not.
    let quiet = (state == SaveState::Saved).then_some("visually-hidden");
    html! {
        <span class={classes!("save-state", bad)} role="status" title={text.clone()}>
            if let Some(icon) = icon {
                { sign(icon) }
            }
            <span class={classes!(quiet)}>{ text }</span>
        </span>
    }
}
