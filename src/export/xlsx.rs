//! Tables for spreadsheets: the compilation as a matrix, a text by paragraphs, a redline by changes, old and new numbers.
//!
//! Invariant: nothing a cell cannot hold is lost, it goes on in the next row; no words are taken for a formula; the file
//! says nothing about people or programs.

mod cell;
mod matrix;
mod package;
mod sheet;

#[cfg(test)]
mod tests;

use super::rendition::{Rendition, View};
use super::{Error, Format};

/// Draws a workbook of one sheet.
pub(super) fn write(rendition: &Rendition) -> Result<Vec<u8>, Error> {
    let table = match rendition.view {
        View::Clean => matrix::clean(rendition),
        View::Redline => matrix::redline(rendition),
        View::Compilation => matrix::compilation(rendition),
        View::Concordance => matrix::concordance(rendition),
        view @ (View::Comparison | View::Paper) => {
            return Err(Error::NotShown { format: Format::Xlsx, view });
        }
    };
    package::without_properties(&sheet::drawn(rendition, &table)?)
}
