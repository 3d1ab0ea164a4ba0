//! Sections and lists: what stands under what.
//!
//! Invariant: everything follows from kinds and levels in order; nothing is stored. A place is an index into the
//! list of paragraphs it was computed from.

use std::ops::Range;

use super::{Kind, Paragraph};

/// The paragraphs of the section that the heading at `place` opens, the heading included.
pub fn section(paragraphs: &[Paragraph], place: usize) -> Range<usize> {
    let Some(heading) = paragraphs.get(place).filter(|p| p.content.kind.is_heading()) else {
        return place..(place + 1).min(paragraphs.len());
    };
    let level = heading.content.level;
    let length = paragraphs[place + 1..]
        .iter()
        .position(|p| p.content.kind.is_heading() && p.content.level <= level)
        .unwrap_or(paragraphs.len() - place - 1);
    place..place + 1 + length
}

/// The paragraph at `place` with the items subordinate to it: "(a)" to "(d)" of a numbered one.
pub fn with_subordinates(paragraphs: &[Paragraph], place: usize) -> Range<usize> {
    let Some(head) = paragraphs.get(place) else {
        return place..place;
    };
    let depth = |p: &Paragraph| match p.content.kind {
        Kind::Item => Some(usize::from(p.content.level.max(1))),
        Kind::Preambular | Kind::Numbered | Kind::Plain => Some(0),
        Kind::Title | Kind::Heading | Kind::AnnexHeading => None,
    };
    let Some(level) = depth(head) else {
        return place..place + 1;
    };
    let length = paragraphs[place + 1..].iter().take_while(|p| depth(p).is_some_and(|d| d > level)).count();
    place..place + 1 + length
}

/// The places of the headings above `place`, outermost first; the title is not among them.
pub fn headings_above(paragraphs: &[Paragraph], place: usize) -> Vec<usize> {
    let mut above = Vec::new();
    let mut level =
        paragraphs.get(place).filter(|p| p.content.kind.is_heading()).map_or(u8::MAX, |p| p.content.level);
    for (at, paragraph) in paragraphs[..place.min(paragraphs.len())].iter().enumerate().rev() {
        let heading = matches!(paragraph.content.kind, Kind::Heading | Kind::AnnexHeading);
        if heading && paragraph.content.level < level {
            level = paragraph.content.level;
            above.push(at);
        }
    }
    above.reverse();
    above
}

/// How each paragraph is spoken of: "14", "Article 3, 1 (a)", or "¶ 7" (its place, from 1) where it has no label.
///
/// A label is qualified by what it stands under only as far as needed to be the only one of that name.
pub fn spoken_names(paragraphs: &[Paragraph]) -> Vec<String> {
    let chains: Vec<Vec<String>> = (0..paragraphs.len()).map(|place| chain(paragraphs, place)).collect();
    let mut depth = vec![1usize; chains.len()];
    loop {
        let names: Vec<String> =
            chains.iter().zip(&depth).map(|(chain, depth)| join(chain, *depth)).collect();
        let mut count = rustc_hash::FxHashMap::<&str, usize>::default();
        for name in &names {
            *count.entry(name).or_default() += 1;
        }
        let mut grew = false;
        for (place, name) in names.iter().enumerate() {
            if count[name.as_str()] > 1 && depth[place] < chains[place].len() {
                depth[place] += 1;
                grew = true;
            }
        }
        if !grew {
            let doubled: Vec<bool> = names.iter().map(|name| count[name.as_str()] > 1).collect();
            return (names.into_iter().zip(doubled).enumerate())
                .map(
                    |(place, (name, doubled))| {
                        if doubled { format!("{name} (¶ {})", place + 1) } else { name }
                    },
                )
                .collect();
        }
    }
}

/// The stems of the labels from the paragraph outwards.
fn chain(paragraphs: &[Paragraph], place: usize) -> Vec<String> {
    let own = &paragraphs[place].content;
    let Some(label) =
        own.label.as_ref().filter(|l| !matches!(l.as_str(), "-" | "–" | "—" | "•" | "▪" | "◦" | "·"))
    else {
        return vec![format!("¶ {}", place + 1)];
    };
    let stem = |content: &super::Content| content.label.as_ref().map(|label| label.stem().to_owned());
    let mut chain =
        vec![if own.kind == Kind::Item { format!("({})", label.stem()) } else { label.stem().to_owned() }];
    let mut level = if own.kind == Kind::Item { own.level.max(1) } else { 0 };
    for above in paragraphs[..place].iter().rev() {
        if level == 0 || above.content.kind.is_heading() {
            break;
        }
        let depth = if above.content.kind == Kind::Item { above.content.level.max(1) } else { 0 };
        if depth < level {
            level = depth;
            if let Some(stem) = stem(&above.content) {
                chain.push(if depth > 0 { format!("({stem})") } else { stem });
            }
        }
    }
    chain.extend(
        headings_above(paragraphs, place).into_iter().rev().filter_map(|at| stem(&paragraphs[at].content)),
    );
    chain
}

/// The first `depth` stems, outermost first: headings with a comma, items close up.
fn join(chain: &[String], depth: usize) -> String {
    let mut name = String::new();
    for stem in chain[..depth.min(chain.len())].iter().rev() {
        match (name.is_empty(), stem.starts_with('(')) {
            (true, _) => {}
            (false, true) => name.push(' '),
            (false, false) => name.push_str(", "),
        }
        name.push_str(stem);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::super::Content;
    use super::super::id::ParagraphId;
    use super::*;

    fn draft(lines: &[&str]) -> Vec<Paragraph> {
        (lines.iter().enumerate())
            .map(|(n, line)| {
                let heading = line.trim_start_matches('#');
                let level = (line.len() - heading.len()) as u8;
                let content = match level {
                    0 => Content::read(line),
                    level => Content::read_as(Kind::Heading, level, heading),
                };
                Paragraph { id: ParagraphId::from_bytes([n as u8; 16]), content }
            })
            .collect()
    }

    #[test]
    fn names_are_qualified_only_where_needed() {
        let draft = draft(&[
            "#Article 1 Scope",
            "1. First",
            "(a) Item",
            "(b) Item",
            "Loose words",
            "#Article 2 Use",
            "1. Again",
            "2. Once",
            "(a) Item",
        ]);
        assert_eq!(
            spoken_names(&draft),
            ["Article 1", "Article 1, 1", "1 (a)", "(b)", "¶ 5", "Article 2", "Article 2, 1", "2", "2 (a)"]
        );
    }

    #[test]
    fn rival_options_with_the_same_numbers_still_differ() {
        let names = spoken_names(&draft(&["6. One", "7. Two", "6. Three"]));
        assert_eq!(names, ["6 (¶ 1)", "7", "6 (¶ 3)"]);
    }

    #[test]
    fn sections_and_lists_end_where_the_next_begins() {
        let draft = draft(&["#A", "1. x", "(a) y", "(b) z", "2. w", "##B", "v", "#C"]);
        assert_eq!(section(&draft, 0), 0..7);
        assert_eq!(section(&draft, 5), 5..7);
        assert_eq!(with_subordinates(&draft, 1), 1..4);
        assert_eq!(with_subordinates(&draft, 2), 2..3);
        assert_eq!(headings_above(&draft, 6), [0, 5]);
        assert_eq!(headings_above(&draft, 7), Vec::<usize>::new());
    }
}
