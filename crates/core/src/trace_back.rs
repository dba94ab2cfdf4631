//! From a message back to the answers it was made from.

use crate::document::{FieldId, FormFieldType, SegmentTask, Task, TaskId};
use crate::flow::Flow;
use crate::json::{Number, Object, Pointer, Value};
use crate::preview::Inputs;
use crate::template::{Path, Piece, Step, Template};
use crate::time::Timestamp;
use crate::trace::trace;

/// What a message tells of the answers it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedBack {
    /// The task that would send such a message.
    pub task: TaskId,
    /// The answers that were found: with them the task gives these values.
    pub record: Object,
    /// Their paths, in the order of the forms.
    pub found: Vec<Path>,
    /// Questions of the forms above the task whose answers the message does
    /// not tell. Answers of password fields are never taken.
    pub unknown: Vec<(TaskId, FieldId)>,
    /// Where the message says something the task would not give with these
    /// answers: it was sent by another workflow, or before this one was changed.
    pub differs: Vec<Pointer>,
}

/// Finds the answers behind a message, by the task of its call that explains
/// it best; none if no task sends such messages.
///
/// A tag alone tells its answer, and so does a single tag within text. Where it
/// has filters the value is taken as far as it gives the same message again:
/// an address in small letters, say.
pub fn trace_back(flow: &Flow, message: &Value) -> Option<TracedBack> {
    let call = message.get("type")?.as_text()?;
    let workflow = flow.workflow();
    let tasks = workflow.tasks.iter().filter_map(|task| {
        let segment = task.segment()?;
        (segment.call.name() == call).then(|| of_task(flow, task, segment, message))
    });
    // Of equals the first is taken.
    tasks.min_by_key(|traced| (traced.differs.len(), usize::MAX - traced.found.len()))
}

/// A text of the task, and what the message has at its place.
struct Leaf<'l> {
    at: Pointer,
    template: &'l str,
    sent: Option<&'l Value>,
}

/// How well a text tells an answer, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The value itself.
    Alone,
    /// The value after filters.
    Filtered,
    /// Text around the value.
    Within,
}

fn of_task(flow: &Flow, task: &Task, segment: &SegmentTask, message: &Value) -> TracedBack {
    let mut leaves = Vec::new();
    let mut differs = Vec::new();
    for (name, template) in segment.fields.iter() {
        let at = Pointer::root().key(name);
        gather(template, message.get(name), &at, &mut leaves, &mut differs);
    }
    let mut told: Vec<(Rank, Path, Value, &Leaf<'_>)> = leaves
        .iter()
        .filter_map(|leaf| {
            let (rank, path, value) = tells(leaf)?;
            let value = answer(flow, task, &path, value)?;
            Some((rank, path, value, leaf))
        })
        .collect();
    told.sort_by_key(|(rank, ..)| *rank);
    let mut record = Object::new();
    for (_, path, value, leaf) in told {
        let mut tried = record.clone();
        if put(&mut tried, &path, value) && gives(flow, task, leaf, &tried) {
            record = tried;
        }
    }
    differs.extend(
        leaves
            .iter()
            .filter(|leaf| is_of_answers(flow, task, leaf.template))
            .filter(|leaf| !gives(flow, task, leaf, &record))
            .map(|leaf| leaf.at.clone()),
    );
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    for form in flow.workflow().tasks_before(&task.id) {
        for field in form.form().iter().flat_map(|form| &form.fields) {
            let answer = record.get(form.id.as_str());
            if answer.is_some_and(|answers| answers.get(field.id.as_str()).is_some()) {
                found.push(Path::of_field(&form.id, field.id.as_str()));
            } else if field.field_type.takes_answer() {
                unknown.push((form.id.clone(), field.id.clone()));
            }
        }
    }
    TracedBack {
        task: task.id.clone(),
        record,
        found,
        unknown,
        differs,
    }
}

/// Collects the texts of a template beside what the message has there.
fn gather<'l>(
    template: &'l Value,
    sent: Option<&'l Value>,
    at: &Pointer,
    leaves: &mut Vec<Leaf<'l>>,
    differs: &mut Vec<Pointer>,
) {
    match template {
        Value::Text(text) => leaves.push(Leaf {
            at: at.clone(),
            template: text,
            sent,
        }),
        Value::Object(members) => {
            for (key, member) in members.iter() {
                let sent = sent.and_then(|sent| sent.get(key));
                gather(member, sent, &at.key(key), leaves, differs);
            }
        }
        Value::List(elements) => {
            for (place, element) in elements.iter().enumerate() {
                let sent = sent.and_then(Value::as_list);
                let sent = sent.and_then(|sent| sent.get(place));
                gather(element, sent, &at.index(place), leaves, differs);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            let same = sent.is_some_and(|sent| is_same(template, sent));
            if !same && *template != Value::Null {
                differs.push(at.clone());
            }
        }
    }
}

/// The answer that a text tells.
fn tells(leaf: &Leaf<'_>) -> Option<(Rank, Path, Value)> {
    let sent = leaf.sent.filter(|sent| **sent != Value::Null)?;
    let template = Template::parse(leaf.template);
    let mut tags = template.tags();
    let tag = tags.next()?;
    if tags.next().is_some() {
        return None;
    }
    let path = match &tag.head {
        crate::template::Operand::Path(path) => path.path.clone(),
        crate::template::Operand::Literal(_) => return None,
    };
    if template.whole().is_some() {
        let rank = if tag.filters.is_empty() {
            Rank::Alone
        } else {
            Rank::Filtered
        };
        return Some((rank, path, sent.clone()));
    }
    let mut within = sent.as_text()?;
    if let Some(Piece::Text(before)) = template.pieces.first() {
        within = within.strip_prefix(before.as_str())?;
    }
    if let Some(Piece::Text(after)) = template.pieces.last() {
        within = within.strip_suffix(after.as_str())?;
    }
    (!within.is_empty()).then(|| (Rank::Within, path, Value::text(within)))
}

/// The value as the form would have it; none if no form asks for it, or if
/// nobody is to know it.
fn answer(flow: &Flow, task: &Task, path: &Path, value: Value) -> Option<Value> {
    let forms = flow.workflow().tasks_before(&task.id);
    let form = forms.iter().find(|form| form.id.as_str() == path.head)?;
    let field = form.form()?.field(path.field()?)?;
    match (field.field_type, &value) {
        (FormFieldType::Password, _) => None,
        (FormFieldType::Number, Value::Text(text)) => {
            Some(Number::new(text).map_or(value, Value::Number))
        }
        _ if field.field_type.takes_answer() => Some(value),
        _ => None,
    }
}

/// Puts a value where a path leads; `false` if something is there, or if the
/// way leads through a list.
fn put(record: &mut Object, path: &Path, value: Value) -> bool {
    let keys = path.steps.iter().map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let Some(keys) = keys.collect::<Option<Vec<&str>>>() else {
        return false;
    };
    let Some((last, around)) = keys.split_last() else {
        return false;
    };
    let mut here = record;
    for key in std::iter::once(path.head.as_str()).chain(around.iter().copied()) {
        if here.get(key).is_none() {
            here.insert(key, Object::new());
        }
        match here.get_mut(key) {
            Some(Value::Object(inner)) => here = inner,
            _ => return false,
        }
    }
    let is_free = here.get(last).is_none();
    if is_free {
        here.insert(*last, value);
    }
    is_free
}

/// Whether with these answers the text gives what the message has.
fn gives(flow: &Flow, task: &Task, leaf: &Leaf<'_>, record: &Object) -> bool {
    let (inputs, now) = (Inputs::default(), Timestamp::from_millis(0));
    let given = trace(flow, &task.id, leaf.template, record, &inputs, now).value;
    match (given, leaf.sent) {
        (Some(given), Some(sent)) => is_same(&given, sent),
        // What has no value may have become anything a rule says.
        (given, _) => given.is_none_or(|given| given.as_text() == Some("")),
    }
}

/// Whether a message may say the one for the other: ids are sent as text.
fn is_same(given: &Value, sent: &Value) -> bool {
    let plain = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    };
    plain(given) == plain(sent)
}

/// Whether all that a text says comes from answers, so that the same answers
/// always give the same.
fn is_of_answers(flow: &Flow, task: &Task, template: &str) -> bool {
    let forms = flow.workflow().tasks_before(&task.id);
    Template::parse(template).tags().all(|tag| {
        tag.paths().all(|path| {
            let head = path.path.head.as_str();
            forms
                .iter()
                .any(|form| form.form().is_some() && form.id.as_str() == head)
        })
    })
}
