//! Modules of WebAssembly as bytes.

use std::borrow::Cow;

/// The section of a module that lists its imports.
pub(super) const IMPORTS: u8 = 2;
/// The section that has what its functions do.
pub(super) const CODE: u8 = 10;
/// A section that machines do not read.
pub(super) const CUSTOM: u8 = 0;
const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// A section of a module.
pub(super) struct Section<'m> {
    pub(super) kind: u8,
    pub(super) content: Cow<'m, [u8]>,
}

/// The sections of a module, if it is one.
pub(super) fn sections(wasm: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = wasm.strip_prefix(HEADER)?;
    let mut sections = Vec::new();
    while let Some((&kind, after)) = rest.split_first() {
        let (content, after) = sized(after)?;
        rest = after;
        sections.push(Section {
            kind,
            content: content.into(),
        });
    }
    Some(sections)
}

/// The module of such sections.
pub(super) fn module(sections: &[Section<'_>]) -> Vec<u8> {
    let mut written = HEADER.to_vec();
    for section in sections {
        written.push(section.kind);
        write_sized(&mut written, &section.content);
    }
    written
}

/// Bytes after their number, and what is left behind them.
pub(super) fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    rest.split_at_checked(length)
}

/// Writes bytes after their number.
pub(super) fn write_sized(to: &mut Vec<u8>, bytes: &[u8]) {
    write_number(to, bytes.len());
    to.extend(bytes);
}

/// A name, and what is left behind it.
pub(super) fn name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (name, rest) = sized(bytes)?;
    Some((std::str::from_utf8(name).ok()?, rest))
}

/// A number as modules have them: seven bits a byte, the last of which is below
/// 128.
pub(super) fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(place + 1..)?));
        }
    }
    None
}

/// Writes such a number.
pub(super) fn write_number(to: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        to.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// How much is left behind what an import is.
pub(super) fn described(bytes: &[u8]) -> Option<usize> {
    let (kind, rest) = bytes.split_first()?;
    let limits = |rest| {
        let (flags, rest) = number(rest)?;
        let (_, rest) = number(rest)?;
        let rest = if flags & 1 == 1 {
            number(rest)?.1
        } else {
            rest
        };
        Some(rest.len())
    };
    match kind {
        // A function, or an exception: the number of its type.
        0 => Some(number(rest)?.1.len()),
        4 => Some(number(rest.get(1..)?)?.1.len()),
        1 => limits(rest.get(1..)?),
        2 => limits(rest),
        3 => Some(rest.len().checked_sub(2)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{number, write_number};

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for value in [0, 1, 127, 128, 16_383, 16_384, 4_000_000_000] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, value);
            assert_eq!(number(&bytes), Some((value, &[][..])));
        }
    }
}
