//! The rules that a Word file of ours keeps, asked of the package alone, and what proves that they are asked.
//!
//! [`broken`] names every rule that the XML of a file breaks. The numbers are those of the list of rules in
//! docs/architecture.md.

mod breaking;
mod known;

use std::collections::{BTreeMap, BTreeSet};

use super::reader::{Node, parts};
use crate::export::cases::{annotated, cases, compilation};
use crate::export::rendition::{Rendition, is_right_to_left};
use crate::export::{Format, write};

/// The parts of a package by name.
type Parts = BTreeMap<String, String>;

/// The parts that may be there, and nothing else.
const ALLOWED_PARTS: [&str; 11] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/comments.xml",
    "word/document.xml",
    "word/footer.xml",
    "word/footnotes.xml",
    "word/header.xml",
    "word/header2.xml",
    "word/settings.xml",
    "word/styles.xml",
];

/// The order in which the schema wants the children of an element; what is not listed may not be there.
const ORDERS: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:widowControl",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:tabs",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:outlineLvl",
            "w:rPr",
            "w:pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:ins",
            "w:del",
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:strike",
            "w:color",
            "w:sz",
            "w:szCs",
            "w:u",
            "w:vertAlign",
            "w:rtl",
            "w:lang",
            "w:rPrChange",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:pgSz",
            "w:pgMar",
            "w:lnNumType",
            "w:titlePg",
            "w:bidi",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:bidiVisual",
            "w:tblW",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:tcBorders", "w:shd"]),
];

/// Whose names may stand on changes and comments.
const AUTHORS: [&str; 2] = ["Co-chairs", "Unattributed submission"];

/// The rules that a package breaks, by number, with where.
fn broken(parts: &Parts) -> Vec<(u8, String)> {
    let nodes: BTreeMap<&str, Node> =
        parts.iter().map(|(name, xml)| (name.as_str(), Node::parse(xml))).collect();
    let package = Package { nodes };
    let rules = [
        package.order(),
        package.whole_paragraphs(),
        package.seams(),
        package.last_and_before_tables(),
        package.words(),
        package.footnotes(),
        package.ids(),
        package.moves(),
        package.nesting(),
        package.direction(),
        package.bookmarks(),
        package.names(),
    ];
    let numbered = (1..).zip(rules);
    let mut all: Vec<(u8, String)> =
        numbered.flat_map(|(number, found)| found.into_iter().map(move |it| (number, it))).collect();
    let foreign = parts.keys().filter(|part| !ALLOWED_PARTS.contains(&part.as_str()));
    all.extend(foreign.map(|part| (12, format!("the part {part}"))));
    let traces = ["rsid", "w:initials", "lastModifiedBy", "w15:"];
    for (part, xml) in parts {
        all.extend(traces.iter().filter(|it| xml.contains(*it)).map(|it| (12, format!("{part} has {it}"))));
    }
    all
}

struct Package<'a> {
    nodes: BTreeMap<&'a str, Node>,
}

/// What a paragraph is once everything is accepted, or rejected: whether its mark is there, and whether any word is.
#[derive(Clone, Copy)]
struct Left {
    mark: bool,
    words: bool,
}

impl Package<'_> {
    fn body(&self) -> &Node {
        self.nodes["word/document.xml"].all("w:body")[0]
    }

    /// The paragraphs of the text, those of tables left out.
    fn paragraphs(&self) -> impl Iterator<Item = &Node> {
        self.body().children.iter().filter(|child| child.name == "w:p")
    }

    /// The parts that hold words of the text.
    fn texts(&self) -> impl Iterator<Item = (&str, &Node)> {
        let all = self.nodes.iter().map(|(name, node)| (*name, node));
        all.filter(|(name, _)| {
            ["word/document.xml", "word/footnotes.xml", "word/comments.xml"].contains(name)
        })
    }

    fn order(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (name, node) in &self.nodes {
            for (element, order) in ORDERS {
                for it in node.all(element) {
                    let place = |child: &Node| order.iter().position(|known| *known == child.name);
                    let places: Vec<Option<usize>> = it.children.iter().map(place).collect();
                    let twice = ["w:headerReference", "w:footerReference"];
                    let alone = |pair: &[Node]| {
                        pair[0].name != pair[1].name || twice.contains(&pair[0].name.as_str())
                    };
                    if places.contains(&None) || !places.is_sorted() || !it.children.windows(2).all(alone) {
                        found.push(format!(
                            "{name}: {element} of {:?}",
                            it.children.iter().map(|it| &it.name).collect::<Vec<_>>()
                        ));
                    }
                }
            }
        }
        found
    }

    /// What comes or goes as a whole leaves nothing: no paragraph is empty once all is accepted or rejected.
    fn whole_paragraphs(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (name, node) in self.texts() {
            let wrapped = ["w:ins", "w:del"].into_iter().flat_map(|it| node.all(it));
            found.extend(
                wrapped
                    .filter(|it| !it.all("w:p").is_empty())
                    .map(|_| format!("{name}: a wrapped paragraph")),
            );
        }
        let all: Vec<&Node> = self.paragraphs().collect();
        for gone in ["w:del", "w:ins"] {
            let mut words = false;
            for (at, paragraph) in all.iter().enumerate() {
                let left = left(paragraph, gone);
                words |= left.words;
                // Empty ones that nothing touches are there on purpose.
                if left.mark && !words && is_touched(paragraph) {
                    found.push(format!("paragraph {} is left empty without {gone}", at + 1));
                }
                words &= !left.mark;
            }
        }
        found
    }

    /// A mark comes or goes between words that stay only where both sides are of one style.
    fn seams(&self) -> Vec<String> {
        let all: Vec<&Node> = self.paragraphs().collect();
        let style = |it: &Node| {
            it.child("w:pPr")
                .and_then(|it| it.child("w:pStyle"))
                .and_then(|it| it.attribute("w:val"))
                .map(str::to_owned)
        };
        let stays = |it: &Node| it.children.iter().any(|run| run.name == "w:r" && !run.all("w:t").is_empty());
        let differ = all
            .windows(2)
            .filter(|pair| mark(pair[0]).is_some() && stays(pair[0]) && style(pair[0]) != style(pair[1]));
        differ.map(|pair| format!("{:?} runs into {:?}", style(pair[0]), style(pair[1]))).collect()
    }

    fn last_and_before_tables(&self) -> Vec<String> {
        let blocks: Vec<&Node> = self.body().children.iter().filter(|it| it.name != "w:sectPr").collect();
        let empty = |it: Option<&&Node>| {
            it.is_some_and(|it| {
                it.name == "w:p"
                    && it.children.iter().all(|child| child.name == "w:pPr")
                    && mark(it).is_none()
            })
        };
        let mut found = Vec::new();
        if !empty(blocks.last()) {
            found.push("the last paragraph is not an empty one that nothing touches".to_owned());
        }
        let tables = (0..blocks.len()).filter(|&at| blocks[at].name == "w:tbl");
        let bare = tables.filter(|&at| !empty(at.checked_sub(1).and_then(|at| blocks.get(at))));
        found.extend(bare.map(|_| "no empty paragraph before a table".to_owned()));
        found
    }

    fn words(&self) -> Vec<String> {
        fn look(node: &Node, deleted: bool, found: &mut Vec<String>) {
            for child in &node.children {
                let text = ["w:t", "w:delText"].contains(&child.name.as_str());
                if text && (child.name == "w:delText") != deleted {
                    found.push(format!(
                        "{} {} a deletion: {:?}",
                        child.name,
                        if deleted { "in" } else { "outside" },
                        child.text
                    ));
                }
                if text && child.attribute("xml:space") != Some("preserve") {
                    found.push(format!("spaces are not kept: {:?}", child.text));
                }
                if text && child.text.chars().any(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
                {
                    found.push(format!("a forbidden character: {:?}", child.text));
                }
                look(child, deleted || child.name == "w:del", found);
            }
        }
        let mut found = Vec::new();
        self.nodes.values().for_each(|node| look(node, false, &mut found));
        found
    }

    fn footnotes(&self) -> Vec<String> {
        let (document, notes) = (&self.nodes["word/document.xml"], &self.nodes["word/footnotes.xml"]);
        let notes: BTreeMap<&str, &Node> =
            notes.all("w:footnote").into_iter().filter_map(|it| Some((it.attribute("w:id")?, it))).collect();
        let mut found = Vec::new();
        for run in document.all("w:r").iter().filter(|run| run.child("w:footnoteReference").is_some()) {
            let names: Vec<&str> = run.children.iter().map(|it| it.name.as_str()).collect();
            if names != ["w:rPr", "w:footnoteReference"] {
                found.push(format!("a reference shares its run: {names:?}"));
            }
        }
        let references = document.all("w:footnoteReference").len();
        if references + 2 != notes.len() {
            found.push(format!("{references} references, {} notes", notes.len()));
        }
        for wrapper in ["w:ins", "w:del"] {
            for reference in document.all(wrapper).iter().flat_map(|it| it.all("w:footnoteReference")) {
                let note = reference.attribute("w:id").and_then(|id| notes.get(id));
                let runs = note.iter().flat_map(|it| it.all("w:p")).flat_map(|it| &it.children);
                let mut inside = runs.filter(|it| it.name != "w:pPr").peekable();
                if inside.peek().is_none() || !inside.all(|it| it.name == wrapper) {
                    found.push(format!("a note is not marked as its reference is: {reference:?}"));
                }
            }
        }
        found
    }

    /// One counter for the whole package, and no reference that leads nowhere.
    fn ids(&self) -> Vec<String> {
        const OWNERS: [&str; 7] =
            ["w:ins", "w:del", "w:rPrChange", "w:pPrChange", "w:bookmarkStart", "w:comment", "w:footnote"];
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        for (_, node) in self.texts() {
            for id in OWNERS.iter().flat_map(|it| node.all(it)).map(|it| it.attribute("w:id")) {
                match id {
                    Some(id) if seen.insert(id) => {}
                    other => found.push(format!("{other:?} twice")),
                }
            }
        }
        let document = &self.nodes["word/document.xml"];
        let ids = |node: &Node, name: &str| -> Vec<String> {
            let mut ids: Vec<String> =
                node.all(name).iter().filter_map(|it| it.attribute("w:id").map(str::to_owned)).collect();
            ids.sort();
            ids
        };
        let comments = self.nodes.get("word/comments.xml").map(|it| ids(it, "w:comment")).unwrap_or_default();
        for name in ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"] {
            if ids(document, name) != comments {
                found.push(format!("{name} and comments differ"));
            }
        }
        if ids(document, "w:bookmarkStart") != ids(document, "w:bookmarkEnd") {
            found.push("bookmarks end elsewhere".to_owned());
        }
        found
    }

    fn moves(&self) -> Vec<String> {
        let names = ["w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart"];
        let all = self.nodes.values().flat_map(|node| names.iter().flat_map(|name| node.all(name)));
        all.map(|it| it.name.clone()).collect()
    }

    fn nesting(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (name, node) in self.texts() {
            let outer = ["w:ins", "w:del"].into_iter().flat_map(|it| node.all(it));
            let nested = outer.filter(|it| ["w:ins", "w:del"].iter().any(|inner| !it.all(inner).is_empty()));
            found.extend(nested.map(|it| format!("{name}: a change inside {}", it.name)));
            found.extend(node.all("w:numPr").iter().map(|_| format!("{name}: an automatic number")));
        }
        found
    }

    fn direction(&self) -> Vec<String> {
        let right_to_left = self.body().child("w:sectPr").is_some_and(|it| it.child("w:bidi").is_some());
        let mut found = Vec::new();
        for (name, node) in &self.nodes {
            found.extend(node.all("w:jc").iter().map(|_| format!("{name}: an alignment")));
            for (latin, complex) in [("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs")] {
                let alone = node
                    .all("w:rPr")
                    .into_iter()
                    .filter(|it| it.child(latin).is_some() != it.child(complex).is_some());
                found.extend(alone.map(|_| format!("{name}: {latin} without {complex}")));
            }
            if *name == "word/styles.xml"
                && node.all("w:lang").iter().any(|it| it.attribute("w:bidi").is_none())
            {
                found.push("no language of right-to-left words".to_owned());
            }
            let is_separator = |it: &Node| {
                !it.all("w:separator").is_empty() || !it.all("w:continuationSeparator").is_empty()
            };
            for paragraph in node.all("w:p").into_iter().filter(|it| !is_separator(it)) {
                let bidi = paragraph.child("w:pPr").is_some_and(|it| it.child("w:bidi").is_some());
                if bidi != right_to_left {
                    found.push(format!("{name}: a paragraph of the other direction"));
                }
                let words = |run: &Node| {
                    ["w:t", "w:delText"].iter().flat_map(|it| run.all(it)).any(|it| is_of_the_text(&it.text))
                };
                let runs = paragraph.all("w:r").into_iter().filter(|run| right_to_left && words(run));
                let bare = runs.filter(|run| run.child("w:rPr").is_none_or(|it| it.child("w:rtl").is_none()));
                found.extend(bare.map(|run| {
                    format!("{name}: no w:rtl on {:?}", run.all("w:t").first().map(|it| &it.text))
                }));
            }
        }
        found
    }

    fn bookmarks(&self) -> Vec<String> {
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        for name in
            self.body().all("w:bookmarkStart").iter().map(|it| it.attribute("w:name").unwrap_or_default())
        {
            if !name.starts_with("_p_") || name.len() > 40 || !seen.insert(name) {
                found.push(format!("the bookmark {name}"));
            }
        }
        // Every paragraph of a text whose mark nothing touched holds one; one of a compilation may be a submission.
        let bare =
            |it: &&Node| !it.all("w:t").is_empty() && it.all("w:bookmarkStart").is_empty() && !is_touched(it);
        let styles = ["ItemName", "ItemText", "Rubric"];
        let own = |it: &&Node| {
            !it.all("w:pStyle").iter().any(|it| it.attribute("w:val").is_some_and(|it| styles.contains(&it)))
        };
        found.extend(
            self.paragraphs().filter(bare).filter(own).map(|_| "a paragraph without bookmark".to_owned()),
        );
        found
    }

    /// Constant authors, days without an hour, and only styles that are there.
    fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        let styles = &self.nodes["word/styles.xml"];
        let known: BTreeSet<&str> =
            styles.all("w:style").iter().filter_map(|it| it.attribute("w:styleId")).collect();
        for (name, node) in &self.nodes {
            for owner in ["w:ins", "w:del", "w:rPrChange", "w:pPrChange", "w:comment"] {
                for it in node.all(owner) {
                    if !it.attribute("w:author").is_some_and(|it| AUTHORS.contains(&it)) {
                        found.push(format!("{name}: {:?}", it.attribute("w:author")));
                    }
                    let hour = it.attribute("w:date").map(|it| &it[10..]);
                    if hour.is_some_and(|it| !["T00:00:00Z", "T00:02:00Z"].contains(&it)) {
                        found.push(format!("{name}: {hour:?}"));
                    }
                }
            }
            for element in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
                let names =
                    node.all(element).into_iter().filter_map(|it| it.attribute("w:val").map(str::to_owned));
                found.extend(
                    names
                        .filter(|it| !known.contains(it.as_str()))
                        .map(|it| format!("{name}: no style {it}")),
                );
            }
        }
        found
    }
}

/// Whether words are to be read from right to left: not those that are embedded the other way.
fn is_of_the_text(words: &str) -> bool {
    words.contains(is_right_to_left) && !words.starts_with('\u{202a}')
}

/// How the mark of a paragraph came or went.
fn mark(paragraph: &Node) -> Option<&'static str> {
    let mark = paragraph.child("w:pPr")?.child("w:rPr")?;
    ["w:ins", "w:del"].into_iter().find(|it| mark.child(it).is_some())
}

fn is_touched(paragraph: &Node) -> bool {
    ["w:ins", "w:del"].iter().any(|it| !paragraph.all(it).is_empty())
}

/// What is left of a paragraph once all that is `gone` is gone.
fn left(paragraph: &Node, gone: &str) -> Left {
    let shows =
        |it: &Node| ["w:t", "w:delText", "w:footnoteReference"].iter().any(|name| !it.all(name).is_empty());
    let words =
        paragraph.children.iter().any(|child| child.name != "w:pPr" && child.name != gone && shows(child));
    Left { mark: mark(paragraph) != Some(gone), words }
}

/// Every constructed rendition, by name.
fn everything() -> Vec<(String, Rendition)> {
    let mut all = Vec::new();
    for case in cases() {
        let options = Rendition { track_edits: true, line_numbers: true, ..case.clean(&case.new) };
        all.push((format!("{}, clean", case.name), options));
        all.push((format!("{}, redline", case.name), case.redline()));
        all.push((format!("{}, comparison", case.name), case.comparison()));
    }
    all.push(("compilation".to_owned(), compilation()));
    all.push(("clean with comments".to_owned(), annotated(true).1));
    all.push(("redline with comments".to_owned(), annotated(false).1));
    all
}

#[test]
fn every_file_keeps_every_rule() {
    for (name, rendition) in everything() {
        assert_eq!(broken(&parts(&write(&rendition, Format::Docx).unwrap())), [], "{name}");
    }
}
