use segflow_core::edit::{Edit, Named};
use yew::prelude::{
    AttrValue, Callback, Html, Properties, SubmitEvent, function_component, html, use_effect_with,
    use_node_ref, use_state_eq,
};

use super::question_button;
use crate::builder::context::{Builder, use_doing};
use crate::builder::focusing::{focus_soon, focus_soon_in_builder};
use crate::model::{Action, NamingProblem, name_in_tags, naming};
use crate::parts::{Button, ButtonKind, Dialog, TextField, form_actions};
use crate::text::{BuilderText, NamingText, Text, use_words};

const ID: &str = "name-in-tags-input";

/// Properties of [`NamingDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NamingDialogProps {
    pub(super) builder: Builder,
    pub(super) named: Named,
    /// What people call it.
    pub(super) title: AttrValue,
    pub(super) on_close: Callback<()>,
}

/// Asks what something is to be called in tags, and says who uses it.
#[function_component]
pub(super) fn NamingDialog(props: &NamingDialogProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let form = use_node_ref();
    let typed = use_state_eq(|| name_in_tags(&props.named).to_owned());
    let problem = use_state_eq(|| None::<NamingProblem>);
    use_effect_with((), {
        let form = form.clone();
        move |()| focus_soon(&form, &["input"])
    });
    let workflow = props.builder.model.workflow();
    let onsubmit = {
        let (workflow, named) = (workflow.clone(), props.named.clone());
        let (typed, problem, form) = (typed.clone(), problem.clone(), form.clone());
        let (act, on_close) = (doing.act.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match naming(&workflow, &named, &typed) {
                Err(found) => {
                    problem.set(Some(found));
                    focus_soon(&form, &["input"]);
                }
                Ok(edit) => {
                    on_close.emit(());
                    if let Some(edit) = edit {
                        // Its button is drawn anew under the new name.
                        if let Edit::RenameField { to, .. } = &edit {
                            focus_soon_in_builder(&form, question_button(to.as_str()));
                        }
                        act.emit(Action::Edited(edit));
                    }
                }
            }
        })
    };
    let on_input = {
        let (typed, problem) = (typed.clone(), problem.clone());
        Callback::from(move |text: String| {
            typed.set(text);
            problem.set(None);
        })
    };
    let error = problem.map(|problem| {
        words.say(match problem {
            NamingProblem::Shape => NamingText::Shape,
            NamingProblem::Reserved => NamingText::Reserved { name: typed.trim() },
            NamingProblem::Taken => NamingText::Taken { name: typed.trim() },
        })
    });
    let mentions = workflow.mentions(&props.named);
    let users = workflow.tasks.iter().filter_map(|task| {
        let count = mentions
            .iter()
            .filter(|mention| mention.task == task.id)
            .count();
        (count > 0).then(|| {
            html! {
                <li dir="auto">
                    { words.say(NamingText::UsedTimes { title: task.title(), count }) }
                </li>
            }
        })
    });
    let title = words.say(BuilderText::NameInTagsOf {
        title: &props.title,
    });
    html! {
        <Dialog id="naming-dialog" {title} on_close={props.on_close.clone()}>
            <form ref={form} class="stack" novalidate=true autocomplete="off" {onsubmit}>
                {
                    TextField::new(
                        ID.into(),
                        words.say(NamingText::Name),
                        (*typed).clone().into(),
                    )
                    .hint(Some(words.say(NamingText::Hint)))
                    .error(error)
                    .on_input(on_input)
                    .view(&words)
                }
                if mentions.is_empty() {
                    <p class="muted">{ words.say(NamingText::NotUsedYet) }</p>
                } else {
                    <div>
                        <p id="naming-users">{ words.say(NamingText::UsersFollow) }</p>
                        <ul class="naming-users" role="list" aria-labelledby="naming-users">
                            { for users }
                        </ul>
                    </div>
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
