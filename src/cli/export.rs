//! `travaux export`

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::Place;
use super::failure::Failure;
use super::formal;
use super::output::{say, working, write_output};
use crate::export::rendition::View;
use crate::export::{self, Format};
use crate::proceedings::{self, FileOf, drafts_before, rendition_of};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The draft; the latest if left out
    #[arg(long, value_name = "LABEL")]
    draft: Option<String>,
    /// What to show
    #[arg(long, value_enum, default_value_t = What::Clean)]
    rendition: What,
    /// The earlier draft of a redline or a concordance; the one before if left out
    #[arg(long, value_name = "LABEL")]
    against: Option<String>,
    /// Where to; the ending tells the format, "-" is standard output
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The format, where the ending does not tell
    #[arg(long, value_parser = endings())]
    format: Option<String>,
    /// In Word, track the changes that the reader makes
    #[arg(long)]
    track_edits: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The draft as it stands
    Clean,
    /// What changed since an earlier draft
    Redline,
    /// Every submission under its paragraph
    Compilation,
    /// Old and new numbers, and the references that followed
    Concordance,
}

impl What {
    fn view(self) -> View {
        match self {
            Self::Clean => View::Clean,
            Self::Redline => View::Redline,
            Self::Compilation => View::Compilation,
            Self::Concordance => View::Concordance,
        }
    }
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let named = args.format.as_deref().and_then(Format::from_extension);
    let format = named.map_or_else(|| format_of(&args.output), Ok)?;
    if args.against.is_some() && !matches!(args.rendition, What::Redline | What::Concordance) {
        bail!(Failure::Usage("--against goes with --rendition redline or concordance".to_owned()));
    }
    let what = match args.rendition {
        What::Clean => FileOf::Clean,
        What::Redline => FileOf::Redline { against: args.against.clone() },
        What::Compilation => FileOf::Compilation,
        What::Concordance => FileOf::Concordance { against: args.against.clone() },
    };
    if !format.shows(args.rendition.view()) {
        return Err(export::Error::NotShown { format, view: args.rendition.view() }.into());
    }
    let store = place.open(Access::Read)?;
    let (process, draft) = (place.process.clone(), args.draft.clone());
    let bytes = working("drawing", || {
        let mut rendition = store.blocking_read(move |r| {
            let scope = proceedings::find(r, process.as_deref())?;
            let mut rendition = rendition_of(r, &scope, draft.as_deref(), &what)?;
            if format == Format::Akoma {
                rendition.earlier = drafts_before(r, &scope, draft.as_deref())?;
            }
            Ok::<_, proceedings::Error>(rendition)
        })?;
        rendition.track_edits = args.track_edits;
        rendition.tell(|asks| formal::plain(asks, &formal::Names::new()));
        anyhow::Ok(export::write(&rendition, format)?)
    })?;
    write_output(&args.output, &bytes)?;
    if args.output != Path::new("-") {
        say(format_args!("{}", args.output.display()));
    }
    Ok(())
}

/// The format that the ending of a file names.
pub(super) fn format_of(path: &Path) -> Result<Format, Failure> {
    Format::from_path(path).ok_or_else(|| {
        let endings = Format::ALL.map(|format| format!(".{}", format.extension()));
        Failure::NoFormat { path: path.display().to_string(), endings: endings.join(", ") }
    })
}

fn endings() -> clap::builder::PossibleValuesParser {
    Format::ALL.map(Format::extension).into()
}
