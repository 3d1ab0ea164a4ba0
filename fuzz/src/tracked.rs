//! The promises of a Word file that comes back: unedited it says nothing; edited, nothing that cannot be filed.

use travaux::document::compare::{compare, identify};
use travaux::document::id::ParagraphId;
use travaux::document::{Content, Paragraph};
use travaux::drafting::submission::Body;
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};
use travaux::import::tracked::{Returned, read};

/// Two drafts of one line for each paragraph: the first as it was downloaded, the second as it was edited to.
pub(super) fn of_file(old: &[&str], new: &[&str]) {
    let mut drawn = 0u128;
    let fresh = || {
        drawn += 1;
        ParagraphId::from_bytes(drawn.to_be_bytes())
    };
    let (old, new, lineage) = identify(contents(old), contents(new), fresh);
    if old.is_empty() || new.is_empty() {
        return;
    }
    let clean = Rendition::clean(&old, Cover::default(), Language::of("en", &old));
    let unedited = returned(&clean, &[&old]);
    assert!(unedited.as_ref().is_none_or(Returned::is_unchanged), "{unedited:?}");
    let comparison = compare(&old, &new, &lineage);
    let redline = Rendition::redline(&comparison, Cover::default(), Language::of("en", &new));
    for drafts in [&[&old[..]][..], &[&old[..], &new[..]]] {
        for proposal in returned(&redline, drafts).iter().flat_map(|it| &it.proposals) {
            let place = proposal.place.map(|place| drafts[drafts.len() - 1].get(place).or(old.get(place)));
            assert_eq!(proposal.target.anchor().is_some(), place.flatten().is_some());
            match &proposal.body {
                Body::Replace { base, with } => assert!(!with.is_empty() && with[0].text != *base),
                Body::InsertAfter { paragraphs } => assert!(!paragraphs.is_empty()),
                Body::Split { pieces, .. } => assert!(pieces.len() > 1),
                _ => {}
            }
        }
    }
}

/// Characters that XML does not have are not written, and come back as an edit.
fn contents(lines: &[&str]) -> Vec<Content> {
    let written = |line: &&&str| !line.trim().is_empty() && !line.chars().any(char::is_control);
    lines.iter().filter(written).map(|line| Content::read(line)).collect()
}

fn returned(rendition: &Rendition, drafts: &[&[Paragraph]]) -> Option<Returned> {
    read(&write(rendition, Format::Docx).ok()?, drafts).ok()
}
