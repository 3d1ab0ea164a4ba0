//! Whoever holds all files, every sheet ever printed and one delegation's key attributes that delegation's items only.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;
use travaux::document::id::SubmissionId;
use travaux::drafting::position::Stance;
use travaux::identity::Track;
use travaux::identity::authorship::Authorship;
use travaux::identity::keyring::Keyring;
use travaux::identity::preparation::Stage;
use travaux::identity::session::Delegate;
use travaux::proceedings::{On, enrol, log_in, own_question, save_answer, take_over, take_position};

use super::people::{Scene, bytes_of, form, now, scene};
use super::questions::{answer, ask, said};
use super::slips::{on_paper_is, slip};

/// Every row of both files: its table and its values.
fn rows(dir: &Path) -> Vec<(String, Vec<Value>)> {
    let mut all = Vec::new();
    for file in ["travaux.db", "private.db"] {
        let conn = Connection::open(dir.join(file)).unwrap();
        let mut tables = conn.prepare("select name from sqlite_schema where type = 'table'").unwrap();
        let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
        for table in tables.map(Result::unwrap) {
            let mut query = conn.prepare(&format!("select * from {table}")).unwrap();
            let columns = query.column_count();
            let read = query.query_map([], |row| (0..columns).map(|it| row.get(it)).collect());
            all.extend(read.unwrap().map(|it| (table.clone(), it.unwrap())));
        }
    }
    all
}

/// Secrets somebody might look for in a dump: every value of 32 bytes, and every 32 bytes of a longer one.
fn candidates(dir: &Path) -> BTreeSet<[u8; 32]> {
    let mut found = BTreeSet::new();
    for (_, values) in rows(dir) {
        for value in values {
            let bytes = match value {
                Value::Blob(bytes) => bytes,
                Value::Text(text) => text.into_bytes(),
                _ => continue,
            };
            found.extend(bytes.windows(32).step_by(8).take(40).map(|it| <[u8; 32]>::try_from(it).unwrap()));
        }
    }
    let pepper = bytes_of(dir).into_iter().find(|(name, _)| name == "pepper").unwrap().1;
    found.insert(pepper.try_into().unwrap());
    found
}

#[test]
fn everything_but_keys_attributes_nothing_and_one_key_its_own() {
    let scene = scene(3);
    let sheets: Vec<String> =
        (0..12).map(|n| scene.sheet(scene.add(&format!("Delegation {n}"), Track::States))).collect();
    let delegates: Vec<_> =
        sheets.iter().map(|it| scene.enter(&enrol(&scene.store, it).unwrap().access.words())).collect();
    let mut written: BTreeMap<usize, BTreeSet<_>> = BTreeMap::new();
    for release in 0..2 {
        for (n, who) in delegates.iter().enumerate() {
            let text = format!("States may act in way {n}.");
            written.entry(n).or_default().insert(scene.say(who, scene.replace(release, &text)));
            let on = On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[2].id };
            take_position(&scene.store, who, on, Some(Stance::Retain)).unwrap();
        }
        if release == 0 {
            scene.release();
        }
    }
    // Taken over and answered: the first delegation owns one more, and has answered on it.
    let (paper, others) =
        (on_paper_is(&scene, "States ought to act."), on_paper_is(&scene, "States need not."));
    let (used, unused) = (slip(&scene, paper), slip(&scene, others));
    take_over(&scene.store, &delegates[0], &used).unwrap();
    scene.release();
    written.entry(0).or_default().insert(paper);
    let question = ask(&scene, paper, "Which acts are meant?", true);
    answer(&scene, &delegates[0], question, 1, "All of them.");
    for (n, who) in delegates.iter().enumerate() {
        scene.say(who, scene.comment(2, &format!("A last remark, the {n}th.")));
    }
    scene.release();
    for who in &delegates {
        scene.say(who, scene.replace(2, "States may act at last."));
    }
    // Some released, some waiting, some in preparation: the worst moment.
    scene.prepare(&delegates[0], form(1), scene.comment(0, "In preparation.")).unwrap();
    let items = scene.items();
    let dir = scene.dir.path();
    let candidates = candidates(dir);
    let answered: Vec<([u8; 16], [u8; 32])> = rows(dir)
        .into_iter()
        .filter(|(table, _)| table == "answer")
        .map(|(_, row)| match (&row[0], row.last()) {
            (Value::Blob(id), Some(Value::Blob(tag))) => {
                (id[..].try_into().unwrap(), tag[..].try_into().unwrap())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(answered.len(), 1);
    assert!(candidates.len() > 500, "{}", candidates.len());
    for candidate in candidates {
        let ring = Keyring::new(candidate);
        assert!(!items.iter().any(|it| ring.owns(it.submission.id, &it.tag)));
        assert!(!answered.iter().any(|(id, tag)| ring.owns(SubmissionId::from_bytes(*id), tag)));
    }
    // An answer is recognised by its author, a slip that was used by nobody, one that was not by whoever holds it.
    let own = |who: &Delegate| {
        answered.iter().filter(|(id, tag)| who.ring.owns(SubmissionId::from_bytes(*id), tag)).count()
    };
    assert_eq!(delegates.iter().map(own).collect::<Vec<_>>()[..3], [1, 0, 0]);
    assert!(delegates.iter().all(|who| take_over(&scene.store, who, &used).is_err()));
    assert!(take_over(&scene.store, &delegates[5], &unused).is_ok());
    for sheet in &sheets {
        assert!(enrol(&scene.store, sheet).is_err() && log_in(&scene.store, sheet, now()).is_err());
    }
    for (n, who) in delegates.iter().enumerate() {
        let own: BTreeSet<_> = scene.own(who).into_iter().collect();
        let last = |it: &&SubmissionId| written[&n].contains(it);
        assert_eq!(own.iter().filter(last).count(), written[&n].len(), "{n}");
        assert_eq!(own.len(), written[&n].len() + 1, "and its remark: {n}");
        let voices: BTreeSet<_> = delegates
            .iter()
            .filter(|it| it.delegation != who.delegation)
            .flat_map(|it| it.ring.voices(&[1; 32]))
            .collect();
        assert!(who.ring.voices(&[1; 32]).iter().all(|it| !voices.contains(it)));
    }
}

/// Nothing in the record stands twice that could tell two things of one delegation as belonging together.
#[test]
fn no_value_of_a_delegation_stands_beside_two_of_its_items() {
    let scene = scene(4);
    let delegates = scene.delegates::<6>();
    for who in &delegates {
        for paragraph in 0..4 {
            scene.say(who, scene.replace(paragraph, "States may act otherwise."));
        }
    }
    scene.release();
    let mut seen: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for (table, values) in rows(scene.dir.path()) {
        if ["submission", "position", "answer", "claim_slip"].contains(&table.as_str()) {
            for value in values {
                if let Value::Blob(bytes) = value {
                    *seen.entry(bytes).or_default() += 1;
                }
            }
        }
    }
    let items: BTreeSet<Vec<u8>> =
        scene.items().iter().flat_map(|it| [it.submission.id.as_bytes().to_vec(), it.tag.to_vec()]).collect();
    for who in &delegates {
        assert!(!seen.contains_key(who.delegation.as_bytes().as_slice()));
    }
    // Ids and tags are used once; markers too. What repeats is shared by all: document, draft, release, wording.
    for (value, times) in seen {
        assert!(times == 1 || (!items.contains(&value) && times >= delegates.len()), "{value:02x?}: {times}");
    }
}

/// What changed between two copies of the files: how many rows of which table came and went, with what lengths.
fn difference(
    before: &[(String, Vec<Value>)],
    after: &[(String, Vec<Value>)],
) -> Vec<(String, i32, Vec<usize>)> {
    let length = |value: &Value| match value {
        Value::Blob(bytes) => bytes.len(),
        Value::Text(text) => text.len(),
        _ => 8,
    };
    let shape = |sign: i32, from: &[(String, Vec<Value>)], other: &[(String, Vec<Value>)]| {
        let changed = from.iter().filter(|it| !other.contains(it));
        changed
            .map(|(table, row)| (table.clone(), sign, row.iter().map(length).collect()))
            .collect::<Vec<_>>()
    };
    let mut all = [shape(-1, before, after), shape(1, after, before)].concat();
    all.sort();
    all
}

/// Two copies of all files, before and after an act, look the same whoever acted.
#[test]
fn two_snapshots_do_not_tell_who_acted() {
    let scene = scene(2);
    let [one, other, third] = ["Mexico", "Federated States of Micronesia", "A body with a long name"]
        .map(|name| scene.delegate_of(name, Track::States));
    // The window is open, so that opening it is not among the differences.
    scene.say(&third, scene.comment(0, "A remark."));
    let act = |scene: &Scene, who, text: &str| {
        let before = rows(scene.dir.path());
        scene.prepare(who, form(1), scene.comment(0, text)).unwrap();
        let prepared = rows(scene.dir.path());
        scene.say(who, scene.comment(1, text));
        [difference(&before, &prepared), difference(&prepared, &rows(scene.dir.path()))]
    };
    let first = act(&scene, &one, "Short.");
    let second = act(&scene, &other, "A remark that is quite a bit longer than the first one was.");
    assert_eq!(first, second);
    assert_eq!(first[0].len(), 1, "{:?}", first[0]);
    assert_eq!(first[1].len(), 2, "one waits, one more was active: {:?}", first[1]);
}

/// The same for questions and slips: whoever prepares an answer, sends one or takes something over, the files change
/// alike, and the record does not at all before the release.
#[test]
fn two_snapshots_do_not_tell_who_answered_or_took_over() {
    let scene = scene(2);
    let all = ["Mexico", "Federated States of Micronesia", "A body with a long name", "Four", "Five"]
        .map(|name| scene.delegate_of(name, Track::States));
    let items: Vec<_> = all.iter().map(|who| scene.say(who, scene.comment(0, "A remark."))).collect();
    scene.release();
    let questions = [0, 1].map(|n| ask(&scene, items[n], "What is meant?", true));
    let slips = [0, 1].map(|_| slip(&scene, on_paper_is(&scene, "States ought to act.")));
    scene.say(&all[2], scene.comment(0, "The window is open."));
    let act = |n: usize, words: &str| {
        let mut seen = vec![rows(scene.dir.path())];
        own_question(&scene.store, &all[n], questions[n]).unwrap();
        seen.push(rows(scene.dir.path()));
        let saved = (said(words), true);
        save_answer(&scene.store, &all[n], questions[n], 0, Stage::InPreparation, saved).unwrap();
        seen.push(rows(scene.dir.path()));
        answer(&scene, &all[n], questions[n], 1, words);
        seen.push(rows(scene.dir.path()));
        take_over(&scene.store, &all[n], &slips[n]).unwrap();
        seen.push(rows(scene.dir.path()));
        seen.windows(2).map(|pair| difference(&pair[0], &pair[1])).collect::<Vec<_>>()
    };
    let first = act(0, "Short.");
    let second = act(1, "An answer that is quite a bit longer than the first one was, and says no more.");
    assert_eq!(first, second);
    let private = ["preparation", "waiting", "active"];
    assert!(first.iter().flatten().all(|(table, _, _)| private.contains(&table.as_str())), "{first:?}");
    let rows_changed: Vec<usize> = first.iter().map(Vec::len).collect();
    // Reading nothing; preparing one; sending: one goes, one waits, one more was active; claiming: one more waits.
    assert_eq!(rows_changed, [0, 1, 3, 1]);
    let before = rows(scene.dir.path());
    for who in &all[3..] {
        scene.say(who, scene.comment(1, "Another remark."));
    }
    scene.release();
    // In the record nothing of the release stands beside a delegation, and the two claims cannot be told apart.
    let after = difference(&before, &rows(scene.dir.path()));
    let claims: Vec<_> = after.iter().filter(|(table, sign, _)| table == "claim_slip" && *sign > 0).collect();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0], claims[1]);
    let answers: Vec<_> = after.iter().filter(|(table, _, _)| table == "answer").collect();
    assert_eq!(answers.len(), 2);
}
