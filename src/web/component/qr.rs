//! A QR code as a drawing in the page: black on white in any theme, with the quiet edge that cameras need.

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};

/// How many modules wide the edge is.
const EDGE: usize = 4;

/// The code of a text; nothing where it is too long for one. What it is called is read aloud in its place.
pub(in crate::web) fn square(called: &str, text: &str) -> Markup {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return Markup::default() };
    let side = code.size + 2 * EDGE;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            path.push_str(&format!("M{} {}h1v1h-1z", column + EDGE, row + EDGE));
        }
    }
    html! {
        svg.qr xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(called)
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path fill="#000" d=(path) {}
        }
    }
}
