//! One voice for each delegation and wording.

use std::sync::Barrier;

use travaux::document::inline::Text;
use travaux::drafting::position::Stance;
use travaux::drafting::round::Phase;
use travaux::identity::Track;
use travaux::identity::keyring::KeyRole;
use travaux::identity::preparation::Words;
use travaux::proceedings::release::lead_round;
use travaux::proceedings::{On, Refusal, make_key, own_stance, take_position, withdraw};
use travaux::store::positions::Tally;

use super::people::{DAY, Scene, by, scene};

fn tallies(scene: &Scene) -> Vec<(Stance, u32)> {
    let draft = scene.draft.id;
    let all = scene.store.blocking_read(|r| r.tallies(draft)).unwrap();
    let mut all: Vec<_> = all.iter().map(|Tally { stance, all, .. }| (*stance, *all)).collect();
    all.sort_unstable();
    all
}

fn close(scene: &Scene) {
    lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
}

fn drafted(scene: &Scene, paragraph: usize) -> On {
    On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[paragraph].id }
}

#[test]
fn sixty_four_clicks_at_once_are_one_voice() {
    let scene = scene(1);
    let one = scene.delegate("Mexico");
    let second = scene.enter(&make_key(&scene.store, &one, KeyRole::Clears).unwrap().words());
    let start = Barrier::new(64);
    std::thread::scope(|threads| {
        for n in 0..64 {
            let (scene, start, who) = (&scene, &start, if n % 2 == 0 { &one } else { &second });
            threads.spawn(move || {
                start.wait();
                take_position(&scene.store, who, drafted(scene, 0), Some(Stance::Retain)).unwrap();
            });
        }
    });
    let round = scene.round;
    let waiting = scene.store.blocking_private(move |p| {
        let window = p.window(round)?.unwrap();
        Ok::<_, travaux::store::Error>((p.waiting(window.id)?.len(), p.active(window.id)?))
    });
    assert_eq!(waiting.unwrap(), (1, vec![(Track::States, 1)]));
    close(&scene);
    assert_eq!(tallies(&scene), [(Stance::Retain, 1)]);
}

#[test]
fn authors_count_in_their_wording_and_twins_add_up() {
    let scene = scene(1);
    let [one, other, third, ngo] = ["A", "B", "C", "D"]
        .map(|name| scene.delegate_of(name, if name == "D" { Track::Stakeholders } else { Track::States }));
    let company: [_; 8] = std::array::from_fn(|n| {
        scene.delegate_of(&format!("Company {n}"), if n < 4 { Track::States } else { Track::Stakeholders })
    });
    let item = scene.say(&one, scene.replace(0, "States’ duty is to act."));
    scene.say(
        &one,
        Words { rationale: Some(Text::parse("Again.")), ..scene.replace(0, "States’ duty is to act.") },
    );
    scene.say(&other, scene.replace(0, "States' duty is  to act."));
    scene.say(&ngo, scene.replace(0, "States' duty is to act."));
    for who in &company {
        scene.say(who, scene.comment(0, "A remark of no weight."));
    }
    scene.release();
    assert_eq!(tallies(&scene), [(Stance::Support, 3)], "five times from one is one");
    take_position(&scene.store, &third, On::Item(item), Some(Stance::Concern)).unwrap();
    take_position(&scene.store, &one, On::Item(item), Some(Stance::Support)).unwrap();
    close(&scene);
    assert_eq!(tallies(&scene), [(Stance::Support, 3), (Stance::Concern, 1)]);
}

/// Others' support stays with the wording it was given to; an author's goes with the author.
#[test]
fn an_edit_takes_its_authors_voice_along_and_no_others() {
    let scene = scene(1);
    let [one, other, third, fourth, fifth] = scene.delegates();
    let item = scene.say(&one, scene.replace(0, "States should act."));
    for who in [&other, &third, &fourth, &fifth] {
        scene.say(who, scene.comment(0, "A remark."));
    }
    scene.release();
    take_position(&scene.store, &other, On::Item(item), Some(Stance::Support)).unwrap();
    scene.say(&one, Words { succeeds: Some(item), ..scene.replace(0, "States must act.") });
    close(&scene);
    assert_eq!(tallies(&scene), [(Stance::Support, 1), (Stance::Support, 1)]);
}

#[test]
fn a_withdrawn_item_takes_its_authors_voice_along() {
    let scene = scene(1);
    let [one, other, third, fourth, fifth] = scene.delegates();
    let item = scene.say(&one, scene.replace(0, "States should act."));
    let twin = scene.say(&other, scene.replace(0, "States should act."));
    for who in [&third, &fourth, &fifth] {
        scene.say(who, scene.comment(0, "A remark."));
    }
    scene.release();
    assert_eq!(tallies(&scene), [(Stance::Support, 2)]);
    withdraw(&scene.store, &one, item).unwrap();
    close(&scene);
    assert_eq!(tallies(&scene), [(Stance::Support, 1)]);
    assert_eq!(own_stance(&scene.store, &other, On::Item(twin)).unwrap(), Some(Stance::Support));
    assert_eq!(own_stance(&scene.store, &one, On::Item(twin)).unwrap(), None);
}

#[test]
fn a_position_can_be_changed_and_taken_back() {
    let scene = scene(2);
    let [one] = scene.delegates();
    for paragraph in [0, 1] {
        take_position(&scene.store, &one, drafted(&scene, paragraph), Some(Stance::Retain)).unwrap();
    }
    take_position(&scene.store, &one, drafted(&scene, 1), None).unwrap();
    assert_eq!(own_stance(&scene.store, &one, drafted(&scene, 0)).unwrap(), Some(Stance::Retain));
    assert_eq!(own_stance(&scene.store, &one, drafted(&scene, 1)).unwrap(), None);
    close(&scene);
    assert_eq!(tallies(&scene), [(Stance::Retain, 1)]);
}

#[test]
fn each_stance_has_its_subject() {
    let scene = scene(1);
    let [one, other, third, fourth, fifth] = scene.delegates();
    let amendment = scene.say(&one, scene.replace(0, "States should act."));
    let comment = scene.say(&other, scene.comment(0, "A remark."));
    let held = scene.say(&third, Words { held: true, ..scene.replace(0, "Ruritania should act.") });
    for who in [&fourth, &fifth] {
        scene.say(who, scene.comment(0, "A remark."));
    }
    let take = |on, stance| take_position(&scene.store, &one, on, Some(stance));
    assert!(take(On::Item(amendment), Stance::Support).is_err(), "not visible yet");
    scene.release();
    take(On::Item(amendment), Stance::Concern).unwrap();
    for (on, stance) in [
        (On::Item(amendment), Stance::Retain),
        (On::Item(comment), Stance::Support),
        (drafted(&scene, 0), Stance::Support),
    ] {
        assert!(matches!(take(on, stance), Err(Refusal::NoSuchPosition)), "{on:?}");
    }
    assert!(take(On::Item(held), Stance::Support).is_err(), "for the co-chairs only");
}

/// A ring that got a new key does not get a second voice: the one that was heard stays the one that is used.
#[test]
fn a_renewed_ring_has_no_second_voice() {
    let scene = scene(1);
    let [before, rest @ ..] = scene.delegates::<5>();
    for who in &rest {
        scene.say(who, scene.comment(0, "A remark."));
    }
    take_position(&scene.store, &before, drafted(&scene, 0), Some(Stance::Retain)).unwrap();
    let own = scene.say(&before, scene.comment(0, "Written before."));
    let mut after = before.clone();
    after.ring = before.ring.renewed([9; 32]).unwrap();
    take_position(&scene.store, &after, drafted(&scene, 0), Some(Stance::Retain)).unwrap();
    scene.release();
    assert_eq!(tallies(&scene), [(Stance::Retain, 1)]);
    after.ring = after.ring.renewed([8; 32]).unwrap();
    take_position(&scene.store, &after, drafted(&scene, 0), Some(Stance::Retain)).unwrap();
    withdraw(&scene.store, &after, own).unwrap();
    close(&scene);
    assert_eq!(tallies(&scene), [(Stance::Retain, 1)]);
    assert!(scene.items().iter().any(|it| it.submission.id == own && it.submission.withdrawn));
}

/// Four of a sort could be named by whoever holds the record: of them nothing is written but that they spoke.
#[test]
fn which_sort_spoke_is_not_written_where_few_of_either_did() {
    for (stakeholders, expected) in [(4, None), (5, Some([5, 5]))] {
        let scene = scene(1);
        let company: Vec<_> = (0..10)
            .map(|n| {
                let track = if n < 5 { Track::States } else { Track::Stakeholders };
                scene.delegate_of(&format!("Company {n}"), track)
            })
            .collect();
        for who in company.iter().take(5 + stakeholders) {
            take_position(&scene.store, who, drafted(&scene, 0), Some(Stance::Retain)).unwrap();
        }
        close(&scene);
        let draft = scene.draft.id;
        let all = scene.store.blocking_read(|r| r.tallies(draft)).unwrap();
        let found: Vec<_> = all.iter().map(|it| (it.all, it.apart)).collect();
        assert_eq!(found, [(5 + stakeholders as u32, expected)]);
        let conn = rusqlite::Connection::open(scene.store.dir().join("travaux.db")).unwrap();
        let known: u32 = conn.query_row("select count(track) from position", [], |row| row.get(0)).unwrap();
        assert_eq!(known, if expected.is_some() { 10 } else { 0 });
    }
}
