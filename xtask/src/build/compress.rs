//! Compresses the app's files once, so that the receiver need not at each request.

use std::path::Path;
use std::process::Command;

use crate::problem::Result;
use crate::program;
use crate::progress::Step;

/// Node has both compressions built in, which saves two crates.
const SCRIPT: &str = include_str!("compress.mjs");

/// Puts a `.gz` and a `.br` beside every file that gets smaller by it.
pub(super) fn all(step: &Step, folder: &Path) -> Result<()> {
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", SCRIPT])
        .arg(folder);
    program::must(
        step,
        &mut node,
        "see above; it needs Node 20 or newer and room on the disk",
    )?;
    Ok(())
}
