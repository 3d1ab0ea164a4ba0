//! Who sees what: the table of the design, a test for each cell, by reading every page that each of them can reach.
//!
//! Everything that may be seen holds a word that stands nowhere else. What somebody sees is what is on the pages and in
//! the files that their links lead to; the addresses of the others are tried as well.

mod exchange;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::LazyLock;

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use scraper::{Html, Selector};
use travaux::document::id::{DraftId, ParagraphId};
use travaux::document::inline::Text;
use travaux::drafting::desk::{Deed, Form, Ruling};
use travaux::drafting::disposition::Disposition;
use travaux::drafting::ledger::Source;
use travaux::drafting::position::Stance;
use travaux::drafting::round::Occasion;
use travaux::drafting::submission::{Body, Target};
use travaux::identity::authorship::{Authorship, FormNonce};
use travaux::identity::preparation::{Stage, Words};
use travaux::identity::session::{Delegate, Session};
use travaux::proceedings::release::release;
use travaux::proceedings::{self, NewDraft, On, Refusal, Table, decide, issue_next};
use travaux::store::processes::{Shown, Visibility};
use travaux::store::staff::{Appointment, Office};

use super::site::Site;
use crate::support::all_text;

const DAY: Date = date(2026, 5, 4);

/// The delegation that everything comes from.
const AUTHOR: &str = "Northmarkia";
const PREPARED: &str = "zubenelgenubi";
const WAITING: &str = "zubeneschamali";
const RELEASED: &str = "vindemiatrix";
const HELD: &str = "sadalsuud";
const RATIONALE: &str = "fomalhaut";
const SHARED: &str = "menkalinan";
const NOTE: &str = "kornephoros";
const ASKED: &str = "alphecca";
const UNASKED: &str = "unukalhai";
const WORKING: &str = "rasalhague";
/// What five delegations think of a paragraph, in words.
const HEARD: &str = "Retain: several States";
/// That something waits, and not how much.
const SOMETHING: &str = "Something waits for its release";

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Own,
    Other,
    CoChair,
    Secretariat,
    Public,
}

const ALL: [Who; 5] = [Who::Own, Who::Other, Who::CoChair, Who::Secretariat, Who::Public];

/// All that each of them can read in a process, by address.
struct Read(BTreeMap<Who, BTreeMap<String, String>>);

static NARROW: LazyLock<Read> =
    LazyLock::new(|| Read::of(Visibility { submissions_shown: Shown::AtRelease, ..Visibility::default() }));
static WIDE: LazyLock<Read> = LazyLock::new(|| {
    Read::of(Visibility {
        drafts_public: true,
        submissions_public: true,
        submissions_shown: Shown::AtRelease,
        positions_shown: true,
        dispositions_shown: true,
    })
});

impl Read {
    fn of(visibility: Visibility) -> Self {
        let (site, cookies) = stage(visibility);
        let mut all: BTreeMap<Who, BTreeMap<String, String>> =
            ALL.into_iter().map(|who| (who, crawl(&site, &cookies[&who], BTreeSet::new()))).collect();
        let known: BTreeSet<String> = all.values().flat_map(|pages| pages.keys().cloned()).collect();
        for (who, pages) in &mut all {
            let tried = crawl(
                &site,
                &cookies[who],
                known.difference(&pages.keys().cloned().collect()).cloned().collect(),
            );
            pages.extend(tried);
        }
        Self(all)
    }

    fn where_is(&self, who: Who, word: &str) -> Vec<&str> {
        self.0[&who].iter().filter(|(_, text)| text.contains(word)).map(|(at, _)| at.as_str()).collect()
    }

    fn sees(&self, who: Who, word: &str) -> bool {
        !self.where_is(who, word).is_empty()
    }

    fn page(&self, who: Who, ending: &str) -> Option<&str> {
        self.0[&who].iter().find(|(at, _)| at.ends_with(ending)).map(|(_, text)| text.as_str())
    }
}

/// Plays a process to where everything in the table is there, and logs everybody in.
fn stage(visibility: Visibility) -> (Site, BTreeMap<Who, String>) {
    let site = Site::with(visibility);
    let keys: Vec<String> = [AUTHOR, "Otherland", "Thirdland", "Fourthland", "Fifthland"]
        .map(|name| site.delegation(name))
        .into();
    let delegates: Vec<Delegate> = keys.iter().map(|key| enter(&site, key)).collect();
    let author = &delegates[0];
    let (rev1, on) = latest(&site);
    let comment = |text: &str, rationale: Option<&str>, shared| Words {
        made_on: rev1,
        target: Target::paragraph(on[4]),
        body: Body::Comment { text: Text::parse(text) },
        rationale: rationale.map(Text::parse),
        rationale_shared: shared,
        held: false,
        succeeds: None,
    };
    submit(
        &site,
        author,
        1,
        comment(&format!("We remark {RELEASED}."), Some(&format!("Because {RATIONALE}.")), false),
    );
    submit(&site, author, 2, comment("We remark more.", Some(&format!("Because {SHARED}.")), true));
    let base = words_of(&site, on[5]);
    let amended = format!("{} {ASKED}.", base.as_str());
    let body = Body::Replace { base: base.clone(), with: vec![travaux::document::Content::read(&amended)] };
    submit(&site, author, 3, Words { target: Target::paragraph(on[5]), body, ..comment("", None, false) });
    let held = comment(&format!("In {HELD} this was done."), None, false);
    submit(&site, author, 4, Words { held: true, ..held });
    for (n, other) in delegates.iter().enumerate().skip(1) {
        submit(
            &site,
            other,
            10 + n as u8,
            Words { target: Target::paragraph(on[9]), ..comment(&format!("Remark {n}."), None, false) },
        );
        proceedings::take_position(
            site.store(),
            other,
            On::Paragraph { draft: rev1, paragraph: on[6] },
            Some(Stance::Retain),
        )
        .unwrap();
    }
    proceedings::take_position(
        site.store(),
        author,
        On::Paragraph { draft: rev1, paragraph: on[6] },
        Some(Stance::Retain),
    )
    .unwrap();
    let round = site
        .store()
        .blocking_read(|r| Ok::<_, travaux::store::Error>(r.current_round(rev1)?.unwrap().id))
        .unwrap();
    release(site.store(), round, Occasion::Day, DAY).unwrap();
    exchange::play(&site, author, round);
    issue(&site, author, on[4], on[5]);
    site.staff("chair", &[Appointment::CoChair("Otherland".to_owned())]);
    site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    // On the draft after it: something in preparation, something that waits, something on the desk.
    let (rev2, on) = latest(&site);
    let later =
        |text: &str| Words { made_on: rev2, target: Target::paragraph(on[7]), ..comment(text, None, false) };
    submit(&site, author, 5, later(&format!("It waits: {WAITING}.")));
    proceedings::save_entry(
        site.store(),
        author,
        nonce(6),
        0,
        Stage::InPreparation,
        later(&format!("Not yet: {PREPARED}.")),
    )
    .unwrap();
    for who in &delegates[..2] {
        let paragraph = On::Paragraph { draft: rev2, paragraph: on[6] };
        proceedings::take_position(site.store(), who, paragraph, Some(Stance::Retain)).unwrap();
    }
    write(&site, on[8], WORKING);
    let cookies = [
        (Who::Own, site.enter(&keys[0])),
        (Who::Other, site.enter(&keys[1])),
        (Who::CoChair, site.enter_staff("chair")),
        (Who::Secretariat, site.enter_staff("office")),
        (Who::Public, String::new()),
    ];
    (site, cookies.into())
}

fn enter(site: &Site, key: &str) -> Delegate {
    match proceedings::log_in(site.store(), key, "2026-05-01T08:00:00Z".parse().unwrap()).unwrap().session {
        Session::Delegate(delegate) => delegate,
        Session::Staff(_) => panic!("staff"),
    }
}

fn nonce(number: u8) -> FormNonce {
    FormNonce::from_bytes([number; 16])
}

fn latest(site: &Site) -> (DraftId, Vec<ParagraphId>) {
    let found = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, None)?;
        let draft = r.latest_draft(scope.document.id)?.unwrap();
        let numbered = r
            .paragraphs(draft.id)?
            .into_iter()
            .filter(|it| it.content.kind == travaux::document::Kind::Numbered);
        Ok::<_, proceedings::Error>((draft.id, numbered.map(|it| it.id).collect()))
    });
    found.unwrap()
}

fn words_of(site: &Site, paragraph: ParagraphId) -> Text {
    let (draft, _) = latest(site);
    let found = site.store().blocking_read(move |r| r.paragraphs(draft));
    let all: Vec<travaux::document::Paragraph> = found.unwrap();
    all.into_iter().find(|it| it.id == paragraph).unwrap().content.text
}

fn submit(site: &Site, who: &Delegate, form: u8, words: Words) {
    proceedings::save_entry(site.store(), who, nonce(form), 0, Stage::Cleared, words).unwrap();
    proceedings::submit_set(site.store(), who, &[nonce(form)], "2026-05-01T09:00:00Z".parse().unwrap())
        .unwrap();
}

/// Decides on the author's items with a note, writes words of the co-chairs' own, and issues the next draft.
fn issue(site: &Site, author: &Delegate, noted: ParagraphId, amended: ParagraphId) {
    write(site, noted, UNASKED);
    let ring = author.ring.clone();
    site.store()
        .blocking_write(move |w| {
            let scope = proceedings::find(w, None)?;
            let mut table = Table::lay(w, &scope, None)?;
            let all: Vec<_> = table.submissions.iter().map(|it| it.id).collect();
            for paragraph in [noted, amended] {
                let on = table.submissions.iter().filter(|it| it.target.anchor() == Some(paragraph));
                let rulings = on.map(|it| Ruling {
                    submission: it.id,
                    disposition: if it.body.kind().is_amendment() {
                        Disposition::Retained
                    } else {
                        Disposition::Noted
                    },
                });
                let deed = Deed::Decide {
                    paragraph: Some(paragraph),
                    rulings: rulings.collect(),
                    form: Form::default(),
                    considered: all.clone(),
                    note: Some(Text::parse(&format!("Noted: {NOTE}."))),
                };
                decide(w, &mut table, deed)?;
            }
            let items = w.items(scope.document.id)?;
            assert!(items.iter().any(|it| ring.owns(it.submission.id, &it.tag)));
            issue_next(w, &scope, &NewDraft::new("Rev.2", DAY))?;
            Ok::<_, Refusal>(())
        })
        .unwrap();
}

/// Adds a word to a paragraph, at the desk.
fn write(site: &Site, paragraph: ParagraphId, word: &'static str) {
    let old = words_of(site, paragraph);
    site.store()
        .blocking_write(move |w| {
            let scope = proceedings::find(w, None)?;
            let mut table = Table::lay(w, &scope, None)?;
            let new = Text::parse(&format!("{} {word}.", old.as_str()));
            decide(w, &mut table, Deed::Write { paragraph, old, new, source: Source::CoChairs })
        })
        .unwrap();
}

/// What can be read from the front page on, or what is found at the given addresses.
fn crawl(site: &Site, cookie: &str, only: BTreeSet<String>) -> BTreeMap<String, String> {
    let follow = only.is_empty();
    let mut queue: VecDeque<String> =
        if follow { ["/".to_owned()].into() } else { only.into_iter().collect() };
    let mut read = BTreeMap::new();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    while let Some(at) = queue.pop_front() {
        let answer = if cookie.is_empty() { site.get(&at) } else { site.get_as(cookie, &at) };
        if answer.status != StatusCode::OK {
            continue;
        }
        if at.ends_with(".docx") || at.ends_with(".xlsx") || at.ends_with("/package") {
            read.insert(at, all_text(&answer.body));
            continue;
        }
        let text = answer.text();
        if follow
            && answer.header("content-type").starts_with("text/html")
            && answer.header("content-disposition").is_empty()
        {
            let page = Html::parse_document(&text);
            for link in page.select(&Selector::parse("a[href]").unwrap()) {
                let href = link.attr("href").unwrap().split('#').next().unwrap();
                let path = at.split('?').next().unwrap();
                let whole = if href.starts_with('?') { format!("{path}{href}") } else { href.to_owned() };
                if whole.starts_with('/') && !whole.starts_with("/log-in") && seen.insert(whole.clone()) {
                    queue.push_back(whole);
                }
            }
        }
        assert!(read.len() < 3000, "the pages never end: {at}");
        read.insert(at, text);
    }
    read
}

/// A row of the table: who reads the word, in a process that keeps to itself and in one that shows what it may.
fn row(word: &str, who: Who, narrow: bool, wide: bool) {
    for (read, expected) in [(&*NARROW, narrow), (&*WIDE, wide)] {
        let found = read.where_is(who, word);
        assert_eq!(!found.is_empty(), expected, "{who:?} reads {word} at {found:?}");
    }
}

macro_rules! cells {
    ($($name:ident: $word:expr, $who:ident, $narrow:expr, $wide:expr;)*) => {
        $(#[test] fn $name() { row($word, Who::$who, $narrow, $wide); })*
    };
}

cells! {
    what_is_in_preparation_is_seen_by_its_delegation: PREPARED, Own, true, true;
    what_is_in_preparation_is_not_seen_by_others: PREPARED, Other, false, false;
    what_is_in_preparation_is_not_seen_by_co_chairs: PREPARED, CoChair, false, false;
    what_is_in_preparation_is_not_seen_by_the_secretariat: PREPARED, Secretariat, false, false;
    what_is_in_preparation_is_not_seen_by_the_public: PREPARED, Public, false, false;

    what_waits_is_seen_by_its_delegation: WAITING, Own, true, true;
    what_waits_is_not_seen_by_others: WAITING, Other, false, false;
    what_waits_is_not_seen_by_co_chairs: WAITING, CoChair, false, false;
    what_waits_is_not_seen_by_the_secretariat: WAITING, Secretariat, false, false;
    what_waits_is_not_seen_by_the_public: WAITING, Public, false, false;

    that_something_waits_is_not_said_to_delegations: SOMETHING, Other, false, false;
    that_something_waits_is_said_to_co_chairs: SOMETHING, CoChair, true, true;
    that_something_waits_is_not_said_to_the_secretariat: SOMETHING, Secretariat, false, false;
    that_something_waits_is_not_said_to_the_public: SOMETHING, Public, false, false;

    positions_of_all_are_heard_by_one_of_them_if_settled: HEARD, Own, false, true;
    positions_are_heard_by_others_if_settled: HEARD, Other, false, true;
    positions_are_heard_by_co_chairs: HEARD, CoChair, true, true;
    positions_are_heard_by_the_secretariat: HEARD, Secretariat, true, true;
    positions_are_not_heard_by_the_public: HEARD, Public, false, false;

    what_is_released_is_seen_by_its_delegation: RELEASED, Own, true, true;
    what_is_released_is_seen_by_others: RELEASED, Other, true, true;
    what_is_released_is_seen_by_co_chairs: RELEASED, CoChair, true, true;
    what_is_released_is_seen_by_the_secretariat: RELEASED, Secretariat, true, true;
    what_is_released_is_seen_by_the_public_if_settled: RELEASED, Public, false, true;

    what_is_held_is_seen_by_its_delegation: HELD, Own, true, true;
    what_is_held_is_not_seen_by_others: HELD, Other, false, false;
    what_is_held_is_seen_by_co_chairs: HELD, CoChair, true, true;
    what_is_held_is_not_seen_by_the_secretariat: HELD, Secretariat, false, false;
    what_is_held_is_not_seen_by_the_public: HELD, Public, false, false;

    a_rationale_is_seen_by_its_delegation: RATIONALE, Own, true, true;
    a_rationale_is_not_seen_by_others: RATIONALE, Other, false, false;
    a_rationale_is_seen_by_co_chairs: RATIONALE, CoChair, true, true;
    a_rationale_is_seen_by_the_secretariat: RATIONALE, Secretariat, true, true;
    a_rationale_is_not_seen_by_the_public: RATIONALE, Public, false, false;
    a_shared_rationale_is_seen_by_its_delegation: SHARED, Own, true, true;
    a_shared_rationale_is_seen_by_others: SHARED, Other, true, true;
    a_shared_rationale_is_seen_by_co_chairs: SHARED, CoChair, true, true;
    a_shared_rationale_is_seen_by_the_secretariat: SHARED, Secretariat, true, true;
    a_shared_rationale_is_not_seen_by_the_public: SHARED, Public, false, false;

    what_became_of_it_is_seen_by_its_delegation: NOTE, Own, true, true;
    what_became_of_it_is_seen_by_others_if_settled: NOTE, Other, false, true;
    what_became_of_it_is_seen_by_co_chairs: NOTE, CoChair, true, true;
    what_became_of_it_is_seen_by_the_secretariat: NOTE, Secretariat, true, true;
    what_became_of_it_is_not_seen_by_the_public: NOTE, Public, false, false;

    the_working_text_is_not_seen_by_the_author_of_anything: WORKING, Own, false, false;
    the_working_text_is_not_seen_by_others: WORKING, Other, false, false;
    the_working_text_is_seen_by_co_chairs: WORKING, CoChair, true, true;
    the_working_text_is_seen_by_the_secretariat: WORKING, Secretariat, true, true;
    the_working_text_is_not_seen_by_the_public: WORKING, Public, false, false;

    issued_drafts_are_seen_by_the_author_of_something: ASKED, Own, true, true;
    issued_drafts_are_seen_by_others: ASKED, Other, true, true;
    issued_drafts_are_seen_by_co_chairs: ASKED, CoChair, true, true;
    issued_drafts_are_seen_by_the_secretariat: ASKED, Secretariat, true, true;
    issued_drafts_are_seen_by_the_public_if_settled: ASKED, Public, false, true;

    who_wrote_it_is_said_to_its_own_delegation: AUTHOR, Own, true, true;
    who_wrote_it_is_not_said_to_others: AUTHOR, Other, false, false;
    who_wrote_it_is_not_said_to_the_public: AUTHOR, Public, false, false;
}

/// The roster names delegations; no page that does says anything else of what they did.
#[test]
fn who_wrote_it_is_not_said_to_co_chairs_and_secretariat() {
    for read in [&*NARROW, &*WIDE] {
        for who in [Who::CoChair, Who::Secretariat] {
            for at in read.where_is(who, AUTHOR) {
                assert!(at.contains("/office"), "{who:?} reads {AUTHOR} at {at}");
                let page = &read.0[&who][at];
                for word in [RELEASED, HELD, RATIONALE, SHARED, NOTE, ASKED, WAITING, PREPARED] {
                    assert!(!page.contains(word), "{who:?}: {word} beside {AUTHOR} at {at}");
                }
            }
        }
        assert!(read.sees(Who::Secretariat, AUTHOR), "the roster is there");
    }
}

#[test]
fn a_delegation_sees_its_own_position_and_no_others() {
    for read in [&*NARROW, &*WIDE] {
        for (who, expected) in
            [(Who::Own, true), (Who::Other, true), (Who::CoChair, false), (Who::Public, false)]
        {
            let mine = read.page(who, "/ict-workstream/delegation");
            assert_eq!(mine.is_some_and(|it| it.contains("Positions (1)")), expected, "{who:?}");
        }
    }
}

/// Why it was held is said to its own delegation.
#[test]
fn what_is_held_is_shown_with_its_reason_to_its_delegation() {
    let mine = NARROW.page(Who::Own, "/ict-workstream/delegation").unwrap();
    let at = mine.find(HELD).unwrap();
    let around = &mine[at.saturating_sub(1500)..(at + 1500).min(mine.len())];
    assert!(around.contains("co-chairs"), "{around}");
}

const LEDGER: &str = "/drafts/rev.2/ledger";

#[test]
fn the_ledger_shows_a_delegation_its_own_lines_and_what_nobody_asked_for() {
    let own = NARROW.page(Who::Own, LEDGER).unwrap();
    assert!(own.contains(ASKED) && own.contains(UNASKED) && own.contains("from "), "{own}");
}

#[test]
fn the_ledger_shows_others_what_nobody_asked_for() {
    let other = NARROW.page(Who::Other, LEDGER).unwrap();
    assert!(other.contains(UNASKED) && !other.contains(ASKED), "{other}");
}

#[test]
fn the_ledger_shows_co_chairs_everything() {
    let page = NARROW.page(Who::CoChair, LEDGER).unwrap();
    assert!(page.contains(UNASKED) && page.contains(ASKED));
}

#[test]
fn the_ledger_shows_the_secretariat_everything() {
    let page = NARROW.page(Who::Secretariat, LEDGER).unwrap();
    assert!(page.contains(UNASKED) && page.contains(ASKED));
}

#[test]
fn the_ledger_is_not_public() {
    assert!(NARROW.page(Who::Public, LEDGER).is_none() && WIDE.page(Who::Public, LEDGER).is_none());
}

#[test]
fn a_file_tells_what_became_of_submissions_to_whom_the_pages_do_and_nothing_of_whose_they_are() {
    for (read, others) in [(&*NARROW, false), (&*WIDE, true)] {
        for who in ALL {
            let in_files = |word: &str| {
                let found = read.where_is(who, word).into_iter();
                let names = ["with-comments", "comparison-with-"];
                found.filter(|at| names.iter().any(|it| at.contains(it))).count()
            };
            let told = in_files(NOTE) > 0;
            let expected = match who {
                Who::CoChair | Who::Secretariat => true,
                // Its own delegation reads it on its pages; a file of its own would say whose it is.
                Who::Own | Who::Other => others,
                Who::Public => false,
            };
            assert_eq!(told, expected, "{who:?}");
            assert_eq!(in_files(RELEASED) > 0, who != Who::Public || others, "{who:?}");
            assert_eq!(in_files(HELD) > 0, who == Who::CoChair, "{who:?}");
            assert_eq!(in_files(SHARED) > 0, who != Who::Public, "{who:?}");
            assert_eq!(in_files(RATIONALE), 0, "{who:?}: what is not shared stands in no file");
        }
    }
}
