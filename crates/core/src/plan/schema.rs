use std::cmp::Ordering;

use super::violation::{Violation, ViolationKind};
use crate::json::{Number, Object, Pointer, Value};
use crate::pattern::Pattern;
use crate::time::Timestamp;

/// What a value has to be: the part of JSON Schema (draft 7) that tracking
/// plans use, ready to be checked against.
#[derive(Debug, Clone, Default)]
pub(super) struct Schema {
    /// The schema `false`: nothing is right.
    nothing: bool,
    /// Empty where every type is right.
    pub(super) types: Vec<String>,
    /// Of `enum`, or the one of `const`.
    pub(super) choices: Vec<Vec<Value>>,
    pattern: Option<Pattern>,
    pub(super) is_moment: bool,
    least: Option<Number>,
    most: Option<Number>,
    pub(super) required: Vec<String>,
    pub(super) properties: Vec<(String, Schema)>,
    additional: Option<Box<Schema>>,
    pub(super) items: Option<Box<Schema>>,
    branch: Option<Box<Branch>>,
}

/// `if`, `then` and `else`.
#[derive(Debug, Clone)]
struct Branch {
    condition: Schema,
    then: Schema,
    otherwise: Schema,
}

impl Schema {
    /// Reads a schema. Total: what is no schema, or is beyond what plans use,
    /// asks for nothing.
    pub(super) fn read(value: &Value) -> Schema {
        let Value::Object(object) = value else {
            return Schema {
                nothing: *value == Value::Bool(false),
                ..Schema::default()
            };
        };
        // Beside a reference nothing else counts.
        if object.get("$ref").is_some() {
            return Schema::default();
        }
        let text = |key: &str| object.get(key).and_then(Value::as_text);
        let number = |key: &str| match object.get(key) {
            Some(Value::Number(number)) => Some(number.clone()),
            _ => None,
        };
        let schema = |key: &str| object.get(key).map(Schema::read);
        let list = object.get("enum").and_then(Value::as_list);
        let only = object.get("const").map(std::slice::from_ref);
        // A pattern for names that is not looked at may allow any name.
        let has_patterns = object.get("patternProperties").is_some();
        Schema {
            nothing: false,
            types: match object.get("type") {
                Some(Value::Text(name)) => vec![name.clone()],
                Some(names) => texts(names),
                None => Vec::new(),
            },
            choices: list
                .into_iter()
                .chain(only)
                .map(<[Value]>::to_vec)
                .collect(),
            pattern: text("pattern").and_then(Pattern::new),
            is_moment: text("format") == Some("date-time"),
            least: number("minimum"),
            most: number("maximum"),
            required: object.get("required").map(texts).unwrap_or_default(),
            properties: match object.get("properties") {
                Some(Value::Object(properties)) => properties
                    .iter()
                    .map(|(key, value)| (key.to_owned(), Schema::read(value)))
                    .collect(),
                _ => Vec::new(),
            },
            additional: schema("additionalProperties")
                .filter(|_| !has_patterns)
                .map(Box::new),
            // A list of schemas, one for each place, is beyond what plans use.
            items: match object.get("items") {
                Some(Value::List(_)) => None,
                _ => schema("items").map(Box::new),
            },
            branch: schema("if").map(|condition| {
                Box::new(Branch {
                    condition,
                    then: schema("then").unwrap_or_default(),
                    otherwise: schema("else").unwrap_or_default(),
                })
            }),
        }
    }

    /// The schema of a member.
    pub(super) fn property(&self, name: &str) -> Option<&Schema> {
        let named = self.properties.iter().find(|(key, _)| key == name);
        named.map(|(_, schema)| schema)
    }

    /// Finds everything in which a value differs from the schema.
    pub(super) fn check(&self, value: &Value, at: &Pointer, found: &mut Vec<Violation>) {
        let mut find = |at: &Pointer, kind| {
            found.push(Violation {
                at: at.clone(),
                kind,
            });
        };
        if self.nothing {
            let name = at.steps().last().unwrap_or_default();
            find(at, ViolationKind::Unplanned { name });
            return;
        }
        if !self.types.is_empty() && !self.types.iter().any(|name| is_of_type(value, name)) {
            let expected = self.types.clone();
            let kind = value.kind_name();
            find(at, ViolationKind::WrongType { expected, kind });
            // The rest would say the same in other words.
            return;
        }
        for choices in &self.choices {
            if !choices.iter().any(|choice| is_same(choice, value)) {
                let choices = choices.clone();
                find(at, ViolationKind::NotOneOf { choices });
            }
        }
        match value {
            Value::Text(text) => {
                if let Some(pattern) = self.pattern.as_ref().filter(|it| !it.is_match(text)) {
                    let pattern = pattern.as_str().to_owned();
                    find(at, ViolationKind::NoMatch { pattern });
                }
                // Stricter than what is read elsewhere: spaces are not allowed.
                let is_moment = text.trim() == text && Timestamp::parse(text).is_some();
                if self.is_moment && !is_moment {
                    find(at, ViolationKind::NotDateTime);
                }
            }
            Value::Number(number) => {
                let is_beyond = |limit: &&Number, side| number.compare(limit) == side;
                if let Some(limit) = self
                    .least
                    .as_ref()
                    .filter(|it| is_beyond(it, Ordering::Less))
                {
                    let least = limit.clone();
                    find(at, ViolationKind::TooSmall { least });
                }
                if let Some(limit) = self
                    .most
                    .as_ref()
                    .filter(|it| is_beyond(it, Ordering::Greater))
                {
                    let most = limit.clone();
                    find(at, ViolationKind::TooLarge { most });
                }
            }
            Value::Object(object) => self.check_members(object, at, found),
            Value::List(list) => {
                for (index, element) in list.iter().enumerate() {
                    if let Some(items) = &self.items {
                        items.check(element, &at.index(index), found);
                    }
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
        if let Some(branch) = &self.branch {
            let mut against = Vec::new();
            branch.condition.check(value, at, &mut against);
            let chosen = if against.is_empty() {
                &branch.then
            } else {
                &branch.otherwise
            };
            chosen.check(value, at, found);
        }
    }

    fn check_members(&self, object: &Object, at: &Pointer, found: &mut Vec<Violation>) {
        for name in &self.required {
            if object.get(name).is_none() {
                found.push(Violation {
                    at: at.key(name),
                    kind: ViolationKind::Required { name: name.clone() },
                });
            }
        }
        for (name, member) in object.iter() {
            let additional = self.additional.as_deref();
            if let Some(schema) = self.property(name).or(additional) {
                schema.check(member, &at.key(name), found);
            }
        }
    }
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_list().unwrap_or_default();
    list.iter()
        .filter_map(|text| Some(text.as_text()?.to_owned()))
        .collect()
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match (name, value) {
        ("null", Value::Null)
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("string", Value::Text(_))
        | ("array", Value::List(_))
        | ("object", Value::Object(_)) => true,
        ("integer", Value::Number(number)) => number.is_whole(),
        // A type that does not exist is no reason to refuse.
        _ => !matches!(
            name,
            "null" | "boolean" | "number" | "string" | "array" | "object" | "integer"
        ),
    }
}

/// Whether two values are the same to JSON Schema: numbers by their amounts,
/// members in any order.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.compare(right) == Ordering::Equal,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| is_same(left, right)))
        }
        (left, right) => left == right,
    }
}
