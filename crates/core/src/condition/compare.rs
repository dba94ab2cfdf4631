//! The comparisons themselves. Each says whether it holds, and whether the
//! types of the values kept it from doing so.

use std::cmp::Ordering;

use super::Operator;
use super::program::{TestNode, compiled};
use crate::datum::Datum;
use crate::json::{Number, Value};
use crate::time::Timestamp;

/// What a comparison came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Holds,
    Fails,
    /// A value is not of the kind that can be compared so.
    TypeDiffers,
}

impl Outcome {
    fn of(holds: bool) -> Outcome {
        if holds {
            Outcome::Holds
        } else {
            Outcome::Fails
        }
    }

    /// What a test that could not be made at all comes to.
    fn of_option(holds: Option<bool>) -> Outcome {
        holds.map_or(Outcome::TypeDiffers, Outcome::of)
    }
}

/// Compares two values that are there. The operator is no negation.
pub(super) fn compare(
    test: &TestNode,
    operator: Operator,
    left: &Datum<'_>,
    right: &Datum<'_>,
    now: Timestamp,
) -> Outcome {
    let order = || ordered(test, left, right);
    let ordered_as = |wanted: fn(Ordering) -> bool| Outcome::of_option(order().map(wanted));
    match operator {
        Operator::Is => equal(test, left, right),
        Operator::GreaterThan => ordered_as(Ordering::is_gt),
        Operator::LessThan => ordered_as(Ordering::is_lt),
        Operator::GreaterOrEqual => ordered_as(Ordering::is_ge),
        Operator::LessOrEqual => ordered_as(Ordering::is_le),
        Operator::Between => between(test, left, right),
        Operator::IsInteger => Outcome::of_option(left.as_number().map(|number| is_whole(&number))),
        Operator::IsOneOf => any(right, |value| equal(test, left, value)),
        Operator::Contains => contains(test, left, right),
        Operator::ContainsAny => any(right, |value| contains(test, left, value)),
        Operator::ContainsAll => all(right, |value| contains(test, left, value)),
        Operator::StartsWith => texts(test, left, right, |left, right| left.starts_with(right)),
        Operator::EndsWith => texts(test, left, right, |left, right| left.ends_with(right)),
        Operator::Matches => matches(test, left, right),
        Operator::LengthIs => counted(length(left), right, Ordering::is_eq),
        Operator::LengthGreaterThan => counted(length(left), right, Ordering::is_gt),
        Operator::LengthLessThan => counted(length(left), right, Ordering::is_lt),
        Operator::CountIs => counted(count(left), right, Ordering::is_eq),
        Operator::CountGreaterThan => counted(count(left), right, Ordering::is_gt),
        Operator::CountLessThan => counted(count(left), right, Ordering::is_lt),
        Operator::Before => moments(left, right, |left, right| left < right),
        Operator::After => moments(left, right, |left, right| left > right),
        Operator::On => days(left, right, Ordering::is_eq),
        Operator::OnOrBefore => days(left, right, Ordering::is_le),
        Operator::OnOrAfter => days(left, right, Ordering::is_ge),
        Operator::InLast => span(left, right, |moment, span| {
            (now.millis() - span..=now.millis()).contains(&moment)
        }),
        Operator::InNext => span(left, right, |moment, span| {
            (now.millis()..=now.millis().saturating_add(span)).contains(&moment)
        }),
        Operator::IsToday => {
            Outcome::of_option(moment(left).map(|moment| moment.day_number() == now.day_number()))
        }
        Operator::IsTrue => Outcome::of_option(left.as_truth()),
        Operator::IsFalse => Outcome::of_option(left.as_truth().map(|truth| !truth)),
        Operator::IsSet => Outcome::Holds,
        Operator::IsEmpty => Outcome::of(left.is_empty()),
        Operator::HasKey => match left {
            Datum::Tree(value) => match value.as_object() {
                Some(object) => Outcome::of(object.get(&right.as_text()).is_some()),
                None => Outcome::TypeDiffers,
            },
            _ => Outcome::TypeDiffers,
        },
        Operator::IsNot
        | Operator::NotContains
        | Operator::IsNotSet
        | Operator::IsNotEmpty
        | Operator::NotStartsWith
        | Operator::NotEndsWith
        | Operator::NotMatches
        | Operator::IsNoneOf
        | Operator::ContainsNone => Outcome::Fails,
    }
}

/// Whether the values are to be compared as numbers: one of them is a number,
/// or the form says that the field is.
fn is_numeric(test: &TestNode, left: &Datum<'_>, right: &Datum<'_>) -> bool {
    test.is_number || matches!(left, Datum::Number(_)) || matches!(right, Datum::Number(_))
}

fn folded(test: &TestNode, text: &str) -> String {
    if test.ignore_case {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}

fn equal(test: &TestNode, left: &Datum<'_>, right: &Datum<'_>) -> Outcome {
    if is_numeric(test, left, right) {
        return match (left.as_number(), right.as_number()) {
            (Some(left), Some(right)) => Outcome::of(left.compare(&right).is_eq()),
            // Two values that are no numbers can still be the same.
            _ if left.to_value() == right.to_value() => Outcome::Holds,
            _ => Outcome::TypeDiffers,
        };
    }
    match (left, right) {
        (Datum::Bool(bool), text) | (text, Datum::Bool(bool)) if text.is_text() => {
            // A yes/no answer compares with its word, which people type.
            let word = if *bool { "true" } else { "false" };
            Outcome::of(folded(test, &text.as_text()) == word)
        }
        (left, right) if left.is_text() && right.is_text() => {
            Outcome::of(folded(test, &left.as_text()) == folded(test, &right.as_text()))
        }
        _ => Outcome::of(left.to_value() == right.to_value()),
    }
}

/// The order of two numbers or two texts. Text compares by code point.
fn ordered(test: &TestNode, left: &Datum<'_>, right: &Datum<'_>) -> Option<Ordering> {
    if is_numeric(test, left, right) {
        return Some(left.as_number()?.compare(&right.as_number()?));
    }
    (left.is_text() && right.is_text())
        .then(|| folded(test, &left.as_text()).cmp(&folded(test, &right.as_text())))
}

fn between(test: &TestNode, left: &Datum<'_>, right: &Datum<'_>) -> Outcome {
    let Some([low, high]) = right.list() else {
        return Outcome::TypeDiffers;
    };
    let above = ordered(test, left, &Datum::of(low)).map(Ordering::is_ge);
    let below = ordered(test, left, &Datum::of(high)).map(Ordering::is_le);
    match (above, below) {
        (Some(above), Some(below)) => Outcome::of(above && below),
        _ => Outcome::TypeDiffers,
    }
}

fn is_whole(number: &Number) -> bool {
    number.is_whole()
}

/// Holds if it does for one of the values.
fn any(values: &Datum<'_>, test: impl Fn(&Datum<'_>) -> Outcome) -> Outcome {
    let Some(list) = values.list() else {
        return Outcome::TypeDiffers;
    };
    let outcomes: Vec<Outcome> = list.iter().map(|value| test(&Datum::of(value))).collect();
    if outcomes.contains(&Outcome::Holds) {
        Outcome::Holds
    } else if !outcomes.is_empty() && outcomes.iter().all(|one| *one == Outcome::TypeDiffers) {
        Outcome::TypeDiffers
    } else {
        Outcome::Fails
    }
}

/// Holds if it does for all of the values.
fn all(values: &Datum<'_>, test: impl Fn(&Datum<'_>) -> Outcome) -> Outcome {
    let Some(list) = values.list() else {
        return Outcome::TypeDiffers;
    };
    let failed = list
        .iter()
        .map(|value| test(&Datum::of(value)))
        .find(|outcome| *outcome != Outcome::Holds);
    failed.unwrap_or(Outcome::Holds)
}

/// A text within a text, or an element of a list.
fn contains(test: &TestNode, left: &Datum<'_>, right: &Datum<'_>) -> Outcome {
    if let Some(list) = left.list() {
        return Outcome::of(
            list.iter()
                .any(|element| equal(test, &Datum::of(element), right) == Outcome::Holds),
        );
    }
    texts(test, left, right, |left, right| left.contains(right))
}

fn texts(
    test: &TestNode,
    left: &Datum<'_>,
    right: &Datum<'_>,
    holds: fn(&str, &str) -> bool,
) -> Outcome {
    let is_textual = |datum: &Datum<'_>| datum.is_text() || matches!(datum, Datum::Number(_));
    if !is_textual(left) || !is_textual(right) {
        return Outcome::TypeDiffers;
    }
    let (left, right) = (
        folded(test, &left.as_text()),
        folded(test, &right.as_text()),
    );
    Outcome::of(holds(&left, &right))
}

fn matches(test: &TestNode, left: &Datum<'_>, right: &Datum<'_>) -> Outcome {
    if !left.is_text() && !matches!(left, Datum::Number(_)) {
        return Outcome::TypeDiffers;
    }
    let text = left.as_text();
    match &test.pattern {
        Some(pattern) => Outcome::of(pattern.is_match(&text)),
        // The pattern is a field's value: it is not known before.
        None => Outcome::of_option(
            compiled(&right.as_text(), test.ignore_case).map(|pattern| pattern.is_match(&text)),
        ),
    }
}

/// The letters of a text.
fn length(datum: &Datum<'_>) -> Option<usize> {
    datum.is_text().then(|| datum.as_text().chars().count())
}

/// The elements of a list.
fn count(datum: &Datum<'_>) -> Option<usize> {
    datum.list().map(<[Value]>::len)
}

fn counted(count: Option<usize>, right: &Datum<'_>, holds: fn(Ordering) -> bool) -> Outcome {
    let count = count.and_then(|count| i64::try_from(count).ok());
    match (count, right.as_number()) {
        (Some(count), Some(right)) => {
            Outcome::of(holds(Number::from_integer(count).compare(&right)))
        }
        _ => Outcome::TypeDiffers,
    }
}

fn moment(datum: &Datum<'_>) -> Option<Timestamp> {
    datum
        .is_text()
        .then(|| Timestamp::parse_lenient(&datum.as_text()))
        .flatten()
}

fn moments(
    left: &Datum<'_>,
    right: &Datum<'_>,
    holds: fn(Timestamp, Timestamp) -> bool,
) -> Outcome {
    match (moment(left), moment(right)) {
        (Some(left), Some(right)) => Outcome::of(holds(left, right)),
        _ => Outcome::TypeDiffers,
    }
}

fn days(left: &Datum<'_>, right: &Datum<'_>, holds: fn(Ordering) -> bool) -> Outcome {
    match (moment(left), moment(right)) {
        (Some(left), Some(right)) => Outcome::of(holds(left.day_number().cmp(&right.day_number()))),
        _ => Outcome::TypeDiffers,
    }
}

fn span(left: &Datum<'_>, right: &Datum<'_>, holds: impl Fn(i64, i64) -> bool) -> Outcome {
    match (moment(left), read_span(&right.as_text())) {
        (Some(moment), Some(span)) => Outcome::of(holds(moment.millis(), span)),
        _ => Outcome::TypeDiffers,
    }
}

/// A span of time in milliseconds: `90 minutes`, `1 day`, `2 weeks`.
pub(super) fn read_span(text: &str) -> Option<i64> {
    let (amount, unit) = text.trim().split_once(' ')?;
    let amount: i64 = amount.parse().ok().filter(|amount| *amount >= 0)?;
    let unit_millis = match unit.trim().trim_end_matches('s') {
        "second" => 1000,
        "minute" => 60_000,
        "hour" => 3_600_000,
        "day" => 86_400_000,
        "week" => 604_800_000,
        _ => return None,
    };
    amount.checked_mul(unit_millis)
}
