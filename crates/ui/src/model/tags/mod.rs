//! A text with tags as a person edits it: where the caret stands, what is
//! offered there, what is seen. Places are bytes of the text.

mod change;
mod echo;
mod editor;
mod offered;
mod pieces;
mod spot;
mod trail;

pub use echo::Echo;
pub use editor::{Help, Side, TagEditor};
pub use offered::{OfferedFilter, offered_filters};
pub use pieces::{Piece, PieceKind};
pub use spot::{FieldSpot, FilterSpot, Spot, TagSpot};
pub use trail::{Trail, TrailStep, head_of, trail_path};

use std::ops::Range;

use segflow_core::template::Template;

/// The places of the tags of a text that can be read.
fn tag_ranges(text: &str) -> Vec<Range<usize>> {
    let template = Template::parse(text);
    template.tags().map(|tag| tag.range.clone()).collect()
}
