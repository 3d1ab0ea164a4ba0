//! Where a reference leads.
//!
//! A number is looked for in the smallest unit around the reference that has it, and outside of that only where its
//! numbers do not begin anew.

use std::ops::Range;

use super::{Reference, Unit, Within};
use crate::document::label::{Division, Label};
use crate::document::outline::{headings_above, section, with_subordinates};
use crate::document::{Kind, Paragraph};

/// Which paragraphs of a document a reference in the paragraph at `place` leads to: the paragraph, then the items, as
/// far as they are there; the items alone where it says no number. Empty where it leads nowhere, or could lead to
/// several.
pub fn resolve(reference: &Reference, place: usize, paragraphs: &[Paragraph]) -> Vec<usize> {
    let whole = 0..paragraphs.len();
    let Some(number) = &reference.number else {
        return match reference.items.first() {
            None => here(reference.division, place, paragraphs).into_iter().collect(),
            Some(first) => beside(place, &first.text, paragraphs)
                .map(|at| down(vec![at], reference.items.get(1..).unwrap_or_default(), paragraphs))
                .unwrap_or_default(),
        };
    };
    let meant = |it: &Paragraph| match reference.division {
        Division::Paragraph if reference.preambular => {
            it.content.kind == Kind::Preambular && same_number(stem(it), &number.text)
        }
        Division::Paragraph => is_paragraph(it, &number.text),
        division => it.content.kind.is_heading() && is_division(it, division, &number.text),
    };
    let found = match &reference.within {
        Some(within) => match unit(within, place, paragraphs) {
            Some(heading) => unique(paragraphs, section(paragraphs, heading), meant),
            None => None,
        },
        None if reference.division == Division::Paragraph => outwards(place, paragraphs, meant),
        None => unique(paragraphs, whole, meant),
    };
    found.map(|it| down(vec![it], &reference.items, paragraphs)).unwrap_or_default()
}

/// Whether a text has units of that kind with numbers at all: a number that leads nowhere in a text that counts none
/// is another text's.
pub fn counts(paragraphs: &[Paragraph], reference: &Reference) -> bool {
    let counted = |division: Division| {
        paragraphs.iter().any(|it| match division {
            Division::Paragraph => it.content.kind == Kind::Numbered && it.content.label.is_some(),
            division => {
                let own = it.content.label.as_ref().and_then(Label::division);
                it.content.kind.is_heading() && own == Some(division)
            }
        })
    };
    let larger = reference.within.as_ref().is_none_or(|it| counted(it.division));
    reference.number.is_some() && counted(reference.division) && larger
}

/// How many paragraphs have the number that a reference says.
pub fn bearers(reference: &Reference, paragraphs: &[Paragraph]) -> usize {
    let Some(number) = &reference.number else { return 0 };
    let has = |it: &&Paragraph| match reference.division {
        Division::Paragraph => is_paragraph(it, &number.text),
        division => it.content.kind.is_heading() && is_division(it, division, &number.text),
    };
    paragraphs.iter().filter(has).count()
}

/// The paths below a place, item by item.
fn down(mut path: Vec<usize>, items: &[super::Part], paragraphs: &[Paragraph]) -> Vec<usize> {
    for item in items {
        let Some(&last) = path.last() else { break };
        let heading = paragraphs[last].content.kind.is_heading();
        let under = if heading { section(paragraphs, last) } else { with_subordinates(paragraphs, last) };
        let is_item = |it: &Paragraph| {
            let kind = if heading { Kind::Numbered } else { Kind::Item };
            (it.content.kind == kind || it.content.kind == Kind::Item) && same_number(stem(it), &item.text)
        };
        match unique(paragraphs, under.start + 1..under.end, is_item) {
            Some(at) => path.push(at),
            None => break,
        }
    }
    path
}

/// The item of that name of the paragraph or the item that a place belongs to, the nearest first.
fn beside(place: usize, name: &str, paragraphs: &[Paragraph]) -> Option<usize> {
    let is_item = |it: &Paragraph| it.content.kind == Kind::Item && same_number(stem(it), name);
    (0..=place).rev().filter(|at| with_subordinates(paragraphs, *at).contains(&place)).find_map(|at| {
        let under = with_subordinates(paragraphs, at);
        unique(paragraphs, under.start + 1..under.end, is_item)
    })
}

/// The unit that a place stands in.
fn here(division: Division, place: usize, paragraphs: &[Paragraph]) -> Option<usize> {
    if division == Division::Paragraph {
        let head = |at: &usize| {
            let kind = paragraphs[*at].content.kind;
            matches!(kind, Kind::Numbered | Kind::Preambular | Kind::Plain)
                && with_subordinates(paragraphs, *at).contains(&place)
        };
        return (0..=place.min(paragraphs.len().checked_sub(1)?)).rev().find(head);
    }
    let above = headings_above(paragraphs, place);
    let around = above.iter().rev().copied().chain([place]);
    let is = |at: &usize| match (&paragraphs.get(*at)?.content, division) {
        (content, _) if content.label.as_ref().and_then(Label::division) == Some(division) => Some(()),
        (content, Division::Annex) if content.kind == Kind::AnnexHeading => Some(()),
        _ => None,
    };
    let named = around.clone().find(|at| is(at).is_some() && paragraphs[*at].content.kind.is_heading());
    named.or_else(|| above.last().copied().filter(|_| division == Division::Section))
}

/// The heading of a unit.
fn unit(within: &Within, place: usize, paragraphs: &[Paragraph]) -> Option<usize> {
    match &within.unit {
        Unit::Here => here(within.division, place, paragraphs),
        Unit::Numbered(number) => unique(paragraphs, 0..paragraphs.len(), |it| {
            it.content.kind.is_heading() && is_division(it, within.division, number)
        }),
    }
}

/// The only paragraph that is meant in the smallest section around a place that has it.
fn outwards(place: usize, paragraphs: &[Paragraph], meant: impl Fn(&Paragraph) -> bool) -> Option<usize> {
    let whole = 0..paragraphs.len();
    let above = headings_above(paragraphs, place);
    let headings = above.iter().rev().filter(|at| {
        paragraphs[**at].content.label.as_ref().and_then(Label::division) != Some(Division::Option)
    });
    for heading in headings {
        let inside = section(paragraphs, *heading);
        if paragraphs[inside.clone()].iter().any(&meant) {
            return unique(paragraphs, inside, meant);
        }
        let article =
            paragraphs[*heading].content.label.as_ref().and_then(Label::division) == Some(Division::Article);
        if begins_anew(paragraphs, inside) || (article && begins_again(paragraphs)) {
            return None;
        }
    }
    unique(paragraphs, whole, meant)
}

/// Whether the numbers inside are used outside as well.
fn begins_anew(paragraphs: &[Paragraph], inside: Range<usize>) -> bool {
    let numbered = |it: &&Paragraph| it.content.kind == Kind::Numbered && it.content.label.is_some();
    let Some(first) = paragraphs[inside.clone()].iter().find(numbered).map(stem) else { return false };
    let outside = paragraphs[..inside.start].iter().chain(&paragraphs[inside.end..]);
    outside.filter(numbered).any(|it| same_number(stem(it), first))
}

/// Whether a text counts more than once from 1.
fn begins_again(paragraphs: &[Paragraph]) -> bool {
    let first = |it: &&Paragraph| it.content.kind == Kind::Numbered && same_number(stem(it), "1");
    paragraphs.iter().filter(first).nth(1).is_some()
}

/// The only place in a range where something holds.
fn unique(
    paragraphs: &[Paragraph],
    range: Range<usize>,
    holds: impl Fn(&Paragraph) -> bool,
) -> Option<usize> {
    let mut places = range.filter(|place| paragraphs.get(*place).is_some_and(&holds));
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

fn stem(paragraph: &Paragraph) -> &str {
    paragraph.content.label.as_ref().map_or("", |label| number_of(label))
}

fn is_paragraph(paragraph: &Paragraph, number: &str) -> bool {
    let counted = matches!(paragraph.content.kind, Kind::Numbered | Kind::Plain);
    let label = paragraph.content.label.as_ref();
    let named = label.is_some_and(|it| it.division() == Some(Division::Paragraph));
    (counted || named) && same_number(stem(paragraph), number)
}

fn is_division(paragraph: &Paragraph, division: Division, number: &str) -> bool {
    match paragraph.content.label.as_ref().and_then(Label::division) {
        Some(found) => found == division && same_number(stem(paragraph), number),
        // "IV." alone counts the sections of a text that names none.
        None => division == Division::Section && same_number(stem(paragraph), number),
    }
}

/// The number that a text refers to a label by: "12 bis" of "12 bis.", "3" of "Article 3" and of "PP3", "四" of "第四条".
pub fn number_of(label: &Label) -> &str {
    let stem = label.stem();
    let stem = stem.find(" Alt ").map_or(stem, |at| &stem[..at]);
    if let Some(inside) = stem.strip_prefix('第') {
        return inside.trim_end_matches(|c: char| "部编章节条款段".contains(c));
    }
    if let Some(number) = stem.strip_prefix("附件") {
        return number;
    }
    if label.division().is_some() {
        return stem.split_once(char::is_whitespace).map_or(stem, |(_, number)| number.trim_start());
    }
    let letters = stem.get(..2).filter(|it| it.eq_ignore_ascii_case("op") || it.eq_ignore_ascii_case("pp"));
    letters.map_or(stem, |it| stem[it.len()..].trim_start())
}

/// Whether two numbers are the same, however they are set: "12bis" and "12 bis", "٦٩" and "69".
pub fn same_number(a: &str, b: &str) -> bool {
    let plain = |it: &str| {
        let folded = it.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
        folded.map(western).collect::<String>()
    };
    plain(a) == plain(b)
}

/// The digit as Europe writes it.
fn western(c: char) -> char {
    match c {
        '\u{660}'..='\u{669}' => char::from(b'0' + (c as u32 - 0x660) as u8),
        other => other,
    }
}
