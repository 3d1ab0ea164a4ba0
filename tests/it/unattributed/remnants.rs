//! What was taken back, and what was sealed, is nowhere once the release is made: not in the files, not in their logs,
//! not in a backup.

use std::path::Path;

use travaux::identity::preparation::{Stage, Words};
use travaux::proceedings::{discard_entry, save_entry, withdraw};

use super::people::{Scene, form, hits, scene};

/// Sealed bytes of everything in the private file, and the keys of its windows.
fn sealed(dir: &Path) -> Vec<Vec<u8>> {
    let conn = rusqlite::Connection::open(dir.join("private.db")).unwrap();
    let sql = "select sealed from waiting union all select sealed from preparation union all select key from window";
    let mut rows = conn.prepare(sql).unwrap();
    let rows = rows.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    rows.map(|it| it.map(|bytes| bytes[..32].to_vec()).unwrap()).collect()
}

fn busy() -> (Scene, Vec<Vec<u8>>) {
    let scene = scene(1);
    let [one, rest @ ..] = scene.delegates::<5>();
    for who in &rest {
        scene.say(who, scene.comment(0, &"A long remark that fills pages. ".repeat(300)));
    }
    let mut left = Vec::new();
    let save = |seen, text: &str| {
        save_entry(&scene.store, &one, form(1), seen, Stage::InPreparation, scene.comment(0, text)).unwrap();
    };
    save(0, "Zebra saved over.");
    left.extend(sealed(scene.dir.path()));
    save(1, "Zebra thrown away.");
    left.extend(sealed(scene.dir.path()));
    discard_entry(&scene.store, &one, form(1)).unwrap();
    let back = scene.say(&one, scene.comment(0, &"Zebra taken back. ".repeat(400)));
    left.extend(sealed(scene.dir.path()));
    withdraw(&scene.store, &one, back).unwrap();
    let first = scene.say(&one, scene.comment(0, "Zebra edited."));
    left.extend(sealed(scene.dir.path()));
    scene.say(&one, Words { succeeds: Some(first), ..scene.comment(0, "Lion released.") });
    left.extend(sealed(scene.dir.path()));
    (scene, left)
}

#[test]
fn nothing_is_left_of_what_was_taken_back_or_sealed() {
    let (scene, left) = busy();
    let dir = scene.dir.path();
    assert!(left.len() > 20);
    let found = left.iter().filter(|it| hits(dir, it) > 0).count();
    assert!(found == left.len(), "before the release all of it is there: {found} of {}", left.len());
    assert_eq!(hits(dir, b"Lion"), 0);

    scene.release();
    assert!(hits(dir, b"Lion released.") > 0);
    assert_eq!(hits(dir, b"Zebra"), 0);
    let remnants = left.iter().filter(|it| hits(dir, it) > 0).count();
    assert_eq!(remnants, 0, "of {}", left.len());
    let backup = dir.join("backup");
    scene.store.backup(&backup).unwrap();
    assert_eq!(hits(dir, b"Zebra") + left.iter().map(|it| hits(dir, it)).sum::<usize>(), 0);
}
