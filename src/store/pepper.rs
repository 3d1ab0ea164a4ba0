//! The pepper: secret bytes in a file beside the two databases, never in a backup.
//!
//! Invariant: a copy of both databases without it does not even tell under which key a keyring is found. It is not
//! needed to open one: after it is lost, the next log-in finds the keyring the long way round.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};

use zeroize::Zeroizing;

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
        let path = self.dir().join(FILE);
        let (fresh, mut pepper) = (Zeroizing::new(fresh), Zeroizing::new([0; 32]));
        match File::open(&path).and_then(|mut it| it.read_exact(pepper.as_mut_slice())) {
            Ok(()) => return Ok(pepper),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(io(&path, error)),
        }
        // Appears whole or not at all; readable by its owner only.
        let mut file = tempfile::NamedTempFile::new_in(self.dir()).map_err(|error| io(&path, error))?;
        let written = file.write_all(fresh.as_slice()).and_then(|()| file.as_file().sync_all());
        written.map_err(|error| io(&path, error))?;
        match file.persist_noclobber(&path) {
            Ok(_) => Ok(fresh),
            Err(lost) if lost.error.kind() == ErrorKind::AlreadyExists => self.pepper(*fresh),
            Err(lost) => Err(io(&path, lost.error)),
        }
    }
}
