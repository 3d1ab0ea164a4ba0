//! The draft as data for other programs and for this one: `docs/draft.schema.json` describes it.

use super::rendition::Rendition;
use super::{Error, Format};

/// Writes the draft that a clean text is of, a field a line.
pub(super) fn write(rendition: &Rendition) -> Result<Vec<u8>, Error> {
    let nothing = || Error::NotShown { format: Format::Json, view: rendition.view };
    let exchange = rendition.exchange.as_ref().ok_or_else(nothing)?;
    let mut json = serde_json::to_vec_pretty(exchange)?;
    json.push(b'\n');
    Ok(json)
}
