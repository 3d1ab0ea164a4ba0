//! Words such as "war" beside a name: they make it one of a conflict.

use std::ops::Range;

use crate::drafting::naming::words::{Gap, Token};

/// Words such as "war", in folded letters.
const WARS: &str = "\
    war wars conflict conflicts hostilities fighting invasion occupation aggression annexation \
    genocide blockade siege bombing crisis situation guerre guerres conflit conflits hostilites \
    combats agression annexion crise guerra guerras conflicto conflictos hostilidades combates \
    invasion ocupacion agresion anexion genocidio bloqueo crisis situacion воина воины воине воину \
    воинои конфликт конфликта конфликте конфликту конфликтом агрессия агрессии агрессию вторжение \
    вторжения оккупация оккупации аннексия аннексии геноцид геноцида блокада блокады кризис кризиса \
    ситуация ситуации حرب نزاع صراع عدوان غزو احتلال ازمه حصار النزاع الحرب الصراع";

/// Small words that may stand between.
const BETWEEN: &str = "\
    in of the on against with between and s armed current ongoing for en au aux du de des la le les \
    l contre entre et arme dans d el los las contra y armado a в на с против между и في علي";

/// Those of them that a name before them makes no conflict of: "the European situation".
const WEAK: &str = "situation situacion ситуация ситуации";

fn is_one_of(words: &str, token: &Token) -> bool {
    words.split_ascii_whitespace().any(|it| it == token.folded)
}

/// The stretch from a word such as "war" to the name, or from the name to such a word right behind it.
pub(super) fn beside(tokens: &[Token], first: usize, last: usize) -> Option<Range<usize>> {
    let mut at = first;
    for step in 1..=5 {
        if at == 0 || tokens[at].gap != Gap::Joined {
            break;
        }
        at -= 1;
        // Beside the name itself only where the language puts nothing between.
        let near = step > 1 || !tokens[at].folded.is_ascii();
        if near && is_one_of(WARS, &tokens[at]) {
            return Some(tokens[at].range.start..tokens[last].range.end);
        }
        if !is_one_of(BETWEEN, &tokens[at]) {
            break;
        }
    }
    let next = tokens.get(last + 1).filter(|it| it.gap == Gap::Joined)?;
    let strong = is_one_of(WARS, next) && !is_one_of(WEAK, next);
    strong.then(|| tokens[first].range.start..next.range.end)
}
