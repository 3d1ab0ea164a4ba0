//! The fingerprint of a certificate, as people compare it.

use std::fmt;

use sha2::{Digest, Sha256};

/// The fingerprint of a certificate: the SHA-256 hash of its DER, as browsers show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of a certificate in DER.
    pub fn of(certificate: &[u8]) -> Self {
        Self(Sha256::digest(certificate).into())
    }
}

impl fmt::Display for Fingerprint {
    /// Pairs of capital digits with colons between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, byte)| {
            let colon = if at == 0 { "" } else { ":" };
            write!(f, "{colon}{byte:02X}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_browsers_write_it() {
        let text = Fingerprint::of(b"abc").to_string();
        assert_eq!(text.len(), 95);
        assert!(text.starts_with("BA:78:16:BF:8F:01:CF:EA:"), "{text}");
    }
}
