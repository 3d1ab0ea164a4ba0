//! Whether a passphrase is long and yet one of the first that anybody would try.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The words that passphrases are guessed with first.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../assets/common-passphrases.txt").split_whitespace().collect());

/// The longest of them, in bytes.
static LONGEST: LazyLock<usize> = LazyLock::new(|| COMMON.iter().map(|it| it.len()).max().unwrap_or(0));

/// What lies side by side on a keyboard or in an alphabet.
const ROWS: [&str; 7] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiopqsdfghjklmwxcvbn",
];

/// The fewest steps it takes to write a passphrase, where a common word, a run and a repetition is one step.
const FEWEST: usize = 8;

/// The shortest run that is written in one step.
const RUN: usize = 3;

/// Whether a passphrase is made of so few common pieces that it is soon guessed.
pub(super) fn is_common(passphrase: &str) -> bool {
    let plain: String = passphrase.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let meant: String =
        passphrase.to_lowercase().chars().map(meant).filter(|c| c.is_alphanumeric()).collect();
    [plain, meant].iter().any(|it| steps(once(it)) < FEWEST)
}

/// The letter that a digit or a sign stands for.
fn meant(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    }
}

/// What is repeated, if a text is nothing but a repetition.
fn once(text: &str) -> &str {
    let is_period = |end: &usize| {
        let (unit, rest) = text.split_at(*end);
        rest.as_bytes().chunks(unit.len()).all(|piece| unit.as_bytes().starts_with(piece))
    };
    let ends = text.char_indices().map(|(at, _)| at).filter(|at| *at > 0 && *at <= text.len() / 2);
    let mut ends = ends;
    ends.find(is_period).map_or(text, |end| &text[..end])
}

fn steps(text: &str) -> usize {
    let (mut rest, mut steps) = (text, 0);
    while let Some(first) = rest.chars().next() {
        let taken = word(rest).max(run(rest)).max(first.len_utf8());
        rest = &rest[taken..];
        steps += 1;
    }
    steps
}

/// How many bytes the longest common word has that a text begins with.
fn word(text: &str) -> usize {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= *LONGEST);
    ends.filter(|end| *end > 1 && COMMON.contains(&text[..*end])).max().unwrap_or(0)
}

/// How many bytes a run has that a text begins with.
fn run(text: &str) -> usize {
    let next = |a: char, b: char, row: &str| {
        let place = |c| row.find(c);
        place(a).zip(place(b)).is_some_and(|(a, b)| a.abs_diff(b) == 1)
    };
    let beside = |a: char, b: char| a == b || ROWS.iter().any(|row| next(a, b, row));
    let letters: Vec<char> = text.chars().collect();
    let count = 1 + letters.windows(2).take_while(|pair| beside(pair[0], pair[1])).count();
    if count < RUN { 0 } else { letters.iter().take(count).map(|c| c.len_utf8()).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_folded_as_what_is_looked_up() {
        assert!(COMMON.len() > 400);
        for word in COMMON.iter() {
            assert!(word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{word}");
        }
    }

    #[test]
    fn long_ones_that_are_soon_guessed_are_told() {
        for common in [
            "passwordpassword",
            "Password Password 2026!",
            "P@ssw0rd P@ssw0rd",
            "123456789012345",
            "qwertyuiopasdfghjkl",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "correct horse battery staple",
            "To be, or not to be, that is the question",
            "iloveyou iloveyou iloveyou",
            "travaux secretariat 2026",
            "zaq1zaq1zaq1zaq1",
        ] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn words_that_have_nothing_to_do_with_one_another_are_taken() {
        for good in [
            "velvet harbour ninety lanterns",
            "five plain words of mine",
            "mountain clock bakes thirty oars",
            "k7wq-pz3m-x9rt-22hv",
            "четыре слова без связи",
            "海の上の静かな赤い時計と梯子は夜に歌う",
        ] {
            assert!(!is_common(good), "{good}");
        }
    }
}
