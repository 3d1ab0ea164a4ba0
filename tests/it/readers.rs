//! What other programs read in our Word files: pandoc, LibreOffice and Docxodus, after accepting and after rejecting
//! everything; and whether the Open XML SDK finds them valid.
//!
//! Each test passes with a message where the program is not installed. Known of the readers, and kept out of the cases:
//! pandoc leaves an empty heading where one was deleted, takes the title out of the text, puts a space where paragraphs
//! are joined, which shows in Chinese, and gives no paragraph at all for an empty file; LibreOffice 7.4 leaves an empty paragraph of one that goes whole with the first footnote of a file,
//! unless a paragraph of the same look stands before it.

mod cases;
mod valid;

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

use self::cases::CASES;
use crate::support::{paragraphs, shared};
use crate::word::{self, Node};

#[test]
fn pandoc_finds_the_new_draft_and_the_old() {
    let files = Files::written();
    for (at, (name, old, new)) in files.cases.iter().enumerate() {
        for (mode, draft) in [("accept", new), ("reject", old)] {
            let Some(seen) = in_pandoc(&files.path(at), mode) else {
                eprintln!("skipped: pandoc is not installed");
                return;
            };
            let (mut seen, mut expected) = (seen, Seen::of(draft));
            if name.starts_with("Chinese") {
                [&mut seen, &mut expected].into_iter().for_each(Seen::close_up);
            }
            assert_eq!(seen, expected, "{name}, {mode}");
        }
    }
}

#[test]
fn docxodus_finds_the_new_draft_and_the_old() {
    let files = Files::written();
    let paths: Vec<PathBuf> = (0..files.cases.len()).map(|at| files.path(at)).collect();
    let Some(found) = in_docxodus(&paths) else {
        eprintln!("skipped: Docxodus is not there; tests/run fetches it");
        return;
    };
    for ([accepted, rejected], (name, old, new)) in found.iter().zip(&files.cases) {
        assert_eq!(*accepted, Seen::of(new), "{name}, accepted");
        assert_eq!(*rejected, Seen::of(old), "{name}, rejected");
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

/// Two versions of real texts, where the corpus lies beside the project.
const REAL: [(&str, &str, &str); 3] = [
    ("contributor-covenant", "v3.md", "v4.md"),
    ("dpg-standard-governance", "v3.md", "v4.md"),
    ("python-governance-pep", "v6.md", "v7.md"),
];

/// The files of all cases, with the drafts that must be found in them.
struct Files {
    folder: tempfile::TempDir,
    cases: Vec<(&'static str, Vec<Paragraph>, Vec<Paragraph>)>,
}

impl Files {
    fn written() -> Self {
        let mut files = Self { folder: tempfile::tempdir().unwrap(), cases: Vec::new() };
        for (name, language, old, new) in CASES {
            files.add(name, language, contents(old), contents(new));
        }
        for (name, old, new) in REAL {
            let Some(shared) = shared() else {
                eprintln!("skipped: the folder shared is not beside the project");
                break;
            };
            let read = |file| {
                paragraphs(&std::fs::read_to_string(shared.join("corpus").join(name).join(file)).unwrap())
            };
            files.add(name, "en", untitled(read(old)), untitled(read(new)));
        }
        files
    }

    fn add(&mut self, name: &'static str, language: &str, old: Vec<Content>, new: Vec<Content>) {
        let mut drawn = 0u128;
        let fresh = || {
            drawn += 1;
            ParagraphId::from_bytes(drawn.to_be_bytes())
        };
        let (old, new, lineage) = identify(old, new, fresh);
        let comparison = compare(&old, &new, &lineage);
        let language = Language::of(language, if new.is_empty() { &old } else { &new });
        let rendition = Rendition::redline(&comparison, Cover::default(), language);
        std::fs::write(self.path(self.cases.len()), write(&rendition, Format::Docx).unwrap()).unwrap();
        self.cases.push((name, old, new));
    }

    fn path(&self, case: usize) -> PathBuf {
        self.folder.path().join(format!("{case}.docx"))
    }
}

fn contents(lines: &[&str]) -> Vec<Content> {
    let read = |line: &&str| {
        let words = line.trim_start_matches('#');
        match line.len() - words.len() {
            0 => Content::read(line),
            level => Content::read_as(Kind::Heading, level as u8, words),
        }
    };
    lines.iter().map(read).collect()
}

/// With the title as a heading: pandoc takes titles out of the text.
fn untitled(mut draft: Vec<Content>) -> Vec<Content> {
    for content in draft.iter_mut().filter(|it| it.kind == Kind::Title) {
        (content.kind, content.level) = (Kind::Heading, 1);
    }
    draft
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

    /// Without spaces.
    fn close_up(&mut self) {
        self.paragraphs.iter_mut().for_each(|words| words.retain(|c| c != ' '));
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

/// What is left of each file once Docxodus has accepted, and once it has rejected everything; none where it is not there.
fn in_docxodus(files: &[PathBuf]) -> Option<Vec<[Seen; 2]>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node");
    node.arg(root.join("tests/oracle/docxodus.mjs")).arg(root.join("target/tools/node")).args(files);
    ask(&mut node)?;
    let read = |file: &PathBuf| {
        ["accepted", "rejected"].map(|view| left_in(&std::fs::read(file.with_extension(view)).unwrap()))
    };
    Some(files.iter().map(read).collect())
}

/// What a file without changes holds.
fn left_in(file: &[u8]) -> Seen {
    let parts = word::parts(file);
    let (document, notes) =
        (Node::parse(&parts["word/document.xml"]), Node::parse(&parts["word/footnotes.xml"]));
    let mut seen = Seen::default();
    for paragraph in document.all("w:p") {
        let mut words = String::new();
        read_words(paragraph, &mut words);
        seen.paragraphs.push(even(&words));
        for reference in paragraph.all("w:footnoteReference") {
            let id = reference.attribute("w:id");
            let note = notes.all("w:footnote").into_iter().find(|it| it.attribute("w:id") == id).unwrap();
            let mut words = String::new();
            read_words(note, &mut words);
            seen.notes.push(even(&words));
        }
    }
    seen.paragraphs.retain(|words| !words.is_empty());
    seen
}

fn read_words(node: &Node, words: &mut String) {
    for child in &node.children {
        match child.name.as_str() {
            "w:t" => words.push_str(&child.text),
            "w:tab" | "w:br" => words.push(' '),
            "w:ins" | "w:del" | "w:delText" => panic!("a change is left: {child:?}"),
            "w:pPr" | "w:rPr" => {}
            _ => read_words(child, words),
        }
    }
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
