use std::rc::Rc;

use segflow_core::json::{Object, Pointer, Value};
use yew::prelude::{
    AttrValue, Callback, Html, InputEvent, MouseEvent, Properties, TargetCast, function_component,
    html, use_effect_with, use_state_eq,
};

use super::value_field::ValueField;
use crate::icons::Icon;
use crate::model::{FieldOption, RowName, row_name};
use crate::parts::{Button, Field};
use crate::text::{BuilderText, use_words};

/// Properties of [`Row`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct RowProps {
    /// Its place, counted from 0.
    pub(super) place: usize,
    /// All rows, so that no two get one name.
    pub(super) rows: Rc<Object>,
    /// Its name; none for one that is still to be named.
    pub(super) name: Option<AttrValue>,
    pub(super) value: Value,
    /// The place of the rows in the task.
    pub(super) around: Pointer,
    #[prop_or_default]
    pub(super) error: Option<AttrValue>,
    #[prop_or_default]
    pub(super) warning: Option<AttrValue>,
    pub(super) options: Rc<Vec<FieldOption>>,
    /// A name was typed that no other row has.
    pub(super) on_name: Callback<String>,
    pub(super) on_value: Callback<Value>,
    pub(super) on_remove: Callback<()>,
}

/// A row of traits or properties: its name, its value, and its removal.
#[function_component]
pub(super) fn Row(props: &RowProps) -> Html {
    let words = use_words();
    // A name that cannot be taken is kept here until it is mended.
    let draft = use_state_eq(|| None::<String>);
    use_effect_with(props.name.clone(), {
        let draft = draft.clone();
        move |_| draft.set(None)
    });

    let name = props.name.clone().unwrap_or_default();
    let number = props.place + 1;
    let oninput = {
        let draft = draft.clone();
        let rows = Rc::clone(&props.rows);
        let current = props.name.clone();
        let on_name = props.on_name.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event
                .target_unchecked_into::<web_sys::HtmlInputElement>()
                .value();
            match row_name(&rows, current.as_deref(), &typed) {
                RowName::Free => {
                    draft.set(None);
                    if current.as_deref() != Some(typed.as_str()) {
                        on_name.emit(typed);
                    }
                }
                RowName::Empty | RowName::Taken => draft.set(Some(typed)),
            }
        })
    };
    let shown = match &*draft {
        Some(typed) => AttrValue::from(typed.clone()),
        None => name.clone(),
    };
    let error = draft.as_ref().and_then(|typed| {
        match row_name(&props.rows, props.name.as_deref(), typed) {
            RowName::Free => None,
            RowName::Taken => Some(words.say(match props.name.as_deref() {
                Some(kept) => BuilderText::RowNameTakenKept { name: typed, kept },
                None => BuilderText::RowNameTaken { name: typed },
            })),
            // A row that never had a name is only unfinished.
            RowName::Empty => props
                .name
                .as_deref()
                .map(|name| words.say(BuilderText::RowNameEmpty { name })),
        }
    });
    let name_field = Field {
        id: format!("row-{}-name", props.place).into(),
        label: words.say(BuilderText::RowName { number }),
        label_hidden: true,
        error,
        ..Field::default()
    };
    let control = name_field.control();
    let name_input = html! {
        <input id={control.id} class="input mono" type="text" value={shown} dir="auto"
            autocomplete="off" autocapitalize="off" spellcheck="false"
            aria-describedby={control.described_by} aria-invalid={control.invalid} {oninput} />
    };
    let label = if name.is_empty() {
        words.say(BuilderText::RowValue { number })
    } else {
        words.say(BuilderText::RowValueOf { name: &name })
    };
    let at = if props.name.is_some() {
        props.around.key(&name).to_string()
    } else {
        String::new()
    };
    let remove = if name.is_empty() {
        words.say(BuilderText::RemoveRow { number })
    } else {
        words.say(BuilderText::RemoveThat { title: &name })
    };
    html! {
        <div class="row">
            <div class="row-key">
                { name_field.view(&words, name_input) }
            </div>
            <div class="row-value">
                <ValueField id={format!("row-{}-value", props.place)} {at} {label}
                    label_hidden=true error={props.error.clone()} warning={props.warning.clone()}
                    value={props.value.clone()} options={Rc::clone(&props.options)}
                    on_value={props.on_value.clone()} />
            </div>
            <div class="row-end">
                {
                    Button::sign_only(Icon::Trash, remove)
                        .on_press(props.on_remove.reform(|_: MouseEvent| ()))
                        .view()
                }
            </div>
        </div>
    }
}
