//! Accepting and rejecting every change gives the new and the old draft, for constructed and for any drafts.

use proptest::prelude::*;

use super::reader::{Read, View, read};
use super::styles::style_of;
use crate::document::compare::compare;
use crate::document::id::ParagraphId;
use crate::document::inline::{Rich, Text};
use crate::document::label::Label;
use crate::document::lineage::{Descent, Lineage};
use crate::document::{Content, Kind, Paragraph};
use crate::export::cases::{Case, cases};
use crate::export::rendition::{Cover, Form, Language, Rendition};
use crate::export::{Format, write};

fn docx(rendition: &Rendition) -> Vec<u8> {
    write(rendition, Format::Docx).unwrap()
}

/// What a reader of the file must find of a draft.
fn expected(draft: &[Paragraph]) -> Vec<Read> {
    let expect = |paragraph: &Paragraph| {
        let content = &paragraph.content;
        let form = Form { kind: content.kind, level: content.level };
        let mut read = Read { style: style_of(form).unwrap_or_default(), words: Vec::new() };
        let mut words = content.text.as_str();
        if let Some(label) = &content.label {
            let (lead, rest) = content.text_around_label();
            words = rest;
            read.push(&format!("{lead}{label}"), 0);
            read.push(if rest.is_empty() { "" } else { "\t" }, 0);
        }
        push(&mut read, &Rich::parse(words));
        read
    };
    draft.iter().map(expect).collect()
}

fn push(read: &mut Read, words: &Rich) {
    let visible = |words: &str| words.replace(['\u{b}', '\u{fffe}', '\r'], "");
    for piece in words.pieces() {
        match piece.note {
            None => read.push(&visible(piece.text), piece.attr),
            Some(note) => {
                let mut inside = Read::default();
                inside.push("\t", 0);
                push(&mut inside, &note.rich());
                read.push(&format!("^[{}]", inside.shown()), 0);
            }
        }
    }
}

fn check(case: &Case) {
    let file = docx(&case.redline());
    assert_eq!(read(&file, View::Accepted), expected(&case.new), "{}: all accepted", case.name);
    let old = read(&file, View::Rejected);
    assert_eq!(old, expected(&case.old), "{}: all rejected", case.name);
    for draft in [&case.old, &case.new] {
        let file = docx(&case.clean(draft));
        for view in [View::Accepted, View::Rejected] {
            assert_eq!(read(&file, view), expected(draft), "{}: clean", case.name);
        }
    }
}

#[test]
fn accepting_gives_the_new_draft_and_rejecting_the_old() {
    cases().iter().for_each(check);
}

fn any_content() -> impl Strategy<Value = Content> {
    let word = prop::sample::select(vec![
        "alpha",
        "beta",
        "gamma,",
        "*delta*",
        "**epsilon**",
        "[zeta]",
        "^[one note]",
        "^[one *other* note]",
        "& <x>",
        "*eta",
        "theta*",
        "\u{645}\u{627}\u{621}",
        "\u{6c34}",
    ]);
    let kind = prop::sample::select(vec![
        (Kind::Plain, 0),
        (Kind::Numbered, 0),
        (Kind::Item, 1),
        (Kind::Item, 2),
        (Kind::Heading, 1),
        (Kind::Preambular, 0),
    ]);
    let label = prop::option::of(prop::sample::select(vec!["1.", "2 bis.", "(a)"]));
    (kind, label, 0u8..2, prop::collection::vec(word, 0..9)).prop_map(
        |((kind, level), label, brackets_before_label, words)| {
            let text = Text::parse(&words.join(" "));
            Content { kind, level, label: label.and_then(Label::new), brackets_before_label, text }
        },
    )
}

fn any_draft() -> impl Strategy<Value = Vec<Paragraph>> {
    let ids = Just((0u8..7).collect::<Vec<_>>()).prop_shuffle();
    (ids, prop::collection::vec(any_content(), 0..7)).prop_map(|(ids, contents)| {
        let paragraph = |(id, content)| Paragraph { id: ParagraphId::from_bytes([id; 16]), content };
        ids.into_iter().zip(contents).map(paragraph).collect()
    })
}

proptest! {
    #[test]
    fn any_two_drafts_can_be_read_back(
        old in any_draft(),
        new in any_draft(),
        descents in prop::collection::vec((0u8..7, 0u8..7), 0..5),
    ) {
        let id = |n| ParagraphId::from_bytes([n; 16]);
        let descent = |(paragraph, from)| Descent { paragraph: id(paragraph), from: id(from) };
        let lineage = Lineage::new(descents.into_iter().map(descent).collect());
        let comparison = compare(&old, &new, &lineage);
        let file = docx(&Rendition::redline(&comparison, Cover::default(), Language::of("en", &new)));
        prop_assert_eq!(read(&file, View::Accepted), expected(&new));
        prop_assert_eq!(read(&file, View::Rejected), expected(&old));
    }
}
