use std::rc::Rc;

use segflow_core::run::{Run, TaskStatus};
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use super::compare::{Compared, compare};
use super::filter::Entries;
use super::found::{Found, use_run};
use super::page::Shown;
use crate::builder::{change, status_text};
use crate::device::Device;
use crate::model::Running;
use crate::parts::{Choice, SelectField, Tone, notice};
use crate::text::{BuilderText, HistoryText, Words, use_words};

/// As many runs are offered, the last begun first.
const OFFERED: usize = 100;

/// Properties of [`Comparison`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ComparisonProps {
    pub(super) device: Rc<Device>,
    pub(super) entries: Entries,
    pub(super) running: Rc<Running>,
    /// The id of the other run.
    pub(super) with: Option<AttrValue>,
    pub(super) on_show: Callback<Shown>,
}

/// A run beside another one of its workflow.
#[function_component]
pub(super) fn Comparison(props: &ComparisonProps) -> Html {
    let words = use_words();
    let run = &props.running.run;
    let other = use_run(&props.device, props.with.as_ref());
    let offered = props.entries.iter().filter(|entry| {
        let summary = &entry.summary;
        summary.workflow == run.flow().workflow().id && summary.id != run.id()
    });
    let none = Choice {
        value: AttrValue::default(),
        label: words.say(HistoryText::CompareWithNone),
    };
    let offered = offered.take(OFFERED).map(|entry| {
        let user = entry.user().map(str::to_owned);
        let user = user.unwrap_or_else(|| words.say(HistoryText::NoUser).to_string());
        Choice {
            value: entry.summary.id.clone().into(),
            label: format!("{} · {user}", entry.when).into(),
        }
    });
    let choices: Vec<Choice> = [none].into_iter().chain(offered).collect();
    let on_change = {
        let id = AttrValue::from(run.id().to_owned());
        props.on_show.reform(move |with: AttrValue| Shown {
            run: Some(id.clone()),
            with: Some(with).filter(|with| !with.is_empty()),
        })
    };
    if choices.len() == 1 && props.with.is_none() {
        return Html::default();
    }
    html! {
        <div class="stack">
            <SelectField id="compare" label={words.say(HistoryText::Compare)} {choices}
                value={props.with.clone().unwrap_or_default()} {on_change} />
            if props.with.is_some() {
                { told(&words, run, &other) }
            }
        </div>
    }
}

fn told(words: &Words, run: &Run, other: &Found) -> Html {
    match other {
        Found::Coming => Html::default(),
        Found::Nothing => notice(Tone::Warning, words.say(HistoryText::NotHere)),
        Found::Unreadable(reason, _) => notice(Tone::Warning, reason.told(words)),
        Found::Run(other) => html! {
            <ol class="outcomes" role="list" aria-label={words.say(HistoryText::Comparison)}>
                { for compare(run, &other.run).iter().map(|task| compared(words, task)) }
            </ol>
        },
    }
}

fn compared(words: &Words, task: &Compared) -> Html {
    let state = |status: TaskStatus| match status {
        // By whom is not the question here.
        TaskStatus::Accepted => words.say(HistoryText::StateAccepted),
        status => words.say(status_text(status)),
    };
    let told = match (task.here, task.there) {
        (Some(here), Some(there)) if here == there => words.say(HistoryText::TaskSame {
            state: &state(here),
        }),
        (Some(here), Some(there)) => words.say(HistoryText::TaskDiffers {
            here: &state(here),
            there: &state(there),
        }),
        (Some(here), None) => words.say(HistoryText::OnlyHere {
            state: &state(here),
        }),
        (None, Some(there)) => words.say(HistoryText::OnlyThere {
            state: &state(there),
        }),
        (None, None) => words.say(BuilderText::StateWaiting),
    };
    html! {
        <li class="outcome" data-status={if task.is_same() { "skipped" } else { "waiting" }}>
            <div class="outcome-head">
                <span class="outcome-task" dir="auto">{ task.title.clone() }</span>
                <span class="outcome-state">{ told }</span>
            </div>
            <div class="outcome-body">
                if !task.differences.is_empty() {
                    <ul class="changes" role="list" aria-label={words.say(HistoryText::ChangesFrom)}>
                        { for task.differences.iter().map(|one| change(words, one)) }
                    </ul>
                } else if task.here.is_some() && task.there.is_some() {
                    <p class="muted">{ words.say(HistoryText::SameContent) }</p>
                }
            </div>
        </li>
    }
}
