//! Slips in a file: by them whoever sent something on paper takes it over.
//!
//! Invariant: the file is its owner's alone, and never written over another. It is made before anything is taken in, so
//! that no code is lost to a name that cannot be written.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::Place;
use crate::cli::output::{STANDARD_OUTPUT, count, say};
use crate::clock;
use crate::document::id::SubmissionId;
use crate::identity::actor::Actor;
use crate::proceedings::{self, Refusal, Scope, Slip, give_slips, on_paper, slips_as_page, slips_as_text};
use crate::store::Access;
use crate::store::slips::Standing;

/// Where slips are printed.
pub(super) struct Printer {
    path: PathBuf,
    /// None is standard output.
    file: Option<File>,
}

impl Printer {
    /// Makes the file, which must not be there; `-` is standard output.
    pub(super) fn new(path: &Path) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self { path: path.to_owned(), file: None });
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self { path: path.to_owned(), file: Some(file) })
    }

    /// Writes the slips: as a page where the name ends so, else as text.
    pub(super) fn print(mut self, scope: &Scope, slips: &[Slip]) -> anyhow::Result<()> {
        let is_page = self.path.extension().is_some_and(|it| ["html", "htm"].iter().any(|page| it == *page));
        let printed = if is_page { slips_as_page(scope, slips) } else { slips_as_text(scope, slips) };
        match self.file.take() {
            None => {
                let mut out = std::io::stdout().lock();
                out.write_all(printed.as_bytes()).and_then(|()| out.flush()).context(STANDARD_OUTPUT)?;
            }
            Some(mut file) => {
                let written = file.write_all(printed.as_bytes()).and_then(|()| file.sync_all());
                written.with_context(|| {
                    format!(
                        "{} was not written: print the slips anew with `travaux submissions slips --again`",
                        self.path.display()
                    )
                })?;
            }
        }
        say(format_args!("{}, each good once", count(slips.len(), "slip")));
        Ok(())
    }

    /// Takes the file away again, where nothing came of it.
    pub(super) fn discard(self) {
        if self.file.is_some() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Prints slips for what came on paper: for all that has none, or anew for all that nobody has taken over.
pub(super) fn print(place: &Place, path: &Path, again: bool) -> anyhow::Result<()> {
    let store = place.open(Access::Write)?;
    let printer = Printer::new(path)?;
    let process = place.process.clone();
    let given = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        let wanted = |standing| match standing {
            Standing::NoSlip => true,
            Standing::Slip => again,
            Standing::TakenOver => false,
        };
        let all = on_paper(w, scope.document.id)?;
        let chosen: Vec<SubmissionId> =
            all.iter().filter(|it| wanted(it.standing)).map(|it| it.item.submission.id).collect();
        let slips = give_slips(w, &scope, &chosen, &Actor::command_line(clock::now()))?;
        Ok::<_, Refusal>((scope, slips))
    });
    match given {
        Ok((_, slips)) if slips.is_empty() => {
            printer.discard();
            bail!("nothing that came on paper is without a slip: --again prints them anew");
        }
        Ok((scope, slips)) => printer.print(&scope, &slips),
        Err(refusal) => {
            printer.discard();
            Err(refusal.into())
        }
    }
}
