use std::sync::Arc;

use super::program::{Ready, Room};
use super::rows::Found;
use super::{BulkProgram, Cells, Delimiter, Format, Mapping, Reason, RowStatus, Rows, names};
use crate::document::AccountId;
use crate::flow::Flow;
use crate::json::{Object, Value};
use crate::preview::Inputs;
use crate::run::Mode;
use crate::time::Timestamp;

/// What a look at a source is given.
#[derive(Debug, Clone)]
pub struct Looking {
    /// The flow that each row would run through.
    pub flow: Arc<Flow>,
    /// The accounts, the run's id and the like.
    pub inputs: Inputs,
    /// The moment the run would begin.
    pub now: Timestamp,
    /// How rows are written; `None` has it found, and whether the first of them
    /// names the columns.
    pub format: Option<Format>,
    /// What stands between cells; `None` has it found.
    pub delimiter: Option<Delimiter>,
    /// Which column answers which field; `None` matches by name.
    pub mapping: Option<Mapping>,
    /// How many rows are looked at.
    pub most: usize,
}

/// What the beginning of a source shows: how it is written, its columns, and
/// what would become of its first rows, made by what makes the messages of a
/// run.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// How rows are written.
    pub format: Format,
    /// What stands between cells.
    pub delimiter: Delimiter,
    /// A cell of the first record that looks like data, as no name of a column
    /// does.
    pub datum: Option<String>,
    /// The columns in their order, or the members of the JSON rows.
    pub columns: Vec<LookedColumn>,
    /// Which column answers which field; `None` where rows are records.
    pub mapping: Option<Mapping>,
    /// The first rows.
    pub rows: Vec<LookedRow>,
}

/// A column and some of what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedColumn {
    /// Its name.
    pub name: String,
    /// Some of its cells, empty ones left out.
    pub samples: Vec<String>,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedRow {
    /// The row of the source, from 1.
    pub number: u64,
    /// What would become of it.
    pub status: RowStatus,
    /// Why it would be set aside or fail.
    pub reasons: Vec<Reason>,
    /// What would be sent, in order.
    pub messages: Vec<LookedMessage>,
    /// Its cells, as many as there are columns or fewer.
    pub cells: Vec<String>,
}

/// A message as it would stand in its batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedMessage {
    /// The task it belongs to; of a workflow within with the way to it, as
    /// `welcome/hello`.
    pub task: String,
    /// The account it would go to.
    pub account: AccountId,
    /// The message, as JSON text.
    pub body: String,
}

/// How many cells of a column are shown.
const SAMPLES: usize = 3;
/// How many bytes of a cell are shown.
const SHOWN_BYTES: usize = 200;
/// Members of a JSON row are read to this depth.
const MAX_DEPTH: usize = 64;

impl Look {
    /// Looks at the first bytes of a source; `is_whole` says that there are no
    /// more.
    pub fn at(looking: Looking, beginning: &[u8], is_whole: bool) -> Look {
        let mut format = looking.format.unwrap_or_else(|| Format::detect(beginning));
        let is_csv = format.is_csv();
        let delimiter = match is_csv {
            true => looking
                .delimiter
                .unwrap_or_else(|| Delimiter::detect(beginning)),
            false => Delimiter::Comma,
        };
        let byte = delimiter.byte();
        let workflow = looking.flow.workflow();
        let most = looking.most + usize::from(is_csv);
        let mut found = found(format, delimiter, beginning, is_whole, most);
        let first = found.first().filter(|_| is_csv).map(|row| &row.bytes);
        let first_cells: Vec<String> = first
            .map(|first| Cells::new(first, byte).map(names::text).collect())
            .unwrap_or_default();
        let datum = names::datum_among(&first_cells, workflow).map(|cell| shown(cell));
        if looking.format.is_none() && datum.is_some() {
            format = format.without_names();
        }
        if is_csv && first.is_some_and(|first| names::is_ours(first, byte)) {
            format = Format::Csv;
        }
        let has_header = format == Format::Csv && !found.is_empty();
        let header = has_header.then(|| found.remove(0));
        found.truncate(looking.most);
        // What says how many columns there are.
        let naming = header.as_ref().or(found
            .iter()
            .find(|row| format == Format::CsvRows && row.trouble.is_none()));
        let cells: Vec<Vec<String>> = match is_csv {
            true => found
                .iter()
                .map(|row| row.cells(delimiter).map(|cell| shown(&cell)).collect())
                .collect(),
            false => Vec::new(),
        };
        let members: Vec<Option<Object>> = match is_csv {
            true => Vec::new(),
            false => found.iter().map(FoundRow::members).collect(),
        };
        let names = match naming {
            Some(row) if has_header => names::given(&row.bytes, byte),
            Some(row) => names::numbered(&row.bytes, byte),
            None => members_of(&members),
        };
        let cells = match is_csv {
            true => cells,
            false => members.iter().map(|row| values(row, &names)).collect(),
        };
        let mapping = looking.mapping.or_else(|| {
            let of_names = || Mapping::of_columns(workflow, names.iter().map(String::as_str));
            match is_csv || !are_records(&members, &looking.flow) {
                true => Some(of_names()).filter(|mapping| is_csv || !mapping.columns.is_empty()),
                false => None,
            }
        });
        let mut program = BulkProgram::new(
            looking.flow,
            looking.inputs,
            Mode::DryRun,
            looking.now,
            format,
            byte,
            mapping.clone(),
        );
        if let Some(row) = naming {
            program.read_header(Found::Row(&row.bytes));
        }
        let mut room = Room::default();
        let rows = found
            .iter()
            .zip(1_u64..)
            .zip(&cells)
            .map(|((row, ordinal), cells)| row.judged(&program, ordinal, cells, &mut room))
            .collect();
        let columns = names.into_iter().enumerate().map(|(place, name)| {
            let samples = cells
                .iter()
                .filter_map(|row| row.get(place))
                .filter(|cell| !cell.trim().is_empty())
                .take(SAMPLES);
            LookedColumn {
                samples: samples.cloned().collect(),
                name,
            }
        });
        Look {
            format,
            delimiter,
            datum,
            columns: columns.collect(),
            mapping,
            rows,
        }
    }
}

/// A row as it was found, on its own.
struct FoundRow {
    bytes: Vec<u8>,
    trouble: Option<Reason>,
}

impl FoundRow {
    fn of(found: Found<'_>) -> FoundRow {
        let (bytes, trouble) = match found {
            Found::Row(bytes) => (bytes, None),
            Found::TooLong(bytes) => (bytes, Some(Reason::TooLong)),
            Found::NoRow(bytes) => (bytes, Some(Reason::NoRow)),
        };
        FoundRow {
            bytes: bytes.to_vec(),
            trouble,
        }
    }

    fn cells(&self, delimiter: Delimiter) -> impl Iterator<Item = String> {
        Cells::new(&self.bytes, delimiter.byte()).map(names::text)
    }

    fn members(&self) -> Option<Object> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        match Value::read(text, MAX_DEPTH).ok()? {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    fn judged(
        &self,
        program: &BulkProgram,
        ordinal: u64,
        cells: &[String],
        room: &mut Room,
    ) -> LookedRow {
        let (ready, number) = match &self.trouble {
            None => program.render(&self.bytes, ordinal, room),
            Some(reason) => (Ready::SetAside(reason.clone()), ordinal),
        };
        let mut messages = Vec::new();
        let mut found = || {
            let findings = room.findings.drain(..);
            findings
                .map(|finding| Reason::Invalid(Box::new(finding)))
                .collect()
        };
        let (status, reasons) = match ready {
            Ready::SetAside(reason) => (RowStatus::SetAside, vec![reason]),
            Ready::Skipped => (RowStatus::Skipped, Vec::new()),
            Ready::Failed => (RowStatus::Failed, found()),
            Ready::Messages { has_failed, .. } => {
                let status = match has_failed {
                    true => RowStatus::Failed,
                    false => RowStatus::WouldSend,
                };
                let reasons = found();
                messages = program.messages_in(room);
                (status, reasons)
            }
        };
        LookedRow {
            number,
            status,
            reasons,
            messages,
            cells: cells.to_vec(),
        }
    }
}

fn found(
    format: Format,
    delimiter: Delimiter,
    beginning: &[u8],
    is_whole: bool,
    most: usize,
) -> Vec<FoundRow> {
    let mut rows = Rows::new(format, delimiter.byte());
    let mut all = Vec::new();
    let mut tell = |found: Found<'_>| {
        if all.len() < most {
            all.push(FoundRow::of(found));
        }
    };
    rows.read(beginning, &mut tell);
    if is_whole {
        rows.end(&mut tell);
    }
    all
}

/// The members that rows have, in the order in which they come.
fn members_of(rows: &[Option<Object>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in rows.iter().flatten().flat_map(Object::keys) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn values(row: &Option<Object>, names: &[String]) -> Vec<String> {
    let value = |name: &String| match row.as_ref().and_then(|row| row.get(name)) {
        None => String::new(),
        Some(Value::Text(text)) => shown(text),
        Some(other) => shown(&other.to_string()),
    };
    names.iter().map(value).collect()
}

/// Whether the first rows answer forms by their ids, as records do.
fn are_records(rows: &[Option<Object>], flow: &Flow) -> bool {
    let is_form = |name: &str| {
        let mut tasks = flow.workflow().tasks.iter();
        tasks.any(|task| task.form().is_some() && task.id.as_str() == name)
    };
    let mut rows = rows.iter().flatten();
    rows.any(|row| {
        row.iter()
            .any(|(name, value)| is_form(name) && matches!(value, Value::Object(_)))
    })
}

/// As much of a cell as is shown.
fn shown(cell: &str) -> String {
    let mut end = SHOWN_BYTES.min(cell.len());
    while !cell.is_char_boundary(end) {
        end -= 1;
    }
    let (beginning, rest) = cell.split_at_checked(end).unwrap_or((cell, ""));
    match rest {
        "" => beginning.to_owned(),
        _ => format!("{beginning}…"),
    }
}
