use std::ops::Range;

/// A tag that is being typed: from its brace to the caret. Places are counted
/// in UTF-16 units, as the browser counts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagEntry {
    /// What will be replaced.
    pub range: Range<usize>,
    /// What has been typed after the brace.
    pub query: String,
}

/// A text with a tag put in, and where the caret goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// The whole text.
    pub text: String,
    /// The caret, behind the tag.
    pub caret: usize,
}

impl TagEntry {
    /// The tag being typed where the caret is, if there is one. Behind a `|`
    /// filters are typed, and no field is looked for any more.
    pub fn at(text: &str, caret: usize) -> Option<TagEntry> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let before = units.get(..caret)?;
        let brace = before.iter().rposition(|unit| *unit == u16::from(b'{'))?;
        let typed = String::from_utf16(before.get(brace + 1..)?).ok()?;
        if typed.contains(['}', '|', '"', '\'', '%', '\n']) {
            return None;
        }
        let doubled = brace > 0 && before.get(brace - 1) == Some(&u16::from(b'{'));
        let start = if doubled { brace - 1 } else { brace };
        // What is left of a tag whose path is typed anew goes as well.
        let after = String::from_utf16_lossy(units.get(caret..)?);
        let rest = after.trim_start_matches(is_path_char);
        let rest = rest.trim_start_matches(' ');
        let closed = match rest.strip_prefix("}}") {
            Some(behind) if doubled => after.encode_utf16().count() - behind.encode_utf16().count(),
            _ => 0,
        };
        Some(TagEntry {
            range: start..caret + closed,
            query: typed.trim().to_owned(),
        })
    }

    /// The text with the tag of that path in place of what was typed.
    pub fn insert(&self, text: &str, path: &str) -> Insertion {
        self.replace(text, &format!("{{{{ {path} }}}}"))
    }

    /// The text with something else in place of what was typed.
    pub fn replace(&self, text: &str, with: &str) -> Insertion {
        let units: Vec<u16> = text.encode_utf16().collect();
        let part =
            |range: Range<usize>| String::from_utf16_lossy(units.get(range).unwrap_or_default());
        let caret = self.range.start + with.encode_utf16().count();
        Insertion {
            text: format!(
                "{}{with}{}",
                part(0..self.range.start),
                part(self.range.end..units.len())
            ),
            caret,
        }
    }
}

fn is_path_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::TagEntry;

    /// `^` is the caret; the result shows it too.
    fn check(typed: &str, query: Option<&str>, inserted: &str) {
        let (before, after) = typed.split_once('^').unwrap();
        let text = format!("{before}{after}");
        let entry = TagEntry::at(&text, before.encode_utf16().count());
        assert_eq!(
            entry.as_ref().map(|entry| entry.query.as_str()),
            query,
            "{typed}"
        );
        if let Some(entry) = entry {
            let insertion = entry.insert(&text, "t.f");
            let units: Vec<u16> = insertion.text.encode_utf16().collect();
            let (head, tail) = units.split_at(insertion.caret);
            let shown = format!(
                "{}^{}",
                String::from_utf16_lossy(head),
                String::from_utf16_lossy(tail)
            );
            assert_eq!(shown, inserted, "{typed}");
        }
    }

    #[test]
    fn a_brace_begins_a_tag() {
        check("{^", Some(""), "{{ t.f }}^");
        check("{{^", Some(""), "{{ t.f }}^");
        check("Hi {ema^!", Some("ema"), "Hi {{ t.f }}^!");
        check("Hi {{ ema^!", Some("ema"), "Hi {{ t.f }}^!");
        check("🎉 {{first na^ 🎉", Some("first na"), "🎉 {{ t.f }}^ 🎉");
        check("{{ a.b }} {^", Some(""), "{{ a.b }} {{ t.f }}^");
    }

    #[test]
    fn a_tag_typed_anew_is_replaced_whole() {
        check("{{ signup.em^ail }}!", Some("signup.em"), "{{ t.f }}^!");
        check("{{^}} b", Some(""), "{{ t.f }}^ b");
        check("{^ }} b", Some(""), "{{ t.f }}^ }} b");
    }

    #[test]
    fn elsewhere_no_tag_is_typed() {
        check("^", None, "");
        check("a^{", None, "");
        check("{{ a.b }}^", None, "");
        check("{{ a.b | down^", None, "");
        check("{% if^", None, "");
        check("{{ \"x^", None, "");
    }
}
