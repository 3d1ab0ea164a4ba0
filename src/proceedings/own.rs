//! What is a delegation's own: its released items and what became of them, and what it thinks of others.
//!
//! Invariant: whose an item is, is found by making its tag again; a decision is told once a draft was issued with it.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::Refusal;
use super::waiting::{self, Operation};
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::lineage::Lineage;
use crate::document::{Paragraph, Places};
use crate::drafting::carry::{Current, Fit};
use crate::drafting::disposition::Disposition;
use crate::drafting::position::{Stance, Wording};
use crate::identity::authorship::Authorship;
use crate::identity::session::Delegate;
use crate::store::drafts::Draft;
use crate::store::positions::Tally;
use crate::store::submissions::Item;
use crate::store::{self, Read, Store};

/// From so many on, items are read all together rather than one by one.
const MANY: usize = 40;

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
    let tags = r.tags(latest.document)?.into_iter();
    let own: BTreeSet<SubmissionId> =
        tags.filter(|(id, tag)| delegate.ring.owns(*id, tag)).map(|(id, _)| id).collect();
    let own: Vec<Item> = match own.len() {
        0 => return Ok(Vec::new()),
        // A few are read one by one; the words of all others need not be.
        1..=MANY => in_order(r, own, drafts)?,
        _ => r.items(latest.document)?.into_iter().filter(|it| own.contains(&it.submission.id)).collect(),
    };
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

/// Items by id, in the order lists have: by draft, by place in its text, by id.
fn in_order(r: &Read<'_>, ids: BTreeSet<SubmissionId>, drafts: &[Draft]) -> Result<Vec<Item>, Refusal> {
    let items = ids.into_iter().map(|id| r.item(id)).collect::<store::Result<Vec<_>>>()?;
    let mut places: BTreeMap<DraftId, Places> = BTreeMap::new();
    for made_on in items.iter().map(|it| it.submission.made_on).collect::<BTreeSet<_>>() {
        places.insert(made_on, Places::of(&r.paragraphs(made_on)?));
    }
    let mut placed: Vec<_> = (items.into_iter())
        .map(|item| {
            let made_on = item.submission.made_on;
            let draft = drafts.iter().position(|it| it.id == made_on);
            let anchor = item.submission.target.anchor();
            (draft, anchor.and_then(|it| places.get(&made_on)?.get(it)), item)
        })
        .collect();
    placed.sort_by_key(|(draft, place, item)| (*draft, *place, item.submission.id));
    Ok(placed.into_iter().map(|(_, _, item)| item).collect())
}

/// What the delegation thinks of everything in a draft, as released and as it waits.
pub fn stances(store: &Store, delegate: &Delegate, draft: DraftId) -> Result<Stances, Refusal> {
    let released = store.blocking_read(|r| {
        let mut released = BTreeMap::new();
        for wording in r.tallies(draft)?.iter().map(|it| it.wording).collect::<BTreeSet<_>>() {
            for voice in delegate.ring.voices(&wording.id) {
                if let Some(stance) = r.stance(&wording.id, &voice)? {
                    released.insert(wording, stance);
                }
            }
        }
        Ok::<_, Refusal>(released)
    })?;
    let mut said = released;
    for (wording, stance) in waiting_positions(store, delegate)? {
        match stance {
            Some(stance) => said.insert(wording, stance),
            None => said.remove(&wording),
        };
    }
    let on: BTreeSet<ParagraphId> =
        said.keys().filter(|it| it.draft == draft).map(|it| it.paragraph).collect();
    let wordings = match on.len() {
        0 => return Ok(Stances::default()),
        _ => store.blocking_read(|r| wordings(r, draft, &on))?,
    };
    let all = wordings.into_iter().filter_map(|(on, wording)| Some((on, *said.get(&wording)?)));
    let mut stances = Stances::default();
    for (on, stance) in all {
        match on {
            Thing::Paragraph(id) => stances.paragraphs.insert(id, stance),
            Thing::Item(id) => stances.items.insert(id, stance),
        };
    }
    Ok(stances)
}

/// What the delegation has said of wordings, as it waits.
fn waiting_positions(store: &Store, delegate: &Delegate) -> Result<Vec<(Wording, Option<Stance>)>, Refusal> {
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        let mut found = Vec::new();
        for window in p.windows()? {
            let all = waiting::all(p, &window)?;
            found.extend(all.into_iter().filter_map(|(id, content)| match content.operation {
                Operation::Position { voice, stance } => {
                    (id == ring.operation("position", &voice.wording.id)).then_some((voice.wording, stance))
                }
                Operation::Item { .. }
                | Operation::Withdrawal { .. }
                | Operation::Answer { .. }
                | Operation::Claim { .. }
                | Operation::TakenBack { .. } => None,
            }));
        }
        Ok(found)
    })
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
    let on = tallies.iter().map(|it| it.wording.paragraph).collect();
    for (on, wording) in wordings(r, draft, &on)? {
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

/// The wordings of a draft that are about some of its paragraphs.
fn wordings(
    r: &Read<'_>,
    draft: DraftId,
    on: &BTreeSet<ParagraphId>,
) -> store::Result<Vec<(Thing, Wording)>> {
    let as_drafted =
        |it: Paragraph| (Thing::Paragraph(it.id), Wording::as_drafted(draft, it.id, &it.content.text));
    let paragraphs = r.paragraphs(draft)?.into_iter().filter(|it| on.contains(&it.id));
    let mut wordings: Vec<_> = paragraphs.map(as_drafted).collect();
    let items = match on.len() {
        0..=MANY => on.iter().map(|it| r.items_on(draft, *it)).collect::<store::Result<Vec<_>>>()?.concat(),
        _ => r.items_made_on(draft)?,
    };
    for Item { submission, held, .. } in items {
        let about = submission.target.anchor().is_some_and(|it| on.contains(&it));
        if held || submission.withdrawn || !about {
            continue;
        }
        let wording = Wording::of(draft, &submission.target, &submission.body);
        wordings.extend(wording.map(|it| (Thing::Item(submission.id), it)));
    }
    Ok(wordings)
}
