//! The words of tables: the names of columns, and of what stands in them as one of several.

use std::borrow::Cow;

use crate::document::Kind;
use crate::drafting::submission::SubmissionKind;

type Words = Cow<'static, str>;

/// What a table says besides the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "every field is its own English wording, written out in `ENGLISH`")]
pub struct TableWords {
    pub paragraph: Words,
    pub text: Words,
    pub name: Words,
    pub kind: Words,
    pub asks: Words,
    pub current: Words,
    pub proposed: Words,
    pub rationale: Words,
    pub remarks: Words,
    pub fate: Words,
    pub note: Words,
    pub number: Words,
    pub what: Words,
    pub old: Words,
    pub new: Words,
    pub compilation: Words,
    pub whole_text: Words,
    pub continued: Words,
    pub inserted: Words,
    pub deleted: Words,
    pub title: Words,
    pub heading: Words,
    pub preambular: Words,
    pub numbered: Words,
    pub item: Words,
    pub plain: Words,
    pub annex_heading: Words,
    pub comment: Words,
    pub replace: Words,
    pub insert_after: Words,
    pub delete: Words,
    pub move_: Words,
    pub split: Words,
    pub join: Words,
    pub replace_throughout: Words,
    pub own_number: Words,
    pub reference: Words,
    pub draft: Words,
    pub merged_into: Words,
    pub overtaken_by: Words,
    pub carried: Words,
}

pub(super) const ENGLISH: TableWords = TableWords {
    paragraph: Cow::Borrowed("Paragraph"),
    text: Cow::Borrowed("Text of the draft"),
    name: Cow::Borrowed("Name"),
    kind: Cow::Borrowed("Kind"),
    asks: Cow::Borrowed("What is asked for"),
    current: Cow::Borrowed("Current words"),
    proposed: Cow::Borrowed("Proposed words, comments"),
    rationale: Cow::Borrowed("Rationale"),
    remarks: Cow::Borrowed("Remarks"),
    fate: Cow::Borrowed("What became of it"),
    note: Cow::Borrowed("Note of the co-chairs"),
    number: Cow::Borrowed("No."),
    what: Cow::Borrowed("What happened"),
    old: Cow::Borrowed("Old"),
    new: Cow::Borrowed("New"),
    compilation: Cow::Borrowed("Compilation"),
    whole_text: Cow::Borrowed("whole text"),
    continued: Cow::Borrowed("(continued)"),
    inserted: Cow::Borrowed("inserted"),
    deleted: Cow::Borrowed("deleted"),
    title: Cow::Borrowed("Title"),
    heading: Cow::Borrowed("Heading"),
    preambular: Cow::Borrowed("Preambular"),
    numbered: Cow::Borrowed("Numbered"),
    item: Cow::Borrowed("Item"),
    plain: Cow::Borrowed("Plain"),
    annex_heading: Cow::Borrowed("Annex"),
    comment: Cow::Borrowed("Comment"),
    replace: Cow::Borrowed("Amendment"),
    insert_after: Cow::Borrowed("New paragraph"),
    delete: Cow::Borrowed("Deletion"),
    move_: Cow::Borrowed("Move"),
    split: Cow::Borrowed("Split"),
    join: Cow::Borrowed("Join"),
    replace_throughout: Cow::Borrowed("Throughout"),
    own_number: Cow::Borrowed("Number"),
    reference: Cow::Borrowed("Reference"),
    draft: Cow::Borrowed("Draft"),
    merged_into: Cow::Borrowed("Merged into {}"),
    overtaken_by: Cow::Borrowed("Overtaken by {}"),
    carried: Cow::Borrowed("Carried forward to {}"),
};

impl TableWords {
    /// What a kind of paragraph is called.
    pub fn form(&self, kind: Kind) -> &str {
        match kind {
            Kind::Title => &self.title,
            Kind::Heading => &self.heading,
            Kind::Preambular => &self.preambular,
            Kind::Numbered => &self.numbered,
            Kind::Item => &self.item,
            Kind::Plain => &self.plain,
            Kind::AnnexHeading => &self.annex_heading,
        }
    }

    /// What a kind of act is called.
    pub fn act(&self, kind: SubmissionKind) -> &str {
        match kind {
            SubmissionKind::Comment => &self.comment,
            SubmissionKind::Replace => &self.replace,
            SubmissionKind::InsertAfter => &self.insert_after,
            SubmissionKind::Delete => &self.delete,
            SubmissionKind::Move => &self.move_,
            SubmissionKind::Split => &self.split,
            SubmissionKind::Join => &self.join,
            SubmissionKind::ReplaceThroughout => &self.replace_throughout,
        }
    }
}
