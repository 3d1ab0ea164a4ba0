//! What is put in comes out the same: a process from its creation to its second draft.

use travaux::document::id::{ActId, SubmissionId};
use travaux::document::inline::Text;
use travaux::document::lineage::{Descent, Lineage};
use travaux::document::{Content, Kind, Paragraph};
use travaux::drafting::desk::{Act, Deed, ParagraphState};
use travaux::drafting::disposition::Disposition;
use travaux::drafting::ledger::{Change, Entry, Source};
use travaux::drafting::round::Phase;
use travaux::drafting::submission::{Body, Hold, Target};
use travaux::store::dispositions::Outcome;
use travaux::store::drafts::Basis;
use travaux::store::paragraphs::content_hash;
use travaux::store::processes::Visibility;
use travaux::store::submissions::NewItem;
use travaux::store::{Error, Read, Result, Store};

use super::sample::{
    DOCUMENT, PROCESS, bytes, comment, draft_id, issue, issue_draft, new_store, paragraph, paragraph_id,
    paragraphs, release, submission_id,
};

fn read<T>(store: &Store, f: impl FnOnce(&Read<'_>) -> Result<T>) -> T {
    store.blocking_read(f).unwrap()
}

fn act(number: u32, paragraph: u32) -> Act {
    let deed = Deed::SetState {
        paragraph: paragraph_id(paragraph),
        state: ParagraphState::AgreedAdRef,
        reason: Some(Text::parse("Agreed in the *second* session")),
    };
    Act { id: ActId::from_bytes(bytes(number)), deed }
}

#[test]
fn processes_and_documents_go_by_their_names() {
    let (_dir, store) = new_store();
    let process = read(&store, |db| db.process("ict"));
    assert_eq!(process.id, PROCESS);
    assert_eq!(read(&store, |db| db.processes()), std::slice::from_ref(&process));
    let document = read(&store, |db| db.document(PROCESS, "outcome"));
    assert_eq!(read(&store, |db| db.documents(PROCESS)), [document]);
    assert!(matches!(
        store.blocking_read(|db| db.process("other")),
        Err(Error::NotFound { what: "process", .. })
    ));
    let again = store.blocking_write(move |tx| tx.create_process(&process)).unwrap_err();
    assert!(matches!(again, Error::Taken(what) if what.starts_with("process.")));
}

#[test]
fn drafts_keep_every_detail_and_are_found_by_label() {
    let (_dir, store) = new_store();
    let mut text = paragraphs(3);
    text.push(Paragraph {
        id: paragraph_id(3),
        content: Content {
            brackets_before_label: 1,
            ..Content::read("[(a) *in* **good** faith^[see annex] \\* [or not]]")
        },
    });
    text.push(Paragraph {
        id: paragraph_id(4),
        content: Content { kind: Kind::Heading, level: 2, ..Content::plain(Text::parse("Cooperation")) },
    });
    let draft = issue_draft(&store, 0, text.clone()).unwrap();
    assert_eq!(draft.hash, content_hash(&text));
    assert_eq!(read(&store, |db| db.paragraphs(draft.id)), text);
    for label in ["Zero draft", "zero DRAFT"] {
        assert_eq!(read(&store, |db| db.draft(DOCUMENT, label)), draft);
    }
    assert_eq!(read(&store, |db| db.latest_draft(DOCUMENT)), Some(draft));
    assert!(matches!(
        store.blocking_read(|db| db.draft(DOCUMENT, "Rev.9")),
        Err(Error::NotFound { what: "draft", .. })
    ));
}

#[test]
fn the_next_draft_carries_everything_that_explains_it() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(4)).unwrap();
    store.blocking_write(|tx| tx.release(&release(1, vec![comment(1, 0), comment(2, 1)]))).unwrap();
    let lineage = Lineage::new(vec![Descent { paragraph: paragraph_id(9), from: paragraph_id(1) }]);
    let ledger = vec![
        Entry {
            paragraph: paragraph_id(9),
            change: Change::SplitFrom { from: paragraph_id(1) },
            sources: vec![Source::Amendment { submission: submission_id(2) }, Source::CoChairs],
        },
        Entry { paragraph: paragraph_id(3), change: Change::Deleted, sources: vec![Source::Floor] },
    ];
    let outcomes = vec![Outcome {
        submission: submission_id(1),
        disposition: Disposition::Merged { into: Some(submission_id(2)) },
        note: Some(Text::parse("See *14 bis*.")),
        paragraph: Some(paragraph_id(9)),
    }];
    let mut text = paragraphs(3);
    text.push(paragraph(9, "split off"));
    let mut rev1 = issue(1, Some(Basis { draft: draft_id(0), version: 0 }), text);
    (rev1.lineage, rev1.ledger) = (lineage.clone(), ledger.clone());
    (rev1.outcomes, rev1.carried) = (outcomes.clone(), vec![submission_id(2)]);
    store.blocking_write(move |tx| tx.issue_draft(DOCUMENT, &rev1)).unwrap();

    assert_eq!(read(&store, |db| db.ledger(draft_id(1))), ledger);
    assert_eq!(read(&store, |db| db.outcomes(draft_id(1))), outcomes);
    assert_eq!(read(&store, |db| db.carried(draft_id(1))), [submission_id(2)]);
    let drafts = read(&store, |db| db.drafts(DOCUMENT));
    assert_eq!(read(&store, |db| db.lineage(&drafts[0], &drafts[1])), lineage);
    assert_eq!(read(&store, |db| db.ledgers(&drafts[0], &drafts[1])).len(), 2);
    assert_eq!(read(&store, |db| db.ledgers(&drafts[1], &drafts[1])), []);
    let phases = |draft| read(&store, |db| db.rounds(draft)).iter().map(|it| it.phase).collect::<Vec<_>>();
    assert_eq!((phases(draft_id(0)), phases(draft_id(1))), (vec![Phase::Closed], vec![Phase::Open]));
}

#[test]
fn lineage_is_composed_over_several_drafts() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(2)).unwrap();
    for (number, paragraph, from) in [(1, 2, 1), (2, 3, 2)] {
        let mut next = issue(number, Some(Basis { draft: draft_id(number - 1), version: 0 }), paragraphs(4));
        next.lineage =
            Lineage::new(vec![Descent { paragraph: paragraph_id(paragraph), from: paragraph_id(from) }]);
        store.blocking_write(move |tx| tx.issue_draft(DOCUMENT, &next)).unwrap();
    }
    let drafts = read(&store, |db| db.drafts(DOCUMENT));
    let lineage = read(&store, |db| db.lineage(&drafts[0], &drafts[2]));
    let mut sources: Vec<_> = lineage.sources(paragraph_id(3)).collect();
    sources.sort_unstable();
    let mut expected = vec![paragraph_id(1), paragraph_id(2)];
    expected.sort_unstable();
    assert_eq!(sources, expected);
}

#[test]
fn a_draft_made_from_an_older_state_is_stale() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(2)).unwrap();
    let again = issue_draft(&store, 0, paragraphs(2));
    assert!(matches!(again, Err(Error::Stale { expected: 0, found: 1 })));
    store.blocking_write(|tx| tx.append_act(draft_id(0), 0, &act(1, 0))).unwrap();
    let without_the_act = issue_draft(&store, 1, paragraphs(2));
    assert!(matches!(without_the_act, Err(Error::Stale { expected: 0, found: 1 })));
    assert_eq!(read(&store, |db| db.drafts(DOCUMENT)).len(), 1);
}

#[test]
fn acts_at_the_desk_are_appended_once_each() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(2)).unwrap();
    let acts = [act(1, 0), act(2, 1)];
    for (version, act) in acts.clone().into_iter().enumerate() {
        let version = version as u32;
        assert_eq!(
            store.blocking_write(move |tx| tx.append_act(draft_id(0), version, &act)).unwrap(),
            version + 1
        );
    }
    let late = store.blocking_write(|tx| tx.append_act(draft_id(0), 1, &act(3, 0)));
    assert!(matches!(late, Err(Error::Stale { expected: 1, found: 2 })));
    let twice = store.blocking_write(|tx| tx.append_act(draft_id(0), 2, &act(1, 0)));
    assert!(matches!(twice, Err(Error::Taken(_))));
    assert_eq!(read(&store, |db| db.desk_log(draft_id(0))), acts);
}

#[test]
fn releases_name_their_items_in_an_order_that_is_not_arrival() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(3)).unwrap();
    let general = NewItem { target: Target::Document, ..comment(7, 0) };
    let mut items = vec![comment(3, 1), comment(1, 1), comment(2, 0), general];
    let first = release(1, items.clone());
    store.blocking_write(move |tx| tx.release(&first)).unwrap();
    let names = || {
        let items = read(&store, |db| db.items(DOCUMENT));
        items.into_iter().map(|it| (it.submission.id, it.submission.name.to_string())).collect::<Vec<_>>()
    };
    let mut on_second: Vec<SubmissionId> = vec![submission_id(1), submission_id(3)];
    on_second.sort_unstable();
    let expected = vec![
        (submission_id(7), "General-A".into()),
        (submission_id(2), "1-A".into()),
        (on_second[0], "2-A".into()),
        (on_second[1], "2-B".into()),
    ];
    assert_eq!(names(), expected);
    // Letters go on in the next release; an item sent again changes nothing.
    items.push(comment(4, 1));
    let second = release(2, items);
    store.blocking_write(move |tx| tx.release(&second)).unwrap();
    assert_eq!(names().len(), 5);
    assert!(names().contains(&(submission_id(4), "2-C".into())));
}

#[test]
fn a_release_made_again_changes_nothing() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(3)).unwrap();
    let make = || store.blocking_write(|tx| tx.release(&release(1, vec![comment(1, 0)]))).unwrap();
    assert_eq!(make(), make());
    let next = store.blocking_write(|tx| tx.release(&release(2, vec![comment(2, 0)]))).unwrap();
    let releases = read(&store, |db| db.releases(DOCUMENT));
    assert_eq!(releases.len(), 2);
    assert_eq!((next.previous, releases[1].hash), (releases[0].hash, next.hash));
    assert_eq!(read(&store, |db| db.items(DOCUMENT)).len(), 2);
}

#[test]
fn items_come_back_whole_with_how_they_stand() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(3)).unwrap();
    let new = NewItem {
        target: Target::Paragraph { paragraph: paragraph_id(2), quote: Some("rule 2".into()) },
        body: Body::Replace {
            base: Text::parse("States *shall*"),
            with: vec![Content::read("3. States *should*"), Content::read("(a) and [may]")],
        },
        rationale: Some(Text::parse("It is [better].")),
        rationale_shared: true,
        late: true,
        hold: Hold::Wish,
        ..comment(1, 2)
    };
    let (first, item) = (release(1, vec![new.clone()]), new.clone());
    store.blocking_write(move |tx| tx.release(&first)).unwrap();
    let mut second = release(2, vec![NewItem { succeeds: Some(new.id), ..comment(2, 2) }]);
    second.withdrawals = vec![new.id];
    store.blocking_write(move |tx| tx.release(&second)).unwrap();
    let found = read(&store, |db| db.item(item.id));
    assert_eq!((found.submission.target, found.submission.body), (new.target, new.body));
    assert_eq!(found.submission.rationale, new.rationale);
    assert_eq!(found.submission.name.to_string(), "3-H1", "what is held has letters of its own");
    assert!(found.submission.late && found.submission.rationale_shared && found.submission.withdrawn);
    assert!(found.held && found.succeeded);
    assert_eq!(found.tag, new.tag);
    let successor = read(&store, |db| db.item(submission_id(2)));
    assert_eq!((successor.succeeds, successor.succeeded), (Some(new.id), false));
}

#[test]
fn what_widens_visibility_is_fixed_once_a_round_has_opened() {
    let (_dir, store) = new_store();
    let mut settings = read(&store, |db| db.process("ict")).settings;
    settings.visibility = Visibility { positions_shown: true, ..settings.visibility };
    let wide = settings.clone();
    store.blocking_write(move |tx| tx.change_settings(PROCESS, &wide)).unwrap();
    assert_eq!(read(&store, |db| db.process("ict")).settings, settings);
    issue_draft(&store, 0, paragraphs(1)).unwrap();
    settings.visibility.positions_shown = false;
    let narrow = settings.clone();
    store.blocking_write(move |tx| tx.change_settings(PROCESS, &narrow)).unwrap();
    settings.visibility.positions_shown = true;
    let refused = store.blocking_write(move |tx| tx.change_settings(PROCESS, &settings)).unwrap_err();
    assert!(refused.to_string().contains("before the first round"), "{refused}");
}
