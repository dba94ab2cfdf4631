//! Three nodes and two workers, started by the commands that docs/server.md has.

use std::fs::File;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::engine::{Engine, address, demand_all, wait_until};
use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, record};

const PAGE: &str = include_str!("../../../../docs/server.md");

/// What the page has to type under that heading, block by block.
fn commands(heading: &str) -> Vec<&'static str> {
    let (_, section) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let blocks = section.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

/// A folder in which commands of the page are typed, at addresses of its own.
/// What they start ends with it.
struct Place {
    folder: Folder,
    network: String,
}

impl Place {
    fn new() -> Place {
        let place = Place {
            folder: Folder::new(),
            network: address().rsplit_once('.').unwrap().0.to_owned() + ".",
        };
        std::fs::create_dir(place.folder.path("bin")).unwrap();
        for (name, program) in [
            (
                "restate-server",
                std::env::var("SEGFLOW_TEST_ENGINE").unwrap(),
            ),
            ("segflow", env!("CARGO_BIN_EXE_segflow").to_owned()),
        ] {
            symlink(program, place.folder.path(&format!("bin/{name}"))).unwrap();
        }
        place
    }

    /// What the commands print, unless one fails.
    fn type_in(&self, commands: &str) -> Option<String> {
        // The test's own messages go to this machine.
        let commands = commands
            .replace("127.0.0.", &self.network)
            .replace("segflow worker", "segflow worker --allow-private");
        let path = std::env::var("PATH").unwrap();
        // What stays in the background would hold a pipe open.
        let printed = self.folder.path("printed");
        let status = Command::new("bash")
            .args(["-e", "-c", &commands])
            .current_dir(self.folder.path("."))
            .env("PATH", format!("{}:{path}", self.folder.path("bin")))
            .env("RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE", "256MB")
            .stdin(Stdio::null())
            .stdout(File::create(&printed).unwrap())
            .status()
            .unwrap();
        status.success().then(|| self.folder.read("printed"))
    }

    fn kill(&self, name: &str) {
        let pid = self.folder.read(&format!("{name}.pid"));
        let killed = Command::new("kill").args(["-KILL", pid.trim()]).status();
        assert!(killed.unwrap().success());
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for name in ["node1", "node2", "node3", "worker1", "worker2"] {
            if let Ok(pid) = std::fs::read_to_string(self.folder.path(&format!("{name}.pid"))) {
                let _ = Command::new("kill").args(["-KILL", pid.trim()]).output();
            }
        }
    }
}

#[test]
fn a_node_killed_under_load_loses_nothing() {
    let fake = Fake::start(|_, asked| match asked % 7 {
        6 => Answer::Status(429, "Retry-After: 0\r\n"),
        _ => Answer::Accepted,
    });
    let place = Place::new();
    place.folder.accounts(fake.address);
    let workflow = include_str!("../support/workflow.json");
    place.folder.file("follow-up.json", workflow);
    let lines: Vec<_> = (1..=300).map(|row| record(row % 20, row)).collect();
    place.folder.file("users.jsonl", &lines.join("\n"));

    let [start, ask] = commands("Three nodes and two workers")[..] else {
        panic!("the page has other blocks");
    };
    let (submit, status) = ask.split_once('\n').unwrap();
    assert!(place.type_in(start).is_some());
    wait_until("both workers are known", || {
        [1, 2].iter().all(|worker| {
            let log = std::fs::read_to_string(place.folder.path(&format!("worker{worker}.log")));
            log.is_ok_and(|log| log.contains("\"registered\""))
        })
    });
    // Every task a step, so that there is something to be killed amidst.
    wait_until("the rows are taken", || {
        place.type_in(&format!("{submit} --each")).is_some()
    });
    fake.wait_for(100);
    place.kill("node3");
    wait_until("all messages have arrived", || {
        let messages = fake.messages();
        let ids: std::collections::HashSet<_> = messages
            .iter()
            .map(|message| message["messageId"].as_str())
            .collect();
        ids.len() == 600
    });
    demand_all(&fake.messages(), 300);
    let status = format!("{} --json", status.trim());
    wait_until("all runs have ended", || {
        let status = place.type_in(&status).unwrap_or_default();
        status.contains("\"waiting\":0") && status.contains("\"underWay\":0")
    });
    demand_all(&fake.messages(), 300);
}

/// The page's other commands are ones that there are.
#[test]
fn one_machine_is_used_as_the_page_says() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let place = Place::new();
    let accounts = place.folder.accounts(fake.address);
    let workflow = include_str!("../support/workflow.json");
    place.folder.file("follow-up.json", workflow);
    place
        .folder
        .file("users.csv", "email,amount\na@example.com,1\n,2\n");
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    let used = commands("One machine")[1];
    let (calls, admin) = (
        format!("http://{}:8080", engine.address),
        format!("http://{}:9070", engine.address),
    );
    let mut told = Vec::new();
    for line in used.lines() {
        let printed = place.type_in(&format!("{line} --engine {calls} --admin {admin}"));
        told.push(printed.unwrap_or_else(|| panic!("{line}")));
        engine.wait_until_idle();
    }
    assert!(told[0].contains("2 records handed to the engine as the run spring"));
    assert!(told[1].contains("waiting"));
    assert!(told[2].contains("1 dead letter"), "{}", told[2]);
    assert!(
        told[3].contains("1 record handed over again"),
        "{}",
        told[3]
    );
    assert_eq!(fake.messages().len(), 2);
}
