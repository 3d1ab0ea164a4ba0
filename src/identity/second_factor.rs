//! The second factor of staff: codes of six digits that follow from a secret and the time (RFC 6238), made by any
//! authenticator app.
//!
//! Invariant: a code is compared in constant time and is good for one step of thirty seconds, the one before or the one
//! after; that it is good once is the store's to see to. At rest the secret is sealed under a key that follows from the
//! pepper and for one member only: a copy of the record, and so a backup, makes no codes.

use jiff::Timestamp;
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use super::StaffId;
use super::seal::{Nonce, Secret, key_for, open, same, seal};

/// How many bytes the secret has: those of the hash it is used with.
const BYTES: usize = 20;

/// How many bytes it has when it is sealed.
pub const SEALED: usize = 24 + BYTES + 16;

/// How long a code is shown, in seconds.
const STEP: u64 = 30;

/// How many digits a code has.
pub const DIGITS: usize = 6;

/// Who is named beside the login in the app.
const ISSUER: &str = "Travaux";

/// A secret that codes follow from.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor(Zeroizing<[u8; BYTES]>);

impl SecondFactor {
    /// Takes random bytes.
    pub fn from_random(bytes: [u8; BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The secret as it is typed into an app: eight groups of four.
    pub fn text(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(self.codes().secret().to_base32());
        let mut text = Zeroizing::new(String::with_capacity(40));
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at.is_multiple_of(4) {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }

    /// The address that an app reads from a QR code. The login stands in it, as the app shows it.
    pub fn address(&self, login: &str) -> Option<Zeroizing<String>> {
        // What parts the names in the address cannot stand in one.
        let login = login.replace(':', " ");
        self.builder().with_account_name(login).build().ok()?.to_url().ok().map(Zeroizing::new)
    }

    /// The step that a code as it was typed is of: spaces and full-width digits do not matter.
    pub fn step_of(&self, typed: &str, now: Timestamp) -> Option<u64> {
        let typed = digits(typed);
        let step = u64::try_from(now.as_second()).ok()? / STEP;
        let mut found = None;
        for step in [step.saturating_sub(1), step, step + 1] {
            // No way out before all are compared.
            if same(self.code(step).as_bytes(), typed.as_bytes()) {
                found = Some(step);
            }
        }
        found
    }

    /// The code of a step.
    pub fn code(&self, step: u64) -> Zeroizing<String> {
        Zeroizing::new(self.codes().generate(step * STEP).to_string())
    }

    /// Sealed for one member of the staff.
    pub fn seal(&self, pepper: &Secret, staff: StaffId, nonce: Nonce) -> Vec<u8> {
        seal(&key(pepper, "second factor/v1"), nonce, staff.as_bytes(), self.0.as_slice())
    }

    /// Opened again; nothing if the pepper is another or it was another member's.
    pub fn open(pepper: &Secret, staff: StaffId, sealed: &[u8]) -> Option<Self> {
        let bytes = open(&key(pepper, "second factor/v1"), staff.as_bytes(), sealed)?;
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// Sealed to wait in a form for its first code, for a place and until a moment.
    pub fn offer(&self, pepper: &Secret, place: &[u8], ends: Timestamp, nonce: Nonce) -> String {
        let bytes = Zeroizing::new([ends.as_second().to_be_bytes().as_slice(), self.0.as_slice()].concat());
        let sealed = seal(&key(pepper, "offered factor/v1"), nonce, place, &bytes);
        sealed.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Taken from the form again; nothing if it is of another place or has waited too long.
    pub fn offered(pepper: &Secret, place: &[u8], now: Timestamp, offer: &str) -> Option<Self> {
        let sealed = from_hex(offer)?;
        let bytes = open(&key(pepper, "offered factor/v1"), place, &sealed)?;
        let (ends, secret) = bytes.split_first_chunk::<8>()?;
        if now.as_second() >= i64::from_be_bytes(*ends) {
            return None;
        }
        Some(Self(Zeroizing::new(secret.try_into().ok()?)))
    }

    fn builder(&self) -> Builder {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS as u8)
            .with_step_duration(STEP)
            .with_issuer(Some(ISSUER))
            .with_secret(self.0.to_vec())
    }

    fn codes(&self) -> Totp {
        self.builder().build_noncompliant()
    }
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor(..)")
    }
}

fn key(pepper: &Secret, purpose: &str) -> Secret {
    key_for(purpose, pepper.as_slice(), b"")
}

/// The digits of what was typed, whatever stands between them.
fn digits(typed: &str) -> Zeroizing<String> {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(c as u32 - 0xff10, 10),
        '\u{0660}'..='\u{0669}' => char::from_digit(c as u32 - 0x0660, 10),
        '\u{06f0}'..='\u{06f9}' => char::from_digit(c as u32 - 0x06f0, 10),
        c if c.is_whitespace() || c == '-' => None,
        // Anything else makes it no code.
        _ => Some('?'),
    };
    Zeroizing::new(typed.chars().take(4 * DIGITS).filter_map(digit).collect())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| char::from(c).to_digit(16).map(|it| it as u8);
    if !text.len().is_multiple_of(2) || text.len() > 512 {
        return None;
    }
    text.as_bytes().chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn pepper(byte: u8) -> Secret {
        Zeroizing::new([byte; 32])
    }

    /// The SHA-1 rows of RFC 6238, appendix B: of its eight digits the last six.
    #[test]
    fn codes_are_those_of_the_standard() {
        let factor = SecondFactor::from_random(*b"12345678901234567890");
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let step = second as u64 / STEP;
            assert_eq!(*factor.code(step), code);
            for (skew, good) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
                let found = factor.step_of(code, at(second + skew));
                assert_eq!(found, good.then_some(step), "{code} {skew}");
            }
        }
    }

    #[test]
    fn a_code_is_read_as_phones_write_it_and_nothing_else_is_one() {
        let factor = SecondFactor::from_random(*b"12345678901234567890");
        for (typed, good) in [
            ("287082", true),
            (" 287 082 ", true),
            ("287-082", true),
            ("２８７０８２", true),
            ("٢٨٧٠٨٢", true),
            ("", false),
            ("28708", false),
            ("2870820", false),
            ("287082x", false),
            ("+87082", false),
            ("000000", false),
        ] {
            assert_eq!(factor.step_of(typed, at(59)).is_some(), good, "{typed:?}");
        }
    }

    #[test]
    fn an_app_reads_the_secret_and_the_login() {
        let factor = SecondFactor::from_random(*b"12345678901234567890");
        assert_eq!(*factor.text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = factor.address("co:chair é").unwrap();
        assert!(address.starts_with("otpauth://totp/Travaux:co%20chair%20%C3%A9?"), "{}", *address);
        let secret = "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert!(address.contains(secret) && address.contains("issuer=Travaux"), "{}", *address);
        assert_eq!(format!("{factor:?}"), "SecondFactor(..)");
    }

    #[test]
    fn what_is_sealed_opens_with_its_pepper_for_its_member_only() {
        let factor = SecondFactor::from_random([3; BYTES]);
        let (one, other) = (StaffId::from_bytes([1; 16]), StaffId::from_bytes([2; 16]));
        let sealed = factor.seal(&pepper(1), one, [9; 24]);
        assert_eq!(sealed.len(), SEALED);
        assert_eq!(SecondFactor::open(&pepper(1), one, &sealed), Some(factor));
        assert_eq!(SecondFactor::open(&pepper(2), one, &sealed), None);
        assert_eq!(SecondFactor::open(&pepper(1), other, &sealed), None);
    }

    #[test]
    fn an_offer_is_of_its_place_and_its_time() {
        let factor = SecondFactor::from_random([3; BYTES]);
        let offer = factor.offer(&pepper(1), b"here", at(1000), [9; 24]);
        let taken = |byte, place: &[u8], second, offer: &str| {
            SecondFactor::offered(&pepper(byte), place, at(second), offer).is_some()
        };
        assert!(taken(1, b"here", 999, &offer));
        assert!(!taken(1, b"here", 1000, &offer) && !taken(1, b"there", 999, &offer));
        assert!(!taken(2, b"here", 999, &offer) && !taken(1, b"here", 999, &offer[2..]));
        assert!(!taken(1, b"here", 999, "") && !taken(1, b"here", 999, "zz"));
    }
}
