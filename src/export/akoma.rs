//! Akoma Ntoso after the guidelines of the United Nations (AKN4UN): a deliberation, clean or with its changes restated in full.
//!
//! Invariant: valid by the schema of the OASIS standard whatever the text; leaving out `del` and what is removed gives the
//! new draft, its structure included. `GUID` is the id of a paragraph through all drafts, `eId` its place by the labels it
//! stands under now, `wId` the same by those it had first, where they were others.

mod meta;
mod outline;
mod words;

#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use self::meta::{Modification, metadata};
use self::outline::{Node, Unit, outline};
use self::words::Pen;
use super::docx::xml::escape;
use super::rendition::{
    Form, ListedChange, Mark, Matter, Passage, Remark, Rendition, Run, Seam, Standing, View,
};
use crate::document::id::ParagraphId;
use crate::document::{Kind, Paragraph};

/// The namespace of version 3.0.
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Draws the text.
pub(super) fn write(rendition: &Rendition) -> String {
    let pieces = pieces(rendition);
    let (titles, rest) = split_at(&pieces, |it| it.unit.form.kind == Kind::Title);
    let (preamble, body) = rest.split_at(preamble(rest));
    let units: Vec<Unit> = body.iter().map(|it| it.unit.clone()).collect();
    let nodes = outline(&units);
    let fronts = titles.iter().map(|it| (it, "preface")).chain(preamble.iter().map(|it| (it, "preamble")));
    let fronts: Vec<(&Piece, String)> = (fronts.zip(1..))
        .map(|((piece, part), number)| (piece, format!("{part}__container_{number}")))
        .collect();
    let mut ids: FxHashMap<ParagraphId, String> = FxHashMap::default();
    ids.extend(fronts.iter().filter_map(|(piece, eid)| Some((piece.unit.id?, eid.clone()))));
    ids.extend(nodes.iter().filter_map(|node| Some((units[node.unit?].id?, node.eid.clone()))));
    let firsts = firsts(&rendition.earlier);

    let language = format!(" xml:lang=\"{}\"", escape(&rendition.language.tag));
    let modifications = FxHashMap::default();
    let mut writer = Writer { pen: Pen::new(&ids), firsts: &firsts, language, modifications };
    let (preface, preamble) = fronts.split_at(titles.len());
    let mut text = writer.preface(preface, rendition);
    text += &writer.front("preamble", preamble);
    text += &writer.body(body, &nodes);
    let meta = metadata(rendition, &writer.modifications(rendition));
    let contains = match rendition.view {
        View::Redline => "multipleVersions",
        View::Clean | View::Compilation | View::Comparison | View::Concordance | View::Paper => {
            "singleVersion"
        }
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"{NAMESPACE}\">\n\
         <statement name=\"draft\" contains=\"{contains}\">\n{meta}{text}</statement>\n</akomaNtoso>\n"
    )
}

/// One paragraph of the structure: a passage, with those that are joined to it.
struct Piece {
    unit: Unit,
    label: Vec<Run>,
    words: Vec<Run>,
    /// Its number in the list of changes.
    change: Option<usize>,
}

fn pieces(rendition: &Rendition) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut joins = false;
    let mut change = None;
    for passage in rendition.passages() {
        // A further piece of a split, or what replaced it, is part of the change before it.
        let goes_on = matches!(passage.remark, Some(Remark::SplitFrom(_) | Remark::JoinedTo(_)))
            || (passage.remark.is_none() && passage.standing.mark().is_some());
        change = passage.change.or(change.filter(|_| goes_on));
        match pieces.last_mut() {
            // The border before it is gone: its words stand in the paragraph before.
            Some(last) if joins => last.words.extend(passage.line(" ")),
            Some(_) | None => pieces.push(Piece { change, ..Piece::of(passage) }),
        }
        joins = passage.seam == Seam::Deleted;
    }
    pieces
}

impl Piece {
    fn of(passage: &Passage) -> Self {
        let removed = passage.standing == Standing::Deleted;
        let shown = passage.label.iter().filter(|run| removed || run.mark != Mark::Deleted);
        let words = |run: &Run| match &run.matter {
            Matter::Words { text, .. } => text.clone(),
            Matter::Footnote(_) => String::new(),
        };
        let unit =
            Unit { id: passage.anchor, form: passage.form, label: shown.map(words).collect(), removed };
        let (label, words) = (passage.label.clone(), passage.words.clone());
        Self { unit, label, words, change: passage.change }
    }
}

/// The place by labels that each paragraph had in the first draft that has it.
fn firsts(earlier: &[Vec<Paragraph>]) -> FxHashMap<ParagraphId, String> {
    let mut firsts = FxHashMap::default();
    for draft in earlier {
        let unit = |it: &Paragraph| Unit {
            id: Some(it.id),
            form: Form { kind: it.content.kind, level: it.content.level },
            label: it.content.label.as_ref().map(|label| label.as_str().to_owned()).unwrap_or_default(),
            removed: false,
        };
        let units: Vec<Unit> = draft.iter().filter(|it| it.content.kind != Kind::Title).map(unit).collect();
        for Node { unit, eid, .. } in outline(&units) {
            if let Some(id) = unit.and_then(|at| units[at].id) {
                firsts.entry(id).or_insert(eid);
            }
        }
    }
    firsts
}

fn split_at<T>(all: &[T], belongs: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    all.split_at(all.iter().position(|it| !belongs(it)).unwrap_or(all.len()))
}

/// How many of the first pieces are the preamble: all up to the last recital before the next heading, where recitals
/// come before numbers.
fn preamble(pieces: &[Piece]) -> usize {
    let kind = |it: &Piece| it.unit.form.kind;
    let recital = |it: &Piece| kind(it) == Kind::Preambular;
    let first =
        pieces.iter().position(|it| matches!(kind(it), Kind::Preambular | Kind::Numbered | Kind::Item));
    let Some(first) = first.filter(|&at| recital(&pieces[at])) else { return 0 };
    let heading = |it: &Piece| it.unit.form.kind.is_heading();
    let (recitals, _) = split_at(&pieces[first..], |it| !heading(it));
    recitals.iter().rposition(recital).map_or(0, |last| first + last + 1)
}

struct Writer<'a> {
    pen: Pen<'a>,
    firsts: &'a FxHashMap<ParagraphId, String>,
    /// The attribute that says the language of the text.
    language: String,
    /// What is marked, by the number of its change: the place, and the ids of what went and came.
    modifications: FxHashMap<usize, Modification>,
}

impl Writer<'_> {
    fn preface(&mut self, titles: &[(&Piece, String)], rendition: &Rendition) -> String {
        if titles.is_empty() && !rendition.cover.title.is_empty() && !rendition.has_title() {
            let title = escape(&rendition.cover.title);
            return format!(
                "<preface{}>\n<container name=\"title\" eId=\"preface__container_1\"><p><docTitle>{title}</docTitle></p></container>\n</preface>\n",
                self.language
            );
        }
        self.front("preface", titles)
    }

    /// Paragraphs before the body, each in a container.
    fn front(&mut self, part: &str, pieces: &[(&Piece, String)]) -> String {
        if pieces.is_empty() {
            return String::new();
        }
        let mut out = format!("<{part}{}>\n", self.language);
        for (piece, eid) in pieces {
            let mut line = piece.label.clone();
            if !line.is_empty() && !piece.words.is_empty() {
                line.push(Run { mark: piece.words[0].mark, ..Run::plain(" ") });
            }
            line.extend(piece.words.iter().cloned());
            let words = self.words(piece, eid, &line);
            let (name, words) = match piece.unit.form.kind {
                Kind::Title => ("title", format!("<docTitle>{words}</docTitle>")),
                Kind::Preambular => ("preambular", words),
                Kind::Heading | Kind::AnnexHeading => ("heading", words),
                Kind::Numbered | Kind::Item | Kind::Plain => ("plain", words),
            };
            let attributes = self.attributes(piece, eid);
            out += &format!("<container name=\"{name}\"{attributes}><p>{words}</p></container>\n");
        }
        out + &format!("</{part}>\n")
    }

    fn body(&mut self, pieces: &[Piece], nodes: &[Node]) -> String {
        let mut out = format!("<mainBody{}>\n", self.language);
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        let mut tops = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            node.parent.map_or(&mut tops, |parent| &mut children[parent]).push(at);
        }
        for &top in &tops {
            self.node(&mut out, pieces, nodes, &children, top);
        }
        if tops.is_empty() {
            out += "<p/>\n";
        }
        out + "</mainBody>\n"
    }

    fn node(
        &mut self,
        out: &mut String,
        pieces: &[Piece],
        nodes: &[Node],
        children: &[Vec<usize>],
        at: usize,
    ) {
        let node = &nodes[at];
        let (element, name) = node.element.names();
        let name = name.map(|name| format!(" name=\"{name}\"")).unwrap_or_default();
        let below = &children[at];
        let Some(piece) = node.unit.map(|unit| &pieces[unit]) else {
            // A list: its chapeau is its parent's.
            let above = node.parent.and_then(|it| nodes[it].unit).filter(|_| node.has_intro);
            *out += &format!("<{element} eId=\"{}\">\n", escape(&node.eid));
            if let (Some(above), Some(parent)) = (above, node.parent) {
                let words = self.words(&pieces[above], &nodes[parent].eid, &pieces[above].words);
                *out += &format!("<intro><p>{words}</p></intro>\n");
            }
            below.iter().for_each(|&child| self.node(out, pieces, nodes, children, child));
            *out += &format!("</{element}>\n");
            return;
        };
        let attributes = self.attributes(piece, &node.eid);
        *out += &format!("<{element}{name}{attributes}>");
        if !piece.label.is_empty() {
            let num = self.words(piece, &node.eid, &piece.label);
            *out += &format!("<num>{num}</num>");
        }
        if node.element.is_section() {
            if !piece.words.is_empty() {
                let heading = self.words(piece, &node.eid, &piece.words);
                *out += &format!("<heading>{heading}</heading>");
            }
            *out += "\n";
        } else if !below.iter().any(|&child| nodes[child].has_intro) {
            let words = self.words(piece, &node.eid, &piece.words);
            *out += &format!("<content><p>{words}</p></content>");
        } else {
            *out += "\n";
        }
        below.iter().for_each(|&child| self.node(out, pieces, nodes, children, child));
        *out += &format!("</{element}>\n");
    }

    /// Words in a place; what is marked in them is noted under the change that the piece is of.
    fn words(&mut self, piece: &Piece, eid: &str, runs: &[Run]) -> String {
        let drawn = self.pen.draw(eid, runs);
        if let Some(number) = piece.change {
            let modification = self.modifications.entry(number).or_insert_with(|| Modification::at(eid));
            modification.old.extend(drawn.gone);
            modification.new.extend(drawn.come);
        }
        drawn.xml
    }

    fn attributes(&self, piece: &Piece, eid: &str) -> String {
        let Unit { id, removed, .. } = &piece.unit;
        let mut attributes = format!(" eId=\"{}\"", escape(eid));
        if let Some(id) = id {
            if let Some(first) = self.firsts.get(id).filter(|first| *first != eid && !*removed) {
                attributes += &format!(" wId=\"{}\"", escape(first));
            }
            attributes += &format!(" GUID=\"{id}\"");
        }
        if *removed {
            attributes += " status=\"removed\"";
        }
        attributes
    }

    /// The changes in order, each with what went and came.
    fn modifications(&mut self, rendition: &Rendition) -> Vec<Modification> {
        let mut made = std::mem::take(&mut self.modifications);
        let one = |change: &ListedChange| {
            let mut modification = made.remove(&change.number)?;
            modification.kind = Some(change.kind);
            Some(modification)
        };
        rendition.changes.iter().filter_map(one).collect()
    }
}
