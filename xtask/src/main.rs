//! Sets up, builds, runs and tests segflow: `cargo xtask run`, `cargo xtask test`.

mod bench;
mod build;
mod choice;
mod fingerprint;
mod flags;
mod problem;
mod process_tree;
mod program;
mod progress;
mod project;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

use flags::Flags;
use problem::Result;
use project::{Cache, Project};

const HELP: &str = "\
Sets up what is missing, then:

  cargo xtask run [--port N]     builds segflow and serves it on this machine
  cargo xtask serve [--port N]   the same for changing it: builds the app anew
                                 after every change; reload the page to see it
  cargo xtask test [SUITE]       runs every test, or those of one suite:
                                 SUITES
  cargo xtask bench [PART]       measures how fast it is and writes bench/:
                                 PARTS
  cargo xtask pack               puts the npm package together

  --yes    installs system packages without asking (so does CI=true)

What is installed or compiled for this is kept in ~/.cache/segflow. Set
SEGFLOW_WASM_STD=source to build the standard library for Wasm from Debian's
source instead of looking for a ready one.";

fn main() -> ExitCode {
    match act() {
        Ok(code) => code,
        Err(problem) => {
            problem.tell();
            ExitCode::FAILURE
        }
    }
}

fn act() -> Result<ExitCode> {
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    match Flags::read(lexopt::Parser::from_env(), ci)? {
        Flags::Help => {
            let help = HELP
                .replace("SUITES", &test::names().join(", "))
                .replace("PARTS", &bench::names().join(", "));
            println!("{help}");
            Ok(ExitCode::SUCCESS)
        }
        Flags::Run { port, consent } => run::run(&Project::find()?, &Cache::open()?, port, consent),
        Flags::Serve { port, consent } => {
            run::serve(&Project::find()?, &Cache::open()?, port, consent)
        }
        Flags::Test { suite, consent } => test::run(
            &Project::find()?,
            &Cache::open()?,
            suite.as_deref(),
            consent,
        ),
        Flags::Bench { part, consent } => {
            bench::run(&Project::find()?, &Cache::open()?, part.as_deref(), consent)
        }
        Flags::Pack { consent } => build::pack(&Project::find()?, &Cache::open()?, consent),
    }
}
