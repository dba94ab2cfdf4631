//! What was asked for on the command line.

use lexopt::{Arg, Parser, ValueExt};

use crate::problem::{Problem, Result};

/// The address of the app: browser storage is kept per address, so it never wanders.
pub(crate) const USUAL_PORT: u16 = 4780;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Flags {
    Help,
    Run {
        port: u16,
        consent: Consent,
    },
    Serve {
        port: u16,
        consent: Consent,
    },
    Test {
        suite: Option<String>,
        consent: Consent,
    },
    Bench {
        part: Option<String>,
        consent: Consent,
    },
    Pack {
        consent: Consent,
    },
}

/// Whether system packages may be installed without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    Given,
    Ask,
}

impl Flags {
    pub(crate) fn read(mut parser: Parser, ci: bool) -> Result<Self> {
        let mut command: Option<String> = None;
        let mut suite = None;
        let mut port = None;
        let mut consent = if ci { Consent::Given } else { Consent::Ask };
        while let Some(arg) = parser.next().map_err(mend)? {
            match arg {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("yes") | Arg::Short('y') => consent = Consent::Given,
                Arg::Long("port") | Arg::Short('p') => {
                    let number = parser
                        .value()
                        .and_then(|value| value.parse())
                        .map_err(mend)?;
                    port = Some(number);
                }
                Arg::Value(value) => {
                    let value = value.string().map_err(mend)?;
                    match (&command, &suite) {
                        (None, _) => command = Some(value),
                        (Some(name), None) if name == "test" || name == "bench" => {
                            suite = Some(value);
                        }
                        _ => return Err(mend(format!("`{value}` is one word too many"))),
                    }
                }
                other => return Err(mend(other.unexpected())),
            }
        }
        match (command.as_deref(), port) {
            (Some("run" | "serve"), Some(0)) => Err(mend("port 0 is no fixed address")),
            (Some("run"), port) => Ok(Self::Run {
                port: port.unwrap_or(USUAL_PORT),
                consent,
            }),
            (Some("serve"), port) => Ok(Self::Serve {
                port: port.unwrap_or(USUAL_PORT),
                consent,
            }),
            (Some("test" | "bench" | "pack"), Some(_)) => {
                Err(mend("`--port` belongs to `run` and `serve`"))
            }
            (Some("test"), None) => Ok(Self::Test { suite, consent }),
            (Some("bench"), None) => Ok(Self::Bench {
                part: suite,
                consent,
            }),
            (Some("pack"), None) => Ok(Self::Pack { consent }),
            (Some("help") | None, _) => Ok(Self::Help),
            (Some(other), _) => Err(mend(format!("there is no command `{other}`"))),
        }
    }
}

fn mend(what: impl std::fmt::Display) -> Problem {
    Problem::new(format!(
        "{what}; `cargo xtask --help` lists what can be asked for"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, ci: bool, expected: Result<Flags, &str>) {
        let parser = Parser::from_args(line.split_whitespace());
        match (Flags::read(parser, ci), expected) {
            (Ok(flags), Ok(expected)) => assert_eq!(flags, expected, "{line}"),
            (Err(problem), Err(part)) => {
                assert!(problem.to_string().contains(part), "{line}: {problem}");
            }
            (got, expected) => panic!("{line}: {got:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn commands_are_read() {
        let run = |port, consent| Ok(Flags::Run { port, consent });
        let test = |suite: Option<&str>, consent| {
            Ok(Flags::Test {
                suite: suite.map(str::to_owned),
                consent,
            })
        };
        check("", false, Ok(Flags::Help));
        check("run --help", false, Ok(Flags::Help));
        check("run", false, run(4780, Consent::Ask));
        check("run", true, run(4780, Consent::Given));
        check("--yes run --port=5000", false, run(5000, Consent::Given));
        check("run -p 5000", false, run(5000, Consent::Ask));
        check("test", false, test(None, Consent::Ask));
        check("test core -y", false, test(Some("core"), Consent::Given));
        let consent = Consent::Given;
        let part = Some("rows".to_owned());
        check("bench rows", true, Ok(Flags::Bench { part, consent }));
        check("pack --yes", false, Ok(Flags::Pack { consent }));
        let port = 5000;
        check("serve -p 5000", true, Ok(Flags::Serve { port, consent }));
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        check("runn", false, Err("no command `runn`"));
        check("run away", false, Err("`away` is one word too many"));
        check("run --port 70000", false, Err("70000"));
        check("run --port 0", false, Err("no fixed address"));
        check("test --port 5000", false, Err("belongs to `run`"));
        check("pack it", false, Err("one word too many"));
        check("run --fast", false, Err("--fast"));
    }
}
