//! A run: a workflow on its way, as a value.
//!
//! [`Run::step`] takes an event and gives effects; it does nothing itself.
//! Whoever performs the effects, an app, an engine or a test, feeds what came
//! of them back as the next event.

mod effect;
mod event;
mod task_run;

pub use effect::Effect;
pub use event::{Event, SendError};
pub use task_run::{Attempt, Failure, Response, TaskRun, TaskStatus};

use std::sync::Arc;

use crate::check::{Finding, Problem};
use crate::document::{OnError, SegmentTask, TaskId, TaskKind};
use crate::flow::{CompiledTask, Flow};
use crate::json::{Object, Pointer, Value};
use crate::preview::{self, Inputs};
use crate::record::Row;
use crate::scope::{Scope, TaskResult};
use crate::segment::{Account, MessageProgram};
use crate::time::Timestamp;

/// Whether requests leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Requests are sent.
    Send,
    /// Nothing leaves; tasks end as `wouldSend`.
    DryRun,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunStatus {
    /// Every task that was reached did its work.
    Completed,
    /// A task failed.
    Failed,
    /// A person stopped it.
    Cancelled,
}

impl RunStatus {
    /// The name handed to other programs.
    pub fn name(self) -> &'static str {
        match self {
            RunStatus::Completed => "completed",
            RunStatus::Failed => "failed",
            RunStatus::Cancelled => "cancelled",
        }
    }
}

/// What a run waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// To be started.
    New,
    /// For the answers of the form at that place.
    Asking(usize),
    /// For the answer to the request of the task at that place.
    Sending(usize),
    /// For nothing more.
    Finished(RunStatus),
}

/// A workflow on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    flow: Arc<Flow>,
    inputs: Inputs,
    record: Object,
    mode: Mode,
    started_at: Timestamp,
    tasks: Vec<TaskRun>,
    phase: Phase,
}

impl Run {
    /// A run that has not begun. `record` holds the answers known so far.
    pub fn new(flow: Arc<Flow>, record: Object, inputs: Inputs, mode: Mode) -> Run {
        let tasks = flow
            .tasks()
            .iter()
            .map(|compiled| TaskRun::new(compiled.task.id.clone()))
            .collect();
        Run {
            flow,
            inputs,
            record,
            mode,
            started_at: Timestamp::from_millis(0),
            tasks,
            phase: Phase::New,
        }
    }

    /// The id of the run.
    pub fn id(&self) -> &str {
        &self.inputs.run_id
    }

    /// The flow that runs.
    pub fn flow(&self) -> &Arc<Flow> {
        &self.flow
    }

    /// The accounts that were connected when it began.
    pub fn accounts(&self) -> &[Account] {
        &self.inputs.accounts
    }

    /// Whether requests leave.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// When it began.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// The answers so far.
    pub fn record(&self) -> &Object {
        &self.record
    }

    /// The tasks in order, with what became of them.
    pub fn tasks(&self) -> &[TaskRun] {
        &self.tasks
    }

    /// How it ended; `None` while it goes on.
    pub fn status(&self) -> Option<RunStatus> {
        match self.phase {
            Phase::Finished(status) => Some(status),
            _ => None,
        }
    }

    /// Advances the run by one event. Total: every state answers every event,
    /// and one that comes too late changes nothing.
    #[must_use]
    pub fn step(mut self, event: Event) -> (Run, Vec<Effect>) {
        let effects = match (self.phase, event) {
            (Phase::New, Event::Started { now }) => {
                self.started_at = now;
                self.enter(0, now)
            }
            (Phase::Asking(index), Event::Answered { answers, now }) => {
                let task = self.tasks.get(index).map(|task| task.task.clone());
                if let Some(task) = task {
                    self.record.insert(task.as_str(), answers);
                }
                self.enter(index, now)
            }
            (Phase::Asking(index), Event::NotAnswered { now }) => {
                let failure = self.unanswered(index);
                self.fail(index, failure, now)
            }
            (Phase::Sending(index), Event::Responded { status, body, now }) => {
                self.responded(index, Response::new(status, body), now)
            }
            (Phase::Sending(index), Event::NotResponded { error, now }) => {
                self.not_responded(index, error, now)
            }
            (Phase::Finished(_), _) => Vec::new(),
            (_, Event::Stopped { now }) => self.stop(now),
            _ => Vec::new(),
        };
        (self, effects)
    }

    /// Goes on from the task at `index` until something is to be waited for.
    fn enter(&mut self, index: usize, now: Timestamp) -> Vec<Effect> {
        let flow = Arc::clone(&self.flow);
        for (index, compiled) in flow.tasks().iter().enumerate().skip(index) {
            let reached = self.reach(index, compiled, now);
            match reached {
                Reached::Passed => {}
                Reached::Failed(failure) => {
                    if !self.record_failure(index, failure, now) {
                        return self.finish();
                    }
                }
                Reached::Waiting(phase, effects) => {
                    self.phase = phase;
                    return effects;
                }
            }
        }
        self.finish()
    }

    /// Does what the task at `index` does when it is reached.
    fn reach(&mut self, index: usize, compiled: &CompiledTask, now: Timestamp) -> Reached {
        let found = self.flow.findings_at(index);
        let broken: Vec<Finding> = found.filter(|found| found.blocks()).cloned().collect();
        self.update(index, |task| {
            task.started_at.get_or_insert(now);
        });
        let bad_condition = broken
            .iter()
            .any(|finding| Pointer::root().key("activateWhen").contains(&finding.at));
        if bad_condition {
            return Reached::Failed(Failure::Invalid(broken));
        }
        if let Some(condition) = &compiled.activate_when {
            let results = self.results();
            let row = self.flow.row(&self.record);
            let verdict = condition.evaluate(&self.scope(&row, &results));
            if !verdict.holds {
                self.update(index, |task| {
                    task.status = TaskStatus::Skipped;
                    task.because = verdict.deciding;
                    task.ended_at = Some(now);
                });
                return Reached::Passed;
            }
        }
        if !broken.is_empty() {
            return Reached::Failed(Failure::Invalid(broken));
        }
        match (&compiled.task.kind, compiled.segment()) {
            (TaskKind::Form(_), _) => self.reach_form(index, compiled, now),
            (_, Some((segment, program))) => self.reach_segment(index, segment, program, now),
            _ => Reached::Failed(Failure::Invalid(vec![Finding::of_task(
                &compiled.task.id,
                Pointer::root().key("kind"),
                Problem::CannotRun,
            )])),
        }
    }

    fn reach_form(&mut self, index: usize, compiled: &CompiledTask, now: Timestamp) -> Reached {
        let id = &compiled.task.id;
        let row = self.flow.row(&self.record);
        let problem = preview::unanswered(compiled, &row);
        let is_there = compiled
            .questions
            .as_ref()
            .is_some_and(|questions| questions.has_answers(&row));
        if is_there && problem.is_none() {
            self.update(index, |task| {
                task.status = TaskStatus::Done;
                task.ended_at = Some(now);
            });
            return Reached::Passed;
        }
        let answers = self
            .record
            .get(id.as_str())
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        self.update(index, |task| task.status = TaskStatus::Asking);
        Reached::Waiting(
            Phase::Asking(index),
            vec![Effect::Ask {
                task: id.clone(),
                answers,
                problem,
            }],
        )
    }

    fn reach_segment(
        &mut self,
        index: usize,
        segment: &SegmentTask,
        program: &MessageProgram,
        now: Timestamp,
    ) -> Reached {
        let results = self.results();
        let row = self.flow.row(&self.record);
        let scope = self.scope(&row, &results);
        let accounts = &self.inputs.accounts;
        let call = preview::render_call(&self.flow, segment, program, &scope, accounts, 1, now);
        let blocking: Vec<Finding> = call.findings.into_iter().filter(Finding::blocks).collect();
        let request = call.request;
        let is_dry = self.mode == Mode::DryRun;
        self.update(index, |task| {
            task.message_id = Some(call.message_id);
            task.request = Some(request.shown());
        });
        if !blocking.is_empty() {
            return Reached::Failed(Failure::Invalid(blocking));
        }
        if is_dry {
            self.update(index, |task| {
                task.status = TaskStatus::WouldSend;
                task.ended_at = Some(now);
            });
            return Reached::Passed;
        }
        let Some(account) = call.account else {
            return Reached::Failed(Failure::Invalid(vec![Finding::of_task(
                program.task(),
                Pointer::root().key("account"),
                Problem::NoAccount,
            )]));
        };
        self.update(index, |task| {
            task.status = TaskStatus::Sending;
            task.attempts.push(Attempt::begun(now));
        });
        Reached::Waiting(
            Phase::Sending(index),
            vec![
                Effect::Save,
                Effect::Send {
                    task: program.task().clone(),
                    account: account.id,
                    request,
                },
            ],
        )
    }

    fn responded(&mut self, index: usize, response: Response, now: Timestamp) -> Vec<Effect> {
        self.end_attempt(index, now, |attempt| {
            attempt.http_status = Some(response.status);
        });
        let is_accepted = response.is_accepted();
        self.update(index, |task| task.response = Some(response.clone()));
        if is_accepted {
            self.update(index, |task| {
                task.status = TaskStatus::Accepted;
                task.ended_at = Some(now);
            });
            return self.enter(index + 1, now);
        }
        self.fail(index, Failure::Refused(response.status), now)
    }

    fn not_responded(&mut self, index: usize, error: SendError, now: Timestamp) -> Vec<Effect> {
        self.end_attempt(index, now, |attempt| attempt.error = Some(error.clone()));
        self.update(index, |task| {
            task.may_have_arrived = error.may_have_arrived();
        });
        self.fail(index, Failure::NotSent(error), now)
    }

    fn fail(&mut self, index: usize, failure: Failure, now: Timestamp) -> Vec<Effect> {
        if self.record_failure(index, failure, now) {
            self.enter(index + 1, now)
        } else {
            self.finish()
        }
    }

    /// Notes that a task failed; whether the run goes on.
    fn record_failure(&mut self, index: usize, failure: Failure, now: Timestamp) -> bool {
        self.update(index, |task| {
            task.status = TaskStatus::Failed;
            task.failure = Some(failure);
            task.ended_at = Some(now);
        });
        let goes_on = self
            .flow
            .tasks()
            .get(index)
            .is_some_and(|compiled| compiled.task.on_error == OnError::Continue);
        if !goes_on {
            self.cancel_rest(now);
        }
        goes_on
    }

    fn stop(&mut self, now: Timestamp) -> Vec<Effect> {
        if let Phase::Sending(index) = self.phase {
            self.end_attempt(index, now, |attempt| {
                attempt.error = Some(SendError::Stopped);
            });
            self.update(index, |task| task.may_have_arrived = true);
        }
        self.cancel_rest(now);
        self.phase = Phase::Finished(RunStatus::Cancelled);
        vec![Effect::Save]
    }

    /// Cancels every task that has not ended.
    fn cancel_rest(&mut self, now: Timestamp) {
        for task in &mut self.tasks {
            if !task.status.is_final() {
                task.status = TaskStatus::Cancelled;
                task.ended_at = Some(now);
            }
        }
    }

    fn finish(&mut self) -> Vec<Effect> {
        let has_failed = self
            .tasks
            .iter()
            .any(|task| task.status == TaskStatus::Failed);
        self.phase = Phase::Finished(if has_failed {
            RunStatus::Failed
        } else {
            RunStatus::Completed
        });
        vec![Effect::Save]
    }

    fn unanswered(&self, index: usize) -> Failure {
        let finding = self.flow.tasks().get(index).and_then(|compiled| {
            preview::unanswered(compiled, &self.flow.row(&self.record)).or_else(|| {
                Some(Finding::of_task(
                    &compiled.task.id,
                    Pointer::root().key("fields"),
                    Problem::FormUnanswered { fields: Vec::new() },
                ))
            })
        });
        Failure::Invalid(finding.into_iter().collect())
    }

    fn update(&mut self, index: usize, change: impl FnOnce(&mut TaskRun)) {
        if let Some(task) = self.tasks.get_mut(index) {
            change(task);
        }
    }

    fn end_attempt(&mut self, index: usize, now: Timestamp, change: impl FnOnce(&mut Attempt)) {
        self.update(index, |task| {
            if let Some(attempt) = task.attempts.last_mut() {
                attempt.end(now);
                change(attempt);
            }
        });
    }

    fn results(&self) -> Vec<TaskResult> {
        self.tasks
            .iter()
            .zip(self.flow.tasks())
            .filter(|(_, compiled)| compiled.message.is_some())
            .map(|(task, _)| TaskResult {
                task: task.task.clone(),
                message_id: task.message_id.clone(),
                status: task.status.name(),
            })
            .collect()
    }

    fn scope<'a>(&'a self, row: &'a Row<'a>, results: &'a [TaskResult]) -> Scope<'a> {
        Scope {
            workflow: self.flow.workflow(),
            answers: row,
            run_id: &self.inputs.run_id,
            started_at: self.started_at,
            row: self.inputs.row,
            user: &self.inputs.user,
            host: &self.inputs.host,
            results,
        }
    }

    /// The run's account of one task.
    pub fn task(&self, id: &TaskId) -> Option<&TaskRun> {
        self.tasks.iter().find(|task| task.task == *id)
    }
}

/// What came of reaching a task.
enum Reached {
    /// It is done with; the next one is reached.
    Passed,
    /// It failed.
    Failed(Failure),
    /// The run waits.
    Waiting(Phase, Vec<Effect>),
}
