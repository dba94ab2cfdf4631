use std::sync::Arc;

use segflow_core::document::{MissingRule, SegmentField, Task};

/// One thing in which a workflow differs from how it was.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    /// It is called something else.
    Renamed {
        /// What it was called.
        from: String,
        /// What it is called.
        to: String,
    },
    /// A task is there that was not.
    Added(Arc<Task>),
    /// A task is no longer there.
    Removed(Arc<Task>),
    /// A task stands somewhere else.
    Moved {
        /// Which task.
        title: String,
        /// Its place before, from 1.
        from: usize,
        /// Its place now, from 1.
        to: usize,
    },
    /// Something within a task.
    Task {
        /// Which task.
        title: String,
        /// In what it differs.
        details: Vec<Detail>,
    },
    /// A sample is there that was not.
    SampleAdded(String),
    /// A sample is no longer there.
    SampleRemoved(String),
    /// A sample's answers, or what it should give.
    SampleChanged(String),
    /// The tracking plan.
    Plan,
    /// Something that this version has no words for.
    Rest,
}

/// In what a task differs from how it was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Detail {
    /// What it is.
    pub(super) place: Place,
    /// How it was; nothing where it was not there.
    pub(super) before: Option<Shown>,
    /// How it is; nothing where it is no longer there.
    pub(super) after: Option<Shown>,
}

/// Something of a task, as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// A text, or a value as JSON.
    Text(String),
    /// A condition, as it is in that version of the task.
    Condition(Arc<Task>),
    /// What becomes of a place whose tag has no value.
    Rule(MissingRule),
    /// Yes.
    Yes,
    /// No.
    No,
}

/// A part of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Label,
    Id,
    Account,
    ActivateWhen,
    CompleteWhen,
    /// Whether the tasks after it go on where it fails.
    GoesOn,
    /// Whether it stands beside the task before it.
    Beside,
    /// A field of the call, or a row of its traits or properties: the way to it.
    Field(SegmentField, Vec<String>),
    /// What becomes of a place whose tag has no value.
    Missing(String),
    /// A question of a form.
    Question(String),
    /// What is asked by it.
    QuestionLabel(String),
    QuestionHint(String),
    QuestionType(String),
    QuestionRequired(String),
    QuestionChoices(String),
    QuestionDefault(String),
    /// The order of the questions.
    QuestionOrder,
    /// The workflow that it runs.
    Workflow,
    /// What that is given.
    Input(String),
    /// Something that this version has no words for.
    Rest,
}
