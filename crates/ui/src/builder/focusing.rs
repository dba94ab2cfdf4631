//! Moves the focus to where the model wants it.

use gloo_timers::callback::Timeout;
use segflow_core::json::Pointer;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::{NodeRef, hook, use_effect_with};

use crate::model::{FocusRequest, FocusTarget};

/// The attribute that names the place of a task a control is for.
const PLACE: &str = "data-at";
const CONTROLS: &str = "input, select, textarea, button";
const FIRST_FIELD: &str = ".builder-editor .tab-panel :is(input, select, textarea)";

/// Follows the requests for the focus within `root`.
#[hook]
pub(super) fn use_focusing(root: &NodeRef, request: &FocusRequest) {
    use_effect_with(request.clone(), {
        let root = root.clone();
        move |request| {
            let target = request.target.clone();
            // What is to take the focus may be drawn only after this.
            let soon = target.map(|target| {
                Timeout::new(0, move || {
                    let found = root.cast::<Element>().and_then(|root| find(&root, &target));
                    if let Some(found) = found {
                        unfold(&found);
                        let _ = found.focus();
                    }
                })
            });
            move || drop(soon)
        }
    });
}

/// Puts the focus, once what is being done is drawn, on the first of these that
/// is there; of a group of controls on its first.
pub(super) fn focus_soon(root: &NodeRef, selectors: &[&str]) {
    let root = root.clone();
    let selectors: Vec<String> = selectors.iter().map(|&one| one.to_owned()).collect();
    Timeout::new(0, move || {
        let found = root.cast::<Element>().and_then(|root| {
            let mut found = selectors
                .iter()
                .filter_map(|one| root.query_selector(one).ok()?);
            control_of(found.next()?)
        });
        if let Some(found) = found {
            let _ = found.focus();
        }
    })
    .forget();
}

/// Opens what an element is folded into: closed, it cannot take the focus.
fn unfold(element: &Element) {
    let mut around = element.closest("details").ok().flatten();
    while let Some(folded) = around {
        let _ = folded.set_attribute("open", "");
        let parent = folded.parent_element();
        around = parent.and_then(|parent| parent.closest("details").ok().flatten());
    }
}

/// The element, if it is a control, else the first control in it, else itself.
fn control_of(element: Element) -> Option<HtmlElement> {
    let within = || element.query_selector(CONTROLS).ok().flatten();
    let is_control = element.matches(CONTROLS).unwrap_or(false);
    let control = if is_control { None } else { within() };
    control.unwrap_or(element).dyn_into().ok()
}

fn find(root: &Element, target: &FocusTarget) -> Option<HtmlElement> {
    let first = |selector: &str| root.query_selector(selector).ok().flatten();
    let found = match target {
        FocusTarget::Task(task) => first(&format!("[data-task=\"{task}\"]")),
        FocusTarget::AddTask => first("#add-task"),
        FocusTarget::FirstField => first(FIRST_FIELD).or_else(|| first(".builder-editor button")),
        FocusTarget::Place(at) => place(root, at).or_else(|| first(".builder-editor [role=tab]")),
        FocusTarget::Missing => first(".run-missing"),
        FocusTarget::Run => first(".run-title"),
    };
    found?.dyn_into().ok()
}

/// The control for a place: the one marked with the nearest place around it,
/// else the first one within it.
fn place(root: &Element, at: &Pointer) -> Option<Element> {
    let marked = root.query_selector_all(&format!("[{PLACE}]")).ok()?;
    let mut best: Option<(usize, Element)> = None;
    for index in 0..marked.length() {
        let Some(element) = marked
            .get(index)
            .and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        let Some(here) = element
            .get_attribute(PLACE)
            .as_deref()
            .and_then(Pointer::parse)
        else {
            continue;
        };
        let nearness = if here.contains(at) {
            here.as_str().len() + 1
        } else if at.contains(&here) {
            1
        } else {
            continue;
        };
        if best.as_ref().is_none_or(|(other, _)| nearness > *other) {
            best = Some((nearness, element));
        }
    }
    let (_, element) = best?;
    if element.matches(CONTROLS).unwrap_or(false) {
        return Some(element);
    }
    element.query_selector(CONTROLS).ok().flatten()
}
