use std::rc::Rc;

use segflow_core::json::Value;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, use_effect_with, use_state_eq,
};

use crate::builder::tags::{TagFieldProps, TagsStand, tag_field};
use crate::model::{Fields, shown_value, typed_value};
use crate::text::{BuilderText, use_words};

/// Properties of [`ValueField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ValueFieldProps {
    pub(super) id: AttrValue,
    pub(super) at: AttrValue,
    pub(super) label: AttrValue,
    #[prop_or_default]
    pub(super) label_hidden: bool,
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(super) error: Option<AttrValue>,
    #[prop_or_default]
    pub(super) warning: Option<AttrValue>,
    #[prop_or_default]
    pub(super) to_do: Option<AttrValue>,
    /// The value in the document.
    pub(super) value: Value,
    pub(super) options: Rc<Fields>,
    /// A value was typed.
    pub(super) on_value: Callback<Value>,
}

/// A box for any value of a document: text as it is, anything else as JSON. As
/// long as what is typed over it is no JSON the value stays what it was.
#[function_component]
pub(super) fn ValueField(props: &ValueFieldProps) -> Html {
    let words = use_words();
    let draft = use_state_eq(|| None::<String>);

    use_effect_with(props.value.clone(), {
        let draft = draft.clone();
        move |_| draft.set(None)
    });

    let on_input = {
        let draft = draft.clone();
        let value = props.value.clone();
        let on_value = props.on_value.clone();
        Callback::from(move |typed: String| match typed_value(&value, &typed) {
            Ok(typed) => {
                draft.set(None);
                on_value.emit(typed);
            }
            Err(_) => draft.set(Some(typed)),
        })
    };
    let is_text = matches!(props.value, Value::Text(_));
    let error = match &*draft {
        Some(_) => Some(words.say(BuilderText::NotJsonYet)),
        None => props.error.clone(),
    };
    let hint = props.hint.clone().or_else(|| {
        (!is_text).then(|| {
            words.say(BuilderText::KeptAsJson {
                kind: props.value.kind_name(),
            })
        })
    });
    let value = match &*draft {
        Some(typed) => AttrValue::from(typed.clone()),
        None => AttrValue::from(shown_value(&props.value)),
    };
    tag_field(TagFieldProps {
        id: props.id.clone(),
        at: props.at.clone(),
        label: props.label.clone(),
        label_hidden: props.label_hidden,
        hint,
        error,
        warning: props.warning.clone(),
        to_do: props.to_do.clone(),
        value,
        options: Rc::clone(&props.options),
        tags: TagsStand::Anywhere,
        input_mode: None,
        on_input,
    })
}
