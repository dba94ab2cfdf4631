//! When the chosen task is activated, and when it is complete.

mod clause;
mod editing;
mod group;
mod operand;
mod subject;
mod tab;

pub(super) use tab::ConditionsTab;
