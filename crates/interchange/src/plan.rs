//! Tracking plans for others: as Segment's API and Typewriter have them. What
//! they are imported from is [`segflow_core::plan::import`].

use segflow_core::json::{Number, Object, Pointer, Value};
use segflow_core::plan::Plan;

use crate::Why;
use crate::export::Exported;
use crate::listed::Listed;

/// Writes a plan as a `plan.json` that Typewriter (8 and later) builds from;
/// Segment's API takes its rules, and we read it as the same plan. The id is
/// what Typewriter's own settings call the plan.
pub fn export(plan: &Plan, id: &str, name: &str) -> Exported {
    let mut listed = Listed::default();
    let saved = plan.save();
    if plan.is_strict() {
        let at = Pointer::root().key("plan").key("strict");
        listed.add(&at, "strict: true", Why::NoCounterpart);
    }
    let rules = saved.get("rules").and_then(Value::as_list);
    let rules = rules.unwrap_or_default().iter().filter_map(rule);
    let document = Object::from_iter([
        ("id", Value::from(id)),
        ("name", name.into()),
        ("description", "".into()),
        ("slug", "".into()),
        ("type", "LIVE".into()),
        ("rules", Value::List(rules.collect())),
    ]);
    Exported {
        text: Value::from(document).to_pretty(),
        listed: listed.into_vec(),
    }
}

/// A rule with the members that Typewriter cannot do without: it asks each for
/// its key, which rules that are about all of a kind do not have.
fn rule(given: &Value) -> Option<Value> {
    let given = given.as_object()?;
    let kind = given.get("type")?.as_text()?;
    let mut rule = Object::new();
    let key = given.get("key").and_then(Value::as_text);
    let key = key.unwrap_or(match kind {
        // To these a key would be the name of what is seen.
        "PAGE" | "SCREEN" | "TRACK" => "",
        other => other,
    });
    rule.insert("key", key);
    rule.insert("type", kind);
    let version = given.get("version").cloned();
    rule.insert(
        "version",
        version.unwrap_or_else(|| Number::from_integer(1).into()),
    );
    rule.insert(
        "jsonSchema",
        given
            .get("jsonSchema")
            .cloned()
            .unwrap_or_else(|| Object::new().into()),
    );
    for (name, value) in given.iter() {
        if rule.get(name).is_none() {
            rule.insert(name, value.clone());
        }
    }
    Some(rule.into())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use segflow_core::json::Value;
    use segflow_core::plan::import;

    use super::export;

    /// The plans of the core's tests, Typewriter's own among them: what is
    /// written asks for the same.
    #[test]
    fn what_is_written_is_read_as_the_same_plan() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/plan");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let case = Value::read(&fs::read_to_string(&path).unwrap(), 64).unwrap();
            let Ok(plan) = import(case.get("plan").unwrap()) else {
                continue;
            };
            let text = export(&plan.plan, "tp_1", "Plan").text;
            let again = import(&Value::read(&text, 64).unwrap()).unwrap();
            assert_eq!(again.plan.name(), Some("Plan"));
            assert_eq!(again.plan.len(), plan.plan.len());
            for message in case.get("messages").unwrap().as_list().unwrap() {
                let call = message.get("type").unwrap().as_text().unwrap();
                let call = segflow_core::document::Call::from_name(call).unwrap();
                assert_eq!(
                    again.plan.check(call, message),
                    plan.plan.check(call, message),
                    "{path:?} {message}"
                );
            }
            count += 1;
        }
        assert!(count > 4);
    }
}
