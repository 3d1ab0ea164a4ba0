//! Files in every format: those that `export` draws, and PDF, which another program sets.
//!
//! Invariant: the other program is handed the document on its standard input and nothing else, neither names nor files; it
//! has a bound on its memory, and is ended when its time is over. Only so many files are made at once, none of them
//! on a thread that answers requests. Knows no store.

mod child;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::export::rendition::Rendition;
use crate::export::{self, Format};

/// The program that sets PDF.
const PROGRAM: &str = "travaux-pdf";

/// Makes files; cheap to clone.
#[derive(Clone, Debug)]
pub struct Press {
    typesetter: Typesetter,
    limit: Duration,
    /// How many files may be drawn here, and how many set by the program, at once.
    turns: [Arc<Semaphore>; 2],
}

/// Where the program is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Typesetter {
    At(PathBuf),
    /// Where it was said to be there is none.
    NotAt(PathBuf),
    Nowhere,
}

/// A turn to make a file; it ends when this is dropped.
#[derive(Debug)]
pub struct Turn {
    _permit: Option<OwnedSemaphorePermit>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be drawn.
    #[error(transparent)]
    Drawn(#[from] export::Error),
    /// There is no program that sets PDF.
    #[error(
        "PDF is set by a program of its own, {PROGRAM}, which is not here: \
         \"cargo build --release -p {PROGRAM}\" makes it, beside travaux; elsewhere it is found in PATH or by \
         TRAVAUX_PDF. Or write .html, and print that"
    )]
    NoProgram,
    /// The program is not where it was said to be.
    #[error(
        "{0} is no program: TRAVAUX_PDF, or --pdf-program, names the one that sets PDF, {PROGRAM}, which \
         \"cargo build --release -p {PROGRAM}\" makes. Or write .html, and print that"
    )]
    NotThere(PathBuf),
    /// The program cannot be run.
    #[error("{} cannot be run", .0.display())]
    Start(PathBuf, #[source] std::io::Error),
    /// The program took too long and was ended.
    #[error("the PDF was not set within {} seconds; write .html, and print that", .0.as_secs())]
    Slow(Duration),
    /// No font has some character; which, in the words of the program.
    #[error("the PDF cannot be set: {0}")]
    Fonts(String),
    /// The program failed; what it said.
    #[error("the PDF cannot be set: {0}")]
    Failed(String),
}

impl Press {
    /// How long the program may take where nobody waits for a page.
    const LIMIT: Duration = Duration::from_secs(120);

    /// With the program that is `named`, or else the one beside this program or in `PATH`.
    pub fn find(named: Option<PathBuf>) -> Self {
        let typesetter = match named {
            Some(path) if is_program(&path) => Typesetter::At(path),
            Some(path) => Typesetter::NotAt(path),
            None => found().map_or(Typesetter::Nowhere, Typesetter::At),
        };
        Self::new(typesetter)
    }

    /// Without the program.
    pub fn without_pdf() -> Self {
        Self::new(Typesetter::Nowhere)
    }

    /// The same, for as long as somebody waits for an answer.
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    fn new(typesetter: Typesetter) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let turns = [cores, cores.div_ceil(2)].map(|most| Arc::new(Semaphore::new(most)));
        Self { typesetter, limit: Self::LIMIT, turns }
    }

    /// The formats that there are files of, in the order in which they are offered.
    pub fn formats(&self) -> Vec<Format> {
        let is_offered = |format: &Format| match format {
            Format::Pdf => matches!(self.typesetter, Typesetter::At(_)),
            _ => true,
        };
        Format::ALL.into_iter().filter(is_offered).collect()
    }

    /// Makes a file, which may take a while.
    pub fn write(&self, rendition: &Rendition, format: Format) -> Result<Vec<u8>, Error> {
        match (format, &self.typesetter) {
            (Format::Pdf, Typesetter::Nowhere) => Err(Error::NoProgram),
            (Format::Pdf, Typesetter::NotAt(path)) => Err(Error::NotThere(path.clone())),
            (Format::Pdf, Typesetter::At(program)) => {
                child::set(program, export::for_typesetter(rendition)?, self.limit)
            }
            (_, _) => Ok(export::write(rendition, format)?),
        }
    }

    /// Waits for a turn to make a file of that format.
    pub async fn turn(&self, format: Format) -> Turn {
        let [drawn, set] = &self.turns;
        let turns = match format {
            Format::Pdf => set,
            _ => drawn,
        };
        Turn { _permit: Arc::clone(turns).acquire_owned().await.ok() }
    }

    /// As [`Press::write`], on a thread of its own; the turn lasts as long as the work, whoever still waits for it.
    pub async fn draw(&self, turn: Turn, rendition: Rendition, format: Format) -> Result<Vec<u8>, Error> {
        let press = self.clone();
        let work = move || {
            let file = press.write(&rendition, format);
            drop(turn);
            file
        };
        let ended = |error: tokio::task::JoinError| Err(Error::Failed(error.to_string()));
        tokio::task::spawn_blocking(work).await.unwrap_or_else(ended)
    }
}

fn found() -> Option<PathBuf> {
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().map(|it| it.with_file_name(&name));
    let path = std::env::var_os("PATH");
    let folders = path.iter().flat_map(std::env::split_paths).filter(|it| it.is_absolute());
    beside.into_iter().chain(folders.map(|it| it.join(&name))).find(|it| is_program(it))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests;
