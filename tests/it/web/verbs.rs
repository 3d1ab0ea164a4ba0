//! Verbs that changed: in the list of changes, filtered, and on the cards of the desk.

use axum::http::StatusCode;
use travaux::document::verbs::{Tongue, VerbKind};
use travaux::drafting::verbs::asked_for;

use super::desk::Room;
use super::office::texts;
use super::site::{REV1, Site};

#[test]
fn the_list_of_changes_shows_those_of_modal_and_of_opening_verbs_alone() {
    let site = Site::public();
    let address = format!("{REV1}/changes/zero-draft");
    let all = site.get(&address).text();
    let entries = |page: &str| texts(page, ".changes > li").len();
    let counted = |page: &str, at: usize| -> usize {
        let link = texts(page, ".verb-filter a").swap_remove(at);
        link.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
    };
    assert_eq!(entries(&all), counted(&all, 0));
    for (at, kind) in [(1, "modal"), (2, "opening")] {
        let page = site.get(&format!("{address}?verbs={kind}")).text();
        assert_eq!(entries(&page), counted(&page, at), "{kind}");
        assert!(entries(&page) < entries(&all));
        let labelled = texts(&page, &format!(".changes > li:has(.verb[data-verb={kind}]) > h2"));
        assert_eq!(labelled.len(), entries(&page), "{kind}");
        let here = texts(&page, ".verb-filter a[aria-current]");
        assert!(here.len() == 1 && here[0].starts_with(kind), "{here:?}");
    }
    assert!(counted(&all, 1) > 0);
    assert_eq!(site.get(&format!("{address}?verbs=odd")).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_card_says_which_verb_an_amendment_changes() {
    let room = Room::new();
    let table = room.table();
    let tongue = Tongue::of(table.paragraphs.iter().map(|it| it.content.text.as_str()));
    let (mut with, mut without) = (0, 0);
    for item in &table.submissions {
        let changes = asked_for(&item.body, tongue);
        let Some(anchor) = item.target.anchor().filter(|_| item.body.kind().name() == "replace") else {
            continue;
        };
        let page = room.page(anchor);
        let labels = texts(&page, &format!("#card-{} .verbs .verb", item.id));
        // Identical amendments share the card of the first.
        if !page.contains(&format!("card-{}\"", item.id)) || page.contains(&format!("held-{}", item.id)) {
            continue;
        }
        assert_eq!(labels.len(), changes.len(), "{}: {changes:?}", item.name);
        for (label, change) in labels.iter().zip(&changes) {
            let words = change.new.as_ref().or(change.old.as_ref()).unwrap();
            assert!(label.contains(words.as_str()), "{label}: {change:?}");
        }
        with += usize::from(changes.iter().any(|it| it.kind == VerbKind::Modal));
        without += usize::from(changes.is_empty());
    }
    assert!(with > 2 && without > 2, "{with} {without}");
}
