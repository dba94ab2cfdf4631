//! Saves each change within a second, and at once when the page is left.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use segflow_core::document::Workflow;
use segflow_web::storage::{Haste, Storage, StoredDocument};
use segflow_web::{Error, clock};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_effect_with, use_mut_ref};

use crate::model::{Action, Saving};

/// How long changes are gathered before they are saved together.
const GATHER_MILLIS: u32 = 400;

/// What is waiting to be saved.
#[derive(Default)]
struct Waiting {
    workflow: Option<Arc<Workflow>>,
    timer: Option<Timeout>,
}

/// A workflow, the same only if it is the very same value.
#[derive(Clone)]
struct Version(Arc<Workflow>);

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What the page knows to be in storage: what is there otherwise was saved by
/// another tab. Copies are the same.
#[derive(Debug, Clone)]
pub(super) struct InStorage(Rc<RefCell<Known>>);

#[derive(Debug)]
struct Known {
    workflow: Arc<Workflow>,
    /// Its text there, where the page has written or read that itself.
    text: Option<String>,
    /// What another tab has saved, and its text: known once it is shown.
    offered: Option<(Arc<Workflow>, String)>,
}

impl PartialEq for InStorage {
    fn eq(&self, other: &InStorage) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl InStorage {
    /// Whether a text is what the page knows to be there.
    pub(super) fn is(&self, text: &str) -> bool {
        let known = self.0.borrow();
        match &known.text {
            Some(known) => known == text,
            None => Workflow::load(text).is_ok_and(|other| other == *known.workflow),
        }
    }

    /// This is there from now on.
    pub(super) fn becomes(&self, workflow: &Arc<Workflow>, text: String) {
        *self.0.borrow_mut() = Known {
            workflow: Arc::clone(workflow),
            text: Some(text),
            offered: None,
        };
    }

    /// Another tab has saved this.
    pub(super) fn offer(&self, workflow: &Arc<Workflow>, text: String) {
        self.0.borrow_mut().offered = Some((Arc::clone(workflow), text));
    }

    /// Whether what is shown now is what another tab has saved.
    fn took_over(&self, shown: &Arc<Workflow>) -> bool {
        let is_shown = |(offered, _): &mut (Arc<Workflow>, String)| Arc::ptr_eq(offered, shown);
        let taken = self.0.borrow_mut().offered.take_if(is_shown);
        let took = taken.is_some();
        if let Some((workflow, text)) = taken {
            self.becomes(&workflow, text);
        }
        took
    }
}

/// Keeps storage up with the workflow. The one it begins with is there already.
/// While it is open which of two versions stays, nothing is saved.
#[hook]
pub(super) fn use_saving(
    workflow: &Arc<Workflow>,
    saving: &Saving,
    storage: &Storage,
    act: &Callback<Action>,
) -> InStorage {
    let known = use_mut_ref(|| Known {
        workflow: Arc::clone(workflow),
        text: None,
        offered: None,
    });
    let known = InStorage(known);
    let waiting = use_mut_ref(Waiting::default);
    let last = use_mut_ref(|| Version(Arc::clone(workflow)));
    let is_parted = matches!(saving, Saving::Parted(_));

    use_effect_with(Version(Arc::clone(workflow)), {
        let waiting = Rc::clone(&waiting);
        let (storage, act, known) = (storage.clone(), act.clone(), known.clone());
        move |version| {
            let is_there = known.took_over(&version.0);
            if last.replace(version.clone()) != *version && !is_there && !is_parted {
                let mut now = waiting.borrow_mut();
                now.workflow = Some(Arc::clone(&version.0));
                let waiting = Rc::clone(&waiting);
                now.timer.get_or_insert_with(|| {
                    Timeout::new(GATHER_MILLIS, move || {
                        save(&waiting, &storage, &act, &known, Haste::Stays);
                    })
                });
            }
        }
    });

    let in_storage = known.clone();
    use_effect_with((storage.clone(), act.clone()), move |(storage, act)| {
        let save_now = {
            let storage = storage.clone();
            let act = act.clone();
            move |haste| save(&waiting, &storage, &act, &known, haste)
        };
        // A page that is hidden may never be shown again.
        let listener = web_sys::window()
            .and_then(|window| window.document())
            .map(|document| {
                let save_now = save_now.clone();
                EventListener::new(&document, "visibilitychange", move |_| {
                    save_now(Haste::MayBeLeft);
                })
            });
        move || {
            drop(listener);
            save_now(Haste::Stays);
        }
    });
    in_storage
}

/// Saves what is waiting, if anything is.
fn save(
    waiting: &Rc<RefCell<Waiting>>,
    storage: &Storage,
    act: &Callback<Action>,
    known: &InStorage,
    haste: Haste,
) {
    let Waiting { workflow, timer } = waiting.take();
    // Dropping the timer from within itself would end it while it runs.
    if let Some(timer) = timer {
        timer.forget();
    }
    let Some(workflow) = workflow else {
        return;
    };
    let waiting = Rc::clone(waiting);
    let storage = storage.clone();
    let (act, known) = (act.clone(), known.clone());
    spawn_local(async move {
        let text = workflow.save().to_string();
        let document = StoredDocument {
            id: workflow.id.to_string(),
            text: text.clone(),
            changed_at: clock::now(),
        };
        let is_known = |other: &str| known.is(other) || other == text;
        match storage.save_over(document, is_known, haste).await {
            Ok(Some(other)) => match Workflow::load(&other.text) {
                Ok(theirs) => {
                    let theirs = Arc::new(theirs);
                    known.becomes(&theirs, other.text);
                    act.emit(Action::SavingChanged(Saving::Parted(theirs)));
                }
                // What cannot be read stays as it is.
                Err(_) => {
                    act.emit(Action::SavingChanged(Saving::Refused(Error::Unreadable)));
                }
            },
            Ok(None) => {
                known.becomes(&workflow, text);
                // What has changed meanwhile is saved in its turn.
                if waiting.borrow().workflow.is_none() {
                    act.emit(Action::SavingChanged(Saving::Saved));
                }
            }
            Err(error) => act.emit(Action::SavingChanged(Saving::Refused(error))),
        }
    });
}
