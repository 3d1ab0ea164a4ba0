//! One reader in one process: what every page of it begins with.
//!
//! Invariant: a process that a reader may not see is not found, like one that is not there.

use super::error::Error;
use super::guest::{Guest, Seat};
use super::page::{Here, Place};
use super::paths;
use super::reader::Standing;
use super::sight::Sight;
use crate::clock;
use crate::document::Paragraph;
use crate::drafting::submission::Submission;
use crate::export::Format;
use crate::export::rendition::View;
use crate::identity::actor::Actor;
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::Scope;
use crate::store::Read;
use crate::store::drafts::Draft;

/// A reader in a process, and the drafts they find there.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The process and its document.
    pub(super) scope: Scope,
    /// As what the reader stands in it.
    pub(super) standing: Standing,
    /// How the frame of a page names the reader.
    pub(super) seat: Seat,
    /// What the reader may see.
    pub(super) sight: Sight,
    /// The drafts, oldest first.
    pub(super) drafts: Vec<Issued>,
    /// The formats that this server makes files of.
    pub(super) formats: Vec<Format>,
}

/// A draft and the name it has in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issued {
    /// The draft.
    pub(super) draft: Draft,
    /// Its name in addresses: "rev.1".
    pub(super) name: String,
}

impl Visit {
    /// Visits the process of that short name.
    pub(super) fn to(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Self, Error> {
        let process = r.process(process)?;
        let standing = Standing::of(r, &guest.reader, &process)?;
        let seat = Seat::of(r, guest)?;
        let sight = Sight::of(standing.audience(), &process.settings);
        if !sight.drafts {
            return Err(Error::NotFound);
        }
        let document = r.documents(process.id)?.into_iter().next().ok_or(Error::NotFound)?;
        let drafts = r.drafts(document.id)?;
        let names = paths::draft_names(drafts.iter().map(|draft| draft.label.as_str()));
        let drafts = drafts.into_iter().zip(names).map(|(draft, name)| Issued { draft, name }).collect();
        let formats = guest.formats.clone();
        Ok(Self { scope: Scope { process, document }, standing, seat, sight, drafts, formats })
    }

    /// The formats that readers want first of what shows that, as far as this server makes them.
    pub(super) fn for_readers(&self, view: View) -> Vec<Format> {
        Format::for_readers(view).filter(|it| self.formats.contains(it)).collect()
    }

    /// The process as the frame of a page shows it, at one of its places.
    pub(super) fn place(&self, here: Here) -> Place<'_> {
        Place {
            name: &self.scope.process.name,
            title: &self.scope.process.title,
            latest: self.drafts.last().map(|it| it.name.as_str()),
            standing: &self.standing,
            here,
        }
    }

    /// The draft issued last.
    pub(super) fn latest(&self) -> Result<&Issued, Error> {
        self.drafts.last().ok_or(Error::NotFound)
    }

    /// The delegate of this process that the reader is. Anybody else is sent to log in, or told that it is not theirs.
    pub(super) fn delegate(&self) -> Result<&Delegate, Error> {
        self.standing.delegate().ok_or_else(|| self.not_theirs())
    }

    /// Refuses whoever does not sit at the desk.
    pub(super) fn at_desk(&self) -> Result<(), Error> {
        if self.standing.at_desk() { Ok(()) } else { Err(self.not_theirs()) }
    }

    /// Refuses whoever may never do that, whatever the phase.
    pub(super) fn permitted(&self, act: Act) -> Result<(), Error> {
        if self.standing.may_ever(act) { Ok(()) } else { Err(self.not_theirs()) }
    }

    /// The member of this process's staff that the reader is, as whoever acts now.
    pub(super) fn actor(&self) -> Result<Actor, Error> {
        let staff = self.standing.staff().ok_or_else(|| self.not_theirs())?;
        Ok(Actor::staff(staff, clock::now()))
    }

    /// Why somebody may not see a page: the way to log in, or that it is for others.
    pub(super) fn not_theirs(&self) -> Error {
        if self.seat.known { Error::NotYours } else { Error::LogIn(self.seat.here.clone()) }
    }

    /// The draft of that name in addresses.
    pub(super) fn draft(&self, name: &str) -> Result<&Issued, Error> {
        self.drafts.iter().find(|it| it.name == name).ok_or(Error::NotFound)
    }

    /// The draft of that name among those earlier than another.
    pub(super) fn earlier<'a>(&'a self, than: &Issued, name: &str) -> Result<&'a Issued, Error> {
        self.before(than).find(|it| it.name == name).ok_or(Error::NotFound)
    }

    /// The drafts earlier than one, the nearest first.
    pub(super) fn before<'a>(&'a self, draft: &Issued) -> impl Iterator<Item = &'a Issued> + use<'a> {
        let ordinal = draft.draft.ordinal;
        self.drafts.iter().rev().filter(move |it| it.draft.ordinal < ordinal)
    }

    /// Whether the reader is shown the submissions on a draft.
    pub(super) fn shows_submissions_on(&self, draft: &Issued) -> bool {
        let latest = self.drafts.last();
        latest.is_some_and(|latest| self.sight.shows_submissions_on(draft.draft.id, latest.draft.id))
    }

    /// The submissions on a draft that the reader is shown.
    pub(super) fn submissions(&self, r: &Read<'_>, draft: &Issued) -> Result<Vec<Submission>, Error> {
        let Some(latest) = self.drafts.last().filter(|_| self.shows_submissions_on(draft)) else {
            return Ok(Vec::new());
        };
        let items = r.items_made_on(draft.draft.id)?;
        Ok(self.sight.submissions(draft.draft.id, latest.draft.id, items))
    }

    /// The language of the text in a draft.
    pub(super) fn language(&self, paragraphs: &[Paragraph]) -> crate::export::rendition::Language {
        crate::export::rendition::Language::of(&self.scope.document.language, paragraphs)
    }
}
