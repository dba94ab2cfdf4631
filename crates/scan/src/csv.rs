use crate::block;

/// What stands where a record's scan has stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvEvent {
    /// The record's line break, of so many bytes.
    LineBreak(usize),
    /// The bytes end; more may come.
    End,
}

/// Goes from the beginning of a record to its line break outside quotes.
/// `\r\n`, `\n` and `\r` all break lines; a `\r` that is the last byte may be
/// half of one, so more has to come to know. A quote opens only where a cell
/// begins; gives the place and what stands there.
pub fn record_end(bytes: &[u8], delimiter: u8) -> (usize, CsvEvent) {
    // Most records have no quote: then nothing is to be known of their cells.
    let plain = unquoted(bytes, b'"');
    if bytes.get(plain) == Some(&b'\n') {
        return (plain, CsvEvent::LineBreak(1));
    }
    let mut at = 0;
    loop {
        // Here begins a cell.
        if bytes.get(at) == Some(&b'"') {
            let Some(end) = after_quotes(bytes, at + 1) else {
                return (bytes.len(), CsvEvent::End);
            };
            at = end;
        }
        at += unquoted(bytes.get(at..).unwrap_or_default(), delimiter);
        match bytes.get(at) {
            None => return (at, CsvEvent::End),
            Some(b'\n') => return (at, CsvEvent::LineBreak(1)),
            Some(b'\r') => match bytes.get(at + 1) {
                None => return (at, CsvEvent::End),
                Some(b'\n') => return (at, CsvEvent::LineBreak(2)),
                Some(_) => return (at, CsvEvent::LineBreak(1)),
            },
            Some(_) => at += 1,
        }
    }
}

/// The length of the cell that begins here, if it can be written in a JSON
/// string as it is and another cell follows.
#[inline]
pub fn plain_cell(record: &[u8], delimiter: u8) -> Option<usize> {
    let mut at = 0;
    let mut rest = record;
    while let Some((block, after)) = rest.split_first_chunk() {
        let ends = block::special(block) | block::equal(block, delimiter);
        if ends != 0 {
            at += ends.trailing_zeros() as usize;
            return (record.get(at) == Some(&delimiter)).then_some(at);
        }
        at += block.len();
        rest = after;
    }
    let is_end = |byte: &u8| *byte == delimiter || matches!(byte, b'"' | b'\\' | 0..=0x1f);
    at += rest.iter().position(is_end)?;
    (record.get(at) == Some(&delimiter)).then_some(at)
}

/// The end of the cell that begins here: the place of its delimiter, or the
/// end of the record.
pub fn cell_end(record: &[u8], delimiter: u8) -> usize {
    let mut at = 0;
    if record.first() == Some(&b'"') {
        at = after_quotes(record, 1).unwrap_or(record.len());
    }
    let rest = record.get(at..).unwrap_or_default();
    at + crate::find(rest, delimiter).unwrap_or(rest.len())
}

/// The place after the quote that closes; a doubled one does not.
fn after_quotes(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += crate::find(bytes.get(at..)?, b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// How many bytes come before a delimiter or line break.
fn unquoted(bytes: &[u8], delimiter: u8) -> usize {
    let mut at = 0;
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk() {
        let ends = block::any_of(block, [delimiter, b'\n', b'\r', delimiter]);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize;
        }
        at += block.len();
        rest = after;
    }
    let end = rest
        .iter()
        .position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'));
    at + end.unwrap_or(rest.len())
}
