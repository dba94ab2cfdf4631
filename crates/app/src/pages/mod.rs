//! One page an address.

mod builder;
mod debugger;
mod not_found;
mod workflows;

pub(crate) use builder::Builder;
pub(crate) use debugger::Debugger;
pub(crate) use not_found::NotFound;
pub(crate) use workflows::Workflows;
