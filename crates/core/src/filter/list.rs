use std::cmp::Ordering;

use super::Filter;
use super::number::{computed, number, number_or_zero};
use crate::datum::Datum;
use crate::json::{Number, Value};

/// The filters that take lists. Any other value is a list of one; null is a
/// list of none.
pub(super) fn apply<'a>(filter: Filter, input: &Datum<'a>, arguments: &[Datum<'a>]) -> Datum<'a> {
    let first = arguments.first();
    let name = first.map(|argument| argument.as_filter_text().into_owned());
    let name = name.as_deref();
    let list = || elements(input);
    match filter {
        Filter::First => end(input, <[Value]>::first, |text| text.chars().next()),
        Filter::Last => end(input, <[Value]>::last, |text| text.chars().next_back()),
        Filter::Slice => slice(input, arguments),
        Filter::Join => {
            let between = name.unwrap_or(" ");
            let texts: Vec<String> = list().iter().map(joined).collect();
            Datum::text(texts.join(between))
        }
        Filter::Sum => computed(
            list()
                .iter()
                .map(|item| number(&Datum::looked_up(member(item, name))))
                .filter(|number| !number.is_nan())
                .sum(),
        ),
        Filter::Map => Datum::tree(Value::List(
            list()
                .iter()
                .map(|item| member(item, name).cloned().unwrap_or_default())
                .collect(),
        )),
        Filter::Sort => Datum::tree(Value::List(sorted(list(), &|a, b| {
            compare(member_path(a, name), member_path(b, name))
        }))),
        Filter::Uniq => {
            let mut seen: Vec<Value> = Vec::new();
            for item in list() {
                if !seen.iter().any(|other| is_same(other, &item)) {
                    seen.push(item);
                }
            }
            Datum::tree(Value::List(seen))
        }
        Filter::Compact => {
            let mut list = list();
            list.retain(|item| *item != Value::Null);
            Datum::tree(Value::List(list))
        }
        Filter::Concat => {
            let mut list = list();
            list.extend(first.map(elements).unwrap_or_default());
            Datum::tree(Value::List(list))
        }
        Filter::Reverse => {
            let mut list = list();
            list.reverse();
            Datum::tree(Value::List(list))
        }
        _ => input.clone(),
    }
}

fn elements(datum: &Datum<'_>) -> Vec<Value> {
    match datum {
        Datum::Missing | Datum::Null => Vec::new(),
        _ => match datum.list() {
            Some(list) => list.to_vec(),
            None => datum.to_value().into_iter().collect(),
        },
    }
}

fn member<'v>(item: &'v Value, name: Option<&str>) -> Option<&'v Value> {
    match name {
        None => Some(item),
        Some(name) => item.get(name),
    }
}

/// A member by its dotted name.
fn member_path<'v>(item: &'v Value, name: Option<&str>) -> Option<&'v Value> {
    match name {
        None => Some(item),
        Some(name) => name.split('.').try_fold(item, |item, key| item.get(key)),
    }
}

/// What stands for an element in joined text: null is nothing, as in
/// JavaScript's `join`; a list within has commas.
fn joined(item: &Value) -> String {
    match item {
        Value::List(list) => list.iter().map(joined).collect::<Vec<_>>().join(","),
        other => Datum::of(other).as_text().into_owned(),
    }
}

fn end<'a>(
    input: &Datum<'a>,
    element: fn(&[Value]) -> Option<&Value>,
    letter: fn(&str) -> Option<char>,
) -> Datum<'a> {
    if let Some(list) = input.list() {
        return element(list).map_or(Datum::Missing, |value| Datum::made(value.clone()));
    }
    // What has neither elements nor letters ends in an empty text.
    let end = input.is_text().then(|| letter(&input.as_text())).flatten();
    Datum::text(end.map(String::from).unwrap_or_default())
}

fn slice<'a>(input: &Datum<'a>, arguments: &[Datum<'a>]) -> Datum<'a> {
    let begin = arguments.first().map_or(0.0, number_or_zero);
    let length = arguments.get(1).map_or(1.0, number_or_zero);
    let list = input.list();
    let text = input.as_filter_text();
    let count = list
        .as_ref()
        .map_or_else(|| text.chars().count(), |list| list.len());
    let begin = if begin < 0.0 {
        count as f64 + begin
    } else {
        begin
    };
    let is_nothing = begin < 0.0 || length < 0.0;
    match list {
        _ if *input == Datum::Null => Datum::tree(Value::List(Vec::new())),
        Some(_) if is_nothing => Datum::tree(Value::List(Vec::new())),
        None if is_nothing => Datum::text(String::new()),
        Some(list) => {
            let end = (begin + length).trunc() as usize;
            let begin = begin.trunc() as usize;
            let part = list.iter().take(end).skip(begin).cloned().collect();
            Datum::tree(Value::List(part))
        }
        None => {
            let part = text
                .chars()
                .skip(begin.ceil() as usize)
                .take(length.ceil() as usize);
            Datum::text(part.collect::<String>())
        }
    }
}

/// The order of two values as JavaScript's `<` sees it; null and missing
/// values come last, and what cannot be compared is equal.
fn compare(left: Option<&Value>, right: Option<&Value>) -> Ordering {
    let is_nothing = |value: Option<&Value>| matches!(value, None | Some(Value::Null));
    match (is_nothing(left), is_nothing(right)) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    // A list is compared by its text.
    let text_of_list = |value: Option<&Value>| match value {
        Some(list @ Value::List(_)) => Some(Value::Text(joined(list))),
        _ => None,
    };
    let (left_text, right_text) = (text_of_list(left), text_of_list(right));
    let (left, right) = (left_text.as_ref().or(left), right_text.as_ref().or(right));
    match (left, right) {
        (Some(Value::Text(left)), Some(Value::Text(right))) => {
            left.encode_utf16().cmp(right.encode_utf16())
        }
        (Some(Value::Number(left)), Some(Value::Number(right))) => left.compare(right),
        _ => number(&Datum::looked_up(left))
            .partial_cmp(&number(&Datum::looked_up(right)))
            .unwrap_or(Ordering::Equal),
    }
}

/// Sorts and keeps the order of equals. The library's sort may end the
/// program where an order is no order (`2 < "10" < "9" < …`); this one gives
/// some order then.
fn sorted(mut list: Vec<Value>, compare: &dyn Fn(&Value, &Value) -> Ordering) -> Vec<Value> {
    if list.len() < 2 {
        return list;
    }
    let right = list.split_off(list.len() / 2);
    let mut left = sorted(list, compare).into_iter().peekable();
    let mut right = sorted(right, compare).into_iter().peekable();
    let mut merged = Vec::with_capacity(left.len() + right.len());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if compare(b, a) == Ordering::Less => right.next(),
            (Some(_), _) => left.next(),
            (None, _) => right.next(),
        };
        match next {
            Some(item) => merged.push(item),
            None => return merged,
        }
    }
}

/// Whether two elements are one and the same to a JavaScript `Set`: objects
/// never are, as each is its own.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Number::compare(left, right).is_eq(),
        (Value::List(_) | Value::Object(_), _) => false,
        _ => left == right,
    }
}
