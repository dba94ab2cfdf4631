use segflow_core::edit::{Edit, RowType};
use segflow_core::json::{Pointer, Value};
use yew::prelude::{
    AttrValue, Html, Properties, function_component, html, use_effect_with, use_state_eq,
};

use super::missing_field::{Held, MissingField};
use super::row_group::RowsOf;
use super::row_value::{FROM_FIELD, RowValue};
use crate::builder::context::use_doing;
use crate::builder::findings::Told;
use crate::model::Action;
use crate::text::use_words;

/// Properties of [`SubField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct SubFieldProps {
    pub(super) of: RowsOf,
    pub(super) id: AttrValue,
    pub(super) at: Pointer,
    /// Its name as it is shown.
    pub(super) name: AttrValue,
    /// The names that lead to it.
    pub(super) path: AttrValue,
    /// What it is meant to hold.
    pub(super) row_type: RowType,
    /// Its value, if it has one.
    pub(super) value: Option<Value>,
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
}

/// A member that has its name from Segment: it takes values like any row. With
/// nothing in it, it is no part of the document.
#[function_component]
pub(super) fn SubField(props: &SubFieldProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let draft = use_state_eq(|| None::<(RowType, String)>);
    use_effect_with(props.value.clone(), {
        let draft = draft.clone();
        move |_| draft.set(None)
    });
    let on_input = {
        let (task, at) = (props.of.task.clone(), props.at.clone());
        let control = format!("{}-value", props.id);
        let row_type = props.row_type;
        let draft = draft.clone();
        doing.maybe(move |typed: String| {
            let value = if typed.is_empty() {
                None
            } else if row_type == RowType::YesNo && typed == FROM_FIELD {
                draft.set(Some((RowType::Tag, String::new())));
                return None;
            } else {
                let read = row_type.read(&typed);
                if read.is_none() {
                    let shown = match row_type {
                        RowType::YesNo => RowType::Tag,
                        other => other,
                    };
                    draft.set(Some((shown, typed)));
                    return None;
                }
                read
            };
            draft.set(None);
            Some(Action::Typed {
                control: control.clone(),
                edit: Edit::PutRow {
                    task: task.clone(),
                    at: at.clone(),
                    value,
                },
            })
        })
    };
    // Where nothing is there, the control is the one for what it is meant to hold.
    let nothing = match props.row_type {
        RowType::YesNo => Value::Null,
        _ => Value::text(""),
    };
    let value = props.value.as_ref().unwrap_or(&nothing);
    let row_type = match (&*draft, &props.value) {
        (Some((row_type, _)), _) => *row_type,
        (None, Some(value)) => RowType::of(value),
        (None, None) => props.row_type,
    };
    let at = &props.at;
    let told = Told::of(
        &words,
        props
            .of
            .found
            .findings
            .iter()
            .filter(|found| at.contains(&found.at)),
    );
    let control = RowValue {
        id: format!("{}-value", props.id).into(),
        label: props.path.clone(),
        name: props.path.clone(),
        at: at.to_string(),
        row_type,
        value,
        draft: draft.as_ref().map(|(_, text)| text.as_str()),
        is_optional: true,
        told,
        options: &props.of.options,
        on_input: &on_input,
    };
    let missing = MissingField {
        id: props.id.to_string(),
        name: &props.path,
        at,
        value,
        held: Held::Member,
    };
    html! {
        <div class="sub" data-at={at.to_string()}>
            <span class="sub-name mono" aria-hidden="true">{ props.name.clone() }</span>
            <div class="sub-value">
                { control.view(&words) }
                { missing.view(&words, &doing, &props.of) }
                if let Some(hint) = &props.hint {
                    <p class="field-hint">{ hint }</p>
                }
            </div>
        </div>
    }
}
