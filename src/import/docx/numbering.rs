//! The numbers that Word computes for paragraphs and never writes down: "12.", "(a)", "3.1".
//!
//! A list points to a scheme of nine levels; all lists of one scheme count on together unless a list says with which
//! number it starts. Bullets of any shape are read as "-"; one that shows nothing indents what goes
//! on an item.

use rustc_hash::{FxHashMap, FxHashSet};

use super::numerals;
use super::package::Part;
use super::styles::{ListRef, Styles};
use super::xml::Xml;
use crate::document::label::Label;
use crate::import::Error;

const LEVELS: usize = 9;
/// Bytes beyond which the text around a number is no label's.
const MAX_TEXT: usize = 120;

/// The schemes and lists of a document, and how far each has counted.
#[derive(Clone, Default)]
pub(super) struct Numbering {
    schemes: FxHashMap<String, Scheme>,
    lists: FxHashMap<String, List>,
    counters: FxHashMap<String, [Option<u32>; LEVELS]>,
    /// The lists and levels whose own start was taken.
    started: FxHashSet<(String, usize)>,
}

/// A number that a paragraph is given.
pub(super) struct Number {
    /// As shown; none for a level that shows nothing.
    pub(super) label: Option<Label>,
    /// The level in its list, from 0.
    pub(super) level: usize,
    /// The name of the way to count, where it is not known and 1, 2, 3 stands instead.
    pub(super) unknown: Option<String>,
}

/// `w:abstractNum`.
#[derive(Clone, Default)]
struct Scheme {
    levels: [Level; LEVELS],
    /// The style of lists that holds the levels of this scheme.
    style: Option<String>,
}

#[derive(Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// "%1.%2": the numbers of levels 1 and 2.
    text: String,
    /// After which level from 1 it starts again; 0 is never; none is any.
    restart: Option<usize>,
    /// Whether all numbers in it are shown as 1, 2, 3.
    legal: bool,
    /// The paragraph style that this level numbers.
    style: Option<String>,
}

/// `w:num`.
#[derive(Clone, Default)]
struct List {
    scheme: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(part: &Part) -> Result<Self, Error> {
        let mut numbering = Self::default();
        let mut xml = Xml::new(part);
        xml.root()?;
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "abstractNum" => {
                    let id = tag.attribute("abstractNumId").unwrap_or_default();
                    numbering.schemes.insert(id, scheme(&mut xml)?);
                }
                "num" => {
                    let id = tag.attribute("numId").unwrap_or_default();
                    numbering.lists.insert(id, list(&mut xml)?);
                }
                _ => xml.skip()?,
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph and gives its number. `own` is what the paragraph says, the rest follows from its style.
    pub(super) fn next(&mut self, own: &ListRef, style: Option<&str>, styles: &Styles) -> Option<Number> {
        let inherited = styles.list(style);
        let id = own.list.as_deref().or_else(|| inherited?.1.list.as_deref())?.to_owned();
        let scheme_id = self.scheme_of(&id, styles)?;
        let by_style = || {
            let levels = &self.schemes.get(&scheme_id)?.levels;
            styles
                .ids(style)
                .find_map(|id| levels.iter().position(|level| level.style.as_deref() == Some(id)))
        };
        let level = match (own.level, own.list.is_some()) {
            (Some(level), _) => level,
            (None, true) => 0,
            (None, false) => by_style().or_else(|| inherited?.1.level).unwrap_or(0),
        };
        let level = level.min(LEVELS - 1);
        let levels = self.levels(&id, &scheme_id);
        self.count(&id, scheme_id.clone(), level, &levels);
        let counter = self.counters.get(&scheme_id).copied().unwrap_or_default();
        Some(number(level, &levels, &counter))
    }

    /// The scheme of a list, through the style of lists that may stand between.
    fn scheme_of(&self, list: &str, styles: &Styles) -> Option<String> {
        let scheme = &self.lists.get(list)?.scheme;
        match self.schemes.get(scheme)?.style.as_deref() {
            None => Some(scheme.clone()),
            Some(style) => {
                let (_, through) = styles.list(Some(style))?;
                let scheme = &self.lists.get(through.list.as_deref()?)?.scheme;
                self.schemes.contains_key(scheme).then(|| scheme.clone())
            }
        }
    }

    /// The levels of a list: its scheme's, but for those it sets anew.
    fn levels(&self, list: &str, scheme: &str) -> [Level; LEVELS] {
        let mut levels =
            self.schemes.get(scheme).map_or_else(Default::default, |scheme| scheme.levels.clone());
        if let Some(list) = self.lists.get(list) {
            for (at, level) in levels.iter_mut().enumerate() {
                if let Some(own) = &list.levels[at] {
                    *level = own.clone();
                }
                level.start = list.starts[at].or(level.start);
            }
        }
        levels
    }

    fn count(&mut self, list: &str, scheme: String, level: usize, levels: &[Level; LEVELS]) {
        let starts_anew = self.lists.get(list).is_some_and(|list| list.starts[level].is_some())
            && self.started.insert((list.to_owned(), level));
        let counter = self.counters.entry(scheme).or_default();
        let start = levels[level].start.unwrap_or(1);
        counter[level] = Some(match counter[level] {
            Some(last) if !starts_anew => last.saturating_add(1),
            Some(_) | None => start,
        });
        for (deeper, number) in counter.iter_mut().enumerate().skip(level + 1) {
            let restarts = match levels[deeper].restart {
                None => true,
                Some(after) => level < after,
            };
            if restarts {
                *number = None;
            }
        }
    }
}

fn number(level: usize, levels: &[Level; LEVELS], counter: &[Option<u32>; LEVELS]) -> Number {
    let shown = &levels[level];
    if shown.format == "bullet" {
        let bullet = Label::new("-").filter(|_| !shown.text.trim().is_empty());
        return Number { label: bullet, level, unknown: None };
    }
    let mut label = String::new();
    let mut unknown = None;
    let mut chars = shown.text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().and_then(|c| c.to_digit(10)).filter(|n| c == '%' && (1..=9).contains(n));
        let Some(place) = place else {
            label.push(c);
            continue;
        };
        chars.next();
        let at = place as usize - 1;
        let n = counter[at].or(levels[at].start).unwrap_or(1);
        let format = if shown.legal { "decimal" } else { levels[at].format.as_str() };
        match format {
            "none" | "bullet" => {}
            format => label.push_str(&numerals::write(n, format).unwrap_or_else(|| {
                unknown = Some(format.to_owned());
                n.to_string()
            })),
        }
    }
    Number { label: Label::new(&label), level, unknown }
}

fn scheme(xml: &mut Xml<'_>) -> Result<Scheme, Error> {
    let mut scheme = Scheme::default();
    while let Some(tag) = xml.child()? {
        match tag.word() {
            "lvl" => {
                let at = tag.attribute("ilvl").and_then(|at| at.parse::<usize>().ok());
                let level = level(xml)?;
                if let Some(place) = at.and_then(|at| scheme.levels.get_mut(at)) {
                    *place = level;
                }
            }
            "numStyleLink" => {
                scheme.style = tag.value();
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(scheme)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, Error> {
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    while let Some(tag) = xml.child()? {
        match tag.word() {
            "start" => level.start = tag.number(),
            "numFmt" => level.format = tag.value().unwrap_or_default(),
            "lvlText" => {
                level.text.push_str(&tag.value().filter(|text| text.len() <= MAX_TEXT).unwrap_or_default())
            }
            "lvlRestart" => level.restart = tag.number(),
            "lvlPicBulletId" => level.text.push('•'),
            "isLgl" => level.legal = tag.is_on(),
            "pStyle" => level.style = tag.value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(level)
}

fn list(xml: &mut Xml<'_>) -> Result<List, Error> {
    let mut list = List::default();
    while let Some(tag) = xml.child()? {
        match tag.word() {
            "abstractNumId" => {
                list.scheme = tag.value().unwrap_or_default();
                xml.skip()?;
            }
            "lvlOverride" => {
                let at =
                    tag.attribute("ilvl").and_then(|at| at.parse().ok()).filter(|&at: &usize| at < LEVELS);
                while let Some(tag) = xml.child()? {
                    match (tag.word(), at) {
                        ("lvl", Some(at)) => list.levels[at] = Some(level(xml)?),
                        ("startOverride", Some(at)) => {
                            list.starts[at] = tag.number();
                            xml.skip()?;
                        }
                        _ => xml.skip()?,
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(list)
}
