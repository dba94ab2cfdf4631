use crate::block::{self, BLOCK};

/// The bytes as text, if they are UTF-8. Most are ASCII, which is seen a block
/// at a time.
#[inline]
pub fn as_text(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<BLOCK>() {
        rest = match block::high(block) {
            0 => after,
            high => after_characters(rest.get(high.trailing_zeros() as usize..)?)?,
        };
    }
    let is_ascii = bytes
        .last_chunk()
        .is_some_and(|last| block::high(last) == 0);
    if !is_ascii && std::str::from_utf8(rest).is_err() {
        return None;
    }
    // SAFETY: every byte was ASCII, or in a run of bytes that are none, or in what
    // is left behind these; runs and what is left are UTF-8 by themselves.
    #[expect(unsafe_code, reason = "what was looked at is not looked at again")]
    Some(unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// What follows the characters of several bytes that come next, if these are
/// UTF-8: behind an accent there is ASCII again.
fn after_characters(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(u8::is_ascii).unwrap_or(bytes.len());
    let (characters, rest) = bytes.split_at_checked(end)?;
    std::str::from_utf8(characters).ok().map(|_| rest)
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn text_is_what_the_standard_library_takes_for_it(bytes in proptest::collection::vec(proptest::prop_oneof![8 => 0x20_u8..0x7f, 1 => 0x80_u8..=0xff], 0..70)) {
            proptest::prop_assert_eq!(super::as_text(&bytes), std::str::from_utf8(&bytes).ok());
        }

        #[test]
        fn and_what_is_text_stays_so(text in "([a-z]{0,40}[é漢😀]{0,20}){0,4}") {
            proptest::prop_assert_eq!(super::as_text(text.as_bytes()), Some(text.as_str()));
        }
    }
}
