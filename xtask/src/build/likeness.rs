//! Puts functions that are alike side by side: compression looks for what it has
//! seen before, gzip no further back than 32 KB. What is alike is found in the
//! code itself, whatever it was made of; sorted by name, a module is three parts
//! in a hundred larger.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::binary::{
    self, CODE, CUSTOM, IMPORTS, Section, described, name, number, sized, write_number, write_sized,
};
use crate::problem::{Problem, Result};

/// Functions are alike by the runs of so many bytes that they have in common.
/// Shorter ones are no repetition to gzip.
const RUN_BYTES: usize = 4;
/// A run that more functions have than this tells nothing of any of them.
const MOST_HOLDERS: usize = 400;
/// How many functions back the next one is compared with, the last the most.
const LOOKED_BACK: usize = 3;
/// What the smallest functions count for at least, so that they do not go first.
const SMALLEST: f64 = 8.0;

/// The section of names, and what in it names functions.
const NAMES: &[u8] = b"name";
const OF_FUNCTIONS: u8 = 1;

/// Names the functions of a module after the places they should have, in place;
/// `wasm-opt --reorder-functions-by-name` puts them there.
pub(super) fn name_places(module: &Path) -> Result<()> {
    let wasm = fs::read(module).map_err(Problem::file("read", module))?;
    let named = named(&wasm).ok_or_else(|| {
        Problem::new(format!(
            "{} is no module as it was expected; see whether wasm-opt is another one",
            module.display()
        ))
    })?;
    fs::write(module, named).map_err(Problem::file("write", module))
}

fn named(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut sections = binary::sections(wasm)?;
    sections.retain(|section| section.kind != CUSTOM || name_of(section) != Some(NAMES));
    let content = |kind| {
        let mut found = sections.iter().filter(move |section| section.kind == kind);
        found.next().map(|section| &*section.content)
    };
    let imported = content(IMPORTS).map_or(Some(0), imported_functions)?;
    let bodies = content(CODE).map_or(Some(Vec::new()), bodies)?;
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        *places.get_mut(function)? = place;
    }
    let names = names(imported, &places);
    sections.push(Section {
        kind: CUSTOM,
        content: names.into(),
    });
    Some(binary::module(&sections))
}

fn name_of<'s>(section: &'s Section<'_>) -> Option<&'s [u8]> {
    Some(sized(&section.content)?.0)
}

fn imported_functions(section: &[u8]) -> Option<usize> {
    let (count, mut rest) = number(section)?;
    let mut functions = 0;
    for _ in 0..count {
        let (_, after) = name(rest)?;
        let (_, after) = name(after)?;
        functions += usize::from(after.first() == Some(&0));
        let left = described(after)?;
        rest = after.get(after.len().checked_sub(left)?..)?;
    }
    Some(functions)
}

fn bodies(section: &[u8]) -> Option<Vec<&[u8]>> {
    let (count, mut rest) = number(section)?;
    let mut bodies = Vec::new();
    for _ in 0..count {
        let (body, after) = sized(rest)?;
        bodies.push(body);
        rest = after;
    }
    Some(bodies)
}

/// The section that names each function after its place.
fn names(imported: usize, places: &[usize]) -> Vec<u8> {
    let mut list = Vec::new();
    write_number(&mut list, places.len());
    for (function, place) in (imported..).zip(places) {
        write_number(&mut list, function);
        // As many digits in all of them: they are sorted as text.
        write_sized(&mut list, format!("f{place:07}").as_bytes());
    }
    let mut section = Vec::new();
    write_sized(&mut section, NAMES);
    section.push(OF_FUNCTIONS);
    write_sized(&mut section, &list);
    section
}

/// The functions in the order they should have. Behind each comes the one that
/// has most in common with it and the ones before, for its size; where none has
/// anything, the first that is left.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<Vec<&[u8]>> = bodies.iter().map(|body| runs(body)).collect();
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(run).or_default().push(function);
        }
    }
    holders.retain(|_, holders| (2..=MOST_HOLDERS).contains(&holders.len()));
    // Of each function the runs that others have too: how much each tells, and
    // who has it.
    let telling: Vec<Vec<(f64, &[usize])>> = runs
        .iter()
        .map(|runs| {
            let shared = runs.iter().filter_map(|run| holders.get(run));
            shared
                .map(|holders| (rarity(holders.len(), bodies.len()), &**holders))
                .collect()
        })
        .collect();

    let mut is_left = vec![true; bodies.len()];
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    let mut in_common = vec![0.0; bodies.len()];
    while order.len() < bodies.len() {
        let mut likely = Vec::new();
        let back = order.iter().rev().take(LOOKED_BACK);
        for (weight, function) in [1.0, 1.0 / 2.0, 1.0 / 3.0].into_iter().zip(back) {
            for (rarity, holders) in telling.get(*function).into_iter().flatten() {
                for &holder in *holders {
                    let left = is_left.get(holder) == Some(&true);
                    if let Some(sum) = in_common.get_mut(holder).filter(|_| left) {
                        if *sum == 0.0 {
                            likely.push(holder);
                        }
                        *sum += weight * rarity;
                    }
                }
            }
        }
        let mut best = (0.0, None);
        for function in likely {
            let size = runs.get(function).map_or(0, Vec::len) as f64;
            let sum = in_common.get_mut(function).map(std::mem::take);
            let share = sum.unwrap_or_default() / (size + SMALLEST);
            if share > best.0 {
                best = (share, Some(function));
            }
        }
        let first_left = || is_left.iter().position(|is_left| *is_left);
        let Some(next) = best.1.or_else(first_left) else {
            break;
        };
        if let Some(is_left) = is_left.get_mut(next) {
            *is_left = false;
        }
        order.push(next);
    }
    order
}

/// The runs of bytes in a function, each once.
fn runs(body: &[u8]) -> Vec<&[u8]> {
    let mut runs: Vec<&[u8]> = body.windows(RUN_BYTES).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// How much it tells of a function that it has what so many of all have.
fn rarity(holders: usize, all: usize) -> f64 {
    1.0 - (holders as f64).ln() / (all as f64).ln().max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::{bodies, imported_functions, named, order};
    use crate::build::binary::{CODE, IMPORTS, sections};

    #[test]
    fn what_is_alike_comes_side_by_side() {
        let [sender, reader] = [b"send the message now", b"read a file of rows."];
        let like_sender = b"send the message then";
        let like_reader = b"read a file of lines.";
        let mixed: [&[u8]; 4] = [sender, reader, like_sender, like_reader];
        assert_eq!(order(&mixed), [0, 2, 1, 3]);
        assert_eq!(order(&[]), []);
        assert_eq!(order(&[b"only"]), [0]);
    }

    #[test]
    fn each_function_is_named_after_its_place() {
        // An import of a function, one of a memory, and three functions.
        let mut wasm = b"\0asm\x01\0\0\0\x02\x0b\x02\x01m\x01f\0\0\x01m\x01g\x02\0\x01".to_vec();
        wasm[9] = (wasm.len() - 10) as u8;
        let mut code = vec![3];
        for body in [b"aaaabbbbcccc", b"xxxxyyyyzzzz", b"aaaabbbbdddd"] {
            code.push(body.len() as u8);
            code.extend(body);
        }
        wasm.extend([CODE, code.len() as u8]);
        wasm.extend(&code);
        // Names it had before.
        wasm.extend(b"\0\x05\x04name");
        let named = named(&wasm).unwrap();
        let found = sections(&named).unwrap();
        let kinds: Vec<u8> = found.iter().map(|section| section.kind).collect();
        assert_eq!(kinds, [IMPORTS, CODE, 0]);
        assert_eq!(
            &*found[2].content,
            b"\x04name\x01\x1f\x03\x01\x08f0000000\x02\x08f0000002\x03\x08f0000001"
        );
        assert_eq!(imported_functions(&found[0].content), Some(1));
        assert_eq!(
            bodies(&found[1].content).map(|bodies| bodies.len()),
            Some(3)
        );
        assert_eq!(super::named(b"no module"), None);
    }
}
