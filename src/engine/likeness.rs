//! (temporary until the engine branch brings it)
use super::Source;
/// x
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// x
    Identical,
    /// x
    NearIdentical,
    /// x
    Other,
}
/// x
pub fn likeness(_: Option<Source<'_>>, a: Source<'_>, b: Source<'_>) -> Likeness {
    if fold(a.text) == fold(b.text) {
        return Likeness::Identical;
    }
    let r = super::redline(a, b);
    let same: usize = r.runs.iter().filter(|r| r.op == super::Op::Equal).map(|r| r.old.len()).sum();
    if same * 2 * 10 > (a.text.len() + b.text.len()) * 8 { Likeness::NearIdentical } else { Likeness::Other }
}
/// x
pub fn fold(text: &str) -> String {
    text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace(['–', '—'], "-").replace('\u{a0}', " ")
}
