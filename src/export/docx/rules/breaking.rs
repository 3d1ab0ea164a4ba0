//! Each rule broken in a file that keeps it: the checker names that rule, so that a writer that breaks it is found out.

use super::{Parts, broken};
use crate::export::cases::{annotated, cases};
use crate::export::docx::reader::parts;
use crate::export::rendition::Rendition;
use crate::export::{Format, write};

/// A file of ours.
enum File {
    Redline(&'static str),
    Comparison(&'static str),
    Commented,
}

impl File {
    fn parts(&self) -> Parts {
        let case = |name: &str| cases().into_iter().find(|case| case.name == name).unwrap();
        let rendition: Rendition = match self {
            Self::Redline(name) => case(name).redline(),
            Self::Comparison(name) => case(name).comparison(),
            Self::Commented => annotated(false).1,
        };
        parts(&write(&rendition, Format::Docx).unwrap())
    }
}

/// Takes out the first stretch from `start` to `end`, or puts `with` there.
fn instead(xml: &mut String, start: &str, end: &str, with: &str) {
    let from = xml.find(start).unwrap_or_else(|| panic!("no {start}"));
    let behind = from + start.len();
    let to = behind + xml[behind..].find(end).unwrap_or_else(|| panic!("no {end}")) + end.len();
    xml.replace_range(from..to, with);
}

#[track_caller]
fn check(rule: u8, file: &File, part: &str, damage: impl Fn(&mut String)) {
    let mut parts = file.parts();
    assert_eq!(broken(&parts), []);
    let xml = parts.get_mut(part).unwrap();
    let whole = xml.clone();
    damage(xml);
    assert_ne!(*xml, whole, "something is broken");
    let found = broken(&parts);
    assert!(found.iter().any(|(number, _)| *number == rule), "{found:?}");
}

const TEXT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";
const STYLES: &str = "word/styles.xml";

#[test]
fn the_order_of_properties() {
    check(1, &File::Redline("outcome"), TEXT, |xml| instead(xml, "<w:i/><w:iCs/>", "", "<w:iCs/><w:i/>"));
    check(1, &File::Redline("split"), TEXT, |xml| {
        instead(xml, "<w:pPr><w:pStyle w:val=\"Numbered\"/>", "", "<w:pPr>");
        instead(xml, "</w:rPr></w:pPr>", "", "</w:rPr><w:pStyle w:val=\"Numbered\"/></w:pPr>");
    });
    check(1, &File::Comparison("outcome"), TEXT, |xml| {
        instead(xml, "<w:cantSplit/><w:tblHeader/>", "", "<w:tblHeader/><w:cantSplit/>")
    });
}

#[test]
fn the_mark_of_a_whole_paragraph() {
    for (name, change) in [
        ("delete_middle", "del"),
        ("delete_last", "del"),
        ("insert_first", "ins"),
        ("move", "del"),
        ("replace", "ins"),
    ] {
        check(2, &File::Redline(name), TEXT, |xml| {
            instead(xml, &format!("<w:rPr><w:{change} "), "</w:rPr>", "")
        });
    }
    check(2, &File::Redline("words"), TEXT, |xml| {
        instead(xml, "<w:body><w:p>", "", "<w:body><w:ins w:id=\"900\" w:author=\"Co-chairs\"><w:p>");
        instead(xml, "</w:p>", "", "</w:p></w:ins>");
    });
}

#[test]
fn styles_on_both_sides_of_a_seam() {
    for name in ["split", "join"] {
        check(3, &File::Redline(name), TEXT, |xml| {
            instead(xml, "<w:pStyle w:val=\"Numbered\"/>", "", "<w:pStyle w:val=\"Preambular\"/>");
        });
    }
}

#[test]
fn the_last_paragraph_and_the_one_before_a_table() {
    check(4, &File::Redline("delete_last"), TEXT, |xml| instead(xml, "<w:p></w:p>", "", ""));
    check(4, &File::Redline("insert_last"), TEXT, |xml| {
        instead(
            xml,
            "<w:p></w:p>",
            "",
            "<w:p><w:pPr><w:rPr><w:ins w:id=\"900\" w:author=\"Co-chairs\"/></w:rPr></w:pPr></w:p>",
        );
    });
    check(4, &File::Comparison("outcome"), TEXT, |xml| instead(xml, "<w:p></w:p><w:tbl>", "", "<w:tbl>"));
    check(4, &File::Comparison("outcome"), TEXT, |xml| {
        instead(
            xml,
            "<w:p></w:p><w:tbl>",
            "",
            "<w:p><w:r><w:t xml:space=\"preserve\">Words.</w:t></w:r></w:p><w:tbl>",
        );
    });
}

#[test]
fn words_in_deletions_and_spaces() {
    check(5, &File::Redline("words"), TEXT, |xml| *xml = xml.replace("w:delText", "w:t"));
    check(5, &File::Redline("footnotes"), NOTES, |xml| *xml = xml.replace("w:delText", "w:t"));
    check(5, &File::Redline("words"), TEXT, |xml| instead(xml, "<w:t xml:space=\"preserve\">", "", "<w:t>"));
    check(5, &File::Redline("lines"), TEXT, |xml| instead(xml, "First line", "", "First\nline"));
    check(5, &File::Redline("words"), TEXT, |xml| {
        instead(
            xml,
            "<w:t xml:space=\"preserve\">1.",
            "",
            "<w:delText xml:space=\"preserve\">1.</w:delText><w:t xml:space=\"preserve\">",
        )
    });
}

#[test]
fn footnotes_and_their_references() {
    let reference = "<w:footnoteReference w:id=\"1\"/>";
    check(6, &File::Redline("footnotes"), TEXT, |xml| {
        instead(xml, reference, "", &format!("{reference}<w:t xml:space=\"preserve\">word</w:t>"));
    });
    check(6, &File::Redline("footnotes"), TEXT, |xml| instead(xml, reference, "", ""));
    check(6, &File::Redline("footnote_deleted_first"), NOTES, |xml| {
        instead(xml, "<w:del ", ">", "");
        instead(xml, "</w:del>", "", "");
    });
}

#[test]
fn one_counter_of_ids() {
    // A second counter, of bookmarks, begins at 1 again, where footnotes and changes have been.
    for file in [File::Redline("footnotes"), File::Redline("outcome"), File::Commented] {
        check(7, &file, TEXT, |xml| {
            let mut own = 0;
            let mut rest = std::mem::take(xml);
            for element in ["<w:bookmarkStart w:id=\"", "<w:bookmarkEnd w:id=\""] {
                own = 0;
                let mut pieces = rest.split(element);
                let mut out = pieces.next().unwrap().to_owned();
                for piece in pieces {
                    own += 1;
                    out.push_str(&format!("{element}{own}{}", &piece[piece.find('"').unwrap()..]));
                }
                rest = out;
            }
            assert!(own > 0);
            *xml = rest;
        });
    }
    check(7, &File::Commented, TEXT, |xml| instead(xml, "<w:commentRangeStart ", "/>", ""));
    check(7, &File::Commented, "word/comments.xml", |xml| instead(xml, "<w:comment ", "</w:comment>", ""));
}

#[test]
fn moves_are_deletions_and_insertions() {
    check(8, &File::Redline("move"), TEXT, |xml| {
        *xml = xml.replace("<w:del ", "<w:moveFrom ").replace("</w:del>", "</w:moveFrom>")
    });
    check(8, &File::Redline("move"), TEXT, |xml| {
        *xml = xml.replace("<w:ins ", "<w:moveTo ").replace("</w:ins>", "</w:moveTo>")
    });
}

#[test]
fn changes_do_not_nest_and_labels_are_words() {
    check(9, &File::Redline("words"), TEXT, |xml| {
        instead(xml, "<w:del ", "", "<w:ins w:id=\"900\" w:author=\"Co-chairs\"><w:del ");
        instead(xml, "</w:del>", "", "</w:del></w:ins>");
    });
    check(9, &File::Redline("items"), TEXT, |xml| {
        instead(xml, "<w:pStyle w:val=\"Item1\"/>", "", "<w:pStyle w:val=\"Item1\"/><w:numPr/>");
    });
}

#[test]
fn direction_is_told_everywhere() {
    for part in [TEXT, NOTES, "word/header.xml", "word/footer.xml"] {
        check(10, &File::Redline("arabic"), part, |xml| instead(xml, "<w:bidi/>", "", ""));
    }
    check(10, &File::Comparison("arabic"), TEXT, |xml| instead(xml, "<w:rtl/>", "", ""));
    check(10, &File::Redline("arabic"), TEXT, |xml| instead(xml, "<w:iCs/>", "", ""));
    check(10, &File::Redline("arabic"), STYLES, |xml| instead(xml, " w:bidi=\"ar-SA\"", "", ""));
    check(10, &File::Redline("arabic"), STYLES, |xml| {
        instead(xml, "<w:keepNext/>", "", "<w:keepNext/><w:jc w:val=\"left\"/>")
    });
    check(10, &File::Redline("words"), TEXT, |xml| {
        instead(xml, "<w:pStyle w:val=\"Numbered\"/>", "", "<w:pStyle w:val=\"Numbered\"/><w:bidi/>")
    });
}

#[test]
fn every_paragraph_has_its_own_bookmark() {
    check(11, &File::Redline("words"), TEXT, |xml| {
        instead(xml, "<w:bookmarkStart ", "/>", "");
        instead(xml, "<w:bookmarkEnd ", "/>", "");
        *xml = xml
            .replace("<w:ins ", "<w:x ")
            .replace("</w:ins>", "</w:x>")
            .replace("<w:del ", "<w:x ")
            .replace("</w:del>", "</w:x>");
    });
    check(11, &File::Redline("split"), TEXT, |xml| {
        let id = |letter: &str| format!("_p_{}", letter.repeat(16));
        *xml = xml.replace(&id("62"), &id("61"));
    });
}

#[test]
fn a_file_says_nothing_of_who_and_when() {
    let author = "w:author=\"Co-chairs\"";
    check(12, &File::Redline("words"), TEXT, |xml| instead(xml, author, "", "w:author=\"Delegate\""));
    check(12, &File::Redline("words"), TEXT, |xml| instead(xml, "T00:02:00Z", "", "T09:41:00Z"));
    check(12, &File::Redline("words"), TEXT, |xml| instead(xml, "<w:p>", "", "<w:p w:rsidR=\"00AA\">"));
    check(12, &File::Commented, "word/comments.xml", |xml| {
        instead(xml, "<w:comment ", "", "<w:comment w:initials=\"D\" ")
    });
    check(12, &File::Redline("words"), TEXT, |xml| {
        instead(xml, "w:val=\"Numbered\"", "", "w:val=\"Unknown\"")
    });
    let mut parts = File::Redline("words").parts();
    parts.insert("docProps/core.xml".to_owned(), "<core/>".to_owned());
    assert!(broken(&parts).iter().any(|(number, _)| *number == 12));
}
