use segflow_core::document::Task;
use segflow_core::json::Value;
use segflow_core::run::{Run, TaskRun, TaskStatus};

use crate::model::{Difference, differences};

/// A task in two runs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compared {
    /// What people call it.
    pub(super) title: String,
    /// What became of it in the run that is looked at; `None` if it has no such
    /// task.
    pub(super) here: Option<TaskStatus>,
    /// What became of it in the other run.
    pub(super) there: Option<TaskStatus>,
    /// What was answered or sent differently: `before` there, `after` here.
    pub(super) differences: Vec<Difference>,
}

impl Compared {
    /// Whether it went the same way with the same content.
    pub(super) fn is_same(&self) -> bool {
        self.here == self.there && self.differences.is_empty()
    }
}

/// The tasks of a run beside those of another one, and then those that only the
/// other one has. What is new in every run is no difference.
pub(super) fn compare(here: &Run, there: &Run) -> Vec<Compared> {
    let own = here.tasks().iter().filter_map(|task| {
        let other = there.task(&task.task);
        compared(
            here.flow().workflow().task(&task.task)?,
            (here, Some(task)),
            (there, other),
        )
    });
    let others = there.tasks().iter().filter_map(|task| {
        let is_new = here.task(&task.task).is_none();
        let title = there
            .flow()
            .workflow()
            .task(&task.task)
            .filter(|_| is_new)?;
        compared(title, (here, None), (there, Some(task)))
    });
    own.chain(others).collect()
}

fn compared(
    task: &Task,
    (here, own): (&Run, Option<&TaskRun>),
    (there, other): (&Run, Option<&TaskRun>),
) -> Option<Compared> {
    let content = |run: &Run, task: &TaskRun| -> String {
        let answers = || run.record().get(task.task.as_str()).map(Value::to_string);
        let request = task.request.as_ref().map(|request| request.body.clone());
        request.or_else(answers).unwrap_or_else(|| "{}".to_owned())
    };
    let both = own.zip(other);
    let differences =
        both.map(|(own, other)| differences(&content(there, other), &content(here, own)));
    Some(Compared {
        title: task.title().to_owned(),
        here: own.map(|task| task.status),
        there: other.map(|task| task.status),
        differences: differences.unwrap_or_default(),
    })
}
