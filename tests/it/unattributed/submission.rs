//! Submitting and withdrawing: once, by its author only, and in the private file alone until the release.

use travaux::drafting::round::Phase;
use travaux::identity::authorship::Authorship;
use travaux::identity::preparation::Words;
use travaux::identity::session::Delegate;
use travaux::proceedings::release::{Released, lead_round};
use travaux::proceedings::{
    Error, Refusal, Submitted, discard_entry, entries, pending, submit_set, withdraw,
};
use travaux::store;

use super::people::{DAY, Scene, by, form, hits, now, scene};

/// Four others who are active, so that a release is made.
fn with_company(scene: &Scene) {
    for n in 0..4 {
        let who = scene.delegate(&format!("Company {n}"));
        scene.say(&who, scene.comment(0, &format!("Remark of company {n}.")));
    }
}

fn texts(scene: &Scene) -> Vec<String> {
    let json = |it: &store::submissions::Item| serde_json::to_string(&it.submission.body).unwrap();
    scene.items().iter().map(json).collect()
}

fn is_not_found<T>(outcome: Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::Act(Error::Store(store::Error::NotFound { .. }))))
}

#[test]
fn a_form_sent_again_is_the_same_item() {
    let scene = scene(1);
    with_company(&scene);
    let one = scene.delegate("Mexico");
    let words = scene.comment(0, "A remark of ours.");
    let first = scene.submit(&one, form(1), words.clone()).unwrap();
    let sent_again = submit_set(&scene.store, &one, &[form(1)], now()).unwrap();
    assert_eq!(sent_again, std::slice::from_ref(&first), "the page was sent twice");
    assert_eq!(scene.submit(&one, form(1), words.clone()).unwrap(), first, "saved and sent twice");
    let other_words = scene.submit(&one, form(1), scene.comment(0, "Other words."));
    assert!(matches!(other_words, Err(Refusal::SentBefore)));
    assert_eq!(entries(&scene.store, &one).unwrap().len(), 1, "what was typed is kept");
    discard_entry(&scene.store, &one, form(1)).unwrap();
    let Submitted::Waits(promised) = first else { panic!() };
    let release = scene.release();
    assert!(release.leaves.contains(&promised.leaf.0));
    let own = scene.own(&one);
    assert_eq!(
        own.iter().map(|it| *it.as_bytes()).collect::<Vec<_>>(),
        [*one.ring.author(form(1)).id.as_bytes()]
    );
    let after = scene.submit(&one, form(1), words).unwrap();
    assert_eq!(after, Submitted::Released(own[0]));
    assert_eq!(scene.items().len(), 5);
}

#[test]
fn submitting_leaves_the_record_as_it_was() {
    let scene = scene(1);
    let [one, other] = scene.delegates();
    let record = || std::fs::read(scene.dir.path().join("travaux.db")).unwrap();
    let log = || std::fs::read(scene.dir.path().join("travaux.db-wal")).unwrap_or_default();
    let before = (record(), log());
    let item = scene.say(&one, scene.comment(0, "Zebra crossing."));
    scene.say(&other, scene.replace(0, "Zebras shall cross."));
    withdraw(&scene.store, &one, item).unwrap();
    assert!((record(), log()) == before);
    assert_eq!(hits(scene.dir.path(), b"Zebra"), 0, "sealed while it waits");
    assert_eq!(scene.items(), []);
}

#[test]
fn what_waits_is_seen_by_its_author_only() {
    let scene = scene(1);
    let [one, other] = scene.delegates();
    let item = scene.say(&one, scene.comment(0, "A remark."));
    let waits = pending(&scene.store, &one, scene.round).unwrap();
    assert_eq!(
        waits.iter().map(|it| (it.id, &it.words)).collect::<Vec<_>>(),
        [(item, &scene.comment(0, "A remark."))]
    );
    assert_eq!(pending(&scene.store, &other, scene.round).unwrap(), []);
    let round = scene.round;
    assert!(scene.store.blocking_private(move |p| p.something_waits(round)).unwrap());
}

#[test]
fn anothers_item_and_none_are_the_same_answer() {
    let scene = scene(1);
    with_company(&scene);
    let [one, other] = scene.delegates();
    let mine = scene.say(&one, scene.comment(0, "A remark."));
    let none = travaux::document::id::SubmissionId::from_bytes([7; 16]);
    let message =
        |id| withdraw(&scene.store, &other, id).unwrap_err().to_string().replace(&format!("{id}"), "");
    assert!(is_not_found(withdraw(&scene.store, &other, mine)));
    assert_eq!(message(mine), message(none));
    let succeeding = |id| Words { succeeds: Some(id), ..scene.comment(0, "Instead.") };
    assert!(is_not_found(scene.submit(&other, form(1), succeeding(mine))));
    scene.release();
    assert!(is_not_found(withdraw(&scene.store, &other, mine)));
    assert_eq!(message(mine), message(none));
    assert!(is_not_found(scene.submit(&other, form(2), succeeding(mine))));
    withdraw(&scene.store, &one, mine).unwrap();
}

#[test]
fn what_is_withdrawn_before_its_release_never_becomes_visible() {
    let scene = scene(1);
    with_company(&scene);
    let one = scene.delegate("Mexico");
    let item = scene.say(&one, scene.comment(0, "A slip of the pen."));
    let back = withdraw(&scene.store, &one, item).unwrap();
    assert_eq!(withdraw(&scene.store, &one, item).unwrap(), back, "clicked twice");
    assert_eq!(pending(&scene.store, &one, scene.round).unwrap(), []);
    let release = scene.release();
    assert!(release.leaves.contains(&back.leaf.0));
    assert_eq!(release.leaves.len(), 4 + 2, "what was taken back is counted too");
    assert_eq!(scene.items().len(), 4);
    assert!(!texts(&scene).iter().any(|it| it.contains("slip")));
}

#[test]
fn a_visible_item_is_withdrawn_with_the_next_release_and_keeps_its_name() {
    let scene = scene(1);
    with_company(&scene);
    let one = scene.delegate("Mexico");
    let item = scene.say(&one, scene.comment(0, "A remark."));
    scene.release();
    withdraw(&scene.store, &one, item).unwrap();
    withdraw(&scene.store, &one, item).unwrap();
    let standing = || scene.items().into_iter().find(|it| it.submission.id == item).unwrap().submission;
    let before = standing();
    assert!(!before.withdrawn);
    let next = lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
    assert!(matches!(next, Released::Made { .. }));
    assert!(standing().withdrawn && standing().name == before.name);
}

/// An edit while it waits takes the place of what waits; an edit of what is visible succeeds it; the last one counts.
#[test]
fn an_edit_takes_the_place_of_what_it_edits() {
    let scene = scene(1);
    with_company(&scene);
    let one = scene.delegate("Mexico");
    let edit = |of, text: &str| Words { succeeds: Some(of), ..scene.comment(0, text) };
    let first = scene.say(&one, scene.comment(0, "First."));
    let second = scene.say(&one, edit(first, "Second."));
    scene.release();
    assert_eq!(scene.own(&one), [second]);
    let third = scene.say(&one, edit(second, "Third."));
    let fourth = scene.say(&one, edit(second, "Fourth."));
    let fifth = scene.say(&one, edit(fourth, "Fifth."));
    assert_ne!(third, fifth);
    lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
    let own = |who: &Delegate| scene.own(who).into_iter().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(own(&one), [second, fifth].into());
    let items = scene.items();
    let item = |id| items.iter().find(|it| it.submission.id == id).unwrap();
    assert_eq!((item(fifth).succeeds, item(second).succeeded), (Some(second), true));
    for gone in ["First", "Third", "Fourth"] {
        assert!(!texts(&scene).iter().any(|it| it.contains(gone)), "{gone}");
    }
}

#[test]
fn the_phase_of_the_round_says_what_is_taken() {
    let scene = scene(1);
    let [one] = scene.delegates();
    let item = scene.say(&one, scene.replace(0, "States should act."));
    let round = scene.round;
    scene.store.blocking_write(move |w| w.set_phase(round, Phase::Reactions)).unwrap();
    let amendment = scene.submit(&one, form(1), scene.replace(0, "States must act."));
    assert!(matches!(amendment, Err(Refusal::NotPermitted)));
    scene.submit(&one, form(2), scene.comment(0, "A remark.")).unwrap();
    withdraw(&scene.store, &one, item).unwrap();
    scene.store.blocking_write(move |w| w.set_phase(round, Phase::Closed)).unwrap();
    let comment = scene.submit(&one, form(3), scene.comment(0, "Too late."));
    assert!(matches!(comment, Err(Refusal::Act(Error::RoundClosed(_)))));
}

#[test]
fn a_round_with_guests_is_closed_to_others() {
    let scene = scene(1);
    let [guest, other] = scene.delegates();
    let (round, admitted) = (scene.round, guest.delegation);
    scene.store.blocking_write(move |w| w.admit(round, admitted)).unwrap();
    scene.submit(&guest, form(1), scene.comment(0, "A remark.")).unwrap();
    assert!(matches!(
        scene.submit(&other, form(1), scene.comment(0, "A remark.")),
        Err(Refusal::NotAdmitted)
    ));
}
