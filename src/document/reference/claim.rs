//! Whose references are: groups that lean on one another are one another's, and all of them are this text's or none.

use super::Reference;
use super::scan::{Group, is_gap};
use super::words::{
    AND, ARABIC_INSTRUMENTS, CHINESE_INSTRUMENTS, COMMON, DETERMINERS, INSTRUMENTS, LINKS, NEARBY, Named, OF,
    OWN, THEIRS, UNITS,
};
use super::{Unit, Within};
use crate::document::label::Division;

/// Groups that lean on one another: "Article 4, paragraph 9".
struct Chain {
    groups: Vec<Group>,
    claim: Claim,
}

/// What the words around a chain say of whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// Nothing.
    None,
    /// It is this text's: "above".
    Ours,
    /// It is another text's.
    Theirs,
}

/// The references among the groups that are to the text itself, and what each is a part of.
pub(super) fn own(text: &str, groups: Vec<Group>) -> Vec<Reference> {
    let mut chains: Vec<Chain> = Vec::new();
    for group in groups {
        match chains.last_mut() {
            Some(chain) if chain.groups.last().is_some_and(|it| leans(gap(text, it, &group))) => {
                chain.groups.push(group);
            }
            _ => chains.push(Chain { groups: vec![group], claim: Claim::None }),
        }
    }
    for at in (0..chains.len()).rev() {
        chains[at].claim = claim(text, &chains, at);
    }
    let ours = chains.into_iter().filter(|it| it.claim != Claim::Theirs);
    ours.flat_map(|it| settled(text, it.groups)).collect()
}

fn gap<'t>(text: &'t str, before: &Group, after: &Group) -> &'t str {
    text.get(before.range.end..after.range.start).unwrap_or_default()
}

/// What claims a chain; the chain behind it is settled.
fn claim(text: &str, chains: &[Chain], at: usize) -> Claim {
    let (Some(first), Some(last)) = (chains[at].groups.first(), chains[at].groups.last()) else {
        return Claim::None;
    };
    let (before, after) = (&text[..first.range.start], &text[last.range.end..]);
    if is_nearby(after) || last.references.iter().any(|it| it.number.is_none() && it.items.is_empty()) {
        return Claim::Ours;
    }
    if claimed_before(before) || claimed_after(after) {
        return Claim::Theirs;
    }
    // "Article 4 and Article 7 of the Convention".
    let next = chains.get(at + 1);
    let shared =
        next.filter(|it| it.claim == Claim::Theirs).and_then(|it| it.groups.first()).is_some_and(|it| {
            let between = gap(text, last, it).trim().trim_start_matches(',').trim();
            let between = stripped(between);
            it.named == last.named && (AND.contains(&between) || between.is_empty())
        });
    if shared { Claim::Theirs } else { Claim::None }
}

/// Whether what stands between two groups makes one of them: "Article 4, paragraph 9", "paragraph 2 of Article 6".
fn leans(between: &str) -> bool {
    let plain = between.trim_matches(|c| is_gap(c) || c == ']' || c == '[');
    if plain.contains(['.', ';', ':']) {
        return false;
    }
    let plain = stripped(plain);
    matches!(plain, "" | "," | "，" | "的" | "au" | "à") || OF.contains(&plain)
}

/// Without the article of the noun behind it.
fn stripped(between: &str) -> &str {
    let articles = ["the", "l'", "l’", "le", "la", "les", "el", "los", "las", "its", "ال"];
    let plain = between.trim();
    let cut = |it: &&str| {
        let rest = plain.strip_suffix(*it)?;
        (rest.is_empty() || rest.ends_with(|c: char| is_gap(c) || c == ',')).then(|| rest.trim())
    };
    articles.iter().find_map(cut).unwrap_or(plain)
}

/// "paragraph 69 above".
fn is_nearby(after: &str) -> bool {
    let mut rest = after.trim_start_matches(|c| is_gap(c) || matches!(c, ',' | ')' | ']' | '*'));
    // "paragraph 134 (option 1) above".
    if let Some((_, behind)) = rest.strip_prefix('(').and_then(|it| it.split_once(')'))
        && rest.len() - behind.len() < 24
    {
        rest = behind.trim_start();
    }
    let lower = rest.chars().take(20).collect::<String>().to_lowercase();
    let ends = |it: &str| lower.strip_prefix(it).is_some_and(|it| !it.starts_with(char::is_alphabetic));
    NEARBY.into_iter().any(ends)
}

/// "the Convention, in particular Article 36", "common article 3", "《宪章》第四条".
fn claimed_before(before: &str) -> bool {
    let before = before.trim_end_matches(|c| is_gap(c) || matches!(c, '[' | '的' | '('));
    if before.ends_with("上文") || before.ends_with("下文") {
        return false;
    }
    if let Some(instrument) = CHINESE_INSTRUMENTS.into_iter().find(|it| before.ends_with(*it)) {
        let name = &before[..before.len() - instrument.len()];
        return !name.ends_with('本');
    }
    let clause = before.rsplit([';', ':']).next().unwrap_or(before);
    let clause = clause.rsplit(". ").next().unwrap_or(clause);
    let words: Vec<&str> =
        clause.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|it| it.to_lowercase()).collect();
    if lower.last().is_some_and(|it| THEIRS.contains(&it.as_str())) {
        return true;
    }
    // "the decision in paragraph 5" is about what stands there.
    let is = |it: &String, of: &[&str]| of.contains(&it.as_str());
    if lower.last().is_some_and(|it| is(it, &["in", "en", "в"])) {
        return false;
    }
    // From the reference back to an instrument, over nothing but what names it.
    for (word, lower) in words.iter().zip(&lower).rev().take(14) {
        let own = |it: &String| it.starts_with("this") || it.starts_with("present");
        if is_instrument(lower) || ARABIC_INSTRUMENTS.iter().any(|it| lower == it) {
            let at = words.iter().position(|it| std::ptr::eq(*it, *word)).unwrap_or_default();
            let before = at.checked_sub(1).and_then(|it| words.get(it)).map(|it| it.to_lowercase());
            return !before.is_some_and(|it| own(&it));
        }
        let names = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || word.contains('/');
        if !names && !LINKS.contains(&lower.as_str()) {
            return false;
        }
    }
    false
}

/// "of the Convention", "du Protocole", "статьи 4 Конвенции", "من الاتفاقية".
fn claimed_after(after: &str) -> bool {
    let rest = after.trim_start_matches(|c| is_gap(c) || matches!(c, ',' | ')' | ']' | '*' | '”' | '»'));
    let lower = rest.chars().take(80).collect::<String>().to_lowercase().replace('’', "'");
    let starts = |with: &str, rest: &str| {
        rest.strip_prefix(with)
            .is_some_and(|it| with.ends_with('\'') || !it.starts_with(char::is_alphanumeric))
    };
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let behind_comma = after.trim_start().starts_with(',');
    if COMMON.contains(&first) {
        return true;
    }
    if !behind_comma && (is_instrument(first) || ARABIC_INSTRUMENTS.iter().any(|it| lower.starts_with(it))) {
        return true;
    }
    let Some(of) = OF.iter().find(|of| lower.strip_prefix(**of).is_some_and(|it| it.starts_with(is_gap)))
    else {
        return false;
    };
    let to = lower[of.len()..].trim_start();
    if OWN.iter().any(|own| starts(own, to) || (*own == "настоящ" && to.starts_with(own))) {
        return false;
    }
    if let Some(unit) = UNITS.iter().find(|it| starts(it, to)) {
        return claimed_after(&to[unit.len()..]);
    }
    match *of {
        // "paragraph 3 in" or "to" begin much that claims nothing.
        "in" | "to" => to.split_whitespace().take(4).any(is_instrument),
        // So does "de manière".
        "de" => {
            let capital = rest[of.len()..].trim_start().starts_with(char::is_uppercase);
            capital
                || DETERMINERS.iter().any(|it| starts(it, to))
                || to.split_whitespace().take(1).any(is_instrument)
        }
        _ => true,
    }
}

/// "preambular paragraph 3".
fn is_recital(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.eq_ignore_ascii_case("preambular")
}

fn is_instrument(word: &str) -> bool {
    INSTRUMENTS.iter().any(|it| word.starts_with(it))
}

/// How large a unit is.
fn rank(group: &Group) -> u8 {
    match group.named {
        Named::Item => 0,
        Named::Unit(Division::Paragraph | Division::Option) => 1,
        Named::Unit(Division::Article) => 2,
        Named::Unit(Division::Section) => 3,
        Named::Unit(Division::Chapter) => 4,
        Named::Unit(Division::Part) => 5,
        Named::Unit(Division::Annex) => 6,
    }
}

/// Says of each reference what it is a part of.
fn settled(text: &str, groups: Vec<Group>) -> Vec<Reference> {
    // "Article 4, paragraph 9" goes down, "paragraph 9 of Article 4" goes up.
    let down = |at: usize| rank(&groups[at]) >= rank(&groups[at + 1]);
    let alone = |at: usize| match groups[at].references.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    let beside = |at: usize| {
        let before = at.checked_sub(1).filter(|it| down(*it)).and_then(|it| groups[it].references.last());
        let above = before.cloned();
        above.or_else(|| (at + 1 < groups.len() && !down(at)).then(|| alone(at + 1)).flatten())
    };
    let larger = |it: &Reference| match it.division {
        Division::Paragraph | Division::Option => it.within.clone(),
        division => {
            let number = it.number.as_ref().map(|it| it.text.clone());
            Some(Within { division, unit: number.map_or(Unit::Here, Unit::Numbered) })
        }
    };
    let mut withins: Vec<Option<Within>> = vec![None; groups.len()];
    for at in 0..groups.len() {
        let before = at.checked_sub(1).filter(|it| down(*it)).and_then(|it| withins[it].clone());
        withins[at] = beside(at).as_ref().and_then(larger).or(before);
    }
    for at in (0..groups.len().saturating_sub(1)).rev() {
        if withins[at].is_none() && !down(at) {
            withins[at] = withins[at + 1].clone();
        }
    }
    let mut own = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for reference in &group.references {
            let mut reference = reference.clone();
            if reference.division == Division::Paragraph {
                reference.within.clone_from(&withins[at]);
            }
            reference.preambular = is_recital(&text[..group.range.start]);
            if group.named == Named::Item
                && reference.number.is_none()
                && let Some(of) = beside(at)
            {
                let inside = withins[at].clone().filter(|_| of.division == Division::Paragraph);
                (reference.division, reference.within) = (of.division, inside);
                reference.number = of.number;
                reference.items = of.items.into_iter().chain(reference.items).collect();
            }
            own.push(reference);
        }
    }
    own
}
