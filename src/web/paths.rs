//! Addresses: the routes as the program writes them, and the links that lead to them.
//!
//! Invariant: every link of a page is made here. A draft is addressed by its label in lower case, "rev.1"; drafts are
//! never renamed or taken back, so that an address stays what it is.

mod delegate;
mod desk;
pub(super) mod office;

use std::fmt::{self, Write};

pub(super) use self::delegate::{
    acknowledgements, check, claims, clear, discard, entry, keys, keys_anew, keys_end, keys_rules, positions,
    preview, question, report, returned, returned_found, rewrite, submit, withdraw, write,
};
pub(super) use self::desk::{At, desk, desk_at, desk_item, desk_preview, issue, working_redline};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::export::Format;
use crate::export::rendition::View;

/// The routes.
pub(super) mod route {
    pub(in crate::web) const LIVE: &str = "/health/live";
    pub(in crate::web) const READY: &str = "/health/ready";
    pub(in crate::web) const ASSET: &str = "/assets/{name}";
    pub(in crate::web) const PROCESSES: &str = "/";
    pub(in crate::web) const PROCESS: &str = "/processes/{process}";
    pub(in crate::web) const CLEAN: &str = "/processes/{process}/drafts/{draft}";
    pub(in crate::web) const REDLINE: &str = "/processes/{process}/drafts/{draft}/redline/{against}";
    pub(in crate::web) const CHANGES: &str = "/processes/{process}/drafts/{draft}/changes/{against}";
    pub(in crate::web) const FILE: &str = "/processes/{process}/drafts/{draft}/files/{file}";
    pub(in crate::web) const LEDGER: &str = "/processes/{process}/drafts/{draft}/ledger";
    pub(in crate::web) const LISTS: &str = "/processes/{process}/releases";
    pub(in crate::web) const LISTS_FILE: &str = "/processes/{process}/releases.json";
    pub(in crate::web) const LOG_IN: &str = "/log-in";
    pub(in crate::web) const LOG_IN_STAFF: &str = "/log-in/staff";
    pub(in crate::web) const LOG_IN_FILE: &str = "/log-in/file";
    pub(in crate::web) const KEY_FILE: &str = "/key-file";
    pub(in crate::web) const SECOND_FACTOR: &str = "/log-in/staff/second-factor";
    pub(in crate::web) const ENROL: &str = "/enrol";
    pub(in crate::web) const RECOVER: &str = "/recover";
    pub(in crate::web) const LOG_OUT: &str = "/log-out";
    pub(in crate::web) const DEMO_PERSONA: &str = "/demo/persona";
    pub(in crate::web) const DEMO_RELEASE: &str = "/demo/release";
    pub(in crate::web) const DELEGATION: &str = "/processes/{process}/delegation";
    pub(in crate::web) use super::delegate::route::{
        ACKNOWLEDGEMENTS, CHECK, CLAIMS, CLEAR, DISCARD, ENTRY, KEYS, KEYS_ANEW, KEYS_END, KEYS_RULES,
        POSITIONS, PREVIEW, QUESTION, REPORT, RETURNED, RETURNED_FOUND, REWRITE, SUBMIT, WITHDRAW, WRITE,
    };
    pub(in crate::web) const DESK: &str = "/processes/{process}/desk";
    pub(in crate::web) const DESK_AT: &str = "/processes/{process}/desk/{place}";
    pub(in crate::web) const ASK: &str = "/processes/{process}/desk/items/{item}";
    pub(in crate::web) const DESK_PREVIEW: &str = "/processes/{process}/desk/{place}/preview";
    pub(in crate::web) const WORKING_DOCX: &str = "/processes/{process}/desk/working-redline.docx";
    pub(in crate::web) const WORKING_PDF: &str = "/processes/{process}/desk/working-redline.pdf";
    pub(in crate::web) const WORKING_HTML: &str = "/processes/{process}/desk/working-redline.html";
    pub(in crate::web) const OFFICE: &str = "/processes/{process}/office";
}

/// The list of processes.
pub(super) fn processes() -> String {
    "/".to_owned()
}

/// The home of a process.
pub(super) fn process(process: &str) -> String {
    format!("/processes/{}", Segment(process))
}

/// A draft as it stands.
pub(super) fn clean(process: &str, draft: &str) -> String {
    format!("/processes/{}/drafts/{}", Segment(process), Segment(draft))
}

/// A draft against an earlier one.
pub(super) fn redline(process: &str, draft: &str, against: &str) -> String {
    format!("{}/redline/{}", clean(process, draft), Segment(against))
}

/// The numbered list of changes since an earlier draft.
pub(super) fn changes(process: &str, draft: &str, against: &str) -> String {
    format!("{}/changes/{}", clean(process, draft), Segment(against))
}

/// Where the words of a draft come from.
pub(super) fn ledger(process: &str, draft: &str) -> String {
    format!("{}/ledger", clean(process, draft))
}

/// The lists of the releases, and where an acknowledgement is looked for in them.
pub(super) fn lists(name: &str) -> String {
    format!("{}/releases", process(name))
}

/// The lists as a file.
pub(super) fn lists_file(name: &str) -> String {
    format!("{}.json", lists(name))
}

/// Whether the length of an answer from there would tell what somebody wrote or asked.
pub(super) fn is_confidential(path: &str) -> bool {
    let parts = ["/delegation", "/paragraphs/"];
    path.starts_with("/processes/")
        && (parts.iter().any(|it| path.contains(it))
            || path.ends_with("/positions")
            || path.ends_with("/releases"))
}

/// A file of a draft.
pub(super) fn file(process: &str, draft: &str, file: &FileName) -> String {
    format!("{}/files/{}", clean(process, draft), Segment(&file.to_string()))
}

/// Whether anybody may send a form there: the doors, and the bar of a demonstration.
pub(super) fn is_for_everybody(path: &str) -> bool {
    is_for_keys(path)
        || [route::LOG_IN_STAFF, route::SECOND_FACTOR, route::LOG_OUT].contains(&path)
        || ["/setup/", "/demo/"].iter().any(|it| path.starts_with(it))
}

/// Whether a form sent there brings a key or a code: it is read first, and only a wrong one is counted.
pub(super) fn is_for_keys(path: &str) -> bool {
    [route::LOG_IN, route::LOG_IN_FILE, route::ENROL, route::RECOVER, route::KEY_FILE].contains(&path)
}

/// Where delegates log in with a key file.
pub(super) fn log_in_file() -> &'static str {
    route::LOG_IN_FILE
}

/// Where the words of a key are sent to come back as a file.
pub(super) fn key_file() -> &'static str {
    route::KEY_FILE
}

/// The address that a code leads to which a camera reads: what stands behind "#" is sent to no server.
pub(super) fn scanned(server: &str, door: &str, key: &str) -> String {
    format!("{server}{door}#{}", key.split_whitespace().collect::<Vec<_>>().join("-"))
}

/// Where delegates log in, and the page they are led to then.
pub(super) fn log_in(next: Option<&str>) -> String {
    led_on(route::LOG_IN, next)
}

/// Where staff log in.
pub(super) fn log_in_staff(next: Option<&str>) -> String {
    led_on(route::LOG_IN_STAFF, next)
}

/// Where a member of the staff sends the first code of a second factor.
pub(super) fn second_factor() -> &'static str {
    route::SECOND_FACTOR
}

/// Where a delegation makes its keys.
pub(super) fn enrol() -> &'static str {
    route::ENROL
}

/// Where a new access key is made from the recovery key.
pub(super) fn recover() -> &'static str {
    route::RECOVER
}

/// Where a session ends.
pub(super) fn log_out() -> &'static str {
    route::LOG_OUT
}

/// The page of the reader's own delegation.
pub(super) fn delegation(name: &str) -> String {
    format!("{}/delegation", process(name))
}

/// The office of the secretariat.
pub(super) fn office(name: &str) -> String {
    format!("{}/office", process(name))
}

fn led_on(to: &str, next: Option<&str>) -> String {
    match next.filter(|next| *next != "/" && !is_for_everybody(next)) {
        Some(next) => format!("{to}?next={}", Segment(next)),
        None => to.to_owned(),
    }
}

/// A static file.
pub(super) fn asset(name: &str) -> String {
    format!("/assets/{name}")
}

/// The id of a paragraph's element, the same as in exported pages.
pub(super) fn anchor(paragraph: ParagraphId) -> String {
    format!("p-{paragraph}")
}

/// The id of a submission's element.
pub(super) fn item_anchor(item: SubmissionId) -> String {
    format!("item-{item}")
}

/// An address with one more thing said in its query, in the place of what was said of it before.
pub(super) fn with_done(address: &str, done: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept = query.split('&').filter(|it| !it.is_empty() && !it.starts_with("done="));
    let said = format!("done={}", Segment(done));
    let query: Vec<&str> = kept.chain([said.as_str()]).collect();
    format!("{path}?{}", query.join("&"))
}

/// Which file of a draft: "clean.docx", "redline-against-zero-draft.html".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileName {
    /// What it shows.
    pub(super) what: Shows,
    /// Its format.
    pub(super) format: Format,
}

/// What a file shows, drafts by their addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// The draft as it stands.
    Clean,
    /// What changed since an earlier draft.
    Redline(String),
    /// Every submission under its paragraph.
    Compilation,
    /// The co-chairs' letter that goes with the draft.
    Letter,
    /// The draft as it stands, submissions in the margin.
    AnnotatedClean,
    /// What changed since an earlier draft, the submissions on that in the margin.
    AnnotatedRedline(String),
    /// An earlier draft and this one side by side.
    Comparison(String),
}

impl Shows {
    /// Whether a format has a place for it: a margin has none in plain text or a table.
    pub(super) fn is_drawn_as(&self, format: Format) -> bool {
        let annotated = matches!(self, Self::AnnotatedClean | Self::AnnotatedRedline(_));
        format.shows(self.view())
            && (!annotated || matches!(format, Format::Docx | Format::Pdf | Format::Html))
    }

    /// The view that it is.
    pub(super) fn view(&self) -> View {
        match self {
            Self::Clean => View::Clean,
            Self::Redline(_) => View::Redline,
            Self::Compilation => View::Compilation,
            Self::Letter => View::Paper,
            Self::AnnotatedClean => View::Clean,
            Self::AnnotatedRedline(_) => View::Redline,
            Self::Comparison(_) => View::Comparison,
        }
    }
}

const REDLINE: &str = "redline-against-";
const ANNOTATED_REDLINE: &str = "redline-with-comments-against-";
const COMPARISON: &str = "comparison-with-";

impl FileName {
    /// Reads a file name; none if no file has that name.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (what, ending) = name.rsplit_once('.')?;
        let format = Format::from_extension(ending)?;
        let what = match what {
            "clean" => Shows::Clean,
            "compilation" => Shows::Compilation,
            "letter" => Shows::Letter,
            "clean-with-comments" => Shows::AnnotatedClean,
            _ => {
                let named = |prefix| what.strip_prefix(prefix).map(str::to_owned);
                let redline = || named(REDLINE).map(Shows::Redline);
                let annotated = || named(ANNOTATED_REDLINE).map(Shows::AnnotatedRedline);
                redline().or_else(annotated).or_else(|| named(COMPARISON).map(Shows::Comparison))?
            }
        };
        what.is_drawn_as(format).then_some(Self { what, format })
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            Shows::Clean => f.write_str("clean")?,
            Shows::Redline(against) => write!(f, "{REDLINE}{against}")?,
            Shows::Compilation => f.write_str("compilation")?,
            Shows::Letter => f.write_str("letter")?,
            Shows::AnnotatedClean => f.write_str("clean-with-comments")?,
            Shows::AnnotatedRedline(against) => write!(f, "{ANNOTATED_REDLINE}{against}")?,
            Shows::Comparison(against) => write!(f, "{COMPARISON}{against}")?,
        }
        write!(f, ".{}", self.format.extension())
    }
}

/// The addresses of drafts in the order of their issue: labels in lower case, made distinct by a number where two of
/// them would be alike.
pub(super) fn draft_names<'a>(labels: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for label in labels {
        let words = label.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
        let plain = words.collect::<Vec<_>>().join("-").to_lowercase();
        // Dots alone would be taken for a step up.
        let plain = if plain.chars().any(char::is_alphanumeric) { plain } else { "draft".to_owned() };
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|name| !names.contains(name));
        names.push(free.unwrap_or(plain));
    }
    names
}

/// A name as it stands in a header or an address.
pub(super) fn encoded(name: &str) -> String {
    Segment(name).to_string()
}

/// One part of a path, everything that could be misread written as percent signs and digits.
struct Segment<'a>(&'a str);

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    f.write_char(byte.into())?
                }
                _ => write!(f, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_addressed_by_their_labels() {
        let labels = ["Zero draft", "Rev.1", "Rev 1", "rev-1", "المسودة", "..", "//"];
        assert_eq!(
            draft_names(labels),
            ["zero-draft", "rev.1", "rev-1", "rev-1-2", "المسودة", "draft", "draft-2"]
        );
        assert_eq!(clean("ict", "مس"), "/processes/ict/drafts/%D9%85%D8%B3");
    }

    #[test]
    fn file_names_are_read_as_they_are_written() {
        for name in [
            "clean.docx",
            "redline-against-rev.1.html",
            "compilation.md",
            "letter.docx",
            "clean-with-comments.docx",
            "redline-with-comments-against-rev.1.html",
            "comparison-with-rev.1.docx",
        ] {
            assert_eq!(FileName::parse(name).unwrap().to_string(), name);
        }
        for name in ["", "clean", "clean.exe", "redline.docx", "../clean.docx", "clean.docx.exe"] {
            assert_eq!(FileName::parse(name), None, "{name}");
        }
    }
}
