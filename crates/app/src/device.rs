//! What this device keeps, opened once for the whole app.

use std::rc::Rc;

use segflow_core::scope::User;
use segflow_ui::device::Device;
use segflow_ui::text::use_words;
use segflow_web::accounts::Accounts;
use segflow_web::receiver;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_effect_with, use_memo, use_state};

/// The device, and ways to change what is known of it.
pub(crate) struct Known {
    /// It, once it is open.
    pub(crate) device: Option<Rc<Device>>,
    /// Tells of other accounts.
    pub(crate) on_accounts: Callback<Accounts>,
    /// Looks for a receiver again.
    pub(crate) on_look: Callback<()>,
    /// Tells that somebody else works here.
    pub(crate) on_user: Callback<User>,
}

/// The device, opened once.
#[hook]
pub(crate) fn use_device() -> Known {
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
    let on_user = {
        let device = device.clone();
        Callback::from(move |user: User| {
            if let Some(now) = &*device {
                device.set(Some(Rc::new(now.with_user(user))));
            }
        })
    };
    let words = use_words();
    let told = use_memo(((*device).clone(), words), |(device, words)| {
        device.as_ref().map(|device| Rc::new(device.told_in(words)))
    });
    Known {
        device: (*told).clone(),
        on_accounts,
        on_look,
        on_user,
    }
}
