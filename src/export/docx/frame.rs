//! What stands around the text: the masthead on the first page, running header and footer, page, settings.
//!
//! The masthead is the header of the first page, so that the body holds the text and nothing else: what a delegation
//! changes there is a change to the text.

use super::super::rendition::{Cover, Direction, Rendition};
use super::styles::TEXT_WIDTH;
use super::xml::{DECLARATION, NAMESPACES, escape};

/// Process, draft, date and notices, as the header of the first page.
pub(super) fn masthead(rendition: &Rendition) -> String {
    if rendition.cover == Cover::default() {
        return part("hdr", &line(rendition, "Header", "", ""));
    }
    let Cover { process, title, draft, date, notice, .. } = &rendition.cover;
    let against = rendition.against();
    let mut lines = String::new();
    lines += &line(rendition, "Masthead", process, draft);
    if !(against.is_empty() && date.is_empty()) {
        lines += &line(rendition, "MastheadLine", &against, date);
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

/// What the file is, on every page but the first.
pub(super) fn header(rendition: &Rendition) -> String {
    let cover = &rendition.cover;
    let name = if cover.title.is_empty() { &cover.process } else { &cover.title };
    part("hdr", &line(rendition, "Header", name, &cover.draft))
}

/// "Page X of Y", at the far end.
pub(super) fn footer(rendition: &Rendition) -> String {
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let mut fields = [field("PAGE"), field("NUMPAGES")].into_iter();
    let words = rendition.vocabulary.page.split("{}");
    let runs: String = words.map(|words| run(words) + &fields.next().unwrap_or_default()).collect();
    part("ftr", &paragraph(rendition, "Footer", &format!("<w:r><w:tab/></w:r>{runs}")))
}

/// The properties of the one section: A4, 2.5 cm all round, another header on the first page.
pub(super) fn section(direction: Direction) -> String {
    let bidi = match direction {
        Direction::LeftToRight => "",
        Direction::RightToLeft => "<w:bidi/>",
    };
    format!(
        r#"<w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="first" r:id="rId3"/><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/>{bidi}</w:sectPr>"#
    )
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
        runs += &run(near);
    }
    if !far.is_empty() {
        runs += &format!(r#"<w:r><w:tab/></w:r>{}"#, run(far));
    }
    paragraph(rendition, style, &runs)
}

fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(words))
}

fn paragraph(rendition: &Rendition, style: &str, runs: &str) -> String {
    let bidi = match rendition.language.direction {
        Direction::LeftToRight => "",
        Direction::RightToLeft => "<w:bidi/>",
    };
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{runs}</w:p>"#)
}

const _: () = assert!(TEXT_WIDTH == 11906 - 2 * 1418, "tabs at the far end follow the margins");
