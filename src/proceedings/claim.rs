//! Taking over what came on paper: by the code on its slip, once.
//!
//! Invariant: whoever enters a good code owns the item from the next release on, and everybody else is told the same,
//! whether the code was used, replaced or never printed. Of a code its hash is kept. A claim waits for the release like
//! every other operation, so that two copies of the record tell that an item was taken over between two releases, and
//! nothing of by whom or at what hour; its author is counted among those who were active, and is one of them.
//!
//! What is promised is that much. Staff who handed out a slip, or took in the e-mail, may guess who uses it: they see
//! from the release on that it was used, because a used slip cannot be printed anew. And whoever finds a slip can use
//! it: that is said on it.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use super::ground::{Ground, if_there, not_found, permitted};
use super::refusal::Refusal;
use super::waiting::{self, Content, Operation, Voice, take_in};
use crate::chance;
use crate::document::id::{DocumentId, SubmissionId};
use crate::drafting::position::{Stance, Wording};
use crate::drafting::round::Phase;
use crate::drafting::submission::{Body, Submission};
use crate::identity::acknowledgement::Promise;
use crate::identity::actor::Actor;
use crate::identity::authorship::{Authorship, Marker, Tag};
use crate::identity::role::{Act, Role, may};
use crate::identity::secret::ClaimCode;
use crate::identity::session::Delegate;
use crate::store::audit::Deed;
use crate::store::positions::NewPosition;
use crate::store::slips::Standing;
use crate::store::submissions::Item;
use crate::store::{self, Read, Store, Write};

/// How many characters of an item's words stand on its slip.
const FIRST_WORDS: usize = 160;

/// Something that came on paper.
#[derive(Clone, Debug)]
pub struct OnPaper {
    /// It.
    pub item: Item,
    /// What its slip has come to.
    pub standing: Standing,
}

/// A slip to be printed, once: the code is nowhere else.
#[derive(Clone, Debug)]
pub struct Slip {
    /// What it is for.
    pub submission: SubmissionId,
    /// How that is spoken of: "Zero draft 14-C".
    pub name: String,
    /// Its first words.
    pub words: String,
    /// What takes it over.
    pub code: ClaimCode,
}

/// An item that the delegation is taking over.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The item.
    pub item: Item,
    /// What the delegation was told.
    pub promised: Promise,
    /// Whether a newer slip was printed since: nothing comes of the claim then.
    pub replaced: bool,
}

/// What came on paper in a document, in the order lists have.
pub fn on_paper(r: &Read<'_>, document: DocumentId) -> Result<Vec<OnPaper>, Refusal> {
    let standing: BTreeMap<SubmissionId, Standing> = r.on_paper(document)?.into_iter().collect();
    let items = r.items(document)?.into_iter();
    let here = items.filter_map(|item| {
        let standing = *standing.get(&item.submission.id)?;
        Some(OnPaper { item, standing })
    });
    Ok(here.collect())
}

/// Prints a slip for each of the items, in the order lists have; older slips of theirs are void. All of them or none:
/// what did not come on paper is not there, what was taken over has no slip any more.
pub fn give_slips(
    w: &Write<'_>,
    scope: &Scope,
    items: &[SubmissionId],
    by: &Actor,
) -> Result<Vec<Slip>, Refusal> {
    let document = scope.document.id;
    let asked: BTreeSet<SubmissionId> = items.iter().copied().collect();
    let mut slips = Vec::with_capacity(asked.len());
    for OnPaper { item, .. } in on_paper(w, document)? {
        let id = item.submission.id;
        if !asked.contains(&id) {
            continue;
        }
        let code = ClaimCode::from_random(chance::bytes()?);
        if !w.put_slip(id, &code.hash())? {
            return Err(Refusal::TakenOver);
        }
        let draft = w.drafts(document)?.into_iter().find(|it| it.id == item.submission.made_on);
        let draft = draft.map(|it| it.label).unwrap_or_default();
        slips.push(Slip {
            submission: id,
            name: format!("{draft} {}", item.submission.name),
            words: first_words(&item.submission),
            code,
        });
    }
    match asked.iter().find(|id| !slips.iter().any(|it| it.submission == **id)) {
        Some(missing) => Err(not_found("submission", missing)),
        None => {
            if !slips.is_empty() {
                w.audit(by, Some(scope.process.id), &Deed::SlipsGiven { count: slips.len() as u32 })?;
            }
            Ok(slips)
        }
    }
}

/// Takes over what the slip with that code is for, with the next release. Entering it again is entering it once.
pub fn take_over(store: &Store, delegate: &Delegate, code: &str) -> Result<Promise, Refusal> {
    // Asked before the code, so that nobody without the right learns whether it is good.
    if !may(Role::Delegate(delegate.role), Act::TakeOver, Phase::Open) {
        return Err(Refusal::NotPermitted);
    }
    let code_hash = code.parse::<ClaimCode>()?.hash();
    let (round, voice, track, submission) = store.blocking_read(|r| {
        let submission = r.slip(&code_hash)?.ok_or(Refusal::DeadSlip)?;
        let item = r.item(submission)?;
        // Of another process: as if there were none.
        let ground = Ground::while_desk_is_open(r, delegate, item.submission.made_on);
        let ground = if_there(ground)?.ok_or(Refusal::DeadSlip)?;
        permitted(delegate, Act::TakeOver, &ground.round)?;
        let it = &item.submission;
        let wording = Wording::of(it.made_on, &it.target, &it.body);
        let voice = wording.map(|it| ground.voice(r, delegate, it)).transpose()?;
        Ok::<_, Refusal>((ground.round.id, voice, ground.track, submission))
    })?;
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        for window in p.windows()? {
            for (_, content) in waiting::all(p, &window)? {
                if let Operation::Claim { code_hash: used, tag, .. } = &content.operation
                    && *used == code_hash
                {
                    let again = ring.owns(submission, tag);
                    return if again { Ok(content.promised) } else { Err(Refusal::DeadSlip) };
                }
            }
        }
        let id = ring.operation("claim", &code_hash);
        let tag = ring.takes_over(submission);
        let operation = Operation::Claim { submission, code_hash, tag, speaks: voice };
        take_in(p, round, (&ring, track), id, operation)
    })
}

/// The items that the delegation is taking over, by id.
pub fn claimed(store: &Store, delegate: &Delegate) -> Result<Vec<Claimed>, Refusal> {
    let ring = delegate.ring.clone();
    let waiting = store.blocking_private(move |p| {
        let mut found = Vec::new();
        for window in p.windows()? {
            for (_, content) in waiting::all(p, &window)? {
                if let Operation::Claim { submission, code_hash, tag, .. } = content.operation
                    && ring.owns(submission, &tag)
                {
                    found.push((submission, code_hash, content.promised));
                }
            }
        }
        Ok::<_, Refusal>(found)
    })?;
    let mut claimed = store.blocking_read(|r| {
        let of = |(submission, code_hash, promised)| {
            let replaced = r.slip(&code_hash)? != Some(submission);
            Ok(Claimed { item: r.item(submission)?, promised, replaced })
        };
        waiting.into_iter().map(of).collect::<Result<Vec<_>, store::Error>>()
    })?;
    claimed.sort_by_key(|it| it.item.submission.id);
    Ok(claimed)
}

/// Carries out the claims of a release; those whose slip was replaced come to nothing. Whoever takes an amendment over
/// supports its words from then on, as every author does.
pub(super) fn carry_out(
    w: &Write<'_>,
    contents: &[([u8; 16], Content)],
    positions: &mut BTreeMap<(Wording, Marker), NewPosition>,
) -> Result<(), Refusal> {
    // Written by the ids of the items, whatever order the claims came in.
    let mut claims: Vec<(SubmissionId, &[u8; 32], &Tag, Option<&Voice>)> = Vec::new();
    for (_, content) in contents {
        match &content.operation {
            Operation::Claim { submission, code_hash, tag, speaks } => {
                claims.push((*submission, code_hash, tag, speaks.as_ref()));
            }
            Operation::Item { .. }
            | Operation::Withdrawal { .. }
            | Operation::Position { .. }
            | Operation::Answer { .. }
            | Operation::TakenBack { .. } => {}
        }
    }
    claims.sort_unstable_by_key(|(submission, ..)| *submission);
    for (submission, code_hash, tag, speaks) in claims {
        let done = w.use_slip(submission, code_hash, tag)?;
        if let Some(voice) = speaks.filter(|_| done) {
            let support = NewPosition { stance: Some(Stance::Support), track: voice.track };
            positions.entry((voice.wording, voice.marker)).or_insert(support);
        }
    }
    Ok(())
}

/// The first words of what was submitted, on one line: enough for its author to know it by.
pub fn first_words(submission: &Submission) -> String {
    let text = match &submission.body {
        Body::Comment { text } => text.plain(),
        Body::Replace { with, .. } | Body::InsertAfter { paragraphs: with } => {
            with.iter().map(|it| it.text.plain()).collect::<Vec<_>>().join(" ")
        }
        Body::Join { joined: Some(joined), .. } => joined.plain(),
        Body::ReplaceThroughout { put, .. } if !put.is_empty() => put.clone(),
        Body::ReplaceThroughout { find, .. } => find.clone(),
        Body::Join { .. } | Body::Delete { .. } | Body::Move { .. } | Body::Split { .. } => {
            submission.body.base().map(|it| it.plain()).unwrap_or_default()
        }
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(FIRST_WORDS) {
        Some((at, _)) => format!("{}\u{2026}", line[..at].trim_end()),
        None => line,
    }
}
