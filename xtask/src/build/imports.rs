//! Gives short names to what a module imports from its glue. wasm-bindgen's
//! have a hash of sixteen letters each, hundreds of them, in both files, which
//! no compression can do anything about.

use std::fs;
use std::path::Path;

use super::binary::{self, IMPORTS, described, name, number, write_number};
use crate::problem::{Problem, Result};

/// How wasm-bindgen's names begin, and how many letters of hash end them.
const PREFIX: &str = "__wbg_";
const HASH_LETTERS: usize = 16;

/// Shortens the names in a module and in its glue, in place.
pub(super) fn shorten(module: &Path, glue: &Path) -> Result<()> {
    let wasm = fs::read(module).map_err(Problem::file("read", module))?;
    let script = fs::read_to_string(glue).map_err(Problem::file("read", glue))?;
    let (wasm, script) = shortened(&wasm, &script).ok_or_else(|| {
        Problem::new(format!(
            "{} is no module as it was expected; see whether wasm-bindgen is another one",
            module.display()
        ))
    })?;
    fs::write(module, wasm).map_err(Problem::file("write", module))?;
    fs::write(glue, script).map_err(Problem::file("write", glue))
}

fn shortened(wasm: &[u8], glue: &str) -> Option<(Vec<u8>, String)> {
    let mut script = glue.to_owned();
    let mut sections = binary::sections(wasm)?;
    for section in &mut sections {
        if section.kind == IMPORTS {
            section.content = imports(&section.content, &mut script)?.into();
        }
    }
    Some((binary::module(&sections), script))
}

/// The section with other names, which the glue has from now on too.
fn imports(section: &[u8], script: &mut String) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut written = Vec::new();
    write_number(&mut written, count);
    for place in 0..count {
        let (from, after) = name(rest)?;
        let (field, after) = name(after)?;
        let described = after.len() - described(after)?;
        let (kind, after) = after.split_at_checked(described)?;
        rest = after;
        let short = if has_hash(field) {
            let short = short_name(place);
            *script = script.replace(field, &short);
            short
        } else {
            field.to_owned()
        };
        for text in [from, &short] {
            write_number(&mut written, text.len());
            written.extend(text.as_bytes());
        }
        written.extend(kind);
    }
    rest.is_empty().then_some(written)
}

fn has_hash(name: &str) -> bool {
    let hash = name
        .len()
        .checked_sub(HASH_LETTERS)
        .and_then(|at| name.get(at..));
    name.starts_with(PREFIX)
        && hash.is_some_and(|hash| hash.bytes().all(|letter| letter.is_ascii_hexdigit()))
}

/// A name that nothing else in the glue has, and that needs no quotes.
fn short_name(place: usize) -> String {
    format!("$i{place}")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn what_has_a_hash_is_called_shorter_in_both_files() {
        let long = "__wbg_focus_0123456789abcdef";
        let mut imports = vec![3];
        for (field, kind) in [
            (long, &[0, 5][..]),
            ("memory", &[2, 0, 17]),
            ("sp", &[3, 0x7f, 1]),
        ] {
            imports.extend([1, b'm', field.len() as u8]);
            imports.extend(field.as_bytes());
            imports.extend(kind);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x02".to_vec();
        wasm.push(imports.len() as u8);
        wasm.extend(imports);
        wasm.extend([1, 2, 3, 4]);
        let (short, glue) = shortened(&wasm, &format!("{{ {long}: (a) => a.focus() }}")).unwrap();
        assert_eq!(glue, "{ $i0: (a) => a.focus() }");
        let expected = b"\0asm\x01\0\0\0\x02\x1d\x03\x01m\x03$i0\0\x05\x01m\x06memory\x02\0\x11\x01m\x02sp\x03\x7f\x01\x01\x02\x03\x04";
        assert_eq!(short, expected);
        assert_eq!(shortened(b"no module", ""), None);
    }
}
