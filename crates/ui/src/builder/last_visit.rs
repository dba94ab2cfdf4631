use std::cell::RefCell;
use std::rc::Rc;

use segflow_core::document::{Sample, Workflow, WorkflowId};
use segflow_core::edit::Edit;

use crate::model::{Action, Model};

/// The builder as it was left, for coming back to it: what was chosen, what can
/// be undone, and what became of the run. It lasts as long as the page.
#[derive(Debug, Clone, Default)]
pub struct LastVisit(Rc<RefCell<Option<Rc<Model>>>>);

impl PartialEq for LastVisit {
    fn eq(&self, other: &LastVisit) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl LastVisit {
    pub(super) fn keep(&self, model: &Rc<Model>) {
        *self.0.borrow_mut() = Some(Rc::clone(model));
    }

    /// The id of the workflow that was left last.
    pub fn id(&self) -> Option<WorkflowId> {
        let left = self.0.borrow();
        Some(left.as_ref()?.workflow().id.clone())
    }

    /// The workflow that was left last, as it is now.
    pub fn workflow(&self) -> Option<Workflow> {
        let left = self.0.borrow();
        Some((**left.as_ref()?.workflow()).clone())
    }

    /// The workflow with one more sample. Where it is open, the sample is added
    /// there, so that it can be undone.
    pub(crate) fn with_sample(&self, workflow: &Workflow, sample: Sample) -> Workflow {
        let mut left = self.0.borrow_mut();
        match left.as_mut() {
            Some(model) if model.workflow().id == workflow.id => {
                *model = model.after(Action::SampleAdded(sample));
                (**model.workflow()).clone()
            }
            _ => workflow.edited(Edit::AddSample(sample)),
        }
    }

    /// The builder as it was left, if the workflow is still as it was then.
    pub(super) fn of(&self, workflow: &Workflow) -> Option<Model> {
        let left = self.0.borrow();
        let left = left.as_ref()?;
        (**left.workflow() == *workflow).then(|| left.rested())
    }
}
