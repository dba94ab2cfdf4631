use std::rc::Rc;

use segflow_core::document::WorkflowId;
use segflow_core::run::{Mode, RunStatus};
use segflow_core::time::Timestamp;

use super::entry::Entry;

/// Runs, the last begun first.
pub(super) type Entries = Rc<Vec<Rc<Entry>>>;

/// What the list is narrowed to. Nothing given lets everything through.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Filter {
    /// Words that must all be found.
    pub(super) text: String,
    /// How it stands.
    pub(super) stage: Option<Stage>,
    /// Which workflow ran.
    pub(super) workflow: Option<WorkflowId>,
    /// How long ago it began at most.
    pub(super) period: Option<Period>,
}

/// How a run stands, as far as the filter tells it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It has not ended.
    Going,
    /// Every task that was reached did its work.
    Completed,
    /// A task failed.
    Failed,
    /// A person stopped it.
    Stopped,
    /// Nothing of it left, however it ended.
    DryRun,
}

impl Stage {
    /// All of them, in the order of the menu.
    pub(super) const ALL: [Stage; 5] = [
        Stage::Going,
        Stage::Completed,
        Stage::Failed,
        Stage::Stopped,
        Stage::DryRun,
    ];

    fn is_of(self, entry: &Entry) -> bool {
        let (status, mode) = (entry.summary.status, entry.summary.mode);
        match self {
            Stage::Going => status.is_none(),
            Stage::Completed => status == Some(RunStatus::Completed) && mode == Mode::Send,
            Stage::Failed => status == Some(RunStatus::Failed),
            Stage::Stopped => status == Some(RunStatus::Cancelled),
            Stage::DryRun => mode == Mode::DryRun,
        }
    }
}

/// A span of time up to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Hour,
    Day,
    Week,
    Month,
}

impl Period {
    /// All of them, the shortest first.
    pub(super) const ALL: [Period; 4] = [Period::Hour, Period::Day, Period::Week, Period::Month];

    const fn millis(self) -> i64 {
        const HOUR: i64 = 3_600_000;
        match self {
            Period::Hour => HOUR,
            Period::Day => 24 * HOUR,
            Period::Week => 7 * 24 * HOUR,
            Period::Month => 30 * 24 * HOUR,
        }
    }
}

impl Filter {
    /// Whether it lets everything through.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
            && self.stage.is_none()
            && self.workflow.is_none()
            && self.period.is_none()
    }

    /// The runs that match, in the order in which they stand.
    pub(super) fn matching(&self, entries: &Entries, now: Timestamp) -> Entries {
        if self.is_empty() {
            return Rc::clone(entries);
        }
        let text = self.text.to_lowercase();
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let since = self.period.map(|period| now.millis() - period.millis());
        let matches = |entry: &&Rc<Entry>| {
            let summary = &entry.summary;
            self.stage.is_none_or(|stage| stage.is_of(entry))
                && since.is_none_or(|since| summary.started_at.millis() >= since)
                && self
                    .workflow
                    .as_ref()
                    .is_none_or(|workflow| summary.workflow == *workflow)
                && entry.has_all(&words)
        };
        Rc::new(entries.iter().filter(matches).cloned().collect())
    }
}
