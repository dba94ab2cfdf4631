use segflow_core::document::{TaskId, Workflow};
use yew::prelude::{
    AttrValue, Callback, Html, NodeRef, Properties, function_component, html, use_state_eq,
};

use super::grabbed::{Grabbed, Over};
use super::sorting::{Places, use_sorting};
use crate::builder::context::{Builder, use_doing};
use crate::model::{Action, Edge, dropped};
use crate::text::{CanvasText, Words, use_words};

/// Properties of [`TaskDrag`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TaskDragProps {
    pub(in crate::builder) builder: Builder,
    /// What holds the tasks.
    pub(in crate::builder) list: NodeRef,
    /// The task that is dragged, if one is.
    pub(in crate::builder) grabbed: Option<Grabbed>,
    /// It would come there.
    pub(in crate::builder) on_over: Callback<Option<Over>>,
    /// It was let go.
    pub(in crate::builder) on_end: Callback<()>,
}

/// Follows a task that is dragged and says where it would come; moves it where
/// it is let go.
#[function_component]
pub(super) fn TaskDrag(props: &TaskDragProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let said = use_state_eq(AttrValue::default);
    let workflow = props.builder.model.workflow();
    let grabbed = props.grabbed.as_ref();

    let on_over = {
        let (workflow, said) = (workflow.clone(), said.clone());
        props.on_over.reform(move |over: Option<Over>| {
            said.set(where_to(&words, &workflow, over.as_ref()));
            over
        })
    };
    let on_end = {
        let (workflow, said) = (workflow.clone(), said.clone());
        let (act, task) = (
            doing.act.clone(),
            grabbed.map(|grabbed| grabbed.item.clone()),
        );
        props.on_end.reform(move |over: Option<Over>| {
            let moved = task.as_deref().and_then(|task| {
                let task = TaskId::parse(task).ok()?;
                let (over, edge) = over?;
                let from = workflow.position(&task)?;
                let over = workflow.position(&TaskId::parse(&over).ok()?)?;
                let to = dropped(&workflow, from, over, edge)?;
                Some(Action::TaskMoved { task, to })
            });
            // The page tells of a task that has moved.
            said.set(match moved {
                Some(_) => AttrValue::default(),
                None => words.say(CanvasText::Stays),
            });
            if let Some(moved) = moved {
                act.emit(moved);
            }
        })
    };
    let list = props.list.clone();
    let list = move || list.cast();
    use_sorting(list, grabbed, Places::OnAndBetween, on_over, on_end);
    html! { <div class="visually-hidden" role="status">{ (*said).clone() }</div> }
}

fn where_to(words: &Words, workflow: &Workflow, over: Option<&Over>) -> AttrValue {
    let task = over.and_then(|(item, edge)| {
        let task = workflow.task(&TaskId::parse(item).ok()?)?;
        Some((task.title(), edge))
    });
    match task {
        Some((title, Edge::Before)) => words.say(CanvasText::Above { title }),
        Some((title, Edge::Beside)) => words.say(CanvasText::Beside { title }),
        Some((title, Edge::After)) => words.say(CanvasText::Below { title }),
        None => AttrValue::default(),
    }
}
