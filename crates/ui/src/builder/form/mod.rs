//! The questions of the chosen form, to be changed.

mod field_row;
mod new_field;
mod tab;

pub(super) use tab::FormTabProps;

crate::part! {
    /// The tab that shows the questions.
    pub(super) fn form_tab(FormTabProps) in form = tab::FormTab;
}
