//! The events received lately, in a file that outlives the receiver; in memory
//! for as long as the file cannot be written.

mod database;
mod limits;
mod row;
mod salvage;
mod selection;
mod spare;
#[cfg(test)]
mod tests;
mod writer;

use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use serde::Serialize;
use tokio::sync::{broadcast, oneshot, watch};

pub(crate) use self::database::Durability;
use self::database::{Reader, Trouble};
pub(crate) use self::limits::Limits;
pub(crate) use self::row::Row;
pub(crate) use self::selection::{End, LARGEST_PAGE, Selection};
use self::spare::Spare;
use self::writer::{Command, Writer};
use crate::event::{Forward, Received};

/// So many changes are held for a slow listener before it has to start anew.
const CHANGES_HELD: usize = 256;

/// Stores events and finds them again. All writing is done by one thread.
pub(crate) struct Store {
    commands: Sender<Command>,
    shared: Arc<Shared>,
}

/// What the writing thread and the readers have in common.
struct Shared {
    /// A reader holds it while it reads the file too, so that no event is missed
    /// or seen twice while it moves from memory to the file.
    spare: Mutex<Spare>,
    reader: Mutex<Option<Reader>>,
    status: Mutex<Status>,
    last_seq: watch::Sender<u64>,
    changes: broadcast::Sender<Change>,
}

/// What happens to events that were there already.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Some went, or some that were missing came back.
    Others,
    Forwarded {
        seqs: Vec<u64>,
        forward: Forward,
    },
    /// The events are kept elsewhere now, or are kept in the file again.
    Moved,
}

/// How the store fares.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    pub(crate) place: Place,
    /// What is wrong, and how to mend it.
    pub(crate) problem: Option<String>,
    pub(crate) events: usize,
    pub(crate) bytes: usize,
    pub(crate) most_events: usize,
    pub(crate) most_bytes: usize,
    pub(crate) last_seq: u64,
}

/// Where new events are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    Disk,
    Memory,
}

/// Whether there may be more, although fewer came than were asked for.
pub(crate) fn is_full(rows: &[Row]) -> bool {
    rows.iter().map(Row::weight).sum::<usize>() >= LARGEST_PAGE
}

/// A guard even if a thread died holding it: each change made under these locks
/// is complete before anything that could fail.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    /// Opens the file in a folder, and starts the thread that writes it. The
    /// thread ends after [`Store::stop`], when all that was accepted is written.
    pub(crate) fn open(
        folder: &Path,
        limits: Limits,
        durability: Durability,
    ) -> std::io::Result<(Store, JoinHandle<()>)> {
        let shared = Arc::new(Shared {
            spare: Mutex::new(Spare::new(Limits::MEMORY)),
            reader: Mutex::new(None),
            status: Mutex::new(Status {
                place: Place::Memory,
                problem: None,
                events: 0,
                bytes: 0,
                most_events: limits.events,
                most_bytes: limits.bytes,
                last_seq: 0,
            }),
            last_seq: watch::Sender::new(0),
            changes: broadcast::Sender::new(CHANGES_HELD),
        });
        let (commands, received) = mpsc::channel();
        let writer = Writer::open(folder, limits, durability, Arc::clone(&shared));
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || writer.run(&received))?;
        Ok((Store { commands, shared }, thread))
    }

    /// Stores the events of one request. Returns once they are stored; false
    /// says that they are not, because the receiver stops.
    pub(crate) async fn add(&self, events: Vec<Received>) -> bool {
        let (done, stored) = oneshot::channel();
        self.commands.send(Command::Add { events, done }).is_ok() && stored.await.is_ok()
    }

    /// Forgets the events, and says how many they were.
    pub(crate) async fn clear(&self) -> Option<usize> {
        let (done, cleared) = oneshot::channel();
        self.commands.send(Command::Clear { done }).ok()?;
        cleared.await.ok()
    }

    /// Notes what became of events that are passed on.
    pub(crate) async fn forwarded(&self, seqs: Vec<u64>, forward: Forward) {
        let (done, noted) = oneshot::channel();
        let command = Command::Forwarded {
            seqs,
            forward,
            done,
        };
        // Once the store has stopped, they are passed on anew at the next start.
        if self.commands.send(command).is_ok() {
            let _ = noted.await;
        }
    }

    /// Lets the writing thread end.
    pub(crate) fn stop(&self) {
        let _ = self.commands.send(Command::Stop);
    }

    /// The events asked for, the oldest first; fewer if they are long. This reads
    /// the file: it is not for a thread that others wait for.
    pub(crate) fn select(&self, selection: &Selection) -> Vec<Row> {
        let spare = lock(&self.shared.spare);
        let stored = self.read(|reader| reader.select(selection));
        let mut rows = stored.unwrap_or_default();
        // All that is in memory is newer than what is in the file.
        let mut newer = spare.select(selection);
        match selection.end {
            End::Oldest => {
                if !is_full(&rows) {
                    rows.append(&mut newer);
                }
                rows.truncate(selection.limit);
            }
            End::Latest => {
                let most_stored = selection.limit - newer.len().min(selection.limit);
                rows.drain(..rows.len().saturating_sub(most_stored));
                rows.append(&mut newer);
            }
        }
        rows
    }

    /// The first event that waits to be passed on. This reads the file.
    pub(crate) fn oldest_waiting(&self) -> Option<u64> {
        let spare = lock(&self.shared.spare);
        let stored = self.read(Reader::oldest_waiting).flatten();
        stored.or_else(|| spare.oldest_waiting())
    }

    fn read<T>(&self, query: impl FnOnce(&Reader) -> Result<T, Trouble>) -> Option<T> {
        let reader = lock(&self.shared.reader);
        match query(reader.as_ref()?) {
            Ok(found) => Some(found),
            Err(Trouble::Damaged) => {
                let _ = self.commands.send(Command::Damaged);
                None
            }
            // Whatever it is, the file is whole and will be read again.
            Err(_) => None,
        }
    }

    pub(crate) fn status(&self) -> Status {
        lock(&self.shared.status).clone()
    }

    /// Follows the number of the newest event.
    pub(crate) fn last_seq(&self) -> watch::Receiver<u64> {
        self.shared.last_seq.subscribe()
    }

    /// Follows what happens to events that were there already.
    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.shared.changes.subscribe()
    }
}
