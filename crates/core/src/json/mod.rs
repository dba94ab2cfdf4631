//! JSON as people wrote it: key order and the text of numbers are kept.
//!
//! `serde_json`'s number type rewrites `1e21` and loses `9007199254740993`;
//! amounts and ids must leave exactly as they came, so the core has its own
//! value type.

mod number;
mod object;
mod pointer;
mod read;
mod write;

pub use number::Number;
pub(crate) use number::is_number;
pub use object::Object;
pub use pointer::Pointer;
pub(crate) use pointer::element;
pub(crate) use read::Reader;
pub use read::{ReadError, ReadErrorKind};
pub use write::write_text;

use std::fmt;

use segflow_scan::Out;

/// A JSON value that owns its parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, by its source text.
    Number(Number),
    /// A string. Lone surrogates have become U+FFFD.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, its keys in the order they came.
    Object(Object),
}

impl Value {
    /// Reads one JSON text; accepts exactly what `JSON.parse` accepts, down to
    /// `max_depth` nested lists and objects.
    ///
    /// ```
    /// use segflow_core::json::Value;
    /// let value = Value::read(r#"{"amount":12.50}"#, 64).unwrap();
    /// assert_eq!(value.to_string(), r#"{"amount":12.50}"#);
    /// ```
    pub fn read(text: &str, max_depth: usize) -> Result<Value, ReadError> {
        read::read(text, max_depth)
    }

    /// A text value.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The object, if this is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The list, if this is one.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(bool) => Some(*bool),
            _ => None,
        }
    }

    /// The member of that key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_object().and_then(|object| object.get(key))
    }

    /// How many lists and objects are nested in this value, itself included.
    pub fn depth(&self) -> usize {
        match self {
            Value::List(list) => 1 + list.iter().map(Value::depth).max().unwrap_or(0),
            Value::Object(object) => {
                1 + object
                    .iter()
                    .map(|(_, member)| member.depth())
                    .max()
                    .unwrap_or(0)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => 0,
        }
    }

    /// What people call this kind of value: "text", "a list", …
    pub fn kind_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "yes/no",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// Writes the value as compact JSON at the end of `out`.
    pub(crate) fn write(&self, out: &mut Out) {
        write::write(self, out);
    }

    /// The value as JSON with two spaces of indent, for people.
    pub fn to_pretty(&self) -> String {
        write::pretty(self)
    }
}

/// Compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = Out::new();
        self.write(&mut out);
        f.write_str(&out.into_string())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<u64> for Value {
    /// A count. There are fewer things than would make it null.
    fn from(count: u64) -> Self {
        i64::try_from(count).map_or(Value::Null, |count| Number::from_integer(count).into())
    }
}

impl From<bool> for Value {
    fn from(bool: bool) -> Value {
        Value::Bool(bool)
    }
}

impl From<Option<bool>> for Value {
    fn from(bool: Option<bool>) -> Value {
        bool.map_or(Value::Null, Value::Bool)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Value {
        Value::Number(number)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Value {
        Value::Object(object)
    }
}

impl From<Vec<Value>> for Value {
    fn from(list: Vec<Value>) -> Value {
        Value::List(list)
    }
}
