use std::rc::Rc;

use segflow_core::bulk::Counts;
use yew::prelude::{Callback, Html, MouseEvent, classes, html};

use super::look::{Status, Trouble};
use super::model::{FileRun, Phase};
use super::page::Bulk;
use crate::icons::Icon;
use crate::parts::{Button, Tone, Windowed, badge, notice};
use crate::text::{BulkText, Words};

/// What became of the file that was run last.
pub(super) fn outcome(words: &Words, bulk: &Bulk) -> Html {
    let model = &bulk.model;
    let Some(run) = &model.run else {
        return Html::default();
    };
    let is_refused = matches!(run.phase, Phase::Refused(_));
    if is_refused || (run.is_going() && run.troubles.is_empty()) {
        return Html::default();
    }
    let counts = run.counts();
    html! {
        <section class="card bulk-step" aria-labelledby="bulk-outcome">
            <h2 id="bulk-outcome" tabindex="-1">{ words.say(BulkText::StepOutcome) }</h2>
            if !run.is_going() {
                { ended(words, run) }
                { table(words, counts, run.is_dry) }
                { downloads(words, bulk, run) }
            }
            { troubles(words, run) }
        </section>
    }
}

fn ended(words: &Words, run: &FileRun) -> Html {
    let counts = run.counts();
    let told = match &run.phase {
        Phase::Halted(because) => Some(notice(
            Tone::Error,
            words.say(BulkText::HaltedBecause {
                reason: &because.reason(words),
            }),
        )),
        Phase::Stopped => Some(notice(Tone::Info, words.say(BulkText::StoppedHint))),
        _ => None,
    };
    html! {
        <>
            <p class="bulk-sentence">{ sentence(words, counts, run.is_dry) }</p>
            { told.unwrap_or_default() }
        </>
    }
}

/// The counts in a sentence; they add up.
pub(super) fn sentence(words: &Words, counts: &Counts, is_dry: bool) -> Html {
    let parts = parts(counts);
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(text, _)| words.say(text).to_string())
        .collect();
    let said = words.say(BulkText::Sentence {
        rows: counts.rows(),
        parts: &parts.join(", "),
        messages: counts.messages,
        is_dry,
    });
    html! { said }
}

fn parts(counts: &Counts) -> [(BulkText<'static>, u64); 6] {
    [
        (
            BulkText::CountAccepted {
                rows: counts.accepted,
            },
            counts.accepted,
        ),
        (
            BulkText::CountWouldSend {
                rows: counts.would_send,
            },
            counts.would_send,
        ),
        (
            BulkText::CountSkipped {
                rows: counts.skipped,
            },
            counts.skipped,
        ),
        (
            BulkText::CountFailed {
                rows: counts.failed,
            },
            counts.failed,
        ),
        (
            BulkText::CountSetAside {
                rows: counts.set_aside,
            },
            counts.set_aside,
        ),
        (
            BulkText::CountNotReached {
                rows: counts.not_reached,
            },
            counts.not_reached,
        ),
    ]
}

fn table(words: &Words, counts: &Counts, is_dry: bool) -> Html {
    let first = match is_dry {
        true => (BulkText::WouldBeSent, counts.would_send),
        false => (BulkText::Accepted, counts.accepted),
    };
    let rows = [
        first,
        (BulkText::SkippedRows, counts.skipped),
        (BulkText::FailedRows, counts.failed),
        (BulkText::SetAsideRows, counts.set_aside),
        (BulkText::NotReachedRows, counts.not_reached),
        (BulkText::AllRows, counts.rows()),
        (BulkText::Messages, counts.messages),
        (BulkText::AllRequests, counts.requests),
    ];
    html! {
        <table class="bulk-counts">
            <caption class="visually-hidden">{ words.say(BulkText::CountsCaption) }</caption>
            <tbody>
                {
                    for rows.into_iter().map(|(name, count)| html! {
                        <tr>
                            <th scope="row">{ words.say(name) }</th>
                            <td class="number">{ words.say(BulkText::Number { count }) }</td>
                        </tr>
                    })
                }
                <tr>
                    <th scope="row">{ words.say(BulkText::AllBytes) }</th>
                    <td class="number">{ words.say(BulkText::Size { bytes: counts.bytes }) }</td>
                </tr>
            </tbody>
        </table>
    }
}

fn downloads(words: &Words, bulk: &Bulk, run: &FileRun) -> Html {
    if run.checkpoint.is_none() {
        return Html::default();
    }
    let model = &bulk.model;
    let file = match (&model.file, model.saved_of(&run.id)) {
        (_, Some(saved)) => saved.file.clone(),
        (Some(file), None) => file.name.clone(),
        (None, None) => String::new(),
    };
    let (stem, extension) = file.rsplit_once('.').unwrap_or((&file, "csv"));
    let rerun = format!("{stem}-to-rerun.{extension}");
    let report = format!("{stem}-report.csv");
    let download = |which: &'static str, name: String| {
        bulk.on(move |session, with, _: MouseEvent| session.download(which, name.clone(), with))
    };
    let again = {
        let name = rerun.clone();
        bulk.on(move |session, with, _: MouseEvent| session.again(name.clone(), with))
    };
    let has_more = run.counts().not_accepted() > 0;
    let go_on = (!run.is_dry && run.phase != Phase::Completed).then(|| {
        let id = run.id.clone();
        super::earlier::go_on_button(words, bulk, &id)
    });
    html! {
        <div class="cluster">
            { go_on.unwrap_or_default() }
            if has_more {
                {
                    Button::new(words.say(BulkText::DownloadRerun))
                        .icon(Icon::Download)
                        .busy(model.is_downloading)
                        .on_press(download("rerun", rerun))
                        .view()
                }
            }
            {
                Button::new(words.say(BulkText::DownloadReport))
                    .icon(Icon::Download)
                    .busy(model.is_downloading)
                    .on_press(download("report", report))
                    .view()
            }
            if has_more {
                {
                    Button::new(words.say(BulkText::RunAgain))
                        .icon(Icon::Redo)
                        .busy(model.is_downloading)
                        .on_press(again)
                        .view()
                }
            }
        </div>
    }
}

fn troubles(words: &Words, run: &FileRun) -> Html {
    if run.troubles.is_empty() {
        return Html::default();
    }
    let all = run.counts().failed + run.counts().set_aside;
    let shown: Rc<Vec<Trouble>> = Rc::new(run.troubles.clone());
    let row = {
        let (words, shown) = (*words, Rc::clone(&shown));
        Callback::from(move |place: usize| {
            let trouble = shown.get(place);
            trouble
                .map(|trouble| self::trouble(&words, trouble))
                .unwrap_or_default()
        })
    };
    html! {
        <>
            <h3>{ words.say(BulkText::Troubles { shown: shown.len(), of: all }) }</h3>
            <Windowed class={classes!("bulk-troubles")} label={words.say(BulkText::TroublesLabel)}
                count={shown.len()} {row} />
        </>
    }
}

fn trouble(words: &Words, trouble: &Trouble) -> Html {
    let (tone, icon, text) = match trouble.status {
        Status::SetAside => (Tone::Warning, Icon::Alert, BulkText::SetAside),
        _ => (Tone::Error, Icon::Error, BulkText::Failed),
    };
    let reasons: Vec<String> = trouble
        .reasons
        .iter()
        .map(|reason| reason.sentence(words).to_string())
        .collect();
    let reasons = reasons.join(" ");
    html! {
        <li key={trouble.row.to_string()}>
            <span class="number">{ words.say(BulkText::Row { row: trouble.row }) }</span>
            { badge(tone, Some(icon), html! { words.say(text) }) }
            <span class="bulk-samples" dir="auto" title={reasons.clone()}>{ reasons }</span>
        </li>
    }
}
