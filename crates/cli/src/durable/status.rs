//! `segflow status`: how the runs on an engine fare.

use serde_json::Value;

use super::engine::Engine;
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, count, harmless, say};

pub(crate) const TAKES: Takes = Takes {
    files: &[],
    values: &["engine", "admin"],
    flags: &["json"],
};

const COUNTS: &str = "SELECT status, completion_result, count(*) AS number FROM sys_invocation \
    WHERE target_service_name = 'SegflowPerson' GROUP BY status, completion_result";

const STUCK: &str = "SELECT target_service_key AS key, status, retry_count AS tries, last_failure AS why \
    FROM sys_invocation WHERE target_service_name = 'SegflowPerson' \
    AND (status = 'backing-off' OR status = 'paused') LIMIT 10";

const DEAD: &str = "SELECT count(*) AS number FROM state WHERE service_name = 'SegflowDeadLetters'";

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let engine = Engine::of(given)?;
    let counts = engine.query(COUNTS)?;
    let stuck = engine.query(STUCK)?;
    let dead = number(engine.query(DEAD)?.first());
    let of = |wanted: &[&str]| {
        counts
            .iter()
            .filter(|row| wanted.contains(&row["status"].as_str().unwrap_or("")))
            .map(|row| number(Some(row)))
            .sum::<u64>()
    };
    let waiting = of(&["pending", "inboxed", "scheduled", "ready"]);
    let under_way = of(&["running", "suspended", "backing-off", "paused"]);
    let ended = of(&["completed"]);
    if given.has("json") {
        say(serde_json::json!({
            "waiting": waiting, "underWay": under_way, "ended": ended, "deadLetters": dead, "stuck": stuck,
        }));
        return Ok(Outcome::Fine);
    }
    let colours = Colours::of_output();
    say(format!("{waiting:>10} waiting"));
    say(format!("{under_way:>10} under way"));
    say(format!("{ended:>10} ended (in the last hour)"));
    let tone = if dead == 0 { Tone::Quiet } else { Tone::Bad };
    say(colours.paint(tone, format!("{dead:>10} dead letters")));
    for row in &stuck {
        let text = |name: &str| harmless(row[name].as_str().unwrap_or(""));
        say(format!(
            "{} {} {}, {}: {}",
            colours.paint(Tone::Doubtful, "tries again"),
            text("key"),
            text("status"),
            count(row["tries"].as_u64().unwrap_or(0), "try", "tries"),
            text("why")
        ));
    }
    Ok(Outcome::Fine)
}

fn number(row: Option<&Value>) -> u64 {
    row.and_then(|row| row["number"].as_u64()).unwrap_or(0)
}
