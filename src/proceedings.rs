//! What is done in a process, whoever asks for it: a draft is taken in, submissions are received, the desk decides, the
//! next draft is issued, files are drawn.
//!
//! Invariant: every act is one transaction over the store, and asks the pure layers for what it means; what touches both
//! files is done in steps that can be done again. The web and the command line call these and add nothing to them.
//!
//! Acts over a [`Read`] or a [`Write`] are part of their caller's transaction. Acts over a [`store::Store`] wait for the
//! disk: a server runs them by [`store::Store::act`].

mod account;
mod checklist;
mod claim;
mod daily;
mod desk;
mod door;
mod draft;
mod enrolment;
mod files;
mod ground;
mod held;
mod keys;
mod later;
mod letter;
mod link;
mod own;
mod package;
mod position;
mod preparation;
mod published;
mod question;
mod receive;
mod references;
mod refusal;
pub mod release;
mod report;
mod retention;
mod returned;
mod roster;
mod round;
mod rules;
mod session;
mod settings;
mod signing;
mod slip;
mod staff;
mod submission;
mod told;
mod waiting;

use std::io;

pub use self::account::{Line, account};
pub use self::checklist::{Account, ByDisposition, Checklist, Oddity, Spot, fits};
pub use self::claim::{Claimed, OnPaper, Slip, claimed, first_words, give_slips, on_paper, take_over};
pub use self::daily::{keep_daily, last_due, next_due};
pub use self::desk::{
    Standing, Table, append, as_renumbered, decide, decide_automatically, renumber, undo_last,
};
pub use self::door::{
    Admitted, Chosen, Offered, Shown, log_in_staff, log_in_to_demonstration, mark, offer_by_link,
    offered_at_the_door, offered_by_link, recognise, set_up_at_the_door,
};
pub use self::draft::{Issued, NewDraft, NewRound, issue_next, take_in, take_in_first};
pub use self::enrolment::{Keys, enrol, give_code};
pub use self::files::{
    FileOf, annotated_of, comparison_of, fates, rendition_of, rulings, without_held, working_redline,
};
pub use self::held::{let_pass, may_pass};
pub use self::keys::{MOST_KEYS, OwnKey, begin_anew, end_key, make_key, own_keys, recover};
pub use self::later::{following, issue_later, laid_over, put_on_desk};
pub use self::letter::letter;
pub use self::link::{
    First, Invited, NewProcess, accept, begin_process, first_link, invite, invited, set_up,
};
pub use self::own::{Fate, Heard, Own, Stances, heard, own_items, stances, withdrawing};
pub use self::package::{Compilation, Holds, Package, Piece, draw, package_of};
pub use self::position::{On, own_stance, take_position};
pub use self::preparation::{clear_entry, discard_entry, entries, save_entry, save_set};
pub use self::published::{Unregistered, published_positions, register_position, strike_position};
pub use self::question::{
    Answered, OwnQuestion, WaitingAnswer, answer, ask, item_of, own_question, own_questions, save_answer,
};
pub use self::receive::{Receipt, receive, receive_once};
pub use self::references::references_of;
pub use self::refusal::Refusal;
pub use self::report::report;
pub use self::retention::{NotOver, drop_ended, end, kept};
pub use self::returned::{File, Proposed, Texts, compare_with_set, take_into_set};
pub use self::roster::{
    Added, Named, Progress, Sheet, Unlisted, add_delegations, give_anew, give_sheets, on_the_roster,
    read_list, roster, strike_off,
};
pub use self::round::{LEAST, USUAL_HOUR, Unfit, begin_round, check_window, settle_round};
pub use self::rules::{change_rules, rules};
pub use self::session::{LoggedIn, log_in, log_out, session};
pub use self::settings::{Unsettled, settle};
pub use self::signing::{
    Accounted, Where, accounted, acknowledge_again, locate, promises, published, sign_latest, signer,
};
pub use self::slip::{slips_as_page, slips_as_text};
pub use self::staff::{
    NewMember, add_member, add_staff, appoint, change_passphrase, dismiss, hash_passphrase, hire,
    reset_passphrase, reset_second_factor, roles, runs_a_process,
};
pub use self::submission::{Pending, Submitted, pending, submit_set, withdraw};
pub use self::told::{became, decided, fits_as, hand};

use crate::chance;
use crate::document::id::{DocumentId, ParagraphId, ProcessId};
use crate::drafting::desk::CannotUndo;
use crate::drafting::later as later_draft;
use crate::store::documents::Document;
use crate::store::drafts::Draft;
use crate::store::processes::{Process, Settings};
use crate::store::{self, Read, Write};

/// The most characters of a short name: what the schema takes.
const LONGEST_SHORT_NAME: usize = 60;

/// The most characters of anything that is called by a name.
const LONGEST_NAME: usize = 300;

/// Why an act was not done. Nothing of it is in the record then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store could not.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// No randomness for an id.
    #[error("the operating system gave no randomness")]
    Chance(#[from] io::Error),
    /// Several could be meant.
    #[error("there are several {what}: name one of {}", .names.join(", "))]
    Several {
        /// Of what kind.
        what: &'static str,
        /// What they are called.
        names: Vec<String>,
    },
    /// There is none of that name.
    #[error("there is no {what} \"{name}\"; there is {}", listed(.known))]
    Unknown {
        /// Of what kind.
        what: &'static str,
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A process without a draft.
    #[error("no draft has been issued yet: import one first")]
    NoDraft,
    /// A draft issued before the one it is made from.
    #[error("\"{earlier}\" was issued on {day}: a later draft cannot bear an earlier date")]
    TooEarly {
        /// The draft before.
        earlier: String,
        /// Its day.
        day: jiff::civil::Date,
    },
    /// A first draft where there is one.
    #[error(
        "the document has a first draft already (\"{0}\"): later drafts are made by consolidating and issuing, \
         or taken in with --after \"{0}\""
    )]
    HasDraft(String),
    /// A later draft that is to follow one that is not the latest.
    #[error("\"{named}\" is not the latest draft: a later one follows \"{latest}\"")]
    NotLatest {
        /// The draft that was named.
        named: String,
        /// The latest.
        latest: String,
    },
    /// A file that cannot be laid over the draft.
    #[error(transparent)]
    Unfit(#[from] later_draft::Unfit),
    /// A file with the ids of paragraphs that are another document's.
    #[error(
        "paragraph {0} of the file is known here already, in another document: import the words without ids, as .md or .docx"
    )]
    OfAnotherDocument(ParagraphId),
    /// Two drafts of one name.
    #[error("a draft \"{0}\" has been issued already: choose another label")]
    LabelTaken(String),
    /// Two processes of one name.
    #[error("there is a process \"{0}\" already")]
    ProcessTaken(String),
    /// A name without letters or digits.
    #[error("\"{0}\" has no letters or digits to make a name of")]
    NoName(String),
    /// A name that is longer than any place for it.
    #[error("a name has at most {LONGEST_NAME} characters")]
    LongName,
    /// A draft against itself or a later one.
    #[error("a redline shows a draft against an earlier one: \"{against}\" is not earlier than \"{draft}\"")]
    NotEarlier {
        /// The draft to be shown.
        draft: String,
        /// The draft it was to be compared with.
        against: String,
    },
    /// Submissions on a draft that is no longer the latest.
    #[error("the round on \"{0}\" is closed: submissions are received on the latest draft")]
    RoundClosed(String),
    /// A submission that is not on the desk.
    #[error("there is no submission \"{0}\" at the desk: `travaux show submissions` lists them")]
    NoItem(String),
    /// A paragraph that is not in the working text.
    #[error("there is no paragraph \"{0}\" in the working text")]
    NoParagraph(String),
    /// A submission merged into itself.
    #[error("\"{0}\" cannot be merged into itself: name another submission with --into")]
    IntoItself(String),
    /// Nothing at the desk to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// An undo that the desk refuses.
    #[error(transparent)]
    CannotUndo(#[from] CannotUndo),
}

/// A process and the document that is negotiated in it.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The process.
    pub process: Process,
    /// Its document.
    pub document: Document,
}

/// Begins a process with one document. The process goes by its title in letters and digits: "ict-workstream".
pub fn begin(
    w: &Write<'_>,
    title: &str,
    document_title: &str,
    language: &str,
    venue: &str,
) -> Result<Scope, Error> {
    let (title, document_title) = (&named(title)?, named(document_title)?);
    let name = short_name(title).ok_or_else(|| Error::NoName(title.to_owned()))?;
    if w.processes()?.iter().any(|it| it.name == name) {
        return Err(Error::ProcessTaken(title.to_owned()));
    }
    let settings = Settings { venue: venue.to_owned(), ..Settings::default() };
    let process =
        Process { id: ProcessId::from_bytes(chance::id()?), name, title: title.to_owned(), settings };
    w.create_process(&process)?;
    let document = Document {
        id: DocumentId::from_bytes(chance::id()?),
        process: process.id,
        name: "outcome".to_owned(),
        title: document_title,
        language: language.to_owned(),
    };
    w.create_document(&document)?;
    Ok(Scope { process, document })
}

/// The process meant: the one there is, or the one of that title or short name.
pub fn find(r: &Read<'_>, process: Option<&str>) -> Result<Scope, Error> {
    let mut all = r.processes()?;
    let titles = || all.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
    let meant = match process {
        Some(name) => {
            let known = titles();
            let is = |it: &Process| it.title.eq_ignore_ascii_case(name) || it.name == name;
            let unknown = || Error::Unknown { what: "process", name: name.to_owned(), known };
            all.iter().position(is).ok_or_else(unknown)?
        }
        None if all.len() > 1 => return Err(Error::Several { what: "processes", names: titles() }),
        None => 0,
    };
    if all.is_empty() {
        return Err(Error::Unknown {
            what: "process",
            name: process.unwrap_or_default().to_owned(),
            known: Vec::new(),
        });
    }
    let process = all.swap_remove(meant);
    let documents = r.documents(process.id)?;
    let document = documents.into_iter().next().ok_or(Error::NoDraft)?;
    Ok(Scope { process, document })
}

/// The draft of that label, or the latest.
pub fn draft_of(r: &Read<'_>, scope: &Scope, label: Option<&str>) -> Result<Draft, Error> {
    let Some(label) = label else {
        return r.latest_draft(scope.document.id)?.ok_or(Error::NoDraft);
    };
    match r.draft(scope.document.id, label) {
        Err(store::Error::NotFound { .. }) => {
            let known = r.drafts(scope.document.id)?.into_iter().map(|it| it.label).collect();
            Err(Error::Unknown { what: "draft", name: label.to_owned(), known })
        }
        found => Ok(found?),
    }
}

/// The draft issued before another.
fn draft_before(r: &Read<'_>, scope: &Scope, draft: &Draft) -> Result<Option<Draft>, Error> {
    Ok(r.drafts(scope.document.id)?.into_iter().rev().find(|it| it.ordinal < draft.ordinal))
}

/// A name as it is kept: one line, with something in it that can be said.
fn named(name: &str) -> Result<String, Error> {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > LONGEST_NAME {
        return Err(Error::LongName);
    }
    let can_be_said = line.chars().any(char::is_alphanumeric);
    if can_be_said { Ok(line) } else { Err(Error::NoName(line)) }
}

/// A title in letters and digits, as many whole words as fit in [`LONGEST_SHORT_NAME`].
fn short_name(title: &str) -> Option<String> {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    let name = if name.is_empty() && title.chars().any(char::is_alphanumeric) {
        use sha2::{Digest, Sha256};
        let hash = Sha256::digest(title.as_bytes());
        format!("process-{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2])
    } else {
        name
    };
    let name = match name.char_indices().nth(LONGEST_SHORT_NAME) {
        None => name.as_str(),
        Some((at, '-')) => &name[..at],
        Some((at, _)) => name[..at].rsplit_once('-').map_or(&name[..at], |(whole, _)| whole),
    };
    (!name.is_empty()).then(|| name.to_owned())
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line() {
        assert_eq!(named(" Zero\n draft ").unwrap(), "Zero draft");
        assert!(named(" — ").is_err() && named("").is_err());
        let long = |length: usize| named(&"x".repeat(length));
        assert!(long(LONGEST_NAME).is_ok() && matches!(long(LONGEST_NAME + 1), Err(Error::LongName)));
    }

    #[test]
    fn titles_become_short_names() {
        assert_eq!(short_name("ICT workstream").as_deref(), Some("ict-workstream"));
        assert_eq!(short_name("  Group II: data & AI "), Some("group-ii-data-ai".to_owned()));
        assert!(short_name("مسار").is_some_and(|it| it.starts_with("process-")));
        assert_eq!(short_name("—"), None);
        let long =
            |last: &str| short_name(&format!("Group on the peaceful uses of outer space and of its {last}"));
        assert_eq!(
            long("orbits").as_deref(),
            Some("group-on-the-peaceful-uses-of-outer-space-and-of-its-orbits")
        );
        assert_eq!(
            long("debris fields").as_deref(),
            Some("group-on-the-peaceful-uses-of-outer-space-and-of-its-debris")
        );
        assert_eq!(
            long("resources").as_deref(),
            Some("group-on-the-peaceful-uses-of-outer-space-and-of-its")
        );
        assert_eq!(short_name(&"x".repeat(70)), Some("x".repeat(60)));
    }
}
