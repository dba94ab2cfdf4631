//! `segflow up`: an engine and a worker on this machine, by one command.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::engine::Engine;
use super::log::Log;
use super::worker::{Worker, performer, runtime, stop_signal};
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{note, say};

pub(crate) const TAKES: Takes = Takes {
    files: &[],
    values: &[
        "accounts", "rate", "tries", "server", "data", "address", "metrics",
    ],
    flags: &["allow-private"],
};

/// The engine's version that this worker was tried with.
pub(crate) const VERSION: &str = "1.7.12";

/// The engine has so long to start, and to end.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let address: IpAddr = given
        .parsed("address", "an address of this machine, like 127.0.0.1")?
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if !address.is_loopback() {
        return Err(Error::Usage(
            "--address has to be one of this machine alone (127.x.x.x): the engine lets everybody in who reaches it"
                .to_owned(),
        ));
    }
    let metrics = given
        .parsed("metrics", "an address and a port, like 127.0.0.1:9081")?
        .unwrap_or(SocketAddr::new(address, 9081));
    let data = match given.path("data") {
        Some(path) => path,
        None => folder("XDG_STATE_HOME", ".local/state")?.join("engine"),
    };
    std::fs::create_dir_all(&data).map_err(Error::writing(&data))?;
    let log = data.join("worker.log");
    let file = std::fs::File::create(&log).map_err(Error::writing(&log))?;
    let performer = performer(given, Log::new(file))?;
    let server = match given.path("server") {
        Some(path) => path,
        None => find_or_install()?,
    };
    let at = |port: u16| SocketAddr::new(address, port);
    runtime()?.block_on(async {
        let mut stop = stop_signal();
        let worker = Worker::bind(performer, at(9080), Some(metrics)).await?;
        let engine = Engine::at(
            format!("http://{}", at(8080)),
            format!("http://{}", at(9070)),
        );
        if engine.is_well() {
            return Err(Error::Cannot(format!(
                "an engine answers at {} already; stop that one, or use it by `segflow worker`",
                at(9070)
            )));
        }
        let mut server = Server::start(&server, &data, address)?;
        let serving = tokio::spawn(worker.serve(stop.clone()));
        let started = tokio::select! {
            started = server.is_ready(&engine) => started.map(|()| true),
            _ = stop.wait_for(|stop| *stop) => Ok(false),
        };
        if started? {
            let registering = engine.clone();
            let worker = format!("http://{}", at(9080));
            let registered =
                tokio::task::spawn_blocking(move || registering.register(&worker)).await;
            registered.map_err(|error| Error::Cannot(error.to_string()))??;
            say(format!(
                "engine   http://{}  (its own page: http://{}/ui/)",
                at(8080),
                at(9070)
            ));
            say(format!("worker   http://{}", at(9080)));
            say(format!(
                "metrics  http://{metrics}/metrics  (and http://{metrics}/health)"
            ));
            say(format!(
                "data     {}  (with engine.log and worker.log)",
                data.display()
            ));
            say("Submit with `segflow submit FILE --records …`; Ctrl-C stops both.");
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => {}
                ended = server.has_ended() => return Err(ended),
            }
        }
        // The worker first: what it has under way is still kept.
        let _ = serving.await;
        server.stop().await;
        Ok(Outcome::Fine)
    })
}

/// The engine's process; it ends with this program.
struct Server {
    child: Child,
}

impl Server {
    fn start(program: &Path, data: &Path, address: IpAddr) -> Result<Server, Error> {
        let log = data.join("engine.log");
        let file = std::fs::File::create(&log).map_err(Error::writing(&log))?;
        let errors = file.try_clone().map_err(Error::writing(&log))?;
        let address = address.to_string();
        let mut command = Command::new(program);
        command
            .args(["--node-name", "segflow", "--listen-mode", "tcp"])
            .args(["--bind-ip", &address, "--advertised-host", &address])
            .arg("--base-dir")
            .arg(data)
            // It would tell its makers that it runs.
            .env("RESTATE_DISABLE_TELEMETRY", "true")
            .env("DO_NOT_TRACK", "1")
            .env("RESTATE_LOG_FILTER", "warn")
            .env("RESTATE_DEFAULT_NUM_PARTITIONS", "6")
            .env("RESTATE_AUTO_PROVISION", "true")
            // Keys are for the worker alone.
            .env_remove(crate::accounts::VARIABLE)
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors);
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            // A terminal's Ctrl-C is for this program, which ends it in order.
            command.process_group(0);
        }
        let child = command.spawn().map_err(|error| {
            Error::Cannot(format!("{} cannot be started: {error}", program.display()))
        })?;
        Ok(Server { child })
    }

    async fn is_ready(&mut self, engine: &Engine) -> Result<(), Error> {
        let last = Instant::now() + PATIENCE;
        while Instant::now() < last {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(ended(status));
            }
            let asking = engine.clone();
            if tokio::task::spawn_blocking(move || asking.is_well())
                .await
                .unwrap_or(false)
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(Error::Cannot(
            "the engine did not become ready; its log is in the data folder, engine.log".to_owned(),
        ))
    }

    /// Returns when it has ended by itself.
    async fn has_ended(&mut self) -> Error {
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                return ended(status);
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn stop(&mut self) {
        terminate(&self.child);
        let last = Instant::now() + PATIENCE;
        while Instant::now() < last {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What it has taken is kept, however it ends.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ended(status: std::process::ExitStatus) -> Error {
    Error::Cannot(format!(
        "the engine has ended ({status}); its log is in the data folder, engine.log"
    ))
}

/// Asks a process to end in good order; the standard library can only kill.
fn terminate(child: &Child) {
    let _ = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
}

/// Where the engine's program is: named by `RESTATE_SERVER`, on the search path,
/// among the packages of this folder, or in the user's cache, where it is
/// installed if it is nowhere.
fn find_or_install() -> Result<PathBuf, Error> {
    if let Some(path) = std::env::var_os("RESTATE_SERVER") {
        return Ok(PathBuf::from(path));
    }
    let cache = folder("XDG_CACHE_HOME", ".cache")?
        .join("tools")
        .join(format!("restate-server-{VERSION}"));
    let on_path = std::env::var_os("PATH")
        .iter()
        .flat_map(std::env::split_paths)
        .map(|folder| folder.join("restate-server"))
        .find(|program| program.is_file());
    let in_folders = [PathBuf::from("."), cache.clone()];
    let installed = || {
        in_folders
            .iter()
            .map(|folder| program(folder))
            .find(|program| program.is_file())
    };
    if let Some(found) = on_path.or_else(installed) {
        return Ok(found);
    }
    note(format!(
        "installing @restatedev/restate-server {VERSION} with npm into {} (216 MB; its licence is BSL 1.1)",
        cache.display()
    ));
    std::fs::create_dir_all(&cache).map_err(Error::writing(&cache))?;
    let status = Command::new("npm")
        .arg("install")
        .arg("--prefix")
        .arg(&cache)
        .args(["--ignore-scripts", "--no-audit", "--no-fund"])
        .arg(format!("@restatedev/restate-server@{VERSION}"))
        .stdout(Stdio::null())
        .status()
        .map_err(|error| Error::Cannot(format!("npm cannot be started ({error}); install Node 20, or the engine itself, and name it by --server")))?;
    if !status.success() {
        return Err(Error::Cannot(
            "npm could not install the engine; install it yourself, and name it by --server"
                .to_owned(),
        ));
    }
    Ok(program(&cache))
}

/// The program inside npm's package for this machine.
fn program(folder: &Path) -> PathBuf {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    folder
        .join("node_modules/@restatedev")
        .join(format!("restate-server-{system}-{machine}"))
        .join("bin/restate-server")
}

/// A base folder of the user as the XDG specification has it, and in it ours.
fn folder(variable: &str, in_home: &str) -> Result<PathBuf, Error> {
    let absolute = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    absolute(variable)
        .or_else(|| Some(absolute("HOME")?.join(in_home)))
        .map(|folder| folder.join("segflow"))
        .ok_or_else(|| Error::Cannot(format!("no home folder is known: set HOME or {variable}")))
}
