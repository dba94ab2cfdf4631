use std::rc::Rc;

use segflow_core::json::{Object, Value};
use yew::prelude::{
    AttrValue, Callback, Html, InputEvent, Properties, TargetCast, function_component, html,
    use_effect_with, use_mut_ref, use_state_eq,
};

use super::suggesting::Suggesting;
use crate::builder::catalog::{Asked, Picked};
use crate::model::{RowName, row_name};
use crate::parts::Field;
use crate::text::{BuilderText, use_words};

/// Properties of [`NameField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NameFieldProps {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    /// The name; none for a row that is still to be named.
    pub(super) name: Option<AttrValue>,
    /// All rows it stands among, so that no two get one name.
    pub(super) beside: Rc<Value>,
    /// A name was typed that no other row has: the name before, if there was
    /// one, and the new one.
    pub(super) on_name: Callback<(Option<String>, String)>,
    /// What the names are for that are suggested.
    pub(super) asked: Asked,
    /// A suggestion was taken.
    pub(super) on_pick: Callback<Picked>,
}

/// The name of a row. One that cannot be taken stands until it is mended, and
/// the row keeps the one it has.
#[function_component]
pub(super) fn NameField(props: &NameFieldProps) -> Html {
    let words = use_words();
    let draft = use_state_eq(|| None::<String>);
    // What was told last: where keys come faster than the page is drawn, the
    // next one goes on from here.
    let told = use_mut_ref(|| None::<String>);
    use_effect_with(props.name.clone(), {
        let (draft, told) = (draft.clone(), Rc::clone(&told));
        move |name| {
            if told.borrow().as_deref() == name.as_deref() {
                told.take();
            }
            draft.set(None);
        }
    });

    let nothing = Object::new();
    let rows = props.beside.as_object().unwrap_or(&nothing);
    let oninput = {
        let draft = draft.clone();
        let beside = Rc::clone(&props.beside);
        let told = Rc::clone(&told);
        let shown = props.name.as_ref().map(|name| name.to_string());
        let on_name = props.on_name.clone();
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            let typed = input.value();
            let nothing = Object::new();
            let rows = beside.as_object().unwrap_or(&nothing);
            match row_name(rows, shown.as_deref(), &typed) {
                RowName::Free => {
                    draft.set(None);
                    let current = told.borrow().clone().or_else(|| shown.clone());
                    if current.as_deref() != Some(typed.as_str()) {
                        told.replace(Some(typed.clone()));
                        on_name.emit((current, typed));
                    }
                }
                RowName::Empty | RowName::Taken => draft.set(Some(typed)),
            }
        })
    };
    let error = draft.as_ref().and_then(|typed| {
        match row_name(rows, props.name.as_deref(), typed) {
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
    let shown = match &*draft {
        Some(typed) => AttrValue::from(typed.clone()),
        None => props.name.clone().unwrap_or_default(),
    };
    let field = Field {
        id: props.id.clone(),
        label: props.label.clone(),
        label_hidden: true,
        error,
        ..Field::default()
    };
    let control = field.control();
    let input = html! {
        <input id={control.id} class="input mono" type="text" value={shown.clone()} dir="auto"
            autocomplete="off" autocapitalize="off" spellcheck="false" role="combobox"
            aria-autocomplete="list" aria-expanded="false"
            aria-describedby={control.described_by} aria-invalid={control.invalid} {oninput} />
    };
    html! {
        <Suggesting input={props.id.clone()} asked={props.asked.clone()} query={shown}
            beside={Rc::clone(&props.beside)} on_pick={props.on_pick.clone()}>
            { field.view(&words, input) }
        </Suggesting>
    }
}
