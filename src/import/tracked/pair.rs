//! Which paragraph of a returned file is which of the draft: by our bookmarks where the words agree, by the words, and
//! by a bookmark alone where nothing else fits.
//!
//! An editor may lose a bookmark, double it by copying, or carry it into the paragraph before or behind; so none is
//! believed against words that stand elsewhere unchanged.

use rustc_hash::FxHashMap;

use super::reshaped;
use super::words::{against, key, key_shown, on_its_own};
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::lineage::Lineage;
use crate::engine::{self, LinkKind, Op, align};
use crate::import::docx::{Point, Seen};

/// The least share of the shorter one's words, in thousandths, that a bookmark is believed with.
const ALIKE: usize = 300;
/// How many paragraphs with one bookmark are looked at.
const MOST_CLAIMS: usize = 8;

/// A view of the file as paragraphs of the draft and new ones.
pub(super) struct Paired {
    /// The paragraphs, those of the draft with their ids.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Which pieces and which joined paragraphs belong together.
    pub(super) lineage: Lineage,
    /// For each paragraph its place in the draft; none for a new one.
    pub(super) places: Vec<Option<usize>>,
}

/// A view of the file, and its paragraphs as they are compared.
pub(super) struct Page<'a> {
    pub(super) seen: &'a [Seen],
    pub(super) keys: Vec<String>,
}

impl<'a> Page<'a> {
    pub(super) fn of(seen: &'a [Seen]) -> Self {
        Self { seen, keys: seen.iter().map(|it| key(&it.content)).collect() }
    }
}

/// Who is whom so far.
pub(super) struct Pairs {
    pub(super) of_base: Vec<Option<usize>>,
    pub(super) of_seen: Vec<Option<usize>>,
}

impl Pairs {
    pub(super) fn pair(&mut self, base: usize, seen: usize) {
        self.of_base[base] = Some(seen);
        self.of_seen[seen] = Some(base);
    }

    /// The draft's paragraph is that one instead.
    pub(super) fn pair_instead(&mut self, base: usize, seen: usize) {
        if let Some(before) = self.of_base[base].take() {
            self.of_seen[before] = None;
        }
        if let Some(before) = self.of_seen[seen].take() {
            self.of_base[before] = None;
        }
        self.pair(base, seen);
    }

    fn are_free(&self, base: usize, seen: usize) -> bool {
        self.of_base[base].is_none() && self.of_seen[seen].is_none()
    }
}

/// Finds the paragraphs of a draft in a view of a file.
pub(super) fn pair(base: &[Paragraph], page: &Page<'_>) -> Paired {
    let Page { seen, keys: seen_keys } = page;
    let mut pairs = Pairs { of_base: vec![None; base.len()], of_seen: vec![None; seen.len()] };
    let base_keys: Vec<String> = base.iter().map(|it| key_shown(&it.content)).collect();
    let claims = claims(base, seen);
    for &(b, n) in &claims {
        if pairs.are_free(b, n) && base_keys[b] == seen_keys[n] {
            pairs.pair(b, n);
        }
    }
    pair_unique(&mut pairs, &base_keys, seen_keys);
    pair_alike(&mut pairs, &claims, &base_keys, seen_keys);
    let mut parts = pair_by_words(&mut pairs, base, &base_keys, seen_keys);
    for &(b, n) in &claims {
        if pairs.are_free(b, n) && !seen_keys[n].is_empty() && !parts.is_part(b, n) {
            pairs.pair(b, n);
        }
    }
    reshaped::find(&mut pairs, &mut parts, &base_keys, seen_keys);

    let fresh = |at: usize| ParagraphId::derived("paragraph/returned", &[&(at as u64).to_be_bytes()]);
    let paragraphs: Vec<Paragraph> = (seen.iter().enumerate())
        .map(|(at, seen)| match pairs.of_seen[at] {
            Some(place) => Paragraph { id: base[place].id, content: against(&base[place].content, seen) },
            None => Paragraph { id: fresh(at), content: on_its_own(seen) },
        })
        .collect();
    let lineage = Lineage::new(parts.descents(&pairs, base, &paragraphs));
    Paired { paragraphs, lineage, places: pairs.of_seen }
}

/// (place in the draft, place in the view) for every bookmark in the view, of those words of its own stand beside.
fn claims(base: &[Paragraph], seen: &[Seen]) -> Vec<(usize, usize)> {
    let places: FxHashMap<ParagraphId, usize> = base.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
    let mut claims = Vec::new();
    let mut doubled = vec![0; base.len()];
    for (n, seen) in seen.iter().enumerate() {
        for placed in &seen.places {
            let Point::Bookmark(id) = &placed.point else { continue };
            let has_words = seen.worded.is_empty() || seen.worded.contains(&placed.block);
            let Some(&b) = places.get(id).filter(|_| has_words) else { continue };
            doubled[b] += 1;
            if doubled[b] <= MOST_CLAIMS {
                claims.push((b, n));
            }
        }
    }
    claims
}

/// Words that stand once in the draft and once in the view.
fn pair_unique(pairs: &mut Pairs, base_keys: &[String], seen_keys: &[String]) {
    let mut found: FxHashMap<&str, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for (b, key) in base_keys.iter().enumerate().filter(|(b, _)| pairs.of_base[*b].is_none()) {
        found.entry(key).or_default().0.push(b);
    }
    for (n, key) in seen_keys.iter().enumerate().filter(|(n, _)| pairs.of_seen[*n].is_none()) {
        if let Some(both) = found.get_mut(key.as_str()) {
            both.1.push(n);
        }
    }
    for (key, (bases, seens)) in found {
        if let ([b], [n]) = (&bases[..], &seens[..])
            && !key.is_empty()
        {
            pairs.pair(*b, *n);
        }
    }
}

/// Bookmarks with words like those of their paragraph, the most alike first.
fn pair_alike(pairs: &mut Pairs, claims: &[(usize, usize)], base_keys: &[String], seen_keys: &[String]) {
    let mut alike: Vec<(usize, usize, usize)> = (claims.iter())
        .filter(|(b, n)| pairs.are_free(*b, *n))
        .map(|&(b, n)| (share(&base_keys[b], &seen_keys[n]), b, n))
        .filter(|(share, ..)| *share >= ALIKE)
        .collect();
    alike.sort_by_key(|&(share, b, n)| (std::cmp::Reverse(share), b, n));
    for (_, b, n) in alike {
        if pairs.are_free(b, n) {
            pairs.pair(b, n);
        }
    }
}

/// Whatever is left, as two texts without ids are paired; what is known already stands for itself.
fn pair_by_words(
    pairs: &mut Pairs,
    base: &[Paragraph],
    base_keys: &[String],
    seen_keys: &[String],
) -> reshaped::Parts {
    let name = |b: usize| base[b].id.to_string();
    let old: Vec<String> = (0..base.len())
        .map(|b| if pairs.of_base[b].is_some() { name(b) } else { base_keys[b].clone() })
        .collect();
    let new: Vec<String> =
        (0..seen_keys.len()).map(|n| pairs.of_seen[n].map_or_else(|| seen_keys[n].clone(), name)).collect();
    let mut parts = reshaped::Parts::default();
    for link in align(&borrowed(&old), &borrowed(&new)) {
        let (b, n) = (link.old[0], link.new[0]);
        let is_free = link.old.iter().all(|&b| pairs.of_base[b].is_none() && !base_keys[b].is_empty())
            && link.new.iter().all(|&n| pairs.of_seen[n].is_none() && !seen_keys[n].is_empty());
        if !is_free {
            continue;
        }
        pairs.pair(b, n);
        match link.kind {
            LinkKind::Split => parts.pieces.extend(link.new[1..].iter().map(|&piece| (piece, b))),
            LinkKind::Join => parts.joined.extend(link.old[1..].iter().map(|&joined| (joined, n))),
            LinkKind::Same | LinkKind::Edit | LinkKind::Move | LinkKind::MoveEdit => {}
        }
    }
    parts
}

/// How much of the shorter text is in both, in thousandths.
fn share(a: &str, b: &str) -> usize {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0;
    }
    let kept: usize = (engine::redline(a.into(), b.into()).runs.iter())
        .filter(|run| run.op == Op::Equal)
        .map(|run| a[run.old.clone()].trim().len())
        .sum();
    kept * 1000 / least
}

fn borrowed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}
