//! The bar of the demonstration.

use axum::http::StatusCode;

use super::site::{Site, cookie_of};

#[test]
fn nobody_steps_into_a_process_that_is_no_demonstration() {
    let site = Site::public();
    assert!(!site.get("/").text().contains("class=\"demo\""));
    assert_eq!(site.post("/demo/persona", "", &[("who", "0")]).status, StatusCode::NOT_FOUND);
    assert_eq!(site.post("/demo/release", "", &[("here", "/")]).status, StatusCode::NOT_FOUND);
}

#[test]
fn one_click_makes_anybody_a_delegate_or_staff_and_leads_to_where_their_story_begins() {
    let (site, demo) = Site::demonstration();
    let home = site.get("/").text();
    assert!(home.contains("Demonstration text, of no process"));
    let mut cookie = String::new();
    for (who, persona) in demo.personas.iter().enumerate() {
        let begun = site.post("/demo/persona", &cookie, &[("who", &who.to_string())]);
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let before = std::mem::replace(&mut cookie, cookie_of(&begun));
        if !before.is_empty() {
            let name = &demo.personas[who - 1].name;
            assert!(!site.get_as(&before, "/").text().contains(&format!("<bdi>{name}</bdi>")));
        }
        let front = site.get_as(&cookie, "/").text();
        assert!(front.contains(&format!("aria-current=\"true\">{}<", persona.name)), "{front}");
        let lands = begun.header("location").to_owned();
        let page = site.get_as(&cookie, &lands);
        assert_eq!(page.status, StatusCode::OK, "{lands}");
        assert!(page.text().contains("Demonstration text, of no process"));
    }
    let first = site.post("/demo/persona", "", &[("who", "0")]);
    assert_eq!(
        first.header("location"),
        format!("/processes/{}/drafts/rev.1/redline/zero-draft", demo.process)
    );
    assert_eq!(site.post("/demo/persona", "", &[("who", "9")]).status, StatusCode::NOT_FOUND);
    assert_eq!(site.post("/demo/persona", "", &[("who", "x")]).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_release_leads_back_to_the_page_and_says_what_came_of_it() {
    let (site, demo) = Site::demonstration();
    let page = format!("/processes/{}/drafts/rev.1", demo.process);
    for (here, leads, said) in [
        (format!("{page}?q=cable"), format!("{page}?q=cable&release=made"), "Released: "),
        (format!("{page}?release=made#p-1"), format!("{page}?release=nothing"), "Nothing waits"),
        ("https://elsewhere.example/".to_owned(), "/?release=nothing".to_owned(), "Nothing waits"),
    ] {
        let done = site.post("/demo/release", "", &[("here", &here)]);
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, leads.as_str()));
        let page = site.get(&leads).text();
        assert!(page.contains(&format!("role=\"status\">{said}")), "{page}");
        assert!(!page.contains("name=\"here\" value=\"/?release"), "the address does not grow");
    }
}

/// The value of the first field of that name that stands in a form of a page.
fn value(page: &str, name: &str) -> String {
    let document = scraper::Html::parse_document(page);
    let field = scraper::Selector::parse(&format!("main form input[name=\"{name}\"]")).unwrap();
    let found = document.select(&field).next().unwrap_or_else(|| panic!("no {name} in {page}"));
    found.value().attr("value").unwrap().to_owned()
}

/// The words of a page, without its markup.
fn words(page: &str) -> String {
    let text = scraper::Html::parse_document(page).root_element().text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first minute of a delegate: one word is changed, it competes, it is submitted, released, and has no name.
#[test]
fn the_first_minute_of_a_delegate() {
    let (site, demo) = Site::demonstration();
    let begun = site.post("/demo/persona", "", &[("who", "0")]);
    let cookie = cookie_of(&begun);
    let redline = site.get_as(&cookie, begun.header("location")).text();
    assert!(redline.contains("Your 9 amendments: 5 retained, 2 in part, 1 in brackets, 1 not retained"));
    let from_14 = &redline[redline.find("aria-label=\"Paragraph 14\"").unwrap()..];
    let link = from_14.split('"').find(|it| it.ends_with("/wording")).unwrap();
    let page = site.get_as(&cookie, link).text();
    let text = page.split("</textarea>").next().unwrap().rsplit('>').next().unwrap().trim();
    let (form, seen, text) = (value(&page, "form"), value(&page, "seen"), text.replacen("should", "must", 1));
    let fields = [("form", form.as_str()), ("seen", &seen), ("text", &text)];
    let check = site.post(link, &cookie, &[&fields[..], &[("act", "check")]].concat());
    let check = if check.status == StatusCode::SEE_OTHER {
        site.get_as(&cookie, check.header("location")).text()
    } else {
        check.text()
    };
    for said in ["Competes with 14-B", "replace should by must"] {
        assert!(words(&check).contains(said), "{said}: {}", words(&check));
    }
    let submit = format!("/processes/{}/delegation/submit", demo.process);
    let sent = site.post(&submit, &cookie, &[("item", &value(&check, "item"))]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let other = cookie_of(&site.post("/demo/persona", "", &[("who", "1")]));
    let rev_1 = format!("/processes/{}/drafts/rev.1", demo.process);
    assert!(!words(&site.get_as(&other, &rev_1).text()).contains("14-D"));
    site.post("/demo/release", &cookie, &[("here", &rev_1)]);
    let seen = words(&site.get_as(&other, &rev_1).text());
    assert!(seen.contains("14-D"));
    let first = &demo.personas[0].name;
    assert_eq!(seen.matches(first.as_str()).count(), 1, "in the bar and nowhere else");
}

#[test]
fn the_desk_begins_where_most_is_proposed() {
    let (site, _) = Site::demonstration();
    let begun = site.post("/demo/persona", "", &[("who", "2")]);
    let page = words(&site.get_as(&cookie_of(&begun), begun.header("location")).text());
    for said in ["Paragraph 13", "31 of 93 submissions decided", "13-D, 13-F", "Redline for Word"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
