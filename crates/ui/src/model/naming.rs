use segflow_core::document::{FieldId, IdError, TaskId, Workflow};
use segflow_core::edit::{Edit, Named};

/// Why something cannot be called what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamingProblem {
    /// It is not of the shape of a name.
    Shape,
    /// The name means something else in tags.
    Reserved,
    /// Another one has the name.
    Taken,
}

/// The change that gives something the name that was typed for tags; none if it
/// has that name already.
pub fn naming(
    workflow: &Workflow,
    named: &Named,
    typed: &str,
) -> Result<Option<Edit>, NamingProblem> {
    let typed = typed.trim();
    if typed == name_in_tags(named) {
        return Ok(None);
    }
    let edit = match named {
        Named::Task(task) => {
            let to = TaskId::parse(typed).map_err(|error| problem(&error))?;
            if workflow.task(&to).is_some() {
                return Err(NamingProblem::Taken);
            }
            Edit::RenameTask {
                task: task.clone(),
                to,
            }
        }
        Named::Field(task, field) => {
            let to = FieldId::parse(typed).map_err(|error| problem(&error))?;
            let form = workflow.task(task).and_then(|task| task.form());
            if form.is_some_and(|form| form.field(to.as_str()).is_some()) {
                return Err(NamingProblem::Taken);
            }
            Edit::RenameField {
                task: task.clone(),
                field: field.clone(),
                to,
            }
        }
    };
    Ok(Some(edit))
}

/// What something is called in tags.
pub fn name_in_tags(named: &Named) -> &str {
    match named {
        Named::Task(task) => task.as_str(),
        Named::Field(_, field) => field.as_str(),
    }
}

fn problem(error: &IdError) -> NamingProblem {
    match error {
        IdError::Reserved(_) => NamingProblem::Reserved,
        _ => NamingProblem::Shape,
    }
}
