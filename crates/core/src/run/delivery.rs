//! One message on its way: attempts, and what follows from their ends.

use super::retry::{self, Judgement};
use super::{Attempt, Effect, Event, Failure, Mode, Response, Run, SendError, TaskStatus, Wait};
use crate::check::{Finding, Problem};
use crate::document::{AccountId, SegmentTask};
use crate::preview;
use crate::segment::{Account, Message, MessageProgram, Request};
use crate::time::Timestamp;

impl Run {
    /// Makes an attempt, the first or a later one: the same message each time,
    /// and another `sentAt`.
    pub(super) fn reach_segment(
        &mut self,
        index: usize,
        segment: &SegmentTask,
        program: &MessageProgram,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let made = match self.made_before(index, segment, now) {
            Some((request, account)) => Ok((request, account)),
            None => self.made(index, segment, program, now),
        };
        let (request, account) = match made {
            Ok(made) => made,
            Err(failure) => return self.fail(index, failure, now),
        };
        if self.mode == Mode::DryRun {
            return self.complete(index, TaskStatus::WouldSend, now);
        }
        let Some(account) = account else {
            let failure = self.failure(index, "account", Problem::NoAccount);
            return self.fail(index, failure, now);
        };
        if let Some(sent_at) = self.may_be_forgotten(index) {
            return self.wait(index, Wait::Consent { sent_at }, now, effects);
        }
        if let Some(at) = self.paused_until(&account.id, now) {
            let asked_millis = Some(at.millis() - now.millis());
            return self.wait(index, Wait::Until { at, asked_millis }, now, effects);
        }
        self.update(index, |task| {
            task.status = TaskStatus::Sending;
            task.request = Some(request.shown());
            task.attempts.push(Attempt::begun(now));
        });
        effects.push(Effect::Send {
            task: program.task().clone().into(),
            account: account.id,
            request,
        });
    }

    /// The request of a message that left before, whatever was answered since.
    fn made_before(
        &self,
        index: usize,
        segment: &SegmentTask,
        now: Timestamp,
    ) -> Option<(Request, Option<Account>)> {
        let task = self.tasks.get(index)?;
        let shown = task
            .request
            .as_ref()
            .filter(|_| !task.attempts.is_empty())?;
        let message = Message::sent_with(segment.call, shown)?;
        let mut accounts = self.inputs.accounts.iter();
        let account = accounts.find(|account| Some(&account.id) == segment.account.as_ref())?;
        let request = Request::new(&message, Some(account), now);
        Some((request, Some(account.clone())))
    }

    /// Renders the message.
    fn made(
        &mut self,
        index: usize,
        segment: &SegmentTask,
        program: &MessageProgram,
        now: Timestamp,
    ) -> Result<(Request, Option<Account>), Failure> {
        let results = self.results(index, None);
        let row = self.flow.row(&self.record);
        let scope = self.scope(&row, &results);
        let accounts = &self.inputs.accounts;
        let task = self.tasks.get(index);
        let activation = task.map_or(1, |task| task.activation);
        let reached_at = task.and_then(|task| task.started_at).unwrap_or(now);
        let call = preview::render_call(
            &self.flow, segment, program, &scope, accounts, activation, reached_at,
        );
        let blocking: Vec<Finding> = call.findings.into_iter().filter(Finding::blocks).collect();
        let request = call.request.sent_again_at(now);
        self.update(index, |task| {
            task.message_id = Some(call.message_id);
            task.request = Some(request.shown());
        });
        if blocking.is_empty() {
            Ok((request, call.account))
        } else {
            Err(Failure::Invalid(blocking))
        }
    }

    pub(super) fn responded(
        &mut self,
        index: usize,
        response: Response,
        asked_millis: Option<i64>,
        random: u32,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
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
            Judgement::Accepted => self.complete(index, TaskStatus::Accepted, now),
            Judgement::TryAgain => {
                self.try_again(index, Failure::Refused(status), random, now, effects);
            }
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
        effects: &mut Vec<Effect>,
    ) {
        if error == SendError::Offline {
            // It did not even leave, so it was no attempt.
            self.update(index, |task| {
                task.attempts.pop();
            });
            return self.wait(index, Wait::Network, now, effects);
        }
        self.end_attempt(index, now, |attempt| attempt.error = Some(error.clone()));
        if retry::may_pass(&error) {
            self.try_again(index, Failure::NotSent(error), random, now, effects);
        } else {
            self.fail(index, Failure::NotSent(error), now);
        }
    }

    /// Waits for another attempt, or gives up after too many.
    fn try_again(
        &mut self,
        index: usize,
        failure: Failure,
        random: u32,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let Some(task) = self.tasks.get(index) else {
            return;
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
        self.wait(index, Wait::Until { at, asked_millis }, now, effects);
    }

    /// The wait is over, whatever the clock says: it may have been set.
    pub(super) fn waited(&mut self, index: usize) -> bool {
        match self.tasks.get(index).and_then(|task| task.wait) {
            Some(Wait::Consent { .. }) => return false,
            Some(Wait::Until { .. }) => {
                let account = self.account_of(index).cloned();
                self.pauses
                    .retain(|(paused, _)| Some(paused) != account.as_ref());
            }
            Some(Wait::Network) | None => {}
        }
        self.take_up(index);
        true
    }

    /// What may have arrived is to be sent all the same; whether anything
    /// waits for that.
    pub(super) fn consented(&mut self, now: Timestamp, effects: &mut Vec<Effect>) -> bool {
        let mut has_changed = false;
        for index in 0..self.tasks.len() {
            let mut is_waiting = false;
            // It is asked once a run, not once a message.
            self.update(index, |task| {
                task.consented = task.attempts.len();
                is_waiting = matches!(task.waiting(), Some(Wait::Consent { .. }));
            });
            if is_waiting {
                self.take_up(index);
            }
            has_changed |= is_waiting;
            has_changed |= self.happen_within(index, Event::Consented { now }, effects);
        }
        has_changed
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

    fn wait(&mut self, index: usize, wait: Wait, now: Timestamp, effects: &mut Vec<Effect>) {
        self.update(index, |task| {
            task.status = TaskStatus::Waiting;
            task.wait = Some(wait);
        });
        effects.extend(self.wait_effect(index, now));
    }

    /// What the shell does while the task waits.
    pub(super) fn wait_effect(&self, index: usize, now: Timestamp) -> Option<Effect> {
        let task = self.tasks.get(index)?;
        let wait = task.waiting()?;
        let task = task.task.clone().into();
        Some(match wait {
            Wait::Until { at, .. } => Effect::Wait {
                task,
                millis: (at.millis() - now.millis()).clamp(0, retry::LONGEST_ASKED_MILLIS),
            },
            Wait::Network => Effect::WaitForNetwork { task },
            Wait::Consent { sent_at } => Effect::AskConsent { task, sent_at },
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
