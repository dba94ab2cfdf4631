use segflow_core::check::{Finding, Problem};
use segflow_core::document::{TaskId, TaskKind};
use segflow_core::reference::References;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::{
    AttrValue, Callback, Html, KeyboardEvent, PointerEvent, Properties, classes,
    function_component, html, use_callback, use_node_ref, use_state_eq,
};

use super::item::{TaskAccount, TaskItem, TaskRow};
use super::kinds::offered_kinds;
use crate::builder::canvas::{Grabbed, Opened, Over, TaskDragProps, item_of, task_drag};
use crate::builder::context::{Builder, account_title, use_doing};
use crate::builder::findings::FindingCount;
use crate::builder::plan::plan_button;
use crate::builder::triggers::TriggersEntry;
use crate::builder::words::{condition_words, kind_icon, kind_text};
use crate::icons::Icon;
use crate::model::{Action, OnLevel, Toward};
use crate::parts::{ButtonSize, Menu, MenuEdge, Windowed};
use crate::text::{BuilderText, Text, Words, use_words};

/// Properties of [`TaskList`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TaskListProps {
    pub(in crate::builder) builder: Builder,
}

/// What is being done with the list at the moment.
#[derive(Debug, Clone, PartialEq)]
struct Now {
    opened: Option<(AttrValue, Opened)>,
    grabbed: Option<Grabbed>,
    over: Option<Over>,
}

/// The tasks as a flow from top to bottom, and a menu that adds one.
#[function_component]
pub(super) fn TaskList(props: &TaskListProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let list = use_node_ref();
    let opened = use_state_eq(|| None::<(AttrValue, Opened)>);
    let grabbed = use_state_eq(|| None::<Grabbed>);
    let over = use_state_eq(|| None::<Over>);
    // Whoever drags once drags again; and what came of it is to be heard.
    let has_dragged = use_state_eq(|| false);
    let builder = &props.builder;
    let model = &builder.model;
    let workflow = model.workflow();

    let on_pick = doing.maybe(move |key: AttrValue| {
        let kind = TaskKind::from_name(&key)?;
        let label = words.say(kind_text(&kind)).to_string();
        Some(Action::TaskAdded { kind, label })
    });
    let on_open = use_callback(opened.setter(), |next, opened| opened.set(next));
    let onpointerdown = {
        let (grabbed, has_dragged) = (grabbed.setter(), has_dragged.setter());
        let may_edit = model.may_edit();
        Callback::from(move |event: PointerEvent| {
            if let Some(taken) = Grabbed::by(&event).filter(|_| may_edit) {
                grabbed.set(Some(taken));
                has_dragged.set(true);
            }
        })
    };
    let on_over = use_callback(over.setter(), |next, over| over.set(next));
    let on_end = use_callback((grabbed.setter(), over.setter()), |(), (grabbed, over)| {
        grabbed.set(None);
        over.set(None);
    });
    let onkeydown = doing.maybe(|event: KeyboardEvent| {
        let toward = stepped(&event)?;
        let target: Element = event.target()?.dyn_into().ok()?;
        let task = TaskId::parse(&item_of(&target)?).ok()?;
        event.prevent_default();
        Some(Action::TaskStepped { task, toward })
    });
    let row = {
        let now = Now {
            opened: (*opened).clone(),
            grabbed: (*grabbed).clone(),
            over: (*over).clone(),
        };
        let (builder, on_open) = (builder.clone(), on_open.clone());
        Callback::from(move |place: usize| row(&words, &builder, &now, &on_open, place))
    };
    let chosen = model
        .selected()
        .and_then(|task| workflow.position(&task.id));
    // A page around the builder has its own ways to run a workflow.
    let triggers = (!builder.device.storage.is_hosts())
        .then(|| html! { <TriggersEntry builder={builder.clone()} /> });
    let sorting = grabbed.is_some().then_some("sorting");
    html! {
        <div class={classes!(sorting)}>
            <div class="pane-head">
                <h2 id="tasks-title">{ words.say(BuilderText::Tasks) }</h2>
                <Menu id="add-task" label={words.say(BuilderText::AddTask)} icon={Icon::Add}
                    size={ButtonSize::Small} edge={MenuEdge::End} items={offered_kinds(&words)}
                    {on_pick} />
            </div>
            if workflow.tasks.is_empty() {
                <p class="muted">{ words.say(Text::NoTasks) }</p>
            }
            <div ref={list.clone()} data-sorted="tasks" {onpointerdown} {onkeydown}>
                <Windowed class={classes!("task-list")} count={workflow.tasks.len()} keep={chosen}
                    {row} />
            </div>
            <div class="workflow-foot">
                { plan_button(words, builder) }
                <div>{ triggers.unwrap_or_default() }</div>
            </div>
            if *has_dragged {
                {
                    task_drag(TaskDragProps {
                        builder: builder.clone(),
                        list,
                        grabbed: (*grabbed).clone(),
                        on_over,
                        on_end,
                    })
                }
            }
        </div>
    }
}

/// The way that Alt and an arrow lead.
fn stepped(event: &KeyboardEvent) -> Option<Toward> {
    let is_other = event.ctrl_key() || event.meta_key() || event.shift_key();
    if !event.alt_key() || is_other || event.default_prevented() {
        return None;
    }
    match event.key().as_str() {
        "ArrowUp" => Some(Toward::Start),
        "ArrowDown" => Some(Toward::End),
        _ => None,
    }
}

/// The task at a place.
fn row(
    words: &Words,
    builder: &Builder,
    now: &Now,
    on_open: &Callback<Option<(AttrValue, Opened)>>,
    place: usize,
) -> Html {
    let Some(item) = item(words, builder, now, place) else {
        return Html::default();
    };
    let opened = now.opened.as_ref().filter(|(task, _)| *task == item.id);
    let opened = opened.map(|(_, opened)| (*opened, builder.clone()));
    let key = item.id.clone();
    html! {
        <TaskRow key={key.as_str()} {item} {opened} on_open={on_open.clone()} />
    }
}

/// What is seen of the task at a place.
fn item(words: &Words, builder: &Builder, now: &Now, place: usize) -> Option<TaskItem> {
    let model = &builder.model;
    let workflow = model.workflow();
    let task = workflow.tasks.get(place)?;
    let condition = task.activate_when.as_ref().map(|condition| {
        let references = References::of(workflow, &task.id);
        condition_words(words, condition, &references).into()
    });
    let preview = builder.checked.preview_at(place);
    let findings = preview.map_or(&[][..], |preview| &preview.findings);
    let lacks_account = |found: &Finding| found.problem == Problem::NoAccount;
    let account = task.segment().map(|segment| {
        let account = segment.account.as_ref().and_then(|id| model.account(id));
        let mut to_do = findings.iter().filter(|found| model.is_to_do(found));
        match account {
            Some(account) => TaskAccount::Named(account_title(account).to_owned().into()),
            None if to_do.any(lacks_account) => TaskAccount::NotYet,
            None => TaskAccount::Missing,
        }
    });
    let title = task.title();
    // A task that is called what its kind is called need not say it twice.
    let kind = words.say(kind_text(&task.kind));
    let id = AttrValue::from(task.id.to_string());
    let over = now.over.as_ref().filter(|(over, _)| *over == id);
    Some(TaskItem {
        title: title.to_owned().into(),
        kind_name: task.kind.name().into(),
        icon: kind_icon(&task.kind),
        kind: if kind == title {
            AttrValue::default()
        } else {
            kind
        },
        account,
        condition,
        findings: FindingCount::of(model, findings.iter()),
        on_level: OnLevel::of(workflow, place),
        is_chosen: model.selected().is_some_and(|chosen| chosen.id == task.id),
        drop: over.map(|(_, edge)| *edge),
        is_dragged: now
            .grabbed
            .as_ref()
            .is_some_and(|grabbed| grabbed.item == id),
        id,
    })
}
