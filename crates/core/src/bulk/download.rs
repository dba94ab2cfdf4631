use segflow_scan::{Out, cell_end};

use super::program::{ROW_NUMBER, ROW_REASON, Ready, Room};
use super::rows::Found;
use super::{BulkProgram, Cells, Checkpoint, Format, Reason, RowStatus, Rows, names};
use crate::run::Mode;

/// What is made of a source after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DownloadKind {
    /// The rows that were not accepted, as the source's own bytes, each with
    /// its number and why.
    Rerun,
    /// CSV with a line for every row: its number, what became of it, why, and
    /// the ids of its messages.
    Report,
}

/// Reads a source again and makes a file of what became of its rows. Nothing
/// of a row has to be kept while it runs: reading it again tells the same.
#[derive(Debug)]
pub struct Download {
    kind: DownloadKind,
    program: BulkProgram,
    checkpoint: Checkpoint,
    rows: Rows,
    room: Room,
    ordinal: u64,
    /// Rows were written already.
    has_rows: bool,
    /// The source has the two columns already: it was run again.
    has_columns: bool,
    out: Out,
}

impl Download {
    /// Begins a download of what the run of a program came to.
    pub fn new(kind: DownloadKind, program: BulkProgram, checkpoint: Checkpoint) -> Download {
        let mut out = Out::new();
        match (kind, checkpoint.format) {
            (DownloadKind::Report, _) => out.push_str("row,status,reason,message,messageIds\r\n"),
            (DownloadKind::Rerun, Format::Json) => out.push_str("["),
            (DownloadKind::Rerun, _) => {}
        }
        Download {
            kind,
            rows: Rows::new(checkpoint.format, checkpoint.delimiter),
            program,
            checkpoint,
            room: Room::default(),
            ordinal: 0,
            has_rows: false,
            has_columns: false,
            out,
        }
    }

    /// Takes the next bytes of the source and gives those of the file that
    /// are ready.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut rows = std::mem::replace(&mut self.rows, Rows::new(Format::Csv, b','));
        rows.read(bytes, &mut |found| self.row(found));
        self.rows = rows;
        self.take()
    }

    /// The source has ended: gives the rest of the file.
    pub fn end(&mut self) -> Vec<u8> {
        let mut rows = std::mem::replace(&mut self.rows, Rows::new(Format::Csv, b','));
        rows.end(&mut |found| self.row(found));
        if (self.kind, self.checkpoint.format) == (DownloadKind::Rerun, Format::Json) {
            self.out.push_str("\n]\n");
        }
        self.take()
    }

    fn take(&mut self) -> Vec<u8> {
        let bytes = self.out.as_bytes().to_vec();
        self.out.clear();
        bytes
    }

    fn row(&mut self, found: Found<'_>) {
        let bytes = found.bytes();
        if self.program.wants_header() {
            let is_header = self.program.read_header(found);
            if self.kind == DownloadKind::Rerun && !self.program.wants_header() {
                self.header(bytes);
            }
            if is_header {
                return;
            }
        }
        self.ordinal += 1;
        let (ready, number) = match found {
            Found::Row(bytes) => self.program.render(bytes, self.ordinal, &mut self.room),
            Found::TooLong(_) => (Ready::SetAside(Reason::TooLong), self.ordinal),
            Found::NoRow(_) => (Ready::SetAside(Reason::NoRow), self.ordinal),
        };
        let (status, code, message) = self.outcome(ready);
        match self.kind {
            DownloadKind::Report => self.report(number, status, &code, &message),
            DownloadKind::Rerun => match status {
                RowStatus::Failed | RowStatus::SetAside | RowStatus::NotReached => {
                    self.rerun(bytes, number, &code);
                }
                RowStatus::Accepted | RowStatus::WouldSend | RowStatus::Skipped => {}
            },
        }
    }

    /// What became of a row, and why: a code and a sentence.
    fn outcome(&mut self, ready: Ready) -> (RowStatus, String, String) {
        let because = |status, reason: Option<Reason>| {
            let code = reason.as_ref().map_or("", Reason::code).to_owned();
            let message = reason.map_or_else(String::new, |reason| reason.to_string());
            (status, code, message)
        };
        let found = self
            .room
            .findings
            .first()
            .cloned()
            .map(|finding| Reason::Invalid(Box::new(finding)));
        let (hash, has_failed) = match ready {
            Ready::SetAside(reason) => return because(RowStatus::SetAside, Some(reason)),
            Ready::Skipped => return because(RowStatus::Skipped, None),
            Ready::Failed => return because(RowStatus::Failed, found),
            Ready::Messages { hash, has_failed } => (hash, has_failed),
        };
        let lanes = &self.checkpoint.lanes;
        let lane = (hash % (lanes.len() as u64).max(1)) as usize;
        let refused = self.checkpoint.refused.iter().find(|refused| {
            refused.lane == lane && (refused.first..=refused.last).contains(&self.ordinal)
        });
        let is_dry = self.program.mode() == Mode::DryRun;
        if !is_dry && lanes.get(lane).is_none_or(|last| self.ordinal > *last) {
            return because(RowStatus::NotReached, Some(Reason::NotReached));
        }
        if has_failed {
            return because(RowStatus::Failed, found);
        }
        match refused {
            Some(refused) => {
                let code = refused.code.clone();
                let message = format!("the answer to the batch was {code}");
                (RowStatus::Failed, format!("refused_{code}"), message)
            }
            None if is_dry => because(RowStatus::WouldSend, None),
            None => because(RowStatus::Accepted, None),
        }
    }

    fn report(&mut self, number: u64, status: RowStatus, code: &str, message: &str) {
        self.out.push_number(number);
        let ids: Vec<String> = self
            .room
            .parts
            .iter()
            .filter(|_| matches!(status, RowStatus::Accepted | RowStatus::Failed))
            .map(|part| self.program.message_id(part.task, number))
            .collect();
        for cell in [status.name(), code, message, &ids.join(" ")] {
            self.out.push(b',');
            write_cell(cell, b',', &mut self.out);
        }
        self.out.push_str("\r\n");
    }

    fn header(&mut self, bytes: &[u8]) {
        let delimiter = self.checkpoint.delimiter;
        let line = self.program.header_line(bytes);
        self.has_columns = names::is_ours(&line, delimiter);
        self.out.push_bytes(&line);
        if !self.has_columns {
            for name in [ROW_NUMBER, ROW_REASON] {
                self.out.push_bytes(&[delimiter]);
                self.out.push_str(name);
            }
        }
        self.out.push_str("\r\n");
    }

    /// A record as it is, with as many cells as there are columns, so that what
    /// follows stands in columns of its own: empty ones may be too few or too
    /// many.
    fn cells(&mut self, record: &[u8], delimiter: u8) {
        let (cells, columns) = (
            Cells::new(record, delimiter).count(),
            self.program.columns(),
        );
        let over = record.len().saturating_sub(cells.saturating_sub(columns));
        let (kept, extra) = record.split_at_checked(over).unwrap_or((record, &[]));
        let is_extra = extra.iter().all(|byte| *byte == delimiter);
        self.out.push_bytes(if is_extra { kept } else { record });
        for _ in cells..columns {
            self.out.push(delimiter);
        }
    }

    fn rerun(&mut self, bytes: &[u8], number: u64, code: &str) {
        if self.checkpoint.format.is_csv() {
            let delimiter = self.checkpoint.delimiter;
            if self.has_columns {
                self.out.push_bytes(before_last_cell(bytes, delimiter));
                self.out.push_str(code);
            } else {
                self.cells(bytes, delimiter);
                self.out.push(delimiter);
                self.out.push_number(number);
                self.out.push(delimiter);
                self.out.push_str(code);
            }
            self.out.push_str("\r\n");
            return;
        }
        let is_array = self.checkpoint.format == Format::Json;
        match (is_array, self.has_rows) {
            (true, true) => self.out.push_str(",\n"),
            (true, false) => self.out.push_str("\n"),
            (false, _) => {}
        }
        self.has_rows = true;
        let inside = bytes.strip_prefix(b"{");
        let inside = inside.and_then(|bytes| bytes.strip_suffix(b"}"));
        let is_object = inside.filter(|_| code != "not_json" && code != "not_utf8");
        self.out.push(b'{');
        if let Some(inside) = is_object {
            self.out.push_bytes(inside);
            if !inside.trim_ascii().is_empty() {
                self.out.push(b',');
            }
        } else {
            // What cannot be read is kept as text beside its number.
            self.out.push_str("\"segflow_text\":");
            self.out.push_quoted(&String::from_utf8_lossy(bytes));
            self.out.push(b',');
        }
        for (name, is_number) in [(ROW_NUMBER, true), (ROW_REASON, false)] {
            self.out.push_quoted(name);
            self.out.push(b':');
            if is_number {
                self.out.push_number(number);
                self.out.push(b',');
            } else {
                self.out.push_quoted(code);
            }
        }
        self.out.push_str(if is_array { "}" } else { "}\n" });
    }
}

/// Writes a cell so that no spreadsheet takes it for a formula.
fn write_cell(text: &str, delimiter: u8, out: &mut Out) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let needs_quotes = text
        .bytes()
        .any(|byte| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r'));
    if needs_quotes {
        out.push(b'"');
    }
    if is_formula {
        out.push(b'\'');
    }
    out.push_str(&match needs_quotes {
        true => text.replace('"', "\"\""),
        false => text.to_owned(),
    });
    if needs_quotes {
        out.push(b'"');
    }
}

fn before_last_cell(record: &[u8], delimiter: u8) -> &[u8] {
    let mut start = 0;
    while let Some(rest) = record.get(start..) {
        let end = cell_end(rest, delimiter);
        if end >= rest.len() {
            break;
        }
        start += end + 1;
    }
    record.get(..start).unwrap_or_default()
}
