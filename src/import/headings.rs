//! Headings where the file marks none: guessed from their form, and rather one too few than one too many.
//!
//! A heading is short, has no closing punctuation, and either opens with a label that only headings have
//! ("Article 3", "ANNEX I", "IV.") or is all in capitals. Its level follows from the forms the text uses.

use super::paragraph;
use crate::document::inline::Rich;
use crate::document::label::{Division, Label, LabelForm};
use crate::document::{Content, Kind};

const MAX_CHARS: usize = 160;

/// What a guessed heading looks like, in the order in which such headings contain each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// "PART II", "Annex I".
    Part,
    /// "CHAPTER I".
    Chapter,
    /// "A." and "IV.": which contains which, the first in the text tells.
    Outer,
    /// The other one of the two.
    Inner,
    /// "SECTION 1".
    Section,
    /// "FINAL PROVISIONS".
    Capitals,
    /// "Article 3", "Principle 2".
    Article,
}

/// Turns plain paragraphs that look like headings into headings.
pub(super) fn guess(paragraphs: &mut [Content]) {
    let mut outer = None;
    let forms: Vec<Option<Form>> = paragraphs.iter().map(|content| form(content, &mut outer)).collect();
    let mut used: Vec<Form> = forms.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    for (content, form) in paragraphs.iter_mut().zip(forms) {
        if let Some(level) = form.and_then(|form| used.iter().position(|&used| used == form)) {
            let words = paragraph::undecorated(&Rich::parse(&content.shown()));
            *content = Content::of(&words, Kind::Heading, level as u8 + 1);
        }
    }
}

/// The two ways to count by capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capital {
    Letter,
    Roman,
}

fn form(content: &Content, outer: &mut Option<Capital>) -> Option<Form> {
    let shown = Rich::parse(&content.shown());
    let words = shown.as_str();
    let open_end = words.ends_with(['.', ';', ':', ',', '?', '!']) && content.label.is_none();
    if open_end || words.chars().count() > MAX_CHARS {
        return None;
    }
    match content.kind {
        Kind::Plain => {}
        Kind::Numbered => return is_capitals(&content.text.plain()).then_some(Form::Capitals),
        Kind::Title | Kind::Heading | Kind::AnnexHeading | Kind::Preambular | Kind::Item => return None,
    }
    let Some(split) = Label::split(words, true).filter(|split| split.label.form() == LabelForm::Heading)
    else {
        return is_capitals(words).then_some(Form::Capitals);
    };
    let rest_of_sentence =
        split.rest.starts_with(char::is_lowercase) || split.rest.ends_with(['.', ';', ',']);
    if rest_of_sentence || !split.brackets.is_empty() {
        return None;
    }
    match split.label.division() {
        Some(Division::Annex | Division::Part) => return Some(Form::Part),
        Some(Division::Chapter) => return Some(Form::Chapter),
        Some(Division::Section) => return Some(Form::Section),
        Some(Division::Article) => return Some(Form::Article),
        Some(Division::Option | Division::Paragraph) => return None,
        None if split.rest.is_empty() => return None,
        None => {}
    }
    let roman = split.label.stem().chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let capital = if roman { Capital::Roman } else { Capital::Letter };
    Some(if *outer.get_or_insert(capital) == capital { Form::Outer } else { Form::Inner })
}

/// Whether all letters are capitals; a script without capitals never is, nor an abbreviation alone.
fn is_capitals(words: &str) -> bool {
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let bracketed = words.starts_with('[') || words.ends_with(['.', ';', ':', ',']);
    capitals >= 5 && capitals == letters && !bracketed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(lines: &str) -> String {
        let mut paragraphs: Vec<Content> = lines.split('|').map(Content::read).collect();
        guess(&mut paragraphs);
        paragraphs.iter().map(|content| char::from(b'0' + content.level)).collect()
    }

    #[test]
    fn levels_follow_the_forms_in_use() {
        let rows = [
            ("Article 3 (MITIGATION)|1. Each Party|Article 4", "101"),
            ("PART I|SCOPE OF THIS TEXT|Article 1 - Field|Words.", "1230"),
            ("CHAPTER I GENERAL PROVISIONS|Article 1 Scope|SECTION 1 USE|Article 2 Use", "1323"),
            ("A. DRAFT TEXT|I. Finance|II. Means", "122"),
            ("I. Opening|A. Who spoke|B. Who heard|II. Closing", "1221"),
            ("ANNEX II", "1"),
            ("第一章 总则|第一条 目的|各方应当合作。", "120"),
            ("CHAPITRE I OBJET|Article premier", "12"),
            ("1. INTRODUCTION|1. Introduction", "10"),
        ];
        for (lines, levels) in rows {
            assert_eq!(guessed(lines), levels, "{lines}");
        }
    }

    #[test]
    fn sentences_labels_and_abbreviations_are_no_headings() {
        let lines = [
            "Article 3 of the Convention applies",
            "Article 3 applies.",
            "Option I:",
            "A. Smith spoke.",
            "UNGA",
            "[OTHER MATTERS]",
            "NOTING WITH CONCERN,",
            "第一条所述各方",
            "(a) SHARING",
            "Have agreed as follows:",
        ];
        for line in lines {
            let mut paragraphs = [Content::read(line)];
            guess(&mut paragraphs);
            assert!(!paragraphs[0].kind.is_heading(), "{line}");
        }
    }
}
