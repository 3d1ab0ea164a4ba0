//! The few cryptographic steps everything else is made of: keys for one purpose each, keyed hashes, sealed bytes.
//!
//! Invariant: every purpose has a key of its own, derived under a label that ends in a version. The parts of a hash are
//! prefixed by their lengths, so that no two lists of parts hash alike. What is sealed is bound to where it stands:
//! moved to another place it does not open.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Thirty-two secret bytes, wiped when they are dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// Twenty-four random bytes, never used twice under one key.
pub type Nonce = [u8; 24];

/// The smallest size bytes are padded to.
const SMALLEST: usize = 512;

/// The key for one purpose ("author/v1") that follows from a secret.
pub fn key_for(purpose: &str, secret: &[u8], salt: &[u8]) -> Secret {
    let mut key = Zeroizing::new([0; 32]);
    let expanded = Hkdf::<Sha256>::new(Some(salt), secret).expand(purpose.as_bytes(), key.as_mut_slice());
    debug_assert!(expanded.is_ok(), "only outputs beyond 8,160 bytes fail");
    key
}

/// A hash that only a holder of the key can make.
pub fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than a block is filled up with zeros by definition.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut hash = Hmac::<Sha256>::new((&*block).into());
    for part in parts {
        hash.update(&(part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into_bytes().into()
}

/// Whether two values are the same, in a time that does not depend on them.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// Seals bytes under a key, bound to the place where they are going to stand.
pub fn seal(key: &Secret, nonce: Nonce, place: &[u8], bytes: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: place });
    debug_assert!(sealed.is_ok(), "only texts beyond 256 GiB fail");
    [nonce.as_slice(), &sealed.unwrap_or_default()].concat()
}

/// Opens what was sealed under the key for that place; nothing if either is another, or a bit was changed.
pub fn open(key: &Secret, place: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<24>()?;
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let bytes = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place });
    bytes.ok().map(Zeroizing::new)
}

/// Fills bytes up to the next power of two, so that their length tells little.
pub fn pad(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut padded = Zeroizing::new(Vec::new());
    let size = (bytes.len() + 1).next_power_of_two().max(SMALLEST);
    padded.reserve_exact(size);
    padded.extend_from_slice(bytes);
    padded.push(0x80);
    padded.resize(size, 0);
    padded
}

/// What was filled up; nothing if it was not.
pub fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    (padded[end] == 0x80).then(|| &padded[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(byte: u8) -> Secret {
        Zeroizing::new([byte; 32])
    }

    #[test]
    fn keys_differ_by_purpose_secret_and_salt() {
        let rows = [("a/v1", "s", "x"), ("b/v1", "s", "x"), ("a/v1", "t", "x"), ("a/v1", "s", "y")];
        let keys: Vec<Secret> = rows.iter().map(|(a, b, c)| key_for(a, b.as_bytes(), c.as_bytes())).collect();
        for (at, key) in keys.iter().enumerate() {
            assert_ne!(**key, [0; 32]);
            assert!(keys[at + 1..].iter().all(|other| **other != **key));
        }
    }

    /// Made with another implementation (Python's hmac): what is kept must be recognised by every later version.
    #[test]
    fn hashes_stay_what_they_are() {
        let key = key_for("author/v1", &[7; 32], b"");
        assert_eq!(hex(&*key), KEY);
        assert_eq!(hex(&keyed_hash(&key, &[b"item", &[1; 16]])), HASH);
    }

    const KEY: &str = "3e0ce94fbbd8748d485b41b0439f9f9929fdc5d1c73c93249cfee7a96d19f2d3";
    const HASH: &str = "40491f772de320b9d24e6c8b2b302a162a3d5fc7bc40022c1b74ee09229fbe9e";

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn parts_do_not_run_into_one_another() {
        let key = key(1);
        assert_ne!(keyed_hash(&key, &[b"ab", b"c"]), keyed_hash(&key, &[b"a", b"bc"]));
        assert_ne!(keyed_hash(&key, &[b"ab"]), keyed_hash(&key, &[b"ab", b""]));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_for_its_key_at_its_place_only(
            bytes in proptest::collection::vec(any::<u8>(), 0..200), flip in any::<prop::sample::Index>(),
        ) {
            let sealed = seal(&key(1), [3; 24], b"here", &bytes);
            let opened = open(&key(1), b"here", &sealed);
            prop_assert_eq!(opened.as_ref().map(|it| it.as_slice()), Some(bytes.as_slice()));
            prop_assert!(open(&key(2), b"here", &sealed).is_none());
            prop_assert!(open(&key(1), b"there", &sealed).is_none());
            let mut changed = sealed.clone();
            changed[flip.index(sealed.len())] ^= 1;
            prop_assert!(open(&key(1), b"here", &changed).is_none());
            prop_assert!(open(&key(1), b"here", &sealed[..flip.index(sealed.len())]).is_none());
        }

        #[test]
        fn padding_comes_off_and_hides_the_length(
            bytes in proptest::collection::vec(prop_oneof![Just(0), Just(0x80), any::<u8>()], 0..1500),
        ) {
            let padded = pad(&bytes);
            prop_assert_eq!(unpad(&padded), Some(bytes.as_slice()));
            prop_assert!(padded.len().is_power_of_two() && padded.len() >= SMALLEST);
        }
    }
}
