use super::scan;
use super::shape::Shape;
use super::slots::{Fill, Node, Slots};
use crate::datum::Datum;
use crate::json::{Object, ReadError, Value};
use crate::template::Step;

/// What a flow needs of one record, found and ready.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    data: Vec<Datum<'a>>,
    forms: Vec<bool>,
}

/// The room of a row that is done with, for the next one.
#[derive(Debug, Default)]
pub(crate) struct Spare {
    data: Vec<Datum<'static>>,
    forms: Vec<bool>,
}

impl<'a> Row<'a> {
    /// An empty row in the room of another one.
    pub(crate) fn of_spare(spare: Spare, slots: &Slots) -> Row<'a> {
        let (mut data, mut forms): (Vec<Datum<'a>>, _) = (spare.data, spare.forms);
        data.resize_with(slots.len(), || Datum::Missing);
        forms.clear();
        forms.resize(slots.form_count(), false);
        Row { data, forms }
    }

    /// The room of the row.
    pub(crate) fn into_spare(self) -> Spare {
        // Nothing is left that borrows; collecting keeps the room.
        let data = self.data.into_iter().map(|_| Datum::Missing).collect();
        Spare {
            data,
            forms: self.forms,
        }
    }

    /// Finds the values in JSON text, as [`Row::from_text`] does; `shape` is
    /// that of the row before.
    pub(crate) fn read(
        &mut self,
        text: &'a str,
        fill: &Fill,
        shape: &mut Shape,
    ) -> Result<(), ReadError> {
        scan::scan(text, &fill.0, self, shape)
    }

    /// Sets the value of a path.
    #[inline]
    pub(crate) fn set_slot(&mut self, slot: usize, datum: Datum<'a>) {
        match self.data.get_mut(slot) {
            // Nothing is to be freed, nor is it asked for.
            Some(place @ Datum::Missing) => std::mem::forget(std::mem::replace(place, datum)),
            Some(place) => *place = datum,
            None => {}
        }
    }

    /// Notes that the record has something for a form.
    pub(crate) fn answer_form(&mut self, form: usize) {
        if let Some(place) = self.forms.get_mut(form) {
            *place = true;
        }
    }

    fn empty(slots: &Slots) -> Row<'a> {
        Row {
            data: vec![Datum::Missing; slots.len()],
            forms: vec![false; slots.form_count()],
        }
    }

    /// Finds the values in a tree.
    pub(crate) fn from_object(record: &'a Object, slots: &Slots) -> Row<'a> {
        let mut row = Row::empty(slots);
        for (step, node) in &slots.root().children {
            if let Step::Key(task) = step
                && let Some(value) = record.get(task)
            {
                row.fill(node, value);
            }
        }
        row
    }

    /// The same, with copies of the values, so that the record can go.
    pub(crate) fn from_copy(record: &Object, slots: &Slots) -> Row<'static> {
        let mut row = Row::empty(slots);
        for (step, node) in &slots.root().children {
            if let Step::Key(task) = step
                && let Some(value) = record.get(task)
            {
                row.fill_owned(node, value.clone());
            }
        }
        row
    }

    /// Finds the values in JSON text, which has to be one object. Accepts
    /// exactly what `JSON.parse` accepts; of a key that comes twice the last
    /// value wins.
    pub(crate) fn from_text(text: &'a str, slots: &Slots) -> Result<Row<'a>, ReadError> {
        let mut row = Row::empty(slots);
        scan::scan(text, slots.root(), &mut row, &mut Shape::default())?;
        Ok(row)
    }

    /// The value of a path.
    pub(crate) fn datum(&self, slot: usize) -> &Datum<'a> {
        self.data.get(slot).unwrap_or(&Datum::Missing)
    }

    /// Whether the record has anything for a form.
    pub(crate) fn has_form(&self, form: usize) -> bool {
        self.forms.get(form).copied().unwrap_or(false)
    }

    #[inline]
    pub(super) fn set(&mut self, node: &Node, datum: Datum<'a>) {
        if let Some(slot) = node.slot {
            self.set_slot(slot, datum);
        }
    }

    pub(super) fn note_form(&mut self, node: &Node) {
        if let Some(place) = node.form.and_then(|form| self.forms.get_mut(form)) {
            *place = true;
        }
    }

    /// Forgets what stands below a node whose key may have come before; what it
    /// holds itself is about to be set.
    pub(super) fn forget(&mut self, node: &Node) {
        if node.children.is_empty() {
            return;
        }
        // Of a form that has no answer yet there is nothing to forget.
        let is_first = node.form.is_some_and(|form| !self.has_form(form));
        if !is_first {
            self.clear(node);
        }
    }

    /// Forgets what a node and those below it hold.
    fn clear(&mut self, node: &Node) {
        self.set(node, Datum::Missing);
        for (_, child) in &node.children {
            self.clear(child);
        }
    }

    fn fill(&mut self, node: &Node, value: &'a Value) {
        self.note_form(node);
        self.set(node, Datum::of(value));
        for (step, child) in &node.children {
            let below = match step {
                Step::Key(key) => value.get(key),
                Step::Index(index) => value.as_list().and_then(|list| list.get(*index)),
            };
            if let Some(below) = below {
                self.fill(child, below);
            }
        }
    }

    /// The same as [`Row::fill`] of a tree that does not outlive the row.
    pub(super) fn fill_owned(&mut self, node: &Node, value: Value) {
        self.note_form(node);
        for (step, child) in &node.children {
            let below = match step {
                Step::Key(key) => value.get(key),
                Step::Index(index) => value.as_list().and_then(|list| list.get(*index)),
            };
            if let Some(below) = below {
                self.fill_owned(child, below.clone());
            }
        }
        self.set(node, Datum::made(value));
    }
}
