//! Trunk puts the app's page, styles and Wasm together.

use super::Tool;
use super::cargo_tool::CargoTool;
use crate::problem::Result;
use crate::project::Cache;

/// The newest that the compilers in use can build.
const VERSION: &str = "0.21.14";

pub(super) fn install(cache: &Cache) -> Result<Tool> {
    CargoTool {
        program: "trunk",
        package: "trunk",
        version: VERSION,
        version_flag: Some("--version"),
        features: &["rustls"],
        reason: "it puts the app's page, styles and Wasm together",
    }
    .install(cache)
}
