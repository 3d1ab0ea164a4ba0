//! Who asks, and from where: what every handler begins with.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::demo::Demo;
use super::error::Error;
use super::reader::Reader;
use crate::export::Format;
use crate::identity::session::Delegate;
use crate::store::Read;

/// Who asks. An extractor: what it says was proven by [`super::session`].
#[derive(Clone, Debug, Default)]
pub(super) struct Guest {
    /// Who reads.
    pub(super) reader: Reader,
    /// The address of the page asked for, which a log-in leads back to.
    pub(super) here: String,
    /// The personas, in a demonstration.
    pub(super) demo: Option<Arc<Demo>>,
    /// The formats that this server makes files of.
    pub(super) formats: Vec<Format>,
}

impl<S: Send + Sync> FromRequestParts<S> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// A guest and how the frame of a page names them.
#[derive(Clone, Debug, Default)]
pub(super) struct Seat {
    /// Whether anybody is logged in.
    pub(super) known: bool,
    /// Who, by name; none where it need not be said.
    pub(super) name: Option<String>,
    /// Whether they are staff.
    pub(super) staff: bool,
    /// The page they are on.
    pub(super) here: String,
    /// The personas, in a demonstration.
    pub(super) demo: Option<Arc<Demo>>,
}

impl Seat {
    /// The seat of a guest.
    pub(super) fn of(r: &Read<'_>, guest: &Guest) -> Result<Self, Error> {
        let (name, staff) = match &guest.reader {
            Reader::Public => (None, false),
            Reader::Delegate(delegate) => (Some(r.delegation(delegate.delegation)?.name), false),
            Reader::Staff(staff) => (r.staff(*staff)?.map(|it| it.name), true),
        };
        let known = guest.is_known();
        Ok(Self { known, name, staff, here: guest.here.clone(), demo: guest.demo.clone() })
    }

    /// The seat of somebody who need not be named.
    pub(super) fn nameless(guest: &Guest) -> Self {
        Self {
            known: guest.is_known(),
            name: None,
            staff: false,
            here: guest.here.clone(),
            demo: guest.demo.clone(),
        }
    }
}

impl Guest {
    /// Whether anybody is logged in.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self.reader, Reader::Public)
    }

    /// The delegate, or the way to log in.
    pub(super) fn delegate(&self) -> Result<&Delegate, Error> {
        match &self.reader {
            Reader::Delegate(delegate) => Ok(delegate),
            Reader::Public => Err(Error::LogIn(self.here.clone())),
            Reader::Staff(_) => Err(Error::NotYours),
        }
    }
}
