//! What the tests of the program share.

// Each test target uses a part of it.
#![allow(dead_code, reason = "it is shared by two targets")]

pub(crate) mod fake;

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

/// A write key that may stand nowhere but in requests.
pub(crate) const KEY: &str = "CANARYkeyCANARYkeyCANARYkey12345";

/// An empty folder that no other test uses.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "segflow-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }

    /// Writes a script of the shell that can be started.
    pub(crate) fn program(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\nset -e\n{text}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Accounts that send to an address, in a file that only its user may read.
    pub(crate) fn accounts(&self, address: SocketAddr) -> String {
        let accounts = json!([{
            "id": "main", "label": "Shop", "writeKey": KEY,
            "region": "custom", "endpoint": format!("http://{address}"),
        }]);
        let path = self.file("accounts.json", &accounts.to_string());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    /// A form, 'Identify a user' and 'Track an event'.
    pub(crate) fn workflow(&self) -> String {
        self.file("workflow.json", include_str!("workflow.json"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_segflow"));
    command
        .args(arguments)
        .env_remove("SEGFLOW_ACCOUNTS")
        .env_remove("NO_COLOR");
    command
}

/// Runs the program to its end. Whatever it is asked, it prints no write key.
pub(crate) fn segflow(arguments: &[&str]) -> Output {
    let output = command(arguments).output().unwrap();
    for stream in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(stream);
        assert!(!text.contains(KEY), "{text}");
    }
    output
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Whether a command ends with that code, prints nothing, and says that why.
pub(crate) fn assert_refused(arguments: &[&str], code: i32, told: &str) {
    let output = segflow(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    assert!(
        stderr(&output).contains(told),
        "{arguments:?}: {}",
        stderr(&output)
    );
    assert!(output.stdout.is_empty(), "{arguments:?}");
}

/// The JSON that a command prints.
pub(crate) fn printed(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {} {}", stdout(output), stderr(output)))
}

/// A record for the workflow, as a line of JSON.
pub(crate) fn record(user: usize, row: usize) -> String {
    format!(
        r#"{{"signup":{{"email":"user{user}@example.com","first_name":"N{row}","amount":{row}.50,"plan":"pro"}}}}"#
    )
}
