//! The services that the engine calls.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use restate_sdk::endpoint::{Endpoint, ServiceOptions};
use restate_sdk::prelude::{
    ContextClient, ContextReadState, ContextSideEffects, ContextTimers, ContextWriteState,
    HandlerError, HandlerResult, Json, ObjectContext, RunFuture, TerminalError, object,
};
use segflow_core::bulk::{
    Bulk, BulkEffect, BulkEvent, BulkRequest, Delimiter, Format, Mapping, Reason, RowResult,
    RowStatus, Setup, Tells,
};
use segflow_core::flow::Flow;
use segflow_core::run::{Effect, Event, Failure, Mode, Run, RunStatus, TaskPath};
use segflow_core::time::Timestamp;

use super::job::{Chunk, ChunkDone, DeadLetter, Done, Job, Work};
use super::log::Sending;
use super::metrics::Metrics;
use super::perform::{Performer, Sent};
use crate::document;

/// Segment forgets message ids after about a day; until then the same job gives
/// the same messages, and the engine takes it only once.
const IDEMPOTENCY: Duration = Duration::from_secs(24 * 3600);

/// For so long it can be looked up how a finished run went.
const JOURNAL: Duration = Duration::from_secs(3600);

/// One user of one source: everything of theirs happens one after the other.
struct Person(Arc<Performer>);

#[object(name = "SegflowPerson", client_visibility = "pub(super)")]
impl Person {
    /// Runs a workflow for one record.
    #[handler]
    async fn run(&self, ctx: ObjectContext<'_>, job: Json<Job>) -> HandlerResult<Json<Done>> {
        let job = job.0;
        let done = match prepared(&self.0, &job) {
            Ok((flow, record)) => {
                self.0.demand_accounts(&flow, &job.run_id)?;
                let inputs = job.inputs(self.0.known_accounts());
                let run = Run::new(flow, record, inputs, Mode::Send);
                perform(&ctx, &self.0, run, &job).await?
            }
            // Nobody can send it as it is, and trying again changes nothing.
            Err(reason) => Done {
                status: RunStatus::Failed.name().to_owned(),
                reason: Some(reason),
            },
        };
        let counter = if done.reason.is_none() {
            &self.0.metrics.completed
        } else {
            &self.0.metrics.failed
        };
        Metrics::add(counter);
        if let Some(reason) = &done.reason {
            // The user's next record must not wait for somebody to mend this one.
            self.0.log.buried(&job.run_id, job.row, reason);
            let letter = DeadLetter {
                reason: reason.clone(),
                key: ctx.key().to_owned(),
                run_id: job.run_id.clone(),
                row: job.row,
                work: Work::Record(job.clone()),
            };
            ctx.object_client::<DeadLettersClient<'_>>(job.run_id.clone())
                .add(Json(letter))
                .send();
        }
        Ok(Json(done))
    }
}

fn prepared(
    performer: &Performer,
    job: &Job,
) -> Result<(Arc<Flow>, segflow_core::json::Object), String> {
    let flow = performer.flow(&job.workflow)?;
    let record = document::read_record(&job.record)
        .map_err(|error| format!("the record cannot be read: {error}"))?;
    Ok((flow, record))
}

/// Performs what the run asks for. Each time it was told comes from the journal,
/// so that whoever goes through it again sees the same.
async fn perform(
    ctx: &ObjectContext<'_>,
    performer: &Arc<Performer>,
    mut run: Run,
    job: &Job,
) -> Result<Done, HandlerError> {
    let mut now = job.started_at();
    let given;
    (run, given) = run.step(Event::Started { now });
    let mut effects = VecDeque::from(given);
    // What several tasks wait for together is waited for one after the other.
    let mut waits: Vec<(Timestamp, TaskPath)> = Vec::new();
    loop {
        let event = match effects.pop_front() {
            // The journal is what is kept.
            Some(Effect::Save) => continue,
            Some(Effect::Ask { task, .. }) => Event::NotAnswered { task, now },
            Some(Effect::Wait { task, millis }) => {
                waits.push((Timestamp::from_millis(now.millis() + millis), task));
                continue;
            }
            // A worker never says that it is offline.
            Some(Effect::WaitForNetwork { task }) => Event::Waited { task, now },
            // Nobody is here to say that it may be counted twice; as a dead
            // letter it waits for somebody.
            Some(Effect::AskConsent { task, .. }) => Event::Declined { task, now },
            Some(Effect::Send {
                task,
                account,
                request,
            }) => {
                let name = task.to_string();
                let sending = Sending {
                    run_id: job.run_id.clone(),
                    rows: (job.row, job.row),
                    task: Some(name.clone()),
                };
                let sending = Arc::clone(performer).send(sending, account, request);
                let sent: Json<Sent> = ctx
                    .run(|| async move { Ok(Json(sending.await)) })
                    .name(&name)
                    .await?;
                now = Timestamp::from_millis(sent.0.at_millis.max(now.millis()));
                told(sent.0, task, now)
            }
            None => {
                let first = (0..waits.len()).min_by_key(|place| waits.get(*place).map(|w| w.0));
                let Some(first) = first else { break };
                let (end, task) = waits.swap_remove(first);
                let millis = (end.millis() - now.millis()).max(0);
                // It is over at the same moment, whoever waits for it.
                ctx.sleep(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
                    .await?;
                now = Timestamp::from_millis(now.millis() + millis);
                Event::Waited { task, now }
            }
        };
        let (next, more) = run.step(event);
        run = next;
        effects.extend(more);
    }
    Ok(Done {
        status: run
            .status()
            .unwrap_or(RunStatus::Cancelled)
            .name()
            .to_owned(),
        reason: reason(&run),
    })
}

fn told(sent: Sent, task: TaskPath, now: Timestamp) -> Event {
    let random = sent.random;
    match sent.status {
        Some(status) => Event::Responded {
            task,
            status,
            body: sent.body,
            retry_after: sent.retry_after,
            now,
            random,
        },
        None => Event::NotResponded {
            task,
            error: sent.send_error(),
            now,
            random,
        },
    }
}

/// Why a run failed: its first task that did, of a workflow within if that is
/// why.
fn reason(run: &Run) -> Option<String> {
    let (task, failure) = run
        .tasks()
        .iter()
        .find_map(|task| Some((task, task.failure.as_ref()?)))?;
    if let Some(why) = task.nested.as_ref().and_then(|nested| reason(nested)) {
        return Some(format!("{}/{why}", task.task.as_str()));
    }
    let why = match failure {
        Failure::Invalid(findings) => findings
            .iter()
            .map(|finding| format!("{} ({})", finding, finding.code()))
            .collect::<Vec<_>>()
            .join("; "),
        Failure::Refused(status) => format!("the answer was {status}"),
        Failure::NotSent(error) => error.to_string(),
    };
    Some(format!("{}: {why}", task.task.as_str()))
}

/// Some of a source's users: everything of theirs happens one after the other.
struct Shard(Arc<Performer>);

#[object(name = "SegflowShard", client_visibility = "pub(super)")]
impl Shard {
    /// Runs a workflow for the rows of a chunk.
    #[handler]
    async fn run(
        &self,
        ctx: ObjectContext<'_>,
        chunk: Json<Chunk>,
    ) -> HandlerResult<Json<ChunkDone>> {
        let mut done = ChunkDone::default();
        let mut left = vec![chunk.0];
        while let Some(chunk) = left.pop() {
            let told = match bulk(&self.0, &chunk) {
                Ok((flow, bulk, effects)) => {
                    self.0.demand_accounts(&flow, &chunk.run_id)?;
                    perform_rows(&ctx, &self.0, &chunk, bulk, effects).await?
                }
                Err(reason) => {
                    let rows = chunk.rows.iter();
                    let failed = |reason| Outcome::Failed { reason };
                    rows.map(|row| (row.number, failed(reason.clone())))
                        .collect()
                }
            };
            // One row can have the whole batch refused; which one, halves tell.
            let refused: BTreeSet<u64> = told
                .iter()
                .filter(|(_, outcome)| matches!(outcome, Outcome::Refused { .. }))
                .map(|(row, _)| *row)
                .collect();
            let halves = chunk.halves(|row| refused.contains(&row));
            let is_final = halves.is_empty();
            left.extend(halves.into_iter().rev());
            for (row, outcome) in told {
                match outcome {
                    Outcome::Skipped => done.skipped += 1,
                    Outcome::Accepted => done.accepted += 1,
                    Outcome::Refused { .. } if !is_final => {}
                    Outcome::Refused { reason } | Outcome::Failed { reason } => {
                        done.failed += 1;
                        self.0.log.buried(&chunk.run_id, row, &reason);
                        bury(&ctx, &chunk, row, reason);
                    }
                }
            }
        }
        self.0
            .metrics
            .completed
            .fetch_add(done.accepted + done.skipped, Ordering::Relaxed);
        self.0
            .metrics
            .failed
            .fetch_add(done.failed, Ordering::Relaxed);
        Ok(Json(done))
    }
}

/// What became of each row.
type Told = Vec<(u64, Outcome)>;

enum Outcome {
    Accepted,
    Skipped,
    /// Its batch was refused, perhaps for another row's sake.
    Refused {
        reason: String,
    },
    /// It could not be sent.
    Failed {
        reason: String,
    },
}

/// A chunk's run and how it begins.
type Begun = (Arc<Flow>, Bulk, Vec<BulkEffect>);

fn bulk(performer: &Performer, chunk: &Chunk) -> Result<Begun, String> {
    let flow = performer.flow(&chunk.workflow)?;
    let mapping = chunk
        .mapping
        .as_ref()
        .map(|text| {
            let mapping = document::read_record(text).map_err(|error| error.to_string())?;
            Mapping::read(&mapping, flow.workflow()).map_err(|error| error.to_string())
        })
        .transpose()?;
    let (bulk, effects) = Bulk::new(Setup {
        inputs: chunk.inputs(performer.known_accounts()),
        flow: Arc::clone(&flow),
        mode: Mode::Send,
        now: chunk.started_at(),
        format: Format::from_name(&chunk.format).unwrap_or(Format::JsonLines),
        delimiter: Delimiter::from_byte(chunk.delimiter),
        mapping,
        // What is one user's stands in one chunk after the other anyway.
        lanes: 1,
        source: None,
        checkpoint: None,
        tells: Tells::Everything,
    })
    .map_err(|error| error.to_string())?;
    Ok((flow, bulk, effects))
}

/// Performs what the rows ask for, as [`perform`] does for one record.
async fn perform_rows(
    ctx: &ObjectContext<'_>,
    performer: &Arc<Performer>,
    chunk: &Chunk,
    mut bulk: Bulk,
    effects: Vec<BulkEffect>,
) -> Result<Told, HandlerError> {
    let mut effects = VecDeque::from(effects);
    let mut source = Some(chunk.source());
    let mut now = chunk.started_at();
    while let Some(effect) = effects.pop_front() {
        let more = match effect {
            BulkEffect::Read => match source.take() {
                Some(text) => bulk.step(BulkEvent::Read {
                    bytes: text.as_bytes(),
                    now,
                }),
                None => bulk.step(BulkEvent::SourceEnded { now }),
            },
            BulkEffect::Send(BulkRequest {
                lane,
                account,
                request,
            }) => {
                let numbers = || chunk.rows.iter().map(|row| row.number);
                let sending = Sending {
                    run_id: chunk.run_id.clone(),
                    rows: (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0)),
                    task: None,
                };
                let sending = Arc::clone(performer).send(sending, account, request);
                let sent: Json<Sent> = ctx
                    .run(|| async move { Ok(Json(sending.await)) })
                    .name("batch")
                    .await?;
                now = Timestamp::from_millis(sent.0.at_millis);
                bulk.step(told_of_lane(sent.0, lane, now))
            }
            BulkEffect::Wait { lane, millis } => {
                ctx.sleep(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
                    .await?;
                now = Timestamp::from_millis(now.millis() + millis);
                bulk.step(BulkEvent::Waited { lane, now })
            }
            // The journal is what is kept.
            BulkEffect::Save(_) => Vec::new(),
            BulkEffect::End(_) => break,
        };
        effects.extend(more);
    }
    let mut told: Told = bulk
        .take_told()
        .into_iter()
        .map(|row| (row.row, outcome(&row)))
        .collect();
    // Whatever nothing was told of must not be forgotten.
    let known: BTreeSet<u64> = told.iter().map(|(number, _)| *number).collect();
    let forgotten = chunk.rows.iter().map(|row| row.number);
    told.extend(
        forgotten
            .filter(|number| !known.contains(number))
            .map(|number| {
                let reason = "the run ended before it".to_owned();
                (number, Outcome::Failed { reason })
            }),
    );
    Ok(told)
}

fn outcome(row: &RowResult) -> Outcome {
    let reason = || {
        row.reasons.first().map_or_else(
            || row.status.name().to_owned(),
            |reason| format!("{reason} ({})", reason.code()),
        )
    };
    match (row.status, row.reasons.first()) {
        (RowStatus::Failed, Some(Reason::Refused(_))) => Outcome::Refused { reason: reason() },
        (RowStatus::Failed | RowStatus::SetAside | RowStatus::NotReached, _) => {
            Outcome::Failed { reason: reason() }
        }
        (RowStatus::Skipped, _) => Outcome::Skipped,
        (RowStatus::Accepted | RowStatus::WouldSend, _) => Outcome::Accepted,
    }
}

fn told_of_lane(sent: Sent, lane: usize, now: Timestamp) -> BulkEvent<'static> {
    let random = sent.random;
    match sent.status {
        Some(status) => BulkEvent::Responded {
            lane,
            status,
            body: sent.body,
            retry_after: sent.retry_after,
            now,
            random,
        },
        None => BulkEvent::NotResponded {
            lane,
            error: sent.send_error(),
            now,
            random,
        },
    }
}

/// Makes a row of a chunk a dead letter.
fn bury(ctx: &ObjectContext<'_>, chunk: &Chunk, row: u64, reason: String) {
    // A row has the number that it says it has, and that need not be one here.
    let Some(alone) = chunk.row_alone(row) else {
        return;
    };
    let letter = DeadLetter {
        reason,
        key: ctx.key().to_owned(),
        run_id: chunk.run_id.clone(),
        row,
        work: Work::Rows(alone),
    };
    ctx.object_client::<DeadLettersClient<'_>>(chunk.run_id.clone())
        .add(Json(letter))
        .send();
}

/// The jobs of one run that failed.
struct DeadLetters;

#[object(name = "SegflowDeadLetters", client_visibility = "pub(super)")]
impl DeadLetters {
    #[handler]
    async fn add(&self, ctx: ObjectContext<'_>, letter: Json<DeadLetter>) -> HandlerResult<()> {
        let row = letter.0.row.to_string();
        ctx.set(&row, letter);
        Ok(())
    }

    /// Hands a job over once more; its messages have the same ids.
    #[handler]
    async fn replay(&self, ctx: ObjectContext<'_>, row: u64) -> HandlerResult<()> {
        let row = row.to_string();
        let Some(letter) = ctx.get::<Json<DeadLetter>>(&row).await? else {
            return Err(TerminalError::new_with_code(404, "there is no such dead letter").into());
        };
        match letter.0.work {
            Work::Record(job) => {
                let person = ctx.object_client::<PersonClient<'_>>(letter.0.key);
                person.run(Json(job)).send();
            }
            Work::Rows(chunk) => {
                let shard = ctx.object_client::<ShardClient<'_>>(letter.0.key);
                shard.run(Json(chunk)).send();
            }
        }
        ctx.clear(&row);
        Ok(())
    }

    /// Throws a job away.
    #[handler]
    async fn forget(&self, ctx: ObjectContext<'_>, row: u64) -> HandlerResult<()> {
        ctx.clear(&row.to_string());
        Ok(())
    }
}

/// All that a worker serves.
pub(super) fn endpoint(performer: Arc<Performer>) -> Endpoint {
    let tries = performer.tries;
    Endpoint::builder()
        .bind(definition(Person(Arc::clone(&performer)), tries))
        .bind(definition(Shard(performer), tries))
        .bind(definition(DeadLetters, tries))
        .build()
}

/// Every service has the same policy, and says all of it; the engine's own would
/// pause a run, and with it its user, after seventy tries. What is tried again by
/// it is a run whose account is not connected, and a worker that has gone: what
/// Segment answers is the core's to judge. A run that is
/// paused keeps its place and goes on by `segflow replay`; none is given up.
fn definition<D>(service: D, tries: u64) -> restate_sdk::service::ServiceDefinition
where
    D: restate_sdk::service::IntoServiceDefinition,
{
    let options = ServiceOptions::new()
        .idempotency_retention(IDEMPOTENCY)
        .journal_retention(JOURNAL)
        .retry_policy_initial_interval(Duration::from_millis(200))
        .retry_policy_exponentiation_factor(2.0)
        .retry_policy_max_interval(Duration::from_secs(30))
        .retry_policy_max_attempts(tries)
        .retry_policy_pause_on_max_attempts();
    service.into_service_definition().options(options)
}
