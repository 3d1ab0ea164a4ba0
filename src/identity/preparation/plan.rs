//! What a file that came back changes in a delegation's set.
//!
//! Invariant: nothing is doubled. What the set or the round has already stays as it is; another wording of the same thing
//! takes its place; only the rest is new. What is not in the file is named and left alone. A file says nothing of
//! reasons, so those that were given stay.

use std::fmt;

use super::{Entry, Words};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::drafting::submission::{Body, SubmissionKind, Target};
use crate::identity::authorship::FormNonce;

/// What one proposal of a file changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// An entry says it already.
    Same {
        /// The entry.
        form: FormNonce,
        /// Its version.
        seen: u32,
    },
    /// It takes the place of what an entry says.
    Update {
        /// The entry.
        form: FormNonce,
        /// Its version.
        seen: u32,
    },
    /// An own item says it already.
    Sent(SubmissionId),
    /// It would take the place of an own item.
    Instead(SubmissionId),
}

/// The change as a form names it.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Same { form, seen } => write!(f, "same.{form}.{seen}"),
            Self::Update { form, seen } => write!(f, "update.{form}.{seen}"),
            Self::Sent(item) => write!(f, "sent.{item}"),
            Self::Instead(item) => write!(f, "instead.{item}"),
        }
    }
}

/// What a file changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What each of its proposals changes, and the words with which it does.
    pub changes: Vec<(Change, Words)>,
    /// The entries that are not in it.
    pub missing: Vec<FormNonce>,
}

impl Plan {
    /// What `file` changes in `set`, where `sent` are the own items that wait or are open.
    pub fn of(set: &[Entry], sent: &[(SubmissionId, Words)], file: Vec<Words>) -> Self {
        let mut found: Vec<Option<Change>> = vec![None; file.len()];
        let mut in_set = vec![false; set.len()];
        let mut in_sent = vec![false; sent.len()];
        for likeness in [Likeness::Same, Likeness::OneKind, Likeness::OneThing] {
            for (proposal, change) in file.iter().zip(&mut found).filter(|(_, it)| it.is_none()) {
                let same = likeness == Likeness::Same;
                if let Some(at) = first(set, &in_set, |it| likeness.joins(proposal, &it.words)) {
                    in_set[at] = true;
                    let (form, seen) = (set[at].form, set[at].version);
                    *change =
                        Some(if same { Change::Same { form, seen } } else { Change::Update { form, seen } });
                } else if let Some(at) = first(sent, &in_sent, |(_, it)| likeness.joins(proposal, it)) {
                    in_sent[at] = true;
                    let item = sent[at].0;
                    *change = Some(if same { Change::Sent(item) } else { Change::Instead(item) });
                }
            }
        }
        let changes = found.into_iter().zip(file).map(|(change, words)| {
            let change = change.unwrap_or(Change::New);
            (change, with_reasons(words, change, set, sent))
        });
        let missing = set.iter().zip(&in_set).filter(|(_, there)| !**there).map(|(it, _)| it.form);
        Self { changes: changes.collect(), missing: missing.collect() }
    }
}

fn first<T>(all: &[T], taken: &[bool], fits: impl Fn(&T) -> bool) -> Option<usize> {
    (0..all.len()).find(|&at| !taken[at] && fits(&all[at]))
}

/// The words of a proposal with the reasons that were given before.
fn with_reasons(words: Words, change: Change, set: &[Entry], sent: &[(SubmissionId, Words)]) -> Words {
    let (before, succeeds) = match change {
        Change::New | Change::Sent(_) => return words,
        Change::Same { form, .. } | Change::Update { form, .. } => {
            let entry = set.iter().find(|it| it.form == form).map(|it| &it.words);
            (entry, entry.and_then(|it| it.succeeds))
        }
        Change::Instead(item) => (sent.iter().find(|(id, _)| *id == item).map(|(_, it)| it), Some(item)),
    };
    let Some(before) = before else { return words };
    if let Change::Same { .. } = change {
        return before.clone();
    }
    Words {
        rationale: before.rationale.clone(),
        rationale_shared: before.rationale_shared,
        held: before.held,
        succeeds,
        ..words
    }
}

/// How alike two submissions have to be to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// They say the same.
    Same,
    /// They do the same kind of thing to the same words.
    OneKind,
    /// They do something to the same words.
    OneThing,
}

impl Likeness {
    fn joins(self, a: &Words, b: &Words) -> bool {
        match self {
            Self::Same => a.target == b.target && a.body == b.body,
            Self::OneKind => a.body.kind() == b.body.kind() && thing(a) == thing(b),
            Self::OneThing => thing(a) == thing(b),
        }
    }
}

/// What a submission is about, as far as there is one of it from each author.
#[derive(PartialEq, Eq)]
enum Thing<'a> {
    Words(ParagraphId),
    Behind(Option<ParagraphId>),
    Remark(&'a Target),
    Throughout(&'a str),
}

fn thing(words: &Words) -> Thing<'_> {
    match (&words.body, words.target.anchor()) {
        (Body::Comment { .. }, _) => Thing::Remark(&words.target),
        (Body::ReplaceThroughout { find, .. }, _) => Thing::Throughout(find),
        (body, Some(paragraph)) if body.kind() != SubmissionKind::InsertAfter => Thing::Words(paragraph),
        (_, anchor) => Thing::Behind(anchor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;
    use crate::document::id::DraftId;
    use crate::document::inline::Text;
    use crate::identity::preparation::Stage;

    fn words(line: &str) -> Words {
        let (at, rest) = line.split_once(' ').unwrap();
        let (kind, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let paragraph = ParagraphId::from_bytes([at.parse().unwrap(); 16]);
        let base = Text::parse("As it stands.");
        let body = match kind {
            "reads" => Body::Replace { base, with: vec![Content::plain(Text::parse(text))] },
            "goes" => Body::Delete { base, subordinates: Vec::new() },
            "moves" => Body::Move { base, subordinates: Vec::new(), after: None },
            "then" => Body::InsertAfter { paragraphs: vec![Content::plain(Text::parse(text))] },
            "remark" => Body::Comment { text: Text::parse(text) },
            other => panic!("{other}"),
        };
        Words {
            made_on: DraftId::from_bytes([9; 16]),
            target: Target::paragraph(paragraph),
            body,
            rationale: None,
            rationale_shared: false,
            held: false,
            succeeds: None,
        }
    }

    fn form(number: u8) -> FormNonce {
        FormNonce::from_bytes([number; 16])
    }

    fn set(lines: &[&str]) -> Vec<Entry> {
        let entry = |(at, line): (usize, &&str)| Entry {
            form: form(at as u8),
            version: 3,
            stage: Stage::Cleared,
            written_by: None,
            cleared_by: None,
            words: Words { rationale: Some(Text::parse("Because.")), ..words(line) },
        };
        lines.iter().enumerate().map(entry).collect()
    }

    fn sent(lines: &[&str]) -> Vec<(SubmissionId, Words)> {
        let item = |(at, line): (usize, &&str)| (SubmissionId::from_bytes([at as u8; 16]), words(line));
        lines.iter().enumerate().map(item).collect()
    }

    /// "new", "same 0", "update 1", and the entries that are missing behind a bar.
    fn told(set_lines: &[&str], sent_lines: &[&str], file: &[&str]) -> String {
        let plan =
            Plan::of(&set(set_lines), &sent(sent_lines), file.iter().map(|line| words(line)).collect());
        let number = |form: &FormNonce| form.as_bytes()[0];
        let change = |change: &Change| match change {
            Change::New => "new".to_owned(),
            Change::Same { form, .. } => format!("same {}", number(form)),
            Change::Update { form, .. } => format!("update {}", number(form)),
            Change::Sent(item) => format!("sent {}", item.as_bytes()[0]),
            Change::Instead(item) => format!("instead {}", item.as_bytes()[0]),
        };
        let changes: Vec<String> = plan.changes.iter().map(|(it, _)| change(it)).collect();
        let missing: Vec<String> = plan.missing.iter().map(|it| number(it).to_string()).collect();
        format!("{} | {}", changes.join(", "), missing.join(", "))
    }

    /// What is in the set, what was sent, what is in the file, and what it changes.
    type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a [&'a str], &'a str);

    #[test]
    fn nothing_is_doubled() {
        let rows: [Case<'_>; 11] = [
            (&[], &[], &["1 reads A.", "2 goes"], "new, new | "),
            (&["1 reads A.", "2 goes"], &[], &["1 reads A.", "2 goes"], "same 0, same 1 | "),
            (&["1 reads A.", "2 goes"], &[], &["1 reads B."], "update 0 | 1"),
            (&["1 reads A."], &[], &["1 goes"], "update 0 | "),
            (&["1 moves", "1 reads A."], &[], &["1 reads B.", "1 moves"], "update 1, same 0 | "),
            (&["1 reads A."], &[], &["1 then N."], "new | 0"),
            (&["1 then N."], &[], &["1 then M.", "1 then O."], "update 0, new | "),
            (&["1 remark A.", "1 remark B."], &[], &["1 remark B.", "1 remark C."], "same 1, update 0 | "),
            (&[], &["1 reads A."], &["1 reads A."], "sent 0 | "),
            (&[], &["1 reads A."], &["1 reads B.", "2 reads A."], "instead 0, new | "),
            (&["1 reads B."], &["1 reads A."], &["1 reads B."], "same 0 | "),
        ];
        for (set, sent, file, expected) in rows {
            assert_eq!(told(set, sent, file), expected, "{set:?} {sent:?} {file:?}");
        }
    }

    #[test]
    fn reasons_stay_and_a_changed_item_names_the_one_it_follows() {
        let before = set(&["1 reads A."]);
        let plan = Plan::of(&before, &sent(&["2 goes"]), vec![words("1 reads B."), words("2 reads C.")]);
        let [(_, update), (_, instead)] = &plan.changes[..] else { panic!("{plan:?}") };
        assert_eq!(update.rationale, before[0].words.rationale);
        assert_eq!(update.body, words("1 reads B.").body);
        assert_eq!(instead.succeeds, Some(SubmissionId::from_bytes([0; 16])));
    }
}
