use segflow_scan::Out;

use super::Keep;
use super::value::{Compiler, Rendering, ValueProgram};
use crate::check::Finding;
use crate::document::{MissingRules, SubWorkflow, TaskId};
use crate::json::{Object, Pointer, Value};
use crate::record::Slots;
use crate::reference::References;
use crate::scope::Scope;
use crate::template::{Path, Step};

/// What a task hands to another workflow: its templates, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InputProgram {
    task: TaskId,
    value: ValueProgram,
}

impl InputProgram {
    /// Finds the templates, and says what is wrong with them.
    pub(crate) fn compile(
        sub: &SubWorkflow,
        references: &References<'_>,
        slots: &mut Slots,
        findings: &mut Vec<Finding>,
    ) -> InputProgram {
        let mut compiler = Compiler {
            missing: &MissingRules::default(),
            references,
            slots,
            findings,
        };
        let input = Value::Object(sub.input.clone());
        InputProgram {
            task: references.task().clone(),
            value: compiler.value(&input, Pointer::root().key("input")),
        }
    }

    /// Writes what the other workflow is handed, as an object by path.
    pub(crate) fn write(
        &self,
        scope: &Scope<'_>,
        keep: Keep,
        findings: &mut Vec<Finding>,
        out: &mut Out,
    ) {
        let mut rendering = Rendering {
            scope,
            task: &self.task,
            keep,
            first: findings.len(),
            findings,
        };
        self.value.write(&mut rendering, out);
    }

    /// The record that the other workflow begins with.
    pub(crate) fn render(&self, scope: &Scope<'_>, findings: &mut Vec<Finding>) -> Object {
        let mut out = Out::new();
        self.write(scope, Keep::All, findings, &mut out);
        let mut record = Object::new();
        if let Ok(Value::Object(input)) = Value::read(&out.into_string(), usize::MAX) {
            for (path, value) in input.iter() {
                if let Some(path) = Path::parse(path) {
                    put(&mut record, &path, value);
                }
            }
        }
        record
    }
}

/// Sets what a path leads to, and makes the objects on the way.
fn put(record: &mut Object, path: &Path, value: &Value) {
    let keys = path.steps.iter().map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    // Nobody hands over a part of a list.
    let Some(keys) = keys.collect::<Option<Vec<_>>>() else {
        return;
    };
    let Some((last, around)) = keys.split_last() else {
        return;
    };
    let mut object = record;
    for key in std::iter::once(&path.head.as_str()).chain(around) {
        if object.get(key).and_then(Value::as_object).is_none() {
            object.insert(*key, Object::new());
        }
        let Some(Value::Object(inner)) = object.get_mut(key) else {
            return;
        };
        object = inner;
    }
    object.insert(*last, value.clone());
}
