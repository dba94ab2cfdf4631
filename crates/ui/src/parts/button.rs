use yew::prelude::{
    AttrValue, Callback, Children, Classes, Html, MouseEvent, NodeRef, Properties, classes,
    function_component, html,
};

use crate::icons::{Icon, Sign};

/// How much a button stands out, and what it promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The green one: the way on. At most one in sight.
    Primary,
    /// An ordinary action.
    #[default]
    Secondary,
    /// An action that stands back, such as those of a row.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "primary",
            ButtonKind::Secondary => "secondary",
            ButtonKind::Quiet => "quiet",
            ButtonKind::Danger => "danger",
        }
    }
}

/// How tall a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// As tall as a text field.
    #[default]
    Normal,
    /// For use inside rows and panes.
    Small,
}

/// Properties of [`Button`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// The words on the button; with `icon_only`, its name for those who hear it.
    pub label: AttrValue,
    /// How much it stands out.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// How tall it is.
    #[prop_or_default]
    pub size: ButtonSize,
    /// A sign before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Shows the sign alone; the label becomes its name and tool tip.
    #[prop_or_default]
    pub icon_only: bool,
    /// It works: it keeps the focus and its words, and does not act again.
    #[prop_or_default]
    pub busy: bool,
    /// It cannot act now. It stays reachable, so that the focus is not lost.
    #[prop_or_default]
    pub disabled: bool,
    /// Submits the form it stands in.
    #[prop_or_default]
    pub submit: bool,
    /// What it opens is open or closed.
    #[prop_or_default]
    pub expanded: Option<bool>,
    /// The id of what it opens or acts on.
    #[prop_or_default]
    pub controls: Option<AttrValue>,
    /// The kind of thing it opens, as in `aria-haspopup`.
    #[prop_or_default]
    pub popup: Option<&'static str>,
    /// The id of what says more about it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Keys that do the same, as in `aria-keyshortcuts`.
    #[prop_or_default]
    pub shortcut: Option<AttrValue>,
    /// Its own id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// More classes, for a place of its own in a layout.
    #[prop_or_default]
    pub class: Classes,
    /// The element, for moving the focus to it.
    #[prop_or_default]
    pub node_ref: NodeRef,
    /// What it does.
    #[prop_or_default]
    pub on_press: Callback<MouseEvent>,
    /// What stands after the words, such as a badge.
    #[prop_or_default]
    pub children: Children,
}

/// Something to press.
#[function_component]
pub fn Button(props: &ButtonProps) -> Html {
    let resting = props.busy || props.disabled;
    let onclick = {
        let on_press = props.on_press.clone();
        Callback::from(move |event: MouseEvent| {
            if resting {
                event.prevent_default();
            } else {
                on_press.emit(event);
            }
        })
    };
    let small = (props.size == ButtonSize::Small).then_some("small");
    let icon_only = props.icon_only.then_some("icon-only");
    html! {
        <button
            ref={props.node_ref.clone()}
            id={props.id.clone()}
            type={if props.submit { "submit" } else { "button" }}
            class={classes!("button", props.kind.class(), small, icon_only, props.class.clone())}
            aria-label={props.icon_only.then(|| props.label.clone())}
            title={props.icon_only.then(|| props.label.clone())}
            aria-disabled={resting.then_some("true")}
            aria-busy={props.busy.then_some("true")}
            aria-expanded={props.expanded.map(|expanded| expanded.to_string())}
            aria-controls={props.controls.clone()}
            aria-haspopup={props.popup}
            aria-describedby={props.described_by.clone()}
            aria-keyshortcuts={props.shortcut.clone()}
            {onclick}
        >
            if props.busy {
                <span class="spinner" aria-hidden="true"></span>
            } else if let Some(icon) = props.icon {
                <Sign {icon} />
            }
            if !props.icon_only {
                { props.label.clone() }
            }
            { for props.children.iter() }
        </button>
    }
}
