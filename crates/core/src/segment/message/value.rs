//! Values of a task, compiled into a flat list of things to write.

use segflow_scan::{Literal, Out};

use super::Keep;
use crate::check::{Finding, Problem, check_template};
use crate::datum::Datum;
use crate::document::{MissingRule, MissingRules};
use crate::expression::Expression;
use crate::json::{Pointer, Value, write_text};
use crate::record::Slots;
use crate::reference::References;
use crate::scope::Scope;
use crate::template::Template;

/// A text of the document with tags in it, and what becomes of missing ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tagged {
    expression: Expression,
    rule: MissingRule,
    /// What stands for a missing tag inside longer text.
    fill: String,
    at: Pointer,
}

/// What goes before a member or element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comma {
    /// Nothing: it is certainly the first.
    Never,
    /// A comma: something certainly stands before it.
    Always,
    /// A comma, unless everything before it was left out.
    Unless,
}

/// One thing to write. Whatever needs no record is literal, with its braces,
/// keys and commas.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Op {
    /// Text that is JSON already.
    Literal(Literal),
    /// The same, with a comma before it unless it is the first.
    Joined(Literal),
    /// A member of an object, which may be left out.
    Member {
        /// The key, with a comma before it if something certainly stands there.
        key: Literal,
        /// The key with a comma, if it depends on what was left out before it.
        joined: Option<Literal>,
        value: Tagged,
    },
    /// An element of a list, which cannot be left out: those after it would
    /// move.
    Element(Tagged),
}

/// A value of the document, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ValueProgram {
    /// One text with tags: it may be left out, and may be of any type.
    Tagged(Tagged),
    /// Anything else: it is always there.
    Written(Vec<Op>),
}

/// What compiling values is given.
pub(super) struct Compiler<'c, 'w> {
    pub(super) missing: &'c MissingRules,
    pub(super) references: &'c References<'w>,
    pub(super) slots: &'c mut Slots,
    pub(super) findings: &'c mut Vec<Finding>,
}

impl Compiler<'_, '_> {
    pub(super) fn value(&mut self, value: &Value, at: Pointer) -> ValueProgram {
        if let Some(tagged) = self.tagged(value, &at) {
            return ValueProgram::Tagged(tagged);
        }
        let mut ops = Ops::default();
        self.write(value, &at, &mut ops);
        ValueProgram::Written(ops.list)
    }

    fn tagged(&mut self, value: &Value, at: &Pointer) -> Option<Tagged> {
        let text = value.as_text().filter(|text| text.contains('{'))?;
        let template = Template::parse(text);
        check_template(&template, at, self.references, self.findings);
        template.tags().next()?;
        let rule = self.missing.at(at);
        Some(Tagged {
            fill: match &rule {
                MissingRule::Default(value) => Datum::of(value).as_text().into_owned(),
                _ => String::new(),
            },
            rule,
            expression: Expression::compile(&template, self.references, self.slots),
            at: at.clone(),
        })
    }

    /// Writes a value that is no tagged text.
    fn write(&mut self, value: &Value, at: &Pointer, ops: &mut Ops) {
        match value {
            Value::Object(object) => {
                ops.literal("{");
                let mut comma = Comma::Never;
                for (key, member) in object.iter() {
                    let at = at.key(key);
                    let mut written = String::new();
                    write_text(key, &mut written);
                    written.push(':');
                    if let Some(value) = self.tagged(member, &at) {
                        let always = value.is_always_there();
                        if comma == Comma::Always {
                            written.insert(0, ',');
                        }
                        let joined = Literal::new(&format!(",{written}"));
                        ops.list.push(Op::Member {
                            joined: (comma == Comma::Unless).then_some(joined),
                            key: Literal::new(&written),
                            value,
                        });
                        comma = match comma {
                            Comma::Always => Comma::Always,
                            _ if always => Comma::Always,
                            _ => Comma::Unless,
                        };
                    } else {
                        match comma {
                            Comma::Never => ops.literal(&written),
                            Comma::Always => {
                                ops.literal(",");
                                ops.literal(&written);
                            }
                            Comma::Unless => ops.list.push(Op::Joined(Literal::new(&written))),
                        }
                        self.write(member, &at, ops);
                        comma = Comma::Always;
                    }
                }
                ops.literal("}");
            }
            Value::List(list) => {
                ops.literal("[");
                for (index, element) in list.iter().enumerate() {
                    if index > 0 {
                        ops.literal(",");
                    }
                    let at = at.index(index);
                    match self.tagged(element, &at) {
                        Some(value) => ops.list.push(Op::Element(value)),
                        None => self.write(element, &at, ops),
                    }
                }
                ops.literal("]");
            }
            fixed => ops.literal(&fixed.to_string()),
        }
    }
}

/// Ops, neighbouring literals made one.
#[derive(Default)]
struct Ops {
    list: Vec<Op>,
}

impl Ops {
    fn literal(&mut self, text: &str) {
        match self.list.last_mut() {
            Some(Op::Literal(last) | Op::Joined(last)) => last.push_str(text),
            _ => self.list.push(Op::Literal(Literal::new(text))),
        }
    }
}

/// Where rendering finds values and leaves findings.
pub(super) struct Rendering<'r> {
    pub(super) scope: &'r Scope<'r>,
    pub(super) task: &'r crate::document::TaskId,
    pub(super) keep: Keep,
    pub(super) findings: &'r mut Vec<Finding>,
    /// Where the findings of this message begin.
    pub(super) first: usize,
}

impl Tagged {
    /// Whether something is written whatever the record.
    fn is_always_there(&self) -> bool {
        matches!(self.expression, Expression::Mixed(_))
            || matches!(
                self.rule,
                MissingRule::Empty | MissingRule::Null | MissingRule::Default(_)
            )
    }

    /// The value, its missing-value rule applied.
    fn evaluate<'s, 'r: 's>(&'s self, rendering: &mut Rendering<'r>) -> Datum<'s> {
        let scope = rendering.scope;
        let datum = self
            .expression
            .evaluate(scope, &self.fill, &mut |path| self.miss(path, rendering));
        match (datum, &self.rule) {
            (Datum::Missing, MissingRule::Empty) => Datum::Plain(""),
            (Datum::Missing, MissingRule::Null) => Datum::Null,
            (Datum::Missing, MissingRule::Default(value)) => Datum::of(value),
            (datum, _) => datum,
        }
    }

    /// Writes the value; `false` if there is none and nothing was written.
    fn write(&self, rendering: &mut Rendering<'_>, out: &mut Out) -> bool {
        let scope = rendering.scope;
        let written = self.expression.write(
            scope,
            &self.fill,
            &mut |path| self.miss(path, rendering),
            out,
        );
        if written {
            return true;
        }
        match &self.rule {
            MissingRule::Omit | MissingRule::Stop => return false,
            MissingRule::Empty => out.push_str("\"\""),
            MissingRule::Null => out.push_str("null"),
            MissingRule::Default(value) => value.write(out),
        }
        true
    }

    /// A rule of the author's says that a missing value is all right; without
    /// one it is worth a word.
    fn miss(&self, path: &str, rendering: &mut Rendering<'_>) {
        let is_needed = match self.rule {
            MissingRule::Omit => false,
            MissingRule::Stop => true,
            MissingRule::Empty | MissingRule::Null | MissingRule::Default(_) => return,
        };
        if is_needed || rendering.keep == Keep::All {
            rendering.find(
                self.at.clone(),
                Problem::MissingValue {
                    path: path.to_owned(),
                    is_needed,
                },
            );
        }
    }
}

impl Rendering<'_> {
    pub(super) fn find(&mut self, at: Pointer, problem: Problem) {
        self.findings.push(Finding::of_task(self.task, at, problem));
    }
}

impl ValueProgram {
    /// The value's text, if it is the same for every record.
    pub(super) fn literal(&self) -> Option<String> {
        match self {
            ValueProgram::Written(ops) => match ops.as_slice() {
                [Op::Literal(text)] => Some(text.text()),
                _ => None,
            },
            ValueProgram::Tagged(_) => None,
        }
    }

    /// The value with literal text before and behind it, if it is an object
    /// whatever the record.
    pub(super) fn object_between(&self, before: &str, behind: &str) -> Option<ValueProgram> {
        let ValueProgram::Written(ops) = self else {
            return None;
        };
        let mut between = Ops::default();
        between.literal(before);
        for op in ops {
            match op {
                Op::Literal(text) => between.literal(&text.text()),
                other => between.list.push(other.clone()),
            }
        }
        between.literal(behind);
        self.is_object()
            .then_some(ValueProgram::Written(between.list))
    }

    /// The answer that the value is, if it is that and nothing else and there
    /// is one.
    #[inline]
    pub(super) fn answer<'s>(&self, scope: &'s Scope<'_>) -> Option<&'s Datum<'s>> {
        match self {
            ValueProgram::Tagged(tagged) => tagged.expression.answer(scope),
            ValueProgram::Written(_) => None,
        }
    }

    /// Whether the value is an object whatever the record.
    pub(super) fn is_object(&self) -> bool {
        match self {
            ValueProgram::Written(ops) => match ops.first() {
                Some(Op::Literal(text)) => text.starts_with(b'{'),
                _ => false,
            },
            ValueProgram::Tagged(_) => false,
        }
    }

    /// The value; one that is written is made a tree, which is the slow way.
    pub(super) fn evaluate<'s, 'r: 's>(&'s self, rendering: &mut Rendering<'r>) -> Datum<'s> {
        match self {
            ValueProgram::Tagged(tagged) => tagged.evaluate(rendering),
            ValueProgram::Written(_) => {
                let mut out = Out::new();
                self.write(rendering, &mut out);
                Value::read(&out.into_string(), usize::MAX).map_or(Datum::Missing, Datum::made)
            }
        }
    }

    /// Writes the value; `false` if there is none and nothing was written.
    pub(super) fn write(&self, rendering: &mut Rendering<'_>, out: &mut Out) -> bool {
        let ops = match self {
            ValueProgram::Tagged(tagged) => return tagged.write(rendering, out),
            ValueProgram::Written(ops) => ops,
        };
        for op in ops {
            match op {
                Op::Literal(text) => out.push_literal(text),
                Op::Joined(text) => {
                    if !is_opened(out) {
                        out.push(b',');
                    }
                    out.push_literal(text);
                }
                Op::Element(value) => {
                    if !value.write(rendering, out) {
                        out.push_str("null");
                    }
                }
                Op::Member { key, joined, value } => {
                    let key = match joined {
                        Some(joined) if !is_opened(out) => joined,
                        _ => key,
                    };
                    // Most are an answer that is written as it came.
                    if let Some(Datum::Plain(text)) = value.expression.answer(rendering.scope) {
                        out.push_literal_and_plain(key, text);
                        continue;
                    }
                    let start = out.len();
                    out.push_literal(key);
                    if !value.write(rendering, out) {
                        out.truncate(start);
                    }
                }
            }
        }
        true
    }
}

/// Whether everything before was left out.
fn is_opened(out: &Out) -> bool {
    // Nothing but an object that has just been opened ends with a brace here:
    // texts end with a quote.
    out.ends_with(b'{')
}
