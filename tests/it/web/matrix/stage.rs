//! One process in one phase, with somebody in every role, and all that addresses and forms name.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use travaux::clock;
use travaux::config::Front;
use travaux::document::id::{DraftId, ParagraphId, QuestionId, ReleaseId, RoundId, SubmissionId};
use travaux::document::inline::Text;
use travaux::document::{Content, Kind};
use travaux::drafting::exchange::Said;
use travaux::drafting::round::{Phase, ReleasePolicy};
use travaux::drafting::submission::{Body, Hold, Target};
use travaux::identity::actor::Actor;
use travaux::identity::authorship::{Authorship, FormNonce};
use travaux::identity::badge::Badge;
use travaux::identity::keyring::KeyRole;
use travaux::identity::preparation::{Stage as Kept, Words};
use travaux::identity::session::{Delegate, Session};
use travaux::proceedings::release::lead_round;
use travaux::proceedings::{self, Keys, NewDraft, NewRound, Scope, issue_next, take_in_first};
use travaux::store::processes::{Settings, Visibility};
use travaux::store::releases::{Counts, NewRelease};
use travaux::store::rounds::{Round, Window};
use travaux::store::staff::{Appointment, Office};
use travaux::store::submissions::NewItem;

use super::Role;
use crate::web::site::{Site, by};

const DAY: Date = date(2026, 4, 27);
const TEXT: &str = "# Outcome\n\n1. States should act.\n\n2. States should tell one another what they learn.\n\n3. States should meet again.\n";

/// Every delegation on any roster; whoever is refused reads none of these names.
pub(super) const DELEGATIONS: [&str; 6] =
    ["Northmark", "Southmark", "Eastmark", "Westmark", "Otherland", "Enrolling"];

/// A process in a phase.
pub(super) struct Stage {
    pub(super) site: Site,
    pub(super) cookies: BTreeMap<Role, String>,
    /// The latest draft, its round and a paragraph of it.
    pub(super) draft: DraftId,
    pub(super) round: RoundId,
    pub(super) paragraph: ParagraphId,
    /// A released amendment of the delegation that drafter and clears are of.
    pub(super) item: SubmissionId,
    /// A question of the co-chairs about it.
    pub(super) question: QuestionId,
    /// The keys of that delegation.
    pub(super) keys: Keys,
    /// The link that was made last.
    pub(super) link: String,
    delegate: Delegate,
    drawn: u32,
}

impl Stage {
    pub(super) fn new(phase: Phase, visibility: Visibility) -> Self {
        let site = Site::empty(Front::Nothing);
        let scope = begin(&site, "ICT workstream", visibility);
        begin(&site, "Second group", visibility);
        let keys = proceedings::enrol(site.store(), &site.sheet("Northmark")).unwrap();
        let delegate = delegate(&site, &keys);
        let item = release_own(&site, &scope, &delegate);
        issue(&site, &scope, phase);
        let question = ask(&site, &scope, item);
        let further = |role| {
            let key = proceedings::make_key(site.store(), &delegate, role).unwrap();
            site.enter(&key.words())
        };
        let (reads, drafter) = (further(KeyRole::Reads), further(KeyRole::Drafter));
        let clears = site.enter(&keys.access.words());
        let elsewhere = site.sheet_in("second-group", "Otherland");
        let elsewhere = proceedings::enrol(site.store(), &elsewhere).unwrap().access;
        let elsewhere = site.enter(&elsewhere.words());
        proceedings::enrol(site.store(), &site.sheet("Southmark")).unwrap();
        site.sheet("Eastmark");
        site.sheet("Westmark");
        let staff = |login: &str, appointment| site.enter_staff(&site.staff(login, &[appointment]));
        let office = Appointment::Other(Office::Secretariat);
        site.staff("spare", &[Appointment::Other(Office::Interpreter)]);
        let cookies = [
            (Role::Anybody, String::new()),
            (Role::Elsewhere, elsewhere),
            (Role::Reads, reads),
            (Role::Drafter, drafter),
            (Role::Clears, clears),
            (Role::CoChair, staff("chair", Appointment::CoChair("Meridia".to_owned()))),
            (Role::Secretariat, staff("office", office.clone())),
            (Role::Observer, staff("moderator", Appointment::Other(Office::Moderator))),
            (Role::Outside, site.enter_staff(&site.staff_in("second-group", "outside", &[office]))),
        ];
        let (draft, round, paragraph) = latest(&site);
        let cookies = cookies.into();
        let stage = Self {
            site,
            cookies,
            draft,
            round: round.id,
            paragraph,
            item,
            question,
            keys,
            link: String::new(),
            delegate,
            drawn: 0,
        };
        assert_eq!(stage.phase(), phase);
        stage
    }

    /// The phase that the round on the latest draft has now.
    pub(super) fn phase(&self) -> Phase {
        latest(&self.site).1.phase
    }

    /// A number that was not given before.
    pub(super) fn fresh(&mut self) -> u32 {
        self.drawn += 1;
        self.drawn
    }

    /// The id of a delegation of the process.
    pub(super) fn delegation(&self, name: &str) -> String {
        let found = self.site.store().blocking_read(|r| {
            let scope = proceedings::find(r, Some("ict-workstream"))?;
            Ok::<_, proceedings::Error>(r.delegations(scope.process.id)?)
        });
        found.unwrap().into_iter().find(|it| it.name == name).unwrap().id.to_string()
    }

    /// The id of a published position, registered for this.
    pub(super) fn position(&mut self) -> String {
        let title = format!("Position paper to be struck off {}", self.fresh());
        let registered = self.site.store().blocking_write(move |w| {
            let scope = proceedings::find(w, Some("ict-workstream"))?;
            let text = "Nobody is to be blamed for what others have done to the networks of all.";
            proceedings::register_position(w, scope.process.id, (&title, "en"), text, &by())
        });
        registered.unwrap().to_string()
    }

    /// The id of a member of the staff.
    pub(super) fn staff(&self, login: &str) -> String {
        self.site.store().blocking_read(|r| r.staff_login(login)).unwrap().unwrap().0.to_string()
    }

    /// A link by which somebody chooses a passphrase.
    pub(super) fn link(&self) -> String {
        let store = self.site.store();
        let (staff, _) = store.blocking_read(|r| r.staff_login("spare")).unwrap().unwrap();
        let by = Actor::command_line(clock::now());
        proceedings::invite(store, staff, &by).unwrap().digits().to_string()
    }

    /// How many acts the desk has seen.
    pub(super) fn version(&self) -> usize {
        self.site.store().blocking_read(|r| r.desk_log(self.draft)).unwrap().len()
    }

    /// Puts a comment or an amendment in preparation; its form.
    pub(super) fn entry(&mut self, kept: Kept, amends: bool) -> FormNonce {
        let number = self.fresh();
        let form = FormNonce::derived("matrix", &[&number.to_be_bytes()]);
        let text = format!("Words of entry {number}.");
        let body = if amends {
            Body::InsertAfter { paragraphs: vec![Content::plain(Text::parse(&text))] }
        } else {
            Body::Comment { text: Text::parse(&text) }
        };
        let words = Words {
            made_on: self.draft,
            target: Target::paragraph(self.paragraph),
            body,
            rationale: None,
            rationale_shared: false,
            held: false,
            succeeds: None,
        };
        proceedings::save_entry(self.site.store(), &self.delegate, form, 0, kept, words).unwrap();
        form
    }

    /// The version of the answer that the delegation has in preparation.
    pub(super) fn prepared_answer(&self) -> u32 {
        let own = proceedings::own_question(self.site.store(), &self.delegate, self.question).unwrap();
        own.prepared.map_or(0, |it| it.version)
    }

    /// An item that came on paper.
    pub(super) fn on_paper(&mut self) -> SubmissionId {
        let number = self.fresh();
        let (round, draft, paragraph) = (self.round, self.draft, self.paragraph);
        let id = SubmissionId::derived("matrix paper", &[&number.to_be_bytes()]);
        let item = NewItem {
            id,
            made_on: draft,
            target: Target::paragraph(paragraph),
            body: Body::Comment { text: Text::parse(&format!("Words on paper, the {number}th.")) },
            rationale: None,
            rationale_shared: false,
            late: false,
            hold: Hold::None,
            succeeds: None,
            tag: [number as u8; 32],
        };
        let release = NewRelease {
            id: ReleaseId::derived("matrix paper", &[&number.to_be_bytes()]),
            round,
            day: DAY,
            leaves: Vec::new(),
            counts: Counts::default(),
            items: vec![item],
            withdrawals: Vec::new(),
        };
        self.site.store().blocking_write(move |w| w.release(&release).map(drop)).unwrap();
        id
    }

    /// The code on a fresh slip.
    pub(super) fn slip(&mut self) -> String {
        let item = self.on_paper();
        let given = self.site.store().blocking_write(move |w| {
            let scope = proceedings::find(w, Some("ict-workstream"))?;
            proceedings::give_slips(w, &scope, &[item], &by())
        });
        given.unwrap()[0].code.words().to_string()
    }

    /// What a further key of the delegation is named by.
    pub(super) fn key(&self) -> String {
        let spare = || {
            let all = proceedings::own_keys(self.site.store(), &self.delegate).unwrap();
            all.into_iter().find(|it| it.badge.label == "spare")
        };
        let key = spare().unwrap_or_else(|| {
            let badge = Badge::new(KeyRole::Reads, "spare");
            proceedings::make_key(self.site.store(), &self.delegate, badge).unwrap();
            spare().unwrap()
        });
        key.tag.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The keys of a delegation that nobody here is of.
    pub(super) fn fresh_keys(&mut self) -> Keys {
        let name = format!("Enrolling as {}", self.fresh());
        let code = self.site.sheet(&name);
        proceedings::enrol(self.site.store(), &code).unwrap()
    }
}

/// Begins a process and issues its first draft.
fn begin(site: &Site, title: &'static str, visibility: Visibility) -> Scope {
    let begun = site.store().blocking_write(move |w| {
        let scope = proceedings::begin(w, title, "Outcome document", "en", "Europe/Zurich")?;
        w.change_settings(scope.process.id, &Settings { visibility, ..scope.process.settings.clone() })?;
        let contents = travaux::import::read(TEXT.as_bytes(), "draft.md").unwrap().paragraphs;
        take_in_first(w, &scope, &NewDraft::new("Zero draft", DAY), contents)?;
        proceedings::find(w, Some(title))
    });
    begun.unwrap()
}

/// The co-chairs ask about an item.
fn ask(site: &Site, scope: &Scope, item: SubmissionId) -> QuestionId {
    let (scope, form) = (scope.clone(), FormNonce::from_bytes([5; 16]));
    let words = (Said::parse("Which acts are meant?").unwrap(), true);
    site.store().blocking_write(move |w| proceedings::ask(w, &scope, item, form, words, DAY, &by())).unwrap()
}

fn delegate(site: &Site, keys: &Keys) -> Delegate {
    match proceedings::log_in(site.store(), &keys.access.words(), clock::now()).unwrap().session {
        Session::Delegate(delegate) => delegate,
        Session::Staff(_) => panic!("staff"),
    }
}

/// Releases an amendment of the delegation on the first draft.
fn release_own(site: &Site, scope: &Scope, delegate: &Delegate) -> SubmissionId {
    let author = delegate.ring.author(FormNonce::from_bytes([9; 16]));
    let document = scope.document.id;
    let released = site.store().blocking_write(move |w| {
        let zero = w.latest_draft(document)?.unwrap();
        let on = w.paragraphs(zero.id)?.into_iter().find(|it| it.content.kind == Kind::Numbered).unwrap();
        let with = vec![Content { text: Text::parse("States must act at once."), ..on.content.clone() }];
        w.release(&NewRelease {
            id: ReleaseId::derived("matrix", &[]),
            round: w.current_round(zero.id)?.unwrap().id,
            day: DAY,
            leaves: Vec::new(),
            counts: Counts::default(),
            items: vec![NewItem {
                id: author.id,
                made_on: zero.id,
                target: Target::paragraph(on.id),
                body: Body::Replace { base: on.content.text, with },
                rationale: None,
                rationale_shared: false,
                late: false,
                hold: Hold::None,
                succeeds: None,
                tag: author.tag,
            }],
            withdrawals: Vec::new(),
        })
    });
    released.unwrap();
    author.id
}

/// Issues the second draft, to which what is open is carried, and leads its round to a phase.
fn issue(site: &Site, scope: &Scope, phase: Phase) {
    let scope = scope.clone();
    let begins = if phase == Phase::Planned { phase } else { Phase::Open };
    let window = Window { policy: ReleasePolicy::OnCommand, minimum: 2, ..Window::default() };
    let round = NewRound { phase: begins, window };
    let new = NewDraft { round, ..NewDraft::new("Rev.1", DAY) };
    site.store().blocking_write(move |w| issue_next(w, &scope, &new).map(drop)).unwrap();
    if phase > Phase::Open {
        lead_round(site.store(), latest(site).1.id, phase, DAY, &Actor::command_line(clock::now())).unwrap();
    }
}

fn latest(site: &Site) -> (DraftId, Round, ParagraphId) {
    let found = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, Some("ict-workstream"))?;
        let draft = r.latest_draft(scope.document.id)?.unwrap().id;
        let on = r.paragraphs(draft)?.into_iter().find(|it| it.content.kind == Kind::Numbered).unwrap();
        Ok::<_, proceedings::Error>((draft, r.rounds(draft)?.pop().unwrap(), on.id))
    });
    found.unwrap()
}
