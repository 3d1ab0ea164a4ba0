//! Documents: the outcome documents of a process, each through all its drafts.

use rusqlite::{Row, named_params};

use super::error::{Error, Result};
use super::view::{Read, Write};
use crate::document::id::{DocumentId, ProcessId};

/// An outcome document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The process it belongs to.
    pub process: ProcessId,
    /// Its short name, the only one of that name in the process: lower-case letters, digits and hyphens.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The language it is negotiated in, as a BCP 47 tag.
    pub language: String,
}

impl Read<'_> {
    /// The documents of a process, by name.
    pub fn documents(&self, process: ProcessId) -> Result<Vec<Document>> {
        self.all(
            "select id, process, name, title, language from document where process = :process order by name",
            named_params! {":process": process},
            document,
        )
    }

    /// The document of that short name.
    pub fn document(&self, process: ProcessId, name: &str) -> Result<Document> {
        let found = self.first(
            "select id, process, name, title, language from document where process = :process and name = :name",
            named_params! {":process": process, ":name": name},
            document,
        )?;
        found.ok_or_else(|| Error::not_found("document", name))
    }
}

impl Write<'_> {
    /// Adds a document; its short name must be free in the process.
    pub fn create_document(&self, document: &Document) -> Result<()> {
        self.run(
            "insert into document (id, process, name, title, language)
             values (:id, :process, :name, :title, :language)",
            named_params! {
                ":id": document.id,
                ":process": document.process,
                ":name": document.name,
                ":title": document.title,
                ":language": document.language,
            },
        )?;
        Ok(())
    }
}

fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: row.get("id")?,
        process: row.get("process")?,
        name: row.get("name")?,
        title: row.get("title")?,
        language: row.get("language")?,
    })
}
