//! Who is kept waiting at the door of the staff: strangers who try a login, and never the browser that its owner uses.
//!
//! Invariant: an attempt is paid for before it is looked at, and what was right is paid back. Whoever tries a login from
//! elsewhere shares its purse with all other strangers; a browser that carries a mark of its own has a purse of its
//! own. So nobody who knows a login keeps its owner out, however often they try. What is counted is kept in memory, by
//! a hash. Slow hashes are made a few at a time, those of strangers apart from the others.

mod purse;

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};

use self::purse::Purse;
use crate::config::Front;
use crate::identity::device::{LASTS, Mark};

/// Attempts at one login, or from one marked browser, in a minute, and at once.
const LOGIN: (u32, u32) = (6, 10);

/// Attempts of all strangers at all logins in a minute, and at once.
const STRANGERS: (u32, u32) = (600, 100);

/// How many slow hashes are made at once: for strangers, and for everybody else.
const HASHES: usize = 2;

/// How many marks a browser keeps: of so many members who share it.
const MARKS: usize = 4;

/// The purses and the gates.
pub(super) struct StaffDoor {
    logins: Purse,
    browsers: Purse,
    strangers: Purse,
    gate_of_strangers: Semaphore,
    gate: Semaphore,
}

impl Default for StaffDoor {
    fn default() -> Self {
        let purse = |(rate, burst): (u32, u32)| {
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            Purse::new(Duration::from_secs(60) / rate, burst)
        };
        Self {
            logins: purse(LOGIN),
            browsers: purse(LOGIN),
            strangers: purse(STRANGERS),
            gate_of_strangers: Semaphore::new(HASHES),
            gate: Semaphore::new(HASHES),
        }
    }
}

/// An attempt that has been paid for.
pub(super) struct Attempt<'a> {
    paid: Vec<(&'a Purse, u64)>,
    /// While it is held, a slow hash may be made.
    _permit: Option<SemaphorePermit<'a>>,
}

impl Attempt<'_> {
    /// It was right: what was paid is given back.
    pub(super) fn was_right(self) {
        for (purse, key) in &self.paid {
            purse.give_back(*key);
        }
    }
}

impl StaffDoor {
    /// Takes an attempt at a login, from a browser with a mark for it or from a stranger; else says how long to wait.
    pub(super) async fn attempt(&self, login: &str, mark: Option<&Mark>) -> Result<Attempt<'_>, Duration> {
        let now = Instant::now();
        let mut paid = Vec::new();
        let purses = match mark {
            Some(mark) => vec![(&self.browsers, key(&mark.nonce()))],
            None => {
                let login = login.trim().to_lowercase();
                vec![(&self.strangers, 0), (&self.logins, key(login.as_bytes()))]
            }
        };
        for (purse, key) in purses {
            if let Err(wait) = purse.pay(key, now) {
                Attempt { paid, _permit: None }.was_right();
                return Err(wait);
            }
            paid.push((purse, key));
        }
        let gate = if mark.is_some() { &self.gate } else { &self.gate_of_strangers };
        Ok(Attempt { paid, _permit: gate.acquire().await.ok() })
    }

    /// Waits for the turn to make a slow hash, for somebody who is logged in or holds a link.
    pub(super) async fn hashing(&self) -> Option<SemaphorePermit<'_>> {
        self.gate.acquire().await.ok()
    }
}

fn key(of: &[u8]) -> u64 {
    let hash = Sha256::digest(of);
    hash.iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte))
}

/// The name of the cookie: behind TLS one that browsers keep to this host.
fn name(front: Front) -> &'static str {
    if front.is_tls() { "__Host-travaux-device" } else { "travaux-device" }
}

/// The marks that a browser brings.
pub(super) fn marks(front: Front, headers: &HeaderMap) -> Vec<Mark> {
    let brought = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut ours = brought.flat_map(Cookie::split_parse).filter_map(Result::ok);
    let ours = ours.find(|it| it.name() == name(front));
    ours.iter().flat_map(|it| it.value().split('.')).take(MARKS).filter_map(Mark::read).collect()
}

/// The cookie with a new mark, in the place of the one that was recognised, before those of others.
pub(super) fn cookie(front: Front, new: &Mark, used: Option<&Mark>, brought: &[Mark]) -> HeaderValue {
    let others = brought.iter().filter(|it| Some(*it) != used);
    let all: Vec<String> = std::iter::once(new).chain(others).take(MARKS).map(Mark::text).collect();
    let cookie = Cookie::build((name(front), all.join(".")))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(front != Front::Nothing)
        .max_age(cookie::time::Duration::seconds(LASTS.as_secs()))
        .build();
    HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use zeroize::Zeroizing;

    use super::*;
    use crate::identity::StaffId;

    fn mark(number: u8) -> Mark {
        let at = Timestamp::from_second(1_700_000_000).unwrap();
        Mark::new(&Zeroizing::new([1; 32]), StaffId::from_bytes([number; 16]), "hash", [number; 16], at)
    }

    #[test]
    fn a_browser_keeps_the_marks_of_those_who_share_it() {
        let mut headers = HeaderMap::new();
        let mut kept: Vec<Mark> = Vec::new();
        for number in 1..=6 {
            let cookie = cookie(Front::Proxy, &mark(number), None, &kept);
            let cookie = cookie.to_str().unwrap();
            for said in ["__Host-travaux-device=", "HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
                assert!(cookie.contains(said), "{cookie}");
            }
            assert!(cookie.contains("Max-Age=2592000"), "{cookie}");
            headers.insert(header::COOKIE, cookie.split(';').next().unwrap().parse().unwrap());
            kept = marks(Front::Proxy, &headers);
        }
        assert_eq!(kept, [mark(6), mark(5), mark(4), mark(3)]);
        assert!(marks(Front::Nothing, &headers).is_empty());
        let again = cookie(Front::Nothing, &mark(9), Some(&mark(5)), &kept);
        let again = again.to_str().unwrap();
        assert!(
            !again.contains(&mark(5).text()) && again.contains(&mark(3).text()) && !again.contains("Secure")
        );
    }
}
