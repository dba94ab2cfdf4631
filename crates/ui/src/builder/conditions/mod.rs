//! When the chosen task is activated.

mod clause;
mod tab;

pub(super) use tab::ConditionsTabProps;

crate::part! {
    /// The tab that shows the conditions.
    pub(super) fn conditions_tab(ConditionsTabProps) in conditions = tab::ConditionsTab;
}
