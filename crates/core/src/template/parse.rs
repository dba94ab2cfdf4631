use std::ops::Range;

use super::path::{continues_word, starts_word};
use super::{
    FilterCall, Operand, Path, PathAt, Piece, Step, Tag, TagProblem, TagProblemKind, Template,
};
use crate::filter::Filter;
use crate::json::{Number, Value};

pub(super) fn parse(text: &str) -> Template {
    let mut template = Template::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match opening(rest) {
            None => {
                template.push_text(rest);
                break;
            }
            Some((offset, is_statement)) => {
                template.push_text(rest.get(..offset).unwrap_or(""));
                let start = at + offset;
                at = if is_statement {
                    template.statement(text, start)
                } else {
                    template.tag(text, start)
                };
            }
        }
    }
    template
}

/// Reads a path that is the whole of a text.
pub(super) fn whole_path(text: &str) -> Option<PathAt> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_space();
    let path = cursor.path().ok()?;
    cursor.skip_space();
    (cursor.rest().is_empty() && !path.path.steps.is_empty()).then_some(path)
}

/// Finds the paths in the tags of a text; in a broken tag, what looks like
/// one.
pub(super) fn paths(text: &str) -> Vec<PathAt> {
    let mut paths = Vec::new();
    let mut at = 0;
    while let Some((offset, is_statement)) = text.get(at..).and_then(opening) {
        let start = at + offset;
        at = if is_statement {
            statement_end(text, start)
        } else {
            let mut cursor = Cursor {
                text,
                at: start + 2,
            };
            match cursor.tag() {
                Ok((head, filters)) => {
                    let range = start..cursor.at;
                    let tag = Tag {
                        head,
                        filters,
                        range,
                    };
                    paths.extend(tag.paths().cloned());
                    cursor.at
                }
                Err(problem) => {
                    let end = broken_end(text, &problem);
                    let broken = text.get(..end).unwrap_or(text);
                    Cursor {
                        text: broken,
                        at: start + 2,
                    }
                    .likely_paths(&mut paths);
                    end
                }
            }
        };
    }
    paths
}

fn statement_end(text: &str, start: usize) -> usize {
    text.get(start..)
        .and_then(|rest| rest.find("%}"))
        .map_or(text.len(), |length| start + length + 2)
}

/// Where a broken tag seems to end, so that the tags after it are still found.
fn broken_end(text: &str, problem: &TagProblem) -> usize {
    match problem.kind {
        TagProblemKind::Unclosed | TagProblemKind::UnclosedQuote => text.len(),
        _ => text
            .get(problem.range.start..)
            .and_then(|rest| rest.find("}}"))
            .map_or(text.len(), |length| problem.range.start + length + 2),
    }
}

/// The next `{{` or `{%`, and whether it is the latter.
fn opening(text: &str) -> Option<(usize, bool)> {
    let tag = text.find("{{").map(|at| (at, false));
    let statement = text.find("{%").map(|at| (at, true));
    match (tag, statement) {
        (Some(tag), Some(statement)) => Some(tag.min(statement)),
        (tag, statement) => tag.or(statement),
    }
}

impl Template {
    fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn push_problem(&mut self, kind: TagProblemKind, range: Range<usize>) {
        self.problems.push(TagProblem { kind, range });
    }

    /// Reports a statement and keeps it as text; gives where it ends.
    fn statement(&mut self, text: &str, start: usize) -> usize {
        let end = statement_end(text, start);
        self.push_problem(TagProblemKind::Statement, start..end);
        self.push_text(text.get(start..end).unwrap_or(""));
        end
    }

    /// Reads the tag at `start`; gives where it ends.
    fn tag(&mut self, text: &str, start: usize) -> usize {
        let mut cursor = Cursor {
            text,
            at: start + 2,
        };
        match cursor.tag() {
            Ok((head, filters)) => {
                self.pieces.push(Piece::Tag(Tag {
                    head,
                    filters,
                    range: start..cursor.at,
                }));
                cursor.at
            }
            Err(problem) => {
                // The tag stays as text.
                let end = broken_end(text, &problem);
                let range = match problem.kind {
                    TagProblemKind::Unclosed | TagProblemKind::Empty => start..end,
                    _ => problem.range,
                };
                self.push_problem(problem.kind, range);
                self.push_text(text.get(start..end).unwrap_or(""));
                end
            }
        }
    }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

type Parse<T> = Result<T, TagProblem>;

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn problem<T>(&self, kind: TagProblemKind, start: usize) -> Parse<T> {
        Err(TagProblem {
            kind,
            range: start..self.at.max(start),
        })
    }

    /// Reports what stands here, up to the next space.
    fn unexpected<T>(&mut self) -> Parse<T> {
        let start = self.at;
        // One brace is the beginning of two: the tag is still being typed.
        if self.rest().is_empty() || self.rest() == "}" {
            return self.problem(TagProblemKind::Unclosed, start);
        }
        let length = self
            .rest()
            .char_indices()
            .skip(1)
            .find(|(_, char)| char.is_whitespace() || matches!(char, '}' | '|'))
            .map_or(self.rest().len(), |(length, _)| length);
        let what = self.rest().get(..length).unwrap_or("").to_owned();
        self.at += length;
        self.problem(TagProblemKind::Unexpected(what), start)
    }

    /// Reads what follows `{{`, up to and with `}}`.
    fn tag(&mut self) -> Parse<(Operand, Vec<FilterCall>)> {
        self.skip_space();
        let start = self.at;
        if self.take("}}") {
            return self.problem(TagProblemKind::Empty, start);
        }
        let head = self.operand()?;
        let mut filters = Vec::new();
        loop {
            self.skip_space();
            if self.take("}}") {
                return Ok((head, filters));
            }
            if !self.take("|") {
                return self.unexpected();
            }
            filters.push(self.filter()?);
        }
    }

    fn filter(&mut self) -> Parse<FilterCall> {
        let bar = self.at.saturating_sub(1);
        self.skip_space();
        let start = self.at;
        let Some(name) = self.word() else {
            return match self.peek() {
                Some('}' | '|') => self.problem(TagProblemKind::NoFilter, bar),
                _ => self.unexpected(),
            };
        };
        let name_end = self.at;
        let mut arguments = Vec::new();
        let mut named = Vec::new();
        self.skip_space();
        if self.take(":") {
            loop {
                self.skip_space();
                match self.argument_name() {
                    Some((name, range)) => named.push((name, range, self.operand()?)),
                    None => arguments.push(self.operand()?),
                }
                self.skip_space();
                if !self.take(",") {
                    break;
                }
            }
        }
        let range = start..name_end;
        let Some(filter) = Filter::from_name(name) else {
            return Err(TagProblem {
                kind: TagProblemKind::UnknownFilter {
                    name: name.to_owned(),
                    similar: Filter::similar_to(name).map(Filter::name),
                },
                range,
            });
        };
        let mut allow_false = None;
        for (name, range, operand) in named {
            if !filter.takes_named(&name) {
                return Err(TagProblem {
                    kind: TagProblemKind::UnknownArgument {
                        filter: filter.name(),
                        name,
                    },
                    range,
                });
            }
            allow_false = Some(operand);
        }
        let (least, most) = filter.argument_counts();
        if !(least..=most).contains(&arguments.len()) {
            return Err(TagProblem {
                kind: TagProblemKind::ArgumentCount {
                    filter: filter.name(),
                    least,
                    most,
                },
                range,
            });
        }
        Ok(FilterCall {
            filter,
            arguments,
            allow_false,
        })
    }

    /// The name of an argument and its colon, if one stands here.
    fn argument_name(&mut self) -> Option<(String, Range<usize>)> {
        let start = self.at;
        let name = self.word()?.to_owned();
        let range = start..self.at;
        self.skip_space();
        if self.take(":") {
            self.skip_space();
            return Some((name, range));
        }
        self.at = start;
        None
    }

    fn operand(&mut self) -> Parse<Operand> {
        match self.peek() {
            Some(quote @ ('"' | '\'')) => self
                .quoted(quote)
                .map(|text| Operand::Literal(Value::text(text))),
            Some('0'..='9' | '-') => self.number(),
            Some(first) if starts_word(first) => {
                let path = self.path()?;
                let literal = match path.path.head.as_str() {
                    _ if !path.path.steps.is_empty() => None,
                    "true" => Some(Value::Bool(true)),
                    "false" => Some(Value::Bool(false)),
                    "null" | "nil" => Some(Value::Null),
                    _ => None,
                };
                match literal {
                    Some(literal) => Ok(Operand::Literal(literal)),
                    None if path.path.steps.is_empty() => Err(TagProblem {
                        kind: TagProblemKind::LonePath(path.path.head),
                        range: path.range,
                    }),
                    None => Ok(Operand::Path(path)),
                }
            }
            _ => self.unexpected(),
        }
    }

    fn number(&mut self) -> Parse<Operand> {
        let length = self
            .rest()
            .find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '+')))
            .unwrap_or(self.rest().len());
        match self.rest().get(..length).and_then(Number::new) {
            Some(number) => {
                self.at += length;
                Ok(Operand::Literal(Value::Number(number)))
            }
            None => self.unexpected(),
        }
    }

    /// Reads a text in quotes. Liquid's quotes know no escapes.
    fn quoted(&mut self, quote: char) -> Parse<&'t str> {
        let start = self.at;
        let inside = self.rest().get(1..).unwrap_or("");
        match inside.split_once(quote) {
            Some((text, _)) => {
                self.at += text.len() + 2;
                Ok(text)
            }
            None => {
                self.at = self.text.len();
                self.problem(TagProblemKind::UnclosedQuote, start)
            }
        }
    }

    fn word(&mut self) -> Option<&'t str> {
        if !self.peek().is_some_and(starts_word) {
            return None;
        }
        let rest = self.rest();
        let length = rest
            .find(|char| !continues_word(char))
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length)
    }

    fn path(&mut self) -> Parse<PathAt> {
        let start = self.at;
        let Some(head) = self.word() else {
            return self.unexpected();
        };
        let mut steps = Vec::new();
        loop {
            if self.take(".") {
                match (self.word(), self.peek()) {
                    (Some(key), _) => steps.push(Step::Key(key.to_owned())),
                    (None, Some('.' | '}' | '|' | ' ')) => {
                        return self.problem(TagProblemKind::UnfinishedPath, start);
                    }
                    (None, _) => return self.unexpected(),
                }
            } else if self.take("[") {
                self.skip_space();
                steps.push(self.bracket()?);
                self.skip_space();
                if !self.take("]") {
                    return self.unexpected();
                }
            } else {
                return Ok(PathAt {
                    path: Path {
                        head: head.to_owned(),
                        steps,
                    },
                    range: start..self.at,
                });
            }
        }
    }

    /// Reads on to the end, taking every path that stands outside quotes.
    fn likely_paths(&mut self, paths: &mut Vec<PathAt>) {
        while let Some(next) = self.peek() {
            if matches!(next, '"' | '\'') {
                if self.quoted(next).is_err() {
                    break;
                }
            } else if starts_word(next) {
                let start = self.at;
                match self.path() {
                    Ok(path) => paths.push(path),
                    // `task.field.` is still being typed.
                    Err(_) => {
                        let end = self.at;
                        let text = self.text.get(..end).unwrap_or("");
                        let text = text.trim_end_matches(['.', '[']);
                        let mut shorter = Cursor { text, at: start };
                        paths.extend(shorter.path());
                    }
                }
            } else if next.is_alphanumeric() {
                // No path begins within a number.
                let rest = self.rest();
                let length = rest
                    .find(|char: char| !char.is_alphanumeric() && char != '_')
                    .unwrap_or(rest.len());
                self.at += length;
            } else {
                self.at += next.len_utf8();
            }
        }
    }

    fn bracket(&mut self) -> Parse<Step> {
        if let Some(quote @ ('"' | '\'')) = self.peek() {
            return self.quoted(quote).map(|key| Step::Key(key.to_owned()));
        }
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        match self.rest().get(..digits).map(str::parse) {
            Some(Ok(index)) => {
                self.at += digits;
                Ok(Step::Index(index))
            }
            _ => self.unexpected(),
        }
    }
}
