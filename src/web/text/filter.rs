//! Which paragraphs of a text are shown.
//!
//! Headings stay where something under them is shown, so that a reader knows where they are.

use serde::Deserialize;

use super::Reading;
use crate::document::Kind;
use crate::document::verbs::VerbKind;
use crate::export::rendition::{ListedChange, Mark, Matter, Passage, Rendition, Run, Seam, Standing};
use crate::web::component::redline::has;
use crate::web::submitted::Submitted;

/// The longest words that are searched for, in characters.
const LONGEST: usize = 200;

/// What was asked for in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Filter {
    /// Which paragraphs.
    #[serde(default)]
    pub(super) show: Show,
    /// The words that they must have.
    #[serde(default, rename = "q")]
    words: String,
    /// In the list of changes: those of which verbs.
    #[serde(default)]
    pub(super) verbs: Verbs,
}

/// Which changes are listed, by the verbs that changed in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verbs {
    /// All changes, of verbs or not.
    #[default]
    All,
    /// Those of "shall", "should", "may".
    Modal,
    /// Those of the verbs that open paragraphs.
    Opening,
}

impl Verbs {
    /// Whether a change is listed.
    pub(super) fn list(self, change: &ListedChange) -> bool {
        let has = |kind: VerbKind| change.verbs.iter().any(|it| it.kind == kind);
        match self {
            Self::All => true,
            Self::Modal => has(VerbKind::Modal),
            Self::Opening => has(VerbKind::Opening),
        }
    }
}

/// Which paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Show {
    /// All.
    #[default]
    All,
    /// Those that changed; all in a clean text.
    Changed,
    /// Those with submissions.
    Submissions,
    /// Those with submissions of the reader's own delegation.
    Mine,
}

impl Filter {
    /// The words searched for, cut to what is sensible.
    pub(super) fn words(&self) -> &str {
        let words = self.words.trim();
        words.char_indices().nth(LONGEST).map_or(words, |(end, _)| &words[..end])
    }

    /// Whether anything is left out.
    pub(super) fn is_on(&self) -> bool {
        self.show != Show::All || !self.words().is_empty()
    }
}

/// The passages shown, in order, and how many of them were asked for: the others are headings above them.
pub(super) fn passages(reading: &Reading) -> (Vec<&Passage>, usize) {
    let Reading { filter, rendition, submissions, .. } = reading;
    let asked_for = |passage: &Passage| {
        let kind = match filter.show {
            Show::All => true,
            Show::Changed => reading.against.is_none() || is_changed(passage),
            Show::Submissions => submissions.as_ref().is_some_and(|it| has_submissions(it, passage)),
            Show::Mine => has_own(reading, passage),
        };
        kind && (filter.words().is_empty() || has(&passage.current_words(), filter.words()))
    };
    if !filter.is_on() {
        let all: Vec<&Passage> = rendition.passages().collect();
        let count = all.len();
        return (all, count);
    }
    with_headings(rendition, asked_for)
}

fn with_headings(rendition: &Rendition, asked_for: impl Fn(&Passage) -> bool) -> (Vec<&Passage>, usize) {
    let (mut shown, mut count) = (Vec::new(), 0);
    let mut above: Vec<&Passage> = Vec::new();
    for passage in rendition.passages() {
        let heading = matches!(passage.form.kind, Kind::Heading | Kind::AnnexHeading);
        if heading {
            above.retain(|it| it.form.level < passage.form.level);
        }
        if asked_for(passage) {
            shown.append(&mut above);
            shown.push(passage);
            count += 1;
        } else if heading {
            above.push(passage);
        }
    }
    (shown, count)
}

fn has_submissions(submitted: &Submitted, passage: &Passage) -> bool {
    passage.anchor.is_some_and(|id| submitted.on.contains_key(&id))
}

fn has_own(reading: &Reading, passage: &Passage) -> bool {
    let items = passage.anchor.and_then(|id| reading.submissions.as_ref()?.on.get(&id));
    let own = |id| reading.ours.as_ref().is_some_and(|ours| ours.own.contains(&id));
    items.is_some_and(|items| items.iter().any(|it| own(it.id)))
}

/// Whether anything happened to a passage.
pub(super) fn is_changed(passage: &Passage) -> bool {
    let marked = |runs: &[Run]| runs.iter().any(|run| !is_kept(run));
    passage.standing != Standing::Kept
        || passage.seam != Seam::Kept
        || passage.was.is_some()
        || passage.remark.is_some()
        || marked(&passage.label)
        || marked(&passage.words)
}

/// Whether nothing happened to a run, nor to the words of a footnote.
pub(super) fn is_kept(run: &Run) -> bool {
    let inside = match &run.matter {
        Matter::Words { .. } => true,
        Matter::Footnote(inside) => inside.iter().all(is_kept),
    };
    run.mark == Mark::Kept && inside
}
