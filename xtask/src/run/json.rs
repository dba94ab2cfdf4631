//! Reads one field of a flat JSON object, which is all that is needed here.

/// Gives the text of a string or number that is a direct field of the object.
pub(super) fn field(object: &str, name: &str) -> Option<String> {
    let mut rest = object.trim().strip_prefix('{')?;
    loop {
        let (key, after) = string(rest.trim_start())?;
        let after = after.trim_start().strip_prefix(':')?.trim_start();
        let (value, after) = value(after)?;
        if key == name {
            return Some(value);
        }
        rest = after.trim_start().strip_prefix(',')?;
    }
}

/// Reads a value of any kind; what is nested is given as it stands.
fn value(text: &str) -> Option<(String, &str)> {
    if text.starts_with('"') {
        return string(text);
    }
    let mut depth = 0_u32;
    let mut in_string = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = in_string,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '{' | '[' => depth += 1,
            '}' | ']' | ',' if depth == 0 => {
                let (value, rest) = text.split_at_checked(at)?;
                return Some((value.trim().to_owned(), rest));
            }
            '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Reads a string; what is escaped loses its backslash, which is enough for the
/// plain letters and digits that are asked for here.
fn string(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut read = String::new();
    let mut characters = inner.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Some((read, inner.get(at + 1..)?)),
            '\\' => read.push(characters.next()?.1),
            _ => read.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_whatever_stands_around_them() {
        let text = r#" { "segflow": 1, "account": { "pid": 7, "label": "a } \" , b" },
                        "list": [1, {"pid": 8}], "pid": 42, "build" : "x-y", "debugger": true } "#;
        for (name, expected) in [
            ("segflow", Some("1")),
            ("pid", Some("42")),
            ("build", Some("x-y")),
            ("debugger", Some("true")),
            ("label", None),
            ("port", None),
        ] {
            assert_eq!(field(text, name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_object_has_no_fields() {
        for text in ["", "[]", "<html>", "{", r#"{"pid""#, r#"{"pid": 1"#, "{}"] {
            assert_eq!(field(text, "pid"), None, "{text}");
        }
    }
}
