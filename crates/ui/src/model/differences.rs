use segflow_core::json::Value;

/// One place where two bodies differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The way to the place, its names joined with points.
    pub path: String,
    /// What stood there before; nothing where it was added.
    pub before: Option<String>,
    /// What stands there now; nothing where it was removed.
    pub after: Option<String>,
}

/// New with every run, and so no difference worth telling.
const ALWAYS_NEW: [&str; 4] = ["messageId", "timestamp", "sentAt", "writeKey"];

/// Where two bodies differ, in the order in which they are read. The order of
/// names is none; a text that is no JSON differs as a whole.
pub fn differences(before: &str, after: &str) -> Vec<Difference> {
    let read = |text: &str| {
        let value = Value::read(text, usize::MAX).unwrap_or_else(|_| Value::text(text));
        without_new(value)
    };
    let mut found = Vec::new();
    compare("", Some(&read(before)), Some(&read(after)), &mut found);
    found
}

fn without_new(mut value: Value) -> Value {
    if let Value::Object(body) = &mut value {
        for name in ALWAYS_NEW {
            drop(body.remove(name));
        }
    }
    value
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            for (name, value) in before.iter() {
                compare(&below(name), Some(value), after.get(name), found);
            }
            for (name, value) in after.iter() {
                if before.get(name).is_none() {
                    compare(&below(name), None, Some(value), found);
                }
            }
        }
        (Some(Value::List(before)), Some(Value::List(after))) => {
            for place in 0..before.len().max(after.len()) {
                let name = below(&place.to_string());
                compare(&name, before.get(place), after.get(place), found);
            }
        }
        (before, after) => found.push(Difference {
            path: path.to_owned(),
            before: before.map(Value::to_string),
            after: after.map(Value::to_string),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::differences;

    fn check(before: &str, after: &str, expected: &[&str]) {
        let found: Vec<String> = differences(before, after)
            .into_iter()
            .map(|one| {
                let shown = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
                format!("{} {} {}", one.path, shown(one.before), shown(one.after))
            })
            .collect();
        assert_eq!(found, expected, "{before} {after}");
    }

    #[test]
    fn what_differs_is_told_at_its_place() {
        check(
            r#"{"messageId":"a","timestamp":"t","a":1,"b":{"c":[1,2],"d":null}}"#,
            r#"{"messageId":"b","timestamp":"u","b":{"d":null,"c":[1,3,4]},"a":1}"#,
            &["b.c.1 2 3", "b.c.2 - 4"],
        );
        check(
            r#"{"a":"x","gone":true}"#,
            r#"{"a":1,"new":{"b":2}}"#,
            &[r#"a "x" 1"#, "gone true -", r#"new - {"b":2}"#],
        );
        check(r#"{"a":1.0}"#, r#"{"a":1}"#, &["a 1.0 1"]);
        check(r#"{"sentAt":1}"#, r#"{"sentAt":2}"#, &[]);
        check("no JSON", "{}", &[r#" "no JSON" {}"#]);
    }
}
