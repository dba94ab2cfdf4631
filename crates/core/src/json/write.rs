use segflow_scan::Out;

use super::Value;

/// Writes compact JSON, as `JSON.stringify` would.
pub(super) fn write(value: &Value, out: &mut Out) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::Text(text) => out.push_quoted(text),
        Value::List(list) => {
            out.push(b'[');
            for (index, element) in list.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(element, out);
            }
            out.push(b']');
        }
        Value::Object(object) => {
            out.push(b'{');
            for (index, (key, member)) in object.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                out.push_quoted(key);
                out.push(b':');
                write(member, out);
            }
            out.push(b'}');
        }
    }
}

/// Writes a JSON string with its quotes, as `JSON.stringify` would.
pub fn write_text(text: &str, out: &mut String) {
    let mut written = Out::new();
    written.push_quoted(text);
    out.push_str(&written.into_string());
}

/// Two spaces of indent, one member a line.
pub(super) fn pretty(value: &Value) -> String {
    let mut out = Out::new();
    write_pretty(value, 0, &mut out);
    out.into_string()
}

fn write_pretty(value: &Value, depth: usize, out: &mut Out) {
    let line = |out: &mut Out, depth: usize| {
        out.push(b'\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    match value {
        Value::List(list) if !list.is_empty() => {
            out.push(b'[');
            for (index, element) in list.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                line(out, depth + 1);
                write_pretty(element, depth + 1, out);
            }
            line(out, depth);
            out.push(b']');
        }
        Value::Object(object) if !object.is_empty() => {
            out.push(b'{');
            for (index, (key, member)) in object.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                line(out, depth + 1);
                out.push_quoted(key);
                out.push_str(": ");
                write_pretty(member, depth + 1, out);
            }
            line(out, depth);
            out.push(b'}');
        }
        other => write(other, out),
    }
}
