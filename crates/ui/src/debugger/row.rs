use std::rc::Rc;

use segflow_core::time::Timestamp;
use segflow_web::accounts::RECEIVER_LABEL;
use segflow_web::calendar::Calendar;
use segflow_web::debugger::Message;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use super::Entry;
use super::verdict::outcome_badge;
use crate::builder::{call_icon, call_text};
use crate::icons::{Icon, sign};
use crate::parts::{is_plain, time};
use crate::text::{DebuggerText, Text, Words, use_words};

/// What a message is called: its event, else what its call does.
pub(super) fn title(words: &Words, entry: &Entry) -> AttrValue {
    if entry.message.body.is_none() {
        return words.say(DebuggerText::Unreadable);
    }
    match (&entry.name, entry.call, &entry.message.kind) {
        (Some(name), _, _) => name.clone().into(),
        (None, Some(call), _) => words.say(call_text(call)),
        (None, None, Some(kind)) => kind.clone().into(),
        (None, None, None) => words.say(DebuggerText::Unreadable),
    }
}

/// When a message came, as a calendar says it.
pub(super) fn when(
    calendar: &Calendar,
    message: &Message,
    said: fn(&Calendar, Timestamp) -> String,
) -> Html {
    match Timestamp::parse(&message.received_at) {
        Some(at) => time(calendar, at, said(calendar, at)),
        None => html! { message.received_at.clone() },
    }
}

/// The name of the account it was sent with. The receiver's own has it in English.
pub(super) fn account(words: &Words, message: &Message) -> AttrValue {
    match message.account.as_str() {
        RECEIVER_LABEL => words.say(Text::LocalSource),
        name => name.to_owned().into(),
    }
}

/// The sign of what a message is.
pub(super) fn icon(entry: &Entry) -> Icon {
    match (&entry.message.body, entry.call) {
        (Some(_), Some(call)) => call_icon(call),
        (None, _) | (_, None) => Icon::Alert,
    }
}

/// Properties of [`Row`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct RowProps {
    pub(super) entry: Rc<Entry>,
    pub(super) calendar: Rc<Calendar>,
    pub(super) href: AttrValue,
    pub(super) chosen: bool,
    /// It is the one that takes part in the Tab order.
    pub(super) in_tab_order: bool,
    pub(super) on_choose: Callback<u64>,
}

/// One message in a line, all of which can be pressed.
#[function_component]
pub(super) fn Row(props: &RowProps) -> Html {
    let words = use_words();
    let entry = &props.entry;
    let message = &entry.message;
    let seq = entry.seq();
    let onclick = props.on_choose.reform(move |_: ()| seq);
    let onclick = Callback::from(move |event: MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            onclick.emit(());
        }
    });
    html! {
        <li class="message-row">
            <a href={props.href.clone()} data-seq={seq.to_string()} {onclick}
                tabindex={if props.in_tab_order { "0" } else { "-1" }}
                aria-current={props.chosen.then_some("true")}>
                <span class="row-time">{ when(&props.calendar, message, Calendar::arrived) }</span>
                <span class="row-title">
                    { sign(icon(entry)) }
                    if let (Some(_), Some(kind)) = (&entry.name, &message.kind) {
                        <span class="visually-hidden">{ kind.clone() }{ " " }</span>
                    }
                    <span class="row-name" dir="auto">{ title(&words, entry) }</span>
                </span>
                <span class="row-user" dir="auto">
                    {
                        match &entry.user {
                            Some(user) => AttrValue::from(user.clone()),
                            None => words.say(DebuggerText::NoUser),
                        }
                    }
                </span>
                <span class="row-account" dir="auto">{ account(&words, message) }</span>
                <span class="row-verdict">{ outcome_badge(&words, entry.outcome()) }</span>
                <span class="row-size">{ words.say(DebuggerText::Bytes { bytes: message.bytes }) }</span>
            </a>
        </li>
    }
}
