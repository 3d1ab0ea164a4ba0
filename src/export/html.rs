//! A page.
use super::rendition::Rendition;
pub(super) fn write(_: &Rendition) -> String {
    String::new()
}
