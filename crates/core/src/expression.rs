//! Templates made ready to be rendered: paths are numbers of slots, literal
//! text is escaped already.

use std::borrow::Cow;

use segflow_scan::{Literal, Out};

use crate::datum::Datum;
use crate::filter::{self, Filter, Moment};
use crate::json::Value;
use crate::record::Slots;
use crate::reference::{References, Target};
use crate::scope::Scope;
use crate::template::{Operand, Path, Piece, Step, Tag, Template};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Source {
    /// It is written in the tag.
    Constant(Value),
    /// An answer of a form.
    Answer(usize),
    /// A value the run has of its own.
    Own(Own),
    /// What an earlier Segment task did.
    Result { task: String, result: ResultOf },
    /// What the host page gives.
    Host(Vec<Step>),
    /// The path leads nowhere.
    Nowhere,
}

/// The values a run has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    RunId,
    RunStartedAt,
    WorkflowId,
    WorkflowName,
    RowNumber,
    UserRole,
    UserEmail,
}

/// What tags can read of an earlier Segment task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultOf {
    MessageId,
    Status,
}

impl Source {
    /// Where the value of a path comes from.
    pub(crate) fn of_path(path: &Path, references: &References<'_>, slots: &mut Slots) -> Source {
        match references.target(path) {
            Target::Answer => Source::Answer(slots.slot(path)),
            Target::Own(own) if path.steps.len() == 1 => Source::Own(own),
            Target::Result(result) if path.steps.len() == 1 => Source::Result {
                task: path.head.clone(),
                result,
            },
            Target::Host => Source::Host(path.steps.clone()),
            // These values are text and numbers: nothing lies below them.
            Target::Own(_) | Target::Result(_) | Target::Nowhere => Source::Nowhere,
        }
    }

    fn of_operand(operand: &Operand, references: &References<'_>, slots: &mut Slots) -> Source {
        match operand {
            Operand::Literal(value) => Source::Constant(value.clone()),
            Operand::Path(path) => Source::of_path(&path.path, references, slots),
        }
    }
}

/// One tag, ready to be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TagProgram {
    head: Source,
    filters: Vec<FilterProgram>,
    /// The path a person has to look at when the tag has no value.
    path: String,
}

#[derive(Debug, Clone, PartialEq)]
struct FilterProgram {
    filter: Filter,
    arguments: Vec<Source>,
    allow_false: Option<Source>,
}

impl TagProgram {
    fn compile(tag: &Tag, references: &References<'_>, slots: &mut Slots) -> TagProgram {
        let filters = tag
            .filters
            .iter()
            .map(|call| FilterProgram {
                filter: call.filter,
                arguments: call
                    .arguments
                    .iter()
                    .map(|operand| Source::of_operand(operand, references, slots))
                    .collect(),
                allow_false: call
                    .allow_false
                    .as_ref()
                    .map(|operand| Source::of_operand(operand, references, slots)),
            })
            .collect();
        TagProgram {
            filters,
            head: Source::of_operand(&tag.head, references, slots),
            path: tag
                .paths()
                .next()
                .map(|path| path.path.to_string())
                .unwrap_or_default(),
        }
    }

    /// The path that has no value when the tag has none.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The value of the tag.
    pub(crate) fn evaluate<'s>(&'s self, scope: &'s Scope<'_>) -> Datum<'s> {
        let mut datum = scope.look_up(&self.head);
        for step in &self.filters {
            datum = step.apply(datum, scope);
        }
        datum
    }

    /// The answer that the tag names, if it does nothing else and there is one.
    #[inline]
    fn answer<'s>(&self, scope: &'s Scope<'_>) -> Option<&'s Datum<'s>> {
        match &self.head {
            Source::Answer(slot) if self.filters.is_empty() => {
                Some(scope.answers.datum(*slot)).filter(|datum| !datum.is_missing())
            }
            _ => None,
        }
    }

    /// The value as it comes in, and after each filter.
    pub(crate) fn steps<'s>(&'s self, scope: &'s Scope<'_>) -> Vec<Datum<'s>> {
        let mut steps = vec![scope.look_up(&self.head)];
        for step in &self.filters {
            let last = steps.last().cloned().unwrap_or(Datum::Missing);
            steps.push(step.apply(last, scope));
        }
        steps
    }
}

impl FilterProgram {
    fn apply<'s>(&'s self, datum: Datum<'s>, scope: &'s Scope<'_>) -> Datum<'s> {
        let arguments: Vec<Datum<'s>> = self
            .arguments
            .iter()
            .map(|source| scope.look_up(source))
            .collect();
        let allow_false = self.allow_false.as_ref().is_some_and(|source| {
            !matches!(
                scope.look_up(source),
                Datum::Missing | Datum::Null | Datum::Bool(false)
            )
        });
        let now = Moment(scope.started_at);
        filter::apply(self.filter, datum, &arguments, allow_false, now)
    }
}

/// A template, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    /// One tag: the value keeps its type.
    Whole(TagProgram),
    /// Text with tags in it: the result is text.
    Mixed(Vec<Part>),
}

/// A part of a longer text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// Text as it is, and as JSON writes it, without quotes.
    Literal {
        text: String,
        escaped: Literal,
    },
    Tag(TagProgram),
}

impl Expression {
    pub(crate) fn compile(
        template: &Template,
        references: &References<'_>,
        slots: &mut Slots,
    ) -> Expression {
        if let Some(tag) = template.whole() {
            return Expression::Whole(TagProgram::compile(tag, references, slots));
        }
        let parts = template.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => Part::Literal {
                escaped: escaped(text),
                text: text.clone(),
            },
            Piece::Tag(tag) => Part::Tag(TagProgram::compile(tag, references, slots)),
        });
        Expression::Mixed(parts.collect())
    }

    /// The answer that it names, if it is that and nothing else and there is
    /// one.
    #[inline]
    pub(crate) fn answer<'s>(&self, scope: &'s Scope<'_>) -> Option<&'s Datum<'s>> {
        match self {
            Expression::Whole(tag) => tag.answer(scope),
            Expression::Mixed(_) => None,
        }
    }

    /// The value, with `fill` for tags without a value inside longer text.
    /// `missing` is told the path of every tag without one.
    pub(crate) fn evaluate<'s>(
        &'s self,
        scope: &'s Scope<'_>,
        fill: &str,
        missing: &mut dyn FnMut(&str),
    ) -> Datum<'s> {
        match self {
            Expression::Whole(tag) => {
                let datum = tag.evaluate(scope);
                if datum.is_missing() {
                    missing(tag.path());
                }
                datum
            }
            Expression::Mixed(parts) => {
                let mut out = String::new();
                for part in parts {
                    match part {
                        Part::Literal { text, .. } => out.push_str(text),
                        Part::Tag(tag) => out.push_str(&text_of(tag, scope, fill, missing)),
                    }
                }
                Datum::text(out)
            }
        }
    }

    /// Writes the value as JSON straight into `out`; `false` if it has none
    /// and nothing was written.
    pub(crate) fn write(
        &self,
        scope: &Scope<'_>,
        fill: &str,
        missing: &mut dyn FnMut(&str),
        out: &mut Out,
    ) -> bool {
        match self {
            Expression::Whole(tag) => {
                // Most tags name an answer and nothing else.
                if let Some(answer) = tag.answer(scope) {
                    answer.write(out);
                    return true;
                }
                let datum = tag.evaluate(scope);
                if datum.is_missing() {
                    missing(tag.path());
                    return false;
                }
                datum.write(out);
            }
            Expression::Mixed(parts) => {
                out.push(b'"');
                for part in parts {
                    match part {
                        Part::Literal { escaped, .. } => out.push_literal(escaped),
                        Part::Tag(tag) => {
                            if let Some(Datum::Plain(text)) = tag.answer(scope) {
                                out.push_str(text);
                                continue;
                            }
                            match tag.evaluate(scope) {
                                Datum::Plain(text) => out.push_str(text),
                                Datum::Missing => {
                                    missing(tag.path());
                                    out.push_escaped(fill);
                                }
                                other => out.push_escaped(&other.as_text()),
                            }
                        }
                    }
                }
                out.push(b'"');
            }
        }
        true
    }
}

fn text_of<'s>(
    tag: &'s TagProgram,
    scope: &'s Scope<'_>,
    fill: &str,
    missing: &mut dyn FnMut(&str),
) -> Cow<'s, str> {
    match tag.evaluate(scope) {
        Datum::Missing => {
            missing(tag.path());
            Cow::Owned(fill.to_owned())
        }
        Datum::Text(text) | Datum::Number(text) => text,
        Datum::Plain(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.as_text().into_owned()),
    }
}

/// The text as JSON writes it, without its quotes.
fn escaped(text: &str) -> Literal {
    let mut out = Out::new();
    out.push_escaped(text);
    Literal::new(&out.into_string())
}
