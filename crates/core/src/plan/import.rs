use std::fmt;

use super::Plan;
use crate::json::{Object, Value};

/// A plan as it was exported, made ours.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedPlan {
    /// The plan, with the name its owners gave it; not strict.
    pub plan: Plan,
    /// It is one page of a longer list of rules.
    pub is_partial: bool,
}

/// Why a value is no tracking plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanError;

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "this holds no rules of a tracking plan; give what Segment's API answers for its rules, or the plan.json of Typewriter",
        )
    }
}

impl std::error::Error for PlanError {}

/// Takes what plans are exported as: the answer of Segment's API for rules or
/// for a plan, a `plan.json` of Typewriter (7 to 9), a list of rules, or what
/// a document keeps.
pub fn import(given: &Value) -> Result<ImportedPlan, PlanError> {
    let inside = given.get("data").unwrap_or(given);
    let plan = inside.get("trackingPlan").unwrap_or(inside);
    let rules = plan.get("rules").or_else(|| inside.get("rules"));
    let rules: Vec<Value> = match rules.unwrap_or(plan) {
        Value::List(rules) => rules.iter().filter_map(rule).collect(),
        Value::Object(rules) => rules_of_version_7(rules),
        _ => Vec::new(),
    };
    if rules.is_empty() {
        return Err(PlanError);
    }
    let pages = inside.get("pagination").and_then(|pages| pages.get("next"));
    let text = |key: &str| plan.get(key).and_then(Value::as_text);
    let mut saved = Object::from_iter([("rules", rules)]);
    if let Some(name) = text("display_name").or(text("name")) {
        saved.insert("name", name);
    }
    Ok(ImportedPlan {
        plan: Plan::read(&saved.into()).ok_or(PlanError)?,
        is_partial: pages.is_some_and(|next| *next != Value::Null),
    })
}

/// A rule with the members we use. One that Typewriter wrote is about the
/// properties alone; it is made one of the whole message again.
fn rule(given: &Value) -> Option<Value> {
    let given = given.as_object()?;
    let (kind, schema) = (given.get("type")?, given.get("jsonSchema")?);
    let mut rule = Object::new();
    rule.insert("type", kind.clone());
    for name in ["key", "version", "deprecatedAt"] {
        if let Some(value) = given.get(name) {
            rule.insert(name, value.clone());
        }
    }
    let whole = match schema {
        Value::Object(inner) if inner.get("eventMetadata").is_some() => {
            let is_of_traits = kind
                .as_text()
                .is_some_and(|kind| matches!(kind, "IDENTIFY" | "GROUP"));
            Value::Object(wrapped(
                inner,
                if is_of_traits { "traits" } else { "properties" },
            ))
        }
        whole => whole.clone(),
    };
    rule.insert("jsonSchema", whole);
    Some(rule.into())
}

fn wrapped(inner: &Object, place: &str) -> Object {
    let mut inner = inner.clone();
    inner.remove("eventMetadata");
    // What the whole message needs was left behind when it was unwrapped.
    let has_property = |name: &str| {
        let properties = inner.get("properties");
        properties.is_some_and(|properties| properties.get(name).is_some())
    };
    if let Some(required) = inner.get("required").and_then(Value::as_list) {
        let kept: Vec<Value> = required
            .iter()
            .filter(|name| {
                name.as_text()
                    .is_some_and(|name| name != place || has_property(name))
            })
            .cloned()
            .collect();
        inner.insert("required", kept);
    }
    let required = vec![Value::from(place)];
    Object::from_iter([
        ("type", Value::from("object")),
        ("properties", Object::from_iter([(place, inner)]).into()),
        ("required", required.into()),
    ])
}

/// Version 7 of Typewriter has what the API answered that Segment had before:
/// track calls by their names, and a schema each for all calls, identify and group.
fn rules_of_version_7(rules: &Object) -> Vec<Value> {
    let events = rules.get("events").and_then(Value::as_list);
    let tracks = events.unwrap_or_default().iter().filter_map(|event| {
        let mut rule = Object::new();
        rule.insert("type", "TRACK");
        rule.insert("key", event.get("name")?.clone());
        if let Some(version) = event.get("version") {
            rule.insert("version", version.clone());
        }
        rule.insert("jsonSchema", event.get("rules")?.clone());
        Some(rule.into())
    });
    let kinds = [
        ("global", "COMMON"),
        ("identify", "IDENTIFY"),
        ("group", "GROUP"),
    ];
    let others = kinds.into_iter().filter_map(|(name, kind)| {
        let schema = rules.get(name)?.clone();
        let rule = [("type", Value::from(kind)), ("jsonSchema", schema)];
        Some(Object::from_iter(rule).into())
    });
    tracks.chain(others).collect()
}
