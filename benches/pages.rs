//! How soon pages answer and how heavy they are: a draft of 200 paragraphs with 400 submissions on it.
//!
//! Each page is asked for over and over by the same application that serves; the median is shown in milliseconds, and
//! as a multiple of the floor: the time of a page that reads nothing (`/health/live`). Run by `cargo bench`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body as Bytes, to_bytes};
use axum::http::{Request, Response, header};
use jiff::civil::{Date, date};
use tower::ServiceExt;
use travaux::clock;
use travaux::config::Front;
use travaux::document::id::{ReleaseId, SubmissionId};
use travaux::document::inline::Text;
use travaux::document::{Content, Paragraph};
use travaux::drafting::submission::{Body, Hold, Target};
use travaux::identity::{DelegationId, Track};
use travaux::proceedings::{self, NewDraft, Refusal, Shown, log_in_to_demonstration};
use travaux::store::delegations::Delegation;
use travaux::store::processes::{Settings, Visibility};
use travaux::store::releases::{Counts, NewRelease};
use travaux::store::staff::Appointment;
use travaux::store::submissions::NewItem;
use travaux::store::{Access, Store};
use travaux::web::{AppState, app};

const PARAGRAPHS: usize = 200;
const SUBMISSIONS: usize = 400;
const ROUNDS: usize = 60;
const DAY: Date = date(2026, 5, 4);
const PASSPHRASE: &str = "velvet harbour ninety lanterns";

const WORDS: [&str; 32] = [
    "States",
    "parties",
    "shall",
    "should",
    "protect",
    "the",
    "civilian",
    "population",
    "and",
    "objects",
    "against",
    "effects",
    "of",
    "operations",
    "by",
    "means",
    "that",
    "are",
    "feasible",
    "in",
    "accordance",
    "with",
    "obligations",
    "under",
    "international",
    "law",
    "including",
    "principles",
    "distinction",
    "proportionality",
    "precaution",
    "data",
];

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| WORDS[self.roll(WORDS.len())]).collect();
        format!("{}.", words.join(" "))
    }
}

fn draft(dice: &mut Dice) -> Vec<Content> {
    let paragraph = |n: usize| {
        let words = 30 + dice.roll(60);
        Content::read(&format!("{n}. {}", dice.sentence(words)))
    };
    (1..=PARAGRAPHS).map(paragraph).collect()
}

/// An amendment of a paragraph: one word in ten is another.
fn amended(dice: &mut Dice, paragraph: &Paragraph) -> Body {
    let base = paragraph.content.text.clone();
    let words = base.as_str().split(' ');
    let words: Vec<&str> =
        words.map(|word| if dice.roll(10) == 0 { WORDS[dice.roll(WORDS.len())] } else { word }).collect();
    let with = paragraph.content.clone();
    let with = Content { text: Text::parse(&format!("{} indeed", words.join(" "))), ..with };
    Body::Replace { base, with: vec![with] }
}

/// The data directory, the delegation's key.
fn fill(store: &Store) -> String {
    let hash = proceedings::hash_passphrase(PASSPHRASE).unwrap();
    let code = store.blocking_write(move |w| {
        let mut dice = Dice(7);
        let scope = proceedings::begin(w, "Pages", "Outcome document", "en", "UTC")?;
        let visibility =
            Visibility { drafts_public: true, submissions_public: true, ..Visibility::default() };
        w.change_settings(scope.process.id, &Settings { visibility, ..scope.process.settings.clone() })?;
        let new = |label: &str| NewDraft::new(label, DAY);
        let zero = proceedings::take_in_first(w, &scope, &new("Zero draft"), draft(&mut dice))?;
        let paragraphs = w.paragraphs(zero.id)?;
        let items = (0..SUBMISSIONS).map(|n| {
            // A quarter of them on ten paragraphs, as in every negotiation.
            let on = if n % 4 == 0 { dice.roll(10) } else { dice.roll(PARAGRAPHS) };
            let body = match n % 5 {
                0 => Body::Comment { text: Text::parse(&dice.sentence(40)) },
                _ => amended(&mut dice, &paragraphs[on]),
            };
            NewItem {
                id: SubmissionId::derived("bench", &[&n.to_be_bytes()]),
                made_on: zero.id,
                target: Target::paragraph(paragraphs[on].id),
                body,
                rationale: Some(Text::parse(&dice.sentence(20))),
                rationale_shared: n % 2 == 0,
                late: false,
                hold: Hold::None,
                succeeds: None,
                tag: [n as u8; 32],
            }
        });
        let new = NewRelease {
            id: ReleaseId::from_bytes([1; 16]),
            round: w.current_round(zero.id)?.map(|it| it.id).unwrap(),
            day: DAY,
            leaves: Vec::new(),
            counts: Counts::default(),
            items: items.collect(),
            withdrawals: Vec::new(),
        };
        w.release(&new)?;
        let id = DelegationId::from_bytes([3; 16]);
        let name = "Northmark".to_owned();
        let process = scope.process.id;
        w.add_delegation(&Delegation { id, process, name, code: None, track: Track::States, seats: 2 })?;
        let staff = proceedings::add_staff(w, "chair", "Chair", &hash)?;
        w.appoint(process, staff, &Appointment::CoChair("Northmark".to_owned()))?;
        proceedings::give_code(w, id)
    });
    let code: Result<_, Refusal> = code;
    proceedings::enrol(store, &code.unwrap().words()).unwrap().access.words().to_string()
}

async fn ask(app: &Router, path: &str, cookie: &str) -> Response<Bytes> {
    let request =
        Request::builder().uri(path).header(header::ACCEPT_ENCODING, "gzip").header(header::COOKIE, cookie);
    app.clone().oneshot(request.body(Bytes::empty()).unwrap()).await.unwrap()
}

async fn log_in(app: &Router, path: &str, form: String) -> String {
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = app.clone().oneshot(request.body(Bytes::from(form)).unwrap()).await.unwrap();
    let cookie = answer.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The median time to the first byte, and the size as it is sent.
async fn measure(app: &Router, path: &str, cookie: &str) -> (Duration, usize) {
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let answer = ask(app, path, cookie).await;
        times.push(begun.elapsed());
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        size = to_bytes(answer.into_body(), usize::MAX).await.unwrap().len();
    }
    times.sort();
    (times[ROUNDS / 2], size)
}

#[tokio::main]
async fn main() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Create).unwrap();
    let filled = store.clone();
    let key = tokio::task::spawn_blocking(move || fill(&filled)).await.unwrap();
    let app = app(AppState::new(store.clone(), Front::Nothing));
    let on = store.read(|r| {
        let scope = proceedings::find(r, None)?;
        let draft = r.latest_draft(scope.document.id)?.unwrap();
        Ok::<_, proceedings::Error>(r.paragraphs(draft.id)?[3].id)
    });
    let on = on.await.unwrap();
    let delegate = log_in(&app, "/log-in", format!("key={}", key.replace(' ', "+"))).await;
    let shown = Shown {
        login: "chair".to_owned(),
        passphrase: PASSPHRASE.to_owned().into(),
        code: String::new().into(),
    };
    let begun = store.act(move |store| log_in_to_demonstration(store, &shown, clock::now())).await.unwrap();
    let chair = format!("travaux={}", *begun.token.digits());
    let home = "/processes/pages";
    let rows = [
        ("floor", "/health/live".to_owned(), ""),
        ("home, public", home.to_owned(), ""),
        ("text, public", format!("{home}/drafts/zero-draft"), ""),
        ("home, delegate", home.to_owned(), &delegate),
        ("text, delegate", format!("{home}/drafts/zero-draft"), &delegate),
        ("my delegation", format!("{home}/delegation"), &delegate),
        ("desk, overview", format!("{home}/desk"), &chair),
        ("desk, one paragraph", format!("{home}/desk/{on}"), &chair),
    ];
    println!("{PARAGRAPHS} paragraphs, {SUBMISSIONS} submissions; median of {ROUNDS}");
    println!("{:<22} {:>9} {:>9} {:>12}", "page", "ms", "x floor", "KB gzipped");
    let mut floor = Duration::ZERO;
    for (name, path, cookie) in rows {
        let (median, size) = measure(&app, &path, cookie).await;
        if floor.is_zero() {
            floor = median;
        }
        let (ms, ratio) = (median.as_secs_f64() * 1e3, median.as_secs_f64() / floor.as_secs_f64());
        println!("{name:<22} {ms:>9.2} {ratio:>9.0} {:>12.1}", size as f64 / 1024.0);
    }
}
