//! What files say besides their text: exact lists of parts and of names, and the same bytes from the same record,
//! whoever makes them, where and when.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::LazyLock;

use crate::support::{Office, Said, unpacked};
use crate::word::Node;

/// What is not in the package of a draft: what to export besides, and under which name.
const BESIDES: [(&str, &[&str]); 5] = [
    ("clean-comments.docx", &["clean", "--draft", "Zero draft", "--comments", "--line-numbers"]),
    ("clean-edited.docx", &["clean", "--track-edits"]),
    ("redline-comments.docx", &["redline", "--comments"]),
    ("comparison.docx", &["comparison"]),
    ("comparison.html", &["comparison"]),
];

/// Everything there is of a draft, made in an environment.
fn made(office: &Office, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let run = |args: &[&str]| {
        let mut command = office.command(args);
        // A PDF is set by another program, and read in `pdf`.
        command.env("TRAVAUX_PDF", "none").envs(environment.iter().copied());
        let _ = Said::of(&mut command).succeeded();
    };
    run(&["package", "-o", "all.zip"]);
    let mut files = unpacked(&office.bytes("all.zip"));
    files.insert("all.zip".to_owned(), office.bytes("all.zip"));
    for (name, what) in BESIDES {
        run(&[&["export", "-o", name, "--rendition"], what].concat());
        files.insert(name.to_owned(), office.bytes(name));
    }
    files
}

/// Another person, elsewhere, at another time.
const ELSEWHERE: [(&str, &str); 9] = [
    ("TZ", "Pacific/Kiritimati"),
    ("LANG", "fr_FR.UTF-8"),
    ("LC_ALL", "C"),
    ("USER", "somebody"),
    ("LOGNAME", "somebody"),
    ("HOME", "/nonexistent"),
    ("HOSTNAME", "another-machine"),
    ("SOURCE_DATE_EPOCH", "1"),
    ("COLUMNS", "40"),
];

/// The files of one record, made here and, from a copy of it, elsewhere.
static BOTH: LazyLock<[BTreeMap<String, Vec<u8>>; 2]> = LazyLock::new(|| {
    let (office, other) = (Office::issued(), Office::new());
    copy(&office.path("data"), &other.path("data"));
    [made(&office, &[]), made(&other, &ELSEWHERE)]
});

/// The files of a format.
fn of_format(format: &str) -> impl Iterator<Item = (&'static String, &'static Vec<u8>)> {
    let ending = format!(".{format}");
    BOTH[0].iter().filter(move |(name, _)| name.ends_with(&ending))
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let [here, there] = &*BOTH;
    assert!(here.keys().eq(there.keys()));
    for (name, bytes) in here {
        assert!(*bytes == there[name], "{name}");
    }
    let formats = ["docx", "html", "md", "xlsx", "xml", "json"].map(|format| of_format(format).count());
    assert_eq!(formats, [9, 6, 5, 4, 2, 2], "{:?}", here.keys());
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// The parts of a Word file; one with comments has a part for them besides.
const WORD: [&str; 10] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/footer.xml",
    "word/footnotes.xml",
    "word/header.xml",
    "word/header2.xml",
    "word/settings.xml",
    "word/styles.xml",
];

/// The parts of a workbook.
const BOOK: [&str; 8] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
];

/// Whatever is in an archive tells only its name: no time, no owner, no remark, nothing beside.
fn check_archive(bytes: &[u8], said: &str) -> BTreeSet<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert!(archive.comment().is_empty(), "{said}");
    // What the heads say is all there is: they begin at the beginning, and follow one another.
    assert!(bytes.starts_with(b"PK\x03\x04"), "{said}");
    let mut names = BTreeSet::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let time = file.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1), "{said}: {name}");
        assert_eq!((time.hour(), time.minute(), time.second()), (0, 0, 0), "{said}: {name}");
        assert!(file.extra_data().is_none_or(|it| it.is_empty()), "{said}: {name}");
        assert!(file.comment().is_empty(), "{said}: {name}");
        let mode = file.unix_mode().unwrap_or(0o100_644);
        assert!([0o100_644, 0o100_600].contains(&mode), "{said}: {name} {mode:o}");
        assert!(!file.encrypted() && file.is_file(), "{said}: {name}");
        assert!(names.insert(name), "{said}");
    }
    names
}

/// Every name of an element and of an attribute under a node.
fn names(node: &Node, found: &mut BTreeSet<String>) {
    found.insert(node.name.clone());
    found.extend(node.attributes.iter().map(|(name, _)| format!("@{name}")));
    node.children.iter().for_each(|child| names(child, found));
}

/// What settings of a Word file may say: how it is set, and that it says nothing of persons and times.
const SETTINGS: [&str; 12] = [
    "@w:id",
    "@w:name",
    "@w:uri",
    "@w:val",
    "w:compat",
    "w:compatSetting",
    "w:defaultTabStop",
    "w:footnote",
    "w:footnotePr",
    "w:removeDateAndTime",
    "w:removePersonalInformation",
    "w:settings",
];

#[test]
fn containers_have_the_parts_on_the_list_and_no_others() {
    for (name, bytes) in of_format("xlsx") {
        assert_eq!(check_archive(bytes, name), BOOK.map(str::to_owned).into(), "{name}");
        let book = String::from_utf8(unpacked(bytes)["xl/workbook.xml"].clone()).unwrap();
        for trace in ["lastModifiedBy", "creator", "absPath", "docProps", "x15ac", "userName"] {
            assert!(!book.contains(trace), "{name}: {trace}");
        }
    }
    for (name, bytes) in of_format("docx") {
        let mut parts = check_archive(bytes, name);
        assert_eq!(parts.remove("word/comments.xml"), name.contains("comments"), "{name}");
        assert_eq!(parts, WORD.map(str::to_owned).into(), "{name}");
        let mut found = BTreeSet::new();
        names(&Node::parse(&crate::word::parts(bytes)["word/settings.xml"]), &mut found);
        assert_eq!(found.remove("w:trackRevisions"), name == "clean-edited.docx", "{name}");
        found.retain(|it| !it.is_empty() && !it.starts_with("@xmlns"));
        assert_eq!(found, SETTINGS.map(str::to_owned).into(), "{name}");
    }
    let files = check_archive(&BOTH[0]["all.zip"], "the package");
    assert!(files.len() > 15 && files.contains("SHA256SUMS"), "{files:?}");
}

/// The first time of day in a text: "18:00".
fn clock(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.get(at..at + 2).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    let found = (0..bytes.len()).find(|at| digits(*at) && bytes.get(at + 2) == Some(&b':') && digits(at + 3));
    found.map(|at| String::from_utf8_lossy(&bytes[at..at + 5]).into_owned())
}

/// The names that a file without a container has for what is about it, and no time finer than a day anywhere.
#[test]
fn plain_files_say_of_themselves_what_is_on_the_list() {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    for format in ["html", "md", "xml", "json", "txt"] {
        for (name, bytes) in of_format(format) {
            let text = text(bytes);
            let (before, behind) = text.split_once("<style>").unwrap_or((&text, ""));
            let behind = behind.split_once("</style>").map_or("", |(_, rest)| rest);
            assert_eq!((clock(before), clock(behind)), (None, None), "{name}: a time of day");
            assert!(!text.contains("<!--") && !text.starts_with("---"), "{name}: a remark");
        }
    }
    for (name, bytes) in of_format("html") {
        let page = scraper::Html::parse_document(&text(bytes));
        let about = scraper::Selector::parse("meta, link, base, script, iframe, object, img").unwrap();
        let told = |it: scraper::ElementRef<'_>| {
            format!("{} {}", it.value().name(), it.attr("name").or(it.attr("charset")).unwrap_or(""))
        };
        let about: BTreeSet<String> = page.select(&about).map(told).collect();
        let expected = ["meta color-scheme", "meta utf-8", "meta viewport"];
        assert_eq!(about, expected.map(str::to_owned).into(), "{name}");
    }
    for (name, bytes) in of_format("xml") {
        let root = Node::parse(&text(bytes));
        let mut found = BTreeSet::new();
        names(find(&root, "identification").unwrap(), &mut found);
        assert_eq!(found, IDENTIFICATION.map(str::to_owned).into(), "{name}");
    }
    for (name, bytes) in of_format("json") {
        let data: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let keys: BTreeSet<&str> = data.as_object().unwrap().keys().map(String::as_str).collect();
        let draft = ["day", "draft", "format", "language", "paragraphs", "process", "title"];
        let releases = ["document", "keys", "process", "releases", "schema"];
        let expected: BTreeSet<&str> = if name == "releases.json" { releases.into() } else { draft.into() };
        assert_eq!(keys, expected, "{name}");
    }
}

/// What an Akoma Ntoso file says of itself.
const IDENTIFICATION: [&str; 19] = [
    "@date",
    "@href",
    "@language",
    "@name",
    "@source",
    "@value",
    "FRBRExpression",
    "FRBRManifestation",
    "FRBRWork",
    "FRBRauthor",
    "FRBRcountry",
    "FRBRdate",
    "FRBRformat",
    "FRBRlanguage",
    "FRBRsubtype",
    "FRBRthis",
    "FRBRuri",
    "FRBRversionNumber",
    "identification",
];

fn find<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    if node.name == name { Some(node) } else { node.children.iter().find_map(|it| find(it, name)) }
}
