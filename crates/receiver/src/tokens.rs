//! The tokens of a text that is known to be JSON.
//!
//! What was received is shown as it was written: numbers keep their digits and
//! members their order and their doubles. So a message is never turned into
//! values; it is copied token by token, however deeply it is nested.

use std::borrow::Cow;

/// One token, as it was written. Commas and colons are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// `{` or `[`
    Open(char),
    /// `}` or `]`
    Close(char),
    /// The name of a member, with its quotes.
    Name(&'t str),
    /// A string, with its quotes.
    Text(&'t str),
    /// A number, `true`, `false` or `null`.
    Plain(&'t str),
}

/// Reads the tokens one after the other.
pub(crate) struct Tokens<'t> {
    rest: &'t str,
}

impl<'t> Tokens<'t> {
    /// The text must be JSON: anything else gives tokens without meaning.
    pub(crate) fn new(text: &'t str) -> Tokens<'t> {
        Tokens { rest: text }
    }

    /// Passes over the whole value that comes next, and gives it as it was
    /// written; at the end of a list or an object there is none.
    pub(crate) fn value(&mut self) -> &'t str {
        self.skip_gap();
        let start = self.rest;
        if start.starts_with([']', '}']) {
            return "";
        }
        let mut depth = 0_usize;
        for token in self.by_ref() {
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth = depth.saturating_sub(1),
                Token::Name(_) => continue,
                Token::Text(_) | Token::Plain(_) => {}
            }
            if depth == 0 {
                break;
            }
        }
        let length = start.len() - self.rest.len();
        start.get(..length).unwrap_or(start)
    }

    fn skip_gap(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches([' ', '\t', '\n', '\r', ',', ':']);
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (token, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        token
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        self.skip_gap();
        let first = self.rest.chars().next()?;
        Some(match first {
            '{' | '[' => {
                self.take(1);
                Token::Open(first)
            }
            '}' | ']' => {
                self.take(1);
                Token::Close(first)
            }
            '"' => {
                let string = self.take(string_length(self.rest));
                if self.rest.trim_start().starts_with(':') {
                    Token::Name(string)
                } else {
                    Token::Text(string)
                }
            }
            _ => {
                let ends = [' ', '\t', '\n', '\r', ',', ']', '}'];
                let length = self.rest.find(ends).unwrap_or(self.rest.len());
                Token::Plain(self.take(length))
            }
        })
    }
}

/// The length in bytes of the string a text begins with, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What a string token says. Half a surrogate pair becomes U+FFFD.
pub(crate) fn decode(token: &str) -> Cow<'_, str> {
    let inside = token.strip_prefix('"').unwrap_or(token);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut units = Vec::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            units.extend_from_slice(char.encode_utf16(&mut [0; 2]));
            continue;
        }
        units.push(match chars.next() {
            Some('b') => 8,
            Some('t') => 9,
            Some('n') => 10,
            Some('f') => 12,
            Some('r') => 13,
            Some('u') => {
                let digits = chars.by_ref().take(4);
                let code =
                    digits.fold(0, |code, digit| code * 16 + digit.to_digit(16).unwrap_or(0));
                u16::try_from(code).unwrap_or(0xfffd)
            }
            // A quote, a slash or a backslash stands for itself.
            Some(other) => u16::try_from(u32::from(other)).unwrap_or(0xfffd),
            None => break,
        });
    }
    Cow::Owned(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_copied_as_written() {
        let text = r#" { "a\"b" : [1e21, -0.10 ,true],"c":"}:" , "c":{} } "#;
        let tokens: Vec<_> = Tokens::new(text).collect();
        assert_eq!(
            tokens,
            [
                Token::Open('{'),
                Token::Name(r#""a\"b""#),
                Token::Open('['),
                Token::Plain("1e21"),
                Token::Plain("-0.10"),
                Token::Plain("true"),
                Token::Close(']'),
                Token::Name(r#""c""#),
                Token::Text(r#""}:""#),
                Token::Name(r#""c""#),
                Token::Open('{'),
                Token::Close('}'),
                Token::Close('}'),
            ]
        );
    }

    #[test]
    fn a_value_is_skipped_whole() {
        for text in [
            r#"1,"next""#,
            r#"{"a":[{}],"b":{"c":1}},"next""#,
            r#"[[],[]],"next""#,
        ] {
            let mut tokens = Tokens::new(text);
            let value = tokens.value();
            assert_eq!(Some(value), text.strip_suffix(r#","next""#));
            assert_eq!(tokens.next(), Some(Token::Text(r#""next""#)), "{text}");
        }
    }

    #[test]
    fn strings_are_decoded() {
        for (token, text) in [
            (r#""""#, ""),
            (r#""ż\"\\\/\b\f\n\r\t""#, "ż\"\\/\u{8}\u{c}\n\r\t"),
            (r#""\u0041\u00e9\uD83D\ude00""#, "Aé😀"),
            (r#""\ud800x\udc00""#, "\u{fffd}x\u{fffd}"),
        ] {
            assert_eq!(decode(token), text, "{token}");
        }
    }
}
