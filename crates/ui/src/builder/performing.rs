//! Performs what a run wants done, each thing once.

use std::rc::Rc;

use segflow_core::run::{Effect, Event};
use segflow_web::accounts::Accounts;
use segflow_web::send::{Stop, perform};
use segflow_web::{clock, network};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_callback, use_effect_with, use_mut_ref};

use crate::model::{Action, Running};

/// The run being performed.
#[derive(Default)]
struct Performance {
    run_id: String,
    /// How many of its effects have been begun.
    begun: usize,
    stop: Stop,
}

/// A run, the same only if it is the very same value.
#[derive(Clone, Default)]
struct Step(Option<Rc<Running>>);

impl PartialEq for Step {
    fn eq(&self, other: &Step) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// Performs the run on the page; gives the way to stop it.
#[hook]
pub(super) fn use_performing(
    running: Option<&Rc<Running>>,
    accounts: &Accounts,
    act: &Callback<Action>,
) -> Callback<()> {
    let performance = use_mut_ref(Performance::default);

    use_effect_with((Step(running.cloned()), accounts.clone()), {
        let performance = Rc::clone(&performance);
        let act = act.clone();
        move |(step, accounts)| {
            let Some(running) = &step.0 else {
                return;
            };
            let mut performance = performance.borrow_mut();
            if performance.run_id != running.run.id() {
                *performance = Performance {
                    run_id: running.run.id().to_owned(),
                    ..Performance::default()
                };
            }
            for outgoing in running.outgoing.iter().skip(performance.begun) {
                match &outgoing.effect {
                    Effect::Send {
                        account, request, ..
                    } => {
                        let (account, request) = (account.clone(), request.clone());
                        let accounts = accounts.clone();
                        let stop = performance.stop.clone();
                        let run_id = performance.run_id.clone();
                        let act = act.clone();
                        spawn_local(async move {
                            let event = perform(&account, &request, &accounts, &stop).await;
                            act.emit(Action::RunStepped { run_id, event });
                        });
                    }
                    Effect::Wait { .. } | Effect::WaitForNetwork => {
                        let wait = match &outgoing.effect {
                            Effect::Wait { millis } => Some(*millis),
                            _ => None,
                        };
                        let run_id = performance.run_id.clone();
                        let act = act.clone();
                        spawn_local(async move {
                            match wait {
                                Some(millis) => clock::sleep(millis).await,
                                None => network::until_online().await,
                            }
                            let event = Event::Waited { now: clock::now() };
                            act.emit(Action::RunStepped { run_id, event });
                        });
                    }
                    // The run lives in the page's memory, which has it already;
                    // questions are asked by what is drawn.
                    Effect::Save | Effect::Ask { .. } | Effect::AskConsent { .. } => {}
                }
            }
            performance.begun = running.outgoing.len();
        }
    });

    use_callback(act.clone(), move |(), act| {
        let run_id = performance.borrow().run_id.clone();
        act.emit(Action::RunStepped {
            run_id,
            event: Event::Stopped { now: clock::now() },
        });
        performance.borrow().stop.stop();
    })
}
