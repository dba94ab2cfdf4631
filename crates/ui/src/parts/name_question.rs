use gloo_timers::callback::Timeout;
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use super::{Button, ButtonKind, Dialog, TextField, form_actions};
use crate::text::{Text, use_words};

/// Properties of [`NameQuestion`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NameQuestionProps {
    /// Unique in the page.
    pub(crate) id: AttrValue,
    pub(crate) title: AttrValue,
    /// What the box is called.
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// What is in it at first.
    pub(crate) name: AttrValue,
    /// What is wrong with a name, if anything is.
    pub(crate) wrong: Callback<AttrValue, Option<AttrValue>>,
    /// What is shown above the box.
    #[prop_or_default]
    pub(crate) before: Html,
    /// What is shown below it.
    #[prop_or_default]
    pub(crate) after: Html,
    pub(crate) on_name: Callback<AttrValue>,
    pub(crate) on_close: Callback<()>,
}

/// Asks in a dialog what something is to be called.
#[function_component]
pub(crate) fn NameQuestion(props: &NameQuestionProps) -> Html {
    let words = use_words();
    let typed = use_state_eq(|| props.name.clone());
    // Why it was refused is told in the language of the moment.
    let refused = use_state_eq(|| None::<AttrValue>);
    let error = refused
        .as_ref()
        .and_then(|name| props.wrong.emit(name.clone()));
    let input = use_node_ref();
    use_effect_with((), {
        let input = input.clone();
        move |()| {
            // Not before the dialog has seen where the focus was.
            let select = move || {
                if let Some(input) = input.cast::<HtmlInputElement>() {
                    let _ = input.focus();
                    input.select();
                }
            };
            Timeout::new(0, select).forget();
        }
    });
    let on_input = {
        let (typed, refused) = (typed.clone(), refused.clone());
        Callback::from(move |text: String| {
            typed.set(text.into());
            refused.set(None);
        })
    };
    let onsubmit = {
        let (typed, input) = (typed.clone(), input.clone());
        let props = props.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = AttrValue::from(typed.trim().to_owned());
            if props.wrong.emit(name.clone()).is_none() {
                props.on_close.emit(());
                props.on_name.emit(name);
                return;
            }
            refused.set(Some(name));
            if let Some(input) = input.cast::<HtmlInputElement>() {
                let _ = input.focus();
            }
        })
    };
    html! {
        <Dialog id={props.id.clone()} title={props.title.clone()} on_close={props.on_close.clone()}>
            <form class="stack" novalidate=true autocomplete="off" {onsubmit}>
                { props.before.clone() }
                {
                    TextField::new(
                        format!("{}-input", props.id).into(),
                        props.label.clone(),
                        (*typed).clone(),
                    )
                    .hint(props.hint.clone())
                    .error(error)
                    .node_ref(input)
                    .on_input(on_input)
                    .view(&words)
                }
                { props.after.clone() }
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
