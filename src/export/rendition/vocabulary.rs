//! The program's own words in a file. Every one is here, so that another language replaces them in one place.

use std::borrow::Cow;

use super::tables::{self, TableWords};
use super::{ListedChange, Remark};
use crate::document::brackets::told::Only;
use crate::document::compare::ChangeKind;
use crate::drafting::disposition::Disposition;

type Words = Cow<'static, str>;

/// What a file says besides the text. `{}` stands for what is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "every field is its own English wording, written out in `ENGLISH`")]
pub struct Vocabulary {
    pub against: Words,
    pub page: Words,
    pub paragraph: Words,
    pub author: Words,
    pub contents: Words,
    pub skip: Words,
    pub notes: Words,
    pub note: Words,
    pub back: Words,
    pub changes: Words,
    pub change_number: Words,
    pub none: Words,
    pub deleted_starts: Words,
    pub deleted_ends: Words,
    pub inserted_starts: Words,
    pub inserted_ends: Words,
    pub moved_here: Words,
    pub moved_here_starts: Words,
    pub moved_away: Words,
    pub moved_away_starts: Words,
    pub moved_ends: Words,
    pub restyled: Words,
    pub moved_from: Words,
    pub moved_and_changed_from: Words,
    pub moved_to: Words,
    pub split_from: Words,
    pub joined_to: Words,
    pub was_split: Words,
    pub was_joined: Words,
    pub was_moved: Words,
    pub was_moved_and_changed: Words,
    pub was_inserted: Words,
    pub was_deleted: Words,
    pub words_changed: Words,
    pub brackets_removed: Words,
    pub brackets_added: Words,
    pub label_changed: Words,
    pub form_changed: Words,
    pub comment: Words,
    pub comment_on: Words,
    pub amend: Words,
    pub unbracket: Words,
    pub bracket: Words,
    pub insert_after: Words,
    pub insert_first: Words,
    pub delete: Words,
    pub move_after: Words,
    pub move_first: Words,
    pub split: Words,
    pub join: Words,
    pub replace_throughout: Words,
    pub withdrawn: Words,
    pub late: Words,
    pub rationale: Words,
    pub general: Words,
    pub lost: Words,
    pub submission_author: Words,
    pub submissions_on: Words,
    pub submissions_here: Words,
    pub retained: Words,
    pub retained_in_part: Words,
    pub bracketed: Words,
    pub merged: Words,
    pub overtaken: Words,
    pub out_of_scope: Words,
    pub not_retained: Words,
    pub noted: Words,
    pub open: Words,
    pub note_of_chairs: Words,
    pub compilation: Words,
    pub comparison: Words,
    pub comparison_with: Words,
    pub column_paragraph: Words,
    pub column_submissions: Words,
    pub column_earlier: Words,
    pub column_later: Words,
    pub whole_text: Words,
    /// Above old and new numbers.
    pub concordance: Words,
    /// Above the references that followed them.
    pub followed: Words,
    /// Above the lines of a ledger.
    pub ledger: Words,
    pub ledger_replaced: Words,
    pub ledger_inserted: Words,
    pub ledger_deleted: Words,
    pub ledger_from: Words,
    pub ledger_floor: Words,
    pub ledger_informal_group: Words,
    pub ledger_co_chairs: Words,
    pub ledger_editorial: Words,
    /// In tables.
    pub tables: TableWords,
}

const ENGLISH: Vocabulary = Vocabulary {
    against: Cow::Borrowed("Changes against {}"),
    page: Cow::Borrowed("Page {} of {}"),
    paragraph: Cow::Borrowed("para. {}"),
    author: Cow::Borrowed("Co-chairs"),
    contents: Cow::Borrowed("Contents"),
    skip: Cow::Borrowed("Skip to the text"),
    notes: Cow::Borrowed("Notes"),
    note: Cow::Borrowed("Note {}"),
    back: Cow::Borrowed("Back to the text"),
    changes: Cow::Borrowed("Changes"),
    change_number: Cow::Borrowed("Change {}"),
    none: Cow::Borrowed("No changes."),
    deleted_starts: Cow::Borrowed("[deleted: "),
    deleted_ends: Cow::Borrowed(" end deleted]"),
    inserted_starts: Cow::Borrowed("[inserted: "),
    inserted_ends: Cow::Borrowed(" end inserted]"),
    moved_here: Cow::Borrowed("moved here"),
    moved_here_starts: Cow::Borrowed("[moved here: "),
    moved_away: Cow::Borrowed("moved from here"),
    moved_away_starts: Cow::Borrowed("[moved from here: "),
    moved_ends: Cow::Borrowed(" end moved]"),
    restyled: Cow::Borrowed("emphasis changed"),
    moved_from: Cow::Borrowed("moved from {}"),
    moved_and_changed_from: Cow::Borrowed("moved from {}, with changes"),
    moved_to: Cow::Borrowed("moved to {}"),
    split_from: Cow::Borrowed("split from {}"),
    joined_to: Cow::Borrowed("joined to {}"),
    was_split: Cow::Borrowed("split"),
    was_joined: Cow::Borrowed("joined"),
    was_moved: Cow::Borrowed("moved"),
    was_moved_and_changed: Cow::Borrowed("moved and changed"),
    was_inserted: Cow::Borrowed("inserted"),
    was_deleted: Cow::Borrowed("deleted"),
    words_changed: Cow::Borrowed("changed"),
    brackets_removed: Cow::Borrowed("brackets removed"),
    brackets_added: Cow::Borrowed("brackets added"),
    label_changed: Cow::Borrowed("renumbered"),
    form_changed: Cow::Borrowed("another kind of paragraph"),
    comment: Cow::Borrowed("Comment"),
    comment_on: Cow::Borrowed("Comment on \u{201c}{}\u{201d}"),
    amend: Cow::Borrowed("Amend {}"),
    unbracket: Cow::Borrowed("Remove brackets in {}"),
    bracket: Cow::Borrowed("Add brackets in {}"),
    insert_after: Cow::Borrowed("Insert after {}"),
    insert_first: Cow::Borrowed("Insert at the beginning"),
    delete: Cow::Borrowed("Delete {}"),
    move_after: Cow::Borrowed("Move {} after {}"),
    move_first: Cow::Borrowed("Move {} to the beginning"),
    split: Cow::Borrowed("Split {}"),
    join: Cow::Borrowed("Join {} with {}"),
    replace_throughout: Cow::Borrowed("Replace \u{201c}{}\u{201d} by \u{201c}{}\u{201d} throughout"),
    withdrawn: Cow::Borrowed("withdrawn"),
    late: Cow::Borrowed("received late"),
    rationale: Cow::Borrowed("Rationale:"),
    general: Cow::Borrowed("On the whole text"),
    lost: Cow::Borrowed("On paragraphs that are no longer in the text"),
    submission_author: Cow::Borrowed("Unattributed submission"),
    submissions_on: Cow::Borrowed("Submissions on {}"),
    submissions_here: Cow::Borrowed("Submissions"),
    retained: Cow::Borrowed("Retained"),
    retained_in_part: Cow::Borrowed("Retained in part"),
    bracketed: Cow::Borrowed("In brackets"),
    merged: Cow::Borrowed("Merged"),
    overtaken: Cow::Borrowed("Overtaken"),
    out_of_scope: Cow::Borrowed("Out of scope"),
    not_retained: Cow::Borrowed("Not retained"),
    noted: Cow::Borrowed("Noted"),
    open: Cow::Borrowed("Open"),
    note_of_chairs: Cow::Borrowed("Note by the co-chairs:"),
    compilation: Cow::Borrowed("Compilation of submissions"),
    comparison: Cow::Borrowed("Comparison of drafts"),
    comparison_with: Cow::Borrowed("Comparison with {}"),
    column_paragraph: Cow::Borrowed("Paragraph"),
    column_submissions: Cow::Borrowed("Submissions on {}"),
    column_earlier: Cow::Borrowed("Earlier draft"),
    column_later: Cow::Borrowed("This draft"),
    whole_text: Cow::Borrowed("Whole text"),
    concordance: Cow::Borrowed("Old and new numbers"),
    followed: Cow::Borrowed("References that followed"),
    ledger: Cow::Borrowed("Where every change comes from"),
    ledger_replaced: Cow::Borrowed("\u{201c}{}\u{201d} became \u{201c}{}\u{201d}"),
    ledger_inserted: Cow::Borrowed("\u{201c}{}\u{201d} was added"),
    ledger_deleted: Cow::Borrowed("\u{201c}{}\u{201d} was deleted"),
    ledger_from: Cow::Borrowed("From: {}."),
    ledger_floor: Cow::Borrowed("the floor"),
    ledger_informal_group: Cow::Borrowed("an informal group"),
    ledger_co_chairs: Cow::Borrowed("the co-chairs"),
    ledger_editorial: Cow::Borrowed("editorial"),
    tables: tables::ENGLISH,
};

impl Default for Vocabulary {
    fn default() -> Self {
        ENGLISH
    }
}

impl Vocabulary {
    /// Where a paragraph came from or went to.
    pub fn remark(&self, remark: &Remark) -> String {
        match remark {
            Remark::MovedFrom(place) => fill(&self.moved_from, place),
            Remark::MovedAndChangedFrom(place) => fill(&self.moved_and_changed_from, place),
            Remark::MovedTo(place) => fill(&self.moved_to, place),
            Remark::SplitFrom(place) => fill(&self.split_from, place),
            Remark::JoinedTo(place) => fill(&self.joined_to, place),
        }
    }

    /// What became of a submission.
    pub fn became(&self, disposition: &Disposition) -> &str {
        match disposition {
            Disposition::Open => &self.open,
            Disposition::Retained => &self.retained,
            Disposition::RetainedInPart { .. } => &self.retained_in_part,
            Disposition::Bracketed => &self.bracketed,
            Disposition::Merged { .. } => &self.merged,
            Disposition::OvertakenBy { .. } => &self.overtaken,
            Disposition::OutOfScope => &self.out_of_scope,
            Disposition::NotRetained => &self.not_retained,
            Disposition::Noted => &self.noted,
        }
    }

    /// What happened to a paragraph, in the list of changes: to its brackets alone, where that is all.
    pub fn listed(&self, change: &ListedChange) -> &str {
        match change.brackets {
            Some(Only::Removed) => &self.brackets_removed,
            Some(Only::Added) => &self.brackets_added,
            Some(Only::Moved) | None => self.change(change.kind),
        }
    }

    /// What happened to a paragraph.
    pub fn change(&self, kind: ChangeKind) -> &str {
        match kind {
            ChangeKind::Split => &self.was_split,
            ChangeKind::Joined => &self.was_joined,
            ChangeKind::Moved => &self.was_moved,
            ChangeKind::MovedAndChanged => &self.was_moved_and_changed,
            ChangeKind::Inserted => &self.was_inserted,
            ChangeKind::Deleted => &self.was_deleted,
            ChangeKind::Words => &self.words_changed,
            ChangeKind::Label => &self.label_changed,
            ChangeKind::Form => &self.form_changed,
        }
    }

    /// How a paragraph is spoken of: a bare number takes "para." before it.
    pub fn place(&self, name: &str) -> String {
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            fill(&self.paragraph, name)
        } else {
            name.to_owned()
        }
    }
}

/// Puts `value` in place of the first `{}`.
pub fn fill(words: &str, value: &str) -> String {
    words.replacen("{}", value, 1)
}
