//! Reads events out of a damaged file, page by page.
//!
//! SQLite gives up at the first page that it needs and cannot read, and with its
//! root go all the rows below. Each leaf page of a table tells its rows by
//! itself, so whatever leaf is whole gives all of them. What is found is taken
//! only if it is what this program writes.
//! The format: <https://www.sqlite.org/fileformat2.html>.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

use super::row::Row;

/// The size that SQLite gives its pages unless it is asked otherwise.
const PAGE: usize = 4096;
/// A write-ahead log begins with so many bytes, and each page in it too.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The first byte of a page that holds the rows of a table.
const TABLE_LEAF: u8 = 0x0D;
/// No event is longer: a body is far shorter, and holds at least its own event.
const LARGEST: usize = 8 * 1024 * 1024;

/// A damaged file, and where in it events were found.
pub(super) struct Salvage {
    pages: Pages,
    /// By number: the page, and which of its cells.
    found: BTreeMap<u64, (u32, usize)>,
}

impl Salvage {
    /// Looks through a file and the log beside it.
    pub(super) fn open(path: &Path) -> io::Result<Salvage> {
        let mut pages = Pages::open(path)?;
        let mut found = BTreeMap::new();
        // The first page is SQLite's own.
        for number in 2..=pages.count {
            let Ok(page) = pages.read(number) else {
                continue;
            };
            for cell in 0..cells(&page) {
                if let Some(row) = pages.row(&page, cell) {
                    found.insert(row.seq, (number, cell));
                }
            }
        }
        Ok(Salvage { pages, found })
    }

    /// The numbers of the events that were found.
    pub(super) fn seqs(&self) -> impl Iterator<Item = u64> + '_ {
        self.found.keys().copied()
    }

    /// Reads one of the events that were found.
    pub(super) fn row(&mut self, seq: u64) -> Option<Row> {
        let (number, cell) = *self.found.get(&seq)?;
        let page = self.pages.read(number).ok()?;
        self.pages.row(&page, cell)
    }
}

/// The pages of a database: those of the file, and newer ones of its log.
struct Pages {
    file: File,
    log: Option<File>,
    /// Where in the log the newest of a page begins.
    in_log: HashMap<u32, u64>,
    count: u32,
}

impl Pages {
    fn open(path: &Path) -> io::Result<Pages> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let log = File::open(log_of(path)).ok();
        let mut pages = Pages {
            file,
            log,
            in_log: HashMap::new(),
            count: u32::try_from(length / PAGE as u64).unwrap_or(u32::MAX),
        };
        if let Some(log) = &mut pages.log {
            // As far as it can be read it counts.
            let _ = read_log(log, &mut pages.in_log);
        }
        let last = pages.in_log.keys().copied().max().unwrap_or(0);
        pages.count = pages.count.max(last);
        Ok(pages)
    }

    fn read(&mut self, number: u32) -> io::Result<Vec<u8>> {
        let mut page = vec![0; PAGE];
        let in_log = self.in_log.get(&number).copied();
        match (in_log, &mut self.log) {
            (Some(at), Some(log)) => {
                log.seek(SeekFrom::Start(at))?;
                log.read_exact(&mut page)?;
            }
            _ => {
                let at = u64::from(number.saturating_sub(1)) * PAGE as u64;
                self.file.seek(SeekFrom::Start(at))?;
                self.file.read_exact(&mut page)?;
            }
        }
        Ok(page)
    }

    /// The event in a cell of a page, if it is one and whole.
    fn row(&mut self, page: &[u8], cell: usize) -> Option<Row> {
        let pointer = 8 + 2 * cell;
        let at = usize::from(u16::from_be_bytes(bytes(page, pointer)?));
        let mut cell = Reading(page.get(at..)?);
        let length = usize::try_from(cell.varint()?).ok()?;
        let seq = cell.varint()?;
        if length > LARGEST {
            return None;
        }
        let here = length_here(length);
        let mut payload = cell.take(here)?.to_vec();
        let mut next = if here < length {
            u32::from_be_bytes(bytes(cell.0, 0)?)
        } else {
            0
        };
        while payload.len() < length {
            let overflow = self.read(next).ok().filter(|_| next > 1)?;
            next = u32::from_be_bytes(bytes(&overflow, 0)?);
            let wanted = (length - payload.len()).min(PAGE - 4);
            payload.extend_from_slice(overflow.get(4..4 + wanted)?);
        }
        record(seq, &payload)
    }
}

/// Notes the newest of every page that was completely written.
fn read_log(log: &mut File, pages: &mut HashMap<u32, u64>) -> io::Result<()> {
    let mut head = [0; LOG_HEADER];
    log.read_exact(&mut head)?;
    let salt: Option<[u8; 8]> = bytes(&head, 16);
    let mut at = LOG_HEADER as u64;
    let mut uncommitted = Vec::new();
    loop {
        log.seek(SeekFrom::Start(at))?;
        let mut frame = [0; FRAME_HEADER];
        log.read_exact(&mut frame)?;
        // What follows with another salt is left from an earlier round.
        if bytes(&frame, 8) != salt {
            return Ok(());
        }
        let number = bytes(&frame, 0).map_or(0, u32::from_be_bytes);
        uncommitted.push((number, at + FRAME_HEADER as u64));
        if bytes(&frame, 4).map_or(0, u32::from_be_bytes) != 0 {
            pages.extend(uncommitted.drain(..));
        }
        at += (FRAME_HEADER + PAGE) as u64;
    }
}

/// How many cells a page of rows has; none, if it is another page.
fn cells(page: &[u8]) -> usize {
    let leaf = page.first() == Some(&TABLE_LEAF);
    let count = bytes(page, 3).map_or(0, u16::from_be_bytes);
    if leaf { usize::from(count) } else { 0 }
}

/// How much of a row stands on its page; the rest is on others.
fn length_here(length: usize) -> usize {
    const MOST: usize = PAGE - 35;
    const LEAST: usize = (PAGE - 12) * 32 / 255 - 23;
    if length <= MOST {
        return length;
    }
    let fitting = LEAST + (length - LEAST) % (PAGE - 4);
    if fitting <= MOST { fitting } else { LEAST }
}

/// Reads the columns of `events`, in the order of their table.
fn record(seq: u64, payload: &[u8]) -> Option<Row> {
    let mut start = Reading(payload);
    let head_length = usize::try_from(start.varint()?).ok()?;
    let mut head = Reading(payload.get(payload.len() - start.0.len()..head_length)?);
    let mut body = Reading(payload.get(head_length..)?);
    let mut column = || -> Option<Column<'_>> { body.column(head.varint()?) };

    let (Column::Null, Column::Integer(millis)) = (column()?, column()?) else {
        return None;
    };
    let message_id = column()?.text()?;
    let counts = column()?;
    let Column::Integer(weight) = column()? else {
        return None;
    };
    let json = column()?.text()??;
    let forward = column()?.text()?;
    let row = Row {
        seq,
        millis: u64::try_from(millis).ok()?,
        message_id: message_id.map(str::to_owned),
        counts: matches!(counts, Column::Integer(1)),
        json: json.to_owned(),
        forward: forward.and_then(|text| serde_json::from_str(text).ok()),
    };
    let is_ours = usize::try_from(weight).ok() == Some(row.weight())
        && json.starts_with('{')
        && serde_json::from_str::<IgnoredAny>(json).is_ok();
    is_ours.then_some(row)
}

enum Column<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
}

impl<'a> Column<'a> {
    /// A text that may be missing; nothing if it is something else.
    fn text(self) -> Option<Option<&'a str>> {
        match self {
            Column::Null => Some(None),
            Column::Text(text) => Some(Some(text)),
            Column::Integer(_) => None,
        }
    }
}

/// Bytes from which more and more is taken.
struct Reading<'a>(&'a [u8]);

impl<'a> Reading<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// SQLite's numbers of one to nine bytes.
    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in 0..9 {
            let byte = *self.take(1)?.first()?;
            if place == 8 {
                return Some(number << 8 | u64::from(byte));
            }
            number = number << 7 | u64::from(byte & 0x7F);
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }

    fn column(&mut self, kind: u64) -> Option<Column<'a>> {
        let length = match kind {
            0 => return Some(Column::Null),
            8 => return Some(Column::Integer(0)),
            9 => return Some(Column::Integer(1)),
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 => 8,
            odd if odd >= 13 && odd % 2 == 1 => {
                let length = usize::try_from((odd - 13) / 2).ok()?;
                return std::str::from_utf8(self.take(length)?)
                    .ok()
                    .map(Column::Text);
            }
            _ => return None,
        };
        let taken = self.take(length)?;
        let negative = taken.first().is_some_and(|byte| *byte >= 0x80);
        let start = if negative { -1 } else { 0 };
        let number = taken
            .iter()
            .fold(start, |number: i64, byte| number << 8 | i64::from(*byte));
        Some(Column::Integer(number))
    }
}

fn bytes<const N: usize>(from: &[u8], at: usize) -> Option<[u8; N]> {
    from.get(at..)?.first_chunk().copied()
}

fn log_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push("-wal");
    PathBuf::from(name)
}
