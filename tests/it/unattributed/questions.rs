//! Questions to an author whom nobody knows: the answer waits like everything else, and only the author can give it.

use travaux::document::id::{QuestionId, SubmissionId};
use travaux::drafting::exchange::Said;
use travaux::drafting::round::{Occasion, Phase, ReleasePolicy};
use travaux::identity::acknowledgement::Promise;
use travaux::identity::authorship::FormNonce;
use travaux::identity::keyring::KeyRole;
use travaux::identity::preparation::{Stage, Words};
use travaux::identity::session::Delegate;
use travaux::proceedings::release::{Released, daily, finish, issue_after_release, lead_round, release};
use travaux::proceedings::{
    self, Answered, Error, NewDraft, Refusal, make_key, own_question, own_questions, save_answer, withdraw,
};
use travaux::store;
use travaux::store::questions::Exchange;

use super::people::{DAY, Scene, by, form, hits, now, scene};

pub(super) fn said(words: &str) -> Said {
    Said::parse(words).unwrap()
}

/// Puts a question; the same words on the same item are the same question.
pub(super) fn ask(scene: &Scene, item: SubmissionId, words: &str, shared: bool) -> QuestionId {
    try_to_ask(scene, item, words, shared).unwrap()
}

fn try_to_ask(scene: &Scene, item: SubmissionId, words: &str, shared: bool) -> Result<QuestionId, Refusal> {
    let (scope, said) = (scene.scope.clone(), said(words));
    let form = FormNonce::derived("test question", &[words.as_bytes()]);
    scene.store.blocking_write(move |w| proceedings::ask(w, &scope, item, form, (said, shared), DAY, &by()))
}

fn send(
    scene: &Scene,
    who: &Delegate,
    question: QuestionId,
    number: u32,
    words: &str,
) -> Result<Answered, Refusal> {
    proceedings::answer(&scene.store, who, question, form(number), (said(words), true))
}

/// Sends an answer that waits; what its author was told.
pub(super) fn answer(
    scene: &Scene,
    who: &Delegate,
    question: QuestionId,
    number: u32,
    words: &str,
) -> Promise {
    match send(scene, who, question, number, words).unwrap() {
        Answered::Waits(acknowledged) => acknowledged,
        Answered::Released(_) => panic!("released"),
    }
}

/// What was answered, and whether it is shared.
pub(super) fn answers(scene: &Scene, question: QuestionId) -> Vec<(String, bool)> {
    let all = scene.store.blocking_read(|r| r.answers(question)).unwrap();
    all.into_iter().map(|it| (it.said.to_string(), it.shared)).collect()
}

/// A released item of the first of five delegations, all of which were active.
pub(super) fn asked_about() -> (Scene, [Delegate; 5], SubmissionId) {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let item = scene.say(&all[0], scene.replace(0, "States should act."));
    company(&scene, &all, "A remark.");
    scene.release();
    (scene, all, item)
}

/// The others say something, so that a release is made.
pub(super) fn company(scene: &Scene, all: &[Delegate], words: &str) {
    for who in &all[1..] {
        scene.say(who, scene.comment(1, words));
    }
}

fn is_not_found<T>(outcome: Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::Act(Error::Store(store::Error::NotFound { .. }))))
}

#[test]
fn an_answer_waits_sealed_and_comes_with_the_release() {
    let (scene, all, item) = asked_about();
    let open = ask(&scene, item, "Which acts are meant?", true);
    let kept = ask(&scene, item, "Would ‘may’ do?", false);
    let record = || std::fs::read(scene.dir.path().join("travaux.db")).unwrap();
    let log = || std::fs::read(scene.dir.path().join("travaux.db-wal")).unwrap_or_default();
    let before = (record(), log());
    let told = answer(&scene, &all[0], open, 1, "Zebra crossings.");
    answer(&scene, &all[0], kept, 2, "Zebras would not mind.");
    assert!((record(), log()) == before, "the record is as it was");
    assert_eq!(hits(scene.dir.path(), b"Zebra"), 0, "sealed while it waits");
    let own = own_question(&scene.store, &all[0], open).unwrap();
    assert_eq!(own.waits.map(|it| (it.said, it.promised)), Some((said("Zebra crossings."), told)));
    assert_eq!(answers(&scene, open), []);
    company(&scene, &all, "Another remark.");
    let release = scene.release();
    assert!(release.leaves.contains(&told.leaf.0));
    assert_eq!(release.leaves.len(), 4 + 2);
    assert_eq!(answers(&scene, open), [("Zebra crossings.".to_owned(), true)]);
    assert_eq!(answers(&scene, kept), [("Zebras would not mind.".to_owned(), false)], "it takes both sides");
    let own = own_question(&scene.store, &all[0], open).unwrap();
    assert!(own.waits.is_none() && own.answers.len() == 1 && !own.is_unanswered());
    assert_eq!(scene.store.check().unwrap(), []);
}

#[test]
fn anothers_question_and_none_are_the_same_answer() {
    let (scene, all, item) = asked_about();
    let question = ask(&scene, item, "Which acts are meant?", true);
    let none = QuestionId::from_bytes([7; 16]);
    let document = scene.scope.document.id;
    assert_eq!(own_questions(&scene.store, &all[0], document).unwrap().len(), 1);
    for who in &all[1..] {
        assert_eq!(own_questions(&scene.store, who, document).unwrap().len(), 0);
        let told = |outcome: Refusal, id: QuestionId| outcome.to_string().replace(&id.to_string(), "");
        for id in [question, none] {
            let save = save_answer(&scene.store, who, id, 0, Stage::InPreparation, (said("Theirs."), true));
            assert!(is_not_found(save));
            assert!(is_not_found(own_question(&scene.store, who, id)));
        }
        let refused = |id| told(send(&scene, who, id, 1, "Theirs.").unwrap_err(), id);
        assert_eq!(refused(question), refused(none));
        assert!(is_not_found(send(&scene, who, question, 1, "Theirs.")));
    }
    let waiting = scene.store.blocking_private(|p| Ok::<_, store::Error>(p.windows()?.len())).unwrap();
    assert_eq!(waiting, 0, "nothing of it was kept");
}

/// Sent again it is the same; another before the release takes its place; one after it stands beside it.
#[test]
fn an_answer_is_one_for_each_form_and_the_last_before_a_release_counts() {
    let (scene, all, item) = asked_about();
    let question = ask(&scene, item, "Which acts are meant?", true);
    let first = answer(&scene, &all[0], question, 1, "First.");
    assert_eq!(answer(&scene, &all[0], question, 1, "First."), first, "sent twice");
    let second = answer(&scene, &all[0], question, 2, "Second.");
    let edited = answer(&scene, &all[0], question, 2, "Second, better.");
    assert_ne!(edited, second);
    company(&scene, &all, "Another remark.");
    let release = scene.release();
    assert_eq!(answers(&scene, question), [("Second, better.".to_owned(), true)]);
    for told in [&first, &second, &edited] {
        assert!(release.leaves.contains(&told.leaf.0), "nothing acknowledged is dropped");
    }
    assert!(matches!(send(&scene, &all[0], question, 2, "Second, better."), Ok(Answered::Released(_))));
    assert!(matches!(send(&scene, &all[0], question, 2, "Other words."), Err(Refusal::SentBefore)));
    answer(&scene, &all[0], question, 3, "And a third.");
    company(&scene, &all, "One more remark.");
    scene.release();
    let words: Vec<String> = answers(&scene, question).into_iter().map(|(words, _)| words).collect();
    assert_eq!(words, ["Second, better.", "And a third."]);
    assert_eq!(hits(scene.dir.path(), b"First."), 0);
}

#[test]
fn a_question_asked_again_is_asked_once() {
    let (scene, _, item) = asked_about();
    let question = ask(&scene, item, "Which acts are meant?", true);
    assert_eq!(ask(&scene, item, "Which acts are meant?", true), question);
    assert!(matches!(try_to_ask(&scene, item, "Which acts are meant?", false), Err(Refusal::SentBefore)));
    ask(&scene, item, "And why?", false);
    let document = scene.scope.document.id;
    let all = scene.store.blocking_read(|r| r.exchanges(document)).unwrap();
    assert_eq!(all[&item].len(), 2);
    assert!(is_not_found(try_to_ask(&scene, SubmissionId::from_bytes([7; 16]), "Whose?", false)));
}

/// What is prepared lies sealed with the other entries, is found by its own delegation, and is cleared before it is
/// sent with a key that does not clear.
#[test]
fn an_answer_is_prepared_and_cleared_like_a_comment() {
    let (scene, all, item) = asked_about();
    let question = ask(&scene, item, "Which acts are meant?", true);
    let capital = &all[0];
    let key = |role| scene.enter(&make_key(&scene.store, capital, role).unwrap().words());
    let (drafter, reader) = (key(KeyRole::Drafter), key(KeyRole::Reads));
    let save =
        |who, seen, stage| save_answer(&scene.store, who, question, seen, stage, (said("Zebras."), true));
    assert!(matches!(save(&reader, 0, Stage::InPreparation), Err(Refusal::NotPermitted)));
    assert!(matches!(save(&drafter, 0, Stage::Cleared), Err(Refusal::NotPermitted)));
    save(&drafter, 0, Stage::ForClearance).unwrap();
    assert!(matches!(send(&scene, &drafter, question, 1, "Zebras."), Err(Refusal::NotCleared)));
    assert!(matches!(send(&scene, &reader, question, 1, "Zebras."), Err(Refusal::NotPermitted)));
    let seen = own_question(&scene.store, capital, question).unwrap().prepared.unwrap();
    assert_eq!((seen.version, seen.stage), (1, Stage::ForClearance));
    assert!(matches!(
        save(capital, 0, Stage::Cleared),
        Err(Refusal::Act(Error::Store(store::Error::Stale { .. })))
    ));
    save(capital, 1, Stage::Cleared).unwrap();
    assert_eq!(hits(scene.dir.path(), b"Zebras"), 0);
    assert_eq!(proceedings::entries(&scene.store, capital).unwrap(), [], "no submission in preparation");
    assert!(matches!(send(&scene, &drafter, question, 1, "Not zebras."), Err(Refusal::NotCleared)));
    answer(&scene, &drafter, question, 1, "Zebras.");
    assert_eq!(own_question(&scene.store, capital, question).unwrap().prepared, None, "it is sent");
}

#[test]
fn of_what_is_withdrawn_or_replaced_no_answer_is_asked() {
    let (scene, all, item) = asked_about();
    let question = ask(&scene, item, "Which acts are meant?", true);
    let other = scene.items().into_iter().find(|it| it.submission.id != item).unwrap().submission.id;
    let author = all.iter().find(|it| scene.own(it).contains(&other)).unwrap();
    let second = ask(&scene, other, "What is meant?", true);
    withdraw(&scene.store, &all[0], item).unwrap();
    scene.say(author, Words { succeeds: Some(other), ..scene.comment(1, "In other words.") });
    lead_round(&scene.store, scene.round, Phase::Reactions, DAY, &by()).unwrap();
    for (who, question) in [(&all[0], question), (author, second)] {
        let own = own_question(&scene.store, who, question).unwrap();
        assert!(!own.is_open() && !own.is_unanswered(), "it can be read");
        assert!(matches!(send(&scene, who, question, 1, "Too late."), Err(Refusal::Superseded)));
    }
    assert!(matches!(try_to_ask(&scene, item, "And now?", true), Err(Refusal::Superseded)));
    assert!(matches!(try_to_ask(&scene, other, "And now?", true), Err(Refusal::Superseded)));
}

/// After the close answers come in as long as the desk is open, and still wait for a release, with its minimum.
#[test]
fn after_the_close_an_answer_waits_for_the_next_daily_release() {
    let (scene, all, item) = asked_about();
    let others: Vec<SubmissionId> = all[1..].iter().map(|who| scene.own(who)[0]).collect();
    lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
    let question = ask(&scene, item, "Which acts are meant?", true);
    answer(&scene, &all[0], question, 1, "All of them.");
    assert!(scene.submit(&all[0], form(9), scene.comment(0, "Too late.")).is_err(), "nothing else does");
    let daily = |day: &str| daily(&scene.store, format!("{day}T18:30:00Z").parse().unwrap()).unwrap();
    finish(&scene.store, now()).unwrap();
    assert_eq!(answers(&scene, question), [], "a start is no release");
    assert_eq!(daily("2026-04-02"), [(scene.round, Released::TooFew)]);
    for (who, item) in all[1..].iter().zip(others) {
        let question = ask(&scene, item, "And what is meant here?", false);
        answer(&scene, who, question, 1, "This.");
    }
    assert!(matches!(daily("2026-04-03")[..], [(_, Released::Made { .. })]));
    assert_eq!(answers(&scene, question), [("All of them.".to_owned(), true)]);
    assert_eq!(daily("2026-04-04"), [(scene.round, Released::Nothing)]);
}

/// With what is released at the close only, the close has been: then the co-chairs' command brings answers out.
#[test]
fn after_the_close_the_command_brings_answers_out_and_the_issue_does_at_the_latest() {
    let (scene, all, item) = asked_about();
    let round = scene.round;
    scene
        .store
        .blocking_write(move |w| {
            let window = w.round(round)?.window;
            w.settle_round(round, &store::rounds::Window { policy: ReleasePolicy::AtClose, ..window })
        })
        .unwrap();
    let command = || release(&scene.store, scene.round, Occasion::Command, DAY);
    let question = ask(&scene, item, "Which acts are meant?", true);
    answer(&scene, &all[0], question, 1, "Some.");
    assert!(matches!(command(), Err(Refusal::NotByPolicy)));
    lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
    assert_eq!(answers(&scene, question).len(), 1);
    answer(&scene, &all[0], question, 2, "More.");
    assert_eq!(command().unwrap(), Released::TooFew);
    issue_after_release(&scene.store, &scene.scope, &NewDraft::new("Rev.1", DAY), &by()).unwrap();
    assert_eq!(answers(&scene, question).len(), 2, "nothing that was taken in is left behind");
    assert_eq!(scene.store.blocking_private(|p| p.windows()).unwrap().len(), 0);
}

#[test]
fn where_too_few_took_part_no_answer_is_shared() {
    let scene = scene(1);
    let [one] = scene.delegates();
    let item = scene.say(&one, scene.comment(0, "A remark."));
    lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
    let question = ask(&scene, item, "Which acts are meant?", true);
    answer(&scene, &one, question, 1, "All of them.");
    issue_after_release(&scene.store, &scene.scope, &NewDraft::new("Rev.1", DAY), &by()).unwrap();
    assert_eq!(answers(&scene, question), [("All of them.".to_owned(), false)]);
}

/// A close that was interrupted is still finished at the next start, also where an answer waits with the rest.
#[test]
fn an_interrupted_close_is_finished_with_its_answers() {
    let (scene, all, item) = asked_about();
    let question = ask(&scene, item, "Which acts are meant?", true);
    answer(&scene, &all[0], question, 1, "All of them.");
    scene.say(&all[1], scene.comment(0, "A last remark."));
    let round = scene.round;
    scene.store.blocking_write(move |w| w.set_phase(round, Phase::Closed)).unwrap();
    finish(&scene.store, now()).unwrap();
    assert_eq!(answers(&scene, question).len(), 1);
    assert_eq!(scene.items().len(), 6);
}

#[test]
fn an_exchange_is_shown_to_others_where_both_sides_share_it() {
    let (scene, all, item) = asked_about();
    let shown = |question: QuestionId| {
        let document = scene.scope.document.id;
        let all = scene.store.blocking_read(|r| r.exchanges(document)).unwrap().remove(&item).unwrap();
        let one = all.into_iter().find(|it| it.question.id == question).unwrap();
        one.shared().map(|Exchange { answers, .. }| answers.len())
    };
    let both = ask(&scene, item, "Which acts are meant?", true);
    let not_asked = ask(&scene, item, "Why?", false);
    let not_answered = ask(&scene, item, "How?", true);
    let not_shared = ask(&scene, item, "Where?", true);
    for (number, question) in [both, not_asked].into_iter().enumerate() {
        answer(&scene, &all[0], question, number as u32, "Like this.");
    }
    proceedings::answer(&scene.store, &all[0], not_shared, form(5), (said("There."), false)).unwrap();
    assert_eq!([both, not_asked, not_answered, not_shared].map(shown), [None; 4], "nothing is released");
    company(&scene, &all, "Another remark.");
    scene.release();
    assert_eq!([both, not_asked, not_answered, not_shared].map(shown), [Some(1), None, None, None]);
}
