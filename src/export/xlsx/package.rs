//! The container without its properties: they would name a program and a time.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::super::Error;

const PROPERTIES: &str = "docProps/";

/// The parts that name others: there the properties are no longer named.
const NAMING: [&str; 2] = ["[Content_Types].xml", "_rels/.rels"];

/// The same workbook without `docProps`; everything else as it was.
pub(super) fn without_properties(workbook: &[u8]) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at)?;
        let name = part.name()?.into_owned();
        if name.starts_with(PROPERTIES) {
            continue;
        }
        if !NAMING.contains(&name.as_str()) {
            drop(part);
            zip.raw_copy_file(parts.by_index_raw(at)?)?;
            continue;
        }
        let mut content = String::new();
        part.read_to_string(&mut content)?;
        zip.start_file(name, options)?;
        zip.write_all(unnamed(&content).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// XML without the empty elements that speak of the properties.
fn unnamed(content: &str) -> String {
    let elements = content.split_inclusive('>');
    elements.filter(|element| !(element.contains(PROPERTIES) && element.ends_with("/>"))).collect()
}
