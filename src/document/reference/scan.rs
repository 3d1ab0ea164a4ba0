//! Finding references: a name, then a list of numbers, each with its items; then whose they are.

use std::ops::Range;

use super::Reference;
use super::words::{ARABIC_INSTRUMENTS, BETWEEN, INSTRUMENTS, NAMES, OF, OWN};
use crate::document::label::Division;

/// A name with its numbers.
struct Group {
    range: Range<usize>,
    references: Vec<Reference>,
}

/// All references to the text itself.
pub(super) fn scan(text: &str) -> Vec<Reference> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match name(text, at).or_else(|| chinese(text, at)) {
            Some(group) => {
                at = group.range.end;
                groups.push(group);
            }
            None => at = next_place(text, at),
        }
    }
    // Groups that lean on one another ("Article 4, paragraph 9") are one another's: all of them are ours, or none.
    let mut own = Vec::new();
    let mut chain: Vec<Group> = Vec::new();
    for group in groups {
        if chain.last().is_some_and(|before| !leans(&text[before.range.end..group.range.start])) {
            settle(text, &mut chain, &mut own);
        }
        chain.push(group);
    }
    settle(text, &mut chain, &mut own);
    own
}

/// Takes the groups of a chain in if they are ours, and says of which article paragraphs are.
fn settle(text: &str, chain: &mut Vec<Group>, own: &mut Vec<Reference>) {
    let taken = std::mem::take(chain);
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return };
    if is_foreign(&text[..first.range.start], &text[last.range.end..]) {
        return;
    }
    let article_of = |group: &Group| match group.references.as_slice() {
        [only] if only.division == Division::Article => Some(only.number.clone()),
        _ => None,
    };
    let articles: Vec<Option<String>> = taken.iter().map(article_of).collect();
    for (at, group) in taken.into_iter().enumerate() {
        let before = at.checked_sub(1).and_then(|it| articles[it].clone());
        let beside = before.or_else(|| articles.get(at + 1).cloned().flatten());
        own.extend(group.references.into_iter().map(|it| match it.division {
            Division::Paragraph => Reference { of_article: beside.clone(), ..it },
            _ => it,
        }));
    }
}

/// Whether what stands between two groups makes one of them: "Article 4, paragraph 9", "paragraph 2 of Article 6".
fn leans(between: &str) -> bool {
    let between = between.trim().trim_end_matches("the").trim();
    let between = between.trim_end_matches("l'").trim_end_matches("l’").trim();
    between == "," || OF.contains(&between)
}

fn is_foreign(before: &str, after: &str) -> bool {
    claimed_before(before) || claimed_after(after)
}

/// "the Convention, in particular Article 36", "common article 3", "《宪章》第四条".
fn claimed_before(before: &str) -> bool {
    if before.trim_end().ends_with('》') {
        return true;
    }
    let clause = before.rsplit([';', ':']).next().unwrap_or(before);
    let clause = clause.rsplit(". ").next().unwrap_or(clause);
    let words: Vec<String> = clause
        .split(|c: char| !c.is_alphanumeric() && c != '/')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let near = words.iter().rev().take(5);
    near.into_iter().any(|word| is_instrument(word))
}

/// "of the Convention", "du Protocole", "статьи 4 Конвенции", "من الاتفاقية".
fn claimed_after(after: &str) -> bool {
    let rest = after.trim_start_matches([',', ' ', '\u{a0}', ')']);
    let lower = rest.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if is_instrument(first) || ARABIC_INSTRUMENTS.iter().any(|it| lower.starts_with(it)) {
        return true;
    }
    let handed =
        OF.iter().filter_map(|of| lower.strip_prefix(of)).find(|it| it.starts_with(char::is_whitespace));
    let Some(to) = handed else { return false };
    let to = to.trim_start();
    let ours = |own: &str| to.strip_prefix(own).is_some_and(|it| !it.starts_with(char::is_alphanumeric));
    // "paragraph 3 in" or "to" begin much that claims nothing.
    let weak = ["in ", "to "].iter().any(|it| lower.starts_with(it));
    if weak { to.split_whitespace().take(4).any(is_instrument) } else { !OWN.iter().any(|own| ours(own)) }
}

fn is_instrument(word: &str) -> bool {
    INSTRUMENTS.iter().any(|it| word.starts_with(it))
}

/// A name at this place with the numbers behind it.
fn name(text: &str, at: usize) -> Option<Group> {
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let length = run(&text[at..], |c| c.is_alphabetic());
    let word = text[at..at + length].to_lowercase();
    let is_name = |name: &str| match name.strip_prefix('-') {
        Some(ending) => word.ends_with(ending),
        None => word == name,
    };
    let (division, _) =
        NAMES.iter().find(|(_, names)| length > 0 && names.split_whitespace().any(is_name))?;
    let mut end = at + length;
    if matches!(word.as_str(), "para" | "paras" | "art") && text[end..].starts_with('.') {
        end += 1;
    }
    let gap = run(&text[end..], |c| c == ' ' || c == '\u{a0}');
    if gap == 0 {
        return None;
    }
    let mut references = Vec::new();
    let mut next = end + gap;
    while let Some((reference, after)) = number(text, next, *division) {
        references.push(reference);
        end = after;
        let Some(following) = between(text, after) else { break };
        next = following;
    }
    (!references.is_empty()).then_some(Group { range: at..end, references })
}

/// "12 bis (a)(ii)" at this place, and where it ends.
fn number(text: &str, at: usize, division: Division) -> Option<(Reference, usize)> {
    let rest = &text[at..];
    let digits = run(rest, |c| c.is_ascii_digit());
    let roman = run(rest, |c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let length = match (digits, division) {
        (0, Division::Paragraph | Division::Article) => 0,
        (0, _) => roman,
        (digits, _) => digits + decimals(&rest[digits..]),
    };
    if length == 0 {
        return None;
    }
    let end = length + suffix(&rest[length..]);
    let follows = rest[end..].chars().next();
    if follows.is_some_and(|c| c.is_alphanumeric() || c == '/')
        || (follows == Some('-') && rest[end + 1..].starts_with(char::is_alphabetic))
    {
        return None;
    }
    let mut items = Vec::new();
    let mut after = end;
    loop {
        let gap = run(&rest[after..], |c| c == ' ' || c == '\u{a0}');
        let Some(inside) = rest[after + gap..].strip_prefix('(') else { break };
        let item = run(inside, char::is_alphanumeric);
        if item == 0 || item > 5 || !inside[item..].starts_with(')') {
            break;
        }
        items.push(inside[..item].to_owned());
        after += gap + item + 2;
    }
    let number = rest[..end].to_owned();
    Some((Reference { range: at..at + end, division, number, items, of_article: None }, at + after))
}

/// ".1" of "3.1".
fn decimals(rest: &str) -> usize {
    match rest.strip_prefix('.').map(|it| run(it, |c| c.is_ascii_digit())) {
        Some(digits) if digits > 0 => 1 + digits,
        _ => 0,
    }
}

fn suffix(rest: &str) -> usize {
    let gap = run(rest, |c| c == ' ' || c == '\u{a0}');
    let word = run(&rest[gap..], char::is_alphabetic);
    let known = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"];
    if known.contains(&&rest[gap..gap + word]) { gap + word } else { 0 }
}

/// Where the next number of a list may begin.
fn between(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    if let Some(after) = trimmed.strip_prefix(['–', '-']) {
        return Some(text.len() - after.trim_start().len());
    }
    let after_comma = trimmed.strip_prefix([',', '،', '、']).map(str::trim_start);
    let from = after_comma.unwrap_or(trimmed);
    let joined =
        BETWEEN.iter().filter_map(|word| from.strip_prefix(word)).find(|it| it.starts_with([' ', '\u{a0}']));
    let next = joined.map(str::trim_start).or(after_comma)?;
    Some(text.len() - next.len())
}

/// "第12段", "第四条".
fn chinese(text: &str, at: usize) -> Option<Group> {
    let rest = text[at..].strip_prefix('第')?;
    let length = run(rest, |c| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c));
    let unit = rest[length..].chars().next().filter(|_| length > 0)?;
    let division = match unit {
        '段' | '款' => Division::Paragraph,
        '条' => Division::Article,
        '章' => Division::Chapter,
        '节' => Division::Section,
        _ => return None,
    };
    let start = at + '第'.len_utf8();
    let (range, end) = (start..start + length, start + length + unit.len_utf8());
    let number = rest[..length].to_owned();
    let references = vec![Reference { range, division, number, items: Vec::new(), of_article: None }];
    Some(Group { range: at..end, references })
}

/// The next place where a name may begin.
fn next_place(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let word = run(rest, char::is_alphanumeric);
    let step = match word {
        0 => rest.chars().next().map_or(1, char::len_utf8),
        // Chinese has no spaces: every sign may be a beginning.
        _ => match rest[..word].char_indices().skip(1).find(|(_, c)| *c == '第') {
            Some((ahead, _)) => ahead,
            None => word,
        },
    };
    at + step
}

fn run(words: &str, belongs: impl Fn(char) -> bool) -> usize {
    words.len() - words.trim_start_matches(belongs).len()
}
