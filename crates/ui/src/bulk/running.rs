use segflow_core::document::Task;
use segflow_web::accounts::ConnectedAccount;
use yew::prelude::{AttrValue, Html, MouseEvent, html};

use super::file::refused_words;
use super::model::{FileRun, Phase};
use super::page::Bulk;
use super::progress::Rows;
use super::rows::batch_url;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Link, Tone, is_second_click, notice};
use crate::text::{BulkText, Words};

/// Where the rows go, what runs them, and how far they are.
pub(super) fn run_step(words: &Words, bulk: &Bulk) -> Html {
    let model = &bulk.model;
    let going = model.run.as_ref().filter(|run| run.is_going());
    html! {
        <section class="card bulk-step" aria-labelledby="bulk-run">
            <h2 id="bulk-run" tabindex="-1">{ words.say(BulkText::StepRun) }</h2>
            if model.look.is_some() {
                { accounts(words, bulk) }
            }
            <div role="status" class="visually-hidden">{ model.run.as_ref().map(|run| said(words, run)) }</div>
            {
                match (going, &model.look) {
                    (Some(run), _) => progress(words, bulk, run),
                    (None, Some(_)) => buttons(words, bulk),
                    (None, None) => Html::default(),
                }
            }
            <div role="alert">
                {
                    match model.run.as_ref().map(|run| &run.phase) {
                        Some(Phase::Refused(refused)) => notice(Tone::Error, refused_words(words, refused)),
                        _ => Html::default(),
                    }
                }
            </div>
        </section>
    }
}

/// Where a run is, for those who hear the page.
fn said(words: &Words, run: &FileRun) -> AttrValue {
    words.say(match &run.phase {
        Phase::Going if run.is_dry => BulkText::Checking,
        Phase::Going => BulkText::Sending,
        Phase::Paused => BulkText::IsPaused,
        Phase::Stopping => BulkText::IsStopping,
        Phase::Completed if run.is_dry => BulkText::Checked,
        Phase::Completed => BulkText::Completed,
        Phase::Stopped => BulkText::Stopped,
        Phase::Halted(_) | Phase::Refused(_) => BulkText::Halted,
    })
}

/// The tasks that send, and where to.
fn accounts(words: &Words, bulk: &Bulk) -> Html {
    let tasks = bulk.page.workflow.tasks.iter();
    let sending = tasks.filter_map(|task| Some((task, account_of(bulk, task)?)));
    html! {
        <ul class="bulk-accounts" role="list" aria-label={words.say(BulkText::Accounts)}>
            {
                for sending.map(|(task, account)| html! {
                    <li key={task.id.as_str()}>
                        { sign(crate::builder::kind_icon(&task.kind)) }
                        <span dir="auto">{ task.title().to_owned() }</span>
                        {
                            match account {
                                Some(account) => html! {
                                    <>
                                        <span dir="auto">{ words.say(BulkText::To { account: title(&account) }) }</span>
                                        <span class="muted mono" dir="ltr">
                                            { batch_url(account.account().region.base()) }
                                        </span>
                                    </>
                                },
                                None => html! {
                                    <span class="field-error">
                                        { sign(Icon::Error) }
                                        { words.say(BulkText::NoAccount) }
                                    </span>
                                },
                            }
                        }
                    </li>
                })
            }
        </ul>
    }
}

/// The account of a task that sends; `Some(None)` if it has none that is known.
fn account_of(bulk: &Bulk, task: &Task) -> Option<Option<ConnectedAccount>> {
    let segment = task.segment()?;
    let id = segment.account.as_ref();
    Some(id.and_then(|id| bulk.page.device.accounts.get(id).cloned()))
}

fn title(account: &ConnectedAccount) -> &str {
    match account.account().label.as_str() {
        "" => account.id().as_str(),
        label => label,
    }
}

/// What can be begun.
fn buttons(words: &Words, bulk: &Bulk) -> Html {
    let model = &bulk.model;
    let reads_status = model.look.as_ref().is_some_and(|look| look.reads_status);
    let mut tasks = bulk.page.workflow.tasks.iter();
    let lacks = tasks.any(|task| account_of(bulk, task) == Some(None));
    let is_resting = reads_status || model.is_looking;
    let was_sent = model.would_count_twice();
    let (send, kind) = match model.rows {
        Some(rows) if was_sent => (BulkText::SendRowsAgain { rows }, ButtonKind::Secondary),
        Some(rows) => (BulkText::SendRows { rows }, ButtonKind::Primary),
        None => (BulkText::Send, ButtonKind::Primary),
    };
    html! {
        <>
            if reads_status {
                { notice(Tone::Error, words.say(BulkText::ReadsStatus)) }
            }
            if lacks {
                <p>
                    { words.say(BulkText::ChooseAccounts) }
                    {
                        Link::to(bulk.page.href.clone(), bulk.page.on_workflow.clone())
                            .view(html! { words.say(BulkText::OpenWorkflow) })
                    }
                </p>
            }
            <div class="cluster">
                {
                    Button::new(words.say(BulkText::Check))
                        .icon(Icon::Eye)
                        .disabled(is_resting)
                        .on_press(bulk.on(|session, with, _: MouseEvent| session.check(with)))
                        .view()
                }
                {
                    Button::new(words.say(send))
                        .icon(Icon::Play)
                        .kind(kind)
                        .disabled(is_resting || lacks)
                        .on_press(bulk.on(|session, with, press: MouseEvent| {
                            // The second click of a double click may come when all is sent.
                            if !is_second_click(&press) {
                                session.send(with);
                            }
                        }))
                        .view()
                }
            </div>
            <p class="muted">{
                words.say(if was_sent { BulkText::CountsTwice } else { BulkText::OnePromise })
            }</p>
        </>
    }
}

/// How far a run is, and what can be done with it.
fn progress(words: &Words, bulk: &Bulk, run: &FileRun) -> Html {
    let model = &bulk.model;
    let wanted = model.saved_of(&run.id);
    let bytes = match (&model.file, wanted) {
        (_, Some(saved)) => saved.file_bytes,
        (Some(file), None) => file.bytes,
        (None, None) => 0,
    };
    let known = model.rows.or(wanted.and_then(|saved| saved.rows));
    let rows = run.progress.rows(known, bytes);
    let done = run.counts().done();
    let of = rows.map_or(0, Rows::count);
    let text = words.say(match rows {
        Some(Rows::Known(rows)) => BulkText::Done { done, of: rows },
        Some(Rows::About(rows)) => BulkText::DoneAbout { done, of: rows },
        None => BulkText::DoneOnly { done },
    });
    let is_paused = run.phase == Phase::Paused;
    let rate = run.progress.rate().filter(|_| !is_paused);
    let left = rate.and_then(|_| run.progress.seconds_left(of));
    let counts = run.counts();
    html! {
        <div class="stack">
            <p class="bulk-phase">{ said(words, run) }</p>
            <progress class="bulk-progress" max={of.max(1).to_string()} value={done.min(of).to_string()}
                aria-label={words.say(BulkText::Progress)} aria-valuetext={text.clone()}></progress>
            <p class="cluster number">
                <span>{ text }</span>
                if let Some(rate) = rate {
                    <span class="muted">{ words.say(BulkText::Rate { rows: whole(rate) }) }</span>
                }
                if let Some(seconds) = left {
                    <span class="muted">{ words.say(BulkText::Left { seconds }) }</span>
                }
                <span class="muted">{ words.say(BulkText::Requests {
                    requests: counts.requests,
                    retries: run.progress.retries,
                }) }</span>
            </p>
            <div role="status">
                if let Some(until) = run.progress.waits_until {
                    { notice(Tone::Info, words.say(BulkText::SlowDown { time: &words.calendar().time(until) })) }
                }
            </div>
            <div class="cluster">
                {
                    if is_paused {
                        Button::new(words.say(BulkText::Resume))
                            .icon(Icon::Play)
                            .kind(ButtonKind::Primary)
                            .on_press(bulk.on(|session, _, _: MouseEvent| session.resume()))
                            .view()
                    } else {
                        Button::new(words.say(BulkText::Pause))
                            .icon(Icon::Pause)
                            .disabled(run.phase == Phase::Stopping)
                            .on_press(bulk.on(|session, _, _: MouseEvent| session.pause()))
                            .view()
                    }
                }
                {
                    Button::new(words.say(BulkText::Stop))
                        .icon(Icon::Stop)
                        .kind(ButtonKind::Danger)
                        .busy(run.phase == Phase::Stopping)
                        .on_press(bulk.on(|session, _, _: MouseEvent| session.stop()))
                        .view()
                }
            </div>
        </div>
    }
}

fn whole(rate: f64) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rate is above zero and not exact"
    )]
    let whole = rate.round() as u64;
    whole.max(1)
}
