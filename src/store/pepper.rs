//! The pepper: secret bytes in a file beside the two databases, never in a backup.
//!
//! Invariant: a copy of both databases without it does not even tell under which key a keyring is found. It is not
//! needed to open one: after it is lost, the next log-in finds the keyring the long way round.

use std::fs;
use std::io::ErrorKind;

use super::error::Result;
use super::{Store, io};
use crate::identity::seal::Secret;

const FILE: &str = "pepper";

impl Store {
    /// Deletes the pepper; the next one that is asked for is another.
    pub fn drop_pepper(&self) -> Result<()> {
        let path = self.dir().join(FILE);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(io(&path, error)),
            _ => Ok(()),
        }
    }

    /// Reads the pepper, and makes it of fresh random bytes if there is none.
    pub fn pepper(&self, fresh: [u8; 32]) -> Result<Secret> {
        self.secret_file(FILE, fresh)
    }
}
