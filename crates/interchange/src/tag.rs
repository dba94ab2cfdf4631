//! Tags and the text around them, written so that they are read as meant.

use segflow_core::template::Path;

/// A tag: what it begins with, and filters as they are written behind it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    /// A path or a literal, as it is written.
    pub(crate) head: String,
    /// Each without its `|`.
    pub(crate) filters: Vec<String>,
}

impl Tag {
    pub(crate) fn of(path: &Path) -> Tag {
        Tag {
            head: path.to_string(),
            filters: Vec::new(),
        }
    }

    /// The tag without its braces.
    pub(crate) fn inner(&self) -> String {
        let mut inner = self.head.clone();
        for filter in &self.filters {
            inner.push_str(" | ");
            inner.push_str(filter);
        }
        inner
    }

    #[must_use]
    pub(crate) fn with(mut self, filter: impl Into<String>) -> Tag {
        self.filters.push(filter.into());
        self
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// As it is.
    Literal(String),
    /// A value.
    Tag(Tag),
}

/// A text between quotes, as tags have it; they know no escapes, so none can
/// hold both kinds of quotes.
pub(crate) fn quoted(text: &str) -> Option<String> {
    match (text.contains('"'), text.contains('\'')) {
        (false, _) => Some(format!("\"{text}\"")),
        (true, false) => Some(format!("'{text}'")),
        (true, true) => None,
    }
}

/// A path whose keys can be written in a tag.
pub(crate) fn can_be_written(path: &Path) -> bool {
    Path::parse(&path.to_string()).as_ref() == Some(path)
}

/// Writes a text whose value is always text: braces that are no tags are
/// written as tags, and so are the spaces beside a tag that stands alone, which
/// would else be one value of its own type.
pub(crate) fn text_of(pieces: &[Piece]) -> String {
    let mut parts: Vec<Piece> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Tag(tag) => parts.push(Piece::Tag(tag.clone())),
            Piece::Literal(text) => {
                let before_tag = matches!(pieces.get(index + 1), Some(Piece::Tag(_)));
                escape(text, before_tag, &mut parts);
            }
        }
    }
    let tags = parts.iter().filter(|part| matches!(part, Piece::Tag(_)));
    let is_alone = tags.count() == 1
        && parts.iter().all(|part| match part {
            Piece::Literal(text) => text.chars().all(char::is_whitespace),
            Piece::Tag(_) => true,
        });
    let mut out = String::new();
    for part in parts {
        match part {
            Piece::Literal(text) if is_alone => push_literal_tag(&text, &mut out),
            Piece::Literal(text) => out.push_str(&text),
            Piece::Tag(tag) if is_alone && !gives_text(&tag) => {
                out.push_str(&format!("{{{{ {} }}}}", tag.with("to_string").inner()));
            }
            Piece::Tag(tag) => out.push_str(&format!("{{{{ {} }}}}", tag.inner())),
        }
    }
    out
}

fn gives_text(tag: &Tag) -> bool {
    let is_literal = tag.head.starts_with(['"', '\'']);
    match tag.filters.last() {
        None => is_literal,
        Some(last) => last == "to_string",
    }
}

/// Runs of braces that could be read as the beginning of a tag become tags.
fn escape(text: &str, before_tag: bool, parts: &mut Vec<Piece>) {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let length = from.len() - from.trim_start_matches('{').len();
        let (braces, after) = from.split_at(length);
        let is_tag_like = length > 1 || after.starts_with('%') || (after.is_empty() && before_tag);
        if is_tag_like {
            if !plain.is_empty() {
                parts.push(Piece::Literal(std::mem::take(&mut plain)));
            }
            let head = format!("\"{braces}\"");
            parts.push(Piece::Tag(Tag {
                head,
                filters: Vec::new(),
            }));
        } else {
            plain.push_str(braces);
        }
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Piece::Literal(plain));
    }
}

fn push_literal_tag(spaces: &str, out: &mut String) {
    if !spaces.is_empty() {
        out.push_str(&format!("{{{{ \"{spaces}\" }}}}"));
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::template::Template;

    use super::{Piece, Tag, quoted, text_of};

    fn literal(text: &str) -> Piece {
        Piece::Literal(text.to_owned())
    }

    fn tag(head: &str) -> Piece {
        Piece::Tag(Tag {
            head: head.to_owned(),
            filters: Vec::new(),
        })
    }

    #[test]
    fn what_is_no_tag_is_read_as_none() {
        for (pieces, expected) in [
            (vec![literal("plain { text }")], "plain { text }"),
            (vec![literal("{{ a.b }}")], "{{ \"{{\" }} a.b }}"),
            (vec![literal("{% if %}")], "{{ \"{\" }}% if %}"),
            (vec![literal("{"), tag("a.b")], "{{ \"{\" }}{{ a.b }}"),
            (vec![literal("{{")], "{{ \"{{\" }}"),
            (vec![tag("a.b")], "{{ a.b | to_string }}"),
            (
                vec![literal(" "), tag("a.b")],
                "{{ \" \" }}{{ a.b | to_string }}",
            ),
            (vec![literal("Hi "), tag("a.b")], "Hi {{ a.b }}"),
            (vec![], ""),
        ] {
            let text = text_of(&pieces);
            assert_eq!(text, expected);
            assert!(Template::parse(&text).problems().is_empty(), "{text}");
        }
    }

    #[test]
    fn quotes_know_no_escapes() {
        assert_eq!(quoted("a").as_deref(), Some("\"a\""));
        assert_eq!(quoted("a\"b").as_deref(), Some("'a\"b'"));
        assert_eq!(quoted("a\"b'c"), None);
    }
}
