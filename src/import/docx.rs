//! stub
use super::{Error, Warning};
use crate::document::Content;
pub(super) fn read(_: &[u8]) -> Result<(Vec<Content>, Vec<Warning>), Error> { Err(Error::Empty) }
