//! Paragraphs that a file numbers or styles itself.

use crate::document::inline::{EMPHASIS, Rich, STRONG, Text};
use crate::document::label::Label;
use crate::document::{Content, Kind};

/// A paragraph that the file itself numbers: in a list of some kind whatever its number looks like.
pub(super) fn numbered(words: &Rich, label: Label, kind: Kind, level: u8) -> Content {
    let content = Content::with_label(words, Some(label), kind, level);
    match content.kind {
        Kind::Plain => Content { kind: Kind::Item, level: level.max(1), ..content },
        _ => content,
    }
}

/// Appends literal words with emphasis on all of them.
pub(super) fn styled(rich: &mut Rich, words: &str, attr: u8) {
    let core = words.trim();
    let start = words.len() - words.trim_start().len();
    rich.push_str(&words[..start]);
    if !core.is_empty() {
        let signs = "*".repeat(usize::from(attr & EMPHASIS != 0) + 2 * usize::from(attr & STRONG != 0));
        let core = Rich::parse(&format!("{signs}{}{signs}", Text::literal(core)));
        rich.push(&core, 0..core.as_str().len());
        rich.push_str(&words[start + words.trim().len()..]);
    }
}

/// A heading's words without the emphasis that all of them share: it is the look of headings, not meant.
pub(super) fn undecorated(words: &Rich) -> Rich {
    let seen = |text: &str| !text.trim().is_empty();
    let common = (words.pieces().filter(|piece| piece.note.is_none() && seen(piece.text)))
        .fold(EMPHASIS | STRONG, |common, piece| common & piece.attr);
    let mut out = Rich::default();
    let mut at = 0;
    for piece in words.pieces() {
        let end = at + piece.text.len();
        match piece.note {
            Some(_) => out.push(words, at..end),
            None => styled(&mut out, piece.text, piece.attr & !common),
        }
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_the_emphasis_they_have_throughout() {
        let rows = [
            ("**Article 3**", "Article 3"),
            ("**On *mutual* aid**", "On *mutual* aid"),
            ("**Article 3**^[See *below*.] **Aid**", "Article 3^[See *below*.] Aid"),
            ("On *mutual* aid", "On *mutual* aid"),
        ];
        for (markup, expected) in rows {
            assert_eq!(undecorated(&Rich::parse(markup)).to_text().as_str(), expected);
        }
    }

    #[test]
    fn annexes_are_headings_of_their_own() {
        let rows = [
            ("ANNEX II", Kind::AnnexHeading),
            ("Annex", Kind::AnnexHeading),
            ("Annexe I Calendrier", Kind::AnnexHeading),
            ("附件二", Kind::AnnexHeading),
            ("Annexation", Kind::Heading),
            ("A. Annexes", Kind::Heading),
        ];
        for (words, kind) in rows {
            assert_eq!(Content::read_as(Kind::Heading, 1, words).kind, kind, "{words}");
        }
        assert_eq!(Content::read("Annex II").kind, Kind::Plain);
    }
}
