//! What the buttons of the desk ask for.

use crate::document::brackets::settle::Pick;
use crate::document::id::{ActId, ParagraphId, SubmissionId};
use crate::drafting::desk::ParagraphState;
use crate::drafting::disposition::Disposition;

/// What a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    Rule(Choice, SubmissionId),
    /// What becomes of brackets: the paragraph of the result, and the number of the place in it from 0.
    Settle(Pick, ParagraphId, usize),
    Save,
    Stands,
    Undo(ActId),
    State(ParagraphState),
    /// A held submission is let pass.
    Pass(SubmissionId),
}

/// What is chosen for the submissions on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web::desk) enum Choice {
    Retain,
    Part,
    Bracket,
    Merge,
    NotRetained,
    OutOfScope,
    Noted,
    Open,
}

impl Choice {
    const ALL: [Self; 8] = [
        Self::Retain,
        Self::Part,
        Self::Bracket,
        Self::Merge,
        Self::NotRetained,
        Self::OutOfScope,
        Self::Noted,
        Self::Open,
    ];

    /// As forms and addresses have it.
    pub(in crate::web::desk) const fn name(self) -> &'static str {
        match self {
            Self::Retain => "retain",
            Self::Part => "part",
            Self::Bracket => "bracket",
            Self::Merge => "merge",
            Self::NotRetained => "not-retained",
            Self::OutOfScope => "out-of-scope",
            Self::Noted => "noted",
            Self::Open => "open",
        }
    }

    /// The choice that a disposition comes from.
    pub(in crate::web::desk) const fn of(disposition: &Disposition) -> Option<Self> {
        Some(match disposition {
            Disposition::Open => Self::Open,
            Disposition::Retained => Self::Retain,
            Disposition::RetainedInPart { .. } => Self::Part,
            Disposition::Bracketed => Self::Bracket,
            Disposition::Merged { .. } => Self::Merge,
            Disposition::OvertakenBy { .. } => return None,
            Disposition::OutOfScope => Self::OutOfScope,
            Disposition::NotRetained => Self::NotRetained,
            Disposition::Noted => Self::Noted,
        })
    }
}

/// The value of a button that decides on brackets.
pub(in crate::web::desk) fn settles(pick: Pick, paragraph: ParagraphId, place: usize) -> String {
    match pick {
        Pick::Alternative(number) => format!("choose:{paragraph}.{place}.{number}"),
        Pick::Words => format!("unbracket:{paragraph}.{place}"),
        Pick::Nothing => format!("strike:{paragraph}.{place}"),
    }
}

/// Reads what stands behind the colon of such a button.
fn settled(verb: &str, what: &str) -> Option<Asks> {
    let mut parts = what.split('.');
    let (paragraph, place) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let number = parts.next().map(|it| it.parse().ok());
    let pick = match (verb, number) {
        ("choose", Some(number)) => Pick::Alternative(number?),
        ("unbracket", None) => Pick::Words,
        ("strike", None) => Pick::Nothing,
        _ => return None,
    };
    parts.next().is_none().then_some(Asks::Settle(pick, paragraph, place))
}

impl Asks {
    /// Reads the value of a button.
    pub(super) fn parse(act: &str) -> Option<Self> {
        Some(match act.split_once(':') {
            None => match act {
                "save" => Self::Save,
                "stands" => Self::Stands,
                "agree" => Self::State(ParagraphState::AgreedAdRef),
                "close" => Self::State(ParagraphState::Closed),
                "reopen" => Self::State(ParagraphState::Open),
                _ => return None,
            },
            Some(("pass", item)) => Self::Pass(item.parse().ok()?),
            Some(("undo", act)) => Self::Undo(act.parse().ok()?),
            Some((verb @ ("choose" | "unbracket" | "strike"), what)) => settled(verb, what)?,
            Some((choice, item)) => {
                let choice = Choice::ALL.into_iter().find(|it| it.name() == choice)?;
                Self::Rule(choice, item.parse().ok()?)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_say_what_they_ask_for() {
        let id = SubmissionId::from_bytes([7; 16]);
        for choice in Choice::ALL {
            let act = format!("{}:{id}", choice.name());
            assert_eq!(Asks::parse(&act), Some(Asks::Rule(choice, id)));
        }
        let paragraph = ParagraphId::from_bytes([9; 16]);
        for pick in [Pick::Alternative(2), Pick::Words, Pick::Nothing] {
            let act = settles(pick, paragraph, 1);
            assert_eq!(Asks::parse(&act), Some(Asks::Settle(pick, paragraph, 1)), "{act}");
        }
        for act in ["choose:1.2", "strike:x.1", "unbracket:", "choose:x"] {
            assert_eq!(Asks::parse(act), None, "{act}");
        }
        assert_eq!(Asks::parse(&format!("pass:{id}")), Some(Asks::Pass(id)));
        assert_eq!(Asks::parse("agree"), Some(Asks::State(ParagraphState::AgreedAdRef)));
        for act in ["", "retain", "retain:", "retain:14-C", "undo:", "burn", "save:"] {
            assert_eq!(Asks::parse(act), None, "{act}");
        }
    }
}
