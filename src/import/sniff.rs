//! What a file is, by its first bytes. The name is asked only where they cannot tell: text, Markdown or data.

use super::error::Foreign;
use super::{Error, Format, markdown};

/// The format to read, or why the file is not read.
pub(super) fn format(bytes: &[u8], name: &str) -> Result<Format, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match open_document(bytes) {
            true => Err(Error::Refused(Foreign::OpenDocument)),
            false => Ok(Format::Docx),
        };
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(Error::Refused(foreign));
    }
    match ending(name).as_str() {
        "docx" | "docm" | "doc" | "odt" => Err(Error::Refused(Foreign::NotDocx)),
        "json" => Ok(Format::Json),
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" | "text" => Ok(Format::Text),
        _ if names_itself(bytes) => Ok(Format::Json),
        _ if markdown::has_heading(bytes) => Ok(Format::Markdown),
        _ => Ok(Format::Text),
    }
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let start = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let encrypted = contains(bytes, &utf16("EncryptedPackage"));
        Some(if encrypted { Foreign::Encrypted } else { Foreign::Doc })
    } else if contains(start, b"%PDF-") {
        Some(Foreign::Pdf)
    } else if text.starts_with("{\\rtf") {
        Some(Foreign::Rtf)
    } else if text.starts_with("<!doctype html") || text.starts_with("<html") {
        Some(Foreign::Html)
    } else {
        None
    }
}

/// OpenDocument packages begin with an uncompressed part that names their type.
fn open_document(bytes: &[u8]) -> bool {
    contains(&bytes[..bytes.len().min(120)], b"application/vnd.oasis.opendocument")
}

/// Whether it is an object that says early on that it is a draft.
fn names_itself(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    start.starts_with(b"{") && contains(&start[..start.len().min(1024)], b"\"travaux-draft-")
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

fn utf16(words: &str) -> Vec<u8> {
    words.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_then_the_name() {
        let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &utf16("WordDocument")].concat();
        let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &utf16("EncryptedPackage")].concat();
        let odt = b"PK\x03\x04..........................mimetypeapplication/vnd.oasis.opendocument.text";
        let rows: [(&[u8], &str, Result<Format, Error>); 19] = [
            (b"words", "draft.txt", Ok(Format::Text)),
            (b"words", "draft.MD", Ok(Format::Markdown)),
            (b"# words", "draft.txt", Ok(Format::Text)),
            (b"words", "draft.json", Ok(Format::Json)),
            (b"\xef\xbb\xbf {\n \"format\": \"travaux-draft-1\"", "draft", Ok(Format::Json)),
            (b"{\"kind\": \"delete\"}", "received.jsonl", Ok(Format::Text)),
            (b"{braces}", "draft", Ok(Format::Text)),
            (b"words\n\n## Finance\n", "draft", Ok(Format::Markdown)),
            (b"words", "", Ok(Format::Text)),
            (b"PK\x03\x04", "draft.txt", Ok(Format::Docx)),
            (b"words", "draft.docx", Err(Error::Refused(Foreign::NotDocx))),
            (b"", "draft.txt", Err(Error::Empty)),
            (&ole, "draft.docx", Err(Error::Refused(Foreign::Doc))),
            (&locked, "draft.docx", Err(Error::Refused(Foreign::Encrypted))),
            (odt, "draft.docx", Err(Error::Refused(Foreign::OpenDocument))),
            (b"%PDF-1.7", "draft.txt", Err(Error::Refused(Foreign::Pdf))),
            (b"{\\rtf1", "draft.doc", Err(Error::Refused(Foreign::Rtf))),
            (b"\xef\xbb\xbf <!DOCTYPE html>", "draft", Err(Error::Refused(Foreign::Html))),
            (b"{\\rt", "draft.txt", Ok(Format::Text)),
        ];
        for (bytes, name, expected) in rows {
            assert_eq!(format(bytes, name), expected, "{name} {bytes:?}");
        }
    }
}
