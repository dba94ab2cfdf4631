//! MD5 (RFC 1321), for ids that other programs made of it. It is here because
//! crates write its 64 rounds out, and everybody would load them.

/// How far each round turns, by its quarter.
const TURNS: [[u32; 4]; 4] = [
    [7, 12, 17, 22],
    [5, 9, 14, 20],
    [4, 11, 16, 23],
    [6, 10, 15, 21],
];

/// The fractions of sines that the rounds add.
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

/// The digest of a message.
pub(super) fn digest(message: &[u8]) -> [u8; 16] {
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    let bits = (message.len() as u64).wrapping_mul(8);
    padded.extend(bits.to_le_bytes());
    let mut state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded.chunks(64) {
        state = stirred(state, block);
    }
    let mut digest = [0; 16];
    for (place, word) in digest.chunks_mut(4).zip(state) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    digest
}

fn stirred(state: [u32; 4], block: &[u8]) -> [u32; 4] {
    let word = |index: usize| {
        let bytes = block.chunks(4).nth(index).unwrap_or_default();
        bytes
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u32::from(*byte))
    };
    let [mut a, mut b, mut c, mut d] = state;
    for (round, sine) in SINES.iter().enumerate() {
        let (mixed, index) = match round / 16 {
            0 => ((b & c) | (!b & d), round),
            1 => ((d & b) | (!d & c), 5 * round + 1),
            2 => (b ^ c ^ d, 3 * round + 5),
            _ => (c ^ (b | !d), 7 * round),
        };
        let turns = TURNS.get(round / 16).and_then(|turns| turns.get(round % 4));
        let turned = a
            .wrapping_add(mixed)
            .wrapping_add(*sine)
            .wrapping_add(word(index % 16))
            .rotate_left(turns.copied().unwrap_or_default());
        (a, d, c, b) = (d, c, b, b.wrapping_add(turned));
    }
    let added = [a, b, c, d];
    std::array::from_fn(|index| {
        let of = |words: &[u32; 4]| words.get(index).copied().unwrap_or_default();
        of(&state).wrapping_add(of(&added))
    })
}

#[cfg(test)]
mod tests {
    use super::digest;
    use md5::Digest;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_blocks_are_as_the_judge_says() {
        for length in 0..200 {
            let message = vec![b'x'; length];
            assert_eq!(
                digest(&message),
                md5::Md5::digest(&message)[..],
                "{length} bytes"
            );
        }
    }

    proptest! {
        #[test]
        fn digests_are_the_judges(message: Vec<u8>) {
            prop_assert_eq!(&digest(&message)[..], &md5::Md5::digest(&message)[..]);
        }
    }
}
