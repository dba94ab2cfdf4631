use std::rc::Rc;
use std::sync::Arc;

use segflow_web::random::new_run_id;
use yew::prelude::{Callback, Html, hook, use_callback, use_state_eq};

use super::{FirstRunDialogProps, first_run_dialog};
use crate::builder::others::runs_others;
use crate::device::Device;
use crate::importing::Origin;
use crate::model::{Action, Model};

/// How a person wants a workflow to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// What is missing is told first.
    Run,
    /// Although something is missing.
    Anyway,
    /// So that nothing is sent.
    Dry,
}

/// Gives the way to run, and the question that comes before it while it is
/// asked. Nothing is asked where all is known: the workflow was made here, and
/// runs no other.
#[hook]
pub(in crate::builder) fn use_first_run(
    origin: Origin,
    model: &Rc<Model>,
    device: &Rc<Device>,
    act: &Callback<Action>,
) -> (Callback<Wanted>, Html) {
    let asked = use_state_eq(|| None::<Wanted>);
    let run = use_callback(act.clone(), |wanted: Wanted, act| {
        let run_id = new_run_id();
        act.emit(match wanted {
            Wanted::Run => Action::RunAsked { run_id },
            Wanted::Anyway => Action::RunInsisted { run_id },
            Wanted::Dry => Action::DryRunAsked { run_id },
        });
    });
    let runs_others = runs_others(model.workflow(), &device.storage);
    let known = (run.clone(), asked.setter(), runs_others, origin);
    let want = use_callback(
        known,
        |wanted: Wanted, (run, asked, runs_others, origin)| {
            if *runs_others || (*origin == Origin::Foreign && wanted != Wanted::Dry) {
                asked.set(Some(wanted));
            } else {
                run.emit(wanted);
            }
        },
    );
    let dialog = asked.map(|wanted| {
        let close = {
            let asked = asked.setter();
            move |()| asked.set(None)
        };
        first_run_dialog(FirstRunDialogProps {
            workflow: Arc::clone(model.workflow()),
            device: Rc::clone(device),
            wanted,
            on_others: act.reform(Action::OthersKnown),
            on_run: {
                let close = close.clone();
                Callback::from(move |()| {
                    close(());
                    run.emit(wanted);
                })
            },
            on_close: close.into(),
        })
    });
    (want, dialog.unwrap_or_default())
}
