use proptest::prelude::*;

use super::*;
use crate::document::Content;
use crate::document::lineage::Descent;

fn id(n: u8) -> ParagraphId {
    ParagraphId::from_bytes([n; 16])
}

/// A draft from lines, each led by the letter that is its id.
fn draft(lines: &str) -> Vec<Paragraph> {
    (lines.split('|').filter(|line| !line.is_empty()))
        .map(|line| Paragraph { id: id(line.as_bytes()[0]), content: Content::read(&line[1..]) })
        .collect()
}

fn lineage(descents: &str) -> Lineage {
    let pairs = descents.as_bytes().chunks_exact(2);
    Lineage::new(pairs.map(|pair| Descent { paragraph: id(pair[0]), from: id(pair[1]) }).collect())
}

/// One letter per part, the paragraphs it covers after it.
fn outline(comparison: &Comparison<'_>) -> String {
    let mut out = String::new();
    for part in &comparison.parts {
        let letter = match part {
            Part::Same { .. } => '=',
            Part::Changed { .. } => '~',
            Part::Deleted { .. } => '-',
            Part::Inserted { .. } => '+',
            Part::MovedAway { .. } => '<',
            Part::MovedHere { .. } => '>',
            Part::Split { .. } => 's',
            Part::Joined { .. } => 'j',
        };
        let old = part.old_places().map(|at| &comparison.old[at]);
        let new = part.new_places().map(|at| &comparison.new[at]);
        let mut ids: Vec<char> = old.chain(new).map(|p| char::from(p.id.as_bytes()[0])).collect();
        ids.dedup();
        out.push(letter);
        out.extend(ids);
        out.push(' ');
    }
    out.trim_end().to_owned()
}

#[test]
fn each_paragraph_is_accounted_for() {
    let rows = [
        ("a1. One|b2. Two", "a1. One|b2. Two", "", "=a =b"),
        ("a1. One|b2. Two", "a1. One|b2. Three", "", "=a ~b"),
        ("a1. One|b2. Two", "b2. Two", "", "-a =b"),
        ("a1. One", "a1. One|b2. Two", "", "=a +b"),
        ("aOne|bTwo|dFour", "aOne|cThree|dFour", "", "=a -b +c =d"),
        ("aOne|bLong enough to stay|cThree", "bLong enough to stay|aOne|cThree", "", "<a =b >a =c"),
        ("aOne|bTwo longer", "bTwo longer|aUno", "", "<a =b >a"),
        ("aOne. Two.|zEnd", "aOne.|bTwo.|zEnd", "ba", "sab =z"),
        ("aOne.|bTwo.|zEnd", "aOne. Two.|zEnd", "ab", "jaba =z"),
        ("aOne. Two.|zEnd", "aOne.|zEnd|bTwo.", "ba", "~a =z +b"),
        ("aOne.|zEnd|bTwo.", "aOne. Two.|zEnd", "ab", "~a =z -b"),
        ("aOne. Two. Three.", "aOne.|bTwo.|cThree.", "baca", "sabc"),
        ("", "aOne", "", "+a"),
        ("aOne", "", "", "-a"),
        ("", "", "", ""),
    ];
    for (old, new, descents, expected) in rows {
        let (old, new) = (draft(old), draft(new));
        assert_eq!(outline(&compare(&old, &new, &lineage(descents))), expected, "{old:?} {new:?}");
    }
}

#[test]
fn changes_are_numbered_and_counted() {
    let old = draft("a1. One|b2. Two|c3. Three|d4. Four|eFive five five|fSix");
    let new = draft("a1. Uno|b2 bis. Two|cThree|gSeven|eFive five five|d4. Four|fSix");
    let comparison = compare(&old, &new, &Lineage::default());
    assert_eq!(outline(&comparison), "~a ~b ~c <d +g =e >d =f");
    let kinds: Vec<_> = comparison.changes().iter().map(|c| (c.number, c.kind)).collect();
    assert_eq!(
        kinds,
        [
            (1, ChangeKind::Words),
            (2, ChangeKind::Label),
            (3, ChangeKind::Label),
            (4, ChangeKind::Inserted),
            (5, ChangeKind::Moved)
        ]
    );
    let expected = Counts { same: 2, words: 1, label: 2, inserted: 1, moved: 1, ..Counts::default() };
    assert_eq!(comparison.counts(), expected);
}

#[test]
fn drafts_without_ids_are_paired_by_wording() {
    let contents = |lines: &[&str]| lines.iter().map(|line| Content::read(line)).collect::<Vec<_>>();
    let old = contents(&[
        "1. The Parties shall cooperate in good faith on shared waters.",
        "2. Each Party shall report every two years on the measures taken. Reports are public and kept by the depositary.",
        "3. This paragraph goes away and nothing comes instead.",
    ]);
    let new = contents(&[
        "1. The Parties should cooperate in good faith on all shared waters.",
        "2. Each Party shall report every two years on the measures taken.",
        "3. Reports are public and kept by the depositary.",
    ]);
    let mut fresh = 0;
    let (old, new, lineage) = identify(old, new, || {
        fresh += 1;
        id(b'a' - 1 + fresh)
    });
    assert_eq!(outline(&compare(&old, &new, &lineage)), "~a sbd -c");
}

proptest! {
    #[test]
    fn either_draft_can_be_read_back(
        old in prop::collection::vec(0u8..12, 0..12),
        new in prop::collection::vec(0u8..12, 0..12),
        descents in prop::collection::vec((0u8..12, 0u8..12), 0..6),
    ) {
        let draft = |ids: &[u8]| -> Vec<Paragraph> {
            let content = |n: u8| Content::read(&"word ".repeat(usize::from(n)));
            ids.iter().map(|&n| Paragraph { id: id(n), content: content(n) }).collect()
        };
        let (old, new) = (draft(&old), draft(&new));
        let lineage = Lineage::new(
            descents.iter().map(|&(paragraph, from)| Descent { paragraph: id(paragraph), from: id(from) }).collect(),
        );
        let comparison = compare(&old, &new, &lineage);
        let read_old: Vec<usize> = comparison.parts.iter().flat_map(Part::old_places).collect();
        let read_new: Vec<usize> = comparison.parts.iter().flat_map(Part::new_places).collect();
        prop_assert_eq!(read_old, (0..old.len()).collect::<Vec<_>>());
        prop_assert_eq!(read_new, (0..new.len()).collect::<Vec<_>>());
        let counts = comparison.counts();
        let listed = counts.words + counts.label + counts.form + counts.inserted + counts.deleted
            + counts.moved + counts.split + counts.joined;
        prop_assert_eq!(listed, comparison.changes().len());
    }

    #[test]
    fn the_least_text_counts_as_moved(order in Just((0u8..7).collect::<Vec<_>>()).prop_shuffle()) {
        let pairs: Vec<(usize, usize)> = order.iter().enumerate().map(|(o, &n)| (o, usize::from(n))).collect();
        let weight = |(old, new): (usize, usize)| 1 + (old * 5 + new * 3) % 7;
        let chain = heaviest_chain(&pairs, weight);
        prop_assert!(chain.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
        let heaviest = (0..1u32 << pairs.len())
            .map(|mask| (0..pairs.len()).filter(|at| mask >> at & 1 == 1).map(|at| pairs[at]).collect::<Vec<_>>())
            .filter(|some| some.windows(2).all(|w| w[0].1 < w[1].1))
            .map(|some| some.into_iter().map(weight).sum::<usize>())
            .max();
        prop_assert_eq!(Some(chain.into_iter().map(weight).sum::<usize>()), heaviest);
    }
}
