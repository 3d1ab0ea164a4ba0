//! Questions of the co-chairs to the unknown authors of submissions, and the answers.
//!
//! Invariant: a question is there at once and never changes; an answer comes with a release, written sorted by its
//! random id, and has a tag that its author alone recognises. Neither says who asked or who answered, nor when to more
//! than the day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Row, named_params};

use super::error::{Error, Result};
use super::paragraphs::Hash;
use super::sql::Day;
use super::submissions::{owned, owner};
use super::view::{Read, Write};
use crate::document::id::{AnswerId, DocumentId, QuestionId, ReleaseId, SubmissionId};
use crate::drafting::exchange::Said;

/// A question to the author of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// The submission it is about.
    pub submission: SubmissionId,
    /// What is asked.
    pub said: Said,
    /// Whether the co-chairs are ready to show the exchange to other delegations.
    pub shared: bool,
    /// The day it was asked.
    pub day: Date,
}

/// An answer as it was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// What was answered.
    pub said: Said,
    /// Whether its author is ready to show the exchange to other delegations.
    pub shared: bool,
}

/// An answer to be released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// Its id.
    pub id: AnswerId,
    /// What it answers.
    pub question: QuestionId,
    /// What is answered.
    pub said: Said,
    /// Whether its author is ready to show the exchange to other delegations.
    pub shared: bool,
    /// What its author recognises it by.
    pub tag: Hash,
}

/// A question and what was answered, in the order of the releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What was asked.
    pub question: Question,
    /// What was answered: mostly once or not yet.
    pub answers: Vec<Answer>,
}

impl Exchange {
    /// What of it other delegations may see: the answers that both sides share. None where there is none.
    pub fn shared(mut self) -> Option<Self> {
        self.answers.retain(|it| it.shared);
        (self.question.shared && !self.answers.is_empty()).then_some(self)
    }
}

/// A question, and what the owner of its submission recognises that by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What was asked.
    pub question: Question,
    /// The tag of the submission.
    pub tag: Hash,
}

impl Read<'_> {
    /// All questions on a document's submissions, with the tags of those.
    pub fn asked(&self, document: DocumentId) -> Result<Vec<Asked>> {
        self.all(
            concat!(
                "select question.id, question.submission, question.body, shared, day, ",
                owner!(),
                " from question join submission on submission.id = question.submission",
                owned!(),
                "where submission.document = :document order by day, question.id"
            ),
            named_params! {":document": document},
            asked,
        )
    }

    /// One question, with the tag of its submission.
    pub fn asked_once(&self, id: QuestionId) -> Result<Asked> {
        let found = self.first(
            concat!(
                "select question.id, question.submission, question.body, shared, day, ",
                owner!(),
                " from question join submission on submission.id = question.submission",
                owned!(),
                "where question.id = :id"
            ),
            named_params! {":id": id},
            asked,
        )?;
        found.ok_or_else(|| Error::not_found("question", id))
    }

    /// The question of that id, if it was asked.
    pub fn question(&self, id: QuestionId) -> Result<Option<Question>> {
        self.first(
            "select id, submission, body, shared, day from question where id = :id",
            named_params! {":id": id},
            question,
        )
    }

    /// What was answered to a question, in the order of the releases.
    pub fn answers(&self, to: QuestionId) -> Result<Vec<Answer>> {
        self.all(
            "select answer.id, body, shared from answer join release on release.id = answer.release
             where question = :question order by ordinal, answer.id",
            named_params! {":question": to},
            answer,
        )
    }

    /// The answer of that id, if it was released, and the question it is to.
    pub fn answer(&self, id: AnswerId) -> Result<Option<(QuestionId, Answer)>> {
        self.first(
            "select id, body, shared, question from answer where id = :id",
            named_params! {":id": id},
            |row| Ok((row.get(3)?, answer(row)?)),
        )
    }

    /// Every exchange on a document's submissions, by submission; in each the order of the days.
    pub fn exchanges(&self, document: DocumentId) -> Result<BTreeMap<SubmissionId, Vec<Exchange>>> {
        let answered: Vec<(QuestionId, Answer)> = self.all(
            "select answer.id, answer.body, answer.shared, answer.question
             from answer join release on release.id = answer.release
             where release.document = :document order by ordinal, answer.id",
            named_params! {":document": document},
            |row| Ok((row.get(3)?, answer(row)?)),
        )?;
        let mut answers: BTreeMap<QuestionId, Vec<Answer>> = BTreeMap::new();
        for (to, answer) in answered {
            answers.entry(to).or_default().push(answer);
        }
        let mut all: BTreeMap<SubmissionId, Vec<Exchange>> = BTreeMap::new();
        for Asked { question, .. } in self.asked(document)? {
            let answers = answers.remove(&question.id).unwrap_or_default();
            all.entry(question.submission).or_default().push(Exchange { question, answers });
        }
        Ok(all)
    }
}

impl Write<'_> {
    /// Puts a question; one with that id that is there already stays as it is.
    pub fn ask(&self, question: &Question) -> Result<()> {
        self.run(
            "insert into question (id, submission, body, shared, day)
             values (:id, :submission, :body, :shared, :day) on conflict do nothing",
            named_params! {
                ":id": question.id,
                ":submission": question.submission,
                ":body": question.said,
                ":shared": question.shared,
                ":day": Day(question.day),
            },
        )?;
        Ok(())
    }

    /// Adds the answers of a release that is not sealed yet, sorted; one that was released before is passed over.
    pub fn put_answers(&self, release: ReleaseId, answers: &[NewAnswer]) -> Result<()> {
        let sorted: BTreeMap<AnswerId, &NewAnswer> = answers.iter().map(|it| (it.id, it)).collect();
        for new in sorted.values() {
            self.run(
                "insert into answer (id, question, release, body, shared, tag)
                 values (:id, :question, :release, :body, :shared, :tag) on conflict do nothing",
                named_params! {
                    ":id": new.id,
                    ":question": new.question,
                    ":release": release,
                    ":body": new.said,
                    ":shared": new.shared,
                    ":tag": new.tag,
                },
            )?;
        }
        Ok(())
    }
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    Ok(Asked { question: question(row)?, tag: row.get(5)? })
}

fn question(row: &Row<'_>) -> rusqlite::Result<Question> {
    let Day(day) = row.get(4)?;
    Ok(Question { id: row.get(0)?, submission: row.get(1)?, said: row.get(2)?, shared: row.get(3)?, day })
}

fn answer(row: &Row<'_>) -> rusqlite::Result<Answer> {
    Ok(Answer { id: row.get(0)?, said: row.get(1)?, shared: row.get(2)? })
}

impl ToSql for Said {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for Said {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}
