use std::fmt;

use super::CellType;
use crate::check::Finding;
use crate::json::ReadError;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStatus {
    /// Every activated Segment task was accepted.
    Accepted,
    /// A dry run: its messages would be sent.
    WouldSend,
    /// It activated no Segment task.
    Skipped,
    /// A task failed.
    Failed,
    /// It could not be read.
    SetAside,
    /// The run was stopped before.
    NotReached,
}

impl RowStatus {
    /// The name handed to other programs.
    pub fn name(self) -> &'static str {
        match self {
            RowStatus::Accepted => "accepted",
            RowStatus::WouldSend => "wouldSend",
            RowStatus::Skipped => "skipped",
            RowStatus::Failed => "failed",
            RowStatus::SetAside => "setAside",
            RowStatus::NotReached => "notReached",
        }
    }
}

/// Why a row was set aside or failed, beside the findings of its tasks.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Its bytes are no UTF-8.
    NotUtf8,
    /// It is no JSON object.
    NotJson(ReadError),
    /// Something stands between the rows that is no row, or the list of rows
    /// is not closed.
    NoRow,
    /// It is longer than any row may be.
    TooLong,
    /// A quote does not close where its cell ends.
    BadQuotes,
    /// It has more cells than there are columns.
    TooManyCells,
    /// A cell is not of its column's type.
    CellNot {
        /// The type.
        cell_type: CellType,
        /// The name of the column.
        column: String,
    },
    /// A required question has no answer, or a form has none at all.
    FormUnanswered(Box<Finding>),
    /// Its messages do not fit into a batch.
    RowTooLarge,
    /// A task was not sent: this finding blocks.
    Invalid(Box<Finding>),
    /// The answer to its batch was this status.
    Refused(u16),
    /// Its batch had no answer.
    NotSent(crate::run::SendError),
    /// The run was stopped before.
    NotReached,
}

impl Reason {
    /// The name handed to other programs.
    pub fn code(&self) -> &str {
        match self {
            Reason::NotUtf8 => "not_utf8",
            Reason::NotJson(_) => "not_json",
            Reason::NoRow => "no_row",
            Reason::TooLong => "row_too_long",
            Reason::BadQuotes => "bad_quotes",
            Reason::TooManyCells => "too_many_cells",
            Reason::CellNot { cell_type, .. } => cell_type.code(),
            Reason::FormUnanswered(_) => "form_unanswered",
            Reason::RowTooLarge => "row_too_large",
            Reason::Invalid(finding) => finding.code(),
            Reason::Refused(_) => "refused",
            Reason::NotSent(error) => error.code(),
            Reason::NotReached => "not_reached",
        }
    }

    /// The finding behind it, if a task or form has one.
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            Reason::FormUnanswered(finding) | Reason::Invalid(finding) => Some(finding),
            _ => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NotUtf8 => f.write_str("the row is not written in UTF-8"),
            Reason::NotJson(error) => write!(f, "the row cannot be read: {error}"),
            Reason::NoRow => {
                f.write_str("what stands here is no row, or the list of rows is not closed")
            }
            Reason::TooLong => {
                f.write_str("the row is too long; look for a quote that is not closed")
            }
            Reason::BadQuotes => f.write_str("a quote does not close where its cell ends"),
            Reason::TooManyCells => f.write_str("the row has more cells than there are columns"),
            Reason::CellNot { cell_type, column } => {
                let kind = match cell_type {
                    CellType::Text => "text",
                    CellType::Number => "a number",
                    CellType::Yesno => "yes or no",
                    CellType::Date => "a date",
                    CellType::Checkboxes => "a list of choices",
                };
                write!(f, "the cell of {column:?} is not {kind}")
            }
            Reason::RowTooLarge => f.write_str("the messages of the row do not fit into one batch"),
            Reason::FormUnanswered(finding) | Reason::Invalid(finding) => finding.fmt(f),
            Reason::Refused(status) => write!(f, "the answer was {status}"),
            Reason::NotSent(error) => error.fmt(f),
            Reason::NotReached => f.write_str("the run was stopped before this row"),
        }
    }
}

/// A row with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RowResult {
    /// The row of the source, from 1.
    pub row: u64,
    /// What became of it.
    pub status: RowStatus,
    /// Why it was set aside or failed.
    pub reasons: Vec<Reason>,
    /// The ids of its messages.
    pub message_ids: Vec<String>,
}
