//! The events in a file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, named_params, params};

use super::limits::{Kept, Limits};
use super::row::Row;
use super::selection::{End, LARGEST_PAGE, Selection};
use crate::event::Forward;

/// The form of the tables. A file of a later one is left alone.
const VERSION: u32 = 1;

/// Another program may look into the file; it is waited for so long.
const PATIENCE: Duration = Duration::from_millis(500);

/// `waiting` and `counts` are 1 or null, so that their indexes hold few rows.
const TABLES: &str = "
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        millis INTEGER NOT NULL,
        message_id TEXT,
        counts INTEGER,
        weight INTEGER NOT NULL,
        json TEXT NOT NULL,
        forward TEXT,
        waiting INTEGER
    );
    CREATE INDEX by_message_id ON events (message_id, seq) WHERE message_id IS NOT NULL;
    CREATE INDEX by_waiting ON events (seq) WHERE waiting IS NOT NULL;
    CREATE TABLE sums (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        last_seq INTEGER NOT NULL,
        events INTEGER NOT NULL,
        bytes INTEGER NOT NULL
    );
    INSERT INTO sums VALUES (1, 0, 0, 0);
    PRAGMA user_version = 1;
";

/// How safe an answered event is from a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// It outlives the receiver.
    Process,
    /// It outlives the machine's power.
    Power,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Trouble {
    #[error("another receiver uses it; stop that one, or give this one a folder with --state DIR")]
    InUse,
    #[error(
        "a newer version of segflow made it; use that version, or another folder with --state DIR"
    )]
    Newer,
    #[error("it is damaged")]
    Damaged,
    #[error("another program has locked it; close that program")]
    Locked,
    #[error("the disk is full; make room on it")]
    Full,
    #[error("{0}; mend the folder, or choose another with --state DIR")]
    Other(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        // What was written as a text or a number is no longer one.
        if matches!(
            error,
            rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..)
        ) {
            return Trouble::Damaged;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Locked,
            Some(ErrorCode::DiskFull) => Trouble::Full,
            _ => Trouble::Other(error.to_string()),
        }
    }
}

/// Writes the file.
pub(crate) struct Database {
    connection: Connection,
    limits: Limits,
    kept: Kept,
    last_seq: u64,
}

impl Database {
    pub(crate) fn open(
        path: &Path,
        limits: Limits,
        durability: Durability,
    ) -> Result<Database, Trouble> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > VERSION {
            return Err(Trouble::Newer);
        }
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "journal_size_limit", 16 * 1024 * 1024)?;
        // What was cleared is gone, also for whoever looks through a damaged file.
        connection.pragma_update(None, "secure_delete", true)?;
        let synchronous = match durability {
            Durability::Process => "NORMAL",
            Durability::Power => "FULL",
        };
        connection.pragma_update(None, "synchronous", synchronous)?;
        if version == 0 {
            let transaction = connection.transaction()?;
            transaction.execute_batch(TABLES)?;
            transaction.commit()?;
        }
        let (last_seq, events, bytes) =
            connection.query_row("SELECT last_seq, events, bytes FROM sums", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        Ok(Database {
            connection,
            limits,
            kept: Kept { events, bytes },
            last_seq,
        })
    }

    /// The number of the last event ever stored.
    pub(crate) fn last_seq(&self) -> u64 {
        self.last_seq
    }

    pub(crate) fn kept(&self) -> Kept {
        self.kept
    }

    /// Stores all of the rows or none.
    pub(crate) fn insert(&mut self, rows: &[Row]) -> Result<(), Trouble> {
        let mut kept = self.kept;
        let mut last_seq = self.last_seq;
        let transaction = self.connection.transaction()?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO events (seq, millis, message_id, counts, weight, json, forward, waiting)
                 VALUES (:seq, :millis, :message_id, :counts, :weight, :json, :forward, :waiting)",
            )?;
            for row in rows {
                let forward = forward_text(row.forward.as_ref())?;
                insert.execute(named_params! {
                    ":seq": row.seq,
                    ":millis": row.millis,
                    ":message_id": row.message_id,
                    ":counts": row.counts.then_some(1),
                    ":weight": row.weight(),
                    ":json": row.json,
                    ":forward": forward,
                    ":waiting": waiting(row.forward.as_ref()),
                })?;
                kept.add(row.weight());
                last_seq = last_seq.max(row.seq);
            }
        }
        evict(&transaction, &mut kept, self.limits)?;
        write_sums(&transaction, last_seq, kept)?;
        transaction.commit()?;
        self.kept = kept;
        self.last_seq = last_seq;
        Ok(())
    }

    /// Those of the numbers whose events are not here.
    pub(crate) fn missing(&self, seqs: impl Iterator<Item = u64>) -> Result<Vec<u64>, Trouble> {
        let mut query = self
            .connection
            .prepare_cached("SELECT 1 FROM events WHERE seq = ?1")?;
        let mut missing = Vec::new();
        for seq in seqs {
            if !query.exists([seq])? {
                missing.push(seq);
            }
        }
        Ok(missing)
    }

    /// The event that later ones with this messageId are duplicates of.
    pub(crate) fn counting(&self, message_id: &str, since: u64) -> Result<Option<u64>, Trouble> {
        let mut query = self.connection.prepare_cached(
            "SELECT seq FROM events WHERE message_id = ?1 AND counts = 1 AND millis > ?2
             ORDER BY seq DESC LIMIT 1",
        )?;
        Ok(query
            .query_row(params![message_id, since], |row| row.get(0))
            .optional()?)
    }

    pub(crate) fn forwarded(&mut self, seqs: &[u64], forward: &Forward) -> Result<(), Trouble> {
        let text = forward_text(Some(forward))?;
        let transaction = self.connection.transaction()?;
        {
            let mut update = transaction
                .prepare_cached("UPDATE events SET forward = ?2, waiting = ?3 WHERE seq = ?1")?;
            for seq in seqs {
                update.execute(params![seq, text, waiting(Some(forward))])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// Forgets all but what waits to be passed on, and says how many it forgot.
    pub(crate) fn clear(&mut self) -> Result<usize, Trouble> {
        let transaction = self.connection.transaction()?;
        let cleared = transaction.execute("DELETE FROM events WHERE waiting IS NULL", [])?;
        let kept = transaction.query_row(
            "SELECT count(*), coalesce(sum(weight), 0) FROM events",
            [],
            |row| {
                Ok(Kept {
                    events: row.get(0)?,
                    bytes: row.get(1)?,
                })
            },
        )?;
        write_sums(&transaction, self.last_seq, kept)?;
        transaction.commit()?;
        self.kept = kept;
        Ok(cleared)
    }
}

fn forward_text(forward: Option<&Forward>) -> Result<Option<String>, Trouble> {
    forward
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| Trouble::Other(error.to_string()))
}

fn waiting(forward: Option<&Forward>) -> Option<u8> {
    forward.is_some_and(Forward::is_waiting).then_some(1)
}

fn write_sums(transaction: &Transaction<'_>, last_seq: u64, kept: Kept) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE sums SET last_seq = ?1, events = ?2, bytes = ?3")?
        .execute(params![last_seq, kept.events, kept.bytes])?;
    Ok(())
}

/// Makes room by deleting the oldest.
fn evict(transaction: &Transaction<'_>, kept: &mut Kept, limits: Limits) -> rusqlite::Result<()> {
    if limits.allow(*kept) {
        return Ok(());
    }
    let mut last = None;
    {
        let mut oldest =
            transaction.prepare_cached("SELECT seq, weight FROM events ORDER BY seq")?;
        let mut rows = oldest.query([])?;
        while !limits.allow(*kept) {
            let Some(row) = rows.next()? else {
                break;
            };
            last = Some(row.get::<_, u64>(0)?);
            kept.remove(row.get(1)?);
        }
    }
    if let Some(last) = last {
        transaction
            .prepare_cached("DELETE FROM events WHERE seq <= ?1")?
            .execute([last])?;
    }
    Ok(())
}

/// Reads the file beside the one that writes it.
pub(crate) struct Reader {
    connection: Connection,
}

impl Reader {
    pub(crate) fn open(path: &Path) -> Result<Reader, Trouble> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Reader { connection })
    }

    pub(crate) fn select(&self, selection: &Selection) -> Result<Vec<Row>, Trouble> {
        let mut sql = String::from(
            "SELECT seq, millis, message_id, counts, json, forward FROM events WHERE TRUE",
        );
        let mut values: Vec<Value> = Vec::new();
        let mut narrow = |clause: &str, value: Value| {
            sql.push_str(clause);
            values.push(value);
        };
        if let Some(id) = &selection.message_id {
            narrow(" AND message_id = ?", Value::Text(id.clone()));
        }
        if let Some(after) = selection.after {
            narrow(" AND seq > ?", integer(after));
        }
        if let Some(before) = selection.before {
            narrow(" AND seq < ?", integer(before));
        }
        let order = match selection.end {
            End::Oldest => " ORDER BY seq LIMIT ?",
            End::Latest => " ORDER BY seq DESC LIMIT ?",
        };
        narrow(order, integer(selection.limit as u64));
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(rusqlite::params_from_iter(values), |row| {
            let forward: Option<String> = row.get(5)?;
            Ok(Row {
                seq: row.get(0)?,
                millis: row.get(1)?,
                message_id: row.get(2)?,
                counts: row.get::<_, Option<u8>>(3)?.is_some(),
                json: row.get(4)?,
                forward: forward.and_then(|text| serde_json::from_str(&text).ok()),
            })
        })?;
        let mut rows = Vec::new();
        let mut bytes = 0;
        for row in found {
            let row: Row = row?;
            bytes += row.weight();
            rows.push(row);
            if bytes >= LARGEST_PAGE {
                break;
            }
        }
        if selection.end == End::Latest {
            rows.reverse();
        }
        Ok(rows)
    }

    pub(crate) fn oldest_waiting(&self) -> Result<Option<u64>, Trouble> {
        let mut query = self.connection.prepare_cached(
            "SELECT seq FROM events WHERE waiting IS NOT NULL ORDER BY seq LIMIT 1",
        )?;
        Ok(query.query_row([], |row| row.get(0)).optional()?)
    }
}

/// No event has a number that SQLite cannot hold; whoever asks for one beyond
/// gets what is there up to the greatest.
fn integer(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Gives a file another name, and the files that SQLite keeps beside it.
pub(crate) fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    let with = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    for end in ["-wal", "-shm"] {
        // They may well not be there.
        let _ = std::fs::rename(with(from, end), with(to, end));
    }
    std::fs::rename(from, to)
}
