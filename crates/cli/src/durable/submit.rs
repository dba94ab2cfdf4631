//! `segflow submit`: hands a workflow and its records to the engine.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use segflow_core::flow::Flow;

use super::engine::Engine;
use super::job::{Job, key};
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{count, note, say};
use crate::{clock, document};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &["records", "record", "sample", "run-id", "engine", "admin"],
    flags: &["json"],
};

/// So many records are handed over at once.
const SENDERS: usize = 16;

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let path = given.file(0);
    let workflow = fs::read_to_string(&path).map_err(Error::reading(&path))?;
    let flow = document::compile(&workflow).map_err(|source| Error::Document {
        path: path.clone(),
        source,
    })?;
    let engine = Engine::of(given)?;
    let run_id = match given.text("run-id")? {
        Some(id) => id.to_owned(),
        None => clock::run_id()?,
    };
    let job = Job {
        workflow,
        run_id,
        row: 0,
        record: String::new(),
        started_millis: clock::now().millis(),
    };
    let submitted = match given.path("records") {
        Some(records) => many(&records, &flow, &job, &engine)?,
        None => {
            let record = crate::preview::record(given, &flow)?;
            let job = Job {
                record: segflow_core::json::Value::Object(record).to_string(),
                ..job.clone()
            };
            submit(&flow, &job, &engine)?;
            1
        }
    };
    if given.has("json") {
        say(serde_json::json!({ "runId": job.run_id, "submitted": submitted }));
    } else {
        say(format!(
            "{} handed to the engine as the run {}",
            count(submitted, "record", "records"),
            job.run_id
        ));
        note("`segflow status` shows how they fare, `segflow dead-letters` those that failed");
    }
    Ok(Outcome::Fine)
}

/// Hands one job over. The engine takes the same row of the same run only once.
fn submit(flow: &Flow, job: &Job, engine: &Engine) -> Result<(), Error> {
    // A record that cannot be read goes too: it becomes a dead letter, which
    // says so, and hides from nobody.
    let key = document::read_record(&job.record)
        .map_or_else(|_| job.idempotency_key(), |record| key(flow, &record, job));
    let body = serde_json::to_string(job)
        .map_err(|error| Error::Cannot(format!("the job cannot be written: {error}")))?;
    engine.send(
        "SegflowPerson",
        &key,
        "run",
        &body,
        Some(&job.idempotency_key()),
    )
}

/// Hands the lines of a file over, each a record. Lines of one user go in their
/// order, because one sender takes all of them.
fn many(path: &Path, flow: &Flow, job: &Job, engine: &Engine) -> Result<u64, Error> {
    let file = fs::File::open(path).map_err(Error::reading(path))?;
    let submitted = AtomicU64::new(0);
    let failure: Mutex<Option<Error>> = Mutex::new(None);
    let result = std::thread::scope(|scope| {
        let mut lanes = Vec::new();
        for _ in 0..SENDERS {
            let (send, jobs) = sync_channel::<Job>(64);
            lanes.push(send);
            let (submitted, failure) = (&submitted, &failure);
            scope.spawn(move || lane(&jobs, flow, engine, submitted, failure));
        }
        for (row, line) in (1..).zip(BufReader::new(file).lines()) {
            let record = line.map_err(Error::reading(path))?;
            if record.trim().is_empty() {
                continue;
            }
            let job = Job {
                row,
                record,
                ..job.clone()
            };
            let user = document::read_record(&job.record)
                .map_or_else(|_| job.idempotency_key(), |record| key(flow, &record, &job));
            let lane = lanes.get(lane_of(&user, lanes.len()));
            if lane.is_none_or(|lane| lane.send(job).is_err()) {
                break;
            }
        }
        Ok(())
    });
    result?;
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(submitted.into_inner()),
    }
}

fn lane(
    jobs: &Receiver<Job>,
    flow: &Flow,
    engine: &Engine,
    submitted: &AtomicU64,
    failure: &Mutex<Option<Error>>,
) {
    for job in jobs {
        match submit(flow, &job, engine) {
            Ok(()) => {
                submitted.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => {
                failure
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .get_or_insert(error);
                return;
            }
        }
    }
}

/// FNV-1a: the same on every machine.
fn lane_of(user: &str, lanes: usize) -> usize {
    let hash = user.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    usize::try_from(hash % (lanes.max(1) as u64)).unwrap_or(0)
}
