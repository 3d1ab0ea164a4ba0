//! Finding references: a name, then a list of numbers, each with its items.

use std::ops::Range;

use super::words::{AND, HERE, NAMES, Named, SUFFIXES, THROUGH};
use super::{Part, Reference};
use crate::document::label::Division;

/// A name with what it names.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) range: Range<usize>,
    pub(super) named: Named,
    pub(super) references: Vec<Reference>,
}

/// How two numbers of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// "3, 5"
    Comma,
    /// "3 and 5"
    And,
    /// "3 to 5"
    Through,
}

/// All groups of a text, in order, whosever they are.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match named(text, at).or_else(|| chinese(text, at)) {
            Some(group) => {
                at = group.range.end;
                groups.push(group);
            }
            None => at = next_place(text, at),
        }
    }
    groups
}

/// A name at this place with the numbers behind it.
fn named(text: &str, at: usize) -> Option<Group> {
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (named, several, mut end) = name(text, at)?;
    // "sub-paragraph (b)".
    let prefix = text[..at].get(at.saturating_sub(4)..).filter(|it| it.eq_ignore_ascii_case("sub-"));
    let (named, at) = prefix.map_or((named, at), |it| (Named::Item, at - it.len()));
    // "paragraph[s] 5".
    let plural = if text[end..].starts_with("[s]") {
        end += 3;
        true
    } else {
        false
    };
    let several = several || plural;
    let gap = run(&text[end..], |c| is_gap(c) || c == '[');
    let first = match text[end + gap..].strip_prefix("من ") {
        Some(_) if several => end + gap + "من ".len(),
        _ => end + gap,
    };
    let mut list = List { text, named, references: Vec::new(), phrase: at };
    let mut next =
        if gap > 0 || text[first..].starts_with(['(', '（']) { Some((first, None)) } else { None };
    let mut joined = None;
    while let Some((from, joint)) = next {
        let Some(after) = list.take(from, joint, several) else { break };
        end = after;
        joined = joint.or(joined);
        next = between(text, after)
            .filter(|(_, joint)| *joint != Joint::Comma || (several && joined != Some(Joint::And)))
            .map(|(from, joint)| (from, Some(joint)));
    }
    let references = list.references;
    match references.is_empty() {
        false => Some(Group { range: at..end, named, references }),
        true => here(text, at, end, named, several),
    }
}

/// "this article", "la présente section".
fn here(text: &str, at: usize, end: usize, named: Named, several: bool) -> Option<Group> {
    let Named::Unit(division) = named else { return None };
    let before = text[..at].trim_end();
    let word = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |it| it + char_at(before, it));
    let says_here = HERE.contains(&before[word..].to_lowercase().as_str());
    if several || !says_here || before.len() == text[..at].len() {
        return None;
    }
    let reference = Reference::new(division, word..end);
    Some(Group { range: word..end, named, references: vec![reference] })
}

fn char_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The name at this place, whether of several, and where it ends.
fn name(text: &str, at: usize) -> Option<(Named, bool, usize)> {
    let length = run(&text[at..], char::is_alphabetic);
    if length == 0 {
        return None;
    }
    let lower = text[at..at + length].to_lowercase();
    // "الفقرة الفرعية": an item, though its first word alone is a paragraph.
    let item = text[at + length..].trim_start().starts_with("الفرعي");
    let is_name = |name: &str| match name.strip_prefix('-') {
        Some(ending) => lower.ends_with(ending) && lower.chars().count() <= ending.chars().count() + 3,
        None => lower == name,
    };
    let has = |names: &str| names.split_whitespace().any(is_name);
    let (named, several) = NAMES.iter().find_map(|(named, one, more)| {
        (has(one)).then_some((*named, false)).or_else(|| has(more).then_some((*named, true)))
    })?;
    let end = at + length;
    if item {
        let gap = run(&text[end..], is_gap);
        return Some((Named::Item, several, end + gap + run(&text[end + gap..], char::is_alphabetic)));
    }
    let abbreviated = matches!(lower.as_str(), "para" | "paras" | "art" | "arts" | "subpara" | "subparas");
    let stop = usize::from(abbreviated && text[end..].starts_with('.'));
    Some((named, several, end + stop))
}

/// A list of numbers in the making.
struct List<'t> {
    text: &'t str,
    named: Named,
    references: Vec<Reference>,
    phrase: usize,
}

impl List<'_> {
    /// Takes the number or the item at a place; where it ends.
    fn take(&mut self, from: usize, joint: Option<Joint>, several: bool) -> Option<usize> {
        let (number, items, end) = match number(self.text, from, self.named) {
            Some((number, after)) => {
                let (items, end) = items(self.text, after);
                (Some(number), items, end)
            }
            // "(b)" in "paragraphs 5 (a) and (b)", or of the paragraph that it stands in.
            None => {
                let (items, end) = items(self.text, from);
                let before = self.references.last().filter(|it| !it.items.is_empty());
                let number = before.and_then(|it| it.number.clone());
                let under = before.map_or(0, |it| it.items.len().saturating_sub(items.len()));
                let above = before.map_or(&[][..], |it| &it.items[..under]);
                (number, above.iter().cloned().chain(items).collect(), end)
            }
        };
        let alone = self.named == Named::Item && items.is_empty();
        let nothing = number.is_none() && items.is_empty();
        let unit = match self.named {
            Named::Unit(division) => division,
            Named::Item => Division::Paragraph,
        };
        // Only paragraphs have items without a number of their own before them.
        let odd = number.is_none() && unit != Division::Paragraph;
        let stray = joint == Some(Joint::And) && !several && number.is_some() && !ends_well(self.text, end);
        if end == from || alone || nothing || odd || stray {
            return None;
        }
        let ends_range = joint == Some(Joint::Through);
        let mut reference = Reference::new(unit, from..end);
        (reference.number, reference.items, reference.ends_range) = (number, items, ends_range);
        self.references.push(reference);
        let phrase = self.phrase;
        self.references.iter_mut().for_each(|it| it.phrase = phrase..end);
        Some(end)
    }
}

/// Whether a number that a name for one does not announce ends as a reference does: "paragraph 5 and 7 above", not
/// "paragraph 5 and 7 States".
fn ends_well(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(is_gap);
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    word.is_empty()
        || super::words::NEARBY.contains(&word.as_str())
        || super::words::OF.contains(&word.as_str())
}

/// "12 bis" at this place, and where it ends.
fn number(text: &str, at: usize, named: Named) -> Option<(Part, usize)> {
    let rest = &text[at..];
    let digits = run(rest, is_digit);
    let length = match (digits, named) {
        (0, Named::Unit(Division::Paragraph) | Named::Item) => 0,
        (0, _) => in_letters(rest, named),
        (digits, _) => digits + decimals(&rest[digits..]),
    };
    if length == 0 {
        return None;
    }
    let end = length + suffix(&rest[length..]);
    let mut follows = rest[end..].chars();
    let (first, second) = (follows.next(), follows.next());
    // "12th", "75/240", "12-fold", "30%"; "3-7" is a range.
    let goes_on = first.is_some_and(|c| c.is_alphanumeric() && !is_han(c) || matches!(c, '/' | '%' | '°'));
    let compound = first == Some('-') && second.is_some_and(|c| !is_digit(c));
    if goes_on || compound {
        return None;
    }
    Some((Part { range: at..at + end, text: rest[..end].to_owned() }, at + end))
}

/// "IV" of "annex IV", "B" of "section B".
fn in_letters(rest: &str, named: Named) -> usize {
    let roman = run(rest, |c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let capital = rest.starts_with(|c: char| c.is_ascii_uppercase());
    let alone = !rest.chars().nth(1).is_some_and(char::is_alphanumeric);
    match named {
        Named::Unit(Division::Section | Division::Annex | Division::Part)
            if roman == 0 && capital && alone =>
        {
            1
        }
        _ => roman,
    }
}

/// The items at this place, "(a)(ii)" or "a)", and where they end.
fn items(text: &str, at: usize) -> (Vec<Part>, usize) {
    let mut items = Vec::new();
    let mut end = at;
    loop {
        let gap = run(&text[end..], is_gap);
        let from = end + gap;
        let open = run(&text[from..], |c| matches!(c, '(' | '（'));
        let one = text[from..].chars().next().map_or(0, char::len_utf8);
        let inside = if open >= one { from + open.min(one) } else { from };
        let length = item(&text[inside..]);
        let closes = text[inside + length..].starts_with([')', '）']);
        // "a)" without an opening is an item where it stands off: "párrafo 5 a)".
        if length == 0 || !closes || (open == 0 && gap == 0 && from != at) {
            return (items, end);
        }
        items.push(Part { range: inside..inside + length, text: text[inside..inside + length].to_owned() });
        end = inside + length + char_at(text, inside + length);
    }
}

/// The length of what an item may be called: "a", "ii", "aa", "b bis", "1".
fn item(rest: &str) -> usize {
    let word = run(rest, char::is_alphanumeric);
    let name = &rest[..word];
    let mut letters = name.chars();
    let first = letters.next();
    let same = first.is_some_and(|first| letters.clone().all(|c| c == first));
    let roman = name.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
    let digits = name.chars().all(is_digit);
    let counts = (same && name.chars().count() <= 2) || (roman && word <= 5) || (digits && word <= 2);
    let han = name.chars().all(|c| is_han(c) && is_chinese_digit(c)) && name.chars().count() <= 2;
    if counts || han { word + suffix(&rest[word..]) } else { 0 }
}

/// ".1" of "3.1".
fn decimals(rest: &str) -> usize {
    match rest.strip_prefix('.').map(|it| run(it, is_digit)) {
        Some(digits) if digits > 0 => 1 + digits,
        _ => 0,
    }
}

fn suffix(rest: &str) -> usize {
    let gap = run(rest, is_gap);
    let word = run(&rest[gap..], char::is_alphabetic);
    if SUFFIXES.contains(&&rest[gap..gap + word]) { gap + word } else { 0 }
}

/// Where the next number of a list may begin, and how it is joined.
fn between(text: &str, at: usize) -> Option<(usize, Joint)> {
    let rest = &text[at..];
    // Whatever is in brackets is meant, and so is what stands outside.
    let open = |c: char| is_gap(c) || c == '[' || c == ']';
    let trimmed = rest.trim_start_matches(open);
    let brackets = &rest[..rest.len() - trimmed.len()];
    let place = |next: &str| text.len() - next.trim_start_matches(open).len();
    if brackets.contains("][") || brackets.contains("] [") {
        return Some((place(trimmed), Joint::And));
    }
    if let Some(after) = trimmed.strip_prefix(['–', '-', '—', '－', '至', '～']) {
        return Some((place(after), Joint::Through));
    }
    if let Some(after) = trimmed.strip_prefix(['和', '及', '与', '或']) {
        return Some((place(after), Joint::And));
    }
    let after_comma = trimmed.strip_prefix([',', '،', '、']).map(|it| it.trim_start_matches(is_gap));
    let from = after_comma.unwrap_or(trimmed);
    let joined = |words: &[&str]| {
        let behind = |word: &&str| from.strip_prefix(*word).filter(|it| it.starts_with(is_gap));
        words.iter().find_map(behind).map(place)
    };
    // Arabic writes "and" together with the next word.
    let and =
        from.strip_prefix('و').filter(|it| it.starts_with(|c: char| is_digit(c) || is_gap(c) || c == '('));
    (joined(&AND).or(and.map(place)).map(|next| (next, Joint::And)))
        .or_else(|| joined(&THROUGH).map(|next| (next, Joint::Through)))
        .or_else(|| after_comma.map(|next| (place(next), Joint::Comma)))
}

/// "第12段", "第3至7段", "第四条", "附件二", "本节".
fn chinese(text: &str, at: usize) -> Option<Group> {
    let first = text[at..].chars().next()?;
    let behind = at + first.len_utf8();
    match first {
        '第' => chinese_list(text, at, behind),
        '附' => {
            let from = at + text[at..].strip_prefix("附件").map(|_| "附件".len())?;
            let length = run(&text[from..], |c| is_digit(c) || is_chinese_digit(c));
            let mut reference = Reference::new(Division::Annex, from..from + length);
            reference.phrase = at..from + length;
            reference.number = Some(part(text, from, length));
            (length > 0).then(|| Group {
                range: at..from + length,
                named: Named::Unit(Division::Annex),
                references: vec![reference],
            })
        }
        '本' => {
            let (division, end) = unit(text, behind)?;
            let reference = Reference::new(division, at..end);
            Some(Group { range: at..end, named: Named::Unit(division), references: vec![reference] })
        }
        _ => None,
    }
}

fn chinese_list(text: &str, at: usize, first: usize) -> Option<Group> {
    let mut found: Vec<(Part, Vec<Part>, bool, usize)> = Vec::new();
    let (mut from, mut joint) = (first, None);
    let (division, end) = loop {
        from += text[from..].strip_prefix('第').map_or(0, |_| '第'.len_utf8());
        let length = run(&text[from..], |c| is_digit(c) || is_chinese_digit(c));
        if length == 0 {
            return None;
        }
        let (items, end) = items(text, from + length);
        found.push((part(text, from, length), items, joint == Some(Joint::Through), end));
        if let Some(unit) = unit(text, end) {
            break unit;
        }
        let (next, how) = between(text, end)?;
        (from, joint) = (next, Some(how));
    };
    let of = |(number, items, ends_range, end): (Part, Vec<Part>, bool, usize)| {
        let mut reference = Reference::new(division, number.range.start..end);
        (reference.number, reference.items, reference.ends_range) = (Some(number), items, ends_range);
        reference
    };
    let mut references: Vec<Reference> = found.into_iter().map(of).collect();
    references.iter_mut().for_each(|it| it.phrase = at..end);
    Some(Group { range: at..end, named: Named::Unit(division), references })
}

fn unit(text: &str, at: usize) -> Option<(Division, usize)> {
    let units = [
        ("附件", Division::Annex),
        ("段", Division::Paragraph),
        ("款", Division::Paragraph),
        ("条", Division::Article),
        ("章", Division::Chapter),
        ("节", Division::Section),
        ("部分", Division::Part),
    ];
    let (name, division) = units.iter().find(|(name, _)| text[at..].starts_with(name))?;
    // "本章程", "本条约", "本条例" are instruments.
    let instrument = text[at + name.len()..].starts_with(['程', '约', '例', '款', '件', '目']);
    (!instrument || *name == "附件").then(|| (*division, at + name.len()))
}

fn part(text: &str, from: usize, length: usize) -> Part {
    Part { range: from..from + length, text: text[from..from + length].to_owned() }
}

/// The next place where a name may begin.
fn next_place(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let word = run(rest, char::is_alphanumeric);
    let step = match word {
        0 => rest.chars().next().map_or(1, char::len_utf8),
        // Chinese has no spaces: every sign may be a beginning.
        _ => match rest[..word].char_indices().skip(1).find(|(_, c)| is_han(*c)) {
            Some((ahead, _)) => ahead,
            None => word,
        },
    };
    at + step
}

pub(super) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}')
}

fn is_chinese_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百".contains(c)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '〇')
}

fn run(words: &str, belongs: impl Fn(char) -> bool) -> usize {
    words.len() - words.trim_start_matches(belongs).len()
}
