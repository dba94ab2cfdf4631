//! What a Segment task sends: its ids, its event, and its rows.

mod row;
mod rows;
mod tab;
mod tag_field;
mod tag_list;
mod value_field;

pub(super) use tab::SegmentTab;
