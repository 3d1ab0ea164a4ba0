//! A paragraph of a returned file as it reads against the paragraph of the draft that it is.
//!
//! Invariant: what a word processor changes by itself makes no difference: quotes, dashes, hard and double spaces, the
//! look that a heading has from its style. The label is told from the words by the one that stood there.

use std::iter::Peekable;

use crate::document::inline::{Rich, Text};
use crate::document::label::Label;
use crate::document::{Content, Kind};
use crate::drafting::normalise;
use crate::engine;
use crate::import::docx::Seen;
use crate::import::paragraph::undecorated;

/// The words of a paragraph as two of them are compared: as heard, without the label.
pub(super) fn key(content: &Content) -> String {
    let words = engine::fold(content.text.as_str());
    if words.is_empty() {
        content.label.as_ref().map_or(words, |label| engine::fold(label.as_str()))
    } else {
        words
    }
}

/// The same of a paragraph of a draft, as a file shows it.
pub(super) fn key_shown(content: &Content) -> String {
    key(&Content::of(&shown(content), content.kind, content.level))
}

/// Label and words in one line, as our files have them.
fn shown(content: &Content) -> Rich {
    let Some(label) = &content.label else { return content.text.rich() };
    let (lead, rest) = content.text_around_label();
    let mut line = Rich::default();
    line.push_str(&format!("{lead}{label}\t"));
    let rest = Rich::parse(rest);
    line.push(&rest, 0..rest.as_str().len());
    line
}

/// What `seen` says in place of `base`: the draft's own words wherever both say the same.
pub(super) fn against(base: &Content, seen: &Seen) -> Content {
    let (label, words) = apart(base, seen);
    let text = settled(base, &words);
    let (kind, level) = seen.styled.filter(|form| is_another(base, *form)).unwrap_or((base.kind, base.level));
    let brackets = if label.is_some() { base.brackets_before_label } else { 0 };
    Content { kind, level, label, brackets_before_label: brackets, text }
}

/// Words in place of those of a paragraph, with its characters wherever only typography differs.
pub(super) fn settled(base: &Content, words: &Rich) -> Text {
    let mut words = tabless(words);
    let own = base.text.rich();
    if base.kind.is_heading() && undecorated(&words) == undecorated(&own) {
        return base.text.clone();
    }
    if base.kind.is_heading() {
        words = undecorated(&words);
    }
    if !has_double_space(own.as_str()) {
        words = with_single_spaces(&words);
    }
    let text = normalise::to_base(&own, &words).to_text();
    let same = engine::fold(text.as_str()) == engine::fold(base.text.as_str())
        || engine::fold(&without_set_spaces(text.as_str())) == engine::fold(base.text.as_str());
    if same && is_styled_alike(&text.rich(), &own) { base.text.clone() } else { text }
}

/// The words of a paragraph that is in no draft, as they are filed.
pub(super) fn on_its_own(seen: &Seen) -> Content {
    let mut content = seen.content.clone();
    let words = with_single_spaces(&tabless(&content.text.rich()));
    content.text = words.to_text();
    match seen.styled {
        Some((kind, level)) if content.kind == Kind::Plain && content.label.is_none() => {
            Content { kind, level, ..content }
        }
        _ => content,
    }
}

/// Whether the words are the same, whatever their emphasis.
pub(super) fn says_the_same(a: &Text, b: &Text) -> bool {
    engine::fold(a.rich().as_str()) == engine::fold(b.rich().as_str())
}

/// The label and the words: what stood before the words in the draft is taken off as it is, anything else only where
/// it has the form of a label.
fn apart(base: &Content, seen: &Seen) -> (Option<Label>, Rich) {
    let line = seen.words.as_str();
    let after = |start: usize| {
        let start = line.len() - line[start..].trim_start().len();
        cut(&seen.words, start..line.len())
    };
    let Some(label) = &base.label else {
        let typed = seen.content.label.is_some() && seen.number.is_none();
        let as_it_was = base.text.rich().as_str().split_whitespace().next() == line.split_whitespace().next();
        if typed && !as_it_was {
            return (seen.content.label.clone(), seen.content.text.rich());
        }
        return (seen.number.clone(), seen.words.clone());
    };
    let (lead, rest) = base.text_around_label();
    let before = &base.text.as_str()[..base.text.as_str().len() - rest.len()];
    let labelled = |words: Rich| {
        let mut whole = Rich::default();
        whole.push_str(before);
        whole.push(&words, 0..words.as_str().len());
        whole
    };
    let prefix = format!("{lead}{label}");
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '[');
    if line.strip_prefix(prefix.as_str()).is_some_and(ends) {
        return (Some(label.clone()), labelled(after(prefix.len())));
    }
    if let Some(number) = &seen.number {
        return (Some(number.clone()), seen.words.clone());
    }
    if let Some(split) = Label::split(line, base.kind.is_heading()).filter(|it| {
        let set_off = line[..line.len() - it.rest.len()].ends_with('\t');
        set_off || it.label.form() == label.form()
    }) {
        let mut words = Rich::default();
        words.push_str(split.brackets);
        words.push(&seen.words, line.len() - split.rest.len()..line.len());
        return (Some(split.label), words);
    }
    let typed = line.split_once('\t').map(|(typed, _)| typed).filter(|typed| typed.chars().count() <= 12);
    match typed {
        Some(typed) => (Label::new(typed), after(typed.len())),
        None => (None, seen.words.clone()),
    }
}

fn is_another(base: &Content, form: (Kind, u8)) -> bool {
    match base.kind {
        Kind::AnnexHeading => false,
        Kind::Heading => form.0 != Kind::Heading || form.1 != base.level.clamp(1, 9),
        Kind::Item => form.0 != Kind::Item || form.1 != base.level.clamp(1, 6),
        Kind::Title | Kind::Preambular | Kind::Numbered | Kind::Plain => form.0 != base.kind,
    }
}

fn tabless(words: &Rich) -> Rich {
    if words.as_str().contains('\t') {
        Rich::parse(&words.to_text().as_str().replace('\t', " "))
    } else {
        words.clone()
    }
}

fn has_double_space(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair == b"  ")
}

/// Every run of white space as one space; footnotes as they are.
fn with_single_spaces(words: &Rich) -> Rich {
    let mut out = Rich::default();
    let mut spaced = false;
    for piece in words.pieces() {
        if let Some(note) = &piece.note {
            out.push_note(note);
            spaced = false;
            continue;
        }
        let mut kept = String::with_capacity(piece.text.len());
        for c in piece.text.chars() {
            if !(spaced && c.is_whitespace()) {
                kept.push(c);
            }
            spaced = c.is_whitespace();
        }
        out.push_styled(&kept, piece.attr);
    }
    out
}

/// Without the hard spaces that a word processor sets before high signs and inside quotation marks.
fn without_set_spaces(text: &str) -> String {
    let hard = |c: char| matches!(c, '\u{a0}' | '\u{202f}');
    let mut out = String::with_capacity(text.len());
    let mut letters: Peekable<_> = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let before_sign = letters.peek().is_some_and(|next| matches!(next, ':' | ';' | '!' | '?' | '»'));
        if !(hard(letter) && (before_sign || out.ends_with('«'))) {
            out.push(letter);
        }
    }
    out
}

/// Whether the same words have the same emphasis; white space has none of its own.
fn is_styled_alike(a: &Rich, b: &Rich) -> bool {
    let letters = |rich: &Rich| -> Vec<u8> {
        let of = |attr: u8, text: &str, is_note: bool| {
            let count =
                if is_note { 1 } else { engine::fold(text).chars().filter(|c| !c.is_whitespace()).count() };
            std::iter::repeat_n(attr, count).collect::<Vec<_>>()
        };
        rich.pieces().flat_map(|piece| of(piece.attr, piece.text, piece.note.is_some())).collect()
    };
    letters(a) == letters(b)
}

fn cut(words: &Rich, range: std::ops::Range<usize>) -> Rich {
    let mut out = Rich::default();
    out.push(words, range);
    out
}
