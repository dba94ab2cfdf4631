//! What is said of files of rows, in English.

use yew::AttrValue;

use super::grouped;
use crate::text::BulkText;

pub(in crate::text) fn say(text: BulkText<'_>) -> AttrValue {
    let words = match text {
        BulkText::SessionOnly { reason } => {
            return format!(
                "A run of a file cannot be gone on with after this page is closed: {reason}."
            )
            .into();
        }
        BulkText::Through => "Every row runs through the workflow ",
        BulkText::StepFile => "1. File",
        BulkText::StepColumns => "2. Columns",
        BulkText::StepRows => "3. First rows",
        BulkText::StepRun => "4. Run",
        BulkText::StepOutcome => "Result",

        BulkText::DropHere => "Drop a file of CSV, JSON Lines or JSON here, or",
        BulkText::ChooseFile => "Choose a file",
        BulkText::ChooseOther => "Choose another file",
        BulkText::StaysHere => {
            "The file is read on this computer. Nothing is sent before you press Send."
        }
        BulkText::Paste => "Paste rows instead",
        BulkText::PasteLabel => "Rows",
        BulkText::PasteHint => "The first line of CSV may name the columns.",
        BulkText::PastedName => "Pasted rows.csv",
        BulkText::UsePasted => "Use these rows",
        BulkText::ChooseAgain { file, bytes } => {
            return format!(
                "Choose {file} ({}) again to go on with it: a page may not open files by itself.",
                size(bytes)
            )
            .into();
        }
        BulkText::OtherFile => {
            "This is not the file that was being run, or it has changed since. Choose that file as it was; or delete the earlier run and run this file from its beginning."
        }
        BulkText::Elsewhere => "Another tab of this page is running this file. Look at it there.",
        BulkText::ReadsStatus => {
            "This workflow reads another task’s status, which is not known before a batch is answered, so it cannot run files. Take that tag or condition out to run one."
        }
        BulkText::Looking => "Reading its beginning…",
        BulkText::Size { bytes } => return size(bytes).into(),
        BulkText::RowsAgain => {
            "Rows of an earlier run, to be run again. They keep their row numbers and message ids, so nothing counts twice."
        }
        BulkText::Format => "Format",
        BulkText::FormatCsv => "CSV",
        BulkText::FormatLines => "JSON Lines",
        BulkText::FormatJson => "JSON list",
        BulkText::Delimiter => "Delimiter",
        BulkText::Comma => "Comma",
        BulkText::Semicolon => "Semicolon",
        BulkText::Tab => "Tab",
        BulkText::Bar => "Vertical bar",
        BulkText::Encoding => "Encoding",
        BulkText::Utf8 => "UTF-8",
        BulkText::Utf16Le => "UTF-16 LE",
        BulkText::Utf16Be => "UTF-16 BE",
        BulkText::Western => "Windows-1252",

        BulkText::HasHeader => "The first row has the names of the columns",
        BulkText::LooksLikeNames => "It looks like names.",
        BulkText::LooksLikeData { cell } => {
            return format!("It holds “{cell}”, which looks like data.").into();
        }
        BulkText::Columns => "Columns",
        BulkText::Column { number } => return format!("Column {number}").into(),
        BulkText::ColumnsHint => {
            "Each column answers a field of a form. Those with the field’s name were found."
        }
        BulkText::NamelessHint => {
            "Each column answers a field of a form. Nothing names the columns, so choose the fields."
        }
        BulkText::AreRecords => {
            "The rows are records: they name the forms and fields themselves, so there are no columns to tell."
        }
        BulkText::Lacking { fields } => {
            return format!(
                "No column answers {fields}, which is required: every row would be set aside."
            )
            .into();
        }
        BulkText::Unused { columns } => return format!("Not used: {columns}").into(),
        BulkText::ColumnHead => "Column of the file",
        BulkText::FieldHead => "Answers",
        BulkText::TypeHead => "Read as",
        BulkText::FieldOf { column } => return format!("Field of {column}").into(),
        BulkText::NotUsed => "Not used",
        BulkText::AllEmpty => "empty in the first rows",
        BulkText::TypeOf { column } => return format!("Type of {column}").into(),
        BulkText::TypeText => "Text",
        BulkText::TypeNumber => "Number",
        BulkText::TypeYesno => "Yes or no",
        BulkText::TypeDate => "Date",
        BulkText::TypeList => "List",
        BulkText::DateFormat { column } => return format!("Date format of {column}").into(),
        BulkText::DateHint => "Such as DD/MM/YYYY; empty for 2024-12-31",
        BulkText::Separator { column } => return format!("Separator of {column}").into(),
        BulkText::SeparatorHint => "Between choices; empty for ;",

        BulkText::RowsHint => "What each would send, exactly; open a row to see it.",
        BulkText::NoRows => "There is no row in this file.",
        BulkText::FirstRows => "First rows",
        BulkText::Row { row } => return format!("Row {}", grouped(row)).into(),
        BulkText::WouldSend { count: 1 } => "sends 1 message",
        BulkText::WouldSend { count } => return format!("sends {count} messages").into(),
        BulkText::Skipped => "skipped",
        BulkText::Fails => "fails",
        BulkText::Failed => "failed",
        BulkText::SetAside => "set aside",

        BulkText::Accounts => "Where the messages go",
        BulkText::To { account } => return format!("to {account}").into(),
        BulkText::NoAccount => "no account is chosen",
        BulkText::ChooseAccounts => "Before rows can be sent, every task needs an account. ",
        BulkText::OpenWorkflow => "Open the workflow",
        BulkText::Check => "Check without sending",
        BulkText::Send => "Send",
        BulkText::SendRows { rows } => return format!("Send {}", self::rows(rows)).into(),
        BulkText::SendRowsAgain { rows } => {
            return format!("Send {} again", self::rows(rows)).into();
        }
        BulkText::CountsTwice => {
            "These rows were sent. Sent again, they are new messages, and Segment counts them a second time."
        }
        BulkText::OnePromise => {
            "Each user’s messages leave in order. A run that is stopped, or whose page is closed, can be gone on with; each message counts once, as long as you go on within a day."
        }
        BulkText::Checking => "Checking every row; nothing is sent",
        BulkText::Sending => "Sending",
        BulkText::IsPaused => "Paused",
        BulkText::IsStopping => "Stopping",
        BulkText::Checked => "Checked",
        BulkText::Completed => "Completed",
        BulkText::Stopped => "Stopped",
        BulkText::Halted => "Halted",
        BulkText::HaltedBecause { reason } => {
            return format!(
                "It was halted, as nothing more could be sent: {}. Mend that, then go on with it.",
                reason.trim_end_matches('.')
            )
            .into();
        }
        BulkText::StoppedHint => "It was stopped. You can go on where it is.",
        BulkText::Progress => "Rows done",
        BulkText::Done { done, of } => {
            return format!("{} of {} done", grouped(done), self::rows(of)).into();
        }
        BulkText::DoneAbout { done, of } => {
            return format!("{} of about {} done", grouped(done), self::rows(of)).into();
        }
        BulkText::DoneOnly { done } => return format!("{} done", self::rows(done)).into(),
        BulkText::Rate { rows } => return format!("{} a second", self::rows(rows)).into(),
        BulkText::Left { seconds } => return left(seconds).into(),
        BulkText::Requests {
            requests,
            retries: 0,
        } => return counted(requests, "request").into(),
        BulkText::Requests { requests, retries } => {
            return format!(
                "{}, {} sent again",
                counted(requests, "request"),
                grouped(retries)
            )
            .into();
        }
        BulkText::SlowDown { time } => {
            return format!("Segment asks to slow down. Sending goes on at {time}.").into();
        }
        BulkText::Pause => "Pause",
        BulkText::Resume => "Resume",
        BulkText::Stop => "Stop",

        BulkText::Sentence {
            rows,
            parts,
            messages,
            is_dry,
        } => {
            let messages = counted(messages, "message");
            let verb = if is_dry {
                "would be sent"
            } else {
                "accepted by Segment"
            };
            let rows = self::rows(rows);
            return match parts {
                "" => format!("{rows}."),
                _ => format!("{rows}: {parts}. {messages} {verb}."),
            }
            .into();
        }
        BulkText::CountAccepted { rows } => return format!("{} accepted", grouped(rows)).into(),
        BulkText::CountWouldSend { rows } => {
            return format!("{} would be sent", grouped(rows)).into();
        }
        BulkText::CountSkipped { rows } => return format!("{} skipped", grouped(rows)).into(),
        BulkText::CountFailed { rows } => return format!("{} failed", grouped(rows)).into(),
        BulkText::CountSetAside { rows } => return format!("{} set aside", grouped(rows)).into(),
        BulkText::CountNotReached { rows } => {
            return format!("{} not reached", grouped(rows)).into();
        }
        BulkText::WouldBeSent => "Rows that would be sent",
        BulkText::Accepted => "Rows accepted by Segment",
        BulkText::SkippedRows => "Rows skipped by conditions",
        BulkText::FailedRows => "Rows of which a task failed",
        BulkText::SetAsideRows => "Rows set aside",
        BulkText::NotReachedRows => "Rows not reached",
        BulkText::AllRows => "All rows read",
        BulkText::Messages => "Messages",
        BulkText::AllRequests => "Requests",
        BulkText::AllBytes => "Size of the requests",
        BulkText::CountsCaption => "What became of the rows",
        BulkText::Number { count } => return grouped(count).into(),
        BulkText::DownloadRerun => "Download the rows to run again",
        BulkText::DownloadReport => "Download the report",
        BulkText::RunAgain => "Run these rows again",
        BulkText::Troubles { shown, of } if shown as u64 == of => {
            return format!("{} to look at", self::rows(of)).into();
        }
        BulkText::Troubles { shown, of } => {
            return format!(
                "{} to look at, the first {shown}",
                self::rows(of.max(shown as u64))
            )
            .into();
        }
        BulkText::TroublesLabel => "Rows that were set aside or failed",

        BulkText::NotEnded => "Not finished",
        BulkText::FileDone { file, done, of } => {
            return match of {
                Some(of) => format!("{file}, {} of {} done.", grouped(done), self::rows(of)),
                None => format!("{file}, {} done.", self::rows(done)),
            }
            .into();
        }
        BulkText::GoOn { file } => return format!("Go on with {file}").into(),
        BulkText::Earlier => "Earlier runs of files",
        BulkText::DeleteRun { file } => return format!("Delete this run of {file}").into(),
        BulkText::DeleteTitle => "Delete this run?",
        BulkText::DeleteHint => {
            "What was sent stays with Segment; only what this browser knows of the run goes. It cannot be gone on with afterwards."
        }
    };
    AttrValue::Static(words)
}

/// So many rows.
pub(super) fn rows(count: u64) -> String {
    counted(count, "row")
}

fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// So many bytes, in the unit one reads at a glance.
pub(super) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes * 10 / unit;
        format!("{}.{}", grouped(tenths / 10), tenths % 10)
    };
    match bytes {
        0..1_000 => counted(bytes, "byte"),
        1_000..1_000_000 => format!("{} KB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

fn left(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s left"),
        60..3_600 => format!("{} min left", seconds.div_ceil(60)),
        _ => format!("{} h {} min left", seconds / 3_600, seconds % 3_600 / 60),
    }
}
