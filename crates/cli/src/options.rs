//! The command line.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::Error;

/// What a command takes besides its name.
pub(crate) struct Takes {
    /// What stands by itself, as people call it.
    pub(crate) files: &'static [&'static str],
    /// Options with a value.
    pub(crate) values: &'static [&'static str],
    /// Options without one.
    pub(crate) flags: &'static [&'static str],
}

/// What a command was given.
#[derive(Debug)]
pub(crate) struct Given {
    files: Vec<OsString>,
    values: BTreeMap<&'static str, OsString>,
    flags: BTreeSet<&'static str>,
    wants_help: bool,
}

/// The command and what follows it; no command asks for help.
pub(crate) fn command(parser: &mut lexopt::Parser) -> Result<Option<String>, Error> {
    match parser.next().map_err(usage)? {
        None => Ok(None),
        Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => Ok(Some("help".to_owned())),
        Some(lexopt::Arg::Short('V') | lexopt::Arg::Long("version")) => {
            Ok(Some("version".to_owned()))
        }
        Some(lexopt::Arg::Value(name)) => Ok(Some(name.to_string_lossy().into_owned())),
        Some(other) => Err(usage(other.unexpected())),
    }
}

impl Given {
    pub(crate) fn read(parser: &mut lexopt::Parser, takes: &Takes) -> Result<Given, Error> {
        let mut given = Given {
            files: Vec::new(),
            values: BTreeMap::new(),
            flags: BTreeSet::new(),
            wants_help: false,
        };
        while let Some(argument) = parser.next().map_err(usage)? {
            let name = match argument {
                lexopt::Arg::Value(file) if given.files.len() < takes.files.len() => {
                    given.files.push(file);
                    continue;
                }
                lexopt::Arg::Value(file) => {
                    return Err(Error::Usage(format!(
                        "{file:?} is one thing too many: this takes {}",
                        match takes.files {
                            [] => "options only".to_owned(),
                            files => files.join(" and "),
                        }
                    )));
                }
                lexopt::Arg::Long(name) => name.to_owned(),
                lexopt::Arg::Short('h') => "help".to_owned(),
                other => return Err(usage(other.unexpected())),
            };
            if name == "help" {
                given.wants_help = true;
                return Ok(given);
            }
            if let Some(flag) = takes.flags.iter().find(|flag| **flag == name) {
                given.flags.insert(flag);
            } else if let Some(option) = takes.values.iter().find(|option| **option == name) {
                let value = parser.value().map_err(usage)?;
                if given.values.insert(option, value).is_some() {
                    return Err(Error::Usage(format!("--{option} is given twice")));
                }
            } else {
                let known = takes.values.iter().chain(takes.flags).copied();
                return Err(Error::Usage(unknown(&name, known)));
            }
        }
        if let Some(missing) = takes.files.get(given.files.len()) {
            return Err(Error::Usage(format!("{missing} is missing")));
        }
        Ok(given)
    }

    /// What stands by itself at that place; it is there if the command takes it.
    pub(crate) fn file(&self, place: usize) -> PathBuf {
        PathBuf::from(self.files.get(place).cloned().unwrap_or_default())
    }

    /// Whether help is asked for; nothing else is known then.
    pub(crate) fn wants_help(&self) -> bool {
        self.wants_help
    }

    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.contains(flag)
    }

    pub(crate) fn path(&self, option: &str) -> Option<PathBuf> {
        self.values.get(option).map(PathBuf::from)
    }

    pub(crate) fn text(&self, option: &str) -> Result<Option<&str>, Error> {
        self.values
            .get(option)
            .map(|value| {
                value
                    .to_str()
                    .ok_or_else(|| Error::Usage(format!("--{option} is not written in UTF-8")))
            })
            .transpose()
    }

    /// A value of another type, which `what` describes.
    pub(crate) fn parsed<T: FromStr>(&self, option: &str, what: &str) -> Result<Option<T>, Error> {
        self.text(option)?
            .map(|text| {
                text.parse()
                    .map_err(|_| Error::Usage(format!("--{option} takes {what}, not {text:?}")))
            })
            .transpose()
    }
}

/// Names what was probably meant.
pub(crate) fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let nearest = known
        .map(|known| (distance(name, known), known))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance * 3 <= known.len().max(3));
    match nearest {
        Some((_, known)) => format!("there is no --{name} here; perhaps --{known} is meant"),
        None => format!("there is no --{name} here"),
    }
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(&b) {
            let changed = diagonal + usize::from(a != *b);
            diagonal = *cell;
            left = changed.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

pub(crate) fn usage(error: lexopt::Error) -> Error {
    Error::Usage(match error {
        // The value itself is not told: it might be a key.
        lexopt::Error::UnexpectedValue { option, .. } => format!("{option} takes no value"),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_named() {
        let known = ["records", "record", "dry-run"];
        for (name, told) in [
            (
                "recrods",
                "there is no --recrods here; perhaps --records is meant",
            ),
            (
                "dryrun",
                "there is no --dryrun here; perhaps --dry-run is meant",
            ),
            ("colour", "there is no --colour here"),
        ] {
            assert_eq!(unknown(name, known.into_iter()), told);
        }
    }
}
