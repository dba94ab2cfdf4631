//! Base64 (RFC 4648), as HTTP Basic and message ids need it.

/// The usual alphabet, padded with `=`.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = digits(bytes, b'+', b'/');
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

/// The alphabet for addresses and file names, without padding.
pub fn encode_url(bytes: &[u8]) -> String {
    digits(bytes, b'-', b'_')
}

/// Reads what [`encode_url`] wrote; `None` if it is anything else.
pub fn decode_url(text: &str) -> Option<Vec<u8>> {
    let value = |digit: u8| {
        Some(u32::from(match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        }))
    };
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for (place, digit) in chunk.iter().enumerate() {
            bits |= value(*digit)? << (18 - 6 * place);
        }
        let bytes = bits.to_be_bytes();
        // Bits behind the last byte say nothing, and a digit alone is no byte.
        let count = chunk.len() - 1;
        let (said, unsaid) = bytes.get(1..)?.split_at_checked(count)?;
        if count == 0 || unsaid.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(said);
    }
    Some(out)
}

fn digits(bytes: &[u8], digit_62: u8, digit_63: u8) -> String {
    let digit = |six_bits: u32| match (six_bits & 63) as u8 {
        value @ 0..=25 => b'A' + value,
        value @ 26..=51 => b'a' + value - 26,
        value @ 52..=61 => b'0' + value - 52,
        62 => digit_62,
        _ => digit_63,
    };
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut bits = 0_u32;
        for (place, byte) in chunk.iter().enumerate() {
            bits |= u32::from(*byte) << (16 - 8 * place);
        }
        for place in 0..=chunk.len() {
            out.push(char::from(digit(bits >> (18 - 6 * place))));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_what_it_wrote_and_nothing_else() {
        for length in 0..70_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37)).collect();
            let text = super::encode_url(&bytes);
            assert_eq!(super::decode_url(&text), Some(bytes), "{text}");
        }
        for wrong in ["A", "Zg==", "Zm9v Zg", "Zm+v", "Zh", "Zm9", "é"] {
            assert_eq!(super::decode_url(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn encodes_the_examples_of_rfc_4648() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(super::encode(plain.as_bytes()), encoded);
            assert_eq!(
                super::encode_url(plain.as_bytes()),
                encoded.trim_end_matches('=')
            );
        }
        assert_eq!(super::encode(&[0xfb, 0xff]), "+/8=");
        assert_eq!(super::encode_url(&[0xfb, 0xff]), "-_8");
    }
}
