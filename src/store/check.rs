//! Goes through everything that is kept and says what is not as it should be.
//!
//! Invariant: nothing is repaired and nothing stops the search; what cannot be read is itself a finding. Reads one
//! snapshot, so it may run beside a process that writes.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::Store;
use super::connection::open_reader;
use super::error::{Error, Result};
use super::paragraphs::{content_hash, text_hash};
use super::processes::Process;
use super::releases::Release;
use super::schema::{PRIVATE, Part, RECORD};
use super::view::Read;
use crate::document::id::{DocumentId, ParagraphId};
use crate::document::inline::Text;
use crate::document::lineage::Descent;
use crate::drafting::ledger::Change;
use crate::identity::published::{Fault, List, Schema};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The database's own check of a file.
    #[error("{file}: {what}")]
    Structure {
        /// Which file.
        file: &'static str,
        /// What it says.
        what: String,
    },
    /// A row refers to one that is not there.
    #[error("{file}: a row of {table} refers to a row of {parent} that is not there")]
    Reference {
        /// Which file.
        file: &'static str,
        /// The table that refers.
        table: String,
        /// The table referred to.
        parent: String,
    },
    /// A table, index or trigger is missing, was changed or does not belong.
    #[error("{file}: {name} is not as the schema has it")]
    Schema {
        /// Which file.
        file: &'static str,
        /// The table, index or trigger.
        name: String,
    },
    /// A text is not the one that was put in.
    #[error("the text {hash} has been altered")]
    Text {
        /// The hash it is kept under.
        hash: String,
    },
    /// The paragraphs of a draft are not the ones that were issued.
    #[error("{draft} is not as it was issued")]
    Draft {
        /// Its label.
        draft: String,
    },
    /// The ledger or the lineage of a draft names a paragraph that is in neither draft, or in another document.
    #[error("{draft}: the {part} names a paragraph that is not there: {paragraph}")]
    Stray {
        /// The label of the draft.
        draft: String,
        /// The ledger, the lineage, the text or a submission.
        part: &'static str,
        /// The paragraph.
        paragraph: ParagraphId,
    },
    /// Something is wrong with a release.
    #[error("release {ordinal}: {fault}")]
    Release {
        /// Which release of the document, from 1.
        ordinal: u32,
        /// What.
        fault: Fault,
    },
    /// A line of the audit trail is not as it was written, or does not follow from the one before.
    #[error("line {ordinal} of the audit trail is not as it was written, or lines before it are missing")]
    Audit {
        /// Which line, from 1.
        ordinal: u32,
    },
    /// Something cannot be read.
    #[error("{what}: {why}")]
    Unreadable {
        /// What.
        what: String,
        /// Why.
        why: String,
    },
}

impl Store {
    /// Checks both files. An empty list is good news.
    pub fn check(&self) -> Result<Vec<Finding>> {
        let mut findings = self.blocking_read(|db| {
            let mut findings = Findings::default();
            findings.add(RECORD.file, file(db, &RECORD));
            findings.add("texts", texts(db));
            findings.add("audit trail", audit(db));
            match db.processes() {
                Ok(processes) => processes.iter().for_each(|it| process(db, it, &mut findings)),
                Err(error) => findings.add("processes", Err(error)),
            }
            Ok::<_, Error>(findings)
        })?;
        match open_reader(self.dir(), &PRIVATE) {
            Ok(conn) => findings.add(PRIVATE.file, file(&Read::new(&conn), &PRIVATE)),
            Err(error) => findings.add(PRIVATE.file, Err(error)),
        }
        Ok(findings.0)
    }

    /// Checks the releases of a document alone.
    pub fn check_releases(&self, document: DocumentId) -> Result<Vec<Finding>> {
        self.blocking_read(|db| releases(db, document))
    }
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, what: &str, found: Result<Vec<Finding>>) {
        match found {
            Ok(found) => self.0.extend(found),
            Err(error) => self.0.push(Finding::Unreadable { what: what.to_owned(), why: error.to_string() }),
        }
    }
}

/// The file as the database sees it: pages, indexes, references, schema.
fn file(db: &Read<'_>, part: &Part) -> Result<Vec<Finding>> {
    let file = part.file;
    let structure: Vec<String> = db.all("pragma integrity_check", [], |row| row.get(0))?;
    let structure =
        structure.into_iter().filter(|it| it != "ok").map(|what| Finding::Structure { file, what });
    let references = db.all("pragma foreign_key_check", [], |row| {
        Ok(Finding::Reference { file, table: row.get(0)?, parent: row.get(2)? })
    })?;
    let mut findings: Vec<Finding> = references;
    findings.extend(structure);
    let (ours, fresh) = (objects(db)?, fresh_objects(part)?);
    let names: HashSet<&String> = ours.keys().chain(fresh.keys()).collect();
    let changed = names.into_iter().filter(|name| ours.get(*name) != fresh.get(*name));
    findings.extend(changed.map(|name| Finding::Schema { file, name: name.clone() }));
    Ok(findings)
}

/// Every table, index and trigger with its definition.
fn objects(db: &Read<'_>) -> Result<HashMap<String, Option<String>>> {
    db.all("select name, sql from sqlite_schema", [], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn fresh_objects(part: &Part) -> Result<HashMap<String, Option<String>>> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(part.schema)?;
    objects(&Read::new(&conn))
}

fn texts(db: &Read<'_>) -> Result<Vec<Finding>> {
    let texts: Vec<(Vec<u8>, String)> =
        db.all("select hash, body from text order by hash", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let intact = |hash: &[u8], body: &str| {
        let text = Text::parse(body);
        text.as_str() == body && text_hash(&text) == *hash
    };
    let altered = texts.iter().filter(|(hash, body)| !intact(hash, body));
    let hex = |hash: &[u8]| hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(altered.map(|(hash, _)| Finding::Text { hash: hex(hash) }).collect())
}

fn process(db: &Read<'_>, process: &Process, findings: &mut Findings) {
    match db.documents(process.id) {
        Ok(documents) => {
            for document in documents {
                let what = format!("{}, {}", process.name, document.name);
                findings.add(&what, drafts(db, document.id));
                findings.add(&what, releases(db, document.id));
            }
        }
        Err(error) => findings.add(&process.name, Err(error)),
    }
}

/// Each draft against its hash, and what explains it against the paragraphs it is about.
fn drafts(db: &Read<'_>, document: DocumentId) -> Result<Vec<Finding>> {
    let known: HashSet<ParagraphId> =
        db.all("select id from paragraph where document = ?", [document], |row| row.get(0))?;
    let mut findings = Vec::new();
    // What a first draft from elsewhere comes from is known by its ids alone.
    let mut before = known.clone();
    for draft in db.drafts(document)? {
        let paragraphs = db.paragraphs(draft.id)?;
        if content_hash(&paragraphs) != draft.hash {
            findings.push(Finding::Draft { draft: draft.label.clone() });
        }
        let now: HashSet<ParagraphId> = paragraphs.iter().map(|it| it.id).collect();
        let mut stray = |part, paragraph: ParagraphId| {
            findings.push(Finding::Stray { draft: draft.label.clone(), part, paragraph });
        };
        now.iter().filter(|it| !known.contains(it)).for_each(|it| stray("text", *it));
        for Descent { paragraph, from } in db.descent(draft.id)?.descents() {
            let lost = [(paragraph, now.contains(paragraph)), (from, before.contains(from))];
            lost.iter().filter(|(_, there)| !there).for_each(|(it, _)| stray("lineage", **it));
        }
        for entry in db.ledger(draft.id)? {
            let place = if entry.change == Change::Deleted { &before } else { &now };
            if !place.contains(&entry.paragraph) {
                stray("ledger", entry.paragraph);
            }
        }
        for item in db.items_made_on(draft.id)? {
            if let Some(anchor) = item.submission.target.anchor().filter(|it| !now.contains(it)) {
                stray("submission", anchor);
            }
        }
        db.desk_log(draft.id)?;
        db.outcomes(draft.id)?;
        before = now;
    }
    Ok(findings)
}

/// The chain of releases, from the first to the last; its signatures, where this server has a key; and what each made
/// visible.
fn releases(db: &Read<'_>, document: DocumentId) -> Result<Vec<Finding>> {
    let releases = db.releases(document)?;
    let list = List {
        schema: Schema::V1,
        process: String::new(),
        document,
        keys: db.signing_keys()?,
        releases: releases.iter().map(Release::published).collect(),
    };
    let signs = !list.keys.is_empty();
    let mut faults = list.faults();
    faults.retain(|(_, fault)| signs || *fault != Fault::Unsigned);
    for release in releases {
        if db.visible_in(release.id)? != release.visible {
            faults.insert((release.ordinal, Fault::Visible));
        }
        if db.count_visible_in(release.id)? > release.leaves.len() {
            faults.insert((release.ordinal, Fault::TooFew));
        }
    }
    Ok(faults.into_iter().map(|(ordinal, fault)| Finding::Release { ordinal, fault }).collect())
}

/// The audit trail, from its first line to the last.
fn audit(db: &Read<'_>) -> Result<Vec<Finding>> {
    let broken = db.audit_trail_broken()?;
    if broken.is_empty() {
        db.audit_trail()?;
    }
    Ok(broken.into_iter().map(|ordinal| Finding::Audit { ordinal }).collect())
}
