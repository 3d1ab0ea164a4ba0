//! Comments in the margin: which paragraph of the draft each is about, and which words.

use rustc_hash::FxHashMap;

use super::pair::Paired;
use super::{Proposal, Tracking, Unmatched};
use crate::document::{Content, Paragraph};
use crate::drafting::submission::{Body, Target};
use crate::engine;
use crate::import::docx::{Comments, Point, Seen};

/// The longest quotation, in characters.
const LONGEST_QUOTE: usize = 500;
/// How the comments in our own redlines begin.
const OUR_REMARKS: [&str; 4] = ["moved from ", "moved to ", "split from ", "joined to "];

/// A view of the file, and which paragraphs of the draft it has.
pub(super) struct Sheet<'a> {
    pub(super) seen: &'a [Seen],
    pub(super) paired: &'a Paired,
}

/// Where the words of a comment stand in a view.
struct Hung {
    seen: usize,
    words: String,
    /// Whether words of its own paragraph of the file stand there.
    at_home: bool,
}

/// The comments as submissions on the draft. In a redline our own are passed over.
pub(super) fn remarks(
    comments: &Comments,
    base: &[Paragraph],
    (old, new): (&Sheet<'_>, &Sheet<'_>),
    is_redline: bool,
) -> (Vec<Proposal>, Vec<Unmatched>) {
    let (in_old, in_new) = (hung(old.seen), hung(new.seen));
    let places: FxHashMap<_, _> = base.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
    let place_of =
        |sheet: &Sheet<'_>, hung: &Hung| places.get(&sheet.paired.paragraphs[hung.seen].id).copied();
    let (mut proposals, mut unmatched) = (Vec::new(), Vec::new());
    for id in order(old.seen, new.seen) {
        let Some(text) = comments.words(&id) else { continue };
        if is_redline && OUR_REMARKS.iter().any(|remark| text.as_str().starts_with(remark)) {
            continue;
        }
        let by_words = in_old.get(&id).filter(|hung| !hung.words.is_empty());
        let by_words = by_words.and_then(|hung| Some((place_of(old, hung)?, quote(hung, old.seen))));
        let newly = in_new.get(&id);
        let before = in_old.get(&id).filter(|hung| hung.at_home && newly.is_none_or(|hung| !hung.at_home));
        let by_place = || match before {
            Some(hung) => Some((place_of(old, hung)?, None)),
            None => newly.and_then(|hung| Some((place_of(new, hung)?, None))),
        };
        let Some((place, quote)) = by_words.or_else(by_place) else {
            let words = newly.map_or_else(String::new, |hung| opening(&new.seen[hung.seen].content));
            unmatched.push(Unmatched::CommentOnNew { comment: text.clone(), words });
            continue;
        };
        let said = engine::fold(&base[place].content.text.plain());
        let quote = quote.filter(|quote| said.contains(&engine::fold(quote)) && engine::fold(quote) != said);
        proposals.push(Proposal {
            place: Some(place),
            target: Target::Paragraph { paragraph: base[place].id, quote },
            body: Body::Comment { text: text.clone() },
            tracking: Tracking::Tracked,
        });
    }
    (proposals, unmatched)
}

/// The ids of all comments, as they come in the text.
fn order(old: &[Seen], new: &[Seen]) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    let mut known = rustc_hash::FxHashSet::default();
    for placed in new.iter().chain(old).flat_map(|seen| &seen.places) {
        if let Point::Comment(id) | Point::CommentStart(id) = &placed.point
            && known.insert(id.clone())
        {
            order.push(id.clone());
        }
    }
    order
}

/// Where each comment hangs: of one on several paragraphs the first that it has words of.
fn hung(view: &[Seen]) -> FxHashMap<String, Hung> {
    let mut found: FxHashMap<String, Hung> = FxHashMap::default();
    let mut open: FxHashMap<String, usize> = FxHashMap::default();
    for (at, seen) in view.iter().enumerate() {
        let mut take = |id: &str, from: usize, to: usize, block: usize| {
            let words = seen.plain.get(from..to).unwrap_or_default().trim().to_owned();
            let at_home = seen.worded.contains(&block);
            let hung = Hung { seen: at, words, at_home };
            match found.get_mut(id) {
                Some(known) if known.words.is_empty() && (!hung.words.is_empty() || !known.at_home) => {
                    *known = hung
                }
                Some(_) => {}
                None => drop(found.insert(id.to_owned(), hung)),
            }
        };
        for placed in &seen.places {
            match &placed.point {
                Point::Bookmark(_) => {}
                Point::CommentStart(id) => drop(open.insert(id.clone(), placed.at)),
                Point::CommentEnd(id) => {
                    if let Some(from) = open.remove(id) {
                        take(id, from, placed.at, placed.block);
                    }
                }
                Point::Comment(id) => take(id, placed.at, placed.at, placed.block),
            }
        }
        // What begins here and goes on is about the words here, if there are any.
        for (id, from) in std::mem::take(&mut open) {
            take(&id, from, seen.plain.len(), usize::MAX);
            if seen.plain.get(from..).is_none_or(|words| words.trim().is_empty()) {
                open.insert(id, 0);
            }
        }
    }
    found
}

/// The words of a comment without the label; none where they are all the words there are.
fn quote(hung: &Hung, view: &[Seen]) -> Option<String> {
    let content = &view[hung.seen].content;
    let mut words = hung.words.as_str();
    if let Some(label) = &content.label
        && view[hung.seen].number.is_none()
        && view[hung.seen].plain.trim_start().starts_with(words)
    {
        words =
            words.trim_start_matches(['[', ' ']).strip_prefix(label.as_str()).unwrap_or(words).trim_start();
    }
    let words = words.replace('\t', " ");
    let is_all = engine::fold(&words) == engine::fold(&content.text.plain());
    (!words.is_empty() && !is_all && words.chars().count() <= LONGEST_QUOTE).then_some(words)
}

/// The first words of a paragraph.
fn opening(content: &Content) -> String {
    let words = content.text.plain();
    match words.char_indices().nth(60) {
        Some((at, _)) => {
            format!("{} …", words[..at].rsplit_once(' ').map_or(&words[..at], |(whole, _)| whole))
        }
        None => words,
    }
}
