//! Performs the runs of this device, and keeps them.
//!
//! A run is saved before anything of it leaves the page. It is performed by one
//! tab, which [owns](own) it; the other tabs follow. When that tab is closed,
//! another one goes on with it, or the next that is opened.
//!
//! What [performs](performing) is a part of the program that comes with the
//! first run, see [`code`].

mod channel;
mod code;
mod own;
mod performing;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use segflow_core::document::WorkflowId;
use segflow_core::run::{Effect, Event, Run, TaskPath};
use segflow_core::segment::Request;
use wasm_bindgen_futures::spawn_local;

use crate::accounts::Accounts;
use crate::send::Stop;
use crate::storage::Storage;
use crate::{Error, clock};
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
    /// Asked before each request.
    gate: RefCell<Option<Gate>>,
}

/// Lets a request of a run leave, or does not.
pub type Gate = Rc<dyn Fn(&Run, &TaskPath, &Request) -> Pin<Box<dyn Future<Output = Verdict>>>>;

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It leaves.
    Sent,
    /// It does not: its task fails.
    Vetoed,
}

type Watcher = Rc<dyn Fn(&RunNews)>;

/// A run that this page performs or follows.
struct Known {
    news: RunNews,
    /// What is still to be done, in order.
    effects: VecDeque<Effect>,
    /// Whether somebody is at it.
    is_performing: bool,
    /// How many requests are on their way.
    sending: usize,
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
            gate: RefCell::default(),
        }));
        // What a page keeps to itself, no other one goes on with.
        if runs.0.storage.is_hosts() {
            return runs;
        }
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

    /// Asks before each request from now on whether it may leave.
    pub fn set_gate(&self, gate: Gate) {
        self.0.gate.replace(Some(gate));
    }

    /// Goes on with every run that has not ended, or follows whoever does. What
    /// is older than is kept is deleted.
    pub fn resume(&self) {
        let runs = self.clone();
        spawn_local(async move {
            let Ok(stored) = runs.0.storage.runs().await else {
                return;
            };
            let unfinished = stored.unfinished().map(|run| run.summary.id.clone());
            let unfinished: Vec<String> = unfinished.collect();
            let retention = runs.0.storage.retention().await;
            let outdated = stored.outdated(&retention, clock::now());
            if !outdated.is_empty() {
                runs.forget_outdated().await;
            }
            if unfinished.is_empty() {
                return;
            }
            // Without it they wait for the next page that is opened.
            let Ok(code) = code::arrived().await else {
                return;
            };
            for id in unfinished {
                spawn_local((code.take_on)(runs.clone(), id));
            }
        });
    }

    /// Performs a run from an event on: one that is new, or one that ended and
    /// is to go on. Refused if too many wait for their end already.
    pub async fn perform(&self, run: Run, event: Event) -> Result<(), Error> {
        let code = code::arrived().await?;
        (code.begin)(self.clone(), run, event).await
    }

    /// Tells a run what a person wants of it, wherever it is performed.
    pub fn tell(&self, id: &str, event: Event) {
        let role = self.0.known.borrow().get(id).map(|known| known.news.role);
        match role {
            // It was the code that made the run known.
            Some(Role::Owner) => {
                if let Some(code) = code::here() {
                    (code.tell)(self, id, event);
                }
            }
            Some(Role::Follower) => {
                if let Some(wish) = Wish::of(&event) {
                    self.say(&Told::Wished(id.to_owned(), wish));
                }
            }
            None => {}
        }
    }

    /// The runs that this page performs or follows, and the last that it did.
    pub fn known(&self) -> Vec<RunNews> {
        let known = self.0.known.borrow();
        known.values().map(|known| known.news.clone()).collect()
    }

    /// How the run of that id stands, if this page performs or follows it, or
    /// did so.
    pub fn news_of(&self, id: &str) -> Option<RunNews> {
        let known = self.0.known.borrow();
        known.get(id).map(|known| known.news.clone())
    }

    /// Deletes runs that have ended. One that goes on stays.
    pub async fn remove(&self, ids: &[&str]) -> Result<(), Error> {
        let is_going = |id: &&&str| self.is_owned_here(id);
        let ended: Vec<&str> = ids.iter().filter(|id| !is_going(id)).copied().collect();
        self.0.storage.remove_runs(&ended).await?;
        let mut known = self.0.known.borrow_mut();
        known.retain(|id, _| !ended.contains(&id.as_str()));
        Ok(())
    }

    /// Deletes what is older, or more, than is kept; gives the ids of those runs.
    pub async fn forget_outdated(&self) -> Vec<String> {
        let storage = &self.0.storage;
        let Ok(stored) = storage.runs().await else {
            return Vec::new();
        };
        let retention = storage.retention().await;
        let outdated = stored.outdated(&retention, clock::now());
        // What cannot be deleted now will be later.
        if outdated.is_empty() || storage.remove_runs(&outdated).await.is_err() {
            return Vec::new();
        }
        outdated.into_iter().map(str::to_owned).collect()
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

    fn is_owned_here(&self, id: &str) -> bool {
        let known = self.0.known.borrow();
        known.get(id).is_some_and(|known| known.owned.is_some())
    }

    /// Another tab said something.
    fn heard(&self, told: Told) {
        match told {
            Told::Saved(id) => {
                let runs = self.clone();
                let is_waited_for = self.0.waited_for.borrow().contains(&id);
                spawn_local(async move {
                    let Ok(code) = code::arrived().await else {
                        return;
                    };
                    if is_waited_for {
                        (code.follow)(runs, id).await;
                    } else {
                        // Begun in the other tab: it is gone on with here, if
                        // that tab is closed.
                        (code.take_on)(runs, id).await;
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
