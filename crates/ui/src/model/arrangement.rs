use std::ops::Range;

use segflow_core::document::Workflow;
use segflow_core::edit::Stands;

/// Which way something goes in the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// To what comes first.
    Start,
    /// To what comes last.
    End,
}

/// Where something is let go, by the task there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Above it.
    Before,
    /// On its level.
    Beside,
    /// Below it.
    After,
}

/// A place to move a task to: counted from 0 without the task itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// The place.
    pub to: usize,
    /// On which level.
    pub stands: Stands,
}

/// Where a task stands on its level, if it shares that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnLevel {
    /// Alone.
    Alone,
    /// The first of two.
    FirstOfTwo,
    /// The other of two.
    LastOfTwo,
    /// The first of several.
    First,
    /// Between others.
    Middle,
    /// The last of several.
    Last,
}

impl OnLevel {
    /// Where the task at a place stands.
    pub fn of(workflow: &Workflow, place: usize) -> OnLevel {
        let Range { start, end } = workflow.level_of(place);
        match (place == start, place + 1 >= end, end - start) {
            (true, true, _) => OnLevel::Alone,
            (true, false, 2) => OnLevel::FirstOfTwo,
            (false, true, 2) => OnLevel::LastOfTwo,
            (true, false, _) => OnLevel::First,
            (false, false, _) => OnLevel::Middle,
            (false, true, _) => OnLevel::Last,
        }
    }

    /// Whether it stands beside the task before it.
    pub fn is_beside(self) -> bool {
        matches!(self, OnLevel::LastOfTwo | OnLevel::Middle | OnLevel::Last)
    }

    /// Whether another level begins behind it.
    pub fn ends_level(self) -> bool {
        matches!(self, OnLevel::Alone | OnLevel::LastOfTwo | OnLevel::Last)
    }
}

/// One step up or down: past the one beside it, out of its level, or past the
/// whole level there.
pub fn step(workflow: &Workflow, place: usize, toward: Toward) -> Option<Destination> {
    let Range { start, end } = workflow.level_of(place);
    let is_shared = end - start > 1;
    let (to, stands) = match toward {
        Toward::Start if place > start + 1 => (place - 1, Stands::BesidePrevious),
        Toward::Start if place > start => (start, Stands::BesideNext),
        Toward::End if place + 1 < end => (place + 1, Stands::BesidePrevious),
        // Out of its level it stands where it stood, alone.
        _ if is_shared => (place, Stands::Alone),
        Toward::Start => {
            let above = workflow.level_of(start.checked_sub(1)?);
            (above.start, Stands::Alone)
        }
        Toward::End if end < workflow.tasks.len() => {
            (workflow.level_of(end).end - 1, Stands::Alone)
        }
        Toward::End => return None,
    };
    Some(Destination { to, stands })
}

/// Onto the level above or below; none where it stands beside that already.
pub fn beside(workflow: &Workflow, place: usize, toward: Toward) -> Option<Destination> {
    let Range { start, end } = workflow.level_of(place);
    let stands = match toward {
        Toward::Start if place == start && start > 0 => Stands::BesidePrevious,
        Toward::End if place + 1 == end && end < workflow.tasks.len() => Stands::BesideNext,
        _ => return None,
    };
    Some(Destination { to: place, stands })
}

/// Off the level it shares, to below that.
pub fn apart(workflow: &Workflow, place: usize) -> Option<Destination> {
    let Range { start, end } = workflow.level_of(place);
    (end - start > 1).then_some(Destination {
        to: end - 1,
        stands: Stands::Alone,
    })
}

/// Where a task comes that is let go at another. Between tasks of one level it
/// joins them.
pub fn dropped(workflow: &Workflow, from: usize, over: usize, edge: Edge) -> Option<Destination> {
    if from == over {
        return None;
    }
    let Range { start, end } = workflow.level_of(over);
    let is_lone = |mut places: Range<usize>| places.all(|place| place == from);
    let over_without = over - usize::from(from < over);
    let (to, stands) = match edge {
        Edge::Before if is_lone(start..over) => (over_without, Stands::Alone),
        Edge::Before => (over_without, Stands::BesidePrevious),
        Edge::After if is_lone(over + 1..end) => (over_without + 1, Stands::Alone),
        Edge::Beside | Edge::After => (over_without + 1, Stands::BesidePrevious),
    };
    Some(Destination { to, stands })
}

/// As the tests of the core draw them.
#[cfg(test)]
#[path = "../../../core/tests/levels/drawn.rs"]
mod drawn;

#[cfg(test)]
mod tests {
    use segflow_core::document::{TaskId, Workflow};
    use segflow_core::edit::Edit;

    use super::Edge::{After, Before, Beside};
    use super::Toward::{End, Start};
    use super::drawn::{levels, workflow};
    use super::{Destination, apart, beside, dropped, step};

    /// What comes of moving a task; the same if there is nowhere to go.
    fn moved(
        before: &str,
        id: &str,
        find: impl Fn(&Workflow, usize) -> Option<Destination>,
    ) -> String {
        let before = workflow(before);
        let task = TaskId::parse(id).unwrap();
        let place = before.position(&task).unwrap();
        match find(&before, place) {
            Some(Destination { to, stands }) => {
                levels(&before.edited(Edit::MoveTask { task, to, stands }))
            }
            None => levels(&before),
        }
    }

    #[test]
    fn a_step_leads_past_what_is_there() {
        for (before, id, toward, after) in [
            ("a b c", "b", Start, "b a c"),
            ("a b c", "b", End, "a c b"),
            ("a b c", "a", Start, "a b c"),
            ("a b c", "c", End, "a b c"),
            ("a b+c d", "d", Start, "a d b+c"),
            ("a b+c d", "a", End, "b+c a d"),
            ("a b+c d", "b", Start, "a b c d"),
            ("a b+c d", "b", End, "a c+b d"),
            ("a b+c d", "c", Start, "a c+b d"),
            ("a b+c d", "c", End, "a b c d"),
            ("a+b+c", "c", Start, "a+c+b"),
            ("a+b", "a", Start, "a b"),
        ] {
            let got = moved(before, id, |workflow, place| step(workflow, place, toward));
            assert_eq!(got, after, "{before}: {id} {toward:?}");
        }
    }

    #[test]
    fn a_task_is_put_beside_others_and_apart() {
        for (before, id, toward, after) in [
            ("a b c", "b", Start, "a+b c"),
            ("a b c", "b", End, "a b+c"),
            ("a b c", "a", Start, "a b c"),
            ("a b c", "c", End, "a b c"),
            ("a b+c d", "b", Start, "a+b c d"),
            ("a b+c d", "c", Start, "a b+c d"),
            ("a b+c d", "c", End, "a b c+d"),
            ("a b+c d", "d", Start, "a b+c+d"),
            ("a b+c d", "a", End, "a+b+c d"),
        ] {
            let got = moved(before, id, |workflow, place| {
                beside(workflow, place, toward)
            });
            assert_eq!(got, after, "{before}: {id} beside {toward:?}");
        }
        for (before, id, after) in [
            ("a b+c d", "b", "a c b d"),
            ("a b+c d", "c", "a b c d"),
            ("a b+c d", "d", "a b+c d"),
        ] {
            assert_eq!(moved(before, id, apart), after, "{before}: {id} apart");
        }
    }

    #[test]
    fn a_task_is_let_go_at_another() {
        for (before, id, over, edge, after) in [
            ("a b c", "a", 2, After, "b c a"),
            ("a b c", "c", 0, Before, "c a b"),
            ("a b c", "a", 1, After, "b a c"),
            ("a b c", "c", 0, Beside, "a+c b"),
            ("a b c", "a", 2, Beside, "b c+a"),
            ("a b c", "a", 0, Before, "a b c"),
            ("a b+c d", "d", 1, Before, "a d b+c"),
            ("a b+c d", "d", 1, After, "a b+d+c"),
            ("a b+c d", "d", 2, Before, "a b+d+c"),
            ("a b+c d", "a", 2, After, "b+c a d"),
            ("a b+c d", "b", 2, After, "a c b d"),
            ("a b+c d", "c", 1, Before, "a c b d"),
            ("a b+c d", "b", 2, Beside, "a c+b d"),
        ] {
            let got = moved(before, id, |workflow, from| {
                dropped(workflow, from, over, edge)
            });
            assert_eq!(got, after, "{before}: {id} {edge:?} {over}");
        }
    }
}
