//! Eight bytes at once, for what is shorter than a block.

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// Whether a byte may need an escape in a JSON string. May say yes where none
/// does, never no where one does.
#[inline(always)]
pub(crate) fn may_be_special(word: u64) -> bool {
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let control = below(word, 0x20);
    let quote = below(word ^ (ONES * u64::from(b'"')), 1);
    let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
    (control | quote | backslash) & TOPS != 0
}
