use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_core::segment::Account;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with,
    use_state,
};

use super::Wanted;
use super::look::{Unseen, look};
use crate::builder::words::{call_icon, call_text};
use crate::device::Device;
use crate::icons::{Icon, sign};
use crate::importing::{Sends, confirm, sends};
use crate::parts::{Button, ButtonKind, Dialog, form_actions};
use crate::text::{AskingText, Text, Words, use_words};

/// What [`first_run_dialog`](super::first_run_dialog) shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FirstRunDialogProps {
    /// The workflow that is to run.
    pub workflow: Arc<Workflow>,
    /// Where it is known what came from elsewhere, and the accounts.
    pub device: Rc<Device>,
    /// How it is to run.
    pub wanted: Wanted,
    /// The other workflows of the device are these now.
    pub on_others: Callback<Vec<Arc<Workflow>>>,
    /// It may run.
    pub on_run: Callback<()>,
    /// It is not to run.
    pub on_close: Callback<()>,
}

/// Shows which events go where, and asks whether they may; shows nothing where
/// nobody has to be asked.
#[function_component]
pub(super) fn FirstRunDialog(props: &FirstRunDialogProps) -> Html {
    let words = use_words();
    let unseen = use_state(|| None::<Unseen>);
    use_effect_with((), {
        let (props, unseen) = (props.clone(), unseen.setter());
        move |()| {
            spawn_local(async move {
                match look(&props).await {
                    None => props.on_run.emit(()),
                    found => unseen.set(found),
                }
            });
        }
    });
    let Some(Unseen { all, foreign }) = &*unseen else {
        return Html::default();
    };
    let name = |workflow: &Workflow| match workflow.name.as_str() {
        "" => words.say(Text::UnnamedWorkflow).to_string(),
        name => name.to_owned(),
    };
    let hint = if foreign.contains(&props.workflow) {
        words.say(AskingText::FirstRunHint)
    } else {
        let names: Vec<String> = foreign.iter().map(|workflow| name(workflow)).collect();
        words.say(AskingText::FirstRunWithin { workflows: &names })
    };
    let accounts = props.device.accounts.known();
    let mut count = 0;
    let rows: Vec<Html> = all
        .iter()
        .flat_map(|workflow| {
            let within = (workflow.id != props.workflow.id).then(|| name(workflow));
            let sent = sends(workflow);
            count += sent.len();
            let row = |sends| row(&words, &sends, within.as_deref(), &accounts);
            sent.into_iter().map(row).collect::<Vec<Html>>()
        })
        .collect();
    let on_press = {
        let (storage, on_run) = (props.device.storage.clone(), props.on_run.clone());
        let foreign = foreign.clone();
        Callback::from(move |_: MouseEvent| {
            let (storage, on_run, foreign) = (storage.clone(), on_run.clone(), foreign.clone());
            spawn_local(async move {
                for workflow in foreign {
                    confirm(&storage, workflow.id.as_str()).await;
                }
                on_run.emit(());
            });
        })
    };
    html! {
        <Dialog id="first-run" title={words.say(AskingText::FirstRun)} on_close={props.on_close.clone()}>
            <div class="stack">
                <p dir="auto">{ hint }</p>
                <ul class="first-run" role="list" aria-label={words.say(AskingText::FirstRunList)}>
                    { for rows }
                </ul>
                {
                    form_actions(
                        &words,
                        &props.on_close,
                        Button::new(words.say(AskingText::GoOn { count }))
                            .icon(Icon::Play)
                            .kind(ButtonKind::Primary)
                            .on_press(on_press),
                    )
                }
            </div>
        </Dialog>
    }
}

/// What a task sends, and where to; of one of another workflow, also which.
fn row(words: &Words, sends: &Sends, within: Option<&str>, accounts: &[Account]) -> Html {
    let what = match sends.what.as_str() {
        "" => words.say(call_text(sends.call)),
        what => what.to_owned().into(),
    };
    let task = &sends.title;
    let title = match within {
        Some(workflow) => words.say(AskingText::Within { workflow, task }),
        None => task.clone().into(),
    };
    let known = accounts
        .iter()
        .find(|account| Some(&account.id) == sends.account.as_ref());
    let (account, host): (AttrValue, &str) = match known {
        Some(account) => (account.label.clone().into(), account.region.base()),
        None => (words.say(AskingText::NowhereYet { task }), ""),
    };
    html! {
        <li>
            { sign(call_icon(sends.call)) }
            <div>
                <p class="first-run-what" dir="auto">{ what }</p>
                <p class="muted" dir="auto">{ title }</p>
            </div>
            <div class="first-run-where">
                <p dir="auto">{ account }</p>
                <p class="muted" dir="ltr">{ host.to_owned() }</p>
            </div>
        </li>
    }
}
