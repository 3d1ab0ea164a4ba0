//! The package that goes out with a draft: everything that can be drawn of it, in every format, as one file.
//!
//! Invariant: a package holds what its single files hold, to the byte, and nothing else; what a reader may not have by
//! itself is not in theirs. The same record gives the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::files::{FileOf, rendition_of};
use super::signing::published;
use super::{Error, Scope, draft_of};
use crate::export::Format;
use crate::export::bundle::{File, bundle};
use crate::export::rendition::Rendition;
use crate::identity::published::List;
use crate::press::{self, Press};
use crate::store::Read;

/// The file with the releases.
const RELEASES: &str = "releases.json";

/// What a package holds besides the texts and the redlines.
#[derive(Clone, Debug)]
pub struct Holds {
    /// The submissions on the draft.
    pub compilation: Compilation,
    /// Where its changes come from.
    pub ledger: bool,
}

/// The submissions in a package.
#[derive(Clone, Debug)]
pub enum Compilation {
    /// None.
    None,
    /// All.
    Whole,
    /// What a reader is shown.
    Shown(Box<Rendition>),
}

/// Something that is drawn in every format.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The name of its files, without the ending.
    pub stem: String,
    /// What it is, in a line.
    pub says: String,
    /// What is drawn.
    pub rendition: Rendition,
}

/// A package before it is drawn.
#[derive(Clone, Debug)]
pub struct Package {
    /// What stands at the head of its README.
    pub title: String,
    /// What is in it, in order.
    pub pieces: Vec<Piece>,
    /// The releases until now, as they are published; nothing where there is none.
    pub releases: Option<List>,
}

/// Gathers the package of a draft, the latest if none is named. Redlines and concordances are against the draft before
/// and against the first.
pub fn package_of(r: &Read<'_>, scope: &Scope, draft: Option<&str>, holds: Holds) -> Result<Package, Error> {
    let draft = draft_of(r, scope, draft)?;
    let label = draft.label.as_str();
    let drafts = r.drafts(scope.document.id)?;
    let first = drafts.first().filter(|it| it.ordinal < draft.ordinal);
    let before = drafts.iter().rev().find(|it| it.ordinal < draft.ordinal);
    let mut against: Vec<&str> = before.iter().chain(&first).map(|it| it.label.as_str()).collect();
    against.dedup();
    let mut pieces = Vec::new();
    let mut add = |what: &str, says: String, rendition: Rendition| {
        pieces.push(Piece { stem: file_name(&format!("{label} {what}")), says, rendition });
    };
    let drawn = |what: FileOf| rendition_of(r, scope, Some(label), &what);
    add("clean", "the text as it stands".to_owned(), drawn(FileOf::Clean)?);
    for earlier in &against {
        let what = FileOf::Redline { against: Some((*earlier).to_owned()) };
        add(&format!("redline against {earlier}"), format!("what changed since {earlier}"), drawn(what)?);
    }
    let says = "every submission made on it, under its paragraph".to_owned();
    match holds.compilation {
        Compilation::None => {}
        Compilation::Whole => add("compilation", says, drawn(FileOf::Compilation)?),
        Compilation::Shown(rendition) => add("compilation", says, *rendition),
    }
    for earlier in &against {
        let what = FileOf::Concordance { against: Some((*earlier).to_owned()) };
        let says = format!("old and new numbers since {earlier}, and the references that followed");
        add(&format!("concordance with {earlier}"), says, drawn(what)?);
    }
    if let Some(before) = before.filter(|_| holds.ledger) {
        let says = format!("where every change since {} comes from", before.label);
        add("ledger", says, drawn(FileOf::Ledger)?);
    }
    let title = format!("{}: {label}, {}", scope.process.title, draft.issued.strftime("%-d %B %Y"));
    let releases = Some(published(r, scope)?).filter(|it| !it.releases.is_empty());
    Ok(Package { title, pieces, releases })
}

/// Draws a package: its files, a README that says what is what, and the sums of all. Sets PDF as well where the press can.
pub fn draw(package: &Package, press: &Press) -> Result<Vec<u8>, press::Error> {
    let formats = press.formats();
    let mut files = Vec::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut stems = Vec::new();
    for piece in &package.pieces {
        // Two labels may be one in a file name.
        let count = names.entry(&piece.stem).or_insert(0);
        *count += 1;
        let stem = if *count == 1 { piece.stem.clone() } else { format!("{}-{count}", piece.stem) };
        for format in formats.iter().filter(|it| it.shows(piece.rendition.view)) {
            let name = format!("{stem}.{}", format.extension());
            files.push(File { name, bytes: press.write(&piece.rendition, *format)? });
        }
        stems.push((stem, piece.says.as_str()));
    }
    if let Some(list) = &package.releases {
        files.push(File { name: RELEASES.to_owned(), bytes: list.to_json().into_bytes() });
        stems
            .push((RELEASES.to_owned(), "what every release lists: travaux verify --releases releases.json"));
    }
    files.insert(
        0,
        File { name: "README.txt".to_owned(), bytes: readme(&package.title, &stems, &formats).into_bytes() },
    );
    Ok(bundle(&files)?)
}

fn readme(title: &str, stems: &[(String, &str)], formats: &[Format]) -> String {
    let mut text = format!("{title}\n\n");
    let widest = stems.iter().map(|(stem, _)| stem.chars().count()).max().unwrap_or(0);
    for (stem, says) in stems {
        let _ = writeln!(text, "{stem:<widest$}  {says}");
    }
    let endings: Vec<String> = formats.iter().map(|it| format!(".{}", it.extension())).collect();
    let _ = write!(
        text,
        "\nEach of them in those formats that can show it, of {}. In Word the redlines are tracked changes that can be accepted and rejected.\n\
         To see that nothing was changed on the way: sha256sum -c SHA256SUMS\n",
        endings.join(", ")
    );
    text
}

/// A name that every file system takes: letters, digits and dots, with hyphens between.
fn file_name(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || c == '.' { c } else { ' ' };
    let words: String = name.chars().map(kept).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-").trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_a_secretariat_would_give() {
        for (name, expected) in [
            ("Rev.1 redline against Zero draft", "Rev.1-redline-against-Zero-draft"),
            ("Rev. 2/Add.1: \"final\" clean", "Rev.-2-Add.1-final-clean"),
            ("مسودة clean", "مسودة-clean"),
            ("../x clean", "x-clean"),
        ] {
            assert_eq!(file_name(name), expected, "{name}");
        }
    }
}
