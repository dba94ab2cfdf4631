//! A program in parts: the module a page loads first, the parts that come when
//! they are used, and the script that loads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{imports, wasm};
use crate::fingerprint::Fingerprint;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// What the script that loads the parts is called by the module.
const LOADER_NAME: &str = "__wasm_split.js";
/// What the scripts that load parts have in common.
const LOADING: &str = include_str!("parts_loader.mjs");
/// What some parts share is a file of its own only if it is worth a request; all
/// else that is shared is one file.
const WORTH_A_REQUEST_BYTES: u64 = 32_000;
/// What a part, and what a file put together of several, calls the first module.
/// The loaders have both.
const FROM_PART: &str = "__wasm_split";
const FROM_GATHERED: &str = "program";
/// The parts that are shown in the builder beside the preview.
const INSIDE: &[&str] = &[
    "account",
    "asking",
    "canvas",
    "catalog",
    "conditions",
    "context",
    "copy",
    "form",
    "outcome",
    "paper",
    "paste",
    "plan",
    "rows",
    "samples",
    "server",
    "segment",
    "sub",
    "tags",
    "tasks",
    "triggers",
];
/// What makes a run, which begins there.
const RUNS: &[&str] = &["runs"];
const HISTORY: &[&str] = &["history"];
const IMPORT: &[&str] = &["import"];
const PASTE: &[&str] = &["paste"];
/// Parts that only some people need, and those before anything else: they are
/// not brought in the quiet after a page has loaded.
const ASKED_FOR: &[&str] = &["german"];
/// What is shown always, or after it.
const AROUND: &[&str] = &[
    "bulk",
    "history",
    "import",
    "preview",
    "sharing",
    "templates",
    "versions",
];

/// How a program is taken apart.
pub(super) struct Arrangement {
    /// What its script and its first module are called.
    name: &'static str,
    /// The script that loads the parts: what is ours of it.
    loader: &'static str,
    /// The parts whose files hold what they share with others. What several
    /// could hold is the first one's.
    hosts: &'static [Host],
    /// Puts a file into the product, under a name for it: from where, its stem,
    /// its extension, the folder.
    keep: fn(&Path, &str, &str, &Path) -> Result<String>,
}

/// A part whose file holds what some parts share. Those need that file, and
/// are shown where it is there already.
struct Host {
    /// Whose file it is.
    file: &'static str,
    /// The part that shares it: the same, or one that is always shown with it.
    part: &'static str,
    guests: &'static [&'static [&'static str]],
}

impl Host {
    /// A part whose own file it is.
    const fn own(part: &'static str, guests: &'static [&'static [&'static str]]) -> Host {
        Host {
            file: part,
            part,
            guests,
        }
    }
}

/// What a task sends is what a person sees first of it, rows and all.
const OF_SEGMENT: Host = Host::own("segment", &[INSIDE]);
const OF_ROWS: Host = Host {
    file: "segment",
    part: "rows",
    guests: &[INSIDE],
};

/// The list of tasks is always shown with them.
const OF_TASKS: Host = Host::own("tasks", &[INSIDE]);

/// What became of a run is shown where it was made, and in its history.
const OF_OUTCOME: Host = Host::own("outcome", &[RUNS, HISTORY]);
/// Runs that are gone on with are, too.
const OF_RUNS: Host = Host::own("runs", &[HISTORY]);
/// What is pasted gets rows like those that are suggested.
const OF_CATALOG: Host = Host::own("catalog", &[PASTE]);
/// What reads files reads plans.
const OF_PLAN: Host = Host::own("plan", &[IMPORT]);

/// The app: its first module has the list of workflows.
pub(super) const APP: Arrangement = Arrangement {
    name: "segflow",
    loader: include_str!("loader.mjs"),
    hosts: &[
        Host {
            file: "builder",
            part: "builder",
            guests: &[INSIDE, RUNS, AROUND],
        },
        Host {
            file: "preview",
            part: "preview",
            guests: &[INSIDE, RUNS],
        },
        OF_TASKS,
        OF_SEGMENT,
        OF_ROWS,
        // What comes after the builder needs that too; the builder's file has no
        // room for it.
        Host {
            file: "preview",
            part: "conditions",
            guests: &[INSIDE, RUNS, AROUND],
        },
        Host {
            file: "builder",
            part: "preview",
            guests: &[INSIDE, RUNS, AROUND],
        },
        OF_OUTCOME,
        OF_RUNS,
        OF_CATALOG,
        OF_PLAN,
    ],
    keep,
};

/// The element: its first module has the builder, which the preview always
/// comes with.
pub(super) const ELEMENT: Arrangement = Arrangement {
    name: "builder",
    loader: include_str!("element_loader.mjs"),
    hosts: &[
        Host {
            file: "preview",
            part: "preview",
            guests: &[INSIDE, RUNS, AROUND],
        },
        OF_TASKS,
        OF_SEGMENT,
        OF_ROWS,
        OF_OUTCOME,
        OF_CATALOG,
    ],
    keep: keep_by_name,
};

/// A program that was taken apart.
pub(super) struct Program {
    /// The script that loads it, which imports its loader.
    script: PathBuf,
    /// The first module, by its name in the product's folder.
    pub(super) module: String,
    /// All other files of it.
    pub(super) parts: Vec<String>,
}

/// Takes what cargo has linked apart, and puts its modules into a folder.
pub(super) fn make(
    step: &Step,
    project: &Project,
    tools: &Tools,
    arrangement: &Arrangement,
    linked: &Path,
    product: &Path,
) -> Result<Program> {
    let Arrangement { name, keep, .. } = arrangement;
    let workshop = project.program_workshop(name);
    project::remove_folder(&workshop)?;
    let bound = workshop.join("bound");
    fs::create_dir_all(&bound).map_err(Problem::file("make the folder", &bound))?;

    take_apart(step, project, tools, name, linked, &workshop)?;
    let whole = workshop.join(format!("{name}.wasm"));
    bind(step, project, tools, name, &whole, &bound)?;
    fs::remove_file(&whole).map_err(Problem::file("remove", &whole))?;

    let apart = Apart::read(&workshop)?;
    let main = bound.join(format!("{name}_bg.wasm"));
    imports::shorten(&main, &bound.join(format!("{name}.js")))?;
    wasm::shrink(step, project, tools, &main)?;
    let module = keep(&main, name, "wasm", product)?;

    let mut hosted: BTreeMap<&str, Vec<Shared>> = BTreeMap::new();
    let mut shared = Vec::new();
    for one in apart.shared {
        match arrangement.host_of(&one.parts) {
            Some(host) => hosted.entry(host).or_default().push(one),
            None => shared.push(one),
        }
    }
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
    let mut all = Vec::new();
    for (number, shared) in (1..).zip(&shared) {
        wasm::shrink(step, project, tools, &shared.file)?;
        let kept = keep(&shared.file, &format!("shared-{number}"), "wasm", product)?;
        all.push(kept.clone());
        for part in &shared.parts {
            needed.entry(part).or_default().push(kept.clone());
        }
    }
    let mut parts: BTreeMap<&str, String> = BTreeMap::new();
    for (part, file) in &apart.parts {
        let mut file = file.clone();
        if let Some(hosted) = hosted.get(part.as_str()) {
            let mut files: Vec<&Path> = hosted.iter().map(|shared| &*shared.file).collect();
            files.insert(0, &file);
            file = together.put(&files, &workshop.join(format!("hosting-{part}.wasm")))?;
        }
        wasm::shrink(step, project, tools, &file)?;
        let kept = keep(&file, &format!("part-{part}"), "wasm", product)?;
        all.push(kept.clone());
        parts.insert(part, kept);
    }
    let mut script = [arrangement.loader, LOADING]
        .concat()
        .replace("./program.js", &format!("./{name}.js"));
    for (part, file) in &parts {
        let mut files = needed.remove(part).unwrap_or_default();
        for (host, hosted) in &hosted {
            if host != part && parts_of(hosted).iter().any(|guest| guest == part) {
                files.extend(parts.get(host).cloned());
            }
        }
        files.push(file.clone());
        let files: Vec<String> = files.iter().map(|name| format!("\"./{name}\"")).collect();
        let kind = if ASKED_FOR.contains(part) {
            "askedFor"
        } else {
            "part"
        };
        script.push_str(&format!(
            "export const __wasm_split_load_{part} = {kind}({});\n",
            files.join(", ")
        ));
    }
    let loader = bound.join(LOADER_NAME);
    fs::write(&loader, script).map_err(Problem::file("write", &loader))?;
    Ok(Program {
        script: bound.join(format!("{name}.js")),
        module,
        parts: all,
    })
}

impl Program {
    /// Puts the script and what it imports into one small file, in a format of
    /// esbuild's.
    pub(super) fn bundle(
        &self,
        step: &Step,
        project: &Project,
        tools: &Tools,
        format: &[&str],
    ) -> Result<PathBuf> {
        let bundled = self.script.with_extension("min.js");
        let mut esbuild = Command::new("esbuild");
        tools.apply(&mut esbuild, project);
        esbuild
            .arg(&self.script)
            .args(["--bundle", "--target=es2022", "--minify"])
            .args(["--legal-comments=none", "--log-level=warning"])
            .args(format)
            .arg(format!("--outfile={}", bundled.display()));
        program::must(step, &mut esbuild, "see above, mend it and start again")?;
        Ok(bundled)
    }
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

impl Arrangement {
    /// The part in whose file it comes what these parts share, if any.
    fn host_of(&self, parts: &[String]) -> Option<&'static str> {
        let of = |host: &&Host| {
            let belongs = |part: &str| {
                [host.file, host.part].contains(&part)
                    || host.guests.iter().any(|guests| guests.contains(&part))
            };
            parts.iter().any(|part| part == host.part) && parts.iter().all(|part| belongs(part))
        };
        Some(self.hosts.iter().find(of)?.file)
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
    name: &str,
    linked: &Path,
    folder: &Path,
) -> Result<()> {
    let mut split = Command::new("wasm-split-cli");
    tools.apply(&mut split, project);
    split
        .arg(linked)
        .arg(folder)
        .args(["--target", "web", "--out-name", name]);
    program::must(step, &mut split, "see above, mend it and start again")?;
    Ok(())
}

/// Makes a module callable from a page, and the script that does so.
fn bind(
    step: &Step,
    project: &Project,
    tools: &Tools,
    name: &str,
    module: &Path,
    folder: &Path,
) -> Result<()> {
    let mut bindgen = Command::new("wasm-bindgen");
    tools.apply(&mut bindgen, project);
    bindgen
        .args(["--target", "web", "--omit-default-module-path"])
        // Among these is the table of functions, which the parts share.
        .arg("--keep-lld-exports")
        .args(["--no-typescript", "--out-name", name, "--out-dir"])
        .arg(folder)
        .arg(module);
    program::must(step, &mut bindgen, "see above, mend it and start again")?;
    let script = folder.join(format!("{name}.js"));
    let text = fs::read_to_string(&script).map_err(Problem::file("read", &script))?;
    fs::write(&script, named_once(&text)).map_err(Problem::file("write", &script))
}

/// wasm-bindgen names the loader once for each part, among the members of one
/// object; bundlers warn people of that.
fn named_once(script: &str) -> String {
    let member = format!("\"./{LOADER_NAME}\": ");
    let mut is_named = false;
    let mut once = String::new();
    for line in script.lines() {
        let is_member = line.trim_start().starts_with(&member);
        if !(is_member && std::mem::replace(&mut is_named, true)) {
            once.push_str(line);
            once.push('\n');
        }
    }
    once
}

/// Copies a file into a folder, under a name that stands for its contents.
pub(super) fn keep(from: &Path, stem: &str, extension: &str, folder: &Path) -> Result<String> {
    let contents = fs::read(from).map_err(Problem::file("read", from))?;
    let name = format!("{stem}-{}.{extension}", Fingerprint::of(&contents));
    let to = folder.join(&name);
    fs::write(&to, contents).map_err(Problem::file("write", &to))?;
    Ok(name)
}

/// Copies a file into a folder, under its own name: a package has a version
/// instead. The first module stands above the parts.
fn keep_by_name(from: &Path, stem: &str, extension: &str, folder: &Path) -> Result<String> {
    let name = match stem.strip_prefix("part-") {
        Some(part) => format!("parts/{part}.{extension}"),
        None if stem.starts_with("shared-") => format!("parts/{stem}.{extension}"),
        None => format!("{stem}.{extension}"),
    };
    let to = folder.join(&name);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    fs::copy(from, &to).map_err(Problem::file("copy", from))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::{APP, ELEMENT, hub_text, named_once, shared_files};

    #[test]
    fn what_parts_share_is_in_a_file_that_is_there_with_them() {
        let host = |parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|&part| part.to_owned()).collect();
            (APP.host_of(&parts), ELEMENT.host_of(&parts))
        };
        assert_eq!(
            host(&["builder", "form", "preview"]),
            (Some("builder"), None)
        );
        assert_eq!(
            host(&["form", "preview"]),
            (Some("preview"), Some("preview"))
        );
        assert_eq!(
            host(&["conditions", "history", "preview"]),
            (Some("preview"), Some("preview"))
        );
        assert_eq!(
            host(&["history", "preview"]),
            (Some("builder"), Some("preview"))
        );
        assert_eq!(host(&["rows", "tags"]), (Some("segment"), Some("segment")));
        assert_eq!(host(&["form", "samples"]), (None, None));
        assert_eq!(host(&["debugger", "preview"]), (None, None));
    }

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
    fn a_member_that_is_there_twice_is_named_once() {
        let script = "{\n  \"./__wasm_split.js\": import1,\n  \"./a.js\": import2,\n  \"./__wasm_split.js\": import3,\n}\n";
        let once = "{\n  \"./__wasm_split.js\": import1,\n  \"./a.js\": import2,\n}\n";
        assert_eq!(named_once(script), once);
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
