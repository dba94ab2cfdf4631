use segflow_core::document::{Task, TaskId, TaskKind, Workflow};
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use crate::builder::context::{Builder, use_doing};
use crate::builder::tasks::offered_kinds;
use crate::builder::words::kind_text;
use crate::icons::Icon;
use crate::model::{Action, Destination, Toward, apart, beside, step};
use crate::parts::{ButtonKind, MenuItem, MenuList};
use crate::text::{BuilderText, CanvasText, Text, Words, use_words};

/// What was opened at a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::builder) enum Opened {
    /// What can be done with it.
    Menu,
    /// What can be put in behind it.
    Insert,
}

/// Properties of [`TaskMenu`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TaskMenuProps {
    pub(in crate::builder) builder: Builder,
    pub(in crate::builder) task: AttrValue,
    pub(in crate::builder) opened: Opened,
    /// The id of the button that opened it.
    pub(in crate::builder) button: AttrValue,
    /// The menu is to be closed, and the focus to go back.
    pub(in crate::builder) on_close: Callback<()>,
}

const DUPLICATE: &str = "duplicate";
const UP: &str = "up";
const DOWN: &str = "down";
const BESIDE_UP: &str = "beside-up";
const BESIDE_DOWN: &str = "beside-down";
const APART: &str = "apart";
const DELETE: &str = "delete";

/// What can be done with a task, or with the place behind it.
#[function_component]
pub(super) fn TaskMenu(props: &TaskMenuProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let workflow = props.builder.model.workflow();
    let found = TaskId::parse(&props.task).ok();
    let place = found.as_ref().and_then(|task| workflow.position(task));
    let (Some(place), Some(task)) = (
        place,
        place.and_then(|place| workflow.tasks.get(place).cloned()),
    ) else {
        return Html::default();
    };
    let items = match props.opened {
        Opened::Menu => offered(&words, workflow, place),
        Opened::Insert => offered_kinds(&words),
    };
    let on_pick = {
        let (workflow, opened) = (workflow.clone(), props.opened);
        doing.maybe(move |key: AttrValue| match opened {
            Opened::Menu => action(&words, &workflow, place, &task, &key),
            Opened::Insert => {
                let kind = TaskKind::from_name(&key)?;
                Some(Action::TaskInserted {
                    label: words.say(kind_text(&kind)).to_string(),
                    kind,
                    to: place + 1,
                })
            }
        })
    };
    html! {
        <MenuList id={AttrValue::from(format!("{}-list", props.button))}
            labelled_by={props.button.clone()} {items} {on_pick}
            on_close={props.on_close.clone()} />
    }
}

/// What can be done with the task at a place.
fn offered(words: &Words, workflow: &Workflow, place: usize) -> Vec<MenuItem> {
    let item = |key: &'static str, icon: Icon, text: CanvasText<'_>| MenuItem {
        icon: Some(icon),
        ..MenuItem::new(key, words.say(text))
    };
    let title = |place: Option<usize>| {
        let task = place.and_then(|place| workflow.tasks.get(place));
        task.map(|task| task.title()).unwrap_or_default()
    };
    let can = |to: Option<Destination>, item: MenuItem| to.map(|_| item);
    let level = workflow.level_of(place);
    let (above, below) = (title(place.checked_sub(1)), title(Some(level.end)));
    [
        Some(item(DUPLICATE, Icon::Copy, CanvasText::Duplicate)),
        can(
            step(workflow, place, Toward::Start),
            item(UP, Icon::MoveUp, CanvasText::MoveUp),
        ),
        can(
            step(workflow, place, Toward::End),
            item(DOWN, Icon::MoveDown, CanvasText::MoveDown),
        ),
        can(
            beside(workflow, place, Toward::Start),
            item(
                BESIDE_UP,
                Icon::Beside,
                CanvasText::PutBeside { title: above },
            ),
        ),
        can(
            beside(workflow, place, Toward::End),
            item(
                BESIDE_DOWN,
                Icon::Beside,
                CanvasText::PutBeside { title: below },
            ),
        ),
        can(
            apart(workflow, place),
            item(APART, Icon::Dash, CanvasText::PutApart),
        ),
        Some(MenuItem {
            icon: Some(Icon::Trash),
            kind: ButtonKind::Danger,
            ..MenuItem::new(DELETE, words.say(Text::Delete))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn action(
    words: &Words,
    workflow: &Workflow,
    place: usize,
    task: &Task,
    key: &str,
) -> Option<Action> {
    let id = task.id.clone();
    let to = match key {
        DUPLICATE => {
            let title = task.title();
            return Some(Action::TaskDuplicated {
                task: id,
                label: words.say(BuilderText::CopyOf { title }).to_string(),
            });
        }
        DELETE => return Some(Action::TaskRemoved(id)),
        UP => step(workflow, place, Toward::Start),
        DOWN => step(workflow, place, Toward::End),
        BESIDE_UP => beside(workflow, place, Toward::Start),
        BESIDE_DOWN => beside(workflow, place, Toward::End),
        _ => apart(workflow, place),
    };
    to.map(|to| Action::TaskMoved { task: id, to })
}
