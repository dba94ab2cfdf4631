use crate::Literal;
use crate::block::{self, BLOCK};
use crate::literal::PIECE;
use crate::word::may_be_special;

/// Bytes of UTF-8 being written: what a `String` is, but that short pieces are
/// copied in blocks into the room behind it, without asking for each byte.
#[derive(Debug, Clone, Default)]
pub struct Out {
    bytes: Vec<u8>,
}

/// From here on the machine's own way of copying is quicker.
const LONG: usize = 256;

impl Out {
    /// Nothing written, no room.
    pub fn new() -> Out {
        Out::default()
    }

    /// Nothing written, room for so many bytes.
    pub fn with_room(bytes: usize) -> Out {
        Out {
            bytes: Vec::with_capacity(bytes),
        }
    }

    /// How many bytes are written.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What is written.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is written from a place on.
    #[inline]
    pub fn since(&self, start: usize) -> &[u8] {
        self.bytes.get(start..).unwrap_or_default()
    }

    /// Forgets what is written and keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Forgets what is written after the first `length` bytes.
    pub fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Whether the last byte is this one.
    pub fn ends_with(&self, byte: u8) -> bool {
        self.bytes.last() == Some(&byte)
    }

    /// What is written, as text.
    pub fn into_string(self) -> String {
        // Only whole texts are written, so nothing is ever replaced.
        String::from_utf8(self.bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// Writes one ASCII character.
    #[inline]
    pub fn push(&mut self, byte: u8) {
        debug_assert!(byte.is_ascii(), "one byte is one character only in ASCII");
        self.bytes.push(byte);
    }

    /// Writes text as it is.
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        self.push_bytes(text.as_bytes());
    }

    /// Writes text that is kept in blocks.
    #[inline]
    pub fn push_literal(&mut self, literal: &Literal) {
        self.reserve(literal.len() + PIECE);
        self.copy_literal(self.len(), literal);
        self.lengthen(literal.len());
    }

    /// Writes text that needs no escape in quotes, as a JSON string.
    #[inline]
    pub fn push_plain(&mut self, text: &str) {
        self.reserve(text.len() + 2);
        let start = self.len();
        self.put(start, b"\"");
        self.copy(start + 1, text.as_bytes());
        self.put(start + 1 + text.len(), b"\"");
        self.lengthen(text.len() + 2);
    }

    /// Writes a literal and, behind it, text that needs no escape in quotes.
    #[inline]
    pub fn push_literal_and_plain(&mut self, literal: &Literal, text: &str) {
        self.reserve(literal.len() + PIECE + text.len() + 2);
        self.copy_literal(self.len(), literal);
        let start = self.len() + literal.len();
        self.put(start, b"\"");
        self.copy(start + 1, text.as_bytes());
        self.put(start + 1 + text.len(), b"\"");
        self.lengthen(literal.len() + text.len() + 2);
    }

    /// Writes text in quotes, as a JSON string.
    pub fn push_quoted(&mut self, text: &str) {
        self.push(b'"');
        self.push_escaped(text);
        self.push(b'"');
    }

    /// Writes the inside of a JSON string, as `JSON.stringify` would: copies
    /// and looks for what needs an escape at once.
    pub fn push_escaped(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        loop {
            self.reserve(rest.len());
            let mut ends = 0;
            while let Some((block, after)) = rest.split_first_chunk() {
                ends = block::special(block);
                self.put(self.len(), block);
                if ends != 0 {
                    break;
                }
                self.lengthen(BLOCK);
                rest = after;
            }
            let clean = if ends != 0 {
                ends.trailing_zeros() as usize
            } else if may_need_escape(rest) {
                rest.iter()
                    .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
                    .unwrap_or(rest.len())
            } else {
                rest.len()
            };
            let Some((before, from)) = rest.split_at_checked(clean) else {
                return;
            };
            if ends == 0 {
                self.copy_short(self.len(), before);
            }
            self.lengthen(clean);
            let Some((special, after)) = from.split_first() else {
                return;
            };
            self.escape(*special);
            rest = after;
        }
    }

    /// Writes a whole number in decimal.
    pub fn push_number(&mut self, number: u64) {
        const DIGITS: u32 = 9;
        const AT_ONCE: u64 = 10_u64.pow(DIGITS);
        match u32::try_from(number) {
            Ok(number) => self.push_digits(number, number.checked_ilog10().unwrap_or(0) + 1),
            // To divide more bits takes Wasm many times as long.
            Err(_) => {
                self.push_number(number / AT_ONCE);
                self.push_digits((number % AT_ONCE) as u32, DIGITS);
            }
        }
    }

    /// Writes the last digits of a number, with zeros before them.
    #[inline(never)]
    fn push_digits(&mut self, number: u32, digits: u32) {
        self.reserve(digits as usize);
        let mut at = self.len() + digits as usize;
        let mut left = number;
        while at >= self.len() + 2 {
            let pair = (left % 100) as u8;
            left /= 100;
            at -= 2;
            self.put(at, &[b'0' + pair / 10, b'0' + pair % 10]);
        }
        if at > self.len() {
            self.put(self.len(), &[b'0' + left as u8]);
        }
        self.lengthen(digits as usize);
    }

    /// Writes bytes of UTF-8, which whoever calls has made sure of.
    #[inline]
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        if bytes.len() >= LONG {
            return self.bytes.extend_from_slice(bytes);
        }
        self.reserve(bytes.len());
        self.copy(self.len(), bytes);
        self.lengthen(bytes.len());
    }

    /// Puts a literal's pieces, of which the last is a whole one too.
    #[inline(always)]
    fn copy_literal(&mut self, start: usize, literal: &Literal) {
        let (first, rest) = literal.pieces();
        self.put(start, first);
        let mut at = start;
        for piece in rest {
            at += PIECE;
            self.put(at, piece);
        }
    }

    /// Puts bytes at a place behind which there is room for them.
    #[inline(always)]
    fn copy(&mut self, start: usize, bytes: &[u8]) {
        let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else {
            return self.copy_short(start, bytes);
        };
        self.put::<BLOCK>(start, first);
        if bytes.len() > 2 * BLOCK {
            self.copy_between(start, bytes);
        }
        // The last block overlaps what is written and writes it again.
        self.put::<BLOCK>(start + bytes.len() - BLOCK, last);
    }

    /// Puts whole blocks, all but the first and what is left.
    #[inline(always)]
    fn copy_between(&mut self, start: usize, bytes: &[u8]) {
        let mut at = start + BLOCK;
        let mut rest = bytes.get(BLOCK..).unwrap_or_default();
        while let Some((block, after)) = rest.split_first_chunk::<BLOCK>() {
            self.put(at, block);
            at += BLOCK;
            rest = after;
        }
    }

    /// Puts less than a block: its beginning and its end, which may overlap.
    #[inline(always)]
    fn copy_short(&mut self, start: usize, bytes: &[u8]) {
        let length = bytes.len();
        if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            self.put(start, first);
            self.put(start + length - 8, last);
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            self.put(start, first);
            self.put(start + length - 4, last);
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<2>(), bytes.last_chunk::<2>())
        {
            self.put(start, first);
            self.put(start + length - 2, last);
        } else if let Some(only) = bytes.first_chunk::<1>() {
            self.put(start, only);
        }
    }

    /// Makes room for so many bytes and a block more.
    #[inline(always)]
    fn reserve(&mut self, more: usize) {
        if self.bytes.capacity() - self.bytes.len() < more + BLOCK {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        self.bytes.reserve((more + BLOCK).max(256));
    }

    /// Puts bytes at a place in the room.
    #[inline(always)]
    fn put<const N: usize>(&mut self, at: usize, bytes: &[u8; N]) {
        debug_assert!(at + N <= self.bytes.capacity(), "room was made before");
        // SAFETY: whoever calls has reserved what it is about to write, and a
        // block more.
        #[expect(unsafe_code, reason = "the room behind what is written is no slice")]
        unsafe {
            self.bytes
                .as_mut_ptr()
                .add(at)
                .cast::<[u8; N]>()
                .write_unaligned(*bytes);
        }
    }

    /// So many bytes more have been put behind what was written.
    #[inline(always)]
    fn lengthen(&mut self, more: usize) {
        debug_assert!(self.len() + more <= self.bytes.capacity(), "they were put");
        // SAFETY: they have been put there, see `put`.
        #[expect(unsafe_code, reason = "the room behind what is written is no slice")]
        unsafe {
            self.bytes.set_len(self.bytes.len() + more);
        }
    }

    #[cold]
    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                let digit = |value: u8| {
                    if value < 10 {
                        b'0' + value
                    } else {
                        b'a' + value - 10
                    }
                };
                self.push_bytes(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
                return;
            }
        };
        self.push_bytes(&[b'\\', short]);
    }
}

/// Whether less than a block may hold what needs an escape.
#[inline(always)]
fn may_need_escape(bytes: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        may_be_special(u64::from_le_bytes(*first)) || may_be_special(u64::from_le_bytes(*last))
    } else {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Out;

    fn written(write: impl Fn(&mut Out)) -> String {
        let mut out = Out::new();
        write(&mut out);
        out.into_string()
    }

    #[test]
    fn numbers_are_decimal() {
        for number in [
            0,
            7,
            10,
            99,
            100,
            101,
            12_345,
            1_000_000,
            u64::from(u32::MAX),
            1 << 32,
            10_000_000_000_000_000_007,
            u64::MAX,
        ] {
            assert_eq!(written(|out| out.push_number(number)), number.to_string());
        }
    }

    #[test]
    fn every_control_character_is_escaped_as_json_stringify_does() {
        let all: String = (0..0x20_u8).map(char::from).collect();
        assert_eq!(
            written(|out| out.push_escaped(&all)),
            "\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\
             \\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\
             \\u001b\\u001c\\u001d\\u001e\\u001f"
        );
    }

    proptest::proptest! {
        #[test]
        fn pieces_come_one_after_the_other(pieces in proptest::collection::vec(".{0,40}", 0..20)) {
            let out = written(|out| pieces.iter().for_each(|piece| out.push_str(piece)));
            proptest::prop_assert_eq!(out, pieces.concat());
        }

        #[test]
        fn escapes_like_one_byte_after_the_other(text in "([a-z]{0,20}[\"\\\\\n\u{1}é漢😀]?){0,8}") {
            let mut slow = String::new();
            for char in text.chars() {
                match char {
                    '"' => slow.push_str("\\\""),
                    '\\' => slow.push_str("\\\\"),
                    '\n' => slow.push_str("\\n"),
                    '\u{1}' => slow.push_str("\\u0001"),
                    other => slow.push(other),
                }
            }
            let out = written(|out| {
                out.push_str("x");
                out.push_escaped(&text);
            });
            proptest::prop_assert_eq!(out, format!("x{slow}"));
        }

        #[test]
        fn literals_too(pieces in proptest::collection::vec("x?.{0,40}", 0..8)) {
            let mut literal = crate::Literal::default();
            pieces.iter().for_each(|piece| literal.push_str(piece));
            proptest::prop_assert_eq!(literal.text(), pieces.concat());
            proptest::prop_assert_eq!(literal.starts_with(b'x'), pieces.concat().starts_with('x'));
            let out = written(|out| {
                out.push_literal(&literal);
                out.push_plain("x");
                out.push_literal(&literal);
                out.push_literal_and_plain(&literal, "a text of more than a block");
            });
            let all = pieces.concat();
            let told = format!("{all}\"x\"{all}{all}\"a text of more than a block\"");
            proptest::prop_assert_eq!(out, told);
        }

        #[test]
        fn long_texts_too(text in ".{250,400}") {
            proptest::prop_assert_eq!(written(|out| out.push_str(&text)), text);
        }
    }
}
