//! What is a delegation's own: its released items and what became of them, and what it thinks of others.
//!
//! Invariant: whose an item is, is found by making its tag again; a decision is told once a draft was issued with it.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::Refusal;
use super::waiting::{self, Operation};
use crate::document::Paragraph;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::lineage::Lineage;
use crate::drafting::carry::{Current, Fit};
use crate::drafting::disposition::Disposition;
use crate::drafting::position::{Stance, Wording};
use crate::identity::authorship::Authorship;
use crate::identity::session::Delegate;
use crate::store::drafts::Draft;
use crate::store::positions::Tally;
use crate::store::submissions::Item;
use crate::store::{self, Read, Store};

/// A released item of one's own.
#[derive(Clone, Debug)]
pub struct Own {
    /// The item.
    pub item: Item,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an own item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its author took it back.
    Withdrawn,
    /// Another took its place.
    Succeeded,
    /// A draft was issued with a decision on it.
    Decided {
        /// That draft.
        draft: DraftId,
        /// What was decided.
        disposition: Disposition,
        /// The co-chairs' note.
        note: Option<Text>,
        /// The paragraph of that draft in which what came of it stands.
        paragraph: Option<ParagraphId>,
    },
    /// It is open; how it fits the latest draft.
    Open(Fit),
}

/// What a delegation thinks of the wordings of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stances {
    /// Of paragraphs as drafted.
    pub paragraphs: BTreeMap<ParagraphId, Stance>,
    /// Of released amendments.
    pub items: BTreeMap<SubmissionId, Stance>,
}

/// The own released items of a document's drafts, in the order lists have.
pub fn own_items(r: &Read<'_>, delegate: &Delegate, drafts: &[Draft]) -> Result<Vec<Own>, Refusal> {
    let Some(latest) = drafts.last() else { return Ok(Vec::new()) };
    let all = r.items(latest.document)?;
    let own: Vec<Item> = all.into_iter().filter(|it| delegate.ring.owns(it.submission.id, &it.tag)).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let mut decided = BTreeMap::new();
    for draft in drafts {
        for outcome in r.outcomes(draft.id)?.into_iter().filter(|it| !it.disposition.is_open()) {
            decided.insert(outcome.submission, (draft.id, outcome));
        }
    }
    let paragraphs = r.paragraphs(latest.id)?;
    let mut lineages: BTreeMap<DraftId, Lineage> = BTreeMap::new();
    for made_on in own.iter().map(|it| it.submission.made_on).collect::<BTreeSet<_>>() {
        if let Some(draft) = drafts.iter().find(|it| it.id == made_on) {
            lineages.insert(made_on, r.lineage(draft, latest)?);
        }
    }
    let fate = |item: &Item| {
        if item.submission.withdrawn {
            return Fate::Withdrawn;
        }
        if item.succeeded {
            return Fate::Succeeded;
        }
        match (decided.get(&item.submission.id), lineages.get(&item.submission.made_on)) {
            (Some((draft, outcome)), _) => Fate::Decided {
                draft: *draft,
                disposition: outcome.disposition.clone(),
                note: outcome.note.clone(),
                paragraph: outcome.paragraph,
            },
            (None, Some(lineage)) => {
                Fate::Open(Current::new(&paragraphs, lineage).carry(&item.submission).fit)
            }
            (None, None) => Fate::Open(Fit::Lost),
        }
    };
    Ok(own.into_iter().map(|item| Own { fate: fate(&item), item }).collect())
}

/// What the delegation thinks of everything in a draft, as released and as it waits.
pub fn stances(store: &Store, delegate: &Delegate, draft: DraftId) -> Result<Stances, Refusal> {
    let (wordings, released) = store.blocking_read(|r| {
        let wordings = wordings(r, draft)?;
        let mut released = BTreeMap::new();
        // Most wordings nobody has said anything of.
        let spoken_of: BTreeSet<[u8; 32]> = r.tallies(draft)?.iter().map(|it| it.wording.id).collect();
        for (on, wording) in wordings.iter().filter(|(_, it)| spoken_of.contains(&it.id)) {
            for voice in delegate.ring.voices(&wording.id) {
                if let Some(stance) = r.stance(&wording.id, &voice)? {
                    released.insert(*on, stance);
                }
            }
        }
        Ok::<_, Refusal>((wordings, released))
    })?;
    let ring = delegate.ring.clone();
    let waits = store.blocking_private(move |p| {
        let waiting = p.waiting_ids()?;
        let mut waits = Vec::new();
        for (on, wording) in &wordings {
            let id = ring.operation("position", &wording.id);
            if !waiting.contains(&id) {
                continue;
            }
            let found = waiting::found(p, &id)?;
            if let Some(Operation::Position { stance, .. }) = found.map(|(_, content)| content.operation) {
                waits.push((*on, stance));
            }
        }
        Ok::<_, Refusal>(waits)
    })?;
    let mut all = released;
    for (on, stance) in waits {
        match stance {
            Some(stance) => all.insert(on, stance),
            None => all.remove(&on),
        };
    }
    let mut stances = Stances::default();
    for (on, stance) in all {
        match on {
            Thing::Paragraph(id) => stances.paragraphs.insert(id, stance),
            Thing::Item(id) => stances.items.insert(id, stance),
        };
    }
    Ok(stances)
}

/// How many think what of the wordings of a draft, as released.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Of paragraphs as drafted.
    pub paragraphs: BTreeMap<ParagraphId, Vec<Tally>>,
    /// Of released amendments.
    pub items: BTreeMap<SubmissionId, Vec<Tally>>,
}

/// What was heard on everything in a draft.
pub fn heard(r: &Read<'_>, draft: DraftId) -> Result<Heard, Refusal> {
    let tallies = r.tallies(draft)?;
    let mut heard = Heard::default();
    if tallies.is_empty() {
        return Ok(heard);
    }
    for (on, wording) in wordings(r, draft)? {
        let on_it: Vec<Tally> = tallies.iter().filter(|it| it.wording.id == wording.id).copied().collect();
        match on {
            _ if on_it.is_empty() => None,
            Thing::Paragraph(id) => heard.paragraphs.insert(id, on_it),
            Thing::Item(id) => heard.items.insert(id, on_it),
        };
    }
    Ok(heard)
}

/// Those of the items whose withdrawal waits for its release.
pub fn withdrawing(
    store: &Store,
    delegate: &Delegate,
    items: Vec<SubmissionId>,
) -> Result<BTreeSet<SubmissionId>, Refusal> {
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        let mut found = BTreeSet::new();
        for item in items {
            if waiting::found(p, &ring.operation("withdrawal", item.as_bytes()))?.is_some() {
                found.insert(item);
            }
        }
        Ok(found)
    })
}

/// Something that a position is taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Paragraph(ParagraphId),
    Item(SubmissionId),
}

fn wordings(r: &Read<'_>, draft: DraftId) -> store::Result<Vec<(Thing, Wording)>> {
    let as_drafted =
        |it: Paragraph| (Thing::Paragraph(it.id), Wording::as_drafted(draft, it.id, &it.content.text));
    let mut wordings: Vec<_> = r.paragraphs(draft)?.into_iter().map(as_drafted).collect();
    for Item { submission, held, .. } in r.items_made_on(draft)? {
        if held || submission.withdrawn {
            continue;
        }
        let wording = Wording::of(draft, &submission.target, &submission.body);
        wordings.extend(wording.map(|it| (Thing::Item(submission.id), it)));
    }
    Ok(wordings)
}
