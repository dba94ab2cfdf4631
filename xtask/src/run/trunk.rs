//! Trunk: builds the app anew after every change, as one module and quickly.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::problem::{Problem, Result};
use crate::project::Project;
use crate::setup::Tools;

/// Ends Trunk when the input ends: the other end of that pipe is held here, and
/// the system closes it however this command ends.
const UNTIL_INPUT_ENDS: &str = "trunk \"$@\" & cat > /dev/null; kill $!";

/// Starts Trunk, which builds into a folder until the value is dropped.
pub(super) fn watch(project: &Project, tools: &Tools, folder: &Path) -> Result<Watching> {
    let mut trunk = Command::new("sh");
    tools.apply(&mut trunk, project);
    trunk
        .current_dir(&project.root)
        .args(["-c", UNTIL_INPUT_ENDS, "sh", "watch", "--dist"])
        .arg(folder)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Put beside each build by the hook in Trunk.toml.
        .env("SEGFLOW_WORKER", project.watched_worker())
        // Trunk wants `true` in it and ends at the usual `1`.
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped());
    let child = trunk
        .spawn()
        .map_err(|error| Problem::new(format!("`sh` cannot be started: {error}")))?;
    Ok(Watching { child })
}

/// Trunk at work.
pub(super) struct Watching {
    child: Child,
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It has nothing to save; how it ends is of no interest.
        let _ = self.child.wait();
    }
}
