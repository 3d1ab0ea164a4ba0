//! What stands around the text: the masthead on the first page, running header and footer, page, settings.
//!
//! The masthead is the header of the first page, so that the body holds the text and nothing else: what a delegation
//! changes there is a change to the text.

use super::super::rendition::{Cover, Direction, Rendition, View};
use super::runs::{EMBEDDED, END, goes_right_to_left, own};
use super::styles::{TEXT, WIDE_TEXT};
use super::xml::{DECLARATION, NAMESPACES, escape};

/// Process, draft, date and notices, as the header of the first page.
pub(super) fn masthead(rendition: &Rendition) -> String {
    if rendition.cover == Cover::default() {
        return part("hdr", &line(rendition, "Header", "", ""));
    }
    let Cover { process, title, draft, date, notice, .. } = &rendition.cover;
    let subject = rendition.subject();
    let mut lines = String::new();
    lines += &line(rendition, "Masthead", process, draft);
    if !(subject.is_empty() && date.is_empty()) {
        let own = |words: &str| own(rendition.language.direction, words);
        lines += &line(rendition, "MastheadLine", &own(&subject), &own(date));
    }
    lines += &line(rendition, "MastheadRule", "", "");
    for words in notice {
        lines += &line(rendition, "MastheadNotice", words, "");
    }
    if !title.is_empty() && !rendition.has_title() {
        lines += &line(rendition, "MastheadTitle", title, "");
    }
    part("hdr", &lines)
}

/// What the file is, on every page but the first, in one line.
pub(super) fn header(rendition: &Rendition) -> String {
    let cover = &rendition.cover;
    let name = if cover.title.is_empty() { &cover.process } else { &cover.title };
    part("hdr", &line(rendition, "Header", &shortened(name), &cover.draft))
}

/// The beginning of a long title, cut between words.
fn shortened(title: &str) -> String {
    const LONGEST: usize = 76;
    let Some((end, _)) = title.char_indices().nth(LONGEST) else { return title.to_owned() };
    let cut = title[..end].rfind(' ').unwrap_or(end);
    format!("{}\u{2026}", title[..cut].trim_end_matches([',', ';', ':', ' ']))
}

/// "Page X of Y", at the far end.
pub(super) fn footer(rendition: &Rendition) -> String {
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let mut fields = [field("PAGE"), field("NUMPAGES")].into_iter();
    let page = &rendition.vocabulary.page;
    let page = match rendition.language.direction {
        Direction::LeftToRight => page.to_string(),
        // The numbers belong to the sentence.
        Direction::RightToLeft => format!("{EMBEDDED}{page}{END}"),
    };
    let words = page.split("{}");
    let runs: String =
        words.map(|words| run(rendition, words) + &fields.next().unwrap_or_default()).collect();
    part("ftr", &paragraph(rendition, "Footer", &format!("<w:r><w:tab/></w:r>{runs}")))
}

/// The properties of the one section: A4, 2.5 cm all round, another header on the first page. A table lies on its side.
pub(super) fn section(rendition: &Rendition) -> String {
    let bidi = match rendition.language.direction {
        Direction::LeftToRight => "",
        Direction::RightToLeft => "<w:bidi/>",
    };
    let page = if lies(rendition) {
        r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>"#
    } else {
        r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>"#
    };
    let lines = match rendition.line_numbers {
        true => r#"<w:lnNumType w:countBy="1" w:distance="340" w:restart="newPage"/>"#,
        false => "",
    };
    format!(
        r#"<w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="first" r:id="rId3"/><w:footerReference w:type="default" r:id="rId3"/>{page}{lines}<w:titlePg/>{bidi}</w:sectPr>"#
    )
}

/// Whether the pages are wider than high.
fn lies(rendition: &Rendition) -> bool {
    rendition.view == View::Comparison
}

/// The width of a line of the text in twentieths of a point.
pub(super) fn width(rendition: &Rendition) -> u32 {
    if lies(rendition) { WIDE_TEXT } else { TEXT }
}

/// Settings of the file: nothing about who wrote it, and the same of whoever edits it.
pub(super) fn settings(track_edits: bool) -> String {
    let track = if track_edits { "<w:trackRevisions/>" } else { "" };
    format!(
        r#"{DECLARATION}<w:settings {NAMESPACES}><w:removePersonalInformation/><w:removeDateAndTime/>{track}<w:defaultTabStop w:val="851"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    )
}

fn part(element: &str, content: &str) -> String {
    format!("{DECLARATION}<w:{element} {NAMESPACES}>{content}</w:{element}>")
}

/// Words at the near end of the line and words at the far end, where the style sets a tab.
fn line(rendition: &Rendition, style: &str, near: &str, far: &str) -> String {
    let mut runs = String::new();
    if !near.is_empty() {
        runs += &run(rendition, near);
    }
    if !far.is_empty() {
        runs += &format!(r#"<w:r><w:tab/></w:r>{}"#, run(rendition, far));
    }
    paragraph(rendition, style, &runs)
}

fn run(rendition: &Rendition, words: &str) -> String {
    let rtl = goes_right_to_left(rendition.language.direction, words);
    let properties = if rtl { "<w:rPr><w:rtl/></w:rPr>" } else { "" };
    format!(r#"<w:r>{properties}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(words))
}

fn paragraph(rendition: &Rendition, style: &str, runs: &str) -> String {
    let bidi = match rendition.language.direction {
        Direction::LeftToRight => "",
        Direction::RightToLeft => "<w:bidi/>",
    };
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{runs}</w:p>"#)
}

const _: () = assert!(TEXT == 11906 - 2 * 1418 && WIDE_TEXT == 16838 - 2 * 1134, "tabs follow the margins");
