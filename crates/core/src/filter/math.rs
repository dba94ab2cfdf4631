use super::Filter;
use super::float::remainder;
use super::number::{computed, decimal, number_or_zero, to_text};
use crate::datum::Datum;

/// The filters that compute. What is no number counts as 0.
pub(super) fn apply<'a>(filter: Filter, input: &Datum<'a>, arguments: &[Datum<'a>]) -> Datum<'a> {
    let value = number_or_zero(input);
    let argument = |index: usize| arguments.get(index).map_or(0.0, number_or_zero);
    let first = argument(0);
    computed(match filter {
        Filter::Abs => value.abs(),
        Filter::AtLeast => value.max(first),
        Filter::AtMost => value.min(first),
        Filter::Ceil => value.ceil(),
        Filter::Floor => value.floor(),
        Filter::Plus => value + first,
        Filter::Minus => value - first,
        Filter::Times => value * first,
        Filter::DividedBy if argument(1) != 0.0 => (value / first).floor(),
        Filter::DividedBy => value / first,
        Filter::Modulo => remainder(remainder(value, first) + first, first),
        Filter::Round => round(value, first),
        _ => value,
    })
}

/// Rounds to so many decimals, by the decimal text: 1.005 is 1.01 of two.
fn round(value: f64, decimals: f64) -> f64 {
    const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;
    let scaled = shift(value.abs(), decimals);
    if !matches!(scaled.partial_cmp(&MAX_SAFE_INTEGER), Some(order) if order.is_le()) {
        return value;
    }
    // JavaScript's Math.round: a half goes up.
    let whole = scaled.floor();
    let rounded = if scaled - whole >= 0.5 {
        whole + 1.0
    } else {
        whole
    };
    let rounded = shift(rounded, -decimals);
    if value < 0.0 { -rounded } else { rounded }
}

fn shift(number: f64, places: f64) -> f64 {
    let text = to_text(number);
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let power = decimal(power).unwrap_or(0.0) + places;
    // A fraction of a place is none that a number can be moved by.
    decimal(&format!("{mantissa}e{}", to_text(power))).unwrap_or(f64::NAN)
}
