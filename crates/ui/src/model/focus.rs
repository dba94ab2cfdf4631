use segflow_core::document::TaskId;
use segflow_core::json::Pointer;

/// Where the focus is to go. Each request counts one up, so that going to the
/// same place twice is two requests.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FocusRequest {
    /// How many requests there have been.
    pub number: u32,
    /// Where to; nowhere before the first request.
    pub target: Option<FocusTarget>,
}

/// A place that can take the focus.
#[derive(Debug, Clone, PartialEq)]
pub enum FocusTarget {
    /// The task in the list.
    Task(TaskId),
    /// The button that adds a task.
    AddTask,
    /// The first field of the editor.
    FirstField,
    /// The control for a place of the chosen task.
    Place(Pointer),
    /// The summary of what is missing before a run.
    Missing,
    /// What became of the run.
    Run,
}

impl FocusRequest {
    pub(super) fn ask(&mut self, target: FocusTarget) {
        self.number = self.number.wrapping_add(1);
        self.target = Some(target);
    }
}
