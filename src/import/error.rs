//! Why a file is refused, and what its sender can do instead.

use thiserror::Error;

/// A refusal. The message says what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// More bytes than [`super::MAX_BYTES`]; nothing was looked at.
    #[error("the file has {} MB and at most 10 MB are read: take pictures out of it, or split it", megabytes(*.bytes))]
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// No words in it.
    #[error("the file holds no text: check that it is the right one")]
    Empty,
    /// A known format that is not read.
    #[error("{0}")]
    Refused(Foreign),
    /// Zero bytes: no text file has them.
    #[error("the file is not text (line {line} has zero bytes): send a .docx, .md or .txt file")]
    Binary {
        /// Where the first one is, from 1.
        line: usize,
    },
    /// Bytes that are not UTF-8.
    #[error(
        "line {line} is not valid UTF-8, after \"{before}\": save the file with encoding UTF-8 and send it again"
    )]
    NotUtf8 {
        /// Where, from 1.
        line: usize,
        /// The last readable words on the line.
        before: String,
    },
    /// A UTF-16 file with broken pairs or half a character at its end.
    #[error("line {line} is not valid UTF-16: save the file with encoding UTF-8 and send it again")]
    NotUtf16 {
        /// Where, from 1.
        line: usize,
    },
    /// Data that is not a draft.
    #[error("line {line}{}: {why}: correct it there; docs/draft.schema.json says what belongs where", at_field(.field))]
    Json {
        /// Where, from 1.
        line: usize,
        /// Which field: "paragraph 4, label"; empty where it is the whole.
        field: String,
        /// What is wrong.
        why: String,
    },
    /// The container cannot be read.
    #[error(
        "the .docx file is damaged or cut off ({why}): open it in the word processor, save it anew and send that"
    )]
    Damaged {
        /// What the container's reader said.
        why: String,
    },
    /// The container has no main document.
    #[error(
        "the file is a .docx package without a document in it ({why}): save it anew as .docx and send that"
    )]
    NoDocument {
        /// Which link of the way to it is missing.
        why: String,
    },
    /// Too much of something: the size of an attack, not of a draft.
    #[error("{0}: no draft is like that, so it is not read; copy the text into a new file and send that")]
    Beyond(Limit),
    /// A part that is no XML we accept.
    #[error("part {part} of the .docx file is not readable at byte {at} ({why}): save it anew and send that")]
    Xml {
        /// Name of the part.
        part: String,
        /// Where in the part.
        at: u64,
        /// What is wrong there.
        why: String,
    },
}

/// A limit that a file goes beyond.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Limit {
    /// More than [`super::MAX_PARAGRAPHS`].
    #[error("the file has more than 50,000 paragraphs")]
    Paragraphs,
    /// Parts in the package.
    #[error("the .docx file has {0} parts, more than 2,000")]
    Parts(usize),
    /// Bytes of one part, inflated.
    #[error("part {0} of the .docx file inflates to more than 32 MB")]
    Part(String),
    /// Bytes of all parts, inflated.
    #[error("the .docx file inflates to more than 64 MB")]
    Package,
    /// Elements inside elements.
    #[error("part {0} of the .docx file nests elements more than 128 deep")]
    Depth(String),
    /// Two parts of one name: readers differ on which they take.
    #[error("the .docx file holds two parts of the same name")]
    SameName,
    /// A document type declaration, the vessel of entity bombs.
    #[error("part {0} of the .docx file has a DOCTYPE")]
    Doctype(String),
    /// An entity that XML does not define.
    #[error("part {0} of the .docx file uses the undefined entity \"{1}\"")]
    Entity(String, String),
}

/// A format that is recognised and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Foreign {
    /// Word 97 to 2003.
    #[error("this is a Word document of the old .doc format: save it as .docx and send that")]
    Doc,
    /// With macros.
    #[error("this Word document carries macros (.docm): save it as .docx, without macros, and send that")]
    Docm,
    /// Protected by a password.
    #[error("the file is encrypted with a password: remove the password and send it again")]
    Encrypted,
    /// LibreOffice, OpenOffice.
    #[error("this is an OpenDocument file: save it as .docx (Word 2010 or later) and send that")]
    OpenDocument,
    /// A spreadsheet or slides.
    #[error("this is an Office file but no text document: send the text as .docx")]
    OtherOffice,
    /// PDF.
    #[error(
        "this is a PDF, in which paragraphs cannot be told apart: send the document it was made from, as .docx"
    )]
    Pdf,
    /// Rich text.
    #[error("this is an RTF file: save it as .docx and send that")]
    Rtf,
    /// A web page.
    #[error("this is a web page: open it in a word processor, save it as .docx and send that")]
    Html,
    /// Any other archive.
    #[error("this is an archive, not a document: unpack it and send the .docx, .md or .txt file in it")]
    Archive,
    /// The name says .docx, the bytes say otherwise.
    #[error(
        "the file is named .docx but is none: open it in the word processor, save it as .docx and send that"
    )]
    NotDocx,
}

fn at_field(field: &str) -> String {
    if field.is_empty() { String::new() } else { format!(", {field}") }
}

fn megabytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / f64::from(1 << 20))
}
