use super::{
    FORMAT_VERSION, FormField, MissingRule, MissingRules, OnError, Sample, Task, TaskKind, Workflow,
};
use crate::json::{Number, Object, Value};

/// Writes the members of a document in one fixed order, what this version
/// does not know last. Defaults are left out, so that a document stays as
/// short as a person would write it.
pub(super) fn save(workflow: &Workflow) -> Value {
    let mut object = Object::new();
    object.insert("segflow", Number::from_integer(FORMAT_VERSION));
    object.insert("id", workflow.id.as_str());
    object.insert("name", workflow.name.as_str());
    object.insert("tasks", list(&workflow.tasks, |shared| task(shared)));
    if !workflow.samples.is_empty() {
        object.insert("samples", list(&workflow.samples, sample));
    }
    if *workflow.plan != Value::Null {
        object.insert("plan", (*workflow.plan).clone());
    }
    with_rest(object, &workflow.rest)
}

fn list<T>(items: &[T], save: impl Fn(&T) -> Value) -> Value {
    Value::List(items.iter().map(save).collect())
}

fn with_rest(mut object: Object, rest: &Object) -> Value {
    for (key, value) in rest.iter() {
        object.insert(key, value.clone());
    }
    Value::Object(object)
}

fn task(task: &Task) -> Value {
    let mut object = Object::new();
    object.insert("id", task.id.as_str());
    object.insert("kind", task.kind.name());
    if !task.label.is_empty() {
        object.insert("label", task.label.as_str());
    }
    match &task.kind {
        TaskKind::Form(form) => object.insert("fields", list(&form.fields, form_field)),
        TaskKind::Segment(segment) => {
            if let Some(account) = &segment.account {
                object.insert("account", account.as_str());
            }
            for (key, value) in segment.fields.iter() {
                object.insert(key, value.clone());
            }
            if !segment.missing.is_empty() {
                object.insert("missing", missing(&segment.missing));
            }
        }
        TaskKind::Workflow(sub) => {
            object.insert("workflow", sub.workflow.as_str());
            if !sub.input.is_empty() {
                object.insert("input", sub.input.clone());
            }
        }
    }
    if let Some(condition) = &task.activate_when {
        object.insert("activateWhen", condition.to_value());
    }
    if let Some(condition) = &task.complete_when {
        object.insert("completeWhen", condition.to_value());
    }
    if task.on_error == OnError::Continue {
        object.insert("onError", "continue");
    }
    if task.beside_previous {
        object.insert("besidePrevious", true);
    }
    with_rest(object, &task.rest)
}

fn form_field(field: &FormField) -> Value {
    let mut object = Object::new();
    object.insert("id", field.id.as_str());
    if !field.label.is_empty() {
        object.insert("label", field.label.as_str());
    }
    if !field.hint.is_empty() {
        object.insert("hint", field.hint.as_str());
    }
    object.insert("type", field.field_type.name());
    if field.required {
        object.insert("required", true);
    }
    if !field.choices.is_empty() {
        object.insert(
            "choices",
            list(&field.choices, |choice| Value::text(choice.as_str())),
        );
    }
    if let Some(default) = &field.default {
        object.insert("default", default.clone());
    }
    with_rest(object, &field.rest)
}

fn missing(rules: &MissingRules) -> Object {
    let places = rules
        .places
        .iter()
        .map(|(place, rule)| (place.as_str(), rule));
    let everywhere = rules.everywhere.iter().map(|rule| ("*", rule));
    places
        .chain(everywhere)
        .map(|(place, rule)| (place, missing_rule(rule)))
        .collect()
}

fn missing_rule(rule: &MissingRule) -> Value {
    match rule {
        MissingRule::Omit => "omit".into(),
        MissingRule::Empty => "empty".into(),
        MissingRule::Null => "null".into(),
        MissingRule::Stop => "stop".into(),
        MissingRule::Default(value) => {
            let mut object = Object::new();
            object.insert("default", value.clone());
            Value::Object(object)
        }
    }
}

fn sample(sample: &Sample) -> Value {
    let mut object = Object::new();
    object.insert("name", sample.name.as_str());
    object.insert("record", sample.record.clone());
    if let Some(expected) = &sample.expected {
        object.insert("expected", expected.clone());
    }
    with_rest(object, &sample.rest)
}
