//! What was found in files that were sent and is being looked at: in memory, for an hour, and for who sent it alone.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::chance;
use crate::identity::StaffId;
use crate::import::Imported;
use crate::web::error::Error;

/// How many are kept; the oldest goes.
const MOST: usize = 8;

/// How long one is kept.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// What is being looked at.
#[derive(Default)]
pub(in crate::web) struct Uploads(Mutex<Vec<Upload>>);

struct Upload {
    name: String,
    staff: StaffId,
    since: Timestamp,
    imported: Imported,
}

impl Uploads {
    /// Keeps what was found; says the name it is found by.
    pub(super) fn keep(&self, staff: StaffId, imported: Imported, now: Timestamp) -> Result<String, Error> {
        let random = chance::id().map_err(|error| Error::Internal(error.into()))?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut all = self.all();
        all.retain(|it| now.duration_since(it.since) <= LONGEST);
        if all.len() >= MOST {
            all.remove(0);
        }
        all.push(Upload { name: name.clone(), staff, since: now, imported });
        Ok(name)
    }

    /// What somebody has sent before.
    pub(super) fn find(&self, staff: StaffId, name: &str, now: Timestamp) -> Option<Imported> {
        let all = self.all();
        let own = |it: &&Upload| it.staff == staff && it.name == name;
        all.iter()
            .find(own)
            .filter(|it| now.duration_since(it.since) <= LONGEST)
            .map(|it| it.imported.clone())
    }

    /// Forgets what somebody has sent.
    pub(super) fn drop_all_of(&self, staff: StaffId) {
        self.all().retain(|it| it.staff != staff);
    }

    fn all(&self) -> std::sync::MutexGuard<'_, Vec<Upload>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
