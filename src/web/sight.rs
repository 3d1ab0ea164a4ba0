//! What a reader may see of a process: settled here, before anything is read for a page.
//!
//! Invariant: nothing is shown that the settings of the process do not open. Held submissions, rationales and what
//! became of a submission are never the public's. That a submission was late is told only where five or more were.

use super::reader::Reader;
use crate::document::id::DraftId;
use crate::drafting::submission::Submission;
use crate::store::processes::{Settings, Shown};
use crate::store::submissions::Item;

/// From how many on lateness points at nobody.
const LATE_ENOUGH: usize = 5;

/// What one reader may see of one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    /// Whether issued drafts, redlines and all that hangs on them are shown.
    pub(super) drafts: bool,
    /// When released submissions are shown.
    submissions: Shown,
}

impl Sight {
    /// What the settings open to a reader.
    pub(super) fn of(reader: Reader, settings: &Settings) -> Self {
        let visibility = settings.visibility;
        match reader {
            Reader::Public => Self {
                drafts: visibility.drafts_public,
                // Never before the delegations themselves.
                submissions: if visibility.drafts_public && visibility.submissions_public {
                    visibility.submissions_shown
                } else {
                    Shown::Never
                },
            },
        }
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
        let shown = items.into_iter().filter(|item| !item.held && !item.succeeded);
        let mut shown: Vec<Submission> = shown.map(|item| item.submission).collect();
        let late = shown.iter().filter(|it| it.late).count() >= LATE_ENOUGH;
        for submission in &mut shown {
            submission.rationale = None;
            submission.rationale_shared = false;
            submission.late &= late;
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::id::{ReleaseId, SubmissionId};
    use crate::document::inline::Text;
    use crate::drafting::submission::{Body, ItemName, Target};
    use crate::store::processes::Visibility;

    const FIRST: DraftId = DraftId::from_bytes([1; 16]);
    const LATEST: DraftId = DraftId::from_bytes([2; 16]);

    fn sight(drafts_public: bool, submissions_public: bool, submissions_shown: Shown) -> Sight {
        let visibility =
            Visibility { drafts_public, submissions_public, submissions_shown, ..Visibility::default() };
        Sight::of(Reader::Public, &Settings { visibility, ..Settings::default() })
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
        Item { submission, release, held: false, succeeds: None, succeeded: false, tag: [0; 32] }
    }

    #[test]
    fn nothing_is_public_by_default() {
        let sight = Sight::of(Reader::Public, &Settings::default());
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
