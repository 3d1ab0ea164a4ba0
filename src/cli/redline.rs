//! `travaux redline`: two files as a document with tracked changes, without any database.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::export::format_of;
use super::output::{read_draft, say, warn, working, write_output};
use super::press::PressArgs;
use crate::clock;
use crate::document::compare::{compare, identify};
use crate::document::id::ParagraphId;
use crate::document::lineage::Lineage;
use crate::document::{Kind, Paragraph, Places};
use crate::export::rendition::{Cover, Language, Rendition};
use crate::import::Imported;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The earlier file: .docx, .md, .txt or .json; two of the last are paired by their ids
    old: PathBuf,
    /// The later file
    new: PathBuf,
    /// Where to; the ending tells the format
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The language of the text
    #[arg(long, default_value = "en", value_name = "TAG")]
    language: String,
    /// The day written on the tracked changes; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    #[command(flatten)]
    press: PressArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let format = format_of(&args.output)?;
    let (old, new, lineage) = read_both(&args.old, &args.new)?;
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let day = args.date.unwrap_or_else(|| clock::today(&TimeZone::UTC));
    let title = new.iter().find(|it| it.content.kind == Kind::Title).map(|it| it.content.text.plain());
    let cover = Cover {
        title: title.unwrap_or_default(),
        draft: name(&args.new),
        against: name(&args.old),
        date: day.strftime("%-d %B %Y").to_string(),
        ..Cover::default()
    };
    let bytes = working("comparing", || {
        let language = Language::of(&args.language, &new);
        let mut rendition = Rendition::redline(&compare(&old, &new, &lineage), cover, language);
        rendition.day = Some(day);
        args.press.press().write(&rendition, format)
    })?;
    write_output(&args.output, &bytes)?;
    say(format_args!("{}", args.output.display()));
    Ok(())
}

/// Reads two drafts and gives them common ids, if they have none.
fn read_both(old: &Path, new: &Path) -> anyhow::Result<(Vec<Paragraph>, Vec<Paragraph>, Lineage)> {
    let read = |path: &Path| {
        let imported = read_draft(path)?;
        let told = imported.warnings.iter().filter(|it| it.is_about_reading());
        told.for_each(|it| warn(format_args!("{}: {it}", path.display())));
        anyhow::Ok(imported)
    };
    Ok(paired(read(old)?, read(new)?))
}

/// Two drafts as paragraphs of one document: by the ids that they have in common, else by their words.
pub(super) fn paired(old: Imported, new: Imported) -> (Vec<Paragraph>, Vec<Paragraph>, Lineage) {
    if let (Some(before), Some(now)) = (&old.exchange, &new.exchange) {
        let (before, now, lineage) = (before.paragraphs(), now.paragraphs(), now.lineage());
        let known = Places::of(&before);
        if now.iter().any(|it| known.get(it.id).is_some()) {
            return (before, now, lineage);
        }
    }
    let mut count = 0u64;
    identify(old.paragraphs, new.paragraphs, || {
        count += 1;
        ParagraphId::derived("file", &[&count.to_be_bytes()])
    })
}
