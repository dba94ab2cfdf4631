//! The services that the engine calls.

use std::sync::Arc;
use std::time::Duration;

use restate_sdk::context::RunRetryPolicy;
use restate_sdk::endpoint::{Endpoint, ServiceOptions};
use restate_sdk::prelude::{
    ContextClient, ContextReadState, ContextSideEffects, ContextTimers, ContextWriteState,
    HandlerError, HandlerResult, Json, ObjectContext, RunFuture, TerminalError, object,
};
use segflow_core::flow::Flow;
use segflow_core::run::{Effect, Event, Failure, Mode, Run, RunStatus, SendError};
use segflow_core::time::Timestamp;

use super::job::{DeadLetter, Done, Job};
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
                let inputs = job.inputs(self.0.known_accounts());
                let run = Run::new(flow, record, inputs, Mode::Send);
                perform(&ctx, &self.0, run, job.started_at()).await?
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
            let letter = DeadLetter {
                reason: reason.clone(),
                key: ctx.key().to_owned(),
                job: job.clone(),
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
    let flow = performer
        .flow(&job.workflow)
        .map_err(|error| format!("the workflow cannot be read: {error}"))?;
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
    started_at: Timestamp,
) -> Result<Done, HandlerError> {
    let mut now = started_at;
    let mut event = Some(Event::Started { now });
    while let Some(happened) = event.take() {
        let (next, effects) = run.step(happened);
        run = next;
        for effect in effects {
            match effect {
                // The journal is what is kept.
                Effect::Save => {}
                Effect::Ask { .. } => event = Some(Event::NotAnswered { now }),
                Effect::Wait { millis } => {
                    let wait = Duration::from_millis(u64::try_from(millis).unwrap_or(0));
                    // It is over at the same moment, whoever waits for it.
                    ctx.sleep(wait).await?;
                    now = Timestamp::from_millis(now.millis() + millis);
                    event = Some(Event::Waited { now });
                }
                // A worker never says that it is offline.
                Effect::WaitForNetwork => event = Some(Event::Waited { now }),
                // Nobody is here to say that it may be counted twice; as a dead
                // letter it waits for somebody.
                Effect::AskConsent { .. } => event = Some(Event::Declined { now }),
                Effect::Send {
                    task,
                    account,
                    request,
                } => {
                    let sending = Arc::clone(performer).send(account, request, 1);
                    let sent: Json<Sent> = ctx
                        .run(|| async move { Ok(Json(sending.await?)) })
                        .name(task.as_str())
                        .retry_policy(patience())
                        .await?;
                    now = Timestamp::from_millis(sent.0.at_millis);
                    event = Some(told(sent.0, now));
                }
            }
        }
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

fn told(sent: Sent, now: Timestamp) -> Event {
    let random = sent.random;
    match sent.status {
        Some(status) => Event::Responded {
            status,
            body: sent.body,
            retry_after: sent.retry_after,
            now,
            random,
        },
        None => Event::NotResponded {
            error: sent
                .error
                .and_then(|code| SendError::from_code(&code))
                .unwrap_or(SendError::BlockedOrOffline),
            now,
            random,
        },
    }
}

/// Why a run failed: its first task that did.
fn reason(run: &Run) -> Option<String> {
    let (task, failure) = run
        .tasks()
        .iter()
        .find_map(|task| Some((task, task.failure.as_ref()?)))?;
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

/// A step that cannot even be tried, as without its account, is tried again for
/// ever: it is the worker that has to be mended, and order is kept meanwhile.
fn patience() -> RunRetryPolicy {
    RunRetryPolicy::new()
        .initial_delay(Duration::from_millis(500))
        .exponentiation_factor(2.0)
        .max_delay(Duration::from_secs(30))
}

/// The jobs of one run that failed.
struct DeadLetters;

#[object(name = "SegflowDeadLetters", client_visibility = "pub(super)")]
impl DeadLetters {
    #[handler]
    async fn add(&self, ctx: ObjectContext<'_>, letter: Json<DeadLetter>) -> HandlerResult<()> {
        let row = letter.0.job.row.to_string();
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
        ctx.object_client::<PersonClient<'_>>(letter.0.key)
            .run(Json(letter.0.job))
            .send();
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
    Endpoint::builder()
        .bind(definition(Person(performer)))
        .bind(definition(DeadLetters))
        .build()
}

/// Every service has the same, and says so itself: the engine's own defaults
/// would pause a run, and with it its user, after seventy attempts.
fn definition<D>(service: D) -> restate_sdk::service::ServiceDefinition
where
    D: restate_sdk::service::IntoServiceDefinition,
{
    let options = ServiceOptions::new()
        .idempotency_retention(IDEMPOTENCY)
        .journal_retention(JOURNAL)
        .retry_policy_initial_interval(Duration::from_millis(200))
        .retry_policy_exponentiation_factor(2.0)
        .retry_policy_max_interval(Duration::from_secs(10));
    service.into_service_definition().options(options)
}
