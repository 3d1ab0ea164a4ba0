//! A received file becomes paragraphs: plain text, our Markdown, a Word document, or a draft as data.
//!
//! Invariant: whatever the bytes, the answer comes in bounded memory and time and is either paragraphs with the
//! warnings a reader should see before taking them in, or one [`Error`] that says what to do instead. Labels are
//! kept as they stand in the file. Knows no store, no person, no file system; ids are given by the caller, unless the
//! file is one that has them.

pub mod error;
pub mod received;
pub mod tracked;
pub mod warning;

mod blocks;
mod docx;
mod encoding;
mod headings;
mod json;
#[cfg(test)]
mod laws;
mod levels;
mod markdown;
mod paragraph;
mod review;
mod sniff;
mod text;

pub use self::error::Error;
pub use self::warning::Warning;
use crate::document::Content;
use crate::document::exchange::Exchange;
use crate::document::id::ParagraphId;

/// The most bytes a file may have.
pub const MAX_BYTES: usize = 10 << 20;

/// The most paragraphs a file may have.
pub const MAX_PARAGRAPHS: usize = 50_000;

/// What a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: every character stands for itself.
    Text,
    /// `#` headings, blocks between blank lines, our inline markup.
    Markdown,
    /// A Word document.
    Docx,
    /// A draft as data, with the ids of its paragraphs.
    Json,
}

/// A file as it would be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// How it was read.
    pub format: Format,
    /// The paragraphs in order, never none.
    pub paragraphs: Vec<Content>,
    /// What to look at before taking them in.
    pub warnings: Vec<Warning>,
    /// The same paragraphs with their ids and what else is told, where the file tells it.
    pub exchange: Option<Exchange>,
}

/// Reads a file. The format follows from the bytes, and only where they cannot tell from the ending of `name`.
pub fn read(bytes: &[u8], name: &str) -> Result<Imported, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() });
    }
    let format = sniff::format(bytes, name)?;
    let mut exchange = None;
    let (paragraphs, mut warnings) = match format {
        Format::Text => (text::read(&encoding::decode(bytes)?), Vec::new()),
        Format::Markdown => (markdown::read(&encoding::decode(bytes)?), Vec::new()),
        Format::Docx => docx::read(bytes)?,
        Format::Json => {
            let read = exchange.insert(json::read(bytes)?);
            (read.paragraphs.iter().map(|it| it.content()).collect(), Vec::new())
        }
    };
    match paragraphs.len() {
        0 => return Err(Error::Empty),
        1..=MAX_PARAGRAPHS => {}
        _ => return Err(Error::Beyond(error::Limit::Paragraphs)),
    }
    warnings.extend(review::warnings(&paragraphs));
    Ok(Imported { format, paragraphs, warnings, exchange })
}

/// The ids that the paragraphs of a file of our own still carry, one list for each paragraph that [`read`] gives; none
/// where the format carries none. Whether the words are still those is for the caller to see.
pub fn marks(bytes: &[u8], name: &str) -> Result<Vec<Vec<ParagraphId>>, Error> {
    match sniff::format(bytes, name)? {
        Format::Docx => docx::marks(bytes),
        Format::Json => {
            let exchange = json::read(bytes)?;
            Ok(exchange.paragraphs.iter().map(|it| vec![it.id]).collect())
        }
        Format::Text | Format::Markdown => Ok(Vec::new()),
    }
}
