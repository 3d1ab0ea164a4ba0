//! Square brackets that came or went around words that stay.

use std::ops::Range;

use super::between::Hunk;
use super::quote::Quotable;
use super::{Act, Step};
use crate::document::brackets::{closes, of, opens};
use crate::document::inline::Rich;

fn is_bracket(c: char) -> bool {
    opens(c) || closes(c)
}

/// A hunk whose words are the same on both sides, in pieces that hold its brackets and the white space beside them alone;
/// none for any other hunk.
pub(super) fn split(old: &Rich, new: &Rich, hunk: &Hunk) -> Option<Vec<Hunk>> {
    let (went, came) = (&old.as_str()[hunk.old.clone()], &new.as_str()[hunk.new.clone()]);
    let stays = |c: &char| !is_bracket(*c) && !c.is_whitespace();
    if hunk.is_style || !(went.contains(is_bracket) || came.contains(is_bracket)) {
        return None;
    }
    if has_note(old, &hunk.old) || has_note(new, &hunk.new) {
        return None;
    }
    if !went.chars().filter(stays).eq(came.chars().filter(stays)) {
        return None;
    }
    let gap = |text: &str, from: usize| {
        let words = text[from..].chars().take_while(|c| !stays(c)).map(char::len_utf8).sum::<usize>();
        from..from + words
    };
    let mut all = Vec::new();
    let (mut o, mut n) = (0, 0);
    loop {
        let (before, after) = (gap(went, o), gap(came, n));
        if went[before.clone()] != came[after.clone()] {
            let shift = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
            all.push(Hunk::words(shift(&before, hunk.old.start), shift(&after, hunk.new.start)));
        }
        let Some(c) = went[before.end..].chars().next() else { return Some(all) };
        (o, n) = (before.end + c.len_utf8(), after.end + c.len_utf8());
    }
}

fn has_note(text: &Rich, range: &Range<usize>) -> bool {
    text.pieces_in(range.clone()).any(|piece| piece.note.is_some())
}

/// How many brackets of one side a hunk has in excess of the other side: opening and closing ones.
struct Excess {
    opening: usize,
    closing: usize,
}

/// The pairs of brackets that came or went; hunks that belong to one are taken out.
pub(super) fn paired(quotable: &Quotable<'_>, old: &Rich, new: &Rich, hunks: &mut Vec<Hunk>) -> Vec<Step> {
    let is_bare = |text: &str| text.chars().all(|c| is_bracket(c) || c.is_whitespace());
    let side = |it: &Hunk, ours: bool| {
        let (went, came) = (&old.as_str()[it.old.clone()], &new.as_str()[it.new.clone()]);
        let bare = !it.is_style && is_bare(went) && is_bare(came);
        let count = |text: &str, which: fn(char) -> bool| text.chars().filter(|c| which(*c)).count();
        let (more, less) = if ours { (went, came) } else { (came, went) };
        let excess = |which| if bare { count(more, which).saturating_sub(count(less, which)) } else { 0 };
        Excess { opening: excess(opens), closing: excess(closes) }
    };
    let mut taken = vec![false; hunks.len()];
    let mut steps = Vec::new();
    for (text, ours) in [(old, true), (new, false)] {
        let mut excess: Vec<Excess> = hunks.iter().map(|it| side(it, ours)).collect();
        // Of brackets that stand together one is as good as the other.
        let at = |it: &Hunk| together(text, if ours { &it.old } else { &it.new });
        for pair in of(text).pairs {
            let opening =
                (0..hunks.len()).find(|&n| excess[n].opening > 0 && at(&hunks[n]).contains(&pair.start));
            let closing =
                (0..hunks.len()).find(|&n| excess[n].closing > 0 && at(&hunks[n]).contains(&(pair.end - 1)));
            let (Some(first), Some(last)) = (opening, closing) else { continue };
            if first == last {
                continue;
            }
            excess[first].opening -= 1;
            excess[last].closing -= 1;
            let words = match ours {
                true => inside(text, &pair),
                false => whole(old, hunks[first].old.end..hunks[last].old.start),
            };
            let words = quotable.quote(words);
            let act = if ours { Act::Unbracket { words } } else { Act::Bracket { words } };
            let own: Vec<usize> = [first, last].into_iter().filter(|&n| !taken[n]).collect();
            own.iter().for_each(|&n| taken[n] = true);
            steps.push(Step { act, edits: own.iter().map(|&n| hunks[n].edit(new)).collect() });
        }
    }
    let mut keep = taken.iter().map(|taken| !taken);
    hunks.retain(|_| keep.next().unwrap_or(true));
    steps
}

/// A range with the brackets and the white space beside it.
fn together(text: &Rich, range: &Range<usize>) -> Range<usize> {
    let near = |c: char| is_bracket(c) || c.is_whitespace();
    let (before, after) = (&text.as_str()[..range.start], &text.as_str()[range.end..]);
    let start = before.trim_end_matches(near).len();
    start..text.as_str().len() - after.trim_start_matches(near).len()
}

/// What stands between the brackets of a pair.
fn inside(text: &Rich, pair: &Range<usize>) -> Range<usize> {
    let edge = |c: Option<char>| c.map_or(0, char::len_utf8);
    let words = &text.as_str()[pair.clone()];
    pair.start + edge(words.chars().next())..pair.end - edge(words.chars().next_back())
}

/// A range with the brackets beside it whose other halves it holds.
fn whole(text: &Rich, mut range: Range<usize>) -> Range<usize> {
    for pair in of(text).pairs {
        let closes_inside = range.start < pair.end && pair.end <= range.end;
        let opens_inside = range.start <= pair.start && pair.start < range.end;
        if closes_inside && pair.start < range.start && together(text, &range).start <= pair.start {
            range.start = pair.start;
        }
        if opens_inside && range.end < pair.end && pair.end <= together(text, &range).end {
            range.end = pair.end;
        }
    }
    range
}
