//! Where words begin and end in scripts written without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! Comparison takes such text letter by letter, which finds more than any dictionary. For readers a change slides to
//! where a word of the Unicode dictionary begins, and is widened to whole words where letters alone cannot be read: in
//! Thai, Lao, Khmer and Burmese. A Chinese character can, and dictionaries cut Chinese wrongly too often.

use super::diff::Hunk;
use super::token::{Words, is_lone};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// The places of a text that are inside a word though no letter of an alphabet says so.
#[derive(Debug, Default)]
pub(super) struct Compounds {
    /// For every token, whether the word of the one before it goes on; empty if no word does.
    goes_on: Vec<bool>,
}

/// A change is widened by so many letters at most to reach the end of a word.
const LONGEST: usize = 12;

impl Compounds {
    /// Finds the words of `words` that are longer than a letter.
    pub(super) fn of(words: &Words<'_>) -> Self {
        if words.text.is_ascii() {
            return Compounds::default();
        }
        let mut goes_on = Vec::new();
        let mut index = 0;
        while index < words.tokens.len() {
            let run = letters(words, index);
            if run > 1 {
                goes_on.resize(words.tokens.len(), false);
                let (start, end) = (words.tokens[index].start, words.tokens[index + run - 1].end);
                let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
                let mut borders = segmenter.segment_str(&words.text[start..end]).peekable();
                for (inner, goes_on) in goes_on.iter_mut().enumerate().take(index + run).skip(index + 1) {
                    let place = words.tokens[inner].start - start;
                    while borders.next_if(|&border| border < place).is_some() {}
                    *goes_on = borders.peek() != Some(&place);
                }
            }
            index += run.max(1);
        }
        Compounds { goes_on }
    }

    /// Whether the words before and at `index` are parts of one.
    pub(super) fn cut_at(&self, index: usize) -> bool {
        self.goes_on.get(index).copied().unwrap_or(false)
    }
}

/// How many letters of an unspaced script follow each other from token `index` on.
fn letters(words: &Words<'_>, index: usize) -> usize {
    let mut end = None;
    let joined = words.tokens[index..].iter().take_while(|token| {
        let follows = end.is_none_or(|end| end == token.start);
        end = Some(token.end);
        follows && words.text[token.start..token.end].starts_with(is_lone)
    });
    joined.count()
}

/// Widens every hunk over kept letters until it cuts no word of letters in two; hunks that meet become one.
pub(super) fn widen_to_words(
    hunks: &mut Vec<Hunk>,
    old: (&Words<'_>, &Compounds),
    new: (&Words<'_>, &Compounds),
) {
    if old.1.goes_on.is_empty() && new.1.goes_on.is_empty() {
        return;
    }
    let cut = |side: (&Words<'_>, &Compounds), at: usize| {
        side.1.cut_at(at) && side.0.word(at).starts_with(is_letter)
    };
    let cuts = |at: (usize, usize)| cut(old, at.0) || cut(new, at.1);
    let mut floor = 0;
    for index in 0..hunks.len() {
        let ceiling = hunks.get(index + 1).map_or(old.0.tokens.len(), |next| next.old.start);
        let hunk = &mut hunks[index];
        let left = (0..=LONGEST.min(hunk.old.start - floor))
            .find(|step| !cuts((hunk.old.start - step, hunk.new.start - step)));
        let right = (0..=LONGEST.min(ceiling - hunk.old.end))
            .find(|step| !cuts((hunk.old.end + step, hunk.new.end + step)));
        hunk.old.start -= left.unwrap_or(0);
        hunk.new.start -= left.unwrap_or(0);
        hunk.old.end += right.unwrap_or(0);
        hunk.new.end += right.unwrap_or(0);
        floor = hunk.old.end;
    }
    super::slide::join_touching(hunks);
}

/// Whether a letter of an unspaced script says nothing by itself.
fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::token::{Attributes, Vocabulary};

    #[test]
    fn dictionary_words_are_whole() {
        let check = |text: &str, expected: &str| {
            let words = Vocabulary::new(Attributes::Ignored).read(text.into());
            let compounds = Compounds::of(&words);
            let mut shown = String::new();
            for index in 0..words.tokens.len() {
                shown.push_str(if index == 0 || compounds.cut_at(index) { "" } else { "|" });
                shown.push_str(words.word(index));
            }
            assert_eq!(shown, expected);
        };
        check("States act.", "States|act|.");
        check("各国应当保护平民。", "各国|应当|保护|平民|。");
        check("网络 攻击", "网络|攻击");
        check("รัฐต้องเคารพกฎหมาย", "รัฐ|ต้อง|เคารพ|กฎหมาย");
    }
}
