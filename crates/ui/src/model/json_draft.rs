use segflow_core::json::{ReadError, Value};

/// A value being written as JSON: the text stands as it was typed for as long
/// as it says what the value is, or would say it were it mended.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonDraft {
    text: String,
    /// The value of which this is the text, or was before it broke.
    of: Value,
    error: Option<ReadError>,
}

impl JsonDraft {
    /// What was typed over a value, which may be so many levels deep.
    pub fn typed(text: String, before: &Value, max_depth: usize) -> JsonDraft {
        match Value::read(&text, max_depth) {
            Ok(of) => JsonDraft {
                text,
                of,
                error: None,
            },
            Err(error) => JsonDraft {
                text,
                of: before.clone(),
                error: Some(error),
            },
        }
    }

    /// The text for a value: as it was typed or, where the value has become
    /// another since, set out on lines.
    pub fn shown(draft: Option<&JsonDraft>, value: &Value) -> String {
        match draft.filter(|draft| draft.of == *value) {
            Some(draft) => draft.text.clone(),
            None => value.to_pretty(),
        }
    }

    /// The value the text says, if it says one.
    pub fn value(&self) -> Option<&Value> {
        self.error.is_none().then_some(&self.of)
    }

    /// Why the text says none, as long as it is the text for this value.
    pub fn error(&self, value: &Value) -> Option<&ReadError> {
        self.error.as_ref().filter(|_| self.of == *value)
    }

    /// The place of the error in the text, in UTF-16 units as browsers count
    /// them.
    pub fn error_place(&self) -> Option<usize> {
        let error = self.error.as_ref()?;
        let mut place = 0;
        for (number, line) in self.text.split('\n').enumerate() {
            let line_ends = number + 1 == error.line;
            let before = if line_ends {
                error.column - 1
            } else {
                usize::MAX
            };
            place += line
                .chars()
                .take(before)
                .map(char::len_utf16)
                .sum::<usize>();
            if line_ends {
                break;
            }
            place += 1;
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::json::Value;

    use super::JsonDraft;

    fn value(text: &str) -> Value {
        Value::read(text, 8).unwrap()
    }

    #[test]
    fn what_is_typed_stands_as_long_as_it_says_the_value() {
        let before = value(r#"{"b":1e21,"a":"{{ x.y }}"}"#);
        let shown = JsonDraft::shown(None, &before);
        assert_eq!(value(&shown).to_string(), before.to_string(), "lossless");
        assert!(shown.contains("1e21"), "{shown}");

        // The same value written another way is no change of it.
        let spaced = r#" {"b":  1e21, "a": "{{ x.y }}"}"#;
        let draft = JsonDraft::typed(spaced.to_owned(), &before, 8);
        assert_eq!(draft.value(), Some(&before));
        assert_eq!(JsonDraft::shown(Some(&draft), &before), spaced);
        // Once the rows have changed it follows them.
        let after = value(r#"{"b":2}"#);
        assert_eq!(JsonDraft::shown(Some(&draft), &after), after.to_pretty());
    }

    #[test]
    fn what_is_broken_leaves_the_value_and_says_where() {
        let before = value("{}");
        for (text, line, column, place) in [
            ("{\n  \"🎉é\": x\n}", 2, 9, 11),
            ("{", 1, 2, 1),
            ("", 1, 1, 0),
            ("{}\n}", 2, 1, 3),
        ] {
            let draft = JsonDraft::typed(text.to_owned(), &before, 8);
            let error = draft.error(&before).unwrap();
            assert_eq!((error.line, error.column), (line, column), "{text}");
            assert_eq!(draft.error_place(), Some(place), "{text}");
            assert_eq!(draft.value(), None);
            assert_eq!(JsonDraft::shown(Some(&draft), &before), text);
            assert_eq!(draft.error(&value("[]")), None);
        }
        let deep = JsonDraft::typed("[[[]]]".to_owned(), &before, 2);
        assert_eq!(deep.value(), None);
    }
}
