//! A copy of the record does not tell in which order the items of a release came in.

use travaux::document::id::SubmissionId;

use super::sample::{comment, issue_draft, new_store, paragraphs, release, submission_id};

/// Where an id stands in a file for the last time; rows of one page are told apart by it.
fn place(file: &[u8], id: SubmissionId) -> usize {
    file.windows(16).rposition(|it| it == id.as_bytes()).unwrap()
}

#[test]
fn places_in_the_file_do_not_follow_arrival() {
    const ITEMS: u32 = 800;
    let (dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(1)).unwrap();
    let items = (0..ITEMS).map(|number| comment(number, 0)).collect();
    store.blocking_write(move |tx| tx.release(&release(1, items))).unwrap();
    drop(store);
    let file = std::fs::read(dir.path().join("travaux.db")).unwrap();
    let places: Vec<usize> = (0..ITEMS).map(|number| place(&file, submission_id(number))).collect();
    let pairs = (0..places.len()).flat_map(|a| (a + 1..places.len()).map(move |b| (a, b)));
    let (mut in_order, mut all) = (0u32, 0u32);
    for (earlier, later) in pairs {
        all += 1;
        in_order += u32::from(places[earlier] < places[later]);
    }
    let share = f64::from(in_order) / f64::from(all);
    assert!((0.45..0.55).contains(&share), "{share}");
}
