use segflow_core::edit::Named;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::{NamingDialogProps, naming_dialog};
use crate::builder::context::Builder;
use crate::text::{BuilderText, use_words};

/// Properties of [`NameInTags`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct NameInTagsProps {
    /// Unique in the page.
    pub(in crate::builder) id: AttrValue,
    pub(in crate::builder) builder: Builder,
    pub(in crate::builder) named: Named,
    /// What people call it.
    pub(in crate::builder) title: AttrValue,
    /// How it stands in tags.
    pub(in crate::builder) shown: AttrValue,
}

/// How something stands in tags; pressed, it can be called otherwise.
#[function_component]
pub(in crate::builder) fn NameInTags(props: &NameInTagsProps) -> Html {
    let words = use_words();
    let is_open = use_state_eq(|| false);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(true))
    };
    let on_close = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    let hint = words.say(BuilderText::NameInTagsOf {
        title: &props.title,
    });
    html! {
        <>
            <button type="button" class="name-in-tags" id={props.id.clone()} title={hint.clone()}
                aria-haspopup="dialog" {onclick}>
                <span class="visually-hidden">{ hint }</span>
                <code>{ props.shown.clone() }</code>
            </button>
            if *is_open {
                {
                    naming_dialog(NamingDialogProps {
                        builder: props.builder.clone(),
                        named: props.named.clone(),
                        title: props.title.clone(),
                        on_close,
                    })
                }
            }
        </>
    }
}
