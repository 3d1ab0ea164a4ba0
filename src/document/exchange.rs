//! A draft as programs hand it to one another: all that is shown, and the ids by which it is known again.
//!
//! Invariant: what is read and written again is the same to the letter. The same shape goes out and comes in, a field
//! that is not of it is an error, and `docs/draft.schema.json` says the same to other programs.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::id::ParagraphId;
use super::inline::Text;
use super::label::Label;
use super::lineage::{Descent, Lineage};
use super::{Content, Kind, Paragraph};

/// A draft and what it is called. Empty names are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// What this is; other programs and later ones look here first.
    pub format: Format,
    /// The name of the process.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub process: String,
    /// The title of the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The name of the draft: "Rev.1".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub draft: String,
    /// The language of the text, a tag of BCP 47.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The paragraphs in order.
    pub paragraphs: Vec<Entry>,
}

/// The name and the version of the shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The first one.
    #[serde(rename = "travaux-draft-1")]
    Draft1,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The same through all drafts.
    pub id: ParagraphId,
    /// What kind of unit it is.
    pub kind: Kind,
    /// How deep it stands.
    #[serde(default)]
    pub level: u8,
    /// The shown number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "label")]
    pub label: Option<Label>,
    /// How many of the opening brackets of `text` are shown before the label.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub brackets_before_label: u8,
    /// The words in our markup.
    pub text: Text,
    /// The paragraphs of the draft before that it has words of, besides its own earlier self.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<ParagraphId>,
}

impl Exchange {
    /// A draft whose names are not told. `lineage` leads to it from the draft before.
    pub fn of(draft: &[Paragraph], lineage: &Lineage) -> Self {
        let mut sources: FxHashMap<ParagraphId, Vec<ParagraphId>> = FxHashMap::default();
        for Descent { paragraph, from } in lineage.descents() {
            sources.entry(*paragraph).or_default().push(*from);
        }
        let entry = |Paragraph { id, content }: &Paragraph| Entry {
            id: *id,
            kind: content.kind,
            level: content.level,
            label: content.label.clone(),
            brackets_before_label: content.brackets_before_label,
            text: content.text.clone(),
            from: sources.remove(id).unwrap_or_default(),
        };
        Self {
            format: Format::Draft1,
            process: String::new(),
            title: String::new(),
            draft: String::new(),
            language: String::new(),
            day: None,
            paragraphs: draft.iter().map(entry).collect(),
        }
    }

    /// The paragraphs as the rest of the program knows them.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        self.paragraphs.iter().map(|entry| Paragraph { id: entry.id, content: entry.content() }).collect()
    }

    /// The first paragraph that cannot stand here, from 1, its field, and why.
    pub fn misfit(&self) -> Option<(usize, &'static str, String)> {
        let mut met: FxHashMap<ParagraphId, usize> = FxHashMap::default();
        (1..).zip(&self.paragraphs).find_map(|(number, entry)| {
            if let Some(earlier) = met.insert(entry.id, number) {
                return Some((number, "id", format!("it is the id of paragraph {earlier} already")));
            }
            let own = entry.from.contains(&entry.id);
            own.then(|| (number, "from", "a paragraph does not come from itself".to_owned()))
        })
    }

    /// Where their words come from.
    pub fn lineage(&self) -> Lineage {
        let descents = self
            .paragraphs
            .iter()
            .flat_map(|entry| entry.from.iter().map(|from| Descent { paragraph: entry.id, from: *from }));
        Lineage::new(descents.collect())
    }
}

impl Entry {
    /// What the paragraph shows.
    pub fn content(&self) -> Content {
        Content {
            kind: self.kind,
            level: self.level,
            label: self.label.clone(),
            brackets_before_label: self.brackets_before_label,
            text: self.text.clone(),
        }
    }
}

/// Reads a label as it is shown: one line, with nothing around it.
fn label<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Label>, D::Error> {
    let shown = String::deserialize(deserializer)?;
    let label = Label::new(&shown).filter(|label| label.as_str() == shown);
    label.map(Some).ok_or_else(|| D::Error::custom(format!("`{shown}` is not a label")))
}

fn is_zero(n: &u8) -> bool {
    *n == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> ParagraphId {
        ParagraphId::from_bytes([number; 16])
    }

    #[test]
    fn a_draft_is_the_same_on_the_other_side() {
        let lines = ["[5. The *Parties*^[All.] [shall][should]", "5 bis. Act", "- loose", ""];
        let draft: Vec<Paragraph> = (lines.iter().zip(1..))
            .map(|(line, number)| Paragraph { id: id(number), content: Content::read(line) })
            .collect();
        let descent = |paragraph, from| Descent { paragraph: id(paragraph), from: id(from) };
        let lineage = Lineage::new(vec![descent(2, 1), descent(2, 9), descent(4, 9)]);
        let sent = Exchange { day: "2026-04-20".parse().ok(), ..Exchange::of(&draft, &lineage) };
        let json = serde_json::to_string(&sent).unwrap();
        let read: Exchange = serde_json::from_str(&json).unwrap();
        assert_eq!(read, sent);
        assert_eq!((read.paragraphs(), read.lineage()), (draft, lineage));
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
}
