//! Tells whether anything that goes into a build has changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

use crate::problem::{Problem, Result};

/// A number made of names and contents, never of places or times: two checkouts
/// of the same state have the same fingerprint. It guards against forgetting to
/// build, not against anyone's ill will.
#[derive(Default)]
pub(crate) struct Fingerprint {
    hasher: DefaultHasher,
}

impl Fingerprint {
    pub(crate) fn add_text(&mut self, text: &str) {
        text.hash(&mut self.hasher);
    }

    /// Adds a file by its name within the checkout and its contents.
    pub(crate) fn add_file(&mut self, root: &Path, file: &Path) -> Result<()> {
        let path = root.join(file);
        let contents = fs::read(&path).map_err(Problem::file("read", &path))?;
        file.hash(&mut self.hasher);
        contents.hash(&mut self.hasher);
        Ok(())
    }

    /// Adds all files in a folder; one that does not exist (yet) has none.
    pub(crate) fn add_folder(&mut self, root: &Path, folder: &Path) -> Result<()> {
        let path = root.join(folder);
        let Ok(entries) = fs::read_dir(&path) else {
            return Ok(());
        };
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        for name in names {
            let inner = folder.join(&name);
            if name == "node_modules" || name == "target" {
                continue;
            }
            if root.join(&inner).is_dir() {
                self.add_folder(root, &inner)?;
            } else {
                self.add_file(root, &inner)?;
            }
        }
        Ok(())
    }

    /// The fingerprint of some bytes alone.
    pub(crate) fn of(contents: &[u8]) -> String {
        let mut fingerprint = Self::default();
        contents.hash(&mut fingerprint.hasher);
        fingerprint.text()
    }

    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn tree(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("segflow-{}-{name}", std::process::id()));
        // A folder left by an earlier run with the same number may be in the way.
        let _ = fs::remove_dir_all(&root);
        for (file, text) in files {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    fn print(root: &Path) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_folder(root, Path::new("crates")).unwrap();
        fingerprint.text()
    }

    #[test]
    fn it_follows_names_and_contents_and_nothing_else() {
        let base = [("crates/a.rs", "one"), ("crates/deep/b.rs", "two")];
        let first = tree("first", &base);
        let same = tree("same", &[base[1], base[0], ("crates/target/x", "made")]);
        assert_eq!(print(&first), print(&same));
        for (name, files) in [
            ("contents", [base[0], ("crates/deep/b.rs", "three")]),
            ("renamed", [base[0], ("crates/deep/c.rs", "two")]),
            (
                "moved",
                [("crates/a.rs", "onetwo"), ("crates/deep/b.rs", "")],
            ),
        ] {
            let other = tree(name, &files);
            assert_ne!(print(&first), print(&other), "{name}");
            fs::remove_dir_all(other).unwrap();
        }
        fs::remove_dir_all(first).unwrap();
        fs::remove_dir_all(same).unwrap();
    }
}
