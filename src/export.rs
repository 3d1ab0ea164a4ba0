//! Files out: a [`Rendition`] drawn as DOCX, HTML or Markdown.
//!
//! Invariant: the same rendition gives the same bytes, on every machine, at any time, whoever asks. Files say nothing
//! about people or programs. Knows no store, no identity, no clock and no file system.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

pub mod bundle;
mod docx;
mod html;
mod markdown;
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
    /// One self-contained page.
    Html,
    /// Markdown, which imports again.
    Markdown,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Html, Self::Markdown];

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
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The media type of its files.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
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
}

/// Draws `rendition` as a file.
pub fn write(rendition: &Rendition, format: Format) -> Result<Vec<u8>, Error> {
    match format {
        Format::Docx => docx::write(rendition),
        Format::Html => Ok(html::write(rendition).into_bytes()),
        Format::Markdown => Ok(markdown::write(rendition).into_bytes()),
    }
}
