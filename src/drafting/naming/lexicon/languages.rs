//! Adjectives that are names of languages too: "in French" names no State.

use super::endings;
use crate::drafting::naming::tongue::Tongue;
use crate::drafting::naming::words::{Gap, Token};

/// The adjectives that are names of languages too, as stems.
pub(super) fn is_language(stem: &str) -> bool {
    const STEMS: &[&str] = &[
        "french",
        "spanish",
        "russian",
        "chinese",
        "portuguese",
        "german",
        "italian",
        "japanese",
        "francais",
        "espagnol",
        "russe",
        "chinois",
        "portugais",
        "allemand",
        "franc",
        "espanol",
        "rus",
        "chin",
        "alem",
        "французск",
        "испанск",
        "китаиск",
        "فرنسي",
        "صيني",
    ];
    STEMS.contains(&stem)
}

/// Whether a word stands for a language where it stands: "in French", "the French version", or in a list of languages.
pub(super) fn of_language(tokens: &[Token], at: usize, tongue: Tongue) -> bool {
    let folded = |at: Option<usize>| at.and_then(|it| tokens.get(it)).map_or("", |it| it.folded.as_str());
    let (before, behind) = (folded(at.checked_sub(1)), folded(Some(at + 1)));
    let ends = tokens.get(at + 1).is_none_or(|it| it.gap != Gap::Joined)
        || ["and", "or", "only", "et", "ou", "y", "e", "o"].contains(&behind);
    let near = |words: &[&str], it: &str| words.contains(&it);
    let language = match tongue {
        Tongue::English => {
            near(&["in", "into", "from", "to"], before) && ends
                || near(
                    &[
                        "language",
                        "languages",
                        "version",
                        "versions",
                        "text",
                        "texts",
                        "translation",
                        "translations",
                        "interpretation",
                        "speaking",
                        "speaker",
                        "speakers",
                    ],
                    behind,
                )
        }
        Tongue::French => {
            near(&["en", "vers"], before) && ends
                || near(
                    &["langue", "langues", "version", "versions", "texte", "traduction", "interpretation"],
                    before,
                )
        }
        Tongue::Spanish => {
            near(&["en", "al", "del"], before) && ends
                || near(
                    &["idioma", "lengua", "version", "versiones", "texto", "traduccion", "interpretacion"],
                    before,
                )
        }
        Tongue::Russian => behind.starts_with("язык") || before == "на" && ends,
        Tongue::Arabic => before.contains("لغه") || folded(at.checked_sub(2)).contains("لغات"),
        Tongue::Chinese => false,
    };
    language || listed(tokens, at) >= 3
}

/// How many names of languages stand in a row around one.
fn listed(tokens: &[Token], at: usize) -> usize {
    const ALSO: &[&str] = &[
        "english",
        "arabic",
        "anglais",
        "arabe",
        "ingles",
        "английском",
        "английский",
        "арабском",
        "арабский",
        "русском",
        "русский",
        "английскии",
        "арабскии",
        "русскии",
    ];
    let named = |it: &Token| {
        ALSO.contains(&it.folded.as_str())
            || endings::cuts(&it.folded).any(|cut| is_language(&it.folded[..cut]))
    };
    let link = |it: &Token| ["and", "et", "y", "e", "и", "or", "ou", "o"].contains(&it.folded.as_str());
    let run = |all: &mut dyn Iterator<Item = &Token>| {
        all.take_while(|it| named(it) || link(it)).filter(|it| named(it)).count()
    };
    run(&mut tokens[at..].iter()) + run(&mut tokens[..at].iter().rev())
}
