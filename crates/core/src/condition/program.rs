use super::compare::read_span;
use super::{Condition, Operand, OperandKind, Operator, Test};
use crate::check::{BadCondition, Finding, Problem};
use crate::document::FormFieldType;
use crate::expression::Source;
use crate::json::{Pointer, Value};
use crate::pattern::Pattern;
use crate::record::Slots;
use crate::reference::{Reference, References, Unknown};
use crate::template::Path;

/// A condition ready to be evaluated: it is known where its values are found
/// and which fields are numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionProgram(pub(super) Node);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Test(Box<TestNode>),
    /// Never holds; a finding says why.
    Broken,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct TestNode {
    pub(super) subject: Source,
    /// The path of the field.
    pub(super) field: String,
    /// What people call the field.
    pub(super) title: String,
    /// Whether the form declares the field to be a number.
    pub(super) is_number: bool,
    pub(super) operator: Operator,
    pub(super) operand: Option<Source>,
    pub(super) pattern: Option<Pattern>,
    pub(super) ignore_case: bool,
}

/// A pattern, where a letter and its capital are one if the test says so.
pub(super) fn compiled(text: &str, ignore_case: bool) -> Option<Pattern> {
    if ignore_case {
        Pattern::ignoring_case(text)
    } else {
        Pattern::new(text)
    }
}

/// What compiling a condition is given.
pub(crate) struct Context<'c, 'w> {
    pub(crate) references: &'c References<'w>,
    pub(crate) slots: &'c mut Slots,
    pub(crate) findings: &'c mut Vec<Finding>,
}

impl ConditionProgram {
    /// Compiles a condition that stands at `at`, and says what is wrong with
    /// it.
    pub(crate) fn compile(
        condition: &Condition,
        at: &Pointer,
        context: &mut Context<'_, '_>,
    ) -> ConditionProgram {
        ConditionProgram(node(condition, at, context))
    }
}

fn node(condition: &Condition, at: &Pointer, context: &mut Context<'_, '_>) -> Node {
    let mut group = |parts: &[Condition], key: &str| -> Vec<Node> {
        let place = at.key(key);
        parts
            .iter()
            .enumerate()
            .map(|(index, part)| node(part, &place.index(index), context))
            .collect()
    };
    let wrong = match condition {
        Condition::All(parts) => return Node::All(group(parts, "all")),
        Condition::Any(parts) => return Node::Any(group(parts, "any")),
        Condition::Not(part) => {
            return Node::Not(Box::new(node(part, &at.key("not"), context)));
        }
        Condition::Unreadable(_) => {
            vec![(at.clone(), Problem::BadCondition(BadCondition::Unreadable))]
        }
        Condition::Test(test) => {
            // Both sides are looked at, whatever is wrong with the other.
            let subject = subject(test, at, context);
            let operand = operand(test, at, context);
            match (subject, operand) {
                (Ok((path, known)), Ok((operand, pattern))) => {
                    return Node::Test(Box::new(TestNode {
                        is_number: known.field_type == Some(FormFieldType::Number),
                        title: known.label,
                        field: path.to_string(),
                        subject: Source::of_path(&path, context.references, context.slots),
                        operator: test.operator,
                        operand,
                        pattern,
                        ignore_case: test.ignore_case,
                    }));
                }
                (subject, operand) => subject.err().into_iter().chain(operand.err()).collect(),
            }
        }
    };
    let task = context.references.task();
    for (at, problem) in wrong {
        context.findings.push(Finding::of_task(task, at, problem));
    }
    Node::Broken
}

type Wrong = (Pointer, Problem);

fn bad(at: &Pointer, key: &str, bad: BadCondition) -> Wrong {
    (at.key(key), Problem::BadCondition(bad))
}

/// A path that leads somewhere.
fn known(
    text: &str,
    at: &Pointer,
    key: &str,
    context: &Context<'_, '_>,
) -> Result<(Path, Reference), Wrong> {
    let path =
        Path::parse(text).ok_or_else(|| bad(at, key, BadCondition::NoPath(text.to_owned())))?;
    match context.references.resolve(&path) {
        Ok(known) => Ok((path, known)),
        Err(unknown) => Err((at.key(key), unknown_field(&path, unknown))),
    }
}

fn subject(
    test: &Test,
    at: &Pointer,
    context: &Context<'_, '_>,
) -> Result<(Path, Reference), Wrong> {
    if test.field.trim().is_empty() {
        return Err(bad(at, "field", BadCondition::NoField));
    }
    known(&test.field, at, "field", context)
}

fn operand(
    test: &Test,
    at: &Pointer,
    context: &mut Context<'_, '_>,
) -> Result<(Option<Source>, Option<Pattern>), Wrong> {
    let mut pattern = None;
    let operand = match (&test.operand, test.operator.operand()) {
        (_, OperandKind::None) => None,
        (Operand::Absent, _) => return Err(bad(at, "value", BadCondition::NoValue)),
        (Operand::From(text), _) => {
            let (path, _) = known(text, at, "valueFrom", context)?;
            Some(Source::of_path(&path, context.references, context.slots))
        }
        (Operand::Value(value), kind) => {
            if let Some(expected) = expected(value, kind) {
                return Err(bad(at, "value", BadCondition::WrongValue(expected)));
            }
            if let (OperandKind::Pattern, Some(text)) = (kind, value.as_text()) {
                pattern = compiled(text, test.ignore_case);
                if pattern.is_none() {
                    return Err(bad(at, "value", BadCondition::BadPattern(text.to_owned())));
                }
            }
            Some(Source::Constant(value.clone()))
        }
    };
    Ok((operand, pattern))
}

/// What a value should be and is not.
fn expected(value: &Value, kind: OperandKind) -> Option<&'static str> {
    let (fits, expected) = match kind {
        OperandKind::None | OperandKind::One => return None,
        OperandKind::List => (value.as_list().is_some(), "a list of values"),
        OperandKind::Pair => (
            value.as_list().is_some_and(|list| list.len() == 2),
            "two values",
        ),
        OperandKind::Pattern => (value.as_text().is_some(), "a pattern"),
        OperandKind::Span => (
            value
                .as_text()
                .is_some_and(|text| read_span(text).is_some()),
            "a span of time, such as 7 days",
        ),
    };
    (!fits).then_some(expected)
}

fn unknown_field(path: &Path, unknown: Unknown) -> Problem {
    Problem::UnknownField {
        path: path.to_string(),
        unknown,
    }
}
