//! Finding the verbs of one text.

use std::ops::Range;

use super::words::{
    AIMS, ARABIC, ARABIC_OPENINGS, BEFORE_NOUN, CHINESE, CHINESE_OPENINGS, COMPOUNDS, ENGLISH,
    ENGLISH_OPENINGS, FRENCH, FRENCH_OPENINGS, INTENSE, Modals, NO_VERB, Openings, RUSSIAN, RUSSIAN_OPENINGS,
    SEQUENCE, SPANISH, SPANISH_OPENINGS,
};
use super::{Tongue, Verb, VerbKind};

/// A word of a text, in lower case, and where it stands.
struct Word {
    lower: String,
    range: Range<usize>,
}

/// The modal verbs of a text, in order.
pub(super) fn modals(text: &str, tongue: Tongue) -> Vec<Verb> {
    if tongue == Tongue::Chinese {
        return in_chinese(text);
    }
    let words = words(text);
    (0..words.len()).filter_map(|at| modal(text, &words, at, tongue)).collect()
}

/// The verb that opens a text, with what stands around it: "strongly urges", "notes with appreciation".
pub(super) fn opening(text: &str, tongue: Tongue) -> Option<Verb> {
    let table: Openings = match tongue {
        Tongue::English => ENGLISH_OPENINGS,
        Tongue::French => FRENCH_OPENINGS,
        Tongue::Spanish => SPANISH_OPENINGS,
        Tongue::Russian => RUSSIAN_OPENINGS,
        Tongue::Arabic => ARABIC_OPENINGS,
        Tongue::Chinese => return chinese_opening(text),
    };
    let words = words(text);
    let led =
        |word: &&Word| SEQUENCE.contains(&word.lower.as_str()) || INTENSE.contains(&word.lower.as_str());
    // "вновь подтверждает" is a verb of its own: the longest that fits anywhere among what leads counts.
    let lead = words.iter().take(5).take_while(led).count();
    let found = (0..=lead).find_map(|at| Some((at, verb(&words[at..], table)?)));
    let (at, (name, length)) = found?;
    let first = words[..at].iter().find(|it| INTENSE.contains(&it.lower.as_str())).map(|it| &it.range);
    let (mut end, mut intense) = (words[at + length - 1].range.end, first.is_some());
    let mut tail = at + length;
    while words.get(tail).is_some_and(|it| led(&it)) {
        intense |= INTENSE.contains(&words[tail].lower.as_str());
        end = if INTENSE.contains(&words[tail].lower.as_str()) { words[tail].range.end } else { end };
        tail += 1;
    }
    let with = manner(text, &words[tail..]);
    if name == "notes" && words.get(tail).is_some_and(|it| matches!(it.lower.as_str(), "on" | "of" | "for")) {
        return None;
    }
    let noun = ["for", "of", "from", "by", "on", "made"];
    if matches!(name, "requests" | "demands" | "supports" | "regrets" | "thanks")
        && words.get(tail).is_some_and(|it| noun.contains(&it.lower.as_str()))
    {
        return None;
    }
    let start = first.map_or(words[at].range.start, |it| it.start);
    let end = with.as_ref().map_or(end, |it| it.end);
    let with = with.map_or("", |it| &text[it]).to_lowercase();
    Some(Verb { kind: VerbKind::Opening, range: start..end, name, negated: false, intense, with })
}

/// The verb at the beginning of words, and of how many it is; the longest.
fn verb(words: &[Word], table: Openings) -> Option<(&'static str, usize)> {
    let fits = |form: &str| {
        let mut length = 0;
        let same = form.split(' ').all(|it| {
            length += 1;
            words.get(length - 1).is_some_and(|word| word.lower == it)
        });
        same.then_some(length)
    };
    let forms = table.iter().flat_map(|(name, forms)| forms.split('|').map(move |form| (*name, form)));
    forms.filter_map(|(name, form)| Some((name, fits(form)?))).max_by_key(|(_, length)| *length)
}

/// "with appreciation", "with deep concern", "its appreciation", "avec satisfaction".
fn manner(text: &str, words: &[Word]) -> Option<Range<usize>> {
    const MANNERS: [&str; 46] = [
        "appreciation",
        "satisfaction",
        "concern",
        "regret",
        "interest",
        "gratitude",
        "alarm",
        "approval",
        "pride",
        "disappointment",
        "hope",
        "solidarity",
        "condolences",
        "support",
        "conviction",
        "determination",
        "préoccupation",
        "inquiétude",
        "intérêt",
        "gratitude",
        "regret",
        "appréciation",
        "reconnaissance",
        "préoccupations",
        "espoir",
        "aprecio",
        "satisfacción",
        "preocupación",
        "reconocimiento",
        "interés",
        "pesar",
        "agrado",
        "agradecimiento",
        "inquietud",
        "удовлетворением",
        "обеспокоенностью",
        "озабоченностью",
        "обеспокоенность",
        "озабоченность",
        "признательность",
        "признательностью",
        "сожалением",
        "сожаление",
        "التقدير",
        "القلق",
        "بتقدير",
    ];
    let leads =
        ["with", "its", "their", "our", "avec", "sa", "son", "con", "su", "с", "свою", "свое", "مع", "عن"];
    let first = words
        .first()
        .filter(|it| leads.contains(&it.lower.as_str()) || MANNERS.contains(&it.lower.as_str()))?;
    let last = words.iter().take(4).find(|it| MANNERS.contains(&it.lower.as_str()))?;
    let range = first.range.start..last.range.end;
    text[range.clone()].chars().all(|c| c.is_alphabetic() || c.is_whitespace()).then_some(range)
}

fn modal(text: &str, words: &[Word], at: usize, tongue: Tongue) -> Option<Verb> {
    let table: Modals = match tongue {
        Tongue::English => ENGLISH,
        Tongue::French => FRENCH,
        Tongue::Spanish => SPANISH,
        Tongue::Russian => RUSSIAN,
        Tongue::Arabic => ARABIC,
        Tongue::Chinese => &[],
    };
    let word = &words[at];
    let (name, _) = table.iter().find(|(_, forms)| forms.split(' ').any(|it| it == word.lower))?;
    let before = at.checked_sub(1).map(|it| &words[it]);
    let lower = |word: Option<&Word>| word.map_or(String::new(), |it| it.lower.clone());
    let (previous, next) = (lower(before), lower(words.get(at + 1)));
    let mut range = word.range.clone();
    let negated = match tongue {
        Tongue::English => {
            let (end, negated) = english(text, words, at, name)?;
            range.end = end;
            negated
        }
        Tongue::French => matches!(previous.as_str(), "ne" | "n'" | "n’") || previous.ends_with(" ne"),
        Tongue::Spanish => previous == "no",
        Tongue::Russian => {
            // "as follows", "it follows from", and "could" is two words.
            let follows =
                *name == "следует" && matches!(previous.as_str(), "как" | "это" | "отсюда" | "этого");
            let could = *name == "мог бы";
            if follows || (could && next != "бы") {
                return None;
            }
            if could {
                range.end = words.get(at + 1)?.range.end;
            }
            previous == "не"
        }
        Tongue::Arabic => matches!(previous.as_str(), "لا" | "ولا" | "ألا" | "فلا"),
        Tongue::Chinese => false,
    };
    if negated && tongue != Tongue::English {
        range.start = before.map_or(range.start, |it| it.range.start);
    }
    let kind = VerbKind::Modal;
    Some(Verb { kind, range, name, negated, intense: false, with: String::new() })
}

/// Where an English modal verb ends, and whether it is negated; none where the word is no verb.
fn english(text: &str, words: &[Word], at: usize, name: &str) -> Option<(usize, bool)> {
    let word = &words[at];
    let lower = |at: usize| words.get(at).map_or("", |it| it.lower.as_str());
    let previous = at.checked_sub(1).map_or("", |it| lower(it));
    let shown = &text[word.range.clone()];
    let begins = is_beginning(&text[..word.range.start]);
    let capital =
        shown.starts_with(char::is_uppercase) && !(shown.len() > 1 && shown == shown.to_uppercase());
    let digits = |at: usize| lower(at).starts_with(|c: char| c.is_ascii_digit());
    if capital && (!begins || digits(at + 1)) {
        return None;
    }
    let noun = BEFORE_NOUN.contains(&previous);
    match name {
        // "the will of the people", "a can", "a must", "the political will to act".
        "will" | "might" if noun || matches!(lower(at + 1), "of" | "to") => return None,
        "can" | "must" if matches!(previous, "the" | "a" | "an") => return None,
        "may" if at > 0 && digits(at - 1) && digits(at + 1) => return None,
        _ => {}
    }
    let mut end = word.range.end;
    let mut next = at + 1;
    let mut negated = shown.ends_with("n't") || shown.ends_with("n’t") || word.lower == "cannot";
    if lower(next) == "also" && lower(next + 1) == "not" {
        next += 1;
    }
    if matches!(lower(next), "not" | "never") && !text[word.range.end..words[next].range.start].contains(',')
    {
        negated = true;
        end = words[next].range.end;
        next += 1;
    }
    match name {
        "ought to" => (lower(next) == "to").then(|| (words[next].range.end, negated)),
        "is to" => {
            let verb = !lower(next + 1).is_empty() && !NO_VERB.contains(&lower(next + 1));
            let due = !AIMS.contains(&previous) && lower(next) == "to" && verb;
            let aim = (1..6).any(|back| at.checked_sub(back).is_some_and(|it| AIMS.contains(&lower(it))));
            (due && !aim).then(|| (words[next].range.end, negated))
        }
        _ => Some((end, negated)),
    }
}

/// Whether a sentence begins behind these words.
fn is_beginning(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "[(\"“«*".contains(c));
    let name = ["Mr.", "Ms.", "Mrs.", "Dr.", "St."].iter().any(|it| before.ends_with(it));
    !name && (before.is_empty() || before.ends_with(['.', ':', ';', '!', '?', '\n', ']']))
}

/// Words with their apostrophes and hyphens; an article or a pronoun that French sets off by an apostrophe is one.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut from = None;
    let joins = |c: char| matches!(c, '\'' | '’' | '-' | '\u{2011}' | '\u{ad}');
    let marks = |c: char| matches!(c, '\u{64b}'..='\u{652}');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let belongs = c.is_alphanumeric() || marks(c) || (from.is_some() && joins(c));
        match (from, belongs) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                let word = text[start..at].trim_end_matches(joins);
                words.push(Word {
                    lower: word.to_lowercase().replace('’', "'"),
                    range: start..start + word.len(),
                });
                from = None;
            }
            _ => {}
        }
    }
    words
}

fn in_chinese(text: &str) -> Vec<Verb> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        let one = rest.chars().next().map_or(1, char::len_utf8);
        let here =
            CHINESE.into_iter().find(|it| rest.starts_with(it)).filter(|it| stands_alone(text, at, it));
        let Some(name) = here else {
            at += one;
            continue;
        };
        let (before, behind) = (&text[..at], at + name.len());
        let negated = name == "不得" || (before.ends_with('不') && name != "可");
        let start = if negated && name != "不得" { at - '不'.len_utf8() } else { at };
        let kind = VerbKind::Modal;
        found.push(Verb { kind, range: start..behind, name, negated, intense: false, with: String::new() });
        at = behind;
    }
    found
}

/// Whether a sign is the verb and no part of another word.
fn stands_alone(text: &str, at: usize, name: &str) -> bool {
    let Some((_, before, behind)) = COMPOUNDS.iter().find(|(it, _, _)| *it == name) else { return true };
    let last = text[..at].chars().next_back();
    let next = text[at + name.len()..].chars().next();
    !last.is_some_and(|c| before.contains(c)) && !next.is_some_and(|c| behind.contains(c))
}

fn chinese_opening(text: &str) -> Option<Verb> {
    let mut start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '[').len();
    while let Some(adverb) =
        ["又", "还", "并", "再次", "也"].iter().find(|it| text[start..].starts_with(**it))
    {
        start += adverb.len();
    }
    let strong = ["强烈", "深切", "坚决"].iter().find(|it| text[start..].starts_with(**it));
    let from = start + strong.map_or(0, |it| it.len());
    let name = CHINESE_OPENINGS.into_iter().find(|it| text[from..].starts_with(it))?;
    let range = start..from + name.len();
    let intense = strong.is_some();
    Some(Verb { kind: VerbKind::Opening, range, name, negated: false, intense, with: String::new() })
}
