use crate::block;

/// How many bytes from the beginning stand for themselves in a JSON string.
#[inline]
pub fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk() {
        let ends = block::special(block);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize;
        }
        at += block.len();
        rest = after;
    }
    let end = rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    at + end.unwrap_or(rest.len())
}

/// The place after the closing quote of a JSON string, of which `bytes` is
/// what follows the opening quote. Only quotes and backslashes count.
pub fn quoted_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += plain_length(bytes.get(at..)?);
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// How many bytes of space JSON allows stand at the beginning.
pub fn space_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .unwrap_or(bytes.len())
}
