//! The forms: what they show, what they refuse, and that nothing typed is lost.

use axum::http::StatusCode;
use travaux::drafting::round::Phase;
use travaux::drafting::submission::Body;

use super::{MINE, Room, anchor, count, form_on, main_of, said};
use crate::web::site::REV1;

#[test]
fn without_scripts_a_button_shows_what_changes() {
    let room = Room::new();
    let wanted = room.words(1).replacen("the ", "each and every ", 1);
    let shown = room.fill(&room.of(1, "wording"), &[("text", &wanted), ("act", "show")]);
    assert_eq!(shown.status, StatusCode::OK);
    assert!(said(&shown.text(), "#preview").contains("1 insertion, 1 deletion"));
    assert_eq!(said(&shown.text(), "textarea[name=text]"), wanted);
    assert_eq!(room.prepared(), 0, "showing keeps nothing");
}

#[test]
fn what_cannot_be_sent_comes_back_with_what_was_typed() {
    let room = Room::new();
    let long = "word ".repeat(9_000);
    let many = "A paragraph.\n\n".repeat(50);
    let odd_words = format!("{}\n", room.words(1).replace('\u{2019}', "'"));
    for (nth, way, typed, wrong) in [
        (1, "wording", vec![("text", room.words(1))], "Nothing changes"),
        (1, "wording", vec![("text", odd_words.as_str())], "Nothing changes"),
        (1, "wording", vec![("text", "  ")], "To take the paragraph out, choose Delete"),
        (1, "wording", vec![("text", long.as_str())], "This is too long"),
        (1, "insert", vec![("text", many.as_str())], "too many paragraphs"),
        (1, "insert", vec![("text", "")], "Write the words of the new paragraph"),
        (1, "comment", vec![("text", "\n")], "Write the comment"),
        (
            1,
            "comment",
            vec![("text", "A remark."), ("quote", "no such words")],
            "do not stand in the paragraph",
        ),
        (
            1,
            "wording",
            vec![("text", "Other words."), ("why", &"because ".repeat(2_000))],
            "The rationale is too long",
        ),
        (1, "move", vec![("after", "")], "Choose where it is to stand"),
    ] {
        for act in ["check", "save", "clear"] {
            let typed: Vec<(&str, &str)> = typed.iter().copied().chain([("act", act)]).collect();
            let back = room.fill(&room.of(nth, way), &typed);
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{way} {wrong}");
            assert!(said(&back.text(), ".error-summary").contains(wrong), "{}", main_of(&back.text()));
            let (_, fields) = form_on(&back.text(), "form.writing", &[]);
            for (name, value) in typed.iter().filter(|(name, _)| ["text", "why", "quote"].contains(name)) {
                assert!(fields.iter().any(|(it, kept)| it == name && kept == value), "{way}: {name}");
            }
        }
    }
    assert_eq!(room.prepared(), 0);
}

/// Where a form goes, its fields, and what becomes of it.
type Row<'a> = (String, Vec<(&'a str, &'a str)>, fn(&Body) -> bool);

#[test]
fn each_way_of_amending_makes_its_body() {
    let room = Room::new();
    let heading =
        room.paragraphs.iter().find(|it| it.content.kind == travaux::document::Kind::Heading).unwrap();
    let (first, last) = room.words(1).split_once(' ').unwrap();
    let split = format!("{first}\n\n{last}");
    let replaced = format!("{}\n\nA further paragraph.", room.words(2));
    let after = room.numbered(5).id.to_string();
    let all = |way: &str| format!("{REV1}/paragraphs/all/{way}");
    let rows: [Row<'_>; 10] = [
        (
            room.of(1, "wording"),
            vec![("text", &split)],
            |it| matches!(it, Body::Split { pieces, .. } if pieces.len() == 2),
        ),
        (
            room.of(2, "wording"),
            vec![("text", &replaced)],
            |it| matches!(it, Body::Replace { with, .. } if with.len() == 2),
        ),
        (room.of(1, "insert"), vec![("text", "New words.")], |it| matches!(it, Body::InsertAfter { .. })),
        (all("insert"), vec![("text", "First words.")], |it| matches!(it, Body::InsertAfter { .. })),
        (room.of(1, "delete"), vec![], |it| matches!(it, Body::Delete { .. })),
        (room.of(1, "move"), vec![("after", &after)], |it| matches!(it, Body::Move { after: Some(_), .. })),
        (room.of(1, "move"), vec![("after", "first")], |it| matches!(it, Body::Move { after: None, .. })),
        (all("throughout"), vec![("find", "States"), ("put", "Parties")], |it| {
            matches!(it, Body::ReplaceThroughout { .. })
        }),
        (all("comment"), vec![("text", "On all of it.")], |it| matches!(it, Body::Comment { .. })),
        (format!("{REV1}/paragraphs/{}/comment", heading.id), vec![("text", "On the section.")], |it| {
            matches!(it, Body::Comment { .. })
        }),
    ];
    for (path, typed, is_it) in &rows {
        let before = travaux::proceedings::entries(room.site.store(), &room.delegate()).unwrap();
        let saved = room.fill(path, &[typed.as_slice(), &[("act", "save")]].concat());
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{path} {}", main_of(&saved.text()));
        let after = travaux::proceedings::entries(room.site.store(), &room.delegate()).unwrap();
        let new = after.iter().find(|it| !before.contains(it)).unwrap();
        assert!(is_it(&new.words.body), "{path}: {:?}", new.words.body);
        // What was saved comes back as it was typed, and saying it again changes nothing.
        let entry = format!("{MINE}/entries/{}", new.form);
        let again = room.fill(&entry, &[("act", "save")]);
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{path}: {}", main_of(&again.text()));
        let kept = travaux::proceedings::entries(room.site.store(), &room.delegate()).unwrap();
        let same = kept.iter().find(|it| it.form == new.form).unwrap();
        assert_eq!(same, new, "{path}");
    }
    let mine = room.get(MINE).text();
    assert_eq!(count(&mine, "#prepared article"), rows.len());
    // All of them are checked and submitted in one act.
    let items: Vec<String> = travaux::proceedings::entries(room.site.store(), &room.delegate())
        .unwrap()
        .iter()
        .map(|it| format!("item={}", it.form))
        .collect();
    let check = room.site.send(&format!("{MINE}/check"), &room.cookie, &items.join("&"));
    assert_eq!(check.status, StatusCode::OK);
    assert_eq!(count(&check.text(), "article.checked"), rows.len());
    let done = room.send(&check.text(), &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", main_of(&done.text()));
    assert_eq!(room.waiting(), rows.len());
}

#[test]
fn competing_amendments_are_told_and_can_be_supported_instead() {
    let room = Room::new();
    let other = room.other("Southmark");
    let (path, text) = (room.of(1, "wording"), room.words(1));
    let theirs = text.replacen("the ", "each ", 1);
    let page = room.site.get_as(&other, &path).text();
    let post = |cookie: &str, page: &str, selector: &str, typed: &[(&str, &str)]| {
        let (to, form) = form_on(page, selector, typed);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        room.site.post(&to, cookie, &form)
    };
    let check = post(&other, &page, "form.writing", &[("text", &theirs), ("act", "check")]).text();
    post(&other, &check, &format!("form[action=\"{MINE}/submit\"]"), &[]);
    room.release();
    let shown = room.fill(&path, &[("text", &text.replacen("the ", "every ", 1)), ("act", "show")]).text();
    let notice = said(&shown, ".notice[aria-label]");
    assert!(
        notice.contains("Competes with") && notice.contains("wants each where you want every"),
        "{notice}"
    );
    let twin = room.fill(&path, &[("text", &theirs), ("act", "show")]).text();
    assert!(said(&twin, ".notice[aria-label]").contains("The same as"), "{twin}");
    let item =
        room.released().iter().find(|it| it.submission.body.kind().is_amendment()).unwrap().submission.id;
    // What was typed is kept, though another is supported instead.
    assert_eq!(room.prepared(), 0);
    let support = room.send(&shown, "form.writing", &[("act", &format!("support:{item}"))]);
    let mine = support.header("location").to_owned();
    assert!(mine.starts_with(&format!("{MINE}?done=supported#")), "{} {mine}", support.status);
    assert_eq!(room.prepared(), 1);
    let page = room.get(mine.split('#').next().unwrap()).text();
    assert!(main_of(&page).contains("Your support is noted") && main_of(&page).contains("every"));
    let check = room.fill(&path, &[("text", &text.replacen("the ", "every ", 1)), ("act", "check")]).text();
    let support = room.send(&check, "#support", &[("item", &item.to_string())]);
    assert!(support.header("location").contains("done=position#"), "{}", support.status);
}

#[test]
fn a_later_draft_shows_what_became_of_it_and_keeps_what_was_typed() {
    let room = Room::new();
    let wanted = room.words(4).replacen("must", "shall", 1).replacen("should", "shall", 1) + " And more.";
    let page = room.get(&room.of(4, "wording")).text();
    let gone = room.get(&room.of(0, "wording")).text();
    room.fill(&room.of(4, "wording"), &[("text", &wanted), ("act", "save")]);
    room.site.issue_reordered();
    let stale = room.send(&page, "form.writing", &[("text", &wanted), ("act", "check")]);
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let text = stale.text();
    assert!(main_of(&text).contains("Rev.2 has been issued"), "{}", main_of(&text));
    assert_eq!(said(&text, ".as-typed"), wanted);
    // What was typed and what has changed stand together in the new form.
    let (to, form) = form_on(&text, "form.writing", &[]);
    assert!(to.contains("/drafts/rev.2/"));
    let carried = &form.iter().find(|(name, _)| name == "text").unwrap().1;
    assert!(carried.contains("each and every") && carried.ends_with("And more."), "{carried}");
    let sent = room.send(&text, "form.writing", &[("act", "check")]);
    assert_eq!(sent.status, StatusCode::OK);
    // What was in preparation is carried over when it is opened.
    let form = room.get(MINE).text();
    assert!(said(&form, "#prepared").contains("on Rev.1"));
    // A paragraph that is gone.
    let lost = room.send(&gone, "form.writing", &[("text", "Words on nothing."), ("act", "save")]);
    assert_eq!(lost.status, StatusCode::CONFLICT);
    assert!(
        main_of(&lost.text()).contains("The paragraph is gone") && lost.text().contains("Words on nothing.")
    );
    // A link to a form on the older draft leads to the newest.
    let led = room.get(&room.of(4, "wording"));
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    assert!(led.header("location").contains("/drafts/rev.2/paragraphs/"));
}

#[test]
fn a_closed_round_keeps_what_was_written() {
    let room = Room::new();
    let page = room.get(&room.of(1, "comment")).text();
    let check = room.fill(&room.of(2, "comment"), &[("text", "Just before."), ("act", "check")]).text();
    room.phase(Phase::Closed);
    let late = room.send(&check, &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(main_of(&late.text()).contains("What you wrote is kept in preparation"));
    let after = room.send(&page, "form.writing", &[("text", "Too late."), ("act", "check")]);
    assert_eq!(after.status, StatusCode::OK);
    assert_eq!(count(&after.text(), &format!("form[action=\"{MINE}/submit\"]")), 0);
    assert_eq!(room.prepared(), 2);
    assert_eq!(count(&room.get(REV1).text(), ".paragraph .acts"), 0);
    let mine = room.get(MINE).text();
    assert!(mine.contains("Just before.") && mine.contains("Too late."));
}

#[test]
fn reactions_take_comments_and_no_amendments() {
    let room = Room::new();
    room.phase(Phase::Reactions);
    let check = room.fill(&room.of(1, "wording"), &[("text", "Other words."), ("act", "check")]);
    assert!(main_of(&check.text()).contains("takes no new amendments now"));
    room.submit(&room.of(1, "comment"), &[("text", "A remark.")]);
    let acts = said(&room.get(REV1).text(), &format!("#{} .acts", anchor(room.numbered(1).id)));
    assert!(acts.contains("Comment") && acts.contains("Retain") && !acts.contains("amendment"), "{acts}");
}

#[test]
fn addresses_of_nothing_and_fields_of_nobody_lead_nowhere() {
    let room = Room::new();
    let none = "00000000000000000000000000000000";
    for path in [
        format!("{REV1}/paragraphs/{none}/wording"),
        format!("{REV1}/paragraphs/none/comment"),
        format!("{REV1}/paragraphs/all/delete"),
        format!("{REV1}/paragraphs/all/nothing"),
        "/processes/ict-workstream/drafts/rev.9/paragraphs/all/comment".to_owned(),
        format!("{MINE}/entries/{none}"),
        format!("{MINE}/items/{none}"),
    ] {
        assert_eq!(room.get(&path).status, StatusCode::NOT_FOUND, "{path}");
    }
    let comment = room.of(1, "comment");
    for (form, status) in [
        (vec![("form", none), ("text", "A."), ("other", "x")], StatusCode::BAD_REQUEST),
        (vec![("form", "short"), ("text", "A.")], StatusCode::BAD_REQUEST),
        (vec![("form", none), ("text", "A."), ("text", "B.")], StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(room.post(&comment, &form).status, status, "{form:?}");
    }
}
