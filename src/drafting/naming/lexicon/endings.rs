//! How the words of a name bend: the part that stays, and what may follow it.
//!
//! The endings are those of a language's nouns and adjectives all together, so that a form too many is taken rather than
//! one too few. All is in folded letters.

use super::arabic;
use crate::drafting::naming::tongue::Tongue;
use crate::drafting::naming::words::fold;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bend {
    /// What stays.
    pub(super) stem: String,
    /// What may follow.
    endings: &'static [&'static str],
}

const NONE: &[&str] = &[""];
const ENGLISH: &[&str] = &["", "s", "es"];
const FRENCH: &[&str] = &["", "e", "s", "es", "ne", "nes"];
const SPANISH: &[&str] = &["", "a", "s", "es", "as"];
const SPANISH_O: &[&str] = &["o", "a", "os", "as"];
const SPANISH_ES: &[&str] = &["es", "esa", "eses", "esas"];
const RUSSIAN: &[&str] = &[
    "", "а", "я", "у", "ю", "е", "и", "ы", "о", "ом", "ем", "ои", "еи", "ою", "ею", "ам", "ям", "ами", "ями",
    "ах", "ях", "ов", "ев", "ь", "ью", "ию",
];
const RUSSIAN_OF: &[&str] = &[
    "ии", "ыи", "ои", "ая", "яя", "ое", "ее", "ие", "ые", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем",
    "ую", "юю", "еи", "ых", "их", "ыми", "ими", "ою", "ы",
];
const RUSSIAN_ETS: &[&str] = &["ец", "ца", "цу", "цем", "цом", "це", "цы", "цев", "цам", "цами", "цах"];
const RUSSIAN_IN: &[&str] = &["ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах"];
const ARABIC: &[&str] = &["", "ه", "ون", "ين", "ات", "ان", "تان", "تين", "ا"];

/// The most letters that are an ending.
const LONGEST: usize = 4;

/// How a word of a name bends. `person` says that it is one of people, or an adjective.
pub(super) fn bend(tongue: Tongue, word: &str, person: bool) -> Bend {
    let folded = fold(word);
    let cut = |ending: &str| folded.strip_suffix(ending).filter(|it| !it.is_empty()).map(str::to_owned);
    let whole = |endings| Bend { stem: folded.clone(), endings };
    let with = |stem: Option<String>, endings| match stem {
        Some(stem) => Bend { stem, endings },
        None => Bend { stem: folded.clone(), endings: NONE },
    };
    match tongue {
        Tongue::English if person => whole(ENGLISH),
        Tongue::French if person => whole(FRENCH),
        Tongue::Spanish if person => match word.to_lowercase() {
            it if it.ends_with('o') => with(cut("o"), SPANISH_O),
            it if it.ends_with("és") => with(cut("es"), SPANISH_ES),
            _ => whole(SPANISH),
        },
        Tongue::Russian => russian(word, &folded),
        Tongue::Arabic => {
            let bare = arabic::bare(&folded).to_owned();
            Bend { stem: bare, endings: if person { ARABIC } else { NONE } }
        }
        Tongue::English | Tongue::French | Tongue::Spanish | Tongue::Chinese => whole(NONE),
    }
}

fn russian(word: &str, folded: &str) -> Bend {
    let word = word.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|it| word.ends_with(it));
    let less = |count: usize| {
        let at = folded.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
        folded[..at].to_owned()
    };
    let bend = |stem, endings| Bend { stem, endings };
    if ends(&["ский", "цкий", "ный", "ская", "цкая", "ная", "вая", "ые", "ие", "ое", "ой", "тый"])
    {
        bend(less(2), RUSSIAN_OF)
    } else if ends(&["овы"]) {
        bend(less(1), RUSSIAN_OF)
    } else if ends(&["ец"]) {
        bend(less(2), RUSSIAN_ETS)
    } else if ends(&["анин", "янин"]) {
        bend(less(2), RUSSIAN_IN)
    } else if ends(&["ство", "а", "я", "ы", "ь", "й"]) {
        bend(less(1), RUSSIAN)
    } else if ends(&["о", "е", "э", "у", "ю", "и", "их", "ых", "ов"]) || folded.chars().count() < 3
    {
        bend(folded.to_owned(), NONE)
    } else {
        bend(folded.to_owned(), RUSSIAN)
    }
}

impl Bend {
    /// Whether that may follow what stays.
    pub(super) fn takes(&self, ending: &str) -> bool {
        self.endings.contains(&ending)
    }

    /// Whether a word is this one.
    pub(super) fn is(&self, folded: &str, tongue: Tongue) -> bool {
        let same = |form: &str| form.strip_prefix(self.stem.as_str()).is_some_and(|it| self.takes(it));
        match tongue {
            Tongue::Arabic => arabic::forms(folded).iter().any(|it| same(it)),
            _ => same(folded),
        }
    }
}

/// Where a word may be cut into what stays and its ending.
pub(super) fn cuts(word: &str) -> impl Iterator<Item = usize> {
    let starts = word.char_indices().rev().map(|(at, _)| at);
    std::iter::once(word.len()).chain(starts).take(LONGEST + 1).filter(|at| *at > 0)
}
