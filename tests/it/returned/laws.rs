//! What holds for every draft and every edit: a redline of ours read back gives amendments that make the edited text.

use std::collections::BTreeMap;

use proptest::prelude::*;
use travaux::document::compare::{Part, compare};
use travaux::document::id::{ActId, DraftId, ParagraphId, SubmissionId};
use travaux::document::lineage::{Descent, Lineage};
use travaux::document::{Content, Kind, Paragraph};
use travaux::drafting::consolidate::consolidate;
use travaux::drafting::desk::{Act, Deed, Desk, Form, Ruling};
use travaux::drafting::disposition::Disposition;
use travaux::drafting::submission::{Body, ItemName, Submission};
use travaux::engine;
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};
use travaux::import::tracked::{Proposal, Returned, read};

use crate::support::{DRAFT, paragraphs};

fn id(n: usize) -> ParagraphId {
    ParagraphId::from_bytes([n as u8; 16])
}

fn file(rendition: &Rendition) -> Vec<u8> {
    write(rendition, Format::Docx).unwrap()
}

fn clean(draft: &[Paragraph]) -> Vec<u8> {
    file(&Rendition::clean(draft, Cover::default(), Language::of("en", draft)))
}

fn redline(old: &[Paragraph], new: &[Paragraph], lineage: &Lineage) -> Vec<u8> {
    file(&Rendition::redline(&compare(old, new, lineage), Cover::default(), Language::of("en", new)))
}

/// Everything proposed, taken.
fn applied(base: &[Paragraph], returned: &Returned) -> Vec<String> {
    let emphasis = returned.formatting.iter().filter_map(|it| it.proposal.as_ref());
    let submissions: Vec<Submission> = (returned.proposals.iter().chain(emphasis).enumerate())
        .map(|(n, it)| Submission {
            id: SubmissionId::from_bytes([n as u8 + 1; 16]),
            name: ItemName { place: n.to_string(), letter: 0 },
            made_on: DraftId::from_bytes([0; 16]),
            target: it.target.clone(),
            body: it.body.clone(),
            rationale: None,
            rationale_shared: false,
            late: false,
            withdrawn: false,
        })
        .collect();
    let mut by_paragraph: BTreeMap<Option<ParagraphId>, Vec<SubmissionId>> = BTreeMap::new();
    for it in &submissions {
        by_paragraph.entry(it.target.anchor()).or_default().push(it.id);
    }
    let log: Vec<Act> = (by_paragraph.into_iter().enumerate())
        .map(|(n, (paragraph, items))| {
            let retain =
                |&submission: &SubmissionId| Ruling { submission, disposition: Disposition::Retained };
            let rulings = items.iter().map(retain).collect();
            let deed = Deed::Decide {
                paragraph,
                considered: items.clone(),
                rulings,
                form: Form::InText,
                note: None,
            };
            Act { id: ActId::from_bytes([n as u8 + 1; 16]), deed }
        })
        .collect();
    let made = consolidate(base, &Lineage::default(), &submissions, &Desk::fold(&log));
    texts(&made.paragraphs)
}

/// Whether a paragraph moves to where new ones are set: in which order they then stand is the desk's affair.
fn meet_at_a_place(returned: &Returned) -> bool {
    let moves_to = |anchor| {
        let to = |it: &Proposal| matches!(&it.body, Body::Move { after, .. } if *after == anchor);
        returned.proposals.iter().filter(|it| to(it)).count()
    };
    let adds = |it: &&Proposal| match &it.body {
        Body::InsertAfter { .. } => true,
        Body::Replace { with, .. } => with.len() > 1,
        _ => false,
    };
    let anchors = returned.proposals.iter().filter(adds).map(|it| it.target.anchor());
    let several = returned.proposals.iter().filter_map(|it| match &it.body {
        Body::Move { after, .. } => Some(*after),
        _ => None,
    });
    anchors.into_iter().any(|anchor| moves_to(anchor) > 0)
        || several.into_iter().any(|after| moves_to(after) > 1)
}

fn is_made(base: &[Paragraph], returned: &Returned, new: &[Paragraph]) -> Result<(), TestCaseError> {
    let (mut made, mut wanted) = (applied(base, returned), texts(new));
    if meet_at_a_place(returned) {
        made.sort();
        wanted.sort();
    }
    prop_assert_eq!(made, wanted, "{:#?}", returned);
    Ok(())
}

fn texts(draft: &[Paragraph]) -> Vec<String> {
    draft.iter().map(|it| engine::fold(it.content.text.as_str())).collect()
}

const WORDS: [&str; 12] = [
    "waters",
    "States",
    "shall",
    "report",
    "every",
    "*shared*",
    "**basin**",
    "year",
    "co-operate",
    "[in time]",
    "protect^[As agreed.]",
    "list",
];

/// A paragraph that starts with a word of its own, so that each can be told.
fn any_paragraph(n: usize, labels: &'static [&str]) -> impl Strategy<Value = Content> {
    let label = prop::sample::select(labels);
    (label, prop::collection::vec(prop::sample::select(&WORDS[..]), 4..14)).prop_map(move |(label, words)| {
        let own = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"][n % 8];
        let words = format!("{own}{n} {}.", words.join(" "));
        match label {
            "#" => Content::read_as(Kind::Heading, 1, &words),
            "n" => Content::read(&format!("{}. {words}", n + 1)),
            "a" => Content::read(&format!("({}) {words}", char::from(b'a' + n as u8))),
            _ => Content::read(&words),
        }
    })
}

/// Kinds of paragraphs in short; items last, behind which alone a new paragraph can be set.
const ALL: &[&str] = &["", "#", "n", "a"];
const WITHOUT_ITEMS: &[&str] = &["", "#", "n"];

fn any_draft(labels: &'static [&str]) -> impl Strategy<Value = Vec<Paragraph>> {
    (3usize..8).prop_flat_map(move |count| {
        (0..count).map(|n| any_paragraph(n, labels)).collect::<Vec<_>>().prop_map(|contents| {
            let paragraph = |(n, content)| Paragraph { id: id(n + 1), content };
            contents.into_iter().enumerate().map(paragraph).collect()
        })
    })
}

#[derive(Clone, Debug)]
enum Edit {
    Words(prop::sample::Index, Vec<&'static str>),
    Insert(prop::sample::Index, Vec<&'static str>),
    Delete(prop::sample::Index),
    Move(prop::sample::Index, prop::sample::Index),
    Split(prop::sample::Index),
    Join(prop::sample::Index),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    let words = || prop::collection::vec(prop::sample::select(&WORDS[..]), 1..5);
    prop_oneof![
        4 => (at(), words()).prop_map(|(at, words)| Edit::Words(at, words)),
        2 => (at(), words()).prop_map(|(at, words)| Edit::Insert(at, words)),
        1 => at().prop_map(Edit::Delete),
        1 => (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => at().prop_map(Edit::Split),
        1 => at().prop_map(Edit::Join),
    ]
}

/// The edited draft, and what descends from what. Each paragraph is touched at most once, as by an author with one
/// thing to say about it.
fn edited(base: &[Paragraph], edits: &[Edit]) -> (Vec<Paragraph>, Lineage) {
    let mut new = base.to_vec();
    let (mut descents, mut touched) = (Vec::new(), std::collections::BTreeSet::new());
    for (n, edit) in edits.iter().enumerate() {
        let fresh = id(100 + n);
        let (Edit::Words(at, _)
        | Edit::Insert(at, _)
        | Edit::Delete(at)
        | Edit::Move(at, _)
        | Edit::Split(at)
        | Edit::Join(at)) = edit;
        let at = at.index(new.len());
        let free = |at: usize| new.get(at).is_some_and(|it| !touched.contains(&it.id));
        let near = (at.saturating_sub(1)..at + 2).all(|at| at >= new.len() || free(at));
        if !near {
            continue;
        }
        let own = new[at].clone();
        touched.insert(own.id);
        match edit {
            Edit::Words(_, words) => {
                let text =
                    format!("{} and {}", own.content.text.as_str().trim_end_matches('.'), words.join(" "));
                new[at].content.text = travaux::document::inline::Text::parse(&text);
            }
            Edit::Insert(_, words) => {
                let content = Content::read(&format!("Newly {n} so {} it is said.", words.join(" ")));
                touched.insert(fresh);
                new.insert(at + 1, Paragraph { id: fresh, content });
            }
            Edit::Delete(_) if new.len() > 2 => drop(new.remove(at)),
            Edit::Move(_, to) => {
                let it = new.remove(at);
                new.insert(to.index(new.len() + 1), it);
                return finish(new, descents);
            }
            Edit::Split(_) if own.content.kind == Kind::Plain => {
                let text = own.content.text.as_str();
                let Some((cut, _)) = text.match_indices(' ').nth(2) else { continue };
                let (first, second) = (&text[..cut], &text[cut + 1..]);
                if text.contains(['*', '^']) {
                    continue;
                }
                new[at].content.text = travaux::document::inline::Text::parse(first);
                let content = Content { text: travaux::document::inline::Text::parse(second), ..own.content };
                touched.insert(fresh);
                descents.push(Descent { paragraph: fresh, from: own.id });
                new.insert(at + 1, Paragraph { id: fresh, content });
            }
            Edit::Join(_) if at + 1 < new.len() => {
                let next = new[at + 1].content.clone();
                if own.content.kind.is_heading() || next.kind.is_heading() {
                    continue;
                }
                let next = new.remove(at + 1);
                let text = format!("{} {}", own.content.text, next.content.text);
                new[at].content.text = travaux::document::inline::Text::parse(&text);
                descents.push(Descent { paragraph: own.id, from: next.id });
            }
            Edit::Delete(_) | Edit::Split(_) | Edit::Join(_) => {}
        }
    }
    finish(new, descents)
}

fn finish(new: Vec<Paragraph>, descents: Vec<Descent>) -> (Vec<Paragraph>, Lineage) {
    (new, Lineage::new(descents))
}

#[test]
fn real_drafts_and_other_scripts_come_back_unchanged() {
    let demo = paragraphs(DRAFT);
    let scripts = [
        "1. تؤكد الأطراف من جديد أهمية «المياه» المشتركة (2026).",
        "2. 各国应尊重国际法并加强合作。",
        "3. L'État « partie » agit : il décide !",
        "4. Стороны — по мере необходимости — сотрудничают.",
        "[5. The *Parties* to **this**^[The *draft*, [para. 2].] text\u{a0}act.]",
        "6. Files named a*b\\\\c and 5 < 6 & so on.",
    ];
    let scripts = scripts.iter().map(|line| Content::read(line)).collect();
    for contents in [demo, scripts] {
        let paragraph = |(n, content)| Paragraph { id: id(n + 1), content };
        let draft: Vec<Paragraph> = contents.into_iter().enumerate().map(paragraph).collect();
        let returned = read(&clean(&draft), &[&draft]).unwrap();
        assert!(returned.is_unchanged(), "{returned:#?}");
        // Without our bookmarks too.
        let strangers: Vec<Paragraph> =
            draft.iter().map(|it| Paragraph { id: id(200), content: it.content.clone() }).collect();
        let returned = read(&clean(&strangers), &[&draft]).unwrap();
        assert!(returned.is_unchanged(), "{returned:#?}");
    }
}

#[test]
fn our_own_changes_are_known_by_their_signature() {
    let draft = |lines: [&str; 2]| -> Vec<Paragraph> {
        let paragraph = |(n, line): (usize, &&str)| Paragraph { id: id(n + 1), content: Content::read(line) };
        lines.iter().enumerate().map(paragraph).collect()
    };
    let old = draft(["1. States may act together.", "2. They may meet every year."]);
    let new = draft(["1. States shall act together.", "2. They shall meet every year."]);
    // One of the two changes rejected: without the signature nobody could tell whose the other is.
    let half = draft(["1. States shall act together.", "2. They may meet every year."]);
    let returned = read(&redline(&old, &half, &Lineage::default()), &[&old, &new]).unwrap();
    assert_eq!((returned.draft, returned.against, returned.proposals.len()), (1, Some(0), 1));
    assert_eq!(returned.proposals[0].place, Some(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_unedited_download_gives_nothing(base in any_draft(ALL)) {
        let returned = read(&clean(&base), &[&base]).unwrap();
        prop_assert!(returned.is_unchanged(), "{:?}", returned);
        prop_assert_eq!(returned.warnings, vec![]);
    }

    #[test]
    fn amendments_make_the_edited_text(base in any_draft(WITHOUT_ITEMS), edits in prop::collection::vec(any_edit(), 1..5)) {
        let (new, lineage) = edited(&base, &edits);
        let returned = read(&redline(&base, &new, &lineage), &[&base]).unwrap();
        is_made(&base, &returned, &new)?;
        // The same without a mark.
        let untracked = read(&clean(&new), &[&base]).unwrap();
        if untracked.unmatched.is_empty() {
            is_made(&base, &untracked, &new)?;
        }
    }

    #[test]
    fn a_redline_of_two_drafts_gives_nothing(base in any_draft(ALL), edits in prop::collection::vec(any_edit(), 1..5)) {
        let (new, lineage) = edited(&base, &edits);
        let differ = compare(&base, &new, &lineage).parts.iter().any(|part| !matches!(part, Part::Same { .. }));
        let returned = read(&redline(&base, &new, &lineage), &[&base, &new]).unwrap();
        prop_assert!(returned.is_unchanged(), "{:?}", returned);
        prop_assert_eq!((returned.draft, returned.against), (1, differ.then_some(0)));
    }
}
