//! `segflow status`: how the runs on an engine fare.

use serde_json::Value;

use super::engine::{Engine, quoted};
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, count, harmless, say};

pub(crate) const TAKES: Takes = Takes {
    files: &[],
    values: &["engine", "admin"],
    flags: &["json"],
};

const COUNTS: &str = "SELECT status, completion_result, count(*) AS number FROM sys_invocation \
    WHERE target_service_name IN ('SegflowPerson', 'SegflowShard') GROUP BY status, completion_result";

const STUCK: &str = "SELECT id, target_service_key AS key, idempotency_key AS once, status, retry_count AS tries, last_failure AS why \
    FROM sys_invocation WHERE target_service_name IN ('SegflowPerson', 'SegflowShard') \
    AND (status = 'backing-off' OR status = 'paused') LIMIT 10";

const DEAD: &str = "SELECT count(*) AS number FROM state WHERE service_name = 'SegflowDeadLetters'";

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let engine = Engine::of(given)?;
    let counts = engine.query(COUNTS)?;
    let mut stuck = engine.query(STUCK)?;
    for row in &mut stuck {
        if row["status"] == "paused" {
            row["why"] = why_paused(&engine, row["id"].as_str().unwrap_or(""))?.into();
        }
    }
    let dead = number(engine.query(DEAD)?.first());
    let of = |wanted: &[&str]| {
        counts
            .iter()
            .filter(|row| wanted.contains(&row["status"].as_str().unwrap_or("")))
            .map(|row| number(Some(row)))
            .sum::<u64>()
    };
    let waiting = of(&["pending", "inboxed", "scheduled", "ready"]);
    let under_way = of(&["running", "suspended", "backing-off"]);
    let paused = of(&["paused"]);
    let ended = of(&["completed"]);
    if given.has("json") {
        say(serde_json::json!({
            "waiting": waiting, "underWay": under_way, "paused": paused, "ended": ended,
            "deadLetters": dead, "stuck": stuck,
        }));
        return Ok(Outcome::Fine);
    }
    let colours = Colours::of_output();
    say(format!("{waiting:>10} waiting"));
    say(format!("{under_way:>10} under way"));
    if paused > 0 {
        let told = format!("{paused:>10} paused (`segflow replay RUN-ID` lets them go on)");
        say(colours.paint(Tone::Bad, told));
    }
    say(format!("{ended:>10} ended (in the last hour)"));
    let tone = if dead == 0 { Tone::Quiet } else { Tone::Bad };
    say(colours.paint(tone, format!("{dead:>10} dead letters")));
    for row in &stuck {
        let text = |name: &str| harmless(row[name].as_str().unwrap_or(""));
        say(format!(
            "{} {} ({}): {}",
            colours.paint(
                Tone::Doubtful,
                match row["tries"].as_u64() {
                    Some(tries) => format!("tried {}", count(tries, "time", "times")),
                    None => text("status"),
                }
            ),
            text("key"),
            text("once"),
            text("why")
        ));
    }
    Ok(Outcome::Fine)
}

/// What was wrong when a run was paused, as its journal has it.
fn why_paused(engine: &Engine, invocation: &str) -> Result<Option<String>, Error> {
    let events = engine.query(&format!(
        "SELECT event_json AS event FROM sys_journal_events WHERE event_type = 'Paused' AND id = {} \
         ORDER BY appended_at DESC LIMIT 1",
        quoted(invocation)
    ))?;
    let event = events.first().and_then(|row| row["event"].as_str());
    let event: Option<Value> = event.and_then(|event| serde_json::from_str(event).ok());
    let message = event
        .as_ref()
        .and_then(|event| event.pointer("/last_failure/error_message")?.as_str());
    Ok(message.map(str::to_owned))
}

fn number(row: Option<&Value>) -> u64 {
    row.and_then(|row| row["number"].as_u64()).unwrap_or(0)
}
