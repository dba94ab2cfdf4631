use std::fmt;

use crate::document::TaskId;

/// Which task of a run: one of its own, or one of a workflow that a task of
/// its own runs, and so on inwards. Written `task`, or `outer/task`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskPath {
    /// The tasks around it, the outermost first.
    around: Vec<TaskId>,
    task: TaskId,
}

impl TaskPath {
    /// Reads a path as it is written.
    pub fn parse(text: &str) -> Option<TaskPath> {
        let ids = text.split('/').map(|id| TaskId::parse(id).ok());
        let mut around = ids.collect::<Option<Vec<_>>>()?;
        let task = around.pop()?;
        Some(TaskPath { around, task })
    }

    /// The task itself, in the workflow that it stands in.
    pub fn task(&self) -> &TaskId {
        &self.task
    }

    /// A task of the workflow that this one runs.
    #[must_use]
    pub fn inner(&self, task: &TaskId) -> TaskPath {
        let mut around = self.around.clone();
        around.push(self.task.clone());
        let task = task.clone();
        TaskPath { around, task }
    }

    /// The same task, seen from around that one.
    #[must_use]
    pub(super) fn within(mut self, outer: &TaskId) -> TaskPath {
        self.around.insert(0, outer.clone());
        self
    }

    /// The same task, seen from within the outermost task around it, and which
    /// one that is.
    pub(super) fn enter(&mut self) -> Option<TaskId> {
        (!self.around.is_empty()).then(|| self.around.remove(0))
    }
}

impl From<TaskId> for TaskPath {
    fn from(task: TaskId) -> TaskPath {
        let around = Vec::new();
        TaskPath { around, task }
    }
}

impl fmt::Display for TaskPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for outer in &self.around {
            write!(f, "{}/", outer.as_str())?;
        }
        f.write_str(self.task.as_str())
    }
}
