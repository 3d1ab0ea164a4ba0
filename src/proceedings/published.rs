//! National positions that were published: registered by the secretariat, so that who repeats one is warned.
//!
//! Invariant: what is registered is public. It is compared with words while their author looks on, and nothing of that is
//! kept.

use super::refusal::Refusal;
use crate::chance;
use crate::document::id::ProcessId;
use crate::drafting::naming::{Published, can_be_compared};
use crate::identity::NationalPositionId;
use crate::identity::actor::Actor;
use crate::store::audit::Deed;
use crate::store::national_positions::NationalPosition;
use crate::store::{self, Read, Write};

/// The longest title, and the longest text, in characters; the most positions of a process.
const LONGEST_TITLE: usize = 300;
const LONGEST: usize = 400_000;
const MOST: usize = 500;

/// Why a position is not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unregistered {
    /// It has no title, or one that is too long.
    #[error("a position has a title of at most {LONGEST_TITLE} characters")]
    Title,
    /// There is one of that title.
    #[error("there is a position of that title already")]
    Taken,
    /// It has too few words to be compared.
    #[error("there are too few words in it to compare")]
    Short,
    /// It is too long.
    #[error("a position has at most {LONGEST} characters")]
    Long,
    /// There are too many.
    #[error("there are {MOST} positions already")]
    Many,
}

impl Unregistered {
    /// Whether it is about the title, not the words.
    pub const fn is_about_title(self) -> bool {
        matches!(self, Self::Title | Self::Taken)
    }
}

/// Registers a position.
pub fn register_position(
    w: &Write<'_>,
    process: ProcessId,
    (title, language): (&str, &str),
    text: &str,
    by: &Actor,
) -> Result<NationalPositionId, Refusal> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = w.national_positions(process)?;
    let refused = |why: Unregistered| Err(Refusal::Position(why));
    match () {
        _ if title.is_empty() || title.chars().count() > LONGEST_TITLE => {
            return refused(Unregistered::Title);
        }
        _ if known.iter().any(|it| it.title == title) => return refused(Unregistered::Taken),
        _ if text.chars().count() > LONGEST => return refused(Unregistered::Long),
        _ if !can_be_compared(text) => return refused(Unregistered::Short),
        _ if known.len() >= MOST => return refused(Unregistered::Many),
        () => {}
    }
    let id = NationalPositionId::from_bytes(chance::id()?);
    let (language, body) = (language.to_owned(), text.to_owned());
    w.audit(by, Some(process), &Deed::PositionRegistered { title: title.clone() })?;
    w.register_position(&NationalPosition { id, process, title, language, body })?;
    Ok(id)
}

/// Strikes a position off the list.
pub fn strike_position(
    w: &Write<'_>,
    process: ProcessId,
    id: NationalPositionId,
    by: &Actor,
) -> Result<(), Refusal> {
    if let Some(it) = w.national_positions(process)?.into_iter().find(|it| it.id == id) {
        w.audit(by, Some(process), &Deed::PositionStruckOff { title: it.title })?;
    }
    Ok(w.strike_position(process, id)?)
}

/// The positions of a process as they are compared.
pub fn published_positions(r: &Read<'_>, process: ProcessId) -> store::Result<Vec<Published>> {
    let all = r.national_positions(process)?.into_iter();
    Ok(all.map(|it| Published { title: it.title, text: it.body }).collect())
}
