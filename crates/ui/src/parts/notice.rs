use yew::prelude::{AttrValue, Children, Html, Properties, classes, function_component, html};

use super::Tone;
use crate::icons::Sign;

/// Properties of [`Notice`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct NoticeProps {
    /// Errors are read out at once, all else when there is a pause.
    pub tone: Tone,
    /// A few words in bold before the sentence.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// What is the matter and what to do.
    pub children: Children,
    /// Buttons that do it.
    #[prop_or_default]
    pub actions: Option<Html>,
}

/// A sentence at the place where the matter can be mended.
#[function_component]
pub fn Notice(props: &NoticeProps) -> Html {
    // A neutral notice wears the colours of an informing one.
    let tone = props.tone.class().unwrap_or("info");
    html! {
        <div class={classes!("notice", tone)} role={props.tone.role()}>
            <Sign icon={props.tone.icon()} />
            <div class="notice-body">
                if let Some(title) = &props.title {
                    <p class="notice-title">{ title }</p>
                }
                { for props.children.iter() }
                if let Some(actions) = &props.actions {
                    <div class="notice-actions">{ actions.clone() }</div>
                }
            </div>
        </div>
    }
}
