//! Delegations at work over connections, and the ledger they keep outside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use jiff::civil::date;
use travaux::document::Content;
use travaux::document::id::{DocumentId, RoundId};
use travaux::drafting::round::{Phase, ReleasePolicy};
use travaux::drafting::submission::Body;
use travaux::identity::session::{Delegate, Session};
use travaux::identity::{DelegationId, Track};
use travaux::proceedings::{
    self, NewDraft, NewRound, Shown, enrol, give_code, log_in, log_in_to_demonstration, pending,
    take_in_first,
};
use travaux::store::delegations::Delegation;
use travaux::store::rounds::Window;
use travaux::store::staff::{Appointment, Office};
use travaux::store::{Access, Error, Store};

use crate::support::Office as Desk;
use crate::web::wire::Served;

const DELEGATIONS: usize = 6;
const PASSPHRASE: &str = "velvet harbour ninety lanterns";
const PROCESS: &str = "/processes/ict-workstream";

/// Draws that can be made again from the seed.
pub(super) struct Lot {
    pub(super) seed: u64,
    state: u64,
}

impl Lot {
    pub(super) fn new() -> Self {
        let now = || jiff::Timestamp::now().as_microsecond() as u64;
        let seed = std::env::var("CRASH_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or_else(now);
        Self { seed, state: seed }
    }

    /// A number from the first to below the last.
    pub(super) fn draw(&mut self, from: u64, to: u64) -> u64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + (self.state >> 33) % (to - from)
    }
}

/// What was sent by whom, by the words of it, and what came back.
#[derive(Debug, Default)]
struct Ledger {
    sent: BTreeMap<String, (usize, String)>,
    prepared: BTreeSet<String>,
    acknowledged: BTreeSet<String>,
}

/// What a check found.
#[derive(Debug)]
pub(super) struct Sum {
    pub(super) acknowledged: usize,
    pub(super) unanswered: usize,
    pub(super) releases: usize,
    pub(super) there: usize,
}

/// A process, its delegations in their browsers, and what they note.
pub(super) struct Party {
    pub(super) office: Desk,
    /// Where the data lies, if not in the office.
    elsewhere: Option<PathBuf>,
    document: DocumentId,
    round: RoundId,
    keys: Vec<String>,
    cookies: Vec<String>,
    secretariat: String,
    ledger: Mutex<Ledger>,
    number: AtomicU32,
}

impl Party {
    /// A process in its first round, released on command, and everybody logged in.
    pub(super) fn new(elsewhere: Option<PathBuf>) -> Self {
        let office = Desk::new();
        let data = elsewhere.clone().unwrap_or_else(|| office.path("data"));
        let store = Store::open(&data, Access::Create).unwrap();
        let hash = proceedings::hash_passphrase(PASSPHRASE).unwrap();
        let (scope, round) = store
            .blocking_write(move |w| {
                let scope = proceedings::begin(w, "ICT workstream", "Outcome document", "en", "UTC")?;
                let contents =
                    (1..=4).map(|n| Content::read(&format!("{n}. States shall respect rule {n}."))).collect();
                let window = Window { policy: ReleasePolicy::OnCommand, minimum: 1, ..Window::default() };
                let round = NewRound { phase: Phase::Open, window };
                let new = NewDraft { round, ..NewDraft::new("Zero draft", date(2026, 4, 1)) };
                let draft = take_in_first(w, &scope, &new, contents)?;
                let staff = proceedings::add_staff(w, "office", "Office", &hash)?;
                w.appoint(scope.process.id, staff, &Appointment::Other(Office::Secretariat))?;
                let round = w.current_round(draft.id)?.unwrap().id;
                Ok::<_, proceedings::Refusal>((scope, round))
            })
            .unwrap();
        let process = scope.process.id;
        let keys: Vec<String> = (0..DELEGATIONS)
            .map(|n| {
                let name = format!("Delegation {n}");
                let id = DelegationId::derived("crash", &[name.as_bytes()]);
                let new = Delegation { id, process, name, code: None, track: Track::States, seats: 2 };
                let code = store.blocking_write(move |w| {
                    w.add_delegation(&new)?;
                    give_code(w, id)
                });
                enrol(&store, &code.unwrap().words()).unwrap().access.words().to_string()
            })
            .collect();
        let (login, passphrase) = ("office".to_owned(), PASSPHRASE.to_owned().into());
        let shown = Shown { login, passphrase, code: String::new().into() };
        let begun = log_in_to_demonstration(&store, &shown, jiff::Timestamp::now()).unwrap();
        drop(store);
        let mut party = Self {
            office,
            elsewhere,
            document: scope.document.id,
            round,
            keys,
            cookies: Vec::new(),
            secretariat: String::new(),
            ledger: Mutex::default(),
            number: AtomicU32::new(0),
        };
        let served = party.serve(&[]);
        party.cookies =
            party.keys.iter().map(|key| served.post("", "/log-in", &[("key", key)]).cookie()).collect();
        party.secretariat = format!("travaux={}", begun.token.digits().as_str());
        party
    }

    fn data(&self) -> PathBuf {
        self.elsewhere.clone().unwrap_or_else(|| self.office.path("data"))
    }

    /// Starts the server on the data as they lie there.
    pub(super) fn serve(&self, environment: &[(&str, &str)]) -> Served {
        Served::start_with(&self.office, &self.data(), environment)
    }

    /// Lets all delegations work until `until` returns; the release, if one is to be made, falls somewhere in between.
    pub(super) fn work(&self, served: &Served, release: bool, until: impl FnOnce()) {
        let stop = AtomicBool::new(false);
        std::thread::scope(|threads| {
            for who in 0..DELEGATIONS {
                let stop = &stop;
                threads.spawn(
                    move || while !stop.load(Ordering::Relaxed) && self.write(served, who).is_some() {},
                );
            }
            if release {
                threads.spawn(|| self.release(served));
            }
            until();
            served.kill();
            stop.store(true, Ordering::Relaxed);
        });
    }

    /// Asks for a release of what waits.
    pub(super) fn release(&self, served: &Served) -> Option<u16> {
        let round = self.round.to_string();
        let form = [("round", round.as_str())];
        served.try_post(&self.secretariat, &format!("{PROCESS}/office/releases"), &form).map(|it| it.status)
    }

    /// Prepares and submits one remark; the status it ends with, none if no answer came.
    pub(super) fn write(&self, served: &Served, who: usize) -> Option<u16> {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let (text, form) = (format!("Remark number {number} of all."), format!("{number:032x}"));
        self.ledger.lock().unwrap().sent.insert(text.clone(), (who, form.clone()));
        self.send(served, who, &text, &form)
    }

    fn send(&self, served: &Served, who: usize, text: &str, form: &str) -> Option<u16> {
        let cookie = &self.cookies[who];
        let at = format!("{PROCESS}/drafts/zero-draft/paragraphs/all/comment");
        if !self.ledger.lock().unwrap().prepared.contains(text) {
            let saved = served.try_post(cookie, &at, &[("form", form), ("text", text), ("act", "save")])?;
            if saved.status != 303 {
                return Some(saved.status);
            }
            self.ledger.lock().unwrap().prepared.insert(text.to_owned());
        }
        let item = format!("{form}.1");
        let sent = served.try_post(cookie, &format!("{PROCESS}/delegation/submit"), &[("item", &item)])?;
        if sent.status == 303 {
            self.ledger.lock().unwrap().acknowledged.insert(text.to_owned());
        }
        Some(sent.status)
    }

    /// Sends everything again that no answer came to, as a browser does that is asked to load its page again.
    pub(super) fn send_again(&self, served: &Served) {
        let open: Vec<_> = {
            let ledger = self.ledger.lock().unwrap();
            let open = ledger.sent.iter().filter(|(text, _)| !ledger.acknowledged.contains(*text));
            open.map(|(text, (who, form))| (text.clone(), *who, form.clone())).collect()
        };
        for (text, who, form) in open {
            let status = self.send(served, who, &text, &form);
            // One that is there already, saved under another version, is not taken over what was seen.
            assert!(matches!(status, Some(303 | 409 | 422 | 429)), "{text}: {status:?}");
        }
    }

    /// Looks into the files of a server that is not there any more: nothing acknowledged is missing, nothing is there
    /// twice, every release is whole.
    pub(super) fn check(&self, when: &str) -> Sum {
        let store = Store::open(&self.data(), Access::Write).unwrap();
        proceedings::release::finish(&store, jiff::Timestamp::now()).unwrap();
        assert_eq!(store.check().unwrap(), [], "{when}");
        let (items, releases) = store
            .blocking_read(|r| Ok::<_, Error>((r.items(self.document)?, r.releases(self.document)?)))
            .unwrap();
        let said = |body: &Body| match body {
            Body::Comment { text } => text.as_str().to_owned(),
            other => panic!("{other:?} was not sent"),
        };
        let mut submitted: Vec<String> = items.iter().map(|it| said(&it.submission.body)).collect();
        let listed: usize = releases.iter().map(|it| it.leaves.len()).sum();
        assert_eq!(listed, items.len(), "{when}: a release is not whole");
        let mut prepared = Vec::new();
        let (mut leaves, mut own) = (BTreeSet::new(), 0);
        for key in &self.keys {
            let delegate = self.delegate(&store, key);
            for waits in pending(&store, &delegate, self.round).unwrap() {
                submitted.push(said(&waits.words.body));
                assert!(leaves.insert(waits.promised.leaf));
            }
            prepared.extend(
                proceedings::entries(&store, &delegate).unwrap().iter().map(|it| said(&it.words.body)),
            );
            use travaux::identity::authorship::Authorship;
            own += items.iter().filter(|it| delegate.ring.owns(it.submission.id, &it.tag)).count();
        }
        assert_eq!(own, items.len(), "{when}: every item has one owner");
        let ledger = self.ledger.lock().unwrap();
        let there: BTreeSet<&String> = submitted.iter().collect();
        let lost: Vec<_> = ledger.acknowledged.iter().filter(|it| !there.contains(it)).collect();
        assert!(lost.is_empty(), "{when}: lost {lost:?}");
        let kept: BTreeSet<&String> = submitted.iter().chain(&prepared).collect();
        let lost: Vec<_> = ledger.prepared.iter().filter(|it| !kept.contains(it)).collect();
        assert!(lost.is_empty(), "{when}: saved and lost {lost:?}");
        assert_eq!(submitted.len() + prepared.len(), kept.len(), "{when}: something is there twice");
        assert!(kept.iter().all(|it| ledger.sent.contains_key(*it)), "{when}: nobody sent that");
        Sum {
            acknowledged: ledger.acknowledged.len(),
            unanswered: ledger.sent.len() - ledger.acknowledged.len(),
            releases: releases.len(),
            there: there.len(),
        }
    }

    fn delegate(&self, store: &Store, key: &str) -> Delegate {
        match log_in(store, key, jiff::Timestamp::now()).unwrap().session {
            Session::Delegate(delegate) => delegate,
            Session::Staff(_) => panic!("staff"),
        }
    }

    /// What somebody reads on a page, and its status.
    pub(super) fn page(&self, served: &Served, who: usize, at: &str) -> (u16, String) {
        let reply = served.get(&self.cookies[who], &format!("{PROCESS}{at}"));
        (reply.status, reply.text())
    }
}
