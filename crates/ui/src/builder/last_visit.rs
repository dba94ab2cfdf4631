use std::cell::RefCell;
use std::rc::Rc;

use segflow_core::document::Workflow;

use crate::model::Model;

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

    /// The builder as it was left, if the workflow is still as it was then.
    pub(super) fn of(&self, workflow: &Workflow) -> Option<Model> {
        let left = self.0.borrow();
        let left = left.as_ref()?;
        (**left.workflow() == *workflow).then(|| left.rested())
    }
}
