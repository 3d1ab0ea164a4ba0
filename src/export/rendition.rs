//! What a file shows, before any format: blocks and runs, what changed marked on them.
//!
//! A clean text, a redline, a compilation and a comparison differ here and nowhere else; the writers only draw. Invariant: reading
//! only what is not deleted gives the new draft, reading only what is not inserted gives the old one.

mod compilation;
mod concordance;
mod language;
mod ledger;
mod margin;
mod redline;
mod ruling;
mod runs;
mod stretches;
mod table;
mod tables;
mod track;
mod vocabulary;

use std::ops::Range;

use jiff::civil::Date;

pub use self::language::{Direction, Language, is_right_to_left};
pub use self::margin::{Fate, Fates};
pub use self::redline::{Shown, one_by_one};
pub use self::ruling::Ruling;
pub use self::runs::{Mark, Matter, Run, sides};
pub use self::stretches::{Stretch, marked, stretches};
pub use self::table::{Column, Row, Table};
pub use self::tables::TableWords;
pub use self::vocabulary::{Vocabulary, fill};
use crate::document::brackets::told::Only;
use crate::document::compare::ChangeKind;
use crate::document::exchange::Exchange;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Rich;
use crate::document::reference::{references, resolve};
use crate::document::verbs::VerbChange;
use crate::document::{Content, Kind, Paragraph};
use crate::drafting::formal::Formal;
use crate::drafting::submission::SubmissionKind;

/// A document ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendition {
    /// Which of the four it is.
    pub view: View,
    /// What stands around the text.
    pub cover: Cover,
    /// The language of the text.
    pub language: Language,
    /// The words that are the program's own.
    pub vocabulary: Vocabulary,
    /// The text.
    pub blocks: Vec<Block>,
    /// The numbered list of changes; empty unless this is a redline.
    pub changes: Vec<ListedChange>,
    /// Old and new side by side; empty unless this is a concordance.
    pub correspondence: Vec<Correspondence>,
    /// The drafts before, oldest first, where a format says what paragraphs were called first.
    pub earlier: Vec<Vec<Paragraph>>,
    /// What a clean text hands on to other programs, where its draft is on record.
    pub exchange: Option<Exchange>,
    /// The day written on tracked changes; none is a constant that tells nothing.
    pub day: Option<Date>,
    /// Whether a word processor tracks what the reader of the file changes.
    pub track_edits: bool,
    /// Whether the lines of each page are numbered, so that a place can be spoken of. Lines of tables never are.
    pub line_numbers: bool,
}

/// What a document shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// A draft as it stands.
    Clean,
    /// What changed since another draft.
    Redline,
    /// A draft and everything submitted on it.
    Compilation,
    /// Old and new numbers.
    Concordance,
    /// Something about drafts: a letter, a ledger, a report.
    Paper,
    /// Two drafts side by side, and what was submitted on the earlier one between them.
    Comparison,
}

/// What stands around the text. Empty strings are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The name of the process.
    pub process: String,
    /// The title of the document; shown where the text does not open with a title of its own.
    pub title: String,
    /// The name of the draft: "Rev.1".
    pub draft: String,
    /// The draft it is compared with: "Zero draft".
    pub against: String,
    /// The date as it is shown.
    pub date: String,
    /// Lines for the reader: how to propose changes, what the file is.
    pub notice: Vec<String>,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of the text.
    Passage(Passage),
    /// A submission on the paragraph before it.
    Item(Item),
    /// A heading that is not the text's own.
    Rubric(String),
    /// What the file says itself, as a paragraph.
    Line(Vec<Run>),
    /// Words of the text as the file quotes them: their changes are shown, not tracked.
    Quote(Vec<Run>),
    /// Two drafts side by side.
    Table(Table),
}

/// A submission in a compilation, a table or a margin. Its changes are shown, not tracked: nothing is there to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The submission; no file shows it.
    pub id: SubmissionId,
    /// How it is spoken of: "14-C".
    pub name: String,
    /// What kind of act it is.
    pub kind: SubmissionKind,
    /// What it asks for, in one line.
    pub act: String,
    /// The same of the words, as formal sentences; see [`Rendition::tell`].
    pub asks: Vec<Formal>,
    /// What else is to be known: "withdrawn", "late".
    pub flags: Vec<String>,
    /// Its words, one list of runs for each paragraph.
    pub texts: Vec<Vec<Run>>,
    /// Why, where that is shared.
    pub rationale: Vec<Run>,
    /// What became of it, where a draft was issued with that and it is told: "Retained in part". Empty if not.
    pub became: String,
    /// The co-chairs' note on that.
    pub answer: Vec<Run>,
}

/// A paragraph as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where the paragraph is found; none where it is shown a second time.
    pub anchor: Option<ParagraphId>,
    /// What it is.
    pub form: Form,
    /// What it was, where that is another thing.
    pub was: Option<Form>,
    /// What became of it as a whole.
    pub standing: Standing,
    /// What became of the border to the next passage.
    pub seam: Seam,
    /// Where it came from or went to.
    pub remark: Option<Remark>,
    /// Brackets before the label and the label.
    pub label: Vec<Run>,
    /// The words.
    pub words: Vec<Run>,
    /// Its number in the list of changes.
    pub change: Option<usize>,
    /// What was submitted on it, to be shown in the margin; see [`Rendition::annotate`]. Their words hold no footnotes.
    pub notes: Vec<Item>,
}

/// Kind and level of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// What kind of unit it is.
    pub kind: Kind,
    /// How deep it stands.
    pub level: u8,
}

/// What became of a paragraph as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stays; its runs tell what changed in it.
    Kept,
    /// It stays with hardly a word of the old: its runs are the old words whole, then the new.
    Rewritten,
    /// It is new here. Where it has moved and changed, its runs tell against what it was.
    Inserted,
    /// It is gone from here.
    Deleted,
}

/// What became of the border between a passage and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// It stays.
    Kept,
    /// It is new: both were one paragraph.
    Inserted,
    /// It is gone: both are one paragraph now.
    Deleted,
}

/// Where a paragraph came from or went to; the place as it is spoken of ("para. 12").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It stood elsewhere.
    MovedFrom(String),
    /// It stood elsewhere and has changed.
    MovedAndChangedFrom(String),
    /// It stands elsewhere.
    MovedTo(String),
    /// It was part of another.
    SplitFrom(String),
    /// It is part of another.
    JoinedTo(String),
}

/// One entry of the numbered list of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChange {
    /// From 1.
    pub number: usize,
    /// The paragraph it leads to.
    pub anchor: ParagraphId,
    /// How the paragraph is spoken of; one that is gone by its old name.
    pub place: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The verbs that say how binding it is or that open it, where they changed.
    pub verbs: Vec<VerbChange>,
    /// Whether nothing but brackets changed.
    pub brackets: Option<Only>,
}

/// A number, or a reference to one, that is another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondence {
    /// The paragraph that a reference stands in; none where the number is a paragraph's own.
    pub within: Option<String>,
    /// As it was; none for a paragraph that is new.
    pub old: Option<String>,
    /// As it is; none for a paragraph that is gone.
    pub new: Option<String>,
}

impl Rendition {
    /// A draft as it stands.
    pub fn clean(draft: &[Paragraph], cover: Cover, language: Language) -> Self {
        let passage = |(place, paragraph): (usize, &Paragraph)| {
            let words = runs::Parts::of(&paragraph.content).words;
            let links = links(&words, place, draft);
            let words = runs::linked(&words, &links);
            let whole = Passage::whole(paragraph, Mark::Kept, Standing::Kept, Some(paragraph.id));
            Block::Passage(Passage { words, ..whole })
        };
        let blocks = draft.iter().enumerate().map(passage).collect();
        Self { blocks, ..Self::bare(View::Clean, cover, language) }
    }

    /// What every rendition begins as.
    fn bare(view: View, cover: Cover, language: Language) -> Self {
        Self {
            view,
            cover,
            language,
            vocabulary: Vocabulary::default(),
            blocks: Vec::new(),
            changes: Vec::new(),
            correspondence: Vec::new(),
            earlier: Vec::new(),
            exchange: None,
            day: None,
            track_edits: false,
            line_numbers: false,
        }
    }

    /// A paper about drafts.
    pub fn paper(blocks: Vec<Block>, cover: Cover, language: Language) -> Self {
        Self { view: View::Paper, blocks, ..Self::clean(&[], cover, language) }
    }

    /// Says behind each act of a submission what it does to the words: "Amend para. 1: replace ...".
    pub fn tell(&mut self, plain: impl Fn(&[Formal]) -> String) {
        for item in self.items_mut() {
            let asks = std::mem::take(&mut item.asks);
            if !asks.is_empty() {
                item.act = format!("{}: {}", item.act, plain(&asks));
            }
        }
    }

    /// The passages of the text in order; none of a table.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Passage(passage) => Some(passage),
            Block::Item(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) | Block::Table(_) => None,
        })
    }

    /// All runs, in order; none of a margin.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Passage(passage) => passage.runs().collect::<Vec<_>>(),
            Block::Item(item) => item.runs().collect(),
            Block::Line(runs) | Block::Quote(runs) => runs.iter().collect(),
            Block::Rubric(_) => Vec::new(),
            Block::Table(table) => table.rows.iter().flat_map(Row::runs).collect(),
        })
    }

    /// All submissions, those of margins and tables among them.
    fn items_mut(&mut self) -> impl Iterator<Item = &mut Item> {
        self.blocks.iter_mut().flat_map(|block| match block {
            Block::Passage(passage) => passage.notes.iter_mut().collect::<Vec<_>>(),
            Block::Item(item) => vec![item],
            Block::Rubric(_) | Block::Line(_) | Block::Quote(_) => Vec::new(),
            Block::Table(table) => table.rows.iter_mut().flat_map(|row| &mut row.submissions).collect(),
        })
    }

    /// What it shows: "Changes against Zero draft"; empty for a draft as it stands.
    pub fn subject(&self) -> String {
        let words = &self.vocabulary;
        match (self.view, self.cover.against.as_str()) {
            (View::Clean | View::Redline | View::Concordance | View::Paper, _) => self.against(),
            (View::Compilation, _) => words.compilation.to_string(),
            (View::Comparison, "") => words.comparison.to_string(),
            (View::Comparison, draft) => fill(&words.comparison_with, draft),
        }
    }

    /// "Changes against Zero draft"; empty where it is compared with nothing.
    pub fn against(&self) -> String {
        match self.cover.against.as_str() {
            "" => String::new(),
            draft => fill(&self.vocabulary.against, draft),
        }
    }

    /// Whether the text brings its own title.
    pub fn has_title(&self) -> bool {
        self.passages().any(|passage| passage.form.kind == Kind::Title)
    }
}

/// Where the references in the words of a paragraph lead; one that leads to its own paragraph leads nowhere new.
fn links(words: &Rich, place: usize, draft: &[Paragraph]) -> Vec<(Range<usize>, ParagraphId)> {
    let mut links: Vec<(Range<usize>, ParagraphId)> = Vec::new();
    for it in references(words.as_str()) {
        let to = resolve(&it, place, draft).last().copied().filter(|to| *to != place);
        let apart = links.last().is_none_or(|(range, _)| range.end <= it.range.start);
        links.extend(to.filter(|_| apart).map(|to| (it.range, draft[to].id)));
    }
    links
}

impl Passage {
    /// The whole paragraph under one mark.
    fn whole(paragraph: &Paragraph, mark: Mark, standing: Standing, anchor: Option<ParagraphId>) -> Self {
        let parts = runs::Parts::of(&paragraph.content);
        Self {
            anchor,
            form: Form::of(&paragraph.content),
            was: None,
            standing,
            seam: Seam::Kept,
            remark: None,
            label: parts.label_runs(mark),
            words: runs::whole(&parts.words, mark),
            change: None,
            notes: Vec::new(),
        }
    }

    fn runs(&self) -> impl Iterator<Item = &Run> {
        self.label.iter().chain(&self.words)
    }

    /// What became of the space between label and words, which is there where both are. None if it never was.
    pub fn gap(&self) -> Option<Mark> {
        // Beyond a seam that came or went there are more words of the same paragraph.
        let goes_on = self.seam != Seam::Kept;
        let in_one_without = |absent: Mark| {
            let shows = |runs: &[Run]| runs.iter().any(|run| run.mark != absent);
            shows(&self.label) && (goes_on || shows(&self.words))
        };
        match (in_one_without(Mark::Inserted), in_one_without(Mark::Deleted)) {
            (true, true) => Some(Mark::Kept),
            (true, false) => Some(Mark::Deleted),
            (false, true) => Some(Mark::Inserted),
            (false, false) => None,
        }
    }

    /// Label and words as they read now, or as they read last where all is gone: no styles, no footnotes.
    pub fn current_words(&self) -> String {
        let line = self.line(" ");
        let gone = line.iter().all(|run| run.mark == Mark::Deleted);
        let shown = line.iter().filter(|run| gone || run.mark != Mark::Deleted);
        shown
            .filter_map(|run| match &run.matter {
                Matter::Words { text, .. } => Some(text.as_str()),
                Matter::Footnote(_) => None,
            })
            .collect()
    }

    /// Label and words as one list, `gap` between them.
    pub fn line(&self, gap: &str) -> Vec<Run> {
        let mut line = self.label.clone();
        if let Some(mark) = self.gap() {
            runs::push(&mut line, Run::words(mark, gap));
        }
        self.words.iter().for_each(|run| runs::push(&mut line, run.clone()));
        line
    }
}

impl Item {
    fn runs(&self) -> impl Iterator<Item = &Run> {
        self.texts.iter().flatten().chain(&self.rationale).chain(&self.answer)
    }
}

impl Form {
    fn of(content: &Content) -> Self {
        Self { kind: content.kind, level: content.level }
    }
}

impl Standing {
    /// The mark that covers the whole passage, if there is one.
    pub fn mark(self) -> Option<Mark> {
        match self {
            Self::Kept | Self::Rewritten => None,
            Self::Inserted => Some(Mark::Inserted),
            Self::Deleted => Some(Mark::Deleted),
        }
    }
}
