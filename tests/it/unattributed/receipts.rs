//! Everything that was taken in is acknowledged, and is found in a release by whoever holds the acknowledgement; what
//! was dropped is found missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use travaux::drafting::position::Stance;
use travaux::drafting::round::Occasion;
use travaux::identity::acknowledgement::Acknowledgement;
use travaux::identity::preparation::Words;
use travaux::identity::published::{Fault, List};
use travaux::identity::session::Delegate;
use travaux::proceedings::release::{clear, finish, gather, release, write_down};
use travaux::proceedings::{
    Accounted, On, Submitted, Where, accounted, acknowledge_again, locate, own_items, promises, published,
    take_position, withdraw,
};
use travaux::store::check::Finding;
use travaux::store::{Access, Store};

use super::people::{DAY, Scene, copy_of, form, hits, now, scene};

fn accounted_for(scene: &Scene, store: &Store, who: &Delegate) -> Accounted {
    let (document, draft) = (scene.scope.document.id, scene.draft.clone());
    store
        .blocking_read(|r| {
            let own = own_items(r, who, std::slice::from_ref(&draft))?;
            accounted(r, who, document, &own)
        })
        .unwrap()
}

/// The file that a delegation can fetch.
fn file_of(scene: &Scene, who: &Delegate) -> Vec<Acknowledgement> {
    let found = accounted_for(scene, &scene.store, who);
    acknowledge_again(&scene.store, &promises(&scene.store, who, &found).unwrap()).unwrap()
}

fn places(scene: &Scene, given: &[Acknowledgement]) -> Vec<Where> {
    locate(&scene.store, scene.scope.document.id, given).unwrap()
}

fn list_of(scene: &Scene) -> List {
    let scope = scene.scope.clone();
    scene.store.blocking_read(|r| published(r, &scope)).unwrap()
}

const FIRST: Where = Where::Listed { ordinal: 1, day: DAY };

/// Five delegations, of which the first has done everything that can be done before a release.
fn busy() -> (Scene, [Delegate; 5]) {
    let scene = scene(2);
    let all = scene.delegates::<5>();
    for (n, who) in all.iter().enumerate() {
        scene.say(who, scene.replace(0, &format!("States may act, {n} say.")));
    }
    let first = &all[0];
    let rewritten = scene.say(first, scene.comment(1, "A first wording."));
    scene.say(first, Words { succeeds: Some(rewritten), ..scene.comment(1, "A better wording.") });
    let gone = scene.say(first, scene.comment(1, "A remark that is taken back."));
    withdraw(&scene.store, first, gone).unwrap();
    let on = On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[1].id };
    for stance in [Some(Stance::Retain), None, Some(Stance::Retain)] {
        take_position(&scene.store, first, on, stance).unwrap();
    }
    (scene, all)
}

#[test]
fn whatever_was_taken_in_waits_and_is_in_the_release() {
    let (scene, all) = busy();
    // An item, one in two wordings of which the first was taken back, one taken back, a position in three turns.
    let given = file_of(&scene, &all[0]);
    assert_eq!(given.len(), 1 + 3 + 2 + 3);
    assert!(given.is_sorted_by_key(|it| it.promise));
    assert_eq!(places(&scene, &given), vec![Where::Waits; 9]);
    let others: Vec<_> = all[1..].iter().flat_map(|who| file_of(&scene, who)).collect();
    assert_eq!(others.len(), 4);
    let release = scene.release();
    assert_eq!(release.leaves.len(), 13);
    assert!(release.leaves.windows(2).all(|two| two[0] < two[1]), "no two operations have one leaf");
    assert_eq!(places(&scene, &[given.clone(), others].concat()), vec![FIRST; 13]);

    // After it the delegation needs no file for what is visible, and only the file proves the rest.
    let found = accounted_for(&scene, &scene.store, &all[0]);
    assert_eq!((found.listed.clone(), found.missing.len()), ([(1, 2)].into(), 0));
    let again = file_of(&scene, &all[0]);
    assert_eq!(again.len(), 2);
    assert!(again.iter().all(|it| given.contains(it)), "made again, it is the same to the last digit");
}

#[test]
fn a_withdrawal_of_what_is_visible_is_found_without_a_file() {
    let (scene, all) = busy();
    scene.release();
    let item = scene.own(&all[1])[0];
    withdraw(&scene.store, &all[1], item).unwrap();
    for who in &all[2..] {
        scene.say(who, scene.comment(0, "Another remark."));
    }
    scene.say(&all[0], scene.comment(0, "And one more."));
    let before = file_of(&scene, &all[1]);
    assert_eq!(before.len(), 2);
    scene.release();
    assert_eq!(file_of(&scene, &all[1]), before);
    let second = Where::Listed { ordinal: 2, day: DAY };
    let places: BTreeSet<_> = places(&scene, &before).into_iter().map(|it| format!("{it:?}")).collect();
    assert_eq!(places, [FIRST, second].map(|it| format!("{it:?}")).into());
}

/// Runs the program over a data directory; its exit code and what it says.
fn verify(dir: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    let said = command.arg("--data").arg(dir).arg("verify").args(args).output().unwrap();
    let text = [said.stdout, said.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
    (said.status.code().unwrap(), text)
}

/// What somebody does who runs the server and wants an operation gone.
fn drop_one(dir: &Path) {
    let conn = Connection::open(dir.join("private.db")).unwrap();
    let sql = "delete from waiting where id = (select id from waiting order by id limit 1)";
    assert_eq!(conn.execute(sql, []).unwrap(), 1);
}

#[test]
fn a_dropped_operation_is_detected_before_and_after_the_release() {
    let (scene, all) = busy();
    let given: Vec<_> = all.iter().flat_map(|who| file_of(&scene, who)).collect();
    let lines: String = given.iter().map(|it| format!("{it}\n")).collect();
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("acknowledgements.txt");
    fs::write(&file, lines).unwrap();
    let args = ["--acknowledgements", file.to_str().unwrap()];
    let (code, said) = verify(scene.dir.path(), &args);
    assert_eq!((code, said.matches("waits for its release").count()), (0, 13), "{said}");

    drop_one(scene.dir.path());
    let missing = |places: &[Where]| places.iter().filter(|it| **it == Where::Missing).count();
    let before = missing(&places(&scene, &given));
    assert!(before >= 1, "it is gone, with what it had taken the place of");
    let (code, said) = verify(scene.dir.path(), &args);
    assert_eq!((code, said.matches("lost or dropped").count()), (6, before), "{said}");

    release(&scene.store, scene.round, Occasion::Close, DAY).unwrap();
    assert_eq!(missing(&places(&scene, &given)), before);
    let (code, said) = verify(scene.dir.path(), &args);
    assert_eq!((code, said.matches("lost or dropped").count()), (6, before), "{said}");
    assert_eq!(said.matches("in release 1 of 2026-04-01").count(), 13 - before);

    // By the published list alone, on another computer.
    let published = kept.path().join("releases.json");
    fs::write(&published, list_of(&scene).to_json()).unwrap();
    let nowhere = kept.path().join("nowhere");
    let (code, said) = verify(&nowhere, &["--releases", published.to_str().unwrap(), args[0], args[1]]);
    assert_eq!((code, said.matches("it was dropped").count()), (6, before), "{said}");
    assert!(!said.contains("no data"), "{said}");
}

#[test]
fn what_comes_in_while_a_release_is_made_is_promised_for_it_and_found_in_the_next() {
    let (scene, all) = busy();
    let batch = gather(&scene.store, scene.round).unwrap().unwrap();
    let window = scene.store.blocking_private(|p| p.windows()).unwrap()[0].id;
    scene.say(&all[1], scene.comment(0, "Between two steps."));
    let given = file_of(&scene, &all[1]);
    let made = write_down(&scene.store, batch, Occasion::Day, DAY).unwrap().unwrap();
    let at = |places: Vec<Where>| {
        let count = |wanted: Where| places.iter().filter(|it| **it == wanted).count();
        (count(FIRST), count(Where::Waits))
    };
    assert_eq!(at(places(&scene, &given)), (1, 1), "the record is written, the private file not cleared");
    clear(&scene.store, window, &made).unwrap();
    assert_eq!(at(places(&scene, &given)), (1, 1));
    assert_eq!(file_of(&scene, &all[1]).len(), 2, "it can still be made out");
    release(&scene.store, scene.round, Occasion::Close, DAY).unwrap();
    assert!(places(&scene, &given).contains(&Where::Listed { ordinal: 2, day: DAY }));
    let found = accounted_for(&scene, &scene.store, &all[1]);
    assert_eq!((found.listed, found.missing), ([(1, 1), (2, 1)].into(), vec![]));
}

#[test]
fn nothing_of_an_acknowledgement_is_kept_and_none_tells_its_item() {
    let (scene, all) = busy();
    let given = file_of(&scene, &all[0]);
    let dir = scene.dir.path();
    for it in &given {
        assert_eq!(hits(dir, &it.promise.leaf.0), 0, "a leaf lies open while it waits");
        assert_eq!(hits(dir, &it.signature.0), 0);
    }
    scene.release();
    let items: Vec<_> = scene.items().iter().map(|it| *it.submission.id.as_bytes()).collect();
    for it in &given {
        assert!(hits(dir, &it.promise.leaf.0) >= 1, "the release lists it");
        assert_eq!(hits(dir, &it.signature.0), 0);
        let line = it.to_string();
        assert!(!items.iter().any(|id| line.contains(&id.map(|byte| format!("{byte:02x}")).concat())));
    }
    // Another delegation, with everything that is public and its own key, makes out its own and no other.
    let theirs: BTreeSet<_> = file_of(&scene, &all[1]).into_iter().map(|it| it.promise).collect();
    assert!(given.iter().all(|it| !theirs.contains(&it.promise)));
}

/// Does something to the record behind its triggers, and puts them back.
fn alter(dir: &Path, table: &str, change: &str) {
    let conn = Connection::open(dir.join("travaux.db")).unwrap();
    let names =
        format!("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = '{table}'");
    let mut found = conn.prepare(&names).unwrap();
    let found = found.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let triggers: Vec<_> = found.unwrap().map(Result::unwrap).collect();
    conn.execute_batch("pragma foreign_keys = off").unwrap();
    triggers.iter().for_each(|(name, _)| conn.execute_batch(&format!("drop trigger {name}")).unwrap());
    conn.execute_batch(change).unwrap();
    triggers.iter().for_each(|(_, sql)| conn.execute_batch(sql).unwrap());
}

#[test]
fn what_was_released_cannot_be_altered_unseen() {
    let (scene, all) = busy();
    scene.release();
    let own = scene.own(&all[1])[0];
    assert_eq!(scene.store.check().unwrap(), []);
    let rows: [(&str, &str, Fault); 6] = [
        ("submission", "update submission set body = replace(body, '1 say', '2 say')", Fault::Visible),
        ("submission", "update submission set tag = zeroblob(32)", Fault::Visible),
        ("submission", "delete from submission where body like '%1 say%'", Fault::Visible),
        ("release_signature", "delete from release_signature", Fault::Unsigned),
        ("release_signature", "update release_signature set signature = zeroblob(64)", Fault::Signature),
        ("release", "update release set keys = keys - 2", Fault::Altered),
    ];
    for (table, change, fault) in rows {
        let copy = copy_of(scene.dir.path());
        alter(copy.path(), table, change);
        let store = Store::open(copy.path(), Access::Write).unwrap();
        let finding = Finding::Release { ordinal: 1, fault };
        assert!(store.check().unwrap().contains(&finding), "{change}: {:?}", store.check());
        assert_eq!(verify(copy.path(), &[]).0, 6, "{change}");
        if change.contains("replace(") {
            assert_eq!(accounted_for(&scene, &store, &all[1]).missing, [own], "its author sees it too");
            assert_eq!(accounted_for(&scene, &store, &all[0]).missing, []);
        }
        // Nothing is signed after the fact.
        finish(&store, now()).unwrap();
        assert!(store.check().unwrap().contains(&finding), "{change}");
    }
}

#[test]
fn the_key_is_its_owners_alone_in_no_backup_and_what_it_signed_is_good_for_ever() {
    let (scene, all) = busy();
    let given = file_of(&scene, &all[1]);
    scene.release();
    let key = scene.dir.path().join("signing-key");
    let secret = fs::read(&key).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let kept = tempfile::tempdir().unwrap();
    let (backup, restored) = (kept.path().join("backup.db"), kept.path().join("restored"));
    scene.store.backup(&backup).unwrap();
    assert!(!fs::read(&backup).unwrap().windows(32).any(|it| it == secret));
    Store::restore(&backup, &restored).unwrap();
    let store = Store::open(&restored, Access::Write).unwrap();
    finish(&store, now()).unwrap();
    assert_ne!(fs::read(restored.join("signing-key")).unwrap(), secret);
    let found = locate(&store, scene.scope.document.id, &given).unwrap();
    assert_eq!(found, [FIRST]);
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    assert_eq!(verify(&restored, &[]).0, 0);

    // What a server has signed that is not this one.
    let (elsewhere, company) = busy();
    assert_eq!(places(&scene, &file_of(&elsewhere, &company[1])), [Where::NotOurs]);
}

#[test]
fn the_published_list_is_checked_by_itself() {
    let (scene, all) = busy();
    scene.release();
    let earlier = list_of(&scene);
    assert_eq!(earlier.faults(), BTreeSet::new());
    let json = earlier.to_json();
    let schema = serde_json::from_str(include_str!("../../../docs/releases.schema.json")).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    assert!(schema.is_valid(&serde_json::from_str(&json).unwrap()));
    assert!(!schema.is_valid(&serde_json::from_str(&json.replace("\"ordinal\"", "\"number\"")).unwrap()));
    for who in &all {
        assert!(!json.contains(&scene.own(who)[0].to_string()), "an item is named");
        let Submitted::Waits(_) = scene.submit(who, form(99), scene.comment(0, "Later.")).unwrap() else {
            panic!("not taken in");
        };
    }
    scene.release();
    let later = list_of(&scene);
    assert_eq!((later.releases.len(), later.differs_from(&earlier)), (2, BTreeSet::new()));
    assert_eq!(earlier.differs_from(&later), [(2, Fault::Rewritten)].into());
    assert!(later.releases.iter().all(|it| it.active_at_least == 5));
}
