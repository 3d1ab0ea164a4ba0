//! What a submission asks for as formal sentences: of its paragraph's words, or of the paragraph as a whole.
//!
//! Invariant: data only. The steps lead from the words its author had before them to those wanted; nothing here asks
//! whether they still fit the draft. Names of paragraphs are the caller's.

use super::plan::cuts;
use super::submission::Body;
use crate::document::Content;
use crate::document::id::ParagraphId;
use crate::document::inline::Rich;
use crate::document::step::say::{self, Catalogue, Put, quoted};
use crate::document::step::{Quote, Step, quote_behind, shortened, steps};

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formal {
    /// Something done to the words.
    Words(Step),
    /// The paragraph goes.
    Delete {
        /// Whether it is a heading.
        heading: bool,
    },
    /// Paragraphs come.
    Insert {
        /// Whether they stand at the very beginning rather than behind the paragraph.
        first: bool,
        /// How many.
        count: usize,
        /// The words of the first.
        words: String,
    },
    /// The paragraph stands elsewhere.
    Move {
        /// Behind which paragraph; none is the very beginning.
        after: Option<ParagraphId>,
    },
    /// The paragraph becomes two.
    Split {
        /// The words that the later one begins with.
        before: Quote,
    },
    /// The paragraph behind becomes part of it.
    Join {
        /// That paragraph.
        next: ParagraphId,
    },
    /// Words take the place of others wherever they stand.
    Throughout {
        /// The words that go.
        old: String,
        /// The words that come.
        new: String,
    },
    /// Another label.
    Label {
        /// The earlier one.
        old: Option<String>,
        /// The later one.
        new: Option<String>,
    },
}

/// What a submission asks for; nothing for a comment. `target` is the paragraph it is about.
pub fn formal(target: Option<&Content>, body: &Body) -> Vec<Formal> {
    match body {
        Body::Comment { .. } => Vec::new(),
        Body::Replace { base, with } => {
            let (first, others) = with.split_first().map_or((None, &[][..]), |(it, rest)| (Some(it), rest));
            let words = first.map(|it| steps(&base.rich(), &it.text.rich())).unwrap_or_default();
            words.into_iter().map(Formal::Words).chain(added(others, false)).collect()
        }
        Body::InsertAfter { paragraphs } => added(paragraphs, target.is_none()).into_iter().collect(),
        Body::Delete { .. } => {
            vec![Formal::Delete { heading: target.is_some_and(|it| it.kind.is_heading()) }]
        }
        Body::Move { after, .. } => vec![Formal::Move { after: *after }],
        Body::Split { base, pieces } => {
            let base = base.rich();
            let at = cuts(&base, pieces, &base).into_iter();
            at.filter_map(|at| quote_behind(&base, at)).map(|before| Formal::Split { before }).collect()
        }
        Body::Join { next, .. } => vec![Formal::Join { next: *next }],
        Body::ReplaceThroughout { find, put } => {
            vec![Formal::Throughout { old: find.clone(), new: put.clone() }]
        }
    }
}

/// What was done to a paragraph from one draft to the next: to its label, then to its words.
pub fn changes(old: (&str, &Rich), new: (&str, &Rich)) -> Vec<Formal> {
    let label = |label: &str| Some(label.to_owned()).filter(|it| !it.is_empty());
    let relabelled = (old.0 != new.0).then(|| Formal::Label { old: label(old.0), new: label(new.0) });
    relabelled.into_iter().chain(steps(old.1, new.1).into_iter().map(Formal::Words)).collect()
}

fn added(paragraphs: &[Content], first: bool) -> Option<Formal> {
    let words = paragraphs.first()?.text.plain();
    Some(Formal::Insert { first, count: paragraphs.len(), words })
}

/// A message and what is put into it; none for a step, which says itself.
pub fn message(
    formal: &Formal,
    place: &dyn Fn(ParagraphId) -> String,
    catalogue: &Catalogue<'_>,
) -> Option<(&'static str, Vec<(&'static str, Put)>)> {
    let words = |text: &str| Put::Words(quoted(text));
    let plain = |text: String| Put::Words(text);
    Some(match formal {
        Formal::Words(_) => return None,
        Formal::Delete { heading } => {
            let kind = if *heading { "heading" } else { "paragraph" };
            ("formal-delete", vec![("kind", plain(kind.to_owned()))])
        }
        Formal::Insert { first, count, words: text } => {
            let id = if *first { "formal-insert-first" } else { "formal-insert" };
            (id, vec![("count", Put::Number(*count)), ("words", words(&shortened(text)))])
        }
        Formal::Move { after: None } => ("formal-move-first", Vec::new()),
        Formal::Move { after: Some(after) } => ("formal-move", vec![("place", plain(place(*after)))]),
        Formal::Split { before } => {
            ("formal-split", vec![("before", Put::Words(say::plain_quote(before, catalogue)))])
        }
        Formal::Join { next } => ("formal-join", vec![("place", plain(place(*next)))]),
        Formal::Throughout { old, new } => {
            ("formal-throughout", vec![("old", words(old)), ("new", words(new))])
        }
        Formal::Label { old, new } => match (old, new) {
            (Some(old), Some(new)) => {
                ("formal-label", vec![("old", plain(old.clone())), ("new", plain(new.clone()))])
            }
            (None, Some(new)) => ("formal-label-add", vec![("new", plain(new.clone()))]),
            (old, None) => ("formal-label-drop", vec![("old", plain(old.clone().unwrap_or_default()))]),
        },
    })
}

/// Everything asked for, in plain characters, one after the other.
pub fn plain(all: &[Formal], place: &dyn Fn(ParagraphId) -> String, catalogue: &Catalogue<'_>) -> String {
    let one = |formal: &Formal| match (formal, message(formal, place, catalogue)) {
        (_, Some((id, slots))) => catalogue(id, &slots),
        (Formal::Words(step), None) => say::plain(step, catalogue),
        (_, None) => String::new(),
    };
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::cases::{delete, draft, insert, relocate, replace, split};
    use super::*;
    use crate::document::step::Act;

    #[test]
    fn every_kind_of_amendment_is_told() {
        let base = draft(&["1. States report. The co-chairs reply.", "# Heading", "3. End."]);
        let of = |place: usize, body: &Body| formal(Some(&base[place - 1].content), body);
        assert_eq!(of(1, &delete(1, &base, 1).body), [Formal::Delete { heading: false }]);
        assert_eq!(of(2, &delete(1, &base, 2).body), [Formal::Delete { heading: true }]);
        assert_eq!(of(1, &relocate(1, &base, 1, 3).body), [Formal::Move { after: Some(base[2].id) }]);
        let added = |first, count| Formal::Insert { first, count, words: "New.".to_owned() };
        assert_eq!(of(1, &insert(1, 1, "New.\nAnd more.").body), [added(false, 2)]);
        assert_eq!(formal(None, &insert(1, 0, "New.").body), [added(true, 1)]);
        let amended = replace(1, &base, 1, "States shall report. The co-chairs reply.\nNew.");
        let told = of(1, &amended.body);
        assert!(
            matches!(&told[..], [Formal::Words(Step { act: Act::Insert { words, .. }, .. }), last]
            if words == "shall" && *last == added(false, 1)),
            "{told:?}"
        );
        let cut = split(1, &base, 1, &["States report.", "The co-chairs reply."]);
        let told = of(1, &cut.body);
        assert!(matches!(&told[..], [Formal::Split { before }] if before.words == "The co"), "{told:?}");
        let comment = Body::Comment { text: crate::document::inline::Text::parse("Too weak.") };
        assert_eq!(of(1, &comment), []);
    }

    #[test]
    fn another_number_is_told_before_the_words() {
        let (old, new) = (Rich::parse("States act."), Rich::parse("States shall act."));
        let told = changes(("1.", &old), ("2.", &new));
        let label = |it: &str| Some(it.to_owned());
        assert_eq!(told[0], Formal::Label { old: label("1."), new: label("2.") });
        assert_eq!(told.len(), 2);
        assert_eq!(changes(("", &old), ("", &old)), []);
    }
}
