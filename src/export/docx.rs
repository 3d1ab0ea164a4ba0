//! Word files: a package of XML parts with real tracked changes.
//!
//! Rendered straight from the text, never by comparing files. What other programs need of us, learned by trying them:
//! children in the order of the schema; one counter for all ids; a whole paragraph is inserted or deleted by its runs
//! and its mark, never by wrapping it; insertions and deletions never nest; the body ends with an empty paragraph that
//! nothing touches; labels are words, because automatic numbers come out wrong among tracked changes; moves are a
//! deletion and an insertion, of whole paragraphs with a comment, because the field's readers stumble over move marks.

mod body;
mod frame;
mod notes;
mod package;
mod runs;
mod styles;
mod table;
pub(super) mod xml;

#[cfg(test)]
mod reader;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod tests;

use super::Error;
use super::rendition::Rendition;

/// Draws a Word file.
pub(super) fn write(rendition: &Rendition) -> Result<Vec<u8>, Error> {
    let text = body::draw(rendition);
    let mut parts = package::Parts::new(text.document);
    // The section refers to these three as rId1 to rId3.
    parts.add("header", frame::masthead(rendition));
    parts.add("header", frame::header(rendition));
    parts.add("footer", frame::footer(rendition));
    parts.add("styles", styles::styles(rendition));
    parts.add("settings", frame::settings(rendition.track_edits));
    parts.add("footnotes", text.footnotes);
    if let Some(comments) = text.comments {
        parts.add("comments", comments);
    }
    parts.write()
}
