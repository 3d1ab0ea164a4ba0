use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::document::compare::compare;
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::lineage::Lineage;
use crate::document::{Content, Paragraph};
use crate::drafting::disposition::Disposition;
use crate::export::cases::{cases, compilation, draft};
use crate::export::rendition::{Block, Cover, Language, Rendition, Ruling};
use crate::export::{Format, write};

/// The parts of a workbook.
fn parts(rendition: &Rendition) -> BTreeMap<String, String> {
    let bytes = write(rendition, Format::Xlsx).unwrap();
    assert_eq!(bytes, write(rendition, Format::Xlsx).unwrap(), "the same bytes again");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            assert_eq!(part.last_modified().map(|it| it.year()), Some(1980));
            let mut content = String::new();
            part.read_to_string(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The words of every cell, row by row; numbers as they stand.
fn rows(rendition: &Rendition) -> Vec<Vec<String>> {
    let parts = parts(rendition);
    let strings: Vec<String> = between(&parts["xl/sharedStrings.xml"], "<si>", "</si>")
        .map(|it| between(it, "<t", "</t>").map(|t| unescaped(t.split_once('>').unwrap().1)).collect())
        .collect();
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    let cell = |cell: &str| {
        let value = between(cell, "<v>", "</v>").next().unwrap_or_default();
        if cell.contains("t=\"s\"") {
            strings[value.parse::<usize>().unwrap()].clone()
        } else {
            value.to_owned()
        }
    };
    between(sheet, "<row ", "</row>").map(|row| row.split("<c ").skip(1).map(cell).collect()).collect()
}

fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from).skip(1).filter_map(move |it| it.split_once(to).map(|(inside, _)| inside))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn clean(lines: &[&str]) -> Rendition {
    let draft = draft(lines);
    let language = Language::of("en", &draft);
    Rendition::clean(&draft, Cover { draft: "Rev/1".to_owned(), ..Cover::default() }, language)
}

#[test]
fn a_matrix_has_a_row_for_every_submission() {
    let mut rendition = compilation();
    let items: Vec<_> = (rendition.blocks.iter())
        .filter_map(|block| if let Block::Item(item) = block { Some(item) } else { None })
        .map(|item| (item.name.clone(), item.id))
        .collect();
    let id = |name: &str| items.iter().find(|it| it.0 == name).unwrap().1;
    let (one, other, gone) = (id("e-A"), id("e-B"), id("h-C"));
    let note = Some(Text::parse("See *above*."));
    rendition.rule([
        (one, Ruling::Decided { disposition: Disposition::Merged { into: Some(other) }, note }),
        (gone, Ruling::Carried("Rev.2".to_owned())),
    ]);
    let rows = rows(&rendition);
    assert_eq!(
        rows[1],
        [
            "Paragraph",
            "Name",
            "Text of the draft",
            "Kind",
            "What is asked for",
            "Current words",
            "Proposed words, comments",
            "Rationale",
            "Remarks",
            "What became of it",
            "Note of the co-chairs"
        ]
    );
    assert_eq!(rows.len(), items.len() + 2);
    let first = rows[2..].iter().find(|row| row[1] == "e-A").unwrap();
    assert_eq!(
        first[..5],
        [
            "para. 1",
            "e-A",
            "This document applies to all waters that two or more States share.",
            "Amendment",
            "Amend para. 1"
        ]
    );
    assert_eq!(first[7..], ["Because it is clearer.", "", "Merged into e-B", "See above."]);
    for part in
        [", above or under ground,", "[Note: Oceans are not meant.]", "\n1 bis. It does not apply to ice."]
    {
        assert!(first[6].contains(part), "{part}: {}", first[6]);
    }
    let current: Vec<&str> = rows.iter().skip(2).map(|row| row[5].as_str()).collect();
    assert_eq!(current[3], "\u{201c}riparian\u{201d} means a State in whose territory part of a basin lies;");
    let by_name = |name: &str| rows.iter().skip(2).find(|row| row[1] == name).unwrap();
    assert_eq!(by_name("h-C")[8..10], ["withdrawn", "Carried forward to Rev.2"]);
    assert_eq!(by_name("e-B")[8], "received late");
    assert_eq!(by_name("!-I")[0], "On paragraphs that are no longer in the text");
}

#[test]
fn a_redline_has_a_row_for_every_change_and_both_its_sides() {
    for case in cases() {
        let rendition = case.redline();
        let rows = rows(&rendition);
        let changes = &rendition.changes;
        assert_eq!(rows.len() - 2, changes.len(), "{}", case.name);
        for (row, change) in rows[2..].iter().zip(changes) {
            assert_eq!(row[..2], [change.number.to_string(), change.place.clone()], "{}", case.name);
        }
    }
    let row = |name: &str, at: usize| {
        let case = cases().into_iter().find(|it| it.name == name).unwrap();
        rows(&case.redline())[at + 1].clone()
    };
    assert_eq!(
        row("split", 1)[2..],
        [
            "split",
            "14. Alpha beta gamma. Delta epsilon zeta.",
            "14. Alpha beta gamma.\n14 bis. Delta epsilon zeta now."
        ]
    );
    assert_eq!(
        row("join", 1)[2..],
        [
            "joined",
            "14. Alpha beta gamma.\n15. Delta epsilon zeta.",
            "14. Alpha beta gamma. Delta zeta, eta."
        ]
    );
    assert_eq!(row("delete_middle", 1)[2..], ["deleted", "2. Two stands here.", ""]);
    assert_eq!(row("move", 1)[2..], ["moved from \u{b6} 2", "A paragraph moves.", "A paragraph moves."]);
    assert_eq!(
        row("rewritten", 1)[3..],
        [
            "5. Old words without anything in common.",
            "5. Nouvelles phrases, entirely different, about water."
        ]
    );
}

#[test]
fn a_concordance_is_old_beside_new() {
    let (old, new) = (
        draft(&["a1. One.", "b2. As in paragraph 1."]),
        draft(&["cNew.", "a2. One.", "b3. As in paragraph 2."]),
    );
    let comparison = compare(&old, &new, &Lineage::default());
    let rows = rows(&Rendition::concordance(&comparison, Cover::default(), Language::of("en", &new)));
    assert_eq!(rows[1], ["Old", "New", "Kind", "Paragraph"]);
    assert_eq!(
        rows[2..],
        [
            vec!["1", "2", "Number", ""],
            vec!["2", "3", "Number", ""],
            vec!["paragraph 1", "paragraph 2", "Reference", "3"]
        ]
    );
}

#[test]
fn no_words_become_a_formula() {
    let lines = ["a=SUM(A1:A9)", "b+1 more", "c @home", "d-2+3", "e\u{a0} =1", "f*=now()* and", "gPlain."];
    let parts = parts(&clean(&lines));
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(!sheet.contains("<f>") && !sheet.contains("t=\"str\""), "{sheet}");
    let quoted: Vec<usize> = between(&parts["xl/styles.xml"], "<cellXfs", "</cellXfs>")
        .flat_map(|all| all.split("<xf ").skip(1).enumerate())
        .filter(|(_, xf)| xf.contains("quotePrefix=\"1\""))
        .map(|(at, _)| at)
        .collect();
    let is_quoted = |cell: &&str| quoted.iter().any(|style| cell.contains(&format!("s=\"{style}\"")));
    assert_eq!(sheet.split("<c ").filter(is_quoted).count(), lines.len() - 1);
}

#[test]
fn what_is_longer_than_a_cell_goes_on_in_the_next_row() {
    let words = "**All** States & *peoples* = ".repeat(3_000);
    let content = Content::plain(Text::parse(&words));
    let paragraph = Paragraph { id: ParagraphId::from_bytes([1; 16]), content };
    let whole = paragraph.content.text.plain();
    let language = Language::of("en", std::slice::from_ref(&paragraph));
    let cover = Cover { draft: "Rev.1".to_owned(), ..Cover::default() };
    let rows = rows(&Rendition::clean(&[paragraph], cover, language));
    assert!(rows.len() > 4, "{} rows", rows.len());
    let cells: Vec<&str> = rows[2..].iter().map(|row| row[2].trim_start_matches("(continued) ")).collect();
    assert_eq!(cells.concat(), whole);
    assert!(rows[3..].iter().all(|row| row[0] == "\u{b6} 1" && row[2].starts_with("(continued) ")));
}

#[test]
fn a_sheet_is_ready_to_print_and_says_nothing_of_anybody() {
    let arabic = cases().into_iter().find(|it| it.name == "arabic").unwrap().redline();
    let parts = parts(&arabic);
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    for expected in [
        "rightToLeft=\"1\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<pageSetUpPr fitToPage=\"1\"/>",
        "state=\"frozen\"",
        "<autoFilter ref=\"A2:",
        "Page &amp;P of &amp;N",
    ] {
        assert!(sheet.contains(expected), "{expected}: {sheet}");
    }
    assert!(parts["xl/workbook.xml"].contains("Print_Titles"));
    let strings = &parts["xl/sharedStrings.xml"];
    assert!(strings.contains("<strike/>") && strings.contains("<u/>"), "{strings}");
    assert!(!parts.keys().any(|name| name.contains("docProps")), "{:?}", parts.keys());
    assert!(parts.values().all(|part| !part.contains("docProps") && !part.contains("<Application")));
    let ltr = &self::parts(&clean(&["a1. One."]))["xl/worksheets/sheet1.xml"];
    assert!(!ltr.contains("rightToLeft"));
}

#[test]
fn an_empty_draft_and_odd_characters_are_a_table_too() {
    assert_eq!(rows(&clean(&[])).len(), 2);
    let rows = rows(&clean(&["aA <b> & \u{b}control\u{ffff} \"c\""]));
    assert_eq!(rows[2][2], "A <b> & control \"c\"");
    let name = &self::parts(&clean(&["aOne."]))["xl/workbook.xml"];
    assert!(name.contains("name=\"Rev1\""), "{name}");
}
