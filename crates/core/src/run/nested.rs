//! A task that runs another workflow: the run within the run.

use super::{Effect, Event, Mode, Run, RunStatus, TaskRun, TaskStatus};
use crate::check::Problem;
use crate::flow::{CompiledTask, Flow};
use crate::json::Object;
use crate::preview::{self, Inputs};
use crate::time::Timestamp;

impl Run {
    pub(super) fn reach_workflow(
        &mut self,
        index: usize,
        compiled: &CompiledTask,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let has_begun = |task: &TaskRun| task.nested.is_some();
        let event = if self.tasks.get(index).is_some_and(has_begun) {
            Event::Resumed { now }
        } else {
            let record = self.input(index, compiled);
            let task = self.tasks.get(index);
            let activation = task.map_or(1, |task| task.activation);
            let nested = nested(
                &self.flow,
                &self.inputs,
                self.mode,
                (index, activation),
                record,
            );
            self.update(index, |task| task.nested = nested.map(Box::new));
            Event::Started { now }
        };
        self.update(index, |task| task.status = TaskStatus::Running);
        self.happen_within(index, event, effects);
        self.end_nested(index, now);
    }

    /// What the other workflow is handed.
    fn input(&self, index: usize, compiled: &CompiledTask) -> Object {
        let results = self.results(index, None);
        let row = self.flow.row(&self.record);
        let scope = self.scope(&row, &results);
        let input = compiled.input.as_ref();
        input.map_or_else(Object::new, |input| input.render(&scope, &mut Vec::new()))
    }

    /// Something happens to the run within the task at `index`; whether it
    /// changes anything.
    pub(super) fn happen_within(
        &mut self,
        index: usize,
        event: Event,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(task) = self.tasks.get_mut(index) else {
            return false;
        };
        let (Some(nested), TaskStatus::Running) = (&mut task.nested, task.status) else {
            return false;
        };
        let now = event.now();
        // An account that is paused is so for all.
        std::mem::swap(&mut nested.pauses, &mut self.pauses);
        let given = nested.take(event);
        std::mem::swap(&mut nested.pauses, &mut self.pauses);
        let has_changed = given.contains(&Effect::Save);
        let given = given.into_iter().filter(|effect| *effect != Effect::Save);
        effects.extend(given.map(|effect| effect.within(&task.task)));
        self.end_nested(index, now);
        has_changed
    }

    /// Ends the task at `index`, if the run within it has ended.
    fn end_nested(&mut self, index: usize, now: Timestamp) {
        let task = self.tasks.get(index);
        let task = task.filter(|task| task.status == TaskStatus::Running);
        let failure = match task.map(|task| task.nested.as_ref().map(|nested| nested.status())) {
            None | Some(Some(None)) => return,
            Some(Some(Some(RunStatus::Completed))) => {
                return self.complete(index, TaskStatus::Done, now);
            }
            Some(Some(Some(RunStatus::Failed | RunStatus::Cancelled))) => {
                self.failure(index, "workflow", Problem::NestedFailed)
            }
            // It was known when the workflow was compiled, or else that blocks.
            Some(None) => self.failure(
                index,
                "workflow",
                Problem::UnknownWorkflow { workflow: None },
            ),
        };
        self.fail(index, failure, now);
    }
}

/// The run of the workflow that a task runs, which has not begun: its place and
/// the number of its activation are part of the run's id, and so of its
/// messages' ids.
pub(super) fn nested(
    flow: &Flow,
    inputs: &Inputs,
    mode: Mode,
    (index, activation): (usize, u32),
    record: Object,
) -> Option<Run> {
    let inputs = preview::nested_inputs(flow, inputs, index, activation)?;
    Some(Run::new(flow.nested(index)?, record, inputs, mode))
}
