use super::csv::unquoted;
use super::program::{ROW_NUMBER, ROW_REASON};
use super::{Cells, Mapping, cell};
use crate::document::Workflow;
use crate::index::Index;

/// The names that a record gives its columns, each another: a column that is
/// called as one before gets a number, `Email (2)`, and one without a name is
/// called by its place.
pub(super) fn given(record: &[u8], delimiter: u8) -> Vec<String> {
    let cells: Vec<String> = (1..)
        .zip(Cells::new(record, delimiter))
        .map(|(place, cell)| {
            Some(text(cell))
                .filter(|name| !name.trim().is_empty())
                .unwrap_or_else(|| of_place(place))
        })
        .collect();
    let index = Index::of(cells.iter().map(String::as_str));
    let mut seen = vec![1_usize; cells.len()];
    let names = cells.iter().enumerate().map(|(place, name)| {
        let first = index.get(name).unwrap_or(place);
        // What is ours means the same wherever it stands.
        if first == place || name == ROW_NUMBER || name == ROW_REASON {
            return name.clone();
        }
        loop {
            let count = seen.get_mut(first).map_or(place, |count| {
                *count += 1;
                *count
            });
            let apart = format!("{name} ({count})");
            if index.get(&apart).is_none() {
                return apart;
            }
        }
    });
    names.collect()
}

/// The names of as many columns as a record has cells.
pub(super) fn numbered(record: &[u8], delimiter: u8) -> Vec<String> {
    (1..)
        .zip(Cells::new(record, delimiter))
        .map(|(place, _)| of_place(place))
        .collect()
}

/// Whether a record names the columns of rows that are to be run again: a file
/// of them names its columns, whatever the one they come from did. Why a row is
/// among them stands last; its number, wherever it was moved to.
pub(super) fn is_ours(record: &[u8], delimiter: u8) -> bool {
    let is = |cell: &[u8], name: &str| cell == name.as_bytes();
    let mut cells = Cells::new(record, delimiter);
    cells.any(|cell| is(cell, ROW_NUMBER)) && cells.last().is_some_and(|cell| is(cell, ROW_REASON))
}

/// The first cell of a file's first record that looks like data, if there is
/// one: then that record names no columns. An e-mail address is never a name;
/// a number or a date may be one among others that are fields'.
pub(super) fn datum_among<'c>(cells: &'c [String], workflow: &Workflow) -> Option<&'c String> {
    let is_address = |cell: &&String| {
        let halves = cell.trim().split_once('@');
        halves.is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !cell.trim().contains(char::is_whitespace)
        })
    };
    let is_quantity = |cell: &&String| {
        let cell = cell.trim();
        let has_digits = cell.contains(|sign: char| sign.is_ascii_digit());
        let is_number = has_digits && !cell.contains(char::is_alphabetic);
        is_number || cell::is_date(cell)
    };
    cells.iter().find(is_address).or_else(|| {
        let are_names = cells.iter().any(|cell| cell == ROW_NUMBER)
            || !Mapping::of_columns(workflow, cells.iter().map(String::as_str))
                .columns
                .is_empty();
        let mut cells = cells.iter();
        cells.find(|cell| !are_names && is_quantity(cell))
    })
}

/// The text of a cell, or as it is written where its quotes are broken.
pub(super) fn text(cell: &[u8]) -> String {
    let cell = String::from_utf8_lossy(cell);
    match unquoted(&cell) {
        Some(text) => text.into_owned(),
        None => cell.into_owned(),
    }
}

/// What a column is called that has no name.
fn of_place(place: usize) -> String {
    format!("Column {place}")
}
