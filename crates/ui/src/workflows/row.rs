use yew::prelude::{AttrValue, Callback, Html, html};

use crate::icons::{Icon, sign};
use crate::parts::Link;
use crate::text::{Ago, Text, Words};

/// A task, as far as the list of workflows shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskSummary {
    /// The sign of its kind.
    pub icon: Icon,
    /// Its label.
    pub label: AttrValue,
}

/// A workflow, as far as the list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkflowSummary {
    /// The workflow's id.
    pub id: AttrValue,
    /// Its name.
    pub name: AttrValue,
    /// The address of its page.
    pub href: AttrValue,
    /// Its tasks, from top to bottom.
    pub tasks: Vec<TaskSummary>,
    /// How long ago it was last changed.
    pub changed: Ago,
}

/// How many tasks a row names before it only counts.
const NAMED_TASKS: usize = 4;

/// One workflow: its name is the link, and the whole row can be pressed.
pub(super) fn workflow_row(
    words: &Words,
    workflow: &WorkflowSummary,
    on_open: &Callback<AttrValue>,
) -> Html {
    let id = workflow.id.clone();
    let more = workflow.tasks.len().saturating_sub(NAMED_TASKS);
    html! {
        <li key={workflow.id.as_str()} class="workflow-row">
            {
                Link::to(workflow.href.clone(), on_open.reform(move |()| id.clone()))
                    .class("workflow-link")
                    .view(html! { <span dir="auto">{ workflow.name.clone() }</span> })
            }
            if workflow.tasks.is_empty() {
                <p class="workflow-tasks">{ words.say(Text::NoTasks) }</p>
            } else {
                <ol class="workflow-tasks" role="list"
                    aria-label={words.say(Text::TasksOf { workflow: &workflow.name })}>
                    { for workflow.tasks.iter().take(NAMED_TASKS).map(|task| html! {
                        <li>{ sign(task.icon) }<span dir="auto">{ task.label.clone() }</span></li>
                    }) }
                    if more > 0 {
                        <li>{ words.say(Text::MoreTasks { count: more }) }</li>
                    }
                </ol>
            }
            <p class="workflow-changed">{ words.say(Text::ChangedAgo(workflow.changed)) }</p>
        </li>
    }
}
