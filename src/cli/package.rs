//! `travaux package`: all files of a draft as one.

use std::path::{Path, PathBuf};

use super::Place;
use super::formal;
use super::output::{count, say, working, write_output};
use super::press::PressArgs;
use crate::proceedings::{self, Compilation, Holds, draw, package_of};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The draft; the latest if left out
    #[arg(long, value_name = "LABEL")]
    draft: Option<String>,
    /// Where to: a .zip; "-" is standard output
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Leave the submissions out, for readers who are not shown them
    #[arg(long)]
    without_submissions: bool,
    #[command(flatten)]
    press: PressArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    let (process, draft) = (place.process.clone(), args.draft.clone());
    let holds = match args.without_submissions {
        true => Holds { compilation: Compilation::None, ledger: false },
        false => Holds { compilation: Compilation::Whole, ledger: true },
    };
    let (pieces, bytes) = working("drawing", || {
        let mut package = store.blocking_read(move |r| {
            let scope = proceedings::find(r, process.as_deref())?;
            package_of(r, &scope, draft.as_deref(), holds)
        })?;
        let names = formal::Names::new();
        package.pieces.iter_mut().for_each(|it| it.rendition.tell(|asks| formal::plain(asks, &names)));
        anyhow::Ok((package.pieces.len(), draw(&package, &args.press.press())?))
    })?;
    write_output(&args.output, &bytes)?;
    if args.output != Path::new("-") {
        let formats = args.press.press().formats().len();
        say(format_args!(
            "{}: {} in {formats} formats each",
            args.output.display(),
            count(pieces, "document")
        ));
    }
    Ok(())
}
