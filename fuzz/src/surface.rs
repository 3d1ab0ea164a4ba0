//! What strangers can reach: the words of keys, cookies, addresses, forms and files, sent to the whole application with
//! somebody logged in.
//!
//! Promised of every answer: it is no error of ours, it has the security headers, it leads nowhere else, and nothing of
//! what was sent stands in it as markup.

use std::cell::RefCell;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri};
use tower::ServiceExt as _;
use travaux::config::Front;
use travaux::document::Content;
use travaux::document::id::ParagraphId;
use travaux::identity::secret::{AccessKey, EnrolmentCode, RecoveryKey, Token};
use travaux::identity::{DelegationId, Track};
use travaux::proceedings::{self, NewDraft, Shown, enrol, give_code, log_in_to_demonstration, take_in_first};
use travaux::store::delegations::Delegation;
use travaux::store::processes::{Settings, Visibility};
use travaux::store::staff::{Appointment, Office};
use travaux::store::{Access, Store};
use travaux::web::{AppState, app};

const PROCESS: &str = "/processes/a";
const PASSPHRASE: &str = "velvet harbour ninety lanterns";

/// As many requests are sent to one application as nobody is asked to wait after.
const PATIENCE: u32 = 40;
/// As many are sent to one record.
const FILLED: u32 = 20_000;

/// Where forms are sent, under the process if they do not begin with a stroke, and whether it is staff who does. `{p}` is
/// a paragraph, `{f}` the form of an entry.
const FORMS: [(&str, bool); 31] = [
    ("/log-in", false),
    ("/enrol", false),
    ("/recover", false),
    ("drafts/zero/paragraphs/all/comment", false),
    ("drafts/zero/paragraphs/{p}/wording", false),
    ("drafts/zero/paragraphs/{p}/insert", false),
    ("drafts/zero/paragraphs/{p}/move", false),
    ("drafts/zero/paragraphs/{p}/join", false),
    ("drafts/zero/paragraphs/all/throughout", false),
    ("drafts/zero/paragraphs/{p}/wording/preview", false),
    ("drafts/zero/positions", false),
    ("delegation/check", false),
    ("delegation/submit", false),
    ("delegation/entries/{f}/clear", false),
    ("delegation/entries/{f}/discard", false),
    ("delegation/items/{f}/withdraw", false),
    ("delegation/keys", false),
    ("delegation/word/0", false),
    ("desk/{p}", true),
    ("desk/{p}/preview", true),
    ("issue", true),
    ("issue/renumbering", true),
    ("issue/file/0", true),
    ("office/round", true),
    ("office/releases", true),
    ("office/delegations", true),
    ("office/sheets", true),
    ("office/offices", true),
    ("office/dismissal", true),
    ("office/settings", true),
    ("/office/processes", true),
];

/// Where files are sent.
const FILES: [(&str, bool); 3] =
    [("delegation/word", false), ("issue/file", true), ("office/first-draft", true)];

/// Pages, to which a query is put.
const PAGES: [(&str, bool); 12] = [
    ("/", false),
    ("/log-in", false),
    ("drafts/zero", false),
    ("drafts/zero/paragraphs/{p}/wording", false),
    ("drafts/zero/paragraphs/all/throughout", false),
    ("delegation", false),
    ("delegation/word", false),
    ("desk", true),
    ("desk/{p}", true),
    ("issue", true),
    ("office", true),
    ("office/delegations", true),
];

/// The application with a delegation and the staff logged in.
struct Surface {
    runtime: tokio::runtime::Runtime,
    app: Router,
    store: Store,
    _dir: tempfile::TempDir,
    key: String,
    delegate: String,
    staff: String,
    paragraph: ParagraphId,
    asked: u32,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

thread_local! {
    static SURFACE: RefCell<Option<Surface>> = const { RefCell::new(None) };
}

fn on_surface(run: impl FnOnce(&mut Surface)) {
    SURFACE.with_borrow_mut(|surface| {
        if surface.as_ref().is_some_and(|it| it.asked > FILLED) {
            *surface = None;
        }
        run(surface.get_or_insert_with(|| Surface::new().unwrap()));
    });
}

impl Surface {
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let store = Store::open(dir.path(), Access::Create)?;
        let hash = proceedings::hash_passphrase(PASSPHRASE)?;
        let (paragraph, code) = store.blocking_write(move |w| {
            let scope = proceedings::begin(w, "A", "Outcome document", "en", "UTC")?;
            let visibility = Visibility { drafts_public: true, ..Visibility::default() };
            w.change_settings(scope.process.id, &Settings { visibility, ..scope.process.settings.clone() })?;
            let texts = [
                "# Outcome",
                "I. Scope",
                "1. States [should] act.",
                "(a) soon;",
                "2. They report. They meet.",
            ];
            let contents = texts.into_iter().map(Content::read).collect();
            let new = NewDraft::new("Zero", jiff::civil::date(2026, 4, 1));
            let draft = take_in_first(w, &scope, &new, contents)?;
            let staff = proceedings::add_staff(w, "office", "Office", &hash)?;
            w.appoint(scope.process.id, staff, &Appointment::Other(Office::Secretariat))?;
            w.appoint(scope.process.id, staff, &Appointment::CoChair("Meridia".to_owned()))?;
            let id = DelegationId::derived("fuzz", &[]);
            let (process, name) = (scope.process.id, "Northmark".to_owned());
            w.add_delegation(&Delegation { id, process, name, code: None, track: Track::States, seats: 2 })?;
            let paragraphs = w.paragraphs(draft.id)?;
            let paragraph = paragraphs.get(2).map_or(ParagraphId::from_bytes([0; 16]), |it| it.id);
            Ok::<_, proceedings::Refusal>((paragraph, give_code(w, id)?))
        })?;
        let key = enrol(&store, &code.words())?.access.words().to_string();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let app = app(AppState::new(store.clone(), Front::Nothing));
        let (delegate, staff) = (String::new(), String::new());
        let mut surface = Self { runtime, app, store, _dir: dir, key, delegate, staff, paragraph, asked: 0 };
        let entered = |answer: &Answer| {
            let set = answer.headers.get("set-cookie").and_then(|it| it.to_str().ok()).unwrap_or_default();
            assert!(set.starts_with("travaux="), "nobody is let in: {}", answer.status);
            set.split(';').next().unwrap_or_default().to_owned()
        };
        let form = format!("key={}", surface.key.replace(' ', "+"));
        surface.delegate = entered(&surface.post("/log-in", "", form.as_bytes()));
        let (login, passphrase) = ("office".to_owned(), PASSPHRASE.to_owned().into());
        let shown = Shown { login, passphrase, code: String::new().into() };
        let begun = log_in_to_demonstration(&surface.store, &shown, travaux::clock::now())?;
        surface.staff = format!("travaux={}", begun.token.digits().as_str());
        Ok(surface)
    }

    fn address(&self, path: &str) -> String {
        let form = "07".repeat(16);
        let path = path.replace("{p}", &self.paragraph.to_string()).replace("{f}", &form);
        if path.starts_with('/') { path } else { format!("{PROCESS}/{path}") }
    }

    fn cookie(&self, staff: bool) -> String {
        if staff { self.staff.clone() } else { self.delegate.clone() }
    }

    fn post(&mut self, at: &str, cookie: &str, form: &[u8]) -> Answer {
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        self.ask(Method::POST, at, cookie.parse().ok(), Some(kind), form)
    }

    fn ask(
        &mut self,
        method: Method,
        at: &str,
        cookie: Option<HeaderValue>,
        kind: Option<HeaderValue>,
        body: &[u8],
    ) -> Answer {
        self.asked += 1;
        if self.asked.is_multiple_of(PATIENCE) {
            self.app = app(AppState::new(self.store.clone(), Front::Nothing));
        }
        let mut request = Request::builder().method(method).uri(at).header("sec-fetch-site", "same-origin");
        for (name, value) in [("cookie", cookie), ("content-type", kind)] {
            if let Some(value) = value.filter(|it| !it.is_empty()) {
                request = request.header(name, value);
            }
        }
        let request = request.body(Body::from(body.to_vec())).unwrap();
        let answer = self.runtime.block_on(async {
            let (parts, body) = self.app.clone().oneshot(request).await.expect("it never fails").into_parts();
            let body = to_bytes(body, 64 << 20).await.unwrap().to_vec();
            Answer { status: parts.status, headers: parts.headers, body }
        });
        answer.keeps_every_promise();
        answer
    }
}

impl Answer {
    fn keeps_every_promise(&self) {
        let text = String::from_utf8_lossy(&self.body);
        assert!(!self.status.is_server_error(), "{}: {text}", self.status);
        let header = |name: &str| self.headers.get(name).map_or("", |it| it.to_str().unwrap_or("?"));
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        let location = header("location");
        let mut letters = location.chars();
        let local = letters.next() == Some('/') && !matches!(letters.next(), Some('/' | '\\'));
        let plain = location.bytes().all(|it| (0x21..0x7f).contains(&it) && it != b'\\');
        assert!(location.is_empty() || (local && plain), "it leads to {location:?}");
        if header("content-type").starts_with("text/html") {
            for markup in ["<canary", "<script>", "javascript:"] {
                assert!(!text.contains(markup), "{markup} stands in the page: {text}");
            }
        }
    }
}

/// One of the places, named by the first line or drawn by its first letter, and what follows.
fn chosen<'d, T: Copy>(places: &[(&str, T)], data: &'d [u8]) -> (usize, &'d [u8]) {
    let (line, rest) = data.split_at(data.iter().position(|it| *it == b'\n').unwrap_or(data.len().min(1)));
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    let named = places.iter().position(|(path, _)| path.as_bytes() == line);
    let drawn = || usize::from(line.first().copied().unwrap_or_default()) % places.len();
    (named.unwrap_or_else(drawn), rest)
}

/// Words are a key or are not, and a key is written as it was read; the same of codes and of the digits of a token. As a
/// cookie they let nobody in.
pub fn doors(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(key) = text.parse::<AccessKey>() {
        assert!(key.words().parse::<AccessKey>().is_ok_and(|again| again == key));
        let (code, recovery) = (text.parse::<EnrolmentCode>(), text.parse::<RecoveryKey>());
        assert!(code.is_ok_and(|it| it.words() == key.words()));
        assert!(recovery.is_ok_and(|it| it.words() == key.words()));
    }
    if let Ok(token) = text.parse::<Token>() {
        assert_eq!(token.digits().as_str(), text.to_ascii_lowercase());
    }
    on_surface(|surface| {
        let encoded: String = data.iter().map(|byte| format!("%{byte:02X}")).collect();
        let refused = surface.post("/log-in", "", format!("key={encoded}").as_bytes());
        let known = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::BAD_REQUEST];
        assert!(known.contains(&refused.status), "{}", refused.status);
        for prefix in [&b""[..], b"travaux=", b"x=1; travaux="] {
            let Ok(cookie) = HeaderValue::from_bytes(&[prefix, data].concat()) else { continue };
            let at = surface.address("delegation");
            assert_eq!(surface.ask(Method::GET, &at, Some(cookie), None, b"").status, StatusCode::SEE_OTHER);
        }
    });
}

/// The bytes are the body of a form.
pub fn forms(data: &[u8]) {
    on_surface(|surface| {
        let (place, body) = chosen(&FORMS, data);
        let (path, staff) = FORMS[place];
        let (at, cookie) = (surface.address(path), surface.cookie(staff));
        surface.post(&at, &cookie, body);
        // From somebody whose session has ended it is held in a page.
        surface.post(&at, "", body);
    });
}

/// The bytes are a body with a file in it, and a file.
pub fn uploads(data: &[u8]) {
    on_surface(|surface| {
        let (place, body) = chosen(&FILES, data);
        let (path, staff) = FILES[place];
        let (at, cookie) = (surface.address(path), surface.cookie(staff));
        let kind = HeaderValue::from_static("multipart/form-data; boundary=xyz");
        let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"draft.md\"\r\n\r\n";
        for body in [body.to_vec(), [head.as_bytes(), body, b"\r\n--xyz--\r\n"].concat()] {
            surface.ask(Method::POST, &at, cookie.parse().ok(), Some(kind.clone()), &body);
        }
    });
}

/// The bytes are the query of a page, and an address of their own.
pub fn queries(data: &[u8]) {
    on_surface(|surface| {
        let (place, query) = chosen(&PAGES, data);
        let (path, staff) = PAGES[place];
        let query = String::from_utf8_lossy(query);
        let addresses =
            [format!("{}?{query}", surface.address(path)), format!("/{query}"), format!("{PROCESS}/{query}")];
        for at in
            addresses.into_iter().filter(|it| it.parse::<Uri>().is_ok_and(|it| it.authority().is_none()))
        {
            for cookie in [surface.cookie(staff), String::new()] {
                surface.ask(Method::GET, &at, cookie.parse().ok(), None, b"");
            }
        }
    });
}

/// The bytes are where somebody is to be led.
pub fn next(data: &[u8]) {
    on_surface(|surface| {
        let encoded: String = data.iter().map(|byte| format!("%{byte:02X}")).collect();
        let key = surface.key.replace(' ', "+");
        let led = surface.post("/log-in", "", format!("key={key}&next={encoded}").as_bytes());
        let utf8 = std::str::from_utf8(data).is_ok();
        let expected = if utf8 { StatusCode::SEE_OTHER } else { StatusCode::BAD_REQUEST };
        assert!(led.status == expected || led.status == StatusCode::SEE_OTHER, "{}", led.status);
        surface.post("/log-in", "", format!("key=one&to={encoded}&form={encoded}").as_bytes());
        let (at, cookie) = (surface.address("drafts/zero/positions"), surface.cookie(false));
        let position = format!("paragraph={}&stance=retain&back={encoded}", surface.paragraph);
        surface.post(&at, &cookie, position.as_bytes());
    });
}
