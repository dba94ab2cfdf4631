use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::AbortController;

/// Stops the requests that were given it: those under way, and those to come.
/// Copies stop the same requests.
#[derive(Debug, Clone, Default)]
pub struct Stop(Rc<State>);

#[derive(Debug, Default)]
struct State {
    is_stopped: Cell<bool>,
    under_way: RefCell<Vec<AbortController>>,
}

impl PartialEq for Stop {
    fn eq(&self, other: &Stop) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Stop {
    /// Nothing is stopped yet.
    pub fn new() -> Stop {
        Stop::default()
    }

    /// Stops them. A request that had left may still arrive.
    pub fn stop(&self) {
        self.0.is_stopped.set(true);
        // Taken out first: ending a request removes it from the list.
        for controller in self.0.under_way.take() {
            controller.abort();
        }
    }

    /// Whether they are stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.get()
    }

    /// Stops that request too, until what is given back is dropped.
    pub(super) fn watch(&self, controller: &AbortController) -> Watched<'_> {
        self.0.under_way.borrow_mut().push(controller.clone());
        Watched {
            stop: self,
            controller: controller.clone(),
        }
    }
}

/// A request that can be stopped.
pub(super) struct Watched<'a> {
    stop: &'a Stop,
    controller: AbortController,
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.stop
            .0
            .under_way
            .borrow_mut()
            .retain(|each| *each != self.controller);
    }
}
