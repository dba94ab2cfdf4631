use super::{Finding, Problem, check_template};
use crate::document::{SubWorkflow, TaskKind, Workflow};
use crate::json::{Pointer, Value};
use crate::reference::{References, Unknown};
use crate::surroundings::Surroundings;
use crate::template::{Path, Template};

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
    } else if surroundings.workflows.is_some() && surroundings.workflow(id).is_none() {
        let workflow = Some(id.to_owned());
        find(at, Problem::UnknownWorkflow { workflow });
    }
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
        for task in &workflow.tasks {
            let TaskKind::Workflow(sub) = &task.kind else {
                continue;
            };
            if sub.workflow == start.id.as_str() {
                return Some(way);
            }
            if !seen.contains(&sub.workflow.as_str()) {
                seen.push(&sub.workflow);
                ways.push((&sub.workflow, way.clone()));
            }
        }
    }
    None
}

/// Finds what is wrong with what is handed to another workflow: tags, and
/// fields that it has not.
pub(crate) fn check_input(
    sub: &SubWorkflow,
    references: &References<'_>,
    surroundings: &Surroundings,
    findings: &mut Vec<Finding>,
) {
    let input = Pointer::root().key("input");
    let other = surroundings.workflow(&sub.workflow);
    for (name, value) in sub.input.iter() {
        let at = input.key(name);
        if let Some(unknown) = other.and_then(|other| unknown_field(other, name)) {
            let path = name.to_owned();
            let problem = Problem::UnknownField { path, unknown };
            findings.push(Finding::of_task(references.task(), at.clone(), problem));
        }
        check_value(value, &at, references, findings);
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

fn check_value(
    value: &Value,
    at: &Pointer,
    references: &References<'_>,
    findings: &mut Vec<Finding>,
) {
    match value {
        Value::Text(text) => check_template(&Template::parse(text), at, references, findings),
        Value::Object(object) => {
            for (key, member) in object.iter() {
                check_value(member, &at.key(key), references, findings);
            }
        }
        Value::List(list) => {
            for (index, element) in list.iter().enumerate() {
                check_value(element, &at.index(index), references, findings);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
