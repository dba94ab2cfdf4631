use sha2::{Digest, Sha256};

use crate::base64::encode_url;

/// What a source is recognised by: its size, and digests of its first and
/// last mebibyte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// How many bytes of either end are looked at.
    pub const EDGE_BYTES: u64 = 1 << 20;

    /// Takes the fingerprint of a source of so many bytes, from its first and
    /// its last mebibyte, or all of it twice if it is smaller.
    pub fn of(size: u64, first: &[u8], last: &[u8]) -> Fingerprint {
        let digest = |bytes: &[u8]| encode_url(&Sha256::digest(bytes));
        Fingerprint(format!("{size}-{}-{}", digest(first), digest(last)))
    }

    /// The fingerprint as it was saved.
    pub fn from_saved(text: &str) -> Fingerprint {
        Fingerprint(text.to_owned())
    }

    /// The fingerprint as it is saved.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
