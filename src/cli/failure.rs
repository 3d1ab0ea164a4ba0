//! How a command fails: the message and the exit code.

use std::io;
use std::process::ExitCode;

use super::output::{BOLD_RED, PLAIN, STANDARD_OUTPUT, say};
use crate::export;
use crate::import;
use crate::press;
use crate::proceedings::{self, Refusal};
use crate::store;

/// The code of a check or comparison that found something.
pub(super) const FOUND: u8 = 6;

/// What only the command line can find wrong.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// No data directory was named.
    #[error("no data directory: name one with --data DIR or in TRAVAUX_DATA")]
    NoDirectory,
    /// An input file cannot be read.
    #[error("{path}: {why}")]
    Input {
        /// Which.
        path: String,
        /// Why not.
        why: String,
    },
    /// The ending of an output file names no format.
    #[error("{path}: the ending tells the format: {endings}")]
    NoFormat {
        /// The file.
        path: String,
        /// The endings there are.
        endings: String,
    },
    /// Something that the options ask for does not fit together.
    #[error("{0}")]
    Usage(String),
}

/// Not a failure: what was looked for was found, and it has been said.
#[derive(Debug, thiserror::Error)]
#[error("found")]
pub(super) struct Found;

/// Writes the message and gives the code. Whoever stops reading the result has all they want: that is no failure.
pub(super) fn report(error: &anyhow::Error) -> ExitCode {
    if nobody_reads(error) {
        return ExitCode::SUCCESS;
    }
    say(format_args!("{BOLD_RED}error:{PLAIN} {}", message(error)));
    ExitCode::from(code(error))
}

fn nobody_reads(error: &anyhow::Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.to_string() == STANDARD_OUTPUT && error.chain().any(|it| it.downcast_ref().is_some_and(broken))
}

/// The error and its causes on one line; a cause that the message before it has told already is left out.
fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        match message.as_str() {
            "" => message = cause,
            told if told.contains(&cause) => {}
            _ => message = format!("{message}: {cause}"),
        }
    }
    message
}

fn code(error: &anyhow::Error) -> u8 {
    for cause in error.chain() {
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return match failure {
                Failure::NoDirectory | Failure::NoFormat { .. } | Failure::Usage(_) => 2,
                Failure::Input { .. } => 3,
            };
        }
        if cause.downcast_ref::<import::Error>().is_some() {
            return 3;
        }
        // An act that is refused as such is not told apart from its cause.
        if let Some(Refusal::Act(error)) = cause.downcast_ref() {
            return proceedings_code(error);
        }
        if let Some(error) = cause.downcast_ref::<proceedings::Error>() {
            return proceedings_code(error);
        }
        if let Some(error) = cause.downcast_ref::<store::Error>() {
            return store_code(error);
        }
        if let Some(error) = cause.downcast_ref::<press::Error>() {
            return match error {
                press::Error::Drawn(error) => export_code(error),
                _ => 1,
            };
        }
        if let Some(error) = cause.downcast_ref::<export::Error>() {
            return export_code(error);
        }
    }
    1
}

fn export_code(error: &export::Error) -> u8 {
    if matches!(error, export::Error::NotShown { .. }) { 2 } else { 1 }
}

fn proceedings_code(error: &proceedings::Error) -> u8 {
    use proceedings::Error;
    match error {
        Error::Store(error) => store_code(error),
        Error::Several { .. }
        | Error::Unknown { .. }
        | Error::NoDraft
        | Error::NoItem(_)
        | Error::NoParagraph(_) => 4,
        Error::Chance(_)
        | Error::HasDraft(_)
        | Error::NotLatest { .. }
        | Error::Unfit(_)
        | Error::OfAnotherDocument(_)
        | Error::TooEarly { .. }
        | Error::LabelTaken(_)
        | Error::ProcessTaken(_)
        | Error::NoName(_)
        | Error::LongName
        | Error::NotEarlier { .. }
        | Error::RoundClosed(_)
        | Error::NothingToUndo
        | Error::IntoItself(_)
        | Error::CannotUndo(_) => 1,
    }
}

fn store_code(error: &store::Error) -> u8 {
    use store::Error;
    match error {
        Error::NotFound { .. } => 4,
        Error::TooNew { .. }
        | Error::TooOld { .. }
        | Error::Locked(_)
        | Error::Full
        | Error::Damaged(_)
        | Error::NoData(_)
        | Error::ReadOnly
        | Error::Io { .. } => 5,
        Error::Taken(_) | Error::Stale { .. } | Error::Sqlite(_) => 1,
    }
}
