//! What stands before the text: what it is called as a work, as this version and as this file, and what changed.

use jiff::civil::Date;

use super::super::docx::xml::escape;
use super::super::rendition::{Rendition, View};
use crate::document::compare::ChangeKind;

/// The day of a text whose day is not told.
const NO_DAY: Date = Date::constant(2000, 1, 1);

/// How many bytes of a name an identifier has, but for a single word that is longer.
const LONGEST: usize = 64;

/// One change: where, and the identifiers of what went and came.
pub(super) struct Modification {
    /// Set when the change is looked up.
    pub(super) kind: Option<ChangeKind>,
    place: String,
    pub(super) old: Vec<String>,
    pub(super) new: Vec<String>,
}

impl Modification {
    pub(super) fn at(eid: &str) -> Self {
        Self { kind: None, place: eid.to_owned(), old: Vec::new(), new: Vec::new() }
    }

    /// A move is put in place of what stood elsewhere; a paragraph of another kind in place of itself.
    fn kind(&self) -> &'static str {
        match self.kind {
            Some(ChangeKind::Split) => "split",
            Some(ChangeKind::Joined) => "join",
            Some(ChangeKind::Inserted) => "insertion",
            Some(ChangeKind::Deleted) => "repeal",
            Some(ChangeKind::Label) => "renumbering",
            Some(ChangeKind::Moved | ChangeKind::MovedAndChanged | ChangeKind::Form) => "replacement",
            Some(ChangeKind::Words) | None => "substitution",
        }
    }

    fn drawn(&self, number: usize) -> String {
        let link = |element: &str, to: &String| format!("<{element} href=\"#{}\"/>", escape(to));
        let old: String = self.old.iter().map(|it| link("old", it)).collect();
        let new: String = self.new.iter().map(|it| link("new", it)).collect();
        format!(
            "<textualMod type=\"{}\" eId=\"pmod_{number}\"><source href=\"#version\"/>{}{old}{new}</textualMod>\n",
            self.kind(),
            link("destination", &self.place),
        )
    }
}

/// The element `meta`.
pub(super) fn metadata(rendition: &Rendition, modifications: &[Modification]) -> String {
    let cover = &rendition.cover;
    let day = rendition.day.unwrap_or(NO_DAY);
    let work = format!("/akn/un/statement/deliberation/{}/{}", slug(&cover.process), slug(&cover.title));
    let language = language(&rendition.language.tag);
    let version = |draft: &str| format!("{work}/{language}@{}", slug(draft));
    let expression = version(&cover.draft);
    let level = |element: &str, uri: &str, main: &str, date: &str, author: &str, more: &str| {
        format!(
            "<{element}><FRBRthis value=\"{uri}{main}\"/><FRBRuri value=\"{uri}{}\"/><FRBRdate date=\"{day}\" name=\"{date}\"/><FRBRauthor href=\"#{author}\"/>{more}</{element}>\n",
            main.strip_prefix("/!main").unwrap_or_default()
        )
    };
    let mut out = "<meta>\n<identification source=\"#cochairs\">\n".to_owned();
    let country = "<FRBRcountry value=\"un\"/><FRBRsubtype value=\"deliberation\"/>";
    out += &level("FRBRWork", &work, "/!main", "draft", "process", country);
    let more = format!(
        "<FRBRversionNumber value=\"{}\"/><FRBRlanguage language=\"{language}\"/>",
        slug(&cover.draft)
    );
    out += &level("FRBRExpression", &expression, "/!main", "issue", "cochairs", &more);
    let format = "<FRBRformat value=\"application/akn+xml\"/>";
    out += &level("FRBRManifestation", &expression, "/!main.xml", "issue", "cochairs", format);
    out += "</identification>\n";
    let redline = rendition.view == View::Redline;
    if redline {
        out += &format!(
            "<lifecycle source=\"#cochairs\"><eventRef eId=\"event_1\" date=\"{day}\" source=\"#version\" type=\"amendment\"/></lifecycle>\n"
        );
    }
    if !modifications.is_empty() {
        let all: String = (1..).zip(modifications).map(|(number, it)| it.drawn(number)).collect();
        out += &format!(
            "<analysis source=\"#cochairs\"><passiveModifications>\n{all}</passiveModifications></analysis>\n"
        );
    }
    out += "<references source=\"#cochairs\">\n";
    if redline {
        let reference = |element: &str, id: &str, draft: &str| {
            format!("<{element} eId=\"{id}\" href=\"{}\" showAs=\"{}\"/>\n", version(draft), shown(draft))
        };
        out += &reference("original", "original", &cover.against);
        out += &reference("passiveRef", "version", &cover.draft);
    }
    let (process, chairs) = (shown(&cover.process), escape(&rendition.vocabulary.author));
    out += &format!(
        "<TLCOrganization eId=\"process\" href=\"/akn/ontology/organization/un/{}\" showAs=\"{process}\"/>\n",
        slug(&cover.process)
    );
    out +=
        &format!("<TLCRole eId=\"cochairs\" href=\"/akn/ontology/role/un/cochairs\" showAs=\"{chairs}\"/>\n");
    out + "</references>\n</meta>\n"
}

/// A name in letters and digits, as identifiers of works have it, no longer than its first words; a dash where there
/// is none.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() > LONGEST {
            break;
        }
        slug = if slug.is_empty() { word.to_lowercase() } else { format!("{slug}-{}", word.to_lowercase()) };
    }
    if slug.is_empty() { "-".to_owned() } else { slug }
}

fn shown(name: &str) -> String {
    if name.is_empty() { "-".to_owned() } else { escape(name) }
}

/// The three letters of ISO 639-2 that identifiers have; of other languages the tag's own.
fn language(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    match primary.as_str() {
        "ar" => "ara".to_owned(),
        "zh" => "zho".to_owned(),
        "en" => "eng".to_owned(),
        "fr" => "fra".to_owned(),
        "ru" => "rus".to_owned(),
        "es" => "spa".to_owned(),
        "" => "und".to_owned(),
        _ => primary,
    }
}
