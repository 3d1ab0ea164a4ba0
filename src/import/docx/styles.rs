//! What the styles of a Word document say of a paragraph: title, heading, numbered, emphasised.
//!
//! Ids of styles are in the language of whoever made the file; what counts is the outline level through the chain of
//! styles, and the built-in names ("heading 1", "Title", "toc 1"), which are English in every file.

use rustc_hash::FxHashMap;

use super::package::Part;
use super::xml::{Tag, Xml};
use crate::document::Kind;
use crate::document::inline::{EMPHASIS, STRONG};
use crate::import::Error;

/// How many styles a chain may have: a chain that is longer goes in circles.
const MAX_CHAIN: usize = 32;

/// All styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    by_id: FxHashMap<String, Style>,
    default_paragraph: Option<String>,
}

/// What a style says itself.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: ListRef,
    emphasis: Emphasis,
}

/// A paragraph's place in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// The title of the document.
    Title,
    /// A heading, level from 1.
    Heading(u8),
    /// A line of a table of contents or an index.
    Contents,
    /// Anything else.
    Body,
}

/// A reference to a list, as far as it is made: in a paragraph, or in its style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListRef {
    /// The list; "0" is none.
    pub(super) list: Option<String>,
    /// The level in it, from 0.
    pub(super) level: Option<usize>,
}

/// Which emphasis is switched on or off here, if any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Emphasis {
    bold: Option<bool>,
    italic: Option<bool>,
}

impl Emphasis {
    /// Takes in a property of a run, if it is one of these.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match tag.word() {
            "b" => self.bold = Some(tag.is_on()),
            "i" | "em" => self.italic = Some(tag.is_on() && tag.value().as_deref() != Some("none")),
            _ => {}
        }
    }

    /// As attribute bits. What is said here counts; else two styles that both switch something on switch it off
    /// again, as Word has it.
    pub(super) fn over(self, character: Self, paragraph: Self) -> u8 {
        let on = |here: Option<bool>, a: Option<bool>, b: Option<bool>| {
            here.unwrap_or(a.unwrap_or(false) != b.unwrap_or(false))
        };
        let bold = on(self.bold, character.bold, paragraph.bold);
        let italic = on(self.italic, character.italic, paragraph.italic);
        (if bold { STRONG } else { 0 }) | (if italic { EMPHASIS } else { 0 })
    }
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(part: &Part) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut xml = Xml::new(part);
        xml.root()?;
        while let Some(tag) = xml.child()? {
            let id = tag.attribute("styleId").filter(|_| tag.word() == "style");
            let Some(id) = id else {
                xml.skip()?;
                continue;
            };
            let default = tag.attribute("default").is_some_and(|on| on == "1" || on == "true");
            if default && tag.attribute("type").as_deref() == Some("paragraph") {
                styles.default_paragraph = Some(id.clone());
            }
            styles.by_id.insert(id, style(&mut xml)?);
        }
        Ok(styles)
    }

    /// Where a paragraph of this style stands in the outline; `own` is the outline level that it sets itself.
    pub(super) fn rank(&self, style: Option<&str>, own: Option<u8>) -> Rank {
        let by_outline = |level: u8| if level < 9 { Rank::Heading(level + 1) } else { Rank::Body };
        for (_, style) in self.chain(style) {
            if style.name == "title" {
                return Rank::Title;
            }
            if ["toc ", "toc heading", "index ", "table of figures"].iter().any(|n| style.name.starts_with(n))
            {
                return Rank::Contents;
            }
        }
        if let Some(level) = own {
            return by_outline(level);
        }
        let named =
            |style: &Style| style.name.strip_prefix("heading ")?.parse().ok().filter(|n| (1..=9).contains(n));
        self.chain(style)
            .find_map(|(_, style)| style.outline.map(by_outline).or_else(|| named(style).map(Rank::Heading)))
            .unwrap_or(Rank::Body)
    }

    /// How deep a paragraph of this style stands in a list, from 0: our own files say it by styles "Item 1", "Item 2".
    pub(super) fn depth(&self, style: Option<&str>) -> Option<usize> {
        let level = |style: &Style| style.name.strip_prefix("item ")?.parse::<usize>().ok()?.checked_sub(1);
        self.chain(style).find_map(|(_, style)| level(style))
    }

    /// The kind and level that a style of our own files gives.
    pub(super) fn form(&self, style: Option<&str>) -> Option<(Kind, u8)> {
        self.chain(style).find_map(|(_, style)| match style.name.as_str() {
            "preambular paragraph" => Some((Kind::Preambular, 0)),
            "numbered paragraph" => Some((Kind::Numbered, 0)),
            name => Some((Kind::Item, name.strip_prefix("item ")?.parse().ok().filter(|level| *level > 0)?)),
        })
    }

    /// The list that a paragraph of this style is in, and the id of the style that says so.
    pub(super) fn list<'s>(&'s self, style: Option<&str>) -> Option<(&'s str, &'s ListRef)> {
        self.chain(style).find(|(_, style)| style.list.list.is_some()).map(|(id, style)| (id, &style.list))
    }

    /// What emphasis a style gives, of a paragraph or of characters. Without a name: the default paragraph style.
    pub(super) fn emphasis(&self, style: Option<&str>) -> Emphasis {
        let mut found = Emphasis::default();
        for (_, style) in self.chain(style) {
            found.bold = found.bold.or(style.emphasis.bold);
            found.italic = found.italic.or(style.emphasis.italic);
        }
        found
    }

    /// The ids of a style and of all it is based on.
    pub(super) fn ids<'s>(&'s self, style: Option<&str>) -> impl Iterator<Item = &'s str> + use<'s> {
        self.chain(style).map(|(id, _)| id)
    }

    /// A style and all it is based on; the default paragraph style where none is named.
    fn chain<'s>(&'s self, style: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> + use<'s> {
        let find = |id: &str| self.by_id.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        let first = style.or(self.default_paragraph.as_deref()).and_then(find);
        std::iter::successors(first, move |(_, style)| find(style.based_on.as_deref()?)).take(MAX_CHAIN)
    }
}

fn style(xml: &mut Xml<'_>) -> Result<Style, Error> {
    let mut style = Style::default();
    while let Some(tag) = xml.child()? {
        match tag.word() {
            "pPr" => {
                while let Some(tag) = xml.child()? {
                    match tag.word() {
                        "numPr" => style.list = list_ref(xml)?,
                        "outlineLvl" => {
                            style.outline = tag.number();
                            xml.skip()?;
                        }
                        _ => xml.skip()?,
                    }
                }
                continue;
            }
            "rPr" => {
                while let Some(tag) = xml.child()? {
                    style.emphasis.take(&tag);
                    xml.skip()?;
                }
                continue;
            }
            "name" => style.name = tag.value().unwrap_or_default().to_lowercase(),
            "basedOn" => style.based_on = tag.value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

/// Reads `w:numPr`.
pub(super) fn list_ref(xml: &mut Xml<'_>) -> Result<ListRef, Error> {
    let mut list = ListRef::default();
    while let Some(tag) = xml.child()? {
        match tag.word() {
            "numId" => list.list = tag.value(),
            "ilvl" => list.level = tag.number(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(list)
}
