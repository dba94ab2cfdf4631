//! The element of the npm package: its module in parts, its glue, its styles and
//! its script.

use std::fs;
use std::path::{Path, PathBuf};

use super::{package, page, parts, wasm};
use crate::problem::{Problem, Result};
use crate::progress::Step;
use crate::project::Project;
use crate::setup::Tools;

/// The script that people import.
const SCRIPT: &str = "builder.js";
/// The app's style sheets that the element wears too, and one of its own, in
/// this order.
const STYLES: [&str; 12] = [
    "app/styles/tokens.css",
    "app/styles/base.css",
    "app/styles/controls.css",
    "app/styles/surfaces.css",
    "app/styles/builder.css",
    "app/styles/canvas.css",
    "app/styles/palette.css",
    "app/styles/rows.css",
    "app/styles/preview.css",
    "app/styles/paper.css",
    "app/styles/run.css",
    "npm/styles/element.css",
];

/// Builds the element out of a folder of scripts into one of products; gives
/// the style sheet.
pub(super) fn build(
    step: &Step,
    project: &Project,
    tools: &Tools,
    source: &Path,
    dist: &Path,
) -> Result<PathBuf> {
    let linked = wasm::link(
        step,
        project,
        tools,
        &[
            "--package",
            "segflow-widget",
            "--lib",
            "--crate-type",
            "cdylib",
        ],
        "segflow_widget.wasm",
    )?;
    let made = parts::make(step, project, tools, &parts::ELEMENT, &linked, dist)?;
    write(
        &source.join("builder_wasm.js"),
        &glue(step, project, tools, &made)?,
    )?;
    write(&source.join("builder/files.js"), &files(&made))?;
    let sheet = styles(step, project, tools)?;
    let text = fs::read_to_string(&sheet).map_err(Problem::file("read", &sheet))?;
    write(
        &dist.join("styles.js"),
        &format!("export default {};\n", quoted(text.trim())),
    )?;
    // It comes where a document is to be kept.
    let keep = source.join("builder/keep.js");
    fs::copy(&keep, dist.join("keep.js")).map_err(Problem::file("copy", &keep))?;
    // Most of it is glue, which nobody reads.
    package::bundle(step, project, tools, source, SCRIPT, &["--minify"])?;
    Ok(sheet)
}

/// The glue as a function that makes a new one, for another instance of the
/// module: what wasm-bindgen writes knows of one instance only.
fn glue(step: &Step, project: &Project, tools: &Tools, made: &parts::Program) -> Result<String> {
    let format = ["--format=iife", "--global-name=glue"];
    let bundled = made.bundle(step, project, tools, &format)?;
    let text = fs::read_to_string(&bundled).map_err(Problem::file("read", &bundled))?;
    Ok(format!(
        "export function fresh(locate) {{\n{}\nreturn glue;\n}}\n",
        text.trim()
    ))
}

/// The script that names every file of Wasm, written out for bundlers.
fn files(made: &parts::Program) -> String {
    let all = std::iter::once(&made.module).chain(&made.parts);
    let lines: String = all
        .map(|file| format!("  \"{file}\": () => new URL(\"./{file}\", import.meta.url),\n"))
        .collect();
    format!("export const files = {{\n{lines}}};\n")
}

/// All styles in one small sheet.
fn styles(step: &Step, project: &Project, tools: &Tools) -> Result<PathBuf> {
    let mut styles = String::new();
    for name in STYLES {
        let file = project.root.join("www").join(name);
        let text = fs::read_to_string(&file).map_err(Problem::file("read", &file))?;
        styles.push_str(&text);
        styles.push('\n');
    }
    let whole = project.program_workshop("builder").join("builder.css");
    write(&whole, &styles)?;
    page::minified(step, project, tools, &whole)
}

/// A text as a script has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("`");
    for letter in text.chars() {
        if matches!(letter, '`' | '\\' | '$') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('`');
    quoted
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).map_err(Problem::file("write", file))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_sheet_is_a_script_without_change() {
        assert_eq!(
            quoted(r#"a::before{content:"\2014"}"#),
            r#"`a::before{content:"\\2014"}`"#
        );
        assert_eq!(quoted("`${x}"), "`\\`\\${x}`");
    }
}
