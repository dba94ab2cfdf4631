use crate::block::BLOCK;

/// A short text that most likely stands at a place: one look tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expected {
    /// The text in two blocks, and which of their bits count.
    blocks: [Masked; 2],
    length: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Masked {
    bytes: u128,
    mask: u128,
}

impl Expected {
    /// The longest text that can be expected.
    pub const MOST: usize = 2 * BLOCK;

    /// The text of some pieces one after the other; `None` if it is too long.
    pub fn new(pieces: [&[u8]; 3]) -> Option<Expected> {
        let mut expected = Expected::default();
        for byte in pieces.into_iter().flatten() {
            let block = expected.blocks.get_mut(expected.length / BLOCK)?;
            let shift = 8 * (expected.length % BLOCK);
            block.bytes |= u128::from(*byte) << shift;
            block.mask |= 0xff << shift;
            expected.length += 1;
        }
        Some(expected)
    }

    /// The length of the text if it stands at the beginning. May not see it
    /// where fewer bytes than a block follow.
    #[inline(always)]
    pub fn length_at(&self, bytes: &[u8]) -> Option<usize> {
        let [first, second] = &self.blocks;
        if !first.is_at(bytes) || self.length == 0 {
            return None;
        }
        if self.length > BLOCK && !second.is_at(bytes.get(BLOCK..)?) {
            return None;
        }
        Some(self.length)
    }
}

impl Masked {
    #[inline(always)]
    fn is_at(&self, bytes: &[u8]) -> bool {
        bytes
            .first_chunk()
            .is_some_and(|block| (u128::from_le_bytes(*block) ^ self.bytes) & self.mask == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Expected;

    proptest::proptest! {
        #[test]
        fn what_is_expected_is_seen_and_nothing_else(text in "[ab]{0,40}", other in "[ab]{0,6}", rest in "[ab]{32}") {
            let expected = Expected::new([b"", text.as_bytes(), b""]);
            proptest::prop_assert_eq!(expected.is_some(), text.len() <= Expected::MOST);
            if let Some(expected) = expected {
                let there = format!("{text}{rest}");
                let seen = expected.length_at(there.as_bytes());
                proptest::prop_assert_eq!(seen, (!text.is_empty()).then_some(text.len()));
                let elsewhere = format!("{other}{there}");
                let is_there = !text.is_empty() && elsewhere.starts_with(&text);
                let seen = expected.length_at(elsewhere.as_bytes());
                proptest::prop_assert_eq!(seen, is_there.then_some(text.len()));
            }
        }
    }
}
