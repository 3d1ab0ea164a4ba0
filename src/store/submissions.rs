//! Released submissions.
//!
//! Invariant: a row says what was submitted and nothing about whose it is; its tag is recognised by its owner alone.
//! Names are drawn at the release, by random id within each place of the draft it was made on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Row, named_params};

use super::error::{Error, Result};
use super::paragraphs::Hash;
use super::sql::Json;
use super::view::{Read, Write};
use crate::document::id::{DocumentId, DraftId, ParagraphId, ReleaseId, SubmissionId};
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::drafting::submission::{Body, HELD_FROM, Hold, ItemName, Submission, Target, draw_names};

/// The place of submissions on the whole text.
const GENERAL: &str = "General";

/// A submission to be released.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Its id.
    pub id: SubmissionId,
    /// The draft it was made on.
    pub made_on: DraftId,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Why.
    pub rationale: Option<Text>,
    /// Whether its author shares the rationale with other delegations.
    pub rationale_shared: bool,
    /// Whether it came after the deadline.
    pub late: bool,
    /// Why it is for the co-chairs only, if it is.
    pub hold: Hold,
    /// The released item it takes the place of.
    pub succeeds: Option<SubmissionId>,
    /// What its owner recognises it by; random for one that has no owner.
    pub tag: Hash,
}

/// A released submission, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What was submitted.
    pub submission: Submission,
    /// The release it came with.
    pub release: ReleaseId,
    /// Whether it is for the co-chairs only: it was held, and they have not let it pass.
    pub held: bool,
    /// Why it was held at its release.
    pub hold: Hold,
    /// The item it takes the place of.
    pub succeeds: Option<SubmissionId>,
    /// Whether another has taken its place.
    pub succeeded: bool,
    /// Whether only held ones have: to whom those are not shown, it is withdrawn.
    pub veiled: bool,
    /// What its owner recognises it by.
    pub tag: Hash,
}

/// What the owner of an item recognises it by: that of whoever took it over, where somebody has. Wherever tags are
/// read, they are read so.
macro_rules! owner {
    () => {
        "coalesce(claim_slip.tag, submission.tag)"
    };
}

/// What that is read from, behind `submission`.
macro_rules! owned {
    () => {
        " left join claim_slip on claim_slip.submission = submission.id "
    };
}

pub(super) use owned;
pub(super) use owner;

impl Item {
    /// The submission as it is shown where held ones are not; one whose place only held ones have taken is withdrawn.
    pub fn seen(mut self) -> Option<Submission> {
        self.submission.withdrawn |= self.veiled;
        (!self.held && (!self.succeeded || self.veiled)).then_some(self.submission)
    }

    /// The submission as it is shown where held ones are too.
    pub fn seen_by_chairs(self) -> Option<Submission> {
        (!self.succeeded).then_some(self.submission)
    }
}

/// What an item is read from, in the order lists have: by draft, by place in its text, by id.
macro_rules! items {
    ($condition:literal) => {
        concat!(
            "select submission.id, submission.release, made_on, target, submission.body, rationale,
               rationale_shared, late, hold, hold <> 'none' and passed.submission is null as held,
               submission.place, coalesce(passed.letter, submission.letter) as letter, succeeds,
             ",
            owner!(),
            " as tag,
               withdrawal.submission is not null as withdrawn,
               exists (select 1 from submission as later where later.succeeds = submission.id) as succeeded,
               exists (select 1 from submission as later left join passed as let on let.submission = later.id
                 where later.succeeds = submission.id and (later.hold = 'none' or let.submission is not null))
                 as followed
             from submission
             join draft on draft.id = made_on
             left join draft_paragraph as at on at.draft = made_on and at.paragraph = anchor
             left join withdrawal on withdrawal.submission = submission.id
             left join passed on passed.submission = submission.id",
            owned!(),
            "where ",
            $condition,
            " order by draft.ordinal, at.place, submission.id"
        )
    };
}

impl Read<'_> {
    /// All released submissions of a document: by draft, by place in the text, by id.
    pub fn items(&self, document: DocumentId) -> Result<Vec<Item>> {
        self.all(items!("submission.document = :document"), named_params! {":document": document}, item)
    }

    /// The released submissions made on a draft: by place in the text, by id.
    pub fn items_made_on(&self, draft: DraftId) -> Result<Vec<Item>> {
        self.all(items!("made_on = :draft"), named_params! {":draft": draft}, item)
    }

    /// Those of them about one paragraph.
    pub fn items_on(&self, draft: DraftId, paragraph: ParagraphId) -> Result<Vec<Item>> {
        let params = named_params! {":draft": draft, ":paragraph": paragraph};
        self.all(items!("made_on = :draft and anchor = :paragraph"), params, item)
    }

    /// What the owners of a document's released submissions recognise them by: without their words, which take longer.
    pub fn tags(&self, document: DocumentId) -> Result<Vec<(SubmissionId, Hash)>> {
        self.all(
            concat!(
                "select submission.id, ",
                owner!(),
                " from submission",
                owned!(),
                "where document = :document"
            ),
            named_params! {":document": document},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// How many held submissions of a document were let pass.
    pub fn passed(&self, document: DocumentId) -> Result<u32> {
        self.value(
            "select count(*) from passed join submission on submission.id = passed.submission
             where document = :document",
            named_params! {":document": document},
        )
    }

    /// One released submission.
    pub fn item(&self, id: SubmissionId) -> Result<Item> {
        let found = self.first(items!("submission.id = :id"), named_params! {":id": id}, item)?;
        found.ok_or_else(|| Error::not_found("submission", id))
    }
}

impl Write<'_> {
    /// Adds the items of a release that is not sealed yet; one that was released before is passed over.
    pub(super) fn insert_items(
        &self,
        document: DocumentId,
        release: ReleaseId,
        items: &[NewItem],
    ) -> Result<()> {
        let known: BTreeSet<SubmissionId> = self.all(
            "select id from submission where document = :document",
            named_params! {":document": document},
            |row| row.get(0),
        )?;
        let fresh: BTreeMap<SubmissionId, &NewItem> =
            items.iter().map(|item| (item.id, item)).filter(|(id, _)| !known.contains(id)).collect();
        let names = self.name_items(fresh.values().copied())?;
        for item in fresh.values() {
            let name = names.get(&item.id).ok_or_else(|| Error::not_found("name", item.id))?;
            self.insert_item(document, release, item, name)?;
        }
        Ok(())
    }

    /// Adds the withdrawals of a release that is not sealed yet.
    pub(super) fn insert_withdrawals(&self, release: ReleaseId, withdrawn: &[SubmissionId]) -> Result<()> {
        for submission in BTreeSet::from_iter(withdrawn) {
            self.run(
                "insert into withdrawal (submission, release) values (:submission, :release)
                 on conflict do nothing",
                named_params! {":submission": submission, ":release": release},
            )?;
        }
        Ok(())
    }

    /// Draws the names of all items, each within the draft it was made on.
    fn name_items<'i>(
        &self,
        items: impl Iterator<Item = &'i NewItem>,
    ) -> Result<HashMap<SubmissionId, ItemName>> {
        let mut by_draft: BTreeMap<DraftId, Vec<&NewItem>> = BTreeMap::new();
        for item in items {
            by_draft.entry(item.made_on).or_default().push(item);
        }
        let mut names = HashMap::new();
        for (draft, items) in by_draft {
            let places = self.spoken_places(draft)?;
            let place = |item: &NewItem| match item.target.anchor() {
                None => Ok(GENERAL.to_owned()),
                Some(anchor) => places.get(&anchor).cloned().ok_or(Error::not_found("paragraph", anchor)),
            };
            let placed = items.iter().map(|item| Ok((place(item)?, item.id))).collect::<Result<Vec<_>>>()?;
            for (series, from) in [(false, 0), (true, HELD_FROM)] {
                let taken = self.letters_taken(draft, from)?;
                let held = items.iter().map(|item| (item.hold != Hold::None) == series);
                let here = placed.iter().zip(held).filter(|(_, it)| *it);
                let here: Vec<_> = here.map(|(placed, _)| placed.clone()).collect();
                let drawn = draw_names(&here, |place| taken.get(place).copied().unwrap_or(from));
                names.extend(here.iter().map(|(_, id)| *id).zip(drawn));
            }
        }
        Ok(names)
    }

    fn spoken_places(&self, draft: DraftId) -> Result<HashMap<ParagraphId, String>> {
        let paragraphs = self.paragraphs(draft)?;
        Ok(paragraphs.iter().map(|it| it.id).zip(spoken_names(&paragraphs)).collect())
    }

    /// The next letter of each place of a draft that has some, in the series that begins with one.
    fn letters_taken(&self, draft: DraftId, from: u32) -> Result<HashMap<String, u32>> {
        let below = if from == 0 { HELD_FROM } else { u32::MAX };
        self.all(
            "select place, max(given) + 1 from (
               select place, letter as given from submission where made_on = :draft
               union all
               select place, passed.letter from submission join passed on passed.submission = submission.id
               where made_on = :draft)
             where given >= :from and given < :below group by place",
            named_params! {":draft": draft, ":from": from, ":below": below},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// Lets a held item pass: it is as any other from then on, with a letter of theirs.
    pub fn let_pass(&self, item: &Item) -> Result<ItemName> {
        let taken = self.letters_taken(item.submission.made_on, 0)?;
        let place = item.submission.name.place.clone();
        let letter = taken.get(&place).copied().unwrap_or(0);
        self.run(
            "insert into passed (submission, letter) values (:submission, :letter)",
            named_params! {":submission": item.submission.id, ":letter": letter},
        )?;
        Ok(ItemName { place, letter })
    }

    fn insert_item(
        &self,
        document: DocumentId,
        release: ReleaseId,
        item: &NewItem,
        name: &ItemName,
    ) -> Result<()> {
        self.run(
            "insert into submission
               (id, document, release, made_on, anchor, target, kind, body, rationale, rationale_shared, late,
                hold, place, letter, succeeds, tag)
             values
               (:id, :document, :release, :made_on, :anchor, :target, :kind, :body, :rationale,
                :rationale_shared, :late, :hold, :place, :letter, :succeeds, :tag)",
            named_params! {
                ":id": item.id,
                ":document": document,
                ":release": release,
                ":made_on": item.made_on,
                ":anchor": item.target.anchor(),
                ":target": Json(&item.target),
                ":kind": item.body.kind().name(),
                ":body": Json(&item.body),
                ":rationale": item.rationale,
                ":rationale_shared": item.rationale_shared,
                ":late": item.late,
                ":hold": item.hold,
                ":place": name.place,
                ":letter": name.letter,
                ":succeeds": item.succeeds,
                ":tag": item.tag,
            },
        )?;
        Ok(())
    }
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    let (Json(target), Json(body)) = (row.get("target")?, row.get("body")?);
    let submission = Submission {
        id: row.get("id")?,
        name: ItemName { place: row.get("place")?, letter: row.get("letter")? },
        made_on: row.get("made_on")?,
        target,
        body,
        rationale: row.get("rationale")?,
        rationale_shared: row.get("rationale_shared")?,
        late: row.get("late")?,
        withdrawn: row.get("withdrawn")?,
    };
    let (succeeded, followed): (bool, bool) = (row.get("succeeded")?, row.get("followed")?);
    Ok(Item {
        submission,
        release: row.get("release")?,
        held: row.get("held")?,
        hold: row.get("hold")?,
        succeeds: row.get("succeeds")?,
        succeeded,
        veiled: succeeded && !followed,
        tag: row.get("tag")?,
    })
}
