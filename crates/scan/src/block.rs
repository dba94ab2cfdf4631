//! Sixteen bytes at once. Each function gives a bit for every byte, the first
//! byte's lowest.

/// Which bytes end a run that stands for itself in a JSON string: quotes,
/// backslashes and control characters.
pub(crate) use machine::special;

/// Which bytes are this one.
pub(crate) use machine::equal;

/// Which bytes are one of these four.
pub(crate) use machine::any_of;

/// Which bytes are no ASCII.
pub(crate) use machine::high;

/// How many bytes a block has.
pub(crate) const BLOCK: usize = 16;

#[cfg(target_arch = "x86_64")]
mod machine {
    use core::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set1_epi8,
    };

    use super::BLOCK;

    #[inline(always)]
    pub(crate) fn special(block: &[u8; BLOCK]) -> u32 {
        // SAFETY: every x86-64 has SSE2, and the block is sixteen bytes long.
        #[expect(unsafe_code, reason = "instructions of the machine")]
        unsafe {
            let bytes = load(block);
            let control = _mm_set1_epi8(0x1f);
            let ends = _mm_or_si128(
                _mm_or_si128(same(bytes, b'"'), same(bytes, b'\\')),
                _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes),
            );
            _mm_movemask_epi8(ends) as u32
        }
    }

    #[inline(always)]
    pub(crate) fn equal(block: &[u8; BLOCK], wanted: u8) -> u32 {
        // SAFETY: as above.
        #[expect(unsafe_code, reason = "instructions of the machine")]
        unsafe {
            _mm_movemask_epi8(same(load(block), wanted)) as u32
        }
    }

    #[inline(always)]
    pub(crate) fn high(block: &[u8; BLOCK]) -> u32 {
        // SAFETY: as above.
        #[expect(unsafe_code, reason = "instructions of the machine")]
        unsafe {
            _mm_movemask_epi8(load(block)) as u32
        }
    }

    #[inline(always)]
    pub(crate) fn any_of(block: &[u8; BLOCK], wanted: [u8; 4]) -> u32 {
        let [a, b, c, d] = wanted;
        // SAFETY: as above.
        #[expect(unsafe_code, reason = "instructions of the machine")]
        unsafe {
            let bytes = load(block);
            let left = _mm_or_si128(same(bytes, a), same(bytes, b));
            let right = _mm_or_si128(same(bytes, c), same(bytes, d));
            _mm_movemask_epi8(_mm_or_si128(left, right)) as u32
        }
    }

    /// SAFETY: needs SSE2.
    #[inline(always)]
    #[expect(unsafe_code, reason = "instructions of the machine")]
    unsafe fn load(block: &[u8; BLOCK]) -> __m128i {
        // SAFETY: the block is sixteen bytes long, and need not be aligned.
        unsafe { _mm_loadu_si128(block.as_ptr().cast()) }
    }

    /// SAFETY: needs SSE2.
    #[inline(always)]
    #[expect(unsafe_code, reason = "instructions of the machine")]
    unsafe fn same(bytes: __m128i, wanted: u8) -> __m128i {
        // SAFETY: see above.
        unsafe { _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted as i8)) }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod machine {
    use core::arch::wasm32::{
        i64x2, u8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, v128, v128_or,
    };

    use super::BLOCK;

    #[inline(always)]
    pub(crate) fn special(block: &[u8; BLOCK]) -> u32 {
        let bytes = load(block);
        let quoted = v128_or(same(bytes, b'"'), same(bytes, b'\\'));
        let control = u8x16_le(bytes, u8x16_splat(0x1f));
        u32::from(u8x16_bitmask(v128_or(quoted, control)))
    }

    #[inline(always)]
    pub(crate) fn equal(block: &[u8; BLOCK], wanted: u8) -> u32 {
        u32::from(u8x16_bitmask(same(load(block), wanted)))
    }

    #[inline(always)]
    pub(crate) fn high(block: &[u8; BLOCK]) -> u32 {
        u32::from(u8x16_bitmask(load(block)))
    }

    #[inline(always)]
    pub(crate) fn any_of(block: &[u8; BLOCK], wanted: [u8; 4]) -> u32 {
        let [a, b, c, d] = wanted;
        let bytes = load(block);
        let left = v128_or(same(bytes, a), same(bytes, b));
        let right = v128_or(same(bytes, c), same(bytes, d));
        u32::from(u8x16_bitmask(v128_or(left, right)))
    }

    #[inline(always)]
    fn load(block: &[u8; BLOCK]) -> v128 {
        let both = u128::from_le_bytes(*block);
        i64x2(both as i64, (both >> 64) as i64)
    }

    #[inline(always)]
    fn same(bytes: v128, wanted: u8) -> v128 {
        u8x16_eq(bytes, u8x16_splat(wanted))
    }
}

#[cfg(not(any(
    target_arch = "x86_64",
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
mod machine {
    use super::BLOCK;

    #[inline(always)]
    pub(crate) fn special(block: &[u8; BLOCK]) -> u32 {
        bits(block, |byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
    }

    #[inline(always)]
    pub(crate) fn equal(block: &[u8; BLOCK], wanted: u8) -> u32 {
        bits(block, |byte| byte == wanted)
    }

    #[inline(always)]
    pub(crate) fn high(block: &[u8; BLOCK]) -> u32 {
        bits(block, |byte| !byte.is_ascii())
    }

    #[inline(always)]
    pub(crate) fn any_of(block: &[u8; BLOCK], wanted: [u8; 4]) -> u32 {
        bits(block, |byte| wanted.contains(&byte))
    }

    #[inline(always)]
    fn bits(block: &[u8; BLOCK], test: impl Fn(u8) -> bool) -> u32 {
        block
            .iter()
            .rev()
            .fold(0, |bits, byte| bits << 1 | u32::from(test(*byte)))
    }
}
