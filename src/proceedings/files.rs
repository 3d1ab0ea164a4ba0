//! Files of issued drafts: renditions of the record, never of other files.
//!
//! A file may go anywhere: held submissions stand in none, nor does a rationale that its author does not share.

use std::collections::{BTreeMap, BTreeSet};

use super::{Error, Scope, Table, draft_before, draft_of, letter};
use crate::document::compare::{Comparison, compare};
use crate::document::exchange::Exchange;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::document::{Kind, Paragraph};
use crate::drafting::ledger::{Entry, Source};
use crate::drafting::submission::Submission;
use crate::export::rendition::{Block, Cover, Fate, Fates, Language, Rendition, Ruling, Run};
use crate::identity::disclosure::FEW;
use crate::store::Read;
use crate::store::drafts::Draft;
use crate::store::submissions::Item;

/// What a file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOf {
    /// The draft as it stands.
    Clean,
    /// What changed since an earlier draft; the one before if none is named.
    Redline {
        /// The label of the earlier draft.
        against: Option<String>,
    },
    /// Every submission under its paragraph.
    Compilation,
    /// Where every change since the draft before comes from.
    Ledger,
    /// Old and new numbers since an earlier draft.
    Concordance {
        /// The label of the earlier draft; the one before if none is named.
        against: Option<String>,
    },
    /// The co-chairs' letter that goes with it.
    Letter,
    /// An earlier draft and this one side by side, and what was submitted on the earlier one.
    Comparison {
        /// The label of the earlier draft; the one before if none is named.
        against: Option<String>,
    },
}

/// Draws a draft up, the latest if none is named.
pub fn rendition_of(
    r: &Read<'_>,
    scope: &Scope,
    draft: Option<&str>,
    what: &FileOf,
) -> Result<Rendition, Error> {
    let draft = draft_of(r, scope, draft)?;
    let paragraphs = r.paragraphs(draft.id)?;
    let language = Language::of(&scope.document.language, &paragraphs);
    let cover = cover(scope, &draft, &paragraphs);
    match what {
        FileOf::Clean => {
            let exchange = Exchange {
                process: cover.process.clone(),
                title: cover.title.clone(),
                draft: cover.draft.clone(),
                language: language.tag.clone(),
                day: Some(draft.issued),
                ..Exchange::of(&paragraphs, &r.descent(draft.id)?)
            };
            let mut clean = Rendition::clean(&paragraphs, cover, language);
            clean.day = Some(draft.issued);
            clean.exchange = Some(exchange);
            clean.earlier = drafts_before(r, scope, &draft)?;
            Ok(clean)
        }
        FileOf::Redline { against } => {
            let against = earlier(r, scope, &draft, against.as_deref())?;
            let before = r.paragraphs(against.id)?;
            let lineage = r.lineage(&against, &draft)?;
            let cover = Cover { against: against.label.clone(), ..cover };
            let mut redline = Rendition::redline(&compare(&before, &paragraphs, &lineage), cover, language);
            redline.day = Some(draft.issued);
            redline.earlier = drafts_before(r, scope, &draft)?;
            Ok(redline)
        }
        FileOf::Concordance { against } => {
            let against = earlier(r, scope, &draft, against.as_deref())?;
            let before = r.paragraphs(against.id)?;
            let lineage = r.lineage(&against, &draft)?;
            let cover = Cover { against: against.label.clone(), ..cover };
            Ok(Rendition::concordance(&compare(&before, &paragraphs, &lineage), cover, language))
        }
        FileOf::Letter => {
            let parts = letter(r, scope, &draft)?;
            let blocks = parts.into_iter().map(|part| Block::Line(vec![Run::plain(part)])).collect();
            Ok(Rendition::paper(blocks, cover, language))
        }
        FileOf::Ledger => {
            let before = earlier(r, scope, &draft, None)?;
            let cover = Cover { against: before.label.clone(), ..cover };
            let lines = ledger_lines(r, &draft, &before)?;
            let (items, held): (Vec<Item>, Vec<Item>) =
                r.items(scope.document.id)?.into_iter().partition(|it| !it.held);
            let items: BTreeMap<SubmissionId, String> =
                items.into_iter().map(|it| (it.submission.id, it.submission.name.to_string())).collect();
            let held: BTreeSet<SubmissionId> = held.into_iter().map(|it| it.submission.id).collect();
            let lines: Vec<_> = lines.into_iter().map(|(at, it)| (at, without_held(it, &held))).collect();
            let item = |id| items.get(&id).cloned().unwrap_or_default();
            Ok(Rendition::ledger(&lines, item, cover, language))
        }
        FileOf::Compilation => {
            let table = Table::lay(r, scope, Some(&draft.label))?;
            let mut submissions = table.submissions;
            submissions.retain(|it| !table.held.contains_key(&it.id));
            submissions.extend(table.veiled);
            let compilation =
                crate::drafting::compile::compile(&table.paragraphs, &table.lineage, &submissions);
            let mut compilation = Rendition::compilation(&compilation, cover, language);
            compilation.rule(rulings(r, scope, &draft)?);
            Ok(compilation)
        }
        FileOf::Comparison { against } => {
            let against = earlier(r, scope, &draft, against.as_deref())?;
            let (submissions, fates) = (shown(r, &against)?, fates(r, scope, &against, Some(&draft))?);
            comparison_of(r, scope, (&against, &draft), Some((&submissions, &fates)))
        }
    }
}

/// Draws a draft up as it stands or as a redline, with submissions in the margin: those made on it, or those made on
/// the earlier draft, each with what became of it.
pub fn annotated_of(
    r: &Read<'_>,
    scope: &Scope,
    draft: Option<&str>,
    what: &FileOf,
) -> Result<Rendition, Error> {
    let mut rendition = rendition_of(r, scope, draft, what)?;
    let draft = draft_of(r, scope, draft)?;
    let (made_on, until) = match what {
        FileOf::Clean | FileOf::Compilation | FileOf::Letter | FileOf::Ledger => (draft, None),
        FileOf::Redline { against } | FileOf::Concordance { against } | FileOf::Comparison { against } => {
            (earlier(r, scope, &draft, against.as_deref())?, Some(draft))
        }
    };
    let fates = fates(r, scope, &made_on, until.as_ref())?;
    rendition.annotate(&r.paragraphs(made_on.id)?, &shown(r, &made_on)?, &fates);
    Ok(rendition)
}

/// Draws two drafts up side by side, the earlier one first, with the submissions given and what became of them.
pub fn comparison_of(
    r: &Read<'_>,
    scope: &Scope,
    (against, draft): (&Draft, &Draft),
    submissions: Option<(&[Submission], &Fates)>,
) -> Result<Rendition, Error> {
    let (before, after) = (r.paragraphs(against.id)?, r.paragraphs(draft.id)?);
    let lineage = r.lineage(against, draft)?;
    let language = Language::of(&scope.document.language, &after);
    let cover = Cover { against: against.label.clone(), ..cover(scope, draft, &after) };
    Ok(Rendition::comparison(&compare(&before, &after, &lineage), submissions, cover, language))
}

/// What became of the submissions made on a draft, by the drafts issued since; no later than `until`.
pub fn fates(r: &Read<'_>, scope: &Scope, made_on: &Draft, until: Option<&Draft>) -> Result<Fates, Error> {
    let mut fates = Fates::default();
    let since =
        |it: &Draft| it.ordinal > made_on.ordinal && until.is_none_or(|until| it.ordinal <= until.ordinal);
    for draft in r.drafts(scope.document.id)?.into_iter().filter(since) {
        let all = r.outcomes(draft.id)?.into_iter();
        fates.extend(all.map(|it| (it.submission, Fate { disposition: it.disposition, note: it.note })));
    }
    Ok(fates)
}

/// The submissions made on a draft as anybody may read them.
fn shown(r: &Read<'_>, draft: &Draft) -> Result<Vec<Submission>, Error> {
    let mut shown: Vec<Submission> = r.items_made_on(draft.id)?.into_iter().filter_map(Item::seen).collect();
    let late = shown.iter().filter(|it| it.late).count() >= FEW as usize;
    shown.iter_mut().for_each(|it| it.late &= late);
    Ok(shown)
}

/// A line of the ledger as it is shown where held submissions are not: what only those asked for, nobody is seen to have
/// asked for.
pub fn without_held(mut entry: Entry, held: &BTreeSet<SubmissionId>) -> Entry {
    let is_held = |it: &Source| matches!(it, Source::Amendment { submission } if held.contains(submission));
    let before = entry.sources.len();
    entry.sources.retain(|it| !is_held(it));
    if entry.sources.is_empty() && before > 0 {
        entry.sources.push(Source::CoChairs);
    }
    entry
}

/// The ledger in the order of the text, each line with the name of its paragraph; what is gone comes last.
fn ledger_lines(r: &Read<'_>, draft: &Draft, before: &Draft) -> Result<Vec<(String, Entry)>, Error> {
    let mut spoken: BTreeMap<ParagraphId, (usize, String)> = BTreeMap::new();
    for (at, it) in [before, draft].into_iter().enumerate() {
        let paragraphs = r.paragraphs(it.id)?;
        let gone = if at == 0 { usize::MAX / 2 } else { 0 };
        let names = spoken_names(&paragraphs).into_iter().enumerate();
        spoken.extend(paragraphs.iter().zip(names).map(|(it, (at, name))| (it.id, (gone + at, name))));
    }
    let place = |entry: &Entry| spoken.get(&entry.paragraph).cloned().unwrap_or_default();
    let mut lines: Vec<((usize, String), Entry)> =
        r.ledger(draft.id)?.into_iter().map(|entry| (place(&entry), entry)).collect();
    lines.sort_by_key(|((at, _), _)| *at);
    Ok(lines.into_iter().map(|((_, name), entry)| (name, entry)).collect())
}

/// The paragraphs of the drafts before one, oldest first.
fn drafts_before(r: &Read<'_>, scope: &Scope, draft: &Draft) -> Result<Vec<Vec<Paragraph>>, Error> {
    let before = r.drafts(scope.document.id)?.into_iter().filter(|it| it.ordinal < draft.ordinal);
    Ok(before.map(|it| r.paragraphs(it.id)).collect::<Result<_, _>>()?)
}

/// What had become of the submissions on a draft when the next was issued; nothing before.
pub fn rulings(r: &Read<'_>, scope: &Scope, draft: &Draft) -> Result<Vec<(SubmissionId, Ruling)>, Error> {
    let Some(next) = r.drafts(scope.document.id)?.into_iter().find(|it| it.ordinal == draft.ordinal + 1)
    else {
        return Ok(Vec::new());
    };
    let decided = r
        .outcomes(next.id)?
        .into_iter()
        .map(|it| (it.submission, Ruling::Decided { disposition: it.disposition, note: it.note }));
    let carried = r.carried(next.id)?.into_iter();
    let carried = carried.map(|submission| (submission, Ruling::Carried(next.label.clone())));
    Ok(decided.chain(carried).collect())
}

/// Draws the working text of a desk up against the draft that lies on it.
pub fn working_redline(scope: &Scope, table: &Table, comparison: &Comparison<'_>) -> Rendition {
    let language = Language::of(&scope.document.language, comparison.new);
    let cover = cover(scope, &table.draft, comparison.new);
    let cover =
        Cover { draft: String::new(), against: table.draft.label.clone(), date: String::new(), ..cover };
    let mut redline = Rendition::redline(comparison, cover, language);
    redline.day = Some(table.draft.issued);
    redline
}

fn earlier(r: &Read<'_>, scope: &Scope, draft: &Draft, against: Option<&str>) -> Result<Draft, Error> {
    let against = match against {
        Some(label) => draft_of(r, scope, Some(label))?,
        None => draft_before(r, scope, draft)?.unwrap_or_else(|| draft.clone()),
    };
    if against.ordinal >= draft.ordinal {
        return Err(Error::NotEarlier { draft: draft.label.clone(), against: against.label });
    }
    Ok(against)
}

pub(super) fn cover(scope: &Scope, draft: &Draft, paragraphs: &[Paragraph]) -> Cover {
    let own = paragraphs.iter().find(|it| it.content.kind == Kind::Title).map(|it| it.content.text.clone());
    Cover {
        process: scope.process.title.clone(),
        title: own.as_ref().map(Text::plain).unwrap_or_else(|| scope.document.title.clone()),
        draft: draft.label.clone(),
        against: String::new(),
        date: draft.issued.strftime("%-d %B %Y").to_string(),
        notice: Vec::new(),
    }
}
