//! `travaux import`: a draft from a file, with a preview of what was found.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Place;
use super::output::{count, first_words, print, read_draft, say, warn, working};
use super::round::RoundArgs;
use crate::clock;
use crate::document::Content;
use crate::import::Imported;
use crate::proceedings::{self, NewDraft, Scope, take_in};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A draft: .docx, .md, .txt, or .json, whose ids stay
    file: PathBuf,
    /// What the draft is called; "Zero draft" if left out and not told by the file
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// The day of issue; today if left out and not told by the file
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Only show the paragraphs found; nothing is taken in
    #[arg(long)]
    preview: bool,
    #[command(flatten)]
    round: RoundArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
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
    let (process, args) = (place.process.clone(), args.round.clone());
    let found = imported.paragraphs.len();
    let (draft, negotiated) = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        let day = date.unwrap_or_else(|| today(&scope));
        let new = NewDraft { round: args.round(&scope)?, ..NewDraft::new(&label, day) };
        anyhow::Ok((take_in(w, &scope, &new, imported)?, scope.document.language))
    })?;
    if !language.is_empty() && language != negotiated {
        warn(format_args!(
            "the file says its language is {language}; the document is negotiated in {negotiated}"
        ));
    }
    say(format_args!("{} with {}, issued {}", draft.label, count(found, "paragraph"), draft.issued));
    Ok(())
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
