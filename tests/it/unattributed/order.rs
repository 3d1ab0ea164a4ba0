//! Whoever holds a copy of the record cannot tell in which order the items of a release came in.
//!
//! The attack reads the pages themselves: a cell that was inserted later lies lower in its page, and the rest of a long
//! row lies in pages handed out as they were needed.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rusqlite::Connection;
use travaux::identity::Track;
use travaux::identity::authorship::Authorship;
use travaux::identity::keyring::{KeyRole, Keyring};
use travaux::identity::session::Delegate;
use travaux::proceedings::submit_set;

use super::people::{form, now, scene};

const PAGE: usize = 4096;

type Id = [u8; 16];

/// The pages of a file that hold rows of tables without rowid, each with the ids in it and where their cells begin.
fn cells(file: &[u8], ids: &HashSet<Id>) -> Vec<Vec<(usize, Id)>> {
    let cells_of = |(number, page): (usize, &[u8])| {
        let head = if number == 0 { 100 } else { 0 };
        let fixed = match page[head] {
            0x0a => 8,
            0x02 => 12,
            _ => return Vec::new(),
        };
        let word = |at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
        let places = (0..word(head + 3)).map(|n| word(head + fixed + 2 * n));
        let id_at = |place: usize| {
            let cell = page.get(place..(place + 64).min(PAGE))?;
            cell.windows(16).take(40).find_map(|it| ids.get(it)).copied()
        };
        places.filter_map(|place| Some((place, id_at(place)?))).collect()
    };
    file.chunks_exact(PAGE).enumerate().map(cells_of).collect()
}

/// For rows too long for their page, the first page of the rest.
fn overflow(file: &[u8], ids: &HashSet<Id>) -> HashMap<Id, usize> {
    let most = (PAGE - 12) * 64 / 255 - 23;
    let least = (PAGE - 12) * 32 / 255 - 23;
    let mut found = HashMap::new();
    for (page, cells) in file.chunks_exact(PAGE).zip(cells(file, ids)) {
        let inner = if page[0] == 0x02 { 4 } else { 0 };
        for (place, id) in cells {
            let Some((length, from)) = varint(page, place + inner) else { continue };
            if length <= most || length > 1 << 20 {
                continue;
            }
            let kept = least + (length - least) % (PAGE - 4);
            let kept = if kept <= most { kept } else { least };
            if let Some(rest) = page.get(from + kept..from + kept + 4) {
                found.insert(id, u32::from_be_bytes([rest[0], rest[1], rest[2], rest[3]]) as usize);
            }
        }
    }
    found
}

fn varint(page: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut value = 0;
    for (n, byte) in page.get(at..at + 9)?.iter().enumerate() {
        value = value << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + n + 1));
        }
    }
    None
}

/// The share of pairs that were guessed right, and of how many.
#[derive(Default)]
struct Score {
    right: u64,
    all: u64,
}

impl Score {
    fn guess(&mut self, earlier: bool, guessed_earlier: bool) {
        self.all += 1;
        self.right += u64::from(earlier == guessed_earlier);
    }

    fn share(&self) -> f64 {
        self.right as f64 / self.all as f64
    }
}

/// Guesses from cells and from overflow pages; only pairs of one batch count, for batches are known.
fn attack(file: &Path, arrival: &[Id], batch: usize) -> [Score; 2] {
    let file = std::fs::read(file).unwrap();
    let place: HashMap<Id, usize> = arrival.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let ids = arrival.iter().copied().collect();
    let together = |a: &Id, b: &Id| a != b && place[a] / batch == place[b] / batch;
    let [mut by_cell, mut by_page] = [Score::default(), Score::default()];
    for page in cells(&file, &ids) {
        for (n, (a_at, a)) in page.iter().enumerate() {
            for (b_at, b) in page[n + 1..].iter().filter(|(_, b)| together(a, b)) {
                by_cell.guess(place[a] < place[b], a_at > b_at);
            }
        }
    }
    let pages: Vec<(Id, usize)> = overflow(&file, &ids).into_iter().collect();
    for (n, (a, a_at)) in pages.iter().enumerate() {
        for (b, b_at) in pages[n + 1..].iter().filter(|(b, _)| together(a, b)) {
            by_page.guess(place[a] < place[b], a_at < b_at);
        }
    }
    [by_cell, by_page]
}

/// The words of the `number`th item: some short, some longer than a page holds.
fn words(number: u32) -> String {
    let sentences =
        if number.is_multiple_of(3) { 40 + number as usize % 30 } else { 1 + number as usize % 4 };
    format!("Remark {number}. {}", "It is said at some length, so that it fills the page. ".repeat(sentences))
}

/// Scores of the attack on a table under random keys whose rows are written one after another.
fn naive(ids: &[Id], words: impl Fn(u32) -> String) -> [Score; 2] {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("naive.db");
    let conn = Connection::open(&file).unwrap();
    conn.execute_batch("create table item (id blob primary key, body text) without rowid; begin").unwrap();
    for (n, id) in ids.iter().enumerate() {
        conn.execute("insert into item values (?, ?)", rusqlite::params![id, words(n as u32)]).unwrap();
    }
    conn.execute_batch("commit").unwrap();
    drop(conn);
    attack(&file, ids, ids.len())
}

/// The attack works where items are written as they arrive: on short ones by their cells, on long ones by their pages.
#[test]
fn written_as_they_arrive_the_order_comes_back() {
    let ids: Vec<Id> = (0..800_u32).map(|n| *form(n).as_bytes()).collect();
    let [_, by_page] = naive(&ids, words);
    assert!(by_page.all > 10_000 && by_page.share() > 0.95, "{} of {}", by_page.share(), by_page.all);
    for few in ids.chunks_exact(12) {
        let [by_cell, _] = naive(few, |n| format!("Remark {n}. {}", "So it is. ".repeat(n as usize % 9)));
        assert!(by_cell.all == 66 && by_cell.share() > 0.95, "{} of {}", by_cell.share(), by_cell.all);
    }
}

#[test]
fn after_releases_the_order_is_a_coin_toss() {
    const DELEGATIONS: u32 = 40;
    const EACH: u32 = 24;
    const RELEASES: u32 = 2;
    let scene = scene(8);
    // Fixed rings, so that the test is the same on every run.
    let delegates: Vec<Delegate> = (0..DELEGATIONS)
        .map(|n| Delegate {
            delegation: scene.add(&format!("Delegation {n}"), Track::States),
            role: KeyRole::Clears,
            ring: Keyring::new([n as u8 + 1; 32]),
            lookup: [0; 16],
        })
        .collect();
    let mut arrival: Vec<Id> = Vec::new();
    let mut number = 0;
    for _ in 0..RELEASES {
        for _ in 0..EACH / RELEASES / 3 {
            for who in &delegates {
                let forms = [number, number + 1, number + 2].map(form);
                for (at, form) in forms.iter().enumerate() {
                    let words = scene.comment((number as usize + at) % 8, &words(number + at as u32));
                    scene.prepare(who, *form, words).unwrap();
                }
                submit_set(&scene.store, who, &forms, now()).unwrap();
                arrival.extend(forms.map(|it| *who.ring.author(it).id.as_bytes()));
                number += 3;
            }
        }
        scene.release();
    }
    assert_eq!((arrival.len(), scene.items().len()), (960, 960));
    let copy = scene.dir.path().join("backup");
    scene.store.backup(&copy).unwrap();
    let record = scene.dir.path().join("travaux.db");
    drop(scene.store);
    for file in [record, copy] {
        let scores = attack(&file, &arrival, arrival.len() / RELEASES as usize);
        for score in &scores {
            assert!(score.all > 5_000, "{}", score.all);
            assert!((0.45..0.55).contains(&score.share()), "{} of {}", score.share(), score.all);
        }
    }
}
