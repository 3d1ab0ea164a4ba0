//! Labels: the shown number of a paragraph, "12.", "12 bis", "(a)", "PP3", "Article 3bis".
//!
//! Invariant: a label is what stands before the words and nothing else; it may repeat and is never a key. It is
//! kept as it stood when it was read. Whether something at the start of a paragraph is a label is decided here alone.

mod division;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::division::Division;
use self::division::{chinese, name};

/// The ordinals by which drafting practice inserts a paragraph between two numbers (UN Editorial Manual).
const SUFFIXES: [&str; 9] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"];

/// Ordinals written out after such a word: "Article premier".
const FIRST: [&str; 6] = ["premier", "première", "unique", "primero", "primera", "único"];

/// A shown number as it stands, its punctuation included.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(String);

/// What a label counts, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelForm {
    /// "12.", "12 bis", "3.1": an operative or numbered paragraph.
    Number,
    /// "(a)", "(iv)", "-": an item of a list.
    Item,
    /// "PP3": a preambular paragraph.
    Preambular,
    /// "OP4": an operative paragraph.
    Operative,
    /// "Article 3", "Annex II", "IV.", "A.": a heading's.
    Heading,
}

/// A paragraph's start taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// The label.
    pub label: Label,
    /// Opening brackets and spaces that stood before it; they belong to the words.
    pub brackets: &'a str,
    /// The words after the label, leading white space dropped.
    pub rest: &'a str,
}

impl Label {
    /// Takes `shown` as a label if it is not blank and has no line break; form is not asked for.
    pub fn new(shown: &str) -> Option<Self> {
        let shown = shown.trim();
        (!shown.is_empty() && shown.chars().count() <= 60 && !shown.contains('\n'))
            .then(|| Self(shown.to_owned()))
    }

    /// Finds the label at the start of a paragraph. `heading` allows the forms that only headings have.
    pub fn split(paragraph: &str, heading: bool) -> Option<Split<'_>> {
        let words = paragraph.trim_start_matches(|c: char| c == '[' || c.is_whitespace());
        let brackets = paragraph[..paragraph.len() - words.len()].trim();
        let length = match label_length(words, heading) {
            Some(length) => length + alternative_length(&words[length..]),
            None => alternative_length(words),
        };
        let rest = &words[length..];
        let starts =
            length > 0 && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '['));
        let label = Self(words[..length].trim_end().to_owned());
        starts.then(|| Split { label, brackets, rest: rest.trim_start() })
    }

    /// The label as shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The label without its closing punctuation and enclosing parentheses: "12", "a", "PP3", "Article 3bis".
    pub fn stem(&self) -> &str {
        self.0.trim_start_matches(['(', '（']).trim_end_matches([')', '）', '.', ':'])
    }

    /// What it counts.
    pub fn form(&self) -> LabelForm {
        let lower = self.0.to_lowercase();
        let after_letters = |prefix: &str| {
            lower
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        if after_letters("pp") {
            LabelForm::Preambular
        } else if after_letters("op") {
            LabelForm::Operative
        } else if lower.starts_with(|c: char| c.is_ascii_digit())
            || lower
                .strip_prefix(['(', '（'])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            LabelForm::Number
        } else if self.division().is_some() || self.0.starts_with(|c: char| c.is_uppercase()) {
            LabelForm::Heading
        } else {
            LabelForm::Item
        }
    }

    /// What it divides the text into, if it names that.
    pub fn division(&self) -> Option<Division> {
        name(&self.0).map(|(division, _)| division).or_else(|| chinese(&self.0).map(|(division, _)| division))
    }

    /// The label of the `ordinal`th paragraph (from 0) inserted after this one: "14 bis.", "14 ter."; after "14 bis."
    /// the same series again.
    pub fn inserted_after(&self, ordinal: usize) -> Self {
        let Some(suffix) = SUFFIXES.get(ordinal) else {
            return self.with_suffix(&format!("bis.{}", ordinal + 1));
        };
        self.with_suffix(suffix)
    }

    /// The label of the `number`th whole-paragraph alternative (from 1): "14. Alt 1", or "Alt 1" without a number.
    pub fn alternative(label: Option<&Self>, number: usize) -> Self {
        Self(label.map_or_else(|| format!("Alt {number}"), |label| format!("{label} Alt {number}")))
    }

    /// The label without its " Alt 2".
    pub fn without_alternative(&self) -> &str {
        self.0.find(" Alt ").map_or(self.as_str(), |at| &self.0[..at])
    }

    fn with_suffix(&self, suffix: &str) -> Self {
        let label = self.without_alternative();
        let (stem, closing) = label.split_at(label.trim_end_matches([')', '.', ':']).len());
        let own = SUFFIXES.iter().find_map(|own| stem.strip_suffix(own)).unwrap_or(stem).trim_end();
        Self(format!("{own} {suffix}{closing}"))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// How many bytes of `words` are a label, white space before a suffix included.
fn label_length(words: &str, heading: bool) -> Option<usize> {
    if let Some(bullet) =
        words.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '•' | '▪' | '◦' | '·'))
    {
        let end = bullet.len_utf8();
        return words[end..].starts_with(char::is_whitespace).then_some(end);
    }
    named(words, heading)
        .or_else(|| coded(words))
        .or_else(|| parenthesised(words))
        .or_else(|| numbered(words))
        .or_else(|| lettered(words, heading))
}

/// "Article 3bis", "Option I:". Outside a heading only where the words do not run on ("Article 3 of the Convention").
fn named(words: &str, heading: bool) -> Option<usize> {
    if let Some((_, end)) = chinese(words) {
        return Some(end);
    }
    let (_, name) = name(words)?;
    let gap = spaces(&words[name..]);
    let number = &words[name + gap..];
    let digits = run(number, |c| c.is_numeric() || c == '.');
    let digits = number[..digits].trim_end_matches('.').len();
    let length = match digits {
        0 => {
            run(number, |c| matches!(c, 'I' | 'V' | 'X' | 'L')).max(single_letter(number)).max(first(number))
        }
        digits => digits,
    };
    if gap == 0 || length == 0 {
        return None;
    }
    let mut end = name + gap + length;
    end += suffix(&words[end..]);
    if words[end..].starts_with(['.', ':']) {
        return Some(end + 1);
    }
    let rest = words[end..].trim_start();
    (heading || rest.is_empty()).then_some(end)
}

/// The length of a first number that is written out.
fn first(number: &str) -> usize {
    let length = run(number, char::is_alphabetic);
    let word = number[..length].to_lowercase();
    if FIRST.contains(&word.as_str()) { length } else { 0 }
}

/// "PP3", "Pp 3 bis", "OP4.".
fn coded(words: &str) -> Option<usize> {
    let code = words.get(..2)?;
    if !matches!(code, "PP" | "Pp" | "pp" | "OP" | "Op" | "op") {
        return None;
    }
    let gap = space(&words[2..]);
    let digits = run(&words[2 + gap..], |c| c.is_ascii_digit());
    if digits == 0 || (gap > 0 && code.starts_with(char::is_lowercase)) {
        return None;
    }
    let mut end = 2 + gap + digits;
    end += suffix(&words[end..]);
    Some(end + closing(&words[end..]))
}

/// "(a)", "(iv)", "(5bis)", "(a bis)", "（一）".
fn parenthesised(words: &str) -> Option<usize> {
    if let Some(inside) = words.strip_prefix('（') {
        let end = words.len() - inside.len() + run(inside, char::is_alphanumeric);
        return (words[end..].starts_with('）') && end <= 15).then_some(end + '）'.len_utf8());
    }
    let inside = words.strip_prefix('(')?;
    let count = counter(inside)?;
    let end = count + suffix(&inside[count..]);
    inside[end..].starts_with(')').then(|| end + 2 + usize::from(inside[end..].starts_with(").")))
}

/// "12.", "12 bis.", "7bis", "3.1", "12)". A bare number needs punctuation, a suffix or a tab after it: "12 States" is
/// no label.
fn numbered(words: &str) -> Option<usize> {
    let digits = run(words, |c| c.is_ascii_digit());
    if digits == 0 || digits > 4 {
        return None;
    }
    let mut end = digits;
    let mut levels = 1;
    loop {
        let next = &words[end..];
        let more = next.strip_prefix('.').map_or(0, |n| run(n, |c| c.is_ascii_digit()));
        if more == 0 || more > 3 {
            break;
        }
        end += 1 + more;
        levels += 1;
    }
    let with_suffix = suffix(&words[end..]);
    end += with_suffix;
    let closed = closing(&words[end..]);
    let decimal = words[end..].trim_start().starts_with(char::is_lowercase); // "10.5 per cent"
    let set_off = words[end..].starts_with('\t');
    (closed > 0 || with_suffix > 0 || set_off || (levels > 1 && !decimal)).then_some(end + closed)
}

/// "a)", "iv)", "a.", "iv."; in a heading also "A." and "IV.".
fn lettered(words: &str, heading: bool) -> Option<usize> {
    let count = counter(words)?;
    let upper = words.starts_with(|c: char| c.is_uppercase());
    let end = count + suffix(&words[count..]);
    let closed = closing(&words[end..]);
    let fits = if upper {
        heading && closed > 0
    } else {
        let roman = words[..count].chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        words[end..].starts_with(')') || (closed > 0 && (count == 1 || roman))
    };
    fits.then_some(end + closed)
}

/// A letter, a doubled letter, a roman number or a short number.
fn counter(words: &str) -> Option<usize> {
    let lower = run(words, |c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    let upper = run(words, |c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let digits = run(words, |c| c.is_ascii_digit());
    let mut letters = words.chars();
    let doubled = match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a == b && a.is_alphabetic() => a.len_utf8() * 2,
        _ => 0,
    };
    let ends =
        |length: usize| !words[length..].starts_with(char::is_alphanumeric) || suffix(&words[length..]) > 0;
    [lower, upper, digits.min(3), doubled, single_letter(words)]
        .into_iter()
        .filter(|&n| n > 0 && ends(n))
        .max()
}

fn single_letter(words: &str) -> usize {
    words.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8)
}

/// The length of " Alt 2" behind a label, or of "Alt 2" alone.
fn alternative_length(words: &str) -> usize {
    let gap = space(words);
    let Some(number) = words[gap..].strip_prefix("Alt ") else { return 0 };
    let digits = run(number, |c| c.is_ascii_digit());
    // A tab stands behind the label in our own Word files.
    let ends = number[digits..].is_empty() || number[digits..].starts_with([' ', '\t']);
    if digits > 0 && ends { gap + 4 + digits } else { 0 }
}

/// The length of " bis", "bis", " ter" ..., if a whole such word follows.
fn suffix(words: &str) -> usize {
    let gap = space(words);
    let word = run(&words[gap..], |c| c.is_ascii_lowercase());
    let is_suffix = SUFFIXES.contains(&&words[gap..gap + word]);
    let ends = !words[gap + word..].starts_with(char::is_alphanumeric);
    if is_suffix && ends { gap + word } else { 0 }
}

fn closing(words: &str) -> usize {
    usize::from(words.starts_with(['.', ')', ':']))
}

/// The length of one leading space.
fn space(words: &str) -> usize {
    words.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}')).map_or(0, char::len_utf8)
}

fn spaces(words: &str) -> usize {
    run(words, |c| matches!(c, ' ' | '\u{a0}'))
}

fn run(words: &str, belongs: impl Fn(char) -> bool) -> usize {
    words.len() - words.trim_start_matches(belongs).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_as_they_stand() {
        type Row<'a> = (&'a str, bool, Option<(&'a str, &'a str, &'a str)>);
        let rows: &[Row<'_>] = &[
            ("7. Alt 2 The Parties", false, Some(("7. Alt 2", "", "The Parties"))),
            ("Alt 1 The Parties", false, Some(("Alt 1", "", "The Parties"))),
            ("7. Alt 2\tThe Parties", false, Some(("7. Alt 2", "", "The Parties"))),
            ("Alternatively, the Parties", false, None),
            ("12. The Parties", false, Some(("12.", "", "The Parties"))),
            ("12 bis The Parties", false, Some(("12 bis", "", "The Parties"))),
            ("12 bis. The Parties", false, Some(("12 bis.", "", "The Parties"))),
            ("7bis. [Each Party", false, Some(("7bis.", "", "[Each Party"))),
            ("[5. The Parties", false, Some(("5.", "[", "The Parties"))),
            ("[[5. The", false, Some(("5.", "[[", "The"))),
            ("(a) Sharing", false, Some(("(a)", "", "Sharing"))),
            ("(aa) Sharing", false, Some(("(aa)", "", "Sharing"))),
            ("(iv) Sharing", false, Some(("(iv)", "", "Sharing"))),
            ("(5bis) Sharing", false, Some(("(5bis)", "", "Sharing"))),
            ("(a bis) Sharing", false, Some(("(a bis)", "", "Sharing"))),
            ("a) Sharing", false, Some(("a)", "", "Sharing"))),
            ("iv) Sharing", false, Some(("iv)", "", "Sharing"))),
            ("iv. Sharing", false, Some(("iv.", "", "Sharing"))),
            ("i.e. Sharing", false, None),
            ("12) Sharing", false, Some(("12)", "", "Sharing"))),
            ("PP3 Recalling", false, Some(("PP3", "", "Recalling"))),
            ("Pp1 Being", false, Some(("Pp1", "", "Being"))),
            ("OP4 bis. Decides", false, Some(("OP4 bis.", "", "Decides"))),
            ("[Pp4 Recognizing", false, Some(("Pp4", "[", "Recognizing"))),
            ("Article 3bis (MITIGATION)", true, Some(("Article 3bis", "", "(MITIGATION)"))),
            ("Article 8 bis", true, Some(("Article 8 bis", "", ""))),
            ("Article 3 of the Convention applies.", false, None),
            ("Article 3", false, Some(("Article 3", "", ""))),
            ("Option I:", false, Some(("Option I:", "", ""))),
            ("Option 1: The Parties", false, Some(("Option 1:", "", "The Parties"))),
            ("ANNEX II", true, Some(("ANNEX II", "", ""))),
            ("A. DRAFT AGREEMENT", true, Some(("A.", "", "DRAFT AGREEMENT"))),
            ("A. Smith spoke", false, None),
            ("IV. Finance", true, Some(("IV.", "", "Finance"))),
            ("3.1 High-level opening", true, Some(("3.1", "", "High-level opening"))),
            ("1. Introduction", true, Some(("1.", "", "Introduction"))),
            ("- provide a platform", false, Some(("-", "", "provide a platform"))),
            ("-5 degrees", false, None),
            ("12 States took part", false, None),
            ("12\tThe Parties", false, Some(("12", "", "The Parties"))),
            ("2026. A year", false, Some(("2026.", "", "A year"))),
            ("10.5 per cent", false, None),
            ("1.5", false, Some(("1.5", "", ""))),
            ("I agree", false, None),
            ("a State may", false, None),
            ("(see above) the", false, None),
            ("[Additional paragraphs", false, None),
            ("Article premier Objet", true, Some(("Article premier", "", "Objet"))),
            ("CHAPITRE II PRINCIPES", true, Some(("CHAPITRE II", "", "PRINCIPES"))),
            ("Artículo 3 bis", false, Some(("Artículo 3 bis", "", ""))),
            ("CAPÍTULO I", true, Some(("CAPÍTULO I", "", ""))),
            ("Статья 5. Права", true, Some(("Статья 5.", "", "Права"))),
            ("المادة 3 التعاون", true, Some(("المادة 3", "", "التعاون"))),
            ("المادة ٣", false, Some(("المادة ٣", "", ""))),
            ("第三条 合作", true, Some(("第三条", "", "合作"))),
            ("第三条所述的缔约方", false, None),
            ("附件二", false, Some(("附件二", "", ""))),
            ("（一） 合作", false, Some(("（一）", "", "合作"))),
            ("Parties shall", true, None),
            ("Particular care", true, None),
        ];
        for &(input, heading, expected) in rows {
            let found = Label::split(input, heading);
            let found = found.as_ref().map(|s| (s.label.as_str(), s.brackets, s.rest));
            assert_eq!(found, expected, "{input}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_start_of_a_paragraph_panics(words in "[\\[( ]{0,2}(PP|Article|Alt|12|a|iv|é|第|ز)?[ \u{a0}.)]{0,3}(bis|3|Alt 1|é)?.{0,6}") {
            for heading in [false, true] {
                let found = Label::split(&words, heading);
                proptest::prop_assert!(found.is_none_or(|it| words.ends_with(it.rest)));
            }
        }
    }

    #[test]
    fn inserted_paragraphs_take_bis_and_ter() {
        let rows = [
            ("14.", 0, "14 bis."),
            ("14.", 1, "14 ter."),
            ("(a)", 0, "(a bis)"),
            ("PP3", 8, "PP3 decies"),
            ("14 bis.", 1, "14 ter."),
        ];
        for (label, ordinal, expected) in rows {
            assert_eq!(Label::new(label).unwrap().inserted_after(ordinal).as_str(), expected);
        }
    }

    #[test]
    fn forms_follow_the_shape() {
        let rows = [
            ("12.", LabelForm::Number),
            ("(5bis)", LabelForm::Number),
            ("(a)", LabelForm::Item),
            ("-", LabelForm::Item),
            ("PP3", LabelForm::Preambular),
            ("OP 4", LabelForm::Operative),
            ("Article 3", LabelForm::Heading),
            ("IV.", LabelForm::Heading),
            ("第三条", LabelForm::Heading),
            ("المادة 3", LabelForm::Heading),
            ("（一）", LabelForm::Item),
        ];
        for (label, form) in rows {
            assert_eq!(Label::new(label).unwrap().form(), form, "{label}");
        }
    }
}
