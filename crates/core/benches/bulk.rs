//! Rows a second of one thread, natively: ours, and a program written by hand
//! for this one workflow, which reads JSON Lines only. `cargo xtask bench`
//! starts it with a file of rows; with `ours` or `hand` after it, it runs that
//! one once, for callgrind.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench stops at the first surprise"
)]
#![allow(missing_docs, reason = "a program of its own")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use segflow_core::bulk::{Bulk, BulkEffect, BulkEvent, Counts, Format, Setup, Tells};
use segflow_core::document::{AccountId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::preview::Inputs;
use segflow_core::run::Mode;
use segflow_core::scope::User;
use segflow_core::segment::{Account, KeyFacts, Region, Transport};
use segflow_core::time::Timestamp;
use serde::Deserialize;

const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);
const KEY: &str = "0123456789abcdefghijklmnopqrstuv";
const ROUNDS: usize = 5;
const PIECE_BYTES: usize = 128 * 1024;

fn main() {
    // Cargo adds words of its own.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let [workflow, file, once @ ..] = words.as_slice() else {
        return println!("usage: bulk WORKFLOW.json ROWS.jsonl|ROWS.csv [ours|hand]");
    };
    let format = match file.ends_with(".csv") {
        true => Format::Csv,
        false => Format::JsonLines,
    };
    let workflow = std::fs::read_to_string(workflow).unwrap();
    let rows = std::fs::read(file).unwrap();
    let ours = || ours(&workflow, &rows, format).would_send as usize;
    let hand = || by_hand(&rows).0;
    match once.first().map(String::as_str) {
        Some("ours") => {
            black_box(ours());
        }
        Some(_) => {
            black_box(hand());
        }
        None if format == Format::Csv => {
            let [ours] = rates([&ours]);
            println!("{{\"ours\":{ours}}}");
        }
        None => {
            let [ours, hand] = rates([&ours, &hand]);
            println!("{{\"ours\":{ours},\"hand\":{hand}}}");
        }
    }
}

/// Rows a second of each, which take turns; the median of several rounds.
fn rates<const N: usize>(contenders: [&dyn Fn() -> usize; N]) -> [f64; N] {
    let mut rates = [const { Vec::new() }; N];
    // The first round warms up.
    for round in 0..=ROUNDS {
        for (rates, run) in rates.iter_mut().zip(contenders) {
            let started = Instant::now();
            let rows = run();
            let rate = rows as f64 / started.elapsed().as_secs_f64();
            if round > 0 {
                rates.push(rate);
            }
        }
    }
    rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2].round()
    })
}

fn ours(workflow: &str, rows: &[u8], format: Format) -> Counts {
    let workflow = Workflow::load(workflow).unwrap();
    let (mut bulk, _) = Bulk::new(Setup {
        flow: Arc::new(Flow::compile(Arc::new(workflow))),
        inputs: Inputs {
            accounts: vec![Account {
                id: AccountId::parse("main").unwrap(),
                label: String::new(),
                region: Region::Us,
                transport: Transport::Simple,
                key: KeyFacts::of(KEY),
            }],
            run_id: "run_1".to_owned(),
            row: 0,
            user: User::default(),
            host: Value::Null,
        },
        mode: Mode::DryRun,
        now: NOW,
        format,
        delimiter: None,
        mapping: None,
        lanes: 4,
        source: None,
        checkpoint: None,
        tells: Tells::Nothing,
    })
    .unwrap();
    for bytes in rows.chunks(PIECE_BYTES) {
        let effects = bulk.step(BulkEvent::Read { bytes, now: NOW });
        assert_eq!(effects, [BulkEffect::Read]);
    }
    let _ = bulk.step(BulkEvent::SourceEnded { now: NOW });
    bulk.counts()
}

#[derive(Deserialize)]
struct Record<'r> {
    #[serde(borrow)]
    signup: SignUp<'r>,
}

#[derive(Deserialize)]
struct SignUp<'r> {
    #[serde(borrow)]
    email: std::borrow::Cow<'r, str>,
    #[serde(borrow)]
    first_name: std::borrow::Cow<'r, str>,
    #[serde(borrow)]
    city: std::borrow::Cow<'r, str>,
    amount: f64,
    #[serde(borrow)]
    plan: std::borrow::Cow<'r, str>,
    #[serde(borrow)]
    company: std::borrow::Cow<'r, str>,
    newsletter: bool,
}

/// What a person would write who needs this one workflow: fields borrowed from
/// the row, output written by hand.
fn by_hand(rows: &[u8]) -> (usize, usize) {
    let mut out: Vec<u8> = Vec::with_capacity(500_000);
    let (mut sent, mut bytes) = (0, 0);
    for line in rows.split(|byte| *byte == b'\n') {
        if line.is_empty() {
            continue;
        }
        let Record { signup } = serde_json::from_slice(line).unwrap();
        sent += 1;
        if out.len() > 470_000 {
            bytes += black_box(&out).len();
            out.clear();
        }
        head(
            &mut out,
            "identify",
            "sf-0123456789abcdefghijki-",
            sent,
            &signup.email,
        );
        member(&mut out, ",\"traits\":{\"email\":", &signup.email);
        member(&mut out, ",\"firstName\":", &signup.first_name);
        member(&mut out, ",\"plan\":", &signup.plan);
        member(&mut out, ",\"city\":", &signup.city);
        member(&mut out, ",\"company\":", &signup.company);
        out.extend_from_slice(END);
        head(
            &mut out,
            "track",
            "sf-0123456789abcdefghijkt-",
            sent,
            &signup.email,
        );
        out.extend_from_slice(b",\"event\":\"Form Completed\",\"properties\":{\"revenue\":");
        serde_json::to_writer(&mut out, &signup.amount).unwrap();
        member(&mut out, ",\"plan\":", &signup.plan);
        out.extend_from_slice(b",\"newsletter\":");
        out.extend_from_slice(if signup.newsletter { b"true" } else { b"false" });
        member(&mut out, ",\"city\":", &signup.city);
        let note = format!("Hello {} from {}", signup.first_name, signup.city);
        member(&mut out, ",\"note\":", &note);
        out.extend_from_slice(END);
    }
    (sent, bytes + out.len())
}

const END: &[u8] = b"},\"context\":{\"library\":{\"name\":\"segflow\",\"version\":\"0.1.0\"}}},";

fn head(out: &mut Vec<u8>, kind: &str, id: &str, row: usize, user: &str) {
    use std::io::Write as _;
    write!(
        out,
        "{{\"type\":\"{kind}\",\"messageId\":\"{id}{row}-1\",\"timestamp\":\"2024-05-01T12:00:00.000Z\",\"userId\":"
    )
    .unwrap();
    serde_json::to_writer(&mut *out, user).unwrap();
}

fn member(out: &mut Vec<u8>, key: &str, text: &str) {
    out.extend_from_slice(key.as_bytes());
    serde_json::to_writer(out, text).unwrap();
}
