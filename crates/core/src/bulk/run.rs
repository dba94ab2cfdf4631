use std::cell::OnceCell;
use std::fmt;
use std::sync::Arc;

use super::checkpoint::Refused;
use super::lane::{Lane, Parcel, ToldRow, UnderWay};
use super::program::{Ready, Room};
use super::rows::Found;
use super::{
    BulkProgram, Checkpoint, CheckpointError, Counts, Delimiter, Fingerprint, Format, Mapping,
    Reason, RowResult, RowStatus, Rows,
};
use crate::document::AccountId;
use crate::flow::Flow;
use crate::json::Value;
use crate::preview::Inputs;
use crate::run::{
    MAX_TRIES, Mode, Response, SendError, UNREADABLE_LIMIT_MILLIS, asked_millis, back_off_millis,
    is_passing,
};
use crate::segment::Request;
use crate::time::Timestamp;

/// What a bulk run is given.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The flow that each row runs through.
    pub flow: Arc<Flow>,
    /// The accounts, the run's id and the like.
    pub inputs: Inputs,
    /// Whether requests leave.
    pub mode: Mode,
    /// The moment it begins; a checkpoint has its own.
    pub now: Timestamp,
    /// How rows are written.
    pub format: Format,
    /// What stands between cells; `None` has it found.
    pub delimiter: Option<Delimiter>,
    /// Which column answers which field; `None` matches by name.
    pub mapping: Option<Mapping>,
    /// How many requests are on their way at once.
    pub lanes: usize,
    /// What the source is recognised by.
    pub source: Option<Fingerprint>,
    /// From where it goes on.
    pub checkpoint: Option<Checkpoint>,
    /// Of which rows somebody wants to be told.
    pub tells: Tells,
}

/// Of which rows somebody wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Of none.
    Nothing,
    /// Of those that were set aside or failed, and of no more than so many.
    Troubles {
        /// How many at most.
        most: usize,
    },
    /// Of every row.
    Everything,
}

/// What has happened to a bulk run.
#[derive(Debug, Clone, PartialEq)]
pub enum BulkEvent<'b> {
    /// The next bytes of the source.
    Read {
        /// The bytes, any number of them.
        bytes: &'b [u8],
        /// When.
        now: Timestamp,
    },
    /// The source has no more bytes.
    SourceEnded {
        /// When.
        now: Timestamp,
    },
    /// The request of a lane was answered.
    Responded {
        /// The lane.
        lane: usize,
        /// The status of HTTP.
        status: u16,
        /// The body, as text.
        body: String,
        /// The `Retry-After` header as it stands, if it can be read.
        retry_after: Option<String>,
        /// When.
        now: Timestamp,
        /// Any number, each as likely.
        random: u32,
    },
    /// The request of a lane was not answered.
    NotResponded {
        /// The lane.
        lane: usize,
        /// Why.
        error: SendError,
        /// When.
        now: Timestamp,
        /// Any number, each as likely.
        random: u32,
    },
    /// The wait of a lane is over.
    Waited {
        /// The lane.
        lane: usize,
        /// When.
        now: Timestamp,
    },
    /// A person lets it rest: what is on its way is still answered.
    Paused,
    /// It goes on.
    Resumed {
        /// When.
        now: Timestamp,
    },
    /// A person or the page stopped it.
    Stopped,
}

/// What the shell must do next.
#[derive(Debug, Clone, PartialEq)]
pub enum BulkEffect {
    /// Give the next bytes of the source.
    Read,
    /// Fill the key in and send a request; give what came of it.
    Send(BulkRequest),
    /// Wait, then give [`BulkEvent::Waited`].
    Wait {
        /// The lane.
        lane: usize,
        /// How long, in milliseconds.
        millis: i64,
    },
    /// Keep this checkpoint.
    Save(String),
    /// Nothing more will happen.
    End(BulkStatus),
}

/// A batch to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkRequest {
    /// The lane it belongs to.
    pub lane: usize,
    /// The account whose key is to be filled in.
    pub account: AccountId,
    /// The request.
    pub request: Request,
}

/// How a bulk run ended.
#[derive(Debug, Clone, PartialEq)]
pub enum BulkStatus {
    /// Every row was dealt with.
    Completed,
    /// A person or the page stopped it.
    Cancelled,
    /// Nothing more could be sent; a checkpoint goes on from there.
    Halted(Reason),
}

/// Why a bulk run cannot begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupError {
    /// It cannot go on from its checkpoint.
    Checkpoint(CheckpointError),
    /// A tag or condition reads what became of another task, which is not
    /// known before the batch is answered.
    ReadsStatus,
    /// Nothing names the columns, and nothing says which answers which field.
    LacksMapping,
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetupError::Checkpoint(error) => error.fmt(f),
            SetupError::ReadsStatus => f.write_str(
                "a tag or condition reads another task's status, which is not known before its batch is answered; take it out to run a file",
            ),
            SetupError::LacksMapping => f.write_str(
                "where no row names the columns, a mapping has to say what they answer, as in {\"Column 1\":\"signup.email\"}",
            ),
        }
    }
}

impl std::error::Error for SetupError {}

/// The most lanes: browsers open six connections to one host.
const MAX_LANES: usize = 16;

/// How many bytes tell what stands between cells.
const BEGINNING_BYTES: usize = 32 * 1024;

/// A bulk run on its way.
#[derive(Debug)]
pub struct Bulk {
    program: BulkProgram,
    rows: Rows,
    format: Format,
    delimiter: Option<Delimiter>,
    /// Bytes held back until the delimiter is known.
    beginning: Vec<u8>,
    mapping: Option<Value>,
    source: Option<Fingerprint>,
    /// What its workflow is recognised by, once that is asked for.
    workflow: OnceCell<String>,
    room: Room,
    lanes: Vec<Lane>,
    refused: Vec<Refused>,
    counts: Counts,
    ordinal: u64,
    bytes_read: u64,
    tells: Tells,
    told: Vec<RowResult>,
    /// How many troubles are told already.
    troubles: usize,
    /// Requests that went again, since the run began or went on.
    retries: u64,
    is_paused: bool,
    /// Nothing is sent before: an answer asked for it.
    paused_until: Timestamp,
    is_reading: bool,
    has_ended: bool,
    status: Option<BulkStatus>,
}

impl Bulk {
    /// A run that has not begun, and what it needs first.
    pub fn new(setup: Setup) -> Result<(Bulk, Vec<BulkEffect>), SetupError> {
        if setup.flow.reads_status() {
            return Err(SetupError::ReadsStatus);
        }
        if setup.format == Format::CsvRows && setup.mapping.is_none() {
            return Err(SetupError::LacksMapping);
        }
        let workflow = OnceCell::new();
        let mapping = setup.mapping.as_ref().map(Mapping::to_value);
        let mut inputs = setup.inputs;
        let mut lanes = vec![Lane::default(); setup.lanes.clamp(1, MAX_LANES)];
        let mut started_at = setup.now;
        let mut delimiter = setup.delimiter;
        let mut refused = Vec::new();
        let mut counts = Counts::default();
        if let Some(checkpoint) = setup.checkpoint {
            let same = |is_same, error| match is_same {
                true => Ok(()),
                false => Err(SetupError::Checkpoint(error)),
            };
            same(
                checkpoint.workflow == *digest(&workflow, &setup.flow),
                CheckpointError::OtherWorkflow,
            )?;
            same(
                checkpoint.source == setup.source,
                CheckpointError::OtherSource,
            )?;
            same(
                checkpoint.mapping == mapping && checkpoint.format == setup.format,
                CheckpointError::OtherMapping,
            )?;
            started_at = checkpoint.started_at;
            inputs.run_id = checkpoint.run_id;
            delimiter = Delimiter::from_byte(checkpoint.delimiter);
            lanes = checkpoint
                .lanes
                .iter()
                .map(|acknowledged| Lane {
                    acknowledged: *acknowledged,
                    ..Lane::default()
                })
                .collect();
            refused = checkpoint.refused;
            // Rows are counted when they are read again.
            counts.messages = checkpoint.counts.messages;
            counts.requests = checkpoint.counts.requests;
            counts.bytes = checkpoint.counts.bytes;
        }
        let byte = delimiter.unwrap_or(Delimiter::Comma).byte();
        let bulk = Bulk {
            program: BulkProgram::new(
                setup.flow,
                inputs,
                setup.mode,
                started_at,
                setup.format,
                byte,
                setup.mapping,
            ),
            rows: Rows::new(setup.format, byte),
            format: setup.format,
            delimiter: delimiter.or((!setup.format.is_csv()).then_some(Delimiter::Comma)),
            beginning: Vec::new(),
            mapping,
            source: setup.source,
            workflow,
            room: Room::default(),
            lanes,
            refused,
            counts,
            ordinal: 0,
            bytes_read: 0,
            tells: setup.tells,
            told: Vec::new(),
            troubles: 0,
            retries: 0,
            is_paused: false,
            paused_until: Timestamp::from_millis(i64::MIN),
            is_reading: true,
            has_ended: false,
            status: None,
        };
        Ok((bulk, vec![BulkEffect::Read]))
    }

    /// What was counted so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How many rows were read.
    pub fn rows_read(&self) -> u64 {
        self.ordinal
    }

    /// How many bytes of the source were read.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Whether the last byte of the source was read.
    pub fn has_read_all(&self) -> bool {
        self.has_ended
    }

    /// How many requests went again, since the run began or went on.
    pub fn retries(&self) -> u64 {
        self.retries
    }

    /// Until when nothing is sent, as an answer asked for; a moment that is over
    /// where none did.
    pub fn paused_until(&self) -> Timestamp {
        self.paused_until
    }

    /// How it ended; `None` while it goes on.
    pub fn status(&self) -> Option<&BulkStatus> {
        self.status.as_ref()
    }

    /// The id of the run.
    pub fn run_id(&self) -> &str {
        &self.program.inputs().run_id
    }

    /// Rows of which something has become since this was last asked, if
    /// somebody wants to be told.
    pub fn take_told(&mut self) -> Vec<RowResult> {
        std::mem::take(&mut self.told)
    }

    /// Advances the run by one event. Total: what comes too late changes
    /// nothing.
    #[must_use]
    pub fn step(&mut self, event: BulkEvent<'_>) -> Vec<BulkEffect> {
        let mut effects = Vec::new();
        if self.status.is_some() {
            return effects;
        }
        match event {
            BulkEvent::Read { bytes, now } => {
                self.is_reading = false;
                self.read(bytes);
                self.go_on(now, &mut effects);
            }
            BulkEvent::SourceEnded { now } => {
                self.is_reading = false;
                self.end();
                self.go_on(now, &mut effects);
            }
            BulkEvent::Waited { lane, now } => {
                if let Some(way) = self.way(lane).filter(|way| way.is_waiting) {
                    way.is_waiting = false;
                    self.send(lane, now, &mut effects);
                }
            }
            BulkEvent::Responded {
                lane,
                status,
                body,
                retry_after,
                now,
                random,
            } => {
                let asked = retry_after.and_then(|header| asked_millis(&header, now));
                let response = Response::new(status, body);
                self.responded(lane, &response, asked, random, now, &mut effects);
            }
            BulkEvent::NotResponded {
                lane,
                error,
                random,
                ..
            } => self.not_responded(lane, error, random, &mut effects),
            BulkEvent::Paused => self.is_paused = true,
            BulkEvent::Resumed { now } => self.resume(now, &mut effects),
            BulkEvent::Stopped => self.stop(BulkStatus::Cancelled, &mut effects),
        }
        effects
    }

    fn read(&mut self, bytes: &[u8]) {
        if self.delimiter.is_some() {
            return self.read_rows(bytes);
        }
        self.beginning.extend_from_slice(bytes);
        if self.beginning.len() >= BEGINNING_BYTES {
            self.find_delimiter();
        }
    }

    /// Finds what stands between cells, and reads what was held back for that.
    fn find_delimiter(&mut self) {
        let beginning = std::mem::take(&mut self.beginning);
        let delimiter = Delimiter::detect(&beginning);
        self.delimiter = Some(delimiter);
        self.rows = Rows::new(self.format, delimiter.byte());
        self.program.set_delimiter(delimiter.byte());
        self.read_rows(&beginning);
    }

    fn read_rows(&mut self, bytes: &[u8]) {
        self.bytes_read += bytes.len() as u64;
        let mut rows = std::mem::replace(&mut self.rows, Rows::new(self.format, b','));
        rows.read(bytes, &mut |found| self.row(found));
        self.rows = rows;
    }

    fn end(&mut self) {
        if self.delimiter.is_none() {
            self.find_delimiter();
        }
        let mut rows = std::mem::replace(&mut self.rows, Rows::new(self.format, b','));
        rows.end(&mut |found| self.row(found));
        self.has_ended = true;
        for index in 0..self.lanes.len() {
            self.close(index);
        }
    }

    /// Takes the next row.
    fn row(&mut self, found: Found<'_>) {
        if self.program.wants_header() && self.program.read_header(found) {
            return;
        }
        self.ordinal += 1;
        let (ready, number) = match found {
            Found::Row(bytes) => self.program.render(bytes, self.ordinal, &mut self.room),
            Found::TooLong(_) => (Ready::SetAside(Reason::TooLong), self.ordinal),
            Found::NoRow(_) => (Ready::SetAside(Reason::NoRow), self.ordinal),
        };
        let (status, reasons) = match ready {
            Ready::SetAside(reason) => (RowStatus::SetAside, vec![reason]),
            Ready::Skipped => (RowStatus::Skipped, Vec::new()),
            Ready::Failed => (RowStatus::Failed, self.reasons()),
            Ready::Messages { hash, has_failed } => {
                return self.messages(hash, has_failed, number);
            }
        };
        self.count(status, 1);
        self.tell(RowResult {
            row: number,
            status,
            reasons,
            message_ids: Vec::new(),
        });
    }

    /// Tells what became of a row, if somebody wants to know.
    fn tell(&mut self, row: RowResult) {
        match (self.tells, row.status) {
            (Tells::Everything, _) => self.told.push(row),
            (Tells::Troubles { most }, RowStatus::SetAside | RowStatus::Failed)
                if self.troubles < most =>
            {
                self.troubles += 1;
                self.told.push(row);
            }
            (Tells::Nothing | Tells::Troubles { .. }, _) => {}
        }
    }

    /// Whether there is anything left to tell.
    fn has_more_to_tell(&self) -> bool {
        match self.tells {
            Tells::Nothing => false,
            Tells::Troubles { most } => self.troubles < most,
            Tells::Everything => true,
        }
    }

    fn reasons(&mut self) -> Vec<Reason> {
        self.room
            .findings
            .drain(..)
            .map(|finding| Reason::Invalid(Box::new(finding)))
            .collect()
    }

    /// The row's messages join a lane, unless they were answered before.
    fn messages(&mut self, hash: u64, has_failed: bool, number: u64) {
        let count = self.lanes.len() as u64;
        let index = (hash % count.max(1)) as usize;
        let Some(lane) = self.lanes.get_mut(index) else {
            return;
        };
        if self.ordinal <= lane.acknowledged {
            return self.answered_before(index, has_failed, number);
        }
        if !lane.open.has_room_for(&self.room) {
            self.close(index);
        }
        let tells = self.has_more_to_tell();
        let reasons = match tells && has_failed {
            true => self.reasons(),
            false => Vec::new(),
        };
        let ids_are_told = self.tells == Tells::Everything;
        let Some(lane) = self.lanes.get_mut(index) else {
            return;
        };
        let accounts = &self.program.inputs().accounts;
        lane.open.add(&self.room, self.ordinal, accounts);
        lane.open.failed += u64::from(has_failed);
        if tells {
            let parts = self.room.parts.iter().filter(|_| ids_are_told);
            lane.open.told.push(ToldRow {
                number,
                tasks: parts.map(|part| part.task).collect(),
                reasons,
            });
        }
    }

    /// A row that was answered for before the run went on.
    fn answered_before(&mut self, lane: usize, has_failed: bool, number: u64) {
        let ordinal = self.ordinal;
        let refused = self.refused.iter().find(|refused| {
            refused.lane == lane && (refused.first..=refused.last).contains(&ordinal)
        });
        let is_refused = refused.is_some();
        let answer = refused.and_then(|refused| refused.code.parse().ok());
        if !has_failed && !is_refused {
            return self.count(RowStatus::Accepted, 1);
        }
        self.count(RowStatus::Failed, 1);
        let mut reasons = self.reasons();
        reasons.extend(answer.map(Reason::Refused));
        self.tell(RowResult {
            row: number,
            status: RowStatus::Failed,
            reasons,
            message_ids: Vec::new(),
        });
    }

    /// Closes a lane's open parcel. In a dry run that is all that happens.
    fn close(&mut self, index: usize) {
        let Some(lane) = self.lanes.get_mut(index).filter(|lane| lane.open.rows > 0) else {
            return;
        };
        if self.program.mode() == Mode::Send {
            return lane.close();
        }
        let mut parcel = std::mem::take(&mut lane.open);
        for (_, batch) in parcel.batches.iter().filter(|(_, batch)| !batch.is_empty()) {
            self.counts.requests += 1;
            self.counts.bytes += batch.body_bytes() as u64;
        }
        self.settle(&mut parcel, RowStatus::WouldSend, None);
        parcel.clear();
        if let Some(lane) = self.lanes.get_mut(index) {
            // Its room serves the next.
            lane.open = parcel;
        }
    }

    /// Counts the rows of a parcel of which nothing more becomes.
    fn settle(&mut self, parcel: &mut Parcel, status: RowStatus, reason: Option<&Reason>) {
        let failed = match status {
            RowStatus::Accepted | RowStatus::WouldSend => {
                self.counts.messages += parcel.messages();
                parcel.failed
            }
            _ => 0,
        };
        self.count(RowStatus::Failed, failed);
        self.count(status, parcel.rows - failed);
        for row in parcel.told.drain(..) {
            let message_ids = row
                .tasks
                .iter()
                .map(|task| self.program.message_id(*task, row.number));
            let mut reasons = row.reasons;
            let status = match reasons.is_empty() {
                true => status,
                false => RowStatus::Failed,
            };
            reasons.extend(reason.cloned());
            let told = RowResult {
                row: row.number,
                status,
                message_ids: message_ids.collect(),
                reasons,
            };
            self.tell(told);
        }
    }

    fn count(&mut self, status: RowStatus, rows: u64) {
        let counts = &mut self.counts;
        *match status {
            RowStatus::Accepted => &mut counts.accepted,
            RowStatus::WouldSend => &mut counts.would_send,
            RowStatus::Skipped => &mut counts.skipped,
            RowStatus::Failed => &mut counts.failed,
            RowStatus::SetAside => &mut counts.set_aside,
            RowStatus::NotReached => &mut counts.not_reached,
        } += rows;
    }

    /// Sends what waits and is free to go, reads on where there is room, and
    /// ends where nothing is left.
    fn go_on(&mut self, now: Timestamp, effects: &mut Vec<BulkEffect>) {
        for index in 0..self.lanes.len() {
            self.start(index, now, effects);
        }
        if self.status.is_some() {
            return;
        }
        if !self.has_ended {
            if !self.is_paused && !self.is_reading && !self.lanes.iter().any(Lane::is_full) {
                self.is_reading = true;
                effects.push(BulkEffect::Read);
            }
        } else if self.lanes.iter().all(Lane::is_idle) {
            self.status = Some(BulkStatus::Completed);
            effects.push(BulkEffect::End(BulkStatus::Completed));
        }
    }

    /// The next parcel of a lane sets out, if it may.
    fn start(&mut self, index: usize, now: Timestamp, effects: &mut Vec<BulkEffect>) {
        let Some(lane) = self.lanes.get_mut(index) else {
            return;
        };
        if lane.under_way.is_some() {
            return;
        }
        if let Some(parcel) = lane.waiting.pop_front() {
            lane.under_way = Some(UnderWay {
                parcel,
                batch: 0,
                attempts: 0,
                is_waiting: false,
                is_held: false,
            });
            self.send(index, now, effects);
        }
    }

    /// What was held back goes on, by the time of now.
    fn resume(&mut self, now: Timestamp, effects: &mut Vec<BulkEffect>) {
        self.is_paused = false;
        for index in 0..self.lanes.len() {
            if let Some(way) = self.way(index).filter(|way| way.is_held) {
                way.is_held = false;
                self.send(index, now, effects);
            }
        }
        self.go_on(now, effects);
    }

    fn send(&mut self, index: usize, now: Timestamp, effects: &mut Vec<BulkEffect>) {
        if self.is_paused {
            if let Some(way) = self.way(index) {
                way.is_held = true;
            }
            return;
        }
        let paused_millis = self.paused_until.millis().saturating_sub(now.millis());
        if paused_millis > 0 {
            return self.wait(index, paused_millis, effects);
        }
        let Some(way) = self.way(index) else {
            return;
        };
        way.attempts += 1;
        let Some((_, batch)) = way.parcel.batches.get(way.batch) else {
            return;
        };
        let account = batch.account().id.clone();
        let request = batch.request(now);
        self.counts.requests += 1;
        self.counts.bytes += request.body_bytes() as u64;
        effects.push(BulkEffect::Send(BulkRequest {
            lane: index,
            account,
            request,
        }));
    }

    fn wait(&mut self, lane: usize, millis: i64, effects: &mut Vec<BulkEffect>) {
        if let Some(way) = self.way(lane) {
            way.is_waiting = true;
            effects.push(BulkEffect::Wait { lane, millis });
        }
    }

    fn responded(
        &mut self,
        index: usize,
        response: &Response,
        asked: Option<i64>,
        random: u32,
        now: Timestamp,
        effects: &mut Vec<BulkEffect>,
    ) {
        let status = response.status;
        let Some(way) = self.way(index).filter(|way| way.is_under_way()) else {
            return;
        };
        if response.is_accepted() {
            way.batch += 1;
            way.attempts = 0;
            if way.batch < way.parcel.batches.len() {
                return self.send(index, now, effects);
            }
            return self.arrived(index, RowStatus::Accepted, None, now, effects);
        }
        if status == 429 {
            // Being told when to come back is no failure.
            way.attempts -= u32::from(asked.is_some());
            let millis = asked.unwrap_or(UNREADABLE_LIMIT_MILLIS);
            let until = Timestamp::from_millis(now.millis().saturating_add(millis));
            self.paused_until = self.paused_until.max(until);
        }
        let reason = Reason::Refused(status);
        if is_passing(status) {
            return self.try_again(index, reason, asked, random, effects);
        }
        match status {
            // What is wrong is wrong with this batch; the next may be well.
            200..=299 | 400 | 413 | 414 | 422 => {
                self.arrived(index, RowStatus::Failed, Some(&reason), now, effects);
            }
            300..=399 => self.halt(Reason::NotSent(SendError::Redirected), effects),
            _ => self.halt(reason, effects),
        }
    }

    fn not_responded(
        &mut self,
        index: usize,
        error: SendError,
        random: u32,
        effects: &mut Vec<BulkEffect>,
    ) {
        if self.way(index).is_none_or(|way| !way.is_under_way()) {
            return;
        }
        match error {
            SendError::NoKey | SendError::Redirected | SendError::Vetoed => {
                self.halt(Reason::NotSent(error), effects);
            }
            SendError::Stopped => self.stop(BulkStatus::Cancelled, effects),
            _ => self.try_again(index, Reason::NotSent(error), None, random, effects),
        }
    }

    /// The same batch goes again a little later, or nothing more is sent.
    fn try_again(
        &mut self,
        index: usize,
        reason: Reason,
        asked: Option<i64>,
        random: u32,
        effects: &mut Vec<BulkEffect>,
    ) {
        let attempts = self.way(index).map_or(0, |way| way.attempts as usize);
        if attempts >= MAX_TRIES {
            return self.halt(reason, effects);
        }
        self.retries += 1;
        let millis = back_off_millis(attempts.max(1), random).max(asked.unwrap_or(0));
        self.wait(index, millis, effects);
    }

    /// A parcel was answered for.
    fn arrived(
        &mut self,
        index: usize,
        status: RowStatus,
        reason: Option<&Reason>,
        now: Timestamp,
        effects: &mut Vec<BulkEffect>,
    ) {
        let Some(lane) = self.lanes.get_mut(index) else {
            return;
        };
        let Some(way) = lane.under_way.take() else {
            return;
        };
        let mut parcel = way.parcel;
        lane.acknowledged = parcel.last;
        if let Some(reason) = reason {
            self.refused.push(Refused {
                lane: index,
                first: parcel.first,
                last: parcel.last,
                code: match reason {
                    Reason::Refused(status) => status.to_string(),
                    other => other.code().to_owned(),
                },
            });
        }
        self.settle(&mut parcel, status, reason);
        effects.push(BulkEffect::Save(self.checkpoint().to_text()));
        self.go_on(now, effects);
    }

    fn halt(&mut self, reason: Reason, effects: &mut Vec<BulkEffect>) {
        self.stop(BulkStatus::Halted(reason), effects);
    }

    fn stop(&mut self, status: BulkStatus, effects: &mut Vec<BulkEffect>) {
        for index in 0..self.lanes.len() {
            let Some(lane) = self.lanes.get_mut(index) else {
                continue;
            };
            let under_way = lane.under_way.take().map(|way| way.parcel);
            let open = std::mem::take(&mut lane.open);
            let waiting = std::mem::take(&mut lane.waiting);
            for mut parcel in under_way.into_iter().chain(waiting).chain([open]) {
                let reason = Reason::NotReached;
                self.settle(&mut parcel, RowStatus::NotReached, Some(&reason));
            }
        }
        if self.program.mode() == Mode::Send {
            effects.push(BulkEffect::Save(self.checkpoint().to_text()));
        }
        self.status = Some(status.clone());
        effects.push(BulkEffect::End(status));
    }

    fn way(&mut self, lane: usize) -> Option<&mut UnderWay> {
        self.lanes.get_mut(lane)?.under_way.as_mut()
    }

    /// From where this run can go on.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            workflow: digest(&self.workflow, self.program.flow()).clone(),
            run_id: self.run_id().to_owned(),
            started_at: self.program.started_at(),
            format: self.format,
            delimiter: self.delimiter.unwrap_or(Delimiter::Comma).byte(),
            mapping: self.mapping.clone(),
            source: self.source.clone(),
            lanes: self.lanes.iter().map(|lane| lane.acknowledged).collect(),
            refused: self.refused.clone(),
            counts: self.counts,
        }
    }
}

/// What a flow's workflow is recognised by. It takes as long as some short files
/// do, and only checkpoints ask for it.
fn digest<'a>(known: &'a OnceCell<String>, flow: &Flow) -> &'a String {
    known.get_or_init(|| Checkpoint::digest_of(flow))
}
