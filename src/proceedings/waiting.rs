//! Operations that wait for their release, as they lie in the private file.
//!
//! Invariant: an operation carries all that its release writes down, and nothing that says whose it is but the tag or
//! the marker its owner makes again. Each has a leaf, which its release lists: so its author can tell that it was not
//! dropped, and the release that it may be deleted here.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::refusal::Refusal;
use crate::chance;
use crate::document::id::{QuestionId, RoundId, SubmissionId};
use crate::drafting::exchange::Said;
use crate::drafting::position::{Stance, Wording};
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

/// What an author is told when an operation has been taken in: it is safe, and its leaf will be in the release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The operation: for an item, its id.
    pub operation: [u8; 16],
    /// The window it was taken in.
    pub window: WindowId,
    /// Random bytes, so that the leaf says nothing of the words.
    pub salt: [u8; 32],
    /// The hash of what is to be done.
    pub content: [u8; 32],
}

impl Acknowledgement {
    /// What the release lists.
    pub fn leaf(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"travaux leaf/v1\n");
        hash.update(self.salt);
        hash.update(self.operation);
        hash.update(self.content);
        hash.update(self.window.as_bytes());
        hash.finalize().into()
    }
}

/// What is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) operation: Operation,
    pub(super) acknowledged: Acknowledgement,
    /// The leaves of operations it took the place of.
    pub(super) earlier: Vec<[u8; 32]>,
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
) -> Result<Acknowledgement, Refusal> {
    let before = found(p, &id)?;
    if let Some((_, same)) = before.as_ref().filter(|(_, it)| it.operation == operation) {
        return Ok(same.acknowledged.clone());
    }
    let window = window_of(p, round)?;
    let bytes = Zeroizing::new(serde_json::to_vec(&operation).map_err(damaged)?);
    let acknowledged = Acknowledgement {
        operation: id,
        window: window.id,
        salt: chance::secret()?,
        content: Sha256::digest(&*bytes).into(),
    };
    let mut earlier = Vec::new();
    if let Some((_, before)) = before {
        earlier = before.earlier;
        earlier.push(before.acknowledged.leaf());
    }
    put(p, &window, id, &Content { operation, acknowledged: acknowledged.clone(), earlier })?;
    let (authorship, track) = author;
    p.note_active(window.id, track, &authorship.active(window.id))?;
    Ok(acknowledged)
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
) -> Result<Acknowledgement, Refusal> {
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
