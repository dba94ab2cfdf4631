//! JSON as JavaScript that gives the same.

use segflow_core::json::{Number, Object, Pointer, Value, write_text};
use segflow_core::segment::Request;

use crate::Why;
use crate::listed::Listed;

/// What a message is made of, without what the library adds itself.
pub(super) fn message(request: &Request, listed: &mut Listed) -> Option<(String, Object)> {
    let body = request.fill("").body;
    let Ok(Value::Object(mut message)) = Value::read(&body, usize::MAX) else {
        return None;
    };
    for name in ["sentAt", "writeKey"] {
        message.remove(name);
    }
    if let Some(Value::Object(context)) = message.get_mut("context") {
        // Each library puts its own name there.
        if let Some(library) = context.remove("library")
            && library.get("name").and_then(Value::as_text) != Some("segflow")
        {
            let at = Pointer::root().key("context").key("library");
            listed.add(&at, library, Why::NoCounterpart);
        }
        if context.is_empty() {
            message.remove("context");
        }
    }
    match message.remove("type") {
        Some(Value::Text(call)) => Some((call, message)),
        _ => None,
    }
}

/// Lists the numbers that JavaScript would round.
pub(super) fn note_rounded(value: &Value, at: &Pointer, listed: &mut Listed) {
    match value {
        Value::Number(number) if is_rounded(number) => listed.add(at, number, Why::Rounded),
        Value::List(list) => {
            for (index, element) in list.iter().enumerate() {
                note_rounded(element, &at.index(index), listed);
            }
        }
        Value::Object(object) => {
            for (key, member) in object.iter() {
                note_rounded(member, &at.key(key), listed);
            }
        }
        _ => {}
    }
}

fn is_rounded(number: &Number) -> bool {
    let Ok(nearest) = number.as_str().parse::<f64>() else {
        return true;
    };
    // As a whole number's text it would have no exponent, but be the same.
    let shortest = Number::new(&format!("{nearest:e}"));
    shortest.is_none_or(|shortest| shortest.compare(number).is_ne())
}

/// Writes a value with two spaces of indent.
pub(super) fn literal(value: &Value, depth: usize, out: &mut String) {
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::Text(text) => self::text(text, out),
        Value::List(list) if !list.is_empty() => {
            out.push('[');
            for element in list {
                line(out, depth + 1);
                literal(element, depth + 1, out);
                out.push(',');
            }
            line(out, depth);
            out.push(']');
        }
        Value::Object(object) if !object.is_empty() => {
            out.push('{');
            for (key, member) in object.iter() {
                line(out, depth + 1);
                self::key(key, out);
                out.push_str(": ");
                literal(member, depth + 1, out);
                out.push(',');
            }
            line(out, depth);
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// A text, without anything that could end a script or its line.
pub(super) fn text(text: &str, out: &mut String) {
    let mut written = String::new();
    write_text(text, &mut written);
    out.push_str(
        &written
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029")
            .replace("</", "<\\/"),
    );
}

fn key(key: &str, out: &mut String) {
    let is_name = key
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '$'))
        && key
            .chars()
            .next()
            .is_some_and(|first| !first.is_ascii_digit());
    match key {
        // It would set what the object inherits from.
        "__proto__" => out.push_str("[\"__proto__\"]"),
        name if is_name => out.push_str(name),
        other => text(other, out),
    }
}
