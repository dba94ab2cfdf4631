use std::borrow::Cow;

use segflow_scan::plain_length;

use super::{CellType, Target};
use crate::datum::{Datum, truth};
use crate::json::Value;
use crate::time::Timestamp;

/// The value of a cell; `None` if it is none of the column's type. An empty
/// cell is missing.
pub(super) fn read<'r>(cell: Cow<'r, str>, target: &Target) -> Option<Datum<'r>> {
    if cell.is_empty() {
        return Some(Datum::Missing);
    }
    let trimmed = trimmed(&cell);
    match target.cell_type {
        CellType::Text => Some(match cell {
            Cow::Borrowed(text) if plain_length(text.as_bytes()) == text.len() => {
                Datum::Plain(text)
            }
            cell => Datum::Text(cell),
        }),
        _ if trimmed.is_empty() => Some(Datum::Missing),
        CellType::Number => {
            let is_number = crate::json::is_number(trimmed);
            is_number.then(|| match cell {
                Cow::Borrowed(cell) => Datum::Number(Cow::Borrowed(self::trimmed(cell))),
                Cow::Owned(cell) => Datum::Number(Cow::Owned(self::trimmed(&cell).to_owned())),
            })
        }
        CellType::Yesno => truth(trimmed).map(Datum::Bool),
        CellType::Date => date(trimmed, target.format.as_deref()).map(Datum::text),
        CellType::Checkboxes => {
            let separator = target.separator.as_deref().unwrap_or(";");
            let choices = cell
                .split(separator)
                .map(str::trim)
                .filter(|choice| !choice.is_empty())
                .map(Value::text)
                .collect();
            Some(Datum::tree(Value::List(choices)))
        }
    }
}

/// The text without space around it; most has none, which its ends tell.
fn trimmed(text: &str) -> &str {
    let is_clean = |end: Option<&u8>| end.is_some_and(u8::is_ascii_graphic);
    match is_clean(text.as_bytes().first()) && is_clean(text.as_bytes().last()) {
        true => text,
        false => text.trim(),
    }
}

/// Whether a text is a date as ISO 8601 writes it.
pub(super) fn is_date(text: &str) -> bool {
    date(text, None).is_some()
}

/// A date as ISO 8601 writes it. One that is written so already stays as it
/// is.
fn date(text: &str, format: Option<&str>) -> Option<String> {
    let iso = match format {
        Some(format) => reordered(text, format)?,
        None => text.to_owned(),
    };
    let has_iso_shape = iso.len() >= 10 && iso.as_bytes().get(4) == Some(&b'-');
    (has_iso_shape && Timestamp::parse_lenient(&iso).is_some()).then_some(iso)
}

/// Puts the parts of a date, found by a format such as `DD/MM/YYYY hh:mm`,
/// into the order of ISO 8601.
fn reordered(text: &str, format: &str) -> Option<String> {
    let mut parts = [const { String::new() }; 6];
    let mut text = text.chars().peekable();
    let mut format = format.chars().peekable();
    while let Some(sign) = format.next() {
        let Some(part) = "YMDhms".find(sign) else {
            // What is no part has to stand there as it is.
            if text.next()? != sign {
                return None;
            }
            continue;
        };
        let mut width = 1;
        while format.next_if_eq(&sign).is_some() {
            width += 1;
        }
        // `D` takes `3` and `13`; `DD` takes two digits.
        let most = if width == 1 { 2 } else { width };
        let digits = parts.get_mut(part)?;
        while digits.len() < most
            && let Some(digit) = text.next_if(char::is_ascii_digit)
        {
            digits.push(digit);
        }
        if digits.is_empty() || (width > 1 && digits.len() != width) {
            return None;
        }
    }
    let [year, month, day, hour, minute, second] = &parts;
    if text.next().is_some() || year.len() != 4 || month.is_empty() || day.is_empty() {
        return None;
    }
    let mut iso = format!("{year}-{month:0>2}-{day:0>2}");
    if !hour.is_empty() {
        iso.push_str(&format!("T{hour:0>2}:{minute:0>2}:{second:0>2}Z"));
    }
    Some(iso)
}
