use proptest::prelude::*;

use super::reader::{Node, Read, View, parts, read};
use super::styles::style_of;
use crate::document::id::ParagraphId;
use crate::document::inline::{Rich, Text};
use crate::document::{Content, Kind, Paragraph};
use crate::export::cases::{Case, cases};
use crate::export::rendition::{Form, Rendition};
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
