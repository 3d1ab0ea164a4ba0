use quick_xml::Reader;
use quick_xml::events::Event;

use crate::document::Paragraph;
use crate::document::compare::compare;
use crate::document::lineage::Lineage;
use crate::export::cases::{Case, cases, draft};
use crate::export::rendition::{Cover, Language, Rendition};
use crate::export::{Format, write};

fn file(rendition: &Rendition) -> String {
    String::from_utf8(write(rendition, Format::Akoma).unwrap()).unwrap()
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

/// The words of every paragraph outside elements called `skip`, in order; notes in place.
fn words(xml: &str, skip: &str) -> Vec<String> {
    const UNITS: [&str; 7] =
        ["container", "point", "paragraph", "hcontainer", "section", "subsection", "article"];
    let mut reader = Reader::from_str(xml);
    let (mut found, mut skipped, mut inside) = (vec![String::new()], 0, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let name = tag.local_name().into_inner();
                inside |= matches!(name, "preface" | "preamble" | "mainBody");
                skipped += usize::from(name == skip);
                if inside && UNITS.contains(&name) {
                    found.push(String::new());
                }
            }
            Event::End(tag) => {
                let name = tag.local_name().into_inner();
                skipped -= usize::from(name == skip);
                if name == "num" {
                    found.last_mut().unwrap().push(' ');
                }
            }
            Event::Empty(tag) if tag.local_name().into_inner() == "br" => found.last_mut().unwrap().push(' '),
            Event::Text(text) if inside && skipped == 0 => {
                found.last_mut().unwrap().push_str(text.as_ref().trim_matches('\n'));
            }
            Event::GeneralRef(name) if inside && skipped == 0 => {
                let reference = format!("&{};", name.as_ref());
                found.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let all = found.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    all.filter(|it| !it.is_empty()).collect()
}

/// What a reader sees of a draft: labels, words, notes in place.
fn expected(draft: &[Paragraph]) -> Vec<String> {
    let shown = draft.iter().map(|paragraph| {
        let rich = paragraph.content.text.rich();
        let text: String = rich
            .pieces()
            .map(|piece| piece.note.as_ref().map_or_else(|| piece.text.to_owned(), |note| note.plain()))
            .filter(|text| !text.is_empty())
            .collect();
        let label = paragraph.content.label.as_ref().map_or("", |it| it.as_str());
        let leading: String = text.chars().take(paragraph.content.brackets_before_label.into()).collect();
        let shown = format!("{leading}{label} {}", &text[leading.len()..]);
        let kept: String =
            shown.chars().filter(|c| !matches!(c, '\u{b}' | '\u{fffe}' | '\u{ffff}')).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    shown.filter(|it| !it.is_empty()).collect()
}

#[test]
fn a_clean_text_holds_every_word_in_order() {
    for case in cases().iter().filter(|case| !case.new.is_empty()) {
        let rendition = Rendition { cover: Cover::default(), ..case.clean(&case.new) };
        assert_eq!(words(&file(&rendition), "none"), expected(&case.new), "{}", case.name);
    }
}

#[test]
fn a_redline_without_what_is_deleted_is_the_new_draft() {
    for case in cases().iter().filter(|case| !case.new.is_empty()) {
        let rendition = Rendition { cover: Cover::default(), ..case.redline() };
        assert_eq!(words(&file(&rendition), "del"), expected(&case.new), "{}", case.name);
    }
}

#[test]
fn identifiers_labels_and_marks_stand_where_they_belong() {
    let rows: [(&str, &[&str]); 8] = [
        (
            "items",
            &[
                "<paragraph eId=\"para_1\" GUID=\"61616161616161616161616161616161\"><num>1.</num>\n<list eId=\"para_1__list_1\">\n<intro><p>States shall:</p></intro>",
                "<point eId=\"para_1__list_1__point_b\" GUID=\"64646464646464646464646464646464\"><num><ins eId=\"para_1__list_1__point_b__ins_1\">(b)</ins></num>",
            ],
        ),
        (
            "delete_middle",
            &[
                "<paragraph eId=\"para_2-removed\" GUID=\"62626262626262626262626262626262\" status=\"removed\">",
                "<textualMod type=\"repeal\" eId=\"pmod_1\"><source href=\"#version\"/><destination href=\"#para_2-removed\"/><old href=\"#para_2-removed__del_1\"/><old href=\"#para_2-removed__del_2\"/></textualMod>",
            ],
        ),
        ("words", &["type=\"substitution\"", "<del eId=\"para_1__del_1\">should act now</del><ins"]),
        ("split", &["type=\"split\"", "eId=\"para_14bis\""]),
        ("join", &["type=\"join\""]),
        (
            "labels",
            &[
                "type=\"renumbering\"",
                "<num><del eId=\"para_13__del_1\">12.</del><ins eId=\"para_13__ins_1\">13.</ins></num>",
            ],
        ),
        ("footnotes", &["<authorialNote marker=\"1\" placement=\"bottom\"><p>Kept.</p></authorialNote>"]),
        ("arabic", &["xml:lang=\"ar\"", "<FRBRlanguage language=\"ara\"/>"]),
    ];
    for (name, expected) in rows {
        let xml = file(&case(name).redline());
        for part in expected {
            assert!(xml.contains(part), "{name}: {part}\n{xml}");
        }
    }
    let outcome = file(&case("outcome").redline());
    for part in [
        "<preface xml:lang=\"en\">\n<container name=\"title\" eId=\"preface__container_1\"",
        "<section eId=\"sec_II\" GUID=",
        "<subsection eId=\"sec_II__subsec_A\"",
        "<original eId=\"original\" href=\"/akn/un/statement/deliberation/conference-on-shared-waters/draft-outcome-document/eng@zero-draft\" showAs=\"Zero draft\"/>",
    ] {
        assert!(outcome.contains(part), "{part}\n{outcome}");
    }
}

#[test]
fn a_paragraph_keeps_what_it_was_called_first() {
    let (first, second) =
        (draft(&["a1. One.", "b2. Two."]), draft(&["a1. One.", "c2. New.", "b3. As in paragraph 1."]));
    let last = draft(&["c1. New.", "b2. As in paragraph 3.", "a3. One."]);
    let rendition = Rendition::clean(&last, Cover::default(), Language::of("en", &last));
    let xml = file(&Rendition { earlier: vec![first, second], ..rendition });
    for part in [
        "eId=\"para_1\" wId=\"para_2\" GUID=\"63",
        "eId=\"para_2\" GUID=\"62",
        "eId=\"para_3\" wId=\"para_1\" GUID=\"61",
        "<p>As in paragraph <ref href=\"#para_3\">3</ref>.</p>",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
}

#[test]
fn recitals_before_the_first_heading_are_the_preamble() {
    let lines =
        ["aThe States,", "bPP1 Recalling,", "c6. Put here.", "dPP2 Noting,", "e#I. Scope", "f1. All."];
    let text = draft(&lines);
    let comparison = compare(&text, &text, &Lineage::default());
    let xml = file(&Rendition::redline(&comparison, Cover::default(), Language::of("en", &text)));
    let preamble = xml.split("<preamble").nth(1).unwrap().split("</preamble>").next().unwrap();
    assert_eq!(preamble.matches("<container").count(), 4, "{xml}");
    let numbered = draft(&["a1. One.", "bPP1 Late,"]);
    let xml = file(&Rendition::clean(&numbered, Cover::default(), Language::of("en", &numbered)));
    assert!(!xml.contains("<preamble"), "{xml}");
}
