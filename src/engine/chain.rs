//! Chooses which pairs of two lists kept their order, so that as little as possible counts as moved.

/// The pairs that rise on both sides with the greatest weight in all, sorted; every other pair was moved.
pub(super) fn heaviest_chain(
    mut pairs: Vec<(usize, usize)>,
    weight: impl Fn((usize, usize)) -> usize,
) -> Vec<(usize, usize)> {
    pairs.sort_unstable_by_key(|&(_, new)| new);
    let len = pairs.iter().map(|&(old, _)| old + 1).max().unwrap_or(0);
    let mut best = Prefixes { tree: vec![None; len + 1] };
    let mut before = Vec::with_capacity(pairs.len());
    for (link, &pair) in pairs.iter().enumerate() {
        let found = best.up_to(pair.0);
        before.push(found.map(|(_, link)| link));
        best.enter(pair.0, found.map_or(0, |(weight, _)| weight) + weight(pair), link);
    }
    let mut chain = Vec::new();
    let mut next = best.up_to(len).map(|(_, link)| link);
    while let Some(link) = next {
        chain.push(pairs[link]);
        next = before[link];
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends before a position: a binary indexed tree.
struct Prefixes {
    tree: Vec<Option<(usize, usize)>>,
}

impl Prefixes {
    /// The heaviest of all chains that end before `position`, and its last link.
    fn up_to(&self, mut position: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        while position > 0 {
            if self.tree[position].map(|(weight, _)| weight) > best.map(|(weight, _)| weight) {
                best = self.tree[position];
            }
            position &= position - 1;
        }
        best
    }

    fn enter(&mut self, position: usize, weight: usize, link: usize) {
        let mut position = position + 1;
        while position < self.tree.len() {
            if self.tree[position].is_none_or(|(known, _)| known < weight) {
                self.tree[position] = Some((weight, link));
            }
            position += position & position.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_pairs_stay() {
        let check = |pairs: &[(usize, usize)], expected: &[(usize, usize)]| {
            assert_eq!(heaviest_chain(pairs.to_vec(), |(old, _)| if old == 9 { 5 } else { 1 }), expected);
        };
        check(&[], &[]);
        check(&[(0, 0), (1, 1)], &[(0, 0), (1, 1)]);
        check(&[(0, 2), (1, 0), (2, 1)], &[(1, 0), (2, 1)]);
        check(&[(9, 0), (0, 1), (1, 2), (2, 3)], &[(9, 0)]);
    }
}
