//! A reader of Word files of our own, to ask what is left after accepting or rejecting every change.
//!
//! Written against the standard, not against the writer: it knows nothing of renditions.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// Characters directly inside.
    pub(super) text: String,
}

impl Node {
    pub(super) fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Node::element(&start)),
                Event::Empty(empty) => open.last_mut().unwrap().children.push(Node::element(&empty)),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(text.as_ref()),
                Event::GeneralRef(name) => {
                    let reference = format!("&{};", name.as_ref());
                    let character = quick_xml::escape::unescape(&reference).unwrap();
                    open.last_mut().unwrap().text.push_str(&character);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.remove(0)
    }

    fn element(start: &quick_xml::events::BytesStart<'_>) -> Self {
        let attributes = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect();
        Self { name: start.name().as_ref().to_owned(), attributes, ..Self::default() }
    }

    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All elements called `name`, at any depth.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> Vec<&'a Node> {
        let mut found: Vec<&Node> = self.children.iter().filter(|child| child.name == name).collect();
        found.extend(self.children.iter().flat_map(|child| child.all(name)));
        found
    }
}

/// The parts of a file by name.
pub(super) fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut content = String::new();
            part.read_to_string(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// Which changes hold.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum View {
    Accepted,
    Rejected,
}

/// A paragraph as it reads: its style, and its words in stretches of one style; footnotes as `^[…]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Read {
    pub(super) style: String,
    pub(super) words: Vec<(String, u8)>,
}

impl Read {
    pub(super) fn push(&mut self, words: &str, attr: u8) {
        match self.words.last_mut() {
            _ if words.is_empty() => {}
            Some((last, last_attr)) if *last_attr == attr => last.push_str(words),
            _ => self.words.push((words.to_owned(), attr)),
        }
    }

    /// The words as one string, the end of each style marked.
    pub(super) fn shown(&self) -> String {
        self.words.iter().map(|(words, attr)| format!("{words}‹{attr}›")).collect()
    }
}

/// The paragraphs of a file, the empty last one left out.
pub(super) fn read(file: &[u8], view: View) -> Vec<Read> {
    let parts = parts(file);
    let document = Node::parse(&parts["word/document.xml"]);
    let notes = Node::parse(&parts["word/footnotes.xml"]);
    let notes =
        notes.all("w:footnote").into_iter().map(|note| (note.attribute("w:id").unwrap(), note)).collect();
    let body = document.child("w:document").unwrap().child("w:body").unwrap();
    let mut paragraphs = Walk { view, notes }.paragraphs(body);
    assert_eq!(paragraphs.pop(), Some(Read::default()), "the last paragraph is empty and stays");
    paragraphs
}

struct Walk<'a> {
    view: View,
    notes: BTreeMap<&'a str, &'a Node>,
}

impl Walk<'_> {
    fn paragraphs(&self, body: &Node) -> Vec<Read> {
        let mut out = Vec::new();
        let mut open = Read::default();
        for paragraph in body.children.iter().filter(|child| child.name == "w:p") {
            let properties = paragraph.child("w:pPr");
            open.style = properties.map(|p| self.style(p)).unwrap_or_default();
            self.inline(paragraph, &mut open, None);
            let mark = properties.and_then(|p| p.child("w:rPr"));
            let is_gone = mark.is_some_and(|mark| match self.view {
                View::Accepted => mark.child("w:del").is_some(),
                View::Rejected => mark.child("w:ins").is_some(),
            });
            if !is_gone {
                out.push(std::mem::take(&mut open));
            }
        }
        assert_eq!(open, Read::default(), "the mark of the last paragraph stays");
        out
    }

    fn style(&self, properties: &Node) -> String {
        let old = properties.child("w:pPrChange").and_then(|change| change.child("w:pPr"));
        let properties = if self.view == View::Rejected { old.unwrap_or(properties) } else { properties };
        properties.child("w:pStyle").and_then(|style| style.attribute("w:val")).unwrap_or_default().to_owned()
    }

    fn inline(&self, parent: &Node, out: &mut Read, inside: Option<&str>) {
        for child in &parent.children {
            match child.name.as_str() {
                "w:ins" | "w:del" => {
                    assert_eq!(inside, None, "changes never nest");
                    let is_gone = (child.name == "w:del") == (self.view == View::Accepted);
                    if !is_gone {
                        self.inline(child, out, Some(&child.name));
                    }
                }
                "w:r" => self.run(child, out, inside == Some("w:del")),
                _ => {}
            }
        }
    }

    fn run(&self, run: &Node, out: &mut Read, deleted: bool) {
        let properties = run.child("w:rPr");
        let old = properties.and_then(|p| p.child("w:rPrChange")).and_then(|change| change.child("w:rPr"));
        let properties = if self.view == View::Rejected { old.or(properties) } else { properties };
        let bit = |name: &str, bit: u8| bit * u8::from(properties.is_some_and(|p| p.child(name).is_some()));
        let attr = bit("w:i", 1) | bit("w:b", 2);
        for child in &run.children {
            match child.name.as_str() {
                "w:t" | "w:delText" => {
                    assert_eq!(child.name == "w:delText", deleted, "delText in deletions and nowhere else");
                    assert_eq!(child.attribute("xml:space"), Some("preserve"));
                    out.push(&child.text, attr);
                }
                "w:tab" => out.push("\t", attr),
                "w:br" => out.push("\n", attr),
                "w:footnoteReference" => {
                    let note = self.notes[child.attribute("w:id").unwrap()];
                    let inside = self.paragraphs(note).iter().map(Read::shown).collect::<String>();
                    out.push(&format!("^[{inside}]"), 0);
                }
                _ => {}
            }
        }
    }
}
