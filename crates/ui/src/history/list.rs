use std::rc::Rc;

use segflow_core::run::Mode;
use segflow_web::calendar::Calendar;
use yew::prelude::{AttrValue, Callback, Html, classes, html};

use super::entry::Entry;
use super::filter::Entries;
use super::page::Shown;
use crate::builder::run_state;
use crate::icons::Icon;
use crate::parts::{Link, Tone, Windowed, badge, time};
use crate::text::{HistoryText, Text, Words};

/// Runs under each other, each a link to all about it.
pub(super) fn list(
    words: &Words,
    entries: &Entries,
    chosen: Option<&AttrValue>,
    href: &Callback<Shown, AttrValue>,
    on_show: &Callback<Shown>,
) -> Html {
    let keep = chosen.and_then(|id| entries.iter().position(|entry| *entry.summary.id == **id));
    let row = {
        let (words, calendar, entries) = (*words, words.calendar(), Rc::clone(entries));
        let (href, on_show) = (href.clone(), on_show.clone());
        Callback::from(move |place: usize| match entries.get(place) {
            Some(entry) => row(
                &words,
                &calendar,
                entry,
                keep == Some(place),
                &href,
                &on_show,
            ),
            None => Html::default(),
        })
    };
    html! {
        <Windowed class={classes!("message-list")} label={words.say(Text::Runs)}
            count={entries.len()} {keep} {row} />
    }
}

fn row(
    words: &Words,
    calendar: &Calendar,
    entry: &Entry,
    is_chosen: bool,
    href: &Callback<Shown, AttrValue>,
    on_show: &Callback<Shown>,
) -> Html {
    let summary = &entry.summary;
    let began = summary.started_at;
    let shown = Shown {
        run: Some(summary.id.clone().into()),
        with: None,
    };
    let href = href.emit(shown.clone());
    let on_follow = on_show.reform(move |()| shown.clone());
    let (accepted, of) = entry.accepted();
    let is_dry = summary.mode == Mode::DryRun;
    let content = html! {
        <>
            <span class="row-time">{ time(calendar, began, calendar.recent(began)) }</span>
            <span class="row-title">
                <span class="row-name" dir="auto">{ name(words, &summary.name) }</span>
            </span>
            <span class="row-user" dir="auto">
                {
                    match entry.user() {
                        Some(user) => AttrValue::from(user.to_owned()),
                        None => words.say(HistoryText::NoUser),
                    }
                }
            </span>
            <span class="row-account" dir="auto">{ entry.events() }</span>
            <span class="row-verdict">
                if is_dry {
                    { badge(Tone::Neutral, Some(Icon::Eye), html! { words.say(Text::DryRun) }) }
                } else {
                    { run_state(words, summary.status) }
                }
            </span>
            <span class="row-size">
                if !is_dry {
                    { words.say(HistoryText::Accepted { accepted, of }) }
                }
            </span>
        </>
    };
    html! {
        <li key={summary.id.as_str()} class="message-row">
            { Link::to(href, on_follow).current(is_chosen.then_some("true")).view(content) }
        </li>
    }
}

/// What people call a workflow.
pub(super) fn name(words: &Words, name: &str) -> AttrValue {
    if name.is_empty() {
        words.say(Text::UnnamedWorkflow)
    } else {
        name.to_owned().into()
    }
}
