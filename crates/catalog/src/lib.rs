//! What Segment's specifications give a meaning: events with their usual
//! properties, reserved traits and properties, and the members of a message's
//! context. Facts as data, for suggestions; only the interface links it.

mod context;
mod event;
mod names;
mod property;
mod reserved;
mod search;

pub use context::context;
pub use event::{Category, Event, event, events, find_events};
pub use names::{Name, Source, find_names, kind_at, names, usual};
pub use property::{Kind, Property};
pub use reserved::reserved;
pub use search::find_named;
