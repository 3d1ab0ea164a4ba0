//! A copy of the record does not tell in which order the items of a release came in: long ones lie in pages of their
//! own, handed out as they are written, so their places in the file are the order of writing.

use travaux::document::inline::Text;
use travaux::drafting::submission::Body;
use travaux::store::submissions::NewItem;

use super::sample::{comment, issue_draft, new_store, paragraphs, release};

const ITEMS: u32 = 800;

/// Words that stand at the end of the `number`th item only.
fn mark(number: u32) -> String {
    format!("Remark number {number:04} ends here.")
}

/// The share of pairs that lie in the file in the order in which they came in.
fn share_in_order(file: &[u8]) -> f64 {
    let length = mark(0).len();
    let mut places = vec![None; ITEMS as usize];
    for (at, words) in
        file.windows(length).enumerate().filter(|(_, words)| words.starts_with(b"Remark number "))
    {
        let number: usize = std::str::from_utf8(&words[14..18]).unwrap().parse().unwrap();
        places[number] = Some(at);
    }
    let places: Vec<usize> = places.into_iter().map(Option::unwrap).collect();
    let pairs = (0..places.len()).flat_map(|a| (a + 1..places.len()).map(move |b| (a, b)));
    let (mut in_order, mut all) = (0u32, 0u32);
    for (earlier, later) in pairs {
        all += 1;
        in_order += u32::from(places[earlier] < places[later]);
    }
    f64::from(in_order) / f64::from(all)
}

#[test]
fn places_in_the_file_do_not_follow_arrival() {
    let (dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(1)).unwrap();
    let long = |number| {
        let text = Text::literal(&format!("{}{}", "So it is said. ".repeat(400), mark(number)));
        NewItem { body: Body::Comment { text }, ..comment(number, 0) }
    };
    let items = (0..ITEMS).map(long).collect();
    store.blocking_write(move |tx| tx.release(&release(1, items))).unwrap();
    let copy = dir.path().join("backup");
    store.backup(&copy).unwrap();
    drop(store);
    for file in [&dir.path().join("travaux.db"), &copy] {
        let share = share_in_order(&std::fs::read(file).unwrap());
        assert!((0.45..0.55).contains(&share), "{share}");
    }
}
