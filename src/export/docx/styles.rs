//! The style sheet: what a secretariat would send out. A serif at 12 points, sober headings, labels in a hanging indent.
//!
//! Styles with a meaning for Word ("heading 1", "footnote text") carry its own names, which it shows translated;
//! the others are named by what they are. No alignment is set anywhere: left and right trade places in Arabic.

use super::super::rendition::{Form, Rendition};
use super::frame::width;
use super::xml::{DECLARATION, NAMESPACES};
use crate::document::Kind;

/// The width of a line in twentieths of a point.
pub(super) const TEXT: u32 = 9070;
/// The same on pages that lie on their side.
pub(super) const WIDE_TEXT: u32 = 14570;

/// Levels of headings that Word knows.
const HEADINGS: u8 = 9;
/// Levels of items that have a style.
const ITEMS: u8 = 6;
/// How far the words of a numbered paragraph stand from the margin.
const NUMBERED: u32 = 851;
/// How far each level of items stands from the last.
const ITEM: u32 = 737;

/// The style of a paragraph; none is the default style.
pub(super) fn style_of(form: Form) -> Option<String> {
    match form.kind {
        Kind::Title => Some("Title".to_owned()),
        Kind::Heading => Some(format!("Heading{}", form.level.clamp(1, HEADINGS))),
        Kind::AnnexHeading => Some("AnnexHeading".to_owned()),
        Kind::Preambular => Some("Preambular".to_owned()),
        Kind::Numbered => Some("Numbered".to_owned()),
        Kind::Item => Some(format!("Item{}", form.level.clamp(1, ITEMS))),
        Kind::Plain => None,
    }
}

/// The style of a paragraph in a table.
pub(super) fn cell_style_of(form: Form) -> String {
    match form.kind {
        Kind::Title | Kind::Heading | Kind::AnnexHeading => "TableHeading".to_owned(),
        Kind::Item => format!("TableItem{}", form.level.clamp(1, ITEMS)),
        Kind::Preambular | Kind::Numbered | Kind::Plain => "TableText".to_owned(),
    }
}

/// The part with all styles.
pub(super) fn styles(rendition: &Rendition) -> String {
    let tag = &rendition.language.tag;
    let (latin, east_asian, right_to_left) = languages(tag);
    let song = east_asian_font(tag);
    let mut all = format!(
        r#"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="{song}" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{}<w:lang w:val="{latin}" w:eastAsia="{east_asian}" w:bidi="{right_to_left}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
        size(12),
    );
    all += r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#;
    all += r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>"#;
    for style in sheet(width(rendition)) {
        all += &style.draw();
    }
    all += &character("FootnoteReference", "footnote reference", r#"<w:vertAlign w:val="superscript"/>"#);
    all += &character("CommentReference", "annotation reference", &size(8));
    let line = r#"<w:color w:val="0B4C99"/><w:u w:val="single"/>"#;
    all += &character("Inserted", "Inserted words", line);
    all += &character("Deleted", "Deleted words", r#"<w:strike/><w:color w:val="8B3C0B"/>"#);
    all += TABLES;
    all + "</w:styles>"
}

/// The tables that Word presupposes, and ours: hairlines all round, its head shaded.
const TABLES: &str = concat!(
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
    r#"<w:style w:type="table" w:customStyle="1" w:styleId="Comparison"><w:name w:val="Comparison of drafts"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#,
    r#"<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>"#,
    r#"</w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
    r#"<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EDEAE3"/></w:tcPr></w:tblStylePr></w:style>"#,
);

/// A paragraph style.
struct Style {
    id: String,
    name: String,
    based_on: &'static str,
    next: &'static str,
    paragraph: String,
    words: String,
}

impl Style {
    fn draw(&self) -> String {
        let Self { id, name, based_on, next, paragraph, words } = self;
        let custom = if self.is_known_to_word() { "" } else { r#" w:customStyle="1""# };
        format!(
            r#"<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/><w:next w:val="{next}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"#
        )
    }

    fn is_known_to_word(&self) -> bool {
        self.name == "Title" || self.name.starts_with(|c: char| c.is_ascii_lowercase())
    }
}

fn sheet(width: u32) -> Vec<Style> {
    let style = |id: &str, name: &str, next, paragraph: String, words: String| Style {
        id: id.to_owned(),
        name: name.to_owned(),
        based_on: "Normal",
        next,
        paragraph,
        words,
    };
    let mut sheet =
        vec![style("Title", "Title", "Normal", format!("<w:keepNext/>{}", spacing(240, 320, 264)), bold(20))];
    for level in 1..=HEADINGS {
        let (before, words) = match level {
            1 => (400, bold(15)),
            2 => (320, bold(13)),
            3 => (280, bold(12)),
            _ => (240, format!("<w:i/><w:iCs/>{}", size(12))),
        };
        let outline = format!(
            r#"<w:keepNext/><w:keepLines/>{}<w:outlineLvl w:val="{}"/>"#,
            spacing(before, 120, 264),
            level - 1
        );
        sheet.push(style(&format!("Heading{level}"), &format!("heading {level}"), "Normal", outline, words));
    }
    sheet.push(Style {
        based_on: "Heading1",
        ..style("AnnexHeading", "Annex heading", "Normal", String::new(), String::new())
    });
    sheet.push(style(
        "Preambular",
        "Preambular paragraph",
        "Preambular",
        hanging(NUMBERED, NUMBERED),
        String::new(),
    ));
    sheet.push(style(
        "Numbered",
        "Numbered paragraph",
        "Numbered",
        hanging(NUMBERED, NUMBERED),
        String::new(),
    ));
    for level in 1..=ITEMS {
        let indent = hanging(NUMBERED + ITEM * u32::from(level), ITEM);
        sheet.push(style(&format!("Item{level}"), &format!("Item {level}"), "Normal", indent, String::new()));
    }
    let border = r#"<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="C9C2B4"/></w:pBdr>"#;
    let indent = format!(r#"<w:ind w:left="{NUMBERED}"/>"#);
    let name = format!("<w:keepNext/>{border}{}{indent}", spacing(60, 20, 264));
    sheet.push(style("ItemName", "Submission", "ItemText", name, size(10)));
    let text = format!("{border}{}{indent}", spacing(0, 140, 264));
    sheet.push(style("ItemText", "Submission text", "ItemText", text, size(11)));
    // A heading that is not the text's own stays out of its outline.
    let rubric = format!("<w:keepNext/><w:keepLines/>{}", spacing(400, 160, 264));
    sheet.push(style("LeadIn", "Lead-in", "Normal", "<w:keepNext/>".to_owned(), String::new()));
    sheet.push(style("Rubric", "Rubric", "Normal", rubric, bold(13)));
    let keep = "<w:keepNext/>";
    sheet.push(style("TableText", "Table text", "TableText", spacing(0, 60, 240), size(9)));
    sheet.push(style(
        "TableHead",
        "Table head",
        "TableText",
        format!("{keep}{}", spacing(40, 60, 240)),
        bold(9),
    ));
    sheet.push(style("TableHeading", "Table heading", "TableText", spacing(40, 60, 240), bold(9)));
    sheet.push(style(
        "TableName",
        "Table submission",
        "TableText",
        format!("{keep}{}", spacing(0, 20, 240)),
        size(9),
    ));
    // A submission behind another stands apart from it.
    let next = format!("{keep}{}", spacing(140, 20, 240));
    sheet.push(style("TableNext", "Table next submission", "TableText", next, size(9)));
    for level in 1..=ITEMS {
        let indent = format!(r#"{}<w:ind w:left="{}"/>"#, spacing(0, 60, 240), 227 * u32::from(level));
        sheet.push(style(
            &format!("TableItem{level}"),
            &format!("Table item {level}"),
            "TableText",
            indent,
            size(9),
        ));
    }
    // LibreOffice numbers lines around the text too where it is not told to leave them out.
    let note = format!("{UNCOUNTED}{}{}", spacing(0, 60, 252), r#"<w:ind w:left="284" w:hanging="284"/>"#);
    sheet.push(style("FootnoteText", "footnote text", "FootnoteText", note, size(10)));
    sheet.push(style("CommentText", "annotation text", "CommentText", spacing(0, 0, 240), size(10)));
    sheet.push(style("Header", "header", "Header", far_tab(width, "", 0, 240), size(9)));
    sheet.push(style("Footer", "footer", "Footer", far_tab(width, "", 0, 0), size(9)));
    sheet.push(style("Masthead", "Masthead", "MastheadLine", far_tab(width, "", 0, 40), bold(12)));
    sheet.push(style("MastheadLine", "Masthead line", "MastheadLine", far_tab(width, "", 0, 0), size(10)));
    let rule = r#"<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="auto"/></w:pBdr>"#;
    sheet.push(style("MastheadRule", "Masthead rule", "MastheadLine", far_tab(width, rule, 0, 160), size(4)));
    sheet.push(style(
        "MastheadNotice",
        "Masthead notice",
        "MastheadNotice",
        around(spacing(0, 60, 252)),
        size(10),
    ));
    sheet.push(style("MastheadTitle", "Masthead title", "Normal", around(spacing(240, 240, 264)), bold(20)));
    sheet
}

fn character(id: &str, name: &str, words: &str) -> String {
    format!(
        r#"<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/><w:rPr>{words}</w:rPr></w:style>"#
    )
}

/// Words at a hanging label, `left` from the margin, with a tab there.
fn hanging(left: u32, by: u32) -> String {
    format!(
        r#"<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{by}"/>"#
    )
}

fn far_tab(width: u32, border: &str, before: u32, after: u32) -> String {
    format!(
        r#"{UNCOUNTED}{border}<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>{}"#,
        spacing(before, after, 240)
    )
}

/// Lines that are not counted where lines are.
pub(super) const UNCOUNTED: &str = "<w:suppressLineNumbers/>";

fn around(paragraph: String) -> String {
    format!("{UNCOUNTED}{paragraph}")
}

fn spacing(before: u32, after: u32, line: u32) -> String {
    format!(r#"<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>"#)
}

fn bold(points: u32) -> String {
    format!("<w:b/><w:bCs/>{}", size(points))
}

fn size(points: u32) -> String {
    format!(r#"<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>"#, points * 2)
}

/// A font for the East Asian words of a text, one that Word brings.
fn east_asian_font(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"].iter().any(|it| tag.starts_with(it));
    match tag.split('-').next() {
        Some("ja") => "MS Mincho",
        Some("ko") => "Batang",
        _ if traditional => "PMingLiU",
        _ => "SimSun",
    }
}

/// The three languages Word asks for: of Latin, of East Asian and of right-to-left words.
fn languages(tag: &str) -> (String, String, String) {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let full = match primary.as_str() {
        "zh" if tag.to_ascii_lowercase().starts_with("zh-hans") => "zh-CN".to_owned(),
        "zh" if tag.to_ascii_lowercase().starts_with("zh-hant") => "zh-TW".to_owned(),
        _ if tag.len() > primary.len() => tag.to_owned(),
        "ar" => "ar-SA".to_owned(),
        "en" => "en-GB".to_owned(),
        "es" => "es-ES".to_owned(),
        "fr" => "fr-FR".to_owned(),
        "ru" => "ru-RU".to_owned(),
        "zh" => "zh-CN".to_owned(),
        "ja" => "ja-JP".to_owned(),
        "ko" => "ko-KR".to_owned(),
        _ => tag.to_owned(),
    };
    let full = super::xml::escape(&full);
    let (mut latin, mut east_asian, mut right_to_left) =
        ("en-GB".to_owned(), "zh-CN".to_owned(), "ar-SA".to_owned());
    match primary.as_str() {
        "zh" | "ja" | "ko" => east_asian = full,
        "ar" | "fa" | "he" | "ur" => right_to_left = full,
        _ => latin = full,
    }
    (latin, east_asian, right_to_left)
}
