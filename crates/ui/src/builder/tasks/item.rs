use std::sync::Arc;

use segflow_core::document::Task;
use yew::prelude::{AttrValue, Html, MouseEvent, classes, html};

use crate::builder::context::Doing;
use crate::builder::findings::finding_count;
use crate::builder::words::{kind_icon, kind_text};
use crate::icons::{Icon, sign};
use crate::model::Action;
use crate::parts::{Button, Tone, badge};
use crate::text::{BuilderText, Words};

/// A task in the list: its button chooses it, and others move or delete it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TaskItem {
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

impl TaskItem {
    /// The task as it is drawn.
    pub(super) fn view(&self, words: &Words, doing: &Doing) -> Html {
        let task = &self.task;
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
        let about = match (kind, &self.condition) {
            (Some(kind), Some(condition)) => words.say(BuilderText::KindIf {
                kind: &kind,
                condition,
            }),
            (None, Some(condition)) => words.say(BuilderText::If { condition }),
            (kind, None) => kind.unwrap_or_default(),
        };
        let beside = task.beside_previous.then_some("beside");
        html! {
            <li key={task.id.as_str()} class={classes!("task-item", beside)} part="task">
                <button type="button" class="task-open" data-task={task.id.to_string()}
                    aria-current={self.is_chosen.then_some("true")} onclick={choose}>
                    <span class="task-icon" data-kind={task.kind.name()}>
                        { sign(kind_icon(&task.kind)) }
                    </span>
                    <span class="task-text">
                        <span class="task-label" part="task-title" dir="auto">{ title.to_owned() }</span>
                        <span class="task-kind">{ about }</span>
                    </span>
                    <span class="task-marks">
                        if task.activate_when.is_some() {
                            { conditional(words) }
                        }
                        { finding_count(words, self.findings, self.errors) }
                    </span>
                </button>
                <div class="task-actions">
                    {
                        Button::sign_only(Icon::MoveUp, words.say(BuilderText::MoveUp { title }))
                            .small()
                            .disabled(self.place == 0)
                            .on_press(move_to(self.place.saturating_sub(1)))
                            .view()
                    }
                    {
                        Button::sign_only(Icon::MoveDown, words.say(BuilderText::MoveDown { title }))
                            .small()
                            .disabled(self.place == self.last)
                            .on_press(move_to(self.place + 1))
                            .view()
                    }
                    {
                        Button::sign_only(Icon::Trash, words.say(BuilderText::DeleteThat { title }))
                            .small()
                            .on_press(delete)
                            .view()
                    }
                </div>
            </li>
        }
    }
}

/// Says that a task has a condition, beside others that have none.
fn conditional(words: &Words) -> Html {
    let content = html! {
        <span class="visually-hidden">{ words.say(BuilderText::HasCondition) }</span>
    };
    badge(Tone::Neutral, Some(Icon::Condition), content)
}
