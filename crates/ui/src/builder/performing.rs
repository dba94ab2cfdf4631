//! Has the run on the page performed, and hears how it stands.

use std::rc::Rc;

use segflow_core::document::WorkflowId;
use segflow_core::run::Event;
use segflow_web::clock;
use segflow_web::runs::Runs;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_callback, use_effect_with};

use crate::model::{Action, Running};

/// Shows the runs of a workflow and has a new one performed; gives the way to
/// tell the run what a person wants.
#[hook]
pub(super) fn use_performing(
    workflow: &WorkflowId,
    running: Option<&Rc<Running>>,
    runs: &Runs,
    act: &Callback<Action>,
) -> Callback<Event> {
    use_effect_with((workflow.clone(), runs.clone(), act.clone()), {
        |(workflow, runs, act)| {
            if let Some(news) = runs.latest_of(workflow) {
                act.emit(Action::RunKnown(Box::new(news)));
            }
            let act = act.clone();
            let watching = runs.watch(move |news| {
                act.emit(Action::RunKnown(Box::new(news.clone())));
            });
            move || drop(watching)
        }
    });

    let new = running.filter(|running| running.run.is_new() && running.problem.is_none());
    let new = new.map(|running| running.run.id().to_owned());
    use_effect_with(new, {
        let (runs, act) = (runs.clone(), act.clone());
        let run = running.map(|running| running.run.clone());
        move |new: &Option<String>| {
            let (Some(run_id), Some(run)) = (new.clone(), run) else {
                return;
            };
            spawn_local(async move {
                let begun = runs.perform(run, Event::Started { now: clock::now() });
                if let Err(error) = begun.await {
                    act.emit(Action::RunRefused {
                        run_id,
                        reason: error,
                    });
                }
            });
        }
    });

    let known = running.map(|running| running.run.clone());
    use_callback(
        (runs.clone(), act.clone(), Known(known)),
        |event: Event, (runs, act, known)| {
            let Some(run) = &known.0 else {
                return;
            };
            if run.status().is_none() {
                runs.tell(run.id(), event);
                return;
            }
            // An ended run has to be begun anew, by whoever it was performed.
            let (runs, act, run) = (runs.clone(), act.clone(), run.clone());
            spawn_local(async move {
                let run_id = run.id().to_owned();
                if let Err(error) = runs.perform(run, event).await {
                    act.emit(Action::RunRefused {
                        run_id,
                        reason: error,
                    });
                }
            });
        },
    )
}

/// A run that a callback knows; the same if it is the same run in the same
/// state.
#[derive(Clone)]
struct Known(Option<segflow_core::run::Run>);

impl PartialEq for Known {
    fn eq(&self, other: &Known) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => {
                one.id() == other.id()
                    && one.status() == other.status()
                    && one.changed_at() == other.changed_at()
            }
            (None, None) => true,
            _ => false,
        }
    }
}
