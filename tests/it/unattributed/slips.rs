//! What came on paper, taken over by its slip: once, with the release, and told to nobody.

use travaux::document::Content;
use travaux::document::id::SubmissionId;
use travaux::document::inline::Text;
use travaux::drafting::position::Stance;
use travaux::drafting::round::Phase;
use travaux::drafting::submission::{Body, Target};
use travaux::identity::keyring::KeyRole;
use travaux::identity::preparation::Words;
use travaux::identity::session::Delegate;
use travaux::import::received::Received;
use travaux::proceedings::release::lead_round;
use travaux::proceedings::{
    self, Error, Refusal, claimed, give_slips, make_key, on_paper, own_items, slips_as_page, slips_as_text,
    take_over, withdraw,
};
use travaux::store;
use travaux::store::slips::Standing;

use super::people::{DAY, Scene, begin, by, hits, scene};
use super::questions::{answer, answers, ask};

/// Enters an amendment of the first paragraph as staff do.
pub(super) fn on_paper_is(scene: &Scene, words: &str) -> SubmissionId {
    let base = scene.paragraphs[0].content.text.clone();
    let received = Received {
        target: Target::paragraph(scene.paragraphs[0].id),
        body: Body::Replace { base, with: vec![Content::plain(Text::parse(words))] },
        rationale: None,
        rationale_shared: false,
        late: false,
    };
    let draft = scene.draft.clone();
    let signer = proceedings::signer(&scene.store).unwrap();
    let receipt = scene.store.blocking_write(move |w| {
        let receipt = proceedings::receive(w, &draft, vec![received], DAY, &by())?;
        proceedings::sign_latest(w, draft.document, &signer)?;
        Ok::<_, proceedings::Error>(receipt)
    });
    receipt.unwrap().items[0]
}

/// Prints a slip; its code.
pub(super) fn slip(scene: &Scene, item: SubmissionId) -> String {
    print(scene, item).unwrap()
}

fn print(scene: &Scene, item: SubmissionId) -> Result<String, Refusal> {
    let scope = scene.scope.clone();
    let slips = scene.store.blocking_write(move |w| give_slips(w, &scope, &[item], &by()))?;
    Ok(slips[0].code.words().to_string())
}

fn standing(scene: &Scene, item: SubmissionId) -> Standing {
    let document = scene.scope.document.id;
    let all = scene.store.blocking_read(|r| on_paper(r, document)).unwrap();
    all.into_iter().find(|it| it.item.submission.id == item).unwrap().standing
}

fn company(scene: &Scene, all: &[Delegate], words: &str) {
    for who in all {
        scene.say(who, scene.comment(1, words));
    }
}

fn is_dead<T>(outcome: Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::DeadSlip))
}

#[test]
fn a_slip_makes_an_item_ones_own_with_the_release_and_once() {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let item = on_paper_is(&scene, "States should act.");
    assert_eq!(standing(&scene, item), Standing::NoSlip);
    assert!(all.iter().all(|who| scene.own(who).is_empty()));
    let code = slip(&scene, item);
    assert_eq!(standing(&scene, item), Standing::Slip);
    let record = || std::fs::read(scene.dir.path().join("travaux.db-wal")).unwrap_or_default();
    let before = record();
    let told = take_over(&scene.store, &all[0], &code).unwrap();
    assert!(record() == before, "the record is as it was");
    assert_eq!(take_over(&scene.store, &all[0], &code.to_uppercase()).unwrap(), told, "entered twice");
    assert!(is_dead(take_over(&scene.store, &all[1], &code)), "somebody was first");
    assert_eq!(standing(&scene, item), Standing::Slip, "staff see nothing of it yet");
    let mine = claimed(&scene.store, &all[0]).unwrap();
    assert_eq!(
        mine.iter().map(|it| (it.item.submission.id, it.replaced)).collect::<Vec<_>>(),
        [(item, false)]
    );
    assert_eq!(claimed(&scene.store, &all[1]).unwrap().len(), 0);
    assert_eq!(scene.own(&all[0]), []);
    company(&scene, &all[1..], "A remark.");
    let release = scene.release();
    assert!(release.leaves.contains(&told.leaf.0));
    assert_eq!(scene.own(&all[0]), [item]);
    assert!(all[1..].iter().all(|who| !scene.own(who).contains(&item)));
    assert_eq!(claimed(&scene.store, &all[0]).unwrap().len(), 0);
    assert_eq!(standing(&scene, item), Standing::TakenOver);
    for who in &all {
        assert!(is_dead(take_over(&scene.store, who, &code)), "used");
    }
    assert!(matches!(print(&scene, item), Err(Refusal::TakenOver)), "staff do not get it back");
    assert_eq!(scene.store.check().unwrap(), []);
}

#[test]
fn whoever_took_an_item_over_does_with_it_what_an_author_does() {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let [edited, withdrawn] = ["States should act.", "States might act."].map(|it| on_paper_is(&scene, it));
    for item in [edited, withdrawn] {
        take_over(&scene.store, &all[0], &slip(&scene, item)).unwrap();
    }
    let supporters = |stance| {
        let draft = scene.draft.id;
        let all = scene.store.blocking_read(|r| r.tallies(draft)).unwrap();
        all.iter().filter(|it| it.stance == stance).map(|it| it.all).sum::<u32>()
    };
    let refused = withdraw(&scene.store, &all[0], withdrawn);
    assert!(matches!(refused, Err(Refusal::Act(Error::Store(store::Error::NotFound { .. })))), "not yet");
    assert_eq!(supporters(Stance::Support), 0);
    company(&scene, &all[1..], "A remark.");
    scene.release();
    assert_eq!(supporters(Stance::Support), 2, "an author counts in its wording");
    let question = ask(&scene, edited, "Which acts are meant?", true);
    answer(&scene, &all[0], question, 1, "All of them.");
    withdraw(&scene.store, &all[0], withdrawn).unwrap();
    let next = scene.say(&all[0], Words { succeeds: Some(edited), ..scene.replace(0, "States must act.") });
    lead_round(&scene.store, scene.round, Phase::Closed, DAY, &by()).unwrap();
    assert_eq!(answers(&scene, question).len(), 1);
    let item = |id| scene.items().into_iter().find(|it| it.submission.id == id).unwrap();
    assert!(item(withdrawn).submission.withdrawn && item(edited).succeeded);
    assert_eq!(item(next).succeeds, Some(edited));
    assert_eq!(supporters(Stance::Support), 1);
    let own = scene.store.blocking_read(|r| own_items(r, &all[0], std::slice::from_ref(&scene.draft)));
    assert_eq!(own.unwrap().len(), 3, "what became of them is told");
}

#[test]
fn a_wrong_used_or_replaced_code_is_one_and_the_same_answer() {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let item = on_paper_is(&scene, "States should act.");
    let older = slip(&scene, item);
    take_over(&scene.store, &all[0], &older).unwrap();
    let newer = slip(&scene, item);
    assert_ne!(older, newer);
    assert!(claimed(&scene.store, &all[0]).unwrap()[0].replaced, "whoever entered the older one hears it");
    let never = "abandon ".repeat(11) + "about";
    for code in [&older, &never] {
        assert!(is_dead(take_over(&scene.store, &all[1], code)));
    }
    assert!(matches!(take_over(&scene.store, &all[1], "twelve words"), Err(Refusal::NotAKey(_))));
    take_over(&scene.store, &all[1], &newer).unwrap();
    company(&scene, &all, "A remark.");
    scene.release();
    assert!(scene.own(&all[1]).contains(&item) && !scene.own(&all[0]).contains(&item));
    // Nobody without the right learns which codes are good.
    let further = on_paper_is(&scene, "States could act.");
    let good = slip(&scene, further);
    let reader = scene.enter(&make_key(&scene.store, &all[2], KeyRole::Reads).unwrap().words());
    for code in [&good, &never] {
        assert!(matches!(take_over(&scene.store, &reader, code), Err(Refusal::NotPermitted)));
    }
}

#[test]
fn slips_are_for_what_came_on_paper_to_this_process() {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    let own = scene.say(&all[0], scene.replace(0, "States should act."));
    company(&scene, &all[1..], "A remark.");
    scene.release();
    let missing = |outcome: Result<String, Refusal>| {
        assert!(matches!(outcome, Err(Refusal::Act(Error::Store(store::Error::NotFound { .. })))));
    };
    missing(print(&scene, own));
    missing(print(&scene, SubmissionId::from_bytes([7; 16])));
    let forced = scene.store.blocking_write(move |w| w.put_slip(own, &[7; 32]));
    assert!(forced.is_err(), "the schema refuses it as well");
    // A code of one process is none in another.
    let item = on_paper_is(&scene, "States could act.");
    let code = slip(&scene, item);
    let (elsewhere, _) = begin(&scene.store, "Another workstream", 1);
    let other = Scene { scope: elsewhere, ..scene };
    let guest = other.delegate("Elsewhere");
    assert!(is_dead(take_over(&other.store, &guest, &code)));
}

#[test]
fn of_a_code_its_hash_is_kept_and_a_slip_says_what_it_is_for() {
    let scene = scene(2);
    let item = on_paper_is(&scene, "States should <act> at once.");
    let scope = scene.scope.clone();
    let slips = scene.store.blocking_write(move |w| give_slips(w, &scope, &[item], &by())).unwrap();
    let code = slips[0].code.words();
    let (text, page) = (slips_as_text(&scene.scope, &slips), slips_as_page(&scene.scope, &slips));
    for word in code.split_whitespace() {
        assert!(text.contains(word) && page.contains(&format!("<li>{word}</li>")), "{word}");
    }
    let name = scene.items()[0].submission.name.to_string();
    assert!(text.contains(&name) && page.contains(&name));
    assert!(text.contains("States should <act> at once."));
    assert!(page.contains("States should &lt;act&gt; at once.") && !page.contains("<act>"));
    assert!(text.contains("somebody who did not write it") && page.contains("somebody who did not write it"));
    assert_eq!(hits(scene.dir.path(), code.as_bytes()), 0);
    assert!(hits(scene.dir.path(), &slips[0].code.hash()) > 0);
}
