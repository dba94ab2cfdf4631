use crate::datum::Datum;
use crate::filter::Filter;
use crate::json::{Number, Object, Value};
use crate::template::{Operand, Template};
use crate::time::{is_day, is_moment};

/// What kind of value a row has. A value has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowType {
    /// Text, which may hold tags.
    Text,
    /// A number, or a tag made into one.
    Number,
    /// Yes or no, or a tag made into it.
    YesNo,
    /// A day such as `2024-02-29`, a moment such as `2024-02-29T10:30:00Z`, or a
    /// tag made into one.
    Date,
    /// The value of a field, with its own type: one tag alone.
    Tag,
    /// Rows one after the other.
    List,
    /// Rows with names.
    Object,
    /// JSON's `null`.
    Null,
}

/// A value under another type.
#[derive(Debug, Clone, PartialEq)]
pub enum Converted {
    /// All of it, or all that there is to keep.
    Value(Value),
    /// It cannot be one yet; this text is what to go on from. Until that is
    /// done the row should keep the value it has.
    Unfinished(String),
}

/// The name that a value has as the only row of an object made for it.
const ALONE: &str = "value";

/// How deep lists and objects in a text may be nested to become rows.
const MAX_DEPTH: usize = crate::document::MAX_DEPTH;

impl RowType {
    /// All types, in the order menus show them.
    pub const ALL: [RowType; 8] = [
        RowType::Text,
        RowType::Number,
        RowType::YesNo,
        RowType::Date,
        RowType::Tag,
        RowType::List,
        RowType::Object,
        RowType::Null,
    ];

    /// The type of a value.
    pub fn of(value: &Value) -> RowType {
        match value {
            Value::Null => RowType::Null,
            Value::Bool(_) => RowType::YesNo,
            Value::Number(_) => RowType::Number,
            Value::List(_) => RowType::List,
            Value::Object(_) => RowType::Object,
            Value::Text(text) => match last_filter(text) {
                Some(filter) => [
                    RowType::Text,
                    RowType::Number,
                    RowType::YesNo,
                    RowType::Date,
                ]
                .into_iter()
                .find(|row_type| row_type.filter() == filter)
                .unwrap_or(RowType::Tag),
                None if is_date(text) => RowType::Date,
                None => RowType::Text,
            },
        }
    }

    /// The filter that makes a tag's value one of this type.
    fn filter(self) -> Option<Filter> {
        match self {
            RowType::Text => Some(Filter::ToString),
            RowType::Number => Some(Filter::ToNumber),
            RowType::YesNo => Some(Filter::ToBoolean),
            RowType::Date => Some(Filter::ToIso),
            RowType::Tag | RowType::List | RowType::Object | RowType::Null => None,
        }
    }

    /// A value as one of this type, so that as much as can be kept is kept:
    /// going back gives what was there.
    pub fn convert(self, value: &Value) -> Converted {
        if RowType::of(value) == self {
            return Converted::Value(value.clone());
        }
        match self {
            RowType::Null => Converted::Value(Value::Null),
            RowType::List => Converted::Value(Value::List(as_list(value))),
            RowType::Object => Converted::Value(Value::Object(as_object(value))),
            RowType::Text | RowType::Number | RowType::YesNo | RowType::Date | RowType::Tag => {
                self.of_one(value)
            }
        }
    }

    /// What text typed for a row of this type comes to; none where it is no
    /// such value, or not yet. One tag alone stands for a value of any type.
    pub fn read(self, typed: &str) -> Option<Value> {
        if self == RowType::Text || self == RowType::Tag || last_filter(typed).is_some() {
            return Some(Value::text(typed));
        }
        let trimmed = typed.trim();
        match self {
            RowType::Number => Number::new(trimmed).map(Value::Number),
            RowType::YesNo => Datum::text(trimmed.to_owned()).as_truth().map(Value::Bool),
            RowType::Date => is_date(trimmed).then(|| Value::text(trimmed)),
            _ => Value::read(typed, MAX_DEPTH)
                .ok()
                .filter(|value| RowType::of(value) == self),
        }
    }

    fn of_one(self, value: &Value) -> Converted {
        match value {
            Value::Text(text) => self.of_text(text),
            Value::Null => self.of_text(""),
            Value::Bool(yes) => match self {
                RowType::Number => Converted::Value(Number::from_integer(i64::from(*yes)).into()),
                _ => self.of_text(&value.to_string()),
            },
            Value::Number(number) => self.of_text(number.as_str()),
            Value::List(_) | Value::Object(_) => match alone(value) {
                Some(one) if self != RowType::Text || can_stand_alone(one, value) => {
                    self.convert(one)
                }
                _ if is_empty(value) => self.of_text(""),
                _ if self == RowType::Text => Converted::Value(Value::Text(value.to_string())),
                _ => Converted::Unfinished(String::new()),
            },
        }
    }

    fn of_text(self, text: &str) -> Converted {
        if last_filter(text).is_some() {
            return Converted::Value(Value::Text(filtered(text, self.filter())));
        }
        let unfinished = || match self {
            RowType::YesNo | RowType::Date => Converted::Unfinished(String::new()),
            _ => Converted::Unfinished(text.to_owned()),
        };
        match self {
            RowType::Tag => unfinished(),
            _ => self.read(text).map_or_else(unfinished, Converted::Value),
        }
    }
}

/// Whether a text is a day, or a moment of one.
fn is_date(text: &str) -> bool {
    is_day(text) || is_moment(text)
}

/// Of one tag alone, the last of its filters; none of any other text. Inside,
/// none where it has no filter.
fn last_filter(text: &str) -> Option<Option<Filter>> {
    let template = Template::parse(text);
    let tag = template.whole()?;
    matches!(tag.head, Operand::Path(_)).then(|| {
        let last = tag.filters.last();
        last.filter(|call| call.arguments.is_empty())
            .map(|call| call.filter)
    })
}

/// One tag alone with this filter in place of the one for its type.
fn filtered(text: &str, filter: Option<Filter>) -> String {
    let open = |text: &str| -> Option<String> {
        Some(text.trim_end().strip_suffix("}}")?.trim_end().to_owned())
    };
    let Some(mut inside) = open(text) else {
        return text.to_owned();
    };
    let is_typed = RowType::of(&Value::text(text)) != RowType::Tag;
    let bare = is_typed.then(|| inside.rsplit_once('|')).flatten();
    if let Some((before, _)) = bare {
        inside = before.trim_end().to_owned();
    }
    match filter {
        Some(filter) => format!("{inside} | {} }}}}", filter.name()),
        None => format!("{inside} }}}}"),
    }
}

/// The one value of a list or object that was made for it.
fn alone(value: &Value) -> Option<&Value> {
    match value {
        Value::List(list) => match list.as_slice() {
            [one] => Some(one),
            _ => None,
        },
        Value::Object(object) => object.get(ALONE).filter(|_| object.len() == 1),
        _ => None,
    }
}

/// Whether the only row of a list or object, made text, comes back as its only row.
fn can_stand_alone(one: &Value, within: &Value) -> bool {
    match one {
        Value::Text(text) => !text.is_empty() && spelt(text, RowType::of(within)).is_none(),
        _ => false,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::List(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Text(text) => text.is_empty(),
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The list, or the object, that a text spells. One whose only row is text would
/// come back as that text, so it is not taken for what it spells.
fn spelt(text: &str, kind: RowType) -> Option<Value> {
    Value::read(text, MAX_DEPTH)
        .ok()
        .filter(|value| RowType::of(value) == kind && !matches!(alone(value), Some(Value::Text(_))))
}

fn as_list(value: &Value) -> Vec<Value> {
    let spelt = value.as_text().and_then(|text| spelt(text, RowType::List));
    match spelt.as_ref().unwrap_or(value) {
        Value::List(list) => list.clone(),
        value if is_empty(value) => Vec::new(),
        Value::Object(object) => {
            let is_numbered = object
                .keys()
                .enumerate()
                .all(|(place, key)| key == (place + 1).to_string());
            if is_numbered {
                object.iter().map(|(_, member)| member.clone()).collect()
            } else {
                vec![Value::Object(object.clone())]
            }
        }
        value => vec![value.clone()],
    }
}

fn as_object(value: &Value) -> Object {
    let spelt = value
        .as_text()
        .and_then(|text| spelt(text, RowType::Object));
    match spelt.as_ref().unwrap_or(value) {
        Value::Object(object) => object.clone(),
        value if is_empty(value) => Object::new(),
        Value::List(list) => match list.as_slice() {
            [Value::Object(object)] => object.clone(),
            list => list
                .iter()
                .enumerate()
                .map(|(place, element)| ((place + 1).to_string(), element.clone()))
                .collect(),
        },
        value => [(ALONE, value.clone())].into_iter().collect(),
    }
}
