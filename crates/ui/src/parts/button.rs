use yew::prelude::{AttrValue, Callback, Html, MouseEvent, NodeRef, classes, html};

use crate::icons::{Icon, sign};

/// How much a button stands out, and what it promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The green one: the way on. At most one in sight. A double click presses
    /// it once.
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

/// Something to press.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Button {
    label: AttrValue,
    kind: ButtonKind,
    size: ButtonSize,
    icon: Option<Icon>,
    icon_only: bool,
    busy: bool,
    disabled: bool,
    submit: bool,
    expanded: Option<bool>,
    controls: Option<AttrValue>,
    popup: Option<&'static str>,
    shortcut: Option<&'static str>,
    id: Option<AttrValue>,
    class: Option<&'static str>,
    node_ref: NodeRef,
    on_press: Callback<MouseEvent>,
    after: Html,
}

/// Whether it is the second click of a double click: by a mouse, in the same
/// place, within a moment of the first.
pub(crate) fn is_second_click(event: &MouseEvent) -> bool {
    event.detail() > 1
}

impl Button {
    /// An ordinary button with these words on it.
    pub fn new(label: AttrValue) -> Button {
        Button {
            label,
            ..Button::default()
        }
    }

    /// A button that stands back and shows its sign alone, such as those of a
    /// row; the label is its name and tool tip.
    pub fn sign_only(icon: Icon, label: AttrValue) -> Button {
        Button {
            kind: ButtonKind::Quiet,
            icon: Some(icon),
            icon_only: true,
            ..Button::new(label)
        }
    }

    /// How much it stands out.
    #[must_use]
    pub fn kind(mut self, kind: ButtonKind) -> Button {
        self.kind = kind;
        self
    }

    /// How tall it is.
    #[must_use]
    pub fn size(mut self, size: ButtonSize) -> Button {
        self.size = size;
        self
    }

    /// As small as rows and panes want it.
    #[must_use]
    pub fn small(mut self) -> Button {
        self.size = ButtonSize::Small;
        self
    }

    /// A sign before the words.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Button {
        self.icon = Some(icon);
        self
    }

    /// Shows the sign alone; the label becomes its name and tool tip.
    #[must_use]
    pub fn icon_only(mut self) -> Button {
        self.icon_only = true;
        self
    }

    /// It works: it keeps the focus and its words, and does not act again.
    #[must_use]
    pub fn busy(mut self, busy: bool) -> Button {
        self.busy = busy;
        self
    }

    /// It cannot act now. It stays reachable, so that the focus is not lost.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Button {
        self.disabled = disabled;
        self
    }

    /// Submits the form it stands in.
    #[must_use]
    pub fn submit(mut self) -> Button {
        self.submit = true;
        self
    }

    /// What it opens is open or closed.
    #[must_use]
    pub fn expanded(mut self, expanded: bool) -> Button {
        self.expanded = Some(expanded);
        self
    }

    /// The id of what it opens or acts on.
    #[must_use]
    pub fn controls(mut self, controls: Option<AttrValue>) -> Button {
        self.controls = controls;
        self
    }

    /// The kind of thing it opens, as in `aria-haspopup`.
    #[must_use]
    pub fn popup(mut self, popup: &'static str) -> Button {
        self.popup = Some(popup);
        self
    }

    /// Keys that do the same, as in `aria-keyshortcuts`.
    #[must_use]
    pub fn shortcut(mut self, shortcut: &'static str) -> Button {
        self.shortcut = Some(shortcut);
        self
    }

    /// Its own id.
    #[must_use]
    pub fn id(mut self, id: AttrValue) -> Button {
        self.id = Some(id);
        self
    }

    /// A class more, for a place of its own in a layout.
    #[must_use]
    pub fn class(mut self, class: &'static str) -> Button {
        self.class = Some(class);
        self
    }

    /// The element, for moving the focus to it.
    #[must_use]
    pub fn node_ref(mut self, node_ref: NodeRef) -> Button {
        self.node_ref = node_ref;
        self
    }

    /// What it does.
    #[must_use]
    pub fn on_press(mut self, on_press: Callback<MouseEvent>) -> Button {
        self.on_press = on_press;
        self
    }

    /// What stands after the words, such as a badge.
    #[must_use]
    pub fn after(mut self, after: Html) -> Button {
        self.after = after;
        self
    }

    /// The button as it is drawn.
    pub fn view(self) -> Html {
        let resting = self.busy || self.disabled;
        let on_press = self.on_press;
        // Whoever presses the way on twice, or hands in a form, wants it once.
        let is_once = self.submit || self.kind == ButtonKind::Primary;
        let onclick = Callback::from(move |event: MouseEvent| {
            if resting || (is_once && is_second_click(&event)) {
                event.prevent_default();
            } else {
                on_press.emit(event);
            }
        });
        let small = (self.size == ButtonSize::Small).then_some("small");
        let icon_only = self.icon_only.then_some("icon-only");
        let name = self.icon_only.then(|| self.label.clone());
        html! {
            <button
                ref={self.node_ref}
                id={self.id}
                type={if self.submit { "submit" } else { "button" }}
                part={(self.kind == ButtonKind::Primary).then_some("button-primary")}
                class={classes!("button", self.kind.class(), small, icon_only, self.class)}
                aria-label={name.clone()}
                title={name}
                aria-disabled={resting.then_some("true")}
                aria-busy={self.busy.then_some("true")}
                aria-expanded={self.expanded.map(|expanded| expanded.to_string())}
                aria-controls={self.controls}
                aria-haspopup={self.popup}
                aria-keyshortcuts={self.shortcut}
                {onclick}
            >
                if self.busy {
                    <span class="spinner" aria-hidden="true"></span>
                } else if let Some(icon) = self.icon {
                    { sign(icon) }
                }
                if !self.icon_only {
                    { self.label }
                }
                { self.after }
            </button>
        }
    }
}
