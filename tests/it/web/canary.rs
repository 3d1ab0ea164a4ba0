//! Canaries: names that stand nowhere else. A whole round is played over the program as it is started, and then the
//! names of delegations and of the staff are looked for in its log, in every file, and on the pages of everybody.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Read as _;

use scraper::{Html, Selector};

use super::delegate::form_on;
use super::doors::key_on;
use super::phone::{Phone, offer};
use super::site::PASSPHRASE;
use super::wire::{Reply, Served};
use crate::support::{Office, Said, all_text};

const PROCESS: &str = "/processes/ict-workstream";
const ZERO: &str = "/processes/ict-workstream/drafts/zero-draft";
const REV1: &str = "/processes/ict-workstream/drafts/rev.1";
const DRAFT: &str = "# Outcome\n\nI. First part\n\n1. States should act.\n\n2. States should tell one another what they learn.\n\n3. States should meet again.\n";

/// The delegations; enough for a release.
const DELEGATIONS: [&str; 6] = ["Zubenia", "Vindemia", "Sadalia", "Fomalia", "Menkalia", "Alphecia"];
/// What the staff log in as, what they are called, and for whom the co-chair speaks.
const CHAIR: [&str; 3] = ["kornephoros.login", "Madam Unukalhai", "Rasalhaguia"];
const OFFICE: [&str; 2] = ["muphrid.login", "Mister Zaurak"];
/// What one of them typed.
const TYPED: [&str; 3] = ["words-of-a-comment", "words-of-an-amendment", "words-of-a-rationale"];

struct Played {
    office: Office,
    served: Served,
    /// The sessions of the delegations, of the co-chair and of the secretariat.
    delegates: Vec<String>,
    chair: String,
    secretariat: String,
    /// Keys, codes and tokens.
    secrets: Vec<String>,
}

fn sent(reply: &Reply) {
    assert_eq!(reply.status, 303, "{}", reply.text());
}

impl Played {
    /// Sends a form that a page shows, some fields with other values.
    fn send(&self, cookie: &str, page: &str, form: &str, typed: &[(&str, &str)]) -> Reply {
        let (to, fields) = form_on(page, form, typed);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.served.post(cookie, &to, &fields)
    }

    /// A process with its staff and its delegations, all of whom have logged in.
    fn begin() -> Self {
        let office = Office::new();
        office.done(&["init", "--process", "ICT workstream", "--public-drafts", "--public-submissions"]);
        office.put("draft.md", DRAFT);
        office.done(&["import", "draft.md", "--date", "2026-04-27"]);
        let [login, name, body] = CHAIR;
        let chair = ["staff", "add", login, "--name", name, "--as", "co-chair", "--for", body];
        Said::to(&mut office.command(&chair), PASSPHRASE.as_bytes()).succeeded();
        let [login, name] = OFFICE;
        let clerk = ["staff", "add", login, "--name", name];
        Said::to(&mut office.command(&clerk), PASSPHRASE.as_bytes()).succeeded();
        let served = Served::start(&office);
        let enter = |login: &str| {
            let form = [("login", login), ("passphrase", PASSPHRASE), ("code", "")];
            let page = served.post("", "/log-in/staff", &form).text();
            let (offer, code) = (offer(&page), Phone::reading(&page).code().unwrap());
            let form = [("login", login), ("offer", &offer), ("code", &code)];
            served.post("", "/log-in/staff/second-factor", &form).cookie()
        };
        let (chair, secretariat) = (enter(CHAIR[0]), enter(OFFICE[0]));
        let list = DELEGATIONS.join("\n");
        let roster = format!("{PROCESS}/office/delegations");
        sent(&served.post(&secretariat, &roster, &[("list", &list), ("track", "states"), ("seats", "2")]));
        let sheets =
            served.post(&secretariat, &format!("{PROCESS}/office/sheets"), &[("which", "without")]).text();
        let mut secrets = vec![PASSPHRASE.to_owned(), chair.clone(), secretariat.clone()];
        let mut delegates = Vec::new();
        for name in DELEGATIONS {
            let code = key_on(&sheets, name);
            let keys = served.post("", "/enrol", &[("code", &code)]).text();
            let key = key_on(&keys, "Access key");
            delegates.push(served.post("", "/log-in", &[("key", &key)]).cookie());
            secrets.extend([code, key, delegates.last().unwrap().clone()]);
        }
        Self { office, served, delegates, chair, secretariat, secrets }
    }

    /// Writes on a paragraph and submits it.
    fn submit(&self, cookie: &str, at: &str, typed: &[(&str, &str)]) {
        let page = self.served.get(cookie, at).text();
        let check = self.send(cookie, &page, "form.writing", &[typed, &[("act", "check")]].concat());
        assert_eq!(check.status, 200, "{}", check.text());
        let submit = format!("form[action=\"{PROCESS}/delegation/submit\"]");
        sent(&self.send(cookie, &check.text(), &submit, &[]));
    }

    /// The work of delegates: words, positions, and what goes wrong.
    fn write(&self) {
        let page = self.served.get(&self.delegates[0], ZERO).text();
        let articles = Selector::parse("article[id^=p-]").unwrap();
        let document = Html::parse_document(&page);
        let on: Vec<String> =
            document.select(&articles).map(|it| it.attr("id").unwrap()[2..].to_owned()).collect();
        let [first, second] = [&on[on.len() - 3], &on[on.len() - 2]];
        let [comment, amendment, rationale] = TYPED;
        let author = &self.delegates[0];
        let why = [("text", comment), ("why", rationale), ("share", "yes")];
        self.submit(author, &format!("{ZERO}/paragraphs/{first}/comment"), &why);
        let words = format!("States should tell one another {amendment}.");
        self.submit(author, &format!("{ZERO}/paragraphs/{second}/wording"), &[("text", &words)]);
        for (n, other) in self.delegates.iter().enumerate().skip(1) {
            let text = format!("A remark of company {n}.");
            self.submit(other, &format!("{ZERO}/paragraphs/{first}/comment"), &[("text", &text)]);
            let stance = [("paragraph", second.as_str()), ("stance", "retain")];
            sent(&self.served.post(other, &format!("{ZERO}/positions"), &stance));
        }
        // What goes wrong says no more.
        let key = &self.secrets[4];
        for (cookie, at, form) in [
            ("", "/log-in", vec![("key", "one two three")]),
            ("", "/log-in", vec![("key", key.as_str()), ("other", "x")]),
            ("", "/log-in/staff", vec![("login", CHAIR[0]), ("passphrase", "not the passphrase")]),
            ("", &format!("{ZERO}/paragraphs/{first}/comment"), vec![("text", comment)]),
            (author, &format!("{ZERO}/paragraphs/{first}/comment"), vec![("form", "x"), ("text", comment)]),
            (author, &format!("{PROCESS}/office/delegations"), vec![("list", DELEGATIONS[1])]),
            (author, &format!("{PROCESS}/{}", DELEGATIONS[0]), vec![("text", comment)]),
        ] {
            let status = self.served.post(cookie, at, &form).status;
            assert!((400..500).contains(&status), "{at}: {status}");
        }
        assert_eq!(self.served.get(author, &format!("/{}?q={comment}", DELEGATIONS[0])).status, 404);
    }

    /// The work of a co-chair: the round is led on, amendments are decided on, the next draft is issued.
    fn decide(&self) {
        let office = self.served.get(&self.chair, &format!("{PROCESS}/office")).text();
        let round = form_on(&office, "form[action$=\"/office/round\"]", &[]).1;
        let round = round.iter().find(|(name, _)| name == "round").unwrap().1.clone();
        let led = [("round", round.as_str()), ("phase", "reactions"), ("sure", "yes")];
        sent(&self.served.post(&self.chair, &format!("{PROCESS}/office/round/phase"), &led));
        let desk = self.served.get(&self.chair, &format!("{PROCESS}/desk")).text();
        let mut decided = 0;
        let places =
            hrefs(&desk).into_iter().filter(|it| it.starts_with(&format!("{PROCESS}/desk/")) && !is_file(it));
        for at in places {
            let page = self.served.get(&self.chair, &at).text();
            let Some(act) = buttons(&page).into_iter().find(|it| it.starts_with("retain:")) else { continue };
            let form = super::desk::fields(&page);
            let mut form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            form.retain(|(name, _)| *name != "note");
            form.extend([("note", "Thank you for it."), ("act", act.as_str())]);
            sent(&self.served.post(&self.chair, &at, &form));
            decided += 1;
        }
        assert!(decided > 0, "there is something to retain: {desk}");
        let page = self.served.get(&self.chair, &format!("{PROCESS}/issue")).text();
        let typed = [("label", "Rev.1"), ("confirm", "Rev.1"), ("opens", "now"), ("policy", "daily")];
        sent(&self.send(&self.chair, &page, "form[action$=\"/issue\"]", &typed));
    }

    /// Everything that somebody can read, by address; the parts of a Word file as one text.
    fn read(&self, cookie: &str) -> BTreeMap<String, String> {
        let mut waiting: VecDeque<String> = ["/".to_owned()].into();
        for draft in [ZERO, REV1] {
            for what in ["clean", "compilation", "redline-against-zero-draft"] {
                waiting.extend(["docx", "html", "md"].map(|it| format!("{draft}/files/{what}.{it}")));
            }
            for what in [
                "clean-with-comments",
                "redline-with-comments-against-zero-draft",
                "comparison-with-zero-draft",
            ] {
                waiting.extend(["docx", "html"].map(|it| format!("{draft}/files/{what}.{it}")));
            }
        }
        waiting.extend(["docx", "html"].map(|it| format!("{PROCESS}/desk/working-redline.{it}")));
        waiting.extend([ZERO, REV1].map(|it| format!("{it}/package")));
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut read = BTreeMap::new();
        while let Some(at) = waiting.pop_front() {
            let reply = self.served.get(cookie, &at);
            if reply.status != 200 {
                continue;
            }
            let is_word = reply.header("content-type").contains("openxmlformats");
            let text = match reply.header("content-type") {
                _ if is_word => parts(reply.body.clone()),
                "application/zip" => all_text(&reply.body),
                _ => reply.text(),
            };
            if reply.header("content-disposition").is_empty() && !at.starts_with("/assets/") {
                for href in hrefs(&text) {
                    let href = href.split('#').next().unwrap();
                    let path = at.split('?').next().unwrap();
                    let whole = if href.starts_with('?') { format!("{path}{href}") } else { href.to_owned() };
                    if whole.starts_with('/') && seen.insert(whole.clone()) {
                        waiting.push_back(whole);
                    }
                }
            }
            read.insert(at, text);
            assert!(read.len() < 3000, "the pages never end");
        }
        read
    }
}

fn hrefs(page: &str) -> Vec<String> {
    let links = Selector::parse("a[href]").unwrap();
    Html::parse_document(page).select(&links).map(|it| it.attr("href").unwrap().to_owned()).collect()
}

fn buttons(page: &str) -> Vec<String> {
    let buttons = Selector::parse("button[name=act]").unwrap();
    let page = Html::parse_document(page);
    page.select(&buttons).filter_map(|it| it.attr("value")).map(str::to_owned).collect()
}

/// All parts of a Word file or of a workbook, their names too.
fn parts(file: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut all = String::new();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        all.push_str(&part.name().unwrap());
        part.read_to_string(&mut all).unwrap();
    }
    let known = ["word/document.xml", "xl/workbook.xml"].iter().any(|part| all.contains(part));
    assert!(known && !all.contains("docProps"), "nothing is said about the file");
    all
}

fn is_file(at: &str) -> bool {
    at.contains("/files/") || at.contains("/working-redline.") || at.ends_with("/package")
}

#[test]
fn names_are_in_no_log_no_file_and_on_no_page_of_others() {
    let played = Played::begin();
    played.write();
    played.decide();
    let staff = [&CHAIR[..], &OFFICE[..]].concat();
    let all: Vec<&str> = DELEGATIONS.iter().copied().chain(staff.iter().copied()).collect();
    let readers = [
        ("the author", &played.delegates[0]),
        ("another delegation", &played.delegates[1]),
        ("the co-chair", &played.chair),
        ("the secretariat", &played.secretariat),
        ("the public", &String::new()),
    ];
    for (who, cookie) in readers {
        let read = played.read(cookie);
        let files: Vec<&String> = read.keys().filter(|at| is_file(at)).collect();
        let working = files.iter().filter(|at| at.contains("/working-redline.")).count();
        let packages = files.iter().filter(|at| at.ends_with("/package")).count();
        assert_eq!(packages, 2, "{who}: one of each draft");
        assert_eq!(files.len() - working - packages, 30, "{who}: {files:?}");
        assert_eq!(working, if who.contains("chair") || who.contains("secretariat") { 2 } else { 0 });
        // What is looked for can be found: the words themselves are there.
        let [comment, amendment, _] = TYPED;
        let compilation = &read[&format!("{ZERO}/files/compilation.md")];
        assert!(compilation.contains(comment), "{who}: {compilation}");
        for ending in ["compilation.docx", "clean-with-comments.docx", "comparison-with-zero-draft.docx"] {
            assert!(parts_have(&read, ending, comment), "{who}: {ending}");
        }
        assert!(read[&format!("{REV1}/files/clean.html")].contains(amendment), "{who}");
        let named = |name: &str| read.values().any(|text| text.contains(name));
        assert_eq!(named(DELEGATIONS[0]), who == "the author" || who == "the secretariat", "{who}");
        for (at, text) in &read {
            let may_stand = |name: &str| match who {
                _ if is_file(at) => false,
                "the author" => name == DELEGATIONS[0],
                "another delegation" => name == DELEGATIONS[1],
                "the co-chair" => name == CHAIR[1] || (at.contains("/office/audit") && staff.contains(&name)),
                "the secretariat" => {
                    name == OFFICE[1]
                        || (at.contains("/office/delegations") && DELEGATIONS.contains(&name))
                        || (at.contains("/office/staff") && staff.contains(&name))
                        || (at.contains("/office/audit") && all.contains(&name))
                }
                _ => false,
            };
            for name in all.iter().filter(|name| text.contains(**name)) {
                assert!(may_stand(name), "{who} reads {name} at {at}");
            }
        }
    }
    let Played { office, served, secrets, .. } = played;
    let log = served.end();
    assert!(log.contains("/processes/{process}/delegation/submit"), "it is the log: {log}");
    let secrets = secrets.iter().map(|it| it.trim_start_matches("travaux="));
    for word in all.iter().copied().chain(TYPED).chain(secrets) {
        assert!(!log.contains(word), "the log says {word}: {log}");
    }
    let id = |word: &str| word.len() >= 32 && word.bytes().all(|it| it.is_ascii_hexdigit());
    let ids: Vec<&str> = log.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| id(it)).collect();
    assert!(ids.is_empty(), "the log has ids: {ids:?}");
    for what in ["clean", "redline", "compilation", "comparison"] {
        let said =
            office.done(&["export", "--draft", "Rev.1", "--rendition", what, "--format", "md", "-o", "-"]);
        for name in &all {
            assert!(!said.out.contains(name) && !said.err.contains(name), "{what:?}: {name}");
        }
    }
}

fn parts_have(read: &BTreeMap<String, String>, ending: &str, words: &str) -> bool {
    read.iter().any(|(at, text)| at.ends_with(ending) && text.contains(words))
}
