//! Questions of the co-chairs, from the desk to the author nobody knows and back; and slips for what came on paper.

use axum::http::StatusCode;
use travaux::document::id::SubmissionId;
use travaux::drafting::round::Phase;
use travaux::identity::authorship::Authorship;
use travaux::identity::keyring::KeyRole;
use travaux::proceedings::{self, take_over};
use travaux::store::slips::Standing;
use travaux::store::staff::{Appointment, Office};

use super::{MINE, Room, form_on, home, main_of};
use crate::web::site::{Answer, PROCESS, REV1};

const ASKED: &str = "Which acts are meant by this?";
const KEPT: &str = "Would a weaker verb do?";

/// A released amendment of the delegation, and a co-chair who looks at it.
struct Bench {
    room: Room,
    chair: String,
    item: SubmissionId,
}

impl Bench {
    fn new() -> Self {
        let room = Room::new();
        let words = format!("{} This holds for all acts.", room.words(0));
        room.submit(&room.of(0, "wording"), &[("text", &words)]);
        room.release();
        let ring = room.delegate().ring;
        let own = room.released().into_iter().find(|it| ring.owns(it.submission.id, &it.tag)).unwrap();
        room.site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]);
        let chair = room.site.enter_staff("chair");
        Self { room, chair, item: own.submission.id }
    }

    fn at_desk(&self) -> String {
        format!("{PROCESS}/desk/items/{}", self.item)
    }

    fn page(&self) -> String {
        let answer = self.room.site.get_as(&self.chair, &self.at_desk());
        assert_eq!(answer.status, StatusCode::OK);
        answer.text()
    }

    /// Asks by the form of the page.
    fn ask(&self, typed: &[(&str, &str)]) -> Answer {
        let (to, form) = form_on(&self.page(), "form.asking", typed);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.room.site.post(&to, &self.chair, &form)
    }

    /// The address of the question with those words, as the delegation finds it.
    fn question(&self, words: &str) -> String {
        let own = self.own(words);
        format!("{MINE}/questions/{}", own.question.id)
    }

    fn own(&self, words: &str) -> proceedings::OwnQuestion {
        let store = self.room.site.store();
        let document = store.blocking_read(|r| proceedings::find(r, None)).unwrap().document.id;
        let all = proceedings::own_questions(store, &self.room.delegate(), document).unwrap();
        all.into_iter().find(|it| it.question.said.as_str() == words).unwrap()
    }

    fn answer(&self, question: &str, typed: &[(&str, &str)]) -> Answer {
        let page = self.room.get(question);
        assert_eq!(page.status, StatusCode::OK);
        self.room.send(&page.text(), "form.asking", typed)
    }
}

#[test]
fn a_question_goes_to_the_author_nobody_knows_and_the_answer_comes_back() {
    let bench = Bench::new();
    let room = &bench.room;
    let card = room.site.get_as(&bench.chair, &format!("{PROCESS}/desk/{}", room.numbered(0).id)).text();
    assert!(card.contains(&bench.at_desk()), "every card leads to its author");
    assert!(main_of(&bench.page()).contains("Do not ask who wrote this"));

    let done = bench.ask(&[("text", ASKED), ("shared", "yes")]);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", main_of(&done.text()));
    assert_eq!(bench.ask(&[("text", KEPT)]).status, StatusCode::SEE_OTHER);
    assert!(main_of(&bench.page()).contains(ASKED));

    assert!(main_of(&home(room)).contains("Answer 2 questions of the co-chairs"));
    let mine = main_of(&room.get(MINE).text());
    assert!(mine.contains(ASKED) && mine.contains("not answered"), "{mine}");
    let (shared, kept) = (bench.question(ASKED), bench.question(KEPT));
    let before = room.site.files();
    let page = main_of(&room.get(&shared).text());
    assert!(page.contains(ASKED) && page.contains("nobody who later holds a copy of the record"), "{page}");
    assert!(page.contains("Other delegations may be shown"));
    assert!(!main_of(&room.get(&kept).text()).contains("Other delegations may be shown"));
    let record = |files: &[(String, [u8; 32])]| -> Vec<_> {
        files.iter().filter(|(name, _)| name.starts_with("travaux.db")).cloned().collect()
    };
    assert_eq!(room.site.files(), before, "reading leaves no trace in any file");

    let saved = bench.answer(&shared, &[("text", "All acts in peace."), ("act", "save")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", main_of(&saved.text()));
    assert!(room.get(&shared).text().contains("All acts in peace."), "what was saved is typed on");
    let sent = [("text", "All acts in peace,\nand some others."), ("share", "yes"), ("act", "send")];
    assert_eq!(bench.answer(&shared, &sent).status, StatusCode::SEE_OTHER);
    let sent = [("text", "A weaker verb would do."), ("act", "send")];
    assert_eq!(bench.answer(&kept, &sent).status, StatusCode::SEE_OTHER);
    assert_eq!(record(&room.site.files()), record(&before), "the record has none of it yet");
    assert!(main_of(&room.get(MINE).text()).contains("answer waits"));
    assert!(!main_of(&home(room)).contains("questions of the co-chairs"));
    let at_desk = main_of(&bench.page());
    assert!(
        at_desk.contains("No answer has been released yet.") && !at_desk.contains("weaker verb would do")
    );

    room.phase(Phase::Reactions);
    let at_desk = main_of(&bench.page());
    assert!(
        at_desk.contains("All acts in peace,and some others.") || at_desk.contains("All acts in peace, and")
    );
    assert!(at_desk.contains("A weaker verb would do.") && at_desk.contains("not shared"));
    let card = room.site.get_as(&bench.chair, &format!("{PROCESS}/desk/{}", room.numbered(0).id)).text();
    assert!(main_of(&card).contains("A weaker verb would do."), "and on its card");
    assert!(main_of(&room.get(MINE).text()).contains("answered"));
}

#[test]
fn an_exchange_is_shown_to_delegations_where_both_sides_share_it() {
    let bench = Bench::new();
    let room = &bench.room;
    bench.ask(&[("text", ASKED), ("shared", "yes")]);
    bench.ask(&[("text", KEPT)]);
    bench.ask(&[("text", "And why?"), ("shared", "yes")]);
    for (words, text, share) in [
        (ASKED, "All acts in peace.", true),
        (KEPT, "A weaker verb would do.", true),
        ("And why?", "For balance.", false),
    ] {
        let shares: &[(&str, &str)] = if share && words != KEPT { &[("share", "yes")] } else { &[] };
        let typed = [&[("text", text), ("act", "send")], shares].concat();
        assert_eq!(bench.answer(&bench.question(words), &typed).status, StatusCode::SEE_OTHER, "{words}");
    }
    let other = room.other("Southmark");
    let seen = |cookie: &str| main_of(&room.site.get_as(cookie, REV1).text());
    assert!(!seen(&other).contains(ASKED), "not before the release");
    room.phase(Phase::Reactions);
    for reader in [&other, &room.cookie] {
        let page = seen(reader);
        assert!(page.contains(ASKED) && page.contains("All acts in peace."), "{page}");
        for hidden in [KEPT, "A weaker verb would do.", "And why?", "For balance."] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
    let public = main_of(&room.site.get(REV1).text());
    assert!(
        public.contains("This holds for all acts.") && !public.contains(ASKED),
        "the public is shown none"
    );
    let file = room.site.get_as(&other, &format!("{REV1}/files/compilation.md"));
    assert_eq!(file.status, StatusCode::OK);
    for words in [ASKED, "All acts in peace.", KEPT, "For balance."] {
        assert!(!file.text().contains(words), "files have submissions, not what was asked about them");
    }
}

#[test]
fn anothers_question_is_a_page_that_is_not_there() {
    let bench = Bench::new();
    let room = &bench.room;
    bench.ask(&[("text", ASKED), ("shared", "yes")]);
    let question = bench.question(ASKED);
    let none = format!("{MINE}/questions/{}", "7".repeat(32));
    let other = room.other("Southmark");
    let form = [("form", &"1".repeat(32)[..]), ("seen", "0"), ("text", "Theirs."), ("act", "send")];
    let found = [room.site.get_as(&other, &question), room.site.post(&question, &other, &form)];
    let missing = [room.site.get_as(&other, &none), room.site.post(&none, &other, &form)];
    for (found, missing) in found.iter().zip(&missing) {
        assert_eq!((found.status, missing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        let same = |answer: &Answer| answer.text().replace(&question, "").replace(&none, "");
        assert_eq!(same(found), same(missing));
    }
    assert!(!main_of(&room.site.get_as(&other, MINE).text()).contains(ASKED));
    let held = room.site.get_as(&bench.chair, &format!("{PROCESS}/desk/items/{}", "7".repeat(32)));
    assert_eq!(held.status, StatusCode::NOT_FOUND);
}

#[test]
fn what_is_typed_is_never_lost() {
    let bench = Bench::new();
    let room = &bench.room;
    let long = "Which rule is meant? ".repeat(300);
    for (typed, wrong) in [(" \n ", "Write the question."), (&long, "The question is too long")] {
        let refused = bench.ask(&[("text", typed), ("shared", "yes")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, fields) = form_on(&refused.text(), "form.asking", &[]);
        let has =
            |name: &str, value: &str| fields.iter().any(|(it, typed)| it == name && typed.trim() == value);
        assert!(
            main_of(&refused.text()).contains(wrong) && has("text", typed.trim()) && has("shared", "yes")
        );
    }
    bench.ask(&[("text", ASKED), ("shared", "yes")]);
    let question = bench.question(ASKED);
    let stale = room.get(&question).text();
    // A colleague with a key that drafts.
    let key = proceedings::make_key(room.site.store(), &room.delegate(), KeyRole::Drafter).unwrap();
    let colleague = room.site.enter(&key.words());
    let page = room.site.get_as(&colleague, &question).text();
    assert!(!page.contains("value=\"send\""), "what is not cleared is not sent with that key");
    let (to, form) =
        form_on(&page, "form.asking", &[("text", "The colleague’s words."), ("act", "clearance")]);
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(room.site.post(&to, &colleague, &form).status, StatusCode::SEE_OTHER);
    assert!(main_of(&room.get(MINE).text()).contains("answer for clearance"));
    for act in ["save", "send"] {
        let refused = room.send(&stale, "form.asking", &[("text", "My own words."), ("act", act)]);
        assert_eq!(refused.status, StatusCode::CONFLICT, "{act}");
        let text = refused.text();
        assert!(text.contains("My own words.") && text.contains("The colleague’s words."), "{act}");
        assert!(bench.own(ASKED).waits.is_none());
    }
    let refused = room.send(&stale, "form.asking", &[("text", ""), ("act", "send")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let cleared = bench.answer(&question, &[("text", "The colleague’s words."), ("act", "clear")]);
    assert_eq!(cleared.status, StatusCode::SEE_OTHER);
    let page = room.site.get_as(&colleague, &question).text();
    let (to, form) = form_on(&page, "form.asking", &[("act", "send")]);
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(room.site.post(&to, &colleague, &form).status, StatusCode::SEE_OTHER, "cleared, it is sent");
    assert!(bench.own(ASKED).waits.is_some());
}

#[test]
fn a_slip_is_printed_in_the_office_and_used_once() {
    let room = Room::new();
    room.site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    let office = room.site.enter_staff("office");
    let received = format!("{PROCESS}/office/received");
    let page = room.site.get_as(&office, &received).text();
    assert!(main_of(&page).contains("no slip yet"));
    let store = room.site.store();
    let on_paper = || {
        let document = store.blocking_read(|r| proceedings::find(r, None)).unwrap().document.id;
        store.blocking_read(|r| proceedings::on_paper(r, document)).unwrap()
    };
    // One of the latest draft that everybody is shown.
    let paper = on_paper().into_iter().rfind(|it| !it.item.held).unwrap().item.submission;
    let id = paper.id.to_string();
    let print = || room.site.post(&format!("{PROCESS}/office/slips"), &office, &[("item", &id)]);
    let words_on = |page: &str| {
        let page = scraper::Html::parse_document(page);
        let by = scraper::Selector::parse(".enrolment-sheet .key-words li").unwrap();
        page.select(&by).flat_map(|it| it.text()).collect::<Vec<_>>().join(" ")
    };
    let sheet = print();
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(main_of(&sheet.text()).contains("somebody who did not write it"));
    let (older, newer) = (words_on(&sheet.text()), words_on(&print().text()));
    assert_eq!((older.split(' ').count(), newer.split(' ').count()), (12, 12));
    let claims = format!("{MINE}/claims");
    for code in [older.clone(), "abandon ".repeat(11) + "about"] {
        let refused = room.post(&claims, &[("code", &code)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(main_of(&refused.text()).contains("No slip with this code is to be used."));
        assert!(!refused.text().contains(&code), "a code stands in no page");
    }
    assert_eq!(room.post(&claims, &[("code", &newer)]).status, StatusCode::SEE_OTHER);
    assert!(main_of(&room.get(MINE).text()).contains("Yours with the next release"));
    let standing = || on_paper().into_iter().find(|it| it.item.submission.id == paper.id).unwrap().standing;
    assert_eq!(standing(), Standing::Slip);
    room.release();
    assert_eq!(standing(), Standing::TakenOver);
    let mine = main_of(&room.get(MINE).text());
    assert!(mine.contains(&paper.name.to_string()) && mine.contains("Withdraw"), "{mine}");
    let refused = print();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(main_of(&refused.text()).contains("It has been taken over"));
    assert!(take_over(store, &room.delegate(), &newer).is_err());
    // Nobody but the secretariat prints.
    let chair = room.site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]);
    let chair = room.site.enter_staff(&chair);
    assert_eq!(room.site.get_as(&chair, &received).status, StatusCode::FORBIDDEN);
}

/// Where nothing else comes in any more, that something waits would tell when one author was there.
#[test]
fn after_the_close_no_page_tells_that_an_answer_waits() {
    let bench = Bench::new();
    let room = &bench.room;
    bench.ask(&[("text", ASKED), ("shared", "yes")]);
    room.phase(Phase::Closed);
    let question = bench.question(ASKED);
    let pages = || {
        let at =
            [PROCESS.to_owned(), format!("{PROCESS}/desk"), format!("{PROCESS}/office"), bench.at_desk()];
        at.map(|at| {
            let answer = room.site.get_as(&bench.chair, &at);
            assert_eq!(answer.status, StatusCode::OK, "{at}");
            main_of(&answer.text())
        })
    };
    let before = pages();
    let sent = bench.answer(&question, &[("text", "All acts in peace."), ("act", "send")]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", main_of(&sent.text()));
    assert!(bench.own(ASKED).waits.is_some());
    assert_eq!(pages(), before);
    assert!(!before.iter().any(|it| it.contains("waits for")), "{before:?}");
}
