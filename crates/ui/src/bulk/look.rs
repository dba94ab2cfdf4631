use segflow_core::json::Value;

use super::how::How;
use super::json;
use super::model::Refused;

/// What the worker saw at the beginning of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    /// How it is written, and which columns answer which fields.
    pub(super) how: How,
    /// What in the first row looks like data, so that it names no columns.
    pub(super) datum: Option<String>,
    pub(super) columns: Vec<LookedColumn>,
    /// What would become of the first rows.
    pub(super) rows: Vec<LookedRow>,
    /// The workflow reads what became of another task, so it is none for files.
    pub(super) reads_status: bool,
}

/// A column with some of its cells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LookedColumn {
    pub(super) name: String,
    pub(super) samples: Vec<String>,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LookedRow {
    pub(super) number: u64,
    pub(super) status: Status,
    pub(super) reasons: Vec<Refused>,
    pub(super) messages: Vec<Message>,
    pub(super) cells: Vec<String>,
}

/// A message of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message {
    pub(super) task: String,
    pub(super) account: String,
    pub(super) body: String,
}

/// A row that was set aside or failed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trouble {
    pub(super) row: u64,
    pub(super) status: Status,
    pub(super) reasons: Vec<Refused>,
}

/// What becomes of a row, as far as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    WouldSend,
    Skipped,
    Failed,
    SetAside,
}

impl Status {
    fn of(value: &Value) -> Status {
        match json::text(value, "status").as_str() {
            "skipped" => Status::Skipped,
            "failed" => Status::Failed,
            "setAside" => Status::SetAside,
            _ => Status::WouldSend,
        }
    }
}

impl Look {
    /// Reads what the worker said.
    pub(super) fn of(value: &Value) -> Look {
        let columns = json::list(value, "columns").iter();
        let rows = json::list(value, "rows").iter();
        Look {
            how: How::of(value),
            datum: value
                .get("datum")
                .and_then(Value::as_text)
                .map(str::to_owned),
            columns: columns
                .map(|column| LookedColumn {
                    name: json::text(column, "name"),
                    samples: json::texts(column, "samples"),
                })
                .collect(),
            rows: rows.map(LookedRow::of).collect(),
            reads_status: json::flag(value, "readsStatus"),
        }
    }
}

impl LookedRow {
    fn of(value: &Value) -> LookedRow {
        let messages = json::list(value, "messages").iter();
        LookedRow {
            number: json::number(value, "row"),
            status: Status::of(value),
            reasons: reasons(value),
            messages: messages
                .map(|message| Message {
                    task: json::text(message, "task"),
                    account: json::text(message, "account"),
                    body: json::text(message, "body"),
                })
                .collect(),
            cells: json::texts(value, "cells"),
        }
    }
}

impl Trouble {
    pub(super) fn of(value: &Value) -> Trouble {
        Trouble {
            row: json::number(value, "row"),
            status: Status::of(value),
            reasons: reasons(value),
        }
    }
}

fn reasons(value: &Value) -> Vec<Refused> {
    let findings = json::list(value, "findings").iter();
    findings.map(Refused::of).collect()
}
