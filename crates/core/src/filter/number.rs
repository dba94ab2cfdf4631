//! Numbers as liquidjs computes with them: JavaScript's, 64 bits wide.

use super::float::{from_decimal, to_decimal};
use crate::datum::Datum;
use crate::json::{Number, Value};

/// What `+value || 0` gives in JavaScript.
pub(super) fn number_or_zero(datum: &Datum<'_>) -> f64 {
    match number(datum) {
        number if number.is_nan() => 0.0,
        number => number,
    }
}

/// What `Number(value)` gives in JavaScript.
pub(super) fn number(datum: &Datum<'_>) -> f64 {
    match datum {
        Datum::Missing => f64::NAN,
        Datum::Null | Datum::Bool(false) => 0.0,
        Datum::Bool(true) => 1.0,
        Datum::Number(text) => decimal(text).unwrap_or(f64::NAN),
        Datum::Text(_) | Datum::Plain(_) => from_text(&datum.as_text()),
        Datum::Tree(_) => match datum.list() {
            Some(list) => match list {
                [] => 0.0,
                [one] => match one {
                    Value::Bool(_) | Value::Object(_) => f64::NAN,
                    other => number(&Datum::of(other)),
                },
                _ => f64::NAN,
            },
            None => f64::NAN,
        },
    }
}

fn from_text(text: &str) -> f64 {
    let text = text.trim_matches(super::text::is_space);
    let radix = |prefix: [&str; 2], radix: u32| {
        let digits = prefix.iter().find_map(|prefix| text.strip_prefix(prefix))?;
        let is_number = !digits.is_empty() && digits.chars().all(|char| char.is_digit(radix));
        Some(if is_number {
            digits.chars().fold(0.0, |number, char| {
                number * f64::from(radix) + f64::from(char.to_digit(radix).unwrap_or(0))
            })
        } else {
            f64::NAN
        })
    };
    if text.is_empty() {
        return 0.0;
    }
    if let Some(number) = radix(["0x", "0X"], 16)
        .or_else(|| radix(["0o", "0O"], 8))
        .or_else(|| radix(["0b", "0B"], 2))
    {
        return number;
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ => decimal(text).unwrap_or(f64::NAN),
    }
}

/// Reads a decimal number as JavaScript allows it: `-1.5e3`, `+5`, `.5`, `5.`.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, integer(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole.as_bytes(), fraction.as_bytes()].concat();
    let are_digits = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let power = exponent.saturating_sub(fraction.len() as i64);
    are_digits.then(|| sign * from_decimal(&digits, power))
}

/// Reads an exponent; one beyond all numbers saturates.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let size = digits.parse().unwrap_or(i64::MAX / 4);
    are_digits.then_some(if text.starts_with('-') { -size } else { size })
}

/// A computed number; one that JSON cannot say is missing.
pub(super) fn computed<'a>(number: f64) -> Datum<'a> {
    if !number.is_finite() {
        return Datum::Missing;
    }
    Number::new(&to_text(number)).map_or(Datum::Missing, Datum::number)
}

/// The text of a number as JavaScript writes it.
pub(super) fn to_text(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let (digits, point) = to_decimal(number.abs());
    let count = digits.len() as i64;
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    if (1..=21).contains(&point) {
        let (whole, fraction) = digits
            .split_at_checked(usize::try_from(point).unwrap_or(0))
            .unwrap_or((&digits, ""));
        let dot = if fraction.is_empty() { "" } else { "." };
        return format!("{sign}{whole}{}{dot}{fraction}", zeros(point - count));
    }
    if (-5..=0).contains(&point) {
        return format!("{sign}0.{}{digits}", zeros(-point));
    }
    let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
    let dot = if rest.is_empty() { "" } else { "." };
    let plus = if point > 0 { "+" } else { "" };
    format!("{sign}{first}{dot}{rest}e{plus}{}", point - 1)
}

#[cfg(test)]
mod tests {
    use super::{from_text, to_text};

    #[test]
    fn writes_numbers_as_javascript_does() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (12.5, "12.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e-7, "1.5e-7"),
            (0.000_001, "0.000001"),
            (-123_456.789, "-123456.789"),
        ] {
            assert_eq!(to_text(number), text);
        }
    }

    #[test]
    fn reads_text_as_javascript_does() {
        for (text, number) in [
            ("", 0.0),
            (" 12 ", 12.0),
            ("0x1F", 31.0),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("+5", 5.0),
            ("-Infinity", f64::NEG_INFINITY),
        ] {
            assert!(
                (from_text(text) - number).abs() < 1e-9 || from_text(text) == number,
                "{text}"
            );
        }
        for text in ["12abc", "inf", "NaN", "1_0", "0x", "--1", "1e"] {
            assert!(from_text(text).is_nan(), "{text}");
        }
    }
}
