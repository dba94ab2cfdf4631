use std::rc::Rc;

use segflow_web::calendar::Calendar;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::Entry;
use super::choosing::Neighbours;
use super::row::{account, icon, title, when};
use super::verdict::verdict;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, CopyButton, JsonLayout, Link, json_view};
use crate::text::{DebuggerText, Text, Words, use_words};

/// The workflow a message was looked up from.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Its name.
    pub name: AttrValue,
    /// The address of its page.
    pub href: AttrValue,
    /// Goes there.
    pub on_follow: Callback<()>,
}

/// A message whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MessageView {
    /// The message, if it is there.
    pub(super) entry: Option<Rc<Entry>>,
    pub(super) neighbours: Neighbours,
    pub(super) origin: Option<Origin>,
    pub(super) href: Callback<u64, AttrValue>,
    pub(super) on_choose: Callback<Option<u64>>,
    /// More that can be done with it.
    pub(super) actions: Option<Callback<Rc<Entry>, Html>>,
}

impl MessageView {
    /// The message as it is drawn.
    pub(super) fn view(&self, words: &Words) -> Html {
        let entry = self.entry.as_ref();
        let to = |seq: Option<u64>| self.on_choose.reform(move |_: MouseEvent| seq);
        let turn = |text: DebuggerText<'_>, icon: Icon, seq: Option<u64>, keys: &'static str| {
            Button::sign_only(icon, words.say(text))
                .small()
                .disabled(seq.is_none())
                .shortcut(keys)
                .on_press(to(seq))
                .view()
        };
        html! {
            <>
                <div class="message-bar">
                    {
                        Button::new(words.say(DebuggerText::BackToList))
                            .class("message-back")
                            .icon(Icon::ChevronStart)
                            .kind(ButtonKind::Quiet)
                            .small()
                            .on_press(to(None))
                            .view()
                    }
                    if let Some(origin) = &self.origin {
                        { back_to(words, origin) }
                    }
                    <span class="header-gap"></span>
                    {
                        turn(
                            DebuggerText::Newer,
                            Icon::MoveUp,
                            self.neighbours.newer,
                            "Alt+ArrowUp",
                        )
                    }
                    {
                        turn(
                            DebuggerText::Older,
                            Icon::MoveDown,
                            self.neighbours.older,
                            "Alt+ArrowDown",
                        )
                    }
                </div>
                if let Some(entry) = entry {
                    <h2 id="message-title" class="message-title" tabindex="-1">
                        { sign(icon(entry)) }
                        <span dir="auto">{ title(words, entry) }</span>
                    </h2>
                    { verdict(words, entry, first(words, entry, self)) }
                    { details(words, entry) }
                    <Body key={entry.seq()} entry={Rc::clone(entry)} />
                    if let Some(actions) = &self.actions {
                        <div class="cluster">{ actions.emit(Rc::clone(entry)) }</div>
                    }
                } else {
                    <h2 id="message-title" class="message-title" tabindex="-1">
                        { words.say(DebuggerText::NotHere) }
                    </h2>
                    <p class="muted">{ words.say(DebuggerText::NotHereHint) }</p>
                }
            </>
        }
    }
}

/// The way back to the workflow that the person came from.
fn back_to(words: &Words, origin: &Origin) -> Html {
    let name = &origin.name;
    Link::to(origin.href.clone(), origin.on_follow.clone())
        .class("message-origin")
        .view(html! { words.say(DebuggerText::BackToWorkflow { name }) })
}

/// The way to the message that this one repeats.
fn first(words: &Words, entry: &Entry, props: &MessageView) -> Option<Html> {
    let seq = entry.message.verdict.duplicate_of?;
    let on_follow = props.on_choose.reform(move |()| Some(seq));
    Some(
        Link::to(props.href.emit(seq), on_follow).view(html! { words.say(DebuggerText::FirstOne) }),
    )
}

fn details(words: &Words, entry: &Entry) -> Html {
    let message = &entry.message;
    let detail = |name: DebuggerText<'_>, value: Html| {
        html! { <div class="detail"><dt>{ words.say(name) }</dt><dd>{ value }</dd></div> }
    };
    let exact = |text: &str| html! { <code dir="ltr">{ text.to_owned() }</code> };
    html! {
        <section aria-label={words.say(DebuggerText::Details)}>
            <dl class="details">
                {
                    detail(
                        DebuggerText::ReceivedAt,
                        when(&words.calendar(), message, Calendar::exact),
                    )
                }
                if let Some(user) = &entry.user {
                    {
                        detail(
                            DebuggerText::User,
                            html! { <span dir="auto">{ user.clone() }</span> },
                        )
                    }
                }
                {
                    detail(
                        DebuggerText::Account,
                        html! { <span dir="auto">{ account(words, message) }</span> },
                    )
                }
                { detail(DebuggerText::Path, exact(&message.path)) }
                if let Some(place) = message.batch.filter(|place| place.of > 1) {
                    { detail(DebuggerText::Place, html! {
                        { words.say(DebuggerText::PlaceInBatch { item: place.item, of: place.of }) }
                    }) }
                }
                { detail(DebuggerText::Answered, exact(&message.status.to_string())) }
                { detail(DebuggerText::Size, html! {
                    { words.say(DebuggerText::Bytes { bytes: message.bytes }) }
                }) }
                if let Some(id) = &message.message_id {
                    {
                        detail(
                            DebuggerText::MessageId,
                            html! {
                                <>
                                    { exact(id) }
                                    <CopyButton text={id.clone()} label={words.say(Text::CopyMessageId)} />
                                </>
                            },
                        )
                    }
                }
            </dl>
        </section>
    }
}

/// Properties of [`Body`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct BodyProps {
    entry: Rc<Entry>,
}

/// What was sent, without its key.
#[function_component]
fn Body(props: &BodyProps) -> Html {
    let words = use_words();
    let layout = use_state_eq(JsonLayout::default);
    let message = &props.entry.message;
    let (name, text): (_, Option<AttrValue>) = match (&message.body, &message.raw) {
        (Some(body), _) => (DebuggerText::Body, Some(body.to_string().into())),
        (None, Some(raw)) => (DebuggerText::BodyAsText, Some(raw.clone().into())),
        (None, None) => (DebuggerText::Body, None),
    };
    let toggle = {
        let layout = layout.clone();
        Callback::from(move |_: MouseEvent| {
            layout.set(match *layout {
                JsonLayout::Lines => JsonLayout::Exact,
                JsonLayout::Exact => JsonLayout::Lines,
            });
        })
    };
    let other_layout = match *layout {
        JsonLayout::Lines => Text::ExactBytes,
        JsonLayout::Exact => Text::SetOut,
    };
    html! {
        <section class="message-body" aria-labelledby="message-body">
            <div class="message-body-head">
                <h3 id="message-body">{ words.say(name) }</h3>
                if let Some(text) = &text {
                    if message.body.is_some() {
                        {
                            Button::new(words.say(other_layout))
                                .kind(ButtonKind::Quiet)
                                .small()
                                .on_press(toggle)
                                .view()
                        }
                    }
                    <CopyButton text={text.clone()} label={match message.body {
                        Some(_) => words.say(DebuggerText::CopyJson),
                        None => words.say(Text::Copy),
                    }} />
                }
            </div>
            if let Some(text) = text {
                { json_view(&text, *layout) }
            } else {
                <p class="muted">{ words.say(DebuggerText::BodyNotKept) }</p>
            }
        </section>
    }
}
