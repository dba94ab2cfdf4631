use super::{Finding, Problem};
use crate::condition::Condition;
use crate::document::{Call, SegmentField, SegmentTask, Task, TaskKind, Workflow};
use crate::json::{Pointer, Value};

/// Finds what is wrong with a workflow as a whole, templates and conditions
/// apart: those are checked where they are compiled.
pub fn check(workflow: &Workflow, findings: &mut Vec<Finding>) {
    for (index, task) in workflow.tasks.iter().enumerate() {
        let after = workflow.tasks.get(index + 1..).unwrap_or(&[]);
        let before = workflow.tasks.get(..index).unwrap_or(&[]);
        let mut find = |at: Pointer, problem| {
            findings.push(Finding::of_task(&task.id, at, problem));
        };
        match &task.kind {
            TaskKind::Form(_) => {}
            TaskKind::Workflow(_) => find(Pointer::root().key("kind"), Problem::CannotRun),
            TaskKind::Segment(segment) => {
                check_required(segment, &mut find);
                super::names::check(segment, &mut find);
                if segment.account.is_none() {
                    find(Pointer::root().key("account"), Problem::NoAccount);
                }
                if let Some(track) = track_without_it(task, after) {
                    find(
                        Pointer::root().key("activateWhen"),
                        Problem::IdentifyMayBeSkipped { track },
                    );
                }
                match segment.call {
                    Call::Identify if !after.iter().any(|task| is_call(task, Call::Track)) => {
                        find(Pointer::root(), Problem::IdentifyWithoutTrack);
                    }
                    Call::Track => {
                        if let Some(identify) = other_user(segment, before) {
                            find(
                                SegmentField::UserId.pointer(),
                                Problem::UserIdDiffers { identify },
                            );
                        }
                    }
                    _ => {}
                }
            }
        }
    }
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

/// The nearest identify task above, if its user id is another. Without a
/// user id of its own a track task has a finding already.
fn other_user(track: &SegmentTask, before: &[std::sync::Arc<Task>]) -> Option<String> {
    let user = track.field(SegmentField::UserId)?.as_text()?.trim();
    let identify = before
        .iter()
        .rev()
        .find(|task| is_call(task, Call::Identify))?;
    let identified = identify
        .segment()?
        .field(SegmentField::UserId)?
        .as_text()?
        .trim();
    let differs = !user.is_empty() && !identified.is_empty() && user != identified;
    differs.then(|| identify.title().to_owned())
}
