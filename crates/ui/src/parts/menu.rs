use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::{
    AttrValue, Callback, FocusEvent, Html, KeyboardEvent, MouseEvent, NodeRef, Properties, classes,
    function_component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::roving::{self, Axis};
use super::{Button, ButtonKind, ButtonSize};
use crate::icons::{Icon, sign};

/// One thing a menu does.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    /// What it is called inside the program; unique in its menu.
    pub key: AttrValue,
    /// What it is called to people.
    pub label: AttrValue,
    /// A sentence under the label.
    pub detail: Option<AttrValue>,
    /// A sign before the label.
    pub icon: Option<Icon>,
    /// For a choice among several: whether it is the one chosen now.
    pub checked: Option<bool>,
    /// How it stands out: [`ButtonKind::Danger`] for what takes something away.
    pub kind: ButtonKind,
}

impl MenuItem {
    /// An ordinary item.
    pub fn new(key: impl Into<AttrValue>, label: impl Into<AttrValue>) -> MenuItem {
        MenuItem {
            key: key.into(),
            label: label.into(),
            detail: None,
            icon: None,
            checked: None,
            kind: ButtonKind::Quiet,
        }
    }
}

/// The edge of its button a menu lines up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MenuEdge {
    /// Where a line of text begins.
    #[default]
    Start,
    /// Where it ends: for buttons at the end of a bar.
    End,
}

/// Properties of [`Menu`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MenuProps {
    /// Unique in the page.
    pub id: AttrValue,
    /// The name of the button and of the menu.
    pub label: AttrValue,
    /// The sign on the button.
    pub icon: Icon,
    /// Shows the sign alone.
    #[prop_or_default]
    pub icon_only: bool,
    /// How much the button stands out.
    #[prop_or(ButtonKind::Quiet)]
    pub kind: ButtonKind,
    /// How tall the button is.
    #[prop_or_default]
    pub size: ButtonSize,
    /// The edge the menu lines up with.
    #[prop_or_default]
    pub edge: MenuEdge,
    /// What it offers.
    pub items: Vec<MenuItem>,
    /// The key of what was picked.
    pub on_pick: Callback<AttrValue>,
    /// The button, for moving the focus to it.
    #[prop_or_default]
    pub node_ref: NodeRef,
}

/// A button that opens a menu of actions or of choices.
#[function_component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let button = props.node_ref.clone();
    let list_id = AttrValue::from(format!("{}-list", props.id));

    let close = {
        let open = open.clone();
        let button = button.clone();
        Callback::from(move |()| {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
        })
    };
    let on_press = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if !*open && matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                open.set(true);
            }
        })
    };
    let onfocusout = {
        let open = open.clone();
        Callback::from(move |event: FocusEvent| {
            if leaves(&event) {
                open.set(false);
            }
        })
    };
    let shown = Button::new(props.label.clone())
        .id(props.id.clone())
        .icon(props.icon)
        .kind(props.kind)
        .size(props.size)
        .expanded(*open)
        .controls(open.then(|| list_id.clone()))
        .popup("menu")
        .node_ref(button)
        .on_press(on_press);
    let shown = if props.icon_only {
        shown.icon_only()
    } else {
        shown
    };
    let end = (props.edge == MenuEdge::End).then_some("end");
    html! {
        <div class={classes!("menu", end)} {onkeydown} {onfocusout}>
            { shown.view() }
            if *open {
                <MenuList id={list_id} labelled_by={props.id.clone()} items={props.items.clone()}
                    on_pick={props.on_pick.clone()} on_close={close} />
            }
        </div>
    }
}

/// Properties of [`MenuList`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MenuListProps {
    /// Unique in the page.
    pub id: AttrValue,
    /// The id of what names it.
    pub labelled_by: AttrValue,
    /// What it offers.
    pub items: Vec<MenuItem>,
    /// The key of what was picked.
    pub on_pick: Callback<AttrValue>,
    /// It is to be closed, and the focus to go back to where it was.
    pub on_close: Callback<()>,
}

/// The list of an open menu. It takes the focus, which is to be within a
/// `.menu`.
#[function_component]
pub fn MenuList(props: &MenuListProps) -> Html {
    let list = use_node_ref();
    use_effect_with((), {
        let list = list.clone();
        move |()| focus_first(&list)
    });
    let onkeydown = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                // The dialog around it, if any, stays open.
                event.prevent_default();
                event.stop_propagation();
                on_close.emit(());
            } else {
                roving::step(Axis::Column, &event);
            }
        })
    };
    html! {
        <div ref={list} id={props.id.clone()} class="menu-list" role="menu"
            aria-labelledby={props.labelled_by.clone()} {onkeydown}>
            { for props.items.iter().map(|item| entry(item, &props.on_close, &props.on_pick)) }
        </div>
    }
}

fn entry(item: &MenuItem, close: &Callback<()>, on_pick: &Callback<AttrValue>) -> Html {
    let onclick = {
        let close = close.clone();
        let on_pick = on_pick.clone();
        let key = item.key.clone();
        Callback::from(move |_: MouseEvent| {
            // Closed first: what was picked may move the focus elsewhere.
            close.emit(());
            on_pick.emit(key.clone());
        })
    };
    let role = if item.checked.is_some() {
        "menuitemradio"
    } else {
        "menuitem"
    };
    let danger = (item.kind == ButtonKind::Danger).then_some("danger");
    html! {
        <button key={item.key.as_str()} type="button" class={classes!("menu-item", danger)} {role}
            tabindex="-1" aria-checked={item.checked.map(|checked| checked.to_string())} {onclick}>
            if let Some(icon) = item.icon {
                { sign(icon) }
            }
            <span>{ item.label.clone() }</span>
            if let Some(detail) = &item.detail {
                <span class="menu-detail">{ detail }</span>
            }
            if item.checked == Some(true) {
                <span class="menu-check">{ sign(Icon::Check) }</span>
            }
        </button>
    }
}

/// The chosen item of a choice, else the first.
fn focus_first(list: &NodeRef) {
    let Some(list) = list.cast::<Element>() else {
        return;
    };
    let chosen = list.query_selector("[aria-checked=true]").ok().flatten();
    let first = chosen.or_else(|| list.first_element_child());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
    // All of it is seen, not only what has the focus.
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    list.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether the focus goes to something outside the menu.
pub(crate) fn leaves(event: &FocusEvent) -> bool {
    let inside = || {
        let target: Element = event.target()?.dyn_into().ok()?;
        let menu = target.closest(".menu").ok()??;
        let next: Node = event.related_target()?.dyn_into().ok()?;
        Some(menu.contains(Some(&next)))
    };
    !inside().unwrap_or(false)
}
