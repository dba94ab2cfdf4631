use std::fmt;
use std::rc::Rc;

use segflow_core::base64;
use segflow_core::segment::KeyFacts;

use crate::Error;

/// A write key. It cannot be displayed; its `Debug` is dots and, of a key that
/// is long enough, the last four characters.
#[derive(Clone, PartialEq, Eq)]
pub struct WriteKey(Rc<str>);

impl WriteKey {
    /// Takes a key as people paste it, with space around it.
    pub fn parse(text: &str) -> Result<WriteKey, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::NoWriteKey);
        }
        Ok(WriteKey(text.into()))
    }

    /// What may be told of it.
    pub fn facts(&self) -> KeyFacts {
        KeyFacts::of(&self.0)
    }

    /// A text with dots wherever the key was in it, as it is or as HTTP Basic
    /// has it.
    pub(crate) fn struck_from(&self, text: String) -> String {
        let basic = base64::encode(format!("{}:", self.0).as_bytes());
        let mut struck = text;
        for secret in [&*self.0, &*basic] {
            if struck.contains(secret) {
                struck = struck.replace(secret, self.facts().masked());
            }
        }
        struck
    }

    /// The key itself, for a request that is sent and for encryption.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WriteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.facts().masked())
    }
}

#[cfg(test)]
mod tests {
    use super::WriteKey;
    use crate::Error;

    #[test]
    fn a_key_is_taken_without_the_space_around_it() {
        for (text, key) in [
            ("abc", Ok("abc")),
            ("  abc\n", Ok("abc")),
            ("", Err(Error::NoWriteKey)),
            (" \t\n", Err(Error::NoWriteKey)),
        ] {
            let parsed = WriteKey::parse(text);
            assert_eq!(
                parsed.as_ref().map(WriteKey::reveal),
                key.as_ref().copied(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn an_answer_that_tells_what_was_sent_loses_the_key() {
        let key = WriteKey::parse("abcdefghijklmnop").unwrap();
        for (answer, kept) in [
            ("{}", "{}"),
            (
                r#"{"writeKey":"abcdefghijklmnop"}"#,
                r#"{"writeKey":"••••mnop"}"#,
            ),
            ("Basic YWJjZGVmZ2hpamtsbW5vcDo=", "Basic ••••mnop"),
        ] {
            assert_eq!(key.struck_from(answer.to_owned()), kept);
        }
    }

    #[test]
    fn a_key_stays_out_of_logs() {
        for (key, logged) in [
            ("elevenchars", "••••"),
            ("abcdefghijklmnopqrstuvwxyz012345", "••••2345"),
        ] {
            assert_eq!(format!("{:?}", WriteKey::parse(key).unwrap()), logged);
        }
    }
}
