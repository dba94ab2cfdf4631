use std::fmt;

/// A write key. It is never printed: only its mask is for eyes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WriteKey(String);

/// A shorter key would give too much of itself away by its last four characters.
const SHORTEST_WITH_TAIL: usize = 12;

impl WriteKey {
    /// An empty text is no key.
    pub(crate) fn new(text: impl Into<String>) -> Option<WriteKey> {
        Some(text.into())
            .filter(|text| !text.is_empty())
            .map(WriteKey)
    }

    /// The user name of an `Authorization: Basic` header.
    pub(crate) fn from_basic(header: &str) -> Option<WriteKey> {
        let (scheme, credentials) = header.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = base64(credentials.trim())?;
        let text = String::from_utf8_lossy(&decoded);
        // Segment still takes the key without its colon.
        let user = text.split_once(':').map_or(&*text, |(user, _)| user);
        WriteKey::new(user)
    }

    /// The key itself, for comparing and for the one answer that hands it out.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// What may be shown instead: `••••` and the last four characters.
    pub(crate) fn mask(&self) -> String {
        let length = self.0.chars().count();
        let tail = if length < SHORTEST_WITH_TAIL { 0 } else { 4 };
        "••••"
            .chars()
            .chain(self.0.chars().skip(length - tail))
            .collect()
    }
}

impl fmt::Debug for WriteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mask())
    }
}

/// Decodes either alphabet of RFC 4648, with or without padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut bits = 0_u32;
    let mut held = 0;
    for byte in text.trim_end_matches('=').bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_four_characters_of_a_long_key_only() {
        for (key, mask) in [
            ("a", "••••"),
            ("elevenchars", "••••"),
            ("twelve-chars", "••••hars"),
            ("żółtażółtażółć", "••••żółć"),
        ] {
            let key = WriteKey::new(key).unwrap();
            assert_eq!(key.mask(), mask);
            assert_eq!(format!("{key:?}"), mask);
        }
        assert_eq!(WriteKey::new(""), None);
    }

    #[test]
    fn the_user_name_of_a_basic_header_is_the_key() {
        for (header, key) in [
            ("Basic YWJjOg==", Some("abc")),
            ("basic  YWJjOg", Some("abc")),
            ("Basic YWJj", Some("abc")),
            ("Basic YWJjOnBhc3M6d29yZA==", Some("abc")),
            ("Basic Pz8/Pj4+Og==", Some("???>>>")),
            ("Basic Og==", None),
            ("Basic", None),
            ("Basic Y*", None),
            ("Bearer YWJjOg==", None),
        ] {
            let read = WriteKey::from_basic(header);
            assert_eq!(read.as_ref().map(WriteKey::reveal), key, "{header}");
        }
    }
}
