use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::{
    AttrValue, Callback, Classes, Html, NodeRef, Properties, function_component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use crate::ground::ground_of;

/// A list this long is drawn as a whole.
const WHOLE: usize = 60;
/// How many rows beyond what is seen are drawn on each side, so that scrolling
/// shows no gap.
const BEYOND: usize = 12;
/// The rows that are drawn change in steps of so many.
const STEP: usize = 6;

/// Properties of [`Windowed`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WindowedProps {
    /// Classes of the list.
    pub class: Classes,
    /// The name of the list, where nothing around it says it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// How many rows there are, all of one height.
    pub count: usize,
    /// The row that has to be seen whenever it becomes another.
    #[prop_or_default]
    pub keep: Option<usize>,
    /// Draws the row at a place: an `<li>`.
    pub row: Callback<usize, Html>,
}

/// What is drawn of a long list.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Window {
    first: usize,
    /// Behind the last.
    end: usize,
    /// The height of a row, in pixels.
    row: f64,
}

/// A list of which only the rows that are seen, and some beyond, are in the
/// page: the rest is room.
#[function_component]
pub fn Windowed(props: &WindowedProps) -> Html {
    let list = use_node_ref();
    let is_long = props.count > WHOLE;
    let window = use_state_eq(|| {
        let first = props.keep.unwrap_or_default().saturating_sub(BEYOND);
        Window {
            first,
            end: first + WHOLE,
            row: 54.0,
        }
    });

    use_effect_with((is_long, props.count), {
        let (list, window) = (list.clone(), window.setter());
        move |(is_long, count)| {
            let count = *count;
            let listeners = is_long.then(|| {
                let ground = list.get().map(|list| ground_of(&list));
                let look = move || {
                    if let Some(seen) = seen(&list, count) {
                        window.set(seen);
                    }
                };
                look();
                let page = web_sys::window().and_then(|window| window.document());
                let resized = page.as_ref().and_then(Document::default_view).map(|view| {
                    let look = look.clone();
                    EventListener::new(&view, "resize", move |_| look())
                });
                // Whatever scrolls around the list is heard on its way down: in
                // the page, and in the tree the list stands in if it is another.
                let page = page.map(Node::from);
                let other = ground.filter(|ground| Some(ground) != page.as_ref());
                let scrolled = [page, other].into_iter().flatten().map(|tree| {
                    let look = look.clone();
                    let options = EventListenerOptions::run_in_capture_phase();
                    EventListener::new_with_options(&tree, "scroll", options, move |_| look())
                });
                scrolled.chain(resized).collect::<Vec<_>>()
            });
            move || drop(listeners)
        }
    });

    use_effect_with((is_long, props.keep), {
        let (list, window) = (list.clone(), window.clone());
        move |(is_long, keep)| {
            let shown = keep.filter(|_| *is_long).map(|keep| {
                if keep < window.first || keep >= window.end {
                    let first = keep.saturating_sub(BEYOND);
                    window.set(Window {
                        first,
                        end: first + WHOLE,
                        ..*window
                    });
                }
                Timeout::new(0, move || bring_into_view(&list, keep))
            });
            move || drop(shown)
        }
    });

    let (first, end) = if is_long {
        let first = window.first.min(props.count);
        (first, window.end.clamp(first, props.count))
    } else {
        (0, props.count)
    };
    let room = |rows: usize| {
        #[allow(clippy::cast_precision_loss, reason = "there are thousands at most")]
        let height = (rows as f64 * window.row).round();
        html! {
            if rows > 0 {
                <svg class="room" width="1" height={height.to_string()} aria-hidden="true"></svg>
            }
        }
    };
    html! {
        <>
            { room(first) }
            <ol ref={list} class={props.class.clone()} role="list" aria-label={props.label.clone()}
                data-first={is_long.then(|| first.to_string())}>
                { for (first..end).map(|place| props.row.emit(place)) }
            </ol>
            { room(props.count - end) }
        </>
    }
}

/// What is to be drawn, by where the list stands in the window.
fn seen(list: &NodeRef, count: usize) -> Option<Window> {
    let list: Element = list.cast()?;
    let first: usize = list.get_attribute("data-first")?.parse().ok()?;
    let rows = list.children();
    let top = |place: u32| Some(rows.item(place)?.get_bounding_client_rect().top());
    let (one, other) = (top(0)?, top(1)?);
    let row = other - one;
    let height = web_sys::window()?.inner_height().ok()?.as_f64()?;
    if row < 1.0 {
        return None;
    }
    #[allow(clippy::cast_precision_loss, reason = "there are thousands at most")]
    let begins = first as f64 - one / row;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is below zero becomes zero, and there are thousands at most"
    )]
    let (begins, rows) = (begins.max(0.0) as usize, (height / row) as usize);
    let begins = begins.min(count.saturating_sub(1)) / STEP * STEP;
    Some(Window {
        first: begins.saturating_sub(BEYOND),
        end: begins + rows + BEYOND + STEP,
        row,
    })
}

fn bring_into_view(list: &NodeRef, place: usize) {
    let row = list.cast::<Element>().and_then(|list| {
        let first: usize = list.get_attribute("data-first")?.parse().ok()?;
        let at = u32::try_from(place.checked_sub(first)?).ok()?;
        list.children().item(at)?.dyn_into::<Element>().ok()
    });
    if let Some(row) = row {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
