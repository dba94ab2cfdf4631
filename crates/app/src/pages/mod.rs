//! One page an address.

mod accounts;
mod builder;
mod debugger;
mod file;
mod found;
mod import;
mod new;
mod not_found;
mod runs;
mod settings;
mod versions;
mod workflows;

pub(crate) use accounts::Accounts;
pub(crate) use builder::Builder;
pub(crate) use debugger::Debugger;
pub(crate) use file::File;
pub(crate) use import::{Handed, Import, Linked};
pub(crate) use new::New;
pub(crate) use not_found::NotFound;
pub(crate) use runs::Runs;
pub(crate) use settings::Settings;
pub(crate) use versions::Versions;
pub(crate) use workflows::Workflows;
