//! A delegation's keys: found, counted, ended and begun anew by their own delegation alone; wrong ones open nothing.

use std::collections::BTreeMap;

use rusqlite::Connection;
use travaux::identity::badge::Badge;
use travaux::identity::keyring::KeyRole;
use travaux::identity::secret::AccessKey;
use travaux::identity::session::{Delegate, Session};
use travaux::identity::{Track, seal};
use travaux::proceedings::{
    Error, MOST_KEYS, OwnKey, Refusal, begin_anew, end_key, enrol, entries, log_in, make_key, own_keys,
    pending, recover, session, submit_set, take_position, withdraw,
};
use travaux::store;

use super::people::{Scene, form, now, scene};

fn keys_of(scene: &Scene, who: &Delegate) -> Vec<OwnKey> {
    own_keys(&scene.store, who).unwrap()
}

fn key_with(scene: &Scene, who: &Delegate, role: KeyRole) -> OwnKey {
    keys_of(scene, who).into_iter().find(|it| it.badge.role == role).unwrap()
}

fn not_found(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Act(Error::Store(store::Error::NotFound { .. })))
}

#[test]
fn a_delegation_finds_its_own_keys_and_nobody_elses() {
    let scene = scene(1);
    let [one, other] = scene.delegates();
    make_key(&scene.store, &one, Badge::new(KeyRole::Drafter, "in the room")).unwrap();
    let capital = make_key(&scene.store, &one, Badge::new(KeyRole::Clears, "capital")).unwrap();
    let found: Vec<_> = keys_of(&scene, &one).into_iter().map(|it| (it.badge, it.this)).collect();
    let expected = [
        (Badge::from(KeyRole::Clears), true),
        (Badge::new(KeyRole::Clears, "capital"), false),
        (Badge::new(KeyRole::Drafter, "in the room"), false),
        (Badge::from(KeyRole::Recovers), false),
    ];
    assert_eq!(found, expected);
    assert_eq!(keys_of(&scene, &other).len(), 2);
    let capital = scene.enter(&capital.words());
    assert!(keys_of(&scene, &capital).iter().all(|it| it.this == (it.badge.label == "capital")));

    // Another's key is not there, whoever knows what it is named by.
    for key in keys_of(&scene, &one) {
        assert!(not_found(&end_key(&scene.store, &other, key.tag).unwrap_err()));
    }
    assert_eq!(keys_of(&scene, &one).len(), 4);
    let drafter = key_with(&scene, &one, KeyRole::Drafter);
    end_key(&scene.store, &one, drafter.tag).unwrap();
    assert!(not_found(&end_key(&scene.store, &one, drafter.tag).unwrap_err()));
    assert_eq!(keys_of(&scene, &one).len(), 3);
}

#[test]
fn the_last_key_that_clears_and_the_recovery_key_are_not_ended_and_only_clears_end_any() {
    let scene = scene(1);
    let one = scene.delegate("Mexico");
    let drafter = scene.enter(&make_key(&scene.store, &one, KeyRole::Drafter).unwrap().words());
    let end = |who: &Delegate, key: &OwnKey| end_key(&scene.store, who, key.tag);
    let (last, recovers) =
        (key_with(&scene, &one, KeyRole::Clears), key_with(&scene, &one, KeyRole::Recovers));
    assert!(matches!(end(&one, &last), Err(Refusal::LastThatClears)));
    assert!(matches!(end(&one, &recovers), Err(Refusal::RecoveryKey)));
    assert!(matches!(end(&drafter, &key_with(&scene, &one, KeyRole::Drafter)), Err(Refusal::NotPermitted)));
    let second = scene.enter(&make_key(&scene.store, &one, KeyRole::Clears).unwrap().words());
    end(&second, &last).unwrap();
    assert!(matches!(
        end(&second, &key_with(&scene, &second, KeyRole::Clears)),
        Err(Refusal::LastThatClears)
    ));
}

#[test]
fn a_delegation_has_so_many_keys_and_its_recovery_key_still_works_then() {
    let scene = scene(1);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let one = scene.enter(&keys.access.words());
    for _ in 1..MOST_KEYS {
        make_key(&scene.store, &one, KeyRole::Reads).unwrap();
    }
    assert!(matches!(make_key(&scene.store, &one, KeyRole::Reads), Err(Refusal::EnoughKeys)));
    scene.enter(&recover(&scene.store, &keys.recovery.words()).unwrap().words());
    for _ in 0..2 {
        end_key(&scene.store, &one, key_with(&scene, &one, KeyRole::Reads).tag).unwrap();
    }
    make_key(&scene.store, &one, KeyRole::Reads).unwrap();
    let refused = |_| recover(&scene.store, &keys.recovery.words()).is_err();
    assert!((0..20).any(refused), "not without end");
}

#[test]
fn a_key_that_was_ended_leaves_none_behind() {
    let scene = scene(1);
    let one = scene.delegate("Mexico");
    let former = scene.enter(&make_key(&scene.store, &one, KeyRole::Clears).unwrap().words());
    let key = keys_of(&scene, &former).into_iter().find(|it| it.this).unwrap();
    end_key(&scene.store, &one, key.tag).unwrap();
    // Of a request that had begun before.
    assert!(matches!(make_key(&scene.store, &former, KeyRole::Clears), Err(Refusal::UnknownKey)));
    let first = key_with(&scene, &one, KeyRole::Clears);
    assert!(matches!(end_key(&scene.store, &former, first.tag), Err(Refusal::UnknownKey)));
    assert_eq!(keys_of(&scene, &one).len(), 2);
}

#[test]
fn after_a_representative_was_replaced_their_keys_and_sessions_are_dead_and_all_else_is_as_it_was() {
    let scene = scene(3);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let (access, recovery) = (keys.access.words(), keys.recovery.words());
    let head = scene.enter(&access);
    let further = make_key(&scene.store, &head, KeyRole::Clears).unwrap().words();
    let former = log_in(&scene.store, &further, now()).unwrap();
    let Session::Delegate(former_self) = former.session.clone() else { panic!() };
    let others = scene.delegates::<5>();
    for (at, who) in others.iter().enumerate() {
        scene.say(who, scene.replace(0, &format!("States may act in way {at}.")));
    }
    let released = scene.say(&former_self, scene.replace(0, "States must respect rule 1."));
    let on = travaux::proceedings::On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[1].id };
    let retain = Some(travaux::drafting::position::Stance::Retain);
    take_position(&scene.store, &former_self, on, retain).unwrap();
    scene.release();
    scene.prepare(&former_self, form(1), scene.comment(1, "In preparation.")).unwrap();
    scene.submit(&former_self, form(2), scene.comment(2, "It waits.")).unwrap();
    let elsewhere = keys_of(&scene, &others[0]);

    let stranger = scene.delegate("Kenya");
    assert!(matches!(begin_anew(&scene.store, &access, Some(&stranger)), Err(Refusal::UnknownKey)));
    let drafter = make_key(&scene.store, &head, KeyRole::Drafter).unwrap().words();
    assert!(matches!(begin_anew(&scene.store, &drafter, Some(&head)), Err(Refusal::NotPermitted)));
    let fresh = begin_anew(&scene.store, &access, Some(&head)).unwrap();

    for dead in [&access, &further, &drafter] {
        assert!(matches!(log_in(&scene.store, dead, now()), Err(Refusal::UnknownKey)));
    }
    assert!(matches!(recover(&scene.store, &recovery), Err(Refusal::UnknownKey)));
    let token = former.token.clone();
    let found = scene.store.blocking_private(move |p| session(p, &token, now())).unwrap();
    assert_eq!(found, None, "logged out");
    assert!(matches!(make_key(&scene.store, &former_self, KeyRole::Clears), Err(Refusal::UnknownKey)));

    let heir = scene.enter(&fresh.access.words());
    assert_ne!(heir.ring, head.ring);
    assert_eq!(keys_of(&scene, &heir).len(), 2);
    assert_eq!(keys_of(&scene, &others[0]), elsewhere, "nobody else has lost a key");
    let prepared = entries(&scene.store, &heir).unwrap();
    assert_eq!(prepared.iter().map(|it| it.form).collect::<Vec<_>>(), [form(1)]);
    assert_eq!(pending(&scene.store, &heir, scene.round).unwrap().len(), 1);
    assert_eq!(scene.own(&heir), [released]);
    submit_set(&scene.store, &heir, &[form(1)], now()).unwrap();
    take_position(&scene.store, &heir, on, retain).unwrap();
    withdraw(&scene.store, &heir, released).unwrap();
    for who in &others {
        scene.say(who, scene.comment(2, "A remark."));
    }
    scene.release();
    let tallies = scene.store.blocking_read(|r| r.tallies(scene.draft.id)).unwrap();
    let on_second = tallies.iter().filter(|it| it.wording.paragraph == scene.paragraphs[1].id);
    assert_eq!(on_second.map(|it| it.all).sum::<u32>(), 1, "no second voice");
    scene.enter(&recover(&scene.store, &fresh.recovery.words()).unwrap().words());
}

#[test]
fn the_recovery_key_alone_begins_anew_and_an_access_key_alone_does_not() {
    let scene = scene(1);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    assert!(matches!(begin_anew(&scene.store, &keys.access.words(), None), Err(Refusal::NotRecoveryKey)));
    let mut fresh = begin_anew(&scene.store, &keys.recovery.words(), None).unwrap();
    assert!(matches!(log_in(&scene.store, &keys.access.words(), now()), Err(Refusal::UnknownKey)));
    for _ in 2..travaux::identity::keyring::ROOM {
        fresh = begin_anew(&scene.store, &fresh.recovery.words(), None).unwrap();
    }
    let full = begin_anew(&scene.store, &fresh.recovery.words(), None);
    assert!(matches!(full, Err(Refusal::RingFull)));
    scene.enter(&fresh.access.words());
}

/// What is the same in two rows is the same in all.
#[test]
fn no_two_rows_show_that_they_are_of_one_delegation() {
    let scene = scene(1);
    for who in scene.delegates::<4>() {
        make_key(&scene.store, &who, Badge::new(KeyRole::Drafter, "the same label")).unwrap();
        make_key(&scene.store, &who, Badge::new(KeyRole::Reads, "x")).unwrap();
    }
    let conn = Connection::open(scene.dir.path().join("private.db")).unwrap();
    let mut query = conn.prepare("select * from keyring").unwrap();
    let columns = query.column_count();
    let mut seen: BTreeMap<(usize, Vec<u8>), usize> = BTreeMap::new();
    let mut lengths: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            let value: Vec<u8> = row.get(column).unwrap();
            lengths.entry(column).or_default().push(value.len());
            *seen.entry((column, value)).or_default() += 1;
        }
    }
    assert!(seen.values().all(|times| *times == 1 || *times == 16), "{:?}", seen.values());
    assert_eq!(seen.values().filter(|times| **times == 16).count(), 1, "the mark of the pepper");
    assert!(lengths.values().all(|it| it.len() == 16 && it.iter().all(|length| *length == it[0])));
}

#[test]
fn keys_are_still_known_to_their_delegation_after_the_pepper_is_lost() {
    let scene = scene(1);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let one = scene.enter(&keys.access.words());
    let capital = make_key(&scene.store, &one, Badge::new(KeyRole::Clears, "capital")).unwrap();
    std::fs::remove_file(scene.dir.path().join("pepper")).unwrap();
    let one = scene.enter(&keys.access.words());
    let labels = |who: &Delegate| -> Vec<String> {
        keys_of(&scene, who).into_iter().map(|it| it.badge.label).collect()
    };
    assert_eq!(labels(&one), ["", "capital", ""], "one was moved, two were not yet");
    let capital = scene.enter(&capital.words());
    assert_eq!(labels(&capital), ["", "capital", ""]);
    assert!(matches!(log_in(&scene.store, &keys.recovery.words(), now()), Err(Refusal::RecoveryKey)));
    assert_eq!(keys_of(&scene, &capital).iter().filter(|it| it.this).count(), 1);
}

/// `TRAVAUX_WRONG_KEYS=1000000` sends as many as the promise names; a few thousand do for every day.
#[test]
fn wrong_keys_open_nothing_however_many_and_a_right_one_is_taken_among_them() {
    let many: u64 = std::env::var("TRAVAUX_WRONG_KEYS").map_or(8_000, |it| it.parse().unwrap());
    let scene = scene(1);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let right = keys.access.words();
    let secret = seal::key_for("wrong keys/v1", b"", b"");
    let begun = std::time::Instant::now();
    for number in 0..many {
        let hash = seal::keyed_hash(&secret, &[&number.to_be_bytes()]);
        let wrong = AccessKey::from_random(*hash.first_chunk().unwrap());
        assert!(matches!(log_in(&scene.store, &wrong.words(), now()), Err(Refusal::UnknownKey)));
        if number == many / 2 {
            assert_eq!(scene.enter(&right).delegation, keys.delegation);
        }
    }
    println!("{many} wrong keys in {:?}", begun.elapsed());
    assert_eq!(scene.enter(&right).delegation, keys.delegation);
    assert_eq!(scene.store.blocking_private(|p| p.keys()).unwrap(), 2);
}
