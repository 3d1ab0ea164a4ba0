//! What a delegation takes to its capital when a draft is out: what changed, what became of its own submissions, what
//! no submission asked for, and what comes next.
//!
//! Invariant: it is made for whoever holds the delegation's key. Of the submissions of others it says that a change was
//! asked for, never by which of them.

use std::collections::{BTreeMap, BTreeSet};

use super::files::cover;
use super::letter::{number, zone};
use super::own::{Fate, Own, own_items};
use super::refusal::Refusal;
use super::told::{became, decided, fits_as, hand};
use super::{ByDisposition, Error, Scope, draft_before};
use crate::document::Paragraph;
use crate::document::compare::{ChangeKind, Comparison, compare};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::drafting::carry::Fit;
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::Source;
use crate::drafting::submission::Submission;
use crate::export::rendition::{
    Block, Cover, Item, Language, Passage, Rendition, Run, Shown, Vocabulary, one_by_one,
};
use crate::i18n::{self, Fact, Words};
use crate::identity::session::Delegate;
use crate::store::Read;
use crate::store::drafts::Draft;

/// The report on a draft; `traced` tells whether the delegation may know what no submission asked for.
pub fn report(
    r: &Read<'_>,
    scope: &Scope,
    delegate: &Delegate,
    draft: &Draft,
    traced: bool,
) -> Result<Rendition, Refusal> {
    let words = i18n::words();
    let paragraphs = r.paragraphs(draft.id)?;
    let language = Language::of(&scope.document.language, &paragraphs);
    let own = owned(r, scope, delegate, draft)?;
    let before = draft_before(r, scope, draft)?;
    let earlier = before.as_ref().map(|it| r.paragraphs(it.id)).transpose()?.unwrap_or_default();
    let lineage = before.as_ref().map(|it| r.lineage(it, draft)).transpose()?.unwrap_or_default();
    let comparison = compare(&earlier, &paragraphs, &lineage);
    let own_ids: BTreeSet<SubmissionId> = own.iter().map(|it| it.item.submission.id).collect();
    let ground = Ground {
        words,
        draft,
        before: before.as_ref(),
        sources: sources(r, draft)?,
        own_names: own
            .iter()
            .map(|it| (it.item.submission.id, it.item.submission.name.to_string()))
            .collect(),
        changes: before.as_ref().map_or_else(Vec::new, |_| one_by_one(&comparison, &Vocabulary::default())),
        comparison: &comparison,
        own_ids,
        traced,
    };
    let mut blocks = ground.in_brief(r, scope, &own)?;
    blocks.extend(ground.became(r, &own, &paragraphs)?);
    blocks.extend(ground.changed());
    blocks.extend(ground.unasked());
    blocks.extend(ground.next(r, scope, &own)?);
    let about = cover(scope, draft, &paragraphs);
    let cover = Cover {
        title: words.tell("report-title", &[("title", Fact::Text(&about.title))]),
        against: before.as_ref().map(|it| it.label.clone()).unwrap_or_default(),
        notice: vec![words.say("report-private")],
        ..about
    };
    Ok(Rendition::paper(blocks, cover, language))
}

/// The own items that were decided with the draft or carried to it, in the order of lists.
fn owned(r: &Read<'_>, scope: &Scope, delegate: &Delegate, draft: &Draft) -> Result<Vec<Own>, Refusal> {
    let drafts: Vec<Draft> =
        r.drafts(scope.document.id)?.into_iter().filter(|it| it.ordinal <= draft.ordinal).collect();
    let carried = r.carried(draft.id)?;
    let mut own = own_items(r, delegate, &drafts)?;
    own.retain(|it| match &it.fate {
        Fate::Decided { draft: with, .. } => *with == draft.id,
        Fate::Open(_) => carried.contains(&it.item.submission.id),
        Fate::Withdrawn | Fate::Succeeded => false,
    });
    Ok(own)
}

/// Where the words of each changed paragraph come from.
fn sources(r: &Read<'_>, draft: &Draft) -> Result<BTreeMap<ParagraphId, BTreeSet<Source>>, Error> {
    let mut sources: BTreeMap<ParagraphId, BTreeSet<Source>> = BTreeMap::new();
    for entry in r.ledger(draft.id)? {
        sources.entry(entry.paragraph).or_default().extend(entry.sources);
    }
    Ok(sources)
}

/// All that the report is made from.
struct Ground<'a> {
    words: &'static Words,
    draft: &'a Draft,
    before: Option<&'a Draft>,
    sources: BTreeMap<ParagraphId, BTreeSet<Source>>,
    own_names: BTreeMap<SubmissionId, String>,
    own_ids: BTreeSet<SubmissionId>,
    changes: Vec<Shown>,
    comparison: &'a Comparison<'a>,
    traced: bool,
}

impl Ground<'_> {
    fn line(&self, id: &str, facts: &[(&'static str, Fact<'_>)]) -> Block {
        Block::Line(vec![Run::plain(self.words.tell(id, facts))])
    }

    fn rubric(&self, id: &str) -> Block {
        Block::Rubric(self.words.say(id))
    }

    fn label(&self) -> (&'static str, Fact<'_>) {
        ("draft", Fact::Text(&self.draft.label))
    }

    fn in_brief(&self, r: &Read<'_>, scope: &Scope, own: &[Own]) -> Result<Vec<Block>, Refusal> {
        let day = self.words.date(self.draft.issued);
        let paragraphs = number(self.comparison.new.len());
        let mut blocks = vec![
            self.rubric("report-brief"),
            self.line(
                "report-issued",
                &[self.label(), ("date", Fact::Text(&day)), ("paragraphs", paragraphs)],
            ),
        ];
        if let Some(before) = self.before {
            blocks.push(self.counted(before));
        }
        blocks.push(self.fates(own));
        blocks.extend(self.deadline(r, scope)?);
        Ok(blocks)
    }

    /// "31 changes since Zero draft: 24 changed, 3 inserted."
    fn counted(&self, before: &Draft) -> Block {
        let vocabulary = Vocabulary::default();
        let kinds = [
            ChangeKind::Words,
            ChangeKind::Inserted,
            ChangeKind::Deleted,
            ChangeKind::Moved,
            ChangeKind::MovedAndChanged,
            ChangeKind::Split,
            ChangeKind::Joined,
            ChangeKind::Label,
            ChangeKind::Form,
        ];
        let told: Vec<String> = kinds
            .into_iter()
            .map(|kind| (self.changes.iter().filter(|it| it.listed.kind == kind).count(), kind))
            .filter(|(count, _)| *count > 0)
            .map(|(count, kind)| format!("{count} {}", vocabulary.change(kind)))
            .collect();
        let facts = [
            ("before", Fact::Text(before.label.as_str())),
            ("count", number(self.changes.len())),
            ("kinds", Fact::Text(&told.join(", "))),
        ];
        self.line("report-changes", &facts)
    }

    /// "Of our 9 amendments and comments: 5 retained, 1 in brackets."
    fn fates(&self, own: &[Own]) -> Block {
        let mut counts = ByDisposition::new();
        for it in own {
            *counts.entry(disposition(&it.fate).name()).or_default() += 1;
        }
        let told = decided(self.words, &counts);
        self.line("report-fates", &[("count", number(own.len())), ("counts", Fact::Text(&told))])
    }

    fn deadline(&self, r: &Read<'_>, scope: &Scope) -> Result<Option<Block>, Refusal> {
        let window = r.current_round(self.draft.id)?.map(|it| it.window);
        let moment = |at| self.words.moment(at, &zone(scope));
        Ok(window.map(|window| match window.deadline {
            Some(deadline) => {
                self.line("report-deadline", &[self.label(), ("moment", Fact::Text(&moment(deadline)))])
            }
            None => self.line("report-no-deadline", &[self.label()]),
        }))
    }

    /// Our submissions one by one, and what became of each.
    fn became(&self, r: &Read<'_>, own: &[Own], paragraphs: &[Paragraph]) -> Result<Vec<Block>, Refusal> {
        let mut blocks = vec![self.rubric("report-ours")];
        if own.is_empty() {
            blocks.push(self.line("report-ours-none", &[]));
        }
        let names = spoken_names(paragraphs);
        let place =
            |id: ParagraphId| paragraphs.iter().position(|it| it.id == id).map(|at| names[at].as_str());
        for it in own {
            let submission = &it.item.submission;
            let made_on = r.paragraphs(submission.made_on)?;
            let shared = Submission { rationale_shared: true, ..submission.clone() };
            let items = Item::all(&made_on, std::iter::once(&shared), &Vocabulary::default());
            blocks.extend(items.into_iter().map(|mut item| {
                item.flags.insert(0, self.words.say(became(disposition(&it.fate))));
                Block::Item(item)
            }));
            match &it.fate {
                Fate::Decided { note, paragraph, .. } => {
                    if let Some(place) = paragraph.and_then(place) {
                        let facts = [self.label(), ("place", Fact::Text(place))];
                        blocks.push(self.line("report-stands", &facts));
                    }
                    if let Some(note) = note {
                        blocks.push(self.line("report-note", &[("note", Fact::Text(&note.plain()))]));
                    }
                }
                Fate::Open(fit) => blocks.push(self.line(fits_as(*fit), &[])),
                Fate::Withdrawn | Fate::Succeeded => {}
            }
        }
        Ok(blocks)
    }

    /// Every change with its words, and where it comes from.
    fn changed(&self) -> Vec<Block> {
        let mut blocks = vec![self.rubric("report-changed")];
        if self.changes.is_empty() {
            blocks.push(self.line("report-changed-none", &[]));
        }
        for change in &self.changes {
            blocks.push(self.head(change));
            blocks.extend(change.passages.iter().map(|it| Block::Quote(quoted(it))));
        }
        blocks
    }

    /// "7. para. 10: changed; the co-chairs' own words".
    fn head(&self, change: &Shown) -> Block {
        let listed = &change.listed;
        let kind = Vocabulary::default().listed(listed).to_owned();
        let told: Vec<String> = std::iter::once(kind).chain(self.origin(change)).collect();
        let number = format!("{}. {}", listed.number, listed.place);
        Block::Line(vec![Run::strong(number), Run::plain(format!(": {}", told.join("; ")))])
    }

    /// Those changes that no submission asked for.
    fn unasked(&self) -> Vec<Block> {
        if !self.traced || self.before.is_none() {
            return Vec::new();
        }
        let unasked = self.changes.iter().filter(|it| self.is_unasked(it));
        let mut lines: Vec<Block> = unasked.map(|it| self.head(it)).collect();
        if lines.is_empty() {
            lines.push(self.line("report-unasked-none", &[]));
        }
        lines.insert(0, self.rubric("report-unasked"));
        lines
    }

    fn next(&self, r: &Read<'_>, scope: &Scope, own: &[Own]) -> Result<Vec<Block>, Refusal> {
        let mut blocks = vec![self.rubric("report-next")];
        blocks.extend(self.deadline(r, scope)?);
        let moment = |at| self.words.moment(at, &zone(scope));
        if let Some(until) = r.current_round(self.draft.id)?.and_then(|it| it.window.reactions_until) {
            blocks.push(self.line("report-reactions", &[("moment", Fact::Text(&moment(until)))]));
        }
        let touched = |it: &&Own| matches!(it.fate, Fate::Open(Fit::Touched | Fit::Lost));
        let open = own.iter().filter(|it| matches!(it.fate, Fate::Open(_))).count();
        let touched = own.iter().filter(touched).count();
        if open > 0 {
            blocks.push(self.line("report-open", &[("count", number(open)), ("touched", number(touched))]));
        }
        if blocks.len() == 1 {
            blocks.push(self.line("report-next-none", &[self.label()]));
        }
        Ok(blocks)
    }

    fn of<'s>(&'s self, change: &'s Shown) -> impl Iterator<Item = &'s Source> {
        let ids = change.passages.iter().filter_map(|it| it.anchor).chain([change.listed.anchor]);
        let ids: BTreeSet<ParagraphId> = ids.collect();
        ids.into_iter().filter_map(|id| self.sources.get(&id)).flatten()
    }

    fn is_unasked(&self, change: &Shown) -> bool {
        let mut sources = self.of(change).peekable();
        sources.peek().is_some() && !sources.any(|it| matches!(it, Source::Amendment { .. }))
    }

    /// Where a change comes from: our own submissions by name, those of others without, hands as far as may be known.
    fn origin(&self, change: &Shown) -> Option<String> {
        let sources: BTreeSet<&Source> = self.of(change).collect();
        let ours = |it: &&Source| match it {
            Source::Amendment { submission } => self.own_names.get(submission).cloned(),
            _ => None,
        };
        let ours: Vec<String> = sources.iter().filter_map(ours).collect();
        let others = sources.iter().any(|it| match it {
            Source::Amendment { submission } => !self.own_ids.contains(submission),
            _ => false,
        });
        let mut told = Vec::new();
        if !ours.is_empty() {
            told.push(self.words.tell("report-from-ours", &[("items", Fact::Text(&ours.join(", ")))]));
        }
        if others {
            told.push(self.words.say("report-from-others"));
        }
        if self.traced {
            told.extend(sources.iter().filter_map(|it| hand(it)).map(|id| self.words.say(id)));
        }
        (!told.is_empty()).then(|| told.join("; "))
    }
}

fn disposition(fate: &Fate) -> &Disposition {
    match fate {
        Fate::Decided { disposition, .. } => disposition,
        Fate::Open(_) | Fate::Withdrawn | Fate::Succeeded => &Disposition::Open,
    }
}

/// A paragraph as one line, and where it came from or went to.
fn quoted(passage: &Passage) -> Vec<Run> {
    let mut line = passage.line(" ");
    if let Some(remark) = &passage.remark {
        line.push(Run::plain(format!(" ({})", Vocabulary::default().remark(remark))));
    }
    line
}
