use segflow_core::json::{Object, ReadError, Value};
use segflow_core::template::{Operand, Template};

/// How deep a row's value may be nested, so that the document around it stays
/// within its own bound.
const MAX_ROW_DEPTH: usize = segflow_core::document::MAX_DEPTH - 5;

/// What a name typed for a row comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowName {
    /// The row is called that.
    Free,
    /// It needs a name.
    Empty,
    /// Another row has the name.
    Taken,
}

/// Judges a name typed for the row that is called `current`, or for a new one.
pub fn row_name(rows: &Object, current: Option<&str>, typed: &str) -> RowName {
    if current == Some(typed) {
        RowName::Free
    } else if typed.is_empty() {
        RowName::Empty
    } else if rows.get(typed).is_some() {
        RowName::Taken
    } else {
        RowName::Free
    }
}

/// What the box of a row shows: text as it is, anything else as JSON.
pub fn shown_value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What was typed over a value. Over text it is text; over anything else it
/// has to be JSON, so that a list stays a list.
pub fn typed_value(before: &Value, typed: &str) -> Result<Value, ReadError> {
    match before {
        Value::Text(_) => Ok(Value::text(typed)),
        _ => Value::read(typed, MAX_ROW_DEPTH),
    }
}

/// The path that is all a text says, as one tag without filters.
pub fn lone_path(text: &str) -> Option<String> {
    let template = Template::parse(text);
    let tag = template.whole().filter(|tag| tag.filters.is_empty())?;
    match &tag.head {
        Operand::Path(path) => Some(path.path.to_string()),
        Operand::Literal(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::json::Value;

    use super::{RowName, lone_path, row_name, shown_value, typed_value};

    #[test]
    fn one_tag_alone_is_a_path() {
        for (text, expected) in [
            (" {{a.b}} ", Some("a.b")),
            ("{{ a.b[0] }}", Some("a.b[0]")),
            ("{{ a.b | upcase }}", None),
            ("{{ a.b }}x", None),
            ("{{ \"a.b\" }}", None),
            ("a.b", None),
        ] {
            assert_eq!(lone_path(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn names_differ() {
        let rows = Value::read(r#"{"a":1,"b":2}"#, 8).unwrap();
        let rows = rows.as_object().unwrap();
        for (current, typed, expected) in [
            (Some("a"), "a", RowName::Free),
            (Some("a"), "b", RowName::Taken),
            (Some("a"), "", RowName::Empty),
            (Some("a"), "__proto__", RowName::Free),
            (None, "a", RowName::Taken),
            (None, "c", RowName::Free),
        ] {
            assert_eq!(
                row_name(rows, current, typed),
                expected,
                "{current:?} {typed}"
            );
        }
    }

    #[test]
    fn values_keep_their_type() {
        for (before, typed, expected) in [
            (r#""x""#, "12", Some(r#""12""#)),
            (r#""x""#, "{{ a.b }}", Some(r#""{{ a.b }}""#)),
            ("12.50", "12.5", Some("12.5")),
            ("12.50", "12.", None),
            ("[1,2]", "[1,2,3]", Some("[1,2,3]")),
            ("[1,2]", "[1,2", None),
            ("null", "", None),
        ] {
            let before = Value::read(before, 8).unwrap();
            let after = typed_value(&before, typed).ok();
            assert_eq!(
                after.map(|value| value.to_string()).as_deref(),
                expected,
                "{typed}"
            );
        }
        assert_eq!(shown_value(&Value::read("[1.0]", 8).unwrap()), "[1.0]");
    }
}
