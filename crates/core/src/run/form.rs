//! Forms on their way: asked, answered, asked again; and what the answers
//! activate.

use std::sync::Arc;

use super::task_run::MAX_ACTIVATIONS;
use super::{Effect, Failure, Phase, Run, TaskPath, TaskRun, TaskStatus};
use crate::check::{Finding, Problem};
use crate::document::TaskId;
use crate::json::{Object, Pointer, Value};
use crate::preview;
use crate::time::Timestamp;

/// A form that is asked now.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'r> {
    /// Which form.
    pub path: TaskPath,
    /// The run that it belongs to: this one, or one within it.
    pub run: &'r Run,
    /// The run's account of it.
    pub task: &'r TaskRun,
    /// The answers known so far.
    pub answers: Object,
    /// What is wrong with them.
    pub problem: Option<Finding>,
}

impl Run {
    /// The forms that are asked now.
    pub fn asking(&self) -> Vec<Asked<'_>> {
        let mut asking = Vec::new();
        self.visit(&mut |path, run, task| {
            if task.status == TaskStatus::Asking {
                let place = run.flow.workflow().position(&task.task);
                asking.push(Asked {
                    path,
                    run,
                    task,
                    answers: run.answers(&task.task),
                    problem: place.and_then(|place| run.problem(place)),
                });
            }
        });
        asking
    }

    pub(super) fn reach_form(&mut self, index: usize, now: Timestamp, effects: &mut Vec<Effect>) {
        let compiled = self.flow.tasks().get(index);
        let questions = compiled.and_then(|compiled| compiled.questions.as_ref());
        let row = self.flow.row(&self.record);
        if questions.is_some_and(|questions| questions.has_answers(&row))
            && self.problem(index).is_none()
        {
            self.complete(index, TaskStatus::Done, now);
        } else {
            self.ask(index, effects);
        }
    }

    /// Asks the form at `index`.
    pub(super) fn ask(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let problem = self.problem(index);
        let because = match &problem {
            Some(Finding {
                problem: Problem::NotCompleted { because },
                ..
            }) => because.clone(),
            _ => Vec::new(),
        };
        if let Some(task) = self.tasks.get_mut(index) {
            task.status = TaskStatus::Asking;
            task.ended_at = None;
            task.because = because;
            let task = task.task.clone();
            effects.push(Effect::Ask {
                answers: self.answers(&task),
                task: task.into(),
                problem,
            });
        }
    }

    /// What is wrong with the answers of the form at `index`.
    fn problem(&self, index: usize) -> Option<Finding> {
        let compiled = self.flow.tasks().get(index)?;
        let row = self.flow.row(&self.record);
        preview::unanswered(compiled, &row).or_else(|| {
            // Nobody has answered yet: there is nothing to complain of.
            self.record.get(compiled.task.id.as_str())?;
            let because = self.incomplete(index)?;
            let at = Pointer::root().key("completeWhen");
            let problem = Problem::NotCompleted { because };
            Some(Finding::of_task(&compiled.task.id, at, problem))
        })
    }

    fn is_form(&self, index: usize) -> bool {
        let compiled = self.flow.tasks().get(index);
        compiled.is_some_and(|compiled| compiled.questions.is_some())
    }

    /// What is known of the answers of a form.
    fn answers(&self, form: &TaskId) -> Object {
        let answers = self.record.get(form.as_str());
        answers
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    }

    /// A form was answered, for the first time or again; whether it is one.
    pub(super) fn answered(
        &mut self,
        index: usize,
        answers: Object,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(task) = self.tasks.get(index).filter(|_| self.is_form(index)) else {
            return false;
        };
        let form = task.task.clone();
        self.record.insert(form.as_str(), answers);
        let Phase::UnderWay { entered } = self.phase else {
            return false;
        };
        if self.problem(index).is_some() {
            self.ask(index, effects);
            return true;
        }
        self.withheld.retain(|withheld| *withheld != form);
        if index >= entered {
            // It was asked before its turn, because of a secret.
            self.take_up(index);
        } else {
            self.update(index, |task| {
                task.status = TaskStatus::Done;
                task.because = Vec::new();
                task.ended_at = Some(now);
            });
        }
        self.activate(now, effects);
        true
    }

    /// Activates the tasks of the levels entered whose condition has come to
    /// hold by an answer.
    fn activate(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let Phase::UnderWay { entered } = self.phase else {
            return;
        };
        if self.has_stopped() || !self.withheld.is_empty() {
            return;
        }
        let flow = Arc::clone(&self.flow);
        for (index, compiled) in flow.tasks().iter().enumerate().take(entered) {
            let verdict = self.verdict(index, compiled.activate_when.as_ref(), None);
            let Some((verdict, task)) = verdict.zip(self.tasks.get_mut(index)) else {
                continue;
            };
            match (task.is_activated, verdict.holds) {
                (true, false) => task.has_lapsed = true,
                (true, true) if task.has_lapsed => {
                    if task.is_under_way() || task.activation > MAX_ACTIVATIONS {
                        task.has_lapsed = false;
                    } else {
                        self.activate_again(index, now, effects);
                    }
                }
                (true, true) => {}
                (false, false) if task.status == TaskStatus::Skipped => {
                    task.because = verdict.deciding;
                }
                (false, true) if task.status == TaskStatus::Skipped => task.activate(),
                // It is not reached yet, or its condition cannot be read.
                (false, _) => {}
            }
        }
    }

    fn activate_again(&mut self, index: usize, now: Timestamp, effects: &mut Vec<Effect>) {
        let Some(task) = self.tasks.get_mut(index) else {
            return;
        };
        task.again();
        task.started_at = Some(now);
        if task.activation > MAX_ACTIVATIONS {
            let failure = self.failure(index, "activateWhen", Problem::RepeatLimit);
            self.fail(index, failure, now);
        } else if self.is_form(index) {
            // Its answers are known, and are to be given anew.
            self.ask(index, effects);
        }
    }

    /// What was not saved because it is secret is asked before anything else;
    /// whether anything is.
    pub(super) fn ask_withheld(&mut self, effects: &mut Vec<Effect>) -> bool {
        for index in 0..self.tasks.len() {
            let task = self.tasks.get(index);
            let is_to_ask = task.is_some_and(|task| {
                task.status != TaskStatus::Asking && self.withheld.contains(&task.task)
            });
            if is_to_ask {
                self.ask(index, effects);
            }
        }
        !self.withheld.is_empty()
    }

    pub(super) fn not_answered(&self, index: usize) -> Failure {
        let problem = self.problem(index);
        let compiled = self.flow.tasks().get(index);
        let unanswered = || {
            let row = self.flow.row(&self.record);
            compiled.map(|compiled| preview::unanswered_form(compiled, &row))
        };
        Failure::Invalid(problem.or_else(unanswered).into_iter().collect())
    }
}
