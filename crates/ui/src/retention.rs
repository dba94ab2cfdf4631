//! For how long the runs of this device are kept.

use std::rc::Rc;

use segflow_web::Error;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{AttrValue, Callback, hook, use_effect_with, use_state_eq};

use crate::device::Device;

/// For how many days runs may be kept.
pub(crate) const DAYS: [i64; 4] = [1, 7, 30, 90];

/// For how many days runs are kept, once that is known, and what chooses
/// another number. `on_removed` is told which runs are gone by that.
#[hook]
pub(crate) fn use_retention(
    device: &Rc<Device>,
    on_removed: Callback<Rc<[String]>>,
    on_refused: Callback<Error>,
) -> (Option<i64>, Callback<AttrValue>) {
    let days = use_state_eq(|| None::<i64>);
    use_effect_with(device.storage.clone(), {
        let days = days.clone();
        move |storage| {
            let storage = storage.clone();
            spawn_local(async move { days.set(Some(storage.retention().await.days)) });
        }
    });
    let on_days = {
        let (days, device) = (days.clone(), Rc::clone(device));
        Callback::from(move |value: AttrValue| {
            let Ok(chosen) = value.parse() else {
                return;
            };
            days.set(Some(chosen));
            let device = Rc::clone(&device);
            let (on_removed, on_refused) = (on_removed.clone(), on_refused.clone());
            spawn_local(async move {
                match device.storage.keep_runs_for(chosen).await {
                    Ok(()) => on_removed.emit(device.runs.forget_outdated().await.into()),
                    Err(error) => on_refused.emit(error),
                }
            });
        })
    };
    (*days, on_days)
}
