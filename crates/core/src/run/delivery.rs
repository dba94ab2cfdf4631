//! One message on its way: attempts, and what follows from their ends.

use super::retry::{self, Judgement};
use super::{
    Attempt, Effect, Failure, Mode, Phase, Reached, Response, Run, SendError, TaskStatus, Wait,
};
use crate::check::{Finding, Problem};
use crate::document::{AccountId, SegmentTask};
use crate::json::Pointer;
use crate::preview;
use crate::segment::MessageProgram;
use crate::time::Timestamp;

impl Run {
    /// Renders the message and makes an attempt, the first or a later one: the
    /// same message each time, and another `sentAt`.
    pub(super) fn reach_segment(
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
        let reached_at = self.tasks.get(index).and_then(|task| task.started_at);
        let reached_at = reached_at.unwrap_or(now);
        let call = preview::render_call(
            &self.flow, segment, program, &scope, accounts, 1, reached_at,
        );
        let blocking: Vec<Finding> = call.findings.into_iter().filter(Finding::blocks).collect();
        let request = call.request.sent_again_at(now);
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
        if let Some(sent_at) = self.may_be_forgotten(index) {
            return self.wait(index, Wait::Consent { sent_at }, now);
        }
        if let Some(at) = self.paused_until(&account.id, now) {
            let asked_millis = Some(at.millis() - now.millis());
            return self.wait(index, Wait::Until { at, asked_millis }, now);
        }
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

    pub(super) fn responded(
        &mut self,
        index: usize,
        response: Response,
        asked_millis: Option<i64>,
        random: u32,
        now: Timestamp,
    ) -> Vec<Effect> {
        let status = response.status;
        let judgement = retry::judge(&response);
        let asked_millis = asked_millis.filter(|_| judgement == Judgement::TryAgain);
        self.end_attempt(index, now, |attempt| {
            attempt.http_status = Some(status);
            attempt.asked_millis = asked_millis;
            if judgement == Judgement::Redirected {
                attempt.error = Some(SendError::Redirected);
            }
        });
        self.update(index, |task| task.response = Some(response));
        match judgement {
            Judgement::Accepted => {
                self.update(index, |task| {
                    task.status = TaskStatus::Accepted;
                    task.ended_at = Some(now);
                });
                self.enter(index + 1, now)
            }
            Judgement::TryAgain => self.try_again(index, Failure::Refused(status), random, now),
            Judgement::Refused => self.fail(index, Failure::Refused(status), now),
            Judgement::Redirected => self.fail(index, Failure::NotSent(SendError::Redirected), now),
        }
    }

    pub(super) fn not_responded(
        &mut self,
        index: usize,
        error: SendError,
        random: u32,
        now: Timestamp,
    ) -> Vec<Effect> {
        if error == SendError::Offline {
            // It did not even leave, so it was no attempt.
            self.update(index, |task| {
                task.attempts.pop();
            });
            return self.wait_in(index, Wait::Network, now);
        }
        self.end_attempt(index, now, |attempt| attempt.error = Some(error.clone()));
        if retry::may_pass(&error) {
            self.try_again(index, Failure::NotSent(error), random, now)
        } else {
            self.fail(index, Failure::NotSent(error), now)
        }
    }

    /// Waits for another attempt, or gives up after too many.
    fn try_again(
        &mut self,
        index: usize,
        failure: Failure,
        random: u32,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Some(task) = self.tasks.get(index) else {
            return self.finish();
        };
        let (tries, may_try) = task.tries();
        if !may_try {
            return self.fail(index, failure, now);
        }
        let asked = task.attempts.last().and_then(|last| last.asked_millis);
        let is_limited = failure == Failure::Refused(429);
        let millis = match asked {
            Some(asked) => asked.max(retry::back_off_millis(1, random)),
            None if is_limited => {
                retry::back_off_millis(tries, random).max(retry::UNREADABLE_LIMIT_MILLIS)
            }
            None => retry::back_off_millis(tries, random),
        };
        let at = Timestamp::from_millis(now.millis() + millis);
        if asked.is_some() || is_limited {
            self.pause(index, at);
        }
        let asked_millis = asked.map(|_| millis);
        self.wait_in(index, Wait::Until { at, asked_millis }, now)
    }

    /// The wait is over, whatever the clock says: it may have been set.
    pub(super) fn waited(&mut self, index: usize, wait: Wait, now: Timestamp) -> Vec<Effect> {
        match wait {
            Wait::Consent { .. } => return Vec::new(),
            Wait::Until { .. } => {
                let account = self.account_of(index).cloned();
                self.pauses
                    .retain(|(paused, _)| Some(paused) != account.as_ref());
            }
            Wait::Network => {}
        }
        self.enter(index, now)
    }

    pub(super) fn consented(&mut self, index: usize, now: Timestamp) -> Vec<Effect> {
        // It is asked once a run, not once a message.
        for task in &mut self.tasks {
            task.consented = task.attempts.len();
        }
        self.enter(index, now)
    }

    /// Nothing is sent to the account of the task until then.
    fn pause(&mut self, index: usize, until: Timestamp) {
        if let Some(account) = self.account_of(index).cloned() {
            self.pauses.retain(|(paused, _)| *paused != account);
            self.pauses.push((account, until));
        }
    }

    /// Until when nothing is sent to the account, if anything is to come.
    fn paused_until(&self, account: &AccountId, now: Timestamp) -> Option<Timestamp> {
        let (_, until) = self.pauses.iter().find(|(paused, _)| paused == account)?;
        // A clock that was set back must not make it any longer.
        let latest = now.millis() + retry::LONGEST_ASKED_MILLIS;
        (*until > now).then(|| Timestamp::from_millis(until.millis().min(latest)))
    }

    fn account_of(&self, index: usize) -> Option<&AccountId> {
        let compiled = self.flow.tasks().get(index)?;
        compiled.task.segment()?.account.as_ref()
    }

    /// When the message may have arrived, if that is so long ago that Segment
    /// may have forgotten it since.
    fn may_be_forgotten(&self, index: usize) -> Option<Timestamp> {
        let sent_at = self.tasks.get(index)?.may_have_arrived_at()?;
        let age = self.latest.millis() - sent_at.millis();
        (age > retry::SURE_MILLIS).then_some(sent_at)
    }

    fn wait_in(&mut self, index: usize, wait: Wait, now: Timestamp) -> Vec<Effect> {
        match self.wait(index, wait, now) {
            Reached::Waiting(phase, effects) => {
                self.phase = phase;
                effects
            }
            _ => Vec::new(),
        }
    }

    fn wait(&mut self, index: usize, wait: Wait, now: Timestamp) -> Reached {
        self.update(index, |task| task.status = TaskStatus::Waiting);
        let effects = [Effect::Save].into_iter();
        let effects = effects.chain(self.wait_effect(index, wait, now));
        Reached::Waiting(Phase::Waiting(index, wait), effects.collect())
    }

    /// What the shell does while the task waits.
    pub(super) fn wait_effect(&self, index: usize, wait: Wait, now: Timestamp) -> Option<Effect> {
        Some(match wait {
            Wait::Until { at, .. } => Effect::Wait {
                millis: (at.millis() - now.millis()).clamp(0, retry::LONGEST_ASKED_MILLIS),
            },
            Wait::Network => Effect::WaitForNetwork,
            Wait::Consent { sent_at } => Effect::AskConsent {
                task: self.tasks.get(index)?.task.clone(),
                sent_at,
            },
        })
    }

    pub(super) fn end_attempt(
        &mut self,
        index: usize,
        now: Timestamp,
        change: impl FnOnce(&mut Attempt),
    ) {
        self.update(index, |task| {
            if let Some(attempt) = task.attempts.last_mut() {
                attempt.end(now);
                change(attempt);
            }
        });
    }
}
