//! Records: the answers that a flow needs, found in JSON.
//!
//! A flow knows which paths its tags and conditions use. Those, and nothing
//! else, are taken out of a record: from a tree, or straight from JSON text,
//! of which no tree is made.

mod row;
mod scan;
mod shape;
mod slots;

pub use row::Row;
pub(crate) use row::Spare;
pub(crate) use shape::Shape;
pub(crate) use slots::{Fill, Slots};
