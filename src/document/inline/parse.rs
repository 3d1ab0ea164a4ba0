//! Reading markup. It never fails: a sign that opens nothing, or closes nothing, stands for itself.

use std::ops::Range;

use super::{EMPHASIS, Rich, STRONG, is_escapable};

/// The flat content of `markup`, white space and all.
pub(super) fn flat(markup: &str) -> Rich {
    if !may_be_markup(markup) {
        return Rich { text: markup.to_owned(), marks: Vec::new() };
    }
    let notes = closed_notes(markup);
    Parser { input: markup, at: 0, note: false, notes: &notes }.run().0
}

/// Whether any sign of the markup stands in a text: without one it is its own words.
pub(super) fn may_be_markup(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'*' | b'^' | b'\\'))
}

/// Reads one level of markup: a paragraph, or the inside of a footnote up to its closing bracket.
struct Parser<'a> {
    input: &'a str,
    at: usize,
    note: bool,
    /// Where the footnotes begin that have a closing bracket, in order.
    notes: &'a [usize],
}

/// Finds the `^[` whose bracket is closed, all in one pass: looking for the end of each would take the square of that.
fn closed_notes(markup: &str) -> Vec<usize> {
    let bytes = markup.as_bytes();
    let (mut open, mut notes, mut at) = (Vec::new(), Vec::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => open.push(at),
            b']' => notes.extend(
                open.pop().filter(|&start| start > 0 && bytes[start - 1] == b'^').map(|start| start - 1),
            ),
            _ => {}
        }
        at += 1;
    }
    notes.sort_unstable();
    notes
}

/// A run of one to three asterisks, at a byte of the flat text. One switches emphasis, two strong emphasis, three both:
/// the numbers are the attribute bits.
struct Delimiter {
    at: usize,
    stars: u8,
    opens: bool,
    closes: bool,
}

impl Parser<'_> {
    /// The content, and the byte after it (after the closing bracket of a footnote, if there is one).
    fn run(mut self) -> (Rich, Option<usize>) {
        let mut text = String::with_capacity(self.input.len());
        let mut notes: Vec<Range<usize>> = Vec::new();
        let mut delimiters: Vec<Delimiter> = Vec::new();
        let mut depth = 0usize;
        while let Some(c) = self.input[self.at..].chars().next() {
            let rest = &self.input[self.at..];
            match c {
                '\\' => {
                    let next = rest[1..].chars().next().filter(|&next| is_escapable(next));
                    text.push(next.unwrap_or('\\'));
                    self.at += 1 + next.map_or(0, char::len_utf8);
                    continue;
                }
                '^' if !self.note && self.notes.binary_search(&self.at).is_ok() => {
                    let inner = Parser { input: self.input, at: self.at + 2, note: true, notes: self.notes };
                    if let (words, Some(end)) = inner.run() {
                        let start = text.len();
                        text.push_str("^[");
                        text.push_str(&note_markup(&words));
                        text.push(']');
                        notes.push(start..text.len());
                        self.at = end;
                        continue;
                    }
                }
                '*' => {
                    let stars = rest.len() - rest.trim_start_matches('*').len();
                    let before = text.chars().next_back();
                    let after = rest[stars..].chars().next();
                    let at = text.len();
                    text.push_str(&rest[..stars]);
                    self.at += stars;
                    if stars <= 3 {
                        delimiters.push(Delimiter {
                            at,
                            stars: stars as u8,
                            opens: after.is_some_and(|c| !c.is_whitespace()),
                            closes: before.is_some_and(|c| !c.is_whitespace()),
                        });
                    }
                    continue;
                }
                '[' if self.note => depth += 1,
                ']' if self.note && depth == 0 => {
                    let end = self.at + 1;
                    return (styled(&text, &notes, &delimiters), Some(end));
                }
                ']' if self.note => depth -= 1,
                _ => {}
            }
            text.push(c);
            self.at += c.len_utf8();
        }
        (styled(&text, &notes, &delimiters), None)
    }
}

/// A footnote's inside in canonical markup, with brackets that do not pair up escaped.
fn note_markup(words: &Rich) -> String {
    let markup = words.to_text().0;
    let mut open = Vec::new();
    let mut lone = Vec::new();
    let mut escaped = false;
    for (at, c) in markup.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => open.push(at),
            ']' if open.pop().is_none() => lone.push(at),
            _ => {}
        }
    }
    lone.extend(open);
    lone.sort_unstable();
    let mut out = String::with_capacity(markup.len() + lone.len());
    let mut from = 0;
    for at in lone {
        out.push_str(&markup[from..at]);
        out.push('\\');
        from = at;
    }
    out.push_str(&markup[from..]);
    out
}

/// Turns delimiters that pair up into marks and leaves the others as the characters they are.
fn styled(text: &str, notes: &[Range<usize>], delimiters: &[Delimiter]) -> Rich {
    let mut out = Rich::default();
    let mut attr = 0;
    let mut at = 0;
    let mut notes = notes.iter().peekable();
    let mut up_to = |out: &mut Rich, range: Range<usize>, attr: u8| {
        let mut from = range.start;
        while let Some(note) = notes.next_if(|note| note.end <= range.end) {
            out.append(&text[from..note.start], attr, false);
            out.append(&text[note.clone()], 0, true);
            from = note.end;
        }
        out.append(&text[from..range.end], attr, false);
    };
    for (delimiter, switched) in delimiters.iter().zip(paired(delimiters)) {
        up_to(&mut out, at..delimiter.at, attr);
        at = delimiter.at + usize::from(delimiter.stars);
        let literal = usize::from(delimiter.stars & !switched);
        out.append(&"***"[..literal], attr, false);
        attr ^= switched;
    }
    up_to(&mut out, at..text.len(), attr);
    out
}

/// The attributes that each delimiter switches: emphasis and strong emphasis pair up each for themselves.
fn paired(delimiters: &[Delimiter]) -> Vec<u8> {
    let mut switched = vec![0; delimiters.len()];
    for bit in [EMPHASIS, STRONG] {
        let mut open: Option<usize> = None;
        for (at, delimiter) in delimiters.iter().enumerate().filter(|(_, it)| it.stars & bit != 0) {
            match open {
                Some(start) if delimiter.closes => {
                    switched[start] |= bit;
                    switched[at] |= bit;
                    open = None;
                }
                None if delimiter.opens => open = Some(at),
                Some(_) | None => {}
            }
        }
    }
    switched
}
