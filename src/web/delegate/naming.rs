//! What words name that may tell who wrote them, told to nobody but their author.
//!
//! Invariant: what holds a submission follows from its words and the lists; what else is told here decides nothing.
//! Who else is on the roster is told to nobody, not by a warning either.

use crate::document::Paragraph;
use crate::document::inline::Text;
use crate::drafting::naming::{Finding, Known, Named, Passage, Reading};
use crate::drafting::submission::{Body, Target};
use crate::identity::preparation::Words;
use crate::proceedings::published_positions;
use crate::store::Read;
use crate::web::error::Error;
use crate::web::visit::Visit;

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The words, by paragraph.
    pub(super) passages: Vec<Passage>,
    /// What is named in them, in their order.
    pub(super) findings: Vec<Finding>,
}

impl Told {
    /// What the words of a submission name. `draft` is the one it is made on.
    pub(super) fn of(
        r: &Read<'_>,
        visit: &Visit,
        draft: &[Paragraph],
        (body, rationale, target): (&Body, Option<&Text>, &Target),
    ) -> Result<Self, Error> {
        let own = r.delegation(visit.delegate()?.delegation)?.name;
        let published = published_positions(r, visit.scope.process.id)?;
        let reading = Reading::of(body, rationale, target, draft);
        let language = visit.scope.document.language.as_str();
        let findings = reading.findings(Known { language, own: Some(&own), published: &published });
        Ok(Self { passages: reading.passages, findings })
    }

    /// The same of what is in preparation or waits.
    pub(super) fn of_words(
        r: &Read<'_>,
        visit: &Visit,
        draft: &[Paragraph],
        words: &Words,
    ) -> Result<Self, Error> {
        Self::of(r, visit, draft, (&words.body, words.rationale.as_ref(), &words.target))
    }

    /// Whether it is held for that.
    pub(super) fn holds(&self) -> bool {
        self.findings.iter().any(|it| it.named.holds())
    }

    /// The findings of each kind, those that hold it first.
    pub(super) fn by_kind(&self) -> Vec<(Named, Vec<&Finding>)> {
        let mut kinds: Vec<Named> = self.findings.iter().map(|it| it.named).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let of = |kind: Named| self.findings.iter().filter(move |it| it.named == kind).collect();
        kinds.into_iter().map(|kind| (kind, of(kind))).collect()
    }
}
