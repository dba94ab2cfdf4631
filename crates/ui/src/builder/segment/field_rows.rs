use std::rc::Rc;

use segflow_core::document::{MAX_DEPTH, SegmentField, SegmentTask};
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Value};
use yew::prelude::{AttrValue, Html, html};

use super::json_box::JsonBox;
use super::row_group::{RowGroup, RowsOf};
use super::value_field::ValueField;
use crate::builder::context::Doing;
use crate::builder::findings::Told;
use crate::model::Action;
use crate::text::{BuilderText, RowsText, Words};

/// The document, its tasks and the task stand around a field.
const FIELD_DEPTH: usize = MAX_DEPTH - 3;

/// A field that holds rows: traits, properties, context or integrations. The
/// same as JSON stands beside them.
pub(super) fn field_rows(
    words: &Words,
    doing: &Doing,
    of: RowsOf,
    segment: &SegmentTask,
    field: SegmentField,
) -> Html {
    let name = field.name();
    let value = match segment.field(field) {
        None | Some(Value::Null) => Value::Object(Object::new()),
        Some(value) => value.clone(),
    };
    let title = match field {
        SegmentField::Traits => words.say(BuilderText::Traits),
        SegmentField::Properties => words.say(BuilderText::Properties),
        _ => AttrValue::Static(field.title()),
    };
    let hint = match field {
        SegmentField::Traits => words.say(BuilderText::TraitsHint),
        SegmentField::Properties => words.say(BuilderText::PropertiesHint),
        SegmentField::Context => words.say(RowsText::ContextHint),
        _ => words.say(RowsText::IntegrationsHint),
    };
    let add = match field {
        SegmentField::Traits => words.say(BuilderText::AddTrait),
        SegmentField::Properties => words.say(BuilderText::AddProperty),
        _ => words.say(RowsText::AddRowTo { name: &title }),
    };
    let typed = |control: String| {
        let task = of.task.clone();
        doing.act.reform(move |value: Value| Action::Typed {
            control: control.clone(),
            edit: Edit::SetField {
                task: task.clone(),
                field,
                value: Some(value),
            },
        })
    };
    let at = field.pointer();
    let rows = if value.as_object().is_some() {
        html! {
            <RowGroup of={of.clone()} at={at.clone()} id={name} {add} rows={Rc::new(value.clone())} />
        }
    } else {
        let told = Told::of(of.findings.iter().filter(|found| at.contains(&found.at)));
        html! {
            <ValueField id={format!("field-{name}")} at={at.to_string()} label={title.clone()}
                label_hidden=true error={told.error} warning={told.warning} value={value.clone()}
                options={Rc::clone(&of.options)} on_value={typed(name.to_owned())} />
        }
    };
    let title_id = format!("{name}-title");
    html! {
        <div key={name} class="section" role="group" aria-labelledby={title_id.clone()}>
            <h3 id={title_id}>{ title.clone() }</h3>
            <p class="section-hint">{ hint }</p>
            { rows }
            <JsonBox id={format!("{name}-json")} at={at.to_string()} field={title} {value}
                max_depth={FIELD_DEPTH} on_value={typed(format!("{name}-json"))} />
        </div>
    }
}
