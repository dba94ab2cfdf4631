//! `segflow submit`: hands a workflow and its records to the engine.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use segflow_core::bulk::{BulkProgram, Delimiter, Split, SplitRow};
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::run::Mode;
use segflow_core::segment::{Account, KeyFacts, Region, Transport};

use super::engine::Engine;
use super::job::{Carried, Chunk, ChunkRow, Job, key};
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::records::{PIECE, Records};
use crate::terminal::{count, note, say};
use crate::{clock, document, preview};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &[
        "records",
        "record",
        "sample",
        "run-id",
        "workflows",
        "format",
        "delimiter",
        "mapping",
        "engine",
        "admin",
    ],
    flags: &["no-header", "each", "json"],
};

/// So many chunks or records are handed over at once.
const SENDERS: usize = 16;

/// A source's users are spread over so many shards. Other numbers on another
/// day would let two runs pass each other.
const SHARDS: u64 = 64;

/// A chunk is one step of the journal: large enough to be worth it, small enough
/// to be lost without harm.
const MOST_ROWS: usize = 200;
const MOST_BYTES: usize = 475_000;

/// So much of them is around the messages of a batch.
const AROUND: usize = 500;

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let flow = document::given(given)?;
    let run = Submission {
        engine: Engine::of(given)?,
        run_id: match given.text("run-id")? {
            Some(id) => id.to_owned(),
            None => clock::run_id()?,
        },
        started_millis: clock::now().millis(),
        workflow: Carried::of(&flow),
        flow,
    };
    let handed_over = match given.path("records") {
        None => {
            let record = preview::record(given, &run.flow)?;
            let job = run.job(0, Value::Object(record).to_string());
            run.hand_over(&(run.key(&job), job))?;
            HandedOver {
                rows: 1,
                left_out: 0,
            }
        }
        Some(path) if given.has("each") => run.each(&path)?,
        Some(_) => run.in_chunks(&Records::of(given, &run.flow)?)?,
    };
    tell(given, &run.run_id, &handed_over);
    Ok(Outcome::fine_if(handed_over.left_out == 0))
}

fn tell(given: &Given, run_id: &str, handed_over: &HandedOver) {
    let HandedOver { rows, left_out } = *handed_over;
    if given.has("json") {
        say(serde_json::json!({ "runId": run_id, "submitted": rows, "leftOut": left_out }));
        return;
    }
    say(format!(
        "{} handed to the engine as the run {run_id}",
        count(rows, "record", "records"),
    ));
    if left_out > 0 {
        say(format!(
            "{} left out: they are longer than any record, not written in UTF-8, or none at all",
            count(left_out, "row was", "rows were")
        ));
    }
    note("`segflow status` shows how they fare, `segflow dead-letters` those that failed");
}

struct HandedOver {
    rows: u64,
    left_out: u64,
}

/// What all records of a run have in common.
struct Submission {
    engine: Engine,
    workflow: Carried,
    flow: Arc<Flow>,
    run_id: String,
    started_millis: i64,
}

impl Submission {
    fn job(&self, row: u64, record: String) -> Job {
        Job {
            workflow: self.workflow.clone(),
            run_id: self.run_id.clone(),
            row,
            record,
            started_millis: self.started_millis,
        }
    }

    /// Whose record it is. One that cannot be read goes too: it becomes a dead
    /// letter, which says so.
    fn key(&self, job: &Job) -> String {
        document::read_record(&job.record).map_or_else(
            |_| job.idempotency_key(),
            |record| key(&self.flow, &record, job),
        )
    }

    /// Hands one record over, with its key. The engine takes the same row of the
    /// same run only once.
    fn hand_over(&self, (key, job): &(String, Job)) -> Result<(), Error> {
        let once = job.idempotency_key();
        self.engine
            .send("SegflowPerson", key, "run", &written(job)?, Some(&once))
    }

    /// Hands every line of a file over by itself: each task of each record is a
    /// step of the journal.
    fn each(&self, path: &Path) -> Result<HandedOver, Error> {
        let file: Box<dyn Read> = if path == Path::new("-") {
            Box::new(std::io::stdin())
        } else {
            Box::new(fs::File::open(path).map_err(Error::reading(path))?)
        };
        let rows = in_lanes(
            |job: &(String, Job)| self.hand_over(job),
            |lanes| {
                let mut rows = 0;
                for (row, line) in (1..).zip(BufReader::new(file).lines()) {
                    let record = line.map_err(Error::reading(path))?;
                    if record.trim().is_empty() {
                        continue;
                    }
                    let job = self.job(row, record);
                    let user = self.key(&job);
                    if !lanes.give(hash(&user), (user, job)) {
                        break;
                    }
                    rows += 1;
                }
                Ok(rows)
            },
        )?;
        Ok(HandedOver { rows, left_out: 0 })
    }

    fn hand_over_chunk(&self, (shard, chunk): &(u64, Chunk)) -> Result<(), Error> {
        let once = format!("{}-{shard}", chunk.idempotency_key());
        self.engine.send(
            "SegflowShard",
            &shard.to_string(),
            "run",
            &written(chunk)?,
            Some(&once),
        )
    }

    /// Hands the rows of a file over by shards of their users.
    fn in_chunks(&self, records: &Records) -> Result<HandedOver, Error> {
        if self.flow.reads_status() {
            return Err(Error::Cannot(
                "a tag or condition reads another task's status, so that rows cannot go together; add --each"
                    .to_owned(),
            ));
        }
        let mut source = records.open()?;
        let (delimiter, beginning) = delimiter(records, &mut source)?;
        let mut chunks = Chunks::new(self, records, delimiter);
        in_lanes(
            |chunk: &(u64, Chunk)| self.hand_over_chunk(chunk),
            |lanes| {
                let mut piece = beginning;
                while !piece.is_empty() {
                    chunks.read(&piece, lanes);
                    piece.resize(PIECE, 0);
                    let length = source
                        .read(&mut piece)
                        .map_err(Error::reading(&records.path))?;
                    piece.truncate(length);
                }
                chunks.end(lanes);
                Ok(())
            },
        )?;
        Ok(HandedOver {
            rows: chunks.rows,
            left_out: chunks.left_out + chunks.split.left_out(),
        })
    }
}

/// What stands between cells, and the bytes that were read to find it.
fn delimiter(records: &Records, source: &mut dyn Read) -> Result<(Delimiter, Vec<u8>), Error> {
    let mut beginning = Vec::new();
    source
        .take(PIECE as u64)
        .read_to_end(&mut beginning)
        .map_err(Error::reading(&records.path))?;
    let delimiter = match (records.delimiter, records.format) {
        (Some(delimiter), _) => delimiter,
        (None, format) if format.is_csv() => Delimiter::detect(&beginning),
        (None, _) => Delimiter::Comma,
    };
    Ok((delimiter, beginning))
}

/// Collects rows of one shard until they are a chunk.
struct Chunks {
    split: Split,
    /// What is the same for all chunks.
    empty: Chunk,
    waiting: Vec<(Vec<ChunkRow>, usize)>,
    rows: u64,
    left_out: u64,
}

impl Chunks {
    fn new(run: &Submission, records: &Records, delimiter: Delimiter) -> Chunks {
        let mut chunk = Chunk {
            workflow: run.workflow.clone(),
            run_id: run.run_id.clone(),
            started_millis: run.started_millis,
            format: String::new(),
            delimiter: delimiter.byte(),
            mapping: records
                .mapping
                .as_ref()
                .map(|mapping| mapping.to_value().to_string()),
            header: String::new(),
            rows: Vec::new(),
        };
        let program = BulkProgram::new(
            Arc::clone(&run.flow),
            chunk.inputs(accounts(&run.flow)),
            Mode::DryRun,
            chunk.started_at(),
            records.format,
            delimiter.byte(),
            records.mapping.clone(),
        );
        let split = Split::new(program, records.format, delimiter.byte());
        chunk.format = split.format().name().to_owned();
        Chunks {
            split,
            empty: chunk,
            waiting: (0..SHARDS).map(|_| (Vec::new(), 0)).collect(),
            rows: 0,
            left_out: 0,
        }
    }

    fn read(&mut self, bytes: &[u8], lanes: &Lanes<(u64, Chunk)>) {
        let mut found = Vec::new();
        self.split.read(bytes, &mut |row| found.push(row));
        self.sort(found, lanes);
    }

    fn end(&mut self, lanes: &Lanes<(u64, Chunk)>) {
        let mut found = Vec::new();
        self.split.end(&mut |row| found.push(row));
        self.sort(found, lanes);
        for shard in 0..SHARDS {
            self.give(shard, lanes);
        }
    }

    fn sort(&mut self, rows: Vec<SplitRow>, lanes: &Lanes<(u64, Chunk)>) {
        for row in rows {
            let Ok(text) = String::from_utf8(row.bytes) else {
                self.left_out += 1;
                continue;
            };
            self.rows += 1;
            let shard = row.user % SHARDS;
            // Its messages have to fit into one batch, or it would be two steps.
            let length = text.len().max(row.message_bytes);
            let is_full = self.waiting(shard).is_some_and(|(rows, bytes)| {
                rows.len() >= MOST_ROWS || *bytes + length > MOST_BYTES - AROUND
            });
            if is_full {
                self.give(shard, lanes);
            }
            if let Some((rows, bytes)) = self.waiting(shard) {
                *bytes += length;
                rows.push(ChunkRow {
                    number: row.number,
                    text,
                });
            }
        }
    }

    fn waiting(&mut self, shard: u64) -> Option<&mut (Vec<ChunkRow>, usize)> {
        self.waiting.get_mut(usize::try_from(shard).unwrap_or(0))
    }

    fn give(&mut self, shard: u64, lanes: &Lanes<(u64, Chunk)>) {
        let rows = self
            .waiting(shard)
            .map(std::mem::take)
            .unwrap_or_default()
            .0;
        if rows.is_empty() {
            return;
        }
        let chunk = Chunk {
            header: String::from_utf8_lossy(self.split.header()).into_owned(),
            rows,
            ..self.empty.clone()
        };
        // A lane that has ended leaves its error behind, and that is told.
        lanes.give(shard, (shard, chunk));
    }
}

/// The accounts that a workflow, and those that it runs, name, to render for;
/// nothing is sent here.
fn accounts(flow: &Flow) -> Vec<Account> {
    flow.accounts()
        .map(|id| Account {
            id: id.clone(),
            label: String::new(),
            region: Region::Us,
            transport: Transport::default(),
            key: KeyFacts::absent(),
        })
        .collect()
}

fn written(work: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(work)
        .map_err(|error| Error::Cannot(format!("a record cannot be written: {error}")))
}

/// Threads that hand over; what has the same number goes in its order.
struct Lanes<T>(Vec<SyncSender<T>>);

impl<T> Lanes<T> {
    /// False says that the lane has ended.
    fn give(&self, number: u64, work: T) -> bool {
        let place = number % (self.0.len().max(1) as u64);
        let lane = usize::try_from(place)
            .ok()
            .and_then(|place| self.0.get(place));
        lane.is_some_and(|lane| lane.send(work).is_ok())
    }
}

/// Lets work be given to lanes, and waits until they have done it.
fn in_lanes<T: Send, R>(
    hand_over: impl Fn(&T) -> Result<(), Error> + Sync,
    give: impl FnOnce(&Lanes<T>) -> Result<R, Error>,
) -> Result<R, Error> {
    let failure: Mutex<Option<Error>> = Mutex::new(None);
    let result = std::thread::scope(|scope| {
        let mut lanes = Vec::new();
        for _ in 0..SENDERS {
            let (send, work) = sync_channel::<T>(4);
            lanes.push(send);
            let (hand_over, failure) = (&hand_over, &failure);
            scope.spawn(move || lane(&work, hand_over, failure));
        }
        // Their channels end here, and with them the lanes.
        give(&Lanes(lanes))
    });
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => result,
    }
}

fn lane<T>(
    work: &Receiver<T>,
    hand_over: &impl Fn(&T) -> Result<(), Error>,
    failure: &Mutex<Option<Error>>,
) {
    for one in work {
        if let Err(error) = hand_over(&one) {
            failure
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert(error);
            return;
        }
    }
}

/// FNV-1a: the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
