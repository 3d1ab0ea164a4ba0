//! Files on their way in: received, read within limits, and what was found in a draft kept in memory, for who sent it
//! alone.
//!
//! Invariant: of a file nothing is kept but the paragraphs found in it, and nothing of it is written to a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::http::StatusCode;

use super::error::Error;
use super::kept::Kept;
use crate::document::compare::pairing::Correction;
use crate::document::exchange::Exchange;
use crate::document::id::SubmissionId;
use crate::drafting::later::File;
use crate::i18n;
use crate::identity::StaffId;
use crate::import::{self, Warning};

/// How long a file may be read, or laid over a draft: less than an answer may take.
const PATIENCE: Duration = Duration::from_secs(12);

/// A file as it was sent.
pub(super) struct Sent {
    name: String,
    pub(super) bytes: Vec<u8>,
}

/// What was found in a file.
#[derive(Debug)]
pub(super) struct Found {
    /// Its paragraphs.
    pub(super) file: File,
    /// What to look at first.
    pub(super) warnings: Vec<Warning>,
    /// What a file of data says besides: the name of the draft, its day, the ids.
    pub(super) exchange: Option<Exchange>,
}

/// What was said to it since.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Which paragraph continues which.
    pub(super) corrections: Vec<Correction>,
    /// The submissions to be decided as retained; none while nobody has said.
    pub(super) taken: Option<BTreeSet<SubmissionId>>,
}

/// What is being looked at, and what was said to it.
pub(super) type Uploads = Kept<StaffId, (Arc<Found>, Told), 8>;

/// The file of a form, and its fields. Fields that the page does not have, and any that comes twice, are refused.
pub(super) async fn received(
    form: Result<Multipart, MultipartRejection>,
    fields: &[&'static str],
) -> Result<(Option<Sent>, BTreeMap<&'static str, String>), Error> {
    let mut form = form.map_err(|_| Error::Form)?;
    let (mut file, mut typed) = (None, BTreeMap::new());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" && file.is_none() {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(broken)?.to_vec();
            file = Some(Sent { name, bytes });
        } else {
            let name = fields.iter().find(|it| **it == name).ok_or(Error::Form)?;
            if typed.insert(*name, field.text().await.map_err(broken)?).is_some() {
                return Err(Error::Form);
            }
        }
    }
    Ok((file.filter(|it| !it.bytes.is_empty()), typed))
}

/// More than is taken, or cut off on the way.
fn broken(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::Form }
}

/// Reads a file; or says why it is not taken.
pub(super) async fn read(sent: Option<Sent>) -> Result<Result<Found, String>, Error> {
    let Some(Sent { name, bytes }) = sent else { return Ok(Err(i18n::words().say("wrong-no-file"))) };
    let read = move || {
        let imported = import::read(&bytes, &name)?;
        let marks = import::marks(&bytes, &name)?;
        let file = File { paragraphs: imported.paragraphs, marks };
        Ok::<_, import::Error>(Found { file, warnings: imported.warnings, exchange: imported.exchange })
    };
    match in_time(read).await? {
        Some(read) => Ok(read.map_err(|error| error.to_string())),
        None => Ok(Err(i18n::words().say("wrong-too-long"))),
    }
}

/// Does what may take long beside all that is served; none where it takes too long.
pub(super) async fn in_time<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Option<T>, Error> {
    match tokio::time::timeout(PATIENCE, tokio::task::spawn_blocking(work)).await {
        Ok(done) => done.map(Some).map_err(|error| Error::Internal(error.into())),
        Err(_) => Ok(None),
    }
}
