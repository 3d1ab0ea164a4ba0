//! Files of issued drafts: renditions of the record, never of other files.

use super::{Error, Scope, Table, draft_of};
use crate::document::compare::{Comparison, compare};
use crate::document::exchange::Exchange;
use crate::document::id::SubmissionId;
use crate::document::inline::Text;
use crate::document::{Kind, Paragraph};
use crate::export::rendition::{Cover, Language, Rendition, Ruling};
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
            Ok(clean)
        }
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
        FileOf::Compilation => {
            let table = Table::lay(r, scope, Some(&draft.label))?;
            let compilation =
                crate::drafting::compile::compile(&table.paragraphs, &table.lineage, &table.submissions);
            let mut compilation = Rendition::compilation(&compilation, cover, language);
            compilation.rule(rulings(r, scope, &draft)?);
            Ok(compilation)
        }
    }
}

/// The paragraphs of the drafts before one, oldest first.
pub fn drafts_before(r: &Read<'_>, scope: &Scope, draft: Option<&str>) -> Result<Vec<Vec<Paragraph>>, Error> {
    let draft = draft_of(r, scope, draft)?;
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
