use segflow_core::check::{Finding, Problem};
use segflow_core::document::Task;
use segflow_core::json::{Pointer, Value};
use segflow_core::plan::ViolationKind;

/// Goes with the chosen task while that is new: what it still lacks is to do,
/// and nothing is wrong with that before the person has been there.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fresh {
    /// Where the person gave something, and left.
    left: Vec<Pointer>,
}

impl Fresh {
    /// Whether a finding only says what the task does not have yet.
    pub(super) fn is_to_do(&self, task: &Task, found: &Finding) -> bool {
        let lacks = match &found.problem {
            Problem::NoUserAnonId
            | Problem::EventNotDefined
            | Problem::GroupIdMissing
            | Problem::PreviousIdMissing
            | Problem::NoAccount
            | Problem::UnknownWorkflow { workflow: None }
            | Problem::IdentifyWithoutTrack => true,
            Problem::PlanViolation { kind, .. } => matches!(kind, ViolationKind::Required { .. }),
            _ => false,
        };
        let is_left = || self.left.iter().any(|place| place.contains(&found.at));
        lacks && is_empty(task, &found.at) && !is_left()
    }

    /// The person leaves a place where something was given; says whether that
    /// is new.
    pub(super) fn leave(&mut self, place: Pointer) -> bool {
        let is_new = !self.left.contains(&place);
        if is_new {
            self.left.push(place);
        }
        is_new
    }
}

/// Whether the document has nothing at a place of a task: a tag that gives
/// nothing for a sample is something.
fn is_empty(task: &Task, at: &Pointer) -> bool {
    let value = task.segment().and_then(|segment| segment.value_at(at));
    value.is_none_or(|value| value.as_text().is_some_and(str::is_empty) || *value == Value::Null)
}
