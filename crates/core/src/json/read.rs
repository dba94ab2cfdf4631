use std::borrow::Cow;
use std::fmt;

use segflow_scan::Expected;

use super::{Number, Object, Value, number};
use crate::datum::Datum;

/// Why a text is no JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The line, counted from 1.
    pub line: usize,
    /// The character within the line, counted from 1.
    pub column: usize,
}

/// What is wrong with a text that should be JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// The text stops before the value is complete.
    Unfinished,
    /// Something stands where JSON has no place for it.
    Unexpected,
    /// A string holds a line break or another control character as it is.
    ControlCharacter,
    /// A backslash is followed by something that is no escape.
    BadEscape,
    /// Something follows after the end of the value.
    Trailing,
    /// Lists and objects are nested too deeply.
    TooDeep,
    /// A record is no object.
    NoObject,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ReadErrorKind::Unfinished => "the text ends before the value is complete",
            ReadErrorKind::Unexpected => "something is written where JSON does not allow it",
            ReadErrorKind::ControlCharacter => {
                "a line break or control character inside quotes must be written as \\n or \\u…"
            }
            ReadErrorKind::BadEscape => "a backslash is not followed by a known escape",
            ReadErrorKind::Trailing => "more text follows after the end of the value",
            ReadErrorKind::NoObject => "a record has to be an object: { \"form\": { … } }",
            ReadErrorKind::TooDeep => "lists and objects are nested too deeply",
        };
        write!(f, "{what} (line {}, column {})", self.line, self.column)
    }
}

impl std::error::Error for ReadError {}

pub(super) fn read(text: &str, max_depth: usize) -> Result<Value, ReadError> {
    let mut reader = Reader::new(text, max_depth);
    let value = reader.value().and_then(|value| {
        reader.end()?;
        Ok(value)
    });
    value.map_err(|kind| reader.error(kind))
}

/// Reads JSON text from its beginning to its end.
pub(crate) struct Reader<'t> {
    text: &'t str,
    /// Always on a character boundary: it only moves over whole characters.
    at: usize,
    depth_left: usize,
}

type Read<T> = Result<T, ReadErrorKind>;

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str, max_depth: usize) -> Reader<'t> {
        Reader {
            text,
            at: 0,
            depth_left: max_depth,
        }
    }

    /// The error that was met here, with its place.
    pub(crate) fn error(&self, kind: ReadErrorKind) -> ReadError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ReadError {
            kind,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }
    }

    /// Nothing but space may follow.
    pub(crate) fn end(&mut self) -> Read<()> {
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(ReadErrorKind::Trailing),
        }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(crate) fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes the next byte that is no space if it is this one.
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        // Most JSON is compact.
        match self.peek() {
            Some(next) if next == byte => {}
            Some(next) if next > b' ' => return false,
            _ => {
                self.skip_space();
                if self.peek() != Some(byte) {
                    return false;
                }
            }
        }
        self.at += 1;
        true
    }

    /// Takes the brace or bracket that stands here.
    pub(crate) fn open(&mut self) {
        self.at += 1;
    }

    /// Takes the comma between members or elements.
    pub(crate) fn comma(&mut self) -> Read<()> {
        if self.take(b',') {
            Ok(())
        } else {
            Err(self.wrong())
        }
    }

    /// Takes what is expected here, if it is here; it ends where a character
    /// does.
    #[inline(always)]
    pub(crate) fn take_expected(&mut self, expected: &Expected) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = expected.length_at(rest);
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// Takes a string if one without an escape stands right here.
    #[inline(always)]
    pub(crate) fn take_plain(&mut self) -> Option<&'t str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let from = self.at + 1;
        let to = from + segflow_scan::plain_length(self.text.as_bytes().get(from..)?);
        if self.text.as_bytes().get(to) != Some(&b'"') {
            return None;
        }
        self.at = to + 1;
        self.text.get(from..to)
    }

    /// Takes the comma behind which another member or element follows; `false`
    /// if it is `close` that stands here.
    #[inline(always)]
    pub(crate) fn take_comma_or(&mut self, close: u8) -> Read<bool> {
        if self.peek() == Some(b',') {
            self.at += 1;
            return Ok(true);
        }
        if self.take(close) {
            return Ok(false);
        }
        self.comma().map(|()| true)
    }

    /// Takes a member's key and its colon.
    pub(crate) fn key(&mut self) -> Read<Cow<'t, str>> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return Err(self.wrong());
        }
        let key = self.string()?;
        if self.take(b':') {
            Ok(key)
        } else {
            Err(self.wrong())
        }
    }

    /// Takes a string: borrowed where it has no escape.
    pub(crate) fn text(&mut self) -> Read<Datum<'t>> {
        Ok(match self.string()? {
            Cow::Borrowed(plain) => Datum::Plain(plain),
            Cow::Owned(text) => Datum::text(text),
        })
    }

    /// Takes a number's text.
    pub(crate) fn number_text(&mut self) -> Read<&'t str> {
        let rest = self.rest();
        let length = number::scan(rest.as_bytes()).ok_or_else(|| self.wrong())?;
        self.at += length;
        rest.get(..length).ok_or(ReadErrorKind::Unexpected)
    }

    fn wrong(&self) -> ReadErrorKind {
        match self.peek() {
            None => ReadErrorKind::Unfinished,
            Some(_) => ReadErrorKind::Unexpected,
        }
    }

    /// Takes a value and makes a tree of it.
    pub(crate) fn value(&mut self) -> Read<Value> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.string().map(|text| Value::Text(text.into_owned())),
            Some(b't' | b'f' | b'n') => self.word(),
            _ => self.number(),
        }
    }

    /// Checks a value of any depth and goes past it. What is open is kept in
    /// a list, not on the stack, so that no depth can exhaust that.
    pub(crate) fn skip_value(&mut self) -> Read<()> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    if !self.take(b'}') {
                        self.key()?;
                        open.push(b'}');
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    if !self.take(b']') {
                        open.push(b']');
                        continue;
                    }
                }
                Some(b'"') => {
                    self.string()?;
                }
                Some(b't' | b'f' | b'n') => {
                    self.plain_word()?;
                }
                _ => {
                    self.number_text()?;
                }
            }
            // A value has ended; so may what it stands in.
            loop {
                let Some(close) = open.last() else {
                    return Ok(());
                };
                if self.take(*close) {
                    open.pop();
                    continue;
                }
                let is_object = *close == b'}';
                self.comma()?;
                if is_object {
                    self.key()?;
                }
                break;
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Value>) -> Read<Value> {
        self.depth_left = self
            .depth_left
            .checked_sub(1)
            .ok_or(ReadErrorKind::TooDeep)?;
        self.at += 1;
        let value = read(self)?;
        self.depth_left += 1;
        Ok(value)
    }

    fn object(&mut self) -> Read<Value> {
        let mut members = Vec::new();
        if self.take(b'}') {
            return Ok(Value::Object(Object::new()));
        }
        loop {
            let key = self.key()?.into_owned();
            members.push((key, self.value()?));
            if self.take(b'}') {
                return Ok(Value::Object(Object::from_read(members)));
            }
            self.comma()?;
        }
    }

    fn list(&mut self) -> Read<Value> {
        let mut elements = Vec::new();
        if self.take(b']') {
            return Ok(Value::List(elements));
        }
        loop {
            elements.push(self.value()?);
            if self.take(b']') {
                return Ok(Value::List(elements));
            }
            self.comma()?;
        }
    }

    fn word(&mut self) -> Read<Value> {
        self.plain_word().map(Value::from)
    }

    /// Takes `true`, `false` or `null`.
    pub(crate) fn plain_word(&mut self) -> Read<Option<bool>> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (length, value) = if rest.starts_with(b"true") {
            (4, Some(true))
        } else if rest.starts_with(b"false") {
            (5, Some(false))
        } else if rest.starts_with(b"null") {
            (4, None)
        } else {
            let is_cut = |word: &&[u8]| word.starts_with(rest);
            let is_unfinished = [&b"true"[..], b"false", b"null"].iter().any(is_cut);
            return Err(match is_unfinished {
                true => ReadErrorKind::Unfinished,
                false => ReadErrorKind::Unexpected,
            });
        };
        self.at += length;
        Ok(value)
    }

    fn number(&mut self) -> Read<Value> {
        let text = self.number_text()?;
        Number::new(text)
            .map(Value::Number)
            .ok_or(ReadErrorKind::Unexpected)
    }

    /// Takes a string; only one with escapes is copied.
    fn string(&mut self) -> Read<Cow<'t, str>> {
        self.at += 1;
        let first = self.clean_run();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(first));
        }
        self.escaped(first)
    }

    /// Takes the rest of a string that has escapes.
    #[cold]
    fn escaped(&mut self, first: &'t str) -> Read<Cow<'t, str>> {
        let mut out = first.to_owned();
        loop {
            match self.peek() {
                None => return Err(ReadErrorKind::Unfinished),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(out));
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                Some(_) => return Err(ReadErrorKind::ControlCharacter),
            }
            out.push_str(self.clean_run());
        }
    }

    /// Takes what stands for itself in a string.
    fn clean_run(&mut self) -> &'t str {
        let from = self.at;
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        self.at += segflow_scan::plain_length(rest);
        self.text.get(from..self.at).unwrap_or("")
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Read<char> {
        let byte = self.peek().ok_or(ReadErrorKind::Unfinished)?;
        let char = match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode_escape();
            }
            _ => return Err(ReadErrorKind::BadEscape),
        };
        self.at += 1;
        Ok(char)
    }

    /// Reads the digits after `\u`, and the second half of a pair. A half
    /// without its other half becomes U+FFFD: UTF-8 has no place for it.
    fn unicode_escape(&mut self) -> Read<char> {
        let first = self.four_digits()?;
        if let Some(char) = char::from_u32(first) {
            return Ok(char);
        }
        if first < 0xdc00 && self.rest().starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn four_digits(&mut self) -> Read<u32> {
        let Some(digits) = self.rest().get(..4) else {
            return Err(if self.rest().len() < 4 {
                ReadErrorKind::Unfinished
            } else {
                ReadErrorKind::BadEscape
            });
        };
        // from_str_radix would take a sign.
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ReadErrorKind::BadEscape);
        }
        let code = u32::from_str_radix(digits, 16).map_err(|_| ReadErrorKind::BadEscape)?;
        self.at += 4;
        Ok(code)
    }
}
