//! The pepper: secret bytes in a file beside the two databases, never in a backup.
//!
//! Invariant: a copy of both databases without it does not even tell under which key a keyring is found. It is not
//! needed to open one: after it is lost, the next log-in finds the keyring the long way round.

use super::Store;
use super::error::Result;
use crate::identity::seal::Secret;

const FILE: &str = "pepper";

impl Store {
    /// Reads the pepper, and makes it of fresh random bytes if there is none.
    pub fn pepper(&self, fresh: [u8; 32]) -> Result<Secret> {
        self.secret_file(FILE, fresh)
    }
}
