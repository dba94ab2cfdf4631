use std::rc::Rc;

use yew::prelude::{Callback, Html, hook, use_callback, use_state_eq};

use super::{FirstRunDialogProps, first_run_dialog};
use crate::importing::Origin;
use crate::model::{Model, missing_before_run};

/// What a person wanted when they were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::builder) enum Wanted {
    Run,
    /// Although something is missing.
    RunAnyway,
}

/// Puts the question before the first run: gives the ways to run, and the
/// question while it is asked.
#[hook]
pub(in crate::builder) fn use_first_run(
    origin: Origin,
    model: &Rc<Model>,
    run: Callback<()>,
    run_anyway: Callback<()>,
    on_confirmed: &Callback<()>,
) -> (Callback<()>, Callback<()>, Html) {
    let asked = use_state_eq(|| None::<Wanted>);
    let is_confirmed = use_state_eq(|| origin == Origin::Own);
    // What is missing is told first: there is no run without it.
    let is_whole = missing_before_run(model.flow(), model.accounts()).is_empty();
    let asking = |wanted: Wanted, way: &Callback<()>, goes_on: bool| {
        let (asked, way) = (asked.clone(), way.clone());
        (goes_on, way, asked.setter(), wanted)
    };
    let way =
        |(goes_on, way, asked, wanted): &(bool, Callback<()>, yew::UseStateSetter<_>, Wanted)| {
            if *goes_on {
                way.emit(());
            } else {
                asked.set(Some(*wanted));
            }
        };
    let ask_to_run = use_callback(
        asking(Wanted::Run, &run, *is_confirmed || !is_whole),
        move |(), asking| way(asking),
    );
    let insist_to_run = use_callback(
        asking(Wanted::RunAnyway, &run_anyway, *is_confirmed),
        move |(), asking| way(asking),
    );
    let dialog = asked.map(|wanted| {
        let on_close = {
            let asked = asked.clone();
            Callback::from(move |()| asked.set(None))
        };
        let on_confirm = {
            let (asked, is_confirmed) = (asked.clone(), is_confirmed.clone());
            let on_confirmed = on_confirmed.clone();
            let way = match wanted {
                Wanted::Run => run,
                Wanted::RunAnyway => run_anyway,
            };
            Callback::from(move |()| {
                is_confirmed.set(true);
                asked.set(None);
                on_confirmed.emit(());
                way.emit(());
            })
        };
        first_run_dialog(FirstRunDialogProps {
            workflow: Rc::new((**model.workflow()).clone()),
            accounts: Rc::clone(model.accounts()),
            on_confirm,
            on_close,
        })
    });
    (ask_to_run, insist_to_run, dialog.unwrap_or_default())
}
