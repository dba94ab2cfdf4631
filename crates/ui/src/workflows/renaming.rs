use web_sys::SubmitEvent;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use crate::parts::{Button, ButtonKind, Dialog, TextField, form_actions};
use crate::text::{SharingText, Text, use_words};

/// Properties of [`RenamingDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct RenamingDialogProps {
    /// What it is called now.
    pub(super) name: AttrValue,
    /// What it is to be called.
    pub(super) on_name: Callback<String>,
    pub(super) on_close: Callback<()>,
}

/// Asks what a workflow is to be called.
#[function_component]
pub(super) fn RenamingDialog(props: &RenamingDialogProps) -> Html {
    let words = use_words();
    let typed = use_state_eq(|| props.name.to_string());
    let is_refused = use_state_eq(|| false);
    let on_input = {
        let (typed, is_refused) = (typed.clone(), is_refused.clone());
        Callback::from(move |name: String| {
            typed.set(name);
            is_refused.set(false);
        })
    };
    let onsubmit = {
        let (typed, is_refused, props) = (typed.clone(), is_refused.clone(), props.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = typed.trim();
            is_refused.set(name.is_empty());
            if !name.is_empty() {
                props.on_close.emit(());
                props.on_name.emit(name.to_owned());
            }
        })
    };
    let error = is_refused.then(|| words.say(SharingText::NameNeeded));
    html! {
        <Dialog id="renaming" title={words.say(SharingText::RenameTitle)}
            on_close={props.on_close.clone()}>
            <form {onsubmit} novalidate=true>
                {
                    TextField::new(
                        "renaming-name".into(),
                        words.say(SharingText::Name),
                        typed.to_string().into(),
                    )
                    .error(error)
                    .on_input(on_input)
                    .view(&words)
                }
                {
                    form_actions(
                        &words,
                        &props.on_close,
                        Button::new(words.say(Text::Save))
                            .kind(ButtonKind::Primary)
                            .submit(),
                    )
                }
            </form>
        </Dialog>
    }
}
