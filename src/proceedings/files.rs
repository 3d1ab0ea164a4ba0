//! Files of issued drafts: renditions of the record, never of other files.

use super::{Error, Scope, Table, draft_before, draft_of, letter};
use crate::document::compare::{Comparison, compare};
use crate::document::inline::Text;
use crate::document::{Kind, Paragraph};
use crate::export::rendition::{Block, Cover, Language, Rendition, Run};
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
    /// The co-chairs' letter that goes with it.
    Letter,
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
        FileOf::Letter => {
            let parts = letter(r, scope, &draft)?;
            let blocks = parts.into_iter().map(|part| Block::Line(vec![Run::plain(part)])).collect();
            Ok(Rendition::paper(blocks, cover, language))
        }
        FileOf::Compilation => {
            let table = Table::lay(r, scope, Some(&draft.label))?;
            let compilation =
                crate::drafting::compile::compile(&table.paragraphs, &table.lineage, &table.submissions);
            Ok(Rendition::compilation(&compilation, cover, language))
        }
    }
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
