//! Passphrases of staff, the only secrets here that people choose. Hashed slowly, long enough to make that count, and
//! none that is tried first. No rule on which signs are in it. Beside it a second factor is asked for.
//!
//! Invariant: a passphrase is brought to one Unicode form (NFKC) before it is hashed or compared, so that it is the same
//! on every keyboard; nothing else is done to it.

mod common;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use self::common::is_common;

/// The fewest characters.
pub const SHORTEST: usize = 15;

/// The most bytes.
pub const LONGEST: usize = 1024;

/// Memory of the slow hash in KiB, its passes and its lanes: what OWASP and ASVS 5 recommend.
const COST: (u32, u32, u32) = (46 * 1024, 1, 1);

/// The hash of a passphrase nobody has: checked where there is no such login, so that the answer takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$FEYVBDu11//Mdx56TTK3A9wZfLRv73nX1aogm2ZkVvA";

/// Why a passphrase was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too few characters.
    #[error("a passphrase has at least {SHORTEST} characters")]
    Short,
    /// Too many bytes.
    #[error("a passphrase has at most {LONGEST} bytes")]
    Long,
    /// Long, but one of the first that anybody would try.
    #[error(
        "this passphrase is made of the commonest words: take four or five that have nothing to do with one another"
    )]
    Common,
    /// The hash could not be made; memory, most likely.
    #[error("the passphrase could not be hashed")]
    Unhashed,
}

/// The hash that is kept: argon2id, in PHC form.
pub fn hash(passphrase: &str, salt: &[u8; 16]) -> Result<String, Refused> {
    if passphrase.len() > LONGEST {
        return Err(Refused::Long);
    }
    let passphrase = one_form(passphrase);
    if passphrase.chars().count() < SHORTEST {
        return Err(Refused::Short);
    }
    if is_common(&passphrase) {
        return Err(Refused::Common);
    }
    slowly(&passphrase, salt)
}

/// The hash of one that was taken before, at the costs of now.
pub fn hash_anew(passphrase: &str, salt: &[u8; 16]) -> Result<String, Refused> {
    slowly(&one_form(passphrase), salt)
}

/// Whether a hash was made at other costs than those of now.
pub fn is_dated(kept: &str) -> bool {
    let (memory, passes, lanes) = COST;
    !kept.starts_with(&format!("$argon2id$v=19$m={memory},t={passes},p={lanes}$"))
}

/// Whether the passphrase is the one that was hashed. Takes as long where there is none to compare it with.
pub fn is_right(passphrase: &str, kept: Option<&str>) -> bool {
    if passphrase.len() > LONGEST {
        return false;
    }
    // A hash carries its own costs, so that older ones are still checked after they are raised.
    let passphrase = one_form(passphrase);
    let right = Argon2::default().verify_password(passphrase.as_bytes(), kept.unwrap_or(NOBODY)).is_ok();
    right && kept.is_some()
}

fn slowly(passphrase: &str, salt: &[u8; 16]) -> Result<String, Refused> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| Refused::Unhashed)?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = hasher.hash_password_with_salt(passphrase.as_bytes(), salt);
    hash.map(|it| it.to_string()).map_err(|_| Refused::Unhashed)
}

fn one_form(passphrase: &str) -> Zeroizing<String> {
    Zeroizing::new(passphrase.nfkc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_that_was_hashed_is_right() {
        let kept = hash("five plain words of mine", &[1; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{kept}");
        assert!(is_right("five plain words of mine", Some(&kept)));
        assert!(!is_right("five plain words of yours", Some(&kept)));
        assert!(!is_right("five plain words of mine", None));
        assert_ne!(hash("five plain words of mine", &[2; 16]), Ok(kept));
    }

    #[test]
    fn what_stands_for_nobody_costs_as_much() {
        let made = hash("nobody has this passphrase", &[0; 16]).unwrap();
        assert_eq!(made, NOBODY);
    }

    #[test]
    fn too_short_and_too_long_are_refused() {
        assert_eq!(hash("fourteen chars", &[1; 16]), Err(Refused::Short));
        assert_eq!(hash(&"x".repeat(LONGEST + 1), &[1; 16]), Err(Refused::Long));
        assert_eq!(hash("Password Password 1", &[1; 16]), Err(Refused::Common));
        let long = "seventeen odd otters hum; ".repeat(LONGEST / 26);
        assert!(is_right(&long, hash(&long, &[1; 16]).ok().as_deref()), "up to {LONGEST} bytes");
    }

    #[test]
    fn a_passphrase_is_the_same_on_every_keyboard() {
        let kept = hash("ｆive caf\u{e9}s under ﬁve oaks", &[1; 16]).unwrap();
        assert!(is_right("five cafe\u{301}s under five oaks", Some(&kept)));
        assert!(!is_right("five cafes under five oaks", Some(&kept)));
        assert!(!is_right("five cafe\u{301}s under five oaks ", Some(&kept)), "nothing else is done to it");
    }

    #[test]
    fn a_hash_at_other_costs_is_told_and_made_anew() {
        let cheap = Params::new(8 * 1024, 1, 1, None).unwrap();
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap);
        let before = cheap.hash_password_with_salt(b"short, of old", &[1; 16]).unwrap().to_string();
        assert!(is_dated(&before) && is_right("short, of old", Some(&before)));
        let now = hash_anew("short, of old", &[2; 16]).unwrap();
        assert!(!is_dated(&now) && !is_dated(NOBODY) && is_right("short, of old", Some(&now)));
    }
}
