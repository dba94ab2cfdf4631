use std::cmp::Ordering;

use super::Operator;
use super::program::{ConditionProgram, Node, OperandNode, TestNode};
use crate::json::Value;
use crate::scope::Scope;
use crate::template::{Datum, as_number};

/// Whether a condition holds, and because of what.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Whether it holds.
    pub holds: bool,
    /// The clauses that decided: of a list of which all must hold the first
    /// that does not, or all of them.
    pub deciding: Vec<Clause>,
}

/// What a comparison came to, with both values.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The path of the field.
    pub field: String,
    /// What people call the field.
    pub title: String,
    /// How it was compared.
    pub operator: Operator,
    /// The field's value, if it has one.
    pub left: Option<Value>,
    /// The other value, if there is one.
    pub right: Option<Value>,
    /// Whether the comparison holds.
    pub holds: bool,
    /// A number was to be compared with something that is none.
    pub type_differs: bool,
}

impl ConditionProgram {
    /// Evaluates the condition. Total: broken parts do not hold.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Verdict {
        evaluate(&self.0, scope)
    }
}

fn evaluate(node: &Node, scope: &Scope<'_>) -> Verdict {
    match node {
        Node::Broken => Verdict {
            holds: false,
            deciding: Vec::new(),
        },
        Node::All(parts) => group(parts, scope, false),
        Node::Any(parts) => group(parts, scope, true),
        Node::Not(part) => {
            let verdict = evaluate(part, scope);
            Verdict {
                holds: !verdict.holds && !is_broken(part),
                deciding: verdict.deciding,
            }
        }
        Node::Test(test) => {
            let clause = compare(test, scope);
            Verdict {
                holds: clause.holds,
                deciding: vec![clause],
            }
        }
    }
}

/// A broken part must not come to hold by being negated.
fn is_broken(node: &Node) -> bool {
    match node {
        Node::Broken => true,
        Node::Not(part) => is_broken(part),
        Node::All(parts) | Node::Any(parts) => parts.iter().any(is_broken),
        Node::Test(_) => false,
    }
}

/// A group is decided by the first part that is `decisive`, else by all.
fn group(parts: &[Node], scope: &Scope<'_>, decisive: bool) -> Verdict {
    let mut deciding = Vec::new();
    for part in parts {
        let verdict = evaluate(part, scope);
        if verdict.holds == decisive {
            return verdict;
        }
        deciding.extend(verdict.deciding);
    }
    Verdict {
        holds: !decisive,
        deciding,
    }
}

fn compare(test: &TestNode, scope: &Scope<'_>) -> Clause {
    let left = scope.look_up(&test.subject);
    let right = match &test.operand {
        OperandNode::Value(value) => Datum::looked_up(Some(value)),
        OperandNode::From(path) => scope.look_up(path),
    };
    let (holds, type_differs) = match (left.value(), right.value()) {
        // A missing value is not anything, and not larger or smaller.
        (None, _) => (test.operator == Operator::IsNot, false),
        (_, None) => (test.operator == Operator::IsNot, false),
        (Some(left), Some(right)) => compare_values(test, left, right),
    };
    Clause {
        field: test.subject.to_string(),
        title: test.title.clone(),
        operator: test.operator,
        left: left.value().cloned(),
        right: right.value().cloned(),
        holds,
        type_differs,
    }
}

/// Whether the comparison holds, and whether the types kept it from doing so.
fn compare_values(test: &TestNode, left: &Value, right: &Value) -> (bool, bool) {
    let numeric =
        test.is_number || matches!(left, Value::Number(_)) || matches!(right, Value::Number(_));
    match test.operator {
        Operator::Contains => (contains(left, right, test.ignore_case), false),
        Operator::Is | Operator::IsNot => {
            let (same, type_differs) = match (as_number(left), as_number(right)) {
                (Some(left), Some(right)) if numeric => {
                    (left.compare(&right) == Ordering::Equal, false)
                }
                _ => (
                    same(left, right, test.ignore_case),
                    numeric && left != right,
                ),
            };
            (same == (test.operator == Operator::Is), type_differs)
        }
        Operator::GreaterThan | Operator::LessThan => {
            let wanted = if test.operator == Operator::GreaterThan {
                Ordering::Greater
            } else {
                Ordering::Less
            };
            match (as_number(left), as_number(right), left, right) {
                (Some(left), Some(right), ..) if numeric => (left.compare(&right) == wanted, false),
                (.., Value::Text(left), Value::Text(right)) if !numeric => {
                    (order(left, right, test.ignore_case) == wanted, false)
                }
                _ => (false, true),
            }
        }
    }
}

/// Text compares by code point.
fn order(left: &str, right: &str, ignore_case: bool) -> Ordering {
    if ignore_case {
        left.to_lowercase().cmp(&right.to_lowercase())
    } else {
        left.cmp(right)
    }
}

fn same(left: &Value, right: &Value, ignore_case: bool) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => {
            order(left, right, ignore_case) == Ordering::Equal
        }
        // A yes/no answer compares with its word, which is how people type it.
        (Value::Bool(bool), Value::Text(text)) | (Value::Text(text), Value::Bool(bool)) => {
            order(text, if *bool { "true" } else { "false" }, ignore_case) == Ordering::Equal
        }
        _ => left == right,
    }
}

fn contains(left: &Value, right: &Value, ignore_case: bool) -> bool {
    match (left, right) {
        (Value::List(elements), _) => {
            elements
                .iter()
                .any(|element| match (as_number(element), as_number(right)) {
                    (Some(a), Some(b))
                        if matches!(element, Value::Number(_))
                            || matches!(right, Value::Number(_)) =>
                    {
                        a.compare(&b) == Ordering::Equal
                    }
                    _ => same(element, right, ignore_case),
                })
        }
        (Value::Text(left), Value::Text(right)) if ignore_case => {
            left.to_lowercase().contains(&right.to_lowercase())
        }
        (Value::Text(left), Value::Text(right)) => left.contains(right.as_str()),
        (Value::Text(left), Value::Number(right)) => left.contains(right.as_str()),
        _ => false,
    }
}
