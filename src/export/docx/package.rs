//! The container: parts, their types and relationships, zipped the same way every time.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::Error;
use super::xml::DECLARATION;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of a package. The main part refers to the others as `rId1`, `rId2` ... in the order they were added.
pub(super) struct Parts {
    document: String,
    others: Vec<Part>,
}

struct Part {
    kind: &'static str,
    file: String,
    content: String,
}

impl Parts {
    pub(super) fn new(document: String) -> Self {
        Self { document, others: Vec::new() }
    }

    pub(super) fn add(&mut self, kind: &'static str, content: String) {
        let file = match self.others.iter().filter(|part| part.kind == kind).count() {
            0 => format!("{kind}.xml"),
            earlier => format!("{kind}{}.xml", earlier + 1),
        };
        self.others.push(Part { kind, file, content });
    }

    /// Zips all parts, with a fixed time and no trace of the machine.
    pub(super) fn write(self) -> Result<Vec<u8>, Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, content: &str| -> Result<(), Error> {
            zip.start_file(name, options)?;
            Ok(zip.write_all(content.as_bytes())?)
        };
        put("[Content_Types].xml", &self.types())?;
        let main = relationship("rId1", "officeDocument", "word/document.xml");
        put("_rels/.rels", &relationships(&main))?;
        put("word/document.xml", &self.document)?;
        put("word/_rels/document.xml.rels", &self.relationships())?;
        for part in &self.others {
            put(&format!("word/{}", part.file), &part.content)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn types(&self) -> String {
        let mut types = format!(
            r#"{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>"#
        );
        for Part { kind, file, .. } in &self.others {
            let _ = write!(types, r#"<Override PartName="/word/{file}" ContentType="{WORD}.{kind}+xml"/>"#);
        }
        types + "</Types>"
    }

    fn relationships(&self) -> String {
        let all = self.others.iter().enumerate();
        relationships(
            &all.map(|(at, part)| relationship(&format!("rId{}", at + 1), part.kind, &part.file))
                .collect::<String>(),
        )
    }
}

fn relationships(all: &str) -> String {
    format!(r#"{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{all}</Relationships>"#)
}

fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
}
