use segflow_core::condition::{Condition, Operand, Operator, Test};
use segflow_core::json::Value;
use segflow_core::template::{Path, Step};

/// The members of an event that FQL can ask for.
const MEMBERS: [&str; 7] = [
    "type",
    "event",
    "name",
    "userId",
    "context",
    "properties",
    "traits",
];

/// Writes a condition on the answers of `form`, which are an event; none if FQL
/// cannot say it.
pub fn write(condition: &Condition, form: &str) -> Option<String> {
    match condition {
        Condition::All(parts) => group(parts, " and ", form),
        Condition::Any(parts) => group(parts, " or ", form),
        Condition::Test(test) => written(test, form),
        Condition::Not(_) | Condition::Unreadable(_) => None,
    }
}

fn group(parts: &[Condition], word: &str, form: &str) -> Option<String> {
    let mut written: Vec<String> = Vec::new();
    for part in parts {
        let text = write(part, form)?;
        let text = match part {
            Condition::All(inner) | Condition::Any(inner)
                if inner.len() > 1 && text.contains(" and ") | text.contains(" or ") =>
            {
                format!("({text})")
            }
            _ => text,
        };
        if !written.contains(&text) {
            written.push(text);
        }
    }
    (!written.is_empty()).then(|| written.join(word))
}

fn written(test: &Test, form: &str) -> Option<String> {
    if test.ignore_case {
        return None;
    }
    let path = path(&test.field, form)?;
    let value = match &test.operand {
        Operand::Value(value) => Some(value),
        Operand::Absent => None,
        Operand::From(_) => return None,
    };
    let text = || {
        let text = value?.as_text()?;
        (!text.contains(['"', '*', '?', '\\'])).then_some(text)
    };
    let number = || match value? {
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Some(match test.operator {
        Operator::Is => format!("{path} = {}", literal(value?)?),
        // Of a number it would ask for another number.
        Operator::IsNot if number().is_some() => return None,
        Operator::IsNot => format!("{path} != {}", literal(value?)?),
        Operator::GreaterThan => format!("{path} > {}", number()?),
        Operator::GreaterOrEqual => format!("{path} >= {}", number()?),
        Operator::LessThan => format!("{path} < {}", number()?),
        Operator::LessOrEqual => format!("{path} <= {}", number()?),
        Operator::IsSet => format!("{path} != null"),
        Operator::IsNotSet => format!("{path} = null"),
        Operator::Contains => format!("contains({path}, \"{}\")", text()?),
        Operator::NotContains => format!("!contains({path}, \"{}\")", text()?),
        Operator::StartsWith => format!("match({path}, \"{}*\")", text()?),
        Operator::NotStartsWith => format!("!match({path}, \"{}*\")", text()?),
        Operator::EndsWith => format!("match({path}, \"*{}\")", text()?),
        Operator::NotEndsWith => format!("!match({path}, \"*{}\")", text()?),
        _ => return None,
    })
}

fn literal(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(bool) => bool.to_string(),
        Value::Number(number) => number.to_string(),
        // Segment's own reader takes other quotes for a part of the text.
        Value::Text(text) if !text.contains('"') => format!("\"{text}\""),
        Value::Text(_) | Value::List(_) | Value::Object(_) => return None,
    })
}

fn path(field: &str, form: &str) -> Option<String> {
    let path = Path::parse(field).filter(|path| path.head == form)?;
    let steps: Option<Vec<String>> = path
        .steps
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(escaped(key)),
            Step::Index(_) => None,
        })
        .collect();
    let is_known = path.field().is_some_and(|first| MEMBERS.contains(&first));
    steps.filter(|_| is_known).map(|steps| steps.join("."))
}

fn escaped(key: &str) -> String {
    let mut out = String::new();
    for char in key.chars() {
        if !(char.is_ascii_alphanumeric() || matches!(char, '_' | '-')) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::write;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for text in [
            r#"type = "track""#,
            r#"type = "track" and (event = "A" or event = "B")"#,
            r#"userId = "a" or (userId = "b" and name = "c")"#,
            "properties.total > 5",
            r#"contains(properties.my\ key, "x")"#,
            r#"match(event, "Order*")"#,
            r#"properties.x = null"#,
        ] {
            let condition = read(text, "event").unwrap().unwrap();
            let again = write(&condition, "event").unwrap();
            let twice = read(&again, "event").unwrap().unwrap();
            assert_eq!(write(&twice, "event").unwrap(), again, "{text}");
        }
        let condition = read(
            r#"type = "track" and (event = "A" or event = "B")"#,
            "event",
        );
        assert_eq!(
            write(&condition.unwrap().unwrap(), "event").as_deref(),
            Some(r#"type = "track" and (event = "A" or event = "B")"#)
        );
    }
}
