//! A release interrupted between any two of its steps: it is made or not made, never half, and nothing is lost.

use travaux::document::id::SubmissionId;
use travaux::drafting::position::Stance;
use travaux::drafting::round::Occasion;
use travaux::proceedings::release::{Released, clear, finish, gather, release, write_down};
use travaux::proceedings::{On, pending, take_over, take_position, withdraw};
use travaux::store::slips::Standing;
use travaux::store::{Access, Error, Store};

use super::people::{DAY, Scene, copy_of, now, scene};
use super::questions::{answer, ask};
use super::slips::{on_paper_is, slip};

/// What a release comes to, whenever it is made: items, withdrawn ones, voices, releases, what still waits, answers, and
/// what was taken over.
type Sum = (Vec<SubmissionId>, usize, u32, usize, usize, usize, usize);

fn sum(scene: &Scene, store: &Store) -> Sum {
    let (document, draft) = (scene.scope.document.id, scene.draft.id);
    let (items, tallies, releases) = store
        .blocking_read(|r| Ok::<_, Error>((r.items(document)?, r.tallies(draft)?, r.releases(document)?)))
        .unwrap();
    let waiting = store.blocking_private(|p| {
        let windows = p.windows()?;
        windows.iter().map(|it| Ok(p.waiting(it.id)?.len())).sum::<Result<usize, Error>>()
    });
    let withdrawn = items.iter().filter(|it| it.submission.withdrawn).count();
    let voices = tallies.iter().map(|it| it.all).sum();
    let (exchanges, on_paper) =
        store.blocking_read(|r| Ok::<_, Error>((r.exchanges(document)?, r.on_paper(document)?))).unwrap();
    let answers = exchanges.values().flatten().map(|it| it.answers.len()).sum();
    let taken = on_paper.iter().filter(|(_, it)| *it == Standing::TakenOver).count();
    let ids = items.iter().map(|it| it.submission.id).collect();
    (ids, withdrawn, voices, releases.len(), waiting.unwrap(), answers, taken)
}

/// Five delegations with one release behind them, and something of everything waiting.
fn busy() -> Scene {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let first: Vec<_> =
        all.iter().map(|who| scene.say(who, scene.replace(0, "States should act."))).collect();
    scene.release();
    for (n, who) in all.iter().enumerate() {
        scene.say(who, scene.replace(1, &format!("States may act, {n} say.")));
        let on = On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[0].id };
        take_position(&scene.store, who, on, Some(Stance::Retain)).unwrap();
    }
    withdraw(&scene.store, &all[0], first[0]).unwrap();
    let question = ask(&scene, first[1], "Which acts are meant?", true);
    answer(&scene, &all[1], question, 1, "All of them.");
    let paper = on_paper_is(&scene, "States ought to act.");
    take_over(&scene.store, &all[2], &slip(&scene, paper)).unwrap();
    scene
}

#[test]
fn an_interruption_at_any_step_ends_done_or_not_done() {
    let scene = busy();
    let before = sum(&scene, &scene.store);
    assert_eq!((before.0.len(), before.1, before.2, before.3, before.4), (6, 0, 5, 2, 13));
    assert_eq!((before.5, before.6), (0, 0));
    let mut left = vec![copy_of(scene.dir.path())];
    let batch = gather(&scene.store, scene.round).unwrap().unwrap();
    left.push(copy_of(scene.dir.path()));
    let window = scene.store.blocking_private(|p| p.windows()).unwrap()[0].id;
    let made = write_down(&scene.store, batch, Occasion::Day, DAY).unwrap().unwrap();
    left.push(copy_of(scene.dir.path()));
    clear(&scene.store, window, &made).unwrap();
    left.push(copy_of(scene.dir.path()));
    assert!(scene.store.scrub_private().unwrap());
    left.push(copy_of(scene.dir.path()));
    let after = sum(&scene, &scene.store);
    assert_eq!((after.0.len(), after.1, after.3, after.4), (11, 1, 3, 0));
    assert_eq!((after.5, after.6), (1, 1));

    for (step, dir) in left.iter().enumerate() {
        let store = Store::open(dir.path(), Access::Write).unwrap();
        finish(&store, now()).unwrap();
        let found = sum(&scene, &store);
        let expected = if step < 2 { &before } else { &after };
        assert_eq!(&found, expected, "interrupted after step {step}");
        // Whoever asks again gets what is missing, and nothing twice.
        let again = release(&store, scene.round, Occasion::Day, DAY).unwrap();
        assert_eq!(matches!(again, Released::Made { .. }), step < 2, "{again:?}");
        assert_eq!(sum(&scene, &store), after, "made again after step {step}");
        assert_eq!(release(&store, scene.round, Occasion::Day, DAY).unwrap(), Released::Nothing);
        assert_eq!(store.check().unwrap(), []);
    }
}

#[test]
fn writing_a_release_down_twice_is_writing_it_once() {
    let scene = busy();
    let batch = || gather(&scene.store, scene.round).unwrap().unwrap();
    let (one, other) = (batch(), batch());
    let made = write_down(&scene.store, one, Occasion::Day, DAY).unwrap().unwrap();
    let again = write_down(&scene.store, other, Occasion::Day, DAY.tomorrow().unwrap()).unwrap().unwrap();
    assert_eq!(made, again);
    assert_eq!(sum(&scene, &scene.store).0.len(), 11);
    assert_eq!((sum(&scene, &scene.store).5, sum(&scene, &scene.store).6), (1, 1));
}

#[test]
fn what_comes_in_while_a_release_is_made_waits_for_the_next() {
    let scene = busy();
    let late = scene.delegate("Late");
    let batch = gather(&scene.store, scene.round).unwrap().unwrap();
    let window = scene.store.blocking_private(|p| p.windows()).unwrap()[0].id;
    let first = scene.say(&late, scene.comment(0, "Between two steps."));
    let made = write_down(&scene.store, batch, Occasion::Day, DAY).unwrap().unwrap();
    let second = scene.say(&late, scene.comment(0, "Between the next two."));
    let acknowledged: Vec<_> =
        pending(&scene.store, &late, scene.round).unwrap().into_iter().map(|it| it.promised).collect();
    clear(&scene.store, window, &made).unwrap();
    assert_eq!(sum(&scene, &scene.store).4, 2);
    let still: Vec<_> =
        pending(&scene.store, &late, scene.round).unwrap().into_iter().map(|it| it.promised).collect();
    assert_eq!(still, acknowledged, "what its author was told holds");
    let next = release(&scene.store, scene.round, Occasion::Close, DAY).unwrap();
    let Released::Made { release, .. } = next else { panic!() };
    assert!(acknowledged.iter().all(|it| release.leaves.contains(&it.leaf.0)));
    let mut own = scene.own(&late);
    own.sort_unstable();
    let mut expected = vec![first, second];
    expected.sort_unstable();
    assert_eq!(own, expected);
}
