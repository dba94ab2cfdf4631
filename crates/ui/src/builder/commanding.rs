//! What a builder tells of itself to those who find things by their name, and
//! does when it is told.

use segflow_core::document::{Task, TaskId, TaskKind};
use yew::prelude::{AttrValue, Callback};

use super::context::{Builder, Doing};
use super::first_run::Wanted;
use super::words::{change_words, kind_icon, kind_text};
use crate::model::Action;
use crate::palette::{Command, Outline, OutlineTask};
use crate::text::{BuilderText, Words};

/// What there is now.
pub(super) fn outline(words: &Words, builder: &Builder) -> Outline {
    let model = &builder.model;
    let told = |task: &Task| OutlineTask {
        id: task.id.to_string().into(),
        title: task.title().to_owned().into(),
        icon: kind_icon(&task.kind),
    };
    let chosen = model.selected();
    let preview = chosen.and_then(|task| builder.checked.preview(&task.id));
    let request = preview.and_then(|preview| preview.request.as_ref());
    let change = |change| change_words(words, change);
    let (undo, redo) = (model.undoable().map(change), model.redoable().map(change));
    Outline {
        workflow: model.workflow().id.to_string().into(),
        tasks: model
            .workflow()
            .tasks
            .iter()
            .map(|task| told(task))
            .collect(),
        chosen: chosen.map(|task| told(task)),
        undo: undo.map(|what| words.say(BuilderText::UndoThat { what: &what })),
        redo: redo.map(|what| words.say(BuilderText::RedoThat { what: &what })),
        payload: request.map(|request| AttrValue::from(request.shown().body)),
        may_edit: model.may_edit(),
    }
}

/// Does what is told.
pub(super) fn commanded(words: Words, builder: &Builder, doing: &Doing) -> Callback<Command> {
    let chosen = builder.model.selected().cloned();
    let run = doing.run.clone();
    doing.maybe(move |command: Command| {
        Some(match command {
            Command::Add(kind) => {
                let kind = TaskKind::from_name(kind)?;
                Action::TaskAdded {
                    label: words.say(kind_text(&kind)).to_string(),
                    kind,
                }
            }
            Command::Choose(id) => Action::TaskPointedAt(TaskId::parse(&id).ok()?),
            Command::Duplicate => {
                let task = chosen.as_ref()?;
                let title = task.title();
                Action::TaskDuplicated {
                    task: task.id.clone(),
                    label: words.say(BuilderText::CopyOf { title }).to_string(),
                }
            }
            Command::Delete => Action::TaskRemoved(chosen.as_ref()?.id.clone()),
            Command::Undo => Action::Undone,
            Command::Redo => Action::Redone,
            Command::Run => {
                run.emit(Wanted::Run);
                return None;
            }
            Command::DryRun => {
                run.emit(Wanted::Dry);
                return None;
            }
        })
    })
}
