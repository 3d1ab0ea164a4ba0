//! Files of issued drafts: renditions of the record, never of other files.

use std::collections::BTreeMap;

use super::{Error, Scope, Table, draft_of};
use crate::document::compare::{Comparison, compare};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::document::{Kind, Paragraph};
use crate::drafting::ledger::Entry;
use crate::export::rendition::{Cover, Language, Rendition};
use crate::store::Read;
use crate::store::drafts::Draft;

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
        FileOf::Clean => Ok(Rendition::clean(&paragraphs, cover, language)),
        FileOf::Redline { against } => {
            let against = earlier(r, scope, &draft, against.as_deref())?;
            let before = r.paragraphs(against.id)?;
            let lineage = r.lineage(&against, &draft)?;
            let cover = Cover { against: against.label.clone(), ..cover };
            let mut redline = Rendition::redline(&compare(&before, &paragraphs, &lineage), cover, language);
            redline.day = Some(draft.issued);
            Ok(redline)
        }
        FileOf::Concordance { against } => {
            let against = earlier(r, scope, &draft, against.as_deref())?;
            let before = r.paragraphs(against.id)?;
            let lineage = r.lineage(&against, &draft)?;
            let cover = Cover { against: against.label.clone(), ..cover };
            Ok(Rendition::concordance(&compare(&before, &paragraphs, &lineage), cover, language))
        }
        FileOf::Ledger => {
            let before = earlier(r, scope, &draft, None)?;
            let cover = Cover { against: before.label.clone(), ..cover };
            let lines = ledger_lines(r, &draft, &before)?;
            let items: BTreeMap<SubmissionId, String> = (r.items(scope.document.id)?.into_iter())
                .map(|it| (it.submission.id, it.submission.name.to_string()))
                .collect();
            let item = |id| items.get(&id).cloned().unwrap_or_default();
            Ok(Rendition::ledger(&lines, item, cover, language))
        }
        FileOf::Compilation => {
            let table = Table::lay(r, scope, Some(&draft.label))?;
            let compilation =
                crate::drafting::compile::compile(&table.paragraphs, &table.lineage, &table.submissions);
            Ok(Rendition::compilation(&compilation, cover, language))
        }
    }
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
        None => {
            let before = r.drafts(scope.document.id)?.into_iter().rev().find(|it| it.ordinal < draft.ordinal);
            before.unwrap_or_else(|| draft.clone())
        }
    };
    if against.ordinal >= draft.ordinal {
        return Err(Error::NotEarlier { draft: draft.label.clone(), against: against.label });
    }
    Ok(against)
}

fn cover(scope: &Scope, draft: &Draft, paragraphs: &[Paragraph]) -> Cover {
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
