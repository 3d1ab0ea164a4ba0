//! Passages and runs as elements; footnotes are collected while drawing and listed at the end.

use maud::{Markup, html};

use super::super::rendition::{
    Block, Column, Item, Mark, Matter, Passage, Remark, Run, Seam, Standing, Table, Vocabulary, fill,
};
use crate::document::Kind;
use crate::document::id::ParagraphId;
use crate::document::inline::{EMPHASIS, STRONG};

/// The id of a paragraph's element.
pub(super) fn anchor(id: ParagraphId) -> String {
    format!("p-{id}")
}

/// A page being drawn: the footnotes met so far.
pub(super) struct Drawing<'a> {
    words: &'a Vocabulary,
    notes: Vec<Markup>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(words: &'a Vocabulary) -> Self {
        Self { words, notes: Vec::new() }
    }

    pub(super) fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Passage(passage) => self.passage(passage),
            Block::Item(item) => self.item(item),
            Block::Rubric(words) => html! { h2 { (words) } },
            Block::Line(runs) => html! { p { (self.runs(runs)) } },
            Block::Quote(runs) => html! { blockquote { p { (self.runs(runs)) } } },
            Block::Table(table) => self.table(table),
        }
    }

    /// Two drafts side by side. The words of the earlier one are no headings, and no link leads to them.
    fn table(&mut self, table: &Table) -> Markup {
        html! {
            div.wide role="region" aria-label=(self.words.comparison) tabindex="0" {
                table.comparison {
                    thead { tr { @for (_, head) in &table.columns { th scope="col" { bdi { (head) } } } } }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (column, head) in &table.columns {
                                    @match column {
                                        Column::Paragraph => th scope="row" { (row.place) },
                                        Column::Old => td data-head=(head) { @for it in &row.old { (self.side(it)) } },
                                        Column::Submissions => td data-head=(head) {
                                            @for item in &row.submissions { (self.item(item)) }
                                        },
                                        Column::New => td data-head=(head) { @for it in &row.new { (self.side(it)) } },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn side(&mut self, passage: &Passage) -> Markup {
        let (id, class) = (passage.anchor.map(anchor), classes(passage));
        html! { p id=[id] class=(class) { (self.content(passage)) } }
    }

    /// What was submitted on a passage, as a list behind it.
    fn margin(&mut self, passage: &Passage) -> Markup {
        if passage.notes.is_empty() {
            return html! {};
        }
        let label = |run: &Run| match &run.matter {
            Matter::Words { text, .. } if run.mark != Mark::Deleted => text.clone(),
            Matter::Words { .. } | Matter::Footnote(_) => String::new(),
        };
        let place: String = passage.label.iter().map(label).collect();
        let place = self.words.place(place.trim_matches(['.', ' ']));
        let name = match place.as_str() {
            "" => self.words.submissions_here.to_string(),
            place => fill(&self.words.submissions_on, place),
        };
        html! {
            ul.margin aria-label=(name) { @for item in &passage.notes { li { (self.item(item)) } } }
        }
    }

    fn item(&mut self, item: &Item) -> Markup {
        html! {
            div.submission {
                p.name {
                    strong { (item.name) } " " bdi { (item.act) }
                    @for flag in &item.flags { " " span.remark { (flag) } }
                }
                @for text in &item.texts { p { (self.runs(text)) } }
                @if !item.rationale.is_empty() {
                    p.rationale { (self.words.rationale) " " (self.runs(&item.rationale)) }
                }
                @if !item.became.is_empty() { p.became { strong { (item.became) } } }
                @if !item.answer.is_empty() {
                    p.rationale { (self.words.note_of_chairs) " " (self.runs(&item.answer)) }
                }
            }
        }
    }

    fn passage(&mut self, passage: &Passage) -> Markup {
        let content = self.content(passage);
        let (id, class) = (passage.anchor.map(anchor), classes(passage));
        let drawn = match heading_level(passage) {
            Some(1) => html! { h1 id=[id] class=(class) { (content) } },
            Some(2) => html! { h2 id=[id] class=(class) { (content) } },
            Some(3) => html! { h3 id=[id] class=(class) { (content) } },
            Some(4) => html! { h4 id=[id] class=(class) { (content) } },
            Some(5) => html! { h5 id=[id] class=(class) { (content) } },
            Some(_) => html! { h6 id=[id] class=(class) { (content) } },
            None => html! { p id=[id] class=(class) { (content) } },
        };
        html! { (drawn) (self.margin(passage)) }
    }

    /// The list of all footnotes drawn before.
    pub(super) fn notes(&self) -> Markup {
        html! {
            @if !self.notes.is_empty() {
                section.notes role="doc-endnotes" aria-labelledby="notes-name" {
                    h2 #notes-name { (self.words.notes) }
                    ol {
                        @for (at, note) in self.notes.iter().enumerate() {
                            li #{ "note-" (at + 1) } {
                                (note) " "
                                a.back href={ "#ref-" (at + 1) } role="doc-backlink" aria-label=(self.words.back) {
                                    "\u{21a9}\u{fe0e}"
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn content(&mut self, passage: &Passage) -> Markup {
        let number = |number: usize| fill(&self.words.change_number, &number.to_string());
        let change = passage.change.map(|at| (at, number(at)));
        html! {
            @if let Some((number, name)) = change {
                a.change href={ "#change-" (number) } aria-label=(name) { (number) }
            }
            @if !passage.label.is_empty() { span.label { (self.runs(&passage.label)) } " " }
            @match passage.standing {
                Standing::Rewritten => (self.rewritten(&passage.words)),
                Standing::Kept | Standing::Inserted | Standing::Deleted => (self.runs(&passage.words)),
            }
            @match passage.seam {
                Seam::Kept => {}
                Seam::Inserted => ins.seam { "\u{b6}" },
                Seam::Deleted => del.seam { "\u{b6}" },
            }
            @if let Some(remark) = &passage.remark { " " span.remark { (self.words.remark(remark)) } }
        }
    }

    /// The old words as a block, then the new.
    fn rewritten(&mut self, runs: &[Run]) -> Markup {
        let (old, new): (Vec<Run>, Vec<Run>) =
            runs.iter().cloned().partition(|run| run.mark == Mark::Deleted);
        html! {
            span.old { (self.runs(&old)) } " "
            span.new { (self.runs(&new)) }
        }
    }

    /// Neighbours under one sign share one element.
    fn runs(&mut self, runs: &[Run]) -> Markup {
        let words = self.words;
        html! {
            @for stretch in runs.chunk_by(Run::is_marked_like) {
                @match stretch[0].mark {
                    Mark::Kept => (self.unmarked(stretch)),
                    Mark::Inserted if stretch[0].moved => ins.moved title=(words.moved_here) {
                        (self.said(&words.moved_here_starts, stretch, &words.moved_ends))
                    },
                    Mark::Deleted if stretch[0].moved => del.moved title=(words.moved_away) {
                        (self.said(&words.moved_away_starts, stretch, &words.moved_ends))
                    },
                    Mark::Inserted => ins { (self.said(&words.inserted_starts, stretch, &words.inserted_ends)) },
                    Mark::Deleted => del { (self.said(&words.deleted_starts, stretch, &words.deleted_ends)) },
                    Mark::Restyled { .. } => span.restyled title=(words.restyled) { (self.unmarked(stretch)) },
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
                        @match run.leads_to {
                            Some(to) => a.reference href={ "#" (anchor(to)) } { (styled(text, *attr)) },
                            None => (styled(text, *attr)),
                        }
                    }
                    Matter::Footnote(inside) => (self.note(inside)),
                }
            }
        }
    }

    fn note(&mut self, inside: &[Run]) -> Markup {
        let note = self.runs(inside);
        self.notes.push(note);
        let number = self.notes.len();
        let name = fill(&self.words.note, &number.to_string());
        html! {
            sup { a #{ "ref-" (number) } href={ "#note-" (number) } role="doc-noteref" aria-label=(name) { (number) } }
        }
    }
}

fn styled(text: &str, attr: u8) -> Markup {
    let lines = html! {
        @for (at, line) in text.split('\n').enumerate() {
            @if at > 0 { br; }
            (line)
        }
    };
    match (attr & EMPHASIS != 0, attr & STRONG != 0) {
        (false, false) => lines,
        (true, false) => html! { em { (lines) } },
        (false, true) => html! { strong { (lines) } },
        (true, true) => html! { strong { em { (lines) } } },
    }
}

/// The title is the first level; headings follow, the deepest ones all as the sixth.
fn heading_level(passage: &Passage) -> Option<u8> {
    match passage.form.kind {
        Kind::Title => Some(1),
        Kind::Heading | Kind::AnnexHeading => Some(passage.form.level.clamp(1, 5) + 1),
        Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => None,
    }
}

fn classes(passage: &Passage) -> String {
    let mut classes = passage.form.kind.name().replace('_', "-");
    if passage.form.kind == Kind::Item {
        classes.push_str(&format!(" level-{}", passage.form.level.clamp(1, 6)));
    }
    if passage.label.is_empty() {
        classes.push_str(" unlabelled");
    }
    classes.push_str(match passage.standing {
        Standing::Kept | Standing::Rewritten => "",
        Standing::Inserted => " inserted",
        Standing::Deleted => " deleted",
    });
    if let Some(Remark::MovedFrom(_) | Remark::MovedAndChangedFrom(_) | Remark::MovedTo(_)) = passage.remark {
        classes.push_str(" moved");
    }
    classes
}
