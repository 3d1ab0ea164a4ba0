//! Sheets, codes and keys.

use travaux::identity::Track;
use travaux::identity::keyring::KeyRole;
use travaux::proceedings::{Refusal, begin_anew, enrol, log_in, make_key, recover};
use travaux::store::Error;

use super::people::{now, scene};

#[test]
fn an_enrolment_code_works_once() {
    let scene = scene(1);
    let sheet = scene.sheet(scene.add("Mexico", Track::States));
    let keys = enrol(&scene.store, &sheet.to_uppercase().replace(' ', "-")).unwrap();
    assert!(matches!(enrol(&scene.store, &sheet), Err(Refusal::AlreadyEnrolled)));
    assert!(matches!(log_in(&scene.store, &sheet, now()), Err(Refusal::UnknownKey)), "it opens nothing else");
    assert_eq!(scene.enter(&keys.access.words()).delegation, keys.delegation);
    assert_eq!(scene.store.blocking_private(|p| p.keys()).unwrap(), 2);
}

#[test]
fn of_many_who_use_a_code_at_once_one_enrols() {
    let scene = scene(1);
    let sheet = scene.sheet(scene.add("Mexico", Track::States));
    let outcomes: Vec<_> = std::thread::scope(|threads| {
        let all: Vec<_> = (0..8).map(|_| threads.spawn(|| enrol(&scene.store, &sheet))).collect();
        all.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|it| matches!(it, Ok(_) | Err(Refusal::AlreadyEnrolled))));
    assert_eq!(scene.store.blocking_private(|p| p.keys()).unwrap(), 2, "the others left nothing");
}

#[test]
fn a_new_sheet_kills_the_old_one_and_counts_as_a_reissue() {
    let scene = scene(1);
    let mexico = scene.add("Mexico", Track::States);
    let (first, second) = (scene.sheet(mexico), scene.sheet(mexico));
    assert!(matches!(enrol(&scene.store, &first), Err(Refusal::UnknownCode)));
    enrol(&scene.store, &second).unwrap();
    let process = scene.scope.process.id;
    let reissues = || scene.store.blocking_read(|r| r.reissues(process)).unwrap();
    assert_eq!(reissues(), 0);
    enrol(&scene.store, &scene.sheet(mexico)).unwrap();
    assert_eq!(reissues(), 1);
    let enrolled = scene.store.blocking_read(|r| r.enrolled(process)).unwrap();
    assert_eq!(enrolled, [mexico]);
}

#[test]
fn after_a_second_enrolment_old_items_are_nobodys() {
    let scene = scene(1);
    let mexico = scene.add("Mexico", Track::States);
    let before = scene.enter(&enrol(&scene.store, &scene.sheet(mexico)).unwrap().access.words());
    let after = scene.enter(&enrol(&scene.store, &scene.sheet(mexico)).unwrap().access.words());
    assert_eq!(before.delegation, after.delegation);
    assert_ne!(before.ring, after.ring);
}

#[test]
fn further_keys_open_the_same_ring_and_do_what_their_role_may() {
    let scene = scene(1);
    let drafter = |key: &str| scene.enter(key);
    let first = scene.delegate("Mexico");
    let key = make_key(&scene.store, &first, KeyRole::Drafter).unwrap();
    let second = drafter(&key.words());
    assert_eq!((&second.ring, second.role), (&first.ring, KeyRole::Drafter));
    assert!(matches!(make_key(&scene.store, &second, KeyRole::Drafter), Err(Refusal::NotPermitted)));
    assert!(matches!(make_key(&scene.store, &first, KeyRole::Recovers), Err(Refusal::NotPermitted)));
}

#[test]
fn the_recovery_key_makes_a_new_access_key_and_nothing_else() {
    let scene = scene(1);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let (access, recovery) = (keys.access.words(), keys.recovery.words());
    assert!(matches!(log_in(&scene.store, &recovery, now()), Err(Refusal::RecoveryKey)));
    assert!(matches!(recover(&scene.store, &access), Err(Refusal::NotRecoveryKey)));
    let before = scene.enter(&access);
    let fresh = recover(&scene.store, &recovery).unwrap();
    assert_eq!(scene.enter(&fresh.words()).ring, before.ring);
    assert_eq!(scene.enter(&access).ring, before.ring, "what there was goes on working");
    assert!(matches!(begin_anew(&scene.store, &access, None), Err(Refusal::NotRecoveryKey)));
}

#[test]
fn keys_open_after_the_pepper_is_lost() {
    let scene = scene(1);
    let keys: Vec<_> = (0..3)
        .map(|n| enrol(&scene.store, &scene.sheet(scene.add(&format!("D {n}"), Track::States))).unwrap())
        .collect();
    std::fs::remove_file(scene.dir.path().join("pepper")).unwrap();
    for key in &keys {
        assert_eq!(scene.enter(&key.access.words()).delegation, key.delegation);
        assert_eq!(scene.enter(&key.access.words()).delegation, key.delegation, "found at once now");
    }
    assert_eq!(scene.store.blocking_private(|p| p.keys()).unwrap(), 6);
}

#[test]
fn a_roster_name_is_taken_once() {
    let scene = scene(1);
    scene.add("Mexico", Track::States);
    let process = scene.scope.process.id;
    let all = scene.store.blocking_read(|r| r.delegations(process)).unwrap();
    let again = travaux::store::delegations::Delegation {
        id: travaux::identity::DelegationId::from_bytes([9; 16]),
        ..all[0].clone()
    };
    let outcome = scene.store.blocking_write(move |w| w.add_delegation(&again));
    assert!(matches!(outcome, Err(Error::Taken(_))));
}
