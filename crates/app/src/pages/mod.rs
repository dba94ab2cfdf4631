//! One page an address.

mod not_found;
mod workflows;

pub(crate) use not_found::NotFound;
pub(crate) use workflows::Workflows;
