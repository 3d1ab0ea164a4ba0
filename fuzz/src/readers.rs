//! What is promised of everything that reads files: an answer, in bounds, that is the same twice.

use std::io::{Cursor, Write as _};

use travaux::document::id::ParagraphId;
use travaux::document::inline::Text;
use travaux::document::{Content, Paragraph};
use travaux::drafting::submission::Target;
use travaux::import::{self, MAX_PARAGRAPHS, received};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts besides the main one: their relationship, and their root element.
const PARTS: [(&str, &str); 3] =
    [("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes")];

/// A file is refused with a reason, or read as canonical paragraphs.
pub(super) fn of_file(bytes: &[u8], name: &str) {
    let read = import::read(bytes, name);
    let again = import::read(bytes, name);
    assert_eq!(read.is_ok(), again.is_ok(), "the same file is read the same");
    let imported = match read {
        Ok(imported) => imported,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(again.is_ok_and(|again| again == imported), "the same file is read the same");
    let paragraphs = &imported.paragraphs;
    assert!((1..=MAX_PARAGRAPHS).contains(&paragraphs.len()));
    for Content { text, .. } in paragraphs {
        assert_eq!(Text::parse(text.as_str()), *text, "canonical");
    }
    assert!(paragraphs.iter().any(|it| !it.shown().is_empty()));
    imported.warnings.iter().for_each(|warning| assert!(!warning.to_string().is_empty()));
    let marks = import::marks(bytes, name).unwrap_or_default();
    assert!(marks.is_empty() || marks.len() == paragraphs.len(), "one list of marks for each paragraph");
}

/// A Word document with those texts in its parts.
pub(super) fn word_file(parts: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &str| {
        let started = zip.start_file(name, SimpleFileOptions::default());
        started.map(|()| zip.write_all(content.as_bytes()).is_ok()).is_ok()
    };
    let relation = |kind: &str, target: &str| {
        format!(r#"<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &str| format!(r#"<Relationships xmlns="{RELATIONS}">{all}</Relationships>"#);
    put("_rels/.rels", &relations(&relation("officeDocument", "word/document.xml")));
    let body = parts.first().unwrap_or(&"");
    put(
        "word/document.xml",
        &format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#),
    );
    let links: String = PARTS.iter().map(|(kind, _)| relation(kind, &format!("{kind}.xml"))).collect();
    put("word/_rels/document.xml.rels", &relations(&links));
    for ((kind, root), inside) in PARTS.iter().zip(parts.iter().skip(1).chain(std::iter::repeat(&""))) {
        put(&format!("word/{kind}.xml"), &format!(r#"<w:{root} xmlns:w="{WORD}">{inside}</w:{root}>"#));
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Every line is read or named, and what is read is about the draft.
pub(super) fn of_received(bytes: &[u8]) {
    let lines = "# T\n\n## I. Scope\n\n1. States act.\n\n(a) an item;\n\n2. They report. They meet.\n";
    let Ok(imported) = import::read(lines.as_bytes(), "draft.md") else { return };
    let draft: Vec<Paragraph> = (imported.paragraphs.into_iter().zip(1u8..))
        .map(|(content, n)| Paragraph { id: ParagraphId::from_bytes([n; 16]), content })
        .collect();
    let (read, unreadable) = received::read(bytes, &draft);
    let lines = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).split(|&byte| byte == b'\n');
    let filled = lines.filter(|line| !line.iter().all(u8::is_ascii_whitespace)).count();
    assert_eq!(read.len() + unreadable.len(), filled);
    for it in &read {
        let known = |id: ParagraphId| draft.iter().any(|paragraph| paragraph.id == id);
        assert!(match &it.target {
            Target::Document => true,
            target => target.anchor().is_some_and(known),
        });
    }
    unreadable.iter().for_each(|it| assert!(!it.problem.to_string().is_empty()));
}
