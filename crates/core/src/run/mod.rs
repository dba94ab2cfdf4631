//! A run: a workflow on its way, as a value.
//!
//! [`Run::step`] takes an event and gives effects; it does nothing itself.
//! Whoever performs the effects, an app, an engine or a test, feeds what came
//! of them back as the next event.
//!
//! A run can be [saved](Run::save) in any state and [loaded](Run::load)
//! elsewhere; [`Event::Resumed`] makes it go on where it was, with the same
//! message ids. So nothing is lost when whoever performs it goes away, and
//! what arrives twice is counted once.

mod delivery;
mod effect;
mod event;
mod load;
mod resume;
mod retry;
mod save;
mod secret;
mod summary;
mod task_run;
mod wait;

pub use effect::Effect;
pub use event::{Event, SendError};
pub use load::RunLoadError;
pub use retry::{
    LONGEST_ASKED_MILLIS, MAX_ASKED_WAITS, MAX_TRIES, SURE_MILLIS, UNREADABLE_LIMIT_MILLIS,
    asked_millis, back_off_millis, is_passing,
};
pub use summary::{MessageSummary, RunSummary};
pub use task_run::{Attempt, Failure, Response, TaskRun, TaskStatus};
pub use wait::Wait;

use std::sync::Arc;

use crate::check::{Finding, Problem};
use crate::document::{AccountId, OnError, TaskId, TaskKind};
use crate::flow::{CompiledTask, Flow};
use crate::json::{Object, Pointer, Value};
use crate::preview::{self, Inputs};
use crate::record::Row;
use crate::scope::{Scope, TaskResult};
use crate::segment::Account;
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

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<RunStatus> {
        [
            RunStatus::Completed,
            RunStatus::Failed,
            RunStatus::Cancelled,
        ]
        .into_iter()
        .find(|status| status.name() == name)
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
    /// To send the request of the task at that place.
    Waiting(usize, Wait),
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
    /// The latest moment it was told of: clocks may be set back.
    latest: Timestamp,
    tasks: Vec<TaskRun>,
    phase: Phase,
    /// Until when nothing is sent to an account, as it asked for that.
    pauses: Vec<(AccountId, Timestamp)>,
    /// The forms whose secret answers were not saved: they are asked again.
    withheld: Vec<TaskId>,
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
            latest: Timestamp::from_millis(0),
            tasks,
            phase: Phase::New,
            pauses: Vec::new(),
            withheld: Vec::new(),
        }
    }

    /// A run of the same workflow and answers whose messages are new ones:
    /// Segment counts them beside those of this run.
    #[must_use]
    pub fn as_new(&self, run_id: impl Into<String>) -> Run {
        let inputs = Inputs {
            run_id: run_id.into(),
            ..self.inputs.clone()
        };
        Run {
            withheld: self.withheld.clone(),
            ..Run::new(
                Arc::clone(&self.flow),
                self.record.clone(),
                inputs,
                self.mode,
            )
        }
    }

    /// The same as [`Run::as_new`], of which nothing leaves.
    #[must_use]
    pub fn as_dry_run(&self, run_id: impl Into<String>) -> Run {
        Run {
            mode: Mode::DryRun,
            ..self.as_new(run_id)
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

    /// When something last happened to it.
    pub fn changed_at(&self) -> Timestamp {
        self.latest
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

    /// Whether it has not been started.
    pub fn is_new(&self) -> bool {
        self.phase == Phase::New
    }

    /// The task that waits, and for what.
    pub fn waiting(&self) -> Option<(&TaskRun, Wait)> {
        match self.phase {
            Phase::Waiting(index, wait) => Some((self.tasks.get(index)?, wait)),
            _ => None,
        }
    }

    /// The form that is asked now, with the answers known so far and what is
    /// wrong with them.
    pub fn asking(&self) -> Option<(&TaskId, Object, Option<Finding>)> {
        match self.phase {
            Phase::Asking(index) => {
                let compiled = self.flow.tasks().get(index)?;
                let problem = preview::unanswered(compiled, &self.flow.row(&self.record));
                Some((&compiled.task.id, self.answers(&compiled.task.id), problem))
            }
            _ => None,
        }
    }

    /// Advances the run by one event. Total: every state answers every event,
    /// and one that comes too late changes nothing.
    #[must_use]
    pub fn step(mut self, event: Event) -> (Run, Vec<Effect>) {
        self.latest = self.latest.max(event.now());
        let effects = match (self.phase, event) {
            (Phase::New, Event::Started { now }) => {
                self.started_at = now;
                self.begin(now)
            }
            (Phase::Asking(index), Event::Answered { answers, now }) => {
                self.answered(index, answers, now)
            }
            (Phase::Asking(index), Event::NotAnswered { now }) => {
                let failure = self.unanswered(index);
                self.fail(index, failure, now)
            }
            (
                Phase::Sending(index),
                Event::Responded {
                    status,
                    body,
                    retry_after,
                    now,
                    random,
                },
            ) => {
                let asked = retry_after.and_then(|header| retry::asked_millis(&header, now));
                self.responded(index, Response::new(status, body), asked, random, now)
            }
            (Phase::Sending(index), Event::NotResponded { error, now, random }) => {
                self.not_responded(index, error, random, now)
            }
            (Phase::Waiting(index, wait), Event::Waited { now }) => self.waited(index, wait, now),
            (Phase::Waiting(index, Wait::Consent { .. }), Event::Consented { now }) => {
                self.consented(index, now)
            }
            (Phase::Waiting(index, Wait::Consent { .. }), Event::Declined { now }) => {
                self.fail(index, Failure::NotSent(SendError::LeftAsItIs), now)
            }
            (Phase::Finished(_), Event::Retried { now }) => self.retried(now),
            (Phase::Finished(_), Event::Rerun { now }) => self.rerun(now),
            (Phase::Finished(_), _) => Vec::new(),
            (_, Event::Resumed { now }) => self.resumed(now),
            (_, Event::Stopped { now }) => self.stop(now),
            _ => Vec::new(),
        };
        (self, effects)
    }

    /// Goes on from the task at `index` until something is to be waited for.
    fn enter(&mut self, index: usize, now: Timestamp) -> Vec<Effect> {
        let flow = Arc::clone(&self.flow);
        for (index, compiled) in flow.tasks().iter().enumerate().skip(index) {
            // A run that goes on again does nothing twice.
            if self
                .tasks
                .get(index)
                .is_some_and(|task| task.status.is_final())
            {
                continue;
            }
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
        let row = self.flow.row(&self.record);
        let problem = preview::unanswered(compiled, &row);
        let is_there = compiled
            .questions
            .as_ref()
            .is_some_and(|questions| questions.has_answers(&row));
        if is_there && problem.is_none() && !self.withheld.contains(&compiled.task.id) {
            self.update(index, |task| {
                task.status = TaskStatus::Done;
                task.ended_at = Some(now);
            });
            return Reached::Passed;
        }
        self.update(index, |task| task.status = TaskStatus::Asking);
        Reached::Waiting(
            Phase::Asking(index),
            vec![Effect::Save, self.ask(compiled, problem)],
        )
    }

    /// The effect that asks a form.
    fn ask(&self, compiled: &CompiledTask, problem: Option<Finding>) -> Effect {
        Effect::Ask {
            task: compiled.task.id.clone(),
            answers: self.answers(&compiled.task.id),
            problem,
        }
    }

    /// What is known of the answers of a form.
    fn answers(&self, form: &TaskId) -> Object {
        let answers = self.record.get(form.as_str());
        answers
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    }

    fn answered(&mut self, index: usize, answers: Object, now: Timestamp) -> Vec<Effect> {
        if let Some(form) = self.tasks.get(index).map(|task| task.task.clone()) {
            self.record.insert(form.as_str(), answers);
            self.withheld.retain(|withheld| *withheld != form);
        }
        self.begin(now)
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
            task.may_have_arrived = task.is_unsure();
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
                task.may_have_arrived = task.is_unsure();
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
