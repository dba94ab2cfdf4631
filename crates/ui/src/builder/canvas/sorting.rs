//! Dragging: by pointer events, since fingers know no other kind.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, KeyboardEvent, PointerEvent};
use yew::prelude::{Callback, hook, use_effect_with};

use super::ghost::{Ghost, own_items};
use super::grabbed::{Grabbed, ITEM, Over};
use crate::model::Edge;

/// A pointer that moves less than this has only been pressed.
const STILL_PIXELS: i32 = 4;
/// So near to what is seen last, the list scrolls on.
const NEAR_PIXELS: f64 = 64.0;
const SCROLL_PIXELS: i32 = 14;
const SCROLL_MILLIS: u32 = 24;

/// Whether something can be let go on an item, or only between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    OnAndBetween,
    Between,
}

/// What the pointer does.
#[derive(Default)]
struct Pointer {
    is_moving: bool,
    x: f64,
    y: f64,
    over: Option<Over>,
    ghost: Option<Ghost>,
}

/// Follows the pointer that has taken an item of a list. Tells where the item
/// would come whenever that is another place, and in the end where it comes;
/// nowhere if Escape was pressed or the pointer was lost.
#[hook]
pub(super) fn use_sorting(
    list: impl FnOnce() -> Option<Element> + 'static,
    grabbed: Option<&Grabbed>,
    places: Places,
    on_over: Callback<Option<Over>>,
    on_end: Callback<Option<Over>>,
) {
    use_effect_with(grabbed.cloned(), move |grabbed| {
        let grabbed = grabbed.clone();
        let following = grabbed.and_then(|grabbed| Some((grabbed, list()?)));
        let following = following.map(|(grabbed, list)| {
            let drag = Drag {
                pointer: Rc::default(),
                grabbed,
                list,
                places,
                on_over,
                on_end,
            };
            drag.follow()
        });
        move || drop(following)
    });
}

#[derive(Clone)]
struct Drag {
    pointer: Rc<RefCell<Pointer>>,
    grabbed: Grabbed,
    list: Element,
    places: Places,
    on_over: Callback<Option<Over>>,
    on_end: Callback<Option<Over>>,
}

impl Drag {
    fn follow(self) -> (Vec<EventListener>, Interval) {
        // What was taken may leave the page, as rows of a long list do.
        let _ = self.list.set_pointer_capture(self.grabbed.pointer);
        let target: EventTarget = self.list.clone().into();
        let view = web_sys::window().map(EventTarget::from);
        let moved = {
            let drag = self.clone();
            EventListener::new(&target, "pointermove", move |event| drag.moved(event))
        };
        let ended = ["pointerup", "pointercancel"].map(|name| {
            let drag = self.clone();
            EventListener::new(&target, name, move |event| drag.ended(event))
        });
        let keys = view.map(|view| {
            let drag = self.clone();
            let options = EventListenerOptions {
                phase: EventListenerPhase::Capture,
                passive: false,
            };
            EventListener::new_with_options(&view, "keydown", options, move |event| {
                let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
                if key.as_deref() == Some("Escape") {
                    event.prevent_default();
                    event.stop_propagation();
                    drag.on_end.emit(None);
                }
            })
        });
        let scrolling = Interval::new(SCROLL_MILLIS, move || self.scroll());
        let listeners = [moved].into_iter().chain(ended).chain(keys).collect();
        (listeners, scrolling)
    }

    fn is_ours(&self, event: &Event) -> Option<PointerEvent> {
        let event = event.dyn_ref::<PointerEvent>()?;
        (event.pointer_id() == self.grabbed.pointer).then(|| event.clone())
    }

    fn moved(&self, event: &Event) {
        let Some(event) = self.is_ours(event) else {
            return;
        };
        {
            let mut pointer = self.pointer.borrow_mut();
            let way = (event.client_x() - self.grabbed.x).abs()
                + (event.client_y() - self.grabbed.y).abs();
            pointer.is_moving |= way > STILL_PIXELS;
            if !pointer.is_moving {
                return;
            }
            (pointer.x, pointer.y) = (event.client_x().into(), event.client_y().into());
            if pointer.ghost.is_none() {
                let Grabbed { item, x, y, .. } = &self.grabbed;
                pointer.ghost = Ghost::of(&self.list, item, (*x).into(), (*y).into());
            }
            if let Some(ghost) = &pointer.ghost {
                ghost.go(pointer.x, pointer.y);
            }
        }
        self.look();
    }

    /// Tells where the item would come, if it is another place.
    fn look(&self) {
        let (x, y) = {
            let pointer = self.pointer.borrow();
            (pointer.x, pointer.y)
        };
        let over = self
            .over(x, y)
            .filter(|(item, _)| *item != self.grabbed.item);
        if self.pointer.borrow().over != over {
            self.pointer.borrow_mut().over.clone_from(&over);
            self.on_over.emit(over);
        }
    }

    fn ended(&self, event: &Event) {
        if self.is_ours(event).is_some() {
            let over = self.pointer.borrow_mut().over.take();
            self.on_end
                .emit(over.filter(|_| event.type_() == "pointerup"));
        }
    }

    /// The item at a point, or the nearest to it, and the part of it.
    fn over(&self, x: f64, y: f64) -> Option<Over> {
        let mut nearest: Option<(f64, Over)> = None;
        for item in own_items(&self.list) {
            let Some(name) = item.get_attribute(ITEM) else {
                continue;
            };
            let rect = item.get_bounding_client_rect();
            let outside = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
            let far =
                outside(y, rect.top(), rect.bottom()) * 1e4 + outside(x, rect.left(), rect.right());
            if nearest.as_ref().is_none_or(|(other, _)| far < *other) {
                let share = (y - rect.top()) / rect.height().max(1.0);
                nearest = Some((far, (name.into(), self.edge(share))));
            }
        }
        nearest.map(|(_, over)| over)
    }

    fn edge(&self, share: f64) -> Edge {
        let before = match self.places {
            Places::OnAndBetween => 0.3,
            Places::Between => 0.5,
        };
        match share {
            share if share < before => Edge::Before,
            share if share > 1.0 - before => Edge::After,
            _ => Edge::Beside,
        }
    }

    /// Scrolls on where the pointer is near the end of what is seen.
    fn scroll(&self) {
        let pointer = self.pointer.borrow();
        let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
        let (true, Some(height)) = (pointer.is_moving, height) else {
            return;
        };
        let by = if pointer.y < NEAR_PIXELS {
            -SCROLL_PIXELS
        } else if pointer.y > height - NEAR_PIXELS {
            SCROLL_PIXELS
        } else {
            return;
        };
        drop(pointer);
        // Whatever around the list can scroll, from within.
        let mut around = Some(self.list.clone());
        while let Some(element) = around {
            let before = element.scroll_top();
            element.set_scroll_top(before + by);
            if element.scroll_top() != before {
                break;
            }
            around = element.parent_element();
        }
        self.look();
    }
}
