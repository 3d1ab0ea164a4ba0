//! The rules that only show beside the drafts: what is known of a case, and what stands in its file.

use std::collections::BTreeSet;

use super::super::reader::{Node, parts};
use crate::export::cases::{Case, annotated, cases, compilation, submitted};
use crate::export::rendition::Rendition;
use crate::export::{Format, write};

fn file(name: &str) -> Vec<u8> {
    write(&case(name).redline(), Format::Docx).unwrap()
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

fn part(name: &str, part: &str) -> Node {
    Node::parse(&parts(&file(name))[part])
}

/// The paragraphs of the body.
fn paragraphs(name: &str) -> Vec<Node> {
    let document = part(name, "word/document.xml");
    let body = document.all("w:body")[0];
    body.children.iter().filter(|child| child.name == "w:p").cloned().collect()
}

/// "ins" or "del" where the mark of a paragraph came or went, and all its words the same way or not.
fn standing(paragraph: &Node) -> String {
    let mark =
        paragraph.child("w:pPr").and_then(|p| p.child("w:rPr")).map(|mark| mark.children[0].name.clone());
    let runs: BTreeSet<&str> = (paragraph.children.iter())
        .filter(|child| ["w:r", "w:ins", "w:del"].contains(&child.name.as_str()))
        .map(|child| child.name.as_str())
        .collect();
    format!("{} {}", mark.unwrap_or_default(), runs.into_iter().collect::<Vec<_>>().join("+"))
}

#[test]
fn whole_paragraphs_come_and_go_by_runs_and_mark() {
    let found: Vec<String> = paragraphs("replace").iter().map(standing).collect();
    assert_eq!(found, [" w:r", "w:del w:del", "w:ins w:ins", "w:ins w:ins", " w:r", " "]);
}

#[test]
fn splits_and_joins_are_marks_where_the_style_stays() {
    let marks = |name| paragraphs(name).iter().map(standing).collect::<Vec<_>>();
    assert_eq!(marks("split"), ["w:ins w:del+w:r", " w:ins+w:r", " w:r", " "]);
    assert_eq!(marks("join"), ["w:del w:ins+w:r", " w:del+w:ins+w:r", " w:r", " "]);
    assert_eq!(marks("split_into_items"), ["w:del w:del", "w:ins w:ins", "w:ins w:ins", " w:r", " "]);
    assert_eq!(marks("join_heading"), ["w:del w:del", "w:del w:del", "w:ins w:ins", " w:r", " "]);
}

#[test]
fn footnotes_are_marked_at_the_reference_and_inside() {
    let document = part("footnotes", "word/document.xml");
    let notes = part("footnotes", "word/footnotes.xml");
    let notes = notes.all("w:footnote");
    let mut seen = Vec::new();
    for (wrapper, deleted) in [("w:ins", false), ("w:del", true)] {
        for reference in document.all(wrapper).into_iter().flat_map(|it| it.all("w:footnoteReference")) {
            let id = reference.attribute("w:id").unwrap();
            let note = notes.iter().find(|note| note.attribute("w:id") == Some(id)).unwrap();
            let paragraph = &note.children[0];
            let runs = paragraph.children.iter().filter(|child| child.name != "w:pPr");
            assert!(runs.clone().all(|run| run.name == wrapper) && runs.count() > 1, "{note:?}");
            seen.push(deleted);
        }
    }
    assert_eq!(seen, [false, false, true, true]);
    let kept =
        notes.iter().find(|note| note.all("w:t").iter().any(|t| t.text.starts_with("Resolution"))).unwrap();
    assert_eq!((kept.all("w:ins").len(), kept.all("w:del").len()), (1, 1), "a change inside stays inside");
    for run in document.all("w:r").iter().filter(|run| run.child("w:footnoteReference").is_some()) {
        assert_eq!(run.children.len(), 2, "a reference has a run of its own: {run:?}");
    }
}

#[test]
fn a_move_is_a_deletion_an_insertion_and_a_neutral_comment() {
    let comments = part("move_and_change", "word/comments.xml");
    let words: Vec<&str> = comments.all("w:t").into_iter().map(|t| t.text.as_str()).collect();
    assert_eq!(words, ["moved to para. 9", "moved from para. 7, with changes"]);
    let found: Vec<String> = paragraphs("move_and_change").iter().map(standing).collect();
    assert_eq!(found, ["w:del w:del", " w:r", " w:r", "w:ins w:ins", " "]);
}

#[test]
fn every_paragraph_can_be_found_again() {
    for case in cases() {
        let document = part(case.name, "word/document.xml");
        let names: Vec<_> = document
            .all("w:bookmarkStart")
            .iter()
            .map(|b| b.attribute("w:name").unwrap().to_owned())
            .collect();
        let unique: BTreeSet<_> = names.iter().cloned().collect();
        let ids: BTreeSet<_> = case.old.iter().chain(&case.new).map(|p| format!("_p_{}", p.id)).collect();
        assert_eq!(names.len(), unique.len(), "{}", case.name);
        assert_eq!(unique, ids, "{}", case.name);
        assert!(names.iter().all(|name| name.len() <= 40));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(file("outcome"), file("outcome"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file("outcome"))).unwrap();
    for at in 0..zip.len() {
        let time = zip.by_index(at).unwrap().last_modified();
        assert_eq!(time, Some(zip::DateTime::default()));
    }
}

#[test]
fn edits_are_tracked_on_request() {
    for track_edits in [false, true] {
        let rendition = Rendition { track_edits, ..case("words").redline() };
        let settings = parts(&write(&rendition, Format::Docx).unwrap()).remove("word/settings.xml").unwrap();
        assert_eq!(settings.contains("<w:trackRevisions/>"), track_edits);
    }
}

#[test]
fn changes_of_style_and_form_keep_what_was() {
    let document = part("emphasis", "word/document.xml");
    assert!(document.all("w:rPrChange").len() > 1 && document.all("w:ins").is_empty());
    let document = part("kind", "word/document.xml");
    let was: Vec<_> = (document.all("w:pPrChange").iter())
        .map(|change| {
            change.all("w:pStyle").first().and_then(|style| style.attribute("w:val")).unwrap_or("").to_owned()
        })
        .collect();
    assert_eq!(was, ["", "Heading1"]);
}

#[test]
fn a_compilation_shows_changes_and_tracks_none() {
    let parts = parts(&write(&compilation(), Format::Docx).unwrap());
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let node = Node::parse(&parts[part]);
        assert!(node.all("w:ins").is_empty() && node.all("w:del").is_empty());
    }
    let document = Node::parse(&parts["word/document.xml"]);
    for style in ["Inserted", "Deleted"] {
        assert!(document.all("w:rStyle").iter().any(|it| it.attribute("w:val") == Some(style)), "{style}");
    }
    assert_eq!(Node::parse(&parts["word/footnotes.xml"]).all("w:footnote").len(), 2 + 2);
}

#[test]
fn neighbours_are_never_taken_for_one_change() {
    for case in cases() {
        let dates: Vec<BTreeSet<String>> = (paragraphs(case.name).iter())
            .map(|paragraph| {
                let changes = ["w:ins", "w:del"].into_iter().flat_map(|change| paragraph.all(change));
                changes.map(|change| change.attribute("w:date").unwrap().to_owned()).collect()
            })
            .collect();
        assert!(dates.iter().all(|dates| dates.len() <= 1), "{}", case.name);
        for pair in dates.windows(2) {
            assert!(pair[0].is_disjoint(&pair[1]), "{}: {pair:?}", case.name);
        }
    }
}

#[test]
fn comments_stand_on_words_that_survive_both_views() {
    for clean in [true, false] {
        let parts = parts(&write(&annotated(clean).1, Format::Docx).unwrap());
        let comments = Node::parse(&parts["word/comments.xml"]);
        let own = |it: &&Node| it.attribute("w:author") == Some("Unattributed submission");
        let ids: BTreeSet<&str> = comments
            .all("w:comment")
            .into_iter()
            .filter(own)
            .map(|it| it.attribute("w:id").unwrap())
            .collect();
        assert_eq!(ids.len(), submitted().len());
        let document = Node::parse(&parts["word/document.xml"]);
        for paragraph in &document.all("w:body")[0].children {
            let goes = standing_of_all(paragraph);
            let mut open = BTreeSet::new();
            for child in &paragraph.children {
                let id = child.attribute("w:id").unwrap_or_default();
                match child.name.as_str() {
                    "w:commentRangeStart" if ids.contains(id) => drop(open.insert(id.to_owned())),
                    // Where nothing of a paragraph stays, all of its words are under the comment.
                    "w:commentRangeEnd" if goes => drop(open.remove(id)),
                    "w:r" if !child.all("w:t").is_empty() => open.clear(),
                    "w:commentRangeEnd" => assert!(!open.contains(id), "{id} stands on no word that stays"),
                    _ => {}
                }
            }
        }
        let text = &parts["word/comments.xml"];
        for words in [
            "Because it is ",
            "Retained in part",
            "Note by the co-chairs: ",
            "Without the ",
            "oceans",
            " [See para. 2.]",
        ] {
            assert_eq!(text.matches(words).count(), 1, "{words}");
        }
        assert!(
            !text.contains("w:initials") && !text.contains("w:ins") && !text.contains("footnoteReference")
        );
    }
}

/// Whether a paragraph came or went as a whole, or has nothing that stays.
fn standing_of_all(paragraph: &Node) -> bool {
    !paragraph.children.iter().any(|child| child.name == "w:r" && !child.all("w:t").is_empty())
}

#[test]
fn words_that_moved_say_so_at_both_ends() {
    let parts = parts(&file("moved_sentence"));
    let comments = Node::parse(&parts["word/comments.xml"]);
    let words: Vec<&str> = comments.all("w:t").into_iter().map(|t| t.text.as_str()).collect();
    assert_eq!(words, ["moved from here", "moved here"]);
    let references = |wrapper: &str| {
        let document = Node::parse(&parts["word/document.xml"]);
        document.all(wrapper).into_iter().map(|it| it.all("w:commentReference").len()).sum::<usize>()
    };
    assert_eq!((references("w:del"), references("w:ins")), (1, 1), "each goes with its words");
}

#[test]
fn lines_are_numbered_on_request_and_only_those_of_the_text() {
    for line_numbers in [false, true] {
        let rendition = Rendition { line_numbers, ..case("words").redline() };
        let parts = parts(&write(&rendition, Format::Docx).unwrap());
        assert_eq!(parts["word/document.xml"].contains("<w:lnNumType "), line_numbers);
        let styles = Node::parse(&parts["word/styles.xml"]);
        let quiet =
            styles.all("w:style").into_iter().filter(|it| !it.all("w:suppressLineNumbers").is_empty());
        let quiet: Vec<&str> = quiet.filter_map(|it| it.attribute("w:styleId")).collect();
        for id in ["FootnoteText", "Header", "Footer", "Masthead", "MastheadTitle"] {
            assert!(quiet.contains(&id), "{id}");
        }
        assert!(!quiet.contains(&"Numbered") && !quiet.contains(&"Heading1"));
    }
}

#[test]
fn a_comparison_is_a_table_with_a_head_on_every_page_and_rows_that_may_break() {
    for (name, right_to_left) in [("outcome", false), ("arabic", true)] {
        let parts = parts(&write(&case(name).comparison(), Format::Docx).unwrap());
        let document = Node::parse(&parts["word/document.xml"]);
        assert!(document.all("w:ins").is_empty() && document.all("w:del").is_empty(), "nothing is tracked");
        let table = document.all("w:tbl")[0];
        let rows = table.all("w:tr");
        assert_eq!(rows.iter().filter(|row| !row.all("w:tblHeader").is_empty()).count(), 1);
        assert!(!rows[0].all("w:tblHeader").is_empty());
        assert!(rows[1..].iter().all(|row| row.all("w:cantSplit").is_empty()));
        let columns = table.all("w:gridCol").len();
        assert_eq!(columns, if name == "outcome" { 4 } else { 3 }, "no column for submissions without any");
        assert!(rows.iter().all(|row| row.all("w:tc").len() == columns));
        assert!(table.all("w:tc").iter().all(|cell| cell.children.last().is_some_and(|it| it.name == "w:p")));
        assert_eq!(!table.all("w:bidiVisual").is_empty(), right_to_left);
        assert_eq!(document.all("w:pgSz")[0].attribute("w:orient"), Some("landscape"));
    }
}

#[test]
fn our_own_words_keep_their_order_in_a_text_of_the_other_direction() {
    let rendition = case("arabic").comparison();
    let parts = parts(&write(&rendition, Format::Docx).unwrap());
    let embedded = |part: &str, words: &str| parts[part].contains(&format!("\u{202a}{words}"));
    assert!(embedded("word/header.xml", "14 May 2026\u{202c}"), "the day before the month");
    assert!(embedded("word/header.xml", "Comparison with "), "what it is");
    assert!(embedded("word/footer.xml", "Page "), "the number at the end");
    assert!(embedded("word/document.xml", "para. 1\u{202c}"));
    let english = write(&case("words").comparison(), Format::Docx).unwrap();
    let english = super::super::reader::parts(&english);
    assert!(english.values().all(|part| !part.contains('\u{202a}')), "and nothing is needed elsewhere");
}
