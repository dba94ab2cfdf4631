use super::Plan;
use crate::json::{Object, Value};
use crate::pattern::Pattern;

/// Something a plan asks for that is not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The event, or the kind of call where it has no name.
    pub rule: String,
    /// The keyword of JSON Schema.
    pub keyword: String,
}

/// What is checked.
const CHECKED: [&str; 15] = [
    "type",
    "enum",
    "const",
    "pattern",
    "required",
    "properties",
    "items",
    "additionalProperties",
    "format",
    "minimum",
    "maximum",
    "if",
    "then",
    "else",
    "eventMetadata",
];

/// What asks for nothing.
const NOTES: [&str; 13] = [
    "$schema",
    "$id",
    "id",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "labels",
    "key",
    "readOnly",
    "writeOnly",
    "definitions",
];

impl Plan {
    /// What the plan asks for that is not checked, each once.
    pub fn ignored(&self) -> Vec<Ignored> {
        let mut ignored = Vec::new();
        for rule in self.source.as_list().unwrap_or_default() {
            let text = |key: &str| rule.get(key).and_then(Value::as_text);
            let name = text("key").or(text("type")).unwrap_or_default();
            if let Some(schema) = rule.get("jsonSchema") {
                look_at(schema, &mut |keyword| {
                    let found = Ignored {
                        rule: name.to_owned(),
                        keyword: keyword.to_owned(),
                    };
                    if !ignored.contains(&found) {
                        ignored.push(found);
                    }
                });
            }
        }
        ignored
    }
}

fn look_at(schema: &Value, find: &mut dyn FnMut(&str)) {
    let Value::Object(schema) = schema else {
        return;
    };
    for (keyword, value) in schema.iter() {
        let is_checked = match (keyword, value) {
            ("format", format) => format.as_text() == Some("date-time"),
            ("pattern", Value::Text(pattern)) => Pattern::new(pattern).is_some(),
            ("items", items) => items.as_list().is_none(),
            ("additionalProperties", _) => schema.get("patternProperties").is_none(),
            _ => CHECKED.contains(&keyword) || NOTES.contains(&keyword),
        };
        if !is_checked {
            find(keyword);
        }
        match (keyword, value) {
            ("properties", Value::Object(properties)) => each(properties, find),
            ("items" | "additionalProperties" | "if" | "then" | "else", inner) => {
                look_at(inner, find);
            }
            _ => {}
        }
    }
}

fn each(properties: &Object, find: &mut dyn FnMut(&str)) {
    for (_, schema) in properties.iter() {
        look_at(schema, find);
    }
}
