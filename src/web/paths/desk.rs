//! Addresses of the desk.

use std::fmt::Display;

use super::process;
use crate::document::id::ParagraphId;
use crate::export::Format;

/// What stands in the place of a paragraph's id where submissions are on the whole text.
const WHOLE: &str = "whole-text";

/// One place of the desk: a paragraph, or the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) struct At(pub(in crate::web) Option<ParagraphId>);

impl At {
    /// Reads the last part of an address.
    pub(in crate::web) fn parse(place: &str) -> Option<Self> {
        if place == WHOLE { Some(Self(None)) } else { place.parse().ok().map(|id| Self(Some(id))) }
    }
}

/// The desk of the co-chairs.
pub(in crate::web) fn desk(name: &str) -> String {
    format!("{}/desk", process(name))
}

/// One place of the desk.
pub(in crate::web) fn desk_at(name: &str, at: At) -> String {
    match at.0 {
        Some(paragraph) => format!("{}/{paragraph}", desk(name)),
        None => format!("{}/{WHOLE}", desk(name)),
    }
}

/// Where the author of a submission is asked.
pub(in crate::web) fn desk_item(name: &str, item: impl Display) -> String {
    format!("{}/items/{item}", desk(name))
}

/// Where words typed at a place of the desk are drawn as a redline.
pub(in crate::web) fn desk_preview(name: &str, at: At) -> String {
    format!("{}/preview", desk_at(name, at))
}

/// The working text of the desk against the draft, as a file.
pub(in crate::web) fn working_redline(name: &str, format: Format) -> String {
    format!("{}/working-redline.{}", desk(name), format.extension())
}

/// Where the next draft is issued.
pub(in crate::web) fn issue(name: &str) -> String {
    format!("{}/issue", process(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        for at in [At(None), At(Some(ParagraphId::from_bytes([7; 16])))] {
            let address = desk_at("ict", at);
            assert_eq!(At::parse(address.rsplit('/').next().unwrap()), Some(at));
        }
        assert_eq!(At::parse("14"), None);
    }
}
