//! Files out: a [`Rendition`] drawn as DOCX, HTML, Markdown, XLSX or Akoma Ntoso, handed on as JSON, or made ready for the
//! typesetter of PDF.
//!
//! Invariant: the same rendition gives the same bytes, on every machine, at any time, whoever asks. Files say nothing
//! about people or programs. Knows no store, no identity, no clock and no file system.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

mod akoma;
pub mod bundle;
mod docx;
mod html;
mod json;
mod markdown;
mod pdf;
pub mod rendition;
mod xlsx;

#[cfg(test)]
mod cases;

use std::path::Path;

use self::rendition::{Rendition, View};

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
    /// A table for spreadsheets.
    Xlsx,
    /// Akoma Ntoso, XML for documents of parliaments and of the United Nations.
    Akoma,
    /// The draft as data, with the ids of its paragraphs; imports again without loss.
    Json,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Docx, Self::Pdf, Self::Html, Self::Markdown, Self::Xlsx, Self::Akoma, Self::Json];

    /// Whether its files can show that: the one answer for files, pages and refusals.
    pub const fn shows(self, view: View) -> bool {
        match self {
            Self::Docx | Self::Pdf | Self::Html | Self::Markdown => true,
            Self::Xlsx => !matches!(view, View::Comparison | View::Paper),
            Self::Akoma => matches!(view, View::Clean | View::Redline),
            Self::Json => matches!(view, View::Clean),
        }
    }

    /// Those whose files can show that, in the order in which they are offered.
    pub fn showing(view: View) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |format| format.shows(view))
    }

    /// Those that readers want first: a text to be read, and the matrix of a compilation. The others are for programs.
    pub fn for_readers(view: View) -> impl Iterator<Item = Self> {
        Self::showing(view).filter(move |format| match format {
            Self::Docx | Self::Pdf | Self::Html | Self::Markdown => true,
            Self::Xlsx => view == View::Compilation,
            Self::Akoma | Self::Json => false,
        })
    }

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
            Self::Xlsx => "xlsx",
            Self::Akoma => "xml",
            Self::Json => "json",
        }
    }

    /// The media type of its files.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Akoma => "application/akn+xml",
            Self::Json => "application/json",
        }
    }
}

/// A file could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The format cannot show that.
    #[error("{}", not_shown(*.format, *.view))]
    NotShown {
        /// The format.
        format: Format,
        /// What it was to show.
        view: View,
    },
    /// A table could not be drawn.
    #[error("the table could not be written")]
    Table(#[from] rust_xlsxwriter::XlsxError),
    /// Data could not be written out.
    #[error("the data could not be written")]
    Data(#[from] serde_json::Error),
    /// The container refused a part.
    #[error("the package could not be written")]
    Package(#[from] zip::result::ZipError),
    /// A part could not be appended.
    #[error("a part of the package could not be written")]
    Part(#[from] std::io::Error),
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
    if !format.shows(rendition.view) {
        return Err(Error::NotShown { format, view: rendition.view });
    }
    match format {
        Format::Docx => docx::write(rendition),
        Format::Pdf => Err(Error::NotHere),
        Format::Html => Ok(html::write(rendition).into_bytes()),
        Format::Markdown => Ok(markdown::write(rendition).into_bytes()),
        Format::Xlsx => xlsx::write(rendition),
        Format::Akoma => Ok(akoma::write(rendition).into_bytes()),
        Format::Json => json::write(rendition),
    }
}

/// "no .json file shows a redline: choose .docx, .html, .md, .xlsx or .xml".
fn not_shown(format: Format, view: View) -> String {
    let shown = match view {
        View::Clean => "a clean text",
        View::Redline => "a redline",
        View::Compilation => "a compilation",
        View::Comparison => "drafts side by side",
        View::Concordance => "old and new numbers",
        View::Paper => "a paper about drafts",
    };
    let mut endings: Vec<String> =
        Format::showing(view).map(|other| format!(".{}", other.extension())).collect();
    let last = endings.pop().unwrap_or_default();
    format!("no .{} file shows {shown}: choose {} or {last}", format.extension(), endings.join(", "))
}
