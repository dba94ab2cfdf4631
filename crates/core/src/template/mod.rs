//! Dynamic field tags: Liquid's `{{ path | filter: argument }}`.
//!
//! A template is parsed once. Broken tags are problems with a place, never a
//! failure: the text around them still is what it is. There are no statements
//! and no loops, so that every rendering ends.

pub(crate) mod parse;
mod path;

pub use path::{Path, Step};

use std::ops::Range;

use crate::filter::Filter;
use crate::json::Value;

/// The paths in the tags of a text, in order; in broken tags, what looks like
/// one.
pub(crate) fn paths(text: &str) -> Vec<PathAt> {
    parse::paths(text)
}

/// Whether a tag stands anywhere in a value, so that it may be missing.
pub fn has_tag(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains("{{"),
        Value::List(list) => list.iter().any(has_tag),
        Value::Object(object) => object.iter().any(|(_, member)| has_tag(member)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The path that is the whole text, spaces around it ignored.
pub(crate) fn whole_path(text: &str) -> Option<PathAt> {
    parse::whole_path(text)
}

/// A text whose tags have been found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    pub(crate) pieces: Vec<Piece>,
    problems: Vec<TagProblem>,
}

impl Template {
    /// Finds the tags of a text.
    pub fn parse(text: &str) -> Template {
        parse::parse(text)
    }

    /// The tags, in order.
    pub fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Tag(tag) => Some(tag),
            Piece::Text(_) => None,
        })
    }

    /// What is wrong with the text, in order.
    pub fn problems(&self) -> &[TagProblem] {
        &self.problems
    }

    /// The one tag that is the whole template, spaces around it ignored: its
    /// value keeps its type.
    pub fn whole(&self) -> Option<&Tag> {
        let mut whole = None;
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) if text.chars().all(char::is_whitespace) => {}
                Piece::Tag(tag) if whole.is_none() => whole = Some(tag),
                _ => return None,
            }
        }
        whole
    }

    /// The text of a template without tags.
    pub fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }
}

/// Text as it is, or a tag.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Text(String),
    Tag(Tag),
}

/// One `{{ … }}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// What the tag begins with.
    pub head: Operand,
    /// The filters the value passes through.
    pub filters: Vec<FilterCall>,
    /// The tag's place in the text, in bytes, braces included.
    pub range: Range<usize>,
}

impl Tag {
    /// All paths of the tag, those in arguments included.
    pub fn paths(&self) -> impl Iterator<Item = &PathAt> {
        let arguments = self
            .filters
            .iter()
            .flat_map(|call| call.arguments.iter().chain(&call.allow_false));
        std::iter::once(&self.head)
            .chain(arguments)
            .filter_map(|operand| match operand {
                Operand::Path(path) => Some(path),
                Operand::Literal(_) => None,
            })
    }
}

/// A path and its place in the text, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct PathAt {
    /// The path.
    pub path: Path,
    /// Its place.
    pub range: Range<usize>,
}

/// A value in a tag.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// To be looked up.
    Path(PathAt),
    /// Written in the tag itself.
    Literal(crate::json::Value),
}

/// A filter with its arguments; their number is right.
#[derive(Debug, Clone, PartialEq)]
pub struct FilterCall {
    /// Which filter.
    pub filter: Filter,
    /// What it is given, in order.
    pub arguments: Vec<Operand>,
    /// The one named argument there is, `default`'s `allow_false`.
    pub allow_false: Option<Operand>,
}

/// What is wrong with a tag, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct TagProblem {
    /// What is wrong.
    pub kind: TagProblemKind,
    /// The place in the text, in bytes.
    pub range: Range<usize>,
}

/// What is wrong with a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagProblemKind {
    /// `{{` without `}}`.
    Unclosed,
    /// `{% … %}`: there are no statements.
    Statement,
    /// `{{ }}`.
    Empty,
    /// A quote that is opened and not closed.
    UnclosedQuote,
    /// A path that ends in a dot.
    UnfinishedPath,
    /// A `|` without a filter.
    NoFilter,
    /// Something that has no place in a tag.
    Unexpected(String),
    /// A path of one word: tags are `task.field`.
    LonePath(String),
    /// A filter that does not exist, and one with a similar name.
    UnknownFilter {
        /// The name as written.
        name: String,
        /// A filter of a similar name.
        similar: Option<&'static str>,
    },
    /// An argument whose name the filter does not know.
    UnknownArgument {
        /// The filter's name.
        filter: &'static str,
        /// The argument's name.
        name: String,
    },
    /// A filter with too few or too many arguments.
    ArgumentCount {
        /// The filter's name.
        filter: &'static str,
        /// How many it takes at least.
        least: usize,
        /// How many it takes at most.
        most: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::has_tag;
    use crate::json::Value;

    #[test]
    fn a_tag_is_seen_however_deep() {
        for (text, expected) in [
            (r#""a""#, false),
            (r#""a {{ b.c }}""#, true),
            (r#"[1,{"a":["{{ b.c }}"]}]"#, true),
            (r#"{"{{ b.c }}":1}"#, false),
        ] {
            let value = Value::read(text, 8).unwrap();
            assert_eq!(has_tag(&value), expected, "{text}");
        }
    }
}
