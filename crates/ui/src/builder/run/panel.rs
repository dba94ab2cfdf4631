use std::rc::Rc;

use segflow_core::document::Task;
use segflow_core::json::Object;
use segflow_core::run::{Event, Mode, RunStatus, TaskRun, TaskStatus};
use segflow_core::segment::Region;
use segflow_web::accounts::{Accounts, ConnectedAccount};
use segflow_web::clock;
use yew::prelude::{AttrValue, Html, MouseEvent, html};

use super::missing::missing;
use super::outcome::Outcome;
use super::waiting::waiting;
use crate::builder::context::{Builder, Doing, IdLinks, account_title};
use crate::builder::samples::KeepAnswers;
use crate::icons::Icon;
use crate::model::{Action, Model, Running};
use crate::parts::{Button, ButtonKind, Link, Tone, badge};
use crate::text::{BuilderText, Text, Words};

/// The run on the page, or what is missing for one.
pub(in crate::builder) fn run_panel(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let model = &builder.model;
    // What is said when it ends is heard only in a place that was there before.
    let said = model
        .running()
        .and_then(|running| match running.run.status() {
            Some(status) => Some(summary(words, running, status)),
            // That a run waits is told, but not again with every second.
            None => running
                .run
                .waiting()
                .map(|_| words.say(BuilderText::StateWaitingToSend)),
        });
    let live = html! {
        <div class="visually-hidden" role="status" aria-live="polite">{ said }</div>
    };
    let (running, lacking) = (model.running(), model.missing());
    if running.is_none() && lacking.is_none() {
        return live;
    }
    let status = running.and_then(|running| running.run.status());
    let is_going = running.is_some_and(|running| status.is_none() && !running.run.is_new());
    html! {
        <>
            { live }
            <section class="run-panel" aria-labelledby="run-title">
                <div class="run-head">
                    <h2 id="run-title" class="run-title" tabindex="-1">{ words.say(BuilderText::Run) }</h2>
                    if running.is_some_and(|running| !running.run.is_new()) {
                        { run_state(words, status) }
                    }
                    if running.is_some_and(|running| running.run.mode() == Mode::DryRun) {
                        { badge(Tone::Neutral, None, html! { words.say(Text::DryRun) }) }
                    }
                    <span class="header-gap"></span>
                    if is_going {
                        {
                            Button::new(words.say(BuilderText::Stop))
                                .icon(Icon::Stop)
                                .kind(ButtonKind::Danger)
                                .small()
                                .on_press(doing.stop.reform(|_: MouseEvent| ()))
                                .view()
                        }
                    } else {
                        if running.is_some_and(|running| running.run.can_be_retried()) {
                            {
                                Button::new(words.say(BuilderText::RetryFailed))
                                    .icon(Icon::Play)
                                    .small()
                                    .on_press(doing.tell.reform(|_: MouseEvent| Event::Retried {
                                        now: clock::now(),
                                    }))
                                    .view()
                            }
                        }
                        {
                            Button::sign_only(Icon::Close, words.say(Text::Close))
                                .small()
                                .on_press(doing.act.reform(|_: MouseEvent| Action::RunClosed))
                                .view()
                        }
                    }
                </div>
                if let Some(findings) = lacking {
                    { missing(words, doing, model.workflow(), findings) }
                }
                if let Some(running) = running {
                    { waiting(words, &doing.tell, running) }
                    <ol class="outcomes" role="list" aria-label={words.say(BuilderText::Outcomes)}>
                        {
                            for outcomes(
                                running,
                                &builder.device.accounts,
                                doing.messages.clone(),
                                |_, _| Html::default(),
                            )
                        }
                    </ol>
                    { keep_answers(model, running) }
                    { doing.runs.as_ref().map(|runs| in_runs(words, runs, running)) }
                }
            </section>
        </>
    }
}

/// The way to all about the run, once anything is kept of it.
fn in_runs(words: &Words, runs: &IdLinks, running: &Running) -> Html {
    if running.run.is_new() {
        return Html::default();
    }
    let id = AttrValue::from(running.run.id().to_owned());
    let href = runs.href.emit(id.clone());
    let on_follow = runs.on_follow.reform(move |()| id.clone());
    html! { <p>{ Link::to(href, on_follow).view(html! { words.say(Text::InRuns) }) }</p> }
}

/// Offers to keep what was answered, once the run has ended.
fn keep_answers(model: &Model, running: &Running) -> Option<Html> {
    running.run.status()?;
    let workflow = model.workflow();
    let record = workflow.without_secrets(running.run.record().clone());
    let is_empty = record
        .iter()
        .all(|(_, answers)| answers.as_object().is_none_or(Object::is_empty));
    (!is_empty).then(|| {
        html! { <KeepAnswers {record} samples={Rc::from(workflow.samples.as_slice())} /> }
    })
}

/// What became of each task, with more to say of it.
pub(crate) fn outcomes(
    running: &Running,
    accounts: &Accounts,
    messages: Option<IdLinks>,
    more: impl Fn(&Task, &TaskRun) -> Html,
) -> impl Iterator<Item = Html> {
    let run = &running.run;
    let workflow = run.flow().workflow();
    run.tasks().iter().filter_map(move |outcome| {
        let task = workflow.task(&outcome.task)?;
        let account = task
            .segment()
            .and_then(|segment| segment.account.as_ref())
            .and_then(|id| run.accounts().iter().find(|account| account.id == *id));
        // Segment's own hosts are Segment; any other address has its label.
        let own_receiver = account
            .filter(|account| matches!(account.region, Region::Custom(_)))
            .map(|account| AttrValue::from(account_title(account).to_owned()));
        // Only what went to the receiver of this page is found in its Debugger,
        // and of a dry run nothing did.
        let connected = account.and_then(|account| accounts.get(&account.id));
        let messages = messages
            .clone()
            .filter(|_| connected.is_some_and(ConnectedAccount::is_receivers))
            .filter(|_| !outcome.attempts.is_empty());
        let more = more(task, outcome);
        Some(html! {
            <Outcome key={outcome.task.as_str()} outcome={outcome.clone()} task={task.clone()}
                {own_receiver} {messages} {more} />
        })
    })
}

/// How a run stands, in a word and a sign.
pub(crate) fn run_state(words: &Words, status: Option<RunStatus>) -> Html {
    let (tone, icon, text) = match status {
        None => (Tone::Info, Icon::Play, BuilderText::RunGoing),
        Some(RunStatus::Completed) => (Tone::Good, Icon::Check, BuilderText::RunCompleted),
        Some(RunStatus::Failed) => (Tone::Error, Icon::Error, BuilderText::RunFailed),
        Some(RunStatus::Cancelled) => (Tone::Neutral, Icon::Stop, BuilderText::RunCancelled),
    };
    badge(tone, Some(icon), html! { words.say(text) })
}

/// The end of a run in one sentence.
fn summary(words: &Words, running: &Running, status: RunStatus) -> AttrValue {
    let count = |status: TaskStatus| {
        running
            .run
            .tasks()
            .iter()
            .filter(|task| task.status == status)
            .count()
    };
    words.say(BuilderText::RunSummary {
        status: &words.say(match status {
            RunStatus::Completed => BuilderText::RunCompleted,
            RunStatus::Failed => BuilderText::RunFailed,
            RunStatus::Cancelled => BuilderText::RunCancelled,
        }),
        accepted: count(TaskStatus::Accepted),
        would_send: (running.run.mode() == Mode::DryRun).then(|| count(TaskStatus::WouldSend)),
        skipped: count(TaskStatus::Skipped),
        failed: count(TaskStatus::Failed),
    })
}
