use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Filter, md5};
use crate::datum::Datum;
use crate::json::{Number, Value};

/// The filters beyond Liquid, which convert types or make digests. What they
/// can make nothing of becomes missing.
pub(super) fn apply<'a>(filter: Filter, input: &Datum<'a>) -> Datum<'a> {
    match filter {
        Filter::ToNumber => input.as_number().map_or(Datum::Missing, Datum::number),
        Filter::ToBoolean => to_boolean(input).map_or(Datum::Missing, Datum::Bool),
        Filter::Json => {
            let mut out = segflow_scan::Out::new();
            input.write(&mut out);
            Datum::text(out.into_string())
        }
        Filter::ParseJson => {
            Value::read(&input.as_text(), MAX_DEPTH).map_or(Datum::Missing, Datum::made)
        }
        Filter::Sha256 => hexadecimal(&Sha256::digest(input.as_filter_text().as_bytes())),
        Filter::Md5 => hexadecimal(&md5::digest(input.as_filter_text().as_bytes())),
        _ => input.clone(),
    }
}

/// How deep lists and objects may be nested in parsed text.
const MAX_DEPTH: usize = 64;

fn to_boolean(input: &Datum<'_>) -> Option<bool> {
    match input {
        Datum::Number(text) => {
            let number = Number::new(text)?;
            let is = |integer| number.compare(&Number::from_integer(integer)).is_eq();
            if is(1) {
                Some(true)
            } else {
                is(0).then_some(false)
            }
        }
        other => other.as_truth(),
    }
}

fn hexadecimal<'a>(digest: &[u8]) -> Datum<'a> {
    let mut out = String::with_capacity(digest.len() * 2);
    for byte in digest {
        // Writing to a text cannot fail.
        write!(out, "{byte:02x}").ok();
    }
    Datum::text(out)
}
