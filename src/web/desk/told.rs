//! Decisions, acts and sources in words.

use super::bench::Bench;
use super::ground::Laid;
use crate::document::brackets::{self, told::Told};
use crate::document::id::SubmissionId;
use crate::document::step::shortened;
use crate::drafting::desk::{Act, Deed, ParagraphState};
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::{Change, Source};
use crate::drafting::position::Stance;
use crate::i18n::{Fact, Words};
use crate::identity::disclosure::{ByGroup, InWords, Scale};

use super::bench::Voices;

/// How a submission is spoken of; one that the reader is not shown has no name.
fn name(words: &Words, laid: &Laid, id: SubmissionId) -> String {
    laid.ground.name(id).unwrap_or_else(|| words.say("desk-a-submission"))
}

/// What became of a submission: "retained in part", "merged into 14-B".
pub(super) fn disposition(words: &Words, laid: &Laid, disposition: &Disposition) -> String {
    let other = |id: &str, by: SubmissionId| words.tell(id, &[("item", Fact::Text(&name(words, laid, by)))]);
    match disposition {
        Disposition::Open => words.say("desk-is-open"),
        Disposition::Retained => words.say("desk-is-retained"),
        Disposition::RetainedInPart { .. } => words.say("desk-is-retained-in-part"),
        Disposition::Bracketed => words.say("desk-is-bracketed"),
        Disposition::Merged { into: Some(into) } => other("desk-is-merged-into", *into),
        Disposition::Merged { into: None } => words.say("desk-is-merged"),
        Disposition::OvertakenBy { by } => other("desk-is-overtaken", *by),
        Disposition::OutOfScope => words.say("desk-is-out-of-scope"),
        Disposition::NotRetained => words.say("desk-is-not-retained"),
        Disposition::Noted => words.say("desk-is-noted"),
    }
}

/// Where a change comes from: "A, C; co-chairs".
pub(super) fn sources(words: &Words, bench: &Bench, sources: &[Source]) -> String {
    let mut items = Vec::new();
    let mut hands = Vec::new();
    for source in sources {
        match source {
            Source::Amendment { submission } => {
                let letter = bench.laid.ground.letter(*submission, bench.place);
                items.push(letter.unwrap_or_else(|| words.say("desk-a-submission")));
            }
            hand => hands.push(self::hand(words, *hand)),
        }
    }
    items.sort();
    items.dedup();
    let items = items.join(", ");
    [vec![items].into_iter().filter(|it| !it.is_empty()).collect(), hands].concat().join("; ")
}

/// Whose words were written by hand.
pub(super) fn hand(words: &Words, source: Source) -> String {
    words.say(match source {
        Source::Amendment { .. } => "desk-a-submission",
        Source::Floor => "desk-source-floor",
        Source::InformalGroup => "desk-source-informal-group",
        Source::CoChairs => "desk-source-co-chairs",
        Source::Editorial => "desk-source-editorial",
    })
}

/// What happened to a paragraph as a whole; nothing for changed words.
pub(super) fn change(words: &Words, laid: &Laid, change: &Change) -> Option<String> {
    let place = |id| {
        let at = laid.ground.table.paragraphs.iter().position(|it| it.id == id);
        at.and_then(|at| laid.ground.names.get(at)).cloned().unwrap_or_default()
    };
    let of = |id: &str, place: String| words.tell(id, &[("place", Fact::Text(&place))]);
    Some(match change {
        Change::Words { .. } => return None,
        Change::Inserted => words.say("desk-was-inserted"),
        Change::Deleted => words.say("desk-was-deleted"),
        Change::Moved { after: Some(after) } => of("desk-was-moved", place(*after)),
        Change::Moved { after: None } => words.say("desk-was-moved-first"),
        Change::SplitFrom { from } => of("desk-was-split-from", place(*from)),
        Change::JoinedWith { with } => of("desk-was-joined-with", place(*with)),
        Change::Relabelled { old, new } if old == new => words.say("desk-was-reshaped"),
        Change::Relabelled { new, .. } => of("desk-was-relabelled", new.clone().unwrap_or_default()),
    })
}

/// What an act did, in one line.
pub(super) fn act(words: &Words, laid: &Laid, act: &Act) -> String {
    match &act.deed {
        Deed::Decide { rulings, .. } if rulings.is_empty() => words.say("desk-act-stands"),
        Deed::Decide { rulings, .. } => {
            let told = rulings.iter().map(|it| {
                let became = disposition(words, laid, &it.disposition);
                let item = name(words, laid, it.submission);
                words.tell("desk-act-ruled", &[("item", Fact::Text(&item)), ("became", Fact::Text(&became))])
            });
            told.collect::<Vec<_>>().join(", ")
        }
        Deed::Write { source, old, new, .. } => {
            let hand = hand(words, *source);
            let source = ("source", Fact::Text(hand.as_str()));
            match brackets::told::told(&old.rich(), &new.rich()) {
                Some(told) => bracket_act(words, &told, source),
                None => words.tell("desk-act-written", &[source]),
            }
        }
        Deed::SetState { state, reason, .. } => {
            let said = words.say(match state {
                ParagraphState::Open => "desk-act-reopened",
                ParagraphState::AgreedAdRef => "desk-act-agreed",
                ParagraphState::Closed => "desk-act-closed",
            });
            match reason {
                Some(reason) => format!("{said}: {}", reason.plain()),
                None => said,
            }
        }
        Deed::Insert { .. }
        | Deed::Delete { .. }
        | Deed::Move { .. }
        | Deed::Split { .. }
        | Deed::Join { .. }
        | Deed::Relabel { .. } => words.say("desk-act-structure"),
        Deed::Undo { .. } => words.say("desk-act-undone"),
    }
}

/// What was done to brackets, in one line.
fn bracket_act(words: &Words, told: &Told, source: (&'static str, Fact<'_>)) -> String {
    let (id, text) = match told {
        Told::Chosen { words, from } if words.is_empty() => ("desk-act-struck", from),
        Told::Chosen { words, .. } => ("desk-act-chosen", words),
        Told::Accepted { words } => ("desk-act-unbracketed", words),
        Told::Struck { words } => ("desk-act-struck", words),
        Told::Bracketed { words } => ("desk-act-bracketed", words),
        Told::Offered { beside, .. } => ("desk-act-offered", beside),
    };
    words.tell(id, &[("words", Fact::Text(&shortened(text))), source])
}

/// Positions as a report would word them.
pub(super) fn voices(words: &Words, scale: Scale, voices: &[Voices]) -> Vec<String> {
    voices.iter().map(|it| voice(words, scale, it)).collect()
}

fn voice(words: &Words, scale: Scale, voices: &Voices) -> String {
    let said = |count: InWords| {
        let word = match count {
            InWords::None => "none",
            InWords::One => "one",
            InWords::Some => "some",
            InWords::Several => "several",
            InWords::Many => "many",
        };
        let id = match voices.stance {
            Stance::Retain => "desk-voice-retain",
            Stance::Support => "desk-voice-support",
            Stance::Concern => "desk-voice-concern",
        };
        words.tell(id, &[("many", Fact::Text(word))])
    };
    match scale.by_group(&voices.counts) {
        ByGroup::Together(count) => said(count),
        ByGroup::Apart(counts) => {
            let apart = |(id, count): (&str, InWords)| words.tell(id, &[("said", Fact::Text(&said(count)))]);
            let groups = ["desk-voice-states", "desk-voice-stakeholders"].into_iter().zip(counts);
            groups.filter(|(_, count)| *count != InWords::None).map(apart).collect::<Vec<_>>().join(" ")
        }
    }
}
