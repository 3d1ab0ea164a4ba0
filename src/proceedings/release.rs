//! Releases: what waits becomes visible, all together.
//!
//! Invariant: a release is one transaction on the record, sorted by random ids, known by its window: made twice, it is
//! made once. Only then is the private file cleared, and only of what the release lists, so that nothing is ever lost
//! between the two files; an interruption at any step leaves a release that is not made, or one that [`finish`]
//! completes. The key of the window goes with it, and the file is written anew.
//!
//! The steps are functions of their own, so that an interruption between any two of them can be tried.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub use super::daily::daily;
use super::draft::{Issued, NewDraft, issue_next, may_be_issued};
use super::held::names_something_of;
use super::question::{answers, came_after_the_close};
use super::refusal::Refusal;
pub use super::round::USUAL_HOUR;
use super::round::may_lead;
use super::signing::signer;
use super::waiting::{self, Content, Operation, Voice, release_of};
use super::{Error, Scope, Table, claim};
use crate::clock;
use crate::document::Paragraph;
use crate::document::id::{DraftId, ProcessId, RoundId, SubmissionId};
use crate::drafting::position::{Stance, Wording};
use crate::drafting::round::{Occasion, Phase};
use crate::drafting::submission::Hold;
use crate::identity::WindowId;
use crate::identity::actor::Actor;
use crate::identity::authorship::Marker;
use crate::store::audit::Deed;
use crate::store::positions::NewPosition;
use crate::store::private::waiting::Window;
use crate::store::releases::{Counts, NewRelease, Release};
use crate::store::submissions::NewItem;
use crate::store::{Read, Store, Write};

/// What became of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Released {
    /// Nothing waited.
    Nothing,
    /// Fewer delegations were active than the round asks for: it waits.
    TooFew,
    /// It is made.
    Made {
        /// The release.
        release: Release,
        /// Whether the private file is scrubbed; if something was in the way, [`Store::scrub_private`] is due again.
        scrubbed: bool,
    },
}

/// What waits in a window, with all that is counted.
pub struct Batch {
    window: Window,
    contents: Vec<([u8; 16], Content)>,
    active: Vec<u32>,
    keys: u32,
    /// Who commanded the release; none where the policy of the round did.
    commanded: Option<Actor>,
}

/// Makes a release of what waits in a round, if its policy foresees one on the occasion.
pub fn release(store: &Store, round: RoundId, occasion: Occasion, day: Date) -> Result<Released, Refusal> {
    make(store, round, occasion, day, None)
}

/// Makes a release on command of the staff, if the round's policy foresees one.
pub fn release_on_command(store: &Store, round: RoundId, day: Date, by: &Actor) -> Result<Released, Refusal> {
    make(store, round, Occasion::Command, day, Some(*by))
}

fn make(
    store: &Store,
    round: RoundId,
    occasion: Occasion,
    day: Date,
    commanded: Option<Actor>,
) -> Result<Released, Refusal> {
    complete(store)?;
    let Some(batch) = gather(store, round)? else { return Ok(Released::Nothing) };
    let batch = Batch { commanded, ..batch };
    let window = batch.window.id;
    let Some(release) = write_down(store, batch, occasion, day)? else { return Ok(Released::TooFew) };
    clear(store, window, &release)?;
    Ok(Released::Made { release, scrubbed: store.scrub_private()? })
}

/// Leads a round to its reactions or closes it, and releases what waits in it.
pub fn lead_round(
    store: &Store,
    round: RoundId,
    phase: Phase,
    day: Date,
    by: &Actor,
) -> Result<Released, Refusal> {
    let by = *by;
    store.blocking_write(move |w| {
        lead(w, round, phase)?;
        let (process, draft) = w.round_in_trail(round)?;
        Ok::<_, Refusal>(w.audit(&by, Some(process), &Deed::RoundLedOn { draft, phase })?)
    })?;
    release(store, round, Occasion::Close, day)
}

fn lead(w: &Write<'_>, round: RoundId, phase: Phase) -> Result<(), Refusal> {
    may_lead(w.round(round)?.phase, phase)?;
    Ok(w.set_phase(round, phase)?)
}

/// Issues the next draft after the last release of the round on the one before: what waited lies on the desk as open.
pub fn issue_after_release(
    store: &Store,
    scope: &Scope,
    new: &NewDraft,
    by: &Actor,
) -> Result<Issued, Refusal> {
    release_before(store, scope, new)?;
    let (scope, new, by) = (scope.clone(), new.clone(), *by);
    store.blocking_write(move |w| {
        let issued = issue_next(w, &scope, &new)?;
        w.audit(&by, Some(scope.process.id), &Deed::DraftIssued { draft: issued.draft.label.clone() })?;
        Ok(issued)
    })
}

/// The last release of the round on the latest draft, where the next may be issued.
pub(super) fn release_before(store: &Store, scope: &Scope, new: &NewDraft) -> Result<(), Refusal> {
    let round = store.blocking_read(|r| {
        // Asked before anything is done, and again when the draft is written.
        let table = Table::lay(r, scope, None)?;
        may_be_issued(r, scope, &table, new)?;
        Ok::<_, Error>(r.rounds(table.draft.id)?.pop())
    })?;
    if let Some(round) = round {
        let (round, day) = (round.id, new.day);
        store.blocking_write(move |w| lead(w, round, Phase::Closed))?;
        release(store, round, Occasion::Close, day)?;
    }
    Ok(())
}

/// What is done when the program starts: there is a key to sign with, interrupted releases are completed, what waits in
/// closed rounds is released; but what came in after the close, as answers do, waits for its own release as long as the desk is open.
pub fn finish(store: &Store, now: Timestamp) -> Result<(), Refusal> {
    signer(store)?;
    complete(store)?;
    for window in store.blocking_private(|p| p.windows())? {
        let closed = store.blocking_read(|r| {
            let closed = r.round(window.round)?.phase == Phase::Closed;
            let day = at_venue(r, window.round, now)?.date();
            Ok::<_, Refusal>(closed.then_some((day, r.has_open_desk(window.round)?)))
        })?;
        let Some((day, desk_is_open)) = closed else { continue };
        let batch = gather(store, window.round)?;
        if !(desk_is_open && batch.is_some_and(|it| came_after_the_close(&it.contents))) {
            release(store, window.round, Occasion::Close, day)?;
        }
    }
    store.scrub_private()?;
    Ok(())
}

/// The first step: what waits in a round. Nothing is changed.
pub fn gather(store: &Store, round: RoundId) -> Result<Option<Batch>, Refusal> {
    store.blocking_private(move |p| {
        let Some(window) = p.window(round)? else { return Ok(None) };
        let active = p.active(window.id)?.into_iter().map(|(_, count)| count).collect();
        Ok(Some(Batch {
            contents: waiting::all(p, &window)?,
            active,
            keys: p.keys()?,
            window,
            commanded: None,
        }))
    })
}

/// The second step: the release is written into the record, all of it or nothing. None if it has to wait.
pub fn write_down(
    store: &Store,
    batch: Batch,
    occasion: Occasion,
    day: Date,
) -> Result<Option<Release>, Refusal> {
    let signer = signer(store)?;
    store.blocking_write(move |w| {
        let id = release_of(batch.window.id);
        if let Some(made) = w.release_made(id)? {
            return Ok(Some(made));
        }
        let round = w.round(batch.window.round)?;
        if !round.window.policy.permits_in(round.phase, occasion) {
            return Err(Refusal::NotByPolicy);
        }
        let minimum = round.window.minimum;
        let active = batch.active.iter().sum();
        if occasion.waits(active, minimum) {
            return Ok(None);
        }
        // Too few in the whole round: for the co-chairs only. An earlier release had enough, or the window is the round.
        let enough_before = w.most_active(round.id)?.is_some_and(|most| most >= minimum);
        let too_few = !enough_before && Occasion::Day.waits(active, minimum);
        let mut positions = positions(&batch.contents);
        claim::carry_out(w, &batch.contents, &mut positions)?;
        w.put_positions(id, &positions)?;
        w.put_answers(id, &answers(&batch.contents, too_few))?;
        let counts = Counts { active, keys: batch.keys, reissues: w.reissues(process_of(w, round.id)?)? };
        let new = NewRelease {
            id,
            round: round.id,
            day,
            leaves: leaves(&batch.contents),
            counts,
            items: items(w, batch.contents.iter(), too_few)?,
            withdrawals: withdrawals(&batch.contents),
        };
        let (process, draft) = w.round_in_trail(round.id)?;
        let by = batch.commanded.unwrap_or_else(|| Actor::server(clock::now()));
        w.audit(&by, Some(process), &Deed::Released { draft })?;
        let mut release = w.release(&new)?;
        w.sign_release(&mut release, &signer)?;
        Ok(Some(release))
    })
}

/// The third step: what the release lists is deleted here, with the window and its key. What came in meanwhile goes
/// to a window of its own.
pub fn clear(store: &Store, window: WindowId, release: &Release) -> Result<(), Refusal> {
    let leaves = release.leaves.clone();
    store.blocking_private(move |p| {
        let Some(window) = p.windows()?.into_iter().find(|it| it.id == window) else { return Ok(()) };
        let listed = |content: &Content| leaves.binary_search(&content.promised.leaf.0).is_ok();
        let rest: Vec<_> = waiting::all(p, &window)?.into_iter().filter(|(_, it)| !listed(it)).collect();
        p.drop_window(window.id)?;
        if !rest.is_empty() {
            let next = waiting::window_of(p, window.round)?;
            rest.iter().try_for_each(|(id, content)| waiting::put(p, &next, *id, content))?;
        }
        Ok(())
    })
}

/// Clears the private file of every release that was made and not cleared.
fn complete(store: &Store) -> Result<(), Refusal> {
    for window in store.blocking_private(|p| p.windows())? {
        let made = store.blocking_read(|r| r.release_made(release_of(window.id)))?;
        if let Some(release) = made {
            clear(store, window.id, &release)?;
            store.scrub_private()?;
        }
    }
    Ok(())
}

fn leaves(contents: &[([u8; 16], Content)]) -> Vec<[u8; 32]> {
    contents.iter().flat_map(|(_, content)| content.promises()).map(|it| it.leaf.0).collect()
}

/// What becomes visible. Whether it names something is asked of its words, here and nowhere before.
fn items<'c>(
    r: &Read<'_>,
    contents: impl Iterator<Item = &'c ([u8; 16], Content)>,
    too_few: bool,
) -> Result<Vec<NewItem>, Refusal> {
    let mut texts: BTreeMap<DraftId, Vec<Paragraph>> = BTreeMap::new();
    let mut items = Vec::new();
    for (id, content) in contents {
        let Operation::Item { words, late, tag, .. } = &content.operation else { continue };
        let draft = match texts.entry(words.made_on) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(new) => new.insert(r.paragraphs(words.made_on)?),
        };
        items.push(NewItem {
            id: SubmissionId::from_bytes(*id),
            made_on: words.made_on,
            target: words.target.clone(),
            body: words.body.clone(),
            rationale: words.rationale.clone(),
            rationale_shared: words.rationale_shared,
            late: *late,
            hold: match (too_few, words.held) {
                (true, _) => Hold::Few,
                (false, true) => Hold::Wish,
                (false, false) if names_something_of(words, draft) => Hold::Named,
                (false, false) => Hold::None,
            },
            succeeds: words.succeeds,
            tag: *tag,
        });
    }
    Ok(items)
}

fn withdrawals(contents: &[([u8; 16], Content)]) -> Vec<SubmissionId> {
    let withdrawal = |content: &Content| match content.operation {
        Operation::Withdrawal { submission, .. } => Some(submission),
        Operation::Item { .. }
        | Operation::Position { .. }
        | Operation::Answer { .. }
        | Operation::Claim { .. }
        | Operation::TakenBack { .. } => None,
    };
    contents.iter().filter_map(|(_, content)| withdrawal(content)).collect()
}

/// What is thought, once for each voice: what was said outright counts before what follows from items, and speaking
/// before letting go.
fn positions(contents: &[([u8; 16], Content)]) -> BTreeMap<(Wording, Marker), NewPosition> {
    let mut positions = BTreeMap::new();
    let mut put = |voice: &Voice, stance| {
        positions.insert((voice.wording, voice.marker), NewPosition { stance, track: voice.track });
    };
    let operations = || contents.iter().map(|(_, content)| &content.operation);
    for operation in operations() {
        if let Operation::Item { lets_go: Some(voice), .. }
        | Operation::Withdrawal { lets_go: Some(voice), .. } = operation
        {
            put(voice, None);
        }
    }
    for operation in operations() {
        if let Operation::Item { speaks: Some(voice), .. } = operation {
            put(voice, Some(Stance::Support));
        }
    }
    for operation in operations() {
        if let Operation::Position { voice, stance } = operation {
            put(voice, *stance);
        }
    }
    positions
}

fn process_of(w: &Write<'_>, round: RoundId) -> Result<ProcessId, Refusal> {
    Ok(w.process_of_round(round)?.id)
}

fn at_venue(r: &Read<'_>, round: RoundId, now: Timestamp) -> Result<Zoned, Refusal> {
    let venue = r.process_of_round(round)?.settings.venue;
    Ok(now.to_zoned(TimeZone::get(&venue).unwrap_or(TimeZone::UTC)))
}
