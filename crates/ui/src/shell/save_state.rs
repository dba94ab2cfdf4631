use yew::prelude::{Html, Properties, classes, function_component, html};

use crate::icons::{Icon, Sign};
use crate::text::{Text, use_words};

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

/// Properties of [`SaveStateView`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SaveStateViewProps {
    /// How it stands.
    pub state: SaveState,
}

/// A quiet word about saving.
#[function_component]
pub fn SaveStateView(props: &SaveStateViewProps) -> Html {
    let words = use_words();
    let (text, icon) = match props.state {
        SaveState::Saved => (Text::Saved, Some(Icon::Check)),
        SaveState::Saving => (Text::Saving, None),
        SaveState::NotSaved => (Text::NotSaved, Some(Icon::Alert)),
    };
    let bad = (props.state == SaveState::NotSaved).then_some("bad");
    html! {
        <span class={classes!("save-state", bad)} role="status">
            if let Some(icon) = icon {
                <Sign {icon} />
            }
            { words.say(text) }
        </span>
    }
}
