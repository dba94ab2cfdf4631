//! Changes of the rows within a Segment task's fields, however deep.

use crate::document::{MAX_DEPTH, SegmentField, SegmentTask};
use crate::json::{Object, Pointer, Value, element};

/// How many lists and objects of a document stand around a task's fields: the
/// document, its tasks, the task.
const AROUND: usize = 3;

pub(super) fn set_field(segment: &mut SegmentTask, field: SegmentField, value: Option<Value>) {
    changing(segment, |fields| {
        if let Value::Object(fields) = fields {
            match value {
                Some(value) if fits(&value, &field.pointer()) => fields.insert(field.name(), value),
                Some(_) => {}
                None => drop(fields.remove(field.name())),
            }
        }
    });
}

pub(super) fn add(segment: &mut SegmentTask, at: &Pointer, value: Value) {
    let Some((around, name)) = split(at).filter(|_| fits(&value, at)) else {
        return;
    };
    changing(segment, |fields| {
        let _ = objects_to(fields, &around);
        match around.look_up_mut(fields) {
            Some(Value::Object(rows)) if rows.get(&name).is_none() => rows.insert(name, value),
            Some(Value::List(rows)) if element(&name) == Some(rows.len()) => rows.push(value),
            _ => {}
        }
    });
}

pub(super) fn add_many(segment: &mut SegmentTask, at: &Pointer, rows: Value) {
    if !fits(&rows, at) {
        return;
    }
    changing(segment, |fields| {
        if matches!(rows, Value::Object(_)) {
            let _ = objects_to(fields, at);
        }
        match (at.look_up_mut(fields), rows) {
            (Some(Value::Object(known)), Value::Object(rows)) => {
                for (name, value) in rows {
                    known.insert(name, value);
                }
            }
            (Some(Value::List(known)), Value::List(rows)) => known.extend(rows),
            _ => {}
        }
    });
}

pub(super) fn put(segment: &mut SegmentTask, at: &Pointer, value: Option<Value>) {
    let Some((around, name)) = split(at) else {
        return;
    };
    let Some(value) = value else {
        remove(segment, at);
        return remove_empty(segment, around);
    };
    if fits(&value, at) {
        changing(segment, |fields| {
            if let Some(Value::Object(rows)) = objects_to(fields, &around) {
                rows.insert(name, value);
            }
        });
    }
}

/// Takes the objects out that lead to a place and hold nothing.
fn remove_empty(segment: &mut SegmentTask, mut place: Pointer) {
    while let Some(around) = place.parent()
        && let Some(Value::Object(rows)) = segment.value_at(&place)
        && rows.is_empty()
    {
        let name = place.last().unwrap_or_default();
        change(segment, |fields| {
            if let Some(Value::Object(rows)) = around.look_up_mut(fields) {
                rows.remove(&name);
            }
        });
        segment.missing.remove(&place);
        place = around;
    }
}

/// The object at a place; those on the way are made where nothing is there.
fn objects_to<'v>(fields: &'v mut Value, at: &Pointer) -> Option<&'v mut Value> {
    let is_way = |value: &Value| matches!(value, Value::Object(_) | Value::Null);
    let mut here = at.clone();
    loop {
        if here.look_up(fields).is_some_and(|there| !is_way(there)) {
            return None;
        }
        match here.parent() {
            Some(around) => here = around,
            None => break,
        }
    }
    at.steps().try_fold(fields, |here, step| {
        let Value::Object(rows) = here else {
            return None;
        };
        if matches!(rows.get(&step), None | Some(Value::Null)) {
            rows.insert(step.clone(), Object::new());
        }
        rows.get_mut(&step)
    })
}

pub(super) fn set(segment: &mut SegmentTask, at: &Pointer, value: Value) {
    if fits(&value, at) {
        changing(segment, |fields| {
            if let Some(row) = at.look_up_mut(fields) {
                *row = value;
            }
        });
    }
}

pub(super) fn rename(segment: &mut SegmentTask, at: &Pointer, to: &str) {
    let Some((around, from)) = split(at) else {
        return;
    };
    let is_renamed = change(segment, |fields| match around.look_up_mut(fields) {
        Some(Value::Object(rows)) => rows.rename(&from, to),
        _ => false,
    });
    if is_renamed {
        segment.missing.rename(at, &around.key(to));
    }
}

pub(super) fn remove(segment: &mut SegmentTask, at: &Pointer) {
    let Some((around, name)) = split(at) else {
        return;
    };
    let place = change(segment, |fields| match around.look_up_mut(fields) {
        Some(Value::Object(rows)) => {
            rows.remove(&name);
            None
        }
        Some(Value::List(rows)) => {
            let place = element(&name).filter(|place| *place < rows.len())?;
            rows.remove(place);
            Some(place)
        }
        _ => None,
    });
    segment.missing.remove(at);
    if let Some(removed) = place {
        move_elements(segment, &around, |place| {
            place - usize::from(place > removed)
        });
    }
}

pub(super) fn move_to(segment: &mut SegmentTask, at: &Pointer, to: usize) {
    let Some((around, name)) = split(at) else {
        return;
    };
    let moved = change(segment, |fields| match around.look_up_mut(fields) {
        Some(Value::Object(rows)) => {
            rows.move_to(&name, to);
            None
        }
        Some(Value::List(rows)) => {
            let from = element(&name).filter(|from| *from < rows.len())?;
            let row = rows.remove(from);
            let to = to.min(rows.len());
            rows.insert(to, row);
            Some((from, to))
        }
        _ => None,
    });
    if let Some((from, to)) = moved {
        move_elements(segment, &around, |place| {
            if place == from {
                to
            } else if from < place && place <= to {
                place - 1
            } else if to <= place && place < from {
                place + 1
            } else {
                place
            }
        });
    }
}

/// Moves the rules of a list's elements along with them.
fn move_elements(segment: &mut SegmentTask, list: &Pointer, to: impl Fn(usize) -> usize) {
    segment.missing.move_all(|place| {
        let moved = || {
            let below = place.moved(list, &Pointer::root())?;
            let from = element(&below.steps().next()?)?;
            place.moved(&list.index(from), &list.index(to(from)))
        };
        moved().unwrap_or_else(|| place.clone())
    });
}

/// A row's place as what is around it and its name there. A field is no row.
fn split(at: &Pointer) -> Option<(Pointer, String)> {
    let around = at.parent().filter(|around| *around != Pointer::root())?;
    Some((around, at.last()?))
}

/// Whether a document that has the value at that place can still be loaded.
fn fits(value: &Value, at: &Pointer) -> bool {
    // The task is around a field, and the field around its rows.
    AROUND + at.steps().skip(1).count() + value.depth() <= MAX_DEPTH
}

/// Changes the fields, taken as one value.
fn change<T>(segment: &mut SegmentTask, change: impl FnOnce(&mut Value) -> T) -> T {
    let mut fields = Value::Object(std::mem::take(&mut segment.fields));
    let changed = change(&mut fields);
    if let Value::Object(fields) = fields {
        segment.fields = fields;
    }
    changed
}

/// The same; rules for what is no longer there go.
fn changing(segment: &mut SegmentTask, with: impl FnOnce(&mut Value)) {
    let ruled: Vec<Pointer> = segment
        .missing
        .places
        .iter()
        .map(|(place, _)| place.clone())
        .filter(|place| segment.value_at(place).is_some())
        .collect();
    change(segment, with);
    for place in ruled {
        if segment.value_at(&place).is_none() {
            segment.missing.set(&place, None);
        }
    }
}
