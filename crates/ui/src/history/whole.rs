use std::rc::Rc;

use segflow_core::document::Task;
use segflow_core::json::Value;
use segflow_core::run::{Event, Mode, Run, TaskPath, TaskRun};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, ContextProvider, Html, MouseEvent, Properties, function_component, html,
    use_state_eq,
};

use super::actions::Actions;
use super::comparison::Comparison;
use super::filter::Entries;
use super::found::{Found, Reason, use_run};
use super::list::name;
use super::page::{HistoryPageProps, Shown};
use crate::builder::{
    AskingDialogProps, Doing, OutcomesOf, asking_dialog, attempts, run_state, waiting,
};
use crate::icons::Icon;
use crate::model::Running;
use crate::opening::download;
use crate::parts::{
    Button, ButtonKind, CopyButton, JsonLayout, Link, Notice, Tone, badge, disclosure, json_view,
    notice, time,
};
use crate::text::{BuilderText, HistoryText, Text, Words, use_words};

/// Properties of [`Whole`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct WholeProps {
    pub(super) id: AttrValue,
    pub(super) page: HistoryPageProps,
    /// All runs, to compare with.
    pub(super) entries: Entries,
    pub(super) on_removed: Callback<Rc<[String]>>,
}

/// A run whole: how it went, each of its tasks, and what can be done with it.
#[function_component]
pub(super) fn Whole(props: &WholeProps) -> Html {
    let words = use_words();
    let page = &props.page;
    let found = use_run(&page.device, Some(&props.id));
    let refused = use_state_eq(|| None::<segflow_web::Error>);
    let tell = {
        let runs = page.device.runs.clone();
        let (running, refused) = (found.running().cloned(), refused.clone());
        Callback::from(move |event: Event| {
            let Some(running) = &running else {
                return;
            };
            let run = running.run.clone();
            if run.status().is_none() {
                runs.tell(run.id(), event);
                return;
            }
            // An ended run has to be begun anew, by whoever it was performed.
            let (runs, refused) = (runs.clone(), refused.clone());
            spawn_local(async move {
                let begun = runs.perform(run, event).await;
                refused.set(begun.err());
            });
        })
    };
    let on_removed = {
        let (on_removed, on_show) = (props.on_removed.clone(), page.on_show.clone());
        Callback::from(move |ids| {
            on_show.emit(Shown::default());
            on_removed.emit(ids);
        })
    };
    html! {
        <>
            <div class="message-bar">
                {
                    Button::new(words.say(HistoryText::BackToList))
                        .class("message-back")
                        .icon(Icon::ChevronStart)
                        .kind(ButtonKind::Quiet)
                        .small()
                        .on_press(page.on_show.reform(|_: MouseEvent| Shown::default()))
                        .view()
                }
                <span class="header-gap"></span>
                if let Some(running) = found.running() {
                    <Actions page={page.clone()} running={Rc::clone(running)} tell={tell.clone()}
                        {on_removed} />
                }
            </div>
            if let Some(reason) = &*refused {
                { notice(Tone::Error, words.say(HistoryText::NotDone { reason: &words.say(reason) })) }
            }
            {
                match &found {
                    Found::Coming => Html::default(),
                    Found::Nothing => html! {
                        <>
                            { title(words.say(HistoryText::NotHere), Html::default()) }
                            <p class="muted">{ words.say(HistoryText::NotHereHint) }</p>
                        </>
                    },
                    Found::Unreadable(reason, text) => damaged(&words, &props.id, reason, text.as_ref()),
                    Found::Run(running) => shown(&words, props, running, &tell),
                }
            }
        </>
    }
}

fn title(name: AttrValue, state: Html) -> Html {
    html! {
        <h2 id="message-title" class="message-title" tabindex="-1">
            <span dir="auto">{ name }</span>
            { state }
        </h2>
    }
}

fn damaged(words: &Words, id: &AttrValue, reason: &Reason, text: Option<&String>) -> Html {
    let save = text.map(|text| {
        let (name, text) = (format!("{id}.json"), text.clone());
        let on_press = Callback::from(move |_: MouseEvent| download(&name, &text));
        Button::new(words.say(HistoryText::Download))
            .small()
            .on_press(on_press)
            .view()
    });
    html! {
        <>
            { title(words.say(HistoryText::Damaged), Html::default()) }
            {
                Notice::new(Tone::Error)
                    .actions(save)
                    .view(reason.told(words))
            }
        </>
    }
}

fn shown(words: &Words, props: &WholeProps, running: &Rc<Running>, tell: &Callback<Event>) -> Html {
    let page = &props.page;
    let run = &running.run;
    let state = html! {
        <>
            { run_state(words, run.status()) }
            if run.mode() == Mode::DryRun {
                { badge(Tone::Neutral, None, html! { words.say(Text::DryRun) }) }
            }
        </>
    };
    let more =
        |_: &TaskPath, run: &Run, task: &Task, outcome: &TaskRun| more(words, run, task, outcome);
    let doing = Doing::telling(tell.clone(), &page.device.storage);
    html! {
        <>
            { title(name(words, &run.flow().workflow().name), state) }
            { details(words, page, run) }
            { waiting(words, tell, running) }
            <ol class="outcomes" role="list" aria-label={words.say(BuilderText::Outcomes)}>
                {
                    OutcomesOf {
                        words: *words,
                        accounts: &page.device.accounts,
                        messages: page.messages.as_ref(),
                        more: &more,
                    }
                    .view(run)
                }
            </ol>
            <Comparison device={Rc::clone(&page.device)} entries={Rc::clone(&props.entries)}
                running={Rc::clone(running)} with={page.shown.with.clone()}
                on_show={page.on_show.clone()} />
            if !running.asking.is_empty() {
                <ContextProvider<Doing> key="asking" context={doing}>
                    {
                        asking_dialog(AskingDialogProps {
                            running: Rc::clone(running),
                            on_again: None,
                        })
                    }
                </ContextProvider<Doing>>
            }
        </>
    }
}

fn details(words: &Words, page: &HistoryPageProps, run: &Run) -> Html {
    let detail = |name: HistoryText<'_>, value: Html| {
        html! { <div class="detail"><dt>{ words.say(name) }</dt><dd>{ value }</dd></div> }
    };
    let workflow = AttrValue::from(run.flow().workflow().id.to_string());
    let href = page.workflows.href.emit(workflow.clone());
    let on_follow = page.workflows.on_follow.reform(move |()| workflow.clone());
    let has_ended = run.status().is_some();
    let millis = run.changed_at().millis() - run.started_at().millis();
    let calendar = words.calendar();
    let began = time(
        &calendar,
        run.started_at(),
        calendar.exact(run.started_at()),
    );
    html! {
        <section aria-label={words.say(HistoryText::Details)}>
            <dl class="details">
                { detail(HistoryText::Began, began) }
                { detail(HistoryText::BegunBy, html! { words.say(HistoryText::By(run.trigger())) }) }
                if has_ended {
                    { detail(HistoryText::Took, html! {
                        { words.say(HistoryText::Millis { millis }) }
                    }) }
                }
                {
                    detail(
                        HistoryText::RunId,
                        html! {
                            <>
                                <code dir="ltr">{ run.id().to_owned() }</code>
                                <CopyButton text={run.id().to_owned()}
                                    label={words.say(HistoryText::CopyRunId)} />
                            </>
                        },
                    )
                }
            </dl>
            <p>
                {
                    Link::to(href, on_follow)
                        .view(html! { words.say(HistoryText::OpenWorkflow) })
                }
            </p>
        </section>
    }
}

/// When a task was reached, what a form was answered, and the attempt, where
/// there was but one.
fn more(words: &Words, run: &Run, task: &Task, outcome: &TaskRun) -> Html {
    let began = outcome.started_at.map(|at| {
        words.say(HistoryText::TaskBegan {
            time: &words.calendar().time(at),
        })
    });
    let is_form = task.form().is_some();
    let answers = run.record().get(task.id.as_str()).filter(|_| is_form);
    html! {
        <>
            if let Some(began) = began {
                <p class="muted">{ began }</p>
            }
            if let Some(answers) = answers {
                {
                    disclosure(
                        words.say(HistoryText::Answers),
                        json_view(&Value::to_string(answers), JsonLayout::Lines),
                    )
                }
            }
            if outcome.attempts.len() == 1 {
                {
                    disclosure(
                        words.say(HistoryText::Attempt),
                        attempts(words, &outcome.attempts),
                    )
                }
            }
        </>
    }
}
