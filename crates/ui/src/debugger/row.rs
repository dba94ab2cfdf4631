use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::JsValue;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use super::Entry;
use super::verdict::outcome_badge;
use crate::builder::{call_icon, call_text};
use crate::icons::{Icon, sign};
use crate::parts::is_plain;
use crate::text::{DebuggerText, Words, use_words};

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
                <time class="row-time" datetime={message.received_at.clone()}>
                    { clock_time(&message.received_at) }
                </time>
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
                <span class="row-account" dir="auto">{ message.account.clone() }</span>
                <span class="row-verdict">{ outcome_badge(&words, entry.outcome()) }</span>
                <span class="row-size">{ words.say(DebuggerText::Bytes { bytes: message.bytes }) }</span>
            </a>
        </li>
    }
}

/// The time of day by the clock on the wall; with the day, if it is another.
fn clock_time(received_at: &str) -> String {
    let date = Date::new(&JsValue::from_str(received_at));
    if date.get_time().is_nan() {
        return received_at.to_owned();
    }
    let time = format!(
        "{:02}:{:02}:{:02}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    );
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    if day(&date) == day(&Date::new_0()) {
        time
    } else {
        format!("{:02}-{:02} {time}", date.get_month() + 1, date.get_date())
    }
}
