//! test.
use crate::{
    flags::Consent,
    problem::Result,
    project::{Cache, Project},
};
pub(crate) fn names() -> Vec<&'static str> {
    vec!["core"]
}
pub(crate) fn run(
    _: &Project,
    _: &Cache,
    _: Option<&str>,
    _: Consent,
) -> Result<std::process::ExitCode> {
    Ok(std::process::ExitCode::SUCCESS)
}
