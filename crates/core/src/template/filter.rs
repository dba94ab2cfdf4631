use super::Datum;
use super::datum::{as_filter_text, as_number};
use crate::json::{Number, Value};

/// A filter: takes a value and gives another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Puts text behind.
    Append,
    /// The first letter large, the others small.
    Capitalize,
    /// Another value for one that is missing, null, false or empty.
    Default,
    /// All letters small.
    Downcase,
    /// The first element of a list.
    First,
    /// The elements of a list with something between them.
    Join,
    /// The last element of a list.
    Last,
    /// Puts text in front.
    Prepend,
    /// Every occurrence of a text by another.
    Replace,
    /// The length of a text or list.
    Size,
    /// No spaces at either end.
    Strip,
    /// A number out of text that spells one.
    ToNumber,
    /// Text out of anything.
    ToString,
    /// All letters large.
    Upcase,
}

/// All filters, in the order of the alphabet.
pub const FILTERS: [Filter; 14] = [
    Filter::Append,
    Filter::Capitalize,
    Filter::Default,
    Filter::Downcase,
    Filter::First,
    Filter::Join,
    Filter::Last,
    Filter::Prepend,
    Filter::Replace,
    Filter::Size,
    Filter::Strip,
    Filter::ToNumber,
    Filter::ToString,
    Filter::Upcase,
];

impl Filter {
    /// The name in tags.
    pub fn name(self) -> &'static str {
        match self {
            Filter::Append => "append",
            Filter::Capitalize => "capitalize",
            Filter::Default => "default",
            Filter::Downcase => "downcase",
            Filter::First => "first",
            Filter::Join => "join",
            Filter::Last => "last",
            Filter::Prepend => "prepend",
            Filter::Replace => "replace",
            Filter::Size => "size",
            Filter::Strip => "strip",
            Filter::ToNumber => "to_number",
            Filter::ToString => "to_string",
            Filter::Upcase => "upcase",
        }
    }

    /// The filter of that name.
    pub fn from_name(name: &str) -> Option<Filter> {
        FILTERS.into_iter().find(|filter| filter.name() == name)
    }

    /// A filter whose name is like that one.
    pub fn similar_to(name: &str) -> Option<Filter> {
        let names = FILTERS.iter().map(|filter| filter.name());
        crate::check::similar(name, names).and_then(Filter::from_name)
    }

    /// How many arguments it takes at least and at most.
    pub fn argument_count(self) -> (usize, usize) {
        match self {
            Filter::Append | Filter::Prepend | Filter::Default => (1, 1),
            Filter::Join => (0, 1),
            Filter::Replace => (2, 2),
            Filter::Capitalize
            | Filter::Downcase
            | Filter::First
            | Filter::Last
            | Filter::Size
            | Filter::Strip
            | Filter::ToNumber
            | Filter::ToString
            | Filter::Upcase => (0, 0),
        }
    }

    /// Gives the value after the filter. A missing value stays missing, but
    /// for `default`.
    pub(super) fn apply<'a>(self, input: Datum<'a>, arguments: &[Datum<'a>]) -> Datum<'a> {
        let first = arguments.first();
        if self == Filter::Default {
            return if is_blank(&input) {
                first.cloned().unwrap_or(Datum::Missing)
            } else {
                input
            };
        }
        let Some(value) = input.value() else {
            return Datum::Missing;
        };
        let text = || as_filter_text(value);
        let argument = |index: usize| {
            arguments
                .get(index)
                .and_then(Datum::value)
                .map(as_filter_text)
                .unwrap_or_default()
        };
        match self {
            Filter::Append => Datum::made(format!("{}{}", text(), argument(0))),
            Filter::Prepend => Datum::made(format!("{}{}", argument(0), text())),
            Filter::Downcase => Datum::made(text().to_lowercase()),
            Filter::Upcase => Datum::made(text().to_uppercase()),
            Filter::Capitalize => Datum::made(capitalize(&text())),
            Filter::Strip => Datum::made(text().trim()),
            // An empty text to look for would be found between all letters.
            Filter::Replace if argument(0).is_empty() => Datum::made(text().into_owned()),
            Filter::Replace => Datum::made(text().replace(&*argument(0), &argument(1))),
            Filter::ToString => Datum::made(super::datum::as_text(value).into_owned()),
            Filter::ToNumber => as_number(value).map_or(Datum::Missing, Datum::made),
            Filter::Size => Datum::made(Number::from_integer(match value {
                Value::List(list) => list.len() as i64,
                // Letters as liquidjs counts them: UTF-16 units.
                Value::Text(text) => text.encode_utf16().count() as i64,
                _ => 0,
            })),
            Filter::First => element(value, <[Value]>::first),
            Filter::Last => element(value, <[Value]>::last),
            Filter::Join => {
                let between = match first {
                    Some(_) => argument(0).into_owned(),
                    None => " ".to_owned(),
                };
                match value {
                    Value::List(list) => {
                        let texts: Vec<_> = list.iter().map(as_filter_text).collect();
                        Datum::made(texts.join(&between))
                    }
                    _ => Datum::made(text().into_owned()),
                }
            }
            Filter::Default => input,
        }
    }
}

fn element<'a>(value: &Value, choose: fn(&[Value]) -> Option<&Value>) -> Datum<'a> {
    value
        .as_list()
        .and_then(choose)
        .map_or(Datum::Missing, |element| Datum::made(element.clone()))
}

fn is_blank(datum: &Datum<'_>) -> bool {
    match datum.value() {
        None | Some(Value::Null | Value::Bool(false)) => true,
        Some(Value::Text(text)) => text.is_empty(),
        Some(Value::List(list)) => list.is_empty(),
        Some(_) => false,
    }
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        None => String::new(),
        Some(first) => first
            .to_uppercase()
            .chain(chars.as_str().to_lowercase().chars())
            .collect(),
    }
}
