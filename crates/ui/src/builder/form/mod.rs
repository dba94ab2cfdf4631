//! The questions of the chosen form, to be changed.

mod field_row;
mod new_field;
mod tab;

pub(super) use tab::FormTab;
