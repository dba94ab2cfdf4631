use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::Workflow;
use yew::prelude::Callback;

use crate::model::{Action, Model};
use crate::palette::{Command, Outline};

/// The way to a builder from the page around it: what it holds, and what it can
/// be told. Copies lead to the same builder.
#[derive(Clone, Default)]
pub struct Outside(Rc<Ties>);

/// What tells of a builder, and the way to tell it something.
type Commands = (Rc<dyn Fn() -> Outline>, Callback<Command>);

#[derive(Default)]
struct Ties {
    model: RefCell<Option<Rc<Model>>>,
    act: RefCell<Option<Callback<Action>>>,
    /// The workflow that the page knows of.
    told: RefCell<Option<Arc<Workflow>>>,
    /// What is told of the builder, and what it can be told, by name.
    commands: RefCell<Option<Commands>>,
    on_ready: Callback<()>,
    on_change: Callback<Arc<Workflow>>,
}

impl PartialEq for Outside {
    fn eq(&self, other: &Outside) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Outside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outside").finish_non_exhaustive()
    }
}

impl Outside {
    /// A way that tells when the builder is there, and of each change of the
    /// workflow.
    pub fn new(on_ready: Callback<()>, on_change: Callback<Arc<Workflow>>) -> Outside {
        Outside(Rc::new(Ties {
            on_ready,
            on_change,
            ..Ties::default()
        }))
    }

    /// What the builder holds, once it is there.
    pub fn model(&self) -> Option<Rc<Model>> {
        self.0.model.borrow().clone()
    }

    /// Tells the builder something. What follows from it is there at once, and
    /// drawn a little later.
    pub fn act(&self, action: Action) {
        let act = self.0.act.borrow().clone();
        if let Some(act) = act {
            act.emit(action);
        }
    }

    /// The builder holds this from now on.
    pub(super) fn hold(&self, model: &Rc<Model>) {
        self.0.model.replace(Some(Rc::clone(model)));
    }

    /// The builder is told things by this.
    pub(super) fn reach(&self, act: &Callback<Action>) {
        let told = self.model().map(|model| Arc::clone(model.workflow()));
        self.0.told.replace(told);
        if self.0.act.replace(Some(act.clone())).is_none() {
            self.0.on_ready.emit(());
        }
    }

    /// The builder is gone: what it was told things by leads back to here, and
    /// neither would ever be dropped.
    pub(super) fn part(&self) {
        self.0.act.take();
        self.0.commands.take();
    }

    /// The builder tells this of itself from now on, and does what it is told.
    pub(super) fn answer(
        &self,
        outline: impl Fn() -> Outline + 'static,
        on_command: Callback<Command>,
    ) {
        self.0
            .commands
            .replace(Some((Rc::new(outline), on_command)));
    }

    /// What is to be known of the builder and the way to tell it what to do, if
    /// one is there.
    pub fn outline(&self) -> Option<(Outline, Callback<Command>)> {
        let commands = self.0.commands.borrow().clone();
        commands.map(|(outline, on_command)| (outline(), on_command))
    }

    /// Tells the page of the workflow, if it is another than it knows.
    pub(super) fn tell(&self) {
        let Some(model) = self.model() else { return };
        let workflow = model.workflow();
        let known = self.0.told.replace(Some(Arc::clone(workflow)));
        if known.is_some_and(|known| !Arc::ptr_eq(&known, workflow)) {
            self.0.on_change.emit(Arc::clone(workflow));
        }
    }
}
