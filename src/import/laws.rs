//! What holds for every text: written as Markdown a draft reads back the same, and real drafts keep every paragraph.

use std::path::PathBuf;

use proptest::prelude::*;

use super::{Imported, read};
use crate::document::{Content, Kind};

/// A draft in our Markdown, as [`super::markdown`] describes it.
fn written(paragraphs: &[Content]) -> String {
    let block = |content: &Content| {
        let shown = content.shown();
        match content.kind {
            Kind::Title => format!("# {shown}"),
            Kind::Heading | Kind::AnnexHeading => {
                format!("{} {shown}", "#".repeat(usize::from(content.level)))
            }
            Kind::Item => format!("{}{shown}", "  ".repeat(usize::from(content.level - 1))),
            Kind::Preambular | Kind::Numbered | Kind::Plain if shown.starts_with('#') => format!("\\{shown}"),
            Kind::Preambular | Kind::Numbered | Kind::Plain => shown,
        }
    };
    paragraphs.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn from(text: &str, name: &str) -> Option<Imported> {
    read(text.as_bytes(), name).ok()
}

/// The real drafts that are kept beside the project, if they are.
fn shared(file: &str) -> Option<Imported> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(file);
    Some(read(&std::fs::read(path).ok()?, file).unwrap())
}

#[test]
fn real_drafts_keep_every_paragraph() {
    for (file, count) in [
        ("paris-agreement-2015/v1.md", 173),
        ("paris-agreement-2015/v1.txt", 173),
        ("paris-agreement-2015/v2.md", 543),
        ("paris-agreement-2015/v2.txt", 543),
        ("eu-gdpr-proposal-2012/v1.txt", 884),
        ("eu-gdpr-proposal-2012/v1.fr.txt", 884),
        ("contributor-covenant-1.4-six-languages/v1.ar.md", 26),
        ("contributor-covenant-1.4-six-languages/v1.zh.md", 29),
    ] {
        let Some(imported) = shared(file) else { continue };
        assert_eq!(imported.paragraphs.len(), count, "{file}");
        if file.ends_with(".md") {
            let again = from(&written(&imported.paragraphs), file).unwrap();
            assert_eq!(again, imported, "{file}");
        }
    }
}

#[test]
fn word_documents_read_back_from_markdown() {
    let files: [&[u8]; 2] = [
        include_bytes!("../../tests/fixtures/skies.docx"),
        include_bytes!("../../tests/fixtures/wells.docx"),
    ];
    for file in files {
        let imported = read(file, "draft.docx").unwrap();
        let again = from(&written(&imported.paragraphs), "draft.md").unwrap();
        assert_eq!(again.paragraphs, imported.paragraphs);
    }
}

#[test]
fn plain_text_finds_the_labels_that_markdown_has() {
    let (Some(marked), Some(plain)) =
        (shared("paris-agreement-2015/v2.md"), shared("paris-agreement-2015/v2.txt"))
    else {
        return;
    };
    for (marked, plain) in marked.paragraphs.iter().zip(&plain.paragraphs) {
        assert_eq!(marked.label, plain.label, "{}", marked.shown());
    }
}

proptest! {
    #[test]
    fn markdown_reads_back_the_same(
        blocks in prop::collection::vec(
            r"(#{1,3} |\\#|  |\[)?(12\. |\(a\) |\(i\) |- |PP1 |Article 3 |ANNEX I|Option 1: |\*)?[a-c\[\]*^ \\]{0,9}(\^\[[a-b\[\]* ]{0,4}\])?",
            1..8,
        )
    ) {
        let Some(first) = from(&blocks.join("\n\n"), "draft.md") else { return Ok(()) };
        let text = written(&first.paragraphs);
        let again = from(&text, "draft.md").unwrap();
        prop_assert_eq!(&again.paragraphs, &first.paragraphs, "{}", text);
    }

    #[test]
    fn plain_text_keeps_every_character(words in r"[a-c*^\[\]\\().,0-9]{1,12}( [a-c*^\[\]\\]{1,5})?") {
        let imported = from(&words, "draft.txt").unwrap();
        let content = &imported.paragraphs[0];
        let (before, after) = content.text_around_label();
        let label = content.label.as_ref().map_or("", |label| label.as_str());
        let plain = |markup: &str| crate::document::inline::Text::parse(markup).plain();
        let shown: String = [plain(before), label.to_owned(), plain(after)].concat();
        let bare = |text: &str| text.replace(' ', "");
        prop_assert_eq!(bare(&shown), bare(&words));
    }
}
