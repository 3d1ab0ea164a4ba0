//! Bringing a submission's words to the draft's own typography.
//!
//! Invariant: the base wins. Where the words differ from the base only in quotes, dashes, hard spaces, composition or what
//! is not seen, the base's characters stay, so that a keyboard never makes an edit. Words that are new are composed, and
//! lose what is not seen: characters without width and those that turn the direction. Joiners that mean something, in the
//! scripts that need them, stay. Doing it twice is doing it once.

use unicode_normalization::UnicodeNormalization;

use crate::document::Content;
use crate::document::inline::{Rich, Text};
use crate::drafting::submission::Body;
use crate::engine::{self, Mark, Source};

/// A submission as it is kept, by whatever road it came.
pub fn body(body: &Body) -> Body {
    let contents =
        |all: &[Content]| all.iter().map(|it| Content { text: text(&it.text), ..it.clone() }).collect();
    match body {
        Body::Comment { text: words } => Body::Comment { text: text(words) },
        Body::Replace { base, with } => {
            let mut with: Vec<Content> = contents(with);
            if let Some(first) = with.first_mut() {
                first.text = to_base(&base.rich(), &first.text.rich()).to_text();
            }
            Body::Replace { base: base.clone(), with }
        }
        Body::InsertAfter { paragraphs } => Body::InsertAfter { paragraphs: contents(paragraphs) },
        Body::Join { base, next, joined } => {
            Body::Join { base: base.clone(), next: *next, joined: joined.as_ref().map(text) }
        }
        Body::ReplaceThroughout { find, put } => {
            Body::ReplaceThroughout { find: find.clone(), put: seen(put).nfc().collect() }
        }
        // The pieces of a split are the base's own characters.
        Body::Delete { .. } | Body::Move { .. } | Body::Split { .. } => body.clone(),
    }
}

/// New words as they are kept.
pub fn text(words: &Text) -> Text {
    let mut before = words.rich();
    loop {
        // What falls away between two stretches of one style makes them one, and that may be composed in turn.
        let after = fresh(&before);
        if after == before {
            return if words.rich() == after { words.clone() } else { after.to_text() };
        }
        before = after;
    }
}

fn fresh(words: &Rich) -> Rich {
    let mut out = Rich::default();
    for piece in words.pieces() {
        match piece.note {
            Some(note) => out.push_note(&text(&note)),
            None => out.push_styled(&seen(piece.text).nfc().collect::<String>(), piece.attr),
        }
    }
    out
}

/// A text without what is not seen.
fn seen(text: &str) -> String {
    text.chars().zip(keeps(text)).filter(|(_, keep)| *keep).map(|(letter, _)| letter).collect()
}

/// For each character whether it is seen. Joiners are between letters of scripts that are written with them.
fn keeps(text: &str) -> Vec<bool> {
    let letters: Vec<char> = text.chars().collect();
    let mut before = None;
    let mut keeps = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let joiner = matches!(letter, '\u{200c}' | '\u{200d}');
        let behind = || letters[at + 1..].iter().find(|it| !is_unseen(**it)).copied();
        let keep = if joiner {
            before.is_some_and(joins) && behind().is_some_and(joins)
        } else {
            !is_unseen(*letter)
        };
        if keep {
            before = Some(*letter);
        }
        keeps.push(keep);
    }
    keeps
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a joiner beside a character may mean something: in Arabic, the scripts of India and their neighbours, and
/// between pictures.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}')
        || matches!(letter, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{fe0f}' | '\u{2190}'..='\u{2bff}')
        || matches!(letter, '\u{1f000}'..='\u{1faff}')
}

/// `text` with the base's characters wherever both say the same.
pub fn to_base(base: &Rich, text: &Rich) -> Rich {
    let text = &fresh(text);
    let (plain_base, plain_text) = (Plain::of(base), Plain::of(text));
    let said = |words: &Rich| engine::fold(&seen(words.as_str()));
    let mut out = Rich::default();
    let mut at = 0;
    for edit in engine::edits(plain_base.source(), plain_text.source()) {
        out.push(base, at..plain_base.real(edit.base.start));
        at = plain_base.real(edit.base.end);
        let old = cut(base, plain_base.real(edit.base.start)..at);
        let new = cut(text, plain_text.real(edit.side.start)..plain_text.real(edit.side.end));
        let styles =
            |rich: &Rich| rich.pieces().map(|piece| (piece.attr, piece.note.is_some())).collect::<Vec<_>>();
        let same = !old.as_str().is_empty() && said(&old) == said(&new) && styles(&old) == styles(&new);
        let kept = if same { old } else { new };
        out.push(&kept, 0..kept.as_str().len());
    }
    out.push(base, at..base.as_str().len());
    out
}

/// A text in plain quotes, dashes and spaces, each character in the place of the real one.
struct Plain {
    text: String,
    marks: Vec<Mark>,
    /// (plain, real) byte offsets where a character of another length stood, after it.
    shifts: Vec<(usize, usize)>,
}

impl Plain {
    fn of(rich: &Rich) -> Self {
        let mut plain = Self { text: String::new(), marks: Vec::new(), shifts: Vec::new() };
        let mut real = 0;
        for (letter, keep) in rich.as_str().chars().zip(keeps(rich.as_str())) {
            real += letter.len_utf8();
            // What is not seen is no part of the comparison, and stays with the words before it.
            if !keep {
                plain.shifts.push((plain.text.len(), real));
                continue;
            }
            let simple = match letter {
                '‘' | '’' => '\'',
                '“' | '”' => '"',
                '\u{2010}'..='\u{2015}' => '-',
                '\u{a0}' | '\u{202f}' => ' ',
                _ => letter,
            };
            plain.text.push(simple);
            if simple != letter {
                plain.shifts.push((plain.text.len(), real));
            }
        }
        let source = rich.source();
        plain.marks = (source.marks.iter())
            .map(|mark| Mark {
                range: plain.simple(mark.range.start)..plain.simple(mark.range.end),
                ..mark.clone()
            })
            .collect();
        plain
    }

    fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }

    fn real(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(plain, _)| *plain <= at);
        before.checked_sub(1).map_or(at, |last| self.shifts[last].1 + (at - self.shifts[last].0))
    }

    fn simple(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(_, real)| *real <= at);
        before.checked_sub(1).map_or(at, |last| self.shifts[last].0 + (at - self.shifts[last].1))
    }
}

fn cut(text: &Rich, range: std::ops::Range<usize>) -> Rich {
    let mut out = Rich::default();
    out.push(text, range);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_base_wins_where_only_typography_differs() {
        let rows = [
            ("The State's \"duty\" - now.", "The State’s “duty” – now.", "The State's \"duty\" - now."),
            ("The State's duty.", "The State’s full duty.", "The State's full duty."),
            ("A duty.", "A State’s duty.", "A State’s duty."),
            ("Article\u{a0}3 applies.", "Article 3 applies here.", "Article\u{a0}3 applies here."),
            ("in good faith", "in *good* faith", "in *good* faith"),
            ("caf\u{e9} x", "cafe\u{301} x", "caf\u{e9} x"),
            ("cafe\u{301} x", "caf\u{e9} x y", "cafe\u{301} x y"),
            ("a duty", "a du\u{ad}ty of ca\u{200b}re", "a duty of care"),
            ("a \u{202b}duty\u{202c} b\u{200c}c", "a duty bc", "a \u{202b}duty\u{202c} b\u{200c}c"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم و نمی\u{200c}خواهم", "می\u{200c}خواهم و نمی\u{200c}خواهم"),
        ];
        for (base, text, expected) in rows {
            let found = to_base(&Rich::parse(base), &Rich::parse(text)).to_text();
            assert_eq!(found.as_str(), expected, "{text}");
        }
    }

    #[test]
    fn new_words_lose_what_is_not_seen_and_keep_what_means_something() {
        let rows = [
            ("cafe\u{301}", "caf\u{e9}"),
            ("\u{feff}a\u{200b}b\u{2060}c\u{ad}d", "abcd"),
            ("\u{202e}evil\u{202c} \u{2066}x\u{2069}\u{200e}", "evil x"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            ("👩\u{200d}⚖\u{fe0f}", "👩\u{200d}⚖\u{fe0f}"),
            ("wa\u{200d}ter\u{200c}mark", "watermark"),
            ("“quotes” – and\u{a0}spaces", "“quotes” – and\u{a0}spaces"),
            ("*in go\u{200b}od* faith^[a no\u{200b}te]", "*in good* faith^[a note]"),
        ];
        for (typed, expected) in rows {
            assert_eq!(text(&Text::parse(typed)).as_str(), expected, "{typed:?}");
        }
    }

    /// Every kind of submission, with words that nobody sees in them.
    #[test]
    fn every_kind_of_submission_is_cleaned() {
        let (base, new) = (Text::parse("A du\u{200b}ty."), Text::parse("A duty of ca\u{200b}re."));
        let content = |text: &Text| Content::plain(text.clone());
        let bodies = [
            (Body::Comment { text: new.clone() }, 0),
            (Body::Replace { base: base.clone(), with: vec![content(&new), content(&new)] }, 2),
            (Body::InsertAfter { paragraphs: vec![content(&new)] }, 0),
            (Body::ReplaceThroughout { find: "a\u{200b}".to_owned(), put: new.as_str().to_owned() }, 1),
            (Body::Split { base: base.clone(), pieces: vec![base.clone()] }, 2),
            (Body::Delete { base: base.clone(), subordinates: Vec::new() }, 1),
        ];
        for (it, left) in bodies {
            let kept = body(&it);
            let unseen = serde_json::to_string(&kept).unwrap().matches('\u{200b}').count();
            assert_eq!(unseen, left, "{kept:?}: the base's own stay");
            assert_eq!(body(&kept), kept);
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(base in any::<String>(), words in "[a-c’é\u{301}\u{200b}-\u{200f}\u{202e}\u{ad}ی*\\\\^\\[\\] -]{0,24}") {
            let once = text(&Text::parse(&words));
            prop_assert_eq!(&text(&once), &once);
            let replace = |with: Text| Body::Replace { base: Text::parse(&base), with: vec![Content::plain(with)] };
            let kept = body(&replace(Text::parse(&words)));
            prop_assert_eq!(body(&kept), kept);
            let unseen = |it: char| matches!(it, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202e}' | '\u{ad}');
            prop_assert!(!once.as_str().contains(unseen));
        }

        #[test]
        fn a_keyboard_makes_no_edit(base in "[a-e’“”–\u{a0}é\u{301}\u{200b}\u{202e} ]{0,24}") {
            let base = format!("a{base}z");
            let typed: String = base.nfd().filter(|it| !is_unseen(*it)).map(|it| match it {
                '’' => '\'',
                '“' | '”' => '"',
                '–' => '-',
                '\u{a0}' => ' ',
                other => other,
            }).collect();
            let found = to_base(&Rich::parse(&base), &Rich::parse(&typed));
            prop_assert_eq!(found, Rich::parse(&base));
        }

        #[test]
        fn nothing_but_typography_is_touched(base in "[a-c’'“ \u{a0}–*\\[\\]-]{0,20}", text in "[a-c’'“ \u{a0}–*\\[\\]-]{0,20}") {
            let text = Rich::parse(&text);
            let found = to_base(&Rich::parse(&base), &text);
            prop_assert_eq!(engine::fold(found.as_str()), engine::fold(text.as_str()));
        }
    }
}
