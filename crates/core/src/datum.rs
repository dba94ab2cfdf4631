//! A value on its way from a record into a message.

use std::borrow::Cow;

use segflow_scan::Out;

use crate::json::{Number, Value};

/// A value on its way through a tag; borrowed where nothing changed it.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'a> {
    /// There is no such value.
    Missing,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, by its source text.
    Number(Cow<'a, str>),
    /// Text.
    Text(Cow<'a, str>),
    /// Text that stood in JSON without an escape, so that it can be written
    /// as it is.
    Plain(&'a str),
    /// A list or an object, and nothing else.
    Tree(Cow<'a, Value>),
}

impl<'a> Datum<'a> {
    /// A borrowed value.
    pub fn of(value: &'a Value) -> Datum<'a> {
        match value {
            Value::Null => Datum::Null,
            Value::Bool(bool) => Datum::Bool(*bool),
            Value::Number(number) => Datum::Number(Cow::Borrowed(number.as_str())),
            Value::Text(text) => Datum::Text(Cow::Borrowed(text)),
            tree => Datum::Tree(Cow::Borrowed(tree)),
        }
    }

    /// A value that was looked up.
    pub fn looked_up(value: Option<&'a Value>) -> Datum<'a> {
        value.map_or(Datum::Missing, Datum::of)
    }

    /// A value that was made.
    pub fn made(value: Value) -> Datum<'a> {
        match value {
            Value::Null => Datum::Null,
            Value::Bool(bool) => Datum::Bool(bool),
            Value::Number(number) => Datum::number(number),
            Value::Text(text) => Datum::text(text),
            tree => Datum::tree(tree),
        }
    }

    /// Text that was made.
    pub fn text(text: impl Into<String>) -> Datum<'a> {
        Datum::Text(Cow::Owned(text.into()))
    }

    /// A number that was made.
    pub fn number(number: Number) -> Datum<'a> {
        Datum::Number(Cow::Owned(number.as_str().to_owned()))
    }

    /// A list or object that was made.
    pub(crate) fn tree(value: Value) -> Datum<'a> {
        Datum::Tree(Cow::Owned(value))
    }

    /// The same value, borrowed from this one.
    pub fn borrowed(&self) -> Datum<'_> {
        match self {
            Datum::Missing => Datum::Missing,
            Datum::Null => Datum::Null,
            Datum::Bool(bool) => Datum::Bool(*bool),
            Datum::Number(text) => Datum::Number(Cow::Borrowed(text)),
            Datum::Text(text) => Datum::Text(Cow::Borrowed(text)),
            Datum::Plain(text) => Datum::Plain(text),
            Datum::Tree(value) => Datum::Tree(Cow::Borrowed(value)),
        }
    }

    /// The value as a tree of its own; `None` if it is missing.
    pub fn to_value(&self) -> Option<Value> {
        Some(match self {
            Datum::Missing => return None,
            Datum::Null => Value::Null,
            Datum::Bool(bool) => Value::Bool(*bool),
            Datum::Number(text) => Number::new(text).map_or(Value::Null, Value::Number),
            Datum::Text(text) => Value::text(text.as_ref()),
            Datum::Plain(text) => Value::text(*text),
            Datum::Tree(value) => value.as_ref().clone(),
        })
    }

    /// The elements, if this is a list.
    pub(crate) fn list(&self) -> Option<&[Value]> {
        match self {
            Datum::Tree(value) => value.as_list(),
            _ => None,
        }
    }

    /// Whether there is no value.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Datum::Missing)
    }

    /// Whether the value is missing, null or has nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Datum::Missing | Datum::Null => true,
            Datum::Text(text) => text.is_empty(),
            Datum::Plain(text) => text.is_empty(),
            Datum::Tree(value) => match value.as_ref() {
                Value::List(list) => list.is_empty(),
                Value::Object(object) => object.is_empty(),
                _ => false,
            },
            Datum::Bool(_) | Datum::Number(_) => false,
        }
    }

    /// Whether this is text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Datum::Text(_) | Datum::Plain(_))
    }

    /// What people call this kind of value.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self {
            Datum::Missing => "missing",
            Datum::Null => "null",
            Datum::Bool(_) => "yes/no",
            Datum::Number(_) => "a number",
            Datum::Text(_) | Datum::Plain(_) => "text",
            Datum::Tree(value) => value.kind_name(),
        }
    }

    /// What the value is as part of a longer text: numbers by their own text,
    /// lists and objects as compact JSON, null and missing as nothing.
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Datum::Missing | Datum::Null => Cow::Borrowed(""),
            Datum::Bool(true) => Cow::Borrowed("true"),
            Datum::Bool(false) => Cow::Borrowed("false"),
            Datum::Number(text) | Datum::Text(text) => Cow::Borrowed(text),
            Datum::Plain(text) => Cow::Borrowed(text),
            Datum::Tree(value) => Cow::Owned(value.to_string()),
        }
    }

    /// What a filter that takes text is given: a list is its elements one
    /// after the other, as in liquidjs.
    pub(crate) fn as_filter_text(&self) -> Cow<'_, str> {
        match self.list() {
            Some(list) => Cow::Owned(
                list.iter()
                    .map(|element| Datum::of(element).as_filter_text().into_owned())
                    .collect(),
            ),
            None => self.as_text(),
        }
    }

    /// The yes or no that the value is or spells, if any. A number is neither.
    pub(crate) fn as_truth(&self) -> Option<bool> {
        match self {
            Datum::Bool(bool) => Some(*bool),
            text if text.is_text() => truth(text.as_text().trim()),
            _ => None,
        }
    }

    /// The number the value is or spells, if any.
    pub(crate) fn as_number(&self) -> Option<Number> {
        match self {
            Datum::Number(text) => Number::new(text),
            Datum::Text(_) | Datum::Plain(_) => Number::new(self.as_text().trim()),
            _ => None,
        }
    }

    /// Writes the value as JSON; a missing one as null.
    #[inline]
    pub(crate) fn write(&self, out: &mut Out) {
        match self {
            Datum::Plain(text) => out.push_plain(text),
            Datum::Missing | Datum::Null => out.push_str("null"),
            Datum::Bool(true) => out.push_str("true"),
            Datum::Bool(false) => out.push_str("false"),
            Datum::Number(text) => out.push_str(text),
            Datum::Text(text) => out.push_quoted(text),
            Datum::Tree(value) => value.write(out),
        }
    }

    /// Writes the value as a JSON string, whatever its type.
    pub(crate) fn write_as_text(&self, out: &mut Out) {
        match self {
            Datum::Text(_) | Datum::Plain(_) => self.write(out),
            other => out.push_quoted(&other.as_text()),
        }
    }
}

/// The yes or no that a word spells, in large letters or small.
pub(crate) fn truth(word: &str) -> Option<bool> {
    // No letter that is none of ASCII becomes one of these when it is made
    // small.
    let is = |spelt: &&str| word.eq_ignore_ascii_case(spelt);
    if ["true", "yes", "1"].iter().any(is) {
        return Some(true);
    }
    ["false", "no", "0"].iter().any(is).then_some(false)
}
