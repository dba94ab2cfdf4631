//! Kotive's definitions of tasks: fields that a person fills in, and a request
//! with tags of single braces.
//!
//! A definition becomes a form with its fields and a task that uses them.
//! `{field.userId}` becomes `{{ form.userId }}`; `{string_to_hash(field.traits)}`
//! becomes `{{ form.traits | parse_json }}`; doubled braces are braces. Address,
//! method and headers are what the account says. An answer that is not given is
//! left out, where Kotive sends empty text, which Segment discards.

mod tag;

use segflow_core::document::{Call, FieldId, FormField, FormFieldType};
use segflow_core::json::{Object, Pointer, Value};

use crate::Why;
use crate::draft::{Draft, Sending};
use tag::Fields;

/// Reads a definition, or a list of them.
pub(crate) fn read(value: &Value) -> Draft {
    let mut draft = Draft::new("Kotive");
    match value {
        Value::List(list) => {
            for (index, definition) in list.iter().enumerate() {
                task(definition, &Pointer::root().index(index), &mut draft);
            }
        }
        definition => {
            if let Some(name) = definition.get("name").and_then(Value::as_text) {
                draft.name = name.to_owned();
            }
            task(definition, &Pointer::root(), &mut draft);
        }
    }
    draft
}

fn task(definition: &Value, place: &Pointer, draft: &mut Draft) {
    if let Some(auth) = definition.get("auth") {
        draft.listed.add(&place.key("auth"), auth, Why::Account);
    }
    let Some(request) = definition.get("request").and_then(Value::as_object) else {
        return;
    };
    let text = |key: &str| definition.get(key).and_then(Value::as_text);
    let call = request
        .get("type")
        .and_then(Value::as_text)
        .or_else(|| text("endpoint").map(|endpoint| endpoint.trim_start_matches('/')))
        .and_then(Call::from_name);
    let (Some(call), Some(form)) = (call, draft.free_id("form")) else {
        draft
            .listed
            .add(place, text("endpoint").unwrap_or(""), Why::NotSegment);
        return;
    };
    let label = text("name").unwrap_or("");
    let mut fields = Fields::new(&form);
    let listed = definition.get("fields").and_then(Value::as_list);
    for (index, given) in listed.unwrap_or_default().iter().enumerate() {
        let place = place.key("fields").index(index);
        if let Some(field) = field(given, &place, draft) {
            if fields.has(&field.id) {
                let place = place.key("properties").key("parameter");
                draft.listed.add(&place, &field.id, Why::BadName);
                continue;
            }
            fields.add(&field.id);
            draft.ask(&form, label, field);
        }
    }
    if let Some(headers) = definition.get("headers").and_then(Value::as_object) {
        unknown_headers(headers, &place.key("headers"), draft);
    }
    let mut sending = Sending::new(call);
    for (name, value) in request.iter().filter(|(name, _)| *name != "type") {
        let place = place.key("request").key(name);
        let at = Pointer::root().key(name);
        if !call.fields().iter().any(|field| field.name() == name) {
            draft.listed.add(&place, value, Why::NoSuchField);
            continue;
        }
        let missing = &mut sending.segment.missing;
        if let Some(value) = fields.translated(name, value, &at, &place, missing, &mut draft.listed)
        {
            sending.set(&at, value);
        }
    }
    draft.send(label, sending);
}

/// The account makes these.
fn unknown_headers(headers: &Object, place: &Pointer, draft: &mut Draft) {
    for (name, value) in headers.iter() {
        if !["authorization", "content-type"].contains(&name.to_lowercase().as_str()) {
            draft
                .listed
                .add(&place.key(name), value, Why::NoCounterpart);
        }
    }
}

fn field(given: &Value, place: &Pointer, draft: &mut Draft) -> Option<FormField> {
    let properties = given.get("properties")?;
    let place = place.key("properties");
    let text = |key: &str| properties.get(key).and_then(Value::as_text);
    let parameter = text("parameter").unwrap_or("");
    let Ok(id) = FieldId::parse(parameter) else {
        draft
            .listed
            .add(&place.key("parameter"), parameter, Why::BadName);
        return None;
    };
    let label = given.get("label").and_then(Value::as_text).unwrap_or("");
    let named = text("fieldType").unwrap_or("text");
    let field_type = match named {
        "select" => FormFieldType::Dropdown,
        "checkbox" => FormFieldType::Checkboxes,
        "tel" | "phone" => FormFieldType::Telephone,
        name => FormFieldType::from_name(name).unwrap_or_else(|| {
            draft
                .listed
                .add(&place.key("fieldType"), name, Why::NoCounterpart);
            FormFieldType::Text
        }),
    };
    let mut field = FormField::new(id, label, field_type);
    field.hint = text("helptext").unwrap_or("").to_owned();
    field.required = given.get("required").and_then(Value::as_bool) == Some(true);
    match properties.get("default") {
        None | Some(Value::Null) => {}
        Some(Value::Text(default)) if tag::refers(default) => {
            draft
                .listed
                .add(&place.key("default"), default, Why::UnknownReference);
        }
        Some(Value::Text(default)) if default.is_empty() => {}
        Some(Value::Text(default)) => field.default = Some(tag::unescaped(default).into()),
        Some(plain @ (Value::Number(_) | Value::Bool(_))) => {
            field.default = Some(plain.to_string().into());
        }
        Some(other) => draft
            .listed
            .add(&place.key("default"), other, Why::NoCounterpart),
    }
    if let Some(choices) = properties.get("choices") {
        let place = place.key("choices");
        match choices {
            Value::List(list) => {
                for (index, choice) in list.iter().enumerate() {
                    match choice {
                        Value::Text(text) => field.choices.push(text.clone()),
                        Value::Number(number) => field.choices.push(number.to_string()),
                        other => {
                            draft
                                .listed
                                .add(&place.index(index), other, Why::NoCounterpart);
                        }
                    }
                }
            }
            other => draft.listed.add(&place, other, Why::Malformed),
        }
    }
    for (key, usual) in [("readonly", false), ("visible", true)] {
        if given.get(key).and_then(Value::as_bool) == Some(!usual) {
            draft.listed.add(
                &place,
                format_args!("{key}: {}", !usual),
                Why::NoCounterpart,
            );
        }
    }
    Some(field)
}
