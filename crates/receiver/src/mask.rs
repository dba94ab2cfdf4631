//! Takes write keys out of texts.

use crate::accounts::Accounts;
use crate::write_key::WriteKey;

/// Anything shorter could be a word of the message, and is only taken out where
/// it is called a write key.
const SHORTEST_SECRET: usize = 8;

/// So many keys of a request's own are looked for in all of it. An honest one has
/// a single key; the limit keeps the search short for others.
const MOST_FOUND: usize = 16;

/// The length of the keys that Segment makes.
const KEY_LENGTH: usize = 32;

/// The keys that must not stand anywhere in what is stored.
pub(crate) struct Secrets {
    /// The longest first, lest a key is hidden in part because it begins like another.
    keys: Vec<WriteKey>,
}

impl Secrets {
    /// The receiver's own keys, and those a request came with.
    pub(crate) fn new(accounts: &Accounts, found: Vec<WriteKey>) -> Secrets {
        let mut keys: Vec<_> = accounts
            .iter()
            .map(|account| account.write_key.clone())
            .collect();
        let most = keys.len() + MOST_FOUND;
        for key in found {
            if keys.len() < most && key.reveal().len() >= SHORTEST_SECRET && !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.sort_by_key(|key| std::cmp::Reverse(key.reveal().len()));
        Secrets { keys }
    }

    pub(crate) fn mask(&self, text: &str) -> String {
        self.keys.iter().fold(text.to_owned(), |text, key| {
            if text.contains(key.reveal()) {
                text.replace(key.reveal(), &key.mask())
            } else {
                text
            }
        })
    }
}

/// Whether a member of this name holds a write key, however it is spelled.
pub(crate) fn names_a_key(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters
        .map(|char| char.to_ascii_lowercase())
        .eq("writekey".chars())
}

/// What has to stand between the words "write key" and the key.
#[derive(Clone, Copy)]
pub(crate) enum Separator {
    /// A colon or an equals sign: the text is somebody's prose or value.
    Required,
    /// Nothing: the text is damaged, and rather too much is taken out.
    Optional,
}

/// Masks what a text calls a write key, as in `"writeKey": "…"` or `write_key=…`,
/// and says which keys these were.
pub(crate) fn mask_named(text: &str, separator: Separator) -> (String, Vec<WriteKey>) {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(name_end) = next_name_end(&lower, at) {
        let after = text.get(name_end..).unwrap_or("");
        let gap = prefix(after, |char| "\"'\\:=[{( \t\r\n".contains(char));
        let value_start = name_end + gap.len();
        out.push_str(text.get(at..value_start).unwrap_or(""));
        at = value_start;

        let separated = match separator {
            Separator::Required => gap.contains([':', '=']),
            Separator::Optional => true,
        };
        if !separated {
            continue;
        }
        let value = text.get(value_start..).unwrap_or("");
        let value = match gap.chars().last() {
            Some(quote @ ('"' | '\'')) => prefix(value, |char| char != quote),
            _ => prefix(value, |char| {
                !"\"'\\,;&}])<".contains(char) && !char.is_whitespace()
            }),
        };
        if let Some(key) = WriteKey::new(value) {
            out.push_str(&key.mask());
            at += value.len();
            found.push(key);
        }
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (out, found)
}

/// Masks everything that looks like a key of Segment's.
pub(crate) fn mask_lookalikes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word = prefix(rest, |char| char.is_ascii_alphanumeric());
        match WriteKey::new(word).filter(|_| word.len() == KEY_LENGTH) {
            Some(key) => out.push_str(&key.mask()),
            None => out.push_str(word),
        }
        rest = rest.get(word.len()..).unwrap_or("");
        let between = prefix(rest, |char| !char.is_ascii_alphanumeric());
        out.push_str(between);
        rest = rest.get(between.len()..).unwrap_or("");
    }
    out
}

/// Where the next "write key" ends, at or after a place in a lower-case text.
fn next_name_end(lower: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += lower.get(at..)?.find("write")? + "write".len();
        let rest = lower.get(at..)?;
        let joined = rest.strip_prefix(['_', '-', ' ']).unwrap_or(rest);
        if joined.starts_with("key") {
            return Some(at + rest.len() - joined.len() + "key".len());
        }
    }
}

fn prefix(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|char| !belongs(char)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, separator: Separator, expected: &str) {
        let (masked, found) = mask_named(text, separator);
        assert_eq!(masked, expected, "{text}");
        for key in found {
            assert!(!masked.contains(key.reveal()), "{text}");
        }
    }

    #[test]
    fn what_is_called_a_key_is_masked() {
        let optional = Separator::Optional;
        check(
            r#"{"writeKey":"abcdefghijklmnop""#,
            optional,
            r#"{"writeKey":"••••mnop""#,
        );
        check(
            r#"{"writeKey": "short", "a":1"#,
            optional,
            r#"{"writeKey": "••••", "a":1"#,
        );
        check(
            r#"{"writeKey" "abcdefghijklmnop""#,
            optional,
            r#"{"writeKey" "••••mnop""#,
        );
        check(
            r#"{"writeKey":"abcdefghijklmnop"#,
            optional,
            r#"{"writeKey":"••••mnop"#,
        );
        check(
            "write_key=abcdefghijklmnop&a=1",
            optional,
            "write_key=••••mnop&a=1",
        );
        check("WRITE-KEY abcdefghijklmnop", optional, "WRITE-KEY ••••mnop");
        check("'writeKey': 'two words'", optional, "'writeKey': '••••'");
        check("writeKey", optional, "writeKey");
        check("writewriteKey:abc", optional, "writewriteKey:••••");
        check("żwriteKey=ółtą!", optional, "żwriteKey=••••");
    }

    #[test]
    fn prose_is_left_alone() {
        let required = Separator::Required;
        check("Write Key Rotated", required, "Write Key Rotated");
        check(
            "the writeKey: abcdefghijklmnop",
            required,
            "the writeKey: ••••mnop",
        );
        check(
            r#"{"writeKey":"abcdefghijklmnop"}"#,
            required,
            r#"{"writeKey":"••••mnop"}"#,
        );
    }

    #[test]
    fn what_looks_like_a_key_is_masked() {
        let key = "DmBXIN4JnwqBnTqXccTF0wBnLXNQmFtk";
        assert_eq!(mask_lookalikes(&format!("a {key}.")), "a ••••mFtk.");
        let longer = format!("{key}x");
        assert_eq!(mask_lookalikes(&longer), longer);
    }

    #[test]
    fn names_of_keys_are_known_in_every_spelling() {
        for name in ["writeKey", "write_key", "Write-Key", "WRITEKEY"] {
            assert!(names_a_key(name), "{name}");
        }
        for name in ["", "key", "writeKeys", "write"] {
            assert!(!names_a_key(name), "{name}");
        }
    }
}
