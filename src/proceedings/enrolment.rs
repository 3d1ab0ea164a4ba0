//! Enrolment: a delegation turns the code on its sheet into keys of its own.
//!
//! Invariant: keys are made where the code is used and shown once; nobody who printed or handed over a sheet has ever
//! seen them. A code is good once, also for many at the same time. Keyrings are written before the code is used up: an
//! interruption leaves a keyring nobody has a key to, never a dead code without keys.

use super::keys::wrap;
use super::refusal::Refusal;
use super::signing::signer;
use crate::chance;
use crate::identity::DelegationId;
use crate::identity::keyring::{KeyRole, Keyring, Opened};
use crate::identity::secret::{AccessKey, EnrolmentCode, Opener, RecoveryKey};
use crate::store::delegations::Enrolment;
use crate::store::{Store, Write};

/// What a delegation is shown once.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Whose they are.
    pub delegation: DelegationId,
    /// What it logs in with.
    pub access: AccessKey,
    /// What makes a new access key when that is lost.
    pub recovery: RecoveryKey,
}

/// Gives a delegation a code for its sheet. Codes it was given before and has not used die.
pub fn give_code(w: &Write<'_>, delegation: DelegationId) -> Result<EnrolmentCode, Refusal> {
    let code = EnrolmentCode::from_random(chance::bytes()?);
    w.delegation(delegation)?;
    w.add_enrolment(delegation, &code.hash())?;
    Ok(code)
}

/// Makes the keys of a delegation from its enrolment code.
pub fn enrol(store: &Store, code: &str) -> Result<Keys, Refusal> {
    let hash = code.parse::<EnrolmentCode>()?.hash();
    let delegation = match store.blocking_read(|r| r.enrolment(&hash))? {
        Some(Enrolment::Open(delegation)) => delegation,
        Some(Enrolment::Used(_)) => return Err(Refusal::AlreadyEnrolled),
        None => return Err(Refusal::UnknownCode),
    };
    // Before anything is submitted: submitting does not touch the record.
    signer(store)?;
    let pepper = store.pepper(chance::secret()?)?;
    let access = AccessKey::from_random(chance::bytes()?);
    let recovery = RecoveryKey::from_random(chance::bytes()?);
    let ring = Keyring::new(chance::secret()?);
    let opened = |role| Opened { delegation, role, ring: ring.clone() };
    let keyrings = [
        wrap(&opened(KeyRole::Clears), "", &Opener::from(&access), &pepper)?,
        wrap(&opened(KeyRole::Recovers), "", &Opener::from(&recovery), &pepper)?,
    ];
    let lookups = keyrings.each_ref().map(|it| it.lookup);
    store.blocking_private(move |p| keyrings.iter().try_for_each(|it| p.add_keyring(it)))?;
    if store.blocking_write(move |w| w.use_enrolment(&hash))? {
        return Ok(Keys { delegation, access, recovery });
    }
    store.blocking_private(move |p| lookups.iter().try_for_each(|it| p.drop_keyring(it)))?;
    Err(Refusal::AlreadyEnrolled)
}
