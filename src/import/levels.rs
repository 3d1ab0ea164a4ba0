//! How deep an item of a list stands: read off the run of labels, as a reader does.
//!
//! "(i)" after "(a)" begins a list inside (a), "(b)" after "(ii)" goes back out, "(i)" after "(h)" is a letter.
//! Bullets say nothing by themselves: for them the file tells how deep they are (its list level or indent), and so it
//! does for labels that neither go on with a list nor begin one.

use crate::document::label::Label;
use crate::document::{Content, Kind};

/// Gives every item its level. `told` has for each paragraph how deep the file says it stands in its list, from 0;
/// only the order of these numbers matters.
pub(super) fn assign(paragraphs: &mut [Content], told: &[usize]) {
    let mut lists: Vec<List> = Vec::new();
    for place in 0..paragraphs.len() {
        let item = paragraphs[place].kind == Kind::Item;
        let Some(label) = paragraphs[place].label.as_ref().filter(|_| item) else {
            lists.clear();
            continue;
        };
        let shape = Shape::of(label);
        let next = paragraphs.get(place + 1).and_then(|next| next.label.as_ref()).map(Label::stem);
        let candidates = counts(label, next);
        let depth = told.get(place).copied().unwrap_or(0);
        enter(&mut lists, shape, &candidates, depth);
        paragraphs[place].level = lists.len().min(usize::from(u8::MAX)) as u8;
    }
}

/// Whether `label` is the one that comes right after `before` in a list.
pub(super) fn follows(before: &Label, label: &Label) -> bool {
    let after = counts(label, None);
    let next = |last: &Count| {
        after
            .iter()
            .any(|count| count.system == last.system && count.value.checked_sub(last.value) == Some(1))
    };
    Shape::of(before) == Shape::of(label) && counts(before, None).iter().any(next)
}

/// A list that is open.
struct List {
    shape: Shape,
    last: Count,
    told: usize,
}

/// The punctuation of a label: "(·)", "·)", "·.".
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    opens: bool,
    closes: Option<char>,
}

/// How a label may be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    system: System,
    value: u32,
}

/// In what a list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Number,
    Letter,
    Capital,
    Roman,
    CapitalRoman,
    /// A script whose order is not known here.
    Foreign,
    Bullet,
}

impl Shape {
    fn of(label: &Label) -> Self {
        let shown = label.without_alternative();
        Self {
            opens: shown.starts_with(['(', '（']),
            closes: shown.chars().next_back().filter(|c| matches!(c, ')' | '）' | '.' | ':')),
        }
    }
}

/// Goes to the list that the label belongs to: one that is open, or a new one inside the innermost.
fn enter(lists: &mut Vec<List>, shape: Shape, candidates: &[Count], told: usize) {
    let Some(&first) = candidates.first() else {
        return;
    };
    if first.system == System::Bullet {
        let outer = lists.iter().position(|list| list.last.system == System::Bullet && list.told >= told);
        lists.truncate(outer.unwrap_or(lists.len()));
        lists.push(List { shape, last: first, told });
        return;
    }
    let found = |fits: &dyn Fn(Count, Count) -> bool| {
        lists.iter().enumerate().rev().filter(|(_, list)| list.shape == shape).find_map(|(depth, list)| {
            let same = candidates.iter().filter(|count| count.system == list.last.system);
            same.copied().find(|&count| fits(list.last, count)).map(|count| (depth, count))
        })
    };
    let goes_on = |last: Count, count: Count| matches!(count.value.checked_sub(last.value), Some(0 | 1));
    let begins = candidates.iter().find(|count| count.value == 1).copied();
    let place = found(&goes_on)
        .or_else(|| begins.map(|count| found(&|_, count| count.value == 1).unwrap_or((lists.len(), count))))
        .or_else(|| headless(lists, candidates, told))
        .or_else(|| found(&|_, _| true))
        .unwrap_or((lists.len(), first));
    let (depth, last) = place;
    lists.truncate(depth);
    lists.push(List { shape, last, told });
}

/// A list without its first items, as a move leaves it: "(ii)" after "(b)", set in deeper by the file.
fn headless(lists: &[List], candidates: &[Count], told: usize) -> Option<(usize, Count)> {
    let innermost = lists.last().filter(|list| told > list.told)?;
    let smallest = candidates.iter().copied().min_by_key(|count| count.value);
    smallest.filter(|count| count.system != innermost.last.system).map(|count| (lists.len(), count))
}

/// How a label may be counted, the likelier way first, and never in no way. "(i)" is no letter where "(ii)" comes
/// `next`.
fn counts(label: &Label, next: Option<&str>) -> Vec<Count> {
    let stem = label.stem();
    let word = &stem[..stem.find(|c: char| !c.is_alphanumeric()).unwrap_or(stem.len())];
    let Some(first) = word.chars().next() else {
        return vec![Count { system: System::Bullet, value: 1 }];
    };
    let (letters, roman) = match first.is_ascii_lowercase() {
        true => (System::Letter, System::Roman),
        false => (System::Capital, System::CapitalRoman),
    };
    let lower = word.to_ascii_lowercase();
    let only_roman = lower == "i" && next.is_some_and(|next| next.eq_ignore_ascii_case("ii"));
    let digits = &word[..word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len())];
    let ways = [
        (System::Number, digits.parse().ok()),
        (letters, letter_value(&lower).filter(|_| !only_roman)),
        (roman, roman_value(&lower)),
    ];
    let mut counts: Vec<Count> =
        ways.into_iter().filter_map(|(system, value)| value.map(|value| Count { system, value })).collect();
    if counts.is_empty() {
        counts.push(Count { system: System::Foreign, value: 1 });
    }
    counts
}

/// "a" to "z", then "aa" to "zz": 1 to 52.
fn letter_value(word: &str) -> Option<u32> {
    let first = word.bytes().next().filter(u8::is_ascii_lowercase)?;
    let same = word.bytes().all(|byte| byte == first);
    (same && word.len() <= 2).then(|| u32::from(first - b'a') + 1 + 26 * (word.len() as u32 - 1))
}

fn roman_value(word: &str) -> Option<u32> {
    let mut total = 0i64;
    let mut before = 0;
    for byte in word.bytes().rev().take(12) {
        let value = match byte {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            _ => return None,
        };
        total += if value < before { -value } else { value };
        before = before.max(value);
    }
    u32::try_from(total).ok().filter(|&value| value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(lines: &str, told: &[usize]) -> Vec<u8> {
        let mut paragraphs: Vec<Content> = lines.split('|').map(|line| Content::read(line.trim())).collect();
        assign(&mut paragraphs, told);
        paragraphs.iter().map(|content| content.level).collect()
    }

    #[test]
    fn items_stand_where_their_labels_put_them() {
        let rows: [(&str, &[u8]); 12] = [
            ("1. x|(a) x|(i) x|(ii) x|(b) x|2. x|(a) x", &[0, 1, 2, 2, 1, 0, 1]),
            ("(g) x|(h) x|(i) x|(j) x", &[1, 1, 1, 1]),
            ("(h) x|(i) x|(ii) x|(i) x|(j) x", &[1, 2, 2, 1, 1]),
            ("(a) x|(b) x|(a) x|(b) x", &[1, 1, 1, 1]),
            ("(a) x|(a bis) x|(b) x", &[1, 1, 1]),
            ("(a) x|(b) Alt 1 x|(b) Alt 2 x|(c) x", &[1, 1, 1, 1]),
            ("(b) x|(d) x|(iv) x", &[1, 1, 2]),
            ("(y) x|(z) x|(aa) x|(bb) x", &[1, 1, 1, 1]),
            ("(a) x|- x|- x|(b) x", &[1, 2, 2, 1]),
            ("a) x|(a) x|b) x", &[1, 2, 1]),
            ("(a) x|words|(i) x", &[1, 0, 1]),
            ("(а) x|(б) x|（一） x|（二） x", &[1, 1, 2, 2]),
        ];
        for (lines, expected) in rows {
            assert_eq!(levels(lines, &[]), expected, "{lines}");
        }
        assert_eq!(levels("- x|- x|- x|- x", &[0, 1, 2, 0]), [1, 2, 3, 1]);
        assert_eq!(levels("(b) x|(ii) x|(iii) x|(c) x", &[0, 1, 1, 0]), [1, 2, 2, 1]);
    }

    #[test]
    fn labels_that_count_in_no_known_way_still_have_a_level() {
        for label in ["(cd)", "(4294967295)", "(99999999999)", "(§)", "()"] {
            let mut item = Content::read("(a) x");
            item.label = Label::new(label);
            let mut items = [item.clone(), item];
            assign(&mut items, &[]);
            assert_eq!(items.map(|item| item.level), [1, 1], "{label}");
            let label = Label::new(label).unwrap();
            assert!(!follows(&label, &label));
        }
    }

    #[test]
    fn a_label_follows_only_the_one_before_it() {
        let rows = [
            ("(a)", "(b)", true),
            ("1.", "2.", true),
            ("(i)", "(ii)", true),
            ("(z)", "(aa)", true),
            ("(a)", "b)", false),
            ("1.", "3.", false),
            ("1.", "12.", false),
        ];
        for (before, label, expected) in rows {
            let new = |shown| Label::new(shown).unwrap();
            assert_eq!(follows(&new(before), &new(label)), expected, "{before} {label}");
        }
    }
}
