//! Sets a document of Travaux as PDF: JSON on standard input, the PDF on standard output.
//!
//! Invariant: reads standard input and fonts, writes standard output, and does nothing else: no network, no packages, no
//! file but fonts, no clock. The same input and the same fonts give the same bytes. What goes wrong is one line of plain
//! words on standard error, and a code.

mod check;
mod fonts;
#[path = "../../src/export/pdf/given.rs"]
mod given;
mod world;

use std::io::{Read, Write};
use std::process::ExitCode;

use self::fonts::Fonts;

/// The most that is read from standard input.
const MOST: u64 = 64 << 20;

const HELP: &str = "\
travaux-pdf [--memory MB] < document.json > document.pdf
Sets a document as PDF/UA-1. `travaux` starts it; the shape of the JSON is in src/export/pdf/given.rs.
Fonts: its own for Latin, Greek, Cyrillic and Arabic; for other scripts those in $TRAVAUX_FONTS and of the system.
Exit codes: 0 done, 1 failed, 2 the command line was not understood, 3 the input cannot be understood,
4 no font has some character of the document";

/// Why there is no PDF.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line was not understood.
    Usage(String),
    /// The input is no document.
    Input(String),
    /// No font has these characters.
    Fonts(Vec<char>),
    /// The document was not set.
    Failed(String),
}

fn main() -> ExitCode {
    let error = match run() {
        Ok(()) => return ExitCode::SUCCESS,
        Err(error) => error,
    };
    let (code, words) = match error {
        Error::Usage(words) => (2, words),
        Error::Input(words) => (3, words),
        Error::Fonts(missing) => (4, fonts::lacking(&missing)),
        Error::Failed(words) => (1, words),
    };
    let _ = writeln!(std::io::stderr(), "{words}");
    ExitCode::from(code)
}

fn run() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--help" | "-h" => return written(format!("{HELP}\n").as_bytes()),
            "--version" | "-V" => {
                return written(concat!("travaux-pdf ", env!("CARGO_PKG_VERSION"), "\n").as_bytes());
            }
            "--memory" => {
                let most = args.next().and_then(|it| it.parse::<u64>().ok());
                limit_memory(most.ok_or_else(|| Error::Usage("--memory takes a number of MB".to_owned()))?)?;
            }
            _ => return Err(Error::Usage(format!("{arg} is not understood\n{HELP}"))),
        }
    }
    let given = check::document(&read()?)?;
    let fonts = Fonts::of(&given, &fonts::folders()).map_err(Error::Fonts)?;
    written(&world::set(&given, fonts)?)
}

/// Reads the document, and no more of one that is too large than it takes to know.
fn read() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::Input(format!("the document cannot be read: {error}")))?;
    if bytes.len() as u64 > MOST {
        return Err(Error::Input(format!("the document is larger than {} MB", MOST >> 20)));
    }
    Ok(bytes)
}

fn written(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    let done = out.write_all(bytes).and_then(|()| out.flush());
    done.map_err(|error| Error::Failed(format!("the PDF cannot be written: {error}")))
}

/// Bounds the memory this process may have, so that a document cannot take that of the machine.
#[cfg(unix)]
fn limit_memory(megabytes: u64) -> Result<(), Error> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Some(megabytes.saturating_mul(1 << 20));
    setrlimit(Resource::As, Rlimit { current: most, maximum: most })
        .map_err(|error| Error::Failed(format!("memory cannot be limited: {error}")))
}

/// Other systems have other means.
#[cfg(not(unix))]
fn limit_memory(_: u64) -> Result<(), Error> {
    Ok(())
}
