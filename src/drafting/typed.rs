//! What an author typed, read as paragraphs: in place of one, or behind it.
//!
//! Invariant: whatever an author had before them and leaves as it is makes no change; a line break lays out a line, a
//! blank line begins a paragraph. What was read can be shown again to be typed on.

use super::normalise;
use super::submission::Body;
use crate::document::inline::{Rich, Text};
use crate::document::label::{Label, LabelForm};
use crate::document::{Content, Kind};

/// Why typed words make no amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChange {
    /// There are no words.
    Empty,
    /// They are those that stand there.
    Same,
}

/// A paragraph in place of `target`: a label of the target's form goes off, another belongs to the words.
pub fn reads_as(target: &Content, markup: &str) -> Content {
    let markup = if target.kind.is_heading() { markup.trim_start_matches('#').trim_start() } else { markup };
    let read = Content::read_as(target.kind, target.level, markup);
    let form = |content: &Content| content.label.as_ref().map(Label::form);
    if read.label.is_some() && form(&read) != form(target) {
        return Content { text: Text::parse(markup), ..target.clone() };
    }
    read
}

/// A new paragraph behind `target`: the desk numbers what counts as the text does; "Option 1:" belongs to the words.
pub fn new_behind(target: &Content, markup: &str) -> Content {
    let words = markup.trim_start_matches('#');
    let level = markup.len() - words.len();
    if (1..=6).contains(&level) && words.starts_with(' ') {
        return Content::read_as(Kind::Heading, level as u8, words.trim_start());
    }
    let mut content = Content::read(markup);
    let Some(form) = content.label.as_ref().map(Label::form).filter(|_| target.label.is_some()) else {
        return content;
    };
    match form {
        LabelForm::Heading => return Content::plain(Text::parse(markup)),
        LabelForm::Item if target.kind != Kind::Item => {}
        LabelForm::Item | LabelForm::Number | LabelForm::Operative | LabelForm::Preambular => {
            content.label = None
        }
    }
    content
}

/// What stands between blank lines. A break inside lays out a line and becomes a space, as in a draft.
pub fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = None;
    for line in text.lines().map(str::trim) {
        open = match (line, open) {
            ("", _) => None,
            (_, None) => {
                blocks.push(line.to_owned());
                blocks.len().checked_sub(1)
            }
            (_, Some(at)) => {
                blocks[at].push(' ');
                blocks[at].push_str(line);
                open
            }
        };
    }
    blocks
}

/// The words of one paragraph, however many lines they came in.
pub fn one_line(text: &str) -> String {
    blocks(text).join(" ")
}

/// The amendment that makes a paragraph read as it was typed: blank lines alone split it, anything else replaces it.
pub fn change(paragraph: &Content, typed: &str) -> Result<Body, NoChange> {
    let base = paragraph.text.clone();
    let blocks = blocks(typed);
    let (first, others) = blocks.split_first().ok_or(NoChange::Empty)?;
    let mut first = read_over(paragraph, first);
    if others.is_empty() {
        first.text = normalise::to_base(&base.rich(), &first.text.rich()).to_text();
        return match first.text {
            ref text if text.is_empty() => Err(NoChange::Empty),
            ref text if *text == base => Err(NoChange::Same),
            _ => Ok(Body::Replace { base, with: vec![first] }),
        };
    }
    let pieces: Vec<Text> =
        std::iter::once(first.text.clone()).chain(others.iter().map(|it| Text::parse(it))).collect();
    if let Some(pieces) = cut_as(&base.rich(), &pieces) {
        return Ok(Body::Split { base, pieces });
    }
    first.text = normalise::to_base(&base.rich(), &first.text.rich()).to_text();
    let others = others.iter().map(|it| new_behind(paragraph, it));
    Ok(Body::Replace { base, with: std::iter::once(first).chain(others).collect() })
}

/// The words of a paragraph as they are to be typed on: its own, without the label.
pub fn to_type(paragraph: &Content) -> String {
    paragraph.text.as_str().to_owned()
}

/// The words of new paragraphs as they are to be typed on.
pub fn to_type_all(paragraphs: &[Content]) -> String {
    let typed = |content: &Content| match content.kind {
        Kind::Heading | Kind::AnnexHeading => {
            format!("{} {}", "#".repeat(content.level.clamp(1, 6).into()), content.shown())
        }
        Kind::Title | Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => content.shown(),
    };
    paragraphs.iter().map(typed).collect::<Vec<_>>().join("\n\n")
}

/// As [`reads_as`], for words that began as the paragraph's own: what looks like a label in those belongs to them.
fn read_over(paragraph: &Content, block: &str) -> Content {
    let own = reads_as(paragraph, paragraph.text.as_str());
    if own.text == paragraph.text {
        reads_as(paragraph, block)
    } else {
        Content { text: Text::parse(block), ..paragraph.clone() }
    }
}

/// The base cut where the pieces are, if they say the same: typography aside, the base's own characters stay.
fn cut_as(base: &Rich, pieces: &[Text]) -> Option<Vec<Text>> {
    let typed = super::carry::joined(pieces);
    if pieces.iter().any(Text::is_empty) || normalise::to_base(base, &typed) != *base {
        return None;
    }
    let mut cuts = Vec::new();
    let (text, mut at) = (base.as_str(), 0);
    for piece in pieces {
        let piece = piece.rich();
        let start = at + (text[at..].len() - text[at..].trim_start().len());
        at = start;
        for _ in piece.as_str().split_whitespace() {
            at += text[at..].len() - text[at..].trim_start().len();
            at += text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        }
        let mut cut = Rich::default();
        cut.push(base, start..at);
        cuts.push(cut.to_text());
    }
    (at == text.len()).then_some(cuts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(paragraph: &str, typed: &str) -> String {
        match change(&Content::read(paragraph), typed) {
            Ok(body) => serde_json::to_string(&body).unwrap(),
            Err(none) => format!("{none:?}"),
        }
    }

    #[test]
    fn what_is_left_as_it_is_makes_no_change() {
        for (paragraph, typed, expected) in [
            ("3. States’ duty.", "States' duty.", "Same"),
            ("3. States’ duty.", "  3. States’\n duty. ", "Same"),
            ("3. States shall act.", "  \n\n ", "Empty"),
            ("[5. The Parties]", "[The Parties]", "Same"),
            ("*(a)* act", "act", "Same"),
            ("11.", "", "Empty"),
        ] {
            assert_eq!(changed(paragraph, typed), expected, "{typed}");
        }
        // Words that look like a label, behind the label itself.
        let odd = Content { text: Text::parse("4. of the Convention applies."), ..Content::read("3. x") };
        assert_eq!(change(&odd, "4. of the Convention applies."), Err(NoChange::Same));
        let text = "5. of the Convention applies.";
        let Ok(Body::Replace { with, .. }) = change(&odd, text) else { panic!() };
        assert_eq!(with[0].text.as_str(), text);
    }

    #[test]
    fn a_blank_line_splits_and_with_other_words_it_adds() {
        assert_eq!(
            changed("3. States’ duty, *now* and then.", "States' duty,\n\n*now*\nand then."),
            r#"{"kind":"split","base":"States’ duty, *now* and then.","pieces":["States’ duty,","*now* and then."]}"#
        );
        assert_eq!(
            changed("3. States act.", "States act.\n\nThey report."),
            r#"{"kind":"replace","base":"States act.","with":[{"kind":"numbered","level":0,"text":"States act."},{"kind":"plain","level":0,"text":"They report."}]}"#
        );
    }

    #[test]
    fn what_was_read_can_be_typed_on() {
        let typed = "## Use\n\n(a) act;\n\nLoose.";
        let read: Vec<Content> =
            blocks(typed).iter().map(|it| new_behind(&Content::read("1. x"), it)).collect();
        assert_eq!(to_type_all(&read), typed);
        let paragraph = Content::read("[5. The *Parties*]");
        assert_eq!(change(&paragraph, &to_type(&paragraph)), Err(NoChange::Same));
    }
}
