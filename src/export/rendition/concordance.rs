//! The concordance as a document: old and new numbers, then the references that followed.

use super::runs::Run;
use super::{Block, Correspondence, Cover, Language, Rendition, View};
use crate::document::compare::Comparison;
use crate::document::outline::spoken_names;
use crate::drafting::concordance::{followed, numbers};

impl Rendition {
    /// Old and new numbers between two drafts.
    pub fn concordance(comparison: &Comparison<'_>, cover: Cover, language: Language) -> Self {
        let rendition = Self::bare(View::Concordance, cover, language);
        let words = &rendition.vocabulary;
        let names = spoken_names(comparison.new);
        let name = |id| comparison.new.iter().position(|it| it.id == id).map_or("", |at| names[at].as_str());
        let own = (numbers(comparison).into_iter()).map(|it| Correspondence {
            within: None,
            old: it.old,
            new: it.new,
        });
        let followed = (followed(comparison.old, comparison.new).into_iter()).map(|it| Correspondence {
            within: Some(name(it.paragraph).to_owned()),
            old: Some(it.old),
            new: Some(it.new),
        });
        let correspondence: Vec<Correspondence> = own.chain(followed).collect();
        let (references, numbers): (Vec<_>, Vec<_>) =
            correspondence.iter().partition(|it| it.within.is_some());
        let line = |it: &Correspondence| Block::Line(vec![Run::plain(it.line())]);
        let mut blocks = vec![Block::Rubric(words.concordance.to_string())];
        blocks.extend(numbers.into_iter().map(line));
        if !references.is_empty() {
            blocks.push(Block::Rubric(words.followed.to_string()));
        }
        blocks.extend(references.into_iter().map(line));
        Self { blocks, correspondence, ..rendition }
    }
}

impl Correspondence {
    /// "4: paragraphs 1 and 3 → paragraphs 2 and 3", a dash for what is not there.
    fn line(&self) -> String {
        let or_none = |it: &Option<String>| it.clone().unwrap_or_else(|| "\u{2013}".to_owned());
        let line = format!("{} \u{2192} {}", or_none(&self.old), or_none(&self.new));
        self.within.as_ref().map_or(line.clone(), |within| format!("{within}: {line}"))
    }
}
