//! Word documents: one pass over the main part, with the styles, lists and notes that it refers to.
//!
//! The main part is found by following the links of the package, in either of the two vocabularies (Transitional and
//! Strict). Nothing outside the package is ever followed, and no picture, macro or setting is ever inflated.

mod body;
mod findings;
mod line;
mod numbering;
mod numerals;
mod package;
mod runs;
mod styles;
mod symbols;
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
use self::numbering::Numbering;
use self::package::{Package, Part};
use self::runs::{Note, Runs};
use self::styles::Styles;
use super::{Error, Warning, headings, levels};
use crate::document::Content;
use crate::document::id::ParagraphId;

/// Reads a Word document. Where no style marks a heading, headings are guessed as in plain text.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Content>, Vec<Warning>), Error> {
    let Body { runs, mut paragraphs, depths, .. } = body(bytes)?;
    if !paragraphs.iter().any(|content| content.kind.is_heading()) {
        headings::guess(&mut paragraphs);
    }
    levels::assign(&mut paragraphs, &depths);
    let warnings = runs.findings.warnings(&paragraphs);
    Ok((paragraphs, warnings))
}

/// The ids that the paragraphs of a Word document of our own still carry, one list for each that [`read`] gives.
pub(super) fn marks(bytes: &[u8]) -> Result<Vec<Vec<ParagraphId>>, Error> {
    Ok(body(bytes)?.marks)
}

fn body(bytes: &[u8]) -> Result<Body, Error> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let links = package.relations(&main.name)?;
    let mut linked = |kind: &str| match links.iter().find(|link| link.kind == kind) {
        Some(link) => package.part(&link.target),
        None => Ok(None),
    };
    let styles = linked("styles")?.map_or(Ok(Styles::default()), |part| Styles::read(&part))?;
    let numbering = linked("numbering")?.map_or(Ok(Numbering::default()), |part| Numbering::read(&part))?;
    let mut runs = Runs::new(styles);
    for (kind, notes) in [("footnotes", Note::Foot), ("endnotes", Note::End)] {
        if let Some(part) = linked(kind)? {
            runs.read_notes(notes, &part)?;
        }
    }
    let mut body = Body::new(runs, numbering);
    body.read(&main)?;
    Ok(body)
}

fn main_part(package: &mut Package<'_>) -> Result<Part, Error> {
    let missing = |why: &str| Error::NoDocument { why: why.to_owned() };
    let links = package.relations("")?;
    let link = links.iter().find(|link| link.kind == "officeDocument");
    let link = link.ok_or_else(|| missing("the package names no main part"))?;
    package.part(&link.target)?.ok_or_else(|| missing(&format!("part {} is missing", link.target)))
}
