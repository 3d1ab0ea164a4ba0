//! The secrets people hold: enrolment codes, access keys, recovery keys; and the token in a browser's cookie.
//!
//! Invariant: each is made of 128 random bits or more, so that no slow hash is needed and guessing is hopeless. Keys and
//! codes are written as twelve words from a list whose words differ in their first four letters; the last four bits
//! check the others, so that a slip of the pen is noticed. None can be printed by accident, all are wiped when dropped.

use std::fmt;
use std::str::FromStr;

use bip39::Language;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::seal::{Secret, key_for, keyed_hash, same};

/// How many words a key has.
pub const WORDS: usize = 12;

/// How many letters tell the words of the list apart.
const TELLING: usize = 4;

/// Why words are no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// Not twelve.
    #[error("a key has {WORDS} words, these are {0}")]
    Count(usize),
    /// One is not on the list. It is not repeated here: it may be nearly right.
    #[error("word {0} is not one of the list")]
    Unknown(usize),
    /// All are on the list, but they do not belong together.
    #[error("one of the words is another one, or two have changed places")]
    Slip,
}

macro_rules! phrase {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Zeroizing<[u8; 16]>);

        impl $name {
            /// Takes random bytes.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(Zeroizing::new(bytes))
            }

            /// The twelve words, with single spaces.
            pub fn words(&self) -> Zeroizing<String> {
                write_words(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAKey;

            /// Reads the words however they were typed: capitals, line breaks, hyphens, commas, numbers before the
            /// words; of each word the first four letters count.
            fn from_str(text: &str) -> Result<Self, NotAKey> {
                read_words(text).map(Self)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

phrase!(
    /// What is printed on the sheet a delegation is handed: good for one enrolment.
    EnrolmentCode
);
phrase!(
    /// What a delegation logs in with.
    AccessKey
);
phrase!(
    /// What makes a new access key when the others are lost.
    RecoveryKey
);

phrase!(
    /// What is printed on the slip of something that came on paper: whoever holds it takes that over, once.
    ClaimCode
);

impl ClaimCode {
    /// What is kept of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"travaux claim/v1\n").chain_update(self.0.as_slice()).finalize().into()
    }
}

impl EnrolmentCode {
    /// What is kept of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(b"travaux enrolment/v1\n")
            .chain_update(self.0.as_slice())
            .finalize()
            .into()
    }
}

/// By what it is known which pepper a lookup was made with: the same for all of them, so it tells none apart.
pub fn mark_of(pepper: &Secret) -> [u8; 16] {
    let hash = keyed_hash(pepper, &[b"mark"]);
    let mut mark = [0; 16];
    mark.copy_from_slice(&hash[..16]);
    mark
}

/// A key of either sort, as it opens a keyring. Which sort it is stands inside what it opens.
pub struct Opener(Zeroizing<[u8; 16]>);

impl From<&AccessKey> for Opener {
    fn from(key: &AccessKey) -> Self {
        Self(key.0.clone())
    }
}

impl From<&RecoveryKey> for Opener {
    fn from(key: &RecoveryKey) -> Self {
        Self(key.0.clone())
    }
}

impl Opener {
    /// Where its keyring is found. Says nothing without the pepper, which is in neither file.
    pub fn lookup(&self, pepper: &Secret) -> [u8; 16] {
        let hash = keyed_hash(pepper, &[b"lookup", self.0.as_slice()]);
        let mut lookup = [0; 16];
        lookup.copy_from_slice(&hash[..16]);
        lookup
    }

    /// What is kept to tell it from others.
    pub fn verifier(&self, salt: &[u8; 16]) -> [u8; 32] {
        *key_for("verifier/v1", self.0.as_slice(), salt)
    }

    /// Whether the verifier is its own.
    pub fn verifies(&self, salt: &[u8; 16], verifier: &[u8]) -> bool {
        same(&self.verifier(salt), verifier)
    }

    /// The key its keyring is wrapped under.
    pub fn wrapping_key(&self, salt: &[u8; 16]) -> Secret {
        key_for("wrapping/v1", self.0.as_slice(), salt)
    }
}

/// What a browser holds while it is logged in: 256 random bits, 64 digits in the cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Secret);

/// The text was not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a session token")]
pub struct NotAToken;

impl Token {
    /// Takes random bytes.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// As it stands in the cookie.
    pub fn digits(&self) -> Zeroizing<String> {
        let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble & 15)]);
        Zeroizing::new(self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect())
    }

    /// What is kept of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_slice()).into()
    }

    /// What is kept of one that stands in a link: as a session it opens nothing.
    pub fn link_hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"travaux link/v1\n").chain_update(self.0.as_slice()).finalize().into()
    }

    /// The key under which it is sealed what a link is for.
    pub fn link_key(&self) -> Secret {
        key_for("link/v1", self.0.as_slice(), b"")
    }

    /// The key its session is sealed under.
    pub fn sealing_key(&self) -> Secret {
        key_for("session/v1", self.0.as_slice(), b"")
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let digits: &[u8; 64] = text.as_bytes().try_into().map_err(|_| NotAToken)?;
        let mut bytes = Zeroizing::new([0; 32]);
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let nibble = |digit: u8| match digit {
                b'0'..=b'9' => Ok(digit - b'0'),
                b'a'..=b'f' => Ok(digit - b'a' + 10),
                _ => Err(NotAToken),
            };
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The bytes with four checking bits behind them, eleven bits a word.
fn write_words(bytes: &[u8; 16]) -> Zeroizing<String> {
    let list = Language::English.word_list();
    let mut bits = Zeroizing::new([0; 17]);
    bits[..16].copy_from_slice(bytes);
    bits[16] = checking(bytes);
    let bit = |at: usize| usize::from(bits[at / 8] >> (7 - at % 8) & 1);
    let index = |word: usize| (0..11).fold(0, |index, at| index << 1 | bit(word * 11 + at));
    let mut words = Zeroizing::new(String::with_capacity(WORDS * 9));
    for word in 0..WORDS {
        words.push_str(if word == 0 { "" } else { " " });
        words.push_str(list[index(word)]);
    }
    words
}

fn read_words(text: &str) -> Result<Zeroizing<[u8; 16]>, NotAKey> {
    let mut text = text.to_lowercase();
    let outcome = read_lower(&text);
    text.zeroize();
    outcome
}

fn read_lower(text: &str) -> Result<Zeroizing<[u8; 16]>, NotAKey> {
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    if words().count() != WORDS {
        return Err(NotAKey::Count(words().count()));
    }
    let mut bits = Zeroizing::new([0_u8; 17]);
    for (place, word) in words().enumerate() {
        let index = index_of(word).ok_or(NotAKey::Unknown(place + 1))?;
        for at in 0..11 {
            let to = place * 11 + at;
            bits[to / 8] |= ((index >> (10 - at) & 1) as u8) << (7 - to % 8);
        }
    }
    let mut bytes = Zeroizing::new([0; 16]);
    bytes.copy_from_slice(&bits[..16]);
    if bits[16] == checking(&bytes) { Ok(bytes) } else { Err(NotAKey::Slip) }
}

/// The place on the list of a word, or of the only one that begins like it.
fn index_of(word: &str) -> Option<usize> {
    let list = Language::English.word_list();
    let telling = |word: &str| word.char_indices().nth(TELLING).map_or(word.len(), |(at, _)| at);
    list.binary_search(&word).ok().or_else(|| {
        list.iter().position(|it| it[..telling(it)] == word[..telling(word)] && it.len() >= TELLING)
    })
}

fn checking(bytes: &[u8; 16]) -> u8 {
    Sha256::digest(bytes)[0] & 0xf0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// From the list's own published examples.
    #[test]
    fn words_are_those_of_the_standard() {
        let rows = [
            ([0x00; 16], format!("{}about", "abandon ".repeat(11))),
            ([0xff; 16], format!("{}wrong", "zoo ".repeat(11))),
            (
                [0x80; 16],
                "letter advice cage absurd amount doctor acoustic avoid letter advice cage above".into(),
            ),
        ];
        for (bytes, words) in rows {
            assert_eq!(*AccessKey::from_random(bytes).words(), words);
            assert_eq!(words.parse(), Ok(AccessKey::from_random(bytes)));
        }
    }

    #[test]
    fn the_list_is_told_apart_by_four_letters() {
        let list = Language::English.word_list();
        assert!(list.is_sorted());
        for (at, word) in list.iter().enumerate() {
            assert_eq!(index_of(word), Some(at));
            assert!(word.is_ascii() && word.len() >= 3);
            if word.len() >= TELLING {
                assert_eq!(index_of(&format!("{}xyz", &word[..TELLING])), Some(at), "{word}");
            }
        }
    }

    #[test]
    fn keys_are_read_however_they_are_typed() {
        let key = AccessKey::from_random([0x80; 16]);
        for typed in [
            "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
            "  Letter Advice  Cage\nAbsurd Amount Doctor.\n\nAcoustic Avoid Letter Advice Cage Above. ",
            "LETTER-ADVICE-CAGE-ABSURD-AMOUNT-DOCTOR-ACOUSTIC-AVOID-LETTER-ADVICE-CAGE-ABOVE",
            "lett advi cage absu amou doct acou avoi lett advi cage abov",
            "1. letter 2. advice 3. cage 4. absurd 5. amount 6. doctor 7. acoustic 8. avoid 9. letter 10. advice 11. cage 12. above",
            "letter\u{a0}advice\u{2011}cage absurd amount doctor acoustics avoids letters advise cage above",
        ] {
            assert_eq!(typed.parse(), Ok(key.clone()), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_repeating_it() {
        let rows = [
            ("", NotAKey::Count(0)),
            ("letter advice", NotAKey::Count(2)),
            (
                "letter advice cage absurd amount doctor acoustic avoid letter qqqq cage above",
                NotAKey::Unknown(10),
            ),
            (
                "létter advice cage absurd amount doctor acoustic avoid letter advice cage above",
                NotAKey::Unknown(1),
            ),
            (
                "letter advice cage absurd amount doctor acoustic avoid letter advice cage about",
                NotAKey::Slip,
            ),
        ];
        for (typed, expected) in rows {
            assert_eq!(typed.parse::<AccessKey>(), Err(expected), "{typed}");
            assert!(!expected.to_string().contains("qqqq"));
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let (key, token) = (AccessKey::from_random([1; 16]), Token::from_random([1; 32]));
        assert_eq!(format!("{key:?} {token:?}"), "AccessKey(..) Token(..)");
    }

    #[test]
    fn what_is_kept_of_a_key_depends_on_pepper_and_salt() {
        let opener = Opener::from(&AccessKey::from_random([1; 16]));
        let pepper = |byte| Zeroizing::new([byte; 32]);
        assert_ne!(opener.lookup(&pepper(1)), opener.lookup(&pepper(2)));
        assert_ne!(opener.verifier(&[1; 16]), opener.verifier(&[2; 16]));
        assert_ne!(*opener.wrapping_key(&[1; 16]), opener.verifier(&[1; 16]));
        assert!(opener.verifies(&[1; 16], &opener.verifier(&[1; 16])));
        let other = Opener::from(&AccessKey::from_random([2; 16]));
        assert!(!other.verifies(&[1; 16], &opener.verifier(&[1; 16])));
    }

    proptest! {
        #[test]
        fn keys_and_tokens_come_back(bytes in any::<[u8; 16]>(), token in any::<[u8; 32]>()) {
            let key = RecoveryKey::from_random(bytes);
            prop_assert_eq!(key.words().parse(), Ok(key));
            let token = Token::from_random(token);
            prop_assert_eq!(token.digits().parse(), Ok(token));
        }

        #[test]
        fn most_slips_are_noticed(bytes in any::<[u8; 16]>(), place in 0..WORDS, other in 0..2048_usize) {
            let words = AccessKey::from_random(bytes).words();
            let mut typed: Vec<&str> = words.split(' ').collect();
            typed[place] = Language::English.word_list()[other];
            let typed = typed.join(" ");
            if let Ok(key) = typed.parse::<AccessKey>() {
                prop_assert_eq!(&*key.words(), &typed);
            }
        }
    }
}
