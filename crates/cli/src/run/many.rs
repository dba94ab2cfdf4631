//! A file of rows.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender as Give};
use std::time::{Duration, Instant};

use segflow_core::bulk::{
    Bulk, BulkEffect, BulkEvent, BulkProgram, BulkRequest, BulkStatus, Checkpoint, Download,
    DownloadKind, RowResult, Setup, Tells,
};
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::preview::Inputs;
use segflow_core::run::Mode;
use segflow_core::scope::User;

use super::Means;
use super::progress::Progress;
use crate::error::{Error, Outcome};
use crate::options::Given;
use crate::records::{PIECE, Records};
use crate::send::{Answer, NoAnswer, Sender};
use crate::terminal::{Colours, Tone, count, grouped, harmless, note, say};
use crate::{clock, finding, stop};

/// So many requests are on their way at once, if nobody says otherwise.
const LANES: usize = 8;
/// Of so many rows that did not go it is told why.
const TROUBLES: usize = 5;
/// What is written of the rows, by the option that names the file.
const DOWNLOADS: [(&str, DownloadKind); 2] = [
    ("report", DownloadKind::Report),
    ("rerun", DownloadKind::Rerun),
];

pub(super) fn run(given: &Given, flow: &Arc<Flow>, means: Means) -> Result<Outcome, Error> {
    let records = Records::of(given, flow)?;
    can_write_downloads(given, &records)?;
    let keeping = Keeping::of(given, &records, means.mode)?;
    let checkpoint = keeping.checkpoint(given)?;
    let resumed = checkpoint
        .as_ref()
        .map(|checkpoint| checkpoint.counts.rows());
    let inputs = Inputs {
        accounts: means.accounts.known(),
        run_id: means.run_id,
        row: 0,
        user: User::default(),
        host: Value::Null,
    };
    let setup = Setup {
        flow: Arc::clone(flow),
        inputs: inputs.clone(),
        mode: means.mode,
        now: clock::now(),
        format: records.format,
        delimiter: records.delimiter,
        mapping: records.mapping.clone(),
        lanes: given
            .parsed("lanes", "a number of requests")?
            .unwrap_or(LANES),
        source: records.fingerprint.clone(),
        checkpoint,
        tells: Tells::Troubles { most: TROUBLES },
    };
    let (bulk, effects) = Bulk::new(setup).map_err(|error| Error::Cannot(error.to_string()))?;
    if let Some(rows) = resumed {
        note(format!("going on after {}", count(rows, "row", "rows")));
    }
    let mut shell = Shell {
        bulk,
        source: records.open()?,
        keeping: &keeping,
        progress: Progress::new(records.size),
        lanes: Lanes::new(means.sender),
        waits: Vec::new(),
    };
    let status = shell.perform(effects)?;
    shell.progress.clear();
    let mut bulk = shell.bulk;
    let troubles = bulk.take_told();
    write_downloads(given, &records, flow, &inputs, &bulk, means.mode)?;
    if status == BulkStatus::Completed {
        keeping.forget();
    }
    tell(given, &bulk, &status, &troubles, &keeping);
    let counts = bulk.counts();
    let all_went = counts.failed + counts.set_aside + counts.not_reached == 0;
    Ok(Outcome::fine_if(
        status == BulkStatus::Completed && all_went,
    ))
}

/// Where the checkpoint of a run is.
struct Keeping {
    path: Option<PathBuf>,
}

impl Keeping {
    fn of(given: &Given, records: &Records, mode: Mode) -> Result<Keeping, Error> {
        let path = match (mode, given.path("checkpoint"), records.size) {
            (Mode::DryRun, _, _) => None,
            (Mode::Send, Some(path), _) => Some(path),
            // What comes from a pipe comes only once.
            (Mode::Send, None, None) => None,
            (Mode::Send, None, Some(_)) => {
                let mut name = records.path.as_os_str().to_owned();
                name.push(".segflow-checkpoint");
                Some(PathBuf::from(name))
            }
        };
        if given.has("resume") && given.has("restart") {
            return Err(Error::Usage(
                "--resume and --restart cannot be given together".to_owned(),
            ));
        }
        Ok(Keeping { path })
    }

    /// From where the run goes on.
    fn checkpoint(&self, given: &Given) -> Result<Option<Checkpoint>, Error> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        if given.has("restart") {
            return Ok(None);
        }
        match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if given.has("resume") {
                    return Err(Error::Cannot(format!(
                        "there is no checkpoint {}; leave --resume out to begin",
                        path.display()
                    )));
                }
                Ok(None)
            }
            Err(error) => Err(Error::reading(path)(error)),
            Ok(_) if !given.has("resume") => Err(Error::Cannot(format!(
                "an earlier run of these rows did not end ({}); add --resume to go on with it, or --restart to begin anew",
                path.display()
            ))),
            Ok(text) => Checkpoint::read(&text)
                .map(Some)
                .map_err(|error| Error::Cannot(format!("{}: {error}", path.display()))),
        }
    }

    /// Whoever reads it meanwhile, or after a crash, sees the one before or
    /// this one, never a part.
    fn save(&self, text: &str) -> Result<(), Error> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let mut draft = path.as_os_str().to_owned();
        draft.push(".new");
        let draft = PathBuf::from(draft);
        fs::write(&draft, text)
            .and_then(|()| fs::rename(&draft, path))
            .map_err(Error::writing(path))
    }

    fn forget(&self) {
        if let Some(path) = &self.path {
            // One that stays is refused or asked about the next time.
            let _ = fs::remove_file(path);
        }
    }
}

/// What lanes and signals tell.
enum News {
    Answered {
        lane: usize,
        answer: Result<Answer, NoAnswer>,
    },
    Stop,
}

/// A thread for each lane that has something to send.
struct Lanes {
    sender: Sender,
    lanes: Vec<Option<Give<BulkRequest>>>,
    tell: Give<News>,
    news: Receiver<News>,
}

impl Lanes {
    fn new(sender: Sender) -> Lanes {
        let (tell, news) = mpsc::channel();
        let on_stop = tell.clone();
        stop::when_asked(move || {
            // It may have ended already.
            let _ = on_stop.send(News::Stop);
        });
        Lanes {
            sender,
            lanes: Vec::new(),
            tell,
            news,
        }
    }

    fn send(&mut self, request: BulkRequest) {
        let lane = request.lane;
        if self.lanes.len() <= lane {
            self.lanes.resize(lane + 1, None);
        }
        let Some(place) = self.lanes.get_mut(lane) else {
            return;
        };
        let give = place.get_or_insert_with(|| {
            let (give, requests) = mpsc::channel::<BulkRequest>();
            let (sender, tell) = (self.sender.clone(), self.tell.clone());
            std::thread::spawn(move || {
                for request in requests {
                    let answer = sender.send(&request.account, &request.request);
                    // Nobody listens any more once the run has ended.
                    let _ = tell.send(News::Answered { lane, answer });
                }
            });
            give
        });
        // A thread ends only with its channel.
        let _ = give.send(request);
    }
}

/// Performs the effects of a file's run.
struct Shell<'k> {
    bulk: Bulk,
    source: Box<dyn Read>,
    keeping: &'k Keeping,
    progress: Progress,
    lanes: Lanes,
    waits: Vec<(Instant, usize)>,
}

impl Shell<'_> {
    fn perform(&mut self, effects: Vec<BulkEffect>) -> Result<BulkStatus, Error> {
        let mut effects = VecDeque::from(effects);
        let mut piece = vec![0; PIECE];
        loop {
            let next = match effects.pop_front() {
                Some(BulkEffect::Read) => self.read(&mut piece)?,
                Some(BulkEffect::Send(request)) => {
                    self.lanes.send(request);
                    continue;
                }
                Some(BulkEffect::Wait { lane, millis }) => {
                    let millis = u64::try_from(millis).unwrap_or(0);
                    self.waits
                        .push((Instant::now() + Duration::from_millis(millis), lane));
                    continue;
                }
                Some(BulkEffect::Save(text)) => {
                    self.keeping.save(&text)?;
                    continue;
                }
                Some(BulkEffect::End(status)) => return Ok(status),
                None => self.wait(),
            };
            effects.extend(next);
            self.progress.show(&self.bulk);
        }
    }

    fn read(&mut self, piece: &mut [u8]) -> Result<Vec<BulkEffect>, Error> {
        let length = loop {
            match self.source.read(piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let length = length.map_err(|error| {
            Error::Cannot(format!("the rows cannot be read any further: {error}"))
        })?;
        let now = clock::now();
        Ok(match piece.get(..length) {
            Some(bytes) if length > 0 => self.bulk.step(BulkEvent::Read { bytes, now }),
            _ => self.bulk.step(BulkEvent::SourceEnded { now }),
        })
    }

    /// Waits for whatever comes first: an answer, the end of a lane's wait, or
    /// somebody who stops it.
    fn wait(&mut self) -> Vec<BulkEffect> {
        let first = self.waits.iter().enumerate().min_by_key(|(_, (at, _))| *at);
        let news = match first {
            None => self
                .lanes
                .news
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some((_, (at, _))) => {
                let left = at.saturating_duration_since(Instant::now());
                self.lanes.news.recv_timeout(left)
            }
        };
        let (now, random) = (clock::now(), clock::random());
        let event = match news {
            Ok(News::Answered {
                lane,
                answer: Ok(answer),
            }) => BulkEvent::Responded {
                lane,
                status: answer.status,
                body: answer.body,
                retry_after: answer.retry_after,
                now,
                random,
            },
            Ok(News::Answered {
                lane,
                answer: Err(no_answer),
            }) => BulkEvent::NotResponded {
                lane,
                error: no_answer.error,
                now,
                random,
            },
            Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => BulkEvent::Stopped,
            Err(RecvTimeoutError::Timeout) => {
                let Some(place) = first.map(|(place, _)| place) else {
                    return Vec::new();
                };
                let (_, lane) = self.waits.swap_remove(place);
                BulkEvent::Waited { lane, now }
            }
        };
        self.bulk.step(event)
    }
}

/// Whether what becomes of the rows can be written when all is sent; it must
/// not be over what they are read from.
fn can_write_downloads(given: &Given, records: &Records) -> Result<(), Error> {
    let mut taken = vec![fs::canonicalize(&records.path).ok()];
    for (option, _) in DOWNLOADS {
        let Some(path) = given.path(option) else {
            continue;
        };
        if records.size.is_none() {
            return Err(Error::Usage(format!(
                "--{option} reads the rows once more, which standard input does not allow; give a file"
            )));
        }
        File::options()
            .append(true)
            .create(true)
            .open(&path)
            .map_err(Error::writing(&path))?;
        let place = fs::canonicalize(&path).ok();
        if taken.contains(&place) {
            return Err(Error::Usage(format!(
                "--{option} would write over {}; name another file",
                path.display()
            )));
        }
        taken.push(place);
    }
    Ok(())
}

/// Reads the rows again and writes what became of them.
fn write_downloads(
    given: &Given,
    records: &Records,
    flow: &Arc<Flow>,
    inputs: &Inputs,
    bulk: &Bulk,
    mode: Mode,
) -> Result<(), Error> {
    for (option, kind) in DOWNLOADS {
        let Some(path) = given.path(option) else {
            continue;
        };
        let checkpoint = bulk.checkpoint();
        let program = BulkProgram::new(
            Arc::clone(flow),
            Inputs {
                run_id: checkpoint.run_id.clone(),
                ..inputs.clone()
            },
            mode,
            checkpoint.started_at,
            checkpoint.format,
            checkpoint.delimiter,
            records.mapping.clone(),
        );
        let mut download = Download::new(kind, program, checkpoint);
        let mut out = io::BufWriter::new(File::create(&path).map_err(Error::writing(&path))?);
        let mut source = records.open()?;
        let mut piece = vec![0; PIECE];
        loop {
            let length = source
                .read(&mut piece)
                .map_err(Error::reading(&records.path))?;
            let bytes = match piece.get(..length) {
                Some(bytes) if length > 0 => download.read(bytes),
                _ => download.end(),
            };
            out.write_all(&bytes).map_err(Error::writing(&path))?;
            if length == 0 {
                break;
            }
        }
        out.flush().map_err(Error::writing(&path))?;
    }
    Ok(())
}

fn tell(
    given: &Given,
    bulk: &Bulk,
    status: &BulkStatus,
    troubles: &[RowResult],
    keeping: &Keeping,
) {
    let counts = bulk.counts();
    let (word, why) = match status {
        BulkStatus::Completed => ("completed", None),
        BulkStatus::Cancelled => ("cancelled", None),
        BulkStatus::Halted(reason) => ("halted", Some(reason.to_string())),
    };
    if given.has("json") {
        let mut json = serde_json::Map::new();
        json.insert("runId".to_owned(), bulk.run_id().into());
        json.insert("status".to_owned(), word.into());
        json.insert("halted".to_owned(), why.into());
        for (name, number) in counts.by_name() {
            json.insert(name.to_owned(), number.into());
        }
        say(serde_json::Value::Object(json));
        return;
    }
    let colours = Colours::of_output();
    let lines = [
        (counts.accepted, "accepted by Segment", Tone::Good),
        (counts.would_send, "would be sent", Tone::Good),
        (
            counts.skipped,
            "skipped: no task was activated",
            Tone::Quiet,
        ),
        (counts.failed, "failed", Tone::Bad),
        (counts.set_aside, "set aside", Tone::Bad),
        (counts.not_reached, "not reached", Tone::Doubtful),
    ];
    say(format!(
        "{:>12} in the run {}",
        count(counts.rows(), "row", "rows"),
        bulk.run_id()
    ));
    for (number, what, tone) in lines {
        if number > 0 {
            say(colours.paint(tone, format!("{:>12} {what}", grouped(number))));
        }
    }
    say(format!(
        "{:>12} in {}, {} bytes",
        count(counts.messages, "message", "messages"),
        count(counts.requests, "request", "requests"),
        grouped(counts.bytes)
    ));
    if let Some(why) = why {
        say(colours.paint(Tone::Bad, format!("stopped: {why}")));
    }
    if *status != BulkStatus::Completed && keeping.path.is_some() {
        say("The same command with --resume goes on from here.");
    }
    for trouble in troubles {
        let reasons = trouble.reasons.iter().map(|reason| match reason.finding() {
            Some(found) => finding::told(found),
            None => harmless(&reason.to_string()),
        });
        let reasons = reasons.collect::<Vec<_>>().join("; ");
        say(format!("{:>12} row {}: {reasons}", "", trouble.row));
    }
    let troubled = counts.failed + counts.set_aside;
    if troubled > u64::try_from(troubles.len()).unwrap_or(0) && !troubles.is_empty() {
        say(format!("{:>12} …", ""));
    }
    if troubled > 0 && given.path("rerun").is_none() {
        say(
            "With --rerun FILE the rows that did not go are written to a file of their own, with the reasons.",
        );
    }
}
