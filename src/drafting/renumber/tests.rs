//! Tables of texts before and after.

use super::*;
use crate::document::lineage::Lineage;
use crate::document::{Content, Kind};
use crate::drafting::crossrefs::Fate;

fn text(lines: &[&str]) -> Vec<Paragraph> {
    let of = |(at, line): (usize, &&str)| {
        let content = match line.strip_prefix("# ") {
            Some(heading) => Content::read_as(Kind::Heading, 1, heading),
            None => Content::read(line),
        };
        Paragraph { id: ParagraphId::from_bytes([at as u8; 16]), content }
    };
    lines.iter().enumerate().map(of).collect()
}

fn shown(paragraphs: &[Paragraph]) -> Vec<String> {
    paragraphs.iter().map(|it| it.content.shown()).collect()
}

#[track_caller]
fn check(before: &[&str], after: &[&str]) {
    let renumbered = renumber(&text(before), &[]);
    let plain: Vec<&str> = after.iter().map(|it| it.trim_start_matches("# ")).collect();
    assert_eq!(shown(&renumbered.paragraphs), plain);
    let again = renumber(&renumbered.paragraphs, &[]);
    assert_eq!((again.paragraphs, again.concordance.len()), (renumbered.paragraphs, 0));
}

#[test]
fn inserted_paragraphs_get_numbers_of_their_own_and_gaps_close() {
    check(
        &["12. One.", "12 bis. Two.", "12 ter. Three.", "14. Four.", "15. Five."],
        &["12. One.", "13. Two.", "14. Three.", "15. Four.", "16. Five."],
    );
}

#[test]
fn a_series_runs_on_under_headings_or_begins_anew_as_it_did() {
    check(
        &["# I. First", "1. A.", "3. B.", "# III. Second", "4. C.", "4 bis. D."],
        &["# I. First", "1. A.", "2. B.", "# II. Second", "3. C.", "4. D."],
    );
    check(
        &["# Article 1", "1. A.", "2. B.", "# Article 3", "2. C.", "3. D.", "# Article 4", "1. E."],
        &["# Article 1", "1. A.", "2. B.", "# Article 2", "1. C.", "2. D.", "# Article 3", "1. E."],
    );
}

#[test]
fn a_paragraph_moved_across_a_heading_does_not_begin_a_series() {
    check(
        &["1. A.", "2. B.", "6. Moved.", "# II. Second", "5. C.", "7. D."],
        &["1. A.", "2. B.", "3. Moved.", "# I. Second", "4. C.", "5. D."],
    );
}

#[test]
fn items_count_in_their_list_and_keep_their_form() {
    check(
        &["1. One:", "(b) a;", "(b bis) b.", "2. Two:", "(a) c;", "(c) d."],
        &["1. One:", "(a) a;", "(b) b.", "2. Two:", "(a) c;", "(b) d."],
    );
    check(&["1. One:", "(g) a;", "(i) b;", "(j) c."], &["1. One:", "(a) a;", "(b) b;", "(c) c."]);
    check(&["1. One:", "(i) a;", "(iii) b."], &["1. One:", "(i) a;", "(ii) b."]);
    check(&["1. One:", "- a;", "- b.", "3. Two."], &["1. One:", "- a;", "- b.", "2. Two."]);
}

#[test]
fn preambular_and_operative_paragraphs_are_two_series() {
    check(
        &["PP1 Recalling,", "PP1 bis Noting,", "PP2 Aware,", "OP1 Decides;", "OP3 Invites."],
        &["PP1 Recalling,", "PP2 Noting,", "PP3 Aware,", "OP1 Decides;", "OP2 Invites."],
    );
}

#[test]
fn whole_alternatives_share_their_number() {
    check(
        &["1. One.", "3. Alt 1 Two.", "3. Alt 2 Or two.", "4. Three."],
        &["1. One.", "2. Alt 1 Two.", "2. Alt 2 Or two.", "3. Three."],
    );
}

#[test]
fn references_follow_and_foreign_ones_do_not() {
    let before = text(&[
        "1. One.",
        "1 bis. Two.",
        "2. As in paragraphs 1 bis and 2 above, and Article 2 of the Convention.",
        "4. See paragraph 2, and paragraph 3.",
    ]);
    let mut draft = before.clone();
    draft.push(text(&["x", "x", "x", "x", "3. Gone."]).remove(4));
    let earlier = [Earlier { paragraphs: &draft, lineage: &Lineage::default() }];
    let done = renumber(&before, &earlier);
    assert_eq!(
        shown(&done.paragraphs)[2..],
        [
            "3. As in paragraphs 2 and 3 above, and Article 2 of the Convention.",
            "4. See paragraph 3, and paragraph 3."
        ]
    );
    let rewritten: Vec<_> = done.rewritten.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect();
    assert_eq!(rewritten, [("paragraphs 1 bis and 2", "paragraphs 2 and 3"), ("paragraph 2", "paragraph 3")]);
    let rows: Vec<_> = done.concordance.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect();
    assert_eq!(rows, [("1 bis.", "2."), ("2.", "3.")]);
    let odd: Vec<_> = done.odd.iter().map(|it| (it.place, it.words.as_str(), it.fate.clone())).collect();
    assert_eq!(odd, [(3, "paragraph 3", Fate::Deleted)]);
}
