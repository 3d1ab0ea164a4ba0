//! The form of one place of the desk, and carrying it out.
//!
//! Invariant: either everything that was sent is done or nothing of it. Words that were typed are saved with whatever
//! act they came with, on the words their author had before them.

mod asks;
mod passing;

use std::collections::BTreeMap;

use serde::Deserialize;

use self::asks::Asks;
pub(super) use self::asks::{Choice, settles};
use super::bench::rules_on;
use super::ground::{Laid, laid};
use crate::document::brackets::place::places;
use crate::document::brackets::settle::Pick;
use crate::document::id::{ActId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::drafting::choice::{self, Manner, decision, in_part, rewritten, words_for};
use crate::drafting::desk::{CannotUndo, Deed, Form, ParagraphState, Ruling, is_about, undo};
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::Source;
use crate::drafting::round::Phase;
use crate::drafting::submission::Submission;
use crate::drafting::workbench::{Workbench, lay_out};
use crate::identity::role;
use crate::proceedings::append;
use crate::store::Write;
use crate::web::error::Error;
use crate::web::paths::At;
use crate::web::shelf::Shelf;
use crate::web::visit::Visit;

/// The longest text that is taken for a paragraph, and the longest note or reason, in characters.
const LONGEST: usize = 40_000;
const LONGEST_REMARK: usize = 10_000;

/// The fields as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    /// The draft on the desk when the page was made, and how many acts the desk had seen.
    draft: String,
    pub(super) version: u32,
    /// The paragraphs of the result, how each read when the page was made, and what was typed.
    #[serde(default)]
    piece: Vec<String>,
    #[serde(default)]
    was: Vec<String>,
    #[serde(default)]
    result: Vec<String>,
    /// Whose words those are.
    #[serde(default)]
    pub(super) source: String,
    /// The single edits ticked: the submission, a point, the number.
    #[serde(default)]
    take: Vec<String>,
    /// What each card would be merged into: the first submission on it, a colon, another submission or nothing.
    #[serde(default)]
    into: Vec<String>,
    #[serde(default)]
    pub(super) note: String,
    /// Whether rivals are written as whole paragraphs.
    #[serde(default)]
    pub(super) alternatives: Option<String>,
    #[serde(default)]
    pub(super) reason: String,
    act: String,
}

/// What came of a form.
pub(super) enum Verdict {
    /// It is done.
    Done(Done),
    /// Nothing of it is.
    Not(Trouble),
}

/// What was done, and where to look then.
pub(super) struct Done {
    pub(super) said: &'static str,
    pub(super) anchor: String,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Somebody else has decided on the same place since.
    Stale,
    /// A message of the catalogue, and the field it is about.
    Wrong(&'static str, String),
    /// What was to be undone is needed by a later act.
    Needed(ActId),
}

impl Trouble {
    pub(super) fn is_stale(&self) -> bool {
        matches!(self, Self::Stale)
    }
}

/// What a form was made on, and what it finds.
struct Hand<'a> {
    sent: &'a Sent,
    laid: &'a Laid,
    place: Option<usize>,
    at: At,
    bench: Workbench<'a>,
}

type Tried<T> = Result<Result<T, Trouble>, Error>;

impl Sent {
    /// Carries it out in one transaction.
    pub(super) fn carry_out(
        &self,
        w: &Write<'_>,
        shelf: &Shelf,
        visit: &Visit,
        at: At,
    ) -> Result<Verdict, Error> {
        visit.permitted(role::Act::Decide)?;
        let asks = Asks::parse(&self.act).ok_or(Error::Form)?;
        let laid = laid(w, shelf, visit)?;
        let draft = laid.ground.table.draft.id;
        let phase = w.rounds(draft)?.last().map_or(Phase::Closed, |round| round.phase);
        if !visit.standing.may(role::Act::Decide, phase) {
            return Err(Error::Refused("desk-not-begun"));
        }
        let hand = Hand::of(self, &laid, at)?;
        if self.draft != draft.to_string() || hand.is_stale()? {
            return Ok(Verdict::Not(Trouble::Stale));
        }
        let (deeds, done) = match hand.deeds(asks)? {
            Ok(found) => found,
            Err(trouble) => return Ok(Verdict::Not(trouble)),
        };
        let mut log = laid.log.clone();
        for deed in deeds {
            append(w, draft, &mut log, deed)?;
        }
        if let Asks::Pass(id) = asks {
            passing::let_it_pass(w, visit.scope.process.id, id, &visit.actor()?)?;
        }
        Ok(Verdict::Done(done))
    }

    /// What was typed for a paragraph, and what it was typed over.
    pub(super) fn typed(&self, paragraph: ParagraphId) -> Option<(&str, &str)> {
        let at = self.piece.iter().position(|it| *it == paragraph.to_string())?;
        Some((self.was.get(at)?, self.result.get(at)?))
    }

    /// The single edits of a submission that were ticked.
    pub(super) fn ticked(&self, id: SubmissionId) -> Vec<usize> {
        let id = id.to_string();
        let of = |take: &String| take.split_once('.').filter(|(of, _)| *of == id)?.1.parse().ok();
        self.take.iter().filter_map(of).collect()
    }

    /// What the card of that submission would be merged into; the inner none is no other submission.
    pub(super) fn merges_into(&self, id: SubmissionId) -> Option<Option<SubmissionId>> {
        let id = id.to_string();
        let of = |into: &String| {
            let (_, target) = into.split_once(':').filter(|(of, _)| *of == id)?;
            if target.is_empty() { Some(None) } else { target.parse().ok().map(Some) }
        };
        self.into.iter().find_map(of)
    }

    fn source(&self) -> Option<Source> {
        let named = |source: &Source| source.name() == self.source;
        HANDS.into_iter().find(named).or(self.source.is_empty().then_some(Source::CoChairs))
    }
}

/// Whose words may be written by hand.
pub(super) const HANDS: [Source; 4] =
    [Source::CoChairs, Source::Floor, Source::InformalGroup, Source::Editorial];

impl<'a> Hand<'a> {
    fn of(sent: &'a Sent, laid: &'a Laid, at: At) -> Result<Self, Error> {
        let ground = &laid.ground;
        let place = ground.place(at)?;
        let bench = lay_out(&ground.table.current(), place, &ground.shown, &ground.carried);
        Ok(Self { sent, laid, place, at, bench: bench.ok_or(Error::NotFound)? })
    }

    /// Whether somebody has acted here since the page was made.
    fn is_stale(&self) -> Result<bool, Error> {
        let log = &self.laid.log;
        let since = log.get(self.sent.version as usize..).ok_or(Error::Form)?;
        let here = |act| is_about(log, act, self.at.0) || rules_on(log, act, |id| self.lies_here(id));
        Ok(since.iter().any(here))
    }

    fn lies_here(&self, id: SubmissionId) -> bool {
        self.items().any(|it| it.id == id)
    }

    fn items(&self) -> impl Iterator<Item = &'a Submission> {
        self.bench
            .cards
            .iter()
            .flat_map(|card| card.items.iter().copied())
            .chain(self.bench.comments.iter().copied())
    }

    fn deeds(&self, asks: Asks) -> Tried<(Vec<Deed>, Done)> {
        for (field, typed) in [("note", &self.sent.note), ("reason", &self.sent.reason)] {
            if typed.chars().count() > LONGEST_REMARK {
                return Ok(Err(Trouble::Wrong("desk-wrong-long", field.to_owned())));
            }
        }
        let written = match self.written()? {
            Ok(written) => written,
            Err(trouble) => return Ok(Err(trouble)),
        };
        let mut deeds = written;
        let state = self.laid.row(self.place).state;
        if state != ParagraphState::Open && !deeds.is_empty() {
            return Ok(Err(Trouble::Wrong("desk-wrong-agreed", "reason".to_owned())));
        }
        let result = || "result".to_owned();
        let done = match asks {
            Asks::Undo(_) if !deeds.is_empty() => {
                return Ok(Err(Trouble::Wrong("desk-wrong-unsaved", result())));
            }
            Asks::Undo(act) => return self.undone(act),
            Asks::Rule(choice, id) => {
                let rulings = match self.rulings(choice, id)? {
                    Ok(rulings) => rulings,
                    Err(trouble) => return Ok(Err(trouble)),
                };
                let touches = |(id, disposition): (&SubmissionId, &Disposition)| {
                    disposition.is_written() || self.laid.desk.disposition(*id).is_written()
                };
                if state != ParagraphState::Open && rulings.iter().any(touches) {
                    return Ok(Err(Trouble::Wrong("desk-wrong-agreed", "reason".to_owned())));
                }
                let anchor = format!("card-{}", self.first_of_card(id));
                let is_so = |(id, it): (&SubmissionId, &Disposition)| self.laid.desk.disposition(*id) == it;
                if rulings.iter().all(is_so) {
                    deeds.extend(self.remarked());
                } else {
                    deeds.extend(self.decisions(&rulings));
                }
                Done { said: if deeds.is_empty() { "nothing" } else { choice.name() }, anchor }
            }
            Asks::Settle(pick, id, number) => {
                match self.settled(pick, id, number, &deeds) {
                    Ok(_) if state != ParagraphState::Open => {
                        return Ok(Err(Trouble::Wrong("desk-wrong-agreed", "reason".to_owned())));
                    }
                    Ok(deed) => deeds.push(deed),
                    Err(trouble) => return Ok(Err(trouble)),
                }
                let said = match pick {
                    Pick::Alternative(_) => "chosen",
                    Pick::Words => "unbracketed",
                    Pick::Nothing => "struck",
                };
                Done { said, anchor: result() }
            }
            Asks::Pass(id) => {
                let passable = self.lies_here(id) && self.laid.ground.table.may_pass.contains(&id);
                if !passable {
                    return Ok(Err(Trouble::Wrong("refused-cannot-pass", result())));
                }
                deeds.extend(self.remarked());
                Done { said: "passed", anchor: format!("card-{}", self.first_of_card(id)) }
            }
            Asks::Stands => {
                deeds.push(self.decision(Vec::new()));
                Done { said: "stands", anchor: result() }
            }
            Asks::Save => {
                deeds.extend(self.remarked());
                Done { said: if deeds.is_empty() { "nothing" } else { "saved" }, anchor: result() }
            }
            Asks::State(state) => {
                deeds.extend(self.remarked());
                let (deed, said) = match self.state(state)? {
                    Ok(found) => found,
                    Err(trouble) => return Ok(Err(trouble)),
                };
                deeds.push(deed);
                Done { said, anchor: result() }
            }
        };
        Ok(Ok((deeds, done)))
    }

    /// The words typed, each on the words its author had before them.
    fn written(&self) -> Tried<Vec<Deed>> {
        let Sent { piece, was, result, .. } = self.sent;
        if piece.len() != was.len() || piece.len() != result.len() {
            return Err(Error::Form);
        }
        let source = self.sent.source().ok_or(Error::Form)?;
        let mut deeds = Vec::new();
        for ((piece, was), typed) in piece.iter().zip(was).zip(result) {
            let id: ParagraphId = piece.parse().map_err(|_| Error::Form)?;
            let was = Text::parse(was);
            let field = format!("result-{id}");
            let Some(paragraph) = self.laid.made(id) else {
                if Text::parse(typed) == was {
                    continue;
                }
                return Ok(Err(Trouble::Wrong("desk-wrong-gone", field)));
            };
            if typed.chars().count() > LONGEST && Text::parse(typed) != was {
                return Ok(Err(Trouble::Wrong("desk-wrong-long", field)));
            }
            if words_for(&paragraph.content, typed).is_empty() && !was.is_empty() {
                return Ok(Err(Trouble::Wrong("desk-wrong-empty", field)));
            }
            deeds.extend(rewritten(paragraph, &was, typed, source));
        }
        Ok(Ok(deeds))
    }

    /// The act that decides on brackets as the page showed them; other words typed for the paragraph go first.
    fn settled(&self, pick: Pick, id: ParagraphId, number: usize, typed: &[Deed]) -> Result<Deed, Trouble> {
        let has_typed = |deed: &Deed| matches!(deed, Deed::Write { paragraph, .. } if *paragraph == id);
        if typed.iter().any(has_typed) {
            return Err(Trouble::Wrong("desk-wrong-unsaved-brackets", format!("result-{id}")));
        }
        let Some(paragraph) = self.laid.made(id) else {
            return Err(Trouble::Wrong("desk-wrong-gone", format!("result-{id}")));
        };
        let text = paragraph.content.text.rich();
        let shown = self.sent.typed(id).is_some_and(|(was, _)| Text::parse(was) == paragraph.content.text);
        let place = places(&text).into_iter().nth(number).filter(|_| shown).ok_or(Trouble::Stale)?;
        let source = self.sent.source().unwrap_or(Source::CoChairs);
        Ok(choice::settled(paragraph, &place, pick, source))
    }

    fn first_of_card(&self, id: SubmissionId) -> SubmissionId {
        let card = self.bench.cards.iter().find(|card| card.items.iter().any(|it| it.id == id));
        card.and_then(|card| card.items.first()).map_or(id, |it| it.id)
    }

    /// What becomes of everything on the card of that submission.
    fn rulings(&self, choice: Choice, id: SubmissionId) -> Tried<BTreeMap<SubmissionId, Disposition>> {
        let first = self.first_of_card(id);
        let card = self.bench.cards.iter().find(|card| card.items.iter().any(|it| it.id == id));
        let Some(card) = card else {
            self.bench.comments.iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
            let disposition = match choice {
                Choice::Noted => Disposition::Noted,
                Choice::OutOfScope => Disposition::OutOfScope,
                Choice::Open => Disposition::Open,
                Choice::Retain | Choice::Part | Choice::Bracket | Choice::Merge | Choice::NotRetained => {
                    return Err(Error::Form);
                }
            };
            return Ok(Ok(BTreeMap::from([(id, disposition)])));
        };
        let all = |disposition: Disposition| {
            Ok(Ok(card.items.iter().map(|it| (it.id, disposition.clone())).collect()))
        };
        match choice {
            Choice::Retain => all(Disposition::Retained),
            Choice::Bracket => all(Disposition::Bracketed),
            Choice::NotRetained => all(Disposition::NotRetained),
            Choice::OutOfScope => all(Disposition::OutOfScope),
            Choice::Noted => all(Disposition::Noted),
            Choice::Open => all(Disposition::Open),
            Choice::Merge => {
                let into = self.sent.merges_into(first).flatten();
                let other = |id: SubmissionId| self.lies_here(id) && card.items.iter().all(|it| it.id != id);
                if into.is_some_and(|id| !other(id)) {
                    return Err(Error::NotFound);
                }
                all(Disposition::Merged { into })
            }
            Choice::Part => {
                let ticked = self.sent.ticked(first);
                let taken = card.items.first().and_then(|it| in_part(it, &ticked));
                let Some(taken) = taken else {
                    return Ok(Err(Trouble::Wrong("desk-wrong-no-ticks", format!("card-{first}"))));
                };
                // A twin that was made on other words and so by other edits is carried by this one.
                let own = choice::single_edits(card.items[0]).map(|(base, _, _)| base);
                let same = |it: &Submission| choice::single_edits(it).map(|(base, _, _)| base) == own;
                let of = |it: &&Submission| match in_part(it, &ticked).filter(|_| same(it)) {
                    Some(disposition) => (it.id, disposition),
                    None => (it.id, Disposition::Merged { into: Some(first) }),
                };
                let rest = card.items.iter().skip(1).map(of);
                Ok(Ok(std::iter::once((first, taken)).chain(rest).collect()))
            }
        }
    }

    /// The decisions: with the remarks on the one that is about this place.
    fn decisions(&self, rulings: &BTreeMap<SubmissionId, Disposition>) -> Vec<Deed> {
        let table = &self.laid.ground.table;
        let current = table.current();
        let by = |here: bool| -> BTreeMap<SubmissionId, Disposition> {
            let is_here = |id: &SubmissionId| {
                table.submissions.iter().any(|it| it.id == *id && current.home(it) == self.place)
            };
            rulings.iter().filter(|(id, _)| is_here(id) == here).map(|(id, it)| (*id, it.clone())).collect()
        };
        let desk = &self.laid.desk;
        let note = self.note();
        let manner = Manner { form: Some(self.form()), note: note.as_ref() };
        let mut deeds = choice::decisions(&current, &table.submissions, desk, &by(true), manner);
        if deeds.is_empty() {
            deeds.extend(self.remarked());
        }
        deeds.extend(choice::decisions(&current, &table.submissions, desk, &by(false), Manner::default()));
        deeds
    }

    fn decision(&self, rulings: Vec<Ruling>) -> Deed {
        let table = &self.laid.ground.table;
        let note = self.note();
        let manner = Manner { form: Some(self.form()), note: note.as_ref() };
        decision(&table.current(), &table.submissions, &self.laid.desk, self.place, rulings, manner)
    }

    /// The note or the manner of writing rivals, where one was changed and no ruling was sent with it.
    fn remarked(&self) -> Option<Deed> {
        let form = self.laid.desk.decision_on(self.at.0).map_or(Form::InText, |it| it.form);
        (self.note().is_some() || form != self.form()).then(|| self.decision(Vec::new()))
    }

    /// The note, if another one was typed.
    fn note(&self) -> Option<Text> {
        let typed = Text::parse(&self.sent.note.split_whitespace().collect::<Vec<_>>().join(" "));
        let known = self.laid.desk.decision_on(self.at.0).and_then(|it| it.note.clone());
        (typed != known.unwrap_or_default()).then_some(typed)
    }

    fn form(&self) -> Form {
        if self.sent.alternatives.is_some() { Form::Alternatives } else { Form::InText }
    }

    fn undone(&self, id: ActId) -> Tried<(Vec<Deed>, Done)> {
        let log = &self.laid.log;
        let act = log.iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
        if !is_about(log, act, self.at.0) && !rules_on(log, act, |id| self.lies_here(id)) {
            return Err(Error::NotFound);
        }
        Ok(match undo(log, id) {
            Ok(deed) => Ok((vec![deed], Done { said: "undone", anchor: "result".to_owned() })),
            Err(CannotUndo::Needed { by }) => Err(Trouble::Needed(by)),
            Err(CannotUndo::Already | CannotUndo::IsUndo | CannotUndo::Unknown) => {
                Err(Trouble::Wrong("desk-wrong-undone", "history".to_owned()))
            }
        })
    }

    fn state(&self, state: ParagraphState) -> Tried<(Deed, &'static str)> {
        let paragraph = self.at.0.ok_or(Error::Form)?;
        let now = self.laid.row(self.place).state;
        let typed = Text::parse(&self.sent.reason.split_whitespace().collect::<Vec<_>>().join(" "));
        let reason = Some(typed).filter(|it| !it.is_empty());
        let wrong = |said| Ok(Err(Trouble::Wrong(said, "reason".to_owned())));
        let said = match state {
            ParagraphState::Open if now == ParagraphState::Open => return Err(Error::Form),
            ParagraphState::Open if reason.is_none() => return wrong("desk-wrong-reason"),
            ParagraphState::Open => "reopened",
            ParagraphState::AgreedAdRef => "agreed",
            ParagraphState::Closed => "closed",
        };
        let undecided = |card: &crate::drafting::workbench::Card<'_>| {
            card.items.iter().any(|it| self.laid.disposition(it.id).is_open())
        };
        if state != ParagraphState::Open && self.bench.cards.iter().any(undecided) {
            return wrong("desk-wrong-undecided");
        }
        Ok(Ok((Deed::SetState { paragraph, state, reason }, said)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_card_is_read_by_its_id() {
        let (a, b) = (SubmissionId::from_bytes([1; 16]), SubmissionId::from_bytes([2; 16]));
        let sent = Sent {
            take: vec![format!("{a}.0"), format!("{a}.3"), format!("{b}.1"), "nonsense".to_owned()],
            into: vec![format!("{a}:{b}"), format!("{b}:")],
            ..Sent::default()
        };
        assert_eq!((sent.ticked(a), sent.ticked(b)), (vec![0, 3], vec![1]));
        assert_eq!((sent.merges_into(a), sent.merges_into(b)), (Some(Some(b)), Some(None)));
    }
}
