use super::Filter;
use crate::json::Value;

/// What a filter is made for: values of other kinds it converts, or makes
/// nothing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A moment.
    Date,
    /// A list.
    List,
    /// Any value.
    Anything,
}

impl Takes {
    /// All kinds, in the order in which filters are offered.
    pub const ALL: [Takes; 5] = [
        Takes::Text,
        Takes::Number,
        Takes::Date,
        Takes::List,
        Takes::Anything,
    ];

    /// What most filters for such a value take.
    pub fn of_value(value: &Value) -> Takes {
        match value {
            Value::Text(_) => Takes::Text,
            Value::Number(_) => Takes::Number,
            Value::List(_) => Takes::List,
            Value::Null | Value::Bool(_) | Value::Object(_) => Takes::Anything,
        }
    }
}

impl Filter {
    /// What the filter is made for.
    pub fn takes(self) -> Takes {
        match self {
            Filter::Append
            | Filter::Base64Encode
            | Filter::Capitalize
            | Filter::Downcase
            | Filter::Md5
            | Filter::ParseJson
            | Filter::Prepend
            | Filter::Remove
            | Filter::Replace
            | Filter::Sha256
            | Filter::Size
            | Filter::Slice
            | Filter::Snakecase
            | Filter::Split
            | Filter::Strip
            | Filter::Titlecase
            | Filter::Truncate
            | Filter::Upcase
            | Filter::UrlDecode
            | Filter::UrlEncode => Takes::Text,
            Filter::Abs
            | Filter::AtLeast
            | Filter::AtMost
            | Filter::Ceil
            | Filter::DividedBy
            | Filter::Floor
            | Filter::Minus
            | Filter::Modulo
            | Filter::Plus
            | Filter::Round
            | Filter::Times => Takes::Number,
            Filter::Date | Filter::ToIso => Takes::Date,
            Filter::Compact
            | Filter::Concat
            | Filter::First
            | Filter::Join
            | Filter::Last
            | Filter::Map
            | Filter::Reverse
            | Filter::Sort
            | Filter::Sum
            | Filter::Uniq => Takes::List,
            Filter::Default
            | Filter::Json
            | Filter::ToBoolean
            | Filter::ToNumber
            | Filter::ToString => Takes::Anything,
        }
    }
}
