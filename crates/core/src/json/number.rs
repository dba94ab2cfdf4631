use std::cmp::Ordering;
use std::fmt;

/// A JSON number, kept as its source text: `0.10` stays `0.10`.
///
/// `==` compares the text; [`Number::compare`] compares the amounts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// Takes a text that follows JSON's number grammar to its end.
    pub fn new(text: &str) -> Option<Number> {
        let end = scan(text.as_bytes())?;
        (end == text.len()).then(|| Number(text.into()))
    }

    /// Takes a whole number.
    pub fn from_integer(integer: i64) -> Number {
        Number(integer.to_string().into())
    }

    /// The source text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the amount has no fraction: `1e2` and `3.0` have none.
    pub fn is_whole(&self) -> bool {
        let parts = parts(&self.0);
        parts.digits.is_empty() || parts.power >= parts.digits.len() as i64
    }

    /// Compares the amounts exactly, however long their texts are.
    pub fn compare(&self, other: &Number) -> Ordering {
        compare(&self.0, &other.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text follows JSON's number grammar to its end.
pub(crate) fn is_number(text: &str) -> bool {
    scan(text.as_bytes()) == Some(text.len())
}

/// The length of the JSON number at the start of `bytes`, if one is there.
pub(super) fn scan(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let end = rest.iter().position(|byte| !byte.is_ascii_digit());
        end.unwrap_or(rest.len())
    };
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(at);
    match (whole, bytes.get(at)) {
        (0, _) => return None,
        // A leading zero stands alone: 012 is no JSON number.
        (_, Some(b'0')) => at += 1,
        _ => at += whole,
    }
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    Some(at)
}

/// A number as sign, digits without zeros at either end, and the power of ten
/// of the first digit.
struct Parts {
    negative: bool,
    digits: Vec<u8>,
    power: i64,
}

fn parts(text: &str) -> Parts {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let zeros = all.iter().take_while(|digit| **digit == b'0').count();
    let mut digits: Vec<u8> = all.into_iter().skip(zeros).collect();
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    // An exponent of more than eighteen digits saturates: nobody can tell
    // such amounts apart, and the order stays right against all others.
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX / 4);
    let power = (sign * exponent)
        .saturating_add(whole.len() as i64)
        .saturating_sub(zeros as i64);
    Parts {
        negative: negative && !digits.is_empty(),
        power: if digits.is_empty() { 0 } else { power },
        digits,
    }
}

fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (parts(left), parts(right));
    let sign = |parts: &Parts| match (parts.digits.is_empty(), parts.negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    let (left_sign, right_sign) = (sign(&left), sign(&right));
    if left_sign != right_sign || left_sign == 0 {
        return left_sign.cmp(&right_sign);
    }
    let size = left
        .power
        .cmp(&right.power)
        .then_with(|| left.digits.cmp(&right.digits));
    if left_sign < 0 { size.reverse() } else { size }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    #[test]
    fn only_json_numbers_are_numbers() {
        for good in ["0", "-0", "12", "0.1", "1e21", "1E+2", "-1.50e-3"] {
            assert!(Number::new(good).is_some(), "{good}");
        }
        for bad in [
            "", "-", "01", "1.", ".5", "1e", "+1", " 1", "1 ", "NaN", "0x1", "1_0",
        ] {
            assert!(Number::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn amounts_compare_exactly() {
        let cases: &[(&str, &str, Ordering)] = &[
            ("1", "1.0", Equal),
            ("-0", "0", Equal),
            ("0e99", "0", Equal),
            ("9007199254740993", "9007199254740992", Greater),
            ("1e400", "1e399", Greater),
            ("-2", "1", Less),
            ("-2", "-1", Less),
            ("0.1", "0.10", Equal),
            ("0.001", "0.01", Less),
            ("12", "9", Greater),
            ("1e2", "100", Equal),
            ("1e-99999999999999999999", "0", Greater),
            ("1e99999999999999999999", "2", Greater),
        ];
        for (left, right, order) in cases {
            let (a, b) = (Number::new(left).unwrap(), Number::new(right).unwrap());
            assert_eq!(a.compare(&b), *order, "{left} ? {right}");
            assert_eq!(b.compare(&a), order.reverse(), "{right} ? {left}");
        }
    }
}
