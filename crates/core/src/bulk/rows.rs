use segflow_scan::{CsvEvent, quoted_end, record_end, space_length};

use super::Format;

/// The longest row that is read. One that is longer has a quote that never
/// closes, or is no row at all.
pub const MAX_ROW_BYTES: usize = 4 << 20;

/// Takes a source apart into its rows, each as the source's own bytes without
/// its line break. Bytes come in pieces of any size.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    format: Format,
    delimiter: u8,
    /// The beginning of a row whose end has not come yet.
    carry: Vec<u8>,
    has_begun: bool,
    has_ended: bool,
    /// Bytes up to the next line break belong to a row that was too long.
    is_skipping: bool,
    array: Array,
}

/// Where in a list of JSON values the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Array {
    /// Before its bracket.
    Outside,
    /// Before a value.
    Inside,
    /// After a value.
    Behind,
    /// After its bracket.
    Closed,
}

/// A row as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'b> {
    /// The bytes of a row.
    Row(&'b [u8]),
    /// The beginning of a row that is too long.
    TooLong(&'b [u8]),
    /// What stands where no row can be.
    NoRow(&'b [u8]),
}

impl<'b> Found<'b> {
    /// The bytes, whatever they are.
    pub(super) fn bytes(self) -> &'b [u8] {
        match self {
            Found::Row(bytes) | Found::TooLong(bytes) | Found::NoRow(bytes) => bytes,
        }
    }
}

/// What a look at bytes came to.
enum Look {
    /// So many bytes are taken, and a row is found among them.
    Row {
        taken: usize,
        from: usize,
        to: usize,
    },
    /// So many bytes are taken and hold nothing.
    Nothing { taken: usize },
    /// So many bytes can be no row.
    NoRow { taken: usize },
    /// More bytes have to come.
    More,
}

impl Rows {
    /// The rows of a source. `delimiter` matters to CSV only, of which the
    /// record of column names is a row like any other here.
    pub fn new(format: Format, delimiter: u8) -> Rows {
        Rows {
            format,
            delimiter,
            carry: Vec::new(),
            has_begun: false,
            has_ended: false,
            is_skipping: false,
            array: Array::Outside,
        }
    }

    /// Takes the next bytes and tells every row that is complete.
    pub fn read(&mut self, bytes: &[u8], tell: &mut dyn FnMut(Found<'_>)) {
        // What ends a row that has begun goes by itself: only that is copied.
        let end = match self.carry.is_empty() {
            true => None,
            false => segflow_scan::find(bytes, b'\n'),
        };
        let (first, rest) = bytes
            .split_at_checked(end.map_or(0, |end| end + 1))
            .unwrap_or((&[], bytes));
        if !first.is_empty() {
            self.piece(first, tell);
        }
        self.piece(rest, tell);
    }

    fn piece(&mut self, bytes: &[u8], tell: &mut dyn FnMut(Found<'_>)) {
        if self.carry.is_empty() {
            let taken = self.take(bytes, tell);
            self.carry
                .extend_from_slice(bytes.get(taken..).unwrap_or_default());
        } else {
            let mut carry = std::mem::take(&mut self.carry);
            carry.extend_from_slice(bytes);
            let taken = self.take(&carry, tell);
            carry.drain(..taken);
            self.carry = carry;
        }
        if self.carry.len() > MAX_ROW_BYTES {
            self.give_up(tell);
        }
    }

    /// Tells the last row: the source has ended.
    pub fn end(&mut self, tell: &mut dyn FnMut(Found<'_>)) {
        self.has_ended = true;
        self.read(&[], tell);
        let rest = std::mem::take(&mut self.carry);
        // A tabulator may be what stands between cells: those are a row.
        let is_tab = |byte: &u8| self.format.is_csv() && *byte == b'\t';
        let is_row = !rest.trim_ascii().is_empty() || rest.iter().any(is_tab);
        if !self.is_skipping && is_row {
            tell(match self.format {
                Format::Csv | Format::CsvRows => Found::Row(&rest),
                Format::JsonLines => Found::Row(rest.trim_ascii()),
                Format::Json => Found::NoRow(rest.trim_ascii()),
            });
        } else if self.format == Format::Json && matches!(self.array, Array::Inside | Array::Behind)
        {
            // A list that is not closed may have lost its end.
            tell(Found::NoRow(&[]));
        }
    }

    /// A row is too long: it ends at its first line break, so that what
    /// follows is read again as rows.
    fn give_up(&mut self, tell: &mut dyn FnMut(Found<'_>)) {
        let carry = std::mem::take(&mut self.carry);
        match segflow_scan::find(&carry, b'\n') {
            Some(end) if self.format.is_csv() => {
                tell(Found::TooLong(carry.get(..end).unwrap_or_default()));
                self.read(carry.get(end + 1..).unwrap_or_default(), tell);
            }
            _ => {
                tell(Found::TooLong(&carry));
                self.is_skipping = true;
            }
        }
    }

    fn take(&mut self, bytes: &[u8], tell: &mut dyn FnMut(Found<'_>)) -> usize {
        let mut at = 0;
        if !self.has_begun {
            const MARK: &[u8] = "\u{feff}".as_bytes();
            if bytes.starts_with(MARK) {
                at = MARK.len();
            } else if MARK.starts_with(bytes) && !self.has_ended {
                return 0;
            }
            self.has_begun = true;
        }
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            if rest.is_empty() {
                return at;
            }
            if self.is_skipping {
                let Some(end) = segflow_scan::find(rest, b'\n') else {
                    return bytes.len();
                };
                at += end + 1;
                self.is_skipping = false;
                continue;
            }
            let look = match self.format {
                Format::Csv | Format::CsvRows => self.csv(rest),
                Format::JsonLines => line(rest),
                Format::Json => self.element(rest),
            };
            match look {
                Look::Row { taken, from, to } => {
                    tell(Found::Row(rest.get(from..to).unwrap_or_default()));
                    at += taken;
                }
                Look::Nothing { taken } => at += taken,
                Look::NoRow { taken } => {
                    tell(Found::NoRow(rest.get(..taken).unwrap_or_default()));
                    at += taken;
                }
                Look::More => return at,
            }
        }
    }

    fn csv(&self, bytes: &[u8]) -> Look {
        match record_end(bytes, self.delimiter) {
            (at, CsvEvent::LineBreak(length)) => {
                let taken = at + length;
                // A line of spaces would be somebody whose name is a space.
                let mut line = bytes.iter().take(at);
                if line.all(|byte| *byte == b' ') {
                    Look::Nothing { taken }
                } else {
                    Look::Row {
                        taken,
                        from: 0,
                        to: at,
                    }
                }
            }
            // A last line break of one byte might have been half of one.
            (at, CsvEvent::End) if self.has_ended && bytes.get(at) == Some(&b'\r') => Look::Row {
                taken: at + 1,
                from: 0,
                to: at,
            },
            (_, CsvEvent::End) => Look::More,
        }
    }

    fn element(&mut self, bytes: &[u8]) -> Look {
        let space = space_length(bytes);
        let Some(first) = bytes.get(space) else {
            return Look::Nothing { taken: bytes.len() };
        };
        let next = match (self.array, first) {
            (Array::Outside, b'[') => Array::Inside,
            (Array::Inside | Array::Behind, b']') => Array::Closed,
            (Array::Behind, b',') => Array::Inside,
            (Array::Inside, _) => {
                let Some(length) = value_length(bytes.get(space..).unwrap_or_default()) else {
                    return Look::More;
                };
                self.array = Array::Behind;
                return Look::Row {
                    taken: space + length,
                    from: space,
                    to: space + length,
                };
            }
            // After this nothing is known to be a row.
            _ => {
                self.array = Array::Closed;
                return if self.has_ended {
                    Look::NoRow { taken: bytes.len() }
                } else {
                    Look::More
                };
            }
        };
        self.array = next;
        Look::Nothing { taken: space + 1 }
    }
}

/// A line, without space around it; one of space alone holds nothing.
fn line(bytes: &[u8]) -> Look {
    let Some(end) = segflow_scan::find(bytes, b'\n') else {
        return Look::More;
    };
    let line = bytes.get(..end).unwrap_or_default();
    let from = space_length(line);
    let to = line.trim_ascii_end().len();
    if from >= to {
        return Look::Nothing { taken: end + 1 };
    }
    Look::Row {
        taken: end + 1,
        from,
        to,
    }
}

/// The length of the JSON value that begins here, as its brackets, quotes and
/// commas tell; whether it is a value is for its reader to say.
fn value_length(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => {
                at += quoted_end(bytes.get(at + 1..)?)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                if depth <= 1 {
                    // A bracket that closes more than was opened is the list's.
                    return Some(at + depth);
                }
                depth -= 1;
            }
            b',' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return Some(at.max(1)),
            _ => {}
        }
        at += 1;
    }
}
