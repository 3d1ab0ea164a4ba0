//! A process with a draft, and people as values: delegations that have enrolled and logged in.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use tempfile::TempDir;
use travaux::document::id::{RoundId, SubmissionId};
use travaux::document::inline::Text;
use travaux::document::{Content, Paragraph};
use travaux::drafting::round::Occasion;
use travaux::drafting::submission::{Body, Target};
use travaux::identity::actor::Actor;
use travaux::identity::authorship::{Authorship, FormNonce};
use travaux::identity::preparation::{Stage, Words};
use travaux::identity::session::{Delegate, Session};
use travaux::identity::{DelegationId, Track};
use travaux::proceedings::release::{Released, release};
use travaux::proceedings::{
    self, NewDraft, Refusal, Scope, Submitted, enrol, give_code, log_in, save_entry, submit_set,
    take_in_first,
};
use travaux::store::delegations::Delegation;
use travaux::store::drafts::Draft;
use travaux::store::releases::Release;
use travaux::store::submissions::Item;
use travaux::store::{Access, Error, Store};

/// A day of releases.
pub(super) const DAY: Date = date(2026, 4, 1);

/// A process in its first round, with the daily policy and a minimum of five.
pub(super) struct Scene {
    pub(super) dir: TempDir,
    pub(super) store: Store,
    pub(super) scope: Scope,
    pub(super) draft: Draft,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) round: RoundId,
}

/// The moment everything happens at.
pub(super) fn now() -> Timestamp {
    "2026-04-01T09:30:00Z".parse().unwrap()
}

/// As whom the rounds are led.
pub(super) fn by() -> Actor {
    Actor::command_line(now())
}

pub(super) fn scene(paragraphs: u32) -> Scene {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Create).unwrap();
    let (scope, draft) = begin(&store, "ICT workstream", paragraphs);
    let (id, paragraphs, round) = store
        .blocking_read(|r| {
            let round = r.current_round(draft.id)?.unwrap().id;
            Ok::<_, Error>((draft.id, r.paragraphs(draft.id)?, round))
        })
        .unwrap();
    assert_eq!(id, draft.id);
    Scene { dir, store, scope, draft, paragraphs, round }
}

/// Begins a process and issues its first draft.
pub(super) fn begin(store: &Store, title: &'static str, paragraphs: u32) -> (Scope, Draft) {
    store
        .blocking_write(move |w| {
            let scope = proceedings::begin(w, title, "Outcome document", "en", "UTC")?;
            let contents = (1..=paragraphs)
                .map(|n| Content::read(&format!("{n}. States shall respect rule {n} in all circumstances.")))
                .collect();
            let draft = take_in_first(w, &scope, &NewDraft::new("Zero draft", DAY), contents)?;
            Ok::<_, proceedings::Error>((scope, draft))
        })
        .unwrap()
}

impl Scene {
    /// Adds a delegation to the roster.
    pub(super) fn add(&self, name: &str, track: Track) -> DelegationId {
        let process = self.scope.process.id;
        let id = DelegationId::derived("test", &[process.as_bytes(), name.as_bytes()]);
        let delegation = Delegation { id, process, name: name.into(), code: None, track, seats: 2 };
        self.store.blocking_write(move |w| w.add_delegation(&delegation)).unwrap();
        id
    }

    /// The code on the sheet of a delegation.
    pub(super) fn sheet(&self, delegation: DelegationId) -> String {
        let code = self.store.blocking_write(move |w| give_code(w, delegation)).unwrap();
        code.words().to_string()
    }

    /// Somebody of a new delegation, enrolled and logged in.
    pub(super) fn delegate(&self, name: &str) -> Delegate {
        self.delegate_of(name, Track::States)
    }

    pub(super) fn delegate_of(&self, name: &str, track: Track) -> Delegate {
        let keys = enrol(&self.store, &self.sheet(self.add(name, track))).unwrap();
        self.enter(&keys.access.words())
    }

    pub(super) fn delegates<const N: usize>(&self) -> [Delegate; N] {
        std::array::from_fn(|n| self.delegate(&format!("Delegation {n}")))
    }

    /// Five more, whose names begin alike.
    pub(super) fn delegates_named(&self, name: &str) -> Vec<Delegate> {
        (0..5).map(|n| self.delegate(&format!("{name} {n}"))).collect()
    }

    /// Logs somebody in.
    pub(super) fn enter(&self, key: &str) -> Delegate {
        match log_in(&self.store, key, now()).unwrap().session {
            Session::Delegate(delegate) => delegate,
            Session::Staff(_) => panic!("a key of staff"),
        }
    }

    /// A comment on a paragraph.
    pub(super) fn comment(&self, paragraph: usize, text: &str) -> Words {
        self.words(paragraph, Body::Comment { text: Text::parse(text) })
    }

    /// An amendment of a paragraph's words.
    pub(super) fn replace(&self, paragraph: usize, text: &str) -> Words {
        let base = self.paragraphs[paragraph].content.text.clone();
        self.words(paragraph, Body::Replace { base, with: vec![Content::plain(Text::parse(text))] })
    }

    fn words(&self, paragraph: usize, body: Body) -> Words {
        Words {
            made_on: self.draft.id,
            target: Target::paragraph(self.paragraphs[paragraph].id),
            body,
            rationale: None,
            rationale_shared: false,
            held: false,
            succeeds: None,
        }
    }

    /// Puts something in preparation.
    pub(super) fn prepare(&self, who: &Delegate, form: FormNonce, words: Words) -> Result<(), Refusal> {
        save_entry(&self.store, who, form, 0, Stage::InPreparation, words).map(drop)
    }

    /// Submits one thing.
    pub(super) fn submit(&self, who: &Delegate, form: FormNonce, words: Words) -> Result<Submitted, Refusal> {
        self.prepare(who, form, words)?;
        Ok(submit_set(&self.store, who, &[form], now())?.remove(0))
    }

    /// Submits one thing from a form of its own; says the id of its item.
    pub(super) fn say(&self, who: &Delegate, words: Words) -> SubmissionId {
        let json = serde_json::to_vec(&words).unwrap();
        let form = FormNonce::derived("test", &[&json]);
        self.submit(who, form, words).unwrap();
        who.ring.author(form).id
    }

    /// The release of the day, which must be made.
    pub(super) fn release(&self) -> Release {
        match release(&self.store, self.round, Occasion::Day, DAY).unwrap() {
            Released::Made { release, scrubbed } => {
                assert!(scrubbed);
                release
            }
            other => panic!("{other:?}"),
        }
    }

    /// Released items.
    pub(super) fn items(&self) -> Vec<Item> {
        let document = self.scope.document.id;
        self.store.blocking_read(|r| r.items(document)).unwrap()
    }

    /// Released items that are somebody's own.
    pub(super) fn own(&self, who: &Delegate) -> Vec<SubmissionId> {
        let own = |it: &Item| who.ring.owns(it.submission.id, &it.tag);
        self.items().iter().filter(|it| own(it)).map(|it| it.submission.id).collect()
    }
}

/// The form of that number.
pub(super) fn form(number: u32) -> FormNonce {
    FormNonce::derived("test form", &[&number.to_be_bytes()])
}

/// A copy of the data directory as a crash at this moment would leave it: databases with their logs.
pub(super) fn copy_of(dir: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = entry.file_name();
        if !name.to_string_lossy().ends_with("-shm") && name != "lock" {
            fs::copy(entry.path(), copy.path().join(name)).unwrap();
        }
    }
    copy
}

/// Every file of a directory with its bytes.
pub(super) fn bytes_of(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap).filter(|it| it.path().is_file());
    entries.map(|it| (it.file_name().to_string_lossy().into(), fs::read(it.path()).unwrap())).collect()
}

/// How often bytes stand in the files of a directory.
pub(super) fn hits(dir: &Path, needle: &[u8]) -> usize {
    let count = |bytes: &[u8]| bytes.windows(needle.len()).filter(|it| *it == needle).count();
    bytes_of(dir).iter().map(|(_, bytes)| count(bytes)).sum()
}
