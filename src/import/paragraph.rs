//! One paragraph of whatever file: its label is taken off the words as they are seen, emphasis aside.

use crate::document::inline::{EMPHASIS, Rich, STRONG, Text};
use crate::document::label::{Division, Label, LabelForm};
use crate::document::{Content, Kind};

/// Reads a paragraph whose label, if it has one, is typed in its words. Where `kind` is plain the label's form tells
/// the kind. Tabs, which only lay out a line, become spaces.
pub(super) fn read(words: &Rich, kind: Kind, level: u8) -> Content {
    let shown = words.as_str();
    let Some(split) = Label::split(shown, kind.is_heading()) else {
        return finish(kind, level, None, 0, words);
    };
    let mut text = Rich::default();
    text.push_str(split.brackets);
    text.push(words, shown.len() - split.rest.len()..shown.len());
    let kind = kind_of(kind, &split.label);
    finish(kind, level, Some(split.label), split.brackets.matches('[').count(), &text)
}

/// A paragraph that the file itself numbers.
pub(super) fn numbered(words: &Rich, label: Label, kind: Kind, level: u8) -> Content {
    let kind = match kind_of(kind, &label) {
        Kind::Plain => Kind::Item,
        kind => kind,
    };
    finish(kind, level, Some(label), 0, words)
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

fn kind_of(told: Kind, label: &Label) -> Kind {
    match (told, label.form()) {
        (Kind::Plain, LabelForm::Number | LabelForm::Operative) => Kind::Numbered,
        (Kind::Plain, LabelForm::Preambular) => Kind::Preambular,
        (Kind::Plain, LabelForm::Item) => Kind::Item,
        (told, _) => told,
    }
}

fn finish(kind: Kind, level: u8, label: Option<Label>, brackets: usize, words: &Rich) -> Content {
    let mut text = words.to_text();
    if text.as_str().contains('\t') {
        text = Text::parse(&text.as_str().replace('\t', " "));
    }
    let annex = kind == Kind::Heading && names_annex(label.as_ref(), &text);
    let kind = if annex { Kind::AnnexHeading } else { kind };
    let level = if kind == Kind::Item { level.max(1) } else { level };
    Content { kind, level, label, brackets_before_label: brackets.min(255) as u8, text }
}

/// "Annex II", and "Annex" without a number.
fn names_annex(label: Option<&Label>, text: &Text) -> bool {
    match label {
        Some(label) => label.division() == Some(Division::Annex),
        None => Label::new(text.as_str()).is_some_and(|words| words.division() == Some(Division::Annex)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_off_whatever_their_emphasis() {
        let rows = [
            ("12. The Parties", Kind::Numbered, Some("12."), 0, "The Parties"),
            ("**12.** The Parties", Kind::Numbered, Some("12."), 0, "The Parties"),
            ("**12. The** Parties", Kind::Numbered, Some("12."), 0, "**The** Parties"),
            ("*(a) Sharing*", Kind::Item, Some("(a)"), 0, "*Sharing*"),
            ("**[5. The Parties]**", Kind::Numbered, Some("5."), 1, "[**The Parties]**"),
            ("Words\tapart", Kind::Plain, None, 0, "Words apart"),
            ("10.5 *per cent*", Kind::Plain, None, 0, "10.5 *per cent*"),
        ];
        for (markup, kind, label, brackets, text) in rows {
            let content = read(&Rich::parse(markup), Kind::Plain, 0);
            assert_eq!(content.kind, kind, "{markup}");
            assert_eq!(content.label.as_ref().map(Label::as_str), label, "{markup}");
            assert_eq!(content.brackets_before_label, brackets, "{markup}");
            assert_eq!(content.text.as_str(), text, "{markup}");
            assert_eq!(read(&Rich::parse(&content.shown()), Kind::Plain, 0), content, "{markup}");
        }
    }

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
            assert_eq!(read(&Rich::parse(words), Kind::Heading, 1).kind, kind, "{words}");
        }
        assert_eq!(read(&Rich::parse("Annex II"), Kind::Plain, 0).kind, Kind::Plain);
    }
}
