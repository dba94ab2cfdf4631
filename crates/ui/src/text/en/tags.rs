//! What is said about tags, in English.

use segflow_core::filter::{Filter, Takes};
use yew::AttrValue;

use crate::text::TagText;

pub(in crate::text) fn say(text: TagText<'_>) -> AttrValue {
    let words = match text {
        TagText::Fields => "Fields",
        TagText::NoFieldMatches => "No field matches. Esc closes this list.",
        TagText::InsertField => "Insert field",
        TagText::MoreFields { count } => {
            return format!("{count} more: type to narrow the list.").into();
        }
        TagText::MissingIn { samples } => return format!("Missing in: {samples}").into(),
        TagText::Filters => "Ways to change the value",
        TagText::NoFilterMatches => "Nothing matches. Esc closes this list.",
        TagText::For(Takes::Text) => "For text",
        TagText::For(Takes::Number) => "For numbers",
        TagText::For(Takes::Date) => "For dates and times",
        TagText::For(Takes::List) => "For lists",
        TagText::For(Takes::Anything) => "For any value",
        TagText::Filter(filter) => name(filter),
        TagText::FilterHelp(filter) => help(filter),
        TagText::ValueHelp(filter, place) => value(filter, place),

        TagText::ValueNow => "Value for the sample, step by step",
        TagText::NoValueNow => "no value",
        TagText::ChangeValue => "Change the value",
        TagText::OtherField => "Choose another field",
        TagText::OneFieldAlone => {
            "Here a field can only stand alone, as it is: without text around it and unchanged."
        }
        TagText::Chip { field, change } => return format!("{field} · {change}").into(),

        TagText::Use { what } => return format!("Use {what}").into(),
        TagText::CloseTag => "Close the tag",
        TagText::PutInQuotes => "Put it in quotes",
        TagText::TakeOut => "Take it out",
    };
    AttrValue::Static(words)
}

/// What a filter does, in a word or two.
fn name(filter: Filter) -> &'static str {
    match filter {
        Filter::Abs => "without its sign",
        Filter::Append => "text behind",
        Filter::AtLeast => "at least",
        Filter::AtMost => "at most",
        Filter::Base64Encode => "Base64",
        Filter::Capitalize => "first letter large",
        Filter::Ceil => "rounded up",
        Filter::Compact => "without gaps",
        Filter::Concat => "joined lists",
        Filter::Date => "date as text",
        Filter::Default => "or else",
        Filter::DividedBy => "divided",
        Filter::Downcase => "lower case",
        Filter::First => "first one",
        Filter::Floor => "rounded down",
        Filter::Join => "joined to text",
        Filter::Json => "as JSON",
        Filter::Last => "last one",
        Filter::Map => "one of each",
        Filter::Md5 => "MD5 hash",
        Filter::Minus => "minus",
        Filter::Modulo => "remainder",
        Filter::ParseJson => "read as JSON",
        Filter::Plus => "plus",
        Filter::Prepend => "text in front",
        Filter::Remove => "without a text",
        Filter::Replace => "text replaced",
        Filter::Reverse => "backwards",
        Filter::Round => "rounded",
        Filter::Sha256 => "SHA-256 hash",
        Filter::Size => "length",
        Filter::Slice => "a part",
        Filter::Snakecase => "snake_case",
        Filter::Sort => "sorted",
        Filter::Split => "cut into a list",
        Filter::Strip => "trimmed",
        Filter::Sum => "sum",
        Filter::Times => "times",
        Filter::Titlecase => "Title Case",
        Filter::ToBoolean => "yes or no",
        Filter::ToIso => "date for Segment",
        Filter::ToNumber => "as a number",
        Filter::ToString => "as text",
        Filter::Truncate => "shortened",
        Filter::Uniq => "each once",
        Filter::Upcase => "UPPER CASE",
        Filter::UrlDecode => "out of an address",
        Filter::UrlEncode => "for an address",
    }
}

/// What a filter does, in a line.
fn help(filter: Filter) -> &'static str {
    match filter {
        Filter::Abs => "Drops the minus of a number: -5 becomes 5.",
        Filter::Append => "Puts a text behind the value, such as a currency.",
        Filter::AtLeast => "Raises a number to the least you allow.",
        Filter::AtMost => "Lowers a number to the most you allow.",
        Filter::Base64Encode => "Writes the text as Base64, for systems that ask for it.",
        Filter::Capitalize => "Makes the first letter large and the others small.",
        Filter::Ceil => "Rounds up to a whole number: 4.2 becomes 5.",
        Filter::Compact => "Leaves out the empty places of a list.",
        Filter::Concat => "Puts another list behind this one.",
        Filter::Date => "Writes a moment as you like it, in UTC: 2024-05-01.",
        Filter::Default => "Takes another value where there is none, or an empty one.",
        Filter::DividedBy => "Divides a number: cents become euros by 100.",
        Filter::Downcase => "Makes all letters small. Good for email addresses.",
        Filter::First => "Takes the first of a list.",
        Filter::Floor => "Rounds down to a whole number: 4.8 becomes 4.",
        Filter::Join => "Makes one text of a list, with something between.",
        Filter::Json => "Writes any value as JSON text.",
        Filter::Last => "Takes the last of a list.",
        Filter::Map => "Takes one member of everything in a list, such as each sku.",
        Filter::Md5 => "Hashes the text with MD5, as some ad platforms ask for.",
        Filter::Minus => "Takes a number away.",
        Filter::Modulo => "Takes what remains of a division.",
        Filter::ParseJson => "Reads a text that is JSON, so that its parts can be used.",
        Filter::Plus => "Adds a number.",
        Filter::Prepend => "Puts a text in front of the value.",
        Filter::Remove => "Takes a text out wherever it stands.",
        Filter::Replace => "Puts another text wherever one stands.",
        Filter::Reverse => "Turns a list around.",
        Filter::Round => "Rounds to as many decimals as you like.",
        Filter::Sha256 => "Hashes the text with SHA-256, as ad platforms ask for emails.",
        Filter::Size => "Counts the letters of a text or the items of a list.",
        Filter::Slice => "Takes a part of a text or list.",
        Filter::Snakecase => "Writes words small with _ between: first_name.",
        Filter::Sort => "Puts a list in order.",
        Filter::Split => "Cuts a text into a list.",
        Filter::Strip => "Removes the spaces at both ends.",
        Filter::Sum => "Adds up the numbers of a list.",
        Filter::Times => "Multiplies a number: euros become cents by 100.",
        Filter::Titlecase => "Gives every word a large first letter.",
        Filter::ToBoolean => "Makes true or false of yes and no, 1 and 0.",
        Filter::ToIso => "Writes a moment as Segment wants it.",
        Filter::ToNumber => "Makes a number of a text that spells one.",
        Filter::ToString => "Makes text of anything.",
        Filter::Truncate => "Cuts a long text short.",
        Filter::Uniq => "Keeps everything in a list once.",
        Filter::Upcase => "Makes all letters large.",
        Filter::UrlDecode => "Reads a text as it stands in a web address.",
        Filter::UrlEncode => "Writes a text so that it can stand in a web address.",
    }
}

/// What a value after the colon means; nothing where there is no such value.
fn value(filter: Filter, place: usize) -> &'static str {
    match (filter, place) {
        (Filter::Append, 0) => "The text to put behind, in quotes",
        (Filter::AtLeast, 0) => "The least it may be",
        (Filter::AtMost, 0) => "The most it may be",
        (Filter::Concat, 0) => "The field that holds the other list",
        (Filter::Date, 0) => {
            "How to write it, in quotes: %Y year, %m month, %d day, %H hour, %M minute, %B name of the month"
        }
        (Filter::Default, 0) => "The value to take instead: text in quotes, a number or a field",
        (Filter::DividedBy | Filter::Modulo, 0) => "The number to divide by",
        (Filter::DividedBy, 1) => "true leaves out what is behind the decimal point",
        (Filter::Join, 0) => "What stands between, in quotes",
        (Filter::Map, 0) => "The name of the member, in quotes",
        (Filter::Minus, 0) => "The number to take away",
        (Filter::Plus, 0) => "The number to add",
        (Filter::Prepend, 0) => "The text to put in front, in quotes",
        (Filter::Remove, 0) => "The text to take out, in quotes",
        (Filter::Replace, 0) => "The text to look for, in quotes",
        (Filter::Replace, 1) => "The text to put there, in quotes",
        (Filter::Round, 0) => "How many decimals",
        (Filter::Slice, 0) => "Where it begins, counted from 0; -1 is the last",
        (Filter::Slice, 1) => "How many letters or items",
        (Filter::Sort, 0) => "The member to sort by, in quotes",
        (Filter::Split, 0) => "Where to cut, in quotes",
        (Filter::Sum, 0) => "The member to add up, in quotes",
        (Filter::Times, 0) => "The number to multiply by",
        (Filter::Truncate, 0) => "How many letters at most, the dots included",
        (Filter::Truncate, 1) => "What stands at the end instead of dots, in quotes",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::filter::Filter;

    use super::{help, name, value};

    #[test]
    fn every_filter_and_each_of_its_values_is_told_of() {
        for &filter in Filter::ALL {
            assert!(!name(filter).is_empty() && help(filter).ends_with('.'));
            let (_, most) = filter.argument_counts();
            for place in 0..3 {
                assert_eq!(
                    value(filter, place).is_empty(),
                    place >= most,
                    "{}",
                    filter.name()
                );
            }
        }
    }
}
