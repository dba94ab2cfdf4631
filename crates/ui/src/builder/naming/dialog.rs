use segflow_core::edit::{Edit, Named};
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_node_ref};

use super::question_button;
use crate::builder::context::{Builder, use_doing};
use crate::builder::focusing::focus_soon_in_builder;
use crate::model::{Action, NamingProblem, name_in_tags, naming};
use crate::parts::NameQuestion;
use crate::text::{BuilderText, NamingText, use_words};

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
    let within = use_node_ref();
    let workflow = props.builder.model.workflow();
    let wrong = {
        let (workflow, named) = (workflow.clone(), props.named.clone());
        move |name: AttrValue| {
            let problem = naming(&workflow, &named, &name).err()?;
            Some(words.say(match problem {
                NamingProblem::Shape => NamingText::Shape,
                NamingProblem::Reserved => NamingText::Reserved { name: &name },
                NamingProblem::Taken => NamingText::Taken { name: &name },
            }))
        }
    };
    let on_name = {
        let (workflow, named) = (workflow.clone(), props.named.clone());
        let (act, within) = (doing.act.clone(), within.clone());
        move |name: AttrValue| {
            if let Ok(Some(edit)) = naming(&workflow, &named, &name) {
                // Its button is drawn anew under the new name.
                if let Edit::RenameField { to, .. } = &edit {
                    focus_soon_in_builder(&within, question_button(to.as_str()));
                }
                act.emit(Action::Edited(edit));
            }
        }
    };
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
    let after = html! {
        <div ref={within}>
            if mentions.is_empty() {
                <p class="muted">{ words.say(NamingText::NotUsedYet) }</p>
            } else {
                <p id="naming-users">{ words.say(NamingText::UsersFollow) }</p>
                <ul class="naming-users" role="list" aria-labelledby="naming-users">
                    { for users }
                </ul>
            }
        </div>
    };
    html! {
        <NameQuestion id="naming-dialog" {title} label={words.say(NamingText::Name)}
            hint={words.say(NamingText::Hint)} name={name_in_tags(&props.named).to_owned()} {wrong}
            {after} {on_name} on_close={props.on_close.clone()} />
    }
}
