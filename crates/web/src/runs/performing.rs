//! Performs runs: what comes as a part of the program, see [`Code`].

use std::collections::VecDeque;

use segflow_core::document::AccountId;
use segflow_core::run::{Effect, Event, Run, SendError, TaskPath};
use segflow_core::segment::Request;
use wasm_bindgen_futures::spawn_local;

use super::channel::Told;
use super::code::Code;
use super::own::{self, Owned};
use super::{Known, REMEMBERED, Role, RunNews, Runs, Verdict};
use crate::send::{Stop, perform};
use crate::{Error, clock, network, random};

/// All that is called of it from outside of the part.
pub(super) const CODE: Code = Code {
    begin: |runs, run, event| Box::pin(async move { runs.begin(run, event).await }),
    take_on: |runs, id| Box::pin(runs.take_on(id)),
    follow: |runs, id| Box::pin(async move { runs.follow(&id).await }),
    tell: |runs, id, event| runs.tell_own(id, event),
};

impl Runs {
    /// Begins a run, or goes on with one that ended.
    async fn begin(&self, run: Run, event: Event) -> Result<(), Error> {
        let not_kept = match self.0.storage.runs().await {
            Ok(stored) if stored.is_full(run.id()) => return Err(Error::TooManyRuns),
            Ok(_) => self.0.storage.session_only().cloned(),
            // What fails when looking may do when saving, and says so then.
            Err(_) => None,
        };
        let id = run.id().to_owned();
        let owned = if self.0.storage.is_hosts() {
            Owned::Alone
        } else {
            own::try_to(&id).await.ok_or(Error::RunElsewhere)?
        };
        let run = run.with_accounts(&self.0.accounts.borrow().known());
        self.know(run, Role::Owner, not_kept, Some(owned));
        self.step(&id, event);
        Ok(())
    }

    /// Tells a run of this page something.
    fn tell_own(&self, id: &str, event: Event) {
        if matches!(event, Event::Stopped { .. }) {
            self.stop_requests(id);
        }
        self.step(id, event);
    }

    /// Owns a kept run and goes on with it, or follows until it can be owned.
    async fn take_on(self, id: String) {
        if self.is_owned_here(&id) || !self.0.waited_for.borrow_mut().insert(id.clone()) {
            return;
        }
        let owned = match own::try_to(&id).await {
            Some(owned) => owned,
            None => {
                self.follow(&id).await;
                own::wait_to(&id).await
            }
        };
        self.0.waited_for.borrow_mut().remove(&id);
        // Whoever performed it before may have brought it to its end.
        let Some(run) = self.load(&id).await else {
            return;
        };
        let is_over = run.status().is_some();
        if is_over {
            self.0.storage.forget_typed(&id);
        }
        self.know(run, Role::Owner, None, (!is_over).then_some(owned));
        self.tell_watchers(&id);
        if !is_over {
            self.step(&id, Event::Resumed { now: clock::now() });
        }
    }

    async fn follow(&self, id: &str) {
        if self.is_owned_here(id) {
            return;
        }
        if let Some(run) = self.load(id).await {
            self.know(run, Role::Follower, None, None);
            self.tell_watchers(id);
        }
    }

    async fn load(&self, id: &str) -> Option<Run> {
        let text = self.0.storage.run(id).await.ok()??;
        let accounts = self.0.accounts.borrow().known();
        Run::load(&text, &accounts).ok()
    }

    fn know(&self, run: Run, role: Role, not_kept: Option<Error>, owned: Option<Owned>) {
        let id = run.id().to_owned();
        let news = RunNews {
            run,
            role,
            not_kept,
        };
        let mut known = self.0.known.borrow_mut();
        known.insert(
            id,
            Known {
                news,
                effects: VecDeque::new(),
                is_performing: false,
                sending: 0,
                stop: Stop::new(),
                owned,
            },
        );
        let ended = known.iter().filter(|(_, known)| known.owned.is_none());
        let oldest = ended.min_by_key(|(_, known)| known.news.run.started_at());
        if known.len() > REMEMBERED
            && let Some(oldest) = oldest.map(|(id, _)| id.clone())
        {
            known.remove(&oldest);
        }
    }

    fn stop_requests(&self, id: &str) {
        let stop = self
            .0
            .known
            .borrow()
            .get(id)
            .map(|known| known.stop.clone());
        if let Some(stop) = stop {
            stop.stop();
        }
    }

    /// Advances a run and has its effects performed.
    fn step(&self, id: &str, event: Event) {
        let is_idle = {
            let mut known = self.0.known.borrow_mut();
            let Some(known) = known.get_mut(id).filter(|known| known.owned.is_some()) else {
                return;
            };
            let (run, effects) = known.news.run.clone().step(event);
            known.news.run = run;
            known.effects.extend(effects);
            !std::mem::replace(&mut known.is_performing, true)
        };
        self.tell_watchers(id);
        if is_idle {
            spawn_local(self.clone().work(id.to_owned()));
        }
    }

    /// Performs the effects of a run one after the other. What takes its time
    /// goes on beside: several tasks may be under way.
    async fn work(self, id: String) {
        while let Some((effect, run)) = self.next(&id) {
            match effect {
                Effect::Save => self.save(&run).await,
                Effect::Send {
                    task,
                    account,
                    request,
                } => {
                    let stop = self.change(&id, |known| {
                        known.sending += 1;
                        known.stop.clone()
                    });
                    if let Some(stop) = stop {
                        let sent = self.clone().send(run, task, account, request, stop);
                        spawn_local(sent);
                    }
                }
                Effect::Wait { task, millis } => {
                    spawn_local(self.clone().wait(run, task, Some(millis)));
                }
                Effect::WaitForNetwork { task } => {
                    spawn_local(self.clone().wait(run, task, None));
                }
                // What waits for a person is seen by the state of the run.
                Effect::Ask { .. } | Effect::AskConsent { .. } => {}
            }
        }
        self.end(&id).await;
    }

    /// Sends a request, if it may leave, and tells the run what came of it.
    async fn send(
        self,
        run: Run,
        task: TaskPath,
        account: AccountId,
        request: Request,
        stop: Stop,
    ) {
        let id = run.id();
        let gate = self.0.gate.borrow().clone();
        let verdict = match gate {
            Some(gate) => gate(&run, &task, &request).await,
            None => Verdict::Sent,
        };
        let event = match verdict {
            Verdict::Sent => {
                let accounts = self.0.accounts.borrow().clone();
                perform(task, &account, &request, &accounts, &stop).await
            }
            Verdict::Vetoed => Event::NotResponded {
                task,
                error: SendError::Vetoed,
                now: clock::now(),
                random: random::number(),
            },
        };
        if let Event::Responded { now, .. } = &event {
            self.0.storage.note_account_used(&account, *now).await;
        }
        self.change(id, |known| known.sending -= 1);
        self.step(id, event);
    }

    fn change<T>(&self, id: &str, change: impl FnOnce(&mut Known) -> T) -> Option<T> {
        self.0.known.borrow_mut().get_mut(id).map(change)
    }

    fn next(&self, id: &str) -> Option<(Effect, Run)> {
        self.change(id, |known| {
            let effect = known.effects.pop_front();
            known.is_performing = effect.is_some();
            Some((effect?, known.news.run.clone()))
        })?
    }

    /// A run that has ended is nobody's.
    async fn end(&self, id: &str) {
        let has_ended = {
            let mut known = self.0.known.borrow_mut();
            let ended = known.get_mut(id).filter(|known| {
                let is_idle = !known.is_performing && known.sending == 0;
                known.news.run.status().is_some() && is_idle
            });
            ended.is_some_and(|known| known.owned.take().is_some())
        };
        if has_ended {
            self.0.storage.forget_typed(id);
            self.forget_outdated().await;
        }
    }

    /// Waits for so many milliseconds, or to be online.
    async fn wait(self, run: Run, task: TaskPath, millis: Option<i64>) {
        match millis {
            Some(millis) => clock::sleep(millis).await,
            None => network::until_online().await,
        }
        let waits_for = |run: &Run| run.at(&task).and_then(|(_, task)| task.waiting());
        // It may wait for something else since, or not wait at all.
        let now = self.change(run.id(), |known| waits_for(&known.news.run));
        if now
            .flatten()
            .is_some_and(|wait| Some(wait) == waits_for(&run))
        {
            let now = clock::now();
            self.step(run.id(), Event::Waited { task, now });
        }
    }

    async fn save(&self, run: &Run) {
        let kept = self.0.storage.save_run(run).await;
        // What is in memory can be looked at, and is gone with the page.
        let saved = match self.0.storage.session_only() {
            Some(reason) => Err(reason.clone()),
            None => kept,
        };
        let has_changed = {
            let mut known = self.0.known.borrow_mut();
            known.get_mut(run.id()).is_some_and(|known| {
                let not_kept = saved.err();
                std::mem::replace(&mut known.news.not_kept, not_kept.clone()) != not_kept
            })
        };
        if has_changed {
            self.tell_watchers(run.id());
        }
        self.say(&Told::Saved(run.id().to_owned()));
    }
}
