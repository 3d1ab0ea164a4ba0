//! What `travaux-pdf` makes of our documents, as poppler reads it.
//!
//! Each test passes with a message where the program has not been built, or poppler is not installed.
//! `cargo build -p travaux-pdf` builds it, and `tests/run` does where its sources are newer.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::{Office, Said, typesetter};

/// The program, where it and poppler are there.
fn program() -> Option<PathBuf> {
    let Some(program) = typesetter() else {
        println!("skipped: travaux-pdf is not built");
        return None;
    };
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("skipped: poppler is not installed");
        return None;
    }
    Some(program)
}

/// Runs the program on an input.
fn set(program: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(program)
        .args(args)
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A program that refuses its input does not read it to the end.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

fn poppler(tool: &str, args: &[&str], file: &Path) -> String {
    let output = Command::new(tool).args(args).arg(file).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn info(args: &[&str], file: &Path) -> String {
    String::from_utf8(Command::new("pdfinfo").args(args).arg(file).output().unwrap().stdout).unwrap()
}

/// Words as a line may break between them: letters alone, as numbers of notes stick to some.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic() && !c.is_ascii_digit());
    let bare = words.map(|word| word.chars().filter(|c| !c.is_ascii_digit()).collect::<String>());
    bare.filter(|word| !word.is_empty()).collect()
}

/// Finds words in order among others: running heads and notes stand between them.
#[track_caller]
fn check_in_order(found: &[String], expected: &[String], what: &str) {
    let mut at = 0;
    for word in expected {
        let next = found[at..].iter().position(|it| it == word);
        let Some(next) = next else {
            panic!("{what}: {word} is not there after {:?}", &found[at.saturating_sub(8)..at])
        };
        at += next + 1;
    }
}

/// The same where words stand without a space between them: those that went, and those that came for them.
#[track_caller]
fn check_squeezed(found: &str, expected: &[String], what: &str) {
    let mut at = 0;
    for word in expected {
        let Some(next) = found[at..].find(word.as_str()) else { panic!("{what}: {word} is not there") };
        at += next + word.len();
    }
}

/// A document as the program is given it, with these passages.
fn document(passages: Value) -> Value {
    json!({
        "version": 2,
        "language": {"tag": "en", "right_to_left": false},
        "name": "Rev.1", "hash": "00c0ffee",
        "masthead": {
            "process": "Waters", "draft": "Rev.1", "against": "", "date": "", "notices": [], "title": "Outcome",
            "running": "Outcome",
        },
        "words": {
            "language": "en", "page": ["Page ", " of ", ""], "contents": "Contents", "changes": "Changes",
            "no_changes": "No changes.", "rationale": "Rationale:", "answer": "Note:", "legend": [],
        },
        "line_numbers": false, "contents": false, "changes": null,
        "blocks": passages,
    })
}

fn run(words: &str) -> Value {
    json!({"holds": {"words": {"text": words}}})
}

fn plain(words: &str) -> Value {
    json!({"passage": {"kind": "plain", "words": [run(words)]}})
}

/// A submission that says the same everywhere.
fn submission(words: &str) -> Value {
    json!({
        "name": words, "act": words, "became": words, "texts": [[run(words)]], "rationale": [run(words)],
        "answer": [run(words)],
    })
}

/// What a file says to whoever listens, in the order of its structure: letters alone.
fn heard(file: &Path) -> String {
    let structure = info(&["-struct-text"], file);
    let quoted = structure.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    letters(&quoted.collect::<String>())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Plain text shows words twice where only their emphasis changed; on paper they stand once, under a sign.
fn without_twins(text: &str) -> String {
    let mut parts = text.split("<del>");
    let mut kept = parts.next().unwrap().to_owned();
    for part in parts {
        let (gone, rest) = part.split_once("</del>").unwrap();
        let come = rest.strip_prefix("<ins>").and_then(|it| it.split_once("</ins>"));
        if come.is_none_or(|(come, _)| letters(come) != letters(gone)) {
            kept += gone;
        }
        kept += rest;
    }
    kept
}

#[test]
fn every_paragraph_is_on_paper_in_order() {
    if program().is_none() {
        return;
    }
    let office = Office::issued();
    for draft in ["Zero draft", "Rev.1"] {
        office.done(&["export", "--draft", draft, "-o", "clean.pdf"]);
        let found = words(&poppler("pdftotext", &["-raw"], &office.path("clean.pdf")));
        for content in crate::support::paragraphs(&office.clean(draft)) {
            check_in_order(&found, &words(&content.text.plain()), &content.text.plain());
        }
        let all: Vec<String> = crate::support::paragraphs(&office.clean(draft))
            .iter()
            .flat_map(|it| words(&it.text.plain()))
            .collect();
        check_in_order(&found, &all, draft);
    }
}

#[test]
fn a_redline_shows_both_texts_and_a_compilation_every_submission() {
    if program().is_none() {
        return;
    }
    let office = Office::issued();
    office.done(&["export", "--rendition", "redline", "-o", "redline.pdf"]);
    let file = office.path("redline.pdf");
    let found = poppler("pdftotext", &["-raw"], &file);
    for said in ["Changes against Zero draft", "inserted", "deleted", "Page 1 of"] {
        assert!(found.contains(said), "{said}");
    }
    let found = words(&found).concat();
    for draft in ["Zero draft", "Rev.1"] {
        for content in crate::support::paragraphs(&office.clean(draft)) {
            check_squeezed(&found, &words(&content.text.plain()), &content.text.plain());
        }
    }
    let signs = info(&["-struct"], &file);
    assert!(signs.contains("/TextDecorationType /LineThrough"), "deletions are told to whoever listens");
    assert!(signs.contains("/TextDecorationType /Underline"));
    let office = Office::received();
    office.done(&["export", "--rendition", "compilation", "-o", "all.pdf"]);
    let found = poppler("pdftotext", &["-raw"], &office.path("all.pdf"));
    let rows = office.shown(&["submissions"]);
    assert_eq!(rows.len(), 98);
    for row in rows {
        let name = row["name"].as_str().unwrap();
        assert!(found.contains(name), "{name}");
    }
}

#[test]
fn everything_that_stands_in_plain_text_is_in_the_file_too() {
    if program().is_none() {
        return;
    }
    let office = Office::issued();
    let renditions: [(&str, &[&str]); 6] = [
        ("clean", &[]),
        ("compilation", &["--draft", "Zero draft"]),
        ("comparison", &[]),
        ("concordance", &[]),
        ("ledger", &[]),
        ("letter", &[]),
    ];
    for (rendition, draft) in renditions {
        for file in ["file.md", "file.pdf"] {
            office.done(&[&["export", "--rendition", rendition, "-o", file], draft].concat());
        }
        let (text, file) = (office.text("file.md"), office.path("file.pdf"));
        // Above the first rule is the masthead, which is set in another order.
        let body = text.split_once("\n---\n").map_or(text.as_str(), |(_, body)| body);
        let body = without_twins(body).replace("<br>", "\n");
        let bare =
            ["<ins>", "</ins>", "<del>", "</del>"].into_iter().fold(body, |it, tag| it.replace(tag, ""));
        let pieces = bare.split(['\n', '|', '[', ']', '^']).map(letters);
        let pieces: Vec<String> = pieces.filter(|it| !it.is_empty()).collect();
        assert!(pieces.len() > 4, "{rendition}: {pieces:?}");
        check_squeezed(&heard(&file), &pieces, rendition);
    }
}

#[test]
fn the_heads_of_a_table_are_tagged_and_repeated() {
    if program().is_none() {
        return;
    }
    let office = Office::issued();
    office.done(&["export", "--rendition", "comparison", "-o", "file.pdf"]);
    let file = office.path("file.pdf");
    let told = info(&["-struct"], &file);
    let count = |what: &str| told.lines().filter(|line| line.trim().trim_end_matches(':') == what).count();
    assert_eq!((count("THead"), told.matches("/Scope /Column").count()), (1, 4), "{told}");
    let rows = count("TR") - 1;
    assert!(rows >= 66 && told.matches("/Headers [(").count() == rows * 4, "{rows} rows");
    let pages = poppler("pdftotext", &["-layout"], &file);
    let pages: Vec<&str> = pages.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 3 && pages.iter().all(|it| it.contains("Submissions on Zero draft")));
}

#[test]
fn submissions_of_a_margin_stand_behind_their_paragraphs() {
    if program().is_none() {
        return;
    }
    let office = Office::issued();
    let rows = office.shown(&["submissions"]);
    assert_eq!(rows.len(), 98);
    for args in [&["--draft", "Zero draft"][..], &["--rendition", "redline"]] {
        office.done(&[&["export", "--comments", "--line-numbers", "-o", "file.pdf"], args].concat());
        let found = poppler("pdftotext", &["-raw"], &office.path("file.pdf"));
        for row in &rows {
            let name = format!("{} ", row["name"].as_str().unwrap());
            assert!(found.lines().any(|line| line.starts_with(&name)), "{name}: {args:?}");
        }
        assert!(found.contains("\nRetained\n"), "what became of them is told");
        let margin = poppler("pdftotext", &["-layout"], &office.path("file.pdf"));
        assert!(margin.lines().any(|line| line.trim_start().starts_with("24 ")), "lines have numbers");
    }
}

#[test]
fn a_file_is_tagged_says_nothing_of_its_making_and_is_the_same_again() {
    if program().is_none() {
        return;
    }
    let office = Office::issued();
    for rendition in ["clean", "redline", "comparison", "concordance", "ledger", "letter"] {
        office.done(&["export", "--rendition", rendition, "-o", "one.pdf"]);
        office.done(&["export", "--rendition", rendition, "-o", "two.pdf"]);
        assert!(office.bytes("one.pdf") == office.bytes("two.pdf"), "{rendition}");
        let told = info(&[], &office.path("one.pdf"));
        assert!(
            told.contains("Tagged:          yes") && told.contains("Title:           Rev.1 \u{b7} "),
            "{told}"
        );
        for field in ["Creator", "Producer", "Author", "CreationDate", "ModDate"] {
            assert!(!told.contains(field), "{told}");
        }
        let raw = office.bytes("one.pdf");
        let raw = String::from_utf8_lossy(&raw);
        for word in ["Typst", "typst", "CreateDate", "ModifyDate", "/Author"] {
            assert!(!raw.contains(word), "{rendition}: {word}");
        }
        assert!(raw.contains("pdfuaid:part"), "it claims to be PDF/UA");
    }
}

#[test]
fn arabic_russian_and_chinese_are_set() {
    if program().is_none() {
        return;
    }
    let rows = [
        (
            "ar",
            "نحن الدول الأعضاء نؤكد من جديد الميثاق.",
            "نحن الدول الأعضاء نؤكد رسميا الميثاق.",
            "NotoNaskhArabic",
        ),
        ("ru", "Государства подтверждают Устав.", "Государства вновь подтверждают Устав.", "LibertinusSerif"),
        ("zh", "各国应尊重国际法。", "各国必须尊重国际法和《宪章》。", ""),
    ];
    for (language, old, new, font) in rows {
        let office = Office::new();
        office.put("old.txt", format!("1. {old}"));
        office.put("new.txt", format!("1. {new}"));
        let said = Said::of(&mut office.bare(&[
            "redline",
            "old.txt",
            "new.txt",
            "--language",
            language,
            "--date",
            "2026-05-14",
            "-o",
            "file.pdf",
        ]));
        if language == "zh" && said.err.contains("no font here has") {
            println!("skipped: no font for Chinese is installed");
            continue;
        }
        let _ = said.succeeded();
        let file = office.path("file.pdf");
        let fonts = Command::new("pdffonts").arg(&file).output().unwrap();
        let fonts = String::from_utf8(fonts.stdout).unwrap();
        assert!(fonts.contains(font), "{language}: {fonts}");
        let found: String = poppler("pdftotext", &[], &file).chars().filter(|c| c.is_alphabetic()).collect();
        for word in new.split(|c: char| !c.is_alphabetic()).filter(|it| it.chars().count() > 2) {
            assert!(found.contains(word) || language == "zh", "{language}: {word} in {found}");
        }
        assert!(new.chars().filter(|c| c.is_alphabetic()).all(|c| found.contains(c)), "{language}: {found}");
    }
}

#[test]
fn words_are_never_read_as_markup() {
    let Some(program) = program() else { return };
    let hostile = "#[*x*] $y$ @ref <label> #import \"x\" #read(\"/etc/hostname\") \\u{41} `raw` = Head - item /* c */ // d #panic() https://x.example ~ -- ... 'q'";
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file.pdf");
    let given = document(json!([
        plain(hostile), {"rubric": hostile}, {"submission": submission(hostile)}, {"line": [run(hostile)]},
        {"quote": [run(hostile)]},
    ]));
    let output = set(&program, &[], given.to_string().as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::write(&file, output.stdout).unwrap();
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let found = squeeze(&poppler("pdftotext", &["-raw"], &file));
    assert_eq!(found.matches(&squeeze(hostile)).count(), 10, "{found}");
}

#[test]
fn what_cannot_be_set_is_refused_in_plain_words() {
    let Some(program) = program() else { return };
    let note =
        |inside: Value| json!([{"passage": {"kind": "plain", "words": [{"holds": {"note": [inside]}}]}}]);
    let words = json!({"holds": {"words": {"text": "x"}}});
    let mut newer = document(json!([]));
    newer["version"] = json!(3);
    let mut strange = document(json!([]));
    strange["colour"] = json!("red");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many: Vec<Value> = (0..50_001).map(|_| json!({"rubric": ""})).collect();
    let rows: [(Vec<u8>, i32, &str); 10] = [
        (Vec::new(), 3, "this is no document"),
        (b"%PDF-1.7".to_vec(), 3, "this is no document"),
        (b"{}".to_vec(), 3, "it has no version"),
        (deep.into_bytes(), 3, "this is no document: recursion limit"),
        (newer.to_string().into_bytes(), 3, "is of version 3"),
        (strange.to_string().into_bytes(), 3, "unknown field `colour`"),
        (
            document(note(json!({"holds": {"note": [words]}}))).to_string().into_bytes(),
            3,
            "a footnote in a footnote",
        ),
        (
            document(
                json!([{"table": {"heads": ["a"], "rows": [[[{"table": {"heads": [], "rows": []}}]]]}}]),
            )
            .to_string()
            .into_bytes(),
            3,
            "a table in a table",
        ),
        (document(json!(many)).to_string().into_bytes(), 3, "too many paragraphs"),
        (
            document(json!([plain("a \u{fff80} b")])).to_string().into_bytes(),
            4,
            "no font here has \u{fff80} (U+FFF80)",
        ),
    ];
    for (input, code, said) in rows {
        let output = set(&program, &[], &input);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}: {err}");
        assert!(err.contains(said), "{said}: {err}");
        assert!(output.stdout.is_empty() && err.lines().count() == 1, "{err}");
    }
    let large = vec![b' '; (64 << 20) + 10];
    let output = set(&program, &[], &large);
    assert!(String::from_utf8_lossy(&output.stderr).contains("larger than 64 MB"));
}

#[test]
fn odd_documents_are_set_all_the_same() {
    let Some(program) = program() else { return };
    let run = |text: &str| json!({"holds": {"words": {"text": text, "to": "nowhere"}}});
    let heading = |level: u8| json!({"passage": {"kind": "heading", "level": level, "anchor": "twice", "words": [run("Head")]}});
    let rows = [
        ("nothing", document(json!([]))),
        ("levels that jump", document(json!([heading(4), heading(2), heading(9), heading(1)]))),
        ("links to nowhere", document(json!([{"passage": {"kind": "plain", "words": [run("there")]}}]))),
        ("signs that are none", document(json!([plain("a\u{0}\u{b}\t\u{fffe}\u{200f}\u{ad} b\nc")]))),
        (
            "no words",
            document(
                json!([{"passage": {"kind": "numbered", "label": [run("1.")]}}, {"passage": {"kind": "item"}}]),
            ),
        ),
        ("one long word", document(json!([plain(&"x".repeat(20_000))]))),
        (
            "a long label",
            document(
                json!([{"passage": {"kind": "item", "label": [run(&"(a) ".repeat(40))], "words": [run("x")]}}]),
            ),
        ),
    ];
    for (what, given) in rows {
        let output = set(&program, &[], given.to_string().as_bytes());
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn memory_is_bounded() {
    let Some(program) = program() else { return };
    let long: Vec<Value> = (0..3_000).map(|_| plain(&"All waters are shared. ".repeat(30))).collect();
    let output = set(&program, &["--memory", "96"], document(json!(long)).to_string().as_bytes());
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("memory allocation"));
}

#[test]
fn without_the_program_the_way_to_it_is_told() {
    let office = Office::begun();
    office.done(&["import", "zero-draft.md"]);
    office.put("other.md", "1. Other words.");
    for args in
        [&["export", "-o", "draft.pdf"][..], &["redline", "zero-draft.md", "other.md", "-o", "draft.pdf"]]
    {
        let said = Said::of(office.command(args).env("TRAVAUX_PDF", "no/travaux-pdf"));
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains("no/travaux-pdf is no program"), "{said:?}");
        assert!(said.err.contains("cargo build --release -p travaux-pdf"), "{said:?}");
        assert!(said.err.contains(".html"), "{said:?}");
        assert!(!office.files().contains(&"draft.pdf".to_owned()));
    }
}
