//! What is said of runs, in English.

use segflow_core::run::Trigger;
use yew::AttrValue;

use crate::text::HistoryText;

pub(in crate::text) fn say(text: HistoryText<'_>) -> AttrValue {
    let words = match text {
        HistoryText::Search => "Search runs",
        HistoryText::SearchHint => "User, event, id or date",
        HistoryText::FilterState => "State",
        HistoryText::AnyState => "Any state",
        HistoryText::Going => "Not ended",
        HistoryText::DryRuns => "Dry runs",
        HistoryText::FilterWorkflow => "Workflow",
        HistoryText::AnyWorkflow => "Any workflow",
        HistoryText::FilterTime => "Time",
        HistoryText::AnyTime => "Any time",
        HistoryText::LastHour => "The last hour",
        HistoryText::LastDay => "The last 24 hours",
        HistoryText::LastWeek => "The last 7 days",
        HistoryText::LastMonth => "The last 30 days",
        HistoryText::ClearFilters => "Clear search and filters",
        HistoryText::Count { shown, of } if shown == of => return runs(of).into(),
        HistoryText::Count { shown, of } => return format!("{shown} of {}", runs(of)).into(),
        HistoryText::NoUser => "no user",
        HistoryText::Accepted { accepted, of } => {
            return format!("{accepted} of {of} accepted").into();
        }

        HistoryText::Nothing => "Nothing has run yet",
        HistoryText::NothingHint => {
            "Open a workflow and press Run: what it asked, sent and was answered stands here afterwards."
        }
        HistoryText::NothingFound => "No run matches",
        HistoryText::NothingFoundHint => "Nothing that is kept here has all you ask for.",
        HistoryText::NothingChosen => "Choose a run to see all of it.",
        HistoryText::NotHere => "This run is not here",
        HistoryText::NotHereHint => {
            "It was deleted, is older than runs are kept, or was made in another browser."
        }
        HistoryText::Unreadable { count: 1 } => {
            "1 saved run cannot be read by this version of segflow. It is left as it is."
        }
        HistoryText::Unreadable { count } => {
            return format!(
                "{count} saved runs cannot be read by this version of segflow. They are left as they are."
            )
            .into();
        }
        HistoryText::ListRefused { reason } => {
            return format!("The saved runs could not be read: {reason}.").into();
        }
        HistoryText::Damaged => "This run cannot be read",
        HistoryText::DamagedHint { reason } => {
            return format!("Reading it failed: {reason}. It is left as it is.").into();
        }
        HistoryText::SessionOnly { reason } => {
            return format!("Runs are not kept when this page is closed: {reason}.").into();
        }
        HistoryText::NotDone { reason } => return format!("That was not done: {reason}.").into(),

        HistoryText::KeepFor => "Keep runs for",
        HistoryText::Days { count: 1 } => "1 day",
        HistoryText::Days { count } => return format!("{count} days").into(),
        HistoryText::DownloadThese { count } => return format!("Download {}", runs(count)).into(),
        HistoryText::DeleteThese { count } => return format!("Delete {}…", runs(count)).into(),
        HistoryText::More => "More",
        HistoryText::DeleteTitle { count } => return format!("Delete {}?", runs(count)).into(),
        HistoryText::DeleteHint => {
            "What was sent stays with Segment; only what this browser knows of it goes, and it does not come back."
        }
        HistoryText::Delete => "Delete",

        HistoryText::BackToList => "All runs",
        HistoryText::OpenWorkflow => "Open the workflow",
        HistoryText::Details => "Details",
        HistoryText::BegunBy => "Started by",
        HistoryText::By(Trigger::Manual) => "A person",
        HistoryText::By(Trigger::Schedule) => "Its schedule",
        HistoryText::By(Trigger::Host) => "The page around it",
        HistoryText::By(Trigger::Message { origin }) => {
            return format!("A message of {origin}").into();
        }
        HistoryText::Began => "Started",
        HistoryText::Ended => "Ended",
        HistoryText::Took => "Took",
        HistoryText::Millis { millis } if millis < 10_000 => return format!("{millis} ms").into(),
        HistoryText::Millis { millis } => return format!("{} s", millis / 1000).into(),
        HistoryText::RunId => "Run id",
        HistoryText::CopyRunId => "Copy run id",
        HistoryText::TaskBegan { time } => return format!("Reached at {time}").into(),
        HistoryText::Answers => "Answers",
        HistoryText::AnswersWithheld => "Answers, without those of password fields",
        HistoryText::Attempt => "1 attempt",

        HistoryText::RunAgain => "Run again",
        HistoryText::AgainSame => "As the same events",
        HistoryText::AgainSameHint => {
            "The same message ids: Segment counts each once within a day."
        }
        HistoryText::AgainNew => "As new events…",
        HistoryText::AgainNewHint => "New message ids: Segment counts them again.",
        HistoryText::AgainDry => "As a dry run",
        HistoryText::AgainDryHint => "Shows what would be sent, and sends nothing.",
        HistoryText::NewTitle => "Send as new events?",
        HistoryText::NewWarning { count: 1 } => {
            "Segment counts 1 message again, beside that of this run."
        }
        HistoryText::NewWarning { count } => {
            return format!("Segment counts {count} messages again, beside those of this run.")
                .into();
        }
        HistoryText::NewConfirm => "Send as new events",
        HistoryText::UseAsSample => "Use answers as a sample",
        HistoryText::SampleBase => "From a run",
        HistoryText::SampleKept { name } => {
            return format!("Kept as the sample “{name}” of the workflow.").into();
        }
        HistoryText::SampleIs { name } => {
            return format!("These answers are the sample “{name}” already.").into();
        }
        HistoryText::NoWorkflow => "Its workflow is not on this device any more.",
        HistoryText::Download => "Download",
        HistoryText::DeleteRun => "Delete this run…",

        HistoryText::Compare => "Compare with",
        HistoryText::CompareWithNone => "No other run",
        HistoryText::Comparison => "Compared",
        HistoryText::StateAccepted => "accepted",
        HistoryText::TaskSame { state } => return format!("{state} in both").into(),
        HistoryText::TaskDiffers { here, there } => {
            return format!("{here} here, {there} there").into();
        }
        HistoryText::OnlyHere { state } => return format!("{state}; only in this run").into(),
        HistoryText::OnlyThere { state } => {
            return format!("{state}; only in the other run").into();
        }
        HistoryText::SameContent => "The same, but for ids and times.",
        HistoryText::ChangesFrom => "From the other run to this one",
    };
    AttrValue::Static(words)
}

fn runs(count: usize) -> String {
    if count == 1 {
        "1 run".to_owned()
    } else {
        format!("{count} runs")
    }
}
