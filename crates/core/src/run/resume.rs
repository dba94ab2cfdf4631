//! A run that goes on: after whoever performed it was gone, or once more.

use super::{Effect, Mode, Phase, Run, RunStatus, SendError, TaskStatus, Wait};
use crate::time::Timestamp;

impl Run {
    /// Goes on with every task that has not ended. What was not saved because
    /// it is secret is asked first.
    pub(super) fn begin(&mut self, now: Timestamp) -> Vec<Effect> {
        let asked_first = self.withheld.first().and_then(|form| {
            let tasks = self.flow.tasks();
            tasks.iter().position(|compiled| compiled.task.id == *form)
        });
        let Some(index) = asked_first else {
            return self.enter(0, now);
        };
        self.update(index, |task| task.status = TaskStatus::NotReached);
        self.enter(index, now)
    }

    pub(super) fn resumed(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.phase {
            Phase::New | Phase::Finished(_) => return Vec::new(),
            Phase::Asking(_) => {}
            Phase::Sending(index) => {
                self.end_attempt(index, now, |attempt| {
                    attempt.error = Some(SendError::Interrupted);
                });
                self.update(index, |task| task.status = TaskStatus::NotReached);
            }
            Phase::Waiting(index, wait) => {
                let is_over = match wait {
                    Wait::Until { at, .. } => at <= now,
                    Wait::Network => true,
                    Wait::Consent { .. } => false,
                };
                if !is_over && self.withheld.is_empty() {
                    return self.wait_effect(index, wait, now).into_iter().collect();
                }
                self.update(index, |task| task.status = TaskStatus::NotReached);
            }
        }
        self.begin(now)
    }

    /// Tries anew what failed or was not reached. What was skipped after it may
    /// have been skipped because of it.
    pub(super) fn retried(&mut self, now: Timestamp) -> Vec<Effect> {
        let is_to_do = |status| matches!(status, TaskStatus::Failed | TaskStatus::Cancelled);
        let Some(first) = self.tasks.iter().position(|task| is_to_do(task.status)) else {
            return Vec::new();
        };
        for task in self.tasks.iter_mut().skip(first) {
            if is_to_do(task.status) || task.status == TaskStatus::Skipped {
                task.renew();
            }
        }
        self.begin(now)
    }

    /// Sends every message again as the same.
    pub(super) fn rerun(&mut self, now: Timestamp) -> Vec<Effect> {
        for task in &mut self.tasks {
            task.renew();
        }
        self.begin(now)
    }

    /// Whether there is anything that [`Event::Retried`](super::Event::Retried)
    /// would do.
    pub fn can_be_retried(&self) -> bool {
        matches!(
            self.phase,
            Phase::Finished(RunStatus::Failed | RunStatus::Cancelled)
        )
    }

    /// Whether there is anything that [`Event::Rerun`](super::Event::Rerun)
    /// would send.
    pub fn can_be_rerun(&self) -> bool {
        self.status().is_some() && self.mode == Mode::Send
    }
}
