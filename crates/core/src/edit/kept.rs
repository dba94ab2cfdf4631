//! A history as it is kept beside its document, so that it outlasts the page.
//! Tasks that its steps share are written once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Change;
use super::history::{History, Step};
use crate::document::{MAX_DEPTH, Task, Workflow};
use crate::json::{Number, Object, Value};

const VERSION: &str = "segflowHistory";
/// How many steps are kept, back and forth.
const STEPS: usize = 50;
/// How much of them is kept, in bytes: the oldest go first.
const MAX_BYTES: usize = 1024 * 1024;

impl History {
    /// The history as text: the last steps of it. Empty if there are none.
    pub fn save(&self) -> String {
        let mut pool = Pool::default();
        let now = pool.keep(self.workflow());
        let mut kept = |steps: &[Step]| {
            let mut list = Vec::new();
            for step in steps.iter().rev().take(STEPS) {
                let workflow = pool.keep(&step.workflow);
                if pool.bytes > MAX_BYTES {
                    break;
                }
                let change = Value::from(step.change.name());
                list.push(Value::List(vec![change, workflow]));
            }
            Value::List(list)
        };
        let (before, after) = (kept(&self.before), kept(&self.after));
        if self.before.is_empty() && self.after.is_empty() {
            return String::new();
        }
        let mut object = Object::new();
        object.insert(VERSION, Number::from_integer(1));
        object.insert("now", now);
        object.insert("before", before);
        object.insert("after", after);
        object.insert("tasks", Value::List(pool.tasks));
        Value::Object(object).to_string()
    }

    /// The history of a workflow out of what was kept; nothing if that is none,
    /// or that of another state of the workflow.
    pub fn load(workflow: &Arc<Workflow>, text: &str) -> Option<History> {
        let value = Value::read(text, MAX_DEPTH + 8).ok()?;
        value.get(VERSION)?;
        let Value::List(tasks) = value.get("tasks")? else {
            return None;
        };
        let tasks: Vec<Arc<Task>> = tasks.iter().map(task).collect::<Option<_>>()?;
        if read(value.get("now")?, &tasks)? != **workflow {
            return None;
        }
        let steps = |name: &str| -> Option<Vec<Step>> {
            let Value::List(steps) = value.get(name)? else {
                return None;
            };
            let steps = steps.iter().rev().map(|step| {
                let Value::List(step) = step else { return None };
                let [change, workflow] = step.as_slice() else {
                    return None;
                };
                Some(Step {
                    change: Change::from_name(change.as_text()?)?,
                    edit: None,
                    workflow: Arc::new(read(workflow, &tasks)?),
                })
            });
            steps.collect()
        };
        let mut history = History::new(Arc::clone(workflow));
        history.before = steps("before")?;
        history.after = steps("after")?;
        Some(history)
    }
}

/// The tasks of all steps, each once.
#[derive(Default)]
struct Pool {
    tasks: Vec<Value>,
    places: BTreeMap<*const Task, usize>,
    bytes: usize,
}

impl Pool {
    /// A workflow with the places of its tasks in the pool in place of them.
    fn keep(&mut self, workflow: &Workflow) -> Value {
        let without = Workflow {
            tasks: Vec::new(),
            ..workflow.clone()
        };
        let places = workflow.tasks.iter().map(|task| {
            let place = *self.places.entry(Arc::as_ptr(task)).or_insert_with(|| {
                let alone = Workflow {
                    tasks: vec![Arc::clone(task)],
                    ..Workflow::new(workflow.id.clone(), "")
                };
                let saved = alone.save();
                let value = match saved.get("tasks") {
                    Some(Value::List(list)) => list.first().cloned(),
                    _ => None,
                };
                let value = value.unwrap_or(Value::Null);
                self.bytes += value.to_string().len();
                self.tasks.push(value);
                self.tasks.len() - 1
            });
            let place = i64::try_from(place).unwrap_or_default();
            Value::from(Number::from_integer(place))
        });
        let places: Vec<Value> = places.collect();
        self.bytes += 8 * places.len();
        let without = without.save();
        self.bytes += without.to_string().len();
        Value::List(vec![without, Value::List(places)])
    }
}

fn task(value: &Value) -> Option<Arc<Task>> {
    let mut alone = Object::new();
    alone.insert("segflow", Number::from_integer(1));
    alone.insert("id", "wf_step");
    alone.insert("name", "");
    alone.insert("tasks", Value::List(vec![value.clone()]));
    let loaded = Workflow::load(&Value::Object(alone).to_string());
    loaded.ok()?.tasks.pop()
}

fn read(value: &Value, tasks: &[Arc<Task>]) -> Option<Workflow> {
    let Value::List(parts) = value else {
        return None;
    };
    let [without, places] = parts.as_slice() else {
        return None;
    };
    let mut workflow = Workflow::load(&without.to_string()).ok()?;
    let Value::List(places) = places else {
        return None;
    };
    for place in places {
        let Value::Number(place) = place else {
            return None;
        };
        let place: usize = place.as_str().parse().ok()?;
        workflow.tasks.push(Arc::clone(tasks.get(place)?));
    }
    Some(workflow)
}
