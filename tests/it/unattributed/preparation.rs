//! Sets in preparation: seen by their own delegation, saved over what was seen, submitted once cleared.

use travaux::identity::keyring::KeyRole;
use travaux::identity::preparation::Stage;
use travaux::proceedings::{
    Error, Refusal, clear_entry, discard_entry, entries, make_key, save_entry, submit_set,
};
use travaux::store;

use super::people::{begin, form, hits, now, scene};

#[test]
fn only_the_own_delegation_finds_its_entries() {
    let scene = scene(2);
    let [one, other] = scene.delegates();
    scene.prepare(&one, form(1), scene.comment(0, "Zebra crossing.")).unwrap();
    scene.prepare(&one, form(2), scene.comment(1, "Another remark.")).unwrap();
    scene.prepare(&other, form(1), scene.comment(1, "Of others.")).unwrap();
    let found = entries(&scene.store, &one).unwrap();
    assert_eq!(found.len(), 2);
    assert!(found.iter().any(|it| it.words == scene.comment(0, "Zebra crossing.")));
    let key = make_key(&scene.store, &one, KeyRole::Reads).unwrap();
    assert_eq!(entries(&scene.store, &scene.enter(&key.words())).unwrap(), found);
    assert_eq!(entries(&scene.store, &other).unwrap().len(), 1);
    assert_eq!(hits(scene.dir.path(), b"Zebra"), 0, "neither file nor log has the words");
    discard_entry(&scene.store, &one, form(1)).unwrap();
    assert_eq!(entries(&scene.store, &one).unwrap().len(), 1);
}

#[test]
fn whoever_saves_over_what_they_have_not_seen_hears_it() {
    let scene = scene(1);
    let [one] = scene.delegates();
    let save = |seen, text| {
        save_entry(&scene.store, &one, form(1), seen, Stage::InPreparation, scene.comment(0, text))
    };
    assert_eq!(save(0, "First.").unwrap().version, 1);
    assert_eq!(save(0, "First.").unwrap().version, 1, "sent again, it is the same");
    assert_eq!(save(1, "Second.").unwrap().version, 2);
    for (seen, found) in [(0, 2), (1, 2)] {
        let outcome = save(seen, "Third.");
        let Err(Refusal::Act(Error::Store(store::Error::Stale { expected, found: newer }))) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((expected, newer), (seen, found));
    }
}

#[test]
fn a_drafter_submits_what_was_cleared_and_as_it_was_cleared() {
    let scene = scene(1);
    let [capital] = scene.delegates();
    let drafter = scene.enter(&make_key(&scene.store, &capital, KeyRole::Drafter).unwrap().words());
    let save =
        |seen, stage, text| save_entry(&scene.store, &drafter, form(1), seen, stage, scene.comment(0, text));
    let submit = || submit_set(&scene.store, &drafter, &[form(1)], now());
    save(0, Stage::ForClearance, "A word.").unwrap();
    assert!(matches!(save(1, Stage::Cleared, "A word."), Err(Refusal::NotPermitted)));
    assert!(matches!(clear_entry(&scene.store, &drafter, form(1), 1), Err(Refusal::NotPermitted)));
    assert!(matches!(submit(), Err(Refusal::NotCleared)));
    clear_entry(&scene.store, &capital, form(1), 1).unwrap();
    save(2, Stage::InPreparation, "Another word.").unwrap();
    assert!(matches!(submit(), Err(Refusal::NotCleared)), "changed since");
    assert!(clear_entry(&scene.store, &capital, form(1), 2).is_err(), "not what was seen");
    clear_entry(&scene.store, &capital, form(1), 3).unwrap();
    submit().unwrap();
    assert_eq!(entries(&scene.store, &capital).unwrap(), []);
}

#[test]
fn a_reader_prepares_nothing_and_a_process_is_closed_to_the_keys_of_another() {
    let scene = scene(1);
    let [one] = scene.delegates();
    let reader = scene.enter(&make_key(&scene.store, &one, KeyRole::Reads).unwrap().words());
    let refused = scene.prepare(&reader, form(1), scene.comment(0, "A word."));
    assert!(matches!(refused, Err(Refusal::NotPermitted)));
    let (_, elsewhere) = begin(&scene.store, "Another workstream", 1);
    let mut words = scene.comment(0, "A word.");
    words.made_on = elsewhere.id;
    let refused = scene.prepare(&one, form(1), words);
    assert!(matches!(refused, Err(Refusal::Act(Error::Store(store::Error::NotFound { .. })))));
}
