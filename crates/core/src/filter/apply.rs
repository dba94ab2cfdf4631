use super::{Filter, convert, date, list, math, text};
use crate::datum::Datum;
use crate::time::Timestamp;

/// What `"now"` means to the `date` filter: when the run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Timestamp);

/// Gives the value after a filter. A missing value stays missing, but for
/// `default`.
pub(crate) fn apply<'a>(
    filter: Filter,
    input: Datum<'a>,
    arguments: &[Datum<'a>],
    allow_false: bool,
    now: Moment,
) -> Datum<'a> {
    match filter {
        Filter::Default => {
            if is_blank(&input) && !(allow_false && input == Datum::Bool(false)) {
                arguments.first().cloned().unwrap_or(Datum::Missing)
            } else {
                input
            }
        }
        _ if input.is_missing() => Datum::Missing,
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
        | Filter::Times => math::apply(filter, &input, arguments),
        Filter::Append
        | Filter::Base64Encode
        | Filter::Capitalize
        | Filter::Downcase
        | Filter::Prepend
        | Filter::Remove
        | Filter::Replace
        | Filter::Snakecase
        | Filter::Split
        | Filter::Strip
        | Filter::Titlecase
        | Filter::ToString
        | Filter::Truncate
        | Filter::Upcase
        | Filter::UrlDecode
        | Filter::UrlEncode => text::apply(filter, &input, arguments),
        Filter::Compact
        | Filter::Concat
        | Filter::First
        | Filter::Join
        | Filter::Last
        | Filter::Map
        | Filter::Reverse
        | Filter::Slice
        | Filter::Sort
        | Filter::Sum
        | Filter::Uniq => list::apply(filter, &input, arguments),
        Filter::Size => text::size(&input),
        Filter::Date => date::date(&input, arguments.first(), now),
        Filter::ToIso => date::to_iso(&input, now),
        Filter::Json
        | Filter::Md5
        | Filter::ParseJson
        | Filter::Sha256
        | Filter::ToBoolean
        | Filter::ToNumber => convert::apply(filter, &input),
    }
}

fn is_blank(datum: &Datum<'_>) -> bool {
    match datum {
        Datum::Missing | Datum::Null | Datum::Bool(false) => true,
        Datum::Text(_) | Datum::Plain(_) => datum.as_text().is_empty(),
        Datum::Tree(_) => datum.list().is_some_and(|list| list.is_empty()),
        Datum::Bool(true) | Datum::Number(_) => false,
    }
}
