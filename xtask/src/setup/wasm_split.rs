//! wasm-split takes the app's module apart: what a page needs at first, and
//! what comes when it is used.

use super::Tool;
use super::cargo_tool::CargoTool;
use crate::problem::Result;
use crate::project::Cache;

/// The newest that understands what `wasm_split_helpers` of Cargo.lock marks.
const VERSION: &str = "0.2.4";

pub(super) fn install(cache: &Cache) -> Result<Tool> {
    CargoTool {
        program: "wasm-split-cli",
        package: "wasm_split_cli_support",
        version: VERSION,
        // It cannot be asked, so one that stands elsewhere is not used.
        version_flag: None,
        features: &["build-binary"],
        reason: "it takes the app apart, so that a page loads what it needs",
    }
    .install(cache)
}
