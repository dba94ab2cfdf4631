use std::borrow::Cow;

use crate::json::{Number, Value};

/// A value on its way through a tag; borrowed where nothing changed it.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'a> {
    /// There is no such value.
    Missing,
    /// There is one.
    Found(Cow<'a, Value>),
}

impl<'a> Datum<'a> {
    /// A value that a filter made.
    pub fn made(value: impl Into<Value>) -> Datum<'a> {
        Datum::Found(Cow::Owned(value.into()))
    }

    /// A value that was looked up.
    pub fn looked_up(value: Option<&'a Value>) -> Datum<'a> {
        value.map_or(Datum::Missing, |value| Datum::Found(Cow::Borrowed(value)))
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Datum::Missing => None,
            Datum::Found(value) => Some(value),
        }
    }
}

/// What a value is as part of a longer text: numbers by their own text, lists
/// and objects as compact JSON, null as nothing.
pub(super) fn as_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::Number(number) => Cow::Borrowed(number.as_str()),
        Value::Text(text) => Cow::Borrowed(text),
        Value::List(_) | Value::Object(_) => Cow::Owned(value.to_string()),
    }
}

/// What a filter that takes text is given: a list is its elements one after
/// the other, as in liquidjs.
pub(super) fn as_filter_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::List(list) => Cow::Owned(list.iter().map(as_filter_text).collect()),
        other => as_text(other),
    }
}

/// The number a value is or spells, if any.
pub(crate) fn as_number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::Text(text) => Number::new(text.trim()),
        _ => None,
    }
}
