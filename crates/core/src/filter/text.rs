use super::Filter;
use super::number::number_or_zero;
use crate::base64;
use crate::datum::Datum;
use crate::json::{Number, Value};

/// The filters that take text. A list is its elements one after the other.
pub(super) fn apply<'a>(filter: Filter, input: &Datum<'a>, arguments: &[Datum<'a>]) -> Datum<'a> {
    let text = input.as_filter_text();
    let argument = |index: usize| {
        arguments
            .get(index)
            .map(Datum::as_filter_text)
            .unwrap_or_default()
    };
    Datum::text(match filter {
        Filter::Append => format!("{text}{}", argument(0)),
        Filter::Prepend => format!("{}{text}", argument(0)),
        Filter::Downcase => text.to_lowercase(),
        Filter::Upcase => text.to_uppercase(),
        Filter::Capitalize => capitalize(&text),
        Filter::Titlecase => words(&text)
            .iter()
            .map(|word| capitalize(word))
            .collect::<Vec<_>>()
            .join(" "),
        Filter::Snakecase => words(&text).join("_").to_lowercase(),
        Filter::Strip => text.trim_matches(is_space).to_owned(),
        Filter::Remove => replace(&text, &argument(0), ""),
        Filter::Replace => replace(&text, &argument(0), &argument(1)),
        Filter::UrlEncode => url_encode(&text),
        Filter::UrlDecode => return url_decode(&text).map_or(Datum::Missing, Datum::text),
        Filter::Base64Encode => base64::encode(text.as_bytes()),
        Filter::Truncate => return truncate(input, &text, arguments),
        Filter::Split => return split(&text, &argument(0)),
        Filter::ToString => input.as_text().into_owned(),
        _ => text.into_owned(),
    })
}

/// What JavaScript's `trim` takes away.
pub(super) fn is_space(char: char) -> bool {
    (char.is_whitespace() && char != '\u{85}') || char == '\u{feff}'
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        None => String::new(),
        Some(first) => first.to_uppercase().collect::<String>() + &chars.as_str().to_lowercase(),
    }
}

/// The words of a name in any style: `form completed`, `formCompleted`,
/// `FORM_COMPLETED`, `form-completed`.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    let mut before_is_small = false;
    for char in text.chars() {
        if !char.is_alphanumeric() {
            begins = true;
            before_is_small = false;
            continue;
        }
        let is_large = char.is_uppercase();
        if begins || (is_large && before_is_small) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(char);
        }
        begins = false;
        before_is_small = !is_large;
    }
    words
}

/// As splitting and joining does: an empty text stands between all letters.
fn replace(text: &str, from: &str, to: &str) -> String {
    if !from.is_empty() {
        return text.replace(from, to);
    }
    let mut out = String::new();
    for (index, char) in text.chars().enumerate() {
        if index > 0 {
            out.push_str(to);
        }
        out.push(char);
    }
    out
}

fn truncate<'a>(input: &Datum<'a>, text: &str, arguments: &[Datum<'a>]) -> Datum<'a> {
    let most = arguments.first().map_or(50.0, number_or_zero);
    let end = arguments
        .get(1)
        .map_or_else(|| "...".into(), Datum::as_filter_text);
    let length = text.chars().count();
    if length == 0 || length as f64 <= most.ceil() {
        return input.clone();
    }
    // Casting a number below nothing gives nothing.
    let kept = (most - end.chars().count() as f64).max(0.0).ceil() as usize;
    Datum::text(
        text.chars()
            .take(kept)
            .chain(end.chars())
            .collect::<String>(),
    )
}

fn split<'a>(text: &str, at: &str) -> Datum<'a> {
    let mut parts: Vec<String> = if at.is_empty() {
        text.chars().map(String::from).collect()
    } else {
        text.split(at).map(str::to_owned).collect()
    };
    // As in Ruby, empty parts at the end do not count.
    while parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    Datum::tree(Value::List(parts.into_iter().map(Value::Text).collect()))
}

/// `encodeURIComponent`, with `+` for a space.
fn url_encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The way back; nothing for what is no such text.
fn url_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The length of a text as JavaScript counts it, or of a list.
pub(super) fn size<'a>(input: &Datum<'a>) -> Datum<'a> {
    let size = match input {
        Datum::Text(_) | Datum::Plain(_) => input.as_text().encode_utf16().count(),
        _ => input.list().map_or(0, <[Value]>::len),
    };
    Datum::number(Number::from_integer(
        i64::try_from(size).unwrap_or(i64::MAX),
    ))
}
