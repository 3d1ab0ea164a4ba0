//! What other programs read in our Word files: pandoc and LibreOffice, after accepting and after rejecting everything.
//!
//! Each test passes with a message where the program is not installed. Known of the readers, and kept out of the cases:
//! pandoc leaves an empty heading where one was deleted, takes the title out of the text, and gives no paragraph at all
//! for an empty file; LibreOffice 7.4 leaves an empty paragraph of one that goes whole with the first footnote of a file,
//! unless a paragraph of the same look stands before it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use travaux::document::compare::{compare, identify};
use travaux::document::id::ParagraphId;
use travaux::document::inline::Text;
use travaux::document::{Content, Kind, Paragraph};
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};

/// The name of a case, the lines of its old and of its new draft; `#` opens a heading.
const CASES: [(&str, &[&str], &[&str]); 18] = [
    (
        "words",
        &["1. The Parties should act for the waters they share.", "2. End."],
        &["1. The Parties shall, as appropriate, act for the waters they share.", "2. End."],
    ),
    ("first deleted", &["Gone with the first word.", "1. One stays."], &["1. One stays."]),
    ("last deleted", &["1. One stays.", "Gone with the last word."], &["1. One stays."]),
    ("first inserted", &["1. One stays."], &["Comes as the first.", "1. One stays."]),
    ("last inserted", &["1. One stays."], &["1. One stays.", "Comes as the last."]),
    ("all deleted", &["1. One.", "2. Two."], &[]),
    ("all inserted", &[], &["1. One.", "2. Two."]),
    (
        "moved",
        &["A long paragraph that moves elsewhere.", "1. One stays here.", "2. Two stays here as well."],
        &["1. One stays here.", "2. Two stays here as well.", "A long paragraph that moves elsewhere."],
    ),
    (
        "a sentence moved inside its paragraph",
        &["1. The list is public. Each State names a focal point. The depositary keeps the list."],
        &["1. Each State names a focal point. The depositary keeps the list. The list is public."],
    ),
    (
        "split",
        &["14. Reports are due every two years. They are public and kept by the depositary.", "15. End."],
        &[
            "14. Reports are due every two years.",
            "14 bis. They are public and kept by the depositary.",
            "15. End.",
        ],
    ),
    (
        "labels, brackets and emphasis",
        &["#I. *Scope* of the text", "12. The Parties act in good faith.", "(a) Share;"],
        &["#II. Scope of the *text*", "[12 bis. The Parties act in *good* faith.]", "(b) Share;"],
    ),
    (
        "neighbours bracketed",
        &["1. The first stands.", "2. The second stands.", "3. The third stands."],
        &["[1. The first stands.]", "[2. The second stands.]", "[3. The third stands.]"],
    ),
    (
        "words at the end, then a new paragraph",
        &["1. The first stands.", "3. The third stands as it did."],
        &["1. The first stands. It goes on.", "2. The second is new.", "3. The third stands as it did."],
    ),
    (
        "footnotes",
        &["1. Recalling^[See the report, para. 9.] the Charter^[Signed in 1945.] and its aims."],
        &["1. Recalling^[See the report, para. 11.] the Charter and its aims^[All of them.]."],
    ),
    (
        "inserted with the first footnote",
        &["1. One.", "2. Two."],
        &["1. One.", "1 bis. New^[With a note.] here.", "2. Two.^[Another.]"],
    ),
    (
        "deleted with the first footnote",
        &["1. One.", "2. Gone^[With a note.] here.", "3. Three.^[Another.]"],
        &["1. One.", "3. Three.^[Another.]"],
    ),
    (
        "several inserted with footnotes",
        &["1. One.", "2. Two."],
        &[
            "1. One.",
            "1 bis. New.",
            "1 ter. New^[With a note.] too.",
            "1 quater. And this.^[Also.]",
            "2. Two.",
        ],
    ),
    (
        "other scripts",
        &["1. تؤكد الأطراف من جديد أهمية المياه المشتركة.", "2. 各国应尊重国际法并加强合作。"],
        &["1. تؤكد الأطراف أهمية المياه المشتركة كلها.", "2. 各国必须尊重国际法并加强合作 & <x>。"],
    ),
];

#[test]
fn pandoc_finds_the_new_draft_and_the_old() {
    let files = Files::written();
    for (at, (name, old, new)) in files.cases.iter().enumerate() {
        for (mode, draft) in [("accept", new), ("reject", old)] {
            let Some(seen) = in_pandoc(&files.path(at), mode) else {
                eprintln!("skipped: pandoc is not installed");
                return;
            };
            assert_eq!(seen, Seen::of(draft), "{name}, {mode}");
        }
    }
}

#[test]
fn libreoffice_finds_the_new_draft_and_the_old() {
    let files = Files::written();
    let paths: Vec<PathBuf> = (0..files.cases.len()).map(|at| files.path(at)).collect();
    let Some(found) = in_libreoffice(&paths) else {
        eprintln!("skipped: LibreOffice with its Python bridge is not installed");
        return;
    };
    for (found, (name, old, new)) in found.iter().zip(&files.cases) {
        for (view, draft) in [("accepted", new), ("rejected", old)] {
            let view = &found[view];
            assert_eq!(Seen::from_lists(&view["paragraphs"], &view["notes"]), Seen::of(draft), "{name}");
            let paragraphs = view["paragraphs"].as_array().unwrap().len();
            assert_eq!(paragraphs, draft.len() + 1, "{name}: only the last paragraph is empty");
            assert_eq!(view["left"], 0, "{name}: every change is settled");
        }
    }
}

/// The files of all cases, with the drafts that must be found in them.
struct Files {
    folder: tempfile::TempDir,
    cases: Vec<(&'static str, Vec<Paragraph>, Vec<Paragraph>)>,
}

impl Files {
    fn written() -> Self {
        let mut files = Self { folder: tempfile::tempdir().unwrap(), cases: Vec::new() };
        for (name, old, new) in CASES {
            let mut drawn = 0u128;
            let fresh = || {
                drawn += 1;
                ParagraphId::from_bytes(drawn.to_be_bytes())
            };
            let (old, new, lineage) = identify(contents(old), contents(new), fresh);
            let comparison = compare(&old, &new, &lineage);
            let language = Language::of("en", if new.is_empty() { &old } else { &new });
            let rendition = Rendition::redline(&comparison, Cover::default(), language);
            std::fs::write(files.path(files.cases.len()), write(&rendition, Format::Docx).unwrap()).unwrap();
            files.cases.push((name, old, new));
        }
        files
    }

    fn path(&self, case: usize) -> PathBuf {
        self.folder.path().join(format!("{case}.docx"))
    }
}

fn contents(lines: &[&str]) -> Vec<Content> {
    let read = |line: &&str| match line.strip_prefix('#') {
        Some(words) => Content::read_as(Kind::Heading, 1, words),
        None => Content::read(line),
    };
    lines.iter().map(read).collect()
}

/// Paragraphs and footnotes, white space made even, empty paragraphs left out.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Seen {
    pub(crate) paragraphs: Vec<String>,
    pub(crate) notes: Vec<String>,
}

impl Seen {
    fn of(draft: &[Paragraph]) -> Self {
        Self::of_contents(draft.iter().map(|it| &it.content))
    }

    pub(crate) fn of_contents<'a>(draft: impl IntoIterator<Item = &'a Content>) -> Self {
        let mut seen = Self::default();
        for content in draft {
            let label = content.label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            let (before, words) = content.text_around_label();
            let text = Text::parse(words);
            seen.notes.extend(text.rich().pieces().filter_map(|piece| piece.note).map(|note| note.plain()));
            seen.paragraphs.push(even(&format!("{before}{label}{}", text.plain())));
        }
        seen
    }

    pub(crate) fn from_lists(paragraphs: &Value, notes: &Value) -> Self {
        let list = |value: &Value| {
            let words = value.as_array().unwrap().iter().map(|words| even(words.as_str().unwrap()));
            words.filter(|words| !words.is_empty()).collect()
        };
        Self { paragraphs: list(paragraphs), notes: list(notes) }
    }
}

fn even(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a program says; none where it is not installed.
fn ask(program: &mut Command) -> Option<Output> {
    match program.output() {
        Ok(output) if output.status.code() == Some(77) => None,
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(output)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => panic!("{program:?}: {error}"),
    }
}

/// What LibreOffice finds in each of the files; none where it is not installed.
pub(crate) fn in_libreoffice(files: &[PathBuf]) -> Option<Vec<Value>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/libreoffice.py");
    let output = ask(Command::new("/usr/bin/python3").arg(script).args(files))?;
    let lines = String::from_utf8(output.stdout).unwrap();
    let found: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), files.len());
    Some(found)
}

pub(crate) fn in_pandoc(file: &Path, mode: &str) -> Option<Seen> {
    let mut program = Command::new("pandoc");
    program
        .args(["--from=docx+empty_paragraphs", "--to=json"])
        .arg(format!("--track-changes={mode}"))
        .arg(file);
    let document: Value = serde_json::from_slice(&ask(&mut program)?.stdout).unwrap();
    let mut seen = Seen::default();
    for block in document["blocks"].as_array().unwrap() {
        let mut words = String::new();
        read_tree(&block["c"], &mut words, &mut seen.notes);
        seen.paragraphs.push(even(&words));
    }
    seen.paragraphs.retain(|words| !words.is_empty());
    Some(seen)
}

/// The words of pandoc's tree in reading order; footnotes go to `notes`, comments nowhere.
fn read_tree(node: &Value, words: &mut String, notes: &mut Vec<String>) {
    if let Some(list) = node.as_array() {
        list.iter().for_each(|node| read_tree(node, words, notes));
        return;
    }
    let content = &node["c"];
    let is_comment =
        || content[0][1].as_array().is_some_and(|classes| classes.contains(&"comment-start".into()));
    match node["t"].as_str() {
        Some("Str") => words.push_str(content.as_str().unwrap_or_default()),
        Some("Space" | "SoftBreak" | "LineBreak") => words.push(' '),
        Some("Note") => {
            let mut note = String::new();
            read_tree(content, &mut note, notes);
            notes.push(even(&note));
        }
        Some("Span") if is_comment() => {}
        Some(_) => read_tree(content, words, notes),
        None => {}
    }
}
