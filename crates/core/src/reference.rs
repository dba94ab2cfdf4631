//! What a task's tags and conditions can refer to.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use crate::check::similar;
use crate::document::{FormFieldType, Task, TaskId, TaskKind, Workflow};
use crate::expression::{Own, ResultOf};
use crate::index::Index;
use crate::surroundings::HostField;
use crate::template::{Path, Step};

/// Something a tag can refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The path, as it is written in a tag.
    pub path: String,
    /// What people call it.
    pub label: String,
    /// The task it belongs to; none for the run's own values.
    pub task: Option<TaskId>,
    /// What people call the task.
    pub task_title: String,
    /// The type its form declares, if it is an answer.
    pub field_type: Option<FormFieldType>,
}

/// Why a path leads nowhere, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// No task has that id.
    Task {
        /// The whole path that may have been meant.
        similar: Option<String>,
    },
    /// The task comes later, so it has no values yet.
    LaterTask {
        /// What people call that task.
        title: String,
    },
    /// The host page gives no such value.
    HostField {
        /// The whole path that may have been meant.
        similar: Option<String>,
    },
    /// The task has no such field.
    Field {
        /// What people call the task.
        title: String,
        /// The whole path that may have been meant.
        similar: Option<String>,
    },
}

impl Unknown {
    /// The whole path that may have been meant.
    pub fn similar(&self) -> Option<&str> {
        match self {
            Unknown::Task { similar }
            | Unknown::HostField { similar }
            | Unknown::Field { similar, .. } => similar.as_deref(),
            Unknown::LaterTask { .. } => None,
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let similar = match self {
            Unknown::Task { similar } => {
                f.write_str("no task has that id")?;
                similar
            }
            Unknown::LaterTask { title } => {
                return write!(
                    f,
                    "\"{title}\" comes later, so it has no values yet; move it up"
                );
            }
            Unknown::HostField { similar } => {
                f.write_str("the page gives no such value")?;
                similar
            }
            Unknown::Field { title, similar } => {
                write!(f, "\"{title}\" has no such field")?;
                similar
            }
        };
        match similar {
            Some(path) => write!(f, "; did you mean {{{{ {path} }}}}?"),
            None => f.write_str("; type { to choose a field"),
        }
    }
}

/// The values a run has of its own, whatever its tasks are.
const OWN: [(&str, &str, Own); 7] = [
    ("user.role", "Current user's role", Own::UserRole),
    ("user.email", "Current user's email", Own::UserEmail),
    ("run.id", "Run ID", Own::RunId),
    ("run.startedAt", "Run started at", Own::RunStartedAt),
    ("workflow.id", "Workflow ID", Own::WorkflowId),
    ("workflow.name", "Workflow name", Own::WorkflowName),
    ("row.number", "Row number", Own::RowNumber),
];

/// What tags can read of an earlier Segment task.
const RESULTS: [(&str, &str, ResultOf); 2] = [
    ("messageId", "Message ID", ResultOf::MessageId),
    ("status", "Status", ResultOf::Status),
];

/// Where the value of a path is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// In the record.
    Answer,
    /// With the run.
    Own(Own),
    /// With an earlier task.
    Result(ResultOf),
    /// With the host page.
    Host,
    /// It is not.
    Nowhere,
}

/// Where the tasks of a workflow stand, by their ids: with it a path is
/// resolved without looking through all tasks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places<'w>(Index<'w>);

impl<'w> Places<'w> {
    pub(crate) fn of(workflow: &'w Workflow) -> Places<'w> {
        Places(Index::of(
            workflow.tasks.iter().map(|task| task.id.as_str()),
        ))
    }

    /// The place of the task of that id, counted from 0.
    pub(crate) fn get(&self, id: &str) -> Option<usize> {
        self.0.get(id)
    }
}

/// What a task asked about others while it was compiled: as long as the
/// answers stay the same, so does what it was compiled to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Asked {
    /// The tasks that its paths begin with.
    pub(crate) tasks: Vec<String>,
    /// Whether a path led nowhere: what may have been meant depends on all
    /// tasks.
    pub(crate) found_nothing: bool,
    /// Whether a path leads to what an earlier task did.
    pub(crate) reads_results: bool,
    /// Whether that is its status.
    pub(crate) reads_status: bool,
}

/// What the tags of one task can refer to: tasks above it, and the run.
#[derive(Debug, Clone, Copy)]
pub struct References<'w> {
    workflow: &'w Workflow,
    task: &'w TaskId,
    /// The tasks whose values it can use: those above it.
    before: &'w [Arc<Task>],
    places: Option<&'w Places<'w>>,
    asked: Option<&'w RefCell<Asked>>,
    host: Option<&'w [HostField]>,
}

impl<'w> References<'w> {
    /// What that task of the workflow can refer to.
    pub fn of(workflow: &'w Workflow, task: &'w TaskId) -> References<'w> {
        References {
            workflow,
            task,
            before: workflow.tasks_before(task),
            places: None,
            asked: None,
            host: None,
        }
    }

    /// The same for the task at a place whose places are known; what it asks
    /// is noted.
    pub(crate) fn at(
        workflow: &'w Workflow,
        task: &'w TaskId,
        place: usize,
        places: &'w Places<'w>,
        asked: &'w RefCell<Asked>,
    ) -> References<'w> {
        References {
            workflow,
            task,
            before: workflow.tasks.get(..place).unwrap_or(&[]),
            places: Some(places),
            asked: Some(asked),
            host: None,
        }
    }

    /// The same, with what the host page says it gives; `None` where it says
    /// nothing, so that any path may be right.
    #[must_use]
    pub fn with_host(mut self, host: Option<&'w [HostField]>) -> References<'w> {
        self.host = host;
        self
    }

    /// The same, with the values of the task itself: they are there once it
    /// has done its work.
    #[must_use]
    pub fn with_own(mut self) -> References<'w> {
        let end = self.before.len() + 1;
        self.before = self.workflow.tasks.get(..end).unwrap_or(self.before);
        self
    }

    /// The task of that id, and whether its values can be used.
    fn task_of(&self, id: &str) -> Option<(&'w Task, bool)> {
        let place = match self.places {
            Some(places) => places.get(id),
            None => {
                let mut tasks = self.workflow.tasks.iter();
                tasks.position(|task| task.id.as_str() == id)
            }
        };
        if let Some(asked) = self.asked {
            let mut asked = asked.borrow_mut();
            if !asked.tasks.iter().any(|known| known == id) {
                asked.tasks.push(id.to_owned());
            }
        }
        let place = place?;
        let task = self.workflow.tasks.get(place)?;
        Some((task, place < self.before.len()))
    }

    /// The task that refers.
    pub fn task(&self) -> &'w TaskId {
        self.task
    }

    /// Everything there is to refer to: the answers of the nearest forms
    /// first, the run's own values last.
    pub fn list(&self) -> Vec<Reference> {
        let before = self.before;
        let answers = before.iter().rev().flat_map(|task| {
            task.form().into_iter().flat_map(|form| {
                form.fields
                    .iter()
                    .filter(|field| field.field_type.takes_answer())
                    .map(|field| Reference {
                        path: Path::of_field(&task.id, field.id.as_str()).to_string(),
                        label: field.title().to_owned(),
                        task: Some(task.id.clone()),
                        task_title: task.title().to_owned(),
                        field_type: Some(field.field_type),
                    })
            })
        });
        let results = before
            .iter()
            .rev()
            .filter(|task| task.segment().is_some())
            .flat_map(|task| {
                RESULTS.into_iter().map(|(name, label, _)| Reference {
                    path: Path::of_field(&task.id, name).to_string(),
                    label: label.to_owned(),
                    task: Some(task.id.clone()),
                    task_title: task.title().to_owned(),
                    field_type: None,
                })
            });
        let host = self.host.unwrap_or_default().iter().map(|field| Reference {
            field_type: field.field_type,
            ..own(&field.path.to_string(), &field.label)
        });
        let own = OWN.into_iter().map(|(path, label, _)| own(path, label));
        answers.chain(results).chain(host).chain(own).collect()
    }

    /// Where the value of a path is found.
    pub(crate) fn target(&self, path: &Path) -> Target {
        let target = self.target_of(path);
        if let (Target::Result(result), Some(asked)) = (target, self.asked) {
            let mut asked = asked.borrow_mut();
            asked.reads_results = true;
            asked.reads_status |= result == ResultOf::Status;
        }
        target
    }

    fn target_of(&self, path: &Path) -> Target {
        let field = path.field().unwrap_or_default();
        if path.head == "host" {
            return Target::Host;
        }
        if let Some((.., own)) = own_value(&path.head, field) {
            return Target::Own(own);
        }
        let Some((task, true)) = self.task_of(&path.head) else {
            return Target::Nowhere;
        };
        match &task.kind {
            TaskKind::Form(form) => match form.field(field) {
                Some(field) if field.field_type.takes_answer() => Target::Answer,
                _ => Target::Nowhere,
            },
            TaskKind::Segment(_) => RESULTS
                .into_iter()
                .find(|(name, ..)| *name == field)
                .map_or(Target::Nowhere, |(.., result)| Target::Result(result)),
            TaskKind::Workflow(_) => Target::Nowhere,
        }
    }

    /// What a path refers to.
    pub fn resolve(&self, path: &Path) -> Result<Reference, Unknown> {
        let found = self.find(path);
        if let (Err(_), Some(asked)) = (&found, self.asked) {
            asked.borrow_mut().found_nothing = true;
        }
        found
    }

    fn find(&self, path: &Path) -> Result<Reference, Unknown> {
        let field = path.field().unwrap_or_default();
        if path.head == "host" {
            return self.host_field(path);
        }
        if let Some((own_path, label, _)) = own_value(&path.head, field) {
            return Ok(own(own_path, label));
        }
        match self.task_of(&path.head) {
            Some((task, true)) => self
                .field_of(task, path, field)
                .ok_or_else(|| Unknown::Field {
                    title: task.title().to_owned(),
                    similar: self.similar(path),
                }),
            Some((task, false)) => Err(Unknown::LaterTask {
                title: task.title().to_owned(),
            }),
            None => Err(Unknown::Task {
                similar: self.similar(path),
            }),
        }
    }

    fn field_of(&self, task: &Task, path: &Path, name: &str) -> Option<Reference> {
        let (label, field_type) = match &task.kind {
            TaskKind::Form(form) => {
                let field = form
                    .field(name)
                    .filter(|field| field.field_type.takes_answer())?;
                (field.title(), Some(field.field_type))
            }
            TaskKind::Segment(_) => {
                let (_, label, _) = RESULTS.into_iter().find(|(known, ..)| *known == name)?;
                (label, None)
            }
            TaskKind::Workflow(_) => return None,
        };
        Some(Reference {
            path: path.to_string(),
            label: format!("{label}{}", below(path, 1)),
            task: Some(task.id.clone()),
            task_title: task.title().to_owned(),
            // What lies within an answer is of any type.
            field_type: field_type.filter(|_| path.steps.len() == 1),
        })
    }

    /// A value of the host page, if it gives that one, one around it, or one
    /// within it.
    fn host_field(&self, path: &Path) -> Result<Reference, Unknown> {
        let mut reference = own(&path.to_string(), &path.to_string());
        let Some(given) = self.host else {
            return Ok(reference);
        };
        let is_along = |field: &&HostField| {
            std::iter::zip(&path.steps, &field.path.steps).all(|(left, right)| left == right)
        };
        // The nearest around it says the most of it.
        let depth = |field: &&HostField| field.path.steps.len().min(path.steps.len());
        let near = given.iter().filter(is_along).max_by_key(depth);
        let Some(field) = near else {
            return Err(Unknown::HostField {
                similar: self.similar(path),
            });
        };
        let depth = field.path.steps.len();
        if depth <= path.steps.len() {
            reference.label = format!("{}{}", field.label, below(path, depth));
            reference.field_type = field.field_type.filter(|_| depth == path.steps.len());
        }
        Ok(reference)
    }

    fn similar(&self, path: &Path) -> Option<String> {
        let written = path.to_string();
        let list = self.list();
        let paths = list.iter().map(|reference| reference.path.as_str());
        similar(&written, paths).map(str::to_owned)
    }
}

/// The value of the run's own that a path names.
fn own_value(head: &str, field: &str) -> Option<(&'static str, &'static str, Own)> {
    OWN.into_iter()
        .find(|(path, ..)| path.split_once('.') == Some((head, field)))
}

/// What follows the first steps of a path, for people.
fn below(path: &Path, depth: usize) -> String {
    path.steps
        .iter()
        .skip(depth)
        .map(|step| match step {
            Step::Key(key) => format!(" › {key}"),
            Step::Index(index) => format!(" › {}", index.saturating_add(1)),
        })
        .collect()
}

fn own(path: &str, label: &str) -> Reference {
    Reference {
        path: path.to_owned(),
        label: label.to_owned(),
        task: None,
        task_title: String::new(),
        field_type: None,
    }
}
