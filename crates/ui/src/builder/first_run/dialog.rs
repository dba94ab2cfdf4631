use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_core::segment::Account;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use crate::builder::words::{call_icon, call_text};
use crate::icons::{Icon, sign};
use crate::importing::{Sends, sends};
use crate::parts::{Button, ButtonKind, Dialog, form_actions};
use crate::text::{AskingText, Words, use_words};

/// What [`first_run_dialog`](super::first_run_dialog) shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FirstRunDialogProps {
    /// The workflow that is to run.
    pub workflow: Rc<Workflow>,
    /// The connected accounts.
    pub accounts: Rc<[Account]>,
    /// It may run, now and from now on.
    pub on_confirm: Callback<()>,
    /// It is not to run.
    pub on_close: Callback<()>,
}

/// Shows which events go where, and asks whether they may.
#[function_component]
pub(super) fn FirstRunDialog(props: &FirstRunDialogProps) -> Html {
    let words = use_words();
    let sent = sends(&props.workflow);
    let count = sent.len();
    html! {
        <Dialog id="first-run" title={words.say(AskingText::FirstRun)} on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(AskingText::FirstRunHint) }</p>
                <ul class="first-run" role="list" aria-label={words.say(AskingText::FirstRunList)}>
                    { for sent.iter().map(|sends| row(&words, sends, &props.accounts)) }
                </ul>
                {
                    form_actions(
                        &words,
                        &props.on_close,
                        Button::new(words.say(AskingText::GoOn { count }))
                            .icon(Icon::Play)
                            .kind(ButtonKind::Primary)
                            .on_press(props.on_confirm.reform(|_: MouseEvent| ())),
                    )
                }
            </div>
        </Dialog>
    }
}

fn row(words: &Words, sends: &Sends, accounts: &[Account]) -> Html {
    let what = match sends.what.as_str() {
        "" => words.say(call_text(sends.call)),
        what => what.to_owned().into(),
    };
    let known = accounts
        .iter()
        .find(|account| Some(&account.id) == sends.account.as_ref());
    let (account, host): (AttrValue, &str) = match known {
        Some(account) => (account.label.clone().into(), account.region.base()),
        None => {
            let task = &sends.title;
            (words.say(AskingText::NowhereYet { task }), "")
        }
    };
    html! {
        <li>
            { sign(call_icon(sends.call)) }
            <div>
                <p class="first-run-what" dir="auto">{ what }</p>
                <p class="muted" dir="auto">{ sends.title.clone() }</p>
            </div>
            <div class="first-run-where">
                <p dir="auto">{ account }</p>
                <p class="muted" dir="ltr">{ host.to_owned() }</p>
            </div>
        </li>
    }
}
