//! Who sees what: one table, which the pages, the help and the tests all read.
//!
//! Invariant: who wrote a thing is seen by its own delegation and by nobody else, whatever the settings. Settings widen
//! what others see; none widens that. Numbers of delegations are given in words, and never by group where one of the
//! groups would be fewer than five.

use serde::{Deserialize, Serialize};

/// Fewer than so many are not shown apart.
pub const FEW: u32 = 5;

/// Before whom something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// The delegation it comes from.
    Own,
    /// Other delegations.
    Others,
    /// The co-chairs.
    CoChairs,
    /// The secretariat.
    Secretariat,
    /// Observers and everybody else.
    Public,
}

impl Audience {
    /// In the order of the table's columns.
    pub const ALL: [Self; 5] = [Self::Own, Self::Others, Self::CoChairs, Self::Secretariat, Self::Public];
}

/// What may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// A submission in preparation or for clearance.
    InPreparation,
    /// A submission that waits for its release.
    Waiting,
    /// The text of a released submission.
    Released,
    /// The text of a submission that was held.
    Held,
    /// A rationale.
    Rationale,
    /// A question to the author of a submission, and the answer: shared where both sides share it.
    Exchange,
    /// Who wrote it.
    Author,
    /// Positions.
    Positions,
    /// What became of a submission, and the note on it.
    Disposition,
    /// The ledger of a draft.
    Ledger,
    /// The working text of the desk.
    WorkingText,
    /// Issued drafts and redlines.
    Issued,
    /// The lists of the releases: how many operations, and a line for each that says nothing of it.
    Lists,
}

/// How much of it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// Nothing.
    Nothing,
    /// All of it.
    All,
    /// All of it, marked as one's own.
    Yours,
    /// All of it, with the reason it was held for.
    WithReason,
    /// All of it, without a name.
    Nameless,
    /// The same, from the next draft on.
    NamelessFromNextDraft,
    /// Whether there is something, not how much.
    SomeOrNone,
    /// What its author shares.
    IfShared,
    /// One's own only.
    OwnOnly,
    /// Numbers, in words.
    InWords,
    /// The changes no submission asked for.
    ChangesUnasked,
    /// The paragraph that was put on the floor.
    OnTheFloor,
}

/// Settings of a process that widen what others see. Fixed before its first round opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    /// Whether issued drafts and redlines are public.
    pub drafts_public: bool,
    /// Whether released submissions are public.
    pub submissions_public: bool,
    /// When released submissions are shown to other delegations.
    pub submissions_shown: Shown,
    /// Whether delegations see positions, in words.
    pub positions_shown: bool,
    /// Whether delegations see what became of the submissions of others.
    pub dispositions_shown: bool,
}

impl Visibility {
    /// Whether anybody would see more by it than before.
    pub fn widens(&self, before: &Self) -> bool {
        (self.drafts_public && !before.drafts_public)
            || (self.submissions_public && !before.submissions_public)
            || self.submissions_shown > before.submissions_shown
            || (self.positions_shown && !before.positions_shown)
            || (self.dispositions_shown && !before.dispositions_shown)
    }
}

/// When a released submission is shown to other delegations: from the narrowest to the widest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Not at all.
    Never,
    /// With the next draft.
    NextDraft,
    /// With its release.
    #[default]
    AtRelease,
}

impl Shown {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::NextDraft => "next_draft",
            Self::AtRelease => "at_release",
        }
    }
}

/// What a cell of the table says.
#[derive(Clone, Copy, Debug)]
enum Cell {
    Always(Sight),
    /// As [`Visibility::submissions_shown`].
    SubmissionsShown,
    /// The same where submissions are public, never before the delegations are shown them.
    SubmissionsPublic,
    /// Nothing unless the setting is on.
    If(fn(&Visibility) -> bool, Sight),
}

/// The rows, their cells in the order of [`Audience::ALL`].
const TABLE: [(Matter, [Cell; 5]); 13] = {
    use Cell::{Always, If, SubmissionsPublic, SubmissionsShown};
    use Sight::{
        All, ChangesUnasked, IfShared, InWords, Nameless, Nothing, OnTheFloor, OwnOnly, SomeOrNone,
        WithReason, Yours,
    };
    const NO: Cell = Always(Nothing);
    const YES: Cell = Always(All);
    [
        (Matter::InPreparation, [YES, NO, NO, NO, NO]),
        (Matter::Waiting, [YES, NO, Always(SomeOrNone), NO, NO]),
        (
            Matter::Released,
            [Always(Yours), SubmissionsShown, Always(Nameless), Always(Nameless), SubmissionsPublic],
        ),
        (Matter::Held, [Always(WithReason), NO, Always(Nameless), NO, NO]),
        (Matter::Rationale, [YES, Always(IfShared), YES, YES, NO]),
        (Matter::Exchange, [YES, Always(IfShared), YES, YES, NO]),
        (Matter::Author, [YES, NO, NO, NO, NO]),
        (
            Matter::Positions,
            [Always(OwnOnly), If(|it| it.positions_shown, InWords), Always(InWords), Always(InWords), NO],
        ),
        (Matter::Disposition, [YES, If(|it| it.dispositions_shown, All), YES, YES, NO]),
        (Matter::Ledger, [Always(OwnOnly), Always(ChangesUnasked), YES, YES, NO]),
        (Matter::WorkingText, [NO, Always(OnTheFloor), YES, YES, NO]),
        (Matter::Issued, [YES, YES, YES, YES, If(|it| it.drafts_public, All)]),
        (Matter::Lists, [YES, YES, YES, YES, If(|it| it.drafts_public, All)]),
    ]
};

/// How much of a matter an audience sees in a process of those settings.
pub fn sight(audience: Audience, matter: Matter, settings: &Visibility) -> Sight {
    let row = TABLE.iter().find(|(it, _)| *it == matter);
    let column = Audience::ALL.iter().position(|it| *it == audience);
    match row.zip(column).map(|((_, cells), column)| cells[column]) {
        None => Sight::Nothing,
        Some(Cell::Always(sight)) => sight,
        Some(Cell::If(setting, sight)) if setting(settings) => sight,
        Some(Cell::If(..)) => Sight::Nothing,
        Some(Cell::SubmissionsPublic) if !settings.submissions_public => Sight::Nothing,
        Some(Cell::SubmissionsShown | Cell::SubmissionsPublic) => match settings.submissions_shown {
            Shown::Never => Sight::Nothing,
            Shown::NextDraft => Sight::NamelessFromNextDraft,
            Shown::AtRelease => Sight::Nameless,
        },
    }
}

/// The matters in the order of the table, for the page that explains it.
pub fn matters() -> impl Iterator<Item = Matter> {
    TABLE.iter().map(|(matter, _)| *matter)
}

/// From how many delegations on a number is worded "some", "several", "many".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// At least 2.
    pub some: u32,
    /// More than `some`.
    pub several: u32,
    /// More than `several`.
    pub many: u32,
}

impl Default for Scale {
    fn default() -> Self {
        Self { some: 2, several: 5, many: 10 }
    }
}

/// A number of delegations, as a report would word it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InWords {
    /// None.
    None,
    /// One.
    One,
    /// Some.
    Some,
    /// Several.
    Several,
    /// Many.
    Many,
}

impl Scale {
    /// The word for a number.
    pub const fn word(&self, count: u32) -> InWords {
        match count {
            0 => InWords::None,
            1 => InWords::One,
            _ if count >= self.many => InWords::Many,
            _ if count >= self.several => InWords::Several,
            _ => InWords::Some,
        }
    }

    /// The word for each group, if none of them is so small that it would say too much; else one for all together.
    pub fn by_group(&self, counts: &[u32]) -> ByGroup {
        if counts.len() < 2 || counts.iter().any(|count| (1..FEW).contains(count)) {
            ByGroup::Together(self.word(counts.iter().sum()))
        } else {
            ByGroup::Apart(counts.iter().map(|count| self.word(*count)).collect())
        }
    }
}

/// Numbers of groups, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByGroup {
    /// Of each group, in the order they were given.
    Apart(Vec<InWords>),
    /// Of all together.
    Together(InWords),
}

/// Whether "late" is shown on items, given how many are.
pub const fn shows_late(late: u32) -> bool {
    late >= FEW
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDEST: Visibility = Visibility {
        drafts_public: true,
        submissions_public: true,
        submissions_shown: Shown::AtRelease,
        positions_shown: true,
        dispositions_shown: true,
    };

    /// Settings that do not widen show nobody anything they did not see before.
    #[test]
    fn what_does_not_widen_opens_no_cell() {
        let mut all = Vec::new();
        for bits in 0..16_u8 {
            for submissions_shown in [Shown::Never, Shown::NextDraft, Shown::AtRelease] {
                let [drafts_public, submissions_public, positions_shown, dispositions_shown] =
                    [1, 2, 4, 8].map(|bit| bits & bit != 0);
                all.push(Visibility {
                    drafts_public,
                    submissions_public,
                    submissions_shown,
                    positions_shown,
                    dispositions_shown,
                });
            }
        }
        let how_much = |sight| match sight {
            Sight::Nothing => 0,
            Sight::NamelessFromNextDraft => 1,
            _ => 2,
        };
        for before in &all {
            for after in &all {
                let opens = Audience::ALL.iter().any(|audience| {
                    matters().any(|matter| {
                        how_much(sight(*audience, matter, after)) > how_much(sight(*audience, matter, before))
                    })
                });
                assert!(!opens || after.widens(before), "{before:?} {after:?}");
            }
        }
    }

    /// What the help page says, cell by cell: own, others, co-chairs, secretariat, public.
    #[test]
    fn the_table_by_default() {
        use Sight::*;
        let rows = [
            (Matter::InPreparation, [All, Nothing, Nothing, Nothing, Nothing]),
            (Matter::Waiting, [All, Nothing, SomeOrNone, Nothing, Nothing]),
            (Matter::Released, [Yours, Nameless, Nameless, Nameless, Nothing]),
            (Matter::Held, [WithReason, Nothing, Nameless, Nothing, Nothing]),
            (Matter::Rationale, [All, IfShared, All, All, Nothing]),
            (Matter::Exchange, [All, IfShared, All, All, Nothing]),
            (Matter::Author, [All, Nothing, Nothing, Nothing, Nothing]),
            (Matter::Positions, [OwnOnly, Nothing, InWords, InWords, Nothing]),
            (Matter::Disposition, [All, Nothing, All, All, Nothing]),
            (Matter::Ledger, [OwnOnly, ChangesUnasked, All, All, Nothing]),
            (Matter::WorkingText, [Nothing, OnTheFloor, All, All, Nothing]),
            (Matter::Issued, [All, All, All, All, Nothing]),
            (Matter::Lists, [All, All, All, All, Nothing]),
        ];
        assert_eq!(matters().collect::<Vec<_>>(), rows.map(|(matter, _)| matter));
        for (matter, cells) in rows {
            let found = Audience::ALL.map(|it| sight(it, matter, &Visibility::default()));
            assert_eq!(found, cells, "{matter:?}");
        }
    }

    #[test]
    fn settings_widen_five_cells_and_no_others() {
        let mut widened = Vec::new();
        for matter in matters() {
            for audience in Audience::ALL {
                let (narrow, wide) =
                    (sight(audience, matter, &Visibility::default()), sight(audience, matter, &WIDEST));
                if narrow != wide {
                    assert_eq!(narrow, Sight::Nothing);
                    widened.push((matter, audience, wide));
                }
            }
        }
        assert_eq!(
            widened,
            [
                (Matter::Released, Audience::Public, Sight::Nameless),
                (Matter::Positions, Audience::Others, Sight::InWords),
                (Matter::Disposition, Audience::Others, Sight::All),
                (Matter::Issued, Audience::Public, Sight::All),
                (Matter::Lists, Audience::Public, Sight::All),
            ]
        );
        for (shown, expected) in
            [(Shown::Never, Sight::Nothing), (Shown::NextDraft, Sight::NamelessFromNextDraft)]
        {
            let settings = Visibility { submissions_shown: shown, ..WIDEST };
            for audience in [Audience::Others, Audience::Public] {
                assert_eq!(sight(audience, Matter::Released, &settings), expected);
            }
        }
    }

    #[test]
    fn nobody_else_ever_sees_who_wrote_a_thing() {
        for audience in Audience::ALL.into_iter().filter(|it| *it != Audience::Own) {
            assert_eq!(sight(audience, Matter::Author, &WIDEST), Sight::Nothing);
            assert_eq!(sight(audience, Matter::InPreparation, &WIDEST), Sight::Nothing);
        }
    }

    #[test]
    fn numbers_are_worded_by_the_scale() {
        let rows = [
            (0, InWords::None),
            (1, InWords::One),
            (2, InWords::Some),
            (4, InWords::Some),
            (5, InWords::Several),
            (9, InWords::Several),
            (10, InWords::Many),
            (193, InWords::Many),
        ];
        for (count, word) in rows {
            assert_eq!(Scale::default().word(count), word, "{count}");
        }
    }

    #[test]
    fn no_group_below_five_is_shown_apart() {
        let scale = Scale::default();
        let rows: [(&[u32], ByGroup); 5] = [
            (&[12, 5], ByGroup::Apart(vec![InWords::Many, InWords::Several])),
            (&[12, 0], ByGroup::Apart(vec![InWords::Many, InWords::None])),
            (&[12, 4], ByGroup::Together(InWords::Many)),
            (&[1, 6], ByGroup::Together(InWords::Several)),
            (&[1, 0], ByGroup::Together(InWords::One)),
        ];
        for (counts, expected) in rows {
            assert_eq!(scale.by_group(counts), expected, "{counts:?}");
        }
        assert!(!shows_late(4) && shows_late(5));
    }
}
