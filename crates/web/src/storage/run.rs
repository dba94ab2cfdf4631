use std::collections::BTreeMap;

use js_sys::{Object, Reflect};
use segflow_core::run::{Run, RunSummary};
use segflow_core::time::Timestamp;
use wasm_bindgen::JsValue;

/// What is known of the saved runs, the last begun first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredRuns {
    /// Those that are there.
    pub runs: Vec<StoredRun>,
    /// The ids of entries that are no runs; they are left as they are.
    pub unreadable: Vec<String>,
}

/// What is known of a saved run without reading it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRun {
    /// What lists show and searches look for.
    pub summary: RunSummary,
    /// How long its text is, in bytes of UTF-8.
    pub bytes: usize,
}

/// How much of the past is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// So many runs at most.
    pub count: usize,
    /// So many bytes at most.
    pub bytes: usize,
    /// So many days at most.
    pub days: i64,
}

impl Retention {
    /// What is kept unless a person wants something else.
    pub const USUAL: Retention = Retention {
        count: 5000,
        bytes: 64 * 1024 * 1024,
        days: 90,
    };
}

/// As many runs wait for their end at most.
pub const MAX_UNFINISHED: usize = 500;
/// As many bytes do those have at most.
pub const MAX_UNFINISHED_BYTES: usize = 32 * 1024 * 1024;

const DAY_MILLIS: i64 = 86_400_000;

impl StoredRuns {
    /// The runs that have not ended.
    pub fn unfinished(&self) -> impl Iterator<Item = &StoredRun> {
        self.runs.iter().filter(|run| run.summary.status.is_none())
    }

    /// Whether as many runs wait as may; the one of that id not counted.
    pub fn is_full(&self, but: &str) -> bool {
        let others = || self.unfinished().filter(|run| run.summary.id != but);
        others().count() >= MAX_UNFINISHED
            || others().map(|run| run.bytes).sum::<usize>() >= MAX_UNFINISHED_BYTES
    }

    /// The ended runs that are too many, too large or too old to be kept.
    pub fn outdated(&self, retention: &Retention, now: Timestamp) -> Vec<&str> {
        let oldest = now.millis() - retention.days * DAY_MILLIS;
        let (mut count, mut bytes) = (0, 0);
        let is_outdated = |run: &&StoredRun| {
            count += 1;
            bytes += run.bytes;
            run.summary.status.is_some()
                && (count > retention.count
                    || bytes > retention.bytes
                    || run.summary.changed_at.millis() < oldest)
        };
        let outdated = self.runs.iter().filter(is_outdated);
        outdated.map(|run| run.summary.id.as_str()).collect()
    }
}

const TEXT: &str = "text";
const BYTES: &str = "bytes";

/// The entries of a run: the whole and what is known of it.
pub(super) fn to_js(text: &str, summary: &RunSummary) -> (JsValue, JsValue) {
    let entry = Object::new();
    // Setting a key of a plain, new object cannot fail.
    let _ = Reflect::set(&entry, &TEXT.into(), &summary.save().into());
    let _ = Reflect::set(&entry, &BYTES.into(), &(text.len() as f64).into());
    (text.into(), entry.into())
}

fn from_js(entry: &JsValue) -> Option<StoredRun> {
    let text = Reflect::get(entry, &TEXT.into()).ok()?.as_string()?;
    let bytes = Reflect::get(entry, &BYTES.into()).ok()?.as_f64()?;
    Some(StoredRun {
        summary: RunSummary::load(&text)?,
        bytes: bytes as usize,
    })
}

pub(super) fn all_from_js(entries: Vec<(String, JsValue)>) -> StoredRuns {
    sorted(entries.into_iter().map(|(id, entry)| {
        let run = from_js(&entry);
        run.ok_or(id)
    }))
}

/// The runs, the last begun first.
fn sorted(entries: impl Iterator<Item = Result<StoredRun, String>>) -> StoredRuns {
    let mut stored = StoredRuns::default();
    for entry in entries {
        match entry {
            Ok(run) => stored.runs.push(run),
            Err(id) => stored.unreadable.push(id),
        }
    }
    stored.runs.sort_by(|a, b| {
        let (a, b) = (&a.summary, &b.summary);
        b.started_at.cmp(&a.started_at).then(a.id.cmp(&b.id))
    });
    stored
}

/// Runs that last as long as the page.
#[derive(Default)]
pub(super) struct SessionRuns(BTreeMap<String, (String, RunSummary)>);

impl SessionRuns {
    pub(super) fn save(&mut self, run: &Run) {
        let entry = (run.save(), run.summary());
        self.0.insert(run.id().to_owned(), entry);
    }

    pub(super) fn all(&self) -> StoredRuns {
        sorted(self.0.values().map(|(text, summary)| {
            Ok(StoredRun {
                summary: summary.clone(),
                bytes: text.len(),
            })
        }))
    }

    pub(super) fn text(&self, id: &str) -> Option<String> {
        self.0.get(id).map(|(text, _)| text.clone())
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::WorkflowId;
    use segflow_core::run::{Mode, RunStatus, RunSummary};
    use segflow_core::time::Timestamp;

    use super::{DAY_MILLIS, MAX_UNFINISHED, Retention, StoredRun, StoredRuns, sorted};

    fn run(id: &str, at: i64, status: Option<RunStatus>) -> StoredRun {
        StoredRun {
            summary: RunSummary {
                id: id.to_owned(),
                workflow: WorkflowId::parse("wf_1").unwrap(),
                name: "W".to_owned(),
                mode: Mode::Send,
                status,
                started_at: Timestamp::from_millis(at),
                changed_at: Timestamp::from_millis(at),
                messages: Vec::new(),
            },
            bytes: 100,
        }
    }

    fn outdated(runs: &StoredRuns, count: usize, bytes: usize, days: i64) -> Vec<&str> {
        let retention = Retention { count, bytes, days };
        runs.outdated(&retention, Timestamp::from_millis(10 * DAY_MILLIS))
    }

    #[test]
    fn the_oldest_ended_runs_go_first_and_unfinished_ones_stay() {
        let done = Some(RunStatus::Completed);
        let runs = sorted(
            [
                Ok(run("b", 2 * DAY_MILLIS, done)),
                Err("x".to_owned()),
                Ok(run("d", 8 * DAY_MILLIS, done)),
                Ok(run("a", DAY_MILLIS, None)),
                Ok(run("c", 7 * DAY_MILLIS, done)),
            ]
            .into_iter(),
        );
        assert_eq!(runs.unreadable, ["x"]);
        assert_eq!(outdated(&runs, 9, 900, 9), [""; 0]);
        assert_eq!(outdated(&runs, 1, 900, 9), ["c", "b"]);
        assert_eq!(outdated(&runs, 9, 250, 9), ["b"]);
        assert_eq!(outdated(&runs, 9, 900, 5), ["b"]);
        assert_eq!(runs.unfinished().count(), 1);
    }

    #[test]
    fn only_so_many_runs_may_wait() {
        let runs = (0..MAX_UNFINISHED).map(|number| Ok(run(&number.to_string(), 0, None)));
        let runs = sorted(runs);
        assert!(runs.is_full("other"));
        assert!(!runs.is_full("7"), "one that waits already may go on");
    }
}
