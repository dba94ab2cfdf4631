//! A run: a workflow on its way, as a value.
//!
//! [`Run::step`] takes an event and gives effects; it does nothing itself.
//! Whoever performs the effects, an app, an engine or a test, feeds what came
//! of them back as the next event.
//!
//! A run goes from level to level. Every task of a level that its conditions
//! activate is under way at the same time, in a state of its own; the next
//! level is entered when none is any more. A task that runs another workflow
//! holds a run of it.
//!
//! A run can be [saved](Run::save) in any state and [loaded](Run::load)
//! elsewhere; [`Event::Resumed`] makes it go on where it was, with the same
//! message ids. So nothing is lost when whoever performs it goes away, and
//! what arrives twice is counted once.

mod delivery;
mod effect;
mod event;
mod form;
mod load;
mod nested;
mod path;
mod resume;
mod retry;
mod save;
mod secret;
mod summary;
mod task_run;
mod trigger;
mod wait;

pub use effect::Effect;
pub use event::{Event, SendError};
pub use form::Asked;
pub use load::RunLoadError;
pub use path::TaskPath;
pub use retry::{
    LONGEST_ASKED_MILLIS, MAX_ASKED_WAITS, MAX_TRIES, SURE_MILLIS, UNREADABLE_LIMIT_MILLIS,
    asked_millis, back_off_millis, is_passing,
};
pub use summary::{MessageSummary, RunSummary};
pub use task_run::{Attempt, Failure, Response, TaskRun, TaskStatus};
pub use trigger::Trigger;
pub use wait::Wait;

use std::sync::Arc;

use crate::check::{Finding, Problem};
use crate::condition::{Clause, ConditionProgram, Verdict};
use crate::document::{AccountId, OnError, TaskId, TaskKind};
use crate::flow::{CompiledTask, Flow};
use crate::json::{Object, Pointer};
use crate::preview::{Inputs, has_bad_condition};
use crate::record::Row;
use crate::scope::{Scope, TaskResult};
use crate::segment::Account;
use crate::time::Timestamp;
use secret::Secrets;

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

/// How far a run has come. What it waits for, its tasks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// It has not been started.
    New,
    /// The levels of so many tasks have been entered.
    UnderWay { entered: usize },
    /// Nothing more happens.
    Finished(RunStatus),
}

/// A workflow on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    flow: Arc<Flow>,
    inputs: Inputs,
    record: Object,
    mode: Mode,
    trigger: Trigger,
    started_at: Timestamp,
    /// The latest moment it was told of: clocks may be set back.
    latest: Timestamp,
    tasks: Vec<TaskRun>,
    phase: Phase,
    /// Until when nothing is sent to an account, as it asked for that. Of
    /// nested runs the outermost has them all.
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
            trigger: Trigger::Manual,
            started_at: Timestamp::from_millis(0),
            latest: Timestamp::from_millis(0),
            tasks,
            phase: Phase::New,
            pauses: Vec::new(),
            withheld: Vec::new(),
        }
    }

    /// The run, begun by something else than a person.
    #[must_use]
    pub fn begun_by(mut self, trigger: Trigger) -> Run {
        self.trigger = trigger;
        self
    }

    /// What made it begin.
    pub fn trigger(&self) -> &Trigger {
        &self.trigger
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

    /// The run's account of one task of its own.
    pub fn task(&self, id: &TaskId) -> Option<&TaskRun> {
        self.tasks.iter().find(|task| task.task == *id)
    }

    /// The task that a path leads to, and the run that it belongs to.
    pub fn at(&self, path: &TaskPath) -> Option<(&Run, &TaskRun)> {
        let mut path = path.clone();
        let mut run = self;
        while let Some(outer) = path.enter() {
            run = run.task(&outer)?.nested.as_deref()?;
        }
        Some((run, run.task(path.task())?))
    }

    /// Visits every task, what stands within one after it.
    pub fn visit<'r>(&'r self, visit: &mut dyn FnMut(TaskPath, &'r Run, &'r TaskRun)) {
        for task in &self.tasks {
            visit(task.task.clone().into(), self, task);
            if let Some(nested) = &task.nested {
                nested.visit(&mut |path, run, inner| {
                    visit(path.within(&task.task), run, inner);
                });
            }
        }
    }

    /// The tasks that wait to send, and for what.
    pub fn waiting(&self) -> Vec<(TaskPath, &TaskRun, Wait)> {
        let mut waiting = Vec::new();
        self.visit(&mut |path, _, task| {
            waiting.extend(task.waiting().map(|wait| (path, task, wait)));
        });
        waiting
    }

    /// Advances the run by one event. Total: every state answers every event,
    /// and one that comes too late changes nothing.
    #[must_use]
    pub fn step(mut self, event: Event) -> (Run, Vec<Effect>) {
        let effects = self.take(event);
        (self, effects)
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        let now = event.now();
        self.latest = self.latest.max(now);
        let mut effects = Vec::new();
        let has_changed = match (self.phase, event) {
            (Phase::New, Event::Started { .. }) => {
                self.started_at = now;
                self.phase = Phase::UnderWay { entered: 0 };
                true
            }
            (Phase::Finished(_), Event::Retried { .. }) => self.renew_failed(),
            (Phase::Finished(_), Event::Rerun { .. }) => {
                self.renew_all();
                true
            }
            (Phase::New | Phase::UnderWay { .. }, Event::Stopped { .. }) => {
                self.stop(now);
                true
            }
            (Phase::UnderWay { .. }, event) => self.happen(event, &mut effects),
            (Phase::New | Phase::Finished(_), _) => false,
        };
        if has_changed {
            self.go_on(now, &mut effects);
            effects.insert(0, Effect::Save);
        }
        effects
    }

    /// What happens to a run that is under way; whether it changes anything.
    fn happen(&mut self, mut event: Event, effects: &mut Vec<Effect>) -> bool {
        let now = event.now();
        let Some(path) = event.task_mut() else {
            return match event {
                Event::Resumed { .. } => self.resumed(now, effects),
                Event::Consented { .. } => self.consented(now, effects),
                _ => false,
            };
        };
        let outer = path.enter();
        let id = outer.as_ref().unwrap_or(path.task());
        let Some(index) = self.tasks.iter().position(|task| task.task == *id) else {
            return false;
        };
        if outer.is_some() {
            return self.happen_within(index, event, effects);
        }
        let Some(task) = self.tasks.get(index) else {
            return false;
        };
        match (task.status, event) {
            (TaskStatus::Asking | TaskStatus::Done, Event::Answered { answers, .. }) => {
                return self.answered(index, answers, now, effects);
            }
            (TaskStatus::Asking, Event::NotAnswered { .. }) => {
                let failure = self.not_answered(index);
                self.fail(index, failure, now);
            }
            (
                TaskStatus::Sending,
                Event::Responded {
                    status,
                    body,
                    retry_after,
                    random,
                    ..
                },
            ) => {
                let asked = retry_after.and_then(|header| retry::asked_millis(&header, now));
                let response = Response::new(status, body);
                self.responded(index, response, asked, random, now, effects);
            }
            (TaskStatus::Sending, Event::NotResponded { error, random, .. }) => {
                self.not_responded(index, error, random, now, effects);
            }
            (TaskStatus::Waiting, Event::Waited { .. }) => return self.waited(index),
            (TaskStatus::Waiting, Event::Declined { .. })
                if matches!(task.wait, Some(Wait::Consent { .. })) =>
            {
                self.fail(index, Failure::NotSent(SendError::LeftAsItIs), now);
            }
            _ => return false,
        }
        true
    }

    /// Goes on until there is nothing left to do without waiting.
    fn go_on(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let flow = Arc::clone(&self.flow);
        while let Phase::UnderWay { entered } = self.phase {
            if self.ask_withheld(effects) {
                return;
            }
            for (index, compiled) in flow.tasks().iter().enumerate().take(entered) {
                if self.has_status(index, TaskStatus::NotReached) {
                    self.reach(index, compiled, now, effects);
                }
            }
            if self.has_stopped() {
                self.cancel(now, |status| status == TaskStatus::NotReached);
            }
            if self.tasks.iter().any(TaskRun::is_under_way) {
                return;
            }
            self.phase = if entered < self.tasks.len() {
                Phase::UnderWay {
                    entered: flow.workflow().level_of(entered).end,
                }
            } else {
                Phase::Finished(self.outcome())
            };
        }
    }

    /// Does what the task at `index` does when it is reached.
    fn reach(
        &mut self,
        index: usize,
        compiled: &CompiledTask,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let found = self.flow.findings_at(index);
        let broken: Vec<Finding> = found.filter(|found| found.blocks()).cloned().collect();
        let mut is_activated = false;
        self.update(index, |task| {
            task.started_at.get_or_insert(now);
            is_activated = task.is_activated;
        });
        if !is_activated {
            if has_bad_condition(&broken) {
                return self.fail(index, Failure::Invalid(broken), now);
            }
            let verdict = self.verdict(index, compiled.activate_when.as_ref(), None);
            if let Some(verdict) = verdict.filter(|verdict| !verdict.holds) {
                return self.update(index, |task| {
                    task.status = TaskStatus::Skipped;
                    task.because = verdict.deciding;
                    task.ended_at = Some(now);
                });
            }
            self.update(index, |task| task.is_activated = true);
        }
        if !broken.is_empty() {
            return self.fail(index, Failure::Invalid(broken), now);
        }
        match (&compiled.task.kind, compiled.segment()) {
            (TaskKind::Form(_), _) => self.reach_form(index, now, effects),
            (_, Some((segment, program))) => {
                self.reach_segment(index, segment, program, now, effects);
            }
            _ => self.reach_workflow(index, compiled, now, effects),
        }
    }

    /// What a condition of the task at `index` comes to; `own` is the task
    /// itself where its own result counts.
    fn verdict(
        &self,
        index: usize,
        condition: Option<&ConditionProgram>,
        own: Option<usize>,
    ) -> Option<Verdict> {
        let condition = condition?;
        let results = self.results(index, own);
        let row = self.flow.row(&self.record);
        Some(condition.evaluate(&self.scope(&row, &results)))
    }

    /// Why the task at `index` is not complete although it did its work, if it
    /// is not.
    fn incomplete(&self, index: usize) -> Option<Vec<Clause>> {
        let compiled = self.flow.tasks().get(index)?;
        let verdict = self.verdict(index, compiled.complete_when.as_ref(), Some(index))?;
        let mut because = verdict.deciding;
        // The reason is kept, and a secret is not.
        let secrets = Secrets::of(self.flow.workflow());
        let condition = compiled.task.complete_when.as_ref();
        if condition.is_some_and(|condition| secrets.are_compared_by(condition)) {
            for clause in &mut because {
                (clause.left, clause.right) = (None, None);
            }
        }
        (!verdict.holds).then_some(because)
    }

    /// The task did its work: it is complete, unless its condition says no.
    fn complete(&mut self, index: usize, status: TaskStatus, now: Timestamp) {
        self.update(index, |task| {
            task.status = status;
            task.ended_at = Some(now);
        });
        if let Some(because) = self.incomplete(index) {
            let failure = self.not_completed(index, because);
            self.fail(index, failure, now);
        }
    }

    fn not_completed(&self, index: usize, because: Vec<Clause>) -> Failure {
        let problem = Problem::NotCompleted { because };
        self.failure(index, "completeWhen", problem)
    }

    /// A failure of the task at `index` for one reason.
    fn failure(&self, index: usize, key: &str, problem: Problem) -> Failure {
        let task = self.tasks.get(index);
        let at = Pointer::root().key(key);
        let finding = task.map(|task| Finding::of_task(&task.task, at, problem));
        Failure::Invalid(finding.into_iter().collect())
    }

    fn fail(&mut self, index: usize, failure: Failure, now: Timestamp) {
        self.update(index, |task| {
            task.status = TaskStatus::Failed;
            task.failure = Some(failure);
            task.may_have_arrived = task.is_unsure();
            task.ended_at = Some(now);
        });
    }

    /// Whether a task failed that lets no other one be reached.
    fn has_stopped(&self) -> bool {
        let mut tasks = self.flow.tasks().iter().zip(&self.tasks);
        tasks.any(|(compiled, task)| {
            task.status == TaskStatus::Failed && compiled.task.on_error == OnError::Stop
        })
    }

    fn stop(&mut self, now: Timestamp) {
        for index in 0..self.tasks.len() {
            match self.tasks.get_mut(index).map(|task| (task.status, task)) {
                Some((TaskStatus::Sending, _)) => self.end_attempt(index, now, |attempt| {
                    attempt.error = Some(SendError::Stopped);
                }),
                Some((TaskStatus::Running, task)) => {
                    if let Some(nested) = &mut task.nested {
                        nested.stop(now);
                    }
                }
                _ => {}
            }
        }
        self.cancel(now, |status| !status.is_final());
        self.phase = Phase::Finished(RunStatus::Cancelled);
    }

    /// Cancels every task of a certain kind of state.
    fn cancel(&mut self, now: Timestamp, is_meant: fn(TaskStatus) -> bool) {
        for task in &mut self.tasks {
            if is_meant(task.status) {
                task.status = TaskStatus::Cancelled;
                task.may_have_arrived = task.is_unsure();
                task.ended_at = Some(now);
            }
        }
    }

    fn outcome(&self) -> RunStatus {
        let has_failed = |task: &TaskRun| task.status == TaskStatus::Failed;
        let mut tasks = self.tasks.iter();
        if tasks.any(|task| has_failed(task) || task.before.iter().any(has_failed)) {
            RunStatus::Failed
        } else {
            RunStatus::Completed
        }
    }

    fn has_status(&self, index: usize, status: TaskStatus) -> bool {
        let task = self.tasks.get(index);
        task.is_some_and(|task| task.status == status)
    }

    fn update(&mut self, index: usize, change: impl FnOnce(&mut TaskRun)) {
        if let Some(task) = self.tasks.get_mut(index) {
            change(task);
        }
    }

    /// What tasks did that stand above the level of the one at `index`; of
    /// those beside it nothing is known, as they are under way together.
    fn results(&self, index: usize, own: Option<usize>) -> Vec<TaskResult> {
        let above = 0..self.flow.workflow().level_of(index).start;
        let seen = above.chain(own);
        let seen = seen.filter_map(|place| Some((self.tasks.get(place)?, place)));
        seen.filter(|(_, place)| {
            let compiled = self.flow.tasks().get(*place);
            compiled.is_some_and(|compiled| compiled.message.is_some())
        })
        .map(|(task, _)| TaskResult {
            task: task.task.clone(),
            message_id: task.message_id.clone(),
            status: match task.status {
                // A dry run goes the way that the run would go.
                TaskStatus::WouldSend => TaskStatus::Accepted.name(),
                status => status.name(),
            },
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
}
