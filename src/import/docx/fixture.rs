//! Small Word documents for tests, made part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import::{Error, Imported, read};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package in the making. What is not given is not in it.
pub(in crate::import) struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    links: Vec<&'static str>,
}

impl Docx {
    /// With this inside of `w:body`.
    pub(in crate::import) fn new(body: &str) -> Self {
        let document = format!(
            "<w:document xmlns:w=\"{WORD}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:r=\"{RELATIONS}\">\
             <w:body>{body}</w:body></w:document>"
        );
        let mut docx = Self { parts: Vec::new(), links: Vec::new() };
        docx = docx
            .part("[Content_Types].xml", "<Types/>")
            .part("_rels/.rels", root_relation("word/document.xml"));
        docx.part("word/document.xml", &document)
    }

    /// With this inside of `word/{kind}.xml`, whose root is `root`.
    pub(in crate::import) fn linked(mut self, kind: &'static str, root: &str, inside: &str) -> Self {
        self.links.push(kind);
        self.part(&format!("word/{kind}.xml"), format!("<w:{root} xmlns:w=\"{WORD}\">{inside}</w:{root}>"))
    }

    /// With these styles.
    pub(in crate::import) fn styles(self, styles: &str) -> Self {
        self.linked("styles", "styles", styles)
    }

    /// With these lists.
    pub(in crate::import) fn numbering(self, numbering: &str) -> Self {
        self.linked("numbering", "numbering", numbering)
    }

    /// With a part, which takes the place of one of that name.
    pub(in crate::import) fn part(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.parts.retain(|(old, _)| old != name);
        self.parts.push((name.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// Without a part.
    pub(in crate::import) fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(old, _)| old != name);
        self
    }

    /// With one of its parts changed.
    pub(in crate::import) fn mutated(mut self, part: usize, change: impl FnOnce(&mut Vec<u8>)) -> Self {
        let count = self.parts.len();
        change(&mut self.parts[part % count].1);
        self
    }

    /// The file.
    pub(in crate::import) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let relations: String = (self.links.iter().enumerate())
            .map(|(n, kind)| relation(&format!("r{n}"), kind, &format!("{kind}.xml"), ""))
            .collect();
        let relations = relations_part(&relations);
        let links = ("word/_rels/document.xml.rels".to_owned(), relations.into_bytes());
        let own = self.parts.iter().all(|(name, _)| *name != links.0);
        for (name, content) in self.parts.iter().chain(own.then_some(&links)) {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// What is read of it.
    pub(in crate::import) fn read(&self) -> Result<Imported, Error> {
        read(&self.bytes(), "draft.docx")
    }

    /// One line per paragraph: kind, level, and what is shown.
    pub(in crate::import) fn lines(&self) -> Vec<String> {
        lines(&self.read().unwrap())
    }

    /// The warnings as shown.
    pub(in crate::import) fn warnings(&self) -> Vec<String> {
        self.read().unwrap().warnings.iter().map(ToString::to_string).collect()
    }
}

/// One line per paragraph: kind, level, and what is shown.
pub(in crate::import) fn lines(imported: &Imported) -> Vec<String> {
    let line = |content: &crate::document::Content| {
        format!("{}{} {}", content.kind.name(), content.level, content.shown())
    };
    imported.paragraphs.iter().map(line).collect()
}

/// A paragraph with one run.
pub(in crate::import) fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A paragraph with properties.
pub(in crate::import) fn pp(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(words))
}

/// A run.
pub(in crate::import) fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A run with properties.
pub(in crate::import) fn rp(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// Properties that put a paragraph into a list.
pub(in crate::import) fn num(list: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// A link as it stands in a relations part.
pub(in crate::import) fn relation(id: &str, kind: &str, target: &str, mode: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\" {mode}/>")
}

/// The part with the links of the package.
pub(in crate::import) fn root_relation(target: &str) -> String {
    relations_part(&relation("r1", "officeDocument", target, ""))
}

fn relations_part(relations: &str) -> String {
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!("<Relationships xmlns=\"{space}\">{relations}</Relationships>")
}
