//! `cargo xtask bench`: how fast it is, measured beside what else people could
//! use, and written down in `bench/`.

mod products;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::build;
use crate::choice;
use crate::flags::Consent;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::{self, Step};
use crate::project::{Cache, Project};
use crate::setup::{self, Need, Tools};

/// Something that is built before it is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Product {
    App,
    Package,
    Receiver,
    /// The core's own bench, ours and by hand.
    Native,
    /// The program `segflow`.
    Program,
}

/// Something that is measured by itself: a script of `tests/bench`, whose last
/// line is what it measured, as JSON.
struct Part {
    name: &'static str,
    about: &'static str,
    needs: &'static [Need],
    products: &'static [Product],
    minutes: u64,
}

const PARTS: [Part; 6] = [
    Part {
        name: "rows",
        about: "rows a second beside other template engines, in Node, Chromium and natively",
        needs: &[
            Need::WasmLibrary,
            Need::PackageTools,
            Need::Browser,
            Need::Rivals,
        ],
        products: &[Product::Package, Product::Native],
        minutes: 8,
    },
    Part {
        name: "scale",
        about: "what a row of a short and a very long file costs, and the memory it takes",
        needs: &[Need::WasmLibrary, Need::PackageTools, Need::Rivals],
        products: &[Product::Package],
        minutes: 5,
    },
    Part {
        name: "memory",
        about: "a million rows and a gigabyte from a file: checked and sent, and the memory it takes",
        needs: &[
            Need::WasmLibrary,
            Need::PackageTools,
            Need::AppTools,
            Need::Browser,
            Need::Rivals,
        ],
        products: &[Product::Package, Product::App, Product::Receiver],
        minutes: 6,
    },
    Part {
        name: "instructions",
        about: "how many instructions a row takes, counted by callgrind",
        needs: &[Need::Rivals],
        products: &[Product::Native],
        minutes: 3,
    },
    Part {
        name: "app",
        about: "what a person who uses the app waits for",
        needs: &[
            Need::WasmLibrary,
            Need::AppTools,
            Need::Browser,
            Need::Rivals,
        ],
        products: &[Product::App, Product::Receiver],
        minutes: 6,
    },
    Part {
        name: "durable",
        about: "records a second on the durable engine",
        needs: &[Need::Engine, Need::Rivals],
        products: &[Product::Program],
        minutes: 4,
    },
];

pub(crate) fn names() -> Vec<&'static str> {
    PARTS.iter().map(|part| part.name).collect()
}

/// Measures every part or one, and writes the tables and plots anew.
pub(crate) fn run(
    project: &Project,
    cache: &Cache,
    only: Option<&str>,
    consent: Consent,
) -> Result<ExitCode> {
    let parts = choice::of("part", &PARTS, |part| part.name, only)?;
    let needs: Vec<Need> = parts.iter().flat_map(|part| part.needs).copied().collect();
    let tools = setup::prepare(&needs, consent, project, cache)?;
    let variables = made(project, &tools, &parts)?;
    let mut all_well = true;
    for part in parts {
        let told = measure(project, &tools, part, &variables).unwrap_or_else(|problem| {
            problem.tell();
            false
        });
        all_well &= told;
    }
    report(project)?;
    Ok(if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Builds what the parts need, and gives the variables that say where it is.
fn made(project: &Project, tools: &Tools, parts: &[&Part]) -> Result<Vec<(&'static str, PathBuf)>> {
    let uses = |product| parts.iter().any(|part| part.products.contains(&product));
    let mut variables = Vec::new();
    if uses(Product::Package) {
        let package = build::package(project, tools)?;
        variables.push(("SEGFLOW_PACKAGE", package.folder));
    }
    if uses(Product::App) {
        variables.push(("SEGFLOW_APP", build::app(project, tools)?));
    }
    if uses(Product::Receiver) {
        variables.push(("SEGFLOW_RECEIVER", build::receiver(project)?));
    }
    if uses(Product::Native) {
        variables.push(("SEGFLOW_NATIVE_BENCH", products::native_bench(project)?));
    }
    if uses(Product::Program) {
        variables.push(("SEGFLOW_PROGRAM", products::program(project)?));
    }
    let found = [
        ("SEGFLOW_CHROMIUM", &tools.chromium),
        ("SEGFLOW_ENGINE", &tools.engine),
    ];
    for (name, place) in found {
        if let Some(place) = place {
            variables.push((name, place.clone()));
        }
    }
    Ok(variables)
}

/// Runs the script of a part and keeps what it measured; tells whether it was
/// content.
fn measure(
    project: &Project,
    tools: &Tools,
    part: &Part,
    variables: &[(&'static str, PathBuf)],
) -> Result<bool> {
    let step = Step::begin(&format!("Measure {}", part.name), part.about);
    let started = Instant::now();
    let mut node = Command::new("node");
    if part.needs.contains(&Need::PackageTools) {
        tools.apply(&mut node, project);
    }
    node.current_dir(&project.root)
        .arg(format!("tests/bench/{}.mjs", part.name))
        .envs(variables.iter().map(|(name, place)| (name, place)));
    let limit = Duration::from_secs(part.minutes * 60);
    let finished = program::follow(&step, &mut node, Some(limit))?;
    let measured = finished.stdout.lines().last().unwrap_or_default();
    if !measured.starts_with('{') {
        return Err(Problem::new(format!(
            "`{}` measured nothing; see above, mend it and start again",
            program::told(&node)
        ))
        .with_output(finished.lines));
    }
    let folder = project.root.join("bench/results");
    fs::create_dir_all(&folder).map_err(Problem::file("make the folder", &folder))?;
    let file = folder.join(format!("{}.json", part.name));
    fs::write(&file, format!("{measured}\n")).map_err(Problem::file("write", &file))?;
    if !finished.success {
        Problem::new(format!("{} is not as it should be", part.name))
            .with_output(finished.lines)
            .tell();
    }
    let took = progress::seconds(started.elapsed());
    println!("  {}: measured ({took})", part.name);
    Ok(finished.success)
}

/// Writes `bench/README.md` and its plots from all that was measured.
fn report(project: &Project) -> Result<()> {
    let step = Step::begin("Write bench/README.md", "what was measured, and the plots");
    let mut node = Command::new("node");
    node.current_dir(&project.root)
        .arg("tests/bench/report.mjs");
    program::must(&step, &mut node, "see above, mend it and start again")?;
    println!("{}", project.root.join("bench/README.md").display());
    Ok(())
}
