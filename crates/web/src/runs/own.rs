//! One tab at a time performs a run: by a lock that the browser gives back when
//! the tab is gone, or, where there are no locks, by asking the other tabs.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::channel::{Channel, Told};
use crate::{clock, random};

/// A run is this tab's until this is dropped.
pub(super) enum Owned {
    /// A lock; calling the function gives it back.
    Lock(Function),
    /// The other tabs were asked.
    Lease(String),
    /// No other page knows of it.
    Alone,
}

impl Drop for Owned {
    fn drop(&mut self) {
        match self {
            // A promise's own function does not fail.
            Owned::Lock(give_back) => drop(give_back.call0(&JsValue::UNDEFINED)),
            Owned::Lease(run) => LEASES.with(|leases| leases.borrow_mut().give_back(run)),
            Owned::Alone => {}
        }
    }
}

/// Owns a run, unless another tab does.
pub(super) async fn try_to(run: &str) -> Option<Owned> {
    match lock_manager() {
        Some(locks) => lock(&locks, run, true).await,
        None => lease(run).await,
    }
}

/// Owns a run as soon as no other tab does.
pub(super) async fn wait_to(run: &str) -> Owned {
    loop {
        let owned = match lock_manager() {
            Some(locks) => lock(&locks, run, false).await,
            None => lease(run).await,
        };
        match owned {
            Some(owned) => return owned,
            None => clock::sleep(LEASE_MILLIS).await,
        }
    }
}

fn lock_manager() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Web-sys does not know locks yet.
async fn lock(locks: &JsValue, run: &str, only_if_free: bool) -> Option<Owned> {
    let request: Function = Reflect::get(locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into()).ok()?;
    let mut give_back = None;
    let held = Promise::new(&mut |resolve, _| give_back = Some(resolve));
    let granted = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        let on_grant = move |lock: JsValue| -> JsValue {
            // What a promise gives back is nothing to us.
            let _ = resolve.call1(&JsValue::UNDEFINED, &lock.is_object().into());
            if lock.is_object() {
                held.clone().into()
            } else {
                JsValue::UNDEFINED
            }
        };
        let on_grant = Closure::<dyn FnMut(JsValue) -> JsValue>::new(on_grant).into_js_value();
        let name = format!("segflow-run-{run}");
        match request.call3(locks, &name.into(), &options, &on_grant) {
            Ok(asked) => {
                let asked: Promise = asked.unchecked_into();
                let refused = Closure::once(move |_: JsValue| {
                    let _ = reject.call0(&JsValue::UNDEFINED);
                });
                let _ = asked.catch(&refused);
                refused.forget();
            }
            Err(_) => drop(reject.call0(&JsValue::UNDEFINED)),
        }
    });
    match JsFuture::from(granted).await {
        Ok(is_granted) if is_granted.is_truthy() => give_back.map(Owned::Lock),
        Ok(_) => None,
        // Where locks are refused, this page is alone as far as anyone knows.
        Err(_) => lease(run).await,
    }
}

/// How long the other tabs have to say that they own a run.
const ANSWER_MILLIS: i64 = 400;
/// How long to wait before they are asked again.
const LEASE_MILLIS: i64 = 5000;

thread_local! {
    static LEASES: RefCell<Leases> = RefCell::default();
}

/// What this tab owns and wants to own without locks.
#[derive(Default)]
struct Leases {
    channel: Option<Rc<Channel>>,
    tab: u32,
    /// Whether each run is owned by this tab; if not yet, it is asked for.
    runs: BTreeMap<String, Lease>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lease {
    Asking,
    /// Another tab owns it, or asks for it too and comes first.
    Refused,
    Held,
}

impl Leases {
    fn channel(&mut self) -> Option<Rc<Channel>> {
        if self.channel.is_none() {
            self.tab = random::number();
            self.channel = Channel::open(|told| heard(&told)).map(Rc::new);
        }
        self.channel.clone()
    }

    fn give_back(&mut self, run: &str) {
        self.runs.remove(run);
    }

    /// What another tab said, and what is said to it.
    fn hear(&mut self, told: &Told) -> Option<Told> {
        match told {
            Told::Held { run } => {
                if let Some(lease) = self.runs.get_mut(run)
                    && *lease == Lease::Asking
                {
                    *lease = Lease::Refused;
                }
                None
            }
            Told::Asked { run, tab } => {
                let lease = self.runs.get_mut(run)?;
                match lease {
                    // Our own words come back to us by another channel of ours.
                    _ if *tab == self.tab => {}
                    Lease::Held => return Some(Told::Held { run: run.clone() }),
                    Lease::Asking if *tab < self.tab => *lease = Lease::Refused,
                    Lease::Asking => return Some(Told::Held { run: run.clone() }),
                    Lease::Refused => {}
                }
                None
            }
            Told::Saved(_) | Told::Wished(..) => None,
        }
    }
}

/// What another tab said of owning.
fn heard(told: &Told) {
    let (answer, channel) = LEASES.with(|leases| {
        let mut leases = leases.borrow_mut();
        (leases.hear(told), leases.channel())
    });
    if let (Some(answer), Some(channel)) = (answer, channel) {
        channel.say(&answer);
    }
}

async fn lease(run: &str) -> Option<Owned> {
    let run = run.to_owned();
    let asked = LEASES.with(|leases| {
        let mut leases = leases.borrow_mut();
        let channel = leases.channel();
        leases.runs.insert(run.clone(), Lease::Asking);
        channel.map(|channel| (channel, leases.tab))
    });
    if let Some((channel, tab)) = asked {
        let run = run.clone();
        channel.say(&Told::Asked { run, tab });
        clock::sleep(ANSWER_MILLIS).await;
    }
    let is_free = LEASES.with(|leases| {
        let mut leases = leases.borrow_mut();
        let is_free = leases.runs.get(&run) == Some(&Lease::Asking);
        if is_free {
            leases.runs.insert(run.clone(), Lease::Held);
        } else {
            leases.runs.remove(&run);
        }
        is_free
    });
    is_free.then_some(Owned::Lease(run))
}

#[cfg(test)]
mod tests {
    use super::{Lease, Leases};
    use crate::runs::channel::Told;

    fn leases(lease: Lease) -> Leases {
        Leases {
            tab: 5,
            runs: [("run_1".to_owned(), lease)].into(),
            ..Leases::default()
        }
    }

    #[test]
    fn of_tabs_that_ask_at_once_one_comes_first() {
        let run = || "run_1".to_owned();
        let held = Some(Told::Held { run: run() });
        for (before, tab, said, after) in [
            (Lease::Held, 1, held.clone(), Lease::Held),
            (Lease::Asking, 1, None, Lease::Refused),
            (Lease::Asking, 9, held, Lease::Asking),
            (Lease::Refused, 9, None, Lease::Refused),
        ] {
            let mut leases = leases(before);
            assert_eq!(leases.hear(&Told::Asked { run: run(), tab }), said);
            assert!(leases.runs.get("run_1") == Some(&after));
        }
        let mut leases = leases(Lease::Asking);
        assert_eq!(leases.hear(&Told::Held { run: run() }), None);
        assert!(leases.runs.get("run_1") == Some(&Lease::Refused));
    }
}
