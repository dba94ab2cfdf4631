use std::sync::Arc;

use segflow_core::document::{AccountId, Sample, SegmentField, TaskId, TaskKind, Workflow};
use segflow_core::edit::{Edit, History};
use segflow_core::json::{Object, Pointer};
use segflow_core::run::{Mode, TaskPath};
use segflow_core::segment::Account;
use segflow_web::Error;
use segflow_web::runs::RunNews;

use super::{Destination, EditorTab, Given, Keep, Saving, Toward};

/// What happened in the builder.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A change that is undone on its own.
    Edited(Edit),
    /// A keystroke in a control; those that follow in the same control are
    /// undone with it.
    Typed {
        /// Which control: its id.
        control: String,
        /// The change.
        edit: Edit,
    },
    /// The person left a control.
    ControlLeft,
    /// The person left the box of a field of the chosen task.
    FieldLeft(SegmentField),
    /// A kind of task was picked from the menu.
    TaskAdded {
        /// What it does.
        kind: TaskKind,
        /// What it is called at first.
        label: String,
    },
    /// A task was taken out.
    TaskRemoved(TaskId),
    /// A question was taken out of a form.
    QuestionRemoved {
        /// Which form.
        task: TaskId,
        /// Its place, counted from 0.
        place: usize,
    },
    /// A task is to be put in at a place, counted from 0.
    TaskInserted {
        /// What it does.
        kind: TaskKind,
        /// What it is called at first.
        label: String,
        /// The place.
        to: usize,
    },
    /// A task is to be there twice.
    TaskDuplicated {
        /// Which task.
        task: TaskId,
        /// What the copy is called.
        label: String,
    },
    /// A task was moved to another place.
    TaskMoved {
        /// Which task.
        task: TaskId,
        /// Where to.
        to: Destination,
    },
    /// A task was moved one step up or down.
    TaskStepped {
        /// Which task.
        task: TaskId,
        /// Which way.
        toward: Toward,
    },
    /// The other workflows of this device were found.
    OthersKnown(Vec<Arc<Workflow>>),
    /// A form of the run is to be answered once more, or is not after all.
    AnswerAgain(Option<TaskPath>),
    /// The last change was taken back.
    Undone,
    /// A change taken back was made again.
    Redone,
    /// A task was chosen.
    TaskChosen(TaskId),
    /// A task was chosen from elsewhere: the focus goes to it.
    TaskPointedAt(TaskId),
    /// A tab was chosen.
    TabChosen(EditorTab),
    /// A sample was chosen.
    SampleChosen(usize),
    /// A sample was made; it is the chosen one from now on.
    SampleAdded(Sample),
    /// The sample at that place was taken out.
    SampleRemoved(usize),
    /// A finding was followed to its place.
    PlaceFollowed {
        /// The task.
        task: TaskId,
        /// The place in it.
        at: Pointer,
    },
    /// The connected accounts are known, or have changed.
    AccountsKnown(Vec<Account>),
    /// An account was connected for a task.
    AccountConnected {
        /// Which account.
        account: Account,
        /// The task whose account it becomes.
        task: TaskId,
    },
    /// What has no account is to send to this one, too.
    AccountForRest(AccountId),
    /// Which hints were seen is known, by their names.
    HintsSeen(String),
    /// Hints may be shown, or rest.
    HintsAwake(bool),
    /// The notice was closed.
    NoticeClosed,
    /// What can be undone was kept on an earlier visit.
    PastKnown(Box<History>),
    /// Another tab has saved the workflow as this.
    SavedElsewhere(Arc<Workflow>),
    /// The person chose which of two versions stays.
    PartedSettled(Keep),
    /// The document was saved, or was not.
    SavingChanged(Saving),
    /// The person wants to run the workflow.
    RunAsked {
        /// The id the run will have.
        run_id: String,
    },
    /// The person wants to run it although something is missing.
    RunInsisted {
        /// The id the run will have.
        run_id: String,
    },
    /// The person wants to go through the workflow without sending anything.
    DryRunAsked {
        /// The id the run will have.
        run_id: String,
    },
    /// The page around the builder runs the workflow, whatever is missing.
    RunBegun {
        /// The id the run will have.
        run_id: String,
        /// The answers that the page gives.
        record: Object,
        /// Whether it sends.
        mode: Mode,
    },
    /// The page around the builder gives something else.
    GivenChanged(Box<Given>),
    /// A run stands like this now.
    RunKnown(Box<RunNews>),
    /// The run of that id could not be begun.
    RunRefused {
        /// Which run.
        run_id: String,
        /// Why, and what to do.
        reason: Error,
    },
    /// The run, or what was missing for it, was closed.
    RunClosed,
}

impl Action {
    /// Whether it changes the document, or would.
    pub(super) fn is_edit(&self) -> bool {
        matches!(
            self,
            Action::Edited(_)
                | Action::Typed { .. }
                | Action::TaskAdded { .. }
                | Action::TaskRemoved(_)
                | Action::QuestionRemoved { .. }
                | Action::TaskInserted { .. }
                | Action::TaskDuplicated { .. }
                | Action::TaskMoved { .. }
                | Action::TaskStepped { .. }
                | Action::Undone
                | Action::Redone
                | Action::SampleAdded(_)
                | Action::SampleRemoved(_)
                | Action::AccountConnected { .. }
                | Action::AccountForRest(_)
                | Action::PartedSettled(_)
        )
    }
}
