//! What those who hear the page are told of a list that changes by itself: not
//! each message, but now and then how many there were.

use gloo_timers::callback::Timeout;
use yew::prelude::{AttrValue, hook, use_effect_with, use_mut_ref, use_state_eq};

use super::filter::Filter;
use crate::text::{DebuggerText, use_words};

/// How long arrivals are gathered before they are told.
const GATHER_MILLIS: u32 = 4_000;
/// How long after a keystroke the result of a search is told.
const TYPING_MILLIS: u32 = 800;

/// Arrivals that were not told yet.
#[derive(Default)]
struct Untold {
    told: usize,
    arrived: usize,
    timer: Option<Timeout>,
}

/// The sentence to read out now. `counted` says how many messages match.
#[hook]
pub(super) fn use_announcement(arrived: usize, filter: &Filter, counted: AttrValue) -> AttrValue {
    let words = use_words();
    let said = use_state_eq(AttrValue::default);
    let untold = use_mut_ref(Untold::default);
    let narrowed_before = use_mut_ref(|| filter.clone());

    use_effect_with(arrived, {
        let said = said.clone();
        move |&arrived| {
            let mut now = untold.borrow_mut();
            now.arrived = arrived;
            if arrived > now.told && now.timer.is_none() {
                let untold = untold.clone();
                now.timer = Some(Timeout::new(GATHER_MILLIS, move || {
                    let mut now = untold.borrow_mut();
                    // Dropping the timer from within itself would end it while
                    // it runs.
                    if let Some(timer) = now.timer.take() {
                        timer.forget();
                    }
                    let count = now.arrived.saturating_sub(now.told);
                    now.told = now.arrived;
                    said.set(words.say(DebuggerText::NewMessages { count }));
                }));
            }
        }
    });
    use_effect_with(filter.clone(), {
        let said = said.clone();
        move |filter| {
            let is_another = narrowed_before.replace(filter.clone()) != *filter;
            let soon = is_another.then(|| Timeout::new(TYPING_MILLIS, move || said.set(counted)));
            move || drop(soon)
        }
    });
    (*said).clone()
}
