//! Which draft a file was downloaded from, and whether it is a redline between two.
//!
//! The old view of a file that we made is an issued draft. The new view of a redline is a later one, but for what was
//! edited in it. Both are judged by the paragraphs they share with each draft; where two explanations are left, by our
//! bookmarks, by how the changes are signed, and by the places where the two drafts differ.

use std::cmp::Ordering;
use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Error;
use super::pair::{Page, pair};
use super::words::{key, key_shown};
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::engine::{self, Op};
use crate::import::docx::{Both, Point};

/// How many times more places have to speak for one explanation than for the other.
const CLEARLY: usize = 4;
/// The least share of a file, in hundredths of its bytes, that is a draft's.
const LEAST_OURS: usize = 5;

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The draft that its old view is.
    pub(super) old: usize,
    /// The draft that its new view is, but for the edits.
    pub(super) new: usize,
}

/// Finds the drafts that explain a file best.
pub(super) fn origin(
    both: &Both,
    (before, after): (&Page<'_>, &Page<'_>),
    drafts: &[&[Paragraph]],
) -> Result<Origin, Error> {
    let old = nearest(before, drafts, 0).ok_or(Error::NotOurs)?;
    if !is_ours(before, drafts[old]) && !is_ours(after, drafts[old]) {
        return Err(Error::NotOurs);
    }
    let clean = Origin { old, new: old };
    let Some(new) = nearest(after, drafts, old + 1) else { return Ok(clean) };
    let (votes, against) = votes(after, drafts[old], drafts[new]);
    if both.signed.all() == 0 || votes == 0 {
        return Ok(clean);
    }
    let redline = Origin { old, new };
    let clearly = against == 0 || votes >= CLEARLY * against;
    if both.signed.ours > 0 {
        return Ok(redline);
    }
    match bookmarks(both, drafts[old], drafts[new]) {
        Bookmarks::OfLater => return Ok(redline),
        Bookmarks::OfEarlierAlone => return Ok(clean),
        Bookmarks::Silent => {}
    }
    if both.signed.others > 0 {
        return Ok(if clearly && votes >= CLEARLY { redline } else { clean });
    }
    match clearly {
        true => Ok(redline),
        false if against >= CLEARLY * votes => Ok(clean),
        false => Err(Error::Entangled),
    }
}

/// The draft from `first` on with the fewest paragraphs that differ from the view or stand elsewhere in it; of several
/// the latest.
fn nearest(page: &Page<'_>, drafts: &[&[Paragraph]], first: usize) -> Option<usize> {
    let keys: Vec<&String> = page.keys.iter().filter(|key| !key.is_empty()).collect();
    (first..drafts.len()).rev().min_by_key(|&at| {
        let mut left: FxHashMap<String, VecDeque<usize>> = FxHashMap::default();
        for (place, paragraph) in drafts[at].iter().enumerate() {
            left.entry(key_shown(&paragraph.content)).or_default().push_back(place);
        }
        let shared: Vec<usize> = keys.iter().filter_map(|key| left.get_mut(*key)?.pop_front()).collect();
        keys.len() + drafts[at].len() - shared.len() - longest_rise(&shared)
    })
}

/// How many of the places rise, leaving out as few as can be.
fn longest_rise(places: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for &place in places {
        let at = ends.partition_point(|end| *end < place);
        match ends.get_mut(at) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    ends.len()
}

/// Whether enough of a view stands in a draft, or where our bookmarks say so.
fn is_ours(page: &Page<'_>, draft: &[Paragraph]) -> bool {
    let keys: FxHashSet<String> = draft.iter().map(|it| key_shown(&it.content)).collect();
    let ids: FxHashSet<ParagraphId> = draft.iter().map(|it| it.id).collect();
    let marked = |point: &Point| matches!(point, Point::Bookmark(id) if ids.contains(id));
    let (mut all, mut known) = (0, 0);
    for (seen, key) in page.seen.iter().zip(&page.keys) {
        let length = key.len().max(1);
        all += length;
        if keys.contains(key) || seen.places.iter().any(|placed| marked(&placed.point)) {
            known += length;
        }
    }
    known > 0 && known * 100 >= all * LEAST_OURS
}

/// What our bookmarks in a file say of two drafts.
enum Bookmarks {
    /// One is of a paragraph that only the later has.
    OfLater,
    /// None is, though the later has such paragraphs.
    OfEarlierAlone,
    /// Both drafts have the same paragraphs, or the bookmarks are lost.
    Silent,
}

fn bookmarks(both: &Both, old: &[Paragraph], new: &[Paragraph]) -> Bookmarks {
    let known: FxHashSet<ParagraphId> = old.iter().map(|it| it.id).collect();
    let later: FxHashSet<ParagraphId> = new.iter().map(|it| it.id).filter(|id| !known.contains(id)).collect();
    let places = || both.old.iter().chain(&both.new).flat_map(|seen| &seen.places);
    let any_of = |ids: &FxHashSet<ParagraphId>| {
        places().any(|placed| matches!(&placed.point, Point::Bookmark(id) if ids.contains(id)))
    };
    match (any_of(&later), later.is_empty() || !any_of(&known)) {
        (true, _) => Bookmarks::OfLater,
        (false, true) => Bookmarks::Silent,
        (false, false) => Bookmarks::OfEarlierAlone,
    }
}

/// In how many of the paragraphs in which two drafts differ the view is nearer to the later, and to the earlier.
fn votes(page: &Page<'_>, old: &[Paragraph], new: &[Paragraph]) -> (usize, usize) {
    let texts = |draft: &[Paragraph]| -> FxHashMap<ParagraphId, String> {
        draft.iter().map(|it| (it.id, key(&it.content))).collect()
    };
    let (before, after) = (texts(old), texts(new));
    let (as_old, as_new) = (pair(old, page), pair(new, page));
    let (in_old, in_new) = (texts(&as_old.paragraphs), texts(&as_new.paragraphs));
    let (mut later, mut earlier) = (0, 0);
    for (id, text) in &after {
        match (before.get(id), in_new.get(id)) {
            (Some(was), _) if was == text => {}
            (Some(was), Some(is)) => match distance(was, is).cmp(&distance(text, is)) {
                Ordering::Greater => later += 1,
                Ordering::Less => earlier += 1,
                Ordering::Equal => {}
            },
            (None, Some(_)) => later += 1,
            (None, None) => earlier += 1,
            (Some(_), None) => {}
        }
    }
    for id in before.keys().filter(|id| !after.contains_key(id)) {
        if in_old.contains_key(id) {
            earlier += 1;
        } else {
            later += 1;
        }
    }
    let in_both = |it: &&Paragraph| before.contains_key(&it.id) && after.contains_key(&it.id);
    let behind = |draft: &[Paragraph]| -> FxHashMap<ParagraphId, Option<ParagraphId>> {
        let order: Vec<ParagraphId> = draft.iter().filter(in_both).map(|it| it.id).collect();
        let before = std::iter::once(None).chain(order.iter().copied().map(Some));
        order.iter().copied().zip(before).collect()
    };
    let (was, is, found) = (behind(old), behind(new), behind(&as_new.paragraphs));
    for (id, behind) in is.iter().filter(|(id, behind)| was.get(*id) != Some(*behind)) {
        match found.get(id) {
            Some(found) if found == behind => later += 1,
            Some(found) if was.get(id) == Some(found) => earlier += 1,
            Some(_) | None => {}
        }
    }
    (later, earlier)
}

/// How many bytes differ.
fn distance(a: &str, b: &str) -> usize {
    let changed = engine::redline(a.into(), b.into());
    changed.runs.iter().filter(|run| run.op != Op::Equal).map(|run| run.old.len() + run.new.len()).sum()
}
