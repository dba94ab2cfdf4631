use super::{Condition, Operand, Operator, Test};
use crate::check::{BadCondition, Finding, Problem};
use crate::document::FormFieldType;
use crate::json::{Pointer, Value};
use crate::reference::{References, Unknown};
use crate::template::Path;

/// A condition ready to be evaluated: paths are read, and it is known which
/// fields are numbers.
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
    pub(super) subject: Path,
    /// What people call the field.
    pub(super) title: String,
    /// Whether the form declares the field to be a number.
    pub(super) is_number: bool,
    pub(super) operator: Operator,
    pub(super) operand: OperandNode,
    pub(super) ignore_case: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum OperandNode {
    Value(Value),
    From(Path),
}

impl ConditionProgram {
    /// Reads the paths of a condition that stands at `at`, and says what is
    /// wrong with it.
    pub fn compile(
        condition: &Condition,
        at: &Pointer,
        references: &References<'_>,
        findings: &mut Vec<Finding>,
    ) -> ConditionProgram {
        ConditionProgram(node(condition, at, references, findings))
    }
}

fn node(
    condition: &Condition,
    at: &Pointer,
    references: &References<'_>,
    findings: &mut Vec<Finding>,
) -> Node {
    let mut group = |parts: &[Condition], key: &str| -> Vec<Node> {
        let place = at.key(key);
        parts
            .iter()
            .enumerate()
            .map(|(index, part)| node(part, &place.index(index), references, findings))
            .collect()
    };
    match condition {
        Condition::All(parts) => Node::All(group(parts, "all")),
        Condition::Any(parts) => Node::Any(group(parts, "any")),
        Condition::Not(part) => {
            Node::Not(Box::new(node(part, &at.key("not"), references, findings)))
        }
        Condition::Unreadable(_) => {
            let problem = Problem::BadCondition(BadCondition::Unreadable);
            findings.push(Finding::of_task(references.task(), at.clone(), problem));
            Node::Broken
        }
        Condition::Test(test) => match test_node(test, at, references) {
            Ok(test) => Node::Test(Box::new(test)),
            Err((at, problem)) => {
                findings.push(Finding::of_task(references.task(), at, problem));
                Node::Broken
            }
        },
    }
}

fn test_node(
    test: &Test,
    at: &Pointer,
    references: &References<'_>,
) -> Result<TestNode, (Pointer, Problem)> {
    let bad = |key: &str, bad: BadCondition| (at.key(key), Problem::BadCondition(bad));
    let path = |key: &str, text: &str| {
        let path =
            Path::parse(text).ok_or_else(|| bad(key, BadCondition::NoPath(text.to_owned())))?;
        match references.resolve(&path) {
            Ok(known) => Ok((path, known)),
            Err(unknown) => Err((at.key(key), unknown_field(&path, unknown))),
        }
    };
    if test.field.trim().is_empty() {
        return Err(bad("field", BadCondition::NoField));
    }
    let (subject, known) = path("field", &test.field)?;
    let operand = match &test.operand {
        Operand::Absent => return Err(bad("value", BadCondition::NoValue)),
        Operand::Value(value) => OperandNode::Value(value.clone()),
        Operand::From(text) => OperandNode::From(path("valueFrom", text)?.0),
    };
    Ok(TestNode {
        is_number: subject.steps.len() == 1 && known.field_type == Some(FormFieldType::Number),
        title: known.label,
        subject,
        operator: test.operator,
        operand,
        ignore_case: test.ignore_case,
    })
}

fn unknown_field(path: &Path, unknown: Unknown) -> Problem {
    Problem::UnknownField {
        path: path.to_string(),
        unknown,
    }
}
