//! Places carried through replacements, from one text to another.

use std::ops::Range;

/// Which end of a replaced range a place inside it goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Snap {
    /// To where the replacement begins.
    Start,
    /// To where it ends.
    End,
}

/// The place of `at` after `replacements`, which are sorted pairs of (range before, range after).
///
/// A place at the edge of a replaced range stays outside it.
pub(super) fn carry<'a>(
    replacements: impl IntoIterator<Item = (&'a Range<usize>, &'a Range<usize>)>,
    at: usize,
    snap: Snap,
) -> usize {
    let (mut before_end, mut after_end) = (0, 0);
    for (before, after) in replacements {
        let outside =
            at < before.start || (at == before.start && (snap == Snap::Start || !before.is_empty()));
        if outside {
            break;
        }
        if at < before.end {
            return match snap {
                Snap::Start => after.start,
                Snap::End => after.end,
            };
        }
        (before_end, after_end) = (before.end, after.end);
    }
    after_end + (at - before_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_the_words_around_them() {
        // "abcdef" with "bc" replaced by "XYZ" and "!" inserted before "f"
        let pairs = [(1..3, 1..4), (5..5, 6..7)];
        let carried = |at, snap| carry(pairs.iter().map(|(a, b)| (a, b)), at, snap);
        for (at, start, end) in [(0, 0, 0), (1, 1, 1), (2, 1, 4), (3, 4, 4), (4, 5, 5), (5, 6, 7), (6, 8, 8)]
        {
            assert_eq!((carried(at, Snap::Start), carried(at, Snap::End)), (start, end), "{at}");
        }
    }
}
