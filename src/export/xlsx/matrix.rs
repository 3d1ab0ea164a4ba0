//! What the tables hold: which columns there are, and a row for every paragraph, change, submission or number.

use super::super::rendition::{
    Block, Item, ListedChange, Mark, Matter, Passage, Remark, Rendition, Run, Seam, Standing,
};
use super::cell::{Cell, Look, Piece, Side, plain, push, shown};
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::label::Label;
use crate::document::outline::spoken_names;
use crate::document::{Content, Paragraph};

/// A table.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    /// What it is called, beside the draft.
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    /// In characters.
    pub(super) width: u16,
    /// Whether a row that goes on says it again.
    pub(super) repeats: bool,
}

impl Table {
    /// A table without those columns from `optional` on that nobody has filled.
    fn of(name: &str, columns: &[(&str, u16, bool)], optional: usize, rows: Vec<Vec<Cell>>) -> Self {
        let filled = |at: usize| at < optional || rows.iter().any(|row| !row[at].is_empty());
        let kept: Vec<bool> = (0..columns.len()).map(filled).collect();
        let column = |(name, width, repeats): &(&str, u16, bool)| Column {
            name: (*name).to_owned(),
            width: *width,
            repeats: *repeats,
        };
        let rows = rows
            .into_iter()
            .map(|row| row.into_iter().zip(&kept).filter_map(|(cell, kept)| kept.then_some(cell)).collect());
        Self {
            name: name.to_owned(),
            rows: rows.collect(),
            columns: columns.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(it, _)| column(it)).collect(),
        }
    }
}

/// A paragraph a row.
pub(super) fn clean(rendition: &Rendition) -> Table {
    let words = &rendition.vocabulary.tables;
    let (places, note) = (places(rendition), note(rendition));
    let row = |(passage, place): (&Passage, String)| {
        vec![
            Cell::Words(plain(&place)),
            Cell::plain(words.form(passage.form.kind)),
            Cell::Words(shown(&passage.line(" "), Side::New, &note)),
        ]
    };
    let rows = rendition.passages().zip(places).map(row).collect();
    let columns: [(&str, u16, bool); 3] =
        [(&words.paragraph, 16, true), (&words.kind, 14, true), (&words.text, 100, false)];
    Table::of("", &columns, columns.len(), rows)
}

/// A submission a row.
pub(super) fn compilation(rendition: &Rendition) -> Table {
    let words = &rendition.vocabulary.tables;
    let note = note(rendition);
    let mut places = places(rendition).into_iter();
    let mut on = (words.whole_text.to_string(), Vec::new());
    let mut rows = Vec::new();
    for block in &rendition.blocks {
        match block {
            Block::Passage(passage) => {
                on = (places.next().unwrap_or_default(), shown(&passage.words, Side::New, &note));
            }
            Block::Rubric(rubric) => on = (rubric.clone(), Vec::new()),
            Block::Line(_) | Block::Quote(_) | Block::Table(_) => {}
            Block::Item(item) => rows.push(submission(rendition, item, &on, &note)),
        }
    }
    let columns: [(&str, u16, bool); 11] = [
        (&words.paragraph, 11, true),
        (&words.name, 9, true),
        (&words.text, 38, false),
        (&words.kind, 13, true),
        (&words.asks, 28, false),
        (&words.current, 20, false),
        (&words.proposed, 42, false),
        (&words.rationale, 24, false),
        (&words.remarks, 11, false),
        (&words.fate, 14, false),
        (&words.note, 18, false),
    ];
    Table::of(&words.compilation, &columns, 5, rows)
}

fn submission(rendition: &Rendition, item: &Item, on: &(String, Vec<Piece>), note: &str) -> Vec<Cell> {
    let (place, drafted) = on;
    let proposed = item.texts.iter().map(|text| shown(text, Side::Both, note));
    vec![
        Cell::plain(place),
        Cell::plain(&item.name),
        Cell::Words(drafted.clone()),
        Cell::plain(rendition.vocabulary.tables.act(item.kind)),
        Cell::plain(&item.act),
        Cell::plain(&current(&item.texts)),
        Cell::Words(joined(proposed)),
        Cell::Words(shown(&item.rationale, Side::New, note)),
        Cell::plain(&item.flags.join(", ")),
        Cell::plain(&item.became),
        Cell::Words(shown(&item.answer, Side::New, note)),
    ]
}

/// The words that would go, an ellipsis between those that stand apart.
fn current(texts: &[Vec<Run>]) -> String {
    let mut places: Vec<String> = Vec::new();
    for text in texts {
        let stretches = text.chunk_by(|a, b| (a.mark == Mark::Deleted) == (b.mark == Mark::Deleted));
        let gone = stretches.filter(|runs| runs[0].mark == Mark::Deleted);
        places.extend(gone.map(|runs| runs.iter().map(words_of).collect::<String>().trim().to_owned()));
    }
    places.retain(|place| !place.is_empty());
    places.join(" \u{2026} ")
}

fn words_of(run: &Run) -> &str {
    match &run.matter {
        Matter::Words { text, .. } => text,
        Matter::Footnote(_) => "",
    }
}

/// A change a row.
pub(super) fn redline(rendition: &Rendition) -> Table {
    let words = &rendition.vocabulary.tables;
    let note = note(rendition);
    let passages: Vec<&Passage> = rendition.passages().collect();
    let row = |change: &ListedChange| {
        let first = passages.iter().position(|it| it.change == Some(change.number)).unwrap_or(passages.len());
        let length = passages[first..].iter().skip(1).take_while(|it| belongs(it)).count();
        let group = &passages[first..(first + 1 + length).min(passages.len())];
        let (old, new) = sides(group, &note);
        vec![
            Cell::Number(change.number),
            Cell::plain(&change.place),
            Cell::plain(&what(rendition, change, group)),
            Cell::Words(old),
            Cell::Words(new),
        ]
    };
    let rows = rendition.changes.iter().map(row).collect();
    let columns: [(&str, u16, bool); 5] = [
        (&words.number, 6, true),
        (&words.paragraph, 16, true),
        (&words.what, 18, true),
        (&words.old, 56, false),
        (&words.new, 56, false),
    ];
    Table::of(&rendition.against(), &columns, columns.len(), rows)
}

/// Whether a passage is part of the change before it: a further piece of a split, or what took the place of one.
fn belongs(passage: &Passage) -> bool {
    let whole = matches!(passage.standing, Standing::Inserted | Standing::Deleted);
    let part = match passage.remark {
        Some(Remark::SplitFrom(_) | Remark::JoinedTo(_)) => true,
        Some(Remark::MovedFrom(_) | Remark::MovedAndChangedFrom(_) | Remark::MovedTo(_)) => false,
        None => whole,
    };
    part && passage.change.is_none()
}

fn what(rendition: &Rendition, change: &ListedChange, group: &[&Passage]) -> String {
    let words = &rendition.vocabulary;
    match group.first().and_then(|it| it.remark.as_ref()) {
        Some(remark) => words.remark(remark),
        None => words.listed(change).to_owned(),
    }
}

/// The old and the new text of a change, paragraph by paragraph.
fn sides(group: &[&Passage], note: &str) -> (Vec<Piece>, Vec<Piece>) {
    let kept = |runs: &[Run]| -> Vec<Run> {
        runs.iter().cloned().map(|run| Run { mark: Mark::Kept, ..run }).collect()
    };
    if let [Passage { remark: Some(Remark::MovedFrom(_)), .. }] = group {
        let (words, line) = (kept(&group[0].words), kept(&group[0].line(" ")));
        return (shown(&words, Side::New, note), shown(&line, Side::New, note));
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let (mut old_ends, mut new_ends) = (false, false);
    for passage in group {
        let line = passage.line(" ");
        for (side, text, ends, seam) in [
            (Side::Old, &mut old, &mut old_ends, Seam::Inserted),
            (Side::New, &mut new, &mut new_ends, Seam::Deleted),
        ] {
            let words = shown(&line, side, note);
            if words.is_empty() {
                continue;
            }
            if *ends {
                push(text, "\n", Look::default());
            }
            words.iter().for_each(|piece| push(text, &piece.text, piece.look));
            // A seam that is on the other side only ends no paragraph here.
            *ends = passage.seam != seam;
        }
    }
    (old, new)
}

/// A number or a reference a row.
pub(super) fn concordance(rendition: &Rendition) -> Table {
    let words = &rendition.vocabulary.tables;
    let dash = |it: &Option<String>| Cell::plain(it.as_deref().unwrap_or("\u{2013}"));
    let rows = (rendition.correspondence.iter())
        .map(|it| {
            let what = if it.within.is_some() { &words.reference } else { &words.own_number };
            vec![
                dash(&it.old),
                dash(&it.new),
                Cell::plain(what),
                Cell::plain(it.within.as_deref().unwrap_or("")),
            ]
        })
        .collect();
    let columns: [(&str, u16, bool); 4] = [
        (&words.old, 34, true),
        (&words.new, 34, true),
        (&words.kind, 16, true),
        (&words.paragraph, 20, true),
    ];
    Table::of(&rendition.vocabulary.concordance, &columns, 3, rows)
}

/// How the paragraphs shown are spoken of, in order.
fn places(rendition: &Rendition) -> Vec<String> {
    let paragraph = |passage: &Passage| {
        let label: String = passage.label.iter().map(words_of).collect();
        let content = Content {
            kind: passage.form.kind,
            level: passage.form.level,
            label: Label::new(label.trim_start_matches(['[', ' '])),
            brackets_before_label: 0,
            text: Text::default(),
        };
        Paragraph { id: passage.anchor.unwrap_or(ParagraphId::from_bytes([0; 16])), content }
    };
    let paragraphs: Vec<Paragraph> = rendition.passages().map(paragraph).collect();
    spoken_names(&paragraphs).iter().map(|name| rendition.vocabulary.place(name)).collect()
}

/// What a footnote is called where it stands in the line.
fn note(rendition: &Rendition) -> String {
    rendition.vocabulary.note.replace("{}", "").trim().to_owned()
}

fn joined(texts: impl Iterator<Item = Vec<Piece>>) -> Vec<Piece> {
    let mut all = Vec::new();
    for text in texts {
        if !all.is_empty() {
            push(&mut all, "\n", Look::default());
        }
        text.iter().for_each(|piece| push(&mut all, &piece.text, piece.look));
    }
    all
}
