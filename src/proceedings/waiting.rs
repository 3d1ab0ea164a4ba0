//! Operations that wait for their release, as they lie in the private file.
//!
//! Invariant: an operation carries all that its release writes down, and nothing that says whose it is but the tag or
//! the marker its owner makes again. Each has a leaf, which its release lists: so its author can tell that it was not
//! dropped, and the release that it may be deleted here. What it took the place of is gone but for its leaf.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::refusal::Refusal;
use crate::chance;
use crate::document::id::{QuestionId, ReleaseId, RoundId, SubmissionId};
use crate::drafting::exchange::Said;
use crate::drafting::position::{Stance, Wording};
use crate::identity::acknowledgement::{self, Opening, Promise};
use crate::identity::authorship::{Authored, Authorship, Marker, Tag};
use crate::identity::preparation::Words;
use crate::identity::seal::{open, pad, seal, unpad};
use crate::identity::{Track, WindowId};
use crate::store::private::waiting::{Waiting, Window};
use crate::store::{self, Private};

/// What is to be done at the release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Operation {
    /// An item becomes visible.
    Item {
        words: Box<Words>,
        late: bool,
        tag: Tag,
        /// Its author's position on its wording.
        speaks: Option<Voice>,
        /// Its author's position on the wording it leaves.
        lets_go: Option<Voice>,
    },
    /// A released item is withdrawn.
    Withdrawal { submission: SubmissionId, lets_go: Option<Voice> },
    /// A position is taken, or taken back.
    Position { voice: Voice, stance: Option<Stance> },
    /// A question of the co-chairs is answered.
    Answer { question: QuestionId, said: Said, shared: bool, tag: Tag },
    /// What came on paper is taken over by whoever has its slip.
    Claim {
        submission: SubmissionId,
        code_hash: [u8; 32],
        tag: Tag,
        /// Their position on its wording.
        speaks: Option<Voice>,
    },
    /// Nothing: it was taken back before it was ever visible. Its words are gone.
    TakenBack { tag: Tag },
}

/// Where a delegation's one position on a wording stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Voice {
    pub(super) wording: Wording,
    pub(super) marker: Marker,
    pub(super) track: Track,
}

impl Operation {
    /// The hash of what it says. Of an item that is what its author wrote, and nothing that was found out about it, so
    /// that the author makes it again from the item as it is released.
    fn content(&self) -> Result<[u8; 32], Refusal> {
        match self {
            Self::Item { words, .. } => words_said(words),
            Self::Withdrawal { submission, .. } => Ok(withdrawal_said(*submission)),
            said => {
                let bytes = Zeroizing::new(serde_json::to_vec(said).map_err(damaged)?);
                Ok(Sha256::new()
                    .chain_update(b"travaux content/v1\n")
                    .chain_update(&*bytes)
                    .finalize()
                    .into())
            }
        }
    }
}

/// The hash of what an item says.
pub(super) fn words_said(words: &Words) -> Result<[u8; 32], Refusal> {
    let Words { made_on, target, body, rationale, rationale_shared, succeeds, held: _ } = words;
    let said = (made_on, target, body, rationale, rationale_shared, succeeds);
    let bytes = Zeroizing::new(serde_json::to_vec(&said).map_err(damaged)?);
    Ok(Sha256::new().chain_update(b"travaux item/v1\n").chain_update(&*bytes).finalize().into())
}

/// The hash of what a withdrawal says.
pub(super) fn withdrawal_said(submission: SubmissionId) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"travaux withdrawal/v1\n")
        .chain_update(submission.as_bytes())
        .finalize()
        .into()
}

/// What is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) operation: Operation,
    /// What its author was promised.
    pub(super) promised: Promise,
    /// What the authors of operations it took the place of were promised.
    pub(super) earlier: Vec<Promise>,
}

impl Content {
    /// Everything that a release must list of it.
    pub(super) fn promises(&self) -> impl Iterator<Item = Promise> {
        self.earlier.iter().copied().chain([self.promised])
    }

    /// Whether it is one's own, whatever it does: then its leaf can be made again.
    fn is_own(&self, authorship: &impl Authorship, id: [u8; 16]) -> Result<bool, Refusal> {
        let release = self.promised.release;
        let opening = Opening {
            operation: id,
            content: self.operation.content()?,
            release,
            turn: turn(&self.earlier, release),
        };
        Ok(acknowledgement::is_own(authorship, &opening, &self.promised.leaf))
    }
}

/// Which one of its id an operation is among those for a release.
fn turn(earlier: &[Promise], release: ReleaseId) -> u32 {
    u32::try_from(earlier.iter().filter(|it| it.release == release).count()).unwrap_or(u32::MAX)
}

/// The release of a window: always the same.
pub(super) fn release_of(window: WindowId) -> ReleaseId {
    ReleaseId::derived("release", &[window.as_bytes()])
}

/// The window that takes in what is submitted in a round, opened if there is none.
pub(super) fn window_of(p: &Private<'_>, round: RoundId) -> Result<Window, Refusal> {
    if let Some(window) = p.window(round)? {
        return Ok(window);
    }
    let id = WindowId::from_bytes(chance::id()?);
    let window = Window { id, round, key: Zeroizing::new(chance::secret()?) };
    p.open_window(&window)?;
    Ok(window)
}

/// Takes an operation in, in the place of the one with its id, and notes that its author was active. One that says
/// the same as the one there changes nothing.
pub(super) fn take_in(
    p: &Private<'_>,
    round: RoundId,
    author: (&impl Authorship, Track),
    id: [u8; 16],
    operation: Operation,
) -> Result<Promise, Refusal> {
    let before = found(p, &id)?;
    if let Some((_, same)) = before.as_ref().filter(|(_, it)| it.operation == operation) {
        return Ok(same.promised);
    }
    let window = window_of(p, round)?;
    let (authorship, track) = author;
    let earlier: Vec<Promise> = before.iter().flat_map(|(_, it)| it.promises()).collect();
    let (release, content) = (release_of(window.id), operation.content()?);
    let opening = Opening { operation: id, content, release, turn: turn(&earlier, release) };
    let promised = acknowledgement::promise(authorship, &opening);
    put(p, &window, id, &Content { operation, promised, earlier })?;
    p.note_active(window.id, track, &authorship.active(window.id))?;
    Ok(promised)
}

/// What the author of everything that waits and is one's own was promised.
pub(super) fn own_promises(p: &Private<'_>, authorship: &impl Authorship) -> Result<Vec<Promise>, Refusal> {
    let mut own = Vec::new();
    for window in p.windows()? {
        for (id, content) in all(p, &window)? {
            if content.is_own(authorship, id)? {
                own.extend(content.promises());
            }
        }
    }
    Ok(own)
}

/// Those of the promises that wait to be kept.
pub(super) fn that_wait(p: &Private<'_>, among: &BTreeSet<Promise>) -> Result<BTreeSet<Promise>, Refusal> {
    let mut waiting = BTreeSet::new();
    for window in p.windows()? {
        for (_, content) in all(p, &window)? {
            waiting.extend(content.promises().filter(|it| among.contains(it)));
        }
    }
    Ok(waiting)
}

/// The operation with that id, and the window it waits in.
pub(super) fn found(p: &Private<'_>, id: &[u8; 16]) -> Result<Option<(Window, Content)>, Refusal> {
    let Some((window, waiting)) = p.waiting_operation(id)? else { return Ok(None) };
    let content = look(&window, &waiting)?;
    Ok(Some((window, content)))
}

/// All operations of a window, by id.
pub(super) fn all(p: &Private<'_>, window: &Window) -> Result<Vec<([u8; 16], Content)>, Refusal> {
    p.waiting(window.id)?.iter().map(|it| Ok((it.id, look(window, it)?))).collect()
}

/// The item an operation makes visible, if it is one's own.
pub(super) fn own_item<'c>(
    authorship: &impl Authorship,
    id: [u8; 16],
    content: &'c Content,
) -> Option<(Authored, &'c Words)> {
    match &content.operation {
        Operation::Item { words, tag, .. } => {
            let item = Authored { id: SubmissionId::from_bytes(id), tag: *tag };
            authorship.owns(item.id, tag).then_some((item, words))
        }
        Operation::Withdrawal { .. }
        | Operation::Position { .. }
        | Operation::Answer { .. }
        | Operation::Claim { .. }
        | Operation::TakenBack { .. } => None,
    }
}

/// Whether an operation is an own item, or was one before it was taken back.
pub(super) fn was_own(authorship: &impl Authorship, id: [u8; 16], content: &Content) -> bool {
    match &content.operation {
        Operation::Item { tag, .. } | Operation::TakenBack { tag } => {
            authorship.owns(SubmissionId::from_bytes(id), tag)
        }
        Operation::Withdrawal { .. }
        | Operation::Position { .. }
        | Operation::Answer { .. }
        | Operation::Claim { .. } => false,
    }
}

/// Takes back an own item that waits: its leaf stays, its words go.
pub(super) fn take_back(
    p: &Private<'_>,
    round: RoundId,
    author: (&impl Authorship, Track),
    item: Authored,
) -> Result<Promise, Refusal> {
    take_in(p, round, author, *item.id.as_bytes(), Operation::TakenBack { tag: item.tag })
}

/// Seals an operation under the key of a window and puts it there.
pub(super) fn put(p: &Private<'_>, window: &Window, id: [u8; 16], content: &Content) -> Result<(), Refusal> {
    let bytes = Zeroizing::new(serde_json::to_vec(content).map_err(damaged)?);
    let sealed = seal(&window.key, chance::bytes()?, &place(window, &id), &pad(&bytes));
    Ok(p.put_waiting(window.id, &Waiting { id, sealed })?)
}

fn look(window: &Window, waiting: &Waiting) -> Result<Content, Refusal> {
    let padded = open(&window.key, &place(window, &waiting.id), &waiting.sealed);
    let bytes = padded.as_ref().and_then(|it| unpad(it)).ok_or_else(|| damaged("it does not open"))?;
    serde_json::from_slice(bytes).map_err(damaged)
}

fn place(window: &Window, id: &[u8; 16]) -> Vec<u8> {
    [b"waiting/v1".as_slice(), window.id.as_bytes(), id].concat()
}

fn damaged(why: impl ToString) -> Refusal {
    store::Error::Damaged(format!("an operation that waits cannot be read: {}", why.to_string())).into()
}
