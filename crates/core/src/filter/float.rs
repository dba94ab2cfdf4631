//! Numbers of 64 bits out of decimal text, and back into the shortest.
//!
//! The standard library does both faster for odd numbers, with tables and
//! several methods that weigh more than all filters together; the engine is
//! loaded by every visitor. Usual amounts take the short ways here, and the
//! standard library is the judge in the tests.

use std::cmp::Ordering;

/// Bits of a number, the first one not being written down.
const MANTISSA_BITS: u32 = 53;
/// The power of two of the last bit of the smallest numbers.
const LEAST_POWER: i64 = -1074;
/// The power of two of the last bit of the largest numbers.
const MOST_POWER: i64 = 971;
/// Further digits change nothing but whether something follows.
const MOST_DIGITS: usize = 800;
/// Powers of ten that are exact.
const EXACT_POWERS: i64 = 22;
const EXACT_INTEGERS: u64 = 1 << MANTISSA_BITS;

/// The number nearest to `digits` (as characters) times ten to the power.
pub(super) fn from_decimal(digits: &[u8], power: i64) -> f64 {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let digits = digits.get(zeros..).unwrap_or_default();
    if digits.is_empty() {
        return 0.0;
    }
    let magnitude = power.saturating_add(digits.len() as i64);
    if magnitude > 310 {
        return f64::INFINITY;
    }
    if magnitude < -330 {
        return 0.0;
    }
    if digits.len() < 20
        && let Some(number) = exactly(digits, power)
    {
        return number;
    }
    let mut top = Big::from(0);
    for digit in digits.iter().take(MOST_DIGITS) {
        top.multiply(10, u64::from(digit - b'0'));
    }
    let mut power = power;
    if digits.len() > MOST_DIGITS {
        // One more digit stands for all those that are left out.
        top.multiply(10, 1);
        power += (digits.len() - MOST_DIGITS - 1) as i64;
    }
    let mut bottom = Big::from(1);
    let scaled = if power < 0 { &mut bottom } else { &mut top };
    scaled.multiply_by_power_of_ten(power.unsigned_abs());
    quotient(top, bottom)
}

/// The short way: an exact integer and an exact power give one rounding.
fn exactly(digits: &[u8], power: i64) -> Option<f64> {
    let integer = digits.iter().fold(0_u64, |integer, digit| {
        integer
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    });
    if integer > EXACT_INTEGERS || power.abs() > EXACT_POWERS {
        return None;
    }
    let scale = power_of_ten(power.unsigned_abs());
    Some(if power < 0 {
        integer as f64 / scale
    } else {
        integer as f64 * scale
    })
}

/// Ten to a power of at most 22, which is exact.
fn power_of_ten(power: u64) -> f64 {
    (0..power).fold(1.0, |scale, _| scale * 10.0)
}

/// The number nearest to a fraction; of two equally near the even one.
fn quotient(mut top: Big, mut bottom: Big) -> f64 {
    // Scaled by a power of two until the quotient has all bits and one more.
    let wanted = i64::from(MANTISSA_BITS) + 1;
    let mut power = top.bits() - bottom.bits() - wanted;
    power = power.max(LEAST_POWER - 1);
    if power > 0 {
        bottom.shift(power.unsigned_abs());
    } else {
        top.shift(power.unsigned_abs());
    }
    let mut bits = 0_u64;
    // The quotient has at most one bit more than was wanted.
    for place in (0..=wanted).rev() {
        let mut part = bottom.clone();
        part.shift(place.unsigned_abs());
        if top.compare(&part) != Ordering::Less {
            top.subtract(&part);
            bits |= 1 << place;
        }
    }
    let mut has_rest = !top.is_zero();
    while bits >= EXACT_INTEGERS * 2 {
        has_rest |= bits & 1 == 1;
        bits >>= 1;
        power += 1;
    }
    // The last bit is the one that decides the rounding.
    let is_half = bits & 1 == 1;
    bits >>= 1;
    power += 1;
    if is_half && (has_rest || bits & 1 == 1) {
        bits += 1;
    }
    assemble(bits, power)
}

/// The number of those bits times two to the power, if it is one.
fn assemble(mut bits: u64, mut power: i64) -> f64 {
    if bits == EXACT_INTEGERS {
        bits >>= 1;
        power += 1;
    }
    if power > MOST_POWER {
        return f64::INFINITY;
    }
    let hidden = EXACT_INTEGERS >> 1;
    if bits < hidden {
        return f64::from_bits(bits);
    }
    let exponent = (power - LEAST_POWER + 1).unsigned_abs();
    f64::from_bits((exponent << (MANTISSA_BITS - 1)) | (bits & (hidden - 1)))
}

/// The fewest digits that read back as a finite number above 0, and the power
/// of ten that stands before the first: 0.012 is (`12`, -1).
pub(super) fn to_decimal(number: f64) -> (String, i64) {
    short_decimal(number).unwrap_or_else(|| long_decimal(number))
}

/// The short way for amounts of few digits.
fn short_decimal(number: f64) -> Option<(String, i64)> {
    let mut scale = 1.0;
    for places in 0..=EXACT_POWERS {
        let integer = (number * scale).round();
        if integer >= 1e15 {
            return None;
        }
        if integer > 0.0 && integer / scale == number {
            let digits = (integer as u64).to_string();
            let power = digits.len() as i64 - places;
            return Some((digits.trim_end_matches('0').to_owned(), power));
        }
        scale *= 10.0;
    }
    None
}

/// What is left of a number divided by another, with the sign of the first.
pub(super) fn remainder(number: f64, by: f64) -> f64 {
    if !number.is_finite() || by.is_nan() || by == 0.0 {
        return f64::NAN;
    }
    if number.abs() < by.abs() {
        return number;
    }
    let (mut left, power) = bits_and_power(number.abs());
    let (divisor, mut least) = bits_and_power(by.abs());
    for _ in least..power {
        left = left % divisor * 2;
    }
    left %= divisor;
    if left == 0 {
        return 0.0_f64.copysign(number);
    }
    while left < EXACT_INTEGERS / 2 && least > LEAST_POWER {
        left *= 2;
        least -= 1;
    }
    assemble(left, least).copysign(number)
}

/// A finite number that is not below 0 is that integer times two to that power.
fn bits_and_power(number: f64) -> (u64, i64) {
    let bits = number.to_bits();
    let exponent = (bits >> (MANTISSA_BITS - 1)) as i64;
    let fraction = bits & (EXACT_INTEGERS / 2 - 1);
    if exponent == 0 {
        (fraction, LEAST_POWER)
    } else {
        (fraction + EXACT_INTEGERS / 2, exponent + LEAST_POWER - 1)
    }
}

/// Tries more and more digits, exactly.
fn long_decimal(number: f64) -> (String, i64) {
    let (mantissa, two) = bits_and_power(number);
    let mut top = Big::from(mantissa);
    let mut bottom = Big::from(1);
    if two < 0 {
        bottom.shift(two.unsigned_abs());
    } else {
        top.shift(two.unsigned_abs());
    }
    // Scaled by powers of ten until 0.1 ≤ top / bottom < 1.
    let mut power = 0;
    while top.compare(&bottom) != Ordering::Less {
        bottom.multiply(10, 0);
        power += 1;
    }
    loop {
        let mut tenfold = top.clone();
        tenfold.multiply(10, 0);
        if tenfold.compare(&bottom) != Ordering::Less {
            break;
        }
        top = tenfold;
        power -= 1;
    }
    let mut digits = 0_u64;
    for count in 1..=17 {
        top.multiply(10, 0);
        digits *= 10;
        while top.compare(&bottom) != Ordering::Less {
            top.subtract(&bottom);
            digits += 1;
        }
        let mut double = top.clone();
        double.multiply(2, 0);
        let is_up = match double.compare(&bottom) {
            Ordering::Less => false,
            Ordering::Equal => digits % 2 == 1,
            Ordering::Greater => true,
        };
        // The nearer one first; at a power of two only the other may do.
        for candidate in [digits + u64::from(is_up), digits + u64::from(!is_up)] {
            let text = candidate.to_string();
            if from_decimal(text.as_bytes(), power - count) == number {
                let power = power - count + text.len() as i64;
                return (text.trim_end_matches('0').to_owned(), power);
            }
        }
    }
    (digits.to_string(), power)
}

/// A whole number of any size, its lowest 32 bits first.
#[derive(Clone)]
struct Big(Vec<u32>);

impl Big {
    fn from(number: u64) -> Big {
        let mut big = Big(vec![number as u32, (number >> 32) as u32]);
        big.trim();
        big
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    fn bits(&self) -> i64 {
        let top = self.0.last().map_or(0, |top| 32 - top.leading_zeros());
        (self.0.len() as i64 - 1).max(0) * 32 + i64::from(top)
    }

    /// Multiplies by a small number and adds another.
    fn multiply(&mut self, factor: u64, summand: u64) {
        let mut carry = summand;
        for part in &mut self.0 {
            carry += u64::from(*part) * factor;
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn multiply_by_power_of_ten(&mut self, power: u64) {
        for _ in 0..power / 9 {
            self.multiply(1_000_000_000, 0);
        }
        for _ in 0..power % 9 {
            self.multiply(10, 0);
        }
    }

    /// Multiplies by two to the power of `places`.
    fn shift(&mut self, places: u64) {
        self.multiply(1 << (places % 32), 0);
        if !self.is_zero() {
            let zeros = std::iter::repeat_n(0, (places / 32) as usize);
            self.0.splice(0..0, zeros);
        }
    }

    fn compare(&self, other: &Big) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away a number that is not larger.
    fn subtract(&mut self, other: &Big) {
        let mut borrow = 0;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (part, other) in self.0.iter_mut().zip(others) {
            let difference = i64::from(*part) - i64::from(other) - borrow;
            *part = difference as u32;
            borrow = i64::from(difference < 0);
        }
        self.trim();
    }
}

#[cfg(test)]
mod tests {
    use super::{from_decimal, remainder, to_decimal};
    use proptest::prelude::*;

    fn check_text(digits: &str, power: i64) {
        let expected: f64 = format!("{digits}e{power}").parse().unwrap();
        let given = from_decimal(digits.as_bytes(), power);
        assert_eq!(given.to_bits(), expected.to_bits(), "{digits}e{power}");
    }

    fn check_number(number: f64) {
        let text = format!("{number:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap();
        let expected = mantissa.replace('.', "");
        let exponent = exponent.parse::<i64>().unwrap() + 1;
        let (digits, power) = to_decimal(number);
        // Of two texts equally near JavaScript takes the even one (2^-25 is
        // 2.9802322387695312e-8), the standard library the larger one.
        let (a, b): (u64, u64) = (digits.parse().unwrap(), expected.parse().unwrap());
        let is_even_of_two = a + 1 == b && a.is_multiple_of(2) && digits.len() == 17;
        assert!(digits == expected || is_even_of_two, "{number:e}: {digits}");
        assert_eq!(power, exponent, "{number:e}");
        check_text(&digits, power - digits.len() as i64);
    }

    /// The ends of what there is, halves between neighbours, many digits.
    #[test]
    fn edges_are_read_as_the_standard_library_reads_them() {
        let many = "1".repeat(900);
        for (digits, power) in [
            ("0", 0),
            ("000", 5),
            ("1", 308),
            ("1", 309),
            ("17976931348623157", 292),
            ("17976931348623158", 292),
            ("17976931348623159", 292),
            ("5", -324),
            ("49", -325),
            ("24703282292062327", -340),
            ("24703282292062328", -340),
            ("22250738585072011", -324),
            ("22250738585072014", -324),
            ("9007199254740993", 0),
            ("90071992547409930000000000000000000001", -22),
            ("9007199254740995", 0),
            ("1", 23),
            ("123456789012345678", 22),
            (&many, -880),
            (&many, -1200),
        ] {
            check_text(digits, power);
        }
    }

    #[test]
    fn powers_of_two_are_written_as_the_standard_library_writes_them() {
        for exponent in 0..=0x7fe_u64 {
            let power = f64::from_bits(exponent << 52);
            for number in [power, power.next_up(), power.next_down()] {
                if number > 0.0 && number.is_finite() {
                    check_number(number);
                }
            }
        }
    }

    fn check_remainder(number: f64, by: f64) {
        let (given, expected) = (remainder(number, by), number % by);
        let is_same = given.to_bits() == expected.to_bits() || given.is_nan() && expected.is_nan();
        assert!(is_same, "{number:e} % {by:e}: {given:e}, not {expected:e}");
    }

    #[test]
    fn what_is_left_of_edges_is_as_the_standard_library_says() {
        let least = f64::from_bits(1);
        let edges = [
            0.0,
            least,
            least * 3.0,
            f64::MIN_POSITIVE,
            f64::MIN_POSITIVE - least,
            0.1,
            1.0,
            3.0,
            7.5,
            1e15,
            9_007_199_254_740_993.0,
            1e300,
            f64::MAX,
            f64::INFINITY,
            f64::NAN,
        ];
        for number in edges {
            for by in edges {
                for (number, by) in [(number, by), (-number, by), (number, -by), (-number, -by)] {
                    check_remainder(number, by);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_left_is_as_the_standard_library_says(
            number in any::<f64>(), by in any::<f64>(), small in -1e6..1e6_f64, other in -1e3..1e3_f64
        ) {
            check_remainder(number, by);
            check_remainder(small, other);
            check_remainder(number, other);
        }

        #[test]
        fn any_text_is_read_as_the_standard_library_reads_it(
            digits in "[0-9]{1,40}", power in -380_i64..340
        ) {
            check_text(&digits, power);
        }

        #[test]
        fn any_number_is_written_as_the_standard_library_writes_it(number in any::<f64>()) {
            let number = number.abs();
            prop_assume!(number.is_finite() && number > 0.0);
            check_number(number);
        }

        #[test]
        fn amounts_are_written_as_the_standard_library_writes_them(
            cents in 1_u64..10_000_000_000_000, places in 0_u32..12
        ) {
            check_number(cents as f64 / f64::from(10_u32).powi(places as i32));
        }
    }
}
