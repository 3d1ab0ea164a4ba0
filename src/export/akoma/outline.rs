//! The hierarchy that a list of paragraphs stands for, and the identifiers that follow from it.
//!
//! Invariant: every identifier is given once. What is removed opens nothing for what stays, so that the structure without
//! it is that of the new draft.

use rustc_hash::FxHashMap;

use super::super::rendition::Form;
use crate::document::Kind;
use crate::document::id::ParagraphId;
use crate::document::label::{Division, Label};

/// How deep text stands that is under no other text: deeper than any heading.
const TEXT: u16 = 1_000;

/// A paragraph as far as the hierarchy asks.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) id: Option<ParagraphId>,
    pub(super) form: Form,
    /// As it is shown, brackets before it included; empty if there is none.
    pub(super) label: String,
    pub(super) removed: bool,
}

/// An element of the hierarchy.
#[derive(Debug)]
pub(super) struct Node {
    /// The paragraph it is; none for a list, which holds several.
    pub(super) unit: Option<usize>,
    pub(super) parent: Option<usize>,
    pub(super) element: Element,
    pub(super) eid: String,
    /// Whether it is a list that begins with the words of the paragraph above it.
    pub(super) has_intro: bool,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Part,
    Chapter,
    Section,
    Subsection,
    Article,
    Deeper,
    Annex,
    Paragraph,
    List,
    Point,
}

impl Element {
    /// The name of the element, and the attribute `name` where it has one.
    pub(super) const fn names(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Part => ("part", None),
            Self::Chapter => ("chapter", None),
            Self::Section => ("section", None),
            Self::Subsection => ("subsection", None),
            Self::Article => ("article", None),
            Self::Deeper => ("hcontainer", Some("heading")),
            Self::Annex => ("hcontainer", Some("annex")),
            Self::Paragraph => ("paragraph", None),
            Self::List => ("list", None),
            Self::Point => ("point", None),
        }
    }

    /// Whether it has a heading rather than text.
    pub(super) const fn is_section(self) -> bool {
        match self {
            Self::Part | Self::Chapter | Self::Section | Self::Subsection => true,
            Self::Article | Self::Deeper | Self::Annex => true,
            Self::Paragraph | Self::List | Self::Point => false,
        }
    }

    /// How identifiers shorten it.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Chapter => "chp",
            Self::Section => "sec",
            Self::Subsection => "subsec",
            Self::Article => "art",
            Self::Deeper => "hcontainer",
            Self::Annex => "annex",
            Self::Paragraph => "para",
            Self::List => "list",
            Self::Point => "point",
        }
    }

    /// What a paragraph is that stands under so many headings.
    fn of(unit: &Unit, headings: usize) -> Self {
        let label = Label::new(unit.label.trim_start_matches(['[', ' ']));
        match (unit.form.kind, label.and_then(|label| label.division())) {
            (Kind::AnnexHeading, _) => Self::Annex,
            (Kind::Heading, Some(Division::Part)) => Self::Part,
            (Kind::Heading, Some(Division::Chapter)) => Self::Chapter,
            (Kind::Heading, Some(Division::Article)) => Self::Article,
            (Kind::Heading, _) => match headings {
                0 => Self::Section,
                1 => Self::Subsection,
                _ => Self::Deeper,
            },
            (Kind::Title, _) => Self::Deeper,
            (Kind::Item, _) => Self::Point,
            (Kind::Preambular | Kind::Numbered | Kind::Plain, _) => Self::Paragraph,
        }
    }
}

/// What stands open while the next paragraph is placed.
struct Open {
    depth: u16,
    node: usize,
    removed: bool,
    /// The list under it, once there is one.
    list: Option<usize>,
}

/// The elements in the order in which they begin; a parent stands before its children.
pub(super) fn outline(units: &[Unit]) -> Vec<Node> {
    let mut tree = Tree::default();
    let mut open: Vec<Open> = Vec::new();
    // The list of items that stand under a heading, or under nothing.
    let mut loose: Option<(Option<usize>, usize)> = None;
    for (at, unit) in units.iter().enumerate() {
        let depth = depth(unit.form);
        if unit.removed {
            while open.last().is_some_and(|it| it.removed && it.depth >= depth) {
                open.pop();
            }
        } else {
            while open.last().is_some_and(|it| it.removed || it.depth >= depth) {
                open.pop();
            }
        }
        let above = open.iter().rposition(|it| it.depth < depth);
        let parent = above.map(|it| open[it].node);
        let element = Element::of(unit, open.iter().filter(|it| it.depth < depth.min(TEXT)).count());
        let parent = match (element, above) {
            (Element::Point, Some(above)) if open[above].depth >= TEXT => {
                let owner = open[above].node;
                Some(*open[above].list.get_or_insert_with(|| tree.list(Some(owner), true)))
            }
            (Element::Point, _) => match loose.filter(|(under, _)| *under == parent) {
                Some((_, list)) => Some(list),
                None => {
                    let list = tree.list(parent, false);
                    loose = Some((parent, list));
                    Some(list)
                }
            },
            _ => parent,
        };
        if element != Element::Point {
            loose = None;
        }
        let node = tree.add(Some(at), parent, element, &unit.label, unit.removed);
        open.push(Open { depth, node, removed: unit.removed, list: None });
    }
    tree.nodes
}

fn depth(form: Form) -> u16 {
    match form.kind {
        Kind::Title => 0,
        Kind::Heading | Kind::AnnexHeading => u16::from(form.level.max(1)),
        Kind::Preambular | Kind::Numbered | Kind::Plain => TEXT,
        Kind::Item => TEXT + u16::from(form.level.max(1)),
    }
}

#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    given: FxHashMap<String, usize>,
    unnumbered: FxHashMap<(Option<usize>, Element), usize>,
}

impl Tree {
    fn list(&mut self, parent: Option<usize>, has_intro: bool) -> usize {
        let list = self.add(None, parent, Element::List, "", false);
        self.nodes[list].has_intro = has_intro;
        list
    }

    fn add(
        &mut self,
        unit: Option<usize>,
        parent: Option<usize>,
        element: Element,
        label: &str,
        removed: bool,
    ) -> usize {
        let number = number(label).unwrap_or_else(|| {
            let count = self.unnumbered.entry((parent, element)).or_default();
            *count += 1;
            // Lists are counted and never have a number; for others it must not look like one.
            if element == Element::List { count.to_string() } else { format!("u{count}") }
        });
        let above = parent.map(|it| format!("{}__", self.nodes[it].eid)).unwrap_or_default();
        let gone = if removed { "-removed" } else { "" };
        let wanted = format!("{above}{}_{number}{gone}", element.prefix());
        let eid = self.once(wanted);
        self.nodes.push(Node { unit, parent, element, eid, has_intro: false });
        self.nodes.len() - 1
    }

    /// The identifier, with a number behind it where it is given already.
    fn once(&mut self, wanted: String) -> String {
        let mut eid = wanted.clone();
        while self.given.contains_key(&eid) {
            let count = self.given.entry(wanted.clone()).or_default();
            *count += 1;
            eid = format!("{wanted}-{}", *count + 1);
        }
        self.given.insert(eid.clone(), 0);
        eid
    }
}

/// "12bis" of "12 bis.", "3bis" of "Article 3bis", "a" of "(a)"; none of a dash.
fn number(label: &str) -> Option<String> {
    let label = Label::new(label.trim_start_matches(['[', ' ']))?;
    let stem = label.stem();
    let told = match (label.division(), stem.split_once(char::is_whitespace)) {
        (Some(_), Some((_, number))) => number,
        (Some(_) | None, _) => stem,
    };
    let signs: String = told.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
    let signs = signs.trim_matches('.');
    (!signs.is_empty()).then(|| signs.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eids(lines: &[(&str, Kind, u8, bool)]) -> Vec<String> {
        let unit = |(label, kind, level, removed): &(&str, Kind, u8, bool)| Unit {
            id: None,
            form: Form { kind: *kind, level: *level },
            label: (*label).to_owned(),
            removed: *removed,
        };
        let units: Vec<Unit> = lines.iter().map(unit).collect();
        outline(&units).into_iter().map(|node| node.eid).collect()
    }

    #[test]
    fn identifiers_follow_from_labels() {
        use Kind::{AnnexHeading, Heading, Item, Numbered, Plain};
        let lines = [
            ("", Plain, 0, false),
            ("I.", Heading, 1, false),
            ("[12 bis.", Numbered, 0, false),
            ("(a)", Item, 1, false),
            ("(i)", Item, 2, false),
            ("-", Item, 1, false),
            ("12 bis.", Numbered, 0, false),
            ("13.", Numbered, 0, true),
            ("(a)", Item, 1, true),
            ("(b)", Item, 1, false),
            ("Article 3bis", Heading, 2, false),
            ("", Plain, 0, false),
            ("第三条", Heading, 2, false),
            ("Annex II", AnnexHeading, 1, false),
            ("(a)", Item, 1, false),
        ];
        assert_eq!(
            eids(&lines),
            [
                "para_u1",
                "sec_I",
                "sec_I__para_12bis",
                "sec_I__para_12bis__list_1",
                "sec_I__para_12bis__list_1__point_a",
                "sec_I__para_12bis__list_1__point_a__list_1",
                "sec_I__para_12bis__list_1__point_a__list_1__point_i",
                "sec_I__para_12bis__list_1__point_u1",
                "sec_I__para_12bis-2",
                "sec_I__para_13-removed",
                "sec_I__para_13-removed__list_1",
                "sec_I__para_13-removed__list_1__point_a-removed",
                "sec_I__para_12bis-2__list_1",
                "sec_I__para_12bis-2__list_1__point_b",
                "sec_I__art_3bis",
                "sec_I__art_3bis__para_u1",
                "sec_I__art_第三条",
                "annex_II",
                "annex_II__list_1",
                "annex_II__list_1__point_a",
            ]
        );
    }

    #[test]
    fn what_is_removed_opens_nothing_for_what_stays() {
        use Kind::{Heading, Numbered};
        let lines = [
            ("I.", Heading, 1, false),
            ("1.", Numbered, 0, false),
            ("II.", Heading, 1, true),
            ("2.", Numbered, 0, true),
            ("2.", Numbered, 0, false),
        ];
        assert_eq!(
            eids(&lines),
            ["sec_I", "sec_I__para_1", "sec_II-removed", "sec_II-removed__para_2-removed", "sec_I__para_2"]
        );
    }
}
