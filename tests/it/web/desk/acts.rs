//! Every ruling by form does to the text what the command line would have done.

use axum::http::StatusCode;
use travaux::drafting::choice::{Manner, in_part, single_edits};
use travaux::drafting::desk::Deed;
use travaux::drafting::disposition::Disposition;
use travaux::drafting::submission::{Body as Words, Submission, SubmissionKind};

use super::{Room, plain, wanted};

/// The words that a ruling on one submission makes of its paragraph, as the shared rules say.
fn expected(room: &Room, item: &Submission, disposition: Disposition) -> Vec<String> {
    let mut table = room.table();
    let twins: Vec<_> = table.submissions.iter().filter(|it| is_twin(it, item)).map(|it| it.id).collect();
    let rulings = twins.into_iter().map(|id| (id, disposition.clone())).collect();
    for deed in table.decisions(&rulings, Manner::default()) {
        let id = travaux::document::id::ActId::derived("test", &[&[table.log.len() as u8]]);
        table.log.push(travaux::drafting::desk::Act { id, deed });
    }
    table.consolidate().paragraphs.iter().map(|it| it.content.shown()).collect()
}

fn is_twin(a: &Submission, b: &Submission) -> bool {
    let folded = |it: &Submission| travaux::engine::fold(wanted(it).as_str());
    a.id == b.id
        || (a.target.anchor() == b.target.anchor()
            && a.body.kind() == b.body.kind()
            && a.body.kind() == SubmissionKind::Replace
            && folded(a) == folded(b))
        || (a.target.anchor() == b.target.anchor() && a.body == b.body)
}

fn made(room: &Room) -> Vec<String> {
    room.table().consolidate().paragraphs.iter().map(|it| it.content.shown()).collect()
}

#[test]
fn every_ruling_by_form_makes_the_text_that_the_rules_make() {
    let room = Room::new();
    let kinds = [
        SubmissionKind::Replace,
        SubmissionKind::InsertAfter,
        SubmissionKind::Delete,
        SubmissionKind::Move,
        SubmissionKind::Split,
        SubmissionKind::Join,
    ];
    let mut seen = 0;
    for kind in kinds {
        let all = room.table().submissions;
        let Some(item) = all.iter().find(|it| it.body.kind() == kind && it.target.anchor().is_some()) else {
            continue;
        };
        seen += 1;
        let at = item.target.anchor().unwrap();
        for (choice, disposition) in [
            ("retain", Disposition::Retained),
            ("bracket", Disposition::Bracketed),
            ("not-retained", Disposition::NotRetained),
            ("out-of-scope", Disposition::OutOfScope),
            ("merge", Disposition::Merged { into: None }),
            ("open", Disposition::Open),
        ] {
            let expected = expected(&room, item, disposition.clone());
            let answer = room.press(at, &format!("{choice}:{}", item.id));
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{kind:?} {choice}");
            assert!(answer.header("location").contains(&format!("?done={choice}#card-")));
            assert!(made(&room) == expected, "{kind:?} {choice}");
            assert_eq!(room.disposition(item.id), disposition, "{kind:?}");
            let Some(Deed::Decide { paragraph, considered, .. }) =
                room.table().log.last().map(|it| it.deed.clone())
            else {
                panic!("no decision");
            };
            assert!(paragraph.is_some() && considered.contains(&item.id));
        }
    }
    assert!(seen >= 4, "the sample has {seen} kinds");
}

#[test]
fn what_is_retained_shows_at_once_with_its_source_and_is_counted() {
    let room = Room::new();
    let (at, items) = room.contested();
    let before = plain(&room.page(at));
    assert!(before.contains("No change against the draft.") && before.contains("Competing 1 of"));
    room.decide(at, &format!("retain:{}", items[0].id));
    let page = room.page(at);
    let letter = items[0].name.to_string().rsplit('-').next().unwrap().to_owned();
    assert!(page.contains("class=\"trace\"") && plain(&page).contains("✓ Retained"));
    let from: Vec<&str> =
        page.split("class=\"trace\">from ").skip(1).map(|it| it.split('<').next().unwrap()).collect();
    assert!(from.iter().all(|it| it.split(", ").any(|it| it == letter)), "{letter}: {from:?}");
    assert!(page.contains("aria-pressed=\"true\""));
}

#[test]
fn single_insertions_and_deletions_are_taken_by_tick() {
    let room = Room::new();
    let all = room.table().submissions;
    let several = |it: &&Submission| {
        matches!(&it.body, Words::Replace { with, .. } if with.len() == 1)
            && single_edits(it).is_some_and(|(_, _, edits)| edits.len() > 1)
            && all.iter().filter(|other| is_twin(other, it)).count() == 1
    };
    let item = all.iter().find(several).unwrap();
    let at = item.target.anchor().unwrap();
    let (act, tick) = (format!("part:{}", item.id), format!("{}.1", item.id));
    let none = room.press(at, &act);
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("Tick the changes to take first."));
    let part = in_part(item, &[1]).unwrap();
    let expected = expected(&room, item, part.clone());
    let answer = room.send(at, &room.page(at), &act, &[("take", &tick)]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(made(&room) == expected && room.disposition(item.id) == part);
    // The page shows what was taken, and sends it again.
    assert!(super::fields(&room.page(at)).contains(&("take".to_owned(), tick)));
}

#[test]
fn an_amendment_is_merged_into_another_on_the_paragraph() {
    let room = Room::new();
    let (at, items) = room.contested();
    let other = items.iter().find(|it| !is_twin(it, &items[0])).unwrap();
    let page = room.page(at);
    let act = format!("merge:{}", items[0].id);
    let into = |target: &str| format!("{}:{target}", items[0].id);
    let elsewhere =
        room.table().submissions.iter().find(|it| it.target.anchor().is_some_and(|it| it != at)).unwrap().id;
    for bad in [items[0].id, elsewhere] {
        let answer = room.send(at, &page, &act, &[("into", &into(&bad.to_string()))]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let answer = room.send(at, &page, &act, &[("into", &into(&other.id.to_string()))]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(room.disposition(items[0].id), Disposition::Merged { into: Some(other.id) });
    assert!(plain(&room.page(at)).contains(&format!("Merged into {}", other.name)));
}

#[test]
fn comments_are_answered_and_nothing_else() {
    let room = Room::new();
    let all = room.table().submissions;
    let comment =
        all.iter().find(|it| it.body.kind() == SubmissionKind::Comment && it.target.anchor().is_some());
    let comment = comment.unwrap();
    let at = comment.target.anchor().unwrap();
    room.decide(at, &format!("noted:{}", comment.id));
    assert_eq!(room.disposition(comment.id), Disposition::Noted);
    let wrong = room.press(at, &format!("retain:{}", comment.id));
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    // On the whole text too.
    let general = all.iter().find(|it| it.target.anchor().is_none()).unwrap();
    let whole = format!("{}/whole-text", super::DESK);
    let page = room.site.get_as(&room.chair, &whole).text();
    let mut form = super::fields(&page);
    form.push(("act".to_owned(), format!("noted:{}", general.id)));
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(room.site.post(&whole, &room.chair, &form).status, StatusCode::SEE_OTHER);
    assert_eq!(room.disposition(general.id), Disposition::Noted);
}

#[test]
fn an_act_is_undone_unless_a_later_one_needs_it() {
    let room = Room::new();
    let (at, items) = room.contested();
    let drafted = room.words(at);
    room.decide(at, &format!("retain:{}", items[0].id));
    room.decide(at, &format!("not-retained:{}", items[0].id));
    let log = room.table().log;
    let refused = room.press(at, &format!("undo:{}", log[0].id));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = plain(&refused.text());
    assert!(told.contains("Act 2 builds on it") && told.contains("Not retained"), "{told}");
    assert!(refused.text().contains("href=\"#act-2\"") && refused.text().contains("id=\"act-2\""));
    room.decide(at, &format!("undo:{}", log[1].id));
    assert_eq!(room.disposition(items[0].id), Disposition::Retained);
    room.decide(at, &format!("undo:{}", log[0].id));
    assert_eq!((room.disposition(items[0].id), room.words(at)), (Disposition::Open, drafted));
    let again = room.press(at, &format!("undo:{}", log[0].id));
    assert!(again.text().contains("taken back already"));
    assert!(plain(&room.page(at)).contains("taken back"));
}
