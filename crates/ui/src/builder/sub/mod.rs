//! Another workflow as a task, to be chosen and handed its answers.

mod tab;

pub(super) use tab::SubTabProps;

crate::part! {
    /// The tab that shows which workflow runs, and with what.
    pub(super) fn sub_tab(SubTabProps) in sub = tab::SubTab;
}
