use super::{Finding, Problem};
use crate::document::{SubWorkflow, TaskId, TaskKind, Workflow};
use crate::json::Pointer;
use crate::reference::Unknown;
use crate::surroundings::Surroundings;
use crate::template::Path;

/// Finds what is wrong with how a task runs another workflow.
pub(super) fn check(
    workflow: &Workflow,
    sub: &SubWorkflow,
    surroundings: &Surroundings,
    find: &mut impl FnMut(Pointer, Problem),
) {
    let at = Pointer::root().key("workflow");
    let id = sub.workflow.as_str();
    if id.is_empty() {
        find(at, Problem::UnknownWorkflow { workflow: None });
    } else if id == workflow.id.as_str() {
        find(
            at,
            Problem::Cycle {
                through: Vec::new(),
            },
        );
    } else if let Some(through) = way_back(workflow, id, surroundings) {
        find(at, Problem::Cycle { through });
    } else if surroundings.workflow(id).is_none() {
        let workflow = Some(id.to_owned());
        find(at, Problem::UnknownWorkflow { workflow });
    } else if is_too_deep(id, surroundings) {
        find(at, Problem::NestedTooDeep);
    }
}

/// So many workflows may stand within each other in one.
pub const MAX_NESTED: usize = 8;

/// Whether workflows are nested too deep in one, or without end because they
/// run each other.
fn is_too_deep(id: &str, surroundings: &Surroundings) -> bool {
    let mut level = vec![id];
    for _ in 0..MAX_NESTED {
        let mut below = Vec::new();
        for workflow in level.iter().filter_map(|id| surroundings.workflow(id)) {
            for id in sub_workflows(workflow) {
                if !below.contains(&id) {
                    below.push(id);
                }
            }
        }
        level = below;
    }
    !level.is_empty()
}

/// The ids of the workflows that a workflow runs.
pub(crate) fn sub_workflows(workflow: &Workflow) -> impl Iterator<Item = &str> {
    workflow.tasks.iter().filter_map(|task| match &task.kind {
        TaskKind::Workflow(sub) => Some(sub.workflow.as_str()),
        _ => None,
    })
}

/// The names of the workflows by which one leads back to where it is used, if
/// it does. Each is looked at once.
fn way_back(start: &Workflow, first: &str, surroundings: &Surroundings) -> Option<Vec<String>> {
    let mut seen = vec![first];
    let mut ways = vec![(first, Vec::new())];
    while let Some((id, mut way)) = ways.pop() {
        let Some(workflow) = surroundings.workflow(id) else {
            continue;
        };
        way.push(workflow.name.clone());
        for id in sub_workflows(workflow) {
            if id == start.id.as_str() {
                return Some(way);
            }
            if !seen.contains(&id) {
                seen.push(id);
                ways.push((id, way.clone()));
            }
        }
    }
    None
}

/// Finds fields that another workflow has not, though it is handed them.
pub(crate) fn check_input(
    sub: &SubWorkflow,
    task: &TaskId,
    surroundings: &Surroundings,
    findings: &mut Vec<Finding>,
) {
    let Some(other) = surroundings.workflow(&sub.workflow) else {
        return;
    };
    for path in sub.input.keys() {
        if let Some(unknown) = unknown_field(other, path) {
            let at = Pointer::root().key("input").key(path);
            let path = path.to_owned();
            let problem = Problem::UnknownField { path, unknown };
            findings.push(Finding::of_task(task, at, problem));
        }
    }
}

fn unknown_field(other: &Workflow, name: &str) -> Option<Unknown> {
    let path = Path::parse(name);
    let task = path.as_ref().and_then(|path| {
        other
            .tasks
            .iter()
            .find(|task| task.id.as_str() == path.head)
    });
    let Some(form) = task.and_then(|task| task.form()) else {
        return Some(Unknown::Task { similar: None });
    };
    let field = path.as_ref().and_then(Path::field).unwrap_or_default();
    form.field(field).is_none().then(|| Unknown::Field {
        title: task.map_or("", |task| task.title()).to_owned(),
        similar: None,
    })
}
