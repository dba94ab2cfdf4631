//! What is wrong with the tags of a text, each with the change that mends it.

use std::ops::Range;

use crate::check::{Finding, Problem, check_template};
use crate::filter::Filter;
use crate::json::Pointer;
use crate::reference::References;
use crate::template::{Path, Step, TagProblemKind, Template};

/// Something wrong with a tag, at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Flaw {
    /// The place in the text, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
    /// What would mend it, where that can be told.
    pub mend: Option<Mend>,
}

/// A change of a text that mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it does.
    pub kind: MendKind,
    /// What is replaced, in bytes.
    pub range: Range<usize>,
    /// By what.
    pub with: String,
}

/// What a mend does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MendKind {
    /// Writes what was meant: a path, a filter, its values.
    Use,
    /// Closes what was opened.
    Close,
    /// Puts a text in quotes.
    Quote,
    /// Takes out what has no place there.
    Remove,
}

impl Mend {
    fn new(kind: MendKind, range: Range<usize>, with: impl Into<String>) -> Mend {
        let with = with.into();
        Mend { kind, range, with }
    }

    /// The text, mended.
    pub fn apply(&self, text: &str) -> String {
        let before = text.get(..self.range.start).unwrap_or(text);
        let after = text.get(self.range.end..).unwrap_or("");
        format!("{before}{}{after}", self.with)
    }
}

/// Finds what is wrong with the tags of a text that stands in the task of the
/// references.
pub fn flaws(text: &str, references: &References<'_>) -> Vec<Flaw> {
    let mut found = Vec::new();
    let template = Template::parse(text);
    check_template(&template, &Pointer::root(), references, &mut found);
    let flaws = found.into_iter().filter_map(|finding| {
        let Finding { range, problem, .. } = finding;
        let range = range?;
        Some(Flaw {
            mend: mend(text, &range, &problem, references),
            range,
            problem,
        })
    });
    let mut flaws: Vec<Flaw> = flaws.collect();
    flaws.sort_by_key(|flaw| flaw.range.start);
    flaws
}

fn mend(
    text: &str,
    range: &Range<usize>,
    problem: &Problem,
    references: &References<'_>,
) -> Option<Mend> {
    let kind = match problem {
        Problem::UnknownField { unknown, .. } => {
            let meant = unknown.similar()?;
            return Some(Mend::new(MendKind::Use, range.clone(), meant));
        }
        Problem::BadTag(kind) => kind,
        _ => return None,
    };
    let here = || range.clone();
    match kind {
        TagProblemKind::Unclosed => {
            let inside = text.get(range.start + 2..)?.trim();
            Some(if inside.is_empty() || inside == "}" {
                Mend::new(MendKind::Remove, range.start..text.len(), "")
            } else {
                close(text, range.start, "")
            })
        }
        TagProblemKind::UnclosedQuote => close_quote(text, range.start),
        TagProblemKind::Empty | TagProblemKind::Statement => {
            Some(Mend::new(MendKind::Remove, here(), ""))
        }
        TagProblemKind::NoFilter => {
            // With the space before it, so that none is left twice.
            let before = text.get(..range.start)?.trim_end().len();
            Some(Mend::new(MendKind::Remove, before..range.end, " "))
        }
        TagProblemKind::Unexpected(what) if Filter::from_name(what).is_some() => {
            Some(Mend::new(MendKind::Use, here(), format!("| {what}")))
        }
        TagProblemKind::Unexpected(what) => closing_brace(text, range, what),
        TagProblemKind::LonePath(word) => Some(match named(word, references) {
            Some(path) => Mend::new(MendKind::Use, here(), path),
            None => Mend::new(MendKind::Quote, here(), format!("\"{word}\"")),
        }),
        TagProblemKind::UnknownFilter { similar, .. } => {
            Some(Mend::new(MendKind::Use, here(), (*similar)?))
        }
        TagProblemKind::ArgumentCount { filter, least, .. } => {
            let after = text.get(range.end..)?.trim_start();
            let example = Filter::from_name(filter)?.help().example;
            (*least > 0 && !after.starts_with(':'))
                .then(|| Mend::new(MendKind::Use, here(), example))
        }
        TagProblemKind::UnfinishedPath | TagProblemKind::UnknownArgument { .. } => None,
    }
}

/// Closes the tag that is open to the end of the text.
fn close(text: &str, from: usize, quote: &str) -> Mend {
    let written = text.trim_end();
    // One brace of the two may be there.
    let end = written.strip_suffix('}').map_or(written, str::trim_end);
    let end = end.len().max(from);
    Mend::new(MendKind::Close, end..text.len(), format!("{quote} }}}}"))
}

/// Closes a quote, before the braces where there are any.
fn close_quote(text: &str, start: usize) -> Option<Mend> {
    let open = text.get(start..)?;
    let quote = open.get(..1)?;
    match open.find("}}") {
        Some(length) => {
            let inside = open.get(..length)?.trim_end().len();
            let end = start + inside.max(1);
            Some(Mend::new(
                MendKind::Close,
                end..start + length,
                format!("{quote} "),
            ))
        }
        None => Some(close(text, start + 1, quote)),
    }
}

/// One brace where there should be two.
fn closing_brace(text: &str, range: &Range<usize>, what: &str) -> Option<Mend> {
    let rest = text.get(range.start..)?;
    (what.starts_with('}') && !rest.starts_with("}}"))
        .then(|| Mend::new(MendKind::Close, range.start..range.start + 1, "}}"))
}

/// The path of the one field, the nearest, that has such a name.
fn named(word: &str, references: &References<'_>) -> Option<String> {
    let list = references.list();
    let is_named = |path: &str| {
        Path::parse(path).is_some_and(
            |path| matches!(path.steps.last(), Some(Step::Key(key)) if key.eq_ignore_ascii_case(word)),
        )
    };
    let mut named = list.into_iter().filter(|reference| {
        is_named(&reference.path) || reference.label.eq_ignore_ascii_case(word)
    });
    named.next().map(|reference| reference.path)
}
