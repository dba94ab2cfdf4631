use yew::prelude::{Children, Html, Properties, classes, function_component, html};

use super::Tone;
use crate::icons::{Icon, Sign};

/// Properties of [`Badge`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BadgeProps {
    /// Its colours.
    #[prop_or_default]
    pub tone: Tone,
    /// A sign before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// A few words. A number alone says nothing to those who only hear it.
    pub children: Children,
}

/// A word or two about the thing beside it.
#[function_component]
pub fn Badge(props: &BadgeProps) -> Html {
    html! {
        <span class={classes!("badge", props.tone.class())}>
            if let Some(icon) = props.icon {
                <Sign {icon} />
            }
            { for props.children.iter() }
        </span>
    }
}
