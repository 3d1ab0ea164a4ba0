//! Words are kept once, however many drafts have them; and a large document is read quickly.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use travaux::document::inline::Text;

use super::sample::{DOCUMENT, comment, draft_id, issue_draft, new_store, paragraphs, release};

#[test]
fn a_draft_that_changes_40_of_1000_paragraphs_adds_40_texts() {
    let (dir, store) = new_store();
    let mut text = paragraphs(1000);
    issue_draft(&store, 0, text.clone()).unwrap();
    for paragraph in text.iter_mut().step_by(25) {
        paragraph.content.text = Text::parse(&format!("{} At all times.", paragraph.content.text));
    }
    issue_draft(&store, 1, text.clone()).unwrap();
    assert_eq!(store.blocking_read(|db| db.paragraphs(draft_id(1))).unwrap(), text);
    let record = Connection::open(dir.path().join("travaux.db")).unwrap();
    let count = |table: &str| {
        record.query_row(&format!("select count(*) from {table}"), [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((count("text"), count("paragraph"), count("draft_paragraph")), (1040, 1000, 2000));
}

#[test]
fn a_large_document_is_put_in_and_read_at_once() {
    let (_dir, store) = new_store();
    let start = Instant::now();
    issue_draft(&store, 0, paragraphs(1000)).unwrap();
    let items = (0..400).map(|number| comment(number, number * 2)).collect();
    store.blocking_write(move |tx| tx.release(&release(1, items))).unwrap();
    let written = start.elapsed();
    let start = Instant::now();
    let (text, items) = store
        .blocking_read(|db| {
            Ok::<_, travaux::store::Error>((db.paragraphs(draft_id(0))?, db.items(DOCUMENT)?))
        })
        .unwrap();
    assert_eq!((text.len(), items.len()), (1000, 400));
    let read = start.elapsed();
    // Generous: this runs unoptimised beside other tests.
    assert!(written < Duration::from_secs(10) && read < Duration::from_secs(2), "{written:?}, {read:?}");
}
