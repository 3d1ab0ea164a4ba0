//! The rules that a Word file of ours keeps, each over the XML of every constructed case.

use std::collections::BTreeSet;

use super::reader::{Node, parts};
use crate::export::cases::{Case, cases, compilation};
use crate::export::rendition::Rendition;
use crate::export::{Format, write};

/// The parts of a file that may be there, and nothing else.
const ALLOWED_PARTS: [&str; 11] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/comments.xml",
    "word/document.xml",
    "word/footer.xml",
    "word/footnotes.xml",
    "word/header.xml",
    "word/header2.xml",
    "word/settings.xml",
    "word/styles.xml",
];
const PARAGRAPH_ORDER: [&str; 11] = [
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pBdr",
    "w:tabs",
    "w:bidi",
    "w:spacing",
    "w:ind",
    "w:outlineLvl",
    "w:rPr",
    "w:pPrChange",
];
const RUN_ORDER: [&str; 16] = [
    "w:ins",
    "w:del",
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:strike",
    "w:color",
    "w:sz",
    "w:szCs",
    "w:u",
    "w:vertAlign",
    "w:rtl",
    "w:rPrChange",
];

fn file(name: &str) -> Vec<u8> {
    write(&case(name).redline(), Format::Docx).unwrap()
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

fn part(name: &str, part: &str) -> Node {
    Node::parse(&parts(&file(name))[part])
}

/// Every part of every case, parsed.
fn everything() -> Vec<(String, Node)> {
    let all = cases().into_iter().flat_map(|case| {
        let parts = parts(&write(&case.redline(), Format::Docx).unwrap());
        parts.into_iter().map(move |(part, xml)| (format!("{} {part}", case.name), Node::parse(&xml)))
    });
    all.collect()
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
fn children_stand_in_the_order_of_the_schema() {
    for (name, node) in everything() {
        for (element, order) in [("w:pPr", &PARAGRAPH_ORDER[..]), ("w:rPr", &RUN_ORDER[..])] {
            for properties in node.all(element).into_iter().filter(|p| p.child("w:lang").is_none()) {
                let places: Vec<_> = (properties.children.iter())
                    .filter(|child| child.name != "w:widowControl")
                    .map(|child| order.iter().position(|known| *known == child.name).expect(&child.name))
                    .collect();
                assert!(places.is_sorted_by(|a, b| a < b), "{name}: {properties:?}");
            }
        }
    }
}

#[test]
fn whole_paragraphs_come_and_go_by_runs_and_mark() {
    let found: Vec<String> = paragraphs("replace").iter().map(standing).collect();
    assert_eq!(found, [" w:r", "w:del w:del", "w:ins w:ins", "w:ins w:ins", " w:r", " "]);
    for (name, node) in everything() {
        let wrapped = node.all("w:ins").into_iter().chain(node.all("w:del"));
        assert!(wrapped.flat_map(|it| it.all("w:p")).next().is_none(), "{name}");
    }
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
fn the_body_ends_with_an_empty_paragraph_that_nothing_touches() {
    for case in cases() {
        let last = paragraphs(case.name).pop().unwrap();
        assert!(last.all("w:ins").is_empty() && last.all("w:del").is_empty(), "{}", case.name);
        assert!(last.all("w:r").is_empty(), "{}", case.name);
        assert!(case.tag == "ar" || last.children.is_empty(), "{}", case.name);
    }
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
fn ids_are_unique_in_the_package() {
    let owners =
        ["w:ins", "w:del", "w:rPrChange", "w:pPrChange", "w:bookmarkStart", "w:comment", "w:footnote"];
    for case in cases() {
        let mut seen = BTreeSet::new();
        for xml in parts(&file(case.name)).values() {
            let node = Node::parse(xml);
            // A settings part refers to footnotes and owns none.
            for owner in
                owners.iter().flat_map(|owner| node.all(owner)).filter(|_| node.child("w:settings").is_none())
            {
                let id = owner.attribute("w:id").unwrap();
                assert!(seen.insert(id.to_owned()), "{}: {id} twice", case.name);
            }
        }
    }
}

#[test]
fn a_move_is_a_deletion_an_insertion_and_a_neutral_comment() {
    let comments = part("move_and_change", "word/comments.xml");
    let words: Vec<&str> = comments.all("w:t").into_iter().map(|t| t.text.as_str()).collect();
    assert_eq!(words, ["moved to para. 9", "moved from para. 7, with changes"]);
    let found: Vec<String> = paragraphs("move_and_change").iter().map(standing).collect();
    assert_eq!(found, ["w:del w:del", " w:r", " w:r", "w:ins w:ins", " "]);
    for (name, node) in everything() {
        assert!(node.all("w:moveFrom").is_empty() && node.all("w:moveTo").is_empty(), "{name}");
    }
}

#[test]
fn labels_are_words_and_alignment_is_left_to_direction() {
    for (name, node) in everything() {
        assert!(node.all("w:numPr").is_empty() && node.all("w:jc").is_empty(), "{name}");
    }
}

#[test]
fn a_right_to_left_text_says_so_everywhere() {
    for paragraph in paragraphs("arabic") {
        assert!(paragraph.child("w:pPr").unwrap().child("w:bidi").is_some());
    }
    let document = part("arabic", "word/document.xml");
    assert!(document.all("w:sectPr")[0].child("w:bidi").is_some());
    for run in document.all("w:r").iter().filter(|run| run.child("w:t").is_some()) {
        assert!(run.child("w:rPr").is_some_and(|p| p.child("w:rtl").is_some()), "{run:?}");
    }
    let emphasis = document.all("w:i").len();
    assert_eq!((emphasis > 0, document.all("w:iCs").len()), (true, emphasis));
    assert!(parts(&file("arabic"))["word/styles.xml"].contains(r#"w:bidi="ar-SA""#));
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
fn a_file_says_nothing_about_who_wrote_it_and_when() {
    for case in cases() {
        let parts = parts(&file(case.name));
        assert!(parts.keys().all(|part| ALLOWED_PARTS.contains(&part.as_str())), "{:?}", parts.keys());
        for xml in parts.values() {
            assert!(!xml.contains("rsid") && !xml.contains("initials"));
            let node = Node::parse(xml);
            for owner in ["w:ins", "w:del", "w:rPrChange", "w:pPrChange", "w:comment"] {
                for change in node.all(owner) {
                    assert_eq!(change.attribute("w:author"), Some("Co-chairs"));
                    let date = change.attribute("w:date").unwrap();
                    assert!(["2026-05-14T00:00:00Z", "2026-05-14T00:02:00Z"].contains(&date), "{date}");
                }
            }
        }
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
