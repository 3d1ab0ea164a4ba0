//! What a reader may see of a process: settled here, before anything is read for a page.
//!
//! Invariant: the answers come from the one table of [`disclosure`]. That a submission was late is told only where five or more were.

use crate::document::id::DraftId;
use crate::drafting::submission::Submission;
use crate::identity::disclosure::{self, Audience, FEW, Matter, Shown};
use crate::proceedings::Table;
use crate::store::processes::Settings;
use crate::store::submissions::Item;

/// What one reader may see of one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    /// Whether issued drafts, redlines and all that hangs on them are shown.
    pub(super) drafts: bool,
    /// When released submissions are shown.
    submissions: Shown,
    /// Whether held ones are.
    held: bool,
    /// Which rationales are.
    rationales: disclosure::Sight,
    /// Whether questions to authors are, with their answers: to others those that both sides share.
    pub(super) exchanges: bool,
    /// Whether it is shown what became of submissions.
    pub(super) dispositions: bool,
    /// Whether numbers of positions are, in words.
    pub(super) positions: bool,
    /// Whether the working text of the desk is.
    pub(super) working_text: bool,
    /// Whether it is told that something waits for its release; never what or how much.
    pub(super) waiting: bool,
    /// How much of the ledger is.
    pub(super) ledger: disclosure::Sight,
    /// Whether the lists of the releases are.
    pub(super) lists: bool,
}

impl Sight {
    /// What the settings open to a reader.
    pub(super) fn of(audience: Audience, settings: &Settings) -> Self {
        let sight = |matter| disclosure::sight(audience, matter, &settings.visibility);
        let sees = |matter| sight(matter) != disclosure::Sight::Nothing;
        let drafts = sees(Matter::Issued);
        Self {
            drafts,
            submissions: if drafts { released(audience, settings) } else { Shown::Never },
            held: sees(Matter::Held),
            rationales: sight(Matter::Rationale),
            exchanges: sees(Matter::Exchange),
            dispositions: sees(Matter::Disposition),
            positions: sight(Matter::Positions) == disclosure::Sight::InWords,
            working_text: sight(Matter::WorkingText) == disclosure::Sight::All,
            waiting: sight(Matter::Waiting) == disclosure::Sight::SomeOrNone,
            ledger: sight(Matter::Ledger),
            lists: sees(Matter::Lists),
        }
    }

    /// Whether held submissions are shown.
    pub(super) fn shows_held(self) -> bool {
        self.held
    }

    /// Whether any of the ledger is shown.
    pub(super) fn shows_ledger(self) -> bool {
        self.ledger != disclosure::Sight::Nothing
    }

    /// Whether the submissions made on a draft are shown; `latest` is the newest draft.
    pub(super) fn shows_submissions_on(self, draft: DraftId, latest: DraftId) -> bool {
        match self.submissions {
            Shown::Never => false,
            Shown::NextDraft => draft != latest,
            Shown::AtRelease => true,
        }
    }

    /// Those of the items made on a draft that are shown, with no more in them than may be known. Carried ones are
    /// not looked for on later drafts: that they are open still says what became of them.
    pub(super) fn submissions(self, draft: DraftId, latest: DraftId, items: Vec<Item>) -> Vec<Submission> {
        if !self.shows_submissions_on(draft, latest) {
            return Vec::new();
        }
        let shown =
            items.into_iter().filter_map(|item| if self.held { item.seen_by_chairs() } else { item.seen() });
        self.opened(shown.collect())
    }

    /// Those that lie on the desk, carried ones among them, as somebody who sits there is shown them.
    pub(super) fn on_desk(self, table: &Table) -> Vec<Submission> {
        if !self.working_text {
            return Vec::new();
        }
        if self.held {
            return self.opened(table.submissions.clone());
        }
        let shown = table.submissions.iter().filter(|it| !table.held.contains_key(&it.id));
        self.opened(shown.chain(&table.veiled).cloned().collect())
    }

    /// With no more in them than may be known.
    fn opened(self, mut shown: Vec<Submission>) -> Vec<Submission> {
        let late = shown.iter().filter(|it| it.late).count() >= FEW as usize;
        for submission in &mut shown {
            let shown = match self.rationales {
                disclosure::Sight::All => true,
                disclosure::Sight::IfShared => submission.rationale_shared,
                _ => false,
            };
            if !shown {
                submission.rationale = None;
            }
            submission.late &= late;
        }
        shown
    }
}

/// When an audience is shown released submissions.
fn released(audience: Audience, settings: &Settings) -> Shown {
    use disclosure::Sight as S;
    match disclosure::sight(audience, Matter::Released, &settings.visibility) {
        S::All | S::Yours | S::WithReason | S::Nameless => Shown::AtRelease,
        S::NamelessFromNextDraft => Shown::NextDraft,
        S::Nothing
        | S::SomeOrNone
        | S::IfShared
        | S::OwnOnly
        | S::InWords
        | S::ChangesUnasked
        | S::OnTheFloor => Shown::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::id::{ReleaseId, SubmissionId};
    use crate::document::inline::Text;
    use crate::drafting::submission::{Body, Hold, ItemName, Target};
    use crate::identity::disclosure::Visibility;

    const FIRST: DraftId = DraftId::from_bytes([1; 16]);
    const LATEST: DraftId = DraftId::from_bytes([2; 16]);

    fn sight(drafts_public: bool, submissions_public: bool, submissions_shown: Shown) -> Sight {
        let visibility =
            Visibility { drafts_public, submissions_public, submissions_shown, ..Visibility::default() };
        Sight::of(Audience::Public, &Settings { visibility, ..Settings::default() })
    }

    fn item(number: u8) -> Item {
        let submission = Submission {
            id: SubmissionId::from_bytes([number; 16]),
            name: ItemName { place: "1".to_owned(), letter: number.into() },
            made_on: FIRST,
            target: Target::Document,
            body: Body::Comment { text: Text::parse("Remark.") },
            rationale: Some(Text::parse("Because.")),
            rationale_shared: true,
            late: false,
            withdrawn: false,
        };
        let release = ReleaseId::from_bytes([1; 16]);
        Item {
            submission,
            release,
            held: false,
            hold: Hold::None,
            succeeds: None,
            succeeded: false,
            veiled: false,
            tag: [0; 32],
        }
    }

    #[test]
    fn nothing_is_public_by_default() {
        let sight = Sight::of(Audience::Public, &Settings::default());
        assert!(!sight.drafts && !sight.shows_submissions_on(FIRST, LATEST));
    }

    #[test]
    fn submissions_are_shown_as_the_settings_say_and_never_without_the_draft() {
        use Shown::{AtRelease, Never, NextDraft};
        for (drafts, public, shown, on_first, on_latest) in [
            (true, true, AtRelease, true, true),
            (true, true, NextDraft, true, false),
            (true, true, Never, false, false),
            (true, false, AtRelease, false, false),
            (false, true, AtRelease, false, false),
        ] {
            let sight = sight(drafts, public, shown);
            let found = [FIRST, LATEST].map(|draft| sight.shows_submissions_on(draft, LATEST));
            assert_eq!(found, [on_first, on_latest], "{drafts} {public} {shown:?}");
        }
    }

    #[test]
    fn held_ones_rationales_and_single_late_ones_are_not_shown() {
        let sight = sight(true, true, Shown::AtRelease);
        let mut items: Vec<Item> = (0..8).map(item).collect();
        items[0].held = true;
        items[1].succeeded = true;
        items[2].submission.late = true;
        let shown = sight.submissions(FIRST, LATEST, items.clone());
        assert_eq!(shown.len(), 6);
        assert!(shown.iter().all(|it| it.rationale.is_none() && !it.late));
        items.iter_mut().for_each(|item| item.submission.late = true);
        assert!(sight.submissions(FIRST, LATEST, items).iter().all(|it| it.late));
    }
}
