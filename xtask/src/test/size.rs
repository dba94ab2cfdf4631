//! What a visitor has to load must stay small.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Run;
use super::tally::Tally;
use crate::problem::{Problem, Result};

/// Kinds of files, with their budgets and the sizes last noted.
const NOTED: &str = "xtask/size.tsv";

/// What the first page that a visitor opens has to load. Parts come later.
const FIRST: [&str; 3] = ["wasm", "js", "css"];
/// What it takes to show a workflow: the first load, and these parts with it.
const WORKFLOW: [&str; 5] = [
    "first",
    "part-builder",
    "part-preview",
    "part-tasks",
    SHARED_KIND,
];
/// What several parts need and none of them holds. There need not be any.
const SHARED_KIND: &str = "shared";
/// How the files of parts begin, and of what several parts share.
const PART: &str = "part-";
const SHARED: &str = "shared-";
/// How the files of the worker begin.
const WORKER: &str = "bulk-";

/// What is loaded to show a workflow in the element, beside its module.
const SHOWN: &str = "shown";
/// What it takes to show a workflow in the element.
const ELEMENT: [&str; 4] = ["builder.wasm", "builder.js", "builder.css", SHOWN];

/// The modules of the npm package.
const MODULES: [&str; 3] = ["engine", "bulk", "builder"];

/// Counts one test for each kind of file.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let mut weighed = weigh(run.app()?)?;
    for (kind, parts) in [("first", &FIRST[..]), ("workflow", &WORKFLOW[..])] {
        let sum = parts.iter().filter_map(|kind| weighed.get(*kind)).sum();
        weighed.insert(kind.to_owned(), sum);
    }
    let package = &run.package()?.weighed;
    for module in MODULES {
        for (kind, size) in weigh(&package.join(module))? {
            weighed.insert(format!("{module}.{kind}"), size);
        }
    }
    let shown = weigh(&package.join(SHOWN))?.into_values().sum();
    weighed.insert(SHOWN.to_owned(), shown);
    let element = ELEMENT.iter().filter_map(|kind| weighed.get(*kind)).sum();
    weighed.insert("element".to_owned(), element);
    let file = run.project.root.join(NOTED);
    let table = fs::read_to_string(&file).map_err(Problem::file("read", &file))?;
    let mut tally = Tally::default();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let budget = Budget::read(line).ok_or_else(|| {
            Problem::new(format!(
                "{NOTED} has a line that is not `kind, budget, last` with tabs between: `{line}`; mend it"
            ))
        })?;
        let size = weighed.remove(budget.kind).unwrap_or_default();
        run.step.clear_line();
        println!("    {}", budget.compare(size));
        let is_there = size > 0 || budget.kind == SHARED_KIND;
        tally.count(is_there && size <= budget.allowed());
        if size > budget.allowed() {
            eprintln!(
                "error: {} is over its budget, and larger than it was noted; make it smaller",
                budget.kind
            );
        } else if size > budget.most {
            println!(
                "    {} is {} over its budget, as is noted; it may not grow",
                budget.kind,
                kilobytes(size - budget.most)
            );
        }
        if !is_there {
            eprintln!(
                "error: there is no {} file; see how it was built",
                budget.kind
            );
        }
    }
    for part in weighed.keys().filter(|kind| kind.starts_with(PART)) {
        eprintln!("error: {part} is not noted yet; give it a line in {NOTED}");
        tally.count(false);
    }
    Ok(tally)
}

struct Budget<'a> {
    kind: &'a str,
    most: u64,
    last: u64,
}

impl<'a> Budget<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut columns = line.split('\t');
        let budget = Self {
            kind: columns.next()?,
            most: columns.next()?.parse().ok()?,
            last: columns.next()?.parse().ok()?,
        };
        columns.next().is_none().then_some(budget)
    }

    /// What is over its budget already may at least not grow.
    fn allowed(&self) -> u64 {
        self.most.max(self.last)
    }

    fn compare(&self, size: u64) -> String {
        let (sign, difference) = if size < self.last {
            ('-', self.last - size)
        } else {
            ('+', size - self.last)
        };
        format!(
            "{:<15} {:>9} of {} in gzip, {sign}{} since it was noted in {NOTED}",
            self.kind,
            kilobytes(size),
            kilobytes(self.most),
            kilobytes(difference),
        )
    }
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

/// Sums the files of a folder by kind, compressed where that made them smaller.
fn weigh(folder: &Path) -> Result<BTreeMap<String, u64>> {
    let mut sums = BTreeMap::new();
    add(folder, &mut sums)?;
    Ok(sums)
}

fn add(folder: &Path, sums: &mut BTreeMap<String, u64>) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(Problem::file("read", folder))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            add(&path, sums)?;
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(kind) = name.and_then(kind) else {
            continue;
        };
        let mut compressed = path.clone().into_os_string();
        compressed.push(".gz");
        let size = fs::metadata(&compressed)
            .or_else(|_| fs::metadata(&path))
            .map_err(Problem::file("read", &path))?
            .len();
        *sums.entry(kind).or_default() += size;
    }
    Ok(())
}

/// The kind of a file: its extension, or the part of the program that it holds.
fn kind(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    match extension {
        "gz" | "br" => None,
        // The worker comes when a file is run, and its module with it.
        "js" | "wasm" if name.starts_with(WORKER) => Some(format!("worker.{extension}")),
        "wasm" if name.starts_with(SHARED) => Some(SHARED_KIND.to_owned()),
        // What follows the name is the hash.
        "wasm" if name.starts_with(PART) => Some(stem.rsplit_once('-')?.0.to_owned()),
        _ => Some(extension.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_table_is_compared() {
        let budget = Budget::read("wasm\t350000\t301000").unwrap();
        assert_eq!(
            budget.compare(299_950),
            "wasm             299.9 KB of 350.0 KB in gzip, -1.0 KB since it was noted in xtask/size.tsv"
        );
        assert!(budget.compare(302_000).contains("+1.0 KB"));
        assert_eq!(budget.allowed(), 350_000);
        let over = Budget::read("wasm\t350000\t400000").unwrap();
        assert_eq!(over.allowed(), 400_000);
        for line in ["wasm", "wasm\tmany\t1", "wasm\t1\t2\t3"] {
            assert!(Budget::read(line).is_none(), "{line}");
        }
    }

    #[test]
    fn parts_are_told_from_the_first_load() {
        for (name, expected) in [
            ("segflow-0a1b.wasm", Some("wasm")),
            ("part-debugger-0a1b.wasm", Some("part-debugger")),
            ("shared-3-0a1b.wasm", Some("shared")),
            ("bulk-worker.js", Some("worker.js")),
            ("bulk-0a1b.wasm", Some("worker.wasm")),
            ("bulk.js", Some("js")),
            ("styles-0a1b.css", Some("css")),
            ("styles-0a1b.css.gz", None),
            ("LICENSE", None),
        ] {
            assert_eq!(kind(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn compressed_files_stand_for_their_originals() {
        let folder = std::env::temp_dir().join(format!("segflow-size-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        for (name, bytes) in [
            ("a.js", 100),
            ("a.js.gz", 40),
            ("a.js.br", 30),
            ("deep/b.js", 7),
            ("c.css", 5),
        ] {
            fs::write(folder.join(name), vec![b'x'; bytes]).unwrap();
        }
        let sums = weigh(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(sums, BTreeMap::from([("js".into(), 47), ("css".into(), 5)]));
    }
}
