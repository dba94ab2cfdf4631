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
                    "runId": letter.job.run_id, "row": letter.job.row,
                    "reason": letter.reason, "record": letter.job.record,
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
            colours.paint(Tone::Strong, &letter.job.run_id),
            colours.paint(Tone::Quiet, format!("row {}", letter.job.row)),
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
        .map(|letter| letter.job.row)
        .filter(|known| row.is_none_or(|row| row == *known))
        .collect();
    rows.sort_unstable();
    for row in &rows {
        engine.call(SERVICE, &run, "replay", &row.to_string())?;
    }
    if given.has("json") {
        say(serde_json::json!({ "runId": run, "replayed": rows }));
    } else {
        let number = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        say(format!(
            "{} handed over again, with the same message ids",
            count(number, "record", "records")
        ));
    }
    Ok(Outcome::fine_if(!rows.is_empty()))
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
    letters.sort_by(|a, b| (&a.job.run_id, a.job.row).cmp(&(&b.job.run_id, b.job.row)));
    Ok(letters)
}
