use std::rc::Rc;

use segflow_core::document::Task;
use segflow_core::json::Object;
use segflow_core::run::{Event, Mode, RunStatus, TaskPath};
use segflow_web::clock;
use yew::prelude::{AttrValue, Html, MouseEvent, Properties, function_component, html};

use super::missing::missing;
use super::outcomes::OutcomesOf;
use super::waiting::waiting;
use crate::builder::context::{Builder, Doing, IdLinks, use_doing};
use crate::builder::samples::KeepAnswers;
use crate::icons::Icon;
use crate::model::{Action, Model, Running};
use crate::parts::{Button, ButtonKind, Link, Tone, badge};
use crate::text::{BuilderText, FlowText, Text, Words, use_words};

/// Properties of [`RunPanel`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct RunPanelProps {
    pub(in crate::builder) builder: Builder,
}

/// The run on the page, or what is missing for one.
#[function_component]
pub(super) fn RunPanel(props: &RunPanelProps) -> Html {
    let words = &use_words();
    let doing = &use_doing();
    let builder = &props.builder;
    let model = &builder.model;
    let (running, lacking) = (model.running(), model.missing());
    let status = running.and_then(|running| running.run.status());
    let is_going = running.is_some_and(|running| status.is_none() && !running.run.is_new());
    let told = running.map(|running| outcomes(words, doing, builder, running));
    html! {
        <section class="run-panel" aria-labelledby="run-title">
            <div class="run-head">
                <h2 id="run-title" class="run-title" tabindex="-1">{ words.say(BuilderText::TheRun) }</h2>
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
                            Button::new(go_on_text(words, status))
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
            { told.unwrap_or_default() }
        </section>
    }
}

/// What keeps a run from going on, and what has become of each task.
fn outcomes(words: &Words, doing: &Doing, builder: &Builder, running: &Running) -> Html {
    let model = &builder.model;
    html! {
        <>
            { waiting(words, &doing.tell, running) }
            <ol class="outcomes" role="list" aria-label={words.say(BuilderText::Outcomes)}>
                {
                    OutcomesOf {
                        words: *words,
                        accounts: &builder.device.accounts,
                        messages: doing.messages.as_ref(),
                        more: &|path, _, task, _| answer_again(words, doing, running, path, task),
                    }
                    .view(&running.run)
                }
            </ol>
            { keep_answers(model, running) }
            { doing.runs.as_ref().map(|runs| in_runs(words, runs, running)) }
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

/// Lets a form that was answered be answered once more, while the run goes on.
fn answer_again(
    words: &Words,
    doing: &Doing,
    running: &Running,
    path: &TaskPath,
    task: &Task,
) -> Html {
    if !running.may_be_answered_again(path) {
        return Html::default();
    }
    let path = path.clone();
    let on_press = move |_: MouseEvent| Action::AnswerAgain(Some(path.clone()));
    Button::new(words.say(FlowText::AnswerAgainOf { form: task.title() }))
        .small()
        .on_press(doing.act.reform(on_press))
        .view()
}

/// What going on with an ended run is called: nothing has failed in one that a
/// person has stopped.
pub(crate) fn go_on_text(words: &Words, status: Option<RunStatus>) -> AttrValue {
    match status {
        Some(RunStatus::Cancelled) => words.say(FlowText::GoOn),
        _ => words.say(BuilderText::RetryFailed),
    }
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
