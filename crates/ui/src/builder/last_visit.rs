use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::{Workflow, WorkflowId};

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

    /// The workflow as it was left, if it is the one of that id.
    pub fn workflow(&self, id: &WorkflowId) -> Option<Arc<Workflow>> {
        let left = self.0.borrow();
        let workflow = left.as_ref()?.workflow();
        (workflow.id == *id).then(|| Arc::clone(workflow))
    }

    /// The id of the workflow that was left last.
    pub fn id(&self) -> Option<WorkflowId> {
        let left = self.0.borrow();
        Some(left.as_ref()?.workflow().id.clone())
    }

    /// Does something with the builder of that workflow from afar, so that it
    /// can be undone there.
    pub fn act(&self, id: &WorkflowId, action: Action) {
        let mut left = self.0.borrow_mut();
        if let Some(model) = left.as_mut().filter(|model| model.workflow().id == *id) {
            *model = model.after(action);
        }
    }

    /// The builder as it was left, if the workflow is still as it was then.
    pub(super) fn of(&self, workflow: &Workflow) -> Option<Model> {
        let left = self.0.borrow();
        let left = left.as_ref()?;
        (**left.workflow() == *workflow).then(|| left.rested())
    }
}
