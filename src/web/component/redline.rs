//! Runs as elements: the redline of a page, drawn from the same rendition as every exported file.
//!
//! Nothing is told by colour alone: insertions and deletions say in hidden words where they begin and end. A redline
//! never stands inside a link or a button.

use std::ops::Range;

use maud::{Markup, html};

use crate::document::inline::{EMPHASIS, STRONG};
use crate::export::rendition::{Mark, Matter, Passage, Run, Seam, Standing, Vocabulary, fill};
use crate::web::paths;

/// What draws the text of one page: the words searched for, and the footnotes met so far.
pub(in crate::web) struct Pen<'a> {
    vocabulary: &'a Vocabulary,
    sought: Vec<char>,
    footnotes: Footnotes,
    /// Whether references lead to the paragraphs they mean: all are on the page.
    leads: bool,
}

/// Where footnotes go.
enum Footnotes {
    /// To a list at the end.
    Listed(Vec<Markup>),
    /// Into the line, in brackets.
    Inline,
}

/// The names of the two drafts, for a paragraph that is shown as old and new.
#[derive(Clone, Copy)]
pub(in crate::web) struct Sides<'a> {
    /// The earlier draft.
    pub(in crate::web) old: &'a str,
    /// The later one.
    pub(in crate::web) new: &'a str,
}

impl<'a> Pen<'a> {
    /// A pen that marks what was searched for.
    pub(in crate::web) fn new(vocabulary: &'a Vocabulary, sought: &str) -> Self {
        Self {
            vocabulary,
            sought: sought.chars().map(folded).collect(),
            footnotes: Footnotes::Listed(Vec::new()),
            leads: false,
        }
    }

    /// The same on a page that has all paragraphs of the text.
    pub(in crate::web) fn leading(self, leads: bool) -> Self {
        Self { leads, ..self }
    }

    /// A pen that writes footnotes into the line, for what is not the text itself.
    pub(in crate::web) fn inline(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, sought: Vec::new(), footnotes: Footnotes::Inline, leads: false }
    }

    /// The words of a passage, without its label. A rewritten one is an old block and a new block.
    pub(in crate::web) fn passage(&mut self, passage: &Passage, sides: Option<Sides<'_>>) -> Markup {
        match (passage.standing, sides) {
            (Standing::Rewritten, Some(sides)) => {
                let (old, new): (Vec<Run>, Vec<Run>) =
                    passage.words.iter().cloned().partition(|run| run.mark == Mark::Deleted);
                html! {
                    p.text.block-old { span.block-name { bdi { (sides.old) } } (self.runs(&old)) }
                    p.text.block-new { span.block-name { bdi { (sides.new) } } (self.runs(&new)) }
                }
            }
            (Standing::Kept | Standing::Inserted | Standing::Deleted | Standing::Rewritten, _) => html! {
                p.text { (self.runs(&passage.words)) (seam(passage.seam)) }
            },
        }
    }

    /// What stands before a rationale.
    pub(in crate::web) fn rationale(&self) -> &str {
        &self.vocabulary.rationale
    }

    /// Runs; neighbours under one sign share one element.
    pub(in crate::web) fn runs(&mut self, runs: &[Run]) -> Markup {
        let said = self.vocabulary;
        html! {
            @for stretch in runs.chunk_by(Run::is_marked_like) {
                @match stretch[0].mark {
                    Mark::Kept => (self.unmarked(stretch)),
                    Mark::Inserted if stretch[0].moved => ins.moved title=(said.moved_here) {
                        (self.said(&said.moved_here_starts, stretch, &said.moved_ends))
                    },
                    Mark::Deleted if stretch[0].moved => del.moved title=(said.moved_away) {
                        (self.said(&said.moved_away_starts, stretch, &said.moved_ends))
                    },
                    Mark::Inserted => ins { (self.said(&said.inserted_starts, stretch, &said.inserted_ends)) },
                    Mark::Deleted => del { (self.said(&said.deleted_starts, stretch, &said.deleted_ends)) },
                    Mark::Restyled { .. } => span.restyled title=(said.restyled) { (self.unmarked(stretch)) },
                }
            }
        }
    }

    /// The list of all footnotes drawn before.
    pub(in crate::web) fn notes(&self) -> Markup {
        let Footnotes::Listed(notes) = &self.footnotes else { return html! {} };
        html! {
            @if !notes.is_empty() {
                section.notes role="doc-endnotes" aria-labelledby="notes-name" {
                    h2 #notes-name { (self.vocabulary.notes) }
                    ol {
                        @for (note, number) in notes.iter().zip(1..) {
                            li #{ "note-" (number) } {
                                (note) " "
                                a.back href={ "#ref-" (number) } role="doc-backlink" aria-label=(self.vocabulary.back) {
                                    "\u{21a9}\u{fe0e}"
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Runs with hidden words around them.
    fn said(&mut self, starts: &str, runs: &[Run], ends: &str) -> Markup {
        html! { span.said { (starts) } (self.unmarked(runs)) span.said { (ends) } }
    }

    fn unmarked(&mut self, runs: &[Run]) -> Markup {
        html! {
            @for run in runs {
                @match &run.matter {
                    Matter::Words { text, attr } => {
                        @match run.leads_to.filter(|_| self.leads) {
                            Some(to) => a.reference href={ "#" (paths::anchor(to)) } { (self.styled(text, *attr)) },
                            None => (self.styled(text, *attr)),
                        }
                    }
                    Matter::Footnote(inside) => (self.note(inside)),
                }
            }
        }
    }

    fn note(&mut self, inside: &[Run]) -> Markup {
        let note = self.runs(inside);
        let Footnotes::Listed(notes) = &mut self.footnotes else {
            return html! { span.note { "^[" (note) "]" } };
        };
        notes.push(note);
        let number = notes.len();
        let name = fill(&self.vocabulary.note, &number.to_string());
        html! {
            sup { a #{ "ref-" (number) } href={ "#note-" (number) } role="doc-noteref" aria-label=(name) { (number) } }
        }
    }

    fn styled(&self, text: &str, attr: u8) -> Markup {
        let lines = html! {
            @for (at, line) in text.split('\n').enumerate() {
                @if at > 0 { br; }
                (self.found(line))
            }
        };
        match (attr & EMPHASIS != 0, attr & STRONG != 0) {
            (false, false) => lines,
            (true, false) => html! { em { (lines) } },
            (false, true) => html! { strong { (lines) } },
            (true, true) => html! { strong { em { (lines) } } },
        }
    }

    /// A line with what was searched for marked in it.
    fn found(&self, line: &str) -> Markup {
        let places = places_of(line, &self.sought);
        let ends = std::iter::once(0).chain(places.iter().map(|place| place.end));
        let last = places.last().map_or(0, |place| place.end);
        html! {
            @for (end, place) in ends.zip(&places) {
                (line[end..place.start])
                mark { (line[place.clone()]) }
            }
            (line[last..])
        }
    }
}

fn seam(seam: Seam) -> Markup {
    html! {
        @match seam {
            Seam::Kept => {}
            Seam::Inserted => ins.seam { "\u{b6}" },
            Seam::Deleted => del.seam { "\u{b6}" },
        }
    }
}

/// Whether `text` has the words, upper and lower case alike.
pub(in crate::web) fn has(text: &str, words: &str) -> bool {
    let sought: Vec<char> = words.chars().map(folded).collect();
    !places_of(text, &sought).is_empty()
}

/// Where the characters stand in `text`, upper and lower case alike, one place after the other.
fn places_of(text: &str, sought: &[char]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    if sought.is_empty() {
        return places;
    }
    let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
    let mut first = 0;
    while first + sought.len() <= letters.len() {
        let here = letters[first..first + sought.len()].iter().map(|(_, c)| c).eq(sought);
        if here {
            let end = letters.get(first + sought.len()).map_or(text.len(), |(at, _)| *at);
            places.push(letters[first].0..end);
        }
        first += if here { sought.len() } else { 1 };
    }
    places
}

/// One character for another, so that places stay what they are.
fn folded(c: char) -> char {
    match c {
        '\u{a0}' | '\u{202f}' => ' ',
        '\u{2019}' => '\'',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let found = |text: &str, words: &str| -> Vec<String> {
            let sought: Vec<char> = words.chars().map(folded).collect();
            places_of(text, &sought).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("Civilian data, civilian DATA", "data"), ["data", "DATA"]);
        assert_eq!(found("États; l\u{2019}état", "l'ÉTAT"), ["l\u{2019}état"]);
        assert_eq!(found("para.\u{a0}12", "para. 12"), ["para.\u{a0}12"]);
        assert_eq!(found("aaa", "aa"), ["aa"]);
        assert_eq!(found("text", ""), Vec::<String>::new());
        assert!(has("各国应当", "应") && !has("", "x"));
    }

    #[test]
    fn marks_say_where_they_begin_and_end() {
        let vocabulary = Vocabulary::default();
        let mut pen = Pen::new(&vocabulary, "must");
        let run = |mark, text: &str| Run {
            mark,
            moved: false,
            matter: Matter::Words { text: text.to_owned(), attr: 0 },
            leads_to: None,
        };
        let runs = [
            run(Mark::Kept, "States "),
            run(Mark::Deleted, "<should>"),
            run(Mark::Inserted, "must"),
            Run { moved: true, ..run(Mark::Inserted, " now") },
            Run { moved: true, ..run(Mark::Deleted, " then") },
            Run { matter: Matter::Footnote(vec![run(Mark::Kept, "Note.")]), ..run(Mark::Kept, "") },
        ];
        assert_eq!(
            pen.runs(&runs).into_string(),
            "States <del><span class=\"said\">[deleted: </span>&lt;should&gt;<span class=\"said\"> end \
             deleted]</span></del><ins><span class=\"said\">[inserted: </span><mark>must</mark><span \
             class=\"said\"> end inserted]</span></ins><ins class=\"moved\" title=\"moved here\"><span \
             class=\"said\">[moved here: </span> now<span class=\"said\"> end moved]</span></ins><del class=\"moved\" \
             title=\"moved from here\"><span class=\"said\">[moved from here: </span> then<span class=\"said\"> end \
             moved]</span></del><sup><a id=\"ref-1\" href=\"#note-1\" role=\"doc-noteref\" \
             aria-label=\"Note 1\">1</a></sup>"
        );
        assert!(pen.notes().into_string().contains("<li id=\"note-1\">Note. "));
    }
}
