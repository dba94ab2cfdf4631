use segflow_core::run::{Mode, RunStatus, TaskStatus};
use yew::prelude::{AttrValue, Html, html};

use crate::model::{Model, Running};
use crate::text::{BuilderText, Words};

/// Says how the run stands to those who do not see it. What is said when it ends
/// is heard only in a place that was there before.
pub(in crate::builder) fn run_said(words: &Words, model: &Model) -> Html {
    let said = model
        .running()
        .and_then(|running| match running.run.status() {
            Some(status) => Some(summary(words, running, status)),
            // That a run waits is told, but not again with every second.
            None => (!running.run.waiting().is_empty())
                .then(|| words.say(BuilderText::StateWaitingToSend)),
        });
    html! { <div class="visually-hidden" role="status" aria-live="polite">{ said }</div> }
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
