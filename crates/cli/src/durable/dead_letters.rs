//! `segflow dead-letters` and `segflow replay`: records whose run failed.

use serde_json::Value;

use super::engine::{Engine, quoted};
use super::job::DeadLetter;
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, count, harmless, say};

pub(crate) const TAKES: Takes = Takes {
    files: &[],
    values: &["run-id", "engine", "admin"],
    flags: &["json"],
};

pub(crate) const REPLAY_TAKES: Takes = Takes {
    files: &["RUN-ID"],
    values: &["row", "engine", "admin"],
    flags: &["json"],
};

const SERVICE: &str = "SegflowDeadLetters";

/// Lists them.
pub(crate) fn list(given: &Given) -> Result<Outcome, Error> {
    let engine = Engine::of(given)?;
    let letters = letters(&engine, given.text("run-id")?)?;
    if given.has("json") {
        let listed: Vec<Value> = letters
            .iter()
            .map(|letter| {
                serde_json::json!({
                    "runId": letter.run_id, "row": letter.row,
                    "reason": letter.reason, "record": letter.record(),
                })
            })
            .collect();
        say(Value::from(listed));
        return Ok(Outcome::Fine);
    }
    let colours = Colours::of_output();
    for letter in &letters {
        say(format!(
            "{} {} {}",
            colours.paint(Tone::Strong, &letter.run_id),
            colours.paint(Tone::Quiet, format!("row {}", letter.row)),
            harmless(&letter.reason)
        ));
    }
    let number = u64::try_from(letters.len()).unwrap_or(u64::MAX);
    say(count(number, "dead letter", "dead letters"));
    Ok(Outcome::Fine)
}

/// Hands them over once more, with the same message ids.
pub(crate) fn replay(given: &Given) -> Result<Outcome, Error> {
    let engine = Engine::of(given)?;
    let file = given.file(0);
    let run = file.to_string_lossy();
    let row: Option<u64> = given.parsed("row", "a row's number")?;
    let letters = letters(&engine, Some(&run))?;
    let mut rows: Vec<u64> = letters
        .iter()
        .map(|letter| letter.row)
        .filter(|known| row.is_none_or(|row| row == *known))
        .collect();
    rows.sort_unstable();
    let paused = paused(&engine, &run, row)?;
    for invocation in &paused {
        engine.resume(invocation)?;
    }
    for row in &rows {
        engine.call(SERVICE, &run, "replay", &row.to_string())?;
    }
    if given.has("json") {
        say(serde_json::json!({ "runId": run, "replayed": rows, "resumed": paused.len() }));
    } else {
        if !paused.is_empty() {
            let number = u64::try_from(paused.len()).unwrap_or(u64::MAX);
            say(format!(
                "{} go on",
                count(number, "paused run", "paused runs")
            ));
        }
        let number = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        say(format!(
            "{} handed over again, with the same message ids",
            count(number, "record", "records")
        ));
    }
    Ok(Outcome::fine_if(!rows.is_empty() || !paused.is_empty()))
}

/// What of a run, or of one of its rows, was tried so often that it is paused.
fn paused(engine: &Engine, run: &str, row: Option<u64>) -> Result<Vec<String>, Error> {
    let rows = engine.query(
        "SELECT id, idempotency_key AS once FROM sys_invocation WHERE status = 'paused' \
         AND target_service_name IN ('SegflowPerson', 'SegflowShard')",
    )?;
    let is_meant = |once: &str| {
        let rest = once
            .strip_prefix(run)
            .and_then(|rest| rest.strip_prefix('-'));
        match (rest, row) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(rest), Some(row)) => rest == row.to_string(),
        }
    };
    Ok(rows
        .iter()
        // One that was replayed has no such key; to let it go on does no harm.
        .filter(|paused| paused["once"].as_str().is_none_or(is_meant))
        .filter_map(|paused| Some(paused["id"].as_str()?.to_owned()))
        .collect())
}

fn letters(engine: &Engine, run: Option<&str>) -> Result<Vec<DeadLetter>, Error> {
    let of_run = run.map_or_else(String::new, |run| {
        format!(" AND service_key = {}", quoted(run))
    });
    let sql =
        format!("SELECT value_utf8 AS letter FROM state WHERE service_name = '{SERVICE}'{of_run}");
    let rows = engine.query(&sql)?;
    let mut letters: Vec<DeadLetter> = rows
        .iter()
        .filter_map(|row| serde_json::from_str(row["letter"].as_str()?).ok())
        .collect();
    letters.sort_by(|a, b| (&a.run_id, a.row).cmp(&(&b.run_id, b.row)));
    Ok(letters)
}
