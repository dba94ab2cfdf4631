//! The app's program: the module a page loads first, the parts that come when
//! they are used, and the script that loads them.

use std::collections::{BTreeMap, BTreeSet};
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
/// What some parts share is a file of its own only if it is worth a request; all
/// else that is shared is one file.
const WORTH_A_REQUEST_BYTES: u64 = 32_000;
/// What a part, and what a file put together of several, calls the first module.
/// loader.mjs has both.
const FROM_PART: &str = "__wasm_split";
const FROM_GATHERED: &str = "program";
/// The part that holds what it, or the one that is always shown with it, shares
/// with those that come with it or after it: they need its file, which is there
/// already.
const HOST: &str = "builder";
const WITH_HOST: &str = "preview";
const GUESTS: [&str; 11] = [
    "account",
    "asking",
    "bulk",
    "conditions",
    "form",
    "history",
    "preview",
    "runs",
    "samples",
    "server",
    "segment",
];

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
    wasm::shrink(step, project, tools, &main)?;
    let module = keep(&main, "segflow", "wasm", product)?;

    let (hosted, shared): (Vec<Shared>, Vec<Shared>) =
        apart.shared.into_iter().partition(Shared::is_hosted);
    let (small, mut shared): (Vec<Shared>, Vec<Shared>) = shared
        .into_iter()
        .partition(|shared| shared.bytes < WORTH_A_REQUEST_BYTES);
    let together = Together {
        step,
        project,
        tools,
    };
    if !small.is_empty() {
        let files: Vec<&Path> = small.iter().map(|shared| &*shared.file).collect();
        shared.push(Shared {
            parts: parts_of(&small),
            bytes: small.iter().map(|shared| shared.bytes).sum(),
            file: together.put(&files, &workshop.join("gathered.wasm"))?,
        });
    }
    let mut needed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (number, shared) in (1..).zip(&shared) {
        wasm::shrink(step, project, tools, &shared.file)?;
        let kept = keep(&shared.file, &format!("shared-{number}"), "wasm", product)?;
        for part in &shared.parts {
            needed.entry(part).or_default().push(kept.clone());
        }
    }
    let guests = parts_of(&hosted);
    let mut parts: BTreeMap<&str, String> = BTreeMap::new();
    for (part, file) in &apart.parts {
        let mut file = file.clone();
        if part == HOST && !hosted.is_empty() {
            let mut files: Vec<&Path> = hosted.iter().map(|shared| &*shared.file).collect();
            files.insert(0, &file);
            file = together.put(&files, &workshop.join("hosting.wasm"))?;
        }
        wasm::shrink(step, project, tools, &file)?;
        parts.insert(part, keep(&file, &format!("part-{part}"), "wasm", product)?);
    }
    let mut script = LOADER.to_owned();
    for (part, file) in &parts {
        let mut files = needed.remove(part).unwrap_or_default();
        if *part != HOST && guests.iter().any(|guest| guest == part) {
            files.extend(parts.get(HOST).cloned());
        }
        files.push(file.clone());
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

impl Shared {
    /// Whether it comes in the file of the host.
    fn is_hosted(&self) -> bool {
        let parts = || self.parts.iter().map(String::as_str);
        parts().any(|part| part == HOST || part == WITH_HOST)
            && parts().all(|part| part == HOST || GUESTS.contains(&part))
    }
}

fn parts_of(shared: &[Shared]) -> Vec<String> {
    let parts: BTreeSet<&String> = shared.iter().flat_map(|shared| &shared.parts).collect();
    parts.into_iter().cloned().collect()
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

/// Puts files into one.
struct Together<'a> {
    step: &'a Step,
    project: &'a Project,
    tools: &'a Tools,
}

impl Together<'_> {
    fn put(&self, files: &[&Path], to: &Path) -> Result<PathBuf> {
        // Each of them imports the memory and the table; without something in
        // the middle, the file would import them as often.
        let hub = to.with_extension("wat");
        let size = |file: &Path| {
            fs::metadata(file)
                .map(|file| file.len())
                .unwrap_or_default()
        };
        if let Some(largest) = files.iter().max_by_key(|file| size(file)) {
            let text = self.must("wasm-dis", |ask| ask.arg(largest))?;
            fs::write(&hub, hub_text(&text)).map_err(Problem::file("write", &hub))?;
        }
        self.must("wasm-merge", |merge| {
            merge.arg(&hub).arg(FROM_PART);
            for (number, file) in files.iter().enumerate() {
                merge.arg(file).arg(format!("file{number}"));
            }
            merge.args(["-g", "-o"]).arg(to)
        })?;
        Ok(to.to_owned())
    }

    fn must(
        &self,
        program: &str,
        with: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Result<String> {
        let mut command = Command::new(program);
        self.tools.apply(&mut command, self.project);
        with(&mut command).args(wasm::FEATURES);
        let done = program::must(
            self.step,
            &mut command,
            "see above, mend it and start again",
        )?;
        Ok(done.stdout)
    }
}

/// A module that hands on what a module imports from the first one.
fn hub_text(module: &str) -> String {
    let mut hub = "(module\n".to_owned();
    let imports = module.lines().filter_map(|line| {
        let import = line.trim().strip_prefix("(import \"")?;
        let (name, kind) = import
            .strip_prefix(FROM_PART)?
            .strip_prefix("\" \"")?
            .split_once("\" ")?;
        let id = kind.split_once(" $")?.1.split_once(' ')?.0;
        Some((name, kind, id))
    });
    for (name, kind, id) in imports {
        let of = kind
            .trim_start_matches('(')
            .split(' ')
            .next()
            .unwrap_or_default();
        hub.push_str(&format!(
            "(import \"{FROM_GATHERED}\" \"{name}\" {kind}\n(export \"{name}\" ({of} ${id}))\n"
        ));
    }
    hub.push(')');
    hub
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
    use super::{hub_text, shared_files};

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

    #[test]
    fn imports_are_handed_on() {
        let module = "(module\n (type $0 (func))\n (import \"__wasm_split\" \"memory\" (memory $m 18))\n \
                      (import \"__wasm_split\" \"stack\" (global $sp (mut i32)))\n (func $f (nop)))";
        assert_eq!(
            hub_text(module),
            "(module\n(import \"program\" \"memory\" (memory $m 18))\n(export \"memory\" (memory $m))\n\
             (import \"program\" \"stack\" (global $sp (mut i32)))\n(export \"stack\" (global $sp))\n)"
        );
    }
}
