//! Files out: a [`Rendition`] drawn as DOCX, HTML or Markdown, or made ready for the typesetter of PDF.
//!
//! Invariant: the same rendition gives the same bytes, on every machine, at any time, whoever asks. Files say nothing
//! about people or programs. Knows no store, no identity, no clock and no file system.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

pub mod bundle;
mod docx;
mod html;
mod markdown;
mod pdf;
pub mod rendition;

#[cfg(test)]
mod cases;

use std::path::Path;

use self::rendition::Rendition;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Office Open XML with real tracked changes.
    Docx,
    /// Pages for print, readable by ear; another program sets them.
    Pdf,
    /// One self-contained page.
    Html,
    /// Markdown, which imports again.
    Markdown,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Docx, Self::Pdf, Self::Html, Self::Markdown];

    /// The format that the extension of `path` names.
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            extension => Self::from_extension(extension),
        }
    }

    /// The format of the files with that extension, as [`Self::extension`] writes it.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// The extension of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The media type of its files.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }
}

/// A file could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The container refused a part.
    #[error("the package could not be written")]
    Package(#[from] zip::result::ZipError),
    /// A part could not be appended.
    #[error("a part of the package could not be written")]
    Part(#[from] std::io::Error),
    /// The document could not be written down for the typesetter.
    #[error("the document could not be made ready for the typesetter")]
    Given(#[from] serde_json::Error),
    /// A PDF is set by another program: see [`for_typesetter`].
    #[error("a PDF is set by another program")]
    NotHere,
}

/// What the program that sets PDF is given for `rendition`: JSON, of the shape in `src/export/pdf/given.rs`.
pub fn for_typesetter(rendition: &Rendition) -> Result<Vec<u8>, Error> {
    Ok(pdf::given(rendition)?)
}

/// Draws `rendition` as a file, of any format but PDF.
pub fn write(rendition: &Rendition, format: Format) -> Result<Vec<u8>, Error> {
    match format {
        Format::Docx => docx::write(rendition),
        Format::Pdf => Err(Error::NotHere),
        Format::Html => Ok(html::write(rendition).into_bytes()),
        Format::Markdown => Ok(markdown::write(rendition).into_bytes()),
    }
}
