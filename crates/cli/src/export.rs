//! `segflow export`: a task, or the tracking plan, as something else.

use segflow_core::document::Task;
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::plan::Plan;
use segflow_core::preview::{self, Inputs, PreviewStatus};
use segflow_core::scope::User;
use segflow_core::segment::Request;
use segflow_interchange::export::{Exported, Target, of_request};
use segflow_interchange::mapping_kit;

use crate::accounts::Accounts;
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::preview::record;
use crate::terminal::say;
use crate::{clock, document, finding, import};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &["task", "as", "sample", "record", "accounts", "run-id"],
    flags: &[],
};

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let name = needed(given, "as")?;
    if name == PLAN {
        return plan(given);
    }
    let target = Target::from_name(name).ok_or_else(|| {
        let names = Target::ALL.map(Target::name).join(", ");
        Error::Usage(format!("--as takes one of {names}, {PLAN}, not {name:?}"))
    })?;
    let id = needed(given, "task")?;
    let flow = document::load(&given.file(0))?;
    let task = task(&flow, id)?;
    let exported = match target {
        Target::MappingKit => mapping_kit::export(task),
        _ => of_request(&request(given, &flow, task)?, target),
    };
    let Exported { text, listed } =
        exported.ok_or_else(|| Error::Cannot(format!("{id} sends nothing to Segment")))?;
    say(text);
    import::tell(&listed);
    Ok(Outcome::Fine)
}

/// Of the workflow, and not of a task: its tracking plan.
const PLAN: &str = "plan";

fn plan(given: &Given) -> Result<Outcome, Error> {
    let path = given.file(0);
    let flow = document::load(&path)?;
    let workflow = flow.workflow();
    let plan = Plan::read(&workflow.plan)
        .ok_or_else(|| Error::Cannot(format!("{} has no tracking plan", path.display())))?;
    let Exported { text, listed } =
        segflow_interchange::plan::export(&plan, workflow.id.as_str(), &workflow.name);
    say(text);
    import::tell(&listed);
    Ok(Outcome::Fine)
}

fn needed<'g>(given: &'g Given, option: &str) -> Result<&'g str, Error> {
    given
        .text(option)?
        .ok_or_else(|| Error::Usage(format!("--{option} is missing")))
}

fn task<'f>(flow: &'f Flow, id: &str) -> Result<&'f Task, Error> {
    let tasks = &flow.workflow().tasks;
    let found = tasks.iter().find(|task| task.id.as_str() == id);
    found.map(AsRef::as_ref).ok_or_else(|| {
        let ids: Vec<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
        Error::Cannot(format!(
            "there is no task {id:?}; there are: {}",
            ids.join(", ")
        ))
    })
}

/// What the task would send for the record.
fn request(given: &Given, flow: &Flow, task: &Task) -> Result<Request, Error> {
    let accounts = Accounts::find(given.path("accounts").as_deref())?;
    let run_id = match given.text("run-id")? {
        Some(id) => id.to_owned(),
        None => clock::run_id()?,
    };
    let inputs = Inputs {
        accounts: accounts.known(),
        run_id,
        row: 0,
        user: User::default(),
        host: Value::Null,
    };
    let record = record(given, flow)?;
    let previews = preview::preview(flow, &record, &inputs, clock::now());
    let preview = previews.into_iter().find(|preview| preview.task == task.id);
    let id = task.id.as_str();
    let Some((preview, request)) =
        preview.and_then(|preview| preview.request.clone().map(|request| (preview, request)))
    else {
        return Err(Error::Cannot(format!("{id} sends nothing to Segment")));
    };
    match preview.status {
        PreviewStatus::Skipped => Err(Error::Cannot(format!(
            "{id} is skipped for this record; give another by --sample or --record"
        ))),
        PreviewStatus::Invalid => {
            let blocking = preview.findings.iter().find(|finding| finding.blocks());
            let why = blocking.map_or_else(String::new, finding::told);
            Err(Error::Cannot(format!("{id} would not be sent: {why}")))
        }
        PreviewStatus::Ready | PreviewStatus::Done => Ok(request),
    }
}
