use segflow_core::check::{Finding, Severity};
use yew::prelude::{Html, MouseEvent, html};

use crate::builder::context::Doing;
use crate::icons::{Icon, sign};
use crate::model::{Action, Model};
use crate::text::{BuilderText, Words};

/// What is wrong with the task, worst first; each leads to its field.
pub(super) fn found(words: &Words, doing: &Doing, model: &Model, findings: &[Finding]) -> Html {
    if findings.is_empty() {
        return Html::default();
    }
    let severity = |found: &Finding| match found.severity() {
        _ if model.is_to_do(found) => Severity::Hint,
        severity => severity,
    };
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|found| match severity(found) {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Hint => 2,
    });
    let entries = sorted.into_iter().map(|found| {
        let (icon, name) = match severity(found) {
            Severity::Error => (Icon::Error, "error"),
            Severity::Warning => (Icon::Alert, "warning"),
            Severity::Hint => (Icon::Info, "hint"),
        };
        let follow = found.task.clone().map(|task| {
            let at = found.at.clone();
            doing
                .act
                .reform(move |_: MouseEvent| Action::PlaceFollowed {
                    task: task.clone(),
                    at: at.clone(),
                })
        });
        html! {
            <li class="found" data-severity={name}>
                { sign(icon) }
                if let Some(follow) = follow {
                    <button type="button" class="found-link" onclick={follow}>
                        { words.say(&found.problem) }
                    </button>
                } else {
                    <span>{ words.say(&found.problem) }</span>
                }
            </li>
        }
    });
    html! {
        <ul class="found-list" role="list" aria-label={words.say(BuilderText::FoundHere)}>
            { for entries }
        </ul>
    }
}
