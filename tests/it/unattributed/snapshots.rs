//! Whoever holds two copies of all files, from before and after some delegations submitted, cannot tell which they were.
//!
//! The attacker has the roster and every sheet, and looks at what went and what came: whether a row says by any value
//! whose it is, whether it shares a value with a row that does, what was written just before it, which sizes belong
//! together, and in which order things came. Every way of guessing is tried on tables of a simpler make first, where it
//! names nearly all.

mod attacker;

use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use travaux::identity::Track;
use travaux::identity::session::Delegate;
use travaux::proceedings::{enrol, log_in, submit_set};

use self::attacker::{Copy, Suspect, WAYS, Way, guesses};
use super::people::{Scene, copy_of, form, now, scene};

/// What came, by id, and whose it is.
type Truth = Vec<(Vec<u8>, usize)>;

const DELEGATIONS: usize = 24;
const TRIALS: u32 = 6;

/// A draw that is the same on every run.
struct Lot(u64);

impl Lot {
    fn draw(&mut self, of: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % of
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.draw(at + 1));
        }
    }
}

fn name(n: usize) -> String {
    format!("Delegation {n:02}")
}

/// Words of many lengths.
fn words(n: u32) -> String {
    format!("Remark {n:04}. {}", "It is said at some length. ".repeat(n as usize * 7 % 40))
}

/// The right guesses of each way, and how many were linked to anybody at all.
#[derive(Default)]
struct Score {
    right: [usize; WAYS.len()],
    linked: [usize; WAYS.len()],
    all: usize,
}

impl Score {
    fn add(&mut self, before: &Copy, after: &Copy, suspects: &[Suspect], truth: &[(Vec<u8>, usize)]) {
        for (at, way) in WAYS.into_iter().enumerate() {
            let found = guesses(way, before, after, suspects);
            assert_eq!(found.len(), truth.len(), "the attacker sees what came");
            for (item, guess) in found {
                let (_, author) = truth.iter().find(|(id, _)| *id == item).unwrap();
                self.right[at] += usize::from(guess.whom == *author);
                self.linked[at] += usize::from(guess.linked);
            }
        }
        self.all += truth.len();
    }
}

/// One trial over our files: everybody prepares, by lot some log in and submit.
fn trial(
    scene: &Scene,
    people: &[(String, Delegate)],
    number: u32,
    lot: &mut Lot,
) -> (Copy, Copy, Vec<(Vec<u8>, usize)>) {
    let base = number * 100;
    let mut entries: Vec<usize> = (0..people.len()).chain(0..people.len()).collect();
    lot.shuffle(&mut entries);
    let mut prepared = vec![Vec::new(); people.len()];
    for (nth, who) in entries.into_iter().enumerate() {
        let form = form(base + nth as u32);
        let words = scene.comment(nth % 4, &words(base + nth as u32));
        scene.prepare(&people[who].1, form, words).unwrap();
        prepared[who].push(form);
    }
    let before = Copy::of(copy_of(scene.dir.path()).path());
    let mut some: Vec<usize> = (0..people.len()).collect();
    lot.shuffle(&mut some);
    some.truncate(people.len() / 2);
    let mut truth = Vec::new();
    for who in some {
        let (key, delegate) = &people[who];
        log_in(&scene.store, key, now()).unwrap();
        let form = prepared[who][lot.draw(2)];
        submit_set(&scene.store, delegate, &[form], now()).unwrap();
        use travaux::identity::authorship::Authorship;
        truth.push((delegate.ring.author(form).id.as_bytes().to_vec(), who));
    }
    let after = Copy::of(copy_of(scene.dir.path()).path());
    (before, after, truth)
}

#[test]
fn two_copies_name_nobody() {
    let scene = scene(4);
    let mut lot = Lot(7);
    let (mut people, mut suspects) = (Vec::new(), Vec::new());
    for n in 0..DELEGATIONS {
        let id = scene.add(&name(n), Track::States);
        let sheet = scene.sheet(id);
        let key = enrol(&scene.store, &sheet).unwrap().access.words().to_string();
        let delegate = scene.enter(&key);
        people.push((key, delegate));
        suspects.push((id.as_bytes().to_vec(), name(n), sheet));
    }
    let pepper = std::fs::read(scene.dir.path().join("pepper")).unwrap();
    let mut score = Score::default();
    for number in 0..TRIALS {
        let (before, after, truth) = trial(&scene, &people, number, &mut lot);
        let windows: Vec<Vec<u8>> = scene
            .store
            .blocking_private(|p| p.windows())
            .unwrap()
            .iter()
            .map(|it| it.id.as_bytes().to_vec())
            .collect();
        let suspects: Vec<Suspect> = (suspects.iter())
            .map(|(id, name, sheet)| Suspect::known(id, name, sheet, &pepper, &windows, &before))
            .collect();
        score.add(&before, &after, &suspects, &truth);
        scene.release();
    }
    assert_eq!(score.all, DELEGATIONS / 2 * TRIALS as usize);
    assert_eq!(score.linked[..4], [0; 4], "a row says whose it is");
    // Chance is one in as many as there are: four deviations beyond it would come by luck once in ten thousand.
    let chance = 1.0 / DELEGATIONS as f64;
    let expected = score.all as f64 * chance;
    let bound = expected + 4.0 * (expected * (1.0 - chance)).sqrt();
    for (way, right) in WAYS.iter().zip(score.right) {
        assert!((right as f64) < bound, "{way:?}: {right} of {}, by chance {expected:.1}", score.all);
    }
}

/// What a simpler table would give away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leak {
    /// The author under a key that lies on the server.
    Author,
    /// What is in preparation has its delegation beside it, and becomes what waits.
    Body,
    /// Who is logged in stands in the sessions.
    Session,
    /// What is in preparation has its delegation beside it; the words are sealed, but not padded.
    Size,
    /// Rows come in the order of the roster.
    Order,
}

/// The files of a simpler make, before and after everybody has submitted once.
fn simple(leak: Leak, dir: &Path) -> (Copy, Copy, Vec<Suspect>, Truth) {
    let pepper = [9; 32];
    let conn = Connection::open(dir.join("private.db")).unwrap();
    conn.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = off; pragma wal_autocheckpoint = 0;
         create table session (token blob primary key, whose blob) without rowid;
         create table preparation (id blob primary key, whose blob, body blob) without rowid;
         create table waiting (id blob primary key, author blob, body blob) without rowid;",
    )
    .unwrap();
    let hash = |parts: &[&[u8]]| Sha256::digest(parts.concat()).to_vec();
    let id = |n: usize| hash(&[b"delegation", &[n as u8]])[..16].to_vec();
    let random = |what: &str, n: usize| hash(&[what.as_bytes(), &[n as u8]]);
    let sealed = |what: &str, n: usize| {
        let length = if leak == Leak::Size { 100 + 37 * n } else { 1024 };
        (0..length.div_ceil(32))
            .flat_map(|at| hash(&[what.as_bytes(), &[n as u8, at as u8]]))
            .take(length)
            .collect()
    };
    let mut lot = Lot(3);
    let mut all: Vec<usize> = (0..DELEGATIONS).collect();
    for n in &all {
        let whose = matches!(leak, Leak::Body | Leak::Size).then(|| id(*n));
        let body: Vec<u8> =
            if leak == Leak::Body { words(*n as u32).into_bytes() } else { sealed("prepared", *n) };
        conn.execute("insert into preparation values (?, ?, ?)", params![random("entry", *n), whose, body])
            .unwrap();
    }
    let before = Copy::of(dir);
    if leak != Leak::Order {
        lot.shuffle(&mut all);
    }
    let mut truth = Vec::new();
    for n in all {
        let whose = (leak == Leak::Session).then(|| id(n));
        conn.execute("insert into session values (?, ?)", params![random("token", n), whose]).unwrap();
        conn.execute("delete from preparation where id = ?", [random("entry", n)]).unwrap();
        let author = (leak == Leak::Author).then(|| {
            let mut keyed = Hmac::<Sha256>::new_from_slice(&pepper).unwrap();
            keyed.update(&id(n));
            keyed.finalize().into_bytes().to_vec()
        });
        let body: Vec<u8> =
            if leak == Leak::Body { words(n as u32).into_bytes() } else { sealed("waits", n) };
        let item = random("item", n)[..16].to_vec();
        conn.execute("insert into waiting values (?, ?, ?)", params![item, author, body]).unwrap();
        truth.push((item, n));
    }
    let after = Copy::of(dir);
    let suspects =
        (0..DELEGATIONS).map(|n| Suspect::known(&id(n), &name(n), "", &pepper, &[], &before)).collect();
    (before, after, suspects, truth)
}

#[test]
fn on_simpler_tables_every_way_of_guessing_names_nearly_all() {
    for (leak, way) in [
        (Leak::Author, Way::Said),
        (Leak::Body, Way::Shared),
        (Leak::Session, Way::JustBefore),
        (Leak::Size, Way::Sizes),
        (Leak::Order, Way::Order),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (before, after, suspects, truth) = simple(leak, dir.path());
        let mut score = Score::default();
        score.add(&before, &after, &suspects, &truth);
        let right = score.right[WAYS.iter().position(|it| *it == way).unwrap()];
        assert!(right * 10 >= score.all * 9, "{leak:?} by {way:?}: {right} of {}", score.all);
    }
}
