//! The command line: flags to options, files to articles, results to files.
//!
//! In: the words of the command line. Out: files, standard output, and an exit code of [`EXIT_CODES`]. The only user of clap,
//! and the only place that touches the disk.

mod arguments;
mod correcting;
mod explain;
mod export;
mod extract;
#[cfg(feature = "fetch")]
mod fetch;
mod files;
mod gather;
pub mod input;
mod intake;
mod lint;
mod look;
mod manual;
mod mentions;
mod merge;
mod output;
mod page;
mod picture;
mod places;
mod progress;
mod run;

use crate::error::{Error, Result};
use arguments::{Arguments, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::process::ExitCode;

/// The exit codes and what they mean; the README's table is checked against this.
pub const EXIT_CODES: &[(u8, &str)] = &[
    (0, "done"),
    (1, "failed: an input is broken, a result could not be written, or `lint` found a fault"),
    (2, "wrong use: a command, flag or value that does not exist"),
    (3, "nothing found: no trip in any article, or no place of that name"),
    (4, "another language: an article is in a language that is not read; the others were read"),
];

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// It ended well but for inputs that were told of already.
    SomeFailed,
    /// It ended well but for articles in languages that are not read, told of already.
    OtherLanguage,
    NothingFound,
}

impl Outcome {
    fn found(any: bool) -> Self {
        if any { Outcome::Done } else { Outcome::NothingFound }
    }

    fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::SomeFailed => 1,
            Outcome::NothingFound => 3,
            Outcome::OtherLanguage => 4,
        }
    }
}

/// Runs the program on the words of its command line, the first being its own name.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(told) => {
            // Help and version are no failures; what cannot be printed has nobody to read it.
            let wrong = told.use_stderr();
            if matches!(told.kind(), ErrorKind::ValueValidation | ErrorKind::InvalidValue | ErrorKind::ArgumentConflict)
            {
                output::complain(&Error::wrong_use(value(&told.to_string())));
            } else {
                let _ = told.print();
            }
            return ExitCode::from(if wrong { 2 } else { 0 });
        }
    };
    match dispatch(&arguments.command) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(error) if error.is_pipe_closed() => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(match () {
                () if error.is_wrong_use() => 2,
                () if error.is_other_language() => 4,
                () => 1,
            })
        }
    }
}

/// What clap tells of a wrong value, without the hints that follow after a blank line.
fn value(told: &str) -> String {
    let first = told.split("\n\n").next().unwrap_or_default();
    let lines: Vec<&str> = first.trim_start_matches("error: ").lines().map(str::trim).collect();
    lines.join(" ")
}

/// The commands and flags as clap knows them, for the tests that hold the README against them.
pub fn command() -> clap::Command {
    Arguments::command()
}

fn dispatch(command: &Command) -> Result<Outcome> {
    match command {
        Command::Run(options) => run::run(options),
        Command::Extract(options) => extract::run(options),
        Command::Export(options) => export::run(options),
        Command::Map(options) => picture::map(options),
        Command::Days(options) => picture::days(options),
        Command::Mentions(options) => mentions::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Lint(options) => lint::run(options),
        Command::Merge(options) => merge::merge(options),
        Command::Update(options) => merge::update(options),
        Command::Correct(options) => merge::correct(options),
        Command::Diff(options) => merge::diff(options),
        Command::Check(options) => merge::check(options),
        Command::Places(options) => places::run(options),
        Command::Schema => manual::schema(),
        Command::Completions(options) => manual::completions(options),
        Command::Man(options) => manual::man(options),
    }
}
