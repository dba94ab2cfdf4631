use crate::block;

/// The bytes as text, if they are UTF-8. Most are ASCII, which is seen a block
/// at a time.
#[inline]
pub fn as_text(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk() {
        if block::high(block) != 0 {
            break;
        }
        rest = after;
    }
    if std::str::from_utf8(rest).is_err() {
        return None;
    }
    // SAFETY: what comes before the rest is ASCII, and the rest is UTF-8.
    #[expect(unsafe_code, reason = "what was looked at is not looked at again")]
    Some(unsafe { std::str::from_utf8_unchecked(bytes) })
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn text_is_what_the_standard_library_takes_for_it(bytes in proptest::collection::vec(proptest::prop_oneof![8 => 0x20_u8..0x7f, 1 => 0x80_u8..=0xff], 0..70)) {
            proptest::prop_assert_eq!(super::as_text(&bytes), std::str::from_utf8(&bytes).ok());
        }

        #[test]
        fn and_what_is_text_stays_so(text in "[a-z]{0,40}[é漢😀]?[a-z]{0,20}") {
            proptest::prop_assert_eq!(super::as_text(text.as_bytes()), Some(text.as_str()));
        }
    }
}
