//! Links to one thing in several formats.

use maud::{Markup, html};

use crate::export::Format;
use crate::i18n::Words;

/// A row of links, each to `name` in one of the formats.
pub(in crate::web) fn formats(
    words: &Words,
    name: &str,
    formats: &[Format],
    address: impl Fn(Format) -> String,
) -> Markup {
    html! {
        span.formats {
            @for &format in formats {
                a href=(address(format)) download { span.said { (name) ", " } (said(words, format)) }
            }
        }
    }
}

/// Where this server makes no PDF: why, and the page to print instead.
pub(in crate::web) fn instead_of_pdf(words: &Words, formats: &[Format], page: &str) -> Markup {
    html! {
        @if !formats.contains(&Format::Pdf) {
            p.quiet { (words.say("no-pdf")) " " a href=(page) { (words.say("no-pdf-print")) } }
        }
    }
}

/// What a format is called.
pub(in crate::web) fn said(words: &Words, format: Format) -> String {
    words.say(match format {
        Format::Docx => "format-docx",
        Format::Pdf => "format-pdf",
        Format::Html => "format-html",
        Format::Markdown => "format-markdown",
        Format::Xlsx => "format-xlsx",
        Format::Akoma => "format-akoma",
        Format::Json => "format-json",
    })
}
