//! The cheapest hunks between two short sequences, exactly.
//!
//! A shortest way through the table of both in two states, inside a hunk and outside (Gotoh 1982): words deleted and
//! inserted cost their length, and every hunk a price of its own. Time and one byte of memory go into every cell.

use super::diff::{Grain, Hunk};

#[cfg(test)]
thread_local! {
    /// The cells this thread has filled, so that tests can bound the work without a clock.
    pub(super) static CELLS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How the cheapest way reached a cell, in one byte: a bit for the kept state, the rest for the changed state.
const KEPT_AFTER_CHANGE: u8 = 1;
const CHANGE_OPENED: u8 = 0;
const CHANGE_DELETED: u8 = 2;
const CHANGE_INSERTED: u8 = 4;
const CHANGE: u8 = CHANGE_DELETED | CHANGE_INSERTED;
const UNREACHABLE: u32 = u32::MAX / 4;

/// The exact solution: shortest way through the table of both texts in two states, inside a hunk and outside.
pub(super) fn cheapest(old: &[u32], new: &[u32], weights: &[u32], grain: Grain) -> Vec<Hunk> {
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.is_empty() || new.is_empty() {
        return vec![Hunk { old: 0..old.len(), new: 0..new.len() }];
    }
    #[cfg(test)]
    CELLS.with(|cells| cells.set(cells.get() + old.len() * new.len()));
    let opening = grain.opening();
    let width = new.len() + 1;
    let mut way = vec![CHANGE_OPENED; (old.len() + 1) * width];
    let mut kept = vec![UNREACHABLE; width];
    let mut changed = vec![UNREACHABLE; width];
    kept[0] = 0;
    changed[0] = opening;
    for (column, &id) in new.iter().enumerate() {
        changed[column + 1] = changed[column] + weights[id as usize];
        way[column + 1] = CHANGE_INSERTED;
    }
    let costs: Vec<u32> = new.iter().map(|&id| weights[id as usize]).collect();
    for (&word, way) in old.iter().zip(way.chunks_exact_mut(width).skip(1)) {
        let deleting = weights[word as usize];
        let (mut kept_before, mut changed_before) = (kept[0], changed[0]);
        kept[0] = UNREACHABLE;
        changed[0] += deleting;
        way[0] = CHANGE_DELETED;
        let mut changed_left = changed[0];
        let cells = new.iter().zip(&costs).zip(&mut kept[1..]).zip(&mut changed[1..]).zip(&mut way[1..]);
        for ((((&id, &inserting), kept), changed), way) in cells {
            let (keep, step) = if word == id {
                (kept_before.min(changed_before), u8::from(changed_before < kept_before))
            } else {
                (UNREACHABLE, 0)
            };
            let (mut change, mut from) = (keep + opening, CHANGE_OPENED);
            if *changed + deleting < change {
                (change, from) = (*changed + deleting, CHANGE_DELETED);
            }
            if changed_left + inserting < change {
                (change, from) = (changed_left + inserting, CHANGE_INSERTED);
            }
            (kept_before, changed_before) = (*kept, *changed);
            (*kept, *changed, *way) = (keep, change, step | from);
            changed_left = change;
        }
    }
    walk_back(&way, (old.len(), new.len()), changed[new.len()] < kept[new.len()])
}

fn walk_back(way: &[u8], (mut row, mut column): (usize, usize), mut in_hunk: bool) -> Vec<Hunk> {
    let width = column + 1;
    let mut end = (row, column);
    let mut hunks = Vec::new();
    while row > 0 || column > 0 {
        let step = way[row * width + column];
        match (in_hunk, step & CHANGE) {
            (true, CHANGE_DELETED) => row -= 1,
            (true, CHANGE_INSERTED) => column -= 1,
            (true, _) => {
                hunks.push(Hunk { old: row..end.0, new: column..end.1 });
                in_hunk = false;
            }
            (false, _) => {
                row -= 1;
                column -= 1;
                in_hunk = step & KEPT_AFTER_CHANGE != 0;
                end = (row, column);
            }
        }
    }
    if in_hunk {
        hunks.push(Hunk { old: 0..end.0, new: 0..end.1 });
    }
    hunks.reverse();
    hunks
}
