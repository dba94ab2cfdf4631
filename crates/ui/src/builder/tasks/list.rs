use segflow_core::document::{Call, Form, SegmentTask, TaskKind};
use segflow_core::reference::References;
use yew::prelude::{AttrValue, Html, Properties, function_component, html};

use super::item::TaskItem;
use crate::builder::context::{Builder, use_doing};
use crate::builder::words::{condition_words, kind_icon, kind_text};
use crate::icons::Icon;
use crate::model::Action;
use crate::parts::{ButtonSize, Menu, MenuEdge, MenuItem};
use crate::text::{BuilderText, Text, Words, use_words};

/// Properties of [`TaskList`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TaskListProps {
    pub(in crate::builder) builder: Builder,
}

/// The tasks, and a menu that adds one.
#[function_component]
pub(in crate::builder) fn TaskList(props: &TaskListProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let workflow = model.workflow();
    let chosen = model.selected().map(|task| task.id.clone());
    let last = workflow.tasks.len().saturating_sub(1);

    let on_pick = doing.maybe(move |key: AttrValue| {
        let kind = TaskKind::from_name(&key)?;
        let label = words.say(kind_text(&kind)).to_string();
        Some(Action::TaskAdded { kind, label })
    });
    html! {
        <section class="builder-tasks" aria-labelledby="tasks-title">
            <div class="pane-head">
                <h2 id="tasks-title">{ words.say(BuilderText::Tasks) }</h2>
                <Menu id="add-task" label={words.say(BuilderText::AddTask)} icon={Icon::Add}
                    size={ButtonSize::Small} edge={MenuEdge::End} items={offered(&words)}
                    {on_pick} />
            </div>
            if workflow.tasks.is_empty() {
                <p class="muted">{ words.say(Text::NoTasks) }</p>
            }
            <ol class="task-list" role="list">
                { for workflow.tasks.iter().enumerate().map(|(place, task)| {
                    let references = References::of(workflow, &task.id);
                    let condition = task.activate_when.as_ref().map(|condition| {
                        AttrValue::from(condition_words(&words, condition, &references))
                    });
                    let findings = props.builder.checked.findings(&task.id);
                    html! {
                        <TaskItem key={task.id.as_str()} task={task.clone()} {place} {last}
                            is_chosen={chosen.as_ref() == Some(&task.id)} {condition}
                            errors={findings.iter().filter(|found| found.blocks()).count()}
                            findings={findings.len()} />
                    }
                }) }
            </ol>
        </section>
    }
}

/// The kinds of tasks that can be added.
fn offered(words: &Words) -> Vec<MenuItem> {
    let identify = TaskKind::Segment(SegmentTask::new(Call::Identify));
    let track = TaskKind::Segment(SegmentTask::new(Call::Track));
    let form = TaskKind::Form(Form::default());
    [
        (form, BuilderText::AddFormDetail),
        (identify, BuilderText::AddIdentifyDetail),
        (track, BuilderText::AddTrackDetail),
    ]
    .into_iter()
    .map(|(kind, detail)| MenuItem {
        icon: Some(kind_icon(&kind)),
        detail: Some(words.say(detail)),
        ..MenuItem::new(kind.name(), words.say(kind_text(&kind)))
    })
    .collect()
}
