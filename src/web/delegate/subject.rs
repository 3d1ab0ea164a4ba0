//! What a form is about: a paragraph of a draft, or the whole text.

use crate::document::id::{DraftId, ParagraphId};
use crate::document::outline::spoken_names;
use crate::document::{Content, Paragraph};
use crate::drafting::round::Phase;
use crate::drafting::submission::Target;
use crate::export::rendition::Language;
use crate::i18n::{Fact, Words};
use crate::identity::role::Act;
use crate::store::Read;
use crate::store::rounds::Round;
use crate::web::error::Error;
use crate::web::paths;
use crate::web::visit::{Issued, Visit};

/// How the whole text is named in addresses.
const ALL: &str = "all";

/// What a form is about, and the draft it is read in.
pub(super) struct Subject {
    /// The process, and who visits it.
    pub(super) visit: Visit,
    /// The draft.
    pub(super) draft: Issued,
    /// The round on the latest draft.
    pub(super) round: Option<Round>,
    /// The paragraphs of the draft.
    pub(super) paragraphs: Vec<Paragraph>,
    /// How each is spoken of.
    pub(super) names: Vec<String>,
    /// The place of the paragraph; none is the whole text.
    pub(super) place: Option<usize>,
}

impl Subject {
    /// The subject of an address.
    pub(super) fn at(r: &Read<'_>, visit: Visit, draft: &str, paragraph: &str) -> Result<Self, Error> {
        let draft = visit.draft(draft)?.clone();
        let paragraph = match paragraph {
            ALL => None,
            id => Some(id.parse().map_err(|_| Error::NotFound)?),
        };
        Self::of(r, visit, draft, paragraph)
    }

    /// The subject of something that was written.
    pub(super) fn of_target(
        r: &Read<'_>,
        visit: Visit,
        made_on: DraftId,
        target: &Target,
    ) -> Result<Self, Error> {
        let draft = visit.drafts.iter().find(|it| it.draft.id == made_on).ok_or(Error::NotFound)?.clone();
        Self::of(r, visit, draft, target.anchor())
    }

    fn of(r: &Read<'_>, visit: Visit, draft: Issued, paragraph: Option<ParagraphId>) -> Result<Self, Error> {
        let paragraphs = r.paragraphs(draft.draft.id)?;
        let place = match paragraph {
            None => None,
            Some(id) => Some(paragraphs.iter().position(|it| it.id == id).ok_or(Error::NotFound)?),
        };
        let round = round_of(r, &visit)?;
        Ok(Self { names: spoken_names(&paragraphs), visit, draft, round, paragraphs, place })
    }

    /// The paragraph, if it is one.
    pub(super) fn paragraph(&self) -> Option<&Paragraph> {
        self.place.and_then(|place| self.paragraphs.get(place))
    }

    /// What the paragraph shows, if it is one.
    pub(super) fn content(&self) -> Option<&Content> {
        self.paragraph().map(|it| &it.content)
    }

    /// The paragraph behind it.
    pub(super) fn next(&self) -> Option<&Paragraph> {
        self.paragraphs.get(self.place? + 1)
    }

    /// Whether no later draft has been issued.
    pub(super) fn is_latest(&self) -> bool {
        self.visit.drafts.last() == Some(&self.draft)
    }

    /// The short name of the process.
    pub(super) fn process(&self) -> &str {
        &self.visit.scope.process.name
    }

    /// How it is named in addresses.
    pub(super) fn segment(&self) -> String {
        self.paragraph().map_or_else(|| ALL.to_owned(), |it| it.id.to_string())
    }

    /// "Paragraph 14", "Heading III", "The whole text".
    pub(super) fn name(&self, words: &Words) -> String {
        match self.place {
            None => words.say("whole-text"),
            Some(place) => name_of(words, &self.paragraphs[place].content, &self.names[place]),
        }
    }

    /// Where it stands in the reader.
    pub(super) fn in_reader(&self) -> String {
        let draft = paths::clean(self.process(), &self.draft.name);
        match self.paragraph() {
            None => draft,
            Some(paragraph) => format!("{draft}#{}", paths::anchor(paragraph.id)),
        }
    }

    /// The language of the text.
    pub(super) fn language(&self) -> Language {
        self.visit.language(&self.paragraphs)
    }

    /// What the round on the latest draft permits.
    pub(super) fn phase(&self) -> Phase {
        phase_of(self.round.as_ref())
    }

    /// Whether the reader may do that now.
    pub(super) fn may(&self, act: Act) -> bool {
        self.visit.standing.may(act, self.phase())
    }
}

/// The round on the latest draft, the last of them if all are closed.
pub(in crate::web) fn round_of(r: &Read<'_>, visit: &Visit) -> Result<Option<Round>, Error> {
    let Some(latest) = visit.drafts.last() else { return Ok(None) };
    match r.current_round(latest.draft.id)? {
        Some(round) => Ok(Some(round)),
        None => Ok(r.rounds(latest.draft.id)?.pop()),
    }
}

/// What a round permits; one that is not there nothing.
pub(super) fn phase_of(round: Option<&Round>) -> Phase {
    round.map_or(Phase::Closed, |round| round.phase)
}

/// "Paragraph 14", "Heading III".
pub(super) fn name_of(words: &Words, content: &Content, spoken: &str) -> String {
    let id = if content.kind.is_heading() { "name-heading" } else { "name-paragraph" };
    words.tell(id, &[("name", Fact::Text(spoken))])
}
