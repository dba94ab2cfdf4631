use super::Edit;

/// What kind of change a step of the history was, to be told to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "each is named after the edits that make such a change"
)]
pub enum Change {
    RenameWorkflow,
    AddTask,
    DuplicateTask,
    RemoveTask,
    MoveTask,
    LabelTask,
    Rename,
    Field,
    AddRow,
    AddRows,
    Row,
    RenameRow,
    MoveRow,
    RemoveRow,
    Account,
    Condition,
    Form,
    Sample,
    AddSample,
    RenameSample,
    RemoveSample,
    Plan,
    /// What another tab saved was taken over.
    TakenOver,
    /// What this tab had was kept, rather than what another tab saved.
    KeptOwn,
}

impl Change {
    /// Every kind, with its name where a history is kept.
    const ALL: [(Change, &'static str); 24] = [
        (Change::RenameWorkflow, "renameWorkflow"),
        (Change::AddTask, "addTask"),
        (Change::DuplicateTask, "duplicateTask"),
        (Change::RemoveTask, "removeTask"),
        (Change::MoveTask, "moveTask"),
        (Change::LabelTask, "labelTask"),
        (Change::Rename, "rename"),
        (Change::Field, "field"),
        (Change::AddRow, "addRow"),
        (Change::AddRows, "addRows"),
        (Change::Row, "row"),
        (Change::RenameRow, "renameRow"),
        (Change::MoveRow, "moveRow"),
        (Change::RemoveRow, "removeRow"),
        (Change::Account, "account"),
        (Change::Condition, "condition"),
        (Change::Form, "form"),
        (Change::Sample, "sample"),
        (Change::AddSample, "addSample"),
        (Change::RenameSample, "renameSample"),
        (Change::RemoveSample, "removeSample"),
        (Change::Plan, "plan"),
        (Change::TakenOver, "takenOver"),
        (Change::KeptOwn, "keptOwn"),
    ];

    /// Its name where a history is kept.
    pub(super) fn name(self) -> &'static str {
        let found = Change::ALL.iter().find(|(change, _)| *change == self);
        found.map(|(_, name)| *name).unwrap_or_default()
    }

    pub(super) fn from_name(name: &str) -> Option<Change> {
        let found = Change::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(change, _)| *change)
    }
}

impl From<&Edit> for Change {
    fn from(edit: &Edit) -> Change {
        match edit {
            Edit::RenameWorkflow(_) => Change::RenameWorkflow,
            Edit::AddTask { .. } | Edit::InsertTask { .. } => Change::AddTask,
            Edit::DuplicateTask { .. } => Change::DuplicateTask,
            Edit::RemoveTask(_) => Change::RemoveTask,
            Edit::MoveTask { .. } => Change::MoveTask,
            Edit::LabelTask { .. } => Change::LabelTask,
            Edit::RenameTask { .. } | Edit::RenameField { .. } => Change::Rename,
            Edit::SetField { .. } | Edit::SetWorkflow { .. } | Edit::SetInput { .. } => {
                Change::Field
            }
            Edit::AddRow { .. } => Change::AddRow,
            Edit::AddRows { .. } => Change::AddRows,
            Edit::SetRow { .. } | Edit::PutRow { .. } | Edit::SetMissing { .. } => Change::Row,
            Edit::RenameRow { .. } => Change::RenameRow,
            Edit::MoveRow { .. } => Change::MoveRow,
            Edit::RemoveRow { .. } => Change::RemoveRow,
            Edit::SetAccount { .. } => Change::Account,
            Edit::SetActivateWhen { .. } | Edit::SetCompleteWhen { .. } => Change::Condition,
            Edit::SetFormFields { .. } => Change::Form,
            Edit::SetSamples(_) => Change::Sample,
            Edit::AddSample(_) => Change::AddSample,
            Edit::RenameSample { .. } => Change::RenameSample,
            Edit::RemoveSample(_) => Change::RemoveSample,
            Edit::SetPlan(_) => Change::Plan,
        }
    }
}
