use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::document::Workflow;
use yew::prelude::{Html, MouseEvent, html};

use crate::builder::context::Doing;
use crate::builder::first_run::Wanted;
use crate::model::Action;
use crate::parts::Button;
use crate::text::{BuilderText, Words};

/// What is missing before a run, each with a way to its place.
pub(super) fn missing(
    words: &Words,
    doing: &Doing,
    workflow: &std::sync::Arc<Workflow>,
    findings: &Rc<[Finding]>,
) -> Html {
    let is_empty = workflow.tasks.is_empty();
    let title = if is_empty {
        BuilderText::NothingToRun
    } else {
        BuilderText::MissingTitle
    };
    let findings = findings.iter().map(|found| {
        let task = found.task.as_ref().and_then(|id| workflow.task(id));
        let follow = task.map(|task| {
            let (task, at) = (task.id.clone(), found.at.clone());
            doing.act.reform(move |_: MouseEvent| Action::PlaceFollowed {
                task: task.clone(),
                at: at.clone(),
            })
        });
        html! {
            <li>
                if let (Some(task), Some(follow)) = (task, follow) {
                    <button type="button" class="link" onclick={follow}>{ task.title().to_owned() }</button>
                    { ": " }
                }
                { words.say(&found.problem) }
            </li>
        }
    });
    html! {
        <div class="run-missing notice warn" tabindex="-1" role="group"
            aria-labelledby="missing-title">
            <div class="notice-body">
                <h3 class="notice-title" id="missing-title">{ words.say(title) }</h3>
                if is_empty {
                    <p>{ words.say(BuilderText::NothingToRunHint) }</p>
                } else {
                    <ul>{ for findings }</ul>
                }
                if !is_empty {
                    <div class="notice-actions">
                        {
                            Button::new(words.say(BuilderText::RunAnyway))
                                .small()
                                .on_press(doing.run.reform(|_: MouseEvent| Wanted::Anyway))
                                .view()
                        }
                    </div>
                }
            </div>
        </div>
    }
}
