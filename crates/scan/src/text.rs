use crate::block::{self, BLOCK};

/// How much is looked at by the standard library where something is no ASCII:
/// behind an accent there is ASCII again.
const WINDOW: usize = 2 * BLOCK;

/// The bytes as text, if they are UTF-8. Most are ASCII, which is seen a block
/// at a time.
#[inline]
pub fn as_text(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes;
    loop {
        while let Some((block, after)) = rest.split_first_chunk() {
            if block::high(block) != 0 {
                break;
            }
            rest = after;
        }
        if rest.is_empty() {
            break;
        }
        rest = after_window(rest)?;
    }
    // SAFETY: every byte was in a block of ASCII or in a window of UTF-8, and
    // windows begin behind whole characters.
    #[expect(unsafe_code, reason = "what was looked at is not looked at again")]
    Some(unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// What follows the characters that begin in the first bytes, if these are
/// UTF-8.
fn after_window(bytes: &[u8]) -> Option<&[u8]> {
    let goes_on = |byte: &u8| byte & 0xc0 == 0x80;
    let mut end = WINDOW.min(bytes.len());
    while bytes.get(end).is_some_and(goes_on) {
        end += 1;
    }
    let (window, rest) = bytes.split_at_checked(end)?;
    std::str::from_utf8(window).ok().map(|_| rest)
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
