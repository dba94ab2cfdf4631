//! `segflow run`: a workflow in this process, without any engine.

mod many;
mod one;
mod progress;

use std::sync::Arc;

use segflow_core::run::Mode;

use crate::accounts::Accounts;
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::send::{Sender, Targets};
use crate::{clock, document};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &[
        "sample",
        "record",
        "records",
        "accounts",
        "run-id",
        "format",
        "delimiter",
        "mapping",
        "lanes",
        "checkpoint",
        "report",
        "rerun",
        "workflows",
    ],
    flags: &[
        "no-header",
        "dry-run",
        "resume",
        "restart",
        "allow-private",
        "json",
    ],
};

/// What a run needs of the command line.
struct Means {
    accounts: Arc<Accounts>,
    sender: Sender,
    mode: Mode,
    run_id: String,
}

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let flow = document::given(given)?;
    let accounts = Arc::new(Accounts::find(given.path("accounts").as_deref())?);
    let targets = targets(given);
    let mode = if given.has("dry-run") {
        Mode::DryRun
    } else {
        accounts.demand(targets)?;
        Mode::Send
    };
    let means = Means {
        sender: Sender::new(Arc::clone(&accounts), targets),
        accounts,
        mode,
        run_id: match given.text("run-id")? {
            Some(id) => id.to_owned(),
            None => clock::run_id()?,
        },
    };
    if given.path("records").is_none() {
        return one::run(given, flow, means);
    }
    if given.path("record").is_some() || given.text("sample")?.is_some() {
        return Err(Error::Usage(
            "--records cannot be given together with --record or --sample".to_owned(),
        ));
    }
    many::run(given, &flow, means)
}

/// Whether private addresses are sent to.
pub(crate) fn targets(given: &Given) -> Targets {
    if given.has("allow-private") {
        Targets::Any
    } else {
        Targets::Public
    }
}
