//! What the decisions make of one paragraph, every change with where it comes from.

use std::collections::BTreeSet;
use std::ops::Range;

use super::ground::Laid;
use crate::document::Paragraph;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Rich;
use crate::drafting::ledger::{Change, Entry, Source};
use crate::export::rendition::{Stretch, stretches};

/// A paragraph of the result.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// As it reads in the working text; in the draft, if it is gone.
    pub(super) paragraph: &'a Paragraph,
    /// What happened to it as a whole, and from where.
    pub(super) acts: Vec<&'a Entry>,
    /// Its words, each change with its sources.
    pub(super) words: Vec<(Stretch, Vec<Source>)>,
    /// Whether it is gone from the text.
    pub(super) gone: bool,
}

/// The paragraph at a place and what its amendments bring in, in the order of the working text.
pub(super) fn pieces<'a>(
    laid: &'a Laid,
    place: Option<usize>,
    items: &BTreeSet<SubmissionId>,
) -> Vec<Piece<'a>> {
    let own = laid.ground.paragraph(place);
    let draft: BTreeSet<ParagraphId> = laid.ground.table.paragraphs.iter().map(|it| it.id).collect();
    let from_here = |entry: &&Entry| {
        let amended = |source: &Source| matches!(source, Source::Amendment { submission } if items.contains(submission));
        let split =
            matches!(entry.change, Change::SplitFrom { from } if own.is_some_and(|own| own.id == from));
        entry.sources.iter().any(amended) || split
    };
    let brought: BTreeSet<ParagraphId> =
        laid.made.ledger.iter().filter(from_here).map(|entry| entry.paragraph).collect();
    let is_here = |it: &&Paragraph| {
        own.is_some_and(|own| own.id == it.id) || (brought.contains(&it.id) && !draft.contains(&it.id))
    };
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    if let Some(own) = own.filter(|own| laid.made(own.id).is_none()) {
        pieces.push(gone(laid, own));
    }
    pieces.extend(laid.made.paragraphs.iter().filter(is_here).map(|it| piece(laid, it)));
    pieces
}

/// A paragraph as it is being typed: its changes have no sources yet.
pub(super) fn unsaved<'a>(laid: &'a Laid, paragraph: &'a Paragraph) -> Piece<'a> {
    let words = stretches(&before(laid, paragraph.id), &paragraph.content.text.rich());
    let words = words.into_iter().map(|stretch| (stretch, Vec::new())).collect();
    Piece { paragraph, acts: Vec::new(), words, gone: false }
}

fn before(laid: &Laid, id: ParagraphId) -> Rich {
    let before = laid.ground.table.paragraphs.iter().find(|it| it.id == id);
    before.map(|it| it.content.text.rich()).unwrap_or_default()
}

fn gone<'a>(laid: &'a Laid, own: &'a Paragraph) -> Piece<'a> {
    let whole = |entry: &&Entry| {
        entry.paragraph == own.id || matches!(entry.change, Change::JoinedWith { with } if with == own.id)
    };
    let acts: Vec<&Entry> = laid.made.ledger.iter().filter(whole).collect();
    let sources = acts.iter().flat_map(|entry| entry.sources.iter().copied()).collect::<BTreeSet<_>>();
    let words = stretches(&own.content.text.rich(), &Rich::default());
    let words = words.into_iter().map(|it| (it, sources.iter().copied().collect())).collect();
    Piece { paragraph: own, acts, words, gone: true }
}

fn piece<'a>(laid: &'a Laid, paragraph: &'a Paragraph) -> Piece<'a> {
    let entries = laid.made.ledger.iter().filter(|entry| entry.paragraph == paragraph.id);
    let (words, acts): (Vec<&Entry>, Vec<&Entry>) =
        entries.partition(|entry| matches!(entry.change, Change::Words { .. }));
    let before = before(laid, paragraph.id);
    let stretch = |stretch: Stretch| {
        let sources = stretch.change.as_ref().map(|change| sources_of(change, &words, &acts));
        (stretch, sources.unwrap_or_default())
    };
    let words = stretches(&before, &paragraph.content.text.rich()).into_iter().map(stretch).collect();
    Piece { paragraph, acts, words, gone: false }
}

/// The sources of a changed stretch: those of the line of the ledger about it, of the lines that meet it, or of what
/// happened to the paragraph as a whole.
fn sources_of(change: &(Range<usize>, Range<usize>), words: &[&Entry], acts: &[&Entry]) -> Vec<Source> {
    let meets = |a: &Range<usize>, b: &Range<usize>| a.start <= b.end && b.start <= a.end;
    let exact = |entry: &&&Entry| matches!(&entry.change, Change::Words { old, new, .. } if (old, new) == (&change.0, &change.1));
    let near = |entry: &&&Entry| matches!(&entry.change, Change::Words { new, .. } if meets(new, &change.1));
    let of = |entries: Vec<&&Entry>| -> BTreeSet<Source> {
        entries.iter().flat_map(|entry| entry.sources.iter().copied()).collect()
    };
    let found = [
        of(words.iter().filter(exact).collect()),
        of(words.iter().filter(near).collect()),
        of(acts.iter().collect()),
    ];
    found.into_iter().find(|sources| !sources.is_empty()).unwrap_or_default().into_iter().collect()
}
