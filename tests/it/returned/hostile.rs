//! Files made to do harm, given to the real program in little memory: each is refused by its own message, in seconds.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::office;
use crate::support::{Office, Said};

/// The address space that the program has, in kilobytes.
const SPACE: usize = 640 << 10;
/// How long it may take, unoptimised and beside others.
const LONGEST: Duration = Duration::from_secs(60);

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="x/comments" Target="comments.xml"/><Relationship Id="r3" Type="x/commentsExtended" Target="commentsExtended.xml"/></Relationships>"#;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let own = [("_rels/.rels", ROOT.as_bytes()), ("word/_rels/document.xml.rels", LINKS.as_bytes())];
    for (name, content) in own.iter().chain(parts) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    package(&[("word/document.xml", main_part(body).as_bytes())])
}

fn main_part(body: &str) -> String {
    format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#)
}

fn part(root: &str, inside: &str) -> String {
    format!(r#"<w:{root} xmlns:w="{WORD}">{inside}</w:{root}>"#)
}

/// A package of so many empty entries: written by hand, as the container's writer takes long for so many.
fn entries(count: u16) -> Vec<u8> {
    let (mut files, mut table) = (Vec::new(), Vec::new());
    for n in 0..count {
        let name = format!("{n:05}.xml");
        let at = files.len() as u32;
        let sizes = [0u8; 12];
        files.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        files.extend(sizes);
        files.extend([name.len() as u8, 0, 0, 0]);
        files.extend(name.as_bytes());
        table.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0");
        table.extend(sizes);
        table.extend([name.len() as u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        table.extend(at.to_le_bytes());
        table.extend(name.as_bytes());
    }
    let (start, length) = (files.len() as u32, table.len() as u32);
    files.extend(table);
    files.extend(b"PK\x05\x06\0\0\0\0");
    files.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    files.extend(length.to_le_bytes());
    files.extend(start.to_le_bytes());
    files.extend([0, 0]);
    files
}

/// The program on a file, with little address space and no more time than it needs.
#[track_caller]
fn given(office: &Office, name: &str, bytes: &[u8]) -> Said {
    office.put("hostile.docx", bytes);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {SPACE} && exec \"$0\" \"$@\"")]);
    shell.arg(env!("CARGO_BIN_EXE_travaux"));
    shell.args(["--data", "data", "submissions", "import", "--tracked", "hostile.docx", "--preview"]);
    shell.current_dir(office.path("")).env_remove("RUST_BACKTRACE").stdin(Stdio::null());
    let begun = Instant::now();
    let output = shell.output().unwrap();
    assert!(output.status.code().is_some(), "{name}: {output:?}");
    let said = Said::from(output);
    assert!(begun.elapsed() < LONGEST, "{name}: {:?}", begun.elapsed());
    eprintln!("{name}: {:?}, {}", begun.elapsed(), said.err.lines().last().unwrap_or_default());
    said
}

#[test]
fn each_is_refused_in_little_memory() {
    let office = office();
    let spaces = |megabytes: usize| " ".repeat(megabytes << 20);
    let laughs = {
        let entity = |n: usize| {
            let before = format!("&l{};", n - 1).repeat(10);
            format!("<!ENTITY l{n} \"{before}\">")
        };
        let entities: String = (1..10).map(entity).collect();
        format!(
            "<!DOCTYPE w [<!ENTITY l0 \"ha\">{entities}]>{}",
            main_part("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
        )
    };
    let deep = "<w:tbl><w:tr><w:tc>".repeat(10_000) + &"</w:tc></w:tr></w:tbl>".repeat(10_000);
    let marks = "<w:ins><w:del>".repeat(10_000) + &"</w:del></w:ins>".repeat(10_000);
    let notes = part("footnotes", &format!("<w:footnote w:id=\"2\"><w:p/></w:footnote>{}", spaces(31)));
    let comments = part("comments", &spaces(31));
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a part of 100 MB", document(&spaces(100)), "inflates to more than 32 MB"),
        (
            "parts of 93 MB",
            package(&[
                ("word/document.xml", main_part(&spaces(31)).as_bytes()),
                ("word/footnotes.xml", notes.as_bytes()),
                ("word/comments.xml", comments.as_bytes()),
            ]),
            "inflates to more than 64 MB",
        ),
        ("a billion laughs", package(&[("word/document.xml", laughs.as_bytes())]), "DOCTYPE"),
        ("10,000 tables", document(&deep), "more than 128 deep"),
        ("10,000 changes inside changes", document(&format!("<w:p>{marks}</w:p>")), "more than 128 deep"),
        ("65,535 entries", entries(65_535), "65535 parts"),
    ];
    for (name, bytes, expected) in rows {
        let said = given(&office, name, &bytes);
        assert_eq!(said.code, 3, "{name}: {}", said.err);
        assert!(said.err.contains(expected), "{name}: {}", said.err);
        assert_eq!(said.out, "", "{name}");
    }
}

#[test]
fn what_is_within_the_limits_takes_little_memory_too() {
    let office = office();
    let ids: Vec<String> =
        super::paragraphs(&office, "Zero draft").iter().map(|it| it.id.to_string()).collect();
    let bookmarks: String =
        ids.iter().map(|id| format!("<w:bookmarkStart w:id=\"1\" w:name=\"_p_{id}\"/>")).collect();
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let paragraph = |inside: &str| format!("<w:p>{inside}</w:p>");
    let first = paragraph(&format!("{bookmarks}{}", run("Draft outcome on shared rivers")));
    let many = |inside: &str, count: usize| first.clone() + &inside.repeat(count);
    let everywhere = many(&paragraph(&(bookmarks.clone() + &run("rivers that States share"))), 1_000);
    let styled =
        "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins>".repeat(100_000);
    let starts = paragraph(&("<w:commentRangeStart w:id=\"7\"/>".repeat(50_000) + &run("words")));
    let (mut comments, mut threads) = (String::new(), String::new());
    for n in 0..30_000 {
        let _ = write!(
            comments,
            "<w:comment w:id=\"{n}\"><w:p w:paraId=\"{n}\"><w:r><w:t>no</w:t></w:r></w:p></w:comment>"
        );
        let _ = write!(threads, "<w:commentEx w:paraId=\"{n}\" w:paraIdParent=\"{}\"/>", n / 2);
    }
    let hung =
        first.clone() + &paragraph(&format!("<w:r><w:commentReference w:id=\"0\"/></w:r>{}", run("words")));
    let answered = package(&[
        ("word/document.xml", main_part(&hung).as_bytes()),
        ("word/comments.xml", part("comments", &comments).as_bytes()),
        ("word/commentsExtended.xml", part("commentsEx", &threads).as_bytes()),
    ]);
    for (name, bytes) in [
        ("every bookmark in 1,000 paragraphs", document(&everywhere)),
        ("20,000 short paragraphs", document(&many(&paragraph(&run("Each State")), 20_000))),
        ("one paragraph of 200,000 runs", document(&many(&paragraph(&styled), 1))),
        ("100,000 comments begun", document(&many(&starts, 2))),
        ("30,000 answers", answered),
    ] {
        let said = given(&office, name, &bytes);
        assert!(matches!(said.code, 0 | 3), "{name}: {}", said.err);
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let office = office();
    let whole = super::file_with(&office, "Zero draft", &[("fair", "just")]);
    let base = super::paragraphs(&office, "Zero draft");
    for length in (0..whole.len()).step_by(97) {
        let cut = travaux::import::tracked::read(&whole[..length], &[&base]);
        assert!(cut.is_err(), "{length}");
    }
    assert!(travaux::import::tracked::read(&whole, &[&base]).is_ok());
}
