//! The concordance as a document: old and new numbers, then the references that followed.

use super::runs::Run;
use super::{Block, Cover, Form, Language, Passage, Rendition, Seam, Standing};
use crate::document::Kind;
use crate::document::compare::Comparison;
use crate::document::outline::spoken_names;
use crate::drafting::concordance::{followed, numbers};

impl Rendition {
    /// Old and new numbers between two drafts.
    pub fn concordance(comparison: &Comparison<'_>, cover: Cover, language: Language) -> Self {
        let rendition = Self::clean(&[], cover, language);
        let words = &rendition.vocabulary;
        let line = |text: String| Block::Passage(plain(text));
        let or_none = |it: Option<String>| it.unwrap_or_else(|| "\u{2013}".to_owned());
        let mut blocks = vec![Block::Rubric(words.concordance.to_string())];
        blocks.extend(
            numbers(comparison)
                .into_iter()
                .map(|it| line(format!("{} \u{2192} {}", or_none(it.old), or_none(it.new)))),
        );
        let names = spoken_names(comparison.new);
        let name = |id| comparison.new.iter().position(|it| it.id == id).map_or("", |at| names[at].as_str());
        let followed = followed(comparison.old, comparison.new);
        if !followed.is_empty() {
            blocks.push(Block::Rubric(words.followed.to_string()));
        }
        blocks.extend(
            followed
                .into_iter()
                .map(|it| line(format!("{}: {} \u{2192} {}", name(it.paragraph), it.old, it.new))),
        );
        Self { blocks, ..rendition }
    }
}

/// A line that is not of the text.
fn plain(text: String) -> Passage {
    Passage {
        anchor: None,
        form: Form { kind: Kind::Plain, level: 0 },
        was: None,
        standing: Standing::Kept,
        seam: Seam::Kept,
        remark: None,
        label: Vec::new(),
        words: vec![Run::plain(text)],
        change: None,
        notes: Vec::new(),
    }
}
