//! What this device keeps, opened once for the whole app.

use std::rc::Rc;

use segflow_ui::device::Device;
use segflow_web::accounts::Accounts;
use segflow_web::receiver;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_effect_with, use_state};

/// The device, once it is open, a way to tell of other accounts, and one to look
/// for a receiver again.
#[hook]
pub(crate) fn use_device() -> (Option<Rc<Device>>, Callback<Accounts>, Callback<()>) {
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
    let on_look = {
        let device = device.clone();
        Callback::from(move |()| {
            let device = device.clone();
            spawn_local(async move {
                if let (Some(now), Some(receiver)) = (&*device, receiver::find().await) {
                    device.set(Some(Rc::new(now.with_receiver(receiver))));
                }
            });
        })
    };
    ((*device).clone(), on_accounts, on_look)
}
