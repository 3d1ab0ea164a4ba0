use std::collections::BTreeSet;

use crate::export::cases::cases;
use crate::export::{Format, write};

fn page(name: &str) -> String {
    let case = cases().into_iter().find(|case| case.name == name).unwrap();
    String::from_utf8(write(&case.redline(), Format::Html).unwrap()).unwrap()
}

/// What stands between `start` and `end`, each time.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

/// The words of a page without those inside `element`: what a reader is left with.
fn without(page: &str, element: &str) -> String {
    let name = element.split(' ').next().unwrap_or_default();
    let (open, close) = (format!("<{element}"), format!("</{name}>"));
    let mut rest = page.split(&open);
    let mut kept = rest.next().unwrap_or_default().to_owned();
    rest.for_each(|piece| kept.push_str(piece.split_once(&close).map_or("", |(_, after)| after)));
    kept
}

#[test]
fn ids_are_unique_and_every_link_leads_somewhere() {
    for case in cases() {
        let page = page(case.name);
        let ids = between(&page, " id=\"", "\"");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}", case.name);
        for link in between(&page, "href=\"#", "\"") {
            assert!(unique.contains(link), "{}: {link}", case.name);
        }
        for paragraph in case.old.iter().chain(&case.new) {
            assert!(unique.contains(format!("p-{}", paragraph.id).as_str()), "{}", case.name);
        }
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    for case in cases() {
        let page = page(case.name);
        for forbidden in
            ["<script", "<link", "<img", " src=", "http:", "https:", "url(", "@import", " style=", " onclick"]
        {
            assert!(!page.contains(forbidden), "{}: {forbidden}", case.name);
        }
    }
}

#[test]
fn both_texts_can_be_read_from_a_redline() {
    let page = page("words");
    let line = between(&page, "class=\"numbered\">", "</p>")[0];
    let words = |line: &str| {
        let line = without(&without(line, "span class=\"said\""), "a class=\"change\"");
        line.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect::<String>()
    };
    assert_eq!(
        words(&without(line, "del")),
        "1. The Parties shall, as appropriate, act for all the waters that they share."
    );
    assert_eq!(
        words(&without(line, "ins")),
        "1. The Parties should act now for all the waters that they share."
    );
}

#[test]
fn a_listener_hears_where_a_change_begins_and_ends() {
    let page = page("words");
    assert!(page.contains(concat!(
        r#"<del><span class="said">[deleted: </span>should act now<span class="said"> end deleted]</span></del>"#,
        r#"<ins><span class="said">[inserted: </span>shall, as appropriate, act<span class="said"> end inserted]</span></ins>"#,
    )));
    assert!(super::STYLE.contains(".said") && super::STYLE.contains("user-select: none"));
    assert!(super::STYLE.contains("unicode-bidi: isolate"));
}

#[test]
fn pages_show_what_happened() {
    let rows = [
        ("arabic", r#"<html lang="ar" dir="rtl">"#),
        ("chinese", r#"<html lang="zh" dir="ltr">"#),
        ("move", r#"<span class="remark">moved from ¶ 2</span>"#),
        ("move_and_change", "moved from para. 7, with changes"),
        (
            "moved_sentence",
            r#"<del class="moved" title="moved from here"><span class="said">[moved from here: </span>The list is public. <"#,
        ),
        (
            "moved_sentence",
            r#"<ins class="moved" title="moved here"><span class="said">[moved here: </span> The list is public.<span class="said"> end moved]"#,
        ),
        ("split", r#"<ins class="seam">¶</ins>"#),
        ("join", r#"<del class="seam">¶</del>"#),
        ("rewritten", r#"<span class="old"><del>"#),
        ("emphasis", r#"<span class="restyled""#),
        ("specials", "&amp;amp;"),
        ("headings", r#"<h1 id="p-74"#),
        ("same", "No changes."),
        ("headings", "<del>A. Gone</del></a></li>"),
        ("lines", "First line<br>"),
        ("footnotes", r#"role="doc-backlink""#),
    ];
    for (name, expected) in rows {
        assert!(page(name).contains(expected), "{name}: {expected}\n{}", page(name));
    }
}

#[test]
fn the_list_of_changes_is_complete_on_a_redline_and_absent_on_a_clean_text() {
    let case = cases().into_iter().find(|case| case.name == "outcome").unwrap();
    let redline = page("outcome");
    let listed = between(&redline, "id=\"change-", "\"").len();
    assert_eq!(listed, case.redline().changes.len());
    assert_eq!(listed, between(&redline, "class=\"change\"", ">").len(), "each is marked in the text");
    let clean = String::from_utf8(write(&case.clean(&case.new), Format::Html).unwrap()).unwrap();
    assert!(!clean.contains("id=\"changes\"") && !clean.contains("<ins") && !clean.contains("<del"));
}
