//! What the co-chairs of the demonstration decide: one decision for each paragraph, and what they write themselves.

use std::collections::BTreeMap;

use super::Error;
use super::company::Decided;
use super::script::{Line, Page};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::drafting::desk::{Deed, Form, ParagraphState, Ruling};
use crate::proceedings::{Scope, Table, decide};
use crate::store::Write;

/// Decides at the desk of the latest draft.
pub(super) fn sit(w: &Write<'_>, scope: &Scope, lines: &[Line], decided: Decided) -> Result<(), Error> {
    let mut table = Table::lay(w, scope, None)?;
    let paragraphs = table.paragraphs.clone();
    let page = Page::new(&paragraphs);
    let mut notes: BTreeMap<ParagraphId, Text> = BTreeMap::new();
    let mut deeds = Vec::new();
    for line in lines {
        match line {
            Line::Note { on, text } => {
                notes.insert(page.paragraph(on)?.id, Text::parse(text));
            }
            Line::Write { on, words, source } => {
                let paragraph = page.paragraph(on)?;
                let old = paragraph.content.text.clone();
                let new = page.amended(&paragraph.content, words)?.text;
                deeds.push(Deed::Write { paragraph: paragraph.id, old, new, source: source.source() });
            }
            Line::Agree { on, reason } => deeds.push(Deed::SetState {
                paragraph: page.paragraph(on)?.id,
                state: ParagraphState::AgreedAdRef,
                reason: Some(Text::parse(reason)),
            }),
            Line::Submit(_) | Line::Prepare(_) | Line::Withdraw { .. } | Line::TakePosition { .. } => {}
        }
    }
    let decisions = decisions(&table, decided, &mut notes);
    if !notes.is_empty() {
        return Err(Error::Script("a note is on a paragraph on which nothing is decided".to_owned()));
    }
    for deed in decisions.into_iter().chain(deeds) {
        decide(w, &mut table, deed)?;
    }
    Ok(())
}

/// One decision for each paragraph, in the order of the text; it takes all into account that lies there.
fn decisions(table: &Table, decided: Decided, notes: &mut BTreeMap<ParagraphId, Text>) -> Vec<Deed> {
    let mut decided: BTreeMap<_, _> = decided.into_iter().collect();
    let anchors = std::iter::once(None).chain(table.paragraphs.iter().map(|it| Some(it.id)));
    let mut deeds = Vec::new();
    for anchor in anchors {
        let here = table.submissions.iter().filter(|it| it.target.anchor() == anchor && !it.withdrawn);
        let considered: Vec<SubmissionId> = here.map(|it| it.id).collect();
        let ruling = |&submission: &SubmissionId| {
            Some(Ruling { submission, disposition: decided.remove(&submission)? })
        };
        let rulings: Vec<Ruling> = considered.iter().filter_map(ruling).collect();
        if !rulings.is_empty() {
            let note = anchor.and_then(|it| notes.remove(&it));
            deeds.push(Deed::Decide { paragraph: anchor, rulings, form: Form::InText, considered, note });
        }
    }
    deeds
}
