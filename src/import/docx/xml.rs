//! A part as a tree that is walked once, front to back: a child, or what is left of the element, or its words.
//!
//! The walker refuses what no Word document needs (DOCTYPE, entities of its own, great depth) and reads through
//! alternate content, so that its users never meet either: of several versions of one thing the first is taken.

use std::borrow::Cow;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::package::Part;
use crate::import::Error;
use crate::import::encoding::is_stray;
use crate::import::error::Limit;

const MAX_DEPTH: usize = 128;
const MAX_VALUE: usize = 1024;

/// A walk through one part. After [`Xml::child`] gave an element the walk stands inside it.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    part: &'a str,
    open: Vec<Open>,
}

/// An element's name and attributes.
pub(super) struct Tag<'a> {
    space: Space,
    start: BytesStart<'a>,
}

/// The vocabularies that are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Word,
    Compatibility,
    Other,
}

/// What kind of element is open.
enum Open {
    Element,
    /// `mc:AlternateContent`, and whether one of its versions was taken.
    Alternates {
        taken: bool,
    },
    /// The version that was taken.
    Version,
}

impl<'a> Xml<'a> {
    /// Starts before the root of a part.
    pub(super) fn new(part: &'a Part) -> Self {
        let mut reader = NsReader::from_str(&part.xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part: &part.name, open: Vec::new() }
    }

    /// Steps into the root.
    pub(super) fn root(&mut self) -> Result<Tag<'a>, Error> {
        self.child()?.ok_or_else(|| self.broken("it holds no element"))
    }

    /// Steps into the next child, or out of the element where there is none.
    pub(super) fn child(&mut self) -> Result<Option<Tag<'a>>, Error> {
        loop {
            match self.event()? {
                (space, Event::Start(start)) => {
                    let tag = Tag { space, start };
                    match (space, tag.local(), self.open.last_mut()) {
                        (Space::Compatibility, "AlternateContent", _) => {
                            self.enter(Open::Alternates { taken: false })?;
                        }
                        (Space::Compatibility, "Choice", Some(Open::Alternates { taken })) if !*taken => {
                            *taken = true;
                            self.enter(Open::Version)?;
                        }
                        (Space::Compatibility, ..) => {
                            self.enter(Open::Element)?;
                            self.skip()?;
                        }
                        (Space::Word | Space::Other, ..) => {
                            self.enter(Open::Element)?;
                            return Ok(Some(tag));
                        }
                    }
                }
                (_, Event::End(_)) => match self.open.pop() {
                    Some(Open::Alternates { .. } | Open::Version) => {}
                    Some(Open::Element) | None => return Ok(None),
                },
                (_, Event::Eof) => return self.end().map(|()| None),
                _ => {}
            }
        }
    }

    /// Steps out of the element, over whatever is left of it.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.rest(|_| {})
    }

    /// Steps out of the element and gives the characters that were left in it, at any depth.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let mut text = String::new();
        self.rest(|characters| text.extend(characters.chars().filter(|&c| !is_stray(c))))?;
        Ok(text)
    }

    /// Steps out of the element and tells whether one of these names was in it, whatever the vocabulary.
    pub(super) fn skip_finding(&mut self, name: &str) -> Result<bool, Error> {
        let outside = self.open.len();
        let mut found = false;
        while self.open.len() >= outside {
            if let Some(tag) = self.child()? {
                found |= tag.local() == name;
            }
        }
        Ok(found)
    }

    /// An error at the place where the walk stands.
    pub(super) fn broken(&self, why: impl ToString) -> Error {
        Error::Xml { part: self.part.to_owned(), at: self.reader.buffer_position(), why: why.to_string() }
    }

    fn rest(&mut self, mut take: impl FnMut(&str)) -> Result<(), Error> {
        let outside = self.open.len();
        while self.open.len() >= outside {
            match self.event()?.1 {
                Event::Start(_) => self.enter(Open::Element)?,
                Event::End(_) => drop(self.open.pop()),
                Event::Text(text) => take(&text.xml10_content()),
                Event::CData(text) => take(&text.xml10_content()),
                Event::GeneralRef(reference) => take(&self.resolve(&reference)?),
                Event::Eof => return self.end(),
                _ => {}
            }
        }
        Ok(())
    }

    fn event(&mut self) -> Result<(Space, Event<'a>), Error> {
        let (space, event) = match self.reader.read_resolved_event() {
            Ok((namespace, event)) => (Space::of(&namespace), event),
            Err(error) => return Err(self.broken(error)),
        };
        match &event {
            Event::DocType(_) => return Err(Error::Beyond(Limit::Doctype(self.part.to_owned()))),
            Event::GeneralRef(reference) => drop(self.resolve(reference)?),
            _ => {}
        }
        Ok((space, event))
    }

    fn enter(&mut self, element: Open) -> Result<(), Error> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Error::Beyond(Limit::Depth(self.part.to_owned())));
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&self) -> Result<(), Error> {
        if self.open.is_empty() { Ok(()) } else { Err(self.broken("it ends in the middle")) }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Error> {
        if let Some(c) = reference.resolve_char_ref().map_err(|error| self.broken(error))? {
            return Ok(Cow::Owned(c.to_string()));
        }
        let undefined = || Error::Beyond(Limit::Entity(self.part.to_owned(), reference.to_string()));
        resolve_predefined_entity(reference).map(Cow::Borrowed).ok_or_else(undefined)
    }
}

impl Tag<'_> {
    /// The name of an element of Word's own vocabulary; "" for any other.
    pub(super) fn word(&self) -> &str {
        if self.space == Space::Word { self.local() } else { "" }
    }

    /// The name without its vocabulary.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute, by its name without vocabulary; one too long to be meant is none.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        if found.value.len() > MAX_VALUE {
            return None;
        }
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The attribute `w:val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `w:val` as a number.
    pub(super) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.value()?.trim().parse().ok()
    }

    /// `w:val` of a property that is on unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

impl Space {
    fn of(namespace: &ResolveResult<'_>) -> Self {
        match namespace {
            ResolveResult::Bound(Namespace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                | "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )) => Self::Word,
            ResolveResult::Bound(Namespace(
                "http://schemas.openxmlformats.org/markup-compatibility/2006",
            )) => Self::Compatibility,
            ResolveResult::Bound(_) | ResolveResult::Unbound | ResolveResult::Unknown(_) => Self::Other,
        }
    }
}
