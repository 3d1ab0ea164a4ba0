//! A delegation's own rules: whether two must agree, and who speaks for it. They hold beneath the pages.

use travaux::drafting::position::Stance;
use travaux::identity::keyring::KeyRole;
use travaux::identity::preparation::Stage;
use travaux::identity::rules::{Rules, Speaks, Terms};
use travaux::identity::session::Delegate;
use travaux::proceedings::{
    On, Refusal, begin_anew, change_rules, clear_entry, discard_entry, enrol, entries, make_key, rules,
    save_entry, save_set, submit_set, take_position, withdraw,
};

use super::people::{Scene, form, hits, now, scene};
use travaux::identity::Track;

const EASY: Terms = Terms { four_eyes: false, speaks: Speaks::Drafters };
const FOUR_EYES: Terms = Terms { four_eyes: true, speaks: Speaks::Drafters };
const CLEARS_ALONE: Terms = Terms { four_eyes: false, speaks: Speaks::Clears };

fn further(scene: &Scene, who: &Delegate, role: KeyRole) -> Delegate {
    scene.enter(&make_key(&scene.store, who, role).unwrap().words())
}

#[test]
fn where_two_must_agree_nobody_submits_what_another_key_has_not_cleared() {
    let scene = scene(2);
    let room = scene.delegate("Mexico");
    let set = |who: &Delegate, terms| change_rules(&scene.store, who, terms);
    assert!(matches!(set(&room, FOUR_EYES), Err(Refusal::OneKey)), "it would bind itself for ever");
    let capital = further(&scene, &room, KeyRole::Clears);
    let drafter = further(&scene, &room, KeyRole::Drafter);
    assert!(matches!(set(&drafter, FOUR_EYES), Err(Refusal::NotPermitted)));
    // Cleared by its own writer before the rule was set: that is not two.
    scene.prepare(&room, form(1), scene.comment(0, "Early words.")).unwrap();
    clear_entry(&scene.store, &room, form(1), 1).unwrap();
    set(&room, FOUR_EYES).unwrap();
    assert_eq!(rules(&scene.store, &drafter).unwrap().terms, FOUR_EYES);
    let submit = |who: &Delegate, number| submit_set(&scene.store, who, &[form(number)], now());
    let clear = |who: &Delegate, number, seen| clear_entry(&scene.store, who, form(number), seen);
    assert!(matches!(submit(&room, 1), Err(Refusal::NotSeenByTwo)));
    assert!(matches!(submit(&drafter, 1), Err(Refusal::NotSeenByTwo)));
    assert!(matches!(clear(&room, 1, 2), Err(Refusal::OwnWork)));
    clear(&capital, 1, 2).unwrap();
    submit(&drafter, 1).unwrap();

    scene.prepare(&room, form(2), scene.comment(0, "Words.")).unwrap();
    assert!(matches!(submit(&capital, 2), Err(Refusal::NotSeenByTwo)), "reading it is not clearing it");
    clear(&capital, 2, 1).unwrap();
    // Whoever changes the words then is their writer, and sending the same words again changes nothing.
    let changed = scene.comment(0, "Other words.");
    save_entry(&scene.store, &capital, form(2), 2, Stage::InPreparation, changed.clone()).unwrap();
    save_set(&scene.store, &room, vec![(form(2), 3, changed.clone())], Vec::new()).unwrap();
    save_entry(&scene.store, &room, form(2), 3, Stage::ForClearance, changed.clone()).unwrap();
    assert!(matches!(clear(&capital, 2, 4), Err(Refusal::OwnWork)));
    let at_once = save_entry(&scene.store, &capital, form(2), 4, Stage::Cleared, changed.clone());
    assert!(matches!(at_once, Err(Refusal::OwnWork)));
    let own = save_entry(&scene.store, &room, form(3), 0, Stage::Cleared, changed);
    assert!(matches!(own, Err(Refusal::OwnWork)));
    clear(&room, 2, 4).unwrap();
    submit(&capital, 2).unwrap();
    assert_eq!(entries(&scene.store, &room).unwrap(), [], "the rules are no entry");
}

#[test]
fn what_two_must_agree_on_is_loosened_by_two() {
    let scene = scene(1);
    let room = scene.delegate("Mexico");
    let capital = further(&scene, &room, KeyRole::Clears);
    let set = |who: &Delegate, terms| change_rules(&scene.store, who, terms).unwrap();
    set(&room, FOUR_EYES);
    assert_eq!(set(&room, EASY).terms, FOUR_EYES);
    assert_eq!(set(&room, EASY).terms, FOUR_EYES, "asking twice is not agreeing");
    assert!(rules(&scene.store, &capital).unwrap().asked.is_some());
    assert_eq!(set(&capital, EASY), Rules { terms: EASY, asked: None });
}

#[test]
fn where_only_keys_that_clear_speak_drafters_neither_submit_nor_withdraw_nor_take_positions() {
    let scene = scene(2);
    let room = scene.delegate("Mexico");
    let drafter = further(&scene, &room, KeyRole::Drafter);
    change_rules(&scene.store, &room, CLEARS_ALONE).unwrap();
    scene.prepare(&drafter, form(1), scene.comment(0, "Words.")).unwrap();
    clear_entry(&scene.store, &room, form(1), 1).unwrap();
    let submit = |who: &Delegate| submit_set(&scene.store, who, &[form(1)], now());
    assert!(matches!(submit(&drafter), Err(Refusal::OnlyClears)));
    let on = On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[1].id };
    let retain = |who: &Delegate| take_position(&scene.store, who, on, Some(Stance::Retain));
    assert!(matches!(retain(&drafter), Err(Refusal::OnlyClears)));
    submit(&room).unwrap();
    retain(&room).unwrap();
    let item = travaux::identity::authorship::Authorship::author(&room.ring, form(1)).id;
    assert!(matches!(withdraw(&scene.store, &drafter, item), Err(Refusal::OnlyClears)));
    withdraw(&scene.store, &room, item).unwrap();
    change_rules(&scene.store, &room, EASY).unwrap();
    retain(&drafter).unwrap();
}

#[test]
fn rules_are_a_delegations_own_and_outlive_its_keys() {
    let scene = scene(1);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Mexico", Track::States))).unwrap();
    let room = scene.enter(&keys.access.words());
    let other = scene.delegate("Kenya");
    further(&scene, &room, KeyRole::Clears);
    change_rules(&scene.store, &room, FOUR_EYES).unwrap();
    assert_eq!(rules(&scene.store, &other).unwrap(), Rules::default());
    assert_eq!(hits(scene.dir.path(), b"four_eyes"), 0);
    let fresh = begin_anew(&scene.store, &keys.recovery.words(), None).unwrap();
    let heir = scene.enter(&fresh.access.words());
    assert_eq!(rules(&scene.store, &heir).unwrap().terms, FOUR_EYES);
    // Changed once more they stand once, under the new key.
    change_rules(&scene.store, &heir, Terms { speaks: Speaks::Clears, ..FOUR_EYES }).unwrap();
    assert_eq!(scene.store.blocking_private(|p| p.entry_heads()).unwrap().len(), 1);
    // No form leads to them.
    discard_entry(&scene.store, &heir, form(1)).unwrap();
    assert_eq!(rules(&scene.store, &heir).unwrap().terms.speaks, Speaks::Clears);
}

/// A row of the rules and a row of an entry are told apart by nothing.
#[test]
fn two_snapshots_do_not_tell_rules_from_an_entry() {
    let scene = scene(1);
    let room = scene.delegate("Mexico");
    further(&scene, &room, KeyRole::Clears);
    let lengths = || -> Vec<i64> {
        let conn = rusqlite::Connection::open(scene.dir.path().join("private.db")).unwrap();
        let mut rows = conn.prepare("select length(tag) + length(sealed) from preparation").unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    change_rules(&scene.store, &room, FOUR_EYES).unwrap();
    let rules_alone = lengths();
    scene.prepare(&room, form(1), scene.comment(0, "A short remark.")).unwrap();
    assert_eq!(lengths(), [rules_alone[0], rules_alone[0]]);
    change_rules(&scene.store, &room, EASY).unwrap();
    clear_entry(&scene.store, &room, form(1), 1).unwrap_err();
    assert_eq!(lengths(), [rules_alone[0], rules_alone[0]], "nor what was asked for");
}
