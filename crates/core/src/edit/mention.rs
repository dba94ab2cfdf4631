use std::ops::Range;
use std::sync::Arc;

use crate::condition::{Condition, Operand};
use crate::document::{FieldId, Task, TaskId, TaskKind, Workflow};
use crate::json::{Object, Pointer, Value};
use crate::template::{self, PathAt};

/// Something that tags and conditions refer to by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A task.
    Task(TaskId),
    /// A field of a form.
    Field(TaskId, FieldId),
}

/// A place that refers to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The task that refers.
    pub task: TaskId,
    /// The text in it.
    pub at: Pointer,
    /// The path in that text, in bytes.
    pub range: Range<usize>,
}

impl Workflow {
    /// Every place that refers to a task or a field: tags, broken ones too,
    /// conditions, and what is handed to other workflows. What a task says of
    /// itself goes with it and is not among them.
    pub fn mentions(&self, named: &Named) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for task in &self.tasks {
            if matches!(named, Named::Task(id) if task.id == *id) {
                continue;
            }
            // Places are found by the very walk that renames them.
            each_text(&mut Task::clone(task), &mut |at, kind, text| {
                let found = kind.paths(text).into_iter();
                mentions.extend(found.filter(|path| named.is_in(path)).map(|path| Mention {
                    task: task.id.clone(),
                    at: at.clone(),
                    range: path.range,
                }));
            });
        }
        mentions
    }

    /// Changes the id in every place that refers to it.
    pub(super) fn rename_mentions(&mut self, named: &Named, to: &str) {
        for shared in &mut self.tasks {
            let mut task = Task::clone(shared);
            let mut has_changed = false;
            each_text(&mut task, &mut |_, kind, text| {
                // From the back, so that places before stay where they are.
                for path in kind.paths(text).iter().rev() {
                    if let Some(range) = named.range_in(path, text) {
                        text.replace_range(range, to);
                        has_changed = true;
                    }
                }
            });
            // A task that refers to nothing of it stays shared.
            if has_changed {
                *shared = Arc::new(task);
            }
        }
    }
}

impl Named {
    fn is_in(&self, path: &PathAt) -> bool {
        match self {
            Named::Task(task) => path.path.head == task.as_str() && !path.path.steps.is_empty(),
            Named::Field(task, field) => {
                path.path.head == task.as_str() && path.path.field() == Some(field.as_str())
            }
        }
    }

    /// The place of the id in a text, if the path refers to it.
    fn range_in(&self, path: &PathAt, text: &str) -> Option<Range<usize>> {
        if !self.is_in(path) {
            return None;
        }
        let head_end = path.range.start + path.path.head.len();
        match self {
            Named::Task(_) => Some(path.range.start..head_end),
            Named::Field(_, field) => {
                // After the head comes `.field`, or the field in brackets and
                // quotes: it is the next thing that looks like an id.
                let skipped = text
                    .get(head_end..)?
                    .find(|char: char| char.is_ascii_alphanumeric() || char == '_')?;
                let start = head_end + skipped;
                Some(start..start + field.as_str().len())
            }
        }
    }
}

/// How a text refers to things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By its tags.
    Template,
    /// It is a path as a whole.
    Path,
}

impl Kind {
    fn paths(self, text: &str) -> Vec<PathAt> {
        match self {
            Kind::Template => template::paths(text),
            Kind::Path => template::whole_path(text).into_iter().collect(),
        }
    }
}

type Visit<'v> = dyn FnMut(&Pointer, Kind, &mut String) + 'v;

/// Visits every text of a task that may refer to something.
fn each_text(task: &mut Task, visit: &mut Visit<'_>) {
    let root = Pointer::root();
    match &mut task.kind {
        TaskKind::Form(_) => {}
        TaskKind::Segment(segment) => templates_of(&mut segment.fields, &root, visit),
        TaskKind::Workflow(sub) => templates_of(&mut sub.input, &root.key("input"), visit),
    }
    for (key, condition) in [
        ("activateWhen", &mut task.activate_when),
        ("completeWhen", &mut task.complete_when),
    ] {
        if let Some(condition) = condition {
            paths_of(condition, &root.key(key), visit);
        }
    }
}

fn templates_of(object: &mut Object, at: &Pointer, visit: &mut Visit<'_>) {
    for (key, value) in object.iter_mut() {
        templates(value, &at.key(key), visit);
    }
}

fn templates(value: &mut Value, at: &Pointer, visit: &mut Visit<'_>) {
    match value {
        Value::Text(text) => visit(at, Kind::Template, text),
        Value::Object(object) => templates_of(object, at, visit),
        Value::List(list) => {
            for (index, element) in list.iter_mut().enumerate() {
                templates(element, &at.index(index), visit);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn paths_of(condition: &mut Condition, at: &Pointer, visit: &mut Visit<'_>) {
    let mut group = |parts: &mut Vec<Condition>, key: &str| {
        let at = at.key(key);
        for (index, part) in parts.iter_mut().enumerate() {
            paths_of(part, &at.index(index), visit);
        }
    };
    match condition {
        Condition::All(parts) => group(parts, "all"),
        Condition::Any(parts) => group(parts, "any"),
        Condition::Not(part) => paths_of(part, &at.key("not"), visit),
        Condition::Test(test) => {
            visit(&at.key("field"), Kind::Path, &mut test.field);
            if let Operand::From(path) = &mut test.operand {
                visit(&at.key("valueFrom"), Kind::Path, path);
            }
        }
        Condition::Unreadable(value) => paths_of_unreadable(value, at, visit),
    }
}

/// A newer version may read what this one cannot.
fn paths_of_unreadable(value: &mut Value, at: &Pointer, visit: &mut Visit<'_>) {
    match value {
        Value::Object(object) => {
            for (key, member) in object.iter_mut() {
                match member {
                    Value::Text(text) if matches!(key, "field" | "valueFrom") => {
                        visit(&at.key(key), Kind::Path, text);
                    }
                    member => paths_of_unreadable(member, &at.key(key), visit),
                }
            }
        }
        Value::List(list) => {
            for (index, element) in list.iter_mut().enumerate() {
                paths_of_unreadable(element, &at.index(index), visit);
            }
        }
        _ => {}
    }
}
