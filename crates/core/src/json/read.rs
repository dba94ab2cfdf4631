use std::fmt;

use super::{Number, Object, Value, number};

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
#[non_exhaustive]
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
            ReadErrorKind::TooDeep => "lists and objects are nested too deeply",
        };
        write!(f, "{what} (line {}, column {})", self.line, self.column)
    }
}

impl std::error::Error for ReadError {}

pub(super) fn read(text: &str, max_depth: usize) -> Result<Value, ReadError> {
    let mut reader = Reader {
        text,
        at: 0,
        depth_left: max_depth,
    };
    let result = reader.document();
    result.map_err(|kind| {
        let before = text.get(..reader.at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ReadError {
            kind,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }
    })
}

struct Reader<'t> {
    text: &'t str,
    /// Always on a character boundary: it only moves over whole characters.
    at: usize,
    depth_left: usize,
}

type Read<T> = Result<T, ReadErrorKind>;

impl Reader<'_> {
    fn document(&mut self) -> Read<Value> {
        let value = self.value()?;
        self.skip_space();
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(ReadErrorKind::Trailing),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes the next byte that is no space if it is this one.
    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn wrong(&self) -> ReadErrorKind {
        match self.peek() {
            None => ReadErrorKind::Unfinished,
            Some(_) => ReadErrorKind::Unexpected,
        }
    }

    fn value(&mut self) -> Read<Value> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.string().map(Value::Text),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => self.number(),
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
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.wrong());
            }
            let key = self.string()?;
            if !self.take(b':') {
                return Err(self.wrong());
            }
            members.push((key, self.value()?));
            if self.take(b'}') {
                return Ok(Value::Object(Object::from_read(members)));
            }
            if !self.take(b',') {
                return Err(self.wrong());
            }
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
            if !self.take(b',') {
                return Err(self.wrong());
            }
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Read<Value> {
        if self.rest().starts_with(word) {
            self.at += word.len();
            return Ok(value);
        }
        Err(if word.starts_with(self.rest()) {
            ReadErrorKind::Unfinished
        } else {
            ReadErrorKind::Unexpected
        })
    }

    fn number(&mut self) -> Read<Value> {
        let length = number::scan(self.rest().as_bytes()).ok_or_else(|| self.wrong())?;
        let number = self.rest().get(..length).and_then(Number::new);
        self.at += length;
        number.map(Value::Number).ok_or(ReadErrorKind::Unexpected)
    }

    fn string(&mut self) -> Read<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let run = self
                .rest()
                .bytes()
                .take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f))
                .count();
            out.push_str(self.rest().get(..run).unwrap_or(""));
            self.at += run;
            match self.peek() {
                None => return Err(ReadErrorKind::Unfinished),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                Some(_) => return Err(ReadErrorKind::ControlCharacter),
            }
        }
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
