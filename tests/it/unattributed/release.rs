//! When a release is made, for whom, and what it says of itself.

use travaux::drafting::round::{Occasion, Phase};
use travaux::identity::Track;
use travaux::identity::preparation::Words;
use travaux::proceedings::release::{Released, daily, finish, issue_after_release, lead_round, release};
use travaux::proceedings::{NewDraft, Refusal};

use super::people::{DAY, Scene, by, form, now, scene};

fn of_the_day(scene: &Scene) -> Result<Released, Refusal> {
    release(&scene.store, scene.round, Occasion::Day, DAY)
}

#[test]
fn a_release_waits_until_enough_were_active() {
    let scene = scene(1);
    assert_eq!(of_the_day(&scene).unwrap(), Released::Nothing);
    let [first, rest @ ..] = scene.delegates::<5>();
    scene.say(&first, scene.comment(0, "One of many."));
    scene.say(&first, scene.comment(0, "Two of many."));
    for (n, who) in rest.iter().enumerate() {
        assert_eq!(of_the_day(&scene).unwrap(), Released::TooFew, "{}", n + 1);
        assert_eq!(scene.items(), []);
        scene.say(who, scene.comment(0, &format!("Remark {n}.")));
    }
    let made = scene.release();
    assert_eq!((made.counts.active, made.counts.keys, made.leaves.len()), (5, 10, 6));
    assert_eq!(scene.items().len(), 6);
    assert!(scene.items().iter().all(|it| !it.held));
    assert_eq!(of_the_day(&scene).unwrap(), Released::Nothing, "twice is once");
}

#[test]
fn one_body_alone_neither_waits_nor_makes_all_others_wait() {
    let scene = scene(1);
    for who in scene.delegates::<5>() {
        scene.say(&who, scene.comment(0, "A remark."));
    }
    let ngo = scene.delegate_of("A body", Track::Stakeholders);
    scene.say(&ngo, scene.comment(0, "A remark."));
    assert!(matches!(of_the_day(&scene).unwrap(), Released::Made { .. }));
    assert_eq!(scene.items().iter().filter(|it| !it.held).count(), 6);
}

#[test]
fn the_policy_says_on_which_occasion() {
    let scene = scene(1);
    for who in scene.delegates::<5>() {
        scene.say(&who, scene.comment(0, "A remark."));
    }
    let on_command = release(&scene.store, scene.round, Occasion::Command, DAY);
    assert!(matches!(on_command, Err(Refusal::NotByPolicy)));
    assert_eq!(scene.items(), []);
    scene.release();
}

#[test]
fn what_too_few_sent_in_a_whole_round_is_for_the_co_chairs_only() {
    let few = scene(1);
    for who in few.delegates::<4>() {
        few.say(&who, few.comment(0, "A remark."));
    }
    lead_round(&few.store, few.round, Phase::Closed, DAY, &by()).unwrap();
    assert_eq!(few.items().iter().filter(|it| it.held).count(), 4);

    let enough = scene(1);
    let [first, rest @ ..] = enough.delegates::<5>();
    for who in &rest {
        enough.say(who, enough.comment(0, "A remark."));
    }
    enough.say(&first, Words { held: true, ..enough.comment(0, "Ruritania again.") });
    enough.release();
    enough.say(&first, enough.comment(0, "A last remark."));
    lead_round(&enough.store, enough.round, Phase::Closed, DAY, &by()).unwrap();
    let held: Vec<_> = enough.items().into_iter().filter(|it| it.held).collect();
    assert_eq!((enough.items().len(), held.len()), (6, 1), "there were enough before");
}

#[test]
fn what_waits_in_a_closed_round_is_released_at_the_next_start() {
    let scene = scene(1);
    let [one] = scene.delegates();
    scene.submit(&one, form(1), scene.comment(0, "A remark.")).unwrap();
    finish(&scene.store, now()).unwrap();
    assert_eq!(scene.items(), [], "the round is open");
    let round = scene.round;
    scene.store.blocking_write(move |w| w.set_phase(round, Phase::Closed)).unwrap();
    finish(&scene.store, now()).unwrap();
    assert_eq!(scene.items().len(), 1);
    assert_eq!(scene.store.blocking_private(|p| p.windows()).unwrap().len(), 0);
}

#[test]
fn releases_follow_one_another_in_a_chain_that_lists_every_operation() {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let mut leaves = Vec::new();
    let mut releases = Vec::new();
    for round in 0..3 {
        for (n, who) in all.iter().enumerate() {
            let number = form(round * 10 + n as u32);
            let sent = scene.submit(who, number, scene.comment(1, &format!("Remark {round} {n}."))).unwrap();
            let travaux::proceedings::Submitted::Waits(promised) = sent else { panic!() };
            leaves.push(promised.leaf.0);
        }
        releases.push(scene.release());
    }
    for (at, release) in releases.iter().enumerate() {
        assert!(release.leaves.is_sorted());
        let mut own: Vec<_> = leaves[at * 5..at * 5 + 5].to_vec();
        own.sort_unstable();
        assert_eq!(release.leaves, own, "a dropped operation would be missed");
        let previous = at.checked_sub(1).map_or([0; 32], |before| releases[before].hash);
        assert_eq!(release.previous, previous);
    }
    assert_eq!(scene.store.check().unwrap(), []);
}

#[test]
fn a_daily_release_is_made_once_its_hour_has_come() {
    let scene = scene(1);
    let all = scene.delegates::<5>();
    let at = |text: &str| daily(&scene.store, text.parse().unwrap()).unwrap();
    let say = |text: &str| {
        for who in &all {
            scene.say(who, scene.comment(0, text));
        }
    };
    say("First.");
    assert_eq!(at("2026-04-01T17:59:59Z"), []);
    let made = at("2026-04-01T18:00:00Z");
    assert!(matches!(&made[..], [(round, Released::Made { release, .. })]
        if *round == scene.round && release.day == DAY));
    say("Second.");
    assert_eq!(at("2026-04-01T23:00:00Z"), [], "the day has had its release");
    assert_eq!(at("2026-04-02T10:00:00Z"), []);
    assert!(matches!(at("2026-04-02T18:30:00Z")[..], [(_, Released::Made { .. })]));
    assert_eq!(scene.items().len(), 10);
}

/// What waits when the next draft is issued is released before it and carried to it.
#[test]
fn issuing_a_draft_forces_the_last_release() {
    let scene = scene(1);
    for who in scene.delegates::<5>() {
        scene.say(&who, scene.replace(0, "States should act."));
    }
    let next = |label: &str| NewDraft::new(label, DAY);
    let again = issue_after_release(&scene.store, &scene.scope, &next("zero draft"), &by());
    assert!(again.is_err());
    assert_eq!(scene.items(), [], "nothing was closed");
    let issued = issue_after_release(&scene.store, &scene.scope, &next("Rev.1"), &by()).unwrap();
    assert_eq!((scene.items().len(), issued.carried.len()), (5, 5));
}
