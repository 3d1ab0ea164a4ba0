use serde_json::{Value, json};

use super::given::{Block, Given, Kind, Mark, Matter, Passage, Run, Submission, Table, VERSION};
use crate::document::inline::Rich;
use crate::export::cases::{annotated, cases, compilation, draft, submitted};
use crate::export::rendition::{self, Cover, Language, Rendition};
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
    text_of(&given.blocks, without)
}

fn text_of<'a>(blocks: impl IntoIterator<Item = &'a Block>, without: Mark) -> String {
    let passages = blocks.into_iter().filter_map(passage);
    let text = passages.map(|it| words(&it.label, without) + &words(&it.words, without));
    text.collect::<String>().split_whitespace().collect()
}

fn passage(block: &Block) -> Option<&Passage> {
    match block {
        Block::Passage(it) => Some(it),
        _ => None,
    }
}

fn submission(block: &Block) -> Option<&Submission> {
    match block {
        Block::Submission(it) => Some(it),
        _ => None,
    }
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
            "no_changes": "No changes.", "rationale": "Rationale:", "answer": "Note by the co-chairs:", "legend": [],
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
        let anchors: Vec<&str> =
            given.blocks.iter().filter_map(|it| passage(it)?.anchor.as_deref()).collect();
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
    assert_eq!(given.blocks.iter().filter_map(submission).count(), submitted().len());
    assert!(given.blocks.iter().any(|it| matches!(it, Block::Submission(it) if it.flags == ["withdrawn"])));
    assert!(given.blocks.iter().any(|it| matches!(it, Block::Submission(it) if !it.rationale.is_empty())));
    assert!(given.blocks.iter().any(|it| matches!(it, Block::Rubric(_))));
}

#[test]
fn submissions_in_a_margin_go_with_their_passages() {
    for clean in [true, false] {
        let (bare, with) = annotated(clean);
        let given = read(&with);
        assert_eq!(text(&given, Mark::Kept), text(&read(&bare), Mark::Kept), "the text is as it was");
        let notes: Vec<&Submission> =
            given.blocks.iter().filter_map(passage).flat_map(|it| &it.notes).collect();
        assert_eq!(notes.len(), submitted().len());
        let told = notes.iter().find(|it| it.became == "Retained in part").unwrap();
        assert_eq!(words(&told.answer, Mark::Deleted), "Without the oceans [See para. 2.].");
        assert_eq!(notes.iter().filter(|it| it.became == "Noted").count(), 1);
        let signs: Vec<&str> = given.words.legend.iter().map(|it| it.words.as_str()).collect();
        assert!(signs.contains(&"inserted"), "{signs:?}: signs of a margin are explained too");
    }
}

#[test]
fn drafts_side_by_side_are_a_table() {
    let plain = |it: &Passage| it.kind == Kind::Plain && it.heading.is_empty();
    for case in cases() {
        let given = read(&case.comparison());
        let [Block::Table(Table { heads, rows })] = given.blocks.as_slice() else { panic!("{}", case.name) };
        let last = if case.name == "outcome" { 3 } else { 2 };
        assert_eq!(heads.len(), last + 1, "{}", case.name);
        assert!(heads.iter().all(|it| !it.is_empty()) && rows.iter().all(|row| row.len() == heads.len()));
        let column = |at: usize| rows.iter().flat_map(move |row| &row[at]);
        assert!(column(0).all(|it| matches!(it, Block::Line(place) if place[0].mark == Mark::Kept)));
        assert!(column(1).chain(column(last)).filter_map(passage).all(plain), "{}", case.name);
        let moves = column(last).filter_map(passage).any(|it| it.remark.contains("moved"));
        if !moves {
            assert_eq!(text_of(column(1), Mark::Inserted), expected(&case.old), "{}", case.name);
            assert_eq!(text_of(column(last), Mark::Deleted), expected(&case.new), "{}", case.name);
        }
        if case.name == "outcome" {
            let submissions: Vec<&Submission> = column(2).filter_map(submission).collect();
            assert_eq!(submissions.len(), submitted().len());
            assert!(submissions.iter().any(|it| it.became == "Noted"));
            let bold = |it: &Run| matches!(&it.holds, Matter::Words(it) if it.strong);
            let heading =
                column(1).filter_map(passage).find(|it| words(&it.words, Mark::Deleted) == "Preamble");
            assert!(heading.unwrap().words.iter().all(bold));
        }
    }
}

#[test]
fn a_paper_has_lines_and_quotes() {
    use rendition::{Block, Run};
    let draft = draft(&["a1. One."]);
    let blocks = vec![
        Block::Rubric("What changed".to_owned()),
        Block::Line(vec![Run::strong("para. 1"), Run::plain(": changed")]),
        Block::Quote(vec![Run::inserted("New words")]),
    ];
    let paper = Rendition::paper(blocks, Cover::default(), Language::of("en", &draft));
    let numbered = Rendition { line_numbers: true, ..paper };
    let shown: Value = serde_json::from_slice(&for_typesetter(&numbered).unwrap()).unwrap();
    assert_eq!(shown["line_numbers"], true);
    let expected = json!([
        {"rubric": "What changed"},
        {"line": [
            {"holds": {"words": {"text": "para. 1", "strong": true}}}, {"holds": {"words": {"text": ": changed"}}},
        ]},
        {"quote": [{"mark": "inserted", "holds": {"words": {"text": "New words"}}}]},
    ]);
    assert_eq!(shown["blocks"], expected);
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
