//! Saves each change within a second, and at once when the page is left.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use segflow_core::document::Workflow;
use segflow_web::clock;
use segflow_web::storage::{Storage, StoredDocument};
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

/// Keeps storage up with the workflow. The one it begins with is there already.
#[hook]
pub(super) fn use_saving(workflow: &Arc<Workflow>, storage: &Storage, act: &Callback<Action>) {
    let waiting = use_mut_ref(Waiting::default);
    let last = use_mut_ref(|| Version(Arc::clone(workflow)));

    use_effect_with(Version(Arc::clone(workflow)), {
        let waiting = Rc::clone(&waiting);
        let storage = storage.clone();
        let act = act.clone();
        move |version| {
            if last.replace(version.clone()) != *version {
                let mut now = waiting.borrow_mut();
                now.workflow = Some(Arc::clone(&version.0));
                let waiting = Rc::clone(&waiting);
                now.timer.get_or_insert_with(|| {
                    Timeout::new(GATHER_MILLIS, move || save(&waiting, &storage, &act))
                });
            }
        }
    });

    use_effect_with((storage.clone(), act.clone()), move |(storage, act)| {
        let save_now = {
            let storage = storage.clone();
            let act = act.clone();
            move || save(&waiting, &storage, &act)
        };
        // A page that is hidden may never be shown again.
        let listener = web_sys::window()
            .and_then(|window| window.document())
            .map(|document| {
                let save_now = save_now.clone();
                EventListener::new(&document, "visibilitychange", move |_| save_now())
            });
        move || {
            drop(listener);
            save_now();
        }
    });
}

/// Saves what is waiting, if anything is.
fn save(waiting: &Rc<RefCell<Waiting>>, storage: &Storage, act: &Callback<Action>) {
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
    let act = act.clone();
    spawn_local(async move {
        let saved = storage
            .save_document(StoredDocument {
                id: workflow.id.to_string(),
                text: workflow.save().to_string(),
                changed_at: clock::now(),
            })
            .await;
        match saved {
            // What has changed meanwhile is saved in its turn.
            Ok(()) if waiting.borrow().workflow.is_some() => {}
            Ok(()) => act.emit(Action::SavingChanged(Saving::Saved)),
            Err(error) => act.emit(Action::SavingChanged(Saving::Refused(error))),
        }
    });
}
