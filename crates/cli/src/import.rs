//! `segflow import`: a workflow out of what something else wrote.

use std::fs;

use segflow_core::document::{MAX_BYTES, WorkflowId};
use segflow_core::json::{Object, Value};
use segflow_interchange::{Imported, NotTakenOver};

use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, count, harmless, note, say};
use crate::{clock, document};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &["out"],
    flags: &["json"],
};

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let path = given.file(0);
    let text = document::read(&path, MAX_BYTES as u64)?;
    let id = WorkflowId::parse(&clock::workflow_id()?)
        .map_err(|error| Error::Cannot(error.to_string()))?;
    let imported = segflow_interchange::import(&text, id).map_err(|error| {
        Error::Cannot(format!("{} cannot be taken over: {error}", path.display()))
    })?;
    let workflow = imported.workflow.save();
    if let Some(out) = given.path("out") {
        fs::write(&out, workflow.to_pretty() + "\n").map_err(Error::writing(&out))?;
    }
    if given.has("json") {
        say(listed(&imported, workflow));
        return Ok(Outcome::Fine);
    }
    if given.path("out").is_none() {
        say(workflow.to_pretty());
    }
    let tasks = u64::try_from(imported.workflow.tasks.len()).unwrap_or(u64::MAX);
    note(format!(
        "{} was {}; {}",
        Colours::of_errors().paint(Tone::Strong, harmless(&imported.workflow.name)),
        imported.format.title(),
        count(tasks, "task", "tasks")
    ));
    tell(&imported.listed);
    Ok(Outcome::Fine)
}

/// Tells what is not here, or not as it was, on standard error.
pub(crate) fn tell(listed: &[NotTakenOver]) {
    for found in listed {
        note(harmless(&found.to_string()));
    }
}

fn listed(imported: &Imported, workflow: Value) -> Value {
    let listed = imported.listed.iter().map(NotTakenOver::to_value);
    Object::from_iter([
        ("format", imported.format.name().into()),
        ("workflow", workflow),
        ("listed", Value::List(listed.collect())),
    ])
    .into()
}
