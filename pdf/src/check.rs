//! Reading the input: whatever comes in, what goes on can be set.

use std::collections::HashSet;

use serde_json::Value;

use crate::Error;
use crate::given::{Block, Given, Matter, Passage, Run, Submission, VERSION};

/// The most blocks and changes of a document.
const BLOCKS: usize = 50_000;
/// The most runs of one paragraph: what a PDF can hold in one element.
const RUNS: usize = 4_000;
/// The most characters of what is shown in one line, or in a list of files.
const LINE: usize = 2_000;

/// Reads a document.
pub(crate) fn document(json: &[u8]) -> Result<Given, Error> {
    let unreadable = |error: serde_json::Error| Error::Input(format!("this is no document: {error}"));
    let mut value: Value = serde_json::from_slice(json).map_err(unreadable)?;
    let Some(version) = value.get("version").and_then(Value::as_u64) else {
        return Err(Error::Input("this is no document: it has no version".to_owned()));
    };
    if version != u64::from(VERSION) {
        return Err(Error::Input(format!(
            "the document is of version {version}, this program sets version {VERSION}: travaux and travaux-pdf \
             are to be built from the same source"
        )));
    }
    printable(&mut value);
    let mut given: Given = serde_json::from_value(value).map_err(unreadable)?;
    limits(&given)?;
    mend_links(&mut given);
    plain_title(&mut given);
    Ok(given)
}

/// Takes out what is no character, and what steers machines; a tabulator is a space.
fn printable(value: &mut Value) {
    let is_none = |c: char| {
        (c.is_control() && c != '\n')
            || u32::from(c) & 0xfffe == 0xfffe
            || ('\u{fdd0}'..='\u{fdef}').contains(&c)
    };
    match value {
        Value::String(text) if text.contains(is_none) => {
            *text = text.replace('\t', " ");
            text.retain(|c| !is_none(c));
        }
        Value::Array(values) => values.iter_mut().for_each(printable),
        Value::Object(fields) => fields.values_mut().for_each(printable),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn limits(given: &Given) -> Result<(), Error> {
    let refused = |what: &str| Err(Error::Input(format!("the document has {what}")));
    if given.blocks.len() > BLOCKS || given.changes.as_ref().is_some_and(|it| it.len() > BLOCKS) {
        return refused("too many paragraphs");
    }
    let cells = |block: &Block| match block {
        Block::Table(it) => it.rows.iter().flatten().flatten().any(|it| matches!(it, Block::Table(_))),
        _ => false,
    };
    if given.blocks.iter().any(cells) {
        return refused("a table in a table");
    }
    for runs in all(given).flat_map(lines) {
        if runs.len() > RUNS {
            return refused("a paragraph in too many pieces");
        }
        for run in runs {
            let Matter::Note(inside) = &run.holds else { continue };
            if inside.len() > RUNS {
                return refused("a footnote in too many pieces");
            }
            if inside.iter().any(|run| matches!(run.holds, Matter::Note(_))) {
                return refused("a footnote in a footnote");
            }
        }
    }
    Ok(())
}

/// A title that programs list is one line, and not an endless one.
fn plain_title(given: &mut Given) {
    let line = given.name.split_whitespace().collect::<Vec<_>>().join(" ");
    given.name = line.chars().take(LINE).collect();
    if given.name.is_empty() {
        given.name = "\u{2013}".to_owned();
    }
}

/// All lists of runs of a block.
pub(crate) fn lines(block: &Block) -> Vec<&[Run]> {
    match block {
        Block::Passage(it) => {
            let notes = it.notes.iter().flat_map(lines_of);
            [it.label.as_slice(), it.words.as_slice()].into_iter().chain(notes).collect()
        }
        Block::Submission(it) => lines_of(it).collect(),
        Block::Line(runs) | Block::Quote(runs) => vec![runs],
        Block::Rubric(_) | Block::Table(_) => Vec::new(),
    }
}

fn lines_of(it: &Submission) -> impl Iterator<Item = &[Run]> {
    it.texts.iter().chain([&it.rationale, &it.answer]).map(Vec::as_slice)
}

/// All blocks, those in the cells of tables too.
pub(crate) fn all(given: &Given) -> impl Iterator<Item = &Block> {
    given.blocks.iter().flat_map(|block| {
        let cells = match block {
            Block::Table(it) => it.rows.as_slice(),
            _ => &[],
        };
        std::iter::once(block).chain(cells.iter().flatten().flatten())
    })
}

/// As [`all`], without the tables themselves.
fn all_mut(given: &mut Given) -> Vec<&mut Block> {
    let mut found = Vec::new();
    for block in &mut given.blocks {
        match block {
            Block::Table(it) => found.extend(it.rows.iter_mut().flatten().flatten()),
            block => found.push(block),
        }
    }
    found
}

/// Takes links away that lead nowhere, and anchors that stand a second time.
fn mend_links(given: &mut Given) {
    let mut anchors = HashSet::new();
    for passage in all_mut(given).into_iter().filter_map(passage_of) {
        passage.anchor = passage.anchor.take().filter(|it| !it.is_empty() && anchors.insert(it.clone()));
    }
    let mend = |to: &mut Option<String>| *to = to.take().filter(|it| anchors.contains(it));
    for passage in all_mut(given).into_iter().filter_map(passage_of) {
        for run in passage.label.iter_mut().chain(&mut passage.words) {
            match &mut run.holds {
                Matter::Words(it) => mend(&mut it.to),
                Matter::Note(inside) => inside.iter_mut().for_each(no_link),
            }
        }
    }
    for block in all_mut(given) {
        match block {
            Block::Submission(it) => no_links(it),
            Block::Passage(it) => it.notes.iter_mut().for_each(no_links),
            Block::Line(runs) | Block::Quote(runs) => runs.iter_mut().for_each(no_link),
            Block::Rubric(_) | Block::Table(_) => {}
        }
    }
    given.changes.iter_mut().flatten().for_each(|change| mend(&mut change.to));
}

fn passage_of(block: &mut Block) -> Option<&mut Passage> {
    match block {
        Block::Passage(it) => Some(it),
        Block::Submission(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) | Block::Table(_) => None,
    }
}

fn no_links(it: &mut Submission) {
    it.texts.iter_mut().flatten().chain(&mut it.rationale).chain(&mut it.answer).for_each(no_link);
}

fn no_link(run: &mut Run) {
    match &mut run.holds {
        Matter::Words(it) => it.to = None,
        Matter::Note(inside) => inside.iter_mut().for_each(no_link),
    }
}
