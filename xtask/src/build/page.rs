//! The app's page. `index.html` names its files in tags for Trunk, one to a
//! line; here each gets the name that its contents give it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::parts::keep;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::Project;
use crate::setup::Tools;

/// What stands in a tag that is to be looked at.
const MARK: &str = " data-trunk";

/// The files of the program, by their names in the app's folder. Each has a
/// hash of its contents in it, so that it may be kept for good.
pub(super) struct AppProgram {
    pub(super) script: String,
    pub(super) module: String,
}

/// Writes the page and the files that it names into a folder.
pub(super) fn make(
    step: &Step,
    project: &Project,
    tools: &Tools,
    program: &AppProgram,
    product: &Path,
) -> Result<()> {
    let folder = project.root.join("www/app");
    let source = folder.join("index.html");
    let text = fs::read_to_string(&source).map_err(Problem::file("read", &source))?;
    let styles = styles(step, project, tools, &folder, &text, product)?;
    let mut page = String::new();
    let mut styled = false;
    for line in text.lines() {
        let Some(tag) = Tag::read(line) else {
            page.push_str(line);
            page.push('\n');
            continue;
        };
        let written = match tag {
            Tag::Style(_) if styled => continue,
            Tag::Style(_) => {
                styled = true;
                format!("    <link rel=\"stylesheet\" href=\"/{styles}\">")
            }
            Tag::Program => preloads(program),
            Tag::File(name) => {
                let path = Path::new(name);
                let part = |part: Option<&std::ffi::OsStr>| {
                    part.map(|part| part.to_string_lossy().into_owned())
                        .unwrap_or_default()
                };
                let (stem, extension) = (part(path.file_stem()), part(path.extension()));
                let kept = keep(&folder.join(name), &stem, &extension, product)?;
                line.replace(MARK, "").replace(name, &format!("/{kept}"))
            }
        };
        page.push_str(&written);
        page.push('\n');
    }
    let file = product.join("index.html");
    fs::write(&file, page).map_err(Problem::file("write", &file))
}

/// The addresses of the program, for the browser to fetch at once and for
/// boot.js to find; Trunk.toml has the same.
fn preloads(program: &AppProgram) -> String {
    format!(
        "    <link id=\"segflow-program\" rel=\"modulepreload\" href=\"/{}\">\n    \
         <link id=\"segflow-wasm\" rel=\"preload\" href=\"/{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>",
        program.script, program.module
    )
}

/// Puts all style sheets into one small file, in the order of the page.
fn styles(
    step: &Step,
    project: &Project,
    tools: &Tools,
    folder: &Path,
    page: &str,
    product: &Path,
) -> Result<String> {
    let mut styles = String::new();
    for line in page.lines() {
        if let Some(Tag::Style(name)) = Tag::read(line) {
            let file = folder.join(name);
            let text = fs::read_to_string(&file).map_err(Problem::file("read", &file))?;
            styles.push_str(&text);
            styles.push('\n');
        }
    }
    let whole = project.program_workshop("segflow").join("styles.css");
    fs::write(&whole, styles).map_err(Problem::file("write", &whole))?;
    let small = minified(step, project, tools, &whole)?;
    keep(&small, "styles", "css", product)
}

/// Makes a style sheet small, beside itself.
pub(super) fn minified(
    step: &Step,
    project: &Project,
    tools: &Tools,
    whole: &Path,
) -> Result<PathBuf> {
    let small = whole.with_extension("min.css");
    let mut esbuild = Command::new("esbuild");
    tools.apply(&mut esbuild, project);
    esbuild
        .arg(whole)
        .args(["--minify", "--log-level=warning"])
        .arg(format!("--outfile={}", small.display()));
    program::must(step, &mut esbuild, "see above, mend it and start again")?;
    Ok(small)
}

/// A tag that names a file of ours.
#[derive(Debug, PartialEq, Eq)]
enum Tag<'a> {
    Style(&'a str),
    Program,
    File(&'a str),
}

impl<'a> Tag<'a> {
    fn read(line: &'a str) -> Option<Self> {
        line.contains(MARK).then_some(())?;
        let value = |name: &str| {
            let (_, after) = line.split_once(&format!(" {name}=\""))?;
            Some(after.split_once('"')?.0)
        };
        match value("rel") {
            Some("css") => value("href").map(Tag::Style),
            Some("rust") => Some(Tag::Program),
            _ => value("href").or_else(|| value("src")).map(Tag::File),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn tags_name_files() {
        for (line, tag) in [
            (
                "<link data-trunk rel=\"css\" href=\"styles/base.css\">",
                Some(Tag::Style("styles/base.css")),
            ),
            (
                "<link data-trunk rel=\"icon\" href=\"icons/a.svg\" type=\"image/svg+xml\">",
                Some(Tag::File("icons/a.svg")),
            ),
            (
                "<script data-trunk src=\"boot.js\"></script>",
                Some(Tag::File("boot.js")),
            ),
            (
                "<link data-trunk rel=\"rust\" href=\"../Cargo.toml\">",
                Some(Tag::Program),
            ),
            ("<link rel=\"css\" href=\"styles/base.css\">", None),
        ] {
            assert_eq!(Tag::read(line), tag, "{line}");
        }
    }
}
