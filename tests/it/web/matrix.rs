//! Who may ask for what, in which phase: every route and method of the application, as every role.
//!
//! The expectations are those of the design and of `identity::role`, not what the program was seen to do. A route
//! without a row fails: the routes are read from the source. Whoever is denied is tried first, and then not a byte of
//! the record is another, and no delegation is named.

mod forms;
mod reading;
mod routes;
mod stage;
mod strict;

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use travaux::drafting::round::Phase;
use travaux::store::processes::Visibility;

use self::forms::{Body, address, body};
use self::routes::routes;
use self::stage::{DELEGATIONS, Stage};
use super::site::{Answer, Site};

/// As whom somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Anybody,
    /// Clears for a delegation of another process.
    Elsewhere,
    Reads,
    Drafter,
    Clears,
    CoChair,
    Secretariat,
    /// A moderator.
    Observer,
    /// Staff without an office here, who runs another process.
    Outside,
}

const ROLES: [Role; 9] = [
    Role::Anybody,
    Role::Elsewhere,
    Role::Reads,
    Role::Drafter,
    Role::Clears,
    Role::CoChair,
    Role::Secretariat,
    Role::Observer,
    Role::Outside,
];

const PHASES: [Phase; 4] = [Phase::Planned, Phase::Open, Phase::Reactions, Phase::Closed];

/// The table, for a process whose drafts are public and whose submissions are not. In a cell: `+` is done, `~` is
/// refused as the role may but not now, `-` is denied; one sign for all phases, or four for planned, open, reactions
/// and closed. A word behind a route tells its rows apart. Rows are tried in this order: what ends keys or sessions
/// comes last.
///
/// What is public, and the doors, are everybody's. The program that sets PDF is not there, and that is said to those who
/// may have the file. Delegates prepare always, submit amendments while the round is open,
/// and comment, withdraw and take positions until the reactions end; they answer questions and take over what was sent on
/// paper once it has begun, and send without clearance with a key that clears. Co-chairs decide, ask, release and issue once it has
/// begun. The secretariat runs the process; nobody of another process does anything.
const TABLE: &str = "
                                                                          any els rea dra cle cha sec obs out
GET  /health/live                                                          +   +   +   +   +   +   +   +   +
GET  /health/ready                                                         +   +   +   +   +   +   +   +   +
GET  /assets/{name}                                                        +   +   +   +   +   +   +   +   +
GET  /                                                                     +   +   +   +   +   +   +   +   +
GET  /processes/{process}                                                  +   +   +   +   +   +   +   +   +
GET  /processes/{process}/who-sees-what                                    +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}                                   +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/redline/{against}                 +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/changes/{against}                 +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/downloads                         +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/package                           +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/files/{file} clean.docx           +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/files/{file} compilation.md       -   -   +   +   +   +   +   -   -
GET  /processes/{process}/drafts/{draft}/files/{file} letter.docx          -   -   -   -   -   +   +   -   -
GET  /processes/{process}/drafts/{draft}/files/{file} clean-with-comments.html -   -   +   +   +   +   +   -   -
GET  /processes/{process}/releases                                         +   +   +   +   +   +   +   +   +
POST /processes/{process}/releases                                         +   +   +   +   +   +   +   +   +
GET  /processes/{process}/releases.json                                    +   +   +   +   +   +   +   +   +
GET  /processes/{process}/drafts/{draft}/ledger                            -   -   +   +   +   +   +   -   -
GET  /processes/{process}/drafts/{draft}/issued                            -   -   -   -   -   +   +   -   -

GET  /log-in                                                               +   +   +   +   +   +   +   +   +
GET  /log-in/staff                                                         +   +   +   +   +   +   +   +   +
GET  /enrol                                                                +   +   +   +   +   +   +   +   +
GET  /recover                                                              +   +   +   +   +   +   +   +   +
POST /enrol                                                                +   +   +   +   +   +   +   +   +
POST /recover                                                              +   +   +   +   +   +   +   +   +
POST /key-file                                                             +   +   +   +   +   +   +   +   +
GET  /setup/{link}                                                         +   +   +   +   +   +   +   +   +
POST /demo/persona                                                         -   -   -   -   -   -   -   -   -
POST /demo/release                                                         -   -   -   -   -   -   -   -   -

GET  /processes/{process}/delegation                                       -   -   +   +   +   -   -   -   -
GET  /processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}      -   -   -   +   +   -   -   -   -
POST /processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}      -   -   -   +   +   -   -   -   -
POST /processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}/preview - -  -   +   +   -   -   -   -
GET  /processes/{process}/delegation/entries/{form}                        -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/entries/{form}/clear                  -   -   -   -   +   -   -   -   -
POST /processes/{process}/delegation/entries/{form}/discard                -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/check                                 -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/submit comment                        -   -   -  ~++~ ~++~ -   -   -   -
POST /processes/{process}/delegation/submit amendment                      -   -   -  ~+~~ ~+~~ -   -   -   -
POST /processes/{process}/drafts/{draft}/positions                         -   -   -  ~++~ ~++~ -   -   -   -
GET  /processes/{process}/delegation/items/{item}                          -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/items/{item}/withdraw                 -   -   -  ~++~ ~++~ -   -   -   -
GET  /processes/{process}/delegation/questions/{question}                  -   -   +   +   +   -   -   -   -
POST /processes/{process}/delegation/questions/{question} save             -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/questions/{question} send             -   -   -   ~  ~+++ -   -   -   -
POST /processes/{process}/delegation/claims                                -   -   -  ~+++ ~+++ -   -   -   -
GET  /processes/{process}/delegation/report/{file} rev.1.html              -   -   +   +   +   -   -   -   -
GET  /processes/{process}/delegation/acknowledgements.txt                  -   -   +   +   +   -   -   -   -
GET  /processes/{process}/delegation/word                                  -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/word                                  -   -   -   +   +   -   -   -   -
GET  /processes/{process}/delegation/word/{upload}                         -   -   -   +   +   -   -   -   -
POST /processes/{process}/delegation/word/{upload}                         -   -   -   ~   ~   -   -   -   -
GET  /processes/{process}/delegation/keys                                  -   -   -   -   +   -   -   -   -
POST /processes/{process}/delegation/keys                                  -   -   -   -   +   -   -   -   -
POST /processes/{process}/delegation/keys/end                              -   -   -   -   +   -   -   -   -
POST /processes/{process}/delegation/keys/rules                            -   -   -   -   +   -   -   -   -

GET  /processes/{process}/desk                                             -   -   -   -   -   +   +   -   -
GET  /processes/{process}/desk/{place}                                     -   -   -   -   -   +   +   -   -
GET  /processes/{process}/desk/working-redline.docx                        -   -   -   -   -   +   +   -   -
GET  /processes/{process}/desk/working-redline.pdf                         -   -   -   -   -   ~   ~   -   -
GET  /processes/{process}/desk/working-redline.html                        -   -   -   -   -   +   +   -   -
GET  /processes/{process}/desk/items/{item}                                -   -   -   -   -   +   +   -   -
POST /processes/{process}/desk/items/{item}                                -   -   -   -   -  ~+++ -   -   -
POST /processes/{process}/desk/{place}/preview                             -   -   -   -   -   +   -   -   -
POST /processes/{process}/desk/{place}                                     -   -   -   -   -  ~+++ -   -   -
GET  /processes/{process}/issue                                            -   -   -   -   -   +   -   -   -
GET  /processes/{process}/issue/{view}                                     -   -   -   -   -   +   -   -   -
GET  /processes/{process}/issue/file                                       -   -   -   -   -   +   -   -   -
POST /processes/{process}/issue/file                                       -   -   -   -   -   +   -   -   -
GET  /processes/{process}/issue/file/{upload}                              -   -   -   -   -   +   -   -   -
POST /processes/{process}/issue/file/{upload}                              -   -   -   -   -  ~+++ -   -   -
POST /processes/{process}/issue/renumbering                                -   -   -   -   -  ~+++ -   -   -
POST /processes/{process}/issue                                            -   -   -   -   -  ~+++ -   -   -

GET  /processes/{process}/office                                           -   -   -   -   -   +   +   -   -
POST /processes/{process}/office/round                                     -   -   -   -   -  +++~ +++~ -   -
POST /processes/{process}/office/releases                                  -   -   -   -   -  ~+++ ~+++ -   -
GET  /processes/{process}/office/delegations                               -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/delegations                               -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/sheets                                    -   -   -   -   -   -   +   -   -
GET  /processes/{process}/office/delegations/{delegation}                  -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/delegations/{delegation}/sheet            -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/delegations/{delegation}/removal          -   -   -   -   -   -   +   -   -
GET  /processes/{process}/office/staff                                     -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/staff                                     -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/staff/{staff}/link                        -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/offices                                   -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/dismissal                                 -   -   -   -   -   -   +   -   -
GET  /processes/{process}/office/received                                  -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/slips                                     -   -   -   -   -   -   +   -   -
GET  /processes/{process}/office/settings                                  -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/settings                                  -   -   -   -   -   -   +   -   -
GET  /processes/{process}/office/audit                                     -   -   -   -   -   +   +   -   -
GET  /processes/{process}/office/audit.csv                                 -   -   -   -   -   +   +   -   -
GET  /processes/{process}/office/first-draft                               -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/first-draft                               -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/first-draft/issue                         -   -   -   -   -   -   ~   -   -

GET  /processes/{process}/office/positions                                 -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/positions                                 -   -   -   -   -   -   +   -   -
POST /processes/{process}/office/positions/removal                         -   -   -   -   -   -   +   -   -

GET  /office                                                               -   -   -   -   -   -   +   -   +
POST /office/processes                                                     -   -   -   -   -   -   +   -   +
GET  /office/passphrase                                                    -   -   -   -   -   +   +   +   +
POST /office/passphrase                                                    -   -   -   -   -   +   +   +   +

POST /processes/{process}/office/round/phase                               -   -   -   -   -  +++~ +++~ -   -
POST /processes/{process}/delegation/keys/anew                             -   -   -   -   +   -   -   -   -
POST /log-in                                                               +   +   +   +   +   +   +   +   +
POST /log-in/file                                                          +   +   +   +   +   +   +   +   +
POST /log-in/staff                                                         +   +   +   +   +   +   +   +   +
POST /log-in/staff/second-factor                                           +   +   +   +   +   +   +   +   +
POST /setup/{link}                                                         +   +   +   +   +   +   +   +   +
POST /log-out                                                              +   +   +   +   +   +   +   +   +
";

/// Rows that leave nothing as the others need it: each has a process of its own.
const ALONE: [&str; 1] = ["/processes/{process}/issue"];

/// What staff do that leaves no line in the audit trail: looking, and the desk, which has a log of its own without names.
/// A release on command leaves one if anything was released.
const UNTOLD: [&str; 8] = [
    "/log-out",
    "/processes/{process}/desk/{place}",
    "/processes/{process}/desk/{place}/preview",
    "/processes/{process}/issue/file",
    "/processes/{process}/issue/file/{upload}",
    "/processes/{process}/issue/renumbering",
    "/processes/{process}/office/first-draft",
    "/processes/{process}/office/releases",
];

/// The doors, which anybody may stand before: whoever gets in is staff.
const DOORS: [&str; 3] = ["/log-in/staff", "/log-in/staff/second-factor", "/setup/{link}"];

/// What comes of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Refused,
    Denied,
}

/// A row of the table.
struct Row {
    method: Method,
    route: &'static str,
    variant: &'static str,
    cells: Vec<&'static str>,
}

impl Row {
    fn expected(&self, role: Role, phase: Phase) -> Outcome {
        let cell = self.cells[ROLES.iter().position(|it| *it == role).unwrap()];
        let at = if cell.len() == 1 { 0 } else { PHASES.iter().position(|it| *it == phase).unwrap() };
        match &cell[at..=at] {
            "+" => Outcome::Done,
            "~" => Outcome::Refused,
            "-" => Outcome::Denied,
            other => panic!("{other} is no outcome"),
        }
    }

    /// How many lines of staff the audit trail has more after the row was done. Whatever only staff may do is one.
    fn lines(&self) -> usize {
        let at = |role: Role| ROLES.iter().position(|it| *it == role).unwrap();
        let others = [Role::Anybody, Role::Elsewhere, Role::Reads, Role::Drafter, Role::Clears];
        let of_staff = others.iter().all(|role| self.cells[at(*role)] == "-");
        let told = of_staff && !UNTOLD.contains(&self.route) || DOORS.contains(&self.route);
        usize::from(self.method == Method::POST && told)
    }

    /// Whether whoever has no part in a process may see that there is one.
    fn is_of_the_process(&self) -> bool {
        self.route.contains("{process}")
    }
}

fn rows() -> Vec<Row> {
    let (_, lines) = TABLE.trim_start().split_once('\n').unwrap();
    let row = |line: &'static str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (said, cells) = words.split_at(words.len() - ROLES.len());
        assert!(said.len() == 2 || said.len() == 3, "{line}");
        let method = Method::from_bytes(said[0].as_bytes()).unwrap();
        for cell in cells {
            assert!(cell.len() == 1 || cell.len() == PHASES.len(), "{line}: {cell}");
            let refused = method == Method::POST || said[1].ends_with(".pdf");
            assert!(refused || !cell.contains('~'), "{line}: a page is not refused");
        }
        Row { method, route: said[1], variant: said.get(2).unwrap_or(&""), cells: cells.to_vec() }
    };
    lines.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

/// What an answer amounts to. Anything that is none of the three is a mistake: of the row, if the form is not valid.
fn outcome(answer: &Answer) -> Result<Outcome, String> {
    let leads_to_the_door = answer.header("location").starts_with("/log-in");
    match answer.status {
        StatusCode::SEE_OTHER if leads_to_the_door => Ok(Outcome::Denied),
        StatusCode::OK | StatusCode::SEE_OTHER => Ok(Outcome::Done),
        StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => Ok(Outcome::Refused),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Ok(Outcome::Denied),
        other => Err(other.to_string()),
    }
}

/// The files of the record, by their hashes.
fn record(site: &Site) -> Vec<(String, [u8; 32])> {
    site.files().into_iter().filter(|(name, _)| name.starts_with("travaux.db")).collect()
}

/// How many lines of the audit trail are of staff.
fn lines_of_staff(site: &Site) -> usize {
    let trail = site.store().blocking_read(|r| r.audit_trail()).unwrap();
    trail.iter().filter(|it| it.actor.hand.staff().is_some()).count()
}

impl Stage {
    fn send(&self, row: &Row, role: Role, at: &str, body: Body) -> Answer {
        let cookie = &self.cookies[&role];
        let known = (header::COOKIE, cookie.as_str());
        match body {
            Body::None if cookie.is_empty() => self.site.get(at),
            Body::None => self.site.get_as(cookie, at),
            Body::Fields(fields) => {
                assert_eq!(row.method, Method::POST);
                let fields: Vec<_> = fields.iter().map(|(name, it)| (*name, it.as_str())).collect();
                self.site.post(at, cookie, &fields)
            }
            Body::File(bytes) => {
                let kind = (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
                let from = (header::HeaderName::from_static("sec-fetch-site"), "same-origin");
                let headers = [kind, from, known];
                let headers = if cookie.is_empty() { &headers[..2] } else { &headers };
                self.site.bytes(Method::POST, at, headers, bytes)
            }
        }
    }

    /// Tries a row as every role, those who are denied first; what is not as expected.
    fn attempt(&mut self, row: &Row, phase: Phase, expected: impl Fn(Role) -> Outcome) -> Vec<String> {
        let mut roles = ROLES;
        roles.sort_by_key(|role| expected(*role) != Outcome::Denied);
        let mut wrong = Vec::new();
        for role in roles {
            let expected = expected(role);
            let mut say = |what: String| {
                let Row { method, route, variant, .. } = row;
                wrong.push(format!("{method} {route} {variant} as {role:?}, {phase:?}: {what}"));
            };
            // A release on command is made once an hour, whoever asks.
            if row.route.ends_with("/office/releases") {
                self.site.restart();
            }
            let (at, body) = (address(self, row, role), body(self, row, role));
            let (before, lines) = (record(&self.site), lines_of_staff(&self.site));
            let answer = self.send(row, role, &at, body);
            let told = lines_of_staff(&self.site) - lines;
            let done = outcome(&answer) == Ok(Outcome::Done);
            if told != if done { row.lines() } else { 0 } {
                say(format!("{told} lines in the audit trail"));
            }
            match outcome(&answer) {
                Err(status) => say(format!("{status} is a mistake of the row")),
                Ok(found) if found != expected => {
                    say(format!("{found:?}, not {expected:?} ({})", answer.status));
                }
                Ok(Outcome::Denied) => {
                    if before != record(&self.site) {
                        say("the record has changed".to_owned());
                    }
                    let text = String::from_utf8_lossy(&answer.body);
                    if let Some(name) = DELEGATIONS.iter().find(|it| text.contains(**it)) {
                        say(format!("it names {name}"));
                    }
                }
                Ok(Outcome::Done) if row.method == Method::GET && before != record(&self.site) => {
                    say("reading has written".to_owned());
                }
                Ok(Outcome::Done | Outcome::Refused) => {}
            }
        }
        wrong
    }
}

fn visibility() -> Visibility {
    Visibility { drafts_public: true, ..Visibility::default() }
}

/// Plays the table in one phase.
fn play(phase: Phase) {
    let mut stage = Stage::new(phase, visibility());
    let mut wrong = Vec::new();
    for row in rows() {
        let expected = |role| row.expected(role, phase);
        if ALONE.contains(&row.route) && row.method == Method::POST {
            wrong.extend(Stage::new(phase, visibility()).attempt(&row, phase, expected));
        } else {
            wrong.extend(stage.attempt(&row, phase, expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_route_and_method_has_a_row() {
    let known: BTreeSet<(String, String)> =
        rows().iter().map(|row| (row.method.to_string(), row.route.to_owned())).collect();
    let found = routes();
    let without: Vec<_> = found.difference(&known).collect();
    assert!(without.is_empty(), "without a row: {without:?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "rows of no route: {gone:?}");
}

#[test]
fn who_may_do_what_before_a_round_begins() {
    play(Phase::Planned);
}

#[test]
fn who_may_do_what_while_a_round_is_open() {
    play(Phase::Open);
}

#[test]
fn who_may_do_what_during_reactions() {
    play(Phase::Reactions);
}

#[test]
fn who_may_do_what_after_a_round() {
    play(Phase::Closed);
}

/// Where nothing is public, whoever has no part in a process is denied all of it, and cannot tell that it is there.
#[test]
fn a_process_that_is_not_public_is_not_there_for_others() {
    let mut stage = Stage::new(Phase::Open, Visibility::default());
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| row.is_of_the_process()) {
        for role in [Role::Anybody, Role::Elsewhere, Role::Outside] {
            let (at, form) = (address(&mut stage, row, role), body(&mut stage, row, role));
            let before = record(&stage.site);
            let answer = stage.send(row, role, &at, form);
            let said = format!("{} {} {} as {role:?}", row.method, row.route, row.variant);
            // A form of somebody who is not logged in is held, wherever it was sent.
            let held = role == Role::Anybody && answer.status == StatusCode::UNAUTHORIZED;
            if answer.status != StatusCode::NOT_FOUND && !(held && row.method == Method::POST) {
                wrong.push(format!("{said}: {}", answer.status));
            }
            let text = String::from_utf8_lossy(&answer.body);
            if text.contains("ICT workstream") || DELEGATIONS.iter().any(|it| text.contains(it)) {
                wrong.push(format!("{said}: it says whose it is"));
            }
            if before != record(&stage.site) {
                wrong.push(format!("{said}: the record has changed"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
