//! When the chosen task is activated.

mod clause;
mod tab;

pub(super) use tab::ConditionsTab;
