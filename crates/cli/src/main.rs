//! `segflow`: checks, previews and runs workflow files from a terminal, and on a
//! durable engine.
//!
//! The core decides; here are its adapters: [`send`] sends, [`clock`] knows the
//! time, [`bulk`] reads a file of rows, and [`durable`] keeps every step in the
//! journal of Restate.

mod accounts;
mod check;
mod clock;
mod document;
mod durable;
mod error;
mod export;
mod finding;
mod help;
mod import;
mod options;
mod preview;
mod records;
mod run;
mod send;
mod stop;
mod terminal;

use std::process::ExitCode;

use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, note, say};

/// A command: its name, what it takes, and what it does.
struct Command {
    name: &'static str,
    takes: &'static Takes,
    run: fn(&Given) -> Result<Outcome, Error>,
}

const COMMANDS: [Command; 11] = [
    Command {
        name: "check",
        takes: &check::TAKES,
        run: check::run,
    },
    Command {
        name: "preview",
        takes: &preview::TAKES,
        run: preview::run,
    },
    Command {
        name: "run",
        takes: &run::TAKES,
        run: run::run,
    },
    Command {
        name: "import",
        takes: &import::TAKES,
        run: import::run,
    },
    Command {
        name: "export",
        takes: &export::TAKES,
        run: export::run,
    },
    Command {
        name: "up",
        takes: &durable::up::TAKES,
        run: durable::up::run,
    },
    Command {
        name: "worker",
        takes: &durable::worker::TAKES,
        run: durable::worker::run,
    },
    Command {
        name: "submit",
        takes: &durable::submit::TAKES,
        run: durable::submit::run,
    },
    Command {
        name: "status",
        takes: &durable::status::TAKES,
        run: durable::status::run,
    },
    Command {
        name: "dead-letters",
        takes: &durable::dead_letters::TAKES,
        run: durable::dead_letters::list,
    },
    Command {
        name: "replay",
        takes: &durable::dead_letters::REPLAY_TAKES,
        run: durable::dead_letters::replay,
    },
];

fn main() -> ExitCode {
    match start() {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            let word = Colours::of_errors().paint(Tone::Bad, "segflow:");
            note(format!("{word} {error}"));
            error.exit_code()
        }
    }
}

fn start() -> Result<Outcome, Error> {
    let mut parser = lexopt::Parser::from_env();
    let Some(name) = options::command(&mut parser)? else {
        note(help::ALL);
        return Err(Error::Usage("no command was given".to_owned()));
    };
    match name.as_str() {
        "help" => {
            say(help::ALL);
            return Ok(Outcome::Fine);
        }
        "version" => {
            say(concat!("segflow ", env!("CARGO_PKG_VERSION")));
            return Ok(Outcome::Fine);
        }
        _ => {}
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let names: Vec<_> = COMMANDS.iter().map(|command| command.name).collect();
        return Err(Error::Usage(format!(
            "there is no command {name:?}; there are {}",
            names.join(", ")
        )));
    };
    let given = Given::read(&mut parser, command.takes)?;
    if given.wants_help() {
        say(help::ALL);
        return Ok(Outcome::Fine);
    }
    (command.run)(&given)
}
