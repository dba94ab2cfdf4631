//! A run that goes on: after whoever performed it was gone, or once more.

use super::{Effect, Event, Mode, Phase, Run, RunStatus, SendError, TaskRun, TaskStatus, Wait};
use crate::time::Timestamp;

impl Run {
    /// Takes up whatever was under way; whether that changes anything.
    pub(super) fn resumed(&mut self, now: Timestamp, effects: &mut Vec<Effect>) -> bool {
        // What was not saved because it is secret is needed for all else.
        let lacks_secrets = !self.withheld.is_empty();
        let mut has_changed = lacks_secrets || !self.tasks.iter().any(TaskRun::is_under_way);
        for index in 0..self.tasks.len() {
            let Some(task) = self.tasks.get(index) else {
                continue;
            };
            match (task.status, task.wait) {
                (TaskStatus::Asking, _) => {
                    has_changed = true;
                    self.ask(index, effects);
                }
                (TaskStatus::Sending, _) => {
                    has_changed = true;
                    self.end_attempt(index, now, |attempt| {
                        attempt.error = Some(SendError::Interrupted);
                    });
                    self.take_up(index);
                }
                (TaskStatus::Waiting, wait) => {
                    let is_over = match wait {
                        Some(Wait::Until { at, .. }) => at <= now,
                        Some(Wait::Network) | None => true,
                        Some(Wait::Consent { .. }) => false,
                    };
                    if is_over || lacks_secrets {
                        has_changed = true;
                        self.take_up(index);
                    } else {
                        effects.extend(self.wait_effect(index, now));
                    }
                }
                (TaskStatus::Running, _) => {
                    has_changed |= self.happen_within(index, Event::Resumed { now }, effects);
                }
                _ => {}
            }
        }
        has_changed
    }

    /// Has a task that was activated go on with what it does.
    pub(super) fn take_up(&mut self, index: usize) {
        self.update(index, |task| task.status = TaskStatus::NotReached);
    }

    /// Tries anew what failed or was not reached; whether there is any. What was
    /// skipped after it may have been skipped because of it.
    pub(super) fn renew_failed(&mut self) -> bool {
        let is_to_do = |status| matches!(status, TaskStatus::Failed | TaskStatus::Cancelled);
        let Some(first) = self.tasks.iter().position(|task| is_to_do(task.status)) else {
            return false;
        };
        for task in self.tasks.iter_mut().skip(first) {
            if is_to_do(task.status) || task.status == TaskStatus::Skipped {
                task.renew();
                if let Some(nested) = &mut task.nested {
                    nested.renew_failed();
                }
            }
        }
        let entered = self.flow.workflow().level_of(first).end;
        self.phase = Phase::UnderWay { entered };
        true
    }

    /// Sends every message again as the same.
    pub(super) fn renew_all(&mut self) {
        for task in &mut self.tasks {
            task.renew();
            if let Some(nested) = &mut task.nested {
                nested.renew_all();
            }
        }
        self.phase = Phase::UnderWay { entered: 0 };
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
