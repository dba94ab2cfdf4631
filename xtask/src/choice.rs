//! One of several things that a person names, or all of them.

use crate::problem::{Problem, Result};

/// Gives the one of that name, or all where none is named; `kind` is what they
/// are called.
pub(crate) fn of<T>(
    kind: &str,
    all: &'static [T],
    name_of: fn(&T) -> &'static str,
    only: Option<&str>,
) -> Result<Vec<&'static T>> {
    let Some(name) = only else {
        return Ok(all.iter().collect());
    };
    match all.iter().find(|one| name_of(one) == name) {
        Some(one) => Ok(vec![one]),
        None => Err(Problem::new(format!(
            "there is no {kind} `{name}`; choose one of {}",
            all.iter().map(name_of).collect::<Vec<_>>().join(", ")
        ))),
    }
}
