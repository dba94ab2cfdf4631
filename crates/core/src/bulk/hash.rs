/// The hash that chooses a row's lane, of the id as it stands in the message,
/// escapes and all: eight bytes at a time, since each multiplication waits for
/// the one before.
pub(super) fn hash_of(id: &[u8]) -> u64 {
    /// Odd, with bits spread evenly: the golden ratio's.
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    fn mixed(hash: u64, word: [u8; 8]) -> u64 {
        let product = (hash ^ u64::from_le_bytes(word)).wrapping_mul(SPREAD);
        // Lanes are chosen by the low bits, to which the high ones have to tell.
        product ^ (product >> 32)
    }
    let (words, rest) = id.as_chunks::<8>();
    let hash = words
        .iter()
        .fold(id.len() as u64, |hash, word| mixed(hash, *word));
    // A copy of a few bytes is a call in Wasm; the last eight of all have them
    // too, behind others.
    let last = match id.last_chunk::<8>() {
        Some(last) => {
            let others = 64 - 8 * rest.len() as u32;
            u64::from_le_bytes(*last).checked_shr(others).unwrap_or(0)
        }
        None => rest
            .iter()
            .rev()
            .fold(0, |last, byte| last << 8 | u64::from(*byte)),
    };
    mixed(hash, last.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::hash_of;

    #[test]
    fn a_user_keeps_the_lane_that_a_checkpoint_knows() {
        // Known once, the same for ever: a change would double events.
        let known: [(&str, u64); 4] = [
            ("", 0),
            ("u", 0xb123_280d_1ce3_1189),
            ("user-1", 0x4150_3ad7_b32c_16b8),
            ("ana.number1@example.com", 0x9d08_651a_a728_9b6f),
        ];
        for (id, hash) in known {
            assert_eq!(hash_of(id.as_bytes()), hash, "{id}");
        }
    }

    #[test]
    fn every_byte_counts_however_many_there_are() {
        let id: Vec<u8> = (1..=40).collect();
        for length in 1..=id.len() {
            let whole = id.get(..length).unwrap_or_default();
            for place in 0..length {
                let mut other = whole.to_vec();
                other
                    .iter_mut()
                    .skip(place)
                    .take(1)
                    .for_each(|byte| *byte ^= 0x80);
                assert_ne!(hash_of(whole), hash_of(&other), "{length}, {place}");
            }
        }
    }
}
