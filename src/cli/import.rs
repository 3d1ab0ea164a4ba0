//! `travaux import`: a draft from a file, with a preview of what was found.

mod later;

use std::path::PathBuf;

use anyhow::bail;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Place;
use super::failure::Failure;
use super::output::{count, first_words, print, read_draft, say, warn, working};
use super::round::RoundArgs;
use crate::clock;
use crate::document::Content;
use crate::identity::actor::Actor;
use crate::import::Imported;
use crate::proceedings::{self, NewDraft, Scope, take_in};
use crate::store::Access;

/// How a later draft is taken in.
pub(super) const HELP: &str = "\
A later draft that was written in Word is taken in with --after: its paragraphs are tied to those of the latest draft by the
bookmarks of our own files and by their words, and --preview shows how. Where that is wrong, say so and look again:
  travaux import rev1.docx --after \"Zero draft\" --preview
  travaux import rev1.docx --after \"Zero draft\" --preview --same 14=15 --new p9
  travaux import rev1.docx --after \"Zero draft\" --label Rev.1 --same 14=15 --new p9
Paragraphs are named by their numbers (\"14\", \"Article 3, 1\") or by their places as the preview lists them (\"p9\").
Every change the file makes is in the ledger as the co-chairs' own text, but for what --retain credits to submissions;
what is open is carried to the new draft.";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A draft: .docx, .md, .txt, or .json, whose ids stay
    file: PathBuf,
    /// What the draft is called; "Zero draft" for the first, if not told by the file
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// The day of issue; today if left out and not told by the file
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Only show the paragraphs found; nothing is taken in
    #[arg(long)]
    preview: bool,
    #[command(flatten)]
    later: later::LaterArgs,
    #[command(flatten)]
    round: RoundArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    if let Some(after) = &args.later.after {
        return later::run(place, args, after);
    }
    let imported = working("reading", || read_draft(&args.file))?;
    imported.warnings.iter().for_each(warn);
    if args.preview {
        return preview(&imported);
    }
    let store = place.open(Access::Write)?;
    let told = imported.exchange.as_ref();
    let told_label = told.map(|it| it.draft.clone()).filter(|it| !it.is_empty());
    let label = args.label.clone().or(told_label).unwrap_or_else(|| "Zero draft".to_owned());
    let date = args.date.or(told.and_then(|it| it.day));
    let language = told.map(|it| it.language.clone()).unwrap_or_default();
    let (process, args, by) = (place.process.clone(), args.round.clone(), Actor::command_line(clock::now()));
    let found = imported.paragraphs.len();
    let (draft, negotiated) = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        let day = date.unwrap_or_else(|| today(&scope));
        let new = NewDraft { round: args.round(&scope)?, ..NewDraft::new(&label, day) };
        anyhow::Ok((
            take_in(w, &scope, &new, imported.paragraphs, imported.exchange, &by)?,
            scope.document.language,
        ))
    })?;
    if !language.is_empty() && language != negotiated {
        warn(format_args!(
            "the file says its language is {language}; the document is negotiated in {negotiated}"
        ));
    }
    say(format_args!("{} with {}, issued {}", draft.label, count(found, "paragraph"), draft.issued));
    Ok(())
}

/// The label of a later draft, which has no usual one.
fn label(args: &Args) -> anyhow::Result<&str> {
    match &args.label {
        Some(label) => Ok(label),
        None => {
            bail!(Failure::Usage("name the new draft with --label, or only look with --preview".to_owned()))
        }
    }
}

/// Today at the venue.
pub(super) fn today(scope: &Scope) -> Date {
    let zone = TimeZone::get(&scope.process.settings.venue).unwrap_or(TimeZone::UTC);
    clock::today(&zone)
}

fn preview(imported: &Imported) -> anyhow::Result<()> {
    let row = |place: usize, content: &Content| {
        let label = content.label.as_ref().map_or("", |label| label.as_str());
        let indent = "  ".repeat(content.level.into());
        let words = first_words(content.text_around_label().1, 64);
        print(format_args!("{place:>4}  {:<13} {label:<14} {indent}{words}", content.kind.name()))
    };
    imported.paragraphs.iter().zip(1..).try_for_each(|(content, place)| row(place, content))?;
    say(format_args!(
        "{}, {}; nothing was taken in",
        count(imported.paragraphs.len(), "paragraph"),
        count(imported.warnings.len(), "warning")
    ));
    Ok(())
}
