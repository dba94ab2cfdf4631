use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use crate::icons::{Icon, Sign};
use crate::parts::Link;
use crate::text::{Ago, Text, use_words};

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

/// Properties of [`WorkflowRow`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct WorkflowRowProps {
    pub(super) workflow: WorkflowSummary,
    pub(super) on_open: Callback<AttrValue>,
}

/// One workflow: its name is the link, and the whole row can be pressed.
#[function_component]
pub(super) fn WorkflowRow(props: &WorkflowRowProps) -> Html {
    let words = use_words();
    let workflow = &props.workflow;
    let id = workflow.id.clone();
    let more = workflow.tasks.len().saturating_sub(NAMED_TASKS);
    html! {
        <li class="workflow-row">
            <Link href={workflow.href.clone()} class="workflow-link"
                on_follow={props.on_open.reform(move |()| id.clone())}>
                <span dir="auto">{ workflow.name.clone() }</span>
            </Link>
            if workflow.tasks.is_empty() {
                <p class="workflow-tasks">{ words.say(Text::NoTasks) }</p>
            } else {
                <ol class="workflow-tasks" role="list"
                    aria-label={words.say(Text::TasksOf { workflow: &workflow.name })}>
                    { for workflow.tasks.iter().take(NAMED_TASKS).map(|task| html! {
                        <li><Sign icon={task.icon} /><span dir="auto">{ task.label.clone() }</span></li>
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
