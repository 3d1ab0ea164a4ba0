//! The promises of documents: markup, labels, brackets, references.

use std::collections::BTreeSet;

use travaux::document::inline::{Piece, Rich, Text};
use travaux::document::label::Label;
use travaux::document::reference::references;
use travaux::document::{Content, brackets};
use travaux::engine::{Op, Slice, fold, merge, redline};

/// Markup has one canonical form, which reads back the same, whole and in pieces.
pub(super) fn of_markup(markup: &str) {
    let text = Text::parse(markup);
    is_canonical(&text);
    let rich = text.rich();
    let pieces: Vec<Piece<'_>> = rich.pieces().collect();
    assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), rich.as_str());
    assert_eq!(text.is_empty(), rich.as_str().is_empty());
    let literal = Text::literal(markup);
    is_canonical(&literal);
    assert_eq!(literal.plain(), markup.trim());
    let mut places = rich.as_str().char_indices().map(|(at, _)| at).step_by(3);
    while let (Some(start), Some(end)) = (places.next(), places.next()) {
        let mut cut = Rich::default();
        cut.push(&rich, start..end);
        cut.push(&rich, 0..start);
        is_canonical(&cut.to_text());
    }
}

fn is_canonical(text: &Text) {
    assert_eq!(Text::parse(text.as_str()), *text);
    assert_eq!(text.rich().to_text(), *text);
    assert_eq!(Rich::parse(text.as_str()), text.rich());
}

/// Merging texts in markup gives markup, made of elements of the texts only; so does either side of a redline.
pub(super) fn of_merge(base: &str, sides: &[&str]) {
    let base = Rich::parse(base);
    let sides: Vec<Rich> = sides.iter().map(|side| Rich::parse(side)).collect();
    let sources: Vec<_> = sides.iter().map(Rich::source).collect();
    let merged = merge(base.source(), &sources);
    let mut made = Rich::default();
    let mut of_side = vec![Rich::default(); sides.len()];
    let take = |made: &mut Rich, wanted: Option<&Slice>, region| match wanted {
        Some(words) => made.push(&sides[words.side], words.range.clone()),
        None => made.push(&base, region),
    };
    for region in &merged.regions {
        take(&mut made, region.settled(), region.base.clone());
        for (side, made) in of_side.iter_mut().enumerate() {
            take(made, region.wanted_by(side), region.base.clone());
        }
    }
    assert_eq!(made.as_str(), merged.text(base.as_str(), &sources), "a footnote is lost or cut");
    is_canonical(&made.to_text());
    let known: BTreeSet<Text> = sides.iter().chain([&base]).flat_map(notes).collect();
    assert!(notes(&made).iter().all(|note| known.contains(note)), "a footnote that nobody wrote");
    for (side, made) in sides.iter().zip(of_side) {
        assert_eq!(fold(made.as_str()), fold(side.as_str()));
        assert!(sides.len() > 1 || made.to_text() == side.to_text(), "{made:?} for {side:?}");
        is_canonical(&made.to_text());
        accepted_and_rejected(&base, side);
    }
}

fn accepted_and_rejected(old: &Rich, new: &Rich) {
    let (mut rejected, mut accepted) = (Rich::default(), Rich::default());
    for run in redline(old.source(), new.source()).runs {
        if run.op != Op::Insert {
            rejected.push(old, run.old);
        }
        if run.op != Op::Delete {
            accepted.push(new, run.new);
        }
    }
    assert_eq!((&rejected, &accepted), (old, new));
}

fn notes(rich: &Rich) -> Vec<Text> {
    rich.pieces().filter_map(|piece| piece.note).collect()
}

/// A label and the words after it are the paragraph; as it is shown, it reads the same.
pub(super) fn of_label(paragraph: &str) {
    for heading in [false, true] {
        if let Some(split) = Label::split(paragraph, heading) {
            let label = split.label.as_str();
            assert!(paragraph.ends_with(split.rest) && !label.is_empty() && label.trim() == label);
            assert!(split.brackets.chars().all(|letter| letter == '[' || letter.is_whitespace()));
            let before = &paragraph[..paragraph.len() - split.rest.len()];
            assert!(before.trim_start().starts_with(split.brackets) && before.contains(label));
            let _ = (split.label.form(), split.label.division(), split.label.stem());
        }
    }
    // A tab, or several spaces, tell a label where one space does not.
    let content = Content::read(&paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let again = Content::read(&content.shown());
    assert_eq!(again, content, "{:?}", content.shown());
}

const OPENING: [char; 3] = ['[', '［', '【'];
const CLOSING: [char; 3] = [']', '］', '】'];

/// Every bracket is half of one pair or lone; pairs lie inside or beside one another.
pub(super) fn of_brackets(text: &str) {
    let found = brackets::find(text);
    let mut places: Vec<usize> = found.lone.clone();
    for pair in &found.pairs {
        let closing = text[pair.clone()].char_indices().next_back().map_or(0, |(at, _)| pair.start + at);
        assert!(text[pair.clone()].starts_with(OPENING) && text[closing..].starts_with(CLOSING));
        places.extend([pair.start, closing]);
        let crosses = |other: &std::ops::Range<usize>| {
            pair.start < other.start && other.start < pair.end && pair.end < other.end
        };
        assert!(!found.pairs.iter().any(crosses), "pairs cross");
        assert!(
            found.within(pair) <= found.depth && !found.cut_by(pair)
                || found.lone.iter().any(|at| pair.contains(at))
        );
    }
    places.sort_unstable();
    let all: Vec<usize> = text.match_indices([OPENING, CLOSING].as_flattened()).map(|(at, _)| at).collect();
    assert_eq!(places, all);
    let _ = brackets::is_enclosed(text);
}

/// References stand where they say, in order.
pub(super) fn of_references(text: &str) {
    let found = references(text);
    let mut at = 0;
    for reference in &found {
        assert!(at <= reference.range.start && reference.range.start < reference.range.end, "{found:?}");
        at = reference.range.end;
        for part in reference.number.iter().chain(&reference.items) {
            assert_eq!(text[part.range.clone()], part.text, "{reference:?}");
            assert!(!part.text.is_empty());
        }
    }
}
