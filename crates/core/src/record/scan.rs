//! Reads JSON text once, keeping what is asked for and checking the rest.

use super::row::Row;
use super::shape::Shape;
use super::slots::Node;
use crate::datum::Datum;
use crate::json::{ReadError, ReadErrorKind, Reader, Value};

/// How deep lists and objects may be nested in a value that is used. Those
/// that are not used may be nested as deeply as they like.
const MAX_DEPTH: usize = 256;

pub(super) fn scan<'a>(
    text: &'a str,
    root: &Node,
    row: &mut Row<'a>,
    shape: &mut Shape,
) -> Result<(), ReadError> {
    let mut reader = Reader::new(text, MAX_DEPTH);
    shape.begin();
    document(&mut reader, root, row, shape).map_err(|kind| reader.error(kind))
}

fn document<'a>(
    reader: &mut Reader<'a>,
    root: &Node,
    row: &mut Row<'a>,
    shape: &mut Shape,
) -> Result<(), ReadErrorKind> {
    reader.skip_space();
    if reader.peek() != Some(b'{') {
        // What is no JSON at all is told as such.
        reader.skip_value()?;
        reader.end()?;
        return Err(ReadErrorKind::NoObject);
    }
    object(reader, root, row, shape)?;
    reader.end()
}

fn object<'a>(
    reader: &mut Reader<'a>,
    node: &Node,
    row: &mut Row<'a>,
    shape: &mut Shape,
) -> Result<(), ReadErrorKind> {
    reader.open();
    if reader.take(b'}') {
        return Ok(());
    }
    loop {
        reader.skip_space();
        let place = match shape.take(reader, node) {
            Some(place) => place,
            None => {
                let key = reader.key()?;
                let place = node.place(&key);
                shape.learn(node, &key, place);
                place
            }
        };
        match place.and_then(|place| node.child(place)) {
            Some(child) => {
                row.forget(child);
                match (child.form, reader.take_plain()) {
                    // Most values are text without an escape.
                    (None, Some(text)) => row.set(child, Datum::Plain(text)),
                    (Some(_), Some(text)) => {
                        row.note_form(child);
                        row.set(child, Datum::Plain(text));
                    }
                    _ => value(reader, child, row, shape)?,
                }
            }
            None if reader.take_plain().is_some() => {}
            None => reader.skip_value()?,
        }
        if !reader.take_comma_or(b'}')? {
            return Ok(());
        }
    }
}

fn list<'a>(
    reader: &mut Reader<'a>,
    node: &Node,
    row: &mut Row<'a>,
    shape: &mut Shape,
) -> Result<(), ReadErrorKind> {
    reader.open();
    if reader.take(b']') {
        return Ok(());
    }
    let mut index = 0;
    loop {
        match node.index(index) {
            Some(child) => value(reader, child, row, shape)?,
            None => reader.skip_value()?,
        }
        index += 1;
        if reader.take(b']') {
            return Ok(());
        }
        reader.comma()?;
    }
}

fn value<'a>(
    reader: &mut Reader<'a>,
    node: &Node,
    row: &mut Row<'a>,
    shape: &mut Shape,
) -> Result<(), ReadErrorKind> {
    reader.skip_space();
    if node.form.is_some() {
        row.note_form(node);
    }
    match reader.peek() {
        // A tree is made only of a list or object that is used as a whole.
        Some(b'{' | b'[') if node.slot.is_some() => {
            let tree: Value = reader.value()?;
            row.fill_owned(node, tree);
        }
        Some(b'{') => object(reader, node, row, shape)?,
        Some(b'[') => list(reader, node, row, shape)?,
        Some(b'"') => {
            let datum = reader.text()?;
            row.set(node, datum);
        }
        Some(b'-' | b'0'..=b'9') => {
            let number = reader.number_text()?;
            row.set(node, Datum::Number(number.into()));
        }
        _ => {
            let datum = match reader.plain_word()? {
                Some(bool) => Datum::Bool(bool),
                None => Datum::Null,
            };
            row.set(node, datum);
        }
    }
    Ok(())
}
