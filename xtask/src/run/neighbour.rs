//! Who holds the port already: a receiver of ours, or a stranger?

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{http, json, port_owner};
use crate::problem::{Problem, Result};
use crate::process_tree;
use crate::project;

pub(super) enum Neighbour {
    /// Our own receiver, with the build that it serves.
    Ours { build: String },
    /// Another program, told as well as can be.
    Stranger(String),
}

const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// Asks whoever listens at a port who it is.
pub(super) fn look(port: u16) -> Neighbour {
    let speaks_ours = http::get(port, "/segflow.json", ANSWER_WITHIN)
        .is_some_and(|body| json::field(&body, "segflow").is_some());
    if !speaks_ours {
        let owner = port_owner::of(port);
        return Neighbour::Stranger(owner.unwrap_or_else(|| "another program".to_owned()));
    }
    // Without its notice it is another user's, or kept its state elsewhere.
    let build = Notice::read(port).map(|notice| notice.build);
    Neighbour::Ours {
        build: build.unwrap_or_default(),
    }
}

/// Asks our receiver at a port to stop.
pub(super) fn stop(port: u16) -> Result<()> {
    let notice = Notice::read(port).ok_or_else(|| {
        Problem::new(format!(
            "the receiver at port {port} was not started by this user: end it there, or use another port with `--port`"
        ))
    })?;
    process_tree::signal("TERM", &[notice.process]);
    Ok(())
}

/// What a running receiver has left in the user's state folder.
struct Notice {
    process: u32,
    build: String,
}

impl Notice {
    /// Reads the notice of the process that really holds the port. One left by
    /// a receiver that crashed may name a number which is somebody else's now.
    fn read(port: u16) -> Option<Self> {
        let file = notice_file(port)?;
        let notice = Self::parse(&std::fs::read_to_string(file).ok()?)?;
        let holder = port_owner::process_of(port);
        holder
            .is_none_or(|process| process == notice.process)
            .then_some(notice)
    }

    fn parse(text: &str) -> Option<Self> {
        Some(Self {
            process: json::field(text, "pid")?.parse().ok()?,
            build: json::field(text, "build")?,
        })
    }
}

fn notice_file(port: u16) -> Option<PathBuf> {
    let base = project::base_folder("XDG_STATE_HOME", ".local/state").ok()?;
    Some(
        base.join("segflow")
            .join(Path::new(&format!("receiver-{port}.json"))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_read() {
        let text = r#"{"pid":4321,"port":4780,"build":"0a1b-2c3d","token":"x\"y"}"#;
        let notice = Notice::parse(text).unwrap();
        assert_eq!(notice.process, 4321);
        assert_eq!(notice.build, "0a1b-2c3d");
        assert!(Notice::parse("{}").is_none());
        assert!(Notice::parse(r#"{"pid":"many","build":"b"}"#).is_none());
    }
}
