//! Mappings of Segment's mapping kit, in which its destinations say what they
//! make of an event.
//!
//! An event stands in the record as the answers of a form `event`, so that
//! `$.properties.total` is `{{ event.properties.total }}`. What becomes of a
//! directive:
//!
//! | directive | here |
//! |---|---|
//! | `@path` | a tag, which keeps the value's type |
//! | `@template` | text with tags |
//! | `@literal` | its value |
//! | `@case`, `@replace`, `@json` | the filters `downcase`, `upcase`, `replace`, `json`, `parse_json` |
//! | `@if` that falls back on another path | the filter `default` |
//! | `@if` that falls back on a value | the rule for a missing value |
//! | any other `@if` | two tasks, each with a condition |
//! | `@merge` of objects that are written out | one object |
//! | `@arrayPath` without a shape | a tag; with one path as its shape, the filter `map` |
//! | `@liquid` of output tags | text with tags |
//!
//! All else is listed. Where nothing can be told beforehand, the meaning
//! differs for a few kinds of values: an object in a text is JSON here and
//! `[object Object]` there; a number that passes through `@case` becomes text;
//! what is below null is missing here and null there.

mod export;
mod fields;
mod given;
mod path;
mod read;
mod translate;

pub use export::export;
pub(crate) use read::read;
