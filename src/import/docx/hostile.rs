//! Files made to do harm, and files broken by accident: each is refused with its own message, none stops the program.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::fixture::{Docx, num, p, pp, relation, root_relation};
use crate::import::{MAX_BYTES, read};

fn refusal(bytes: &[u8]) -> String {
    read(bytes, "draft.docx").unwrap_err().to_string()
}

fn main_part(inside: &str) -> String {
    format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{inside}</w:document>"
    )
}

#[test]
fn each_attack_is_refused_for_what_it_is() {
    let plain = || Docx::new(&p("Words."));
    let document = |xml: String| plain().part("word/document.xml", xml);
    let spaces = |megabytes: usize| " ".repeat(megabytes << 20);
    let laughs = format!("<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{}", main_part("&b;"));
    let deep = format!(
        "<w:body>{}{}</w:body>",
        "<w:tbl><w:tr><w:tc>".repeat(60),
        "</w:tc></w:tr></w:tbl>".repeat(60)
    );
    let many = (0..2001).fold(plain(), |docx, n| docx.part(&format!("word/media/{n}.png"), ""));
    let stylesheet = format!("<w:style w:styleId=\"a\"/>{}", spaces(31));
    let three = format!("<x>{}</x>", spaces(31));
    let outside = relation("r1", "officeDocument", "http://example.org/a.xml", "TargetMode=\"External\"");
    let rows: Vec<(Docx, &str)> = vec![
        (
            document(format!("{}{}", main_part(""), spaces(33))),
            "word/document.xml of the .docx file inflates to more than 32 MB",
        ),
        (
            document(main_part("").replace("></", &format!(">{}</", spaces(31))))
                .linked("styles", "styles", &stylesheet)
                .linked("numbering", "numbering", &three),
            "the .docx file inflates to more than 64 MB",
        ),
        (document(laughs), "part word/document.xml of the .docx file has a DOCTYPE"),
        (document(main_part("<w:body>&secret;</w:body>")), "undefined entity \"secret\""),
        (
            document(main_part("<w:body>&#0;</w:body>")),
            "part word/document.xml of the .docx file is not readable",
        ),
        (document(main_part(&deep)), "nests elements more than 128 deep"),
        (many, "more than 2,000"),
        (plain().part("WORD/Document.XML", "<x/>"), "two parts of the same name"),
        (plain().without("word/document.xml"), "part word/document.xml is missing"),
        (plain().without("_rels/.rels"), "the package names no main part"),
        (plain().part("_rels/.rels", format!("<R>{outside}</R>")), "the package names no main part"),
        (
            plain().part("_rels/.rels", root_relation("word/vbaProject.bin")),
            "part word/vbaProject.bin is missing",
        ),
        (plain().part("word/vbaProject.bin", ""), "macros"),
        (plain().without("_rels/.rels").without("[Content_Types].xml"), "an archive, not a document"),
        (plain().part("content.xml", "").part("META-INF/manifest.xml", ""), "an OpenDocument file"),
        (document("<workbook/>".to_owned()), "an Office file but no text document"),
        (document(main_part("<w:body><w:p>").replace("</w:document>", "")), "it ends in the middle"),
        (document(main_part("<w:body></w:p>")), "part word/document.xml of the .docx file is not readable"),
        (document(String::new()), "it holds no element"),
        (document("\u{fffd}".to_owned()), "it holds no element"),
        (
            document(main_part(&format!("<w:body>{}</w:body>", p("x").repeat(50_001)))),
            "more than 50,000 paragraphs",
        ),
        (Docx::new("<w:p/>"), "the file holds no text"),
    ];
    for (docx, expected) in rows {
        let message = refusal(&docx.bytes());
        assert!(message.contains(expected), "{expected}: {message}");
    }
}

#[test]
fn size_is_refused_before_anything_is_looked_at() {
    let mut bytes = vec![b' '; MAX_BYTES + 1];
    bytes[0] = b'a';
    for name in ["draft.docx", "draft.md", "draft.txt"] {
        let message = read(&bytes, name).unwrap_err().to_string();
        assert!(message.starts_with("the file has 10.0 MB and at most 10 MB are read"), "{message}");
    }
    bytes.pop();
    assert_eq!(read(&bytes, "draft.txt").unwrap().paragraphs.len(), 1);
}

#[test]
fn a_text_of_nothing_but_paragraphs_is_refused() {
    let message = read("a\n\n".repeat(50_001).as_bytes(), "draft.txt").unwrap_err().to_string();
    assert!(message.starts_with("the file has more than 50,000 paragraphs"), "{message}");
}

#[test]
fn what_is_referred_to_again_and_again_is_read_once() {
    let body =
        format!("<w:p><w:r><w:t>x</w:t>{}</w:r></w:p>", "<w:footnoteReference w:id=\"2\"/>".repeat(1000));
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&"long ".repeat(1000)));
    let imported = Docx::new(&body).linked("footnotes", "footnotes", &note).read().unwrap();
    assert!(imported.paragraphs[0].text.as_str().len() < 6000);
    assert!(imported.warnings[0].to_string().starts_with("999 footnotes were left out"));
}

#[test]
fn two_entries_of_one_name_are_refused() {
    let bytes = Docx::new(&p("Words.")).part("word/xxxxxxxx.xml", "<x/>").bytes();
    let twice = replace(&bytes, b"word/xxxxxxxx.xml", b"word/document.xml");
    assert!(refusal(&twice).contains("two parts of the same name"));
}

#[test]
fn encrypted_entries_ask_for_a_password() {
    let mut bytes = Docx::new(&p("Words.")).bytes();
    for at in 0..bytes.len() - 8 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    assert!(refusal(&bytes).contains("encrypted with a password"), "{}", refusal(&bytes));
}

#[test]
fn a_cut_off_file_is_called_damaged() {
    let bytes = Docx::new(&p("Words.")).bytes();
    for length in [5, bytes.len() / 2, bytes.len() - 10] {
        assert!(refusal(&bytes[..length]).contains("damaged or cut off"), "{length}");
    }
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len().saturating_sub(from.len()) {
        if &out[at..at + from.len()] == from {
            out[at..at + from.len()].copy_from_slice(to);
        }
    }
    out
}

fn rich_document() -> Docx {
    let lists = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>
        <w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("See [1]."));
    let body = format!(
        "{}{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t>\
         <w:footnoteReference w:id=\"2\"/></w:r><w:ins><w:r><w:t>y</w:t></w:r></w:ins></w:p>",
        pp(&num(1, 0), "One"),
        pp("<w:pStyle w:val=\"H\"/>", "Two"),
        p("12. Three")
    );
    Docx::new(&body)
        .numbering(lists)
        .linked("footnotes", "footnotes", &note)
        .styles("<w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>")
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), zip in any::<bool>()) {
        let bytes = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        for name in ["draft.docx", "draft.md", "draft.txt", ""] {
            let _ = read(&bytes, name);
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in r"([#*^\[\]\\ \n().a-cA-CIVX0-9-]|Article |PP1|é|（一）){0,60}") {
        for name in ["draft.md", "draft.txt"] {
            if let Ok(imported) = read(text.as_bytes(), name) {
                for warning in &imported.warnings {
                    let _ = warning.to_string();
                }
            }
        }
    }

    #[test]
    fn mutated_containers_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = rich_document().bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, "draft.docx");
    }

    #[test]
    fn mutated_parts_never_panic(
        part in 0usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..8), 1..4),
    ) {
        let pieces = ["<", ">", "</w:p>", "<w:p>", "\"", "&", "9999999999", "<w:tbl>"];
        let docx = rich_document().mutated(part, |xml| {
            for (at, piece) in changes {
                let at = at.index(xml.len());
                xml.splice(at..at, pieces[piece].bytes());
            }
        });
        let _ = docx.read();
    }
}

#[test]
fn a_package_of_stored_parts_is_read_too() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let document = main_part(&format!("<w:body>{}</w:body>", p("Words.")));
    for (name, content) in
        [("_rels/.rels", root_relation("word/document.xml")), ("word/document.xml", document)]
    {
        zip.start_file(name, stored).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read(&bytes, "").unwrap().paragraphs.len(), 1);
}
