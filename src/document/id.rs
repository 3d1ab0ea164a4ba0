//! Identifiers: 128 random bits, shown as 32 lower-case hexadecimal digits.
//!
//! Invariant: an id says nothing about when or by whom a thing was made. Fresh bytes are an argument here; only
//! the edges of the program draw randomness. Ids that must come out the same again (an inserted paragraph after
//! undo and redo) are derived by hashing what they come from.

use sha2::{Digest, Sha256};

/// The text was not 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id (32 hexadecimal digits)")]
pub struct NotAnId(String);

/// A type of id of its own.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name([u8; 16]);

        impl $name {
            /// Takes the bytes as they are; fresh ids want random ones.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes, as the store keeps them.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// The id that follows from `parts` under a domain-separating `purpose`.
            pub fn derived(purpose: &str, parts: &[&[u8]]) -> Self {
                Self($crate::document::id::derive(purpose, parts))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::document::id::NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::document::id::parse_hex(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::document::id::NotAnId;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    };
}

pub(crate) use id;

id!(
    /// One consultation or workstream.
    ProcessId
);
id!(
    /// An outcome document through all its drafts.
    DocumentId
);
id!(
    /// One draft of a document.
    DraftId
);
id!(
    /// A paragraph through all drafts of its document.
    ParagraphId
);
id!(
    /// A comment, an amendment or an answer.
    SubmissionId
);
id!(
    /// A round of a process.
    RoundId
);
id!(
    /// One release: a shuffled batch of submissions becoming visible.
    ReleaseId
);
id!(
    /// One act at the desk.
    ActId
);
id!(
    /// A question to the author of a submission.
    QuestionId
);
id!(
    /// An answer to a question.
    AnswerId
);

impl ParagraphId {
    /// The id of the `ordinal`th paragraph (from 0) that an amendment brings into the text.
    pub fn inserted_by(amendment: SubmissionId, ordinal: usize) -> Self {
        Self::derived("paragraph/inserted", &[amendment.as_bytes(), &(ordinal as u64).to_be_bytes()])
    }

    /// The id of the `ordinal`th paragraph that an act of the co-chairs brings into the text.
    pub fn brought_by(act: ActId, ordinal: usize) -> Self {
        Self::derived("paragraph/act", &[act.as_bytes(), &(ordinal as u64).to_be_bytes()])
    }
}

pub(crate) fn derive(purpose: &str, parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(purpose.as_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    id
}

pub(crate) fn parse_hex(text: &str) -> Result<[u8; 16], NotAnId> {
    hex(text.as_bytes()).ok_or_else(|| NotAnId(text.to_owned()))
}

fn hex(digits: &[u8]) -> Option<[u8; 16]> {
    if digits.len() != 32 {
        return None;
    }
    let mut id = [0; 16];
    for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
        let nibble = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_reads_the_same() {
        let id = ParagraphId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string(), "30313233343536373839616263646566");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "3031", "3031323334353637383961626364656G", "303132333435363738396162636465666"] {
            assert!(bad.parse::<ParagraphId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn derived_ids_depend_on_every_part() {
        let amendment = SubmissionId::from_bytes([1; 16]);
        let first = ParagraphId::inserted_by(amendment, 0);
        assert_eq!(first, ParagraphId::inserted_by(amendment, 0));
        assert_ne!(first, ParagraphId::inserted_by(amendment, 1));
        assert_ne!(first, ParagraphId::inserted_by(SubmissionId::from_bytes([2; 16]), 0));
    }
}
