use super::program::{ROW_NUMBER, Ready, Room};
use super::rows::Found;
use super::{BulkProgram, Format, Rows};

/// Takes a source apart into rows that can go separate ways and still be run as
/// the rows they are: each carries its number, and rows of one user are known
/// by the same number.
#[derive(Debug)]
pub struct Split {
    program: BulkProgram,
    format: Format,
    delimiter: u8,
    rows: Rows,
    room: Room,
    ordinal: u64,
    header: Vec<u8>,
    left_out: u64,
}

/// A row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitRow {
    /// The row of the source, from 1.
    pub number: u64,
    /// Whose row it is: the same for every row of one user. A row without a
    /// message is nobody's and has its own number here.
    pub user: u64,
    /// The row as it is written behind [`Split::header`], in CSV or JSON
    /// Lines, its number included.
    pub bytes: Vec<u8>,
    /// How many bytes its messages have in a batch, with the commas between
    /// them.
    pub message_bytes: usize,
}

impl Split {
    /// The program says how rows are read; its accounts have to be there, but
    /// need no keys.
    pub fn new(program: BulkProgram, format: Format, delimiter: u8) -> Split {
        Split {
            program,
            format,
            delimiter,
            rows: Rows::new(format, delimiter),
            room: Room::default(),
            ordinal: 0,
            header: Vec::new(),
            left_out: 0,
        }
    }

    /// The format of the rows that are told: a list becomes lines.
    pub fn format(&self) -> Format {
        match self.format {
            Format::Csv | Format::CsvRows => Format::Csv,
            Format::JsonLines | Format::Json => Format::JsonLines,
        }
    }

    /// The line that goes before rows of CSV; nothing goes before others.
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// How many rows were left out, because they are longer than any row or none
    /// at all.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Takes the next bytes and tells every row that is complete.
    pub fn read(&mut self, bytes: &[u8], tell: &mut dyn FnMut(SplitRow)) {
        self.take(tell, |rows, found| rows.read(bytes, found));
    }

    /// Tells the last row: the source has ended.
    pub fn end(&mut self, tell: &mut dyn FnMut(SplitRow)) {
        self.take(tell, Rows::end);
    }

    fn take(
        &mut self,
        tell: &mut dyn FnMut(SplitRow),
        work: impl FnOnce(&mut Rows, &mut dyn FnMut(Found<'_>)),
    ) {
        let mut rows = std::mem::replace(&mut self.rows, Rows::new(self.format, self.delimiter));
        work(&mut rows, &mut |found| {
            if let Some(row) = self.row(found) {
                tell(row);
            }
        });
        self.rows = rows;
    }

    fn row(&mut self, found: Found<'_>) -> Option<SplitRow> {
        let Found::Row(bytes) = found else {
            self.ordinal += 1;
            self.left_out += 1;
            return None;
        };
        if self.program.wants_header() {
            let is_header = self.program.read_header(found);
            let line = self.program.header_line(bytes);
            self.header = [ROW_NUMBER.as_bytes(), &[self.delimiter], &line].concat();
            if is_header {
                return None;
            }
        }
        self.ordinal += 1;
        let (user, number) = match self.program.render(bytes, self.ordinal, &mut self.room) {
            (Ready::Messages { hash, .. }, number) => (hash, number),
            (_, number) => (self.ordinal, number),
        };
        let parts = self.room.parts.iter();
        Some(SplitRow {
            number,
            user,
            bytes: self.numbered(bytes),
            message_bytes: parts.map(|part| part.end - part.start + 1).sum(),
        })
    }

    /// The row with its place in the source. A number that it has already
    /// stands behind it, and counts.
    fn numbered(&self, bytes: &[u8]) -> Vec<u8> {
        let number = self.ordinal.to_string();
        if self.format.is_csv() {
            return [number.as_bytes(), &[self.delimiter], bytes].concat();
        }
        // A line break in JSON stands between its parts only.
        let mut line: Vec<u8> = bytes
            .iter()
            .map(|byte| {
                if matches!(byte, b'\n' | b'\r') {
                    b' '
                } else {
                    *byte
                }
            })
            .collect();
        if let Some(inside) = line.strip_prefix(b"{") {
            let comma = if inside.trim_ascii_start().starts_with(b"}") {
                ""
            } else {
                ","
            };
            let start = format!("{{\"{ROW_NUMBER}\":{number}{comma}");
            line = [start.as_bytes(), inside].concat();
        }
        line
    }
}
