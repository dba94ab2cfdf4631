use std::rc::Rc;

use gloo_timers::callback::Timeout;
use segflow_core::document::Sample;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, SubmitEvent, function_component, html, use_effect_with,
    use_node_ref, use_state_eq,
};

use crate::model::{SampleNameProblem, sample_name_problem};
use crate::parts::{Button, ButtonKind, Dialog, TextField, form_actions};
use crate::text::{SampleText, Text, use_words};

const ID: &str = "sample-name";

/// Properties of [`NameDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NameDialogProps {
    pub(super) title: AttrValue,
    /// The name it begins with.
    pub(super) name: String,
    /// The samples there are, whose names are taken.
    pub(super) samples: Rc<[Sample]>,
    /// The place of the sample that is named; none for a new one.
    #[prop_or_default]
    pub(super) place: Option<usize>,
    /// What is shown above the name.
    #[prop_or_default]
    pub(super) children: Html,
    pub(super) on_name: Callback<String>,
    pub(super) on_close: Callback<()>,
}

/// Asks what a sample is to be called.
#[function_component]
pub(super) fn NameDialog(props: &NameDialogProps) -> Html {
    let words = use_words();
    let name = use_state_eq(|| props.name.clone());
    let is_asked = use_state_eq(|| false);
    let input = use_node_ref();
    use_effect_with((), {
        let input = input.clone();
        move |()| {
            // Not before the dialog has seen where the focus was.
            Timeout::new(0, move || {
                if let Some(input) = input.cast::<web_sys::HtmlInputElement>() {
                    let _ = input.focus();
                    input.select();
                }
            })
            .forget();
        }
    });

    let problem = sample_name_problem(&props.samples, props.place, &name);
    let error = problem.filter(|_| *is_asked).map(|problem| {
        words.say(match problem {
            SampleNameProblem::Empty => SampleText::NameEmpty,
            SampleNameProblem::Taken => SampleText::NameTaken { name: name.trim() },
        })
    });
    let onsubmit = {
        let (name, is_asked, input) = (name.clone(), is_asked.clone(), input.clone());
        let (on_name, on_close) = (props.on_name.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if problem.is_some() {
                is_asked.set(true);
                if let Some(input) = input.cast::<web_sys::HtmlElement>() {
                    let _ = input.focus();
                }
                return;
            }
            on_close.emit(());
            on_name.emit(name.trim().to_owned());
        })
    };
    let on_input = {
        let name = name.clone();
        Callback::from(move |typed: String| name.set(typed))
    };
    html! {
        <Dialog id="sample-dialog" title={props.title.clone()} on_close={props.on_close.clone()}>
            <form class="stack" novalidate=true autocomplete="off" {onsubmit}>
                { props.children.clone() }
                {
                    TextField::new(ID.into(), words.say(SampleText::Name), (*name).clone().into())
                        .error(error)
                        .node_ref(input)
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
