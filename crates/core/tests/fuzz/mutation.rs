//! Makes new inputs of old ones: bytes at random, and pieces of the grammars.

use std::fs;
use std::path::Path;

/// Pieces that mean something to one of the readers.
const PIECES: [&str; 56] = [
    "{{",
    "}}",
    "{%",
    "%}",
    " | ",
    "| downcase",
    "| replace: \"a\", f.b",
    "| default: nil, allow_false: true",
    "| slice: -1, 99999999999999999999",
    "| truncate: 1e308",
    "| divided_by: 0",
    "| split: \"\"",
    "| date: \"%999999999Y%^#_-0:z%\"",
    "| sort: \"a.b\"",
    "| map: \"a\"",
    "| sum",
    "| json | parse_json",
    "| round: -400",
    "| times: 1e308",
    "| concat: f.a",
    "| to_iso",
    "f.a",
    "f.b[0].c",
    "f[\"__proto__\"]",
    "run.startedAt",
    "host.x",
    "row.number",
    "t.status",
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud800",
    "\\udc00\\ud800",
    "\u{0}",
    "\u{7f}",
    "\u{feff}",
    "é",
    "👩‍👧",
    "\u{10ffff}",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "null",
    "true",
    "-0",
    "1e400",
    "9007199254740993",
    "0.1",
    "{\"all\":[",
    "{\"not\":",
    "\"op\":\"matches\",\"value\":\"(a*)*$\"",
    "\"__proto__\":",
];

/// Chance that is the same every time for a seed.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number from 0 to below `end`, which is not 0 (splitmix64).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    pub(crate) fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

/// The texts of all cases of some folders: what others found worth trying.
pub(crate) fn corpus(folders: &[&str]) -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(tests.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    // The order of a folder's files is not the same everywhere.
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
        .filter(|text| text.len() < 20_000)
        .collect();
    assert!(!texts.is_empty());
    texts
}

/// Changes a text in a few places.
pub(crate) fn mutate(text: &str, chance: &mut Chance) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(12)).min(bytes.len());
        match chance.below(8) {
            0 => {
                bytes.drain(at..end);
            }
            1 => bytes.truncate(at),
            2 => {
                let part = bytes[at..end].to_vec();
                let times = [1, 2, 40][chance.below(3)];
                bytes.splice(at..at, part.repeat(times));
            }
            3 => bytes.insert(at, chance.below(256) as u8),
            4 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            _ => {
                bytes.splice(at..at, chance.pick(&PIECES).bytes());
            }
        }
    }
    // Shells decode what is no UTF-8 before the core sees it.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text of pieces alone.
pub(crate) fn pieces(chance: &mut Chance) -> String {
    (0..chance.below(14))
        .map(|_| *chance.pick(&PIECES))
        .collect()
}
