//! Sessions: the hash of a token, sealed bytes, and the hour they end.

use jiff::Timestamp;
use rusqlite::named_params;

use super::Private;
use crate::store::error::Result;
use crate::store::sql::Moment;

/// A session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The hash of its token.
    pub token_hash: [u8; 32],
    /// Who is logged in.
    pub sealed: Vec<u8>,
    /// When it ends, to the hour.
    pub ends: Timestamp,
}

impl Private<'_> {
    /// Adds a session, and removes those that have ended.
    pub fn add_session(&self, session: &Sealed, now: Timestamp) -> Result<()> {
        self.drop_ended_sessions(now)?;
        self.0.run(
            "insert into session (token_hash, sealed, expires) values (:token_hash, :sealed, :ends)",
            named_params! {
                ":token_hash": session.token_hash,
                ":sealed": session.sealed,
                ":ends": Moment(session.ends),
            },
        )?;
        Ok(())
    }

    /// The session of a token, unless it has ended.
    pub fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Sealed>> {
        self.0.first(
            "select token_hash, sealed, expires from session where token_hash = :token_hash and expires > :now",
            named_params! {":token_hash": token_hash, ":now": Moment(now)},
            |row| {
                let Moment(ends) = row.get(2)?;
                Ok(Sealed { token_hash: row.get(0)?, sealed: row.get(1)?, ends })
            },
        )
    }

    /// Removes all sessions: everybody has to log in anew.
    pub fn drop_sessions(&self) -> Result<()> {
        self.0.run("delete from session", [])?;
        Ok(())
    }

    /// Removes a session.
    pub fn drop_session(&self, token_hash: &[u8; 32]) -> Result<()> {
        self.0.run(
            "delete from session where token_hash = :token_hash",
            named_params! {":token_hash": token_hash},
        )?;
        Ok(())
    }
}
