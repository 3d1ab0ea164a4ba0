//! Whether the Open XML SDK, on which Word's own checks rest, finds our files valid: every view, language and option.
//!
//! It knows no Word: what it misses (words in the wrong element, styles that are not there) the writer's own tests ask.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use travaux::document::Paragraph;
use travaux::document::compare::{compare, identify};
use travaux::document::id::{DraftId, ParagraphId, SubmissionId};
use travaux::document::inline::Text;
use travaux::drafting::compile::compile;
use travaux::drafting::disposition::Disposition;
use travaux::drafting::submission::{Body, ItemName, Submission, Target};
use travaux::export::rendition::{Cover, Fate, Fates, Language, Rendition};
use travaux::export::{Format, write};

use super::cases::CASES;
use super::{ask, contents};

#[test]
fn the_open_xml_sdk_finds_every_file_valid() {
    let Some(validator) = validator() else {
        eprintln!("skipped: the validator is not there; tests/run fetches it");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> = Vec::new();
    for (name, rendition) in renditions() {
        let file = folder.path().join(format!("{} {name}.docx", files.len()));
        std::fs::write(&file, write(&rendition, Format::Docx).unwrap()).unwrap();
        files.push(file);
    }
    // A checker that finds nothing wrong in anything would prove nothing.
    let broken = folder.path().join("broken.docx");
    std::fs::write(&broken, damaged(&std::fs::read(&files[0]).unwrap())).unwrap();
    assert_eq!(checked(&validator, &broken)["ok"], false);
    std::thread::scope(|scope| {
        let (first, second) = files.split_at(files.len() / 2);
        for half in [first, second] {
            let validator = &validator;
            scope.spawn(move || {
                for file in half {
                    let found = checked(validator, file);
                    assert_eq!(
                        (&found["ok"], &found["errors"]),
                        (&true.into(), &Value::Array(Vec::new())),
                        "{file:?}"
                    );
                }
            });
        }
    });
}

/// The program inside the package, which starts quicker than what is wrapped around it.
fn validator() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node/node_modules/@xarsh");
    let name = format!(
        "ooxml-validator-{}-{}",
        std::env::consts::OS,
        match std::env::consts::ARCH {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            other => other,
        }
    );
    Some(folder.join(name).join("ooxml-validator")).filter(|it| it.is_file())
}

fn checked(validator: &Path, file: &Path) -> Value {
    let output =
        ask(Command::new(validator).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1").arg(file)).unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A file in which two changes share an id.
fn damaged(file: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in crate::word::parts(file) {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let part = part.replacen("<w:widowControl/>", "<w:widower/>", 1);
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every view in four languages with every option, and in English plain too; all cases of a language in one text.
fn renditions() -> Vec<(String, Rendition)> {
    let mut all = Vec::new();
    for tag in ["en", "fr", "ar", "zh"] {
        let texts =
            CASES.iter().filter(|(name, language, ..)| *language == tag || tag == "fr" && *name == "words");
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for (_, _, before, after) in texts {
            old.extend(contents(before));
            new.extend(contents(after));
        }
        let mut drawn = 0u128;
        let (old, new, lineage) = identify(old, new, || {
            drawn += 1;
            ParagraphId::from_bytes(drawn.to_be_bytes())
        });
        let comparison = compare(&old, &new, &lineage);
        let language = || Language::of(tag, &new);
        let cover = Cover {
            process: "Conference on Wells".to_owned(),
            title: "Draft outcome document".to_owned(),
            draft: "Rev.1".to_owned(),
            against: "Zero draft".to_owned(),
            date: "14 May 2026".to_owned(),
            notice: vec!["Please propose changes in this file.".to_owned()],
        };
        let (submissions, fates) = submitted(&old);
        let compiled = compile(&old, &lineage, &submissions);
        let bare = || Cover::default();
        let clean = || Rendition::clean(&old, cover.clone(), language());
        let redline = || Rendition::redline(&comparison, cover.clone(), language());
        let annotated = |mut rendition: Rendition| {
            rendition.annotate(&old, &submissions, &fates);
            Rendition { track_edits: true, line_numbers: true, ..rendition }
        };
        let dated = |rendition: Rendition| Rendition { day: "2026-05-14".parse().ok(), ..rendition };
        let given = Some((&submissions[..], &fates));
        let mut renditions = vec![
            ("clean, all options", annotated(dated(clean()))),
            ("redline, all options", annotated(dated(redline()))),
            ("compilation", Rendition::compilation(&compiled, cover.clone(), language())),
            ("comparison", Rendition::comparison(&comparison, given, cover.clone(), language())),
        ];
        if tag == "en" {
            renditions.extend([
                ("clean", clean()),
                ("clean, no cover", Rendition::clean(&old, bare(), language())),
                ("redline", redline()),
                ("redline, comments without a day", annotated(redline())),
                (
                    "comparison of the text alone",
                    Rendition::comparison(&comparison, None, bare(), language()),
                ),
                ("concordance", Rendition::concordance(&comparison, cover.clone(), language())),
            ]);
        }
        all.extend(renditions.into_iter().map(|(name, rendition)| (format!("{tag} {name}"), rendition)));
    }
    let none = || Language::of("en", &[]);
    all.push(("nothing".to_owned(), Rendition::clean(&[], Cover::default(), none())));
    let nothing = compare(&[], &[], &travaux::document::lineage::Lineage::default());
    all.push((
        "nothing beside nothing".to_owned(),
        Rendition::comparison(&nothing, None, Cover::default(), none()),
    ));
    all
}

/// Submissions of several kinds all over a draft, some with an outcome.
fn submitted(draft: &[Paragraph]) -> (Vec<Submission>, Fates) {
    let mut submissions = Vec::new();
    for (at, paragraph) in draft.iter().enumerate().step_by(3) {
        let base = paragraph.content.text.clone();
        let words = Text::parse(&format!("{} *as appropriate*^[Where it is.].", base.as_str()));
        let content = travaux::document::Content { text: words.clone(), ..paragraph.content.clone() };
        let body = match at % 4 {
            0 => Body::Replace { base, with: vec![content] },
            1 => Body::Comment { text: words },
            2 => Body::InsertAfter { paragraphs: vec![content] },
            _ => Body::Delete { base, subordinates: Vec::new() },
        };
        submissions.push(Submission {
            id: SubmissionId::from_bytes([at as u8; 16]),
            name: ItemName { place: format!("{at}"), letter: at as u32 },
            made_on: DraftId::from_bytes([0; 16]),
            target: if at == 9 { Target::Document } else { Target::paragraph(paragraph.id) },
            body,
            rationale: Some(Text::parse("Because it is *clearer*^[To us.].")),
            rationale_shared: true,
            late: at % 2 == 0,
            withdrawn: at % 5 == 0,
        });
    }
    let note = Some(Text::parse("The *co-chairs* took it^[In part.]."));
    let fate = |it: &Submission| (it.id, Fate { disposition: Disposition::Noted, note: note.clone() });
    let fates = submissions.iter().step_by(2).map(fate).collect();
    (submissions, fates)
}
