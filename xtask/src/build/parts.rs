//! The app's program: the module a page loads first, the parts that come when
//! they are used, and the script that loads them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::wasm;
use crate::fingerprint::Fingerprint;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// The script that loads the parts: what is ours of it, and what it is called by
/// the module.
const LOADER: &str = include_str!("loader.mjs");
const LOADER_NAME: &str = "__wasm_split.js";
/// What several parts share is a file of its own only if it is worth a request;
/// else it stays in the first module.
const WORTH_A_REQUEST_BYTES: u64 = 8_000;

/// The files of the program, by their names in the app's folder. Each has a
/// hash of its contents in it, so that it may be kept for good.
pub(super) struct AppProgram {
    pub(super) script: String,
    pub(super) module: String,
}

/// Makes the program of what cargo has linked, and puts it into a folder.
pub(super) fn make(
    step: &Step,
    project: &Project,
    tools: &Tools,
    linked: &Path,
    product: &Path,
) -> Result<AppProgram> {
    let workshop = project.program_workshop();
    project::remove_folder(&workshop)?;
    let bound = workshop.join("bound");
    fs::create_dir_all(&bound).map_err(Problem::file("make the folder", &bound))?;

    take_apart(step, project, tools, linked, &workshop)?;
    let whole = workshop.join("segflow.wasm");
    bind(step, project, tools, &whole, &bound)?;
    fs::remove_file(&whole).map_err(Problem::file("remove", &whole))?;

    let apart = Apart::read(&workshop)?;
    let main = bound.join("segflow_bg.wasm");
    let (small, shared): (Vec<&Shared>, Vec<&Shared>) = apart
        .shared
        .iter()
        .partition(|shared| shared.bytes < WORTH_A_REQUEST_BYTES);
    put_together(step, project, tools, &main, &small)?;
    wasm::shrink(step, project, tools, &main)?;
    let module = keep(&main, "segflow", "wasm", product)?;

    let mut needed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (number, shared) in (1..).zip(shared) {
        wasm::shrink(step, project, tools, &shared.file)?;
        let kept = keep(&shared.file, &format!("shared-{number}"), "wasm", product)?;
        for part in &shared.parts {
            needed.entry(part).or_default().push(kept.clone());
        }
    }
    let mut script = LOADER.to_owned();
    for (part, file) in &apart.parts {
        wasm::shrink(step, project, tools, file)?;
        let mut files = needed.remove(part.as_str()).unwrap_or_default();
        files.push(keep(file, &format!("part-{part}"), "wasm", product)?);
        let files: Vec<String> = files.iter().map(|name| format!("\"./{name}\"")).collect();
        script.push_str(&format!(
            "export const __wasm_split_load_{part} = part({});\n",
            files.join(", ")
        ));
    }
    let loader = bound.join(LOADER_NAME);
    fs::write(&loader, script).map_err(Problem::file("write", &loader))?;
    let script = bundle(step, project, tools, &bound.join("segflow.js"))?;
    let script = keep(&script, "segflow", "js", product)?;
    Ok(AppProgram { script, module })
}

/// What wasm-split has left, but for the first module.
struct Apart {
    /// The parts by their names.
    parts: Vec<(String, PathBuf)>,
    /// What several of them need.
    shared: Vec<Shared>,
}

struct Shared {
    parts: Vec<String>,
    file: PathBuf,
    bytes: u64,
}

impl Apart {
    /// The script that wasm-split has written says which part needs which file.
    fn read(folder: &Path) -> Result<Self> {
        let script = folder.join(LOADER_NAME);
        let text = fs::read_to_string(&script).map_err(Problem::file("read", &script))?;
        let mut apart = Self {
            parts: Vec::new(),
            shared: Vec::new(),
        };
        for (name, parts) in shared_files(&text) {
            let file = folder.join(name);
            let bytes = fs::metadata(&file)
                .map_err(Problem::file("read", &file))?
                .len();
            apart.shared.push(Shared { parts, file, bytes });
        }
        let entries = fs::read_dir(folder).map_err(Problem::file("read", folder))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().and_then(|name| name.to_str());
            let part = name
                .and_then(|name| name.strip_prefix("split_"))
                .and_then(|name| name.strip_suffix(".wasm"));
            if let Some(part) = part {
                apart.parts.push((part.to_owned(), path));
            }
        }
        apart.parts.sort();
        Ok(apart)
    }
}

/// The files that several parts need, each after a comment that names the parts.
fn shared_files(script: &str) -> Vec<(String, Vec<String>)> {
    let lines = script.lines();
    lines
        .clone()
        .zip(lines.skip(1))
        .filter_map(|(comment, line)| {
            let parts = comment.strip_prefix("/* ")?.strip_suffix(" */")?;
            let number = line.strip_prefix("const __chunk_")?.split(' ').next()?;
            let parts = parts.split(", ").map(str::to_owned).collect();
            Some((format!("chunk_{number}.wasm"), parts))
        })
        .collect()
}

/// Puts what is too small for a file of its own back into the first module.
fn put_together(
    step: &Step,
    project: &Project,
    tools: &Tools,
    main: &Path,
    small: &[&Shared],
) -> Result<()> {
    if small.is_empty() {
        return Ok(());
    }
    let merged = main.with_extension("merged");
    let mut merge = Command::new("wasm-merge");
    tools.apply(&mut merge, project);
    // The others import what they need from a module of this name.
    merge.arg(main).arg("__wasm_split");
    for (number, shared) in small.iter().enumerate() {
        merge.arg(&shared.file).arg(format!("shared{number}"));
    }
    merge.args(["-g", "-o"]).arg(&merged).args(wasm::FEATURES);
    program::must(step, &mut merge, "see above, mend it and start again")?;
    fs::rename(&merged, main).map_err(Problem::file("move a file to", main))
}

fn take_apart(
    step: &Step,
    project: &Project,
    tools: &Tools,
    linked: &Path,
    folder: &Path,
) -> Result<()> {
    let mut split = Command::new("wasm-split-cli");
    tools.apply(&mut split, project);
    split
        .arg(linked)
        .arg(folder)
        .args(["--target", "web", "--out-name", "segflow"]);
    program::must(step, &mut split, "see above, mend it and start again")?;
    Ok(())
}

/// Makes a module callable from a page, and the script that does so.
fn bind(step: &Step, project: &Project, tools: &Tools, module: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Command::new("wasm-bindgen");
    tools.apply(&mut bindgen, project);
    bindgen
        .args(["--target", "web", "--omit-default-module-path"])
        // Among these is the table of functions, which the parts share.
        .arg("--keep-lld-exports")
        .args(["--no-typescript", "--out-name", "segflow", "--out-dir"])
        .arg(folder)
        .arg(module);
    program::must(step, &mut bindgen, "see above, mend it and start again")?;
    Ok(())
}

/// Puts a script and what it imports into one small file.
fn bundle(step: &Step, project: &Project, tools: &Tools, script: &Path) -> Result<PathBuf> {
    let bundled = script.with_extension("min.js");
    let mut esbuild = Command::new("esbuild");
    tools.apply(&mut esbuild, project);
    esbuild
        .arg(script)
        .args(["--bundle", "--format=esm", "--target=es2022", "--minify"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", bundled.display()));
    program::must(step, &mut esbuild, "see above, mend it and start again")?;
    Ok(bundled)
}

/// Copies a file into a folder, under a name that stands for its contents.
pub(super) fn keep(from: &Path, stem: &str, extension: &str, folder: &Path) -> Result<String> {
    let contents = fs::read(from).map_err(Problem::file("read", from))?;
    let name = format!("{stem}-{}.{extension}", Fingerprint::of(&contents));
    let to = folder.join(&name);
    fs::write(&to, contents).map_err(Problem::file("write", &to))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::shared_files;

    #[test]
    fn files_that_several_parts_need_are_found() {
        let script = "const loader = 1;\n/* account, form */\nconst __chunk_7 = makeLoad(() => {\n}\n, []);\n\
                      /* a, b, c */\nconst __chunk_12 = makeLoad(() => {\n";
        let parts = |names: &[&str]| {
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            shared_files(script),
            [
                ("chunk_7.wasm".to_owned(), parts(&["account", "form"])),
                ("chunk_12.wasm".to_owned(), parts(&["a", "b", "c"])),
            ]
        );
    }
}
