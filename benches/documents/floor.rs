//! What no program could save: the words once through the escapes and the compression that a format asks for, the bytes
//! of a file once through the parser.

use std::io::{Cursor, Write as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use travaux::export::rendition::{Matter, Rendition, Run};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// All words of a rendition.
pub(crate) fn words(rendition: &Rendition) -> String {
    let mut all = String::new();
    rendition.runs().for_each(|run| push(&mut all, run));
    all
}

fn push(all: &mut String, run: &Run) {
    match &run.matter {
        Matter::Words { text, .. } => all.push_str(text),
        Matter::Footnote(inside) => inside.iter().for_each(|run| push(all, run)),
    }
}

/// The words as XML has them.
pub(crate) fn escaped(words: &str) -> usize {
    quick_xml::escape::escape(words).into_owned().len()
}

/// The same in a package.
pub(crate) fn deflated(words: &str) -> usize {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("words", SimpleFileOptions::default()).unwrap();
    zip.write_all(quick_xml::escape::escape(words).as_bytes()).unwrap();
    zip.finish().unwrap().into_inner().len()
}

/// Every event of the text of a package.
pub(crate) fn events(package: &[u8]) -> usize {
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    let part = zip.by_name("word/document.xml").unwrap();
    let text = std::io::read_to_string(part).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut events = 0;
    while !matches!(reader.read_event().unwrap(), Event::Eof) {
        events += 1;
    }
    events
}

/// The bytes as characters.
pub(crate) fn checked(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).unwrap().to_owned().len()
}
