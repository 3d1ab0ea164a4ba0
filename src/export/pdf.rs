//! A rendition as it is given to the typesetter, the program `travaux-pdf`, which makes a PDF of it.
//!
//! Invariant: everything that is no typography is settled here, and words go over as values. The last step is not
//! taken here: it needs another program, and files know none.

mod given;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use self::given::{Given, Legend, VERSION};
use super::rendition::{
    Block, Column, Cover, Direction, Item, ListedChange, Mark, Matter, Passage, Rendition, Row, Run, Seam,
    Standing, Table, View, Vocabulary,
};
use crate::document::Kind;
use crate::document::compare::ChangeKind;
use crate::document::id::ParagraphId;
use crate::document::inline::{EMPHASIS, STRONG};

/// From how many characters on a text with headings has a table of contents: about six pages.
const LONG: usize = 15_000;
/// From how many headings on.
const HEADINGS: usize = 4;
/// The digits of the hash: eight hexadecimal ones.
const DIGITS: usize = 4;

/// What the typesetter is given, as JSON.
pub(super) fn given(rendition: &Rendition) -> Result<Vec<u8>, serde_json::Error> {
    let mut given = unsigned(rendition);
    given.hash = hash(&serde_json::to_vec(&given)?);
    serde_json::to_vec(&given)
}

/// Two copies with the same digits show the same.
fn hash(shown: &[u8]) -> String {
    Sha256::digest(shown).iter().take(DIGITS).fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn unsigned(rendition: &Rendition) -> Given {
    let Cover { process, title, draft, date, notice, .. } = &rendition.cover;
    let named = if title.is_empty() { process } else { title };
    Given {
        version: VERSION,
        language: given::Language {
            tag: rendition.language.tag.clone(),
            right_to_left: rendition.language.direction == Direction::RightToLeft,
        },
        name: name(rendition),
        hash: String::new(),
        masthead: given::Masthead {
            process: process.clone(),
            draft: draft.clone(),
            against: rendition.subject(),
            date: date.clone(),
            notices: notice.clone(),
            title: if rendition.has_title() { String::new() } else { title.clone() },
            running: named.clone(),
        },
        words: words(rendition),
        line_numbers: rendition.line_numbers,
        contents: is_long(rendition),
        blocks: rendition.blocks.iter().map(|it| block(it, &rendition.vocabulary)).collect(),
        changes: (rendition.view == View::Redline)
            .then(|| rendition.changes.iter().map(|it| change(it, &rendition.vocabulary)).collect()),
    }
}

/// "Rev.1 · Draft outcome document"; a file without any cover is named by its first words.
fn name(rendition: &Rendition) -> String {
    let Cover { title, draft, process, .. } = &rendition.cover;
    let title = if title.is_empty() { process } else { title };
    let parts: Vec<&str> = [draft.as_str(), title].into_iter().filter(|words| !words.is_empty()).collect();
    if !parts.is_empty() {
        return parts.join(" \u{b7} ");
    }
    let first = rendition.passages().map(Passage::current_words).find(|words| !words.trim().is_empty());
    first.map_or_else(|| "\u{2013}".to_owned(), |words| words.chars().take(80).collect())
}

fn is_long(rendition: &Rendition) -> bool {
    let headings = rendition.passages().filter(|it| is_heading(it.form.kind)).count();
    let length = |run: &Run| match &run.matter {
        Matter::Words { text, .. } => text.chars().count(),
        Matter::Footnote(_) => 0,
    };
    headings >= HEADINGS && rendition.runs().map(length).sum::<usize>() >= LONG
}

const fn is_heading(kind: Kind) -> bool {
    match kind {
        Kind::Heading | Kind::AnnexHeading => true,
        Kind::Title | Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => false,
    }
}

fn words(rendition: &Rendition) -> given::Words {
    let vocabulary = &rendition.vocabulary;
    let mut page = vocabulary.page.splitn(3, "{}").map(str::to_owned);
    let mut part = || page.next().unwrap_or_default();
    given::Words {
        // The vocabulary there is; another one is in the language of the text.
        language: if *vocabulary == Vocabulary::default() {
            "en".to_owned()
        } else {
            rendition.language.tag.clone()
        },
        page: [part(), part(), part()],
        contents: vocabulary.contents.to_string(),
        changes: vocabulary.changes.to_string(),
        no_changes: vocabulary.none.to_string(),
        rationale: vocabulary.rationale.to_string(),
        answer: vocabulary.note_of_chairs.to_string(),
        legend: legend(rendition),
    }
}

/// The signs that a reader of this file meets.
fn legend(rendition: &Rendition) -> Vec<Legend> {
    let words = &rendition.vocabulary;
    let has = |mark: fn(Mark) -> bool, moved: bool| {
        let whole = |it: &Passage| !moved && it.standing.mark().is_some_and(mark);
        let submitted = rendition.passages().flat_map(|it| &it.notes).flat_map(|it| &it.texts).flatten();
        rendition.runs().chain(submitted).flat_map(with_notes).any(|run| mark(run.mark) && run.moved == moved)
            || rendition.passages().any(whole)
    };
    let inserted = |mark: Mark| mark == Mark::Inserted;
    let deleted = |mark: Mark| mark == Mark::Deleted;
    let restyled = |mark: Mark| matches!(mark, Mark::Restyled { .. });
    let signs = [
        (has(inserted, false), given::Mark::Inserted, false, words.change(ChangeKind::Inserted)),
        (has(deleted, false), given::Mark::Deleted, false, words.change(ChangeKind::Deleted)),
        (has(inserted, true), given::Mark::Inserted, true, &words.moved_here),
        (has(deleted, true), given::Mark::Deleted, true, &words.moved_away),
        (has(restyled, false), given::Mark::Restyled, false, &words.restyled),
    ];
    let met = signs.into_iter().filter(|(met, ..)| *met);
    met.map(|(_, mark, moved, words)| Legend { mark, moved, words: words.to_owned() }).collect()
}

/// A run and those of the footnote it may be.
fn with_notes(run: &Run) -> impl Iterator<Item = &Run> {
    let inside = match &run.matter {
        Matter::Footnote(inside) => inside.as_slice(),
        Matter::Words { .. } => &[],
    };
    std::iter::once(run).chain(inside)
}

fn block(block: &Block, vocabulary: &Vocabulary) -> given::Block {
    match block {
        Block::Passage(it) => given::Block::Passage(passage(it, vocabulary)),
        Block::Item(it) => given::Block::Submission(submission(it)),
        Block::Rubric(words) => given::Block::Rubric(words.clone()),
        Block::Line(words) => given::Block::Line(runs(words)),
        Block::Quote(words) => given::Block::Quote(runs(words)),
        Block::Table(it) => given::Block::Table(table(it, vocabulary)),
    }
}

fn table(it: &Table, vocabulary: &Vocabulary) -> given::Table {
    let passages = |all: &[Passage]| -> Vec<given::Block> {
        all.iter().map(|it| given::Block::Passage(in_a_cell(it, vocabulary))).collect()
    };
    let row = |row: &Row| {
        let cell = |(column, _): &(Column, String)| match column {
            Column::Paragraph => vec![given::Block::Line(runs(&[Run::strong(&row.place)]))],
            Column::Old => passages(&row.old),
            Column::Submissions => {
                row.submissions.iter().map(|it| given::Block::Submission(submission(it))).collect()
            }
            Column::New => passages(&row.new),
        };
        it.columns.iter().map(cell).collect()
    };
    given::Table {
        heads: it.columns.iter().map(|(_, head)| head.clone()).collect(),
        rows: it.rows.iter().map(row).collect(),
    }
}

/// No heading of the document stands in a cell: there it is words like others, only bold.
fn in_a_cell(it: &Passage, vocabulary: &Vocabulary) -> given::Passage {
    let plain = passage(it, vocabulary);
    let mut shown = given::Passage { kind: given::Kind::Plain, heading: String::new(), ..plain };
    if it.form.kind.is_heading() {
        for run in shown.label.iter_mut().chain(&mut shown.words) {
            if let given::Matter::Words(it) = &mut run.holds {
                it.strong = true;
            }
        }
    }
    shown
}

fn passage(it: &Passage, vocabulary: &Vocabulary) -> given::Passage {
    given::Passage {
        anchor: it.anchor.map(anchor),
        kind: kind(it.form.kind),
        level: it.form.level,
        heading: if it.form.kind.is_heading() { it.current_words() } else { String::new() },
        standing: match it.standing {
            Standing::Kept => given::Standing::Kept,
            Standing::Rewritten => given::Standing::Rewritten,
            Standing::Inserted => given::Standing::Inserted,
            Standing::Deleted => given::Standing::Deleted,
        },
        seam: match it.seam {
            Seam::Kept => given::Mark::Kept,
            Seam::Inserted => given::Mark::Inserted,
            Seam::Deleted => given::Mark::Deleted,
        },
        remark: it.remark.as_ref().map(|remark| vocabulary.remark(remark)).unwrap_or_default(),
        label: runs(&it.label),
        words: runs(&it.words),
        change: it.change,
        notes: it.notes.iter().map(submission).collect(),
    }
}

const fn kind(kind: Kind) -> given::Kind {
    match kind {
        Kind::Title => given::Kind::Title,
        Kind::Heading => given::Kind::Heading,
        Kind::AnnexHeading => given::Kind::AnnexHeading,
        Kind::Preambular => given::Kind::Preambular,
        Kind::Numbered => given::Kind::Numbered,
        Kind::Item => given::Kind::Item,
        Kind::Plain => given::Kind::Plain,
    }
}

fn submission(it: &Item) -> given::Submission {
    given::Submission {
        name: it.name.clone(),
        act: it.act.clone(),
        flags: it.flags.clone(),
        texts: it.texts.iter().map(|text| runs(text)).collect(),
        rationale: runs(&it.rationale),
        became: it.became.clone(),
        answer: runs(&it.answer),
    }
}

fn runs(all: &[Run]) -> Vec<given::Run> {
    all.iter().map(run).collect()
}

fn run(run: &Run) -> given::Run {
    given::Run {
        mark: match run.mark {
            Mark::Kept => given::Mark::Kept,
            Mark::Inserted => given::Mark::Inserted,
            Mark::Deleted => given::Mark::Deleted,
            Mark::Restyled { .. } => given::Mark::Restyled,
        },
        moved: run.moved,
        holds: match &run.matter {
            Matter::Words { text, attr } => given::Matter::Words(given::Stretch {
                text: text.clone(),
                emphasis: attr & EMPHASIS != 0,
                strong: attr & STRONG != 0,
                to: run.leads_to.map(anchor),
            }),
            Matter::Footnote(inside) => given::Matter::Note(runs(inside)),
        },
    }
}

fn change(it: &ListedChange, vocabulary: &Vocabulary) -> given::Change {
    given::Change {
        number: it.number,
        to: Some(anchor(it.anchor)),
        place: it.place.clone(),
        what: vocabulary.listed(it).to_owned(),
    }
}

fn anchor(id: ParagraphId) -> String {
    id.to_string()
}
