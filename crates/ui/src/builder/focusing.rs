//! Moves the focus to where the model wants it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use segflow_core::json::Pointer;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::{NodeRef, hook, use_effect_with};

use crate::lazy::is_coming;
use crate::model::{FocusRequest, FocusTarget};

/// The attribute that names the place of a task a control is for.
const PLACE: &str = "data-at";
const CONTROLS: &str = "input, select, textarea, button, [contenteditable=plaintext-only]";
const TOLD: &str = "[role=alert]";
const FIRST_FIELD: &str =
    ".builder-editor .tab-panel :is(input, select, textarea, [data-at].input)";
const FIRST_LACKING: &str =
    ".builder-editor .tab-panel :is([aria-invalid=true], [aria-describedby*=to-do])";

/// Follows the requests for the focus within `root`.
#[hook]
pub(super) fn use_focusing(root: &NodeRef, request: &FocusRequest) {
    use_effect_with(request.clone(), {
        let root = root.clone();
        move |request| {
            let soon = Soon::default();
            if let Some(target) = request.target.clone() {
                soon.focus(0, root, Rc::new(move |root| find(root, &target)));
            }
            move || soon.cancel()
        }
    });
}

/// Puts the focus, once what is being done is drawn, on the first of these that
/// is there; of a group of controls on its first.
pub(crate) fn focus_soon(root: &NodeRef, selectors: &[&str]) {
    let selectors: Vec<String> = selectors.iter().map(|&one| one.to_owned()).collect();
    let find = move |root: &Element| {
        let mut found = selectors
            .iter()
            .filter_map(|one| root.query_selector(one).ok()?);
        control_of(found.next()?)
    };
    Soon::default().focus(0, root.clone(), Rc::new(find));
}

/// Puts the focus on the element of an id, once what is being done is drawn:
/// somewhere in the builder that `within` stands in.
pub(super) fn focus_soon_in_builder(within: &NodeRef, id: String) {
    let element = within.cast::<Element>();
    let builder = element.and_then(|element| element.closest(".builder").ok()?);
    let focus = move || {
        let found = builder.and_then(|builder| builder.query_selector(&format!("#{id}")).ok()?);
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _ = found.focus();
        }
    };
    Timeout::new(0, focus).forget();
}

/// What is to take the focus may be drawn only later, and may be part of what is
/// still on its way.
#[derive(Clone, Default)]
struct Soon(Rc<RefCell<Option<Timeout>>>);

/// Looks for what is to take the focus.
type Find = Rc<dyn Fn(&Element) -> Option<HtmlElement>>;

/// How often it is seen whether a part has come.
const LOOK_MILLIS: u32 = 20;

impl Soon {
    fn focus(&self, after_millis: u32, root: NodeRef, find: Find) {
        let this = self.clone();
        let next = Timeout::new(after_millis, move || {
            let Some(element) = root.cast::<Element>() else {
                return;
            };
            if is_coming(&element) {
                this.focus(LOOK_MILLIS, root, find);
            } else if let Some(found) = find(&element) {
                unfold(&found);
                let _ = found.focus();
            }
        });
        // The one before, if any, is over: it is what asked for this one.
        if let Some(before) = self.0.replace(Some(next)) {
            before.forget();
        }
    }

    fn cancel(&self) {
        self.0.take();
    }
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

/// The element, if it is a control or something to be told as a whole, else the
/// first control in it, else itself.
fn control_of(element: Element) -> Option<HtmlElement> {
    let within = || element.query_selector(CONTROLS).ok().flatten();
    let is = |selector: &str| element.matches(selector).unwrap_or(false);
    let control = if is(CONTROLS) || is(TOLD) {
        None
    } else {
        within()
    };
    control.unwrap_or(element).dyn_into().ok()
}

fn find(root: &Element, target: &FocusTarget) -> Option<HtmlElement> {
    let first = |selector: &str| root.query_selector(selector).ok().flatten();
    let found = match target {
        FocusTarget::Task(task) => first(&format!("[data-task=\"{task}\"]")),
        FocusTarget::AddTask => first("#add-task"),
        // What a new task took from the one before it needs no typing.
        FocusTarget::FirstField => first(FIRST_LACKING)
            .or_else(|| first(FIRST_FIELD))
            .or_else(|| first(".builder-editor button")),
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
