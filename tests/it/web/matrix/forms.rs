//! For each row an address that is there and, for a POST, the fields that its page would send.

use axum::http::Method;
use travaux::document::id::ParagraphId;
use travaux::document::inline::Text;
use travaux::document::{Content, Paragraph};
use travaux::drafting::round::Phase;
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};
use travaux::identity::preparation::Stage as Kept;

use super::stage::Stage;
use super::{ROLES, Role, Row};
use crate::web::phone::{Phone, offer};
use crate::web::site::PASSPHRASE;

/// What is sent.
pub(super) enum Body {
    None,
    Fields(Vec<(&'static str, String)>),
    File(Vec<u8>),
}

/// The address of a row, for one who asks as `role`.
pub(super) fn address(stage: &mut Stage, row: &Row, role: Role) -> String {
    let mut address = row.route.to_owned();
    for place in places(row.route) {
        let value = value(stage, row, role, place);
        address = address.replace(&format!("{{{place}}}"), &value);
    }
    address
}

/// The names in braces of a route.
fn places(route: &'static str) -> impl Iterator<Item = &'static str> {
    route.split('{').skip(1).map(|it| it.split_once('}').unwrap().0)
}

fn value(stage: &mut Stage, row: &Row, role: Role, place: &str) -> String {
    match place {
        "process" => "ict-workstream".to_owned(),
        "draft" => "rev.1".to_owned(),
        "against" => "zero-draft".to_owned(),
        "file" => row.variant.to_owned(),
        "view" => "redline".to_owned(),
        "way" => "comment".to_owned(),
        "paragraph" | "place" => stage.paragraph.to_string(),
        "item" => stage.item.to_string(),
        "question" => stage.question.to_string(),
        // One for each who asks: what is cleared or thrown away is not there for the next.
        "form" => stage.entry(Kept::ForClearance, false).to_string(),
        "delegation" if row.route.ends_with("/sheet") => stage.delegation("Southmark"),
        "delegation" => stage.delegation("Westmark"),
        "staff" => stage.staff("spare"),
        "link" => {
            stage.link = stage.link();
            stage.link.clone()
        }
        // Of another's, or an hour old.
        "upload" => "0".to_owned(),
        "name" => {
            let page = stage.site.get("/").text();
            page[page.find("/assets/").unwrap()..].split('"').next().unwrap()["/assets/".len()..].to_owned()
        }
        other => panic!("{}: nothing is known of {{{other}}}; asked as {role:?}", row.route),
    }
}

/// What is sent with a row.
pub(super) fn body(stage: &mut Stage, row: &Row, role: Role) -> Body {
    if row.method == Method::GET {
        return Body::None;
    }
    match row.route {
        "/processes/{process}/office/first-draft" => return Body::File(file(true)),
        "/processes/{process}/issue/file" => return Body::File(file(false)),
        "/processes/{process}/releases" => return Body::File(pasted()),
        "/processes/{process}/office/positions" => return Body::File(position(stage.fresh())),
        _ => {}
    }
    if row.route == "/log-in/file" {
        return Body::File(key_file(&stage.fresh_keys().access.words()));
    }
    if row.route == "/processes/{process}/delegation/word" {
        return Body::File(returned(stage));
    }
    let fields = fields(stage, row, role);
    Body::Fields(fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
}

fn fields(stage: &mut Stage, row: &Row, role: Role) -> Vec<(&'static str, String)> {
    let said = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let number = stage.fresh();
    let round = stage.round.to_string();
    let form = format!("{number:032x}");
    match row.route {
        "/log-in" => said(&[("key", &stage.fresh_keys().access.words())]),
        "/key-file" => said(&[("key", &stage.keys.access.words()), ("sort", "access-key")]),
        // So many attempts at one login are not taken.
        "/log-in/staff" => {
            let logins = ["chair", "office", "moderator", "outside"];
            let login = logins[number as usize % logins.len()];
            said(&[("login", login), ("passphrase", PASSPHRASE), ("code", &stage.site.code(login))])
        }
        "/log-in/staff/second-factor" => {
            let login = stage.site.staff_without_phone("ict-workstream", &format!("phoneless-{number}"), &[]);
            let shown = [("login", login.as_str()), ("passphrase", PASSPHRASE), ("code", "")];
            let page = stage.site.post("/log-in/staff", "", &shown).text();
            let code = Phone::reading(&page).code().unwrap();
            said(&[("login", &login), ("offer", &offer(&page)), ("code", &code)])
        }
        "/enrol" => said(&[("code", &stage.site.sheet(&format!("Enrolling {number}")))]),
        "/recover" => said(&[("code", &stage.fresh_keys().recovery.words())]),
        "/log-out" => Vec::new(),
        "/setup/{link}" => {
            let page = stage.site.get(&format!("/setup/{}", stage.link)).text();
            let (offer, code) = (offer(&page), Phone::reading(&page).code().unwrap());
            said(&[("passphrase", PASSPHRASE), ("again", PASSPHRASE), ("offer", &offer), ("code", &code)])
        }
        "/demo/persona" => said(&[("who", "0")]),
        "/demo/release" => said(&[("here", "/")]),
        "/processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}" => {
            said(&[("form", &form), ("text", "A remark."), ("act", "save")])
        }
        "/processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}/preview" => {
            said(&[("form", &form), ("text", "A remark.")])
        }
        "/processes/{process}/drafts/{draft}/positions" => {
            said(&[("paragraph", &stage.paragraph.to_string()), ("stance", "retain")])
        }
        "/processes/{process}/delegation/check" => {
            said(&[("item", &stage.entry(Kept::InPreparation, false).to_string())])
        }
        "/processes/{process}/delegation/submit" => {
            let amends = match row.variant {
                "comment" => false,
                "amendment" => true,
                other => panic!("{other} is not submitted"),
            };
            said(&[("item", &format!("{}.1", stage.entry(Kept::Cleared, amends)))])
        }
        "/processes/{process}/delegation/entries/{form}/clear" => said(&[("seen", "1")]),
        "/processes/{process}/delegation/entries/{form}/discard"
        | "/processes/{process}/delegation/items/{item}/withdraw" => Vec::new(),
        "/processes/{process}/delegation/questions/{question}" => {
            let version = stage.prepared_answer().to_string();
            let words = format!("An answer, the {number}th.");
            said(&[("form", &form), ("seen", &version), ("text", &words), ("act", row.variant)])
        }
        "/processes/{process}/delegation/claims" => said(&[("code", &stage.slip())]),
        "/processes/{process}/desk/items/{item}" => said(&[("form", &form), ("text", "What is meant?")]),
        "/processes/{process}/office/slips" => said(&[("item", &stage.on_paper().to_string())]),
        // What was sent is there no longer.
        "/processes/{process}/delegation/word/{upload}" => said(&[("item", "0.new"), ("act", "keep")]),
        "/processes/{process}/delegation/keys" => said(&[("role", "reads")]),
        "/processes/{process}/delegation/keys/end" => said(&[("key", &stage.key())]),
        "/processes/{process}/delegation/keys/rules" => said(&[("speaks", "drafters")]),
        "/processes/{process}/delegation/keys/anew" => {
            said(&[("key", &stage.keys.access.words()), ("sure", "yes")])
        }
        "/processes/{process}/desk/{place}/preview" => {
            said(&[("piece", &stage.paragraph.to_string()), ("typed", "States must act.")])
        }
        "/processes/{process}/desk/{place}" => said(&[
            ("draft", &stage.draft.to_string()),
            ("version", &stage.version().to_string()),
            ("act", &format!("not-retained:{}", stage.item)),
        ]),
        "/processes/{process}/issue/renumbering" => {
            said(&[("draft", &stage.draft.to_string()), ("version", &stage.version().to_string())])
        }
        "/processes/{process}/issue/file/{upload}" => said(&[
            ("draft", &stage.draft.to_string()),
            ("version", &stage.version().to_string()),
            ("act", "put"),
        ]),
        "/processes/{process}/issue" => {
            let (draft, version) = (stage.draft.to_string(), stage.version().to_string());
            let mut fields = said(&[("draft", &draft), ("version", &version), ("day", "2026-05-04")]);
            fields.extend(said(&[("label", "Rev.2"), ("confirm", "Rev.2"), ("opens", "later")]));
            fields.extend(said(&WINDOW));
            fields
        }
        "/processes/{process}/office/round" => {
            let mut fields = said(&[("round", &round)]);
            fields.extend(said(&WINDOW));
            fields
        }
        // Where it goes next; a closed one goes nowhere.
        "/processes/{process}/office/round/phase" => {
            let next = if stage.phase() == Phase::Planned { Phase::Open } else { Phase::Reactions };
            said(&[("round", &round), ("phase", next.name()), ("sure", "yes")])
        }
        "/processes/{process}/office/releases" => said(&[("round", &round)]),
        "/processes/{process}/office/delegations" => {
            said(&[("list", &format!("Newland {number}")), ("track", "states"), ("seats", "2")])
        }
        "/processes/{process}/office/sheets" => {
            said(&[("which", "ticked"), ("delegation", &stage.delegation("Eastmark"))])
        }
        "/processes/{process}/office/delegations/{delegation}/sheet"
        | "/processes/{process}/office/delegations/{delegation}/removal" => said(&[("sure", "yes")]),
        "/processes/{process}/office/staff" => said(&[
            ("login", &format!("new-{number}")),
            ("name", "Somebody new"),
            ("office", "interpreter"),
            ("body", ""),
        ]),
        "/processes/{process}/office/staff/{staff}/link" => Vec::new(),
        "/processes/{process}/office/offices" => {
            said(&[("staff", &stage.staff("spare")), ("office", "moderator"), ("body", "")])
        }
        "/processes/{process}/office/dismissal" => {
            said(&[("staff", &stage.staff("spare")), ("office", "moderator")])
        }
        "/processes/{process}/office/settings" => said(&[
            ("title", "Group on networks"),
            ("venue", "Europe/Zurich"),
            ("drafts_public", "yes"),
            ("submissions_shown", "at_release"),
        ]),
        "/processes/{process}/office/positions/removal" => said(&[("position", &stage.position())]),
        // There is a first draft already.
        "/processes/{process}/office/first-draft/issue" => {
            said(&[("upload", "0"), ("label", "Zero draft"), ("day", "2026-04-27")])
        }
        "/office/processes" => said(&[
            ("title", &format!("Group {number}")),
            ("document", "Outcome document"),
            ("language", "en"),
            ("venue", "Europe/Zurich"),
            ("submissions_shown", "at_release"),
        ]),
        "/office/passphrase" => {
            said(&[("old", PASSPHRASE), ("passphrase", PASSPHRASE), ("again", PASSPHRASE)])
        }
        other => panic!("{other} has no form; {} roles ask for it, {role:?} too", ROLES.len()),
    }
}

/// The window of the round as it is.
const WINDOW: [(&str, &str); 7] = [
    ("policy", "on_command"),
    ("hour", "18"),
    ("minimum", "2"),
    ("deadline_day", ""),
    ("deadline_time", ""),
    ("reactions_day", ""),
    ("reactions_time", ""),
];

/// A draft as a browser sends it, with its label and its day where it is the first.
fn file(first: bool) -> Vec<u8> {
    let field = |name: &str, value: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"draft.md\"\r\nContent-Type: text/plain\r\n\r\n# Outcome\n\n1. States should act.\r\n--xyz--\r\n";
    let fields = [field("label", "Zero draft"), field("day", "2026-04-27")].concat();
    [if first { fields } else { String::new() }, file.to_owned()].concat().into_bytes()
}

/// An acknowledgement that is none of ours.
fn pasted() -> Vec<u8> {
    let line = format!("travaux-ack-1.{}", "0".repeat(256));
    let head = "--xyz\r\nContent-Disposition: form-data; name=\"acknowledgements\"\r\n\r\n";
    format!("{head}{line}\r\n--xyz--\r\n").into_bytes()
}

/// A key as a browser sends its file.
fn key_file(key: &str) -> Vec<u8> {
    let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"key.txt\"\r\n\r\n";
    format!("{head}{key}\r\n--xyz--\r\n").into_bytes()
}

/// A published position as a browser sends it.
fn position(number: u32) -> Vec<u8> {
    let field = |name: &str, value: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let text = "Nobody is to be blamed for what others have done to the networks of all.";
    let title = format!("Position paper {number}");
    let fields = [field("title", &title), field("language", "en"), field("text", text)].concat();
    format!("{fields}--xyz--\r\n").into_bytes()
}

/// The draft as a Word file, with a paragraph more.
fn returned(stage: &Stage) -> Vec<u8> {
    let draft = stage.draft;
    let mut draft = stage.site.store().blocking_read(move |r| r.paragraphs(draft)).unwrap();
    let last = draft.last().unwrap().content.clone();
    let content = Content { text: Text::parse("A sentence of our own."), ..last };
    draft.push(Paragraph { id: ParagraphId::from_bytes([7; 16]), content });
    let rendition = Rendition::clean(&draft, Cover::default(), Language::of("en", &draft));
    let docx = write(&rendition, Format::Docx).unwrap();
    let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"draft.docx\"\r\n\r\n";
    [head.as_bytes(), &docx, b"\r\n--xyz--\r\n"].concat()
}
