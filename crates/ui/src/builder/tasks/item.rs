use std::sync::Arc;

use segflow_core::document::Task;
use yew::prelude::{AttrValue, Html, MouseEvent, Properties, classes, function_component, html};

use crate::builder::context::use_doing;
use crate::builder::findings::FindingCount;
use crate::builder::words::{kind_icon, kind_text};
use crate::icons::{Icon, Sign};
use crate::model::Action;
use crate::parts::{Badge, Button, ButtonKind, ButtonSize};
use crate::text::{BuilderText, use_words};

/// Properties of [`TaskItem`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TaskItemProps {
    pub(super) task: Arc<Task>,
    /// Its place, counted from 0.
    pub(super) place: usize,
    /// The last task's place.
    pub(super) last: usize,
    pub(super) is_chosen: bool,
    /// When it is activated, in words.
    pub(super) condition: Option<AttrValue>,
    /// How many findings block it.
    pub(super) errors: usize,
    /// How many findings there are.
    pub(super) findings: usize,
}

/// A task in the list: its button chooses it, and others move or delete it.
#[function_component]
pub(super) fn TaskItem(props: &TaskItemProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let task = &props.task;
    let title = task.title();
    let choose = {
        let id = task.id.clone();
        doing
            .act
            .reform(move |_: MouseEvent| Action::TaskChosen(id.clone()))
    };
    let move_to = |to: usize| {
        let id = task.id.clone();
        doing.act.reform(move |_: MouseEvent| Action::TaskMoved {
            task: id.clone(),
            to,
        })
    };
    let delete = {
        let id = task.id.clone();
        doing
            .act
            .reform(move |_: MouseEvent| Action::TaskRemoved(id.clone()))
    };
    // A task that is called what its kind is called need not say it twice.
    let kind = words.say(kind_text(&task.kind));
    let kind = (kind != title).then_some(kind);
    let about = match (kind, &props.condition) {
        (Some(kind), Some(condition)) => words.say(BuilderText::KindIf {
            kind: &kind,
            condition,
        }),
        (None, Some(condition)) => words.say(BuilderText::If { condition }),
        (kind, None) => kind.unwrap_or_default(),
    };
    let beside = task.beside_previous.then_some("beside");
    html! {
        <li class={classes!("task-item", beside)}>
            <button type="button" class="task-open" data-task={task.id.to_string()}
                aria-current={props.is_chosen.then_some("true")} onclick={choose}>
                <span class="task-icon" data-kind={task.kind.name()}>
                    <Sign icon={kind_icon(&task.kind)} />
                </span>
                <span class="task-text">
                    <span class="task-label" dir="auto">{ title.to_owned() }</span>
                    <span class="task-kind">{ about }</span>
                </span>
                <span class="task-marks">
                    if task.activate_when.is_some() {
                        <Badge icon={Icon::Condition}>
                            <span class="visually-hidden">{ words.say(BuilderText::HasCondition) }</span>
                        </Badge>
                    }
                    <FindingCount count={props.findings} errors={props.errors} />
                </span>
            </button>
            <div class="task-actions">
                <Button label={words.say(BuilderText::MoveUp { title })} icon={Icon::MoveUp}
                    icon_only=true kind={ButtonKind::Quiet} size={ButtonSize::Small}
                    disabled={props.place == 0} on_press={move_to(props.place.saturating_sub(1))} />
                <Button label={words.say(BuilderText::MoveDown { title })} icon={Icon::MoveDown}
                    icon_only=true kind={ButtonKind::Quiet} size={ButtonSize::Small}
                    disabled={props.place == props.last} on_press={move_to(props.place + 1)} />
                <Button label={words.say(BuilderText::DeleteThat { title })} icon={Icon::Trash}
                    icon_only=true kind={ButtonKind::Quiet} size={ButtonSize::Small}
                    on_press={delete} />
            </div>
        </li>
    }
}
