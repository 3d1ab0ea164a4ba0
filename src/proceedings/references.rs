//! Where the references of issued drafts lead, and how their numbers were before.

use super::{Error, Scope, draft_of};
use crate::document::Paragraph;
use crate::document::lineage::Lineage;
use crate::drafting::crossrefs::{CrossReference, Earlier, cross_references};
use crate::store::Read;

/// The paragraphs of a draft, the latest if none is named, and its references to itself.
pub fn references_of(
    r: &Read<'_>,
    scope: &Scope,
    draft: Option<&str>,
) -> Result<(Vec<Paragraph>, Vec<CrossReference>), Error> {
    let draft = draft_of(r, scope, draft)?;
    let paragraphs = r.paragraphs(draft.id)?;
    let mut before: Vec<(Vec<Paragraph>, Lineage)> = Vec::new();
    for earlier in r.drafts(scope.document.id)?.iter().rev().filter(|it| it.ordinal < draft.ordinal) {
        before.push((r.paragraphs(earlier.id)?, r.lineage(earlier, &draft)?));
    }
    let earlier: Vec<Earlier<'_>> =
        before.iter().map(|(paragraphs, lineage)| Earlier { paragraphs, lineage }).collect();
    let found = cross_references(&paragraphs, &earlier);
    Ok((paragraphs, found))
}
