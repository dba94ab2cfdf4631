//! How many connections there may be, and which one makes room for the next.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// So many connections are held at a time. It leaves room for files below the
/// 1024 handles that a program usually may have.
const MOST: u32 = 512;

/// From this many connections on, each ends with its answer, so that others get
/// their turn.
const CROWDED: usize = 384;

/// Whoever waits for a place takes that of a client which has been silent for
/// so long. A client that means to send does so within this time.
const GRACE: Duration = Duration::from_millis(500);

/// The places of all connections.
pub(crate) struct Places {
    free: Arc<Semaphore>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    activities: HashMap<u64, Arc<Activity>>,
}

impl Places {
    pub(crate) fn new() -> Arc<Places> {
        Arc::new(Places {
            free: Arc::new(Semaphore::new(MOST as usize)),
            held: Mutex::default(),
        })
    }

    /// Waits for a place; a silent client loses its own for it. Nothing comes
    /// back once no places are given any more.
    pub(crate) async fn take(self: &Arc<Places>) -> Option<Place> {
        loop {
            let free = Arc::clone(&self.free);
            let wait = match Arc::clone(&free).try_acquire_owned() {
                Ok(permit) => return Some(self.place(permit)),
                Err(_) => self.make_room(),
            };
            match timeout(wait, free.acquire_owned()).await {
                Ok(Ok(permit)) => return Some(self.place(permit)),
                Ok(Err(_)) => return None,
                Err(_) => {}
            }
        }
    }

    /// Whether connections are to end with their answers.
    pub(crate) fn are_crowded(&self) -> bool {
        MOST as usize - self.free.available_permits() >= CROWDED
    }

    /// Returns when no connection is left.
    pub(crate) async fn empty(&self) {
        // It fails only once no places are given any more.
        let _ = self.free.acquire_many(MOST).await;
    }

    fn place(self: &Arc<Places>, permit: OwnedSemaphorePermit) -> Place {
        let activity = Arc::new(Activity::new());
        let mut held = self.held();
        held.last += 1;
        let number = held.last;
        held.activities.insert(number, Arc::clone(&activity));
        drop(held);
        Place {
            places: Arc::clone(self),
            number,
            activity,
            _permit: permit,
        }
    }

    /// Sends the client away that has been silent the longest. Gives how long to
    /// wait before it is worth another try.
    fn make_room(&self) -> Duration {
        let held = self.held();
        let silent = held
            .activities
            .values()
            .filter_map(|activity| Some((activity.silent_for()?, activity)))
            .max_by_key(|(silent, _)| *silent);
        match silent {
            Some((silent, activity)) if silent >= GRACE => {
                activity.leaves.store(true, Ordering::Relaxed);
                activity.leave.notify_one();
                GRACE
            }
            Some((silent, _)) => GRACE - silent,
            None => GRACE,
        }
    }

    /// Each change made under this lock is complete before anything could fail.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection; it is free again when this is dropped.
pub(crate) struct Place {
    places: Arc<Places>,
    number: u64,
    pub(crate) activity: Arc<Activity>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.held().activities.remove(&self.number);
    }
}

/// What a connection is doing: being answered, or being waited for.
pub(crate) struct Activity {
    began: Instant,
    /// Milliseconds from `began` to the last sign of life.
    alive_millis: AtomicU64,
    answering: AtomicBool,
    /// It was told to go, and is counted no more.
    leaves: AtomicBool,
    leave: Notify,
}

impl Activity {
    fn new() -> Activity {
        Activity {
            began: Instant::now(),
            alive_millis: AtomicU64::new(0),
            answering: AtomicBool::new(false),
            leaves: AtomicBool::new(false),
            leave: Notify::new(),
        }
    }

    /// Bytes came or went.
    pub(crate) fn sign_of_life(&self) {
        let millis = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.alive_millis.store(millis, Ordering::Relaxed);
    }

    /// Returns when this connection is to make room for another.
    pub(crate) async fn must_leave(&self) {
        self.leave.notified().await;
    }

    /// Wraps a request: once it is whole, it is the receiver's turn.
    pub(crate) fn asks(self: &Arc<Activity>, body: Incoming) -> Body {
        if body.is_end_stream() {
            self.answering.store(true, Ordering::Relaxed);
        }
        Body::new(Asking {
            body,
            activity: Arc::clone(self),
        })
    }

    /// Wraps an answer: once it is sent, it is the client's turn.
    pub(crate) fn answers(self: &Arc<Activity>, body: Body) -> Body {
        self.answering.store(true, Ordering::Relaxed);
        Body::new(Answering {
            body,
            activity: Arc::clone(self),
        })
    }

    /// How long the client has been silent, if it is its turn.
    fn silent_for(&self) -> Option<Duration> {
        let waits_for_client =
            !self.answering.load(Ordering::Relaxed) && !self.leaves.load(Ordering::Relaxed);
        let alive = Duration::from_millis(self.alive_millis.load(Ordering::Relaxed));
        waits_for_client.then(|| self.began.elapsed().saturating_sub(alive))
    }
}

struct Asking {
    body: Incoming,
    activity: Arc<Activity>,
}

impl HttpBody for Asking {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let poll = Pin::new(&mut self.body).poll_frame(context);
        if matches!(poll, Poll::Ready(None)) || self.body.is_end_stream() {
            self.activity.answering.store(true, Ordering::Relaxed);
        }
        poll
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        HttpBody::size_hint(&self.body)
    }
}

struct Answering {
    body: Body,
    activity: Arc<Activity>,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.activity.sign_of_life();
        self.activity.answering.store(false, Ordering::Relaxed);
    }
}
