//! What a Segment task sends: its ids, its event, and its rows.

mod field_rows;
mod json_box;
mod missing_field;
mod name_field;
mod page_names;
mod row;
mod row_group;
mod row_value;
mod sub_field;
mod suggesting;
mod tab;
mod value_field;

use field_rows::FieldRowsProps;
pub(super) use json_box::JsonBox;
pub(super) use tab::SegmentTabProps;

crate::part! {
    /// The tab that shows what is sent.
    pub(super) fn segment_tab(SegmentTabProps) in segment = tab::SegmentTab;
}

crate::part! {
    /// The rows of a field: traits, properties, context or integrations.
    fn field_rows(FieldRowsProps) in rows = field_rows::RowsOfField;
}
