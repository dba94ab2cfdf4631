use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::{
    AttrValue, Callback, Event, Html, InputEvent, NodeRef, TargetCast, classes, html,
};

use super::{Control, Field};
use crate::text::Words;

/// What is typed, which decides the keyboard a phone shows. The browser's own
/// types for addresses and numbers change what was typed, so only those are
/// used that keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextKind {
    /// Anything on one line.
    #[default]
    Line,
    /// Anything, on as many lines as it takes.
    Lines,
    /// An email address.
    Email,
    /// A number, kept as it was typed.
    Number,
    /// A telephone number.
    Telephone,
    /// A web address.
    Url,
    /// A day, picked from the browser's calendar.
    Date,
    /// A time of day.
    Time,
    /// Something nobody should read over the shoulder.
    Secret,
    /// Exact text: ids, names of keys.
    Code,
}

impl TextKind {
    const fn input_type(self) -> &'static str {
        match self {
            TextKind::Date => "date",
            TextKind::Time => "time",
            TextKind::Telephone => "tel",
            TextKind::Secret => "password",
            TextKind::Line
            | TextKind::Lines
            | TextKind::Email
            | TextKind::Number
            | TextKind::Url
            | TextKind::Code => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            TextKind::Email => Some("email"),
            TextKind::Number => Some("decimal"),
            TextKind::Url => Some("url"),
            TextKind::Line
            | TextKind::Lines
            | TextKind::Telephone
            | TextKind::Date
            | TextKind::Time
            | TextKind::Secret
            | TextKind::Code => None,
        }
    }

    /// Prose may be corrected by the device; everything else means itself.
    const fn is_prose(self) -> bool {
        matches!(self, TextKind::Line | TextKind::Lines)
    }
}

/// A labelled box to type in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextField {
    field: Field,
    kind: TextKind,
    value: AttrValue,
    on_input: Callback<String>,
    on_commit: Callback<String>,
    node_ref: NodeRef,
}

impl TextField {
    /// A box of that id, which is unique in the page, with a name and with what
    /// it holds now.
    pub fn new(id: AttrValue, label: AttrValue, value: AttrValue) -> TextField {
        TextField {
            field: Field {
                id,
                label,
                ..Field::default()
            },
            value,
            ..TextField::default()
        }
    }

    /// Leaves the label to those who hear it, where its place says enough.
    #[must_use]
    pub fn label_hidden(mut self) -> TextField {
        self.field.label_hidden = true;
        self
    }

    /// What is typed.
    #[must_use]
    pub fn kind(mut self, kind: TextKind) -> TextField {
        self.kind = kind;
        self
    }

    /// Says beside the label that nothing need be given.
    #[must_use]
    pub fn optional(mut self, optional: bool) -> TextField {
        self.field.optional = optional;
        self
    }

    /// A sentence of advice.
    #[must_use]
    pub fn hint(mut self, hint: Option<AttrValue>) -> TextField {
        self.field.hint = hint;
        self
    }

    /// What is wrong, and how to mend it.
    #[must_use]
    pub fn error(mut self, error: Option<AttrValue>) -> TextField {
        self.field.error = error;
        self
    }

    /// Every change, as it is typed.
    #[must_use]
    pub fn on_input(mut self, on_input: Callback<String>) -> TextField {
        self.on_input = on_input;
        self
    }

    /// The value when the person leaves the field after a change, or presses Enter.
    #[must_use]
    pub fn on_commit(mut self, on_commit: Callback<String>) -> TextField {
        self.on_commit = on_commit;
        self
    }

    /// The element, for moving the focus to it.
    #[must_use]
    pub fn node_ref(mut self, node_ref: NodeRef) -> TextField {
        self.node_ref = node_ref;
        self
    }

    /// The box with its label, its hint and its message.
    pub fn view(self, words: &Words) -> Html {
        let control = self.field.control();
        let drawn = match self.kind {
            TextKind::Lines => self.area(control),
            TextKind::Line
            | TextKind::Email
            | TextKind::Number
            | TextKind::Telephone
            | TextKind::Url
            | TextKind::Date
            | TextKind::Time
            | TextKind::Secret
            | TextKind::Code => self.line(control),
        };
        self.field.view(words, drawn)
    }

    fn line(&self, control: Control) -> Html {
        let text = |event: &Event| event.target_unchecked_into::<HtmlInputElement>().value();
        let code = matches!(self.kind, TextKind::Code | TextKind::Secret).then_some("mono");
        // The browser's correction is switched off in the words HTML has for it.
        let correct = (!self.kind.is_prose()).then_some("off");
        html! {
            <input ref={self.node_ref.clone()} id={control.id} class={classes!("input", code)}
                type={self.kind.input_type()} inputmode={self.kind.input_mode()}
                value={self.value.clone()} autocomplete="off" autocapitalize={correct}
                spellcheck={correct.map(|_| "false")} dir="auto"
                aria-describedby={control.described_by} aria-invalid={control.invalid}
                oninput={self.on_input.reform(move |event: InputEvent| text(&event))}
                onchange={self.on_commit.reform(move |event: Event| text(&event))} />
        }
    }

    fn area(&self, control: Control) -> Html {
        let text = |event: &Event| event.target_unchecked_into::<HtmlTextAreaElement>().value();
        html! {
            <textarea ref={self.node_ref.clone()} id={control.id} class="input" rows="3"
                value={self.value.clone()} autocomplete="off" dir="auto"
                aria-describedby={control.described_by} aria-invalid={control.invalid}
                oninput={self.on_input.reform(move |event: InputEvent| text(&event))}
                onchange={self.on_commit.reform(move |event: Event| text(&event))} />
        }
    }
}
