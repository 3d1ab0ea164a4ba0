//! Finds which paragraph of one list became which of another: kept, edited, moved, split or joined.
//!
//! Every paragraph is in at most one link; a paragraph in no link was inserted or deleted. Swapping the lists swaps the
//! links. A link is evidence from wording alone: where ids are known they decide, and this module is not asked.

use super::bag::{Bag, Scale, bags};
use super::chain::heaviest_chain;
use super::diff::weight;
use super::token::{Attributes, Vocabulary};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Paragraphs that are one paragraph, in positions of the old and the new list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Positions in the old list, sorted, never empty.
    pub old: Vec<usize>,
    /// Positions in the new list, sorted, never empty.
    pub new: Vec<usize>,
    /// What happened between them.
    pub kind: LinkKind,
}

/// What happened to a paragraph from one list to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The same words in the same place; another number in front of them does not count.
    Same,
    /// Other words in the same place.
    Edit,
    /// The same words in another place.
    Move,
    /// Other words in another place.
    MoveEdit,
    /// One paragraph became several.
    Split,
    /// Several paragraphs became one.
    Join,
}

/// The least likeness, in thousandths, of two paragraphs that are one.
const ALIKE: u64 = 300;
/// The same for paragraphs between the same neighbours, measured by single words.
const ALIKE_IN_PLACE: u32 = 250;
/// How many of the paragraphs that share rare words are compared in full.
const CANDIDATES: usize = 6;
/// How many paragraphs a pair of words speaks for at most.
const MAX_POSTINGS: usize = 64;
/// The shortest repeated text, in bytes, that is recognised out of its place.
const MOVABLE: usize = 20;
/// The largest table of comparisons between two neighbours.
const MAX_GAP: usize = 4096;

/// Links the paragraphs of two lists, in the order of the old one.
pub fn align(old: &[&str], new: &[&str]) -> Vec<Link> {
    ordered_links(old, new).into_iter().map(|(link, _)| link).collect()
}

/// The links, and whether each kept its place among the others.
///
/// Of two ties either may win; comparing in one fixed direction makes it the same one when the lists are swapped.
pub(super) fn ordered_links(old: &[&str], new: &[&str]) -> Vec<(Link, bool)> {
    let mut links = if old <= new { linked(old, new) } else { linked(new, old) };
    if old > new {
        links.iter_mut().for_each(|(link, _)| mirror(link));
    }
    links.sort_by(|a, b| a.0.old.cmp(&b.0.old));
    links
}

fn mirror(link: &mut Link) {
    std::mem::swap(&mut link.old, &mut link.new);
    link.kind = match link.kind {
        LinkKind::Split => LinkKind::Join,
        LinkKind::Join => LinkKind::Split,
        kind @ (LinkKind::Same | LinkKind::Edit | LinkKind::Move | LinkKind::MoveEdit) => kind,
    };
}

fn linked(old: &[&str], new: &[&str]) -> Vec<(Link, bool)> {
    let old: Vec<_> = old.iter().map(|text| without_number(text)).collect();
    let new: Vec<_> = new.iter().map(|text| without_number(text)).collect();
    let mut pairs = Pairs { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    pair_equal(&mut pairs, &old, &new);
    let wordings = Wordings::read(&pairs, &old, &new);
    pair_alike(&mut pairs, &wordings);
    let parts = Parts::find(&pairs, &wordings);
    let all = pairs.of_old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).collect();
    let mut kept = heaviest_chain(all, |(_, index)| 1 + new[index].len());
    kept.extend(pair_in_place(&mut pairs, &parts, &kept, &old, &new));
    links(&pairs, &parts, &kept, &old, &new)
}

/// The text without a number or letter in front, such as "12." or "(a)".
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let Some((label, rest)) = text.split_once(char::is_whitespace) else { return text };
    let bare = label.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = bare.len() < label.len()
        && (bare.bytes().all(|byte| byte.is_ascii_digit()) || label.starts_with('(') && bare.len() <= 4);
    if numbered { rest.trim_start() } else { text }
}

/// Which paragraph is which, one to one.
struct Pairs {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Pairs {
    fn pair(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    fn are_free(&self, old: usize, new: usize) -> bool {
        self.of_old[old].is_none() && self.of_new[new].is_none()
    }
}

fn free(partners: &[Option<usize>]) -> impl Iterator<Item = usize> {
    partners.iter().enumerate().filter(|(_, partner)| partner.is_none()).map(|(index, _)| index)
}

/// Pairs equal texts: in order first, then wherever they went.
fn pair_equal(pairs: &mut Pairs, old: &[&str], new: &[&str]) {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut number = |text| {
        let next = numbers.len() as u32;
        *numbers.entry(text).or_insert(next)
    };
    let old_ids: Vec<_> = old.iter().map(|&text| number(text)).collect();
    let new_ids: Vec<_> = new.iter().map(|&text| number(text)).collect();
    let (in_old, in_new) = (present_ids(&old_ids, numbers.len()), present_ids(&new_ids, numbers.len()));
    let shared = |ids: &[u32]| -> Vec<usize> {
        (0..ids.len()).filter(|&index| in_old[ids[index] as usize] && in_new[ids[index] as usize]).collect()
    };
    let (old_shared, new_shared) = (shared(&old_ids), shared(&new_ids));
    let only =
        |ids: &[u32], places: &[usize]| -> Vec<u32> { places.iter().map(|&place| ids[place]).collect() };
    let (olds, news) = (only(&old_ids, &old_shared), only(&new_ids, &new_shared));
    for op in capture_diff_slices(Algorithm::Patience, &olds, &news) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|step| pairs.pair(old_shared[old_index + step], new_shared[new_index + step]));
        }
    }
    let mut left: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for index in free(&pairs.of_old).filter(|&index| old[index].len() >= MOVABLE) {
        left.entry(old_ids[index]).or_default().push(index);
    }
    let moved: Vec<_> = free(&pairs.of_new)
        .filter_map(|index| Some((left.get_mut(&new_ids[index])?.pop()?, index)))
        .collect();
    moved.into_iter().for_each(|(old, new)| pairs.pair(old, new));
}

fn present_ids(ids: &[u32], count: usize) -> Vec<bool> {
    let mut present = vec![false; count];
    ids.iter().for_each(|&id| present[id as usize] = true);
    present
}

/// The wordings of the paragraphs that have no equal.
struct Wordings {
    old: Vec<Option<Bag>>,
    new: Vec<Option<Bag>>,
    scale: Scale,
}

impl Wordings {
    fn read(pairs: &Pairs, old: &[&str], new: &[&str]) -> Self {
        let mut vocabulary = Vocabulary::new(Attributes::Ignored);
        let texts =
            free(&pairs.of_old).map(|index| old[index]).chain(free(&pairs.of_new).map(|index| new[index]));
        let (bags, scale) = bags(&texts.collect::<Vec<_>>(), &mut vocabulary);
        let mut bags = bags.into_iter();
        let mut dealt = |partners: &[Option<usize>]| -> Vec<Option<Bag>> {
            partners.iter().map(|partner| if partner.is_none() { bags.next() } else { None }).collect()
        };
        Wordings { old: dealt(&pairs.of_old), new: dealt(&pairs.of_new), scale }
    }
}

/// Pairs the most alike first, among those that share rare words.
fn pair_alike(pairs: &mut Pairs, wordings: &Wordings) {
    let scale = &wordings.scale;
    let index = Postings::of(&wordings.old, scale);
    let mut candidates = Vec::new();
    let mut votes = vec![0; wordings.old.len()];
    let mut voted: Vec<usize> = Vec::new();
    for (new, bag) in present(&wordings.new) {
        let place = new * wordings.old.len() / wordings.new.len();
        for (pair, weight) in scale.rarest(bag) {
            for &old in index.near(pair, place) {
                if votes[old] == 0 {
                    voted.push(old);
                }
                votes[old] += weight;
            }
        }
        let order = |&old: &usize| (std::cmp::Reverse(votes[old]), old);
        if voted.len() > CANDIDATES {
            voted.select_nth_unstable_by_key(CANDIDATES, order);
        }
        for &old in voted.iter().take(CANDIDATES) {
            let likeness = wordings.old[old].as_ref().map_or(0, |other| scale.likeness(other, bag));
            candidates.push((likeness, old, new));
        }
        voted.drain(..).for_each(|old| votes[old] = 0);
    }
    candidates.retain(|&(likeness, ..)| likeness >= ALIKE);
    candidates.sort_unstable_by_key(|&(likeness, old, new)| (std::cmp::Reverse(likeness), old + new, old));
    for (_, old, new) in candidates {
        if pairs.are_free(old, new) {
            pairs.pair(old, new);
        }
    }
}

/// In which paragraphs a pair of words is among the rarest.
struct Postings {
    /// Pair and paragraph, sorted.
    all: Vec<(u32, usize)>,
    /// Where each pair begins.
    starts: Vec<usize>,
}

impl Postings {
    fn of(bags: &[Option<Bag>], scale: &Scale) -> Self {
        let mut all: Vec<(u32, usize)> = Vec::new();
        for (place, bag) in present(bags) {
            all.extend(scale.rarest(bag).into_iter().map(|(pair, _)| (pair, place)));
        }
        all.sort_unstable();
        let mut starts = vec![0; scale.pairs() + 1];
        all.iter().for_each(|&(pair, _)| starts[pair as usize + 1] += 1);
        (1..starts.len()).for_each(|pair| starts[pair] += starts[pair - 1]);
        Postings { all, starts }
    }

    /// The paragraphs that a pair speaks for; of very many, those nearest to a place.
    fn near(&self, pair: u32, place: usize) -> impl Iterator<Item = &usize> {
        let of_pair = &self.all[self.starts[pair as usize]..self.starts[pair as usize + 1]];
        let first =
            of_pair.partition_point(|&(_, paragraph)| paragraph < place).saturating_sub(MAX_POSTINGS / 2);
        let first = first.min(of_pair.len().saturating_sub(MAX_POSTINGS));
        of_pair[first..].iter().take(MAX_POSTINGS).map(|(_, paragraph)| paragraph)
    }
}

fn present(bags: &[Option<Bag>]) -> impl Iterator<Item = (usize, &Bag)> {
    bags.iter().enumerate().filter_map(|(index, bag)| Some((index, bag.as_ref()?)))
}

/// Paragraphs without a partner that are a part of their neighbour's partner.
struct Parts {
    /// For a new paragraph, the old one it was split from.
    of_new: Vec<Option<usize>>,
    /// For an old paragraph, the new one it was joined to.
    of_old: Vec<Option<usize>>,
}

impl Parts {
    fn find(pairs: &Pairs, wordings: &Wordings) -> Self {
        let Wordings { old, new, scale } = wordings;
        Parts { of_new: parts(&pairs.of_new, new, old, scale), of_old: parts(&pairs.of_old, old, new, scale) }
    }
}

/// For every free paragraph of one list, the paragraph of the other that holds most of its words and whose partner, or
/// another part of it, stands beside it.
fn parts(
    partners: &[Option<usize>],
    own: &[Option<Bag>],
    other: &[Option<Bag>],
    scale: &Scale,
) -> Vec<Option<usize>> {
    let mut wholes: Vec<Option<usize>> = vec![None; partners.len()];
    let belongs = |part: usize, beside: usize, whole: usize| -> Option<bool> {
        let (part, beside, whole) = (own[part].as_ref()?, own[beside].as_ref()?, other[whole].as_ref()?);
        Some(scale.shared_beyond(whole, part, beside) * 2 > part.mass)
    };
    let mut probe = |part: usize, beside: usize| {
        if partners[part].is_none()
            && wholes[part].is_none()
            && let Some(whole) = partners[beside].or(wholes[beside])
            && belongs(part, beside, whole) == Some(true)
        {
            wholes[part] = Some(whole);
        }
    };
    (1..partners.len()).for_each(|index| probe(index, index - 1));
    (1..partners.len()).rev().for_each(|index| probe(index - 1, index));
    wholes
}

/// Pairs what is left between two neighbours that kept their order, by single words.
fn pair_in_place(
    pairs: &mut Pairs,
    parts: &Parts,
    chain: &[(usize, usize)],
    old: &[&str],
    new: &[&str],
) -> Vec<(usize, usize)> {
    let mut from = (0, 0);
    let mut found = Vec::new();
    for &(old_end, new_end) in chain.iter().chain([&(old.len(), new.len())]) {
        let left = |range: Range<usize>, partners: &[Option<usize>], parts: &[Option<usize>]| -> Vec<usize> {
            range.filter(|&index| partners[index].is_none() && parts[index].is_none()).collect()
        };
        let olds = left(from.0..old_end, &pairs.of_old, &parts.of_old);
        let news = left(from.1..new_end, &pairs.of_new, &parts.of_new);
        if !olds.is_empty() && !news.is_empty() && olds.len() * news.len() <= MAX_GAP {
            found.extend(best_in_order(&olds, &news, old, new));
        }
        from = (old_end + 1, new_end + 1);
    }
    found.iter().for_each(|&(old, new)| pairs.pair(old, new));
    found
}

/// The pairs of two short lists that are most alike, in order.
fn best_in_order(olds: &[usize], news: &[usize], old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut vocabulary = Vocabulary::new(Attributes::Ignored);
    let old_words: Vec<_> = olds.iter().map(|&index| sorted_words(&mut vocabulary, old[index])).collect();
    let new_words: Vec<_> = news.iter().map(|&index| sorted_words(&mut vocabulary, new[index])).collect();
    let width = news.len() + 1;
    let mut best = vec![0; (olds.len() + 1) * width];
    let mut likeness = vec![0; best.len()];
    for (row, a) in (1..).zip(&old_words) {
        for (column, b) in (1..).zip(&new_words) {
            let alike = words_alike(a, b, &vocabulary.weights);
            let cell = row * width + column;
            likeness[cell] = if alike >= ALIKE_IN_PLACE { alike } else { 0 };
            best[cell] = best[cell - 1].max(best[cell - width]).max(best[cell - width - 1] + likeness[cell]);
        }
    }
    let mut found = Vec::new();
    let (mut row, mut column) = (olds.len(), news.len());
    while row > 0 && column > 0 {
        let cell = row * width + column;
        if best[cell] == best[cell - width] {
            row -= 1;
        } else if best[cell] == best[cell - 1] {
            column -= 1;
        } else {
            (row, column) = (row - 1, column - 1);
            found.push((olds[row], news[column]));
        }
    }
    found
}

fn sorted_words<'a>(vocabulary: &mut Vocabulary<'a>, text: &'a str) -> Vec<u32> {
    let mut words = vocabulary.read(text.into()).ids;
    words.sort_unstable();
    words
}

/// The likeness of two sorted lists of words in thousandths, by length of words.
fn words_alike(a: &[u32], b: &[u32], weights: &[u32]) -> u32 {
    let total = weight(a, weights) + weight(b, weights);
    let mut others = b.iter().peekable();
    let shared = a.iter().filter(|&word| {
        while others.next_if(|&other| other < word).is_some() {}
        others.next_if(|&other| other == word).is_some()
    });
    let shared: u32 = shared.map(|&word| weights[word as usize]).sum();
    (2000 * shared).checked_div(total).unwrap_or(0)
}

fn links(
    pairs: &Pairs,
    parts: &Parts,
    kept: &[(usize, usize)],
    old: &[&str],
    new: &[&str],
) -> Vec<(Link, bool)> {
    let mut in_order = vec![false; old.len()];
    kept.iter().for_each(|&(old, _)| in_order[old] = true);
    let (split, joined) = (by_whole(&parts.of_new), by_whole(&parts.of_old));
    let with_parts = |main: usize, parts: Option<&Vec<usize>>| {
        let mut all = vec![main];
        all.extend(parts.into_iter().flatten());
        all.sort_unstable();
        all
    };
    let link = |(old_index, new_index): (usize, usize)| {
        let old_all = with_parts(old_index, joined.get(&new_index));
        let new_all = with_parts(new_index, split.get(&old_index));
        let kind = match (old_all.len(), new_all.len(), in_order[old_index], old[old_index] == new[new_index])
        {
            (1, 1, true, true) => LinkKind::Same,
            (1, 1, true, false) => LinkKind::Edit,
            (1, 1, false, true) => LinkKind::Move,
            (1, 1, false, false) => LinkKind::MoveEdit,
            (_, 1, _, _) => LinkKind::Join,
            (_, _, _, _) => LinkKind::Split,
        };
        (Link { old: old_all, new: new_all, kind }, in_order[old_index])
    };
    pairs.of_old.iter().enumerate().filter_map(|(old, new)| Some(link((old, (*new)?)))).collect()
}

fn by_whole(parts: &[Option<usize>]) -> FxHashMap<usize, Vec<usize>> {
    let mut wholes: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (part, whole) in parts.iter().enumerate() {
        if let Some(whole) = whole {
            wholes.entry(*whole).or_default().push(part);
        }
    }
    wholes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &[&str], new: &[&str]) -> String {
        let show = |link: &Link| format!("{:?}-{:?} {:?}", link.old, link.new, link.kind);
        align(old, new).iter().map(show).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn paragraphs_are_recognised() {
        let check = |old: &[&str], new: &[&str], expected: &str| assert_eq!(shown(old, new), expected);
        let (act, report) = (
            "1. States shall act with due diligence.",
            "2. States shall report to the depositary every year.",
        );
        let meet = "3. The meeting of States shall be convened at the seat of the depositary, and shall be open to observers.";
        check(&[], &[], "");
        check(&[act], &[], "");
        check(&[act, report], &[act, report], "[0]-[0] Same, [1]-[1] Same");
        check(&[report], &[act, "4. States shall report to the depositary every year."], "[0]-[1] Same");
        check(
            &[act, report],
            &["States must act with all due diligence.", report],
            "[0]-[0] Edit, [1]-[1] Same",
        );
        check(&[act, report, meet], &[report, meet, act], "[0]-[2] Move, [1]-[0] Same, [2]-[1] Same");
        check(&["Item 3", "Item 4"], &["Item 3", "Item new 4"], "[0]-[0] Same, [1]-[1] Edit");
        let parts = [
            "3. The meeting of States shall be convened at the seat of the depositary.",
            "It shall be open to observers.",
        ];
        check(
            &[act, meet, report],
            &[act, parts[0], parts[1], report],
            "[0]-[0] Same, [1]-[1, 2] Split, [2]-[3] Same",
        );
        check(
            &[act, parts[0], parts[1], report],
            &[act, meet, report],
            "[0]-[0] Same, [1, 2]-[1] Join, [3]-[2] Same",
        );
    }

    #[test]
    fn numbers_in_front_do_not_count() {
        let check = |text: &str, expected: &str| assert_eq!(without_number(text), expected);
        check("12. States", "States");
        check("(a) States", "States");
        check("12 States", "12 States");
        check("States. Act", "States. Act");
        check("(including) States", "(including) States");
    }
}
