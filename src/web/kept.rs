//! What was found in files that were sent and is being looked at: in memory, for an hour, and for who sent it alone.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::chance;
use crate::web::error::Error;

/// How many one owner has; the oldest goes.
const MOST_OF_ONE: usize = 2;

/// How long one is kept.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// What is being looked at, by whom it was sent; beyond so many the oldest goes.
pub(super) struct Kept<Owner, Found, const MOST: usize>(Mutex<Vec<Thing<Owner, Found>>>);

struct Thing<Owner, Found> {
    name: String,
    owner: Owner,
    since: Timestamp,
    found: Found,
}

impl<Owner, Found, const MOST: usize> Default for Kept<Owner, Found, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Owner: PartialEq, Found: Clone, const MOST: usize> Kept<Owner, Found, MOST> {
    /// Keeps what was found; says the name it is found by.
    pub(super) fn keep(&self, owner: Owner, found: Found, now: Timestamp) -> Result<String, Error> {
        let random = chance::id().map_err(|error| Error::Internal(error.into()))?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut all = self.all();
        all.retain(|it| now.duration_since(it.since) <= LONGEST);
        if all.iter().filter(|it| it.owner == owner).count() >= MOST_OF_ONE
            && let Some(oldest) = all.iter().position(|it| it.owner == owner)
        {
            all.remove(oldest);
        }
        if all.len() >= MOST {
            all.remove(0);
        }
        all.push(Thing { name: name.clone(), owner, since: now, found });
        Ok(name)
    }

    /// What somebody has sent before.
    pub(super) fn find(&self, owner: &Owner, name: &str, now: Timestamp) -> Option<Found> {
        let all = self.all();
        let own = |it: &&Thing<Owner, Found>| it.owner == *owner && it.name == name;
        all.iter().find(own).filter(|it| now.duration_since(it.since) <= LONGEST).map(|it| it.found.clone())
    }

    /// Puts something else in the place of what somebody has sent before.
    pub(super) fn change(&self, owner: &Owner, name: &str, found: Found) {
        if let Some(it) = self.all().iter_mut().find(|it| it.owner == *owner && it.name == name) {
            it.found = found;
        }
    }

    /// Forgets what somebody has sent.
    pub(super) fn drop_all_of(&self, owner: &Owner) {
        self.all().retain(|it| it.owner != *owner);
    }

    fn all(&self) -> std::sync::MutexGuard<'_, Vec<Thing<Owner, Found>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_finds_their_own_for_an_hour_and_the_oldest_makes_room() {
        let kept = Kept::<u8, &str, 3>::default();
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        let first = kept.keep(1, "a", at(0)).unwrap();
        assert_eq!(kept.find(&1, &first, at(60)), Some("a"));
        assert_eq!(kept.find(&1, &first, at(61)), None);
        assert_eq!(kept.find(&2, &first, at(0)), None, "another's");
        let second = kept.keep(1, "b", at(1)).unwrap();
        let third = kept.keep(1, "c", at(2)).unwrap();
        assert_eq!(kept.find(&1, &first, at(2)), None, "one owner has two");
        kept.keep(2, "d", at(3)).unwrap();
        kept.keep(3, "e", at(4)).unwrap();
        assert_eq!(kept.find(&1, &second, at(4)), None, "three in all");
        assert_eq!(kept.find(&1, &third, at(4)), Some("c"));
        kept.drop_all_of(&1);
        assert_eq!(kept.find(&1, &third, at(4)), None);
    }
}
