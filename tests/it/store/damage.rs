//! Damage planted behind the store's back is found.

use std::path::Path;

use rusqlite::Connection;
use travaux::document::lineage::{Descent, Lineage};
use travaux::drafting::ledger::{Change, Entry, Source};
use travaux::store::check::Finding;
use travaux::store::drafts::Basis;
use travaux::store::{Access, Error, Store};

use super::sample::{
    DOCUMENT, comment, draft_id, issue, issue_draft, new_store, paragraph_id, paragraphs, release,
};
use super::writing::{add, added};

/// A record with two drafts, a ledger and a release, altered by `sql`; what the check says about it.
fn findings_after(sql: &str) -> Vec<Finding> {
    let (dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(3)).unwrap();
    for number in 1..=2 {
        let items = vec![comment(number, 0)];
        store.blocking_write(move |tx| tx.release(&release(number, items))).unwrap();
    }
    let mut next = issue(1, Some(Basis { draft: draft_id(0), version: 0 }), paragraphs(4));
    next.lineage = Lineage::new(vec![Descent { paragraph: paragraph_id(3), from: paragraph_id(1) }]);
    next.ledger =
        vec![Entry { paragraph: paragraph_id(3), change: Change::Inserted, sources: vec![Source::Floor] }];
    store.blocking_write(move |tx| tx.issue_draft(DOCUMENT, &next)).unwrap();
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    let conn = Connection::open(dir.path().join("travaux.db")).unwrap();
    conn.execute_batch("pragma foreign_keys = off").unwrap();
    conn.execute_batch(sql).unwrap();
    drop(conn);
    Store::open(dir.path(), Access::Read).unwrap().check().unwrap()
}

/// Alters a row of a history table, and puts its trigger back so that only the row tells.
fn altering(table: &str, change: &str) -> String {
    let trigger = |what: &str| {
        format!(
            "create trigger {table}_no_{what} before {what} on {table} begin select raise(abort, '{table} is append-only'); end"
        )
    };
    format!(
        "drop trigger {table}_no_update; drop trigger {table}_no_delete; {change}; {}; {};",
        trigger("update"),
        trigger("delete")
    )
}

#[test]
fn an_altered_word_is_found() {
    let sql = altering("text", "update text set body = replace(body, 'rule 2', 'rule 9')");
    let findings = findings_after(&sql);
    assert!(
        matches!(findings[..], [Finding::Text { .. }, Finding::Draft { .. }, Finding::Draft { .. }]),
        "{findings:?}"
    );
}

#[test]
fn a_missing_trigger_is_found() {
    let findings = findings_after("drop trigger draft_no_update");
    assert_eq!(findings, [Finding::Schema { file: "travaux.db", name: "draft_no_update".into() }]);
}

#[test]
fn a_paragraph_taken_out_or_renumbered_is_found() {
    for change in [
        "delete from draft_paragraph where place = 0",
        "update draft_paragraph set label = '7.' where place = 0",
        "update draft_paragraph set level = 3 where place = 0",
    ] {
        let findings = findings_after(&altering("draft_paragraph", change));
        assert!(
            findings.iter().any(|it| matches!(it, Finding::Draft { draft } if draft == "Rev.1")),
            "{change}"
        );
    }
}

#[test]
fn references_to_nothing_are_found() {
    let findings = findings_after(&altering("paragraph", "delete from paragraph"));
    let reference = |it: &Finding| matches!(it, Finding::Reference { parent, .. } if parent == "paragraph");
    assert!(findings.iter().any(reference), "{findings:?}");
}

#[test]
fn strays_in_ledger_lineage_and_submissions_are_found() {
    let first = "(select paragraph from draft_paragraph where place = 3)";
    for (table, part, change) in [
        ("ledger", "ledger", "update ledger set paragraph = zeroblob(16)".to_owned()),
        ("lineage", "lineage", format!("update lineage set earlier = {first}, paragraph = zeroblob(16)")),
        (
            "submission",
            "submission",
            "update submission set target = json_set(target, '$.paragraph', hex(zeroblob(16)))".to_owned(),
        ),
    ] {
        let findings = findings_after(&altering(table, &change));
        let stray = |it: &Finding| matches!(it, Finding::Stray { part: found, .. } if *found == part);
        assert!(findings.iter().any(stray), "{table}: {findings:?}");
    }
}

#[test]
fn a_release_altered_or_taken_out_is_found() {
    for change in [
        "update release set leaves = zeroblob(32) where ordinal = 1",
        "update release set day = '2026-04-02' where ordinal = 2",
        "delete from release where ordinal = 1",
    ] {
        let findings = findings_after(&altering("release", change));
        assert!(findings.iter().any(|it| matches!(it, Finding::Release { .. })), "{change}: {findings:?}");
    }
}

#[test]
fn what_cannot_be_read_is_found() {
    let change = "pragma ignore_check_constraints = on; update ledger set change = '{'";
    let findings = findings_after(&altering("ledger", change));
    assert!(findings.iter().any(|it| matches!(it, Finding::Unreadable { .. } | Finding::Structure { .. })));
}

/// Breaks every page that holds words of the sample's paragraphs.
fn break_pages(dir: &Path) {
    const PAGE: usize = 4096;
    let file = dir.join("travaux.db");
    let mut content = std::fs::read(&file).unwrap();
    let words = b"in all circumstances";
    for page in content.chunks_mut(PAGE).filter(|page| page.windows(words.len()).any(|it| it == words)) {
        page[..100].fill(0xff);
    }
    std::fs::write(&file, content).unwrap();
}

#[test]
fn a_broken_page_is_found() {
    let (dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(200)).unwrap();
    drop(store);
    break_pages(dir.path());
    let findings = Store::open(dir.path(), Access::Read).unwrap().check().unwrap();
    let broken = |it: &Finding| matches!(it, Finding::Structure { .. } | Finding::Unreadable { .. });
    assert!(findings.iter().any(broken), "{findings:?}");
}

#[test]
fn nothing_is_acknowledged_after_a_broken_page_was_met() {
    let (dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(200)).unwrap();
    drop(store);
    break_pages(dir.path());
    let store = Store::open(dir.path(), Access::Write).unwrap();
    store.blocking_write(|tx| add(tx, 1)).unwrap();
    // Even where the closure makes nothing of it.
    let unheeding = store.blocking_write(|tx| {
        assert!(tx.paragraphs(draft_id(0)).is_err());
        add(tx, 2)
    });
    assert!(matches!(unheeding, Err(Error::Damaged(_))));
    // It would touch no broken page, but nothing in this file can be relied on any more.
    assert!(matches!(store.blocking_write(|tx| add(tx, 3)), Err(Error::Damaged(_))));
    assert_eq!(added(&store), [1]);
}
