//! Word documents: one pass over the main part, with the styles, lists and notes that it refers to.
//!
//! The pass reads one view, as if all changes were accepted, or both, as before and after them: see [`Views`].
//!
//! The main part is found by following the links of the package, in either of the two vocabularies (Transitional and
//! Strict). Nothing outside the package is ever followed, and no picture, macro or setting is ever inflated.

mod body;
mod comments;
mod findings;
mod line;
mod numbering;
mod numerals;
mod package;
mod reading;
mod runs;
mod styles;
mod symbols;
mod views;
mod xml;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod produced;
#[cfg(test)]
mod tests;

use self::body::Body;
pub(super) use self::comments::Comments;
#[cfg(test)]
pub(super) use self::fixture::Docx;
use self::numbering::Numbering;
use self::package::{Package, Part, Relation};
pub(super) use self::reading::Seen;
use self::runs::{Note, Runs};
use self::styles::Styles;
pub(super) use self::views::Point;
use self::views::Views;
use super::{Error, Warning, headings, levels};
use crate::document::Content;
use crate::document::id::ParagraphId;

/// A document before and after its tracked changes.
pub(super) struct Both {
    /// Its paragraphs with every change rejected.
    pub(super) old: Vec<Seen>,
    /// Its paragraphs with every change accepted.
    pub(super) new: Vec<Seen>,
    /// What its comments say.
    pub(super) comments: Comments,
    /// How the changes are signed.
    pub(super) signed: Signed,
    /// What a reader of the new view should know.
    pub(super) warnings: Vec<Warning>,
}

/// How many tracked changes of words are signed as ours are, with the name that word processors put in place of all
/// names, and otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) ours: usize,
    pub(super) nobody: usize,
    pub(super) others: usize,
}

impl Signed {
    /// How many there are.
    pub(super) fn all(self) -> usize {
        self.ours + self.nobody + self.others
    }
}

/// Reads a Word document. Where no style marks a heading, headings are guessed as in plain text.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Content>, Vec<Warning>), Error> {
    let Opened { mut body, main, .. } = open(bytes, Views::NEW)?;
    body.read(&main)?;
    let Body { runs, mut readings, .. } = body;
    let (mut paragraphs, depths) =
        readings.pop().map_or_else(Default::default, |reading| (reading.paragraphs, reading.depths));
    if !paragraphs.iter().any(|content| content.kind.is_heading()) {
        headings::guess(&mut paragraphs);
    }
    levels::assign(&mut paragraphs, &depths);
    let warnings = runs.findings.warnings(&paragraphs);
    Ok((paragraphs, warnings))
}

/// The ids that the paragraphs of a Word document of our own still carry, one list for each that [`read`] gives.
pub(super) fn marks(bytes: &[u8]) -> Result<Vec<Vec<ParagraphId>>, Error> {
    let marks = |seen: &Seen| {
        let ids = seen.places.iter().filter_map(|it| match it.point {
            Point::Bookmark(id) => Some(id),
            _ => None,
        });
        ids.collect()
    };
    Ok(read_both(bytes)?.new.iter().map(marks).collect())
}

/// Reads a Word document before and after its tracked changes.
pub(super) fn read_both(bytes: &[u8]) -> Result<Both, Error> {
    let Opened { mut package, mut body, main, links } = open(bytes, Views::BOTH)?;
    let comments = Comments::read(&mut package, &links, &mut body.runs)?;
    drop(package);
    body.read(&main)?;
    let Body { runs, mut readings, .. } = body;
    for reading in &mut readings {
        levels::assign(&mut reading.paragraphs, &reading.depths);
        for (seen, content) in reading.seen.iter_mut().zip(&reading.paragraphs) {
            seen.content.level = content.level;
        }
    }
    let (new, old) = (readings.pop(), readings.pop());
    let signed = runs.signed;
    let warnings = new.as_ref().map_or_else(Vec::new, |new| runs.findings.warnings(&new.paragraphs));
    let seen = |reading: Option<reading::Reading>| reading.map_or_else(Vec::new, |reading| reading.seen);
    Ok(Both { old: seen(old), new: seen(new), comments, signed, warnings })
}

/// A package with all read that the main part refers to.
struct Opened<'a> {
    package: Package<'a>,
    body: Body,
    main: Part,
    links: Vec<Relation>,
}

fn open(bytes: &[u8], wanted: Views) -> Result<Opened<'_>, Error> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let links = package.relations(&main.name)?;
    let mut linked = |kind: &str| match links.iter().find(|link| link.kind == kind) {
        Some(link) => package.part(&link.target),
        None => Ok(None),
    };
    let styles = linked("styles")?.map_or(Ok(Styles::default()), |part| Styles::read(&part))?;
    let numbering = linked("numbering")?.map_or(Ok(Numbering::default()), |part| Numbering::read(&part))?;
    let mut runs = Runs::new(styles, wanted);
    for (kind, notes) in [("footnotes", Note::Foot), ("endnotes", Note::End)] {
        if let Some(part) = linked(kind)? {
            runs.read_notes(notes, &part)?;
        }
    }
    let body = Body::new(runs, &numbering);
    Ok(Opened { package, body, main, links })
}

fn main_part(package: &mut Package<'_>) -> Result<Part, Error> {
    let missing = |why: &str| Error::NoDocument { why: why.to_owned() };
    let links = package.relations("")?;
    let link = links.iter().find(|link| link.kind == "officeDocument");
    let link = link.ok_or_else(|| missing("the package names no main part"))?;
    package.part(&link.target)?.ok_or_else(|| missing(&format!("part {} is missing", link.target)))
}
