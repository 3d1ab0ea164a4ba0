//! Secrets of thirty-two bytes, each in a file of its own beside the two databases.
//!
//! Invariant: such a file appears whole or not at all, is readable by its owner only, and is in no backup.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};

use zeroize::Zeroizing;

use super::error::Result;
use super::{Store, io};
use crate::identity::seal::Secret;

const SIGNING_KEY: &str = "signing-key";

impl Store {
    /// Reads the key that signs, and makes it of fresh random bytes if there is none. Its public half is to be noted in
    /// the record before anything is signed with it.
    pub fn signing_key(&self, fresh: [u8; 32]) -> Result<Secret> {
        self.secret_file(SIGNING_KEY, fresh)
    }

    /// Reads the key that signs, if there is one.
    pub fn known_signing_key(&self) -> Result<Option<Secret>> {
        self.known_secret(SIGNING_KEY)
    }

    /// Reads a secret, and makes it of fresh random bytes if there is none.
    pub(super) fn secret_file(&self, file: &'static str, fresh: [u8; 32]) -> Result<Secret> {
        let fresh = Zeroizing::new(fresh);
        if let Some(known) = self.known_secret(file)? {
            return Ok(known);
        }
        let path = self.dir().join(file);
        let mut made = tempfile::NamedTempFile::new_in(self.dir()).map_err(|error| io(&path, error))?;
        let written = made.write_all(fresh.as_slice()).and_then(|()| made.as_file().sync_all());
        written.map_err(|error| io(&path, error))?;
        match made.persist_noclobber(&path) {
            Ok(_) => Ok(fresh),
            Err(lost) if lost.error.kind() == ErrorKind::AlreadyExists => self.secret_file(file, *fresh),
            Err(lost) => Err(io(&path, lost.error)),
        }
    }

    fn known_secret(&self, file: &'static str) -> Result<Option<Secret>> {
        let path = self.dir().join(file);
        let mut secret = Zeroizing::new([0; 32]);
        match File::open(&path).and_then(|mut it| it.read_exact(secret.as_mut_slice())) {
            Ok(()) => Ok(Some(secret)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io(&path, error)),
        }
    }
}
