use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::{
    AttrValue, Callback, Event, Html, InputEvent, NodeRef, Properties, TargetCast, classes,
    function_component, html,
};

use super::{Control, Field};

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

/// Properties of [`TextField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TextFieldProps {
    /// Unique in the page.
    pub id: AttrValue,
    /// Its name.
    pub label: AttrValue,
    /// Leaves the label to those who hear it, where its place says enough.
    #[prop_or_default]
    pub label_hidden: bool,
    /// What is typed.
    #[prop_or_default]
    pub kind: TextKind,
    /// Says beside the label that nothing need be given.
    #[prop_or_default]
    pub optional: bool,
    /// A sentence of advice.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong, and how to mend it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What it holds now.
    pub value: AttrValue,
    /// Every change, as it is typed.
    #[prop_or_default]
    pub on_input: Callback<String>,
    /// The value when the person leaves the field after a change, or presses Enter.
    #[prop_or_default]
    pub on_commit: Callback<String>,
    /// What the browser may fill in; nothing unless told.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// The element, for moving the focus to it.
    #[prop_or_default]
    pub node_ref: NodeRef,
}

/// A labelled box to type in.
#[function_component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let control = {
        let props = props.clone();
        Callback::from(move |control: Control| match props.kind {
            TextKind::Lines => area(&props, control),
            TextKind::Line
            | TextKind::Email
            | TextKind::Number
            | TextKind::Telephone
            | TextKind::Url
            | TextKind::Date
            | TextKind::Time
            | TextKind::Secret
            | TextKind::Code => line(&props, control),
        })
    };
    html! {
        <Field id={props.id.clone()} label={props.label.clone()} label_hidden={props.label_hidden}
            optional={props.optional} hint={props.hint.clone()} error={props.error.clone()} {control} />
    }
}

fn line(props: &TextFieldProps, control: Control) -> Html {
    let text = |event: &Event| event.target_unchecked_into::<HtmlInputElement>().value();
    let code = matches!(props.kind, TextKind::Code | TextKind::Secret).then_some("mono");
    // The browser's correction is switched off in the words HTML has for it.
    let correct = (!props.kind.is_prose()).then_some("off");
    html! {
        <input ref={props.node_ref.clone()} id={control.id} class={classes!("input", code)}
            type={props.kind.input_type()} inputmode={props.kind.input_mode()}
            value={props.value.clone()} autocomplete={props.autocomplete.clone()}
            autocapitalize={correct} spellcheck={correct.map(|_| "false")} dir="auto"
            aria-describedby={control.described_by} aria-invalid={control.invalid}
            oninput={props.on_input.reform(move |event: InputEvent| text(&event))}
            onchange={props.on_commit.reform(move |event: Event| text(&event))} />
    }
}

fn area(props: &TextFieldProps, control: Control) -> Html {
    let text = |event: &Event| event.target_unchecked_into::<HtmlTextAreaElement>().value();
    html! {
        <textarea ref={props.node_ref.clone()} id={control.id} class="input" rows="3"
            value={props.value.clone()} autocomplete={props.autocomplete.clone()} dir="auto"
            aria-describedby={control.described_by} aria-invalid={control.invalid}
            oninput={props.on_input.reform(move |event: InputEvent| text(&event))}
            onchange={props.on_commit.reform(move |event: Event| text(&event))} />
    }
}
