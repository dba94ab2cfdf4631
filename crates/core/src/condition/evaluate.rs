use std::fmt;

use super::compare::{Outcome, compare};
use super::program::{ConditionProgram, Node, TestNode};
use super::{OperandKind, Operator};
use crate::datum::Datum;
use crate::json::Value;
use crate::scope::Scope;

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

/// What it takes, and what there is instead.
impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = &self.title;
        if self.right.is_none() && self.operator.operand() != OperandKind::None {
            return write!(f, "{title} is not as it has to be");
        }
        f.write_str(if self.holds {
            "it may not be that "
        } else {
            "it takes that "
        })?;
        write!(f, "{title} {}", self.operator.words())?;
        if let Some(right) = &self.right {
            write!(f, " {right}")?;
        }
        match &self.left {
            Some(left) => write!(f, ", and {title} is {left}"),
            None => Ok(()),
        }
    }
}

impl ConditionProgram {
    /// Whether the condition holds, without saying because of what.
    pub(crate) fn holds(&self, scope: &Scope<'_>) -> bool {
        holds(&self.0, scope)
    }

    /// Evaluates the condition. Total: broken parts do not hold.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Verdict {
        evaluate(&self.0, scope)
    }

    /// What each comparison comes to by itself, in the order of the document;
    /// nothing for one that is broken.
    pub(crate) fn clauses(&self, scope: &Scope<'_>) -> Vec<Option<Clause>> {
        let mut clauses = Vec::new();
        gather(&self.0, scope, &mut clauses);
        clauses
    }
}

fn gather(node: &Node, scope: &Scope<'_>, clauses: &mut Vec<Option<Clause>>) {
    match node {
        Node::Broken => clauses.push(None),
        Node::Not(part) => gather(part, scope, clauses),
        Node::Test(test) => clauses.push(Some(clause(test, scope))),
        Node::All(parts) | Node::Any(parts) => {
            for part in parts {
                gather(part, scope, clauses);
            }
        }
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
            let clause = clause(test, scope);
            Verdict {
                holds: clause.holds,
                deciding: vec![clause],
            }
        }
    }
}

fn holds(node: &Node, scope: &Scope<'_>) -> bool {
    match node {
        Node::Broken => false,
        Node::All(parts) => parts.iter().all(|part| holds(part, scope)),
        Node::Any(parts) => parts.iter().any(|part| holds(part, scope)),
        Node::Not(part) => !holds(part, scope) && !is_broken(part),
        Node::Test(test) => outcome(test, scope).0,
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

fn clause(test: &TestNode, scope: &Scope<'_>) -> Clause {
    let (holds, type_differs) = outcome(test, scope);
    let right = test.operand.as_ref().map(|operand| scope.look_up(operand));
    Clause {
        field: test.field.clone(),
        title: test.title.clone(),
        operator: test.operator,
        left: scope.look_up(&test.subject).to_value(),
        right: right.and_then(|right| right.to_value()),
        holds,
        type_differs,
    }
}

/// Whether a test holds, and whether a number met what is none.
fn outcome(test: &TestNode, scope: &Scope<'_>) -> (bool, bool) {
    let left = scope.look_up(&test.subject);
    let right = test.operand.as_ref().map(|operand| scope.look_up(operand));
    let positive = test.operator.negates();
    let operator = positive.unwrap_or(test.operator);
    let outcome = match (&left, &right) {
        // A missing value is not anything, and neither larger nor smaller.
        (Datum::Missing, _) if operator == Operator::IsEmpty => Outcome::Holds,
        (Datum::Missing, _) | (_, Some(Datum::Missing)) => Outcome::Fails,
        (left, right) => {
            let nothing = Datum::Missing;
            let right = right.as_ref().unwrap_or(&nothing);
            compare(test, operator, left, right, scope.started_at)
        }
    };
    (
        (outcome == Outcome::Holds) != positive.is_some(),
        outcome == Outcome::TypeDiffers,
    )
}
