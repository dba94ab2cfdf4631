use super::{Finding, Problem};
use crate::condition::Condition;
use crate::document::{Call, SegmentField, SegmentTask, Task, TaskKind, Workflow};
use crate::json::{Pointer, Value};
use crate::surroundings::Surroundings;
use crate::template::Template;
use crate::time::Timestamp;

/// Finds what is wrong with a task, whatever the others are; templates and
/// conditions apart: those are checked where they are compiled.
pub(crate) fn check_task(task: &Task, findings: &mut Vec<Finding>) {
    let mut find = |at: Pointer, problem| {
        findings.push(Finding::of_task(&task.id, at, problem));
    };
    match &task.kind {
        TaskKind::Form(_) | TaskKind::Workflow(_) => {}
        TaskKind::Segment(segment) => {
            check_required(segment, &mut find);
            check_timestamp(segment, &mut find);
            super::names::check(segment, &mut find);
            if segment.account.is_none() {
                find(Pointer::root().key("account"), Problem::NoAccount);
            }
        }
    }
}

/// Finds what is wrong with how tasks, and workflows, go together: the findings
/// of each task.
pub(crate) fn check_order(workflow: &Workflow, surroundings: &Surroundings) -> Vec<Vec<Finding>> {
    let tasks = &workflow.tasks;
    let last_track = tasks.iter().rposition(|task| is_call(task, Call::Track));
    let mut identify: Option<&Task> = None;
    let mut all = Vec::with_capacity(tasks.len());
    for (index, task) in tasks.iter().enumerate() {
        let after = tasks.get(index + 1..).unwrap_or(&[]);
        let mut findings = Vec::new();
        let mut find = |at: Pointer, problem| {
            findings.push(Finding::of_task(&task.id, at, problem));
        };
        if let TaskKind::Workflow(sub) = &task.kind {
            super::sub_workflow::check(workflow, sub, surroundings, &mut find);
        }
        if let Some(track) = track_without_it(task, after) {
            find(
                Pointer::root().key("activateWhen"),
                Problem::IdentifyMayBeSkipped { track },
            );
        }
        match task.segment().map(|segment| (segment.call, segment)) {
            Some((Call::Identify, _)) => {
                if last_track.is_none_or(|last| last < index) {
                    find(Pointer::root(), Problem::IdentifyWithoutTrack);
                }
                identify = Some(task);
            }
            Some((Call::Track, track)) => {
                if let Some(identify) = identify.filter(|identify| is_other_user(track, identify)) {
                    find(
                        SegmentField::UserId.pointer(),
                        Problem::UserIdDiffers {
                            identify: identify.title().to_owned(),
                        },
                    );
                }
            }
            _ => {}
        }
        all.push(findings);
    }
    all
}

/// What no record can mend: a required field with nothing in it.
fn check_required(segment: &SegmentTask, find: &mut impl FnMut(Pointer, Problem)) {
    let is_blank = |field: SegmentField| match segment.field(field) {
        None | Some(Value::Null) => true,
        Some(Value::Text(text)) => text.is_empty(),
        Some(_) => false,
    };
    let user = SegmentField::UserId;
    if is_blank(user) && (segment.call == Call::Alias || is_blank(SegmentField::AnonymousId)) {
        find(user.pointer(), Problem::NoUserAnonId);
    }
    let required = match segment.call {
        Call::Track => (SegmentField::Event, Problem::EventNotDefined),
        Call::Group => (SegmentField::GroupId, Problem::GroupIdMissing),
        Call::Alias => (SegmentField::PreviousId, Problem::PreviousIdMissing),
        _ => return,
    };
    if is_blank(required.0) {
        find(required.0.pointer(), required.1);
    }
}

/// A moment that is written in the document is the same for every record.
fn check_timestamp(segment: &SegmentTask, find: &mut impl FnMut(Pointer, Problem)) {
    let written = match segment.field(SegmentField::Timestamp) {
        None | Some(Value::Null) => return,
        Some(Value::Text(text)) => {
            let template = Template::parse(text);
            match template.literal() {
                Some(literal) if template.problems().is_empty() => literal.to_owned(),
                // What its tags give is seen with a record.
                _ => return,
            }
        }
        Some(other) => {
            let text = other.to_string();
            find(
                SegmentField::Timestamp.pointer(),
                Problem::BadTimestamp { text },
            );
            return;
        }
    };
    if !written.trim().is_empty() && Timestamp::parse(&written).is_none() {
        let text = written;
        find(
            SegmentField::Timestamp.pointer(),
            Problem::BadTimestamp { text },
        );
    }
}

/// The first track task after an identify task with a condition that may run
/// although the identify task is skipped.
fn track_without_it(identify: &Task, after: &[std::sync::Arc<Task>]) -> Option<String> {
    let needed = identify.activate_when.as_ref()?;
    if !is_call(identify, Call::Identify) {
        return None;
    }
    after
        .iter()
        .filter(|task| is_call(task, Call::Track))
        .find(|track| {
            let has_it = track
                .activate_when
                .as_ref()
                .is_some_and(|condition| implies(condition, needed));
            !has_it
        })
        .map(|track| track.title().to_owned())
}

/// Whether a condition holds only where the other does, as far as their forms
/// show it.
fn implies(condition: &Condition, needed: &Condition) -> bool {
    if condition == needed {
        return true;
    }
    match (condition, needed) {
        (_, Condition::All(parts)) => parts.iter().all(|part| implies(condition, part)),
        (Condition::All(parts), _) => parts.iter().any(|part| implies(part, needed)),
        _ => false,
    }
}

fn is_call(task: &Task, call: Call) -> bool {
    task.segment().is_some_and(|segment| segment.call == call)
}

/// Whether the identify task above names another user. Without a user id of
/// its own a track task has a finding already.
fn is_other_user(track: &SegmentTask, identify: &Task) -> bool {
    fn user(task: &SegmentTask) -> Option<&str> {
        Some(task.field(SegmentField::UserId)?.as_text()?.trim())
    }
    match (user(track), identify.segment().and_then(user)) {
        (Some(user), Some(identified)) => {
            !user.is_empty() && !identified.is_empty() && user != identified
        }
        _ => false,
    }
}
