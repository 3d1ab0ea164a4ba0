//! The compilation: the text, and under each paragraph what was submitted on it, unmerged.
//!
//! The order is the one given: it says nothing of who and when. A rationale is shown where its author shares it.

use rustc_hash::FxHashMap;

use super::runs::{Mark, Parts, Run, whole};
use super::track::{Glued, track};
use super::vocabulary::{Vocabulary, fill};
use super::{Block, Cover, Item, Language, Passage, Rendition, Standing, View};
use crate::document::brackets::told::{Only, only};
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::document::{Content, Paragraph};
use crate::drafting::compile::Compilation;
use crate::drafting::formal::formal;
use crate::drafting::submission::{Body, Submission, Target};

impl Rendition {
    /// A draft with everything submitted on it.
    pub fn compilation(compilation: &Compilation<'_>, cover: Cover, language: Language) -> Self {
        let mut rendition = Self::bare(View::Compilation, cover, language);
        let draft: Vec<Paragraph> =
            compilation.paragraphs.iter().map(|compiled| compiled.paragraph.clone()).collect();
        let desk = Items::of(&draft, &spoken_names(&draft), &rendition.vocabulary);
        let mut blocks = Vec::new();
        if !compilation.general.is_empty() {
            blocks.push(Block::Rubric(rendition.vocabulary.general.to_string()));
            blocks.extend(compilation.general.iter().map(|submission| Block::Item(desk.item(submission))));
        }
        for compiled in &compilation.paragraphs {
            let (paragraph, id) = (compiled.paragraph, compiled.paragraph.id);
            blocks.push(Block::Passage(Passage::whole(paragraph, Mark::Kept, Standing::Kept, Some(id))));
            blocks.extend(compiled.submissions.iter().map(|submission| Block::Item(desk.item(submission))));
        }
        if !compilation.lost.is_empty() {
            blocks.push(Block::Rubric(rendition.vocabulary.lost.to_string()));
            blocks.extend(compilation.lost.iter().map(|submission| Block::Item(desk.item(submission))));
        }
        rendition.blocks = blocks;
        rendition
    }
}

impl Item {
    /// Submissions on a draft one by one, as a compilation of it shows them.
    pub fn all<'s>(
        draft: &[Paragraph],
        submissions: impl IntoIterator<Item = &'s Submission>,
        vocabulary: &Vocabulary,
    ) -> Vec<Self> {
        Self::called(draft, &spoken_names(draft), submissions, vocabulary)
    }

    /// As [`Item::all`], where it is known already how the paragraphs are spoken of.
    pub fn called<'s>(
        draft: &[Paragraph],
        names: &[String],
        submissions: impl IntoIterator<Item = &'s Submission>,
        vocabulary: &Vocabulary,
    ) -> Vec<Self> {
        let desk = Items::of(draft, names, vocabulary);
        submissions.into_iter().map(|submission| desk.item(submission)).collect()
    }
}

/// What drawing items needs to know of the draft.
pub(super) struct Items<'a> {
    places: FxHashMap<ParagraphId, String>,
    words: FxHashMap<ParagraphId, &'a Text>,
    vocabulary: &'a Vocabulary,
}

impl<'a> Items<'a> {
    pub(super) fn of(draft: &'a [Paragraph], names: &[String], vocabulary: &'a Vocabulary) -> Self {
        let places = draft.iter().zip(names).map(|(p, name)| (p.id, vocabulary.place(name))).collect();
        let words = draft.iter().map(|p| (p.id, &p.content.text)).collect();
        Self { places, words, vocabulary }
    }

    pub(super) fn item(&self, submission: &Submission) -> Item {
        let vocabulary = self.vocabulary;
        let mut flags = Vec::new();
        if submission.withdrawn {
            flags.push(vocabulary.withdrawn.to_string());
        }
        if submission.late {
            flags.push(vocabulary.late.to_string());
        }
        let shared = submission.rationale.as_ref().filter(|_| submission.rationale_shared);
        Item {
            id: submission.id,
            name: submission.name.to_string(),
            kind: submission.body.kind(),
            act: self.act(submission),
            asks: match &submission.body {
                Body::Replace { .. } | Body::Split { .. } => formal(None, &submission.body),
                _ => Vec::new(),
            },
            flags,
            texts: self.texts(&submission.body),
            rationale: shared.map(|text| whole(&text.rich(), Mark::Kept)).unwrap_or_default(),
            became: String::new(),
            answer: Vec::new(),
        }
    }

    /// The act in one line: "Move para. 14 after para. 16".
    fn act(&self, submission: &Submission) -> String {
        let words = self.vocabulary;
        let place = |id: ParagraphId| self.places.get(&id).map_or("", String::as_str);
        let target = submission.target.anchor().map_or("", place);
        match &submission.body {
            Body::Comment { .. } => match &submission.target {
                Target::Paragraph { quote: Some(quote), .. } => fill(&words.comment_on, quote),
                Target::Document | Target::Section { .. } | Target::Paragraph { .. } => {
                    words.comment.to_string()
                }
            },
            Body::Replace { base, with } => {
                let brackets = match &with[..] {
                    [alone] => only(&base.rich(), &alone.text.rich()),
                    _ => None,
                };
                let act = match brackets {
                    Some(Only::Removed) => &words.unbracket,
                    Some(Only::Added) => &words.bracket,
                    Some(Only::Moved) | None => &words.amend,
                };
                fill(act, target)
            }
            Body::InsertAfter { .. } if target.is_empty() => words.insert_first.to_string(),
            Body::InsertAfter { .. } => fill(&words.insert_after, target),
            Body::Delete { .. } => fill(&words.delete, target),
            Body::Move { after: None, .. } => fill(&words.move_first, target),
            Body::Move { after: Some(after), .. } => fill(&fill(&words.move_after, target), place(*after)),
            Body::Split { .. } => fill(&words.split, target),
            Body::Join { next, .. } => fill(&fill(&words.join, target), place(*next)),
            Body::ReplaceThroughout { find, put } => fill(&fill(&words.replace_throughout, find), put),
        }
        .trim()
        .to_owned()
    }

    /// The words, one list of runs for each paragraph.
    fn texts(&self, body: &Body) -> Vec<Vec<Run>> {
        match body {
            Body::Comment { text } => vec![whole(&text.rich(), Mark::Kept)],
            Body::Replace { base, with } => {
                let (first, others) =
                    with.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
                let first = first.map(|content| redlined(&[base], &[&content.text])).unwrap_or_default();
                first.into_iter().chain(others.iter().map(added)).collect()
            }
            Body::InsertAfter { paragraphs } => paragraphs.iter().map(added).collect(),
            Body::Delete { base, .. } => vec![whole(&base.rich(), Mark::Deleted)],
            Body::Move { .. } | Body::ReplaceThroughout { .. } | Body::Join { joined: None, .. } => {
                Vec::new()
            }
            Body::Split { base, pieces } => redlined(&[base], &pieces.iter().collect::<Vec<_>>()),
            Body::Join { base, next, joined: Some(joined) } => {
                let next = self.words.get(next).copied();
                let old: Vec<&Text> = std::iter::once(base).chain(next).collect();
                vec![redlined(&old, &[joined]).into_iter().flatten().collect()]
            }
        }
    }
}

/// The words of `new` against `old`, one list of runs for each text of the longer side.
fn redlined(old: &[&Text], new: &[&Text]) -> Vec<Vec<Run>> {
    let rich = |texts: &[&Text]| texts.iter().map(|text| text.rich()).collect::<Vec<_>>();
    let (old, new) = (rich(old), rich(new));
    let tracked = track(&Glued::of(&old), &Glued::of(&new));
    if !tracked.rewritten {
        return tracked.pieces;
    }
    let gone = old.iter().map(|text| whole(text, Mark::Deleted));
    gone.chain(new.iter().map(|text| whole(text, Mark::Inserted))).collect()
}

/// A paragraph that is new, its label with it.
pub(super) fn added(content: &Content) -> Vec<Run> {
    let parts = Parts::of(content);
    let mut line = parts.label_runs(Mark::Inserted);
    if !line.is_empty() {
        super::runs::push(&mut line, Run::words(Mark::Inserted, " "));
    }
    whole(&parts.words, Mark::Inserted).into_iter().for_each(|run| super::runs::push(&mut line, run));
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::cases::compilation;
    use crate::export::{Format, write};

    fn items() -> Vec<Item> {
        let blocks = compilation().blocks.into_iter();
        blocks.filter_map(|block| if let Block::Item(item) = block { Some(item) } else { None }).collect()
    }

    #[test]
    fn every_submission_is_shown_once_under_its_paragraph() {
        let acts: Vec<String> = items().into_iter().map(|item| item.act).collect();
        assert_eq!(
            acts,
            [
                "Comment",
                "Amend para. 1",
                "Comment",
                "Delete (b)",
                "Move para. 4 after para. 6",
                "Split para. 5",
                "Join para. 6 with para. 7",
                "Insert after para. 7",
                "Replace \u{201c}five years\u{201d} by \u{201c}four years\u{201d} throughout",
                "Comment",
            ]
        );
        let blocks = compilation().blocks;
        let rubrics: Vec<usize> =
            (0..blocks.len()).filter(|&at| matches!(blocks[at], Block::Rubric(_))).collect();
        assert_eq!(
            rubrics,
            [0, blocks.len() - 2],
            "what is on the whole text stands first, what is lost last"
        );
    }

    #[test]
    fn a_rationale_is_shown_only_where_it_is_shared() {
        let shown: Vec<bool> = items().iter().map(|item| !item.rationale.is_empty()).collect();
        assert_eq!(shown.iter().filter(|shown| **shown).count(), 1);
        assert!(shown[1]);
    }

    #[test]
    fn changes_are_painted_and_not_tracked() {
        let markdown = String::from_utf8(write(&compilation(), Format::Markdown).unwrap()).unwrap();
        assert!(
            markdown.contains(
                "> **e-A** Amend para. 1\n>\n> This document applies to all waters<ins>, *above or"
            )
        );
        assert!(markdown.contains("> <ins>1 bis. It does not apply to ice.</ins>"));
        assert!(markdown.contains("**h-C** Delete (b) *[withdrawn]*"));
        let html = String::from_utf8(write(&compilation(), Format::Html).unwrap()).unwrap();
        assert_eq!(html.matches("class=\"submission\"").count(), items().len());
        assert!(!html.contains("id=\"changes\""));
    }
}
