use std::sync::Arc;

use segflow_core::check::{Finding, Problem};
use segflow_core::document::Task;
use segflow_core::run::{Attempt, Failure, TaskRun, TaskStatus};
use segflow_core::segment::ShownRequest;
use yew::prelude::{AttrValue, Html, Properties, function_component, html};

use super::waiting::way_out;
use crate::builder::context::IdLinks;
use crate::builder::words::{clauses_words, kind_icon};
use crate::icons::{Icon, sign};
use crate::parts::{CopyButton, JsonLayout, Link, disclosure, json_view, time};
use crate::text::{BuilderText, FlowText, Text, Words, use_words};

/// Properties of [`Outcome`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct OutcomeProps {
    pub(super) outcome: TaskRun,
    pub(super) task: Arc<Task>,
    /// What people call the address, where it is not Segment's own.
    pub(super) own_receiver: Option<AttrValue>,
    /// The way to its message in the Debugger, if it is found there.
    pub(super) messages: Option<IdLinks>,
    /// The question without whose answer it could not be sent.
    pub(super) unanswered: Option<AttrValue>,
    /// What else there is to say of it.
    pub(super) more: Html,
    /// The tasks of the workflow that it ran.
    pub(super) nested: Html,
}

/// What became of one task: its state in a word, why, the request and the
/// answer.
#[function_component]
pub(super) fn Outcome(props: &OutcomeProps) -> Html {
    let words = use_words();
    let OutcomeProps { outcome, task, .. } = props;
    let (icon, name) = match outcome.status {
        TaskStatus::NotReached => (Icon::Dash, "waiting"),
        TaskStatus::Waiting => (Icon::Pause, "retrying"),
        TaskStatus::Asking | TaskStatus::Sending | TaskStatus::Running => (Icon::Play, "running"),
        TaskStatus::Done => (Icon::Check, "done"),
        TaskStatus::Accepted => (Icon::Check, "accepted"),
        TaskStatus::WouldSend => (Icon::Info, "wouldSend"),
        TaskStatus::Failed => (Icon::Error, "failed"),
        TaskStatus::Skipped => (Icon::Dash, "skipped"),
        TaskStatus::Cancelled => (Icon::Stop, "cancelled"),
    };
    html! {
        <li class="outcome" data-status={name}>
            <div class="outcome-head">
                <span class="outcome-sign">{ sign(icon) }</span>
                <span class="outcome-task" dir="auto">
                    { sign(kind_icon(&task.kind)) }
                    { task.title().to_owned() }
                </span>
                if outcome.activation > 1 || !outcome.before.is_empty() {
                    <span class="outcome-time">
                        { words.say(FlowText::Time { number: outcome.activation }) }
                    </span>
                }
                <span class="outcome-state">{ state(&words, props) }</span>
            </div>
            <div class="outcome-body">
                if let Some(why) = because(&words, outcome) {
                    <p>{ why }</p>
                }
                {
                    for reasons(&words, props)
                        .into_iter()
                        .map(|reason| html! { <p>{ reason }</p> })
                }
                { props.more.clone() }
                if let Some(id) = &outcome.message_id {
                    <p class="message-id">
                        <code>{ id.clone() }</code>
                        <CopyButton text={id.clone()} label={words.say(Text::CopyMessageId)} />
                    </p>
                    if let Some(link) = &props.messages {
                        <p>{ to_message(&words, link, id) }</p>
                    }
                }
                if outcome.attempts.len() > 1 {
                    {
                        disclosure(
                            words.say(BuilderText::Attempts {
                                count: outcome.attempts.len(),
                            }),
                            attempts(&words, &outcome.attempts),
                        )
                    }
                }
                if let Some(request) = &outcome.request {
                    { disclosure(words.say(BuilderText::RequestSent), sent(request)) }
                }
                if let Some(response) = &outcome.response {
                    {
                        disclosure(
                            words.say(BuilderText::Answer {
                                status: response.status,
                            }),
                            html! { json_view(&response.body, JsonLayout::Lines) },
                        )
                    }
                }
                if let Some(millis) = outcome.millis().filter(|_| outcome.request.is_some()) {
                    <span class="outcome-time">{ words.say(BuilderText::Millis { millis }) }</span>
                }
                { props.nested.clone() }
            </div>
        </li>
    }
}

/// Why it was skipped, or is asked again.
fn because(words: &Words, outcome: &TaskRun) -> Option<AttrValue> {
    let why = clauses_words(words, &outcome.because);
    match outcome.status {
        TaskStatus::Skipped => Some(why.into()),
        TaskStatus::Asking if !outcome.because.is_empty() => {
            Some(words.say(FlowText::AskedAgain { why: &why }))
        }
        _ => None,
    }
}

fn sent(request: &ShownRequest) -> Html {
    html! {
        <>
            <p class="mono" dir="ltr">{ format!("{} {}", request.method, request.url) }</p>
            { json_view(&request.body, JsonLayout::Lines) }
        </>
    }
}

/// Each time it was sent, and what came of it.
pub(crate) fn attempts(words: &Words, attempts: &[Attempt]) -> Html {
    let calendar = words.calendar();
    let line = |attempt: &Attempt| {
        let came = match (attempt.http_status, &attempt.error) {
            (Some(status), None) => words.say(BuilderText::Answer { status }),
            (_, Some(error)) => words.say(Text::Because {
                reason: &words.say(error),
            }),
            (None, None) => words.say(BuilderText::StateSending),
        };
        let millis = attempt
            .millis
            .map(|millis| words.say(BuilderText::Millis { millis }));
        html! {
            <li>
                { time(&calendar, attempt.at, calendar.time(attempt.at)) }
                <span>{ came }</span>
                if let Some(millis) = millis {
                    <span class="outcome-time">{ millis }</span>
                }
            </li>
        }
    };
    html! { <ol class="attempts">{ for attempts.iter().map(line) }</ol> }
}

fn to_message(words: &Words, link: &IdLinks, id: &str) -> Html {
    let id = AttrValue::from(id.to_owned());
    let href = link.href.emit(id.clone());
    let on_follow = link.on_follow.reform(move |()| id.clone());
    Link::to(href, on_follow).view(html! { words.say(BuilderText::ShowInDebugger) })
}

fn state(words: &Words, props: &OutcomeProps) -> AttrValue {
    match (props.outcome.status, &props.own_receiver) {
        (TaskStatus::Accepted, Some(label)) => words.say(BuilderText::AcceptedBy { label }),
        (TaskStatus::Cancelled, _) if !props.outcome.attempts.is_empty() => {
            words.say(BuilderText::StateStopped)
        }
        (TaskStatus::Running, _) => words.say(FlowText::StateRunning),
        (TaskStatus::Done, _) if props.outcome.nested.is_some() => words.say(FlowText::StateRan),
        (status, _) => words.say(status_text(status)),
    }
}

/// What became of a task whose account is Segment's own, in a word.
pub(crate) fn status_text(status: TaskStatus) -> BuilderText<'static> {
    match status {
        TaskStatus::Accepted => BuilderText::AcceptedBySegment,
        TaskStatus::NotReached | TaskStatus::Running => BuilderText::StateWaiting,
        TaskStatus::Waiting => BuilderText::StateWaitingToSend,
        TaskStatus::Asking => BuilderText::StateAsking,
        TaskStatus::Sending => BuilderText::StateSending,
        TaskStatus::Done => BuilderText::StateDone,
        TaskStatus::WouldSend => BuilderText::StateWouldSend,
        TaskStatus::Failed => BuilderText::StateFailed,
        TaskStatus::Skipped => BuilderText::StateSkipped,
        TaskStatus::Cancelled => BuilderText::StateCancelled,
    }
}

/// A finding of a run.
pub(super) fn told(words: &Words, finding: &Finding) -> AttrValue {
    match &finding.problem {
        Problem::NotCompleted { because } => words.say(FlowText::NotComplete {
            why: &clauses_words(words, because),
        }),
        problem => words.say(problem),
    }
}

/// Why it failed, and what to do.
fn reasons(words: &Words, props: &OutcomeProps) -> Vec<AttrValue> {
    let outcome = &props.outcome;
    let mut reasons: Vec<AttrValue> = Vec::new();
    match &outcome.failure {
        None => {}
        // What Segment would say to it follows from that.
        Some(Failure::Invalid(_)) if props.unanswered.is_some() => {
            let question = props.unanswered.as_deref().unwrap_or_default();
            reasons.push(words.say(FlowText::NotAnswered { question }));
        }
        Some(Failure::Invalid(findings)) => {
            reasons.extend(findings.iter().map(|found| told(words, found)));
        }
        Some(Failure::Refused(status)) => {
            reasons.push(words.say(BuilderText::Refused { status: *status }));
        }
        Some(Failure::NotSent(error)) => {
            let reason = words.say(error);
            reasons.push(words.say(Text::Because { reason: &reason }));
            reasons.extend(way_out(words, Some(error), outcome.request.as_ref()));
        }
    }
    if outcome.may_have_arrived {
        reasons.push(words.say(BuilderText::MayHaveArrived));
    }
    reasons
}
