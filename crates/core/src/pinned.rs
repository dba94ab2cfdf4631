//! Pinned payloads: a sample may say which bodies it gives, and an edit that
//! changes one is seen.

use crate::document::TaskId;
use crate::json::{Object, Pointer, Value};
use crate::preview::{PreviewStatus, TaskPreview};
use crate::time::Timestamp;

/// Where a body is not what was pinned.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Whose body it is.
    pub task: TaskId,
    /// The place in it; the root where there is no body, or none was pinned.
    pub at: Pointer,
    /// What was pinned there.
    pub pinned: Option<Value>,
    /// What is given now.
    pub given: Option<Value>,
}

/// What differs from one time to the next although nobody changed anything.
const PASSING: [&str; 3] = ["messageId", "sentAt", "writeKey"];

const MAX_DEPTH: usize = 300;

/// The bodies that a sample gives now, to be pinned: by task id, those of the
/// tasks that would be sent. `now` is the moment of the preview.
pub fn pin(previews: &[TaskPreview], now: Timestamp) -> Object {
    let bodies = previews
        .iter()
        .filter_map(|preview| Some((preview.task.as_str(), given(preview, now)?)));
    bodies.collect()
}

/// Where the bodies that a sample gives now differ from the pinned ones.
/// Message ids, the times that a run sets, the key and the version of this
/// library are not compared, nor are tasks of which nothing was pinned.
pub fn differences(pinned: &Object, previews: &[TaskPreview], now: Timestamp) -> Vec<Difference> {
    let mut found = Vec::new();
    for preview in previews {
        let Some(pinned) = pinned.get(preview.task.as_str()) else {
            continue;
        };
        let mut pinned = pinned.clone();
        let given = given(preview, now);
        settle(&mut pinned, now);
        // A time that the run sets is none of the task's.
        if let (Some(Value::Object(given)), Value::Object(pinned)) = (&given, &mut pinned)
            && given.get("timestamp").is_none()
        {
            drop(pinned.remove("timestamp"));
        }
        let mut compare = Compare {
            task: &preview.task,
            found: &mut found,
        };
        compare.values(Pointer::root(), Some(&pinned), given.as_ref());
    }
    found
}

/// The body that a task would send, as it is pinned.
fn given(preview: &TaskPreview, now: Timestamp) -> Option<Value> {
    let is_sent = preview.status == PreviewStatus::Ready;
    let request = preview.request.as_ref().filter(|_| is_sent)?;
    let mut body = Value::read(&request.shown().body, MAX_DEPTH).ok()?;
    settle(&mut body, now);
    Some(body)
}

/// Takes out what passes.
fn settle(body: &mut Value, now: Timestamp) {
    let Value::Object(body) = body else {
        return;
    };
    for name in PASSING {
        drop(body.remove(name));
    }
    if body.get("timestamp").and_then(Value::as_text) == Some(&now.to_string()) {
        drop(body.remove("timestamp"));
    }
    let library = body.get_mut("context").and_then(|context| match context {
        Value::Object(context) => context.get_mut("library"),
        _ => None,
    });
    if let Some(Value::Object(library)) = library
        && library.get("name").and_then(Value::as_text) == Some(crate::segment::LIBRARY_NAME)
    {
        drop(library.remove("version"));
    }
}

struct Compare<'a> {
    task: &'a TaskId,
    found: &'a mut Vec<Difference>,
}

impl Compare<'_> {
    fn values(&mut self, at: Pointer, pinned: Option<&Value>, given: Option<&Value>) {
        match (pinned, given) {
            (Some(Value::Object(pinned)), Some(Value::Object(given))) => {
                for (key, value) in pinned.iter() {
                    self.values(at.key(key), Some(value), given.get(key));
                }
                for (key, value) in given.iter().filter(|(key, _)| pinned.get(key).is_none()) {
                    self.values(at.key(key), None, Some(value));
                }
            }
            (Some(Value::List(pinned)), Some(Value::List(given))) => {
                for index in 0..pinned.len().max(given.len()) {
                    self.values(at.index(index), pinned.get(index), given.get(index));
                }
            }
            (pinned, given) if pinned == given => {}
            (pinned, given) => self.found.push(Difference {
                task: self.task.clone(),
                at,
                pinned: pinned.cloned(),
                given: given.cloned(),
            }),
        }
    }
}
