use crate::block::{self, BLOCK};
use crate::word::may_be_special;

/// Bytes of UTF-8 being written: what a `String` is, with room ready ahead so
/// that short pieces are copied without asking for each byte.
#[derive(Debug, Clone, Default)]
pub struct Out {
    /// What is written, and room.
    bytes: Vec<u8>,
    /// How much is written.
    length: usize,
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
            bytes: vec![0; bytes],
            length: 0,
        }
    }

    /// How many bytes are written.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// What is written.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// What is written from a place on.
    pub fn since(&self, start: usize) -> &[u8] {
        self.bytes.get(start..self.length).unwrap_or_default()
    }

    /// Forgets what is written and keeps the room.
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Forgets what is written after the first `length` bytes.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Whether the last byte is this one.
    pub fn ends_with(&self, byte: u8) -> bool {
        self.length
            .checked_sub(1)
            .and_then(|last| self.bytes.get(last))
            == Some(&byte)
    }

    /// What is written, as text.
    pub fn into_string(mut self) -> String {
        self.bytes.truncate(self.length);
        // Only whole texts are written, so nothing is ever replaced.
        String::from_utf8(self.bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// Writes one ASCII character.
    pub fn push(&mut self, byte: u8) {
        debug_assert!(byte.is_ascii(), "one byte is one character only in ASCII");
        self.reserve(1);
        self.put_at(self.length, &[byte]);
        self.length += 1;
    }

    /// Writes text as it is.
    pub fn push_str(&mut self, text: &str) {
        self.push_bytes(text.as_bytes());
    }

    /// Writes text that needs no escape in quotes, as a JSON string.
    pub fn push_plain(&mut self, text: &str) {
        self.reserve(text.len() + 2);
        self.put_at(self.length, b"\"");
        self.length += 1;
        self.push_reserved(text.as_bytes());
        self.put_at(self.length, b"\"");
        self.length += 1;
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
                self.put(block);
                if ends != 0 {
                    break;
                }
                self.length += BLOCK;
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
                self.put_short(before);
            }
            self.length += clean;
            let Some((special, after)) = from.split_first() else {
                return;
            };
            self.escape(*special);
            rest = after;
        }
    }

    /// Writes a whole number in decimal.
    pub fn push_number(&mut self, number: u64) {
        let mut digits = [0_u8; 20];
        let mut left = number;
        let mut start = digits.len();
        for place in digits.iter_mut().rev() {
            *place = b'0' + (left % 10) as u8;
            left /= 10;
            start -= 1;
            if left == 0 {
                break;
            }
        }
        self.push_bytes(digits.get(start..).unwrap_or_default());
    }

    /// Writes bytes of UTF-8, which whoever calls has made sure of.
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        self.push_reserved(bytes);
    }

    /// Writes bytes for which there is room.
    #[inline(always)]
    fn push_reserved(&mut self, bytes: &[u8]) {
        if bytes.len() >= LONG {
            let end = self.length + bytes.len();
            if let Some(place) = self.bytes.get_mut(self.length..end) {
                place.copy_from_slice(bytes);
            }
        } else if bytes.len() >= BLOCK {
            let start = self.length;
            let mut rest = bytes;
            while let Some((block, after)) = rest.split_first_chunk() {
                self.put(block);
                self.length += BLOCK;
                rest = after;
            }
            self.length = start;
            // The last block overlaps what is written and writes it again.
            if let Some(block) = bytes.last_chunk::<BLOCK>() {
                self.put_at(start + bytes.len() - BLOCK, block);
            }
        } else {
            self.put_short(bytes);
        }
        self.length += bytes.len();
    }

    /// Makes room for so many bytes and a block more.
    #[inline(always)]
    fn reserve(&mut self, more: usize) {
        if self.bytes.len() - self.length < more + BLOCK {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let least = self.length + more + BLOCK;
        let size = least.max(self.bytes.len() * 2).max(256);
        self.bytes.resize(size, 0);
    }

    /// Puts a block behind what is written, where there is room for it.
    #[inline(always)]
    fn put(&mut self, block: &[u8; BLOCK]) {
        self.put_at(self.length, block);
    }

    #[inline(always)]
    fn put_at<const N: usize>(&mut self, at: usize, block: &[u8; N]) {
        if let Some(place) = self
            .bytes
            .get_mut(at..)
            .and_then(<[u8]>::first_chunk_mut::<N>)
        {
            *place = *block;
        }
    }

    /// Puts less than a block behind what is written: its beginning and its
    /// end, which may overlap.
    #[inline(always)]
    fn put_short(&mut self, bytes: &[u8]) {
        let (start, length) = (self.length, bytes.len());
        if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            self.put_at(start, first);
            self.put_at(start + length - 8, last);
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            self.put_at(start, first);
            self.put_at(start + length - 4, last);
        } else {
            for (place, byte) in bytes.iter().enumerate() {
                self.put_at(start + place, &[*byte]);
            }
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
        for number in [0, 7, 10, 99, 1_000_000, u64::MAX] {
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
        fn long_texts_too(text in ".{250,400}") {
            proptest::prop_assert_eq!(written(|out| out.push_str(&text)), text);
        }
    }
}
