//! Performs the runs of this device, and keeps them.
//!
//! A run is saved before anything of it leaves the page. It is performed by one
//! tab, which [owns](own) it; the other tabs follow. When that tab is closed,
//! another one goes on with it, or the next that is opened.

mod channel;
mod own;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::{Rc, Weak};

use segflow_core::document::WorkflowId;
use segflow_core::run::{Effect, Event, Run};
use wasm_bindgen_futures::spawn_local;

use crate::accounts::Accounts;
use crate::send::{Stop, perform};
use crate::storage::{Retention, Storage};
use crate::{Error, clock, network};
use channel::{Channel, Told, Wish};
use own::Owned;

/// As many ended runs are remembered for those who look at them.
const REMEMBERED: usize = 50;

/// The runs of this device. Copies are the same runs.
#[derive(Clone)]
pub struct Runs(Rc<Shared>);

struct Shared {
    storage: Storage,
    accounts: RefCell<Accounts>,
    known: RefCell<BTreeMap<String, Known>>,
    watchers: RefCell<Vec<(u32, Watcher)>>,
    watched: Cell<u32>,
    channel: RefCell<Option<Channel>>,
    /// The runs that this page owns as soon as no other one does.
    waited_for: RefCell<BTreeSet<String>>,
}

type Watcher = Rc<dyn Fn(&RunNews)>;

/// A run that this page performs or follows.
struct Known {
    news: RunNews,
    /// What is still to be done, in order.
    effects: VecDeque<Effect>,
    /// Whether somebody is at it.
    is_performing: bool,
    /// Counts what has happened: a wait that began before is over.
    turn: u32,
    stop: Stop,
    owned: Option<Owned>,
}

/// How a run stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RunNews {
    /// The run.
    pub run: Run,
    /// Who performs it.
    pub role: Role,
    /// Why it is in this page's memory only, and gone when the page is closed.
    pub not_kept: Option<Error>,
}

/// Who performs a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// This page.
    Owner,
    /// Another page.
    Follower,
}

impl PartialEq for Runs {
    fn eq(&self, other: &Runs) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Runs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runs").finish_non_exhaustive()
    }
}

impl Runs {
    /// The runs kept in a storage. Nothing is performed before
    /// [`Runs::resume`] or [`Runs::perform`].
    pub fn new(storage: Storage) -> Runs {
        let runs = Runs(Rc::new(Shared {
            storage,
            accounts: RefCell::default(),
            known: RefCell::default(),
            watchers: RefCell::default(),
            watched: Cell::default(),
            channel: RefCell::default(),
            waited_for: RefCell::default(),
        }));
        let shared = Rc::downgrade(&runs.0);
        let channel = Channel::open(move |told| {
            if let Some(shared) = shared.upgrade() {
                Runs(shared).heard(told);
            }
        });
        runs.0.channel.replace(channel);
        runs
    }

    /// The accounts to send with, from now on.
    pub fn set_accounts(&self, accounts: Accounts) {
        self.0.accounts.replace(accounts);
    }

    /// Goes on with every run that has not ended, or follows whoever does. What
    /// is older than is kept is deleted.
    pub fn resume(&self) {
        let runs = self.clone();
        spawn_local(async move {
            let Ok(stored) = runs.0.storage.runs().await else {
                return;
            };
            let unfinished: Vec<String> = stored
                .unfinished()
                .map(|run| run.summary.id.clone())
                .collect();
            for id in unfinished {
                spawn_local(runs.clone().take_on(id));
            }
            runs.forget_outdated().await;
        });
    }

    /// Performs a run from an event on: one that is new, or one that ended and
    /// is to go on. Refused if too many wait for their end already.
    pub async fn perform(&self, run: Run, event: Event) -> Result<(), Error> {
        let not_kept = match self.0.storage.runs().await {
            Ok(stored) if stored.is_full(run.id()) => return Err(Error::TooManyRuns),
            Ok(_) => self.0.storage.session_only().cloned(),
            // What fails when looking may do when saving, and says so then.
            Err(_) => None,
        };
        let id = run.id().to_owned();
        let owned = own::try_to(&id).await.ok_or(Error::RunElsewhere)?;
        let run = run.with_accounts(&self.0.accounts.borrow().known());
        self.know(run, Role::Owner, not_kept, Some(owned));
        self.step(&id, event);
        Ok(())
    }

    /// Tells a run what a person wants of it, wherever it is performed.
    pub fn tell(&self, id: &str, event: Event) {
        let role = self.0.known.borrow().get(id).map(|known| known.news.role);
        match role {
            Some(Role::Owner) => {
                if matches!(event, Event::Stopped { .. }) {
                    self.stop_requests(id);
                }
                self.step(id, event);
            }
            Some(Role::Follower) => {
                if let Some(wish) = Wish::of(&event) {
                    self.say(&Told::Wished(id.to_owned(), wish));
                }
            }
            None => {}
        }
    }

    /// The last begun of the runs of a workflow that this page knows.
    pub fn latest_of(&self, workflow: &WorkflowId) -> Option<RunNews> {
        let known = self.0.known.borrow();
        let runs = known.values().map(|known| &known.news);
        let of_it = runs.filter(|news| news.run.flow().workflow().id == *workflow);
        of_it
            .max_by_key(|news| (news.run.status().is_none(), news.run.started_at()))
            .cloned()
    }

    /// Tells of every change, until what is given back is dropped.
    pub fn watch(&self, watcher: impl Fn(&RunNews) + 'static) -> Watching {
        let number = self.0.watched.get().wrapping_add(1);
        self.0.watched.set(number);
        let mut watchers = self.0.watchers.borrow_mut();
        watchers.push((number, Rc::new(watcher)));
        Watching {
            runs: Rc::downgrade(&self.0),
            number,
        }
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

    fn is_owned_here(&self, id: &str) -> bool {
        let known = self.0.known.borrow();
        known.get(id).is_some_and(|known| known.owned.is_some())
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
                turn: 0,
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
            known.turn = known.turn.wrapping_add(1);
            !std::mem::replace(&mut known.is_performing, true)
        };
        self.tell_watchers(id);
        if is_idle {
            spawn_local(self.clone().work(id.to_owned()));
        }
    }

    /// Performs the effects of a run one after the other.
    async fn work(self, id: String) {
        while let Some((effect, run, turn, stop)) = self.next(&id) {
            match effect {
                Effect::Save => self.save(&run).await,
                Effect::Send {
                    account, request, ..
                } => {
                    let accounts = self.0.accounts.borrow().clone();
                    let event = perform(&account, &request, &accounts, &stop).await;
                    self.step(&id, event);
                }
                Effect::Wait { .. } | Effect::WaitForNetwork => {
                    spawn_local(self.clone().wait(id.clone(), effect, turn));
                }
                // What waits for a person is seen by the state of the run.
                Effect::Ask { .. } | Effect::AskConsent { .. } => {}
            }
        }
        self.end(&id).await;
    }

    fn next(&self, id: &str) -> Option<(Effect, Run, u32, Stop)> {
        let mut known = self.0.known.borrow_mut();
        let known = known.get_mut(id)?;
        let Some(effect) = known.effects.pop_front() else {
            known.is_performing = false;
            return None;
        };
        let run = known.news.run.clone();
        Some((effect, run, known.turn, known.stop.clone()))
    }

    /// A run that has ended is nobody's.
    async fn end(&self, id: &str) {
        let has_ended = {
            let mut known = self.0.known.borrow_mut();
            let ended = known
                .get_mut(id)
                .filter(|known| known.news.run.status().is_some() && !known.is_performing);
            ended.is_some_and(|known| known.owned.take().is_some())
        };
        if has_ended {
            self.forget_outdated().await;
        }
    }

    async fn wait(self, id: String, effect: Effect, turn: u32) {
        match effect {
            Effect::Wait { millis } => clock::sleep(millis).await,
            _ => network::until_online().await,
        }
        let is_due = {
            let known = self.0.known.borrow();
            known.get(&id).is_some_and(|known| known.turn == turn)
        };
        if is_due {
            self.step(&id, Event::Waited { now: clock::now() });
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

    async fn forget_outdated(&self) {
        let storage = &self.0.storage;
        let Ok(stored) = storage.runs().await else {
            return;
        };
        let outdated = stored.outdated(&Retention::USUAL, clock::now());
        if !outdated.is_empty() {
            // What cannot be deleted now will be later.
            let _ = storage.remove_runs(&outdated).await;
        }
    }

    /// Another tab said something.
    fn heard(&self, told: Told) {
        match told {
            Told::Saved(id) => {
                let runs = self.clone();
                let is_waited_for = self.0.waited_for.borrow().contains(&id);
                spawn_local(async move {
                    if is_waited_for {
                        runs.follow(&id).await;
                    } else {
                        // Begun in the other tab: it is gone on with here, if
                        // that tab is closed.
                        runs.take_on(id).await;
                    }
                });
            }
            Told::Wished(id, wish) => {
                if self.is_owned_here(&id) {
                    self.tell(&id, wish.event(clock::now()));
                }
            }
            // Owning has a channel of its own.
            Told::Asked { .. } | Told::Held { .. } => {}
        }
    }

    fn say(&self, told: &Told) {
        if let Some(channel) = &*self.0.channel.borrow() {
            channel.say(told);
        }
    }

    fn tell_watchers(&self, id: &str) {
        let news = self
            .0
            .known
            .borrow()
            .get(id)
            .map(|known| known.news.clone());
        let watchers: Vec<Watcher> = {
            let watchers = self.0.watchers.borrow();
            watchers
                .iter()
                .map(|(_, watcher)| Rc::clone(watcher))
                .collect()
        };
        if let Some(news) = news {
            for watcher in watchers {
                watcher(&news);
            }
        }
    }
}

/// Somebody who is told of changes, until this is dropped.
pub struct Watching {
    runs: Weak<Shared>,
    number: u32,
}

impl Drop for Watching {
    fn drop(&mut self) {
        if let Some(runs) = self.runs.upgrade() {
            let mut watchers = runs.watchers.borrow_mut();
            watchers.retain(|(number, _)| *number != self.number);
        }
    }
}
