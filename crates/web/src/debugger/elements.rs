use segflow_core::json::Value;

/// The deepest an element is read. The receiver shows messages of up to 100
/// levels, inside an object of its own.
const MAX_DEPTH: usize = 128;

/// Reads the elements of a JSON list one by one while its bytes come, so that
/// a long list never stands in memory as a whole.
#[derive(Debug, Default)]
pub(super) struct Elements {
    element: Vec<u8>,
    /// How many brackets are open, that of the list among them.
    depth: usize,
    in_text: bool,
    escaped: bool,
    ended: bool,
}

impl Elements {
    /// Gives every element that these bytes complete. What is no JSON is left
    /// out: one message that cannot be read hides no other.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Vec<Value> {
        let mut found = Vec::new();
        for &byte in bytes {
            if self.escaped {
                self.escaped = false;
            } else if self.in_text {
                match byte {
                    b'\\' => self.escaped = true,
                    b'"' => self.in_text = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => self.in_text = true,
                    b'[' | b'{' => {
                        self.depth += 1;
                        if self.depth == 1 {
                            continue;
                        }
                    }
                    b']' | b'}' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            self.ended = true;
                            found.extend(self.complete());
                            continue;
                        }
                    }
                    b',' if self.depth == 1 => {
                        found.extend(self.complete());
                        continue;
                    }
                    _ => {}
                }
            }
            if self.depth > 0 {
                self.element.push(byte);
            }
        }
        found
    }

    /// Whether the list came to its end.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    fn complete(&mut self) -> Option<Value> {
        let bytes = std::mem::take(&mut self.element);
        read_one(std::str::from_utf8(&bytes).ok()?)
    }
}

/// Reads one element by itself.
pub(super) fn read_one(text: &str) -> Option<Value> {
    Value::read(text, MAX_DEPTH).ok()
}

#[cfg(test)]
mod tests {
    use super::Elements;

    #[test]
    fn elements_are_found_wherever_the_bytes_are_cut() {
        let list = r#" [ {"a":[1,{"b":"],\"}"}]} , 1e21,"x, y" ,[],{"é":"\\"} ] "#;
        let expected = [
            r#"{"a":[1,{"b":"],\"}"}]}"#,
            "1e21",
            r#""x, y""#,
            "[]",
            r#"{"é":"\\"}"#,
        ];
        for size in [1, 2, 3, 7, 1000] {
            let mut elements = Elements::default();
            let mut found = Vec::new();
            for part in list.as_bytes().chunks(size) {
                assert!(!elements.has_ended() || part.iter().all(u8::is_ascii_whitespace));
                found.extend(elements.read(part).iter().map(ToString::to_string));
            }
            assert_eq!(found, expected, "in parts of {size}");
            assert!(elements.has_ended());
        }
    }

    #[test]
    fn what_cannot_be_read_hides_nothing_else() {
        for (list, count, ended) in [
            ("[]", 0, true),
            (r#"[{"a":1},{"a":},{"a":3}]"#, 2, true),
            (r#"[{"a":1},{"a""#, 1, false),
            ("<!doctype html>", 0, false),
            ("", 0, false),
        ] {
            let mut elements = Elements::default();
            assert_eq!(elements.read(list.as_bytes()).len(), count, "{list}");
            assert_eq!(elements.has_ended(), ended, "{list}");
        }
    }
}
