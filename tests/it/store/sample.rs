//! A process with one document, and short ways to make what is put into it. Ids are made from small numbers.

use jiff::civil::{Date, date};
use tempfile::TempDir;
use travaux::document::id::{DocumentId, DraftId, ParagraphId, ProcessId, ReleaseId, RoundId, SubmissionId};
use travaux::document::inline::Text;
use travaux::document::lineage::Lineage;
use travaux::document::{Content, Paragraph};
use travaux::drafting::round::Phase;
use travaux::drafting::submission::{Body, Hold, Target};
use travaux::store::documents::Document;
use travaux::store::drafts::{Basis, Draft, Issue};
use travaux::store::processes::{Process, Settings};
use travaux::store::releases::{Counts, NewRelease};
use travaux::store::rounds::Window;
use travaux::store::submissions::NewItem;
use travaux::store::{Access, Result, Store};

/// The document all samples are about.
pub(super) const DOCUMENT: DocumentId = DocumentId::from_bytes([1; 16]);
/// The process it belongs to.
pub(super) const PROCESS: ProcessId = ProcessId::from_bytes([1; 16]);
/// A day.
pub(super) const DAY: Date = date(2026, 4, 1);

/// 16 bytes that differ for every number, in no order.
pub(super) fn bytes(number: u32) -> [u8; 16] {
    *ParagraphId::derived("test", &[&number.to_be_bytes()]).as_bytes()
}

/// The id of the `number`th paragraph.
pub(super) fn paragraph_id(number: u32) -> ParagraphId {
    ParagraphId::from_bytes(bytes(number))
}

/// The id of the `number`th draft.
pub(super) fn draft_id(number: u32) -> DraftId {
    DraftId::from_bytes(bytes(number))
}

/// The id of the `number`th round.
pub(super) fn round_id(number: u32) -> RoundId {
    RoundId::from_bytes(bytes(number))
}

/// The id of the `number`th submission.
pub(super) fn submission_id(number: u32) -> SubmissionId {
    SubmissionId::from_bytes(bytes(number))
}

/// A numbered paragraph.
pub(super) fn paragraph(number: u32, words: &str) -> Paragraph {
    Paragraph { id: paragraph_id(number), content: Content::read(&format!("{}. {words}", number + 1)) }
}

/// Paragraphs that all read differently.
pub(super) fn paragraphs(count: u32) -> Vec<Paragraph> {
    (0..count)
        .map(|n| paragraph(n, &format!("States *shall* respect rule {n} in all circumstances.")))
        .collect()
}

/// A data directory with the process and the document.
pub(super) fn new_store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Create).unwrap();
    store
        .blocking_write(|tx| {
            tx.create_process(&Process {
                id: PROCESS,
                name: "ict".into(),
                title: "ICT workstream".into(),
                settings: Settings::default(),
            })?;
            tx.create_document(&Document {
                id: DOCUMENT,
                process: PROCESS,
                name: "outcome".into(),
                title: "Outcome document".into(),
                language: "en".into(),
            })
        })
        .unwrap();
    (dir, store)
}

/// The `number`th draft, with nothing but paragraphs.
pub(super) fn issue(number: u32, basis: Option<Basis>, paragraphs: Vec<Paragraph>) -> Issue {
    Issue {
        id: draft_id(number),
        label: if number == 0 { "Zero draft".into() } else { format!("Rev.{number}") },
        issued: DAY,
        basis,
        paragraphs,
        lineage: Lineage::default(),
        ledger: Vec::new(),
        outcomes: Vec::new(),
        carried: Vec::new(),
        round: round_id(number),
        phase: Phase::Open,
        window: Window::default(),
    }
}

/// Issues the `number`th draft on top of the one before, whose desk saw nothing.
pub(super) fn issue_draft(store: &Store, number: u32, paragraphs: Vec<Paragraph>) -> Result<Draft> {
    let basis = number.checked_sub(1).map(|before| Basis { draft: draft_id(before), version: 0 });
    let issue = issue(number, basis, paragraphs);
    store.blocking_write(move |tx| tx.issue_draft(DOCUMENT, &issue))
}

/// The `number`th submission: a comment on a paragraph of the zero draft.
pub(super) fn comment(number: u32, on: u32) -> NewItem {
    NewItem {
        id: submission_id(number),
        made_on: draft_id(0),
        target: Target::paragraph(paragraph_id(on)),
        body: Body::Comment { text: Text::parse(&format!("Remark {number}.")) },
        rationale: None,
        rationale_shared: false,
        late: false,
        hold: Hold::None,
        succeeds: None,
        tag: [number as u8; 32],
    }
}

/// A release of items in the round on the zero draft.
pub(super) fn release(number: u32, items: Vec<NewItem>) -> NewRelease {
    NewRelease {
        id: ReleaseId::from_bytes(bytes(number)),
        round: round_id(0),
        day: DAY,
        leaves: items.iter().map(|item| item.tag).collect(),
        counts: Counts { active: 5, keys: 40, reissues: 0 },
        items,
        withdrawals: Vec::new(),
    }
}
