use segflow_web::program;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, function_component, html,
    use_state_eq,
};

use super::happened::{Happened, Log};
use crate::builder::context::Builder;
use crate::model::{Schedule, Triggers, When, exact_origin};
use crate::parts::{
    Choice, CopyButton, Dialog, DialogWidth, Field, SelectField, TextField, TextKind, time,
};
use crate::text::{BuilderText, TriggersText, Words, use_words};

/// Properties of [`TriggersDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TriggersDialogProps {
    pub(super) builder: Builder,
    pub(super) triggers: Triggers,
    pub(super) log: Log,
    /// They are to be like this from now on.
    pub(super) on_change: Callback<Triggers>,
    pub(super) on_close: Callback<()>,
}

/// When the workflow runs: turned on and off, and what happened.
#[function_component]
pub(super) fn TriggersDialog(props: &TriggersDialogProps) -> Html {
    let words = use_words();
    html! {
        <Dialog id="triggers-dialog" title={words.say(BuilderText::WhenItRuns)}
            width={DialogWidth::Wide} on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(TriggersText::Explained) }</p>
                <section class="trigger" aria-labelledby="trigger-manual">
                    <h3 id="trigger-manual">{ words.say(TriggersText::Manual) }</h3>
                    <p class="field-hint">{ words.say(TriggersText::ManualHint) }</p>
                </section>
                { from_address(&words, props) }
                { schedule(&words, props) }
                <Messages ..props.clone() />
                { happened(&words, &props.log) }
            </div>
        </Dialog>
    }
}

/// A way to begin a run, with the box that turns it on.
fn switch(
    words: &Words,
    id: &'static str,
    (name, hint): (TriggersText<'_>, TriggersText<'_>),
    is_on: bool,
    on_switch: Callback<bool>,
    inside: Html,
) -> Html {
    let onchange = on_switch
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    let hint_id = format!("{id}-hint");
    html! {
        <section class="trigger" aria-label={words.say(name)}>
            <label class="tick">
                <input {id} type="checkbox" checked={is_on} aria-describedby={hint_id.clone()} {onchange} />
                { words.say(name) }
            </label>
            <p id={hint_id} class="field-hint">{ words.say(hint) }</p>
            <div class="trigger-inside">{ inside }</div>
        </section>
    }
}

fn changed<T: 'static>(
    props: &TriggersDialogProps,
    change: impl Fn(&mut Triggers, T) + 'static,
) -> Callback<T> {
    let triggers = props.triggers.clone();
    props.on_change.reform(move |value: T| {
        let mut next = triggers.clone();
        change(&mut next, value);
        next
    })
}

fn from_address(words: &Words, props: &TriggersDialogProps) -> Html {
    let workflow = props.builder.model.workflow();
    let field = workflow.tasks.iter().find_map(|task| {
        let field = task
            .form()?
            .fields
            .iter()
            .find(|field| field.field_type.takes_answer())?;
        Some(format!("{}.{}", task.id, field.id))
    });
    let example = field.map(|field| format!("{}?{field}=…", program::address()));
    let is_on = props.triggers.from_address;
    let inside = example.filter(|_| is_on).map(|example| {
        html! {
            <div class="command">
                <pre dir="ltr" translate="no">{ example.clone() }</pre>
                <CopyButton text={example} label={words.say(TriggersText::CopyAddress)} />
            </div>
        }
    });
    switch(
        words,
        "trigger-address",
        (TriggersText::Address, TriggersText::AddressHint),
        is_on,
        changed(props, |triggers, is_on| triggers.from_address = is_on),
        inside.unwrap_or_default(),
    )
}

const EVERY: &str = "every";
const AT: &str = "at";
/// What a schedule begins with.
const USUAL_MINUTES: u32 = 60;
const NINE: u32 = 9 * 60;

fn schedule(words: &Words, props: &TriggersDialogProps) -> Html {
    let samples = &props.builder.model.workflow().samples;
    let first = samples.first().map(|sample| sample.name.clone());
    let on_switch = changed(props, move |triggers, is_on: bool| {
        triggers.schedule = is_on.then(|| Schedule {
            when: When::Every {
                minutes: USUAL_MINUTES,
            },
            sample: first.clone().unwrap_or_default(),
        });
    });
    let set = |change: fn(&mut Schedule, String)| {
        changed(props, move |triggers, value: String| {
            if let Some(schedule) = &mut triggers.schedule {
                change(schedule, value);
            }
        })
    };
    let inside = props.triggers.schedule.as_ref().map(|schedule| {
        let choice = |value: &'static str, text: TriggersText<'_>| Choice {
            value: value.into(),
            label: words.say(text),
        };
        let (kind, amount) = match schedule.when {
            When::Every { minutes } => (
                EVERY,
                TextField::new(
                    "trigger-minutes".into(),
                    words.say(TriggersText::Minutes),
                    minutes.to_string().into(),
                )
                .kind(TextKind::Number)
                .on_commit(set(|schedule, typed| {
                    if let Ok(minutes) = typed.trim().parse::<u32>() {
                        schedule.when = When::Every {
                            minutes: minutes.clamp(1, 24 * 60),
                        };
                    }
                })),
            ),
            When::At { minute } => (
                AT,
                TextField::new(
                    "trigger-time".into(),
                    words.say(TriggersText::Time),
                    format!("{:02}:{:02}", minute / 60, minute % 60).into(),
                )
                .kind(TextKind::Time)
                .on_input(set(|schedule, typed| {
                    if let Some(minute) = minute_of(&typed) {
                        schedule.when = When::At { minute };
                    }
                })),
            ),
        };
        let on_kind = set(|schedule, kind| {
            schedule.when = match kind.as_str() {
                AT => When::At { minute: NINE },
                _ => When::Every {
                    minutes: USUAL_MINUTES,
                },
            };
        });
        let ask = Choice {
            value: AttrValue::Static(""),
            label: words.say(TriggersText::AskThen),
        };
        let samples = samples.iter().map(|sample| Choice {
            value: sample.name.clone().into(),
            label: sample.name.clone().into(),
        });
        let on_sample = set(|schedule, sample| schedule.sample = sample);
        html! {
            <div class="trigger-fields">
                <SelectField id="trigger-when" label={words.say(TriggersText::How)} value={kind}
                    choices={vec![choice(EVERY, TriggersText::Every), choice(AT, TriggersText::At)]}
                    on_change={on_kind.reform(|kind: AttrValue| kind.to_string())} />
                { amount.view(words) }
                <SelectField id="trigger-sample" label={words.say(TriggersText::With)}
                    value={schedule.sample.clone()} choices={std::iter::once(ask).chain(samples).collect::<Vec<_>>()}
                    on_change={on_sample.reform(|name: AttrValue| name.to_string())} />
            </div>
        }
    });
    switch(
        words,
        "trigger-schedule",
        (TriggersText::Schedule, TriggersText::ScheduleHint),
        props.triggers.schedule.is_some(),
        on_switch,
        inside.unwrap_or_default(),
    )
}

/// The minute of the day of a time such as 09:30.
fn minute_of(time: &str) -> Option<u32> {
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes) = (
        hours.parse::<u32>().ok()?,
        minutes.get(..2)?.parse::<u32>().ok()?,
    );
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// The pages whose messages begin runs.
#[function_component]
fn Messages(props: &TriggersDialogProps) -> Html {
    let words = use_words();
    let typed = use_state_eq(|| props.triggers.origins.join("\n"));
    let is_wanted = use_state_eq(|| !props.triggers.origins.is_empty());
    let wrong: Vec<String> = lines(&typed)
        .filter(|line| exact_origin(line).is_none())
        .map(str::to_owned)
        .collect();
    let on_switch = {
        let (is_wanted, typed) = (is_wanted.clone(), typed.clone());
        changed(props, move |triggers, is_on: bool| {
            is_wanted.set(is_on);
            triggers.origins = match is_on {
                true => lines(&typed).filter_map(exact_origin).collect(),
                false => Vec::new(),
            };
        })
    };
    let oninput = {
        let typed = typed.clone();
        changed(props, move |triggers, text: String| {
            triggers.origins = lines(&text).filter_map(exact_origin).collect();
            typed.set(text);
        })
        .reform(|event: yew::prelude::InputEvent| {
            event.target_unchecked_into::<HtmlTextAreaElement>().value()
        })
    };
    let inside = is_wanted.then(|| {
        let field = Field {
            id: AttrValue::Static("trigger-origins"),
            label: words.say(TriggersText::Origins),
            hint: Some(words.say(TriggersText::OriginsHint)),
            error: wrong
                .first()
                .map(|origin| words.say(TriggersText::NoOrigin { origin })),
            ..Field::default()
        };
        let control = field.control();
        let area = html! {
            <textarea id={control.id} class="input mono" rows="3" dir="ltr" value={(*typed).clone()}
                aria-describedby={control.described_by} aria-invalid={control.invalid}
                spellcheck="false" autocomplete="off" {oninput} />
        };
        let id = &props.builder.model.workflow().id;
        let example = format!(
            "opened.postMessage({{ segflow: 1, workflow: \"{id}\", record: {{}} }}, \"{}\");",
            program::origin()
        );
        html! {
            <div class="stack">
                { field.view(&words, area) }
                <p class="field-hint">{ words.say(TriggersText::MessageHint) }</p>
                <div class="command">
                    <pre dir="ltr" translate="no">{ example.clone() }</pre>
                    <CopyButton text={example} label={words.say(TriggersText::CopyMessage)} />
                </div>
            </div>
        }
    });
    switch(
        &words,
        "trigger-messages",
        (TriggersText::Messages, TriggersText::MessagesHint),
        *is_wanted,
        on_switch,
        inside.unwrap_or_default(),
    )
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// What happened since the page was opened.
fn happened(words: &Words, log: &Log) -> Html {
    if log.0.is_empty() {
        return Html::default();
    }
    let calendar = words.calendar();
    let entries = log.0.iter().map(|(happened, at, count)| {
        let said = match happened {
            Happened::RanOnTime => words.say(TriggersText::RanOnTime),
            Happened::RanFor(origin) => words.say(TriggersText::RanFor { origin }),
            Happened::NotListed(origin) => words.say(TriggersText::NotListed { origin }),
            Happened::TooMany(origin) => words.say(TriggersText::TooMany { origin }),
            Happened::NoRecord(origin) => words.say(TriggersText::NoRecord { origin }),
            Happened::TooLarge(origin) => words.say(TriggersText::TooLarge { origin }),
            Happened::NotConfirmed => words.say(TriggersText::NotConfirmed),
            Happened::Refused(error) => words.say(TriggersText::Refused {
                reason: &words.say(error),
            }),
        };
        let times = (*count > 1).then(|| words.say(TriggersText::Times { count: *count }));
        html! {
            <li>
                <span class="number muted">{ time(&calendar, *at, calendar.time(*at)) }</span>{ " " }
                <span>{ said }</span>{ " " }
                <span class="muted">{ times.unwrap_or_default() }</span>
            </li>
        }
    });
    html! {
        <section aria-labelledby="triggers-log">
            <h3 id="triggers-log">{ words.say(TriggersText::Log) }</h3>
            <ul class="users-list" role="list" aria-labelledby="triggers-log">{ for entries }</ul>
        </section>
    }
}
