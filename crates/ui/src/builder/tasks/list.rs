use segflow_core::document::{Call, Form, SegmentTask, TaskKind};
use segflow_core::reference::References;
use yew::prelude::{AttrValue, Callback, Html, classes, html};

use super::item::TaskItem;
use crate::builder::context::{Builder, Doing};
use crate::builder::plan::PlanButton;
use crate::builder::words::{condition_words, kind_icon, kind_text};
use crate::icons::Icon;
use crate::model::Action;
use crate::parts::{ButtonSize, Menu, MenuEdge, MenuItem, Windowed};
use crate::text::{BuilderText, Text, Words};

/// The tasks, and a menu that adds one.
pub(in crate::builder) fn task_list(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let model = &builder.model;
    let workflow = model.workflow();
    let chosen = model.selected().map(|task| task.id.clone());

    let said = *words;
    let on_pick = doing.maybe(move |key: AttrValue| {
        let kind = TaskKind::from_name(&key)?;
        let label = said.say(kind_text(&kind)).to_string();
        Some(Action::TaskAdded { kind, label })
    });
    let row = {
        let (words, doing, builder) = (*words, doing.clone(), builder.clone());
        Callback::from(move |place: usize| item(&words, &doing, &builder, place))
    };
    let chosen = chosen.and_then(|task| workflow.position(&task));
    html! {
        <section class="builder-tasks" aria-labelledby="tasks-title">
            <div class="pane-head">
                <h2 id="tasks-title">{ words.say(BuilderText::Tasks) }</h2>
                <Menu id="add-task" label={words.say(BuilderText::AddTask)} icon={Icon::Add}
                    size={ButtonSize::Small} edge={MenuEdge::End} items={offered(words)}
                    {on_pick} />
            </div>
            if workflow.tasks.is_empty() {
                <p class="muted">{ words.say(Text::NoTasks) }</p>
            }
            <Windowed class={classes!("task-list")} count={workflow.tasks.len()} keep={chosen} {row} />
            <div class="workflow-foot"><PlanButton builder={builder.clone()} /></div>
        </section>
    }
}

/// The task at a place.
fn item(words: &Words, doing: &Doing, builder: &Builder, place: usize) -> Html {
    let model = &builder.model;
    let workflow = model.workflow();
    let Some(task) = workflow.tasks.get(place) else {
        return Html::default();
    };
    let references = References::of(workflow, &task.id);
    let condition = task
        .activate_when
        .as_ref()
        .map(|condition| AttrValue::from(condition_words(words, condition, &references)));
    let preview = builder.checked.preview_at(place);
    let findings = preview.map_or(&[][..], |preview| &preview.findings);
    let item = TaskItem {
        task: task.clone(),
        place,
        last: workflow.tasks.len().saturating_sub(1),
        is_chosen: model.selected().is_some_and(|chosen| chosen.id == task.id),
        condition,
        errors: findings.iter().filter(|found| found.blocks()).count(),
        findings: findings.len(),
    };
    item.view(words, doing)
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
