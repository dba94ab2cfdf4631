use std::rc::Rc;

use segflow_core::json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::{
    AttrValue, Callback, FocusEvent, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef,
    Properties, TargetCast, function_component, html, use_effect_with, use_node_ref, use_state_eq,
};

use crate::builder::catalog::{Asked, Picked, SuggestionsProps, suggestions};

/// Properties of [`Suggesting`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct SuggestingProps {
    /// The id of the box inside, which has the role of a combobox.
    pub(super) input: AttrValue,
    pub(super) asked: Asked,
    /// What stands in the box.
    pub(super) query: AttrValue,
    /// The rows that are there.
    pub(super) beside: Rc<Value>,
    pub(super) on_pick: Callback<Picked>,
    /// The labelled box.
    pub(super) children: Html,
}

/// Offers names under a box while they are typed. Arrows choose, Enter takes,
/// Esc closes. A tag in the box has a list of its own.
#[function_component]
pub(super) fn Suggesting(props: &SuggestingProps) -> Html {
    let root = use_node_ref();
    let is_wanted = use_state_eq(|| false);
    let active = use_state_eq(|| None::<usize>);
    let count = use_state_eq(|| 0_usize);
    let list = AttrValue::from(format!("{}-suggested", props.input));
    let is_tag = props.query.contains('{');
    let is_open = *is_wanted && !is_tag && !props.asked.at.as_str().is_empty();

    let shown = (is_open && *count > 0).then(|| (list.clone(), *active));
    use_effect_with((shown, props.input.clone()), {
        let root = root.clone();
        move |(shown, input)| {
            if let Some(input) = within(&root, input) {
                announce(&input, shown.as_ref());
            }
        }
    });
    let open = {
        let (is_wanted, active) = (is_wanted.clone(), active.clone());
        move || {
            is_wanted.set(true);
            active.set(None);
        }
    };
    let close = {
        let (is_wanted, count) = (is_wanted.clone(), count.clone());
        move || {
            is_wanted.set(false);
            count.set(0);
        }
    };
    let oninput = {
        let open = open.clone();
        Callback::from(move |_: InputEvent| open())
    };
    let onclick = {
        let (open, query) = (open.clone(), props.query.clone());
        Callback::from(move |event: MouseEvent| {
            // An empty box shows what there is; its button opens another list.
            let is_button = event
                .target_dyn_into::<Element>()
                .is_some_and(|target| target.closest("button").is_ok_and(|found| found.is_some()));
            if query.is_empty() && !is_button {
                open();
            }
        })
    };
    let onfocusout = {
        let close = close.clone();
        Callback::from(move |_: FocusEvent| close())
    };
    let onkeydown = {
        let (active, close, root) = (active.clone(), close.clone(), root.clone());
        let (count, list) = (*count, list.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.default_prevented() || event.alt_key() || is_tag {
                return;
            }
            let last = count.saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" if !is_open => {
                    event.prevent_default();
                    open();
                }
                "ArrowDown" if is_open && count > 0 => {
                    event.prevent_default();
                    active.set(Some(
                        active.map_or(0, |now| if now >= last { 0 } else { now + 1 }),
                    ));
                }
                "ArrowUp" if is_open && count > 0 => {
                    event.prevent_default();
                    active.set(Some(match *active {
                        None | Some(0) => last,
                        Some(now) => now - 1,
                    }));
                }
                "Enter" if is_open => {
                    if let Some(active) = *active {
                        event.prevent_default();
                        press(&root, &format!("{list}-{active}"));
                    }
                }
                "Escape" if is_open && count > 0 => {
                    event.prevent_default();
                    event.stop_propagation();
                    close();
                }
                _ => {}
            }
        })
    };
    let on_pick = {
        let on_pick = props.on_pick.clone();
        Callback::from(move |picked: Picked| {
            close();
            on_pick.emit(picked);
        })
    };
    let offered = is_open.then(|| {
        suggestions(SuggestionsProps {
            id: list,
            asked: props.asked.clone(),
            query: props.query.clone(),
            beside: Rc::clone(&props.beside),
            active: *active,
            on_found: Callback::from(move |found: usize| count.set(found)),
            on_pick,
        })
    });
    html! {
        <div ref={root} class="suggesting" {oninput} {onclick} {onkeydown} {onfocusout}>
            <div>{ props.children.clone() }</div>
            <div>{ offered.unwrap_or_default() }</div>
        </div>
    }
}

/// Tells by the box which list is open under it, and what Enter takes.
fn announce(input: &Element, shown: Option<&(AttrValue, Option<usize>)>) {
    let set = |name: &str, value: Option<&str>| {
        let _ = match value {
            Some(value) => input.set_attribute(name, value),
            None => input.remove_attribute(name),
        };
    };
    let active = shown.and_then(|(list, active)| Some(format!("{list}-{}", (*active)?)));
    set(
        "aria-expanded",
        Some(if shown.is_some() { "true" } else { "false" }),
    );
    set("aria-controls", shown.map(|(list, _)| list.as_str()));
    set("aria-activedescendant", active.as_deref());
}

/// What has an id, of what stands in this place.
fn within(root: &NodeRef, id: &str) -> Option<Element> {
    let found = root.cast::<Element>()?.query_selector(&format!("#{id}"));
    found.ok().flatten()
}

fn press(root: &NodeRef, id: &str) {
    let found = within(root, id);
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        found.click();
    }
}
