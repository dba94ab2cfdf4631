use segflow_core::edit::Named;
use yew::prelude::{AttrValue, Html, html};

use super::{NamingDialogProps, naming_dialog};
use crate::builder::context::Builder;
use crate::builder::opener::opener;
use crate::text::{BuilderText, Words};

/// How something stands in tags; pressed, it can be called otherwise.
pub(in crate::builder) struct NameInTags {
    /// Unique in the page.
    pub(in crate::builder) id: AttrValue,
    pub(in crate::builder) builder: Builder,
    pub(in crate::builder) named: Named,
    /// What people call it.
    pub(in crate::builder) title: AttrValue,
    /// How it stands in tags.
    pub(in crate::builder) shown: AttrValue,
}

impl NameInTags {
    pub(in crate::builder) fn view(self, words: &Words) -> Html {
        let NameInTags {
            id,
            builder,
            named,
            title,
            shown,
        } = self;
        let hint = words.say(BuilderText::NameInTagsOf { title: &title });
        let button = move |onclick| {
            html! {
                <button type="button" class="name-in-tags" id={id.clone()} title={hint.clone()}
                    aria-haspopup="dialog" {onclick}>
                    <span class="visually-hidden">{ hint.clone() }</span>
                    <code>{ shown.clone() }</code>
                </button>
            }
        };
        let dialog = move |on_close| {
            naming_dialog(NamingDialogProps {
                builder: builder.clone(),
                named: named.clone(),
                title: title.clone(),
                on_close,
            })
        };
        opener(button, dialog)
    }
}
