use serde_json::{Value, json};

use super::given::{Block, Given, Mark, Matter, Run, VERSION};
use crate::document::inline::Rich;
use crate::export::cases::{cases, compilation, draft};
use crate::export::rendition::{Cover, Language, Rendition};
use crate::export::{Error, Format, for_typesetter, write};

fn read(rendition: &Rendition) -> Given {
    serde_json::from_slice(&for_typesetter(rendition).unwrap()).unwrap()
}

fn clean(lines: &[&str]) -> Given {
    let draft = draft(lines);
    read(&Rendition::clean(&draft, Cover::default(), Language::of("en", &draft)))
}

/// The words of runs without those under a mark, footnotes in brackets.
fn words(runs: &[Run], without: Mark) -> String {
    let shown = runs.iter().filter(|run| run.mark != without);
    let word = |run: &Run| match &run.holds {
        Matter::Words(it) => it.text.clone(),
        Matter::Note(inside) => format!("^[{}]", words(inside, without)),
    };
    shown.map(word).collect()
}

/// All words of a document, label and text of each paragraph, without those under a mark.
fn text(given: &Given, without: Mark) -> String {
    let passages = given.blocks.iter().filter_map(|block| match block {
        Block::Passage(it) => Some(words(&it.label, without) + &words(&it.words, without)),
        _ => None,
    });
    passages.collect::<String>().split_whitespace().collect()
}

fn expected(paragraphs: &[crate::document::Paragraph]) -> String {
    let line = |it: &crate::document::Paragraph| {
        let label = it.content.label.as_ref().map(ToString::to_string).unwrap_or_default();
        let (lead, rest) = match it.content.label {
            Some(_) => it.content.text_around_label(),
            None => ("", it.content.text.as_str()),
        };
        let words: String = Rich::parse(rest)
            .pieces()
            .map(|piece| piece.note.map_or(piece.text.to_owned(), |note| format!("^[{}]", note.plain())))
            .collect();
        format!("{lead}{label}{words}")
    };
    paragraphs.iter().map(line).collect::<String>().split_whitespace().collect()
}

#[test]
fn a_document_is_written_like_this() {
    let draft = draft(&["a#I. Scope", "b1. *All* waters^[But not ice.]."]);
    let cover = Cover {
        process: "Shared Waters".to_owned(),
        draft: "Rev.1".to_owned(),
        date: "14 May 2026".to_owned(),
        ..Cover::default()
    };
    let rendition = Rendition::clean(&draft, cover, Language::of("en", &draft));
    let shown: Value = serde_json::from_slice(&for_typesetter(&rendition).unwrap()).unwrap();
    let expected = json!({
        "version": VERSION,
        "language": {"tag": "en", "right_to_left": false},
        "name": "Rev.1 \u{b7} Shared Waters",
        "hash": shown["hash"],
        "masthead": {
            "process": "Shared Waters", "draft": "Rev.1", "against": "", "date": "14 May 2026", "notices": [],
            "title": "", "running": "Shared Waters",
        },
        "words": {
            "language": "en", "page": ["Page ", " of ", ""], "contents": "Contents", "changes": "Changes",
            "no_changes": "No changes.", "rationale": "Rationale:", "legend": [],
        },
        "line_numbers": false,
        "contents": false,
        "blocks": [
            {"passage": {
                "anchor": "61616161616161616161616161616161", "kind": "heading", "level": 1, "heading": "I. Scope",
                "label": [{"holds": {"words": {"text": "I."}}}],
                "words": [{"holds": {"words": {"text": "Scope"}}}],
            }},
            {"passage": {
                "anchor": "62626262626262626262626262626262", "kind": "numbered",
                "label": [{"holds": {"words": {"text": "1."}}}],
                "words": [
                    {"holds": {"words": {"text": "All", "emphasis": true}}},
                    {"holds": {"words": {"text": " waters"}}},
                    {"holds": {"note": [{"holds": {"words": {"text": "But not ice."}}}]}},
                    {"holds": {"words": {"text": "."}}},
                ],
            }},
        ],
        "changes": null,
    });
    assert_eq!(shown, expected);
    assert_eq!(shown["hash"].as_str().map(str::len), Some(8));
}

#[test]
fn both_texts_are_in_a_redline() {
    for case in cases() {
        let given = read(&case.redline());
        // A paragraph that moved stands at both places.
        let moves =
            given.blocks.iter().any(|it| matches!(it, Block::Passage(it) if it.remark.contains("moved")));
        if !moves {
            assert_eq!(text(&given, Mark::Deleted), expected(&case.new), "{}", case.name);
            assert_eq!(text(&given, Mark::Inserted), expected(&case.old), "{}", case.name);
        }
        for (draft, side) in [(&case.old, "old"), (&case.new, "new")] {
            let given = read(&case.clean(draft));
            assert_eq!(text(&given, Mark::Deleted), expected(draft), "{} {side}", case.name);
            assert_eq!(given.changes, None);
        }
    }
}

#[test]
fn every_change_is_listed_and_leads_somewhere() {
    for case in cases() {
        let given = read(&case.redline());
        let anchors: Vec<&str> = given
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Passage(it) => it.anchor.as_deref(),
                _ => None,
            })
            .collect();
        let changes = given.changes.unwrap();
        assert_eq!(changes.is_empty(), case.old == case.new, "{}", case.name);
        for (at, change) in changes.iter().enumerate() {
            assert_eq!(change.number, at + 1);
            assert!(anchors.contains(&change.to.as_deref().unwrap()), "{}", case.name);
            assert!(!change.what.is_empty());
        }
    }
}

#[test]
fn the_legend_has_the_signs_that_are_met() {
    let signs = |name: &str| -> Vec<String> {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        read(&case.redline()).words.legend.into_iter().map(|it| it.words).collect()
    };
    assert_eq!(signs("same"), Vec::<String>::new());
    assert_eq!(signs("words"), ["inserted", "deleted"]);
    assert_eq!(signs("insert_first"), ["inserted"]);
    assert_eq!(signs("moved_sentence"), ["moved here", "moved from here"]);
    assert!(signs("emphasis").contains(&"emphasis changed".to_owned()));
    let painted: Vec<String> = read(&compilation()).words.legend.into_iter().map(|it| it.words).collect();
    assert_eq!(painted, ["inserted", "deleted"]);
}

#[test]
fn submissions_stand_under_their_paragraphs() {
    let given = read(&compilation());
    let names: Vec<&str> = given
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Submission(it) => Some(it.act.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(names.len(), 9);
    assert!(given.blocks.iter().any(|it| matches!(it, Block::Submission(it) if it.flags == ["withdrawn"])));
    assert!(given.blocks.iter().any(|it| matches!(it, Block::Submission(it) if !it.rationale.is_empty())));
    assert!(given.blocks.iter().any(|it| matches!(it, Block::Rubric(_))));
}

#[test]
fn a_long_text_with_headings_has_contents() {
    let long = format!("a1. {}", "All waters are shared. ".repeat(700));
    let headings = ["b#I. Scope", "c#II. Use", "d#III. Funds", "e#IV. Review"];
    assert!(clean(&[&[long.as_str()], &headings[..]].concat()).contents);
    assert!(!clean(&[&[long.as_str()], &headings[..3]].concat()).contents, "few headings");
    assert!(!clean(&headings).contents, "a short text");
}

#[test]
fn the_digits_follow_what_is_shown() {
    let digits = |lines: &[&str]| clean(lines).hash;
    assert_eq!(digits(&["a1. One."]), digits(&["a1. One."]));
    assert_ne!(digits(&["a1. One."]), digits(&["a1. One!"]));
    assert_ne!(digits(&["a1. One."]), digits(&["a*1. One.*"]));
}

#[test]
fn a_file_without_a_cover_is_named_by_its_words() {
    assert_eq!(clean(&["a1. One stands."]).name, "1. One stands.");
    assert_eq!(clean(&[]).name, "\u{2013}");
}

#[test]
fn a_pdf_is_not_made_here() {
    let draft = draft(&["a1. One."]);
    let rendition = Rendition::clean(&draft, Cover::default(), Language::of("en", &draft));
    assert!(matches!(write(&rendition, Format::Pdf), Err(Error::NotHere)));
}
