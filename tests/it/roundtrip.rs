//! What goes out comes back: a clean file, imported again, is the draft; a redline, imported, is the new draft.

use travaux::document::compare::compare;
use travaux::document::id::ParagraphId;
use travaux::document::lineage::{Descent, Lineage};
use travaux::document::{Content, Kind, Paragraph};
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};
use travaux::import;

/// Before and after, a letter for the id at the start of each line.
const OLD: [&str; 12] = [
    "t!On the *stewardship* of shared waters",
    "a#I. Scope",
    "b*Recalling* earlier commitments^[See [the] report, **para. 9**.],",
    "c1. This text applies to [all][some] waters.",
    "d[2. It has 3 * 3 rules \\\\ no more.]",
    "e(a) \u{201c}basin\u{201d} means land; a < b & c;",
    "f(i) with an inner item,",
    "g(b) \u{201c}use\u{201d} means any taking.",
    "h##A. Reports",
    "i3 bis. Reports are due every two years. They are public and kept by the depositary.",
    "j#Annex II",
    "k# loose words, no heading^^",
];
const NEW: [&str; 12] = [
    "t!On the *stewardship* of waters",
    "a#II. Scope",
    "b*Recalling also* earlier commitments^[See [the] report, **para. 11**.],",
    "d2. It has 3 * 4 rules \\\\ no more.",
    "c[3. This text applies to [all][most] waters.]",
    "e(a) \u{201c}basin\u{201d} means land; a < b & c;",
    "g(b) \u{201c}use\u{201d} means any **taking**.",
    "h##A. Reports and reviews",
    "i3 bis. Reports are due every two years.",
    "l3 ter. They are public and kept by the depositary.",
    "j#Annex II",
    "k# loose words, no heading^^",
];

#[test]
fn a_clean_file_is_the_draft() {
    for (format, name) in [(Format::Docx, "draft.docx"), (Format::Markdown, "draft.md")] {
        for lines in [OLD, NEW] {
            let draft = draft(&lines);
            let rendition = Rendition::clean(&draft, Cover::default(), Language::of("en", &draft));
            let imported = import::read(&write(&rendition, format).unwrap(), name).unwrap();
            assert_eq!(imported.paragraphs, contents(&draft), "{name}");
        }
    }
}

#[test]
fn paragraphs_of_a_word_file_know_their_ids() {
    let draft = draft(&OLD);
    let rendition = Rendition::clean(&draft, Cover::default(), Language::of("en", &draft));
    let marks = |format| {
        let bytes = write(&rendition, format).unwrap();
        import::marks(&bytes, &format!("draft.{}", format.extension())).unwrap()
    };
    let ids: Vec<_> = draft.iter().map(|it| vec![it.id]).collect();
    assert_eq!(marks(Format::Docx), ids);
    assert_eq!(marks(Format::Markdown), Vec::<Vec<_>>::new());
}

#[test]
fn a_redline_is_the_new_draft() {
    let (old, new) = (draft(&OLD), draft(&NEW));
    let id = |letter| ParagraphId::from_bytes([letter; 16]);
    let lineage = Lineage::new(vec![Descent { paragraph: id(b'l'), from: id(b'i') }]);
    let comparison = compare(&old, &new, &lineage);
    let rendition = Rendition::redline(&comparison, Cover::default(), Language::of("en", &new));
    let imported = import::read(&write(&rendition, Format::Docx).unwrap(), "redline.docx").unwrap();
    assert_eq!(imported.paragraphs, contents(&new));
}

fn draft(lines: &[&str]) -> Vec<Paragraph> {
    let paragraph = |line: &&str| {
        let (letter, rest) = line.split_at(1);
        let words = rest.trim_start_matches('#');
        let content = match (rest.len() - words.len(), rest.strip_prefix('!')) {
            (_, Some(title)) => Content::read_as(Kind::Title, 0, title),
            (0, None) => Content::read(words),
            (_, None) if words.starts_with(' ') => Content::read(rest),
            (level, None) if words.starts_with("Annex") => {
                Content::read_as(Kind::AnnexHeading, level as u8, words)
            }
            (level, None) => Content::read_as(Kind::Heading, level as u8, words),
        };
        let inner = content.kind == Kind::Item && words.starts_with("(i)");
        let content = if inner { Content { level: 2, ..content } } else { content };
        Paragraph { id: ParagraphId::from_bytes([letter.as_bytes()[0]; 16]), content }
    };
    lines.iter().map(paragraph).collect()
}

fn contents(draft: &[Paragraph]) -> Vec<Content> {
    draft.iter().map(|paragraph| paragraph.content.clone()).collect()
}
