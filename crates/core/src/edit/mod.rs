//! Edits: every way in which a person changes a workflow, and their undoing.

mod apply;
mod change;
mod history;
mod kept;
mod level;
mod mention;
mod new_task;
mod rename;
mod row;
mod row_type;

pub use change::Change;
pub use history::History;
pub use level::Stands;
pub use mention::{Mention, Named};
pub use new_task::new_form_field;
pub use row_type::{Converted, RowType};

use crate::condition::Condition;
use crate::document::{
    AccountId, FieldId, FormField, MissingRule, Sample, SegmentField, TaskId, TaskKind,
};
use crate::json::{Pointer, Value};

/// One change of a workflow. An edit that names something that is not there
/// changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives the workflow another name.
    RenameWorkflow(String),
    /// Puts a new task at the end. A Segment task begins with the account and
    /// the ids of the one before it.
    AddTask {
        /// What it does.
        kind: TaskKind,
        /// What people call it; its id is made from this.
        label: String,
    },
    /// Puts a new task at a place, on a level of its own. A Segment task begins
    /// with the account and the ids of the one before it.
    InsertTask {
        /// What it does.
        kind: TaskKind,
        /// What people call it; its id is made from this.
        label: String,
        /// The place, counted from 0.
        to: usize,
    },
    /// Puts a copy of a task behind it, on its level if it shares that with
    /// others. What the task says of itself the copy says of itself.
    DuplicateTask {
        /// Which task.
        task: TaskId,
        /// What people call the copy.
        label: String,
    },
    /// Takes a task out. The others stay on the levels they are on.
    RemoveTask(TaskId),
    /// Moves a task to another place, counted from 0 without the task itself.
    MoveTask {
        /// Which task.
        task: TaskId,
        /// Where to.
        to: usize,
        /// On which level.
        stands: Stands,
    },
    /// Gives a task another label. Its id, and so all tags, stay.
    LabelTask {
        /// Which task.
        task: TaskId,
        /// What people call it from now on.
        label: String,
    },
    /// Gives a task another id, and changes it in everything that refers to
    /// the task. An id that another task has changes nothing.
    RenameTask {
        /// Which task.
        task: TaskId,
        /// Its id from now on.
        to: TaskId,
    },
    /// Gives a field of a form another id, and changes it in everything that
    /// refers to the field. An id that another field has changes nothing.
    RenameField {
        /// The form.
        task: TaskId,
        /// Which field.
        field: FieldId,
        /// Its id from now on.
        to: FieldId,
    },
    /// Sets or, with `None`, removes a field of a Segment task.
    SetField {
        /// Which task.
        task: TaskId,
        /// Which field.
        field: SegmentField,
        /// Its value, whose texts may hold tags.
        value: Option<Value>,
    },
    /// Adds a row to a Segment task: a member of an object, which is made where
    /// nothing is there, or, one past its end, an element of a list. A place
    /// that is taken stays as it is.
    AddRow {
        /// Which task.
        task: TaskId,
        /// The row's place in the task, such as `/traits/address/city`.
        at: Pointer,
        /// Its value, whose texts may hold tags.
        value: Value,
    },
    /// Adds several rows at once: to an object, which is made where nothing is
    /// there, its members, of which those that are there get their value; to a
    /// list its elements, at the end.
    AddRows {
        /// Which task.
        task: TaskId,
        /// The place of the object or list, such as `/traits`.
        at: Pointer,
        /// An object of rows for an object, a list for a list.
        rows: Value,
    },
    /// Sets the row at a place, and makes the objects around it that are not
    /// there. Without a value takes it out, and with it the objects around it
    /// that are left empty. A place within something else changes nothing.
    PutRow {
        /// Which task.
        task: TaskId,
        /// The row's place in the task, such as `/context/app/name`.
        at: Pointer,
        /// Its value, whose texts may hold tags.
        value: Option<Value>,
    },
    /// Gives a row of a Segment task another value. Rules for what the value
    /// no longer holds go.
    SetRow {
        /// Which task.
        task: TaskId,
        /// The row's place in the task.
        at: Pointer,
        /// Its value, whose texts may hold tags.
        value: Value,
    },
    /// Gives a row of a Segment task another name, in its place. What is to
    /// become of it where its tag has no value goes with it. A name that
    /// another row has changes nothing.
    RenameRow {
        /// Which task.
        task: TaskId,
        /// The row's place up to now.
        at: Pointer,
        /// The row's name from now on.
        to: String,
    },
    /// Takes a row out of a Segment task, with the rules for it. In a list the
    /// rows after it move up, and so do their rules.
    RemoveRow {
        /// Which task.
        task: TaskId,
        /// The row's place in the task.
        at: Pointer,
    },
    /// Moves a row among those beside it, and its rules with it.
    MoveRow {
        /// Which task.
        task: TaskId,
        /// The row's place in the task.
        at: Pointer,
        /// Where to, counted from 0 without the row itself.
        to: usize,
    },
    /// Sets or, with `None`, removes the rule for where a tag at a place of a
    /// Segment task has no value.
    SetMissing {
        /// Which task.
        task: TaskId,
        /// The place in the task.
        at: Pointer,
        /// What is to become of it.
        rule: Option<MissingRule>,
    },
    /// Chooses the account of a Segment task.
    SetAccount {
        /// Which task.
        task: TaskId,
        /// Which account.
        account: Option<AccountId>,
    },
    /// Sets when a task is activated.
    SetActivateWhen {
        /// Which task.
        task: TaskId,
        /// The condition; `None` means always.
        condition: Option<Condition>,
    },
    /// Sets when a task is complete.
    SetCompleteWhen {
        /// Which task.
        task: TaskId,
        /// The condition; `None` means always.
        condition: Option<Condition>,
    },
    /// Chooses the workflow that a task runs, by its id.
    SetWorkflow {
        /// Which task.
        task: TaskId,
        /// The id of the other workflow.
        workflow: String,
    },
    /// Sets or, with `None`, removes what a field of the workflow that a task
    /// runs is answered with.
    SetInput {
        /// Which task.
        task: TaskId,
        /// The field, as `task.field`.
        field: String,
        /// Its value, whose texts may hold tags.
        value: Option<Value>,
    },
    /// Sets the fields of a form.
    SetFormFields {
        /// Which task.
        task: TaskId,
        /// All of its fields. Of two with one id the first stays.
        fields: Vec<FormField>,
    },
    /// Sets the samples. Answers of password fields are left out here, as in
    /// every edit that touches samples.
    SetSamples(Vec<Sample>),
    /// Adds a sample at the end.
    AddSample(Sample),
    /// Gives a sample another name.
    RenameSample {
        /// Its place, counted from 0.
        place: usize,
        /// What people call it from now on.
        name: String,
    },
    /// Takes the sample at that place out.
    RemoveSample(usize),
    /// Sets the tracking plan as a document keeps it; `Null` is none.
    SetPlan(Value),
}
