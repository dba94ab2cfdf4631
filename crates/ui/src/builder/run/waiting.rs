use segflow_core::run::{Event, SendError, TaskPath, TaskRun, Wait};
use segflow_core::segment::ShownRequest;
use segflow_core::time::Timestamp;
use segflow_web::runs::Role;
use segflow_web::{Error, clock, network};
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use crate::model::Running;
use crate::opening::download;
use crate::parts::{Button, Notice, Tone};
use crate::text::{BuilderText, Text, Words};

/// What keeps a run from going on, or from being kept, and what a person can
/// do about it.
pub(crate) fn waiting(words: &Words, tell: &Callback<Event>, running: &Running) -> Html {
    html! {
        <>
            if running.role == Role::Follower && running.run.status().is_none() {
                { Notice::new(Tone::Info).view(words.say(BuilderText::RunElsewhere)) }
            }
            {
                for running.run.waiting().into_iter().map(|(path, task, wait)| {
                    wait_notice(words, tell, running, &path, task, wait)
                })
            }
            if let Some(reason) = &running.problem {
                { problem(words, running, reason) }
            }
        </>
    }
}

fn wait_notice(
    words: &Words,
    tell: &Callback<Event>,
    running: &Running,
    path: &TaskPath,
    task: &TaskRun,
    wait: Wait,
) -> Html {
    let press = |text: BuilderText<'_>, event: fn(TaskPath, Timestamp) -> Event| {
        let path = path.clone();
        let on_press = tell.reform(move |_: MouseEvent| event(path.clone(), clock::now()));
        Button::new(words.say(text))
            .small()
            .on_press(on_press)
            .view()
    };
    let run = running.run.at(path).map(|(run, _)| run);
    let title = run.and_then(|run| run.flow().workflow().task(&task.task));
    let title = title.map(|task| task.title().to_owned());
    let title = title.unwrap_or_default();
    let (tone, sentence, actions) = match wait {
        Wait::Until { at, asked_millis } => (
            Tone::Warning,
            until(words, task, at, asked_millis),
            html! { { press(BuilderText::TryNow, |task, now| Event::Waited { task, now }) } },
        ),
        Wait::Network => (
            Tone::Warning,
            words.say(BuilderText::WaitingForNetwork),
            html! { { press(BuilderText::TryNow, |task, now| Event::Waited { task, now }) } },
        ),
        Wait::Consent { sent_at } => (
            Tone::Warning,
            words.say(BuilderText::MayBeCountedTwice {
                task: &title,
                when: &words.calendar().exact(sent_at),
            }),
            html! {
                <>
                    { press(BuilderText::SendAgain, |_, now| Event::Consented { now }) }
                    { press(BuilderText::DoNotSend, |task, now| Event::Declined { task, now }) }
                </>
            },
        ),
    };
    Notice::new(tone)
        .title(words.say(BuilderText::TaskWaits { task: &title }))
        .actions(Some(actions))
        .view(sentence)
}

/// Why the last attempt failed, when there is another one, and the way out if
/// there is none of that kind.
fn until(words: &Words, task: &TaskRun, at: Timestamp, asked_millis: Option<i64>) -> AttrValue {
    let last = task.attempts.last();
    let status = last.and_then(|last| last.http_status);
    let error = last.and_then(|last| last.error.as_ref());
    let time = words.calendar().time(at);
    let why = match (asked_millis, status, error) {
        (Some(millis), ..) => words.say(BuilderText::AskedToWait {
            // A started second is a second.
            seconds: (millis + 999) / 1000,
        }),
        (None, Some(429), _) => words.say(BuilderText::Limited),
        (None, Some(status), _) => words.say(BuilderText::AnswerWas { status }),
        (None, None, error) => {
            let reason = words.say(error.unwrap_or(&SendError::BlockedOrOffline));
            words.say(Text::Because { reason: &reason })
        }
    };
    let mut sentence = words.say(BuilderText::TryingAgain {
        why: &why,
        time: &time,
    });
    if let Some(hint) = way_out(words, error, task.request.as_ref()) {
        sentence = format!("{sentence} {hint}").into();
    }
    sentence
}

/// What to do about requests that a browser does not let out.
pub(super) fn way_out(
    words: &Words,
    error: Option<&SendError>,
    request: Option<&ShownRequest>,
) -> Option<AttrValue> {
    let request = request.filter(|_| error == Some(&SendError::BlockedOrOffline))?;
    Some(words.say(if network::is_this_computer(&request.url) {
        BuilderText::StartReceiver
    } else {
        BuilderText::MayBeBlocked
    }))
}

fn problem(words: &Words, running: &Running, reason: &Error) -> Html {
    let reason = &words.say(reason);
    if running.run.is_new() {
        return Notice::new(Tone::Error)
            .title(words.say(BuilderText::NotBegun))
            .view(words.say(Text::Because { reason }));
    }
    let run = running.run.clone();
    let on_press = Callback::from(move |_: MouseEvent| {
        download(&format!("{}.json", run.id()), &run.save());
    });
    let export = Button::new(words.say(BuilderText::DownloadRun))
        .small()
        .on_press(on_press)
        .view();
    Notice::new(Tone::Warning)
        .title(words.say(BuilderText::RunNotKept))
        .actions(Some(export))
        .view(words.say(BuilderText::RunNotKeptBecause { reason }))
}
