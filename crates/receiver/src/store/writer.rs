use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::database::{self, Database, Durability, Reader, Trouble};
use super::limits::Limits;
use super::row::Row;
use super::salvage::Salvage;
use super::spare::Spare;
use super::{Change, Place, Shared, lock};
use crate::event::{Forward, Received};
use crate::{instant, state_folder};

/// Segment's window for duplicates.
const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// So many events at most are written at once.
const LARGEST_WRITE: usize = 4_000;

/// So many events of a damaged file are brought over at once.
const LARGEST_RESCUE: usize = 1_000;

/// While the file cannot be written it is tried again so often.
const RETRY: Duration = Duration::from_secs(1);

/// A receiver that is being replaced may still hold the file for a moment.
const HANDOVER: Duration = Duration::from_secs(2);

/// What the writing thread is asked to do.
pub(super) enum Command {
    Add {
        events: Vec<Received>,
        /// Told when the events are stored.
        done: oneshot::Sender<()>,
    },
    Clear {
        done: oneshot::Sender<usize>,
    },
    Forwarded {
        seqs: Vec<u64>,
        forward: Forward,
        done: oneshot::Sender<()>,
    },
    /// A reader found that the file is damaged.
    Damaged,
    Stop,
}

/// Writes events to the file, or to memory when the file fails.
pub(super) struct Writer {
    path: PathBuf,
    lock_path: PathBuf,
    limits: Limits,
    durability: Durability,
    shared: Arc<Shared>,
    open: Option<Open>,
    /// The latest of what is in the file, should it be damaged.
    recent: Spare,
    /// Set while a damaged file may have events that are missing here.
    damaged: Option<Damaged>,
    last_seq: u64,
    /// When a file that failed is tried again.
    retry_at: Instant,
    /// What happened to an earlier file; it is told for as long as this runs.
    remark: Option<String>,
}

/// A file that was set aside.
struct Damaged {
    path: PathBuf,
    /// How many events were in it, if that is known.
    events: Option<usize>,
}

/// The file, and the lock that keeps other receivers from it.
struct Open {
    database: Database,
    _lock: File,
}

impl Writer {
    pub(super) fn open(
        folder: &Path,
        limits: Limits,
        durability: Durability,
        shared: Arc<Shared>,
    ) -> Writer {
        let mut writer = Writer {
            path: folder.join("events.db"),
            lock_path: folder.join("events.lock"),
            limits,
            durability,
            shared,
            open: None,
            recent: Spare::new(Limits::RECENT),
            damaged: None,
            last_seq: 0,
            retry_at: Instant::now(),
            remark: None,
        };
        // An earlier receiver may have ended before it had looked through it.
        let path = writer.damaged_path();
        writer.damaged = path.exists().then_some(Damaged { path, events: None });
        let patient_until = Instant::now() + HANDOVER;
        loop {
            match writer.open_file() {
                Ok(()) => break,
                Err(Trouble::InUse | Trouble::Locked) if Instant::now() < patient_until => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(trouble) => {
                    // How far the numbers in the file go is not known. No file has
                    // as many events as milliseconds have passed, so that these
                    // numbers follow on those, should it be usable again.
                    if writer.path.exists() {
                        writer.last_seq = instant::now_millis();
                    }
                    writer.told(&trouble);
                    break;
                }
            }
        }
        if writer.open.is_some() && writer.damaged.is_some() {
            writer.recover();
        }
        writer.publish();
        writer
    }

    /// Works until it is asked to stop, or nobody is left to ask it anything.
    pub(super) fn run(mut self, commands: &Receiver<Command>) {
        loop {
            let first = if self.must_recover() {
                let wait = self.retry_at.saturating_duration_since(Instant::now());
                commands.recv_timeout(wait)
            } else {
                commands.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match first {
                Err(RecvTimeoutError::Timeout) => self.recover(),
                Err(RecvTimeoutError::Disconnected) | Ok(Command::Stop) => break,
                Ok(Command::Add { events, done }) => {
                    // Those which came in the meantime are written in one go.
                    let mut adds = vec![(events, done)];
                    let mut count = adds.iter().map(|(events, _)| events.len()).sum::<usize>();
                    let mut next = None;
                    while count < LARGEST_WRITE && next.is_none() {
                        match commands.try_recv() {
                            Ok(Command::Add { events, done }) => {
                                count += events.len();
                                adds.push((events, done));
                            }
                            Ok(other) => next = Some(other),
                            Err(_) => break,
                        }
                    }
                    self.add(adds);
                    match next {
                        Some(Command::Stop) => break,
                        Some(command) => self.other(command),
                        None => {}
                    }
                }
                Ok(command) => self.other(command),
            }
        }
        self.retry_at = Instant::now();
        if self.must_recover() {
            self.recover();
        }
        let lost = lock(&self.shared.spare).kept().events;
        if lost > 0 {
            say(&format!("{lost} events could not be written and are lost"));
        }
    }

    fn other(&mut self, command: Command) {
        match command {
            Command::Clear { done } => {
                // Whoever asked may have gone.
                let _ = done.send(self.clear());
            }
            Command::Forwarded {
                seqs,
                forward,
                done,
            } => {
                self.forwarded(seqs, &forward);
                let _ = done.send(());
            }
            Command::Damaged => {
                self.set_aside();
                self.recover();
            }
            // Both are taken by the loop.
            Command::Add { .. } | Command::Stop => {}
        }
        self.publish();
    }

    fn add(&mut self, adds: Vec<(Vec<Received>, oneshot::Sender<()>)>) {
        if self.must_recover() && Instant::now() >= self.retry_at {
            self.recover();
        }
        let mut rows = Vec::new();
        let mut counting = HashMap::new();
        let mut waiting = Vec::new();
        for (events, done) in adds {
            let first = self.last_seq + 1;
            let mut whole = true;
            for event in events {
                match self.row(event, first, &counting) {
                    Ok(row) => {
                        if let Some(id) = row.message_id.as_ref().filter(|_| row.counts) {
                            counting.insert(id.clone(), row.seq);
                        }
                        self.last_seq = row.seq;
                        rows.push(row);
                    }
                    Err(_) => whole = false,
                }
            }
            // Without an answer the client knows that not all of it was kept.
            if whole {
                waiting.push(done);
            }
        }
        self.write(rows);
        self.publish();
        for done in waiting {
            // A client that has gone needs no answer.
            let _ = done.send(());
        }
    }

    fn row(
        &self,
        event: Received,
        first: u64,
        counting: &HashMap<String, u64>,
    ) -> serde_json::Result<Row> {
        let since = event.received_millis.saturating_sub(DAY_MILLIS);
        let earlier = event.message_id.as_deref().and_then(|id| {
            counting
                .get(id)
                .copied()
                .or_else(|| lock(&self.shared.spare).counting(id, since))
                .or_else(|| {
                    let open = self.open.as_ref()?;
                    // Not knowing of a duplicate harms less than losing it.
                    open.database.counting(id, since).ok().flatten()
                })
        });
        Row::new(event, self.last_seq + 1, first, earlier)
    }

    fn write(&mut self, rows: Vec<Row>) {
        let behind = self.damaged.is_some() || !lock(&self.shared.spare).is_empty();
        let trouble = match &mut self.open {
            Some(open) if !behind => match open.database.insert(&rows) {
                Ok(()) => {
                    rows.into_iter().for_each(|row| self.recent.add(row));
                    return;
                }
                Err(trouble) => Some(trouble),
            },
            _ => None,
        };
        {
            let mut spare = lock(&self.shared.spare);
            for row in rows {
                spare.add(row);
            }
        }
        if let Some(trouble) = trouble {
            self.failed(&trouble);
        }
    }

    /// Goes on in memory.
    fn failed(&mut self, trouble: &Trouble) {
        if matches!(trouble, Trouble::Damaged) {
            self.set_aside();
            self.recover();
        } else {
            self.told(trouble);
        }
    }

    fn must_recover(&self) -> bool {
        self.open.is_none() || self.damaged.is_some() || !lock(&self.shared.spare).is_empty()
    }

    /// Tries to go on in the file.
    fn recover(&mut self) {
        let recovered = self
            .open_file()
            .and_then(|()| self.rescue())
            .and_then(|()| self.empty_spare());
        match recovered {
            Ok(()) => {
                self.publish();
                if lock(&self.shared.status).place == Place::Disk {
                    return;
                }
                say("events are written to the disk again");
                self.place(Place::Disk, self.remark.clone());
            }
            Err(Trouble::Damaged) => {
                self.set_aside();
                self.told(&Trouble::Damaged);
            }
            Err(trouble) => self.told(&trouble),
        }
    }

    fn open_file(&mut self) -> Result<(), Trouble> {
        if self.open.is_some() {
            return Ok(());
        }
        let held = self.hold()?;
        // SQLite would let everybody read a file that it makes.
        state_folder::private_file(&self.path).map_err(other)?;
        let opened = Database::open(&self.path, self.limits, self.durability);
        let database = match opened {
            Err(Trouble::Damaged) => {
                self.set_aside();
                Database::open(&self.path, self.limits, self.durability)?
            }
            opened => opened?,
        };
        *lock(&self.shared.reader) = Some(Reader::open(&self.path)?);
        self.last_seq = self.last_seq.max(database.last_seq());
        self.open = Some(Open {
            database,
            _lock: held,
        });
        if lock(&self.shared.spare).is_empty() {
            self.place(Place::Disk, self.remark.clone());
        }
        Ok(())
    }

    /// Keeps other receivers of this user from the file.
    fn hold(&self) -> Result<File, Trouble> {
        let file = state_folder::private_file(&self.lock_path).map_err(other)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(Trouble::InUse),
            Err(fs::TryLockError::Error(error)) => Err(other(error)),
        }
    }

    fn empty_spare(&mut self) -> Result<(), Trouble> {
        let mut spare = lock(&self.shared.spare);
        if spare.is_empty() {
            return Ok(());
        }
        if let Some(open) = &mut self.open {
            open.database.insert(spare.rows())?;
            spare
                .rows()
                .iter()
                .for_each(|row| self.recent.add(row.clone()));
            spare.empty();
        }
        Ok(())
    }

    fn set_aside(&mut self) {
        *lock(&self.shared.reader) = None;
        let events = self.open.take().map(|open| open.database.kept().events);
        let path = self.damaged_path();
        // Of two in a row the first keeps what has not been brought over yet.
        if self.damaged.take().is_some() {
            let _ = database::rename(&path, &self.kept_path());
        }
        let problem = match database::rename(&self.path, &path) {
            Ok(()) => {
                self.damaged = Some(Damaged { path, events });
                "the file of earlier events is damaged".to_owned()
            }
            Err(error) => format!("the damaged file cannot even be renamed ({error})"),
        };
        // Its numbers are not known for certain, and none may be given twice.
        self.last_seq = self.last_seq.max(instant::now_millis());
        say(&problem);
        self.remark = Some(problem);
    }

    /// Where a damaged file is until all was brought over that it still tells.
    fn damaged_path(&self) -> PathBuf {
        self.path.with_extension("db.damaged")
    }

    /// Where it is kept then.
    fn kept_path(&self) -> PathBuf {
        self.path
            .with_extension(format!("db.damaged-{}", instant::now_millis()))
    }

    /// Brings the events of a damaged file over that can still be read, or that
    /// are still in memory. All of them are older than those in the spare.
    fn rescue(&mut self) -> Result<(), Trouble> {
        let (Some(open), Some(damaged)) = (&mut self.open, &self.damaged) else {
            return Ok(());
        };
        let mut salvage = Salvage::open(&damaged.path).map_err(other)?;
        let known: BTreeSet<u64> = salvage.seqs().chain(self.recent.seqs()).collect();
        let missing = open.database.missing(known.iter().copied())?;
        for part in missing.chunks(LARGEST_RESCUE) {
            let rows: Vec<Row> = part
                .iter()
                .filter_map(|seq| self.recent.row(*seq).cloned().or_else(|| salvage.row(*seq)))
                .collect();
            open.database.insert(&rows)?;
        }
        self.last_seq = self.last_seq.max(open.database.last_seq());
        drop(salvage);
        let lost = damaged
            .events
            .map(|events| events.saturating_sub(known.len()));
        let lost = match lost {
            Some(0) => "none is lost".to_owned(),
            Some(lost) => format!("{lost} could not be read"),
            None => "it may have had more".to_owned(),
        };
        let aside = self.kept_path();
        database::rename(&damaged.path, &aside).map_err(other)?;
        let remark = format!(
            "the file of earlier events was damaged; {} of them were brought over, {lost}; the damaged file is kept as {}",
            known.len(),
            aside.display()
        );
        say(&remark);
        self.remark = Some(remark);
        self.damaged = None;
        self.place(Place::Disk, self.remark.clone());
        // Whoever listens has not seen these numbers come.
        let _ = self.shared.changes.send(Change::Others);
        Ok(())
    }

    fn clear(&mut self) -> usize {
        let mut cleared = lock(&self.shared.spare).clear();
        self.recent.clear();
        let result = self.open.as_mut().map(|open| open.database.clear());
        match result {
            Some(Ok(count)) => cleared += count,
            Some(Err(trouble)) => self.failed(&trouble),
            None => {}
        }
        // Nobody may be listening.
        let _ = self.shared.changes.send(Change::Others);
        cleared
    }

    fn forwarded(&mut self, seqs: Vec<u64>, forward: &Forward) {
        lock(&self.shared.spare).forwarded(&seqs, forward);
        self.recent.forwarded(&seqs, forward);
        let result = self
            .open
            .as_mut()
            .map(|open| open.database.forwarded(&seqs, forward));
        if let Some(Err(trouble)) = result {
            // It is passed on again at worst, with the same messageId.
            self.failed(&trouble);
        }
        let _ = self.shared.changes.send(Change::Forwarded {
            seqs,
            forward: forward.clone(),
        });
    }

    fn told(&mut self, trouble: &Trouble) {
        self.retry_at = Instant::now() + RETRY;
        let problem = format!(
            "events are kept in memory only and would be lost at the end, because {} cannot be used: {trouble}",
            self.path.display()
        );
        let known = lock(&self.shared.status).problem.clone();
        if known.as_deref() != Some(&problem) {
            say(&problem);
        }
        self.place(Place::Memory, Some(problem));
    }

    fn place(&self, place: Place, problem: Option<String>) {
        let mut status = lock(&self.shared.status);
        if status.place != place || status.problem != problem {
            status.place = place;
            status.problem = problem;
            let _ = self.shared.changes.send(Change::Moved);
        }
    }

    /// Tells readers what there is now.
    fn publish(&self) {
        let spare = lock(&self.shared.spare).kept();
        let stored = self
            .open
            .as_ref()
            .map(|open| open.database.kept())
            .unwrap_or_default();
        {
            let mut status = lock(&self.shared.status);
            status.events = stored.events + spare.events;
            status.bytes = stored.bytes + spare.bytes;
            status.last_seq = self.last_seq;
        }
        self.shared.last_seq.send_replace(self.last_seq);
    }
}

fn other(error: std::io::Error) -> Trouble {
    Trouble::Other(error.to_string())
}

/// Tells whoever started the receiver. A closed pipe is no reason to stop.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "segflow-receiver: {text}");
}
