//! One page an address.

mod builder;
mod not_found;
mod workflows;

pub(crate) use builder::Builder;
pub(crate) use not_found::NotFound;
pub(crate) use workflows::Workflows;
