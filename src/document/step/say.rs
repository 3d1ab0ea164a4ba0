//! Which message says a step, and what is put into it. The words are a catalogue's; a page puts markup around what is
//! quoted, a terminal quotation marks.

use super::{Act, Quote, Step, Where, Which, shortened};

/// A message and what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The name of the message.
    pub id: &'static str,
    /// What is put into it, by name.
    pub slots: Vec<(&'static str, Slot<'a>)>,
}

/// What is put into a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// Words that stand there, and which.
    Quoted(&'a Quote),
    /// Words that come.
    New(&'a str),
    /// A number, which may choose the words around it.
    Number(usize),
    /// A word that chooses between words.
    Choice(&'static str),
    /// Steps of their own.
    Steps(&'a [Step]),
}

/// Of which of several occurrences a quotation is, as a message.
pub fn which<'a>(quote: &'a Quote) -> Option<(&'static str, Slot<'a>)> {
    match &quote.which {
        Which::Only => None,
        Which::Nth { number, .. } => Some(("quote-nth", Slot::Number(*number))),
        Which::After(words) => Some(("quote-after", Slot::New(words))),
    }
}

/// The message of a step.
pub fn said(step: &Step) -> Said<'_> {
    let (id, slots) = match &step.act {
        Act::Replace { old, new } => {
            ("step-replace", vec![("old", Slot::Quoted(old)), ("new", Slot::New(new))])
        }
        Act::Insert { words, place } => {
            let id =
                at(place, ["step-insert-first", "step-insert-last", "step-insert", "step-insert-before"]);
            (id, with_place(("words", Slot::New(words)), place))
        }
        Act::Delete { words } => ("step-delete", vec![("words", Slot::Quoted(words))]),
        Act::Move { words, place } => {
            let id = at(place, ["step-move-first", "step-move-last", "step-move", "step-move-before"]);
            (id, with_place(("words", Slot::Quoted(words)), place))
        }
        Act::Restyle { words, style } => {
            ("step-restyle", vec![("words", Slot::Quoted(words)), ("style", Slot::Choice(style.name()))])
        }
        Act::Unbracket { words } => ("step-unbracket", vec![("words", Slot::Quoted(words))]),
        Act::Bracket { words } => ("step-bracket", vec![("words", Slot::Quoted(words))]),
        Act::Choose { words, from } if words.is_empty() => {
            ("step-choose-none", vec![("from", Slot::Quoted(from))])
        }
        Act::Choose { words, from } => {
            ("step-choose", vec![("words", Slot::New(words)), ("from", Slot::Quoted(from))])
        }
        Act::AddNote { words, place } => {
            let id = at(place, ["step-note-first", "step-note-last", "step-note-add", "step-note-before"]);
            (id, with_place(("words", Slot::New(words)), place))
        }
        Act::DropNote { number } => ("step-note-drop", vec![("number", Slot::Number(*number))]),
        Act::InNote { number, steps } => {
            ("step-note-in", vec![("number", Slot::Number(*number)), ("steps", Slot::Steps(steps))])
        }
        Act::Space { place } => {
            let id = at(place, ["step-space-first", "step-space-last", "step-space", "step-space-before"]);
            (id, with_place(("words", Slot::New("")), place).split_off(1))
        }
        Act::Rewrite { words } => ("step-rewrite", vec![("words", Slot::New(words))]),
    };
    Said { id, slots }
}

fn at(place: &Where, [first, last, after, before]: [&'static str; 4]) -> &'static str {
    match place {
        Where::Beginning => first,
        Where::End => last,
        Where::After(_) => after,
        Where::Before(_) => before,
    }
}

fn with_place<'a>(words: (&'static str, Slot<'a>), place: &'a Where) -> Vec<(&'static str, Slot<'a>)> {
    let place = match place {
        Where::Beginning | Where::End => None,
        Where::After(quote) => Some(("after", Slot::Quoted(quote))),
        Where::Before(quote) => Some(("before", Slot::Quoted(quote))),
    };
    std::iter::once(words).chain(place).collect()
}

/// What is put into a message where it is plain characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// Characters.
    Words(String),
    /// A number, which may choose the words around it.
    Number(usize),
}

/// A catalogue: the message of that name with what is put into it.
pub type Catalogue<'c> = dyn Fn(&str, &[(&'static str, Put)]) -> String + 'c;

/// A step in plain characters, what is quoted in quotation marks.
pub fn plain(step: &Step, catalogue: &Catalogue<'_>) -> String {
    let Said { id, slots } = said(step);
    let slots: Vec<_> = slots.into_iter().map(|(name, slot)| (name, put(&slot, catalogue))).collect();
    catalogue(id, &slots)
}

/// Steps in plain characters, one after the other.
pub fn plain_all(steps: &[Step], catalogue: &Catalogue<'_>) -> String {
    steps.iter().map(|step| plain(step, catalogue)).collect::<Vec<_>>().join("; ")
}

/// Words in quotation marks.
pub fn quoted(words: &str) -> String {
    format!("\u{201c}{words}\u{201d}")
}

fn put(slot: &Slot<'_>, catalogue: &Catalogue<'_>) -> Put {
    match slot {
        Slot::Number(number) => Put::Number(*number),
        Slot::Choice(word) => Put::Words((*word).to_owned()),
        Slot::New(words) => Put::Words(quoted(words)),
        Slot::Steps(steps) => Put::Words(plain_all(steps, catalogue)),
        Slot::Quoted(quote) => Put::Words(plain_quote(quote, catalogue)),
    }
}

/// A quotation in quotation marks, and which of several it is.
pub fn plain_quote(quote: &Quote, catalogue: &Catalogue<'_>) -> String {
    let words = quoted(&shortened(&quote.words));
    match which(quote) {
        None => words,
        Some((id, slot)) => catalogue(id, &[("words", Put::Words(words)), ("which", put(&slot, catalogue))]),
    }
}
