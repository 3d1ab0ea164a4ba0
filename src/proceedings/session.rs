//! Logging in and out.
//!
//! Invariant: a session is opened with a key or a passphrase, ends within twelve hours, and at once when the keyring it
//! was opened from is gone. What is kept of it names nobody. How long it may lie idle is the caller's to watch.

use jiff::Timestamp;

use super::refusal::Refusal;
use crate::chance;
use crate::identity::badge::{Badge, row_tag};
use crate::identity::keyring::{KeyRole, Opened};
use crate::identity::seal::Nonce;
use crate::identity::secret::{AccessKey, Opener, Token, mark_of};
use crate::identity::session::{Delegate, Session, end};
use crate::store::private::keyrings::Wrapped;
use crate::store::private::sessions::Sealed;
use crate::store::{Private, Store};

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// For the browser's cookie; kept nowhere.
    pub token: Token,
    /// Who is logged in.
    pub session: Session,
    /// When it ends at the latest.
    pub ends: Timestamp,
}

/// Logs a delegate in with an access key, however it was typed.
pub fn log_in(store: &Store, key: &str, now: Timestamp) -> Result<LoggedIn, Refusal> {
    let (opened, lookup) = find_keyring(store, Opener::from(&key.parse::<AccessKey>()?))?;
    match opened.role {
        KeyRole::Recovers => Err(Refusal::RecoveryKey),
        KeyRole::Drafter | KeyRole::Clears | KeyRole::Reads => {
            begin_session(store, Session::Delegate(Delegate::new(opened, lookup)), now)
        }
    }
}

/// The session of a token, unless it has ended.
pub fn session(p: &Private<'_>, token: &Token, now: Timestamp) -> Result<Option<Session>, Refusal> {
    let Some(kept) = p.session(&token.hash(), now)? else { return Ok(None) };
    let Some(session) = Session::open(token, kept.ends, &kept.sealed) else { return Ok(None) };
    let stands = match &session {
        Session::Delegate(delegate) => p.keyring(&delegate.lookup)?.is_some(),
        Session::Staff(_) => true,
    };
    Ok(stands.then_some(session))
}

/// Ends a session.
pub fn log_out(store: &Store, token: &Token) -> Result<(), Refusal> {
    let hash = token.hash();
    Ok(store.blocking_private(move |p| p.drop_session(&hash))?)
}

/// Begins a session of somebody who has proven who they are.
pub(super) fn begin_session(store: &Store, session: Session, now: Timestamp) -> Result<LoggedIn, Refusal> {
    let token = Token::from_random(chance::secret()?);
    let ends = end(now);
    let sealed = session.seal(&token, ends, chance::bytes()?);
    let kept = Sealed { token_hash: token.hash(), sealed, ends };
    store.blocking_private(move |p| p.add_session(&kept, now))?;
    Ok(LoggedIn { token, session, ends })
}

/// What a key opens, and where it is kept. A wrong key costs one keyed hash and one look.
pub(super) fn find_keyring(store: &Store, opener: Opener) -> Result<(Opened, [u8; 16]), Refusal> {
    let pepper = store.pepper(chance::secret()?)?;
    let (lookup, mark) = (opener.lookup(&pepper), mark_of(&pepper));
    let nonce = chance::bytes()?;
    store.blocking_private(move |p| {
        let here = p.keyring(&lookup)?;
        let found = match here {
            Some(found) => Some(found),
            None => of_another_pepper(p, &opener, &mark)?,
        };
        let found = found.filter(|it| opener.verifies(&it.salt, &it.verifier)).ok_or(Refusal::UnknownKey)?;
        let opened = Opened::unwrap(&opener, &found.salt, &found.sealed).ok_or(Refusal::UnknownKey)?;
        if found.lookup != lookup {
            move_here(p, &opened, found, (lookup, mark), nonce)?;
        }
        Ok((opened, lookup))
    })
}

/// Finds the keyring of a key the long way round, as after the pepper was lost.
fn of_another_pepper(p: &Private<'_>, opener: &Opener, mark: &[u8; 16]) -> Result<Option<Wrapped>, Refusal> {
    let all = p.keyrings_of_other_peppers(mark)?;
    Ok(all.into_iter().find(|it| opener.verifies(&it.salt, &it.verifier)))
}

/// Keeps a keyring where it is found now.
fn move_here(
    p: &Private<'_>,
    opened: &Opened,
    found: Wrapped,
    (lookup, mark): ([u8; 16], [u8; 16]),
    nonce: Nonce,
) -> Result<(), Refusal> {
    let badge = Badge::read(&opened.ring, &found.lookup, &found.badge).unwrap_or(opened.role.into());
    p.drop_keyring(&found.lookup)?;
    let tag = row_tag(&opened.ring, &lookup);
    let badge = badge.pin(&opened.ring, &lookup, nonce);
    Ok(p.add_keyring(&Wrapped { lookup, mark, tag, badge, ..found })?)
}
