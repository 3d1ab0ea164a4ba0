//! What the delegations and the co-chairs of the demonstration do, read from lines that name paragraphs as people do.
//!
//! Invariant: a line is turned into one of those in which submissions come on paper and read by the same reader, so
//! that nothing is in the demonstration that could not have been received. Words to be changed must be there once.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Error;
use crate::document::Content;
use crate::document::Paragraph;
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::drafting::disposition::{Disposition, KeptEdit};
use crate::drafting::ledger::Source;
use crate::drafting::position::Stance;
use crate::drafting::submission::SubmissionKind;
use crate::engine;
use crate::identity::preparation::Stage;
use crate::import::received::{self, Received};

/// One act.
#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum Line {
    /// A delegation submits something; perhaps it is said already what will become of it.
    Submit(Box<Proposal>),
    /// A delegation prepares something.
    Prepare(Box<Proposal>),
    /// A delegation takes a released item back.
    Withdraw { by: String, item: String },
    /// A delegation takes a position on a paragraph or on an item.
    TakePosition { by: String, stance: Stance, on: Option<String>, item: Option<String> },
    /// The co-chairs add a note to their decision on a paragraph.
    Note { on: String, text: String },
    /// The co-chairs rewrite a paragraph.
    Write { on: String, words: Vec<(String, String)>, source: Hand },
    /// The co-chairs record that a paragraph is agreed ad referendum.
    Agree { on: String, reason: String },
}

/// Whose hand rewrites.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Hand {
    CoChairs,
    Editorial,
}

impl Hand {
    pub(super) const fn source(self) -> Source {
        match self {
            Self::CoChairs => Source::CoChairs,
            Self::Editorial => Source::Editorial,
        }
    }
}

/// Something submitted or prepared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proposal {
    pub(super) by: String,
    kind: SubmissionKind,
    on: Option<String>,
    section: Option<String>,
    /// Words and what is to stand in their place.
    #[serde(default)]
    words: Vec<(String, String)>,
    text: Option<String>,
    quote: Option<String>,
    /// The words the second piece of a split begins with.
    at: Option<String>,
    after: Option<String>,
    find: Option<String>,
    put: Option<String>,
    rationale: Option<String>,
    #[serde(default)]
    share_rationale: bool,
    became: Option<Became>,
    /// Which of the changes of words are taken in part.
    #[serde(default)]
    taken: Vec<usize>,
    pub(super) stage: Option<Stage>,
}

/// What the co-chairs decide.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Became {
    Retained,
    InPart,
    Bracketed,
    NotRetained,
    Noted,
}

/// Reads the lines of a script.
pub(super) fn read(script: &str) -> Result<Vec<Line>, Error> {
    let line = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| Error::Script(format!("line {}: {error}", number + 1)))
    };
    script.lines().enumerate().map(line).collect()
}

/// A draft whose paragraphs are found by the names they are spoken of.
pub(super) struct Page<'a> {
    paragraphs: &'a [Paragraph],
    names: Vec<String>,
}

impl<'a> Page<'a> {
    pub(super) fn new(paragraphs: &'a [Paragraph]) -> Self {
        let close_up = |name: String| name.split_whitespace().collect::<String>();
        Self { paragraphs, names: spoken_names(paragraphs).into_iter().map(close_up).collect() }
    }

    /// The paragraph of that name.
    pub(super) fn paragraph(&self, name: &str) -> Result<&'a Paragraph, Error> {
        Ok(&self.paragraphs[self.at(name)?])
    }

    fn at(&self, name: &str) -> Result<usize, Error> {
        let found = self.names.iter().position(|it| it == name);
        found.ok_or_else(|| Error::Script(format!("there is no paragraph {name}")))
    }

    /// The place of the paragraph of that name, from 1.
    fn place(&self, name: Option<&str>) -> Result<Option<usize>, Error> {
        name.map(|name| Ok(self.at(name)? + 1)).transpose()
    }

    /// Reads a proposal as if it had come on paper.
    pub(super) fn received(&self, proposal: &Proposal) -> Result<Received, Error> {
        let on = proposal.on.as_deref().map(|name| self.paragraph(name)).transpose()?;
        let amended = on.filter(|_| !proposal.words.is_empty());
        let amended = amended.map(|it| self.amended(&it.content, &proposal.words)).transpose()?;
        let mut line = json!({ "kind": proposal.kind });
        let mut put = |field: &str, value: Value| {
            if !value.is_null() {
                line[field] = value;
            }
        };
        put("paragraph", json!(self.place(proposal.on.as_deref())?));
        put("section", json!(self.place(proposal.section.as_deref())?));
        put("text", json!(amended.map(|it| it.shown()).or_else(|| proposal.text.clone())));
        put("texts", json!(on.zip(proposal.at.as_deref()).map(|(on, at)| pieces(&on.content, at))));
        put("quote", json!(proposal.quote));
        put("after", json!(self.place(proposal.after.as_deref())?));
        put("find", json!(proposal.find));
        put("put", json!(proposal.put));
        put("rationale", json!(proposal.rationale));
        put("share_rationale", json!(proposal.share_rationale));
        let (mut received, unreadable) = received::read(line.to_string().as_bytes(), self.paragraphs);
        let read = received.pop();
        read.ok_or_else(|| Error::Script(format!("{unreadable:?}: {line}")))
    }

    /// A paragraph with other words in it.
    pub(super) fn amended(&self, content: &Content, words: &[(String, String)]) -> Result<Content, Error> {
        let mut text = content.text.as_str().to_owned();
        for (find, put) in words {
            if text.matches(find.as_str()).count() != 1 {
                return Err(Error::Script(format!("\"{find}\" does not stand once in \"{text}\"")));
            }
            text = text.replacen(find, put, 1);
        }
        Ok(Content { text: Text::parse(&text), ..content.clone() })
    }

    /// What becomes of a proposal, where that is said.
    pub(super) fn disposition(&self, proposal: &Proposal) -> Result<Option<Disposition>, Error> {
        let Some(became) = proposal.became else { return Ok(None) };
        Ok(Some(match became {
            Became::Retained => Disposition::Retained,
            Became::Bracketed => Disposition::Bracketed,
            Became::NotRetained => Disposition::NotRetained,
            Became::Noted => Disposition::Noted,
            Became::InPart => Disposition::RetainedInPart { edits: self.edits_taken(proposal)? },
        }))
    }

    fn edits_taken(&self, proposal: &Proposal) -> Result<Vec<KeptEdit>, Error> {
        let base = &self.paragraph(proposal.on.as_deref().unwrap_or_default())?.content;
        let taken: Vec<_> = proposal.taken.iter().filter_map(|&at| proposal.words.get(at).cloned()).collect();
        let (old, new) = (base.text.rich(), self.amended(base, &taken)?.text.rich());
        let edit = |edit: engine::Edit| {
            let words = &new.as_str()[edit.side];
            let inner = words.trim();
            let before = words.len() - words.trim_start().len();
            KeptEdit {
                start: edit.base.start,
                end: edit.base.end,
                text: Text::literal(inner),
                before: words[..before].to_owned(),
                after: words[before + inner.len()..].to_owned(),
            }
        };
        Ok(engine::edits(old.source(), new.source()).into_iter().map(edit).collect())
    }
}

/// A paragraph cut before the words `at`.
fn pieces(content: &Content, at: &str) -> Vec<String> {
    let shown = content.shown();
    let (first, second) = shown.split_at(shown.find(at).unwrap_or(0));
    vec![first.trim().to_owned(), second.to_owned()]
}
