//! When the chosen task is activated, and when it is complete.

mod clause;
mod editing;
mod group;
mod operand;
mod subject;
mod tab;

pub(super) use tab::ConditionsTabProps;

crate::part! {
    /// The tab that shows the conditions.
    pub(super) fn conditions_tab(ConditionsTabProps) in conditions = tab::ConditionsTab;
}
