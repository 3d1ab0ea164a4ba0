//! `travaux export`

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::failure::Failure;
use super::output::{say, working, write_output};
use super::press::PressArgs;
use super::{Place, formal};
use crate::export::rendition::View;
use crate::export::{self, Format};
use crate::proceedings::{self, FileOf, annotated_of, rendition_of};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The draft; the latest if left out
    #[arg(long, value_name = "LABEL")]
    draft: Option<String>,
    /// What to show
    #[arg(long, value_enum, default_value_t = What::Clean)]
    rendition: What,
    /// The earlier draft of a redline, a comparison or a concordance; the one before if left out
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
    /// With each paragraph what was submitted on it: comments in Word, behind it in PDF and HTML
    #[arg(long)]
    comments: bool,
    /// In Word and PDF, number the lines of each page
    #[arg(long)]
    line_numbers: bool,
    #[command(flatten)]
    press: PressArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The draft as it stands
    Clean,
    /// What changed since an earlier draft
    Redline,
    /// Every submission under its paragraph
    Compilation,
    /// Both drafts side by side, and between them what was submitted on the earlier one
    Comparison,
    /// Old and new numbers, and the references that followed
    Concordance,
    /// The co-chairs' letter that goes with the draft, its numbers filled in
    Letter,
    /// Every change, and where it comes from
    Ledger,
}

impl What {
    fn view(self) -> View {
        match self {
            Self::Clean => View::Clean,
            Self::Redline => View::Redline,
            Self::Compilation => View::Compilation,
            Self::Concordance => View::Concordance,
            Self::Comparison => View::Comparison,
            Self::Letter | Self::Ledger => View::Paper,
        }
    }
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let named = args.format.as_deref().and_then(Format::from_extension);
    let format = named.map_or_else(|| format_of(&args.output), Ok)?;
    allowed(args)?;
    let what = match args.rendition {
        What::Clean => FileOf::Clean,
        What::Redline => FileOf::Redline { against: args.against.clone() },
        What::Compilation => FileOf::Compilation,
        What::Letter => FileOf::Letter,
        What::Comparison => FileOf::Comparison { against: args.against.clone() },
        What::Ledger => FileOf::Ledger,
        What::Concordance => FileOf::Concordance { against: args.against.clone() },
    };
    if !format.shows(args.rendition.view()) {
        return Err(export::Error::NotShown { format, view: args.rendition.view() }.into());
    }
    let store = place.open(Access::Read)?;
    let (process, draft) = (place.process.clone(), args.draft.clone());
    let draw = if args.comments { annotated_of } else { rendition_of };
    let bytes = working("drawing", || {
        let mut rendition = store.blocking_read(move |r| {
            let scope = proceedings::find(r, process.as_deref())?;
            draw(r, &scope, draft.as_deref(), &what)
        })?;
        rendition.track_edits = args.track_edits;
        rendition.line_numbers = args.line_numbers;
        rendition.tell(|asks| formal::plain(asks, &formal::Names::new()));
        anyhow::Ok(args.press.press().write(&rendition, format)?)
    })?;
    write_output(&args.output, &bytes)?;
    if args.output != Path::new("-") {
        say(format_args!("{}", args.output.display()));
    }
    Ok(())
}

/// Refuses options that the rendition has no use for.
fn allowed(args: &Args) -> Result<(), Failure> {
    let compares = matches!(args.rendition, What::Redline | What::Comparison | What::Concordance);
    let is_text = matches!(args.rendition, What::Clean | What::Redline);
    let refused = match args {
        Args { against: Some(_), .. } if !compares => {
            "--against goes with --rendition redline, comparison or concordance"
        }
        Args { comments: true, .. } if !is_text => "--comments goes with --rendition clean or redline",
        Args { line_numbers: true, rendition: What::Comparison, .. } => {
            "the lines of a table are not numbered: --line-numbers goes with the other renditions"
        }
        _ => return Ok(()),
    };
    Err(Failure::Usage(refused.to_owned()))
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
