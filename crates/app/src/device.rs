//! What this device keeps, opened once for the whole app.

use std::rc::Rc;

use segflow_ui::device::Device;
use segflow_web::accounts::Accounts;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_effect_with, use_state};

/// The device, once it is open, and a way to tell of other accounts.
#[hook]
pub(crate) fn use_device() -> (Option<Rc<Device>>, Callback<Accounts>) {
    let device = use_state(|| None::<Rc<Device>>);
    use_effect_with((), {
        let device = device.clone();
        move |()| spawn_local(async move { device.set(Some(Rc::new(Device::open().await))) })
    });
    let on_accounts = {
        let device = device.clone();
        Callback::from(move |accounts: Accounts| {
            if let Some(now) = &*device {
                device.set(Some(Rc::new(now.with_accounts(accounts))));
            }
        })
    };
    ((*device).clone(), on_accounts)
}
