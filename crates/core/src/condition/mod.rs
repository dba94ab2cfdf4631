//! Conditions: when a task is activated, and when it is complete.

mod compare;
mod evaluate;
mod operator;
mod program;

pub use evaluate::{Clause, Verdict};
pub use operator::{OperandKind, Operator};
pub use program::ConditionProgram;
pub(crate) use program::Context;

use crate::json::{Object, Value};

/// A condition as it stands in the document; groups nest freely.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A field is compared.
    Test(Test),
    /// Something this version cannot read; kept as it is, and a finding.
    Unreadable(Value),
}

/// The comparison of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// The path of the field, as in a tag; empty while none is chosen.
    pub field: String,
    /// How it is compared.
    pub operator: Operator,
    /// What it is compared with.
    pub operand: Operand,
    /// Whether large and small letters are the same.
    pub ignore_case: bool,
    /// Members of the test that this version does not know.
    pub rest: Object,
}

impl Test {
    /// A comparison with a value.
    pub fn new(field: impl Into<String>, operator: Operator, value: impl Into<Value>) -> Test {
        Test {
            field: field.into(),
            operator,
            operand: Operand::Value(value.into()),
            ignore_case: false,
            rest: Object::new(),
        }
    }
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// Nothing is given yet.
    Absent,
    /// A value of the author's.
    Value(Value),
    /// The value at another path.
    From(String),
}

impl Condition {
    /// Reads a condition. What cannot be read is kept, so that a save loses
    /// nothing.
    pub fn from_value(value: Value) -> Condition {
        read(&value).unwrap_or(Condition::Unreadable(value))
    }

    /// The condition as it is saved.
    pub fn to_value(&self) -> Value {
        let group = |key: &str, value: Value| Value::Object(Object::from_iter([(key, value)]));
        let list = |parts: &[Condition]| parts.iter().map(Condition::to_value).collect();
        match self {
            Condition::All(parts) => group("all", Value::List(list(parts))),
            Condition::Any(parts) => group("any", Value::List(list(parts))),
            Condition::Not(part) => group("not", part.to_value()),
            Condition::Unreadable(value) => value.clone(),
            Condition::Test(test) => {
                let mut object = Object::new();
                object.insert("field", test.field.as_str());
                object.insert("op", test.operator.name());
                match &test.operand {
                    Operand::Absent => {}
                    Operand::Value(value) => object.insert("value", value.clone()),
                    Operand::From(path) => object.insert("valueFrom", path.as_str()),
                }
                if test.ignore_case {
                    object.insert("ignoreCase", true);
                }
                for (key, value) in test.rest.iter() {
                    object.insert(key, value.clone());
                }
                Value::Object(object)
            }
        }
    }
}

fn read(value: &Value) -> Option<Condition> {
    let object = value.as_object()?;
    let only = |key: &str| object.get(key).filter(|_| object.len() == 1);
    let parts = |value: &Value| -> Option<Vec<Condition>> {
        let list = value.as_list()?;
        Some(list.iter().cloned().map(Condition::from_value).collect())
    };
    if let Some(all) = only("all") {
        return parts(all).map(Condition::All);
    }
    if let Some(any) = only("any") {
        return parts(any).map(Condition::Any);
    }
    if let Some(not) = only("not") {
        return Some(Condition::Not(Box::new(Condition::from_value(not.clone()))));
    }
    test(object.clone()).map(Condition::Test)
}

fn test(mut object: Object) -> Option<Test> {
    let Some(Value::Text(field)) = object.remove("field") else {
        return None;
    };
    let operator = Operator::from_name(object.remove("op")?.as_text()?)?;
    let operand = match (object.remove("value"), object.remove("valueFrom")) {
        (None, None) => Operand::Absent,
        (Some(value), None) => Operand::Value(value),
        (None, Some(Value::Text(path))) => Operand::From(path),
        _ => return None,
    };
    let ignore_case = match object.remove("ignoreCase") {
        None => false,
        Some(Value::Bool(ignore)) => ignore,
        Some(_) => return None,
    };
    Some(Test {
        field,
        operator,
        operand,
        ignore_case,
        rest: object,
    })
}
