//! Renumbering, once, on request: every series of labels counts on without "bis" and without gaps, and the references
//! of the text to itself follow.
//!
//! Invariant: nothing but numbers changes; the form of a label stays ("14." stays with its full stop, "(c)" in its
//! parentheses). Bullets and labels that are not counted stay as they are, and so does a reference that leads nowhere
//! or could lead to several places: it is listed. Renumbering what is renumbered changes nothing.

mod series;

use std::collections::BTreeMap;

use self::series::Series;
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::label::Label;
use crate::document::reference::{Reference, references, resolve};
use crate::document::{Kind, Paragraph};

/// A text renumbered, and what became of its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renumbered {
    /// The paragraphs with their new labels and references.
    pub paragraphs: Vec<Paragraph>,
    /// Old and new, for every paragraph whose label changed, in the order of the text.
    pub concordance: Vec<Row>,
    /// The references that were rewritten.
    pub rewritten: Vec<Rewritten>,
    /// The references that lead nowhere, or could lead to several places.
    pub dangling: Vec<Dangling>,
}

/// A line of the concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// Its label before.
    pub old: Label,
    /// Its label now.
    pub new: Label,
}

/// A reference that follows what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The paragraph it stands in.
    pub paragraph: ParagraphId,
    /// How it read.
    pub old: String,
    /// How it reads.
    pub new: String,
}

/// A reference that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// The paragraph it stands in.
    pub paragraph: ParagraphId,
    /// The number it says.
    pub number: String,
    /// The paragraph that had that number and is gone, if one is.
    pub gone: Option<ParagraphId>,
}

/// Renumbers a text; `gone` are the paragraphs of the draft before that are no longer there.
pub fn renumber(paragraphs: &[Paragraph], gone: &[Paragraph]) -> Renumbered {
    let labels = count(paragraphs);
    let mut out = Renumbered::default();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let mut new = paragraph.clone();
        if let (Some(old), Some(label)) = (&paragraph.content.label, &labels[place])
            && old != label
        {
            out.concordance.push(Row { paragraph: paragraph.id, old: old.clone(), new: label.clone() });
            new.content.label = Some(label.clone());
        }
        let text = rewrite(place, paragraphs, &labels, gone, &mut out);
        if let Some(text) = text {
            new.content.text = text;
        }
        out.paragraphs.push(new);
    }
    out
}

/// The words of a paragraph with its references rewritten; none if none was.
fn rewrite(
    place: usize,
    paragraphs: &[Paragraph],
    labels: &[Option<Label>],
    gone: &[Paragraph],
    out: &mut Renumbered,
) -> Option<Text> {
    let paragraph = &paragraphs[place];
    let text = paragraph.content.text.as_str();
    let mut written = String::new();
    let mut from = 0;
    for reference in references(text) {
        let Some(&to) = resolve(&reference, place, paragraphs).first() else {
            out.dangling.extend(dangling(paragraph.id, &reference, gone, paragraphs));
            continue;
        };
        let (Some(old), Some(new)) = (&paragraphs[to].content.label, &labels[to]) else { continue };
        if old == new {
            continue;
        }
        let number = number_of(new);
        written.push_str(&text[from..reference.range.start]);
        written.push_str(&number);
        from = reference.range.end;
        out.rewritten.push(Rewritten { paragraph: paragraph.id, old: reference.number, new: number });
    }
    if from == 0 {
        return None;
    }
    written.push_str(&text[from..]);
    Some(Text::parse(&written))
}

/// A reference that leads nowhere, where the text counts what it refers to at all.
fn dangling(
    paragraph: ParagraphId,
    reference: &Reference,
    gone: &[Paragraph],
    paragraphs: &[Paragraph],
) -> Option<Dangling> {
    let had = |it: &&Paragraph| {
        it.content
            .label
            .as_ref()
            .is_some_and(|label| number_of(label).eq_ignore_ascii_case(&reference.number))
    };
    let gone = gone.iter().find(had).map(|it| it.id);
    let counted = paragraphs.iter().any(|it| it.content.kind == Kind::Numbered && it.content.label.is_some());
    (gone.is_some() || counted && reference.division == crate::document::label::Division::Paragraph)
        .then(|| Dangling { paragraph, number: reference.number.clone(), gone })
}

/// The number that a text refers to a label by: "12 bis" of "12 bis.", "3" of "Article 3".
fn number_of(label: &Label) -> String {
    let stem = label.stem();
    match label.division() {
        Some(_) => stem.split_once(char::is_whitespace).map_or(stem, |(_, number)| number).to_owned(),
        None => stem.to_owned(),
    }
}

/// The new label of each paragraph.
fn count(paragraphs: &[Paragraph]) -> Vec<Option<Label>> {
    let mut running: BTreeMap<series::Key, Series> = BTreeMap::new();
    let mut labels = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let content = &paragraph.content;
        // What stands under a paragraph or a heading counts anew behind the next one.
        running.retain(|key, _| !key.ends_with(content.kind, content.level));
        let heading = content.kind.is_heading();
        let label = content.label.as_ref().map(|label| {
            let Some(parts) = series::parts(label, content.kind, content.level) else { return label.clone() };
            let letter = series::as_letter(&parts).and_then(|(key, number)| {
                let expects =
                    |(it, series): &(&series::Key, &Series)| it.is_like(&key) && series.expects(&number);
                running.iter().find(expects).map(|(it, _)| (it.clone(), number.clone()))
            });
            let (key, number) = letter.unwrap_or(parts);
            running.entry(key).or_default().next(&number, label)
        });
        if heading {
            running.values_mut().for_each(Series::passes_heading);
        }
        labels.push(label);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;

    fn text(lines: &[&str]) -> Vec<Paragraph> {
        let of = |(at, line): (usize, &&str)| {
            let content = match line.strip_prefix("# ") {
                Some(heading) => Content::read_as(Kind::Heading, 1, heading),
                None => Content::read(line),
            };
            Paragraph { id: ParagraphId::from_bytes([at as u8; 16]), content }
        };
        lines.iter().enumerate().map(of).collect()
    }

    fn shown(paragraphs: &[Paragraph]) -> Vec<String> {
        paragraphs.iter().map(|it| it.content.shown()).collect()
    }

    #[track_caller]
    fn check(before: &[&str], after: &[&str]) {
        let renumbered = renumber(&text(before), &[]);
        let plain: Vec<&str> = after.iter().map(|it| it.trim_start_matches("# ")).collect();
        assert_eq!(shown(&renumbered.paragraphs), plain);
        let again = renumber(&renumbered.paragraphs, &[]);
        assert_eq!((again.paragraphs, again.concordance.len()), (renumbered.paragraphs, 0));
    }

    #[test]
    fn inserted_paragraphs_get_numbers_of_their_own_and_gaps_close() {
        check(
            &["12. One.", "12 bis. Two.", "12 ter. Three.", "14. Four.", "15. Five."],
            &["12. One.", "13. Two.", "14. Three.", "15. Four.", "16. Five."],
        );
    }

    #[test]
    fn a_series_runs_on_under_headings_or_begins_anew_as_it_did() {
        check(
            &["# I. First", "1. A.", "3. B.", "# III. Second", "4. C.", "4 bis. D."],
            &["# I. First", "1. A.", "2. B.", "# II. Second", "3. C.", "4. D."],
        );
        check(
            &["# Article 1", "1. A.", "2. B.", "# Article 3", "2. C.", "3. D.", "# Article 4", "1. E."],
            &["# Article 1", "1. A.", "2. B.", "# Article 2", "1. C.", "2. D.", "# Article 3", "1. E."],
        );
    }

    #[test]
    fn items_count_in_their_list_and_keep_their_form() {
        check(
            &["1. One:", "(b) a;", "(b bis) b.", "2. Two:", "(a) c;", "(c) d."],
            &["1. One:", "(a) a;", "(b) b.", "2. Two:", "(a) c;", "(b) d."],
        );
        check(&["1. One:", "(g) a;", "(i) b;", "(j) c."], &["1. One:", "(a) a;", "(b) b;", "(c) c."]);
        check(&["1. One:", "(i) a;", "(iii) b."], &["1. One:", "(i) a;", "(ii) b."]);
        check(&["1. One:", "- a;", "- b.", "3. Two."], &["1. One:", "- a;", "- b.", "2. Two."]);
    }

    #[test]
    fn preambular_and_operative_paragraphs_are_two_series() {
        check(
            &["PP1 Recalling,", "PP1 bis Noting,", "PP2 Aware,", "OP1 Decides;", "OP3 Invites."],
            &["PP1 Recalling,", "PP2 Noting,", "PP3 Aware,", "OP1 Decides;", "OP2 Invites."],
        );
    }

    #[test]
    fn whole_alternatives_share_their_number() {
        check(
            &["1. One.", "3. Alt 1 Two.", "3. Alt 2 Or two.", "4. Three."],
            &["1. One.", "2. Alt 1 Two.", "2. Alt 2 Or two.", "3. Three."],
        );
    }

    #[test]
    fn references_follow_and_foreign_ones_do_not() {
        let before = text(&[
            "1. One.",
            "1 bis. Two.",
            "2. As in paragraphs 1 bis and 2 above, and Article 2 of the Convention.",
            "4. See paragraph 2, and paragraph 3.",
        ]);
        let gone = text(&["x", "x", "x", "x", "3. Gone."]);
        let done = renumber(&before, &gone[4..]);
        assert_eq!(
            shown(&done.paragraphs)[2..],
            [
                "3. As in paragraphs 2 and 3 above, and Article 2 of the Convention.",
                "4. See paragraph 3, and paragraph 3."
            ]
        );
        let rewritten: Vec<_> = done.rewritten.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect();
        assert_eq!(rewritten, [("1 bis", "2"), ("2", "3"), ("2", "3")]);
        let rows: Vec<_> = done.concordance.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect();
        assert_eq!(rows, [("1 bis.", "2."), ("2.", "3.")]);
        assert_eq!(
            done.dangling,
            [Dangling { paragraph: before[3].id, number: "3".into(), gone: Some(gone[4].id) }]
        );
    }
}
