use std::borrow::Cow;

use segflow_scan::cell_end;

use super::{Format, Rows};

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tabulator.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    /// All of them, the likeliest first.
    pub const ALL: [Delimiter; 4] = [
        Delimiter::Comma,
        Delimiter::Semicolon,
        Delimiter::Tab,
        Delimiter::Bar,
    ];

    /// The byte it is.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        }
    }

    /// The delimiter of that byte.
    pub fn from_byte(byte: u8) -> Option<Delimiter> {
        Delimiter::ALL
            .into_iter()
            .find(|delimiter| delimiter.byte() == byte)
    }

    /// The delimiter with which the first lines have the most columns, all of
    /// them as many; a comma where none divides them.
    pub fn detect(beginning: &[u8]) -> Delimiter {
        /// More lines say nothing more.
        const LINES: usize = 20;
        let mut best = (1, Delimiter::Comma);
        for delimiter in Delimiter::ALL {
            let mut counts: Vec<usize> = Vec::new();
            let mut rows = Rows::new(Format::Csv, delimiter.byte());
            rows.read(beginning, &mut |found| {
                if let super::rows::Found::Row(row) = found
                    && counts.len() < LINES
                {
                    counts.push(Cells::new(row, delimiter.byte()).count());
                }
            });
            if counts.is_empty() {
                // Not one whole line: its beginning has to do.
                counts.push(Cells::new(beginning, delimiter.byte()).count());
            }
            let columns = counts.first().copied().unwrap_or(1);
            let all_alike = counts.iter().all(|count| *count == columns);
            if all_alike && columns > best.0 {
                best = (columns, delimiter);
            }
        }
        if best.0 > 1 {
            return best.1;
        }
        // Lines of different lengths: the names of the columns decide.
        Delimiter::ALL
            .into_iter()
            .rev()
            .max_by_key(|delimiter| {
                let line = beginning.split(|byte| *byte == b'\n').next();
                Cells::new(line.unwrap_or_default(), delimiter.byte()).count()
            })
            .unwrap_or(Delimiter::Comma)
    }
}

/// The cells of one record, as they are written.
#[derive(Debug, Clone)]
pub struct Cells<'r> {
    rest: Option<&'r [u8]>,
    delimiter: u8,
}

impl<'r> Cells<'r> {
    /// The cells of a record without its line break.
    pub fn new(record: &'r [u8], delimiter: u8) -> Cells<'r> {
        Cells {
            rest: Some(record),
            delimiter,
        }
    }
}

impl<'r> Iterator for Cells<'r> {
    type Item = &'r [u8];

    #[inline]
    fn next(&mut self) -> Option<&'r [u8]> {
        let rest = self.rest?;
        let end = cell_end(rest, self.delimiter);
        let (cell, after) = rest.split_at_checked(end)?;
        self.rest = after.get(1..);
        Some(cell)
    }
}

/// The text of a cell: without its quotes, doubled ones made one. `None` if
/// its quotes are broken.
pub(super) fn unquoted(cell: &str) -> Option<Cow<'_, str>> {
    let Some(inside) = cell.strip_prefix('"') else {
        return Some(Cow::Borrowed(cell));
    };
    // Some programs put spaces between a closing quote and what follows.
    let inside = inside.trim_end_matches(' ').strip_suffix('"')?;
    if !inside.contains('"') {
        return Some(Cow::Borrowed(inside));
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        text.push('"');
        rest = after.strip_prefix('"')?;
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}
