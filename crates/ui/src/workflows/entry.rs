use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_core::time::Timestamp;
use segflow_web::storage::{StoredDocument, UnreadableDocument};
use yew::AttrValue;

use crate::builder::kind_icon;
use crate::icons::Icon;

/// A task, as far as the list of workflows shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TaskSummary {
    /// The sign of its kind.
    pub(crate) icon: Icon,
    /// Its label.
    pub(crate) label: AttrValue,
}

impl TaskSummary {
    /// What the list shows of the tasks of a workflow.
    pub(crate) fn of(workflow: &Workflow) -> Rc<[TaskSummary]> {
        let tasks = workflow.tasks.iter().map(|task| TaskSummary {
            icon: kind_icon(&task.kind),
            label: task.title().to_owned().into(),
        });
        tasks.collect()
    }
}

/// What can be made of what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// A workflow.
    Workflow,
    /// A text that this version cannot load.
    Text,
    /// Something that is no document at all.
    Nothing,
}

/// A workflow, as far as the list knows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The workflow's id.
    pub(super) id: AttrValue,
    /// Its name, else its id.
    pub(super) name: AttrValue,
    /// Its tasks, from top to bottom.
    pub(super) tasks: Rc<[TaskSummary]>,
    /// When it was last changed, where that is known.
    pub(super) changed_at: Option<Timestamp>,
    /// What can be made of it.
    pub(super) reading: Reading,
    /// What a search finds it by.
    found_by: String,
}

impl Entry {
    /// A document, whether or not it can be loaded: opening one tells why.
    pub(super) fn of(document: &StoredDocument) -> Entry {
        match Workflow::load(&document.text) {
            Ok(workflow) => Entry::of_workflow(&document.id, &workflow, document.changed_at),
            Err(_) => Entry {
                changed_at: Some(document.changed_at),
                reading: Reading::Text,
                ..Entry::of_id(&document.id)
            },
        }
    }

    /// A workflow that is kept under an id.
    pub(super) fn of_workflow(id: &str, workflow: &Workflow, changed_at: Timestamp) -> Entry {
        let name = match workflow.name.as_str() {
            "" => id,
            name => name,
        };
        let tasks = TaskSummary::of(workflow);
        let labels: Vec<&str> = tasks.iter().map(|task| task.label.as_str()).collect();
        Entry {
            id: id.to_owned().into(),
            name: name.to_owned().into(),
            changed_at: Some(changed_at),
            reading: Reading::Workflow,
            found_by: format!("{name} {}", labels.join(" ")).to_lowercase(),
            tasks,
        }
    }

    /// Something that is no document.
    pub(super) fn of_unreadable(document: &UnreadableDocument) -> Entry {
        Entry::of_id(&document.id)
    }

    fn of_id(id: &str) -> Entry {
        Entry {
            id: id.to_owned().into(),
            name: id.to_owned().into(),
            tasks: Rc::from([]),
            changed_at: None,
            reading: Reading::Nothing,
            found_by: id.to_lowercase(),
        }
    }

    /// Whether all of the words are found in it.
    pub(super) fn has_all(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.found_by.contains(word))
    }
}
