//! What names a State, a person or a context is held, and nothing shows anybody else that something is.

use travaux::document::id::SubmissionId;
use travaux::document::inline::Text;
use travaux::drafting::submission::{Body, Hold, ItemName, Submission, Target};
use travaux::identity::authorship::Authorship;
use travaux::identity::preparation::Words;
use travaux::import::received::Received;
use travaux::proceedings::{FileOf, Refusal, let_pass, receive, rendition_of};
use travaux::store::Error;
use travaux::store::submissions::Item;

use super::people::{DAY, Scene, by, scene};

impl Scene {
    fn item(&self, id: SubmissionId) -> Item {
        self.store.blocking_read(move |r| r.item(id)).unwrap()
    }

    fn pass(&self, id: SubmissionId) -> Result<ItemName, Refusal> {
        let process = self.scope.process.id;
        self.store.blocking_write(move |w| let_pass(w, process, id, &by()))
    }

    /// The submissions as another delegation is shown them: "1-A withdrawn".
    fn seen(&self) -> Vec<String> {
        let seen = self.items().into_iter().filter_map(Item::seen);
        let said = |it: Submission| match it.withdrawn {
            true => format!("{} withdrawn", it.name),
            false => it.name.to_string(),
        };
        let mut names: Vec<String> = seen.map(said).collect();
        names.sort();
        names
    }

    fn compilation(&self) -> String {
        let scope = self.scope.clone();
        let drawn = self.store.blocking_read(move |r| rendition_of(r, &scope, None, &FileOf::Compilation));
        format!("{:?}", drawn.unwrap())
    }
}

#[test]
fn whether_it_is_held_follows_from_the_words_and_from_nothing_that_was_sent_with_them() {
    let scene = scene(2);
    let [one, two, three, four, five] = scene.delegates();
    let plain = scene.say(&one, scene.comment(0, "All States know this."));
    let state = scene.say(&two, Words { held: false, ..scene.comment(0, "Norway knows this.") });
    let person = scene.say(&three, scene.comment(0, "As Mr. Okafor said."));
    let context = scene.say(&four, scene.replace(1, "States shall respect rule 2, as in the war in Sudan."));
    let why = Some(Text::parse("Peru does so."));
    let reasoned = scene.say(&five, Words { rationale: why, ..scene.comment(1, "A remark.") });
    let wished = scene.say(&one, Words { held: true, ..scene.comment(1, "Norway again.") });
    let we =
        scene.say(&two, scene.comment(1, "My delegation, we propose: un texto que los Estados deben leer."));
    scene.release();
    let hold = |id| scene.item(id).hold;
    assert_eq!([plain, we].map(hold), [Hold::None; 2]);
    assert_eq!([state, person, context, reasoned].map(hold), [Hold::Named; 4]);
    assert_eq!(hold(wished), Hold::Wish);
    assert_eq!(scene.store.check().unwrap(), []);
}

#[test]
fn no_letter_is_missing_and_no_file_has_it() {
    let scene = scene(1);
    let all = scene.delegates::<5>();
    for (n, who) in all.iter().enumerate() {
        scene.say(who, scene.comment(0, &format!("A remark number {n}.")));
        scene.say(who, scene.comment(0, &format!("Norway remarks {n}.")));
    }
    scene.release();
    assert_eq!(scene.seen(), ["1-A", "1-B", "1-C", "1-D", "1-E"]);
    let held: Vec<Item> = scene.items().into_iter().filter(|it| it.held).collect();
    let mut names: Vec<String> = held.iter().map(|it| it.submission.name.to_string()).collect();
    names.sort();
    assert_eq!(names, ["1-H1", "1-H2", "1-H3", "1-H4", "1-H5"]);
    assert!(!scene.compilation().contains("Norway"));
    for who in &all {
        scene.say(who, scene.comment(0, "And one more."));
    }
    scene.release();
    assert_eq!(scene.seen().len(), 10);
    assert_eq!(scene.seen().last().unwrap(), "1-J");
}

#[test]
fn what_is_let_pass_is_as_any_other_and_its_row_never_changes() {
    let scene = scene(1);
    let all = scene.delegates::<5>();
    for who in &all[1..] {
        scene.say(who, scene.comment(0, "A remark."));
    }
    let held = scene.say(&all[0], scene.comment(0, "Norway remarks."));
    scene.release();
    let before = scene.item(held);
    assert!(before.held && !scene.seen().contains(&"1-E".to_owned()));
    assert_eq!(scene.pass(held).unwrap().to_string(), "1-E");
    let after = scene.item(held);
    assert!(!after.held && after.hold == Hold::Named);
    assert_eq!(scene.seen(), ["1-A", "1-B", "1-C", "1-D", "1-E"]);
    assert!(scene.compilation().contains("Norway"));
    assert!(all[0].ring.owns(held, &after.tag), "its author still recognises it");
    assert!(matches!(scene.pass(held), Err(Refusal::CannotPass)), "once is enough");
    scene.say(&all[1], scene.comment(0, "One more."));
    for who in &all {
        scene.say(who, scene.comment(0, "Another."));
    }
    scene.release();
    assert!(scene.seen().contains(&"1-F".to_owned()), "the letter is taken");
    assert_eq!(scene.store.check().unwrap(), []);
}

#[test]
fn what_its_author_keeps_for_the_co_chairs_is_never_let_pass() {
    let scene = scene(1);
    let [one, two, ..] = scene.delegates::<5>();
    for n in 0..3 {
        scene.say(&scene.delegate(&format!("More {n}")), scene.comment(0, "A remark."));
    }
    let wished = scene.say(&one, Words { held: true, ..scene.comment(0, "Norway.") });
    let named = scene.say(&two, scene.comment(0, "Chad."));
    scene.release();
    assert!(matches!(scene.pass(wished), Err(Refusal::CannotPass)));
    // Nor past the program.
    let past = scene.store.blocking_write(move |w| w.let_pass(&w.item(wished)?));
    assert!(matches!(past, Err(Error::Sqlite(_))), "{past:?}");
    let plain = scene.items().into_iter().find(|it| it.hold == Hold::None).unwrap().submission.id;
    assert!(matches!(scene.pass(plain), Err(Refusal::CannotPass)));
    travaux::proceedings::withdraw(&scene.store, &two, named).unwrap();
    for who in scene.delegates_named("Again") {
        scene.say(&who, scene.comment(0, "A remark."));
    }
    scene.release();
    assert!(matches!(scene.pass(named), Err(Refusal::CannotPass)), "withdrawn");
}

#[test]
fn what_too_few_sent_is_never_let_pass() {
    let scene = scene(1);
    let [one] = scene.delegates();
    let few = scene.say(&one, scene.comment(0, "Norway."));
    let phase = travaux::drafting::round::Phase::Closed;
    travaux::proceedings::release::lead_round(&scene.store, scene.round, phase, DAY, &by()).unwrap();
    assert_eq!(scene.item(few).hold, Hold::Few);
    assert!(matches!(scene.pass(few), Err(Refusal::CannotPass)));
}

#[test]
fn an_item_whose_new_wording_is_held_is_seen_to_be_withdrawn_and_no_more() {
    let scene = scene(1);
    let all = scene.delegates::<5>();
    let first = scene.say(&all[0], scene.comment(0, "First."));
    for who in &all[1..] {
        scene.say(who, scene.comment(0, "A remark."));
    }
    scene.release();
    let name = scene.item(first).submission.name.to_string();
    let second = scene.say(&all[0], Words { succeeds: Some(first), ..scene.comment(0, "Norway first.") });
    for who in &all[1..] {
        scene.say(who, scene.comment(0, "More."));
    }
    scene.release();
    assert!(scene.seen().contains(&format!("{name} withdrawn")));
    assert!(scene.compilation().contains(&name), "a file tells no more");
    assert_eq!(scene.seen().len(), 9);
    scene.pass(second).unwrap();
    assert!(
        !scene.seen().iter().any(|it| it.starts_with(&format!("{name} "))),
        "as any other that was replaced"
    );
    assert_eq!(scene.seen().len(), 9);
}

#[test]
fn what_the_secretariat_enters_is_held_alike_and_said() {
    let scene = scene(2);
    let on = scene.paragraphs[0].id;
    let received = |text: &str| Received {
        target: Target::paragraph(on),
        body: Body::Comment { text: Text::parse(text) },
        rationale: None,
        rationale_shared: false,
        late: false,
    };
    let (draft, all) =
        (scene.draft.clone(), vec![received("A re\u{200b}mark."), received("Norway\u{ad} remarks.")]);
    let receipt = scene.store.blocking_write(move |w| receive(w, &draft, all, DAY, &by())).unwrap();
    assert_eq!((receipt.all(), receipt.held), (2, 1));
    let words: Vec<String> = scene.items().iter().map(|it| format!("{:?}", it.submission.body)).collect();
    assert!(words.iter().all(|it| !it.contains("\\u{200b}") && !it.contains("\\u{ad}")), "{words:?}");
    assert_eq!(scene.seen(), ["1-A"]);
}
