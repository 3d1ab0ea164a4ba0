//! Passphrases of staff, the only secrets here that people choose. Hashed slowly, and long enough to make that count.
//! A second factor has its place in the store and is not asked for yet.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

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
    /// The hash could not be made; memory, most likely.
    #[error("the passphrase could not be hashed")]
    Unhashed,
}

/// The hash that is kept: argon2id, in PHC form.
pub fn hash(passphrase: &str, salt: &[u8; 16]) -> Result<String, Refused> {
    if passphrase.chars().count() < SHORTEST {
        return Err(Refused::Short);
    }
    if passphrase.len() > LONGEST {
        return Err(Refused::Long);
    }
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| Refused::Unhashed)?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = hasher.hash_password_with_salt(passphrase.as_bytes(), salt);
    hash.map(|it| it.to_string()).map_err(|_| Refused::Unhashed)
}

/// Whether the passphrase is the one that was hashed. Takes as long where there is none to compare it with.
pub fn is_right(passphrase: &str, kept: Option<&str>) -> bool {
    // A hash carries its own costs, so that older ones are still checked after they are raised.
    let right = passphrase.len() <= LONGEST
        && Argon2::default().verify_password(passphrase.as_bytes(), kept.unwrap_or(NOBODY)).is_ok();
    right && kept.is_some()
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
    }
}
