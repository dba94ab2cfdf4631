use segflow_core::document::{SubWorkflow, Task, TaskKind};
use segflow_core::preview::{PreviewStatus, TaskPreview};
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, classes, html};

use super::panel::state_of;
use crate::builder::context::{Builder, Doing};
use crate::builder::words::{clauses_words, kind_icon};
use crate::icons::sign;
use crate::model::{Action, Model, hands};
use crate::parts::{Windowed, badge};
use crate::text::{BuilderText, FlowText, Words};

/// What every task would do for the sample.
pub(super) fn all_tasks(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let model = &builder.model;
    let chosen = model.selected().map(|task| task.id.clone());
    let place = chosen.and_then(|task| model.workflow().position(&task));
    let row = {
        let (words, act, builder) = (*words, doing.act.clone(), builder.clone());
        Callback::from(move |at: usize| entry(&words, &act, &builder, at, place == Some(at)))
    };
    html! {
        <Windowed class={classes!("all-tasks")} label={words.say(BuilderText::AllTasksLabel)}
            count={model.workflow().tasks.len()} {row} />
    }
}

fn entry(
    words: &Words,
    act: &Callback<Action>,
    builder: &Builder,
    place: usize,
    is_chosen: bool,
) -> Html {
    let model = &builder.model;
    let workflow = model.workflow();
    let preview = builder.checked.preview_at(place);
    let Some((task, preview)) = workflow.tasks.get(place).zip(preview) else {
        return Html::default();
    };
    let choose = {
        let id = task.id.clone();
        act.reform(move |_: MouseEvent| Action::TaskChosen(id.clone()))
    };
    html! {
        <li key={task.id.as_str()} class="all-tasks-item">
            <button type="button" class="task-open" aria-current={is_chosen.then_some("true")}
                onclick={choose}>
                { told(words, Some(model), task, preview, &SubWorkflow::default()) }
            </button>
            { within(words, task, preview) }
        </li>
    }
}

/// A task, why it is as it is, and what would become of it; a form that is
/// handed its answers does not ask.
fn told(
    words: &Words,
    model: Option<&Model>,
    task: &Task,
    preview: &TaskPreview,
    handed: &SubWorkflow,
) -> Html {
    let (tone, icon, state) = state_of(words, model, preview);
    let state = match task.kind {
        TaskKind::Form(_) if preview.status == PreviewStatus::Done && !hands(handed, &task.id) => {
            words.say(BuilderText::WouldBeAsked)
        }
        _ => state,
    };
    html! {
        <>
            <span class="task-icon" data-kind={task.kind.name()}>
                { sign(kind_icon(&task.kind)) }
            </span>
            <span class="task-text">
                <span class="task-label" dir="auto">{ task.title().to_owned() }</span>
                <span class="task-kind" dir="auto">{ why(words, preview) }</span>
            </span>
            // What a workflow within sends stands below.
            if preview.nested.is_none() || preview.status != PreviewStatus::Done {
                { badge(tone, Some(icon), html! { state }) }
            }
        </>
    }
}

/// What the tasks of the workflow would do that a task runs, if it runs one.
fn within(words: &Words, task: &Task, preview: &TaskPreview) -> Html {
    let (PreviewStatus::Done, Some(nested)) = (preview.status, &preview.nested) else {
        return Html::default();
    };
    let TaskKind::Workflow(handed) = &task.kind else {
        return Html::default();
    };
    let tasks = &nested.flow.workflow().tasks;
    let entries = std::iter::zip(tasks, &nested.tasks).map(|(task, preview)| {
        html! {
            <li class="all-tasks-item">
                <div class="task-open">{ told(words, None, task, preview, handed) }</div>
                { within(words, task, preview) }
            </li>
        }
    });
    let title = task.title();
    html! {
        <ol class="all-tasks" role="list" aria-label={words.say(FlowText::TasksOf { task: title })}>
            { for entries }
        </ol>
    }
}

/// Why it is as it is: what decided, or what is wrong first.
fn why(words: &Words, preview: &TaskPreview) -> AttrValue {
    if preview.status == PreviewStatus::Skipped {
        return clauses_words(words, &preview.because).into();
    }
    let mut findings = preview.findings.iter();
    if let Some(blocking) = findings.clone().find(|found| found.blocks()) {
        return words.say(&blocking.problem);
    }
    if let Some(found) = findings.next() {
        return words.say(&found.problem);
    }
    preview
        .request
        .as_ref()
        .map(|request| AttrValue::from(request.url().to_owned()))
        .unwrap_or_default()
}
