//! A Word file that a delegation sends back: what it proposes, on the latest draft where that can be, and what of it is
//! new to the delegation's set.
//!
//! Invariant: reading a file writes nothing. What is taken in is what was looked at, all of it or nothing, and it goes
//! into the private set alone. The file itself is not kept.

use super::own::{Fate, own_items};
use super::preparation::{entries, save_set};
use super::refusal::Refusal;
use super::submission::pending;
use super::{Error, Scope};
use crate::chance;
use crate::document::Paragraph;
use crate::document::id::{DraftId, SubmissionId};
use crate::document::lineage::Lineage;
use crate::drafting::carry::{Current, Fit};
use crate::drafting::submission::{Body, Hold, ItemName, Submission, Target};
use crate::drafting::typed;
use crate::identity::authorship::FormNonce;
use crate::identity::preparation::{Change, Entry, Plan, Words};
use crate::identity::session::Delegate;
use crate::import::tracked::{self, Look, Proposal, Tracking, Unmatched, Warning};
use crate::store::drafts::Draft;
use crate::store::{self, Read, Store};

/// The issued drafts that a file may be made from.
#[derive(Clone, Debug)]
pub struct Texts(Vec<Text>);

#[derive(Clone, Debug)]
struct Text {
    draft: Draft,
    paragraphs: Vec<Paragraph>,
    /// From this draft to the latest.
    lineage: Lineage,
}

/// What a file proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The draft that was downloaded; of a redline the later of its two.
    pub draft: Draft,
    /// What is proposed, in the order of the text; what only changes the look comes last.
    pub proposed: Vec<Proposed>,
    /// Paragraphs whose look changed in a way that no amendment can say, by their places.
    pub look_alone: Vec<(usize, Look)>,
    /// What could not be brought to a paragraph.
    pub unmatched: Vec<Unmatched>,
    /// What to look at.
    pub warnings: Vec<Warning>,
}

/// One thing that a file proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The form of its entry, if it is new.
    pub form: FormNonce,
    /// What it says: on the latest draft, or on the one of the file where its author has to look at it first.
    pub words: Words,
    /// Whether the word processor kept track of it.
    pub tracking: Tracking,
    /// How it fits the latest draft, where the file was made from another.
    pub fit: Option<Fit>,
    /// Whether it changes nothing but the look.
    pub look: Option<Look>,
}

impl Texts {
    /// All drafts of a document.
    pub fn of(r: &Read<'_>, scope: &Scope) -> Result<Self, Error> {
        let drafts = r.drafts(scope.document.id)?;
        let latest = drafts.last().cloned().ok_or(Error::NoDraft)?;
        let text = |draft: Draft| {
            let paragraphs = r.paragraphs(draft.id)?;
            let lineage =
                if draft.id == latest.id { Lineage::default() } else { r.lineage(&draft, &latest)? };
            Ok(Text { draft, paragraphs, lineage })
        };
        Ok(Self(drafts.into_iter().map(text).collect::<store::Result<_>>()?))
    }

    /// Reads a file. Takes as long as the file is large; touches no store.
    pub fn read(&self, bytes: &[u8]) -> Result<Result<File, tracked::Error>, Error> {
        let drafts: Vec<&[Paragraph]> = self.0.iter().map(|it| it.paragraphs.as_slice()).collect();
        let found = match tracked::read(bytes, &drafts) {
            Ok(found) => found,
            Err(error) => return Ok(Err(error)),
        };
        let (Some(from), Some(latest)) = (self.0.get(found.draft), self.0.last()) else {
            return Err(Error::NoDraft);
        };
        let mut proposed = Vec::new();
        let mut look_alone = Vec::new();
        for proposal in found.proposals {
            proposed.push(from.proposed(proposal, None, latest)?);
        }
        for formatting in found.formatting {
            match formatting.proposal {
                Some(proposal) => proposed.push(from.proposed(proposal, Some(formatting.look), latest)?),
                None => look_alone.push((formatting.place, formatting.look)),
            }
        }
        let (unmatched, warnings) = (found.unmatched, found.warnings);
        Ok(Ok(File { draft: from.draft.clone(), proposed, look_alone, unmatched, warnings }))
    }
}

impl Text {
    fn proposed(&self, proposal: Proposal, look: Option<Look>, latest: &Text) -> Result<Proposed, Error> {
        let Proposal { target, body, tracking, .. } = proposal;
        let form = FormNonce::from_bytes(chance::id()?);
        let words = |made_on: DraftId, target, body| {
            Words {
                made_on,
                target,
                body,
                rationale: None,
                rationale_shared: false,
                held: false,
                succeeds: None,
            }
            .normalised()
        };
        if self.draft.id == latest.draft.id {
            let words = words(self.draft.id, target, body);
            return Ok(Proposed { form, words, tracking, fit: None, look });
        }
        let current = Current::new(&latest.paragraphs, &self.lineage);
        let (fit, there) = carried(&current, self.draft.id, &target, &body);
        let words = match there {
            Some((target, body)) => words(latest.draft.id, target, body),
            None => words(self.draft.id, target, body),
        };
        Ok(Proposed { form, words, tracking, fit: Some(fit), look })
    }
}

/// The same on the latest draft; none where it overlaps with what has changed, or has lost its place.
fn carried(
    current: &Current<'_>,
    made_on: DraftId,
    target: &Target,
    body: &Body,
) -> (Fit, Option<(Target, Body)>) {
    let asked = Submission {
        id: SubmissionId::from_bytes([0; 16]),
        name: ItemName { place: String::new(), letter: 0 },
        made_on,
        target: target.clone(),
        body: body.clone(),
        rationale: None,
        rationale_shared: false,
        late: false,
        withdrawn: false,
    };
    let found = current.carry(&asked);
    let Some(anchor) = target.anchor() else { return (found.fit, Some((target.clone(), body.clone()))) };
    let heirs = current.follow(anchor);
    if found.fit > Fit::Shifted {
        return (found.fit, None);
    }
    let at = |place: &usize| &current.paragraphs[*place];
    let there = match (body, &heirs[..]) {
        (Body::Comment { .. }, [heir]) => {
            let heir = at(heir);
            let target = match target {
                Target::Section { .. } => Some(Target::Section { heading: heir.id }),
                Target::Paragraph { quote, .. } => {
                    let stands = quote.as_ref().is_none_or(|it| heir.content.text.plain().contains(it));
                    stands.then(|| Target::Paragraph { paragraph: heir.id, quote: quote.clone() })
                }
                Target::Document => None,
            };
            target.map(|target| (target, body.clone()))
        }
        (Body::InsertAfter { .. }, [.., last]) => Some((Target::paragraph(at(last).id), body.clone())),
        (Body::Replace { with, .. }, [heir]) if with.len() == 1 => {
            let reading = found.readings.iter().find(|(id, _)| *id == at(heir).id);
            let change = reading
                .and_then(|(_, reading)| typed::change(&at(heir).content, reading.to_text().as_str()).ok());
            change.map(|body| (Target::paragraph(at(heir).id), body))
        }
        (Body::Delete { subordinates, .. }, [heir]) => {
            let all = subordinates.iter().map(|it| match current.follow(*it)[..] {
                [one] => Some(at(&one).id),
                _ => None,
            });
            let base = at(heir).content.text.clone();
            let subordinates: Option<Vec<_>> = all.collect();
            subordinates
                .map(|subordinates| (Target::paragraph(at(heir).id), Body::Delete { base, subordinates }))
        }
        _ => None,
    };
    (found.fit, there)
}

/// What a file changes in a delegation's set, as that stands now.
pub fn compare_with_set(
    store: &Store,
    scope: &Scope,
    delegate: &Delegate,
    file: &File,
) -> Result<(Plan, Vec<Entry>), Refusal> {
    let set = entries(store, delegate)?;
    let (drafts, round) = store.blocking_read(|r| {
        let drafts = r.drafts(scope.document.id)?;
        let round = match drafts.last() {
            Some(latest) => r.current_round(latest.id)?,
            None => None,
        };
        Ok::<_, Refusal>((drafts, round))
    })?;
    let mut sent: Vec<(SubmissionId, Words)> = match round {
        Some(round) => pending(store, delegate, round.id)?.into_iter().map(|it| (it.id, it.words)).collect(),
        None => Vec::new(),
    };
    let own = store.blocking_read(|r| own_items(r, delegate, &drafts))?;
    // An item that another of one's own waits to take the place of has said its last.
    let followed: Vec<SubmissionId> = sent.iter().filter_map(|(_, it)| it.succeeds).collect();
    sent.extend(own.into_iter().filter(|it| matches!(it.fate, Fate::Open(_))).filter_map(|it| {
        let Submission { id, made_on, target, body, rationale, rationale_shared, .. } = it.item.submission;
        let held = it.item.hold == Hold::Wish;
        (!followed.contains(&id)).then_some((
            id,
            Words { made_on, target, body, rationale, rationale_shared, held, succeeds: None },
        ))
    }));
    let words = file.proposed.iter().map(|it| it.words.clone()).collect();
    Ok((Plan::of(&set, &sent, words), set))
}

/// Takes those proposals into the set, and throws those entries away. `seen` is what each was looked at as.
pub fn take_into_set(
    store: &Store,
    scope: &Scope,
    delegate: &Delegate,
    file: &File,
    seen: &[(usize, String)],
    discarded: Vec<FormNonce>,
) -> Result<Vec<Entry>, Refusal> {
    let (plan, _) = compare_with_set(store, scope, delegate, file)?;
    let mut taken = Vec::new();
    for (at, seen) in seen {
        let Some((change, words)) = plan.changes.get(*at) else { continue };
        // Sent again after it has been taken in, it says what stands there.
        let again = matches!(change, Change::Same { .. });
        if change.to_string() != *seen && !again {
            return Err(store::Error::Stale { expected: 0, found: 1 }.into());
        }
        match change {
            Change::New | Change::Instead(_) => taken.push((file.proposed[*at].form, 0, words.clone())),
            Change::Same { form, seen } | Change::Update { form, seen } => {
                taken.push((*form, *seen, words.clone()));
            }
            Change::Sent(_) => {}
        }
    }
    let discarded = discarded.into_iter().filter(|form| plan.missing.contains(form)).collect();
    save_set(store, delegate, taken, discarded)
}
