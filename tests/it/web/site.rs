//! A site: the application over a data directory that was filled through the proceedings with the sample text.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::civil::{Date, date};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;
use travaux::clock;
use travaux::config::{Fingerprint, Front};
use travaux::demonstration::{self, Demonstration};
use travaux::document::id::{DraftId, ParagraphId, ReleaseId, RoundId, SubmissionId};
use travaux::document::inline::Text;
use travaux::document::lineage::Lineage;
use travaux::document::{Content, Kind, Paragraph};
use travaux::drafting::auto::LateOnes;
use travaux::drafting::round::Phase;
use travaux::drafting::submission::{Body as Words, Hold, Target};
use travaux::identity::actor::Actor;
use travaux::identity::second_factor::SecondFactor;
use travaux::identity::{DelegationId, Track};
use travaux::import::{self, received};
use travaux::press::Press;
use travaux::proceedings::{self, NewDraft, Scope, decide_automatically, issue_next, receive, take_in_first};
use travaux::store::delegations::Delegation;
use travaux::store::drafts::{Basis, Issue};
use travaux::store::processes::{Settings, Shown, Visibility};
use travaux::store::releases::{Counts, NewRelease};
use travaux::store::rounds::Window;
use travaux::store::staff::Appointment;
use travaux::store::submissions::NewItem;
use travaux::store::{Access, Store};
use travaux::web::{AppState, app};

use super::phone::Phone;

const DRAFT: &[u8] = include_bytes!("../../../assets/demo/zero-draft.md");
const RECEIVED: &[u8] = include_bytes!("../../../assets/demo/received.jsonl");
const DAY: Date = date(2026, 4, 27);

/// The passphrase of all staff.
pub(super) const PASSPHRASE: &str = "velvet harbour ninety lanterns";

/// Its hash, made once.
static HASH: LazyLock<String> = LazyLock::new(|| proceedings::hash_passphrase(PASSPHRASE).unwrap());

/// In the rationale of a submission, which is for the co-chairs.
pub(super) const RATIONALE: &str = "rationale-for-the-chairs";
/// In a submission that is held.
pub(super) const HELD: &str = "held-for-the-chairs";
/// In a submission that anybody may see where submissions are public.
pub(super) const SHOWN: &str = "remark-for-everybody";

/// The home of the process on the site.
pub(super) const PROCESS: &str = "/processes/ict-workstream";
/// Its drafts.
pub(super) const ZERO: &str = "/processes/ict-workstream/drafts/zero-draft";
pub(super) const REV1: &str = "/processes/ict-workstream/drafts/rev.1";

/// A running application.
pub(super) struct Site {
    app: Router,
    store: Store,
    dir: TempDir,
    runtime: tokio::runtime::Runtime,
    /// The phones of the staff, by their logins.
    phones: RefCell<BTreeMap<String, Phone>>,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Site {
    /// A process whose drafts and submissions are public.
    pub(super) fn public() -> Self {
        Self::with(Visibility { drafts_public: true, submissions_public: true, ..Visibility::default() })
    }

    /// A process with two drafts and everything the sample brings.
    pub(super) fn with(visibility: Visibility) -> Self {
        let site = Self::empty(Front::Nothing);
        site.fill("ICT workstream", visibility, RECEIVED);
        site
    }

    /// A public process with everything the sample brings on its first draft, nothing decided.
    pub(super) fn undecided() -> Self {
        let site = Self::empty(Front::Nothing);
        let visibility =
            Visibility { drafts_public: true, submissions_public: true, ..Visibility::default() };
        let begun = site.store.blocking_write(move |w| {
            let scope = proceedings::begin(w, "ICT workstream", "Outcome document", "en", "Europe/Zurich")?;
            let settings = Settings { visibility, ..scope.process.settings.clone() };
            w.change_settings(scope.process.id, &settings)?;
            let contents = import::read(DRAFT, "zero-draft.md").unwrap().paragraphs;
            let zero = take_in_first(w, &scope, &NewDraft::new("Zero draft", DAY), contents)?;
            let paragraphs = w.paragraphs(zero.id)?;
            receive(w, &zero, received::read(RECEIVED, &paragraphs).0, DAY, &by())?;
            Ok::<_, proceedings::Error>(())
        });
        begun.unwrap();
        site
    }

    /// A server without a process.
    pub(super) fn empty(front: Front) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Access::Create).unwrap();
        let app = app(AppState::new(store.clone(), front));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { app, store, dir, runtime, phones: RefCell::default() }
    }

    /// The demonstration, and what it takes to act in it.
    pub(super) fn demonstration() -> (Self, Demonstration) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Access::Create).unwrap();
        let demo = demonstration::make(&store, clock::now()).unwrap();
        let app = app(AppState::new(store.clone(), Front::Nothing).with_demo(demo.clone()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        (Self { app, store, dir, runtime, phones: RefCell::default() }, demo)
    }

    /// Plays a process through to its second draft.
    pub(super) fn fill(&self, title: &str, visibility: Visibility, received: &'static [u8]) {
        let title = title.to_owned();
        self.store
            .blocking_write(move |w| {
                let scope = proceedings::begin(w, &title, "Outcome document", "en", "Europe/Zurich")?;
                let settings = Settings { visibility, ..scope.process.settings.clone() };
                w.change_settings(scope.process.id, &settings)?;
                let contents = import::read(DRAFT, "zero-draft.md").unwrap().paragraphs;
                let new = |label: &str| NewDraft::new(label, DAY);
                let zero = take_in_first(w, &scope, &new("Zero draft"), contents)?;
                let paragraphs = w.paragraphs(zero.id)?;
                receive(w, &zero, received::read(received, &paragraphs).0, DAY, &by())?;
                let scope = Scope { process: w.process(&scope.process.name)?, ..scope };
                decide_automatically(w, &scope, LateOnes::default())?;
                issue_next(w, &scope, &new("Rev.1"))?;
                let rev1 = w.latest_draft(scope.document.id)?.unwrap();
                let on = w.paragraphs(rev1.id)?[3].id;
                let round = w.current_round(rev1.id)?.unwrap().id;
                let item = |number: u8, words: &str, held| NewItem {
                    id: SubmissionId::derived("test", &[scope.process.name.as_bytes(), &[number]]),
                    made_on: rev1.id,
                    target: Target::paragraph(on),
                    body: Words::Comment { text: Text::parse(words) },
                    rationale: Some(Text::parse(RATIONALE)),
                    rationale_shared: true,
                    late: number == 1,
                    hold: if held { Hold::Wish } else { Hold::None },
                    succeeds: None,
                    tag: [number; 32],
                };
                w.release(&NewRelease {
                    id: ReleaseId::derived("test", &[scope.process.name.as_bytes()]),
                    round,
                    day: DAY,
                    leaves: Vec::new(),
                    counts: Counts::default(),
                    items: vec![item(1, SHOWN, false), item(2, HELD, true)],
                    withdrawals: Vec::new(),
                })?;
                Ok::<_, proceedings::Error>(())
            })
            .unwrap();
    }

    /// Issues a third draft by hand: two paragraphs change places, one is written anew, one goes, one comes, one has
    /// another word, and in the last one the first sentence goes to the end.
    pub(super) fn issue_reordered(&self) {
        self.store
            .blocking_write(|w| {
                let scope = proceedings::find(w, None)?;
                let rev1 = w.latest_draft(scope.document.id)?.unwrap();
                let mut paragraphs = w.paragraphs(rev1.id)?;
                let numbered: Vec<usize> = (0..paragraphs.len())
                    .filter(|at| paragraphs[*at].content.kind == Kind::Numbered)
                    .collect();
                let anew =
                    "Whoever runs a network tells those who depend on it what has failed, and since when.";
                paragraphs[numbered[2]].content.text = Text::parse(anew);
                let other =
                    paragraphs[numbered[4]].content.text.as_str().replacen("the ", "each and every ", 1);
                paragraphs[numbered[4]].content.text = Text::parse(&other);
                let last = &mut paragraphs[numbered[numbered.len() - 1]].content.text;
                let (first, others) = last.as_str().split_once(". ").unwrap();
                *last = Text::parse(&format!("{others} {first}."));
                paragraphs.swap(numbered[6], numbered[9]);
                let fresh = ParagraphId::from_bytes([7; 16]);
                let content = Content::read("99. States may meet again.");
                paragraphs.insert(numbered[11], Paragraph { id: fresh, content });
                paragraphs.remove(numbered[0]);
                let issue = Issue {
                    id: DraftId::from_bytes([8; 16]),
                    label: "Rev.2".to_owned(),
                    issued: DAY,
                    basis: Some(Basis { draft: rev1.id, version: 0 }),
                    paragraphs,
                    lineage: Lineage::default(),
                    ledger: Vec::new(),
                    outcomes: Vec::new(),
                    carried: Vec::new(),
                    round: RoundId::from_bytes([8; 16]),
                    phase: Phase::Open,
                    window: Window::default(),
                };
                w.issue_draft(scope.document.id, &issue)?;
                Ok::<_, proceedings::Error>(())
            })
            .unwrap();
    }

    /// Starts the application anew over the same data directory, with nothing counted and nothing remembered.
    pub(super) fn restart(&mut self) {
        self.app = app(AppState::new(self.store.clone(), Front::Nothing));
    }

    /// Starts the application anew with a certificate of its own.
    pub(super) fn with_fingerprint(&mut self, fingerprint: Fingerprint) {
        self.app = app(AppState::new(self.store.clone(), Front::Tls).with_fingerprint(fingerprint));
    }

    /// Starts the application anew with another press.
    pub(super) fn with_press(&mut self, press: Press) {
        self.app = app(AppState::new(self.store.clone(), Front::Nothing).with_press(press));
    }

    /// Asks for an address.
    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[])
    }

    /// Sends a request without a body.
    pub(super) fn ask(&self, method: Method, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
        self.answer(method, path, headers, String::new())
    }

    /// Sends a form as a browser does from one of our pages.
    pub(super) fn post(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answer {
        let fields: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.send(path, cookie, &fields.join("&"))
    }

    /// Sends the body of a form.
    pub(super) fn send(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let mut headers = vec![
            (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
            (header::HeaderName::from_static("sec-fetch-site"), "same-origin"),
        ];
        if !cookie.is_empty() {
            headers.push((header::COOKIE, cookie));
        }
        self.answer(Method::POST, path, &headers, form.to_owned())
    }

    /// Asks for a page as somebody who is logged in.
    pub(super) fn get_as(&self, cookie: &str, path: &str) -> Answer {
        self.ask(Method::GET, path, &[(header::COOKIE, cookie)])
    }

    /// The store, for what a test does behind the pages.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// A delegation of the first process that has enrolled, and its access key.
    pub(super) fn delegation(&self, name: &str) -> String {
        let code = self.sheet(name);
        proceedings::enrol(&self.store, &code).unwrap().access.words().to_string()
    }

    /// A delegation of the first process, and the code on its sheet.
    pub(super) fn sheet(&self, name: &str) -> String {
        self.sheet_in("ict-workstream", name)
    }

    /// A delegation of a process, and the code on its sheet.
    pub(super) fn sheet_in(&self, process: &'static str, name: &str) -> String {
        let name = name.to_owned();
        let given = self.store.blocking_write(move |w| {
            let scope = proceedings::find(w, Some(process))?;
            let id = DelegationId::from_bytes(Sha256::digest(name.as_bytes())[..16].try_into().unwrap());
            let process = scope.process.id;
            w.add_delegation(&Delegation { id, process, name, code: None, track: Track::States, seats: 2 })?;
            proceedings::give_code(w, id)
        });
        given.unwrap().words().to_string()
    }

    /// A member of the staff with those offices in the first process; returns the login.
    pub(super) fn staff(&self, login: &str, appointments: &[Appointment]) -> String {
        self.staff_in("ict-workstream", login, appointments)
    }

    /// A member of the staff with those offices in a process and a second factor; returns the login.
    pub(super) fn staff_in(
        &self,
        process: &'static str,
        login: &str,
        appointments: &[Appointment],
    ) -> String {
        let login = self.staff_without_phone(process, login, appointments);
        let factor = SecondFactor::from_random(Sha256::digest(&login)[..20].try_into().unwrap());
        self.put_in_force(&login, &factor);
        self.keep_phone(&login, Phone::with(&factor.text()));
        login
    }

    /// A member of the staff with those offices in a process who has no second factor yet; returns the login.
    pub(super) fn staff_without_phone(
        &self,
        process: &'static str,
        login: &str,
        appointments: &[Appointment],
    ) -> String {
        let hash = HASH.clone();
        let (login, appointments) = (login.to_owned(), appointments.to_vec());
        let added = self.store.blocking_write(move |w| {
            let scope = proceedings::find(w, Some(process))?;
            let staff = proceedings::add_staff(w, &login, &format!("Staff {login}"), &hash)?;
            appointments.iter().try_for_each(|it| w.appoint(scope.process.id, staff, it))?;
            Ok::<_, proceedings::Refusal>(login)
        });
        added.unwrap()
    }

    /// Logs a delegation in with its key; the cookie.
    pub(super) fn enter(&self, key: &str) -> String {
        cookie_of(&self.post("/log-in", "", &[("key", key)]))
    }

    /// Logs a member of the staff in; the cookie.
    pub(super) fn enter_staff(&self, login: &str) -> String {
        cookie_of(&self.knock(login, ""))
    }

    /// What the door answers a member of the staff with passphrase and code.
    pub(super) fn knock(&self, login: &str, cookie: &str) -> Answer {
        let code = self.code(login);
        self.post("/log-in/staff", cookie, &[("login", login), ("passphrase", PASSPHRASE), ("code", &code)])
    }

    /// A code of a member of the staff that was not used before. Where all of the hour are used up, the same secret is
    /// put in force anew, as no test waits for the clock.
    pub(super) fn code(&self, login: &str) -> String {
        let code = self.phones.borrow()[login].code();
        code.unwrap_or_else(|| {
            let factor = SecondFactor::from_random(Sha256::digest(login)[..20].try_into().unwrap());
            self.put_in_force(login, &factor);
            self.keep_phone(login, Phone::with(&factor.text()));
            self.phones.borrow()[login].code().unwrap()
        })
    }

    /// Keeps the phone of a member of the staff.
    pub(super) fn keep_phone(&self, login: &str, phone: Phone) {
        self.phones.borrow_mut().insert(login.to_owned(), phone);
    }

    fn put_in_force(&self, login: &str, factor: &SecondFactor) {
        let (staff, _) = self.store.blocking_read(|r| r.staff_login(login)).unwrap().unwrap();
        let sealed = factor.seal(&self.store.pepper([7; 32]).unwrap(), staff, [7; 24]);
        self.store.blocking_write(move |w| w.set_second_factor(staff, &sealed, 0)).unwrap();
    }

    fn answer(
        &self,
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &str)],
        body: String,
    ) -> Answer {
        self.bytes(method, path, headers, body.into_bytes())
    }

    /// Sends bytes as they are.
    pub(super) fn bytes(
        &self,
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        self.runtime.block_on(async {
            let response = self.app.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, 64 << 20).await.unwrap().to_vec();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    /// Sends requests all at one moment.
    pub(super) fn all_at_once(&self, requests: Vec<Request<Body>>) -> Vec<StatusCode> {
        self.runtime.block_on(async {
            let sent: Vec<_> =
                requests.into_iter().map(|it| tokio::spawn(self.app.clone().oneshot(it))).collect();
            let mut statuses = Vec::new();
            for answer in sent {
                statuses.push(answer.await.unwrap().unwrap().status());
            }
            statuses
        })
    }

    /// The data directory.
    pub(super) fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// A hash of every file of the data directory.
    pub(super) fn files(&self) -> Vec<(String, [u8; 32])> {
        let mut files: Vec<_> = std::fs::read_dir(self.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            // The index of the log holds the marks of readers.
            .filter(|path| !path.to_string_lossy().ends_with("-shm"))
            .map(|path| {
                let hash = Sha256::digest(std::fs::read(&path).unwrap()).into();
                (path.file_name().unwrap().to_string_lossy().into_owned(), hash)
            })
            .collect();
        files.sort();
        files
    }

    /// Writes nonsense over the record.
    pub(super) fn spoil(&self) {
        assert!(self.runtime.block_on(self.store.checkpoint()).unwrap());
        let path = self.dir.path().join("travaux.db");
        let length = std::fs::metadata(&path).unwrap().len() as usize;
        std::fs::write(&path, vec![0x5a; length]).unwrap();
    }
}

/// As whom the site is filled.
pub(super) fn by() -> Actor {
    Actor::command_line(clock::now())
}

/// The cookie that an answer sets.
pub(super) fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    assert!(!set.is_empty(), "no cookie: {} {}", answer.status, answer.text());
    set.split(';').next().unwrap().to_owned()
}

pub(super) fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value
        .bytes()
        .map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") })
        .collect()
}

/// Drafts and submissions public, submissions as `shown` to delegations.
pub(super) fn shown(shown: Shown) -> Visibility {
    Visibility {
        drafts_public: true,
        submissions_public: true,
        submissions_shown: shown,
        ..Visibility::default()
    }
}
