//! The two views of the record that closures get: [`Read`], one snapshot, and [`Write`], part of a transaction.
//!
//! Invariant: every statement runs through the four functions here, prepared once per connection, so that a failing
//! disk is noticed whatever the closure makes of the error.

use std::cell::RefCell;
use std::ops::Deref;

use rusqlite::{Connection, Params, Row};

use super::error::{Error, Failed, Failure, Result};

/// One snapshot of the record. The queries of all table families hang off it.
pub struct Read<'a> {
    conn: &'a Connection,
    failed: RefCell<Option<Failed>>,
}

impl<'a> Read<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        Self { conn, failed: RefCell::new(None) }
    }

    /// All rows of a query.
    pub(super) fn all<T, C: FromIterator<T>>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<C> {
        let rows = || self.conn.prepare_cached(sql)?.query_map(params, read)?.collect();
        self.noting(rows())
    }

    /// The first row of a query, if there is one.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let row = || self.conn.prepare_cached(sql)?.query_map(params, read)?.next().transpose();
        self.noting(row())
    }

    /// The single value of a query that always has one, a count for instance.
    pub(super) fn value<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl Params) -> Result<T> {
        let value = || self.conn.prepare_cached(sql)?.query_row(params, |row| row.get(0));
        self.noting(value())
    }

    /// The last failure so far that reaches further than its statement.
    pub(super) fn failed(&self) -> Option<Failed> {
        self.failed.borrow().clone()
    }

    fn noting<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|error| {
            if Failure::of(&error) != Failure::Ordinary {
                self.failed.replace(Some(Failed::from(&error)));
            }
            Error::from(error)
        })
    }
}

/// A write transaction. What it did stands once the call that ran it has returned; an error undoes all of it.
pub struct Write<'a> {
    read: Read<'a>,
    /// Why nothing can be written now, if nothing can: reading goes on.
    refused: Option<Failed>,
}

impl<'a> Write<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        Self { read: Read::new(conn), refused: None }
    }

    /// One in which every change is refused for that reason.
    pub(super) fn refusing(conn: &'a Connection, refused: Failed) -> Self {
        Self { read: Read::new(conn), refused: Some(refused) }
    }

    /// Runs a statement that returns no rows; says how many it changed.
    pub(super) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        if let Some(refused) = &self.refused {
            self.read.failed.replace(Some(refused.clone()));
            return Err(refused.error());
        }
        let changed = || self.conn.prepare_cached(sql)?.execute(params);
        self.noting(changed())
    }
}

/// Whatever can be read can be read inside a write, where the answer still holds when it is acted upon.
impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}
