//! `cargo xtask test`: everything that proves the project right.

mod browser;
mod conformance;
mod crates;
mod durable;
mod node;
mod packaging;
mod parts;
mod purity;
mod size;
mod tally;
mod tidy;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::build::{self, Package};
use crate::choice;
use crate::flags::Consent;
use crate::problem::{Problem, Result};
use crate::program::{self, Finished};
use crate::progress::{self, Step};
use crate::project::{Cache, Project};
use crate::setup::{self, Need, Tools};
use tally::Tally;

/// Something that is built before tests that use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Product {
    App,
    Cli,
    Package,
    Receiver,
}

/// A set of tests that stands for itself.
struct Suite {
    name: &'static str,
    about: &'static str,
    needs: &'static [Need],
    /// What has to be built.
    products: &'static [Product],
    /// A hanging test must not hang everything. Compiling counts, on a slow machine.
    minutes: u64,
    run: fn(&Run<'_>) -> Result<Tally>,
}

const SUITES: [Suite; 12] = [
    Suite {
        name: "purity",
        about: "which crate may depend on which",
        needs: &[],
        products: &[],
        minutes: 2,
        run: purity::run,
    },
    Suite {
        name: "tidy",
        about: "formatting, lints, and what no committed file may hold",
        needs: &[Need::WasmLibrary, Need::WasmLinter],
        products: &[],
        minutes: 12,
        run: tidy::run,
    },
    Suite {
        name: "core",
        about: "documents, checks, requests and runs",
        needs: &[],
        products: &[],
        minutes: 10,
        run: |run| crates::run(run, crates::CORE),
    },
    Suite {
        name: "receiver",
        about: "Segment's answers, over real connections",
        needs: &[],
        products: &[],
        minutes: 10,
        run: |run| crates::run(run, crates::RECEIVER),
    },
    Suite {
        name: "cli",
        about: "the program `segflow`, as a person or a script uses it",
        needs: &[],
        products: &[],
        minutes: 12,
        run: |run| crates::run(run, crates::CLI),
    },
    Suite {
        name: "durable",
        about: "workers on a real engine, killed at the worst moments",
        needs: &[Need::Engine],
        products: &[],
        minutes: 12,
        run: durable::run,
    },
    Suite {
        name: "interface",
        about: "what of the app can be tested without a browser",
        needs: &[],
        products: &[],
        minutes: 10,
        run: |run| crates::run(run, crates::INTERFACE),
    },
    Suite {
        name: "xtask",
        about: "these commands themselves",
        needs: &[],
        products: &[],
        minutes: 4,
        run: |run| crates::run(run, crates::XTASK),
    },
    Suite {
        name: "size",
        about: "what a visitor has to load",
        needs: &[Need::WasmLibrary, Need::AppTools, Need::PackageTools],
        products: &[Product::App, Product::Package],
        minutes: 1,
        run: size::run,
    },
    Suite {
        name: "conformance",
        about: "the npm package and other formats, judged by liquidjs and Segment's own libraries",
        needs: &[Need::WasmLibrary, Need::PackageTools, Need::Judges],
        products: &[Product::Cli, Product::Package, Product::Receiver],
        minutes: 7,
        run: conformance::run,
    },
    Suite {
        name: "packaging",
        about: "the npm package in pages as people build them",
        needs: &[
            Need::WasmLibrary,
            Need::PackageTools,
            Need::Browser,
            Need::Bundlers,
        ],
        products: &[Product::Package, Product::Receiver],
        minutes: 5,
        run: packaging::run,
    },
    Suite {
        name: "e2e",
        about: "the app in a real browser, used as a person would",
        needs: &[
            Need::WasmLibrary,
            Need::AppTools,
            Need::PackageTools,
            Need::Browser,
        ],
        products: &[Product::App, Product::Package, Product::Receiver],
        minutes: 25,
        run: browser::run,
    },
];

/// What a suite has at hand.
struct Run<'a> {
    project: &'a Project,
    tools: &'a Tools,
    app: Option<&'a PathBuf>,
    cli: Option<&'a PathBuf>,
    receiver: Option<&'a PathBuf>,
    package: Option<&'a Package>,
    step: &'a Step,
    ends: Instant,
}

impl Run<'_> {
    /// Follows a program for as long as the suite still may take.
    fn follow(&self, command: &mut Command) -> Result<Finished> {
        let left = self.ends.saturating_duration_since(Instant::now());
        let finished = program::follow(self.step, command, Some(left))?;
        if finished.timed_out {
            return Err(Problem::new(format!(
                "`{}` was stopped when the suite's time was over: look for a test that waits for ever, or give the suite more minutes",
                program::told(command)
            ))
            .with_output(finished.lines));
        }
        Ok(finished)
    }

    fn chromium(&self) -> Result<&PathBuf> {
        let found = self.tools.chromium.as_ref();
        found.ok_or_else(|| Problem::new("this suite has to name the browser among its needs"))
    }

    fn app(&self) -> Result<&PathBuf> {
        built(self.app)
    }

    fn cli(&self) -> Result<&PathBuf> {
        built(self.cli)
    }

    fn receiver(&self) -> Result<&PathBuf> {
        built(self.receiver)
    }

    fn package(&self) -> Result<&Package> {
        built(self.package)
    }
}

fn built<T>(product: Option<&T>) -> Result<&T> {
    product.ok_or_else(|| Problem::new("this suite has to name what it uses among its products"))
}

pub(crate) fn names() -> Vec<&'static str> {
    SUITES.iter().map(|suite| suite.name).collect()
}

pub(crate) fn run(
    project: &Project,
    cache: &Cache,
    only: Option<&str>,
    consent: Consent,
) -> Result<ExitCode> {
    let suites = choice::of("suite", &SUITES, |suite| suite.name, only)?;
    let needs: Vec<Need> = suites
        .iter()
        .flat_map(|suite| suite.needs)
        .copied()
        .collect();
    let tools = setup::prepare(&needs, consent, project, cache)?;
    let uses = |product| suites.iter().any(|suite| suite.products.contains(&product));
    let app = uses(Product::App)
        .then(|| build::app(project, &tools))
        .transpose()?;
    let cli = uses(Product::Cli)
        .then(|| build::cli(project))
        .transpose()?;
    let package = uses(Product::Package)
        .then(|| build::package(project, &tools))
        .transpose()?;
    let receiver = uses(Product::Receiver)
        .then(|| build::receiver(project))
        .transpose()?;

    let mut sum = Tally::default();
    for suite in suites {
        let step = Step::begin(&format!("Test {}", suite.name), suite.about);
        let started = Instant::now();
        let run = Run {
            project,
            tools: &tools,
            app: app.as_ref(),
            cli: cli.as_ref(),
            receiver: receiver.as_ref(),
            package: package.as_ref(),
            step: &step,
            ends: started + Duration::from_secs(suite.minutes * 60),
        };
        let tally = (suite.run)(&run).unwrap_or_else(|problem| {
            problem.tell();
            Tally::failure()
        });
        let tally = tally.or_failure_if_empty(suite.name);
        let took = progress::seconds(started.elapsed());
        println!("  {}: {tally} ({took})", suite.name);
        sum += tally;
    }
    println!("{sum}");
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
