//! What the list of runs and the view of one say.

use segflow_core::run::Trigger;

/// One thing that is said of runs, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/history.rs say more than a comment could"
)]
pub enum HistoryText<'a> {
    // The list
    Search,
    SearchHint,
    FilterState,
    AnyState,
    Going,
    DryRuns,
    FilterWorkflow,
    AnyWorkflow,
    FilterTime,
    AnyTime,
    LastHour,
    LastDay,
    LastWeek,
    LastMonth,
    ClearFilters,
    Count { shown: usize, of: usize },
    NoUser,
    Accepted { accepted: usize, of: usize },

    // Nothing to show
    Nothing,
    NothingHint,
    NothingFound,
    NothingFoundHint,
    NothingChosen,
    NotHere,
    NotHereHint,
    Unreadable { count: usize },
    ListRefused { reason: &'a str },
    Damaged,
    DamagedHint { reason: &'a str },
    SessionOnly { reason: &'a str },
    NotDone { reason: &'a str },

    // How much is kept
    KeepFor,
    Days { count: i64 },
    DownloadThese { count: usize },
    DeleteThese { count: usize },
    More,
    DeleteTitle { count: usize },
    DeleteHint,
    Delete,

    // One run
    BackToList,
    OpenWorkflow,
    Details,
    Began,
    BegunBy,
    By(&'a Trigger),
    Ended,
    Took,
    Millis { millis: i64 },
    RunId,
    CopyRunId,
    TaskBegan { time: &'a str },
    Answers,
    AnswersWithheld,
    Attempt,

    // What can be done with it
    RunAgain,
    AgainSame,
    AgainSameHint,
    AgainNew,
    AgainNewHint,
    AgainDry,
    AgainDryHint,
    NewTitle,
    NewWarning { count: usize },
    NewConfirm,
    UseAsSample,
    SampleBase,
    SampleKept { name: &'a str },
    SampleIs { name: &'a str },
    NoWorkflow,
    Download,
    DeleteRun,

    // Two runs
    Compare,
    CompareWithNone,
    Comparison,
    StateAccepted,
    TaskSame { state: &'a str },
    TaskDiffers { here: &'a str, there: &'a str },
    OnlyHere { state: &'a str },
    OnlyThere { state: &'a str },
    SameContent,
    ChangesFrom,
}
