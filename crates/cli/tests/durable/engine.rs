//! Engines and workers in processes of their own.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Folder, KEY, command, printed, segflow, stderr};

/// A process that ends with its test.
pub(crate) struct Process(pub(crate) Child);

impl Process {
    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Asks it to end.
    pub(crate) fn ask_to_end(&self) {
        Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status()
            .unwrap();
    }

    /// Asks it to end, and gives its exit code.
    pub(crate) fn terminate(&mut self) -> Option<i32> {
        self.ask_to_end();
        self.0.wait().unwrap().code()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A loopback address that no other test uses, nor one of another run.
pub(crate) fn address() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(1);
    let process = std::process::id();
    format!(
        "127.{}.{}.{}",
        64 + process / 256 % 128,
        process % 256,
        COUNT.fetch_add(1, Ordering::Relaxed)
    )
}

/// An engine of one node.
pub(crate) struct Engine {
    pub(crate) folder: Folder,
    pub(crate) address: String,
    process: Option<Process>,
}

impl Engine {
    /// Starts it, and waits until it is ready.
    pub(crate) fn start() -> Engine {
        let mut engine = Engine {
            folder: Folder::new(),
            address: address(),
            process: None,
        };
        engine.restart();
        engine
    }

    pub(crate) fn kill(&mut self) {
        self.process.take().unwrap().kill();
    }

    pub(crate) fn restart(&mut self) {
        self.spawn();
        self.wait_until_ready();
    }

    fn spawn(&mut self) {
        let program = std::env::var("SEGFLOW_TEST_ENGINE").expect(
            "SEGFLOW_TEST_ENGINE names the engine's program; `cargo xtask test durable` sets it",
        );
        let log = File::create(self.folder.path("engine.log")).unwrap();
        let mut command = Command::new(program);
        command
            .args(["--node-name", &self.address.replace('.', "-")])
            .args([
                "--bind-ip",
                &self.address,
                "--advertised-host",
                &self.address,
            ])
            .args([
                "--listen-mode",
                "tcp",
                "--base-dir",
                &self.folder.path("data"),
            ])
            .env("RESTATE_DISABLE_TELEMETRY", "true")
            .env("DO_NOT_TRACK", "1")
            .env("RESTATE_LOG_FILTER", "warn")
            .env("RESTATE_DEFAULT_NUM_PARTITIONS", "4")
            .env("RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE", "256MB")
            .env("RESTATE_AUTO_PROVISION", "true")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        self.process = Some(Process(command.spawn().unwrap()));
    }

    fn wait_until_ready(&self) {
        wait_until("the engine is ready", || {
            ureq::get(format!("http://{}:9070/health", self.address))
                .call()
                .is_ok()
        });
    }

    /// Starts a worker that tells the engine of itself.
    pub(crate) fn worker(&self, accounts: &str) -> Process {
        self.worker_with(accounts, &[])
    }

    pub(crate) fn worker_with(&self, accounts: &str, more: &[&str]) -> Process {
        let admin = format!("http://{}:9070", self.address);
        let worker = self.start_worker(accounts, &[&["--admin", &admin], more].concat());
        wait_until("the engine knows the worker", || {
            self.log().iter().any(|line| line["event"] == "registered")
        });
        worker
    }

    /// Starts a worker at the address that the engine knows.
    pub(crate) fn another_worker(&self, accounts: &str) -> Process {
        self.start_worker(accounts, &[])
    }

    fn start_worker(&self, accounts: &str, more: &[&str]) -> Process {
        let log = self.folder.path("worker.log");
        let log = File::options().create(true).append(true).open(log).unwrap();
        let listen = format!("{}:9080", self.address);
        let worker = ["worker", "--listen", &listen, "--accounts", accounts];
        let mut command = command(&[&worker[..], &["--allow-private"], more].concat());
        Process(command.stderr(log).spawn().unwrap())
    }

    /// What its workers have told.
    pub(crate) fn log(&self) -> Vec<Value> {
        let text = self.folder.read("worker.log");
        assert!(!text.contains(KEY), "{text}");
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
            .collect()
    }

    /// What the program prints when it is asked about this engine.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        let output = self.output(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            stderr(&output)
        );
        printed(&output)
    }

    fn output(&self, arguments: &[&str]) -> Output {
        let (calls, admin) = (
            format!("http://{}:8080", self.address),
            format!("http://{}:9070", self.address),
        );
        let mut all = arguments.to_vec();
        all.push("--json");
        if arguments[0] != "submit" {
            all.extend(["--admin", &admin]);
        }
        all.extend(["--engine", &calls]);
        segflow(&all)
    }

    /// Answers of the engine's SQL, as they stand.
    pub(crate) fn query(&self, sql: &str) -> String {
        let body = serde_json::json!({ "query": sql }).to_string();
        ureq::post(format!("http://{}:9070/query", self.address))
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .send(body)
            .unwrap()
            .body_mut()
            .read_to_string()
            .unwrap()
    }

    /// Waits until nothing is under way any more, letters to the dead included:
    /// not once, as an engine that is slow has not counted everything yet.
    pub(crate) fn wait_until_idle(&self) {
        let mut seen = (0, 0);
        wait_until_or(
            "all runs have ended",
            || self.tells(),
            || {
                let ended = self.ended().unwrap_or(0);
                let times = if ended == seen.0 { seen.1 + 1 } else { 0 };
                seen = (ended, times);
                ended > 0 && times >= LOOKS
            },
        );
    }

    /// So many invocations ended; nothing where one has not, or where an engine
    /// that has just come back cannot say yet.
    fn ended(&self) -> Option<u64> {
        let output = self.output(&["status"]);
        let status = output.status.success().then(|| printed(&output))?;
        let is_idle = status["waiting"] == 0 && status["underWay"] == 0;
        let others = self.query(
            "SELECT count(*) AS number FROM sys_invocation WHERE status <> 'completed' AND status <> 'paused'",
        );
        let is_rest_idle = others.contains(r#""number":0"#);
        status["ended"].as_u64().filter(|_| is_idle && is_rest_idle)
    }

    /// What it and its workers told last, for whoever looks into a failure.
    fn tells(&self) -> String {
        let last = |name: &str| {
            let text = std::fs::read_to_string(self.folder.path(name)).unwrap_or_default();
            let lines: Vec<_> = text.lines().rev().take(20).collect();
            format!("{name}, the last first:\n{}\n", lines.join("\n"))
        };
        let status = self.output(&["status"]);
        let status = String::from_utf8_lossy(&status.stdout).into_owned();
        status
            + &stderr(&self.output(&["dead-letters"]))
            + &last("engine.log")
            + &last("worker.log")
    }
}

/// So often in a row it has to look the same.
const LOOKS: usize = 3;

/// Ends a test that would wait for ever.
pub(crate) fn wait_until(what: &str, is_so: impl FnMut() -> bool) {
    wait_until_or(what, String::new, is_so);
}

fn wait_until_or(what: &str, tells: impl Fn() -> String, mut is_so: impl FnMut() -> bool) {
    let last = Instant::now() + Duration::from_secs(120);
    while !is_so() {
        assert!(Instant::now() < last, "in vain: {what}\n{}", tells());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Demands that an identify and a track of every row have arrived, none under
/// two ids, and no track before its identify. A message that came twice counts
/// when it came first.
pub(crate) fn demand_all(messages: &[Value], rows: usize) {
    let mut seen = HashSet::new();
    let mut identified: BTreeMap<String, usize> = BTreeMap::new();
    let mut tracked = HashSet::new();
    for message in messages {
        let id = message["messageId"].as_str().unwrap();
        if !seen.insert(id) {
            continue;
        }
        let user = message["userId"].as_str().unwrap().to_owned();
        if message["type"] == "identify" {
            *identified.entry(user).or_default() += 1;
        } else {
            let left = identified.get_mut(&user).filter(|left| **left > 0);
            let left = left.unwrap_or_else(|| panic!("a track before its identify: {message}"));
            *left -= 1;
            assert!(
                tracked.insert(message["properties"]["name"].to_string()),
                "{message}"
            );
        }
    }
    assert_eq!(seen.len(), 2 * rows);
    assert_eq!(tracked.len(), rows);
}
