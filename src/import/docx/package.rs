//! The container of a Word document: parts by name, inflated one by one and counted while they are.
//!
//! Only `.xml` and `.rels` parts are ever inflated, and only those that are asked for. Nothing that the container
//! declares about sizes is believed. Names are compared as the format says, without regard to case.

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap;
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::Xml;
use crate::import::error::{Foreign, Limit};
use crate::import::{Error, encoding};

const MAX_PARTS: usize = 2000;
const MAX_PART: u64 = 32 << 20;
const MAX_PACKAGE: u64 = 64 << 20;

/// An opened container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    places: FxHashMap<String, usize>,
    /// How many bytes may still be inflated.
    left: u64,
}

/// One part, inflated.
pub(super) struct Part {
    /// Its name in the package.
    pub(super) name: String,
    /// What it holds.
    pub(super) xml: String,
}

/// A link from one part to another inside the package.
pub(super) struct Relation {
    /// The last word of its type: "officeDocument", "styles", "footnotes".
    pub(super) kind: String,
    /// The name of the part it leads to.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// Opens a container and looks only at its table of contents.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MAX_PARTS {
            return Err(Error::Beyond(Limit::Parts(archive.len())));
        }
        let mut places = FxHashMap::default();
        for (place, name) in archive.file_names_raw().enumerate() {
            if places.insert(key(&String::from_utf8_lossy(name)), place).is_some() {
                return Err(Error::Beyond(Limit::SameName));
            }
        }
        if archive.has_duplicate_names() {
            return Err(Error::Beyond(Limit::SameName));
        }
        let has = |name: &str| places.contains_key(name);
        if has("content.xml") && has("meta-inf/manifest.xml") {
            return Err(Error::Refused(Foreign::OpenDocument));
        }
        if !has("[content_types].xml") && !has("_rels/.rels") {
            return Err(Error::Refused(Foreign::Archive));
        }
        if places.keys().any(|name| name.ends_with("vbaproject.bin")) {
            return Err(Error::Refused(Foreign::Docm));
        }
        Ok(Self { archive, places, left: MAX_PACKAGE })
    }

    /// Inflates a part, if there is one of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, Error> {
        let key = key(name);
        let Some(&place) = self.places.get(&key).filter(|_| key.ends_with(".xml") || key.ends_with(".rels"))
        else {
            return Ok(None);
        };
        let most = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        let file = self.archive.by_index(place).map_err(damaged)?;
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(ZipError::Io(error)))?;
        let size = bytes.len() as u64;
        if size > most {
            let limit = if most < MAX_PART { Limit::Package } else { Limit::Part(name.to_owned()) };
            return Err(Error::Beyond(limit));
        }
        self.left -= size;
        let xml = encoding::characters(&bytes).map_err(|error| Error::Xml {
            part: name.to_owned(),
            at: 0,
            why: error.to_string(),
        })?;
        Ok(Some(Part { name: name.to_owned(), xml: xml.into_owned() }))
    }

    /// The links of a part, of the package itself where `of` is empty. What leads outside is left out.
    pub(super) fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Error> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = join(folder, &format!("_rels/{file}.rels"));
        let Some(part) = self.part(&name)? else {
            return Ok(Vec::new());
        };
        let mut relations = Vec::new();
        let mut xml = Xml::new(&part);
        xml.root()?;
        while let Some(tag) = xml.child()? {
            xml.skip()?;
            let outside =
                tag.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            if let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target"))
                && !outside
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { kind, target: join(folder, &target) });
            }
        }
        Ok(relations)
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').to_lowercase()
}

/// The name that `target` has as seen from `folder`.
fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn damaged(error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Error::Refused(Foreign::Encrypted),
        error => Error::Damaged { why: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn targets_are_seen_from_the_folder_of_their_part() {
        let rows = [
            ("", "word/document.xml", "word/document.xml"),
            ("", "/word/document.xml", "word/document.xml"),
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "../custom/a.xml", "custom/a.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../../../a.xml", "a.xml"),
        ];
        for (folder, target, expected) in rows {
            assert_eq!(join(folder, target), expected);
        }
    }
}
